"""Which engine a run uses: the command, the settings beside the documents, what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

import transkit
from tests.tools_needed import need_fxtranslate
from tools.copy_model import build_copy_package
from tools.firefox_model import build_firefox_model
from transkit.errors import SettingsError
from transkit.pipeline.engines import preferred_engines
from transkit.pipeline.translate import TranslateResult

need_fxtranslate()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder with one article in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text("The river rose again on Monday.\n", encoding="utf-8")
    return tmp_path


def install(home: Path) -> Path:
    """Install a package that copies and return the folder of models."""
    models = home / "data/transkit/models"
    models.mkdir(parents=True)
    build_copy_package(models)
    return models


def translate(**options: object) -> TranslateResult:
    result = transkit.translate("article.txt", to="uk", **options)  # type: ignore[arg-type]
    assert result.failures == ()
    return result


def test_auto_is_the_default_and_redoes_nothing_that_was_drafted_by_name(
    folder: Path, home: Path
) -> None:
    install(home)
    assert translate(engine="argos").documents[0].drafted == 1
    again = translate()
    assert (again.documents[0].drafted, again.documents[0].changed) == (0, False)
    assert again.engines["uk"].name == "argos"


def test_the_catalog_says_engine_version_and_licence(folder: Path, home: Path) -> None:
    models = install(home)
    build_firefox_model(models / "enuk")
    (models / "enuk" / "transkit.toml").write_text(
        '[model]\nversion = "3.0"\nlicence = "MPL-2.0"\n', encoding="utf-8"
    )
    result = translate()
    catalog = result.documents[0].catalog.read_text(encoding="utf-8")
    assert '"X-Transkit-Engine: firefox en→uk 3.0 (MPL-2.0)\\n"' in catalog
    assert "before argos en→uk 0.1" in result.reasons["uk"]


def test_settings_beside_the_document_choose_the_engine(folder: Path, home: Path) -> None:
    build_firefox_model(install(home) / "enuk")
    (folder / "transkit.toml").write_text('[engine.pairs]\nenglish = "argos"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="pair"):
        preferred_engines([Path("article.txt")], "en", "uk")
    (folder / "transkit.toml").write_text('[engine.pairs]\nen-uk = "argos"\n', encoding="utf-8")
    result = translate()
    assert result.engines["uk"].name == "argos"
    assert result.reasons["uk"].startswith("preferred in transkit.toml to firefox")
    assert translate(engine="firefox").engines["uk"].name == "firefox"


def test_a_pair_s_engine_comes_before_the_general_preference(folder: Path) -> None:
    (folder / "transkit.toml").write_text(
        '[engine]\nprefer = ["firefox", "argos"]\n[engine.pairs]\nen-uk = "argos"\n',
        encoding="utf-8",
    )
    assert preferred_engines([None], "en", "uk") == ("argos", "firefox")
    assert preferred_engines([None], "en", "ko") == ("firefox", "argos")
    assert preferred_engines([], "en", "uk") == ()


def test_an_engine_that_there_is_none_of_is_an_error(folder: Path) -> None:
    (folder / "transkit.toml").write_text('[engine]\nprefer = ["foxfire"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="'foxfire'") as caught:
        preferred_engines([Path("article.txt")], "en", "uk")
    assert "firefox" in str(caught.value.hint)


def test_documents_that_prefer_different_engines_are_not_one_run(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "transkit.toml").write_text('[engine]\nprefer = ["argos"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="other engines"):
        preferred_engines([Path("article.txt"), Path("a/b.txt")], "en", "uk")


def test_a_licence_that_forbids_commerce_is_known(folder: Path, home: Path) -> None:
    models = install(home)
    build_firefox_model(models / "enuk")
    (models / "enuk" / "transkit.toml").write_text(
        '[model]\nlicence = "CC-BY-NC-4.0"\n', encoding="utf-8"
    )
    assert translate().engines["uk"].non_commercial


def credit(catalog: Path) -> str:
    """Return what the header says of engines."""
    [line] = [li for li in catalog.read_text("utf-8").splitlines() if "X-Transkit-Engine" in li]
    return line.removeprefix('"X-Transkit-Engine: ').removesuffix('\\n"')


def test_a_catalog_names_every_engine_whose_drafts_it_may_hold(folder: Path, home: Path) -> None:
    """Who drafted what a person accepted, and under which licence, must not be forgotten."""
    models = install(home)
    package = next(models.iterdir())
    metadata = package / "metadata.json"
    text = metadata.read_text("utf-8")
    metadata.write_text(text.replace("{", '{"license": "CC-BY-NC-4.0", ', 1), encoding="utf-8")
    catalog = translate().documents[0].catalog
    ours = "argos en→uk 0.1 (CC-BY-NC-4.0)"
    assert credit(catalog) == ours
    accepted = catalog.read_text("utf-8").replace("#, fuzzy\n", "")
    catalog.write_text(accepted, encoding="utf-8")
    build_firefox_model(models / "enuk")
    article = folder / "article.txt"
    article.write_text(article.read_text("utf-8") + "\nA new bridge opened.\n", encoding="utf-8")
    assert translate().documents[0].drafted == 1
    both = credit(catalog)
    assert both.startswith("firefox en→uk weights-")
    assert both.endswith(f"; {ours}")
    before = catalog.read_bytes()
    assert not translate().documents[0].changed
    assert catalog.read_bytes() == before
    article.write_text("A new bridge opened.\n\nAnother one was closed.\n", encoding="utf-8")
    translate()
    assert credit(catalog) == both  # what was accepted is obsolete now, and may come back
    catalog.write_text(catalog.read_text("utf-8").partition("\n#~ ")[0], encoding="utf-8")
    article.write_text("A new bridge opened.\n\nThe other one was closed.\n", encoding="utf-8")
    translate()
    assert credit(catalog) == both.partition(";")[0]


def test_drafts_that_are_made_anew_leave_nothing_of_the_engine_before(
    folder: Path, home: Path
) -> None:
    models = install(home)
    catalog = translate().documents[0].catalog
    build_firefox_model(models / "enuk")
    translate()
    assert credit(catalog).startswith("firefox")
    assert "argos" not in credit(catalog)
