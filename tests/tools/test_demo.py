"""The demo translates with what is installed, and says so when that is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import demo

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with an example article, as `make` stands in the checkout."""
    monkeypatch.chdir(tmp_path)
    demo.EXAMPLE.parent.mkdir()
    demo.EXAMPLE.write_text("A short title\n\nThe council met.\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    return tmp_path


def test_without_models_the_catalogs_go_to_a_scratch_folder(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert demo.main() == 0
    said = capfd.readouterr().out
    assert "copies the English text into the catalogs instead of translating it" in said
    for language in ("uk", "ko"):
        catalog = demo.SCRATCH / "locales" / language / "LC_MESSAGES" / "summit.po"
        assert 'msgstr "The council met."' in catalog.read_text(encoding="utf-8")
        assert f"poedit {catalog}" in said
    assert not (folder / "locales").exists()


def test_with_models_the_catalogs_go_to_locales(
    folder: Path, installed_models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert installed_models.is_dir()
    assert demo.main() == 0
    assert "stand-in" not in capfd.readouterr().out
    assert (folder / "locales/ko/LC_MESSAGES/summit.po").is_file()
    assert not demo.SCRATCH.exists()


def test_one_model_missing_is_said_of_that_one(
    folder: Path, copy_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "models").mkdir()
    (folder / "models" / copy_model.name).symlink_to(copy_model)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder / "models"))
    assert demo._missing_models() == ["ko"]
