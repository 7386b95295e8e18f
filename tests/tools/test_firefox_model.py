"""Firefox models with random weights: loadable, and the same on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.firefox_model import build_firefox_model

fxtranslate = pytest.importorskip("fxtranslate")


def load(files: dict[str, Path]) -> object:
    """Return a translator over the files of a model."""
    source = files.get("srcvocab") or files["vocab"]
    target = files.get("trgvocab") or files["vocab"]
    shortlist = files["lex"].read_bytes() if "lex" in files else None
    return fxtranslate.Translator(
        files["model"].read_bytes(), source.read_bytes(), target.read_bytes(), shortlist
    )


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("shortlist", [False, True])
def test_a_model_loads_and_says_the_same_twice(
    tmp_path: Path, *, split: bool, shortlist: bool
) -> None:
    files = build_firefox_model(tmp_path, split=split, shortlist=shortlist)
    assert ("lex" in files) is shortlist
    first, second = (load(files).translate("The council met.") for _ in range(2))  # type: ignore[attr-defined]
    assert first == second
    assert first


def test_the_shortlist_decides_which_words_are_used(tmp_path: Path) -> None:
    files = build_firefox_model(tmp_path)
    text = "The council of the coastal town met on Tuesday evening."
    limited = load(files).translate(text)  # type: ignore[attr-defined]
    del files["lex"]
    assert load(files).translate(text) != limited  # type: ignore[attr-defined]


def test_same_model_twice_is_the_same_bytes(tmp_path: Path) -> None:
    first = build_firefox_model(tmp_path / "a")
    again = build_firefox_model(tmp_path / "b")
    other = build_firefox_model(tmp_path / "c", seed=1)
    assert {k: p.read_bytes() for k, p in first.items()} == {
        k: p.read_bytes() for k, p in again.items()
    }
    assert other["model"].read_bytes() != first["model"].read_bytes()


def test_files_are_named_as_mozilla_names_them(tmp_path: Path) -> None:
    build_firefox_model(tmp_path, target="ko", split=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "lex.50.50.enko.s2t.bin",
        "model.enko.intgemm.alphas.bin",
        "srcvocab.enko.spm",
        "trgvocab.enko.spm",
    ]
