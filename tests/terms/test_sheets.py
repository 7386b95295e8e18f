"""From rows to terms, and back without touching what a person wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from transkit.errors import TermsError
from transkit.terms.files import add_entries, load_entries, write_entries
from transkit.terms.glossary import Entry
from transkit.terms.sheets import read_entries
from transkit.terms.tables import parse_table

PATH = Path("terms.csv")


def test_columns_are_found_by_name_in_any_order_and_others_are_kept() -> None:
    data = (
        "note;Owner;UK;Source;Case;forbidden uk\n"
        "of the UN;me;Рада Безпеки | Радбез;Security Council;yes;Совбез; Рада\n"
    )
    data = data.replace("Совбез; Рада", '"Совбез; Рада"')
    (entry,) = read_entries(parse_table(data.encode(), PATH), PATH)
    assert entry.source == "Security Council"
    assert entry.targets == {"uk": ("Рада Безпеки", "Радбез")}
    assert entry.forbidden == {"uk": ("Совбез", "Рада")}
    assert entry.case_sensitive is True
    assert entry.note == "of the UN"


@pytest.mark.parametrize("data", [b"", b"\n , \n\r\n", b"# nothing yet\n", b"\xef\xbb\xbf"])
def test_a_table_in_which_nothing_stands_has_no_terms(data: bytes) -> None:
    assert read_entries(parse_table(data, PATH), PATH) == []


@pytest.mark.parametrize(
    ("cell", "sensitive"),
    [("TRUE", True), ("ІСТИНА", True), ("참", True), ("✓", True), ("ХИБНІСТЬ", False), ("", None)],
)
def test_spreadsheets_write_yes_and_no_in_their_language(
    cell: str,
    sensitive: bool | None,  # noqa: FBT001 (a value of three)
) -> None:
    data = f"source;uk;case-sensitive\nKyiv;Київ;{cell}\n".encode()
    (entry,) = read_entries(parse_table(data, PATH), PATH)
    assert entry.case_sensitive is sensitive


def test_what_nobody_sees_in_a_cell_is_no_part_of_a_term() -> None:
    data = "source,uk\n\ufeffKyiv\u200b,Ки\u00adїв\u200b\n".encode()
    (entry,) = read_entries(parse_table(data, PATH), PATH)
    assert (entry.source, entry.targets) == ("Kyiv", {"uk": ("Київ",)})


def test_a_language_tag_may_name_the_source() -> None:
    (entry,) = read_entries(parse_table(b"en,pt_BR\nriver,rio\n", PATH), PATH)
    assert (entry.language, entry.targets) == ("en", {"pt-BR": ("rio",)})


def test_a_column_of_running_numbers_is_not_indonesian() -> None:
    (entry,) = read_entries(parse_table(b"id,en,de\n1,river,Fluss\n", PATH), PATH)
    assert (entry.source, entry.language, entry.targets) == ("river", "en", {"de": ("Fluss",)})
    (entry,) = read_entries(parse_table(b"id,en\nsungai,river\n", PATH), PATH)
    assert (entry.source, entry.language) == ("sungai", "id")


def test_spaces_within_a_source_make_no_other_term(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("source,uk\nSecurity  Council,Рада Безпеки\n", encoding="utf-8")
    assert (
        add_entries(path, [Entry(source="Security Council", targets={"uk": ("Радбез",)})])[0] == 0
    )
    assert path.read_text("utf-8").count("Council") == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Kyiv;something else entirely\n", "does not name the columns"),
        (b"source,uk,uk\n", "two columns"),
        (b"source,uk,case\na,b,maybe\n", "case-sensitive is 'maybe'"),
    ],
)
def test_a_table_that_cannot_be_understood_says_why(data: bytes, message: str) -> None:
    with pytest.raises(TermsError, match=message):
        read_entries(parse_table(data, PATH), PATH)


def test_adding_keeps_every_byte_of_the_rows_that_were_there(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    before = b'\xef\xbb\xbfsource;uk;my column\r\n"Kyiv" ; "\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2";x\r\n'
    path.write_bytes(before)
    count, conflicts = add_entries(path, [Entry(source="Lviv", targets={"uk": ("Львів",)})])
    assert (count, conflicts) == (1, [])
    assert path.read_bytes() == before + "Lviv;Львів;\r\n".encode()


def test_adding_a_language_adds_a_column(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("source,uk\nKyiv,Київ\n", encoding="utf-8")
    add_entries(path, [Entry(source="Kyiv", targets={"ko": ("키이우",)}, note="new")])
    assert path.read_text("utf-8") == "source,uk,ko,note\nKyiv,Київ,키이우,new\n"


def test_a_persons_target_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("source,uk\nKyiv,Київ\n", encoding="utf-8")
    other = Entry(source="Kyiv", targets={"uk": ("Києв",)})
    count, conflicts = add_entries(path, [other])
    assert count == 0
    assert [(c.column, c.there, c.wanted, c.line) for c in conflicts] == [("uk", "Київ", "Києв", 2)]
    assert path.read_text("utf-8") == "source,uk\nKyiv,Київ\n"
    assert add_entries(path, [other], overwrite=True) == (1, [])
    assert path.read_text("utf-8") == "source,uk\nKyiv,Києв\n"


def test_adding_what_is_there_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    entry = Entry(source="Kyiv", targets={"uk": ("Київ",)})
    add_entries(path, [entry])
    before = path.stat().st_mtime_ns
    assert add_entries(path, [entry]) == (0, [])
    assert path.stat().st_mtime_ns == before


FULL = "source,uk,part of speech,case-sensitive,forbidden uk,note\n"


def put(
    tmp_path: Path, row: str, entry: Entry, *, overwrite: bool = False
) -> tuple[str, list[str]]:
    """Return what stands below the header of a table with these rows after an entry was put in.

    And what was not put in, as ``column: there, wanted``.
    """
    path = tmp_path / "terms.csv"
    path.write_text(FULL + row, encoding="utf-8")
    _, conflicts = add_entries(path, [entry], overwrite=overwrite)
    said = [f"{one.column}: {one.there}, {one.wanted}" for one in conflicts]
    return path.read_text("utf-8").removeprefix(FULL), said


def test_what_an_entry_does_not_say_stays(tmp_path: Path) -> None:
    row = "summit,саміт,n.,no,вершина,not of a mountain\n"
    entry = Entry(source="summit", targets={"uk": ("саміт", "зустріч")})
    now, said = put(tmp_path, row, entry)
    assert (now, said) == (
        "summit,саміт | зустріч,n.,no,вершина,not of a mountain\n", [],
    )  # fmt: skip
    entry = Entry(source="summit", targets={"uk": ("зустріч",)})
    now, _ = put(tmp_path, row, entry, overwrite=True)
    assert now == "summit,зустріч,n.,no,вершина,not of a mountain\n"


def test_what_is_forbidden_comes_behind_what_was(tmp_path: Path) -> None:
    row = "summit,саміт,,,вершина; верхівка,\n"
    entry = Entry(source="summit", forbidden={"uk": ("вершина", "шпиль")})
    now, said = put(tmp_path, row, entry)
    assert (now, said) == ("summit,саміт,,,вершина; верхівка | шпиль,\n", [])


def test_another_note_is_a_conflict_and_not_lost_in_silence(tmp_path: Path) -> None:
    row = "summit,саміт,noun,,,ours\n"
    entry = Entry(source="summit", targets={"uk": ("саміт",)}, part_of_speech="n.", note="theirs")
    now, said = put(tmp_path, row, entry)
    assert (now, said) == (row, ["note: ours, theirs"])
    now, said = put(tmp_path, row, entry, overwrite=True)
    assert (now, said) == ("summit,саміт,noun,,,theirs\n", [])


def test_what_becomes_the_target_is_no_longer_forbidden(tmp_path: Path) -> None:
    row = "Kyiv,Киев,,,Київ | Кієв,\n"
    now, said = put(tmp_path, row, Entry(source="Kyiv", targets={"uk": ("Київ",)}), overwrite=True)
    assert (now, said) == ("Kyiv,Київ,,,Кієв,\n", [])


def test_another_part_of_speech_is_a_row_of_its_own(tmp_path: Path) -> None:
    row = "record,запис,noun,,,\n"
    verb = Entry(source="record", targets={"uk": ("записувати",)}, part_of_speech="v")
    now, said = put(tmp_path, row, verb)
    assert (now, said) == (row + "record,записувати,v,,,\n", [])
    both = now
    entry = Entry(source="record", forbidden={"uk": ("фіксувати",)}, part_of_speech="verb")
    now, said = put(tmp_path, both, entry)
    assert (now, said) == (row + "record,записувати,v,,фіксувати,\n", [])
    entry = Entry(source="record", targets={"uk": ("запис", "рекорд")})
    now, said = put(tmp_path, both, entry)
    assert now.startswith("record,запис | рекорд,noun,,,\n")
    entry = Entry(source="record", targets={"uk": ("платівка",)})
    assert put(tmp_path, both, entry, overwrite=True) == (
        both, ["uk: запис / записувати, платівка"],
    )  # fmt: skip


ENTRIES = [
    Entry(
        source="Security Council",
        targets={"uk": ("Рада Безпеки", "Радбез"), "ko": ("안전보장이사회",)},
        forbidden={"uk": ("Совбез",)},
        part_of_speech="noun",
        case_sensitive=True,
        note="UN & <others>",
    ),
    Entry(source="AIDS", targets={"uk": ("СНІД",)}, case_sensitive=False),
    Entry(source="march", targets={"uk": ("марш",)}, part_of_speech="noun"),
    Entry(source="march", targets={"uk": ("іти",)}, part_of_speech="verb"),
    Entry(source="R&D", targets={"uk": ("дослідження, розробка",)}),
]


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.tbx"])
def test_entries_written_are_entries_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_entries(path, ENTRIES, "en")
    read = load_entries(path, "en")
    assert [replace(entry, line=None, language="") for entry in read] == ENTRIES


def test_omegats_glossaries_have_no_header(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text("# ours\nKyiv\tКиїв\tcapital\nLviv\tЛьвів\n", encoding="utf-8")
    read = load_entries(path, "en", "uk")
    assert [(e.source, e.targets, e.note) for e in read] == [
        ("Kyiv", {"uk": ("Київ",)}, "capital"),
        ("Lviv", {"uk": ("Львів",)}, ""),
    ]
