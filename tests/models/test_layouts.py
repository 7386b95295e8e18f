"""What a folder's file names say of the model in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from transkit.errors import ModelError
from transkit.models.layouts import detect_layout, find_layout, firefox_roles, only_tells

ARGOS = {"metadata.json", "model", "sentencepiece.model"}
FIREFOX = {"model.enuk.intgemm.alphas.bin", "vocab.enuk.spm", "lex.50.50.enuk.s2t.bin"}
CTRANSLATE2 = {"model.bin", "config.json", "shared_vocabulary.json", "source.spm", "target.spm"}


@pytest.mark.parametrize(
    ("names", "engine"),
    [
        (ARGOS, "argos"),
        (FIREFOX, "firefox"),
        (FIREFOX | {"metadata.json"}, "firefox"),  # as Mozilla's repository has it
        (CTRANSLATE2, "ctranslate2"),
        ({"README.md", "pytorch_model.bin"}, ""),
        (set(), ""),
    ],
)
def test_the_kind_of_a_model_is_told_by_its_names(names: set[str], engine: str) -> None:
    layout = find_layout(names)
    assert (layout.engine if layout else "") == engine


@pytest.mark.parametrize("names", [FIREFOX, CTRANSLATE2])
def test_a_folder_may_hold_its_files_what_is_said_about_them_and_nothing_else(
    names: set[str],
) -> None:
    layout = find_layout(names)
    assert layout is not None
    told = {"README.md", "LICENSE", "transkit.toml"}
    assert all(layout.allows(name) for name in names | told)
    others = ("run.py", "pytorch_model.bin", "model.pkl", "stanza/x.pt", "../model.bin", "model/x")
    assert not any(layout.allows(name) for name in others)
    assert {name for name in names | told if only_tells(name)} == told


def test_roles_are_what_stands_before_the_first_full_stop() -> None:
    assert set(firefox_roles(FIREFOX | {"qualityModel.enuk.bin"})) == {"model", "vocab", "lex"}


def test_what_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is no model that transkit knows"):
        detect_layout(tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        detect_layout(tmp_path / "nothing")
