"""transkit.toml: found, read, and where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import SettingsError
from transkit.settings import (
    FILE_NAME,
    NO_SETTINGS,
    Settings,
    SettingsFinder,
    Table,
    find_settings,
    load_settings,
    parse_settings,
)

HERE = Path("project") / FILE_NAME


def parse(text: str) -> Settings:
    """Return the settings that `text` holds."""
    return parse_settings(text.encode(), HERE)


def problem(text: str) -> str:
    """Return what is wrong with `text`, path and line included."""
    with pytest.raises(SettingsError) as caught:
        parse(text)
    assert caught.value.exit_code == 2
    return str(caught.value)


def write(folder: Path, text: str = "") -> Path:
    """Write settings into a folder that may not be there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder / FILE_NAME


def test_the_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    outer, inner = write(tmp_path / "a"), write(tmp_path / "a" / "b" / "c")
    below = tmp_path / "a" / "b" / "c" / "d"
    below.mkdir()
    assert find_settings(below) == inner
    assert find_settings(tmp_path / "a" / "b") == outer
    assert find_settings(tmp_path / "a" / "b" / ".." / "b") == outer


def test_a_folder_called_like_the_file_is_not_it(tmp_path: Path) -> None:
    (tmp_path / "a" / FILE_NAME).mkdir(parents=True)
    outer = write(tmp_path)
    assert find_settings(tmp_path / "a") == outer


def test_the_documents_own_settings_come_before_those_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, bare = tmp_path / "here", tmp_path / "there", tmp_path / "bare"
    write(here, "[[furniture]]\ndrop = ['here']")
    write(there, "[[furniture]]\ndrop = ['yonder']")
    bare.mkdir()
    monkeypatch.chdir(here)
    finder = SettingsFinder()

    def dropped(document: Path | None) -> list[str]:
        rules = finder.settings_for(document).furniture_rules(document)
        return [word for word in ("here", "yonder") if rules.drops(word)]

    assert dropped(there / "a.txt") == ["yonder"]
    assert dropped(bare / "a.txt") == ["here"]
    assert dropped(None) == ["here"]


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert SettingsFinder().settings_for(tmp_path / "a.txt") is NO_SETTINGS
    assert not NO_SETTINGS.furniture_rules(None)


def test_words_are_found_whatever_their_case_and_expressions_as_they_are_written() -> None:
    rules = parse(
        """
        [[furniture]]
        drop = ["subscribe (now)", '/^Photo: \\w+$/']
        """
    ).furniture_rules(Path("project/a.txt"))
    assert rules.drops("Please Subscribe (NOW) to us")
    assert rules.drops("Photo: Reuters")
    assert not rules.drops("photo: Reuters")
    assert not rules.drops("Subscribe now")


def test_keep_outranks_drop() -> None:
    rules = parse("[[furniture]]\nkeep = ['Photo of']\ndrop = ['Photo']").furniture_rules(None)
    assert rules.keeps("Photo of a gull")
    assert not rules.drops("Photo of a gull")
    assert rules.drops("Photo: a gull")


@pytest.mark.parametrize(
    ("glob", "document", "fits"),
    [
        ("*.txt", "project/a.txt", True),
        ("*.txt", "project/news/deep/a.txt", True),
        ("a.txt", "project/news/a.txt", True),
        ("news/*.txt", "project/news/a.txt", True),
        ("./news/*.txt", "project/news/a.txt", True),
        ("/a.txt", "project/a.txt", True),
        ("/a.txt", "project/news/a.txt", False),
        ("news/*.txt", "project/news/deep/a.txt", False),
        ("news/**/*.txt", "project/news/deep/er/a.txt", True),
        ("news/**/*.txt", "project/news/a.txt", True),
        ("news/**", "project/news/deep/a.txt", True),
        ("news/*.txt", "project/old/news/a.txt", False),
        ("a?.txt", "project/ab.txt", True),
        ("a.txt", "project/abtxt", False),
        ("*", "elsewhere/a.txt", True),
        ("../elsewhere/*", "elsewhere/a.txt", True),
        ("[a].txt", "project/[a].txt", True),
    ],
)
def test_globs_say_which_documents_a_rule_is_for(glob: str, document: str, *, fits: bool) -> None:
    settings = parse(f"[[furniture]]\ndocuments = ['{glob}']\ndrop = ['x']")
    assert bool(settings.furniture_rules(Path(document))) is fits


def test_all_rules_that_fit_hold_together_and_standard_input_has_those_for_all() -> None:
    settings = parse(
        """
        [[furniture]]
        drop = ["one"]
        [[furniture]]
        documents = ["a.*"]
        keep = ["two"]
        """
    )
    both = settings.furniture_rules(Path("project/a.txt"))
    assert both.drops("one")
    assert both.keeps("two")
    assert not settings.furniture_rules(None).keeps("two")
    assert settings.furniture_rules(None).drops("one")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# a\n\nfurnitur = 1", ":3: furnitur is no setting that transkit knows (did you mean"),
        ("[[furniture]]\nkep = []", ":2: furniture.kep is no setting that transkit knows (did"),
        ("[[furniture]]\n[[furniture]]\n\nzzz = 1", ":4: furniture.zzz is no setting that"),
        ("[[furniture]]\n\nkeep = [\n 'a',\n 1]", ":3: furniture.keep is not a list of strings"),
        ("[[furniture]]\nkeep = 'a'", ":2: furniture.keep is not a list of strings"),
        ("\n[furniture]\nkeep = []", ":2: furniture is not a list of tables: write [[furniture]]"),
        ("furniture = [1]", ":1: furniture is not a list of tables: write [[furniture]]"),
        ("[front_matter]\nkeys = [' ']", ":2: front_matter.keys holds ' ', which is no key"),
        ("[front_matter]\nfields = []", ":2: front_matter.fields is no setting that"),
        ("[[furniture]]\ndrop = ['']", ":2: furniture.drop holds an empty pattern"),
        ("[[furniture]]\ndrop = ['/(/']", ":2: furniture.drop holds /(/, which is no regular"),
        ("[[furniture]\ndrop = 1", ":1: is not TOML: "),
        ("a = ", ": is not TOML: "),
        ("a = 1\na = 2", ":2: is not TOML: "),
    ],
)
def test_what_is_wrong_is_one_line_with_file_and_line(text: str, words: str) -> None:
    message = problem(text)
    assert message.startswith(str(HERE))
    assert words in message
    assert "\n" not in message


def test_bytes_that_are_no_utf8_are_refused_with_their_line() -> None:
    with pytest.raises(SettingsError, match=r":2: byte 0xFF is not UTF-8"):
        parse_settings(b"# a\n# \xff\n", HERE)


def test_a_byte_order_mark_and_other_line_ends_do_no_harm() -> None:
    settings = parse_settings(b"\xef\xbb\xbf[[furniture]]\r\nkeep = ['a']\r\n", HERE)
    assert settings.furniture_rules(None).keeps("an A")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        load_settings(tmp_path)


def test_the_line_of_a_key_is_that_on_which_it_is_set() -> None:
    text = '# one\na = """\nb = 1\n"""\n\n# two\nb = [\n  1,\n  2,\n]\n[c]\nd.e = 1\n'
    table = Table({"a": "", "b": [1, 2], "c": {"d": {"e": 1}}}, text=text, path=HERE)
    assert [table.error(key, "x").line for key in ("a", "b", "c")] == [2, 7, 11]
    assert table.table("c").table("d").error("e", "x").line == 12
    assert table.error("missing", "x").line is None


def test_values_have_the_type_that_is_asked_for() -> None:
    table = Table(
        {"s": "a", "b": True, "i": 3, "f": 2.5, "l": ["x"], "t": {"u": 1}, "m": [{"n": 1}]},
        text="",
        path=HERE,
    )
    assert (table.string("s"), table.boolean("b"), table.number("i")) == ("a", True, 3.0)
    assert (table.number("f"), table.strings("l")) == (2.5, ("x",))
    assert table.table("t").number("u") == 1
    assert [below.number("n") for below in table.tables("m")] == [1]
    table.finish()
    assert (table.string("no", "d"), table.boolean("no"), table.strings("no")) == ("d", False, ())
    for key, take in (("b", table.number), ("i", table.string)):
        with pytest.raises(SettingsError, match="is not"):
            take(key)


@given(st.text())
def test_any_text_is_settings_or_a_settings_error(text: str) -> None:
    try:
        found = str(parse(text).path)
    except SettingsError as error:
        found = str(error)
    assert found.startswith(str(HERE))
