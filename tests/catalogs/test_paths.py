"""Catalogs lie where gettext looks for them, under names that every file system takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transkit.catalogs import catalog_path, slug, slugs, template_path
from transkit.errors import LanguageError

_NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), max_size=300)
_PATHS = st.lists(
    st.lists(st.sampled_from(["a", "A", "b", "x.txt", "x.md", "X.txt", "ю.txt", "..", "-"]),
             min_size=1, max_size=4),
    unique_by=tuple,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "folder"),
    [
        ("uk", "uk"),
        ("uk-UA", "uk"),
        ("ko", "ko"),
        ("pt-BR", "pt_BR"),
        ("sr-Latn", "sr@latin"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hans", "zh_CN"),
        ("ca-valencia", "ca@valencia"),
    ],
)
def test_a_catalog_lies_in_the_folder_of_its_locale(language: str, folder: str) -> None:
    path = catalog_path(Path("locales"), language, "summit")
    assert path == Path("locales", folder, "LC_MESSAGES", "summit.po")
    assert template_path(Path("locales"), "summit") == Path("locales/summit.pot")


def test_a_language_that_is_none_makes_no_folder() -> None:
    with pytest.raises(LanguageError):
        catalog_path(Path("locales"), "../etc", "x")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("summit.txt", "summit"),
        ("기사 제목.txt", "기사-제목"),
        ("Стаття № 5 (остання).html", "Стаття-5-остання"),
        ("e\u0301mile.md", "émile"),
        (".hidden", "hidden"),
        ("-rf.txt", "rf"),
        ("v1.2", "v1.2"),
        ("archive.tar.gz", "archive.tar"),
        ("folder/a\\b.txt", "b"),
    ],
)
def test_a_slug_keeps_letters_of_every_script(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(_NAMES)
@example("..")
@example("")
@example("한" * 200 + ".txt")
def test_a_slug_is_a_safe_file_name(name: str) -> None:
    made = slug(name)
    assert made
    assert made[0] not in ".-"
    assert ".." not in made
    assert not set(made) & set('/\\:*?"<>|\n\r\t ')
    assert len(made.encode()) <= 100
    assert made == slug(name)


def test_different_names_without_letters_and_long_names_stay_different() -> None:
    names = ["...", "!!!", "???", "a" * 200 + "1.txt", "a" * 200 + "2.txt"]
    assert len({slug(name) for name in names}) == len(names)


@given(_PATHS)
def test_slugs_are_distinct_on_every_file_system(parts: list[list[str]]) -> None:
    paths = list(dict.fromkeys(Path(*names) for names in parts))
    made = slugs(paths)
    assert len({name.casefold() for name in made}) == len(paths)


def test_slugs_that_would_be_equal_get_their_folders_or_extensions() -> None:
    paths = [Path("2024/may/x.txt"), Path("2025/may/x.txt"), Path("y.txt"), Path("y.md"), Path("z")]
    assert slugs(paths) == ["2024-may-x", "2025-may-x", "y-txt", "y-md", "z"]
    assert slugs([Path("a/x.txt"), Path("b/X.txt")]) == ["a-x", "b-X"]
    assert slugs([Path("b/X.txt"), Path("a/x.txt")]) == ["b-X", "a-x"]
    assert slugs([]) == []
    assert slugs([Path("a.txt")]) == ["a"]


def test_the_order_of_paths_makes_no_difference() -> None:
    paths = [Path("p/a/x.txt"), Path("p/b/x.txt"), Path("p/b/x.md"), Path("p/x.html"), Path("y")]
    made = dict(zip(paths, slugs(paths), strict=True))
    assert list(made.values()) == ["a-x", "b-x", "x-md", "x-html", "y"]
    assert slugs(paths[::-1]) == [made[path] for path in paths[::-1]]


def test_names_that_documents_have_are_theirs() -> None:
    a, b, c = Path("/p/a/x.txt"), Path("/p/b/x.txt"), Path("/p/x.txt")
    assert slugs([a, b], {"x": {a}}) == ["x", "b-x"]
    assert slugs([b], {"X": {a}}) == ["b-x"]
    assert slugs([c], {"x": {a}}) == ["x-2"]
    assert slugs([b, a], {"x": {a}, "b-x": {a}, "flood": {b}}) == ["flood", "x"]
    assert slugs([Path("/p/a/x.md")], {"x": {a}}) == ["x-md"]
