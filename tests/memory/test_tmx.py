"""TMX in and out, and tab-separated pairs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import MemoryStoreError
from transkit.memory.tmx import TmxUnit, read_tmx, write_tmx
from transkit.memory.translations import Translation
from transkit.memory.tsv import read_tsv, write_tsv

PAIR = ("en", "uk")
HEAD = '<?xml version="1.0"?>\n'
BODY = """<tmx version="1.4"><header srclang="en-US" segtype="sentence" datatype="plaintext"
 o-tmf="x" adminlang="en" creationtool="other" creationtoolversion="1"/><body>{}</body></tmx>"""


def read(path: Path, content: str | bytes, *args: object) -> list[TmxUnit]:
    """Read a file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_tmx(path, *args))  # type: ignore[arg-type]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    items = [
        Translation(source="A <b> & \"c\"\n\ttwo", target="Перше «і»", document="a.txt",
                    translator="Anna <a@b.org>", changed="2026-05-14T18:05:00Z"),
        Translation(source="Second.", target="Друге.", whole=False),
    ]  # fmt: skip
    stream = io.BytesIO()
    assert write_tmx(stream, PAIR, items, "1.0") == 2
    path = tmp_path / "a.tmx"
    units = read(path, stream.getvalue())
    assert [unit.translation for unit in units] == items
    assert {unit.languages for unit in units} == {PAIR}


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=32)
    | st.sampled_from("\t\n\r"),
    min_size=1,
)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_any_text_comes_back_from_both_formats(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    items = [Translation(source=source, target=target) for source, target in pairs]
    with (folder / "a.tmx").open("wb") as stream:
        write_tmx(stream, PAIR, items, "1.0")
    assert [unit.translation for unit in read_tmx(folder / "a.tmx")] == items
    with (folder / "a.tsv").open("wb") as stream:
        write_tsv(stream, items)
    assert [i for i in items if i.source.strip() or i.target.strip()] == [
        i for i in read_tsv(folder / "a.tsv") if i.source.strip() or i.target.strip()
    ]


def test_inline_codes_go_and_what_they_mark_stays(tmp_path: Path) -> None:
    unit = """<tu><tuv xml:lang="EN-US"><seg>See <bpt i="1">&lt;b&gt;</bpt>the <hi>red</hi>
 river<ept i="1">&lt;/b&gt;</ept><ph>{0}</ph>.</seg></tuv>
 <tuv lang="uk-UA" changedate="20260514T180500Z" changeid="anna"><seg>Див. річку.</seg></tuv>
 <tuv xml:lang="ko"><seg>강을 보라.</seg></tuv></tu>"""
    found = read(tmp_path / "a.tmx", HEAD + BODY.format(unit))
    assert [unit.languages for unit in found] == [("en", "uk"), ("en", "ko")]
    assert found[0].translation.source == "See the red\n river."
    assert found[0].translation.changed == "2026-05-14T18:05:00Z"
    assert found[0].translation.translator == "anna"
    assert not found[0].translation.whole
    (korean,) = read(tmp_path / "a.tmx", HEAD + BODY.format(unit), "en", ["ko"])
    assert korean.translation.target == "강을 보라."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_doctype_that_names_the_dtd_is_passed_over(tmp_path: Path, encoding: str) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="uk"><seg>б</seg></tuv></tu>'
    declared = "UTF-16" if encoding == "utf-16" else "UTF-8"
    text = f'<?xml version="1.0" encoding="{declared}"?><!DOCTYPE tmx SYSTEM "tmx11.dtd">'
    (found,) = read(tmp_path / "a.tmx", (text + BODY.format(unit)).encode(encoding))
    assert (found.translation.source, found.translation.target) == ("a", "б")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>' + BODY.format(""), "a DTD of its own"),
        ('<!DOCTYPE tmx [<!ENTITY a SYSTEM "/etc/passwd">]>' + BODY.format(""), "a DTD of its own"),
        ("<html></html>", "is no TMX file"),
        (BODY.format("<tu>"), "no valid XML"),
        ("", "no valid XML"),
        (BODY.format("<tuv></tuv>"), "<tuv> in a <body>"),
        (BODY.format("").replace("1.4", "2.0"), "is TMX 2.0"),
        (BODY.format("<a>" * 100 + "</a>" * 100), "deeper"),
        (BODY.format('<tu><tuv xml:lang="en"><seg>' + "a" * 1_100_000), "million"),
        ('<?xml version="1.0" encoding="euc-kr"?>' + BODY.format(""), "an encoding that cannot"),
        ('<?xml version="1.0" encoding="zzz"?>' + BODY.format(""), "an encoding that cannot"),
    ],
    ids="bomb external html cut-off empty misplaced newer deep long korean-code-page zzz".split(),
)
def test_what_is_no_tmx_file_is_one_clear_error(
    tmp_path: Path, content: str, complaint: str
) -> None:
    with pytest.raises(MemoryStoreError, match=complaint) as caught:
        read(tmp_path / "a.tmx", content)
    assert caught.value.line is not None


def test_a_file_in_a_code_page_of_one_byte_is_read(tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="uk"><seg>ї</seg></tuv></tu>'
    text = '<?xml version="1.0" encoding="windows-1251"?>' + BODY.format(unit)
    (found,) = read(tmp_path / "a.tmx", text.encode("cp1251"))
    assert found.translation.target == "ї"


def test_units_that_say_nothing_are_counted(tmp_path: Path) -> None:
    one, two = "<tuv xml:lang='en'><seg>a</seg></tuv>", "<tuv><seg>б</seg></tuv>"
    whole = one + two.replace("<tuv>", "<tuv xml:lang='uk'>")
    path = tmp_path / "a.tmx"
    passed: list[str] = []
    empty = (whole.replace("б", ""), whole.replace("<seg>a", "<seg>"))
    units = (one, whole, one + two, *empty)
    path.write_text(BODY.format("".join(f"<tu>{unit}</tu>" for unit in units)))
    assert len(list(read_tmx(path, pass_over=passed.append))) == 1
    assert passed == ["incomplete"] * 4


@pytest.mark.parametrize(
    ("attributes", "note"),
    [
        ('creationid="MT!"', ""),
        ('changeid="mt"', ""),
        ('creationid="Google Translate"', ""),
        ('creationtool="DeepL"', ""),
        ("", '<prop type="x-origin">NMT</prop>'),
        ("", '<prop type="x-machine">yes</prop>'),
        ("", '<prop type="x-machine-translated">1</prop>'),
        ("", '<prop type="MT">DeepL</prop>'),
    ],
)
def test_what_a_machine_made_is_not_a_person_s_and_is_counted(
    tmp_path: Path, attributes: str, note: str
) -> None:
    unit = f"""<tu>{note}<tuv xml:lang="en"><seg>a</seg></tuv>
 <tuv xml:lang="uk" {attributes}><seg>б</seg></tuv></tu>"""
    within = unit.replace(note, "", 1).replace("<seg>б", f"{note}<seg>б")
    path = tmp_path / "a.tmx"
    passed: list[str] = []
    path.write_text(BODY.format(unit + within), encoding="utf-8")
    assert list(read_tmx(path, pass_over=passed.append)) == []
    assert passed == ["machine", "machine"]


@pytest.mark.parametrize(
    ("attributes", "note"),
    [
        ('creationid="Tim"', ""),
        ('creationid="MT!" changeid="anna"', ""),
        ('creationtool="DeepL" changeid="anna"', ""),
        ("", '<prop type="x-origin">Timo</prop>'),
        ("", '<prop type="x-machine">no</prop>'),
        ("", '<prop type="x-machine-room">2</prop>'),
    ],
)
def test_what_a_person_made_stays_that(tmp_path: Path, attributes: str, note: str) -> None:
    unit = f"""<tu>{note}<tuv xml:lang="en"><seg>a</seg></tuv>
 <tuv xml:lang="uk" {attributes}><seg>б</seg></tuv></tu>"""
    assert [found.translation.target for found in read(tmp_path / "a.tmx", BODY.format(unit))] == [
        "б"
    ]


def test_what_stands_before_the_damage_is_yielded(tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="uk"><seg>б</seg></tuv></tu>'
    path = tmp_path / "a.tmx"
    path.write_text(BODY.format(unit * 3000)[:-2000], encoding="utf-8")
    found = 0
    with pytest.raises(MemoryStoreError):  # noqa: PT012 (what comes before counts)
        for _ in read_tmx(path):
            found += 1
    assert found > 1000


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("\ufeffa\tб\r\n\nno tab\n", encoding="utf-8")
    rows = read_tsv(path)
    assert next(rows) == Translation(source="a", target="б")
    with pytest.raises(MemoryStoreError, match=r"a\.tsv:3|tab") as caught:
        next(rows)
    assert caught.value.line == 3
    path.write_bytes(b"a\tb\n\xfa\tb\n")
    with pytest.raises(MemoryStoreError, match="is not UTF-8") as caught:
        list(read_tsv(path))
    assert caught.value.line == 2
    path.write_bytes(b"\xff\xfea\0\t\0b")
    with pytest.raises(MemoryStoreError, match="is not UTF-16"):
        list(read_tsv(path))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        # A cell with quotation marks within: a spreadsheet wrote the file.
        ('"He said ""no""."\t"Він сказав ""ні""."\nA\tБ\n',
         [('He said "no".', 'Він сказав "ні".'), ("A", "Б")]),
        ('"Well, no.","x"\t"Ну, ні."\n"Yes, ""so""."\t"Так, так."\n',
         [('"Well, no.","x"', "Ну, ні."), ('Yes, "so".', "Так, так.")]),
        ('"one ""a""\ntwo"\t"один\nдва"\n\nA\tБ',
         [('one "a"\ntwo', "один\nдва"), ("A", "Б")]),
        # Some put cells with commas in quotation marks, and all of them.
        ('"Well, no."\t"Ну, ні."\nA\tБ\n', [("Well, no.", "Ну, ні."), ("A", "Б")]),
        # What somebody says in plain text stays as it is.
        ('"No."\t"Ні."\n"Well, no."\tНу, ні.\n', [('"No."', '"Ні."'), ('"Well, no."', "Ну, ні.")]),
        ('"No," she said.\t"Ні", — сказала вона.\n',
         [('"No," she said.', '"Ні", — сказала вона.')]),
    ],
)  # fmt: skip
def test_cells_are_read_as_spreadsheets_write_them(
    tmp_path: Path, text: str, pairs: list[tuple[str, str]]
) -> None:
    path = tmp_path / "a.tsv"
    for data in (text.encode(), text.replace("\n", "\r\n").encode("utf-16")):
        path.write_bytes(data)
        found = [(item.source, item.target.replace("\r", "")) for item in read_tsv(path)]
        assert [(source.replace("\r", ""), target) for source, target in found] == pairs


def test_a_cell_that_never_ends_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('"a ""b"""\tб\nA\t"Б\n' + "c\tв\n" * 3000, encoding="utf-8")
    with pytest.raises(MemoryStoreError, match="never closed") as caught:
        list(read_tsv(path))
    assert caught.value.line == 2


def test_a_unit_in_one_language_is_no_translation(tmp_path: Path) -> None:
    variant = '<tuv xml:lang="en"><seg>a</seg></tuv>'
    assert read(tmp_path / "a.tmx", HEAD + BODY.format(f"<tu>{variant * 2}</tu>")) == []


def test_a_time_that_is_none_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    lines = ("a\tб\t\t\t2026-05-14", "a\tв\t\t\t2026-05-14 18:05:00", "a\tг\t\t\tzzz")
    path.write_text("\n".join(lines), encoding="utf-8")
    changed = [item.changed for item in read_tsv(path)]
    assert changed == ["2026-05-14T00:00:00Z", "2026-05-14T18:05:00Z", ""]
