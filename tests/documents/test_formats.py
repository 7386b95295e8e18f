"""Formats: the registry, files and folders, and third parties that may be broken."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transkit.documents import (
    Format,
    find_documents,
    get_format,
    read_bytes,
    read_document,
    rebuild_document,
)
from transkit.documents import formats as formats_module
from transkit.errors import DocumentError
from transkit.extensions import forget_extensions

SETUP = Path(__file__).parents[2] / "setup.cfg"


@pytest.fixture(autouse=True)
def _fresh_registry() -> Iterator[None]:
    """Forget what was found before and after each test: they install distributions of their own."""
    forget_extensions()
    formats_module._load.cache_clear()
    yield
    forget_extensions()
    formats_module._load.cache_clear()


@pytest.fixture
def install(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Return a function that installs a distribution with a document format."""

    def do(distribution: str, entry: str, code: str = "") -> None:
        site = tmp_path_factory.mktemp(distribution)
        info = site / f"{distribution}-1.0.dist-info"
        info.mkdir(parents=True)
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\n")
        info.joinpath("entry_points.txt").write_text(f"[transkit.documents]\n{entry}\n")
        module = f"{distribution}_format"
        site.joinpath(f"{module}.py").write_text(code)
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, module, raising=False)

    return do


SHOUT = """
from transkit.units import Document

class Shout:
    name = "shout"
    suffixes = (".shout", ".rst")

    def read(self, data, *, path, language, keep_furniture):
        return Document(path=path, format="shout", language=language, text=data.decode())

    def rebuild(self, document, targets):
        return document.text.upper()

FORMAT = Shout()
"""


def test_built_in_formats_are_registered_as_in_setup_cfg() -> None:
    config = configparser.ConfigParser()
    config.read(SETUP, encoding="utf-8")
    lines = config["options.entry_points"]["transkit.documents"].strip().splitlines()
    assert dict(line.split(" = ") for line in lines) == formats_module.BUILT_IN


@pytest.mark.parametrize("name", formats_module.BUILT_IN)
def test_a_built_in_format_is_found_and_has_its_name(name: str) -> None:
    found = get_format(name)
    assert isinstance(found, Format)
    assert found.name == name
    own = {suffix for suffix, of in formats_module.SUFFIXES.items() if of == name}
    assert own == set(found.suffixes)


def test_reading_plain_text_loads_no_other_format(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The river rose.\n", encoding="utf-8")
    code = (
        "import sys, transkit.documents as d; from pathlib import Path;"
        f"d.read_document(Path({str(path)!r}), language='en');"
        f"d.find_documents(Path({str(tmp_path)!r}));"
        "print(*[m for m in sys.modules if m.startswith('transkit.documents.')], sep='\\n')"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "transkit.documents.plain" in loaded
    assert not [name for name in loaded if ".html" in name or ".markdown" in name]


def test_built_in_formats_are_found_where_metadata_is_stale(
    install: Callable[..., None],
) -> None:
    install("stale", "text = transkit.documents.gone:FORMAT")
    assert get_format("text").name == "text"


def test_an_unknown_format_is_refused_with_those_that_there_are(
    install: Callable[..., None],
) -> None:
    install("shouter", "shout = shouter_format:FORMAT", SHOUT)
    with pytest.raises(DocumentError, match=r"no document format is called docx.*shout, text"):
        get_format("docx")


def test_a_document_is_read_from_a_file_and_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One thing.\n")
    document = read_document(path, language="en")
    assert [unit.source for unit in document.units] == ["One thing."]
    assert rebuild_document(document, {document.units[0].id: "Одне."}) == "Одне.\n"


def test_references_are_relative_with_forward_slashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a b.txt").write_text("One thing.\n")
    monkeypatch.chdir(tmp_path)
    for path in (Path("news/a b.txt"), Path("./news") / "a b.txt", folder / "a b.txt"):
        document = read_document(path, language="en")
        assert document.path == document.units[0].references[0].path == "news/a b.txt"


def test_standard_input_is_read_as_text() -> None:
    document = read_bytes(b"One thing.\n", path="-", language="en")
    assert (document.path, document.format) == ("-", "text")


@pytest.mark.parametrize("name", ["notes", "notes.rst", "notes.TXT", ".profile", "a.b.c"])
def test_a_file_that_is_named_is_read_as_text_whatever_its_suffix(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("One thing.\n")
    assert read_document(path, language="en").format == "text"


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown"])
def test_markdown_is_known_by_its_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# One *thing*\n")
    document = read_document(path, language="en")
    assert document.format == "markdown"
    assert [unit.source for unit in document.units] == ["One <em1>thing</em1>"]
    assert read_document(path, language="en", format_name="text").format == "text"


@pytest.mark.parametrize("data", [b"<!DOCTYPE html>\n<p>", b"\xef\xbb\xbf\n <HTML lang=en>"])
def test_html_without_a_suffix_is_known_by_how_it_begins(data: bytes) -> None:
    assert read_bytes(data, path="-", language="en").format == "html"
    assert read_bytes(data, path="a.txt", language="en").format == "text"


def test_a_file_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone\.txt: cannot be read: no such file"):
        read_document(tmp_path / "gone.txt", language="en")
    with pytest.raises(DocumentError, match="cannot be read: is a directory"):
        read_document(tmp_path, language="en")


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a/b/c.TXT", "a-b.txt", "x.png", ".hidden.txt", ".git/a.txt"]
    for name in [*names, "out/uk/a.txt", "page.html"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("One thing.\n")
    found = find_documents(tmp_path, skip=[tmp_path / "out"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        *("a/b/c.TXT", "a/z.txt", "a-b.txt", "b.txt", "page.html"),
    ]


def test_a_folder_without_documents_gives_none(tmp_path: Path) -> None:
    assert find_documents(tmp_path) == []


def test_links_between_folders_make_no_loop(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("One thing.\n")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "two.txt").symlink_to(tmp_path / "a" / "one.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = find_documents(tmp_path)
    assert [path.name for path in found] == ["one.txt", "gone.txt", "two.txt"]


def test_a_folder_that_cannot_be_listed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    real = os.scandir

    def scan(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scan)
    with pytest.raises(DocumentError, match="locked: cannot be listed: permission denied"):
        find_documents(tmp_path)


def test_a_third_party_format_is_used_for_its_suffixes(
    tmp_path: Path, install: Callable[..., None]
) -> None:
    install("shouter", "shout = shouter_format:FORMAT", SHOUT)
    for name in ("a.shout", "b.rst", "c.txt", "d.png"):
        (tmp_path / name).write_text("One thing.")
    assert [path.name for path in find_documents(tmp_path)] == ["a.shout", "b.rst", "c.txt"]
    document = read_document(tmp_path / "b.rst", language="en")
    assert rebuild_document(document, {}) == "ONE THING."


@pytest.mark.parametrize("code", ["raise RuntimeError('boom')", "FORMAT = 5", "import nowhere"])
def test_a_broken_third_party_format_is_an_error_only_where_it_is_needed(
    tmp_path: Path, install: Callable[..., None], code: str
) -> None:
    install("breaker", "brk = breaker_format:FORMAT", code)
    (tmp_path / "a.txt").write_text("One thing.")
    (tmp_path / "b.png").write_text("One thing.")
    assert read_document(tmp_path / "a.txt", language="en").format == "text"
    assert [path.name for path in find_documents(tmp_path)] == ["a.txt"]
    (tmp_path / "c.brk").write_text("One thing.")
    with pytest.raises(DocumentError, match=r"format brk of breaker does not load.*pip install"):
        read_document(tmp_path / "c.brk", language="en")
    with pytest.raises(DocumentError, match=r"c\.brk: the document format brk of breaker"):
        find_documents(tmp_path)


def test_third_parties_are_not_loaded_for_plain_text(
    tmp_path: Path, install: Callable[..., None]
) -> None:
    install("shouter", "shout = shouter_format:FORMAT", SHOUT)
    (tmp_path / "a.txt").write_text("One thing.")
    read_document(tmp_path / "a.txt", language="en")
    assert "shouter_format" not in sys.modules


def test_an_object_of_another_shape_is_no_format() -> None:
    assert isinstance(get_format("text"), Format)
    assert not isinstance(Path(), Format)
