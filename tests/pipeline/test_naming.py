"""Every document keeps its own catalogs, whatever else is translated into the same folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from transkit.catalogs import read_po, source_of
from transkit.pipeline.translate import Options, TranslateResult, translate


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed_models: Path) -> Path:
    """Stand in a folder with two articles of the same file name."""
    monkeypatch.chdir(tmp_path)
    for parent in ("a", "b"):
        (tmp_path / parent).mkdir()
        (tmp_path / parent / "x.txt").write_text(
            f"Words of the article in folder {parent}.\n", encoding="utf-8"
        )
    return tmp_path


def run(*sources: str, stdin: bytes | None = None, **options: Any) -> TranslateResult:
    """Translate into Ukrainian."""
    return translate(sources, Options(**{"to": ("uk",), **options}), stdin=stdin)


def names(result: TranslateResult) -> dict[str, str]:
    """Return the name of each document's catalog."""
    assert not result.failures
    return {row.document: row.catalog.stem for row in result.documents}


def test_another_article_of_the_same_name_gets_a_catalog_of_its_own(folder: Path) -> None:
    assert names(run("a/x.txt")) == {"a/x.txt": "x"}
    before = (folder / "locales/uk/LC_MESSAGES/x.po").read_bytes()
    assert names(run("b/x.txt")) == {"b/x.txt": "b-x"}
    assert (folder / "locales/uk/LC_MESSAGES/x.po").read_bytes() == before


def test_a_document_keeps_its_catalog_whatever_is_translated_with_it(folder: Path) -> None:
    run("a/x.txt")
    assert names(run("a", "b")) == {"a/x.txt": "x", "b/x.txt": "b-x"}
    assert names(run("b/x.txt")) == {"b/x.txt": "b-x"}
    assert names(run("b", "a", to=("ko",))) == {"a/x.txt": "x", "b/x.txt": "b-x"}
    assert not any(row.changed for row in run("b", "a").documents)


def test_a_catalog_that_the_user_named_is_found_again(folder: Path) -> None:
    assert names(run("a/x.txt", name="Flood 2026")) == {"a/x.txt": "Flood-2026"}
    assert names(run("a/x.txt")) == {"a/x.txt": "Flood-2026"}
    assert names(run("b/x.txt")) == {"b/x.txt": "x"}


def test_a_name_that_another_document_has_is_one_clear_error(folder: Path) -> None:
    run("a/x.txt")
    path = folder / "locales/uk/LC_MESSAGES/x.po"
    before = path.read_bytes()
    for result in (run("b/x.txt", name="x"), run("-", name="x", stdin=b"Other words.\n")):
        (failure,) = result.failures
        assert "a/x.txt" in failure.error.message
        assert "--name" in (failure.error.hint or "")
        assert not result.documents
    assert path.read_bytes() == before


def test_an_article_that_was_moved_goes_on_with_its_catalog(folder: Path) -> None:
    run("a/x.txt")
    (folder / "c").mkdir()
    (folder / "a/x.txt").rename(folder / "c/x.txt")
    assert names(run("c/x.txt")) == {"c/x.txt": "x"}
    header = dict(read_po(folder / "locales/uk/LC_MESSAGES/x.po").header)
    assert header["X-Transkit-Source"] == "../../../c/x.txt"


def test_names_tell_nothing_of_the_folders_above(folder: Path) -> None:
    made = names(run(str(folder / "a/x.txt"), str(folder / "b/x.txt")))
    assert sorted(made.values()) == ["a-x", "b-x"]


def test_spaces_in_a_file_s_name_lead_back_to_it(folder: Path) -> None:
    (folder / "a/two  spaces\u00a0and\ttab .txt").write_text("Words are here.\n", encoding="utf-8")
    first = run("a/two  spaces\u00a0and\ttab .txt")
    assert names(run("a/two  spaces\u00a0and\ttab .txt")) == names(first)
    path = first.documents[0].catalog
    source = source_of(path, read_po(path).header)
    assert source is not None
    assert source.read_text(encoding="utf-8") == "Words are here.\n"


def test_a_name_that_is_not_utf_8_is_one_clear_error(folder: Path) -> None:
    path = os.fsdecode(b"caf\xe9.txt")
    Path(path).write_text("Words are here.\n", encoding="utf-8")
    (failure,) = run(path, "a/x.txt").failures
    assert "not UTF-8" in str(failure.error)
    assert [row.document for row in run(path, "a/x.txt").documents] == ["a/x.txt"]


def test_a_name_with_a_slash_is_kept_whole(folder: Path) -> None:
    made = run("-", stdin=b"Some words here.\n", name="Interview 1/2").documents[0].catalog
    assert made.stem == "Interview-1-2"


def test_a_source_in_a_folder_that_may_not_be_searched_is_still_the_owner(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a/x.txt")
    ask = Path.exists

    def exists(path: Path) -> bool:
        if path == folder / "a/x.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return ask(path)

    monkeypatch.setattr(Path, "exists", exists)
    assert names(run("b/x.txt")) == {"b/x.txt": "b-x"}
    (failure,) = run("b/x.txt", name="x").failures
    assert "another document" in failure.error.message
    path = folder / "locales/uk/LC_MESSAGES/long.po"
    path.write_text(f'msgid ""\nmsgstr "X-Transkit-Source: {"y" * 300}\\n"\n', encoding="utf-8")
    assert names(run("b/x.txt")) == {"b/x.txt": "b-x"}
