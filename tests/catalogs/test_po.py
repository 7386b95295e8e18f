"""What we write is what msgcat writes, and what anybody wrote is read whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.catalogs.gettext_tools import check, msgattrib, msgcat, msgmerge
from tests.catalogs.strategies import HEADER, catalogs, texts, unit
from transkit.catalogs import (
    find_line_breaks,
    is_fuzzy,
    make_template,
    match_newlines,
    parse_po,
    read_po,
    serialize_po,
    state_of,
    writable_text,
)
from transkit.catalogs.notes import credit_engine
from transkit.engines.degeneration import Degeneration
from transkit.errors import CatalogError
from transkit.pipeline.drafting import PUT_BACK
from transkit.units import Catalog, Kind, Reference, State, Unit, unit_id

_LOST_BY_POLIB = re.compile("[\a\x1c-\x1e\x85\u2028\u2029]")
DATA = Path(__file__).parents[1] / "data" / "catalogs"
FOREIGN = sorted(path.name for path in DATA.glob("*.po"))


def _catalog(*units: Unit, **parts: object) -> Catalog:
    """Return a catalog with a complete header."""
    parts.setdefault("header", HEADER)
    return Catalog(source_language="en", target_language="uk", units=units, **parts)  # type: ignore[arg-type]


@given(catalogs())
def test_what_is_written_is_read_back_whole_and_written_the_same_again(catalog: Catalog) -> None:
    content = serialize_po(catalog)
    assert parse_po(content) == catalog
    assert serialize_po(parse_po(content)) == content


@given(catalogs())
def test_msgcat_leaves_what_we_write_unchanged(catalog: Catalog) -> None:
    content = serialize_po(catalog)
    assert msgcat(content) == content


@given(st.lists(st.tuples(texts.filter(bool), texts), max_size=6, unique_by=lambda pair: pair[0]))
def test_msgfmt_accepts_drafts_whose_newlines_were_matched(pairs: list[tuple[str, str]]) -> None:
    units = [unit(source, match_newlines(source, target)) for source, target in pairs]
    complaints = [
        line
        for line in check(serialize_po(_catalog(*units))).splitlines()
        if "should not contain the" not in line  # it dislikes \r, \a …, but takes them
    ]
    assert complaints == []


@given(texts.filter(bool), texts)
def test_polib_reads_the_same_words(source: str, target: str) -> None:
    r"""Another reader, though not of what it is known to lose: ``\a`` and Unicode's line ends."""
    source, target = (_LOST_BY_POLIB.sub("", text) for text in (f"{source}x", target))
    content = serialize_po(_catalog(unit(source, target))).decode()
    parsed = polib.pofile(content)
    assert [(entry.msgid, entry.msgstr) for entry in parsed] == [(source, target)]


@given(texts)
@example("\r\n\r\x00\x04\ufeff\ud800")
def test_writable_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    clean = writable_text(f"{text}x")
    assert writable_text(clean) == clean
    assert "\r" not in clean
    assert parse_po(serialize_po(_catalog(unit(clean)))).units[0].source == clean


@given(texts, texts)
def test_matched_newlines_begin_and_end_alike_and_keep_the_words(source: str, target: str) -> None:
    matched = match_newlines(source, target)
    assert matched.strip("\n") == target.strip("\n")
    assert match_newlines(source, matched) == matched
    if matched and source.strip("\n"):
        assert matched.startswith("\n") == source.startswith("\n")
        assert matched.endswith("\n") == source.endswith("\n")


_ENDS = st.sampled_from(["", "\n", "\n\n", " "])
_FRAMED = st.builds(lambda *parts: "".join(parts), _ENDS, st.just("words"), _ENDS)


@given(_FRAMED, st.one_of(_FRAMED, st.sampled_from(["", "\n", " \n"])), st.sampled_from(State))
@example("words\n", "words", State.REVIEWED)
@example("words", "\n", State.TRANSLATED)
def test_line_breaks_that_msgfmt_refuses_are_found_and_no_others(
    source: str, target: str, state: State
) -> None:
    assume(bool(target) == (state is not State.INITIAL))
    found = replace(unit(source, target), state=state)
    refused = "fatal error" in check(serialize_po(_catalog(found)))
    assert bool(find_line_breaks(found)) == refused


def test_line_breaks_are_looked_for_in_every_plural_form() -> None:
    forms = Unit(
        id=unit_id("day"), source="day", state=State.REVIEWED,
        plural_source="days", plural_targets=("день", "дні\n", "днів"),
    )  # fmt: skip
    assert find_line_breaks(forms) == "ends with a line break, and its source does not: take it out"


@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize("target", ["", "Привіт"])
def test_state_and_fuzzy_flag_are_each_others_inverse(target: str, *, fuzzy: bool) -> None:
    state = state_of(has_target=bool(target), fuzzy=fuzzy)
    assert state is (State.INITIAL if not target else State.TRANSLATED if fuzzy else State.REVIEWED)
    written = is_fuzzy(Unit(id=unit_id("x"), source="x", target=target, state=state))
    assert written == (fuzzy and bool(target))


def test_an_entry_without_a_target_is_never_fuzzy() -> None:
    catalog = parse_po(b'#, fuzzy, c-format\nmsgid "a"\nmsgstr ""\n')
    assert catalog.units[0].state is State.INITIAL
    assert serialize_po(catalog) == b'#, c-format\nmsgid "a"\nmsgstr ""\n'


@pytest.mark.parametrize("text", [" ", "\u00a0", "\u200b \u2060", "\\n", "\u3164"])
def test_a_target_that_cannot_be_seen_is_none_and_stays_as_it_is(text: str) -> None:
    content = f'msgid "a"\nmsgstr "{text}"\n\n#~ msgid "b"\n#~ msgstr "{text}"\n'.encode()
    catalog = parse_po(content)
    for item in (*catalog.units, *catalog.obsolete):
        assert (item.target, item.state) == ("", State.INITIAL)
        assert item.blank == text.replace("\\n", "\n")
    assert serialize_po(catalog) == content


def test_a_target_for_a_source_that_cannot_be_seen_is_one() -> None:
    (item,) = parse_po('msgid "\u00a0"\nmsgstr " "\n'.encode()).units
    assert (item.target, item.blank, item.state) == (" ", "", State.REVIEWED)


def test_plural_forms_that_cannot_be_seen_are_none() -> None:
    content = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] " "\nmsgstr[1] "\u00a0"\n'.encode()
    catalog = parse_po(content)
    assert catalog.units[0].state is State.INITIAL
    assert serialize_po(catalog) == content


def test_our_notes_are_told_from_a_persons_comments() -> None:
    content = (
        b'# transkit: a number is missing [numbers]\n# Ask the author.\n#\nmsgid "a"\nmsgstr "b"\n'
    )
    parsed = parse_po(content).units[0]
    assert parsed.note == ("a number is missing [numbers]",)
    assert parsed.comments == (" Ask the author.", "")
    assert serialize_po(_catalog(parsed, header=())) == content


@pytest.mark.parametrize(
    "line",
    [
        " transkit: the draft is the source unchanged -- I asked Anna, she says leave it",
        " transkit: sentence 2: the draft repeats itself? no",
        " transkit: sentences 1 and 2 keep their translation, really?",
        " transkit: from memory, 100 % (a.txt, 2026-05-14) - ні",
        " transkit: from memory, 93 % alike: “a” was translated “b” — but see “c”",
        " transkit: sentence 1 is new: machine draft; it was translated as: б. Хто?",
        " transkit: the number 3 is missing [numbers] it is not",
        " transkit: high risk: read it closely, I did",
        " transkit: ask the author",
        " transkit: ignore numbers",
        "   transkit: the draft repeats itself",
        " Transkit: the draft repeats itself",
    ],
)
def test_a_line_that_a_person_has_written_or_written_on_is_a_comment(line: str) -> None:
    content = f'#{line}\nmsgid "a"\nmsgstr "b"\n\n#~ msgid "b"\n#~ msgstr "б."\n'.encode()
    catalog = parse_po(content)
    assert (catalog.units[0].note, catalog.units[0].comments) == ((), (line,))
    assert serialize_po(catalog) == content


@pytest.mark.parametrize(
    "note",
    [
        (
            "from memory, 93 % alike, but a number and the sense differs"
            " (here “fell”, there “rose”): “Рада «Схід» said „no“.” was translated “So “it” was”"
        ),
        f"from memory, 90 % alike: “{'a“' * 150}…” was translated “b”",
        "sentence 3: from memory, 100 % (a (1).txt, 2026-05-14)",
        "sentence 2: check where <strong1>, <a2> and <br3> should stand",
        "term: “mayor” must be “мер”, here “голова”",
        "sentence 2 has changed (a number, a name): from the memory; it was translated as: б. в.",
        "the source has changed; it was translated as: а б. в. г",
        "it took too long (engine my-own)",
    ],
)
def test_what_transkit_says_is_a_note(note: str) -> None:
    content = f'# transkit: {note}\nmsgid "a"\nmsgstr "b"\n\n#~ msgid "b"\n#~ msgstr ""\n'
    content += '#~ "а б.\\n"\n#~ "в. г"\n'
    parsed = parse_po(content.encode()).units[0]
    assert (parsed.note, parsed.comments) == ((note,), ())


EARLIER = "Ніхто не постраждав, сказала Анна Коваль, а потім ще раз повторила це всім на площі."
WRAPPED = (
    "sentences 1 and 3 keep their translation",
    f"sentence 2 has changed: rewritten since; it was translated as: {EARLIER}",
    f"sentence 2: from memory, 85 % alike: “Nobody was hurt.” was translated “{EARLIER}”",
    "high risk: read it closely",
    "a negation of the source (“no”) is not in the target, and nothing else says it [negation]",
)


@pytest.mark.parametrize("width", [77, 78, 79])
def test_notes_that_a_program_has_wrapped_are_known_again(width: int) -> None:
    theirs = replace(unit("a", f"Так. {EARLIER} Отож."), note=WRAPPED, comments=(" Мені", " теж"))
    content = serialize_po(_catalog(theirs))
    wrapped = str(polib.pofile(content.decode(), wrapwidth=width)).encode()
    assert wrapped.count(b"\n# ") > content.count(b"\n# ") + 3
    (found,) = parse_po(wrapped).units
    assert (found.note, found.comments) == (theirs.note, theirs.comments)


@pytest.mark.parametrize(
    "lines",
    [
        (" transkit: ignore numbers", " as in the book [sic]"),
        (
            f" transkit: sentence 2 is new: machine draft; it was translated as: {EARLIER[:20]}",
            " б",
        ),
        (
            f" transkit: sentence 2 is new: machine draft; it was translated as: {EARLIER[:8]}",
            " (which she did not repeat)",
        ),
        (
            " transkit: ask the author about this sentence, which I do not understand at all,",
            " Ira",
        ),
        (
            " transkit: the draft repeats itself",
            " which is true of all the other paragraphs [here]",
        ),
    ],
)
def test_a_persons_line_behind_one_of_ours_stays_a_persons(lines: tuple[str, ...]) -> None:
    content = "".join(f"#{line}\n" for line in lines) + f'msgid "a"\nmsgstr "{EARLIER}"\n'
    (found,) = parse_po(content.encode()).units
    assert lines[-1] in found.comments


def test_every_reason_of_a_draft_that_went_wrong_is_a_note() -> None:
    reasons = [*(item.value for item in Degeneration), PUT_BACK]
    assert [credit_engine(reason, "argos") for reason in reasons] == reasons
    assert credit_engine("it hung\n up", "argos") == "it hung up (engine argos)"


def test_the_kind_of_a_unit_is_read_from_its_first_extracted_line() -> None:
    kinds = {
        "heading": Kind.HEADING,
        "list item 3": Kind.LIST_ITEM,
        "title, line 1": Kind.TITLE,
        "title of the window": Kind.PARAGRAPH,
        "Paragraph": Kind.PARAGRAPH,
        "headings": Kind.PARAGRAPH,
    }
    for line, kind in kinds.items():
        parsed = parse_po(f'#. {line}\nmsgid "a"\nmsgstr ""\n'.encode())
        assert parsed.units[0].kind is kind, line


@pytest.mark.parametrize("name", [name for name in FOREIGN if not name.startswith("kept")])
def test_a_foreign_file_is_read_as_msgcat_reads_it(name: str) -> None:
    """Without carriage returns at line ends, which gettext 0.21 takes for a part of comments."""
    content = (DATA / name).read_bytes().replace(b"\r\n", b"\n")
    assert serialize_po(read_po(DATA / name)) == msgcat(content, "-t", "UTF-8")


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_written_as_it_should_be(
    name: str, golden: Callable[[str, str], None]
) -> None:
    content = serialize_po(read_po(DATA / name))
    golden(f"written/{name}", content.decode())
    assert serialize_po(parse_po(content)) == content


@given(catalogs())
def test_a_file_wrapped_at_79_columns_or_with_crlf_is_the_same_catalog(catalog: Catalog) -> None:
    wrapped = msgattrib(serialize_po(catalog), "--width=79")
    assert parse_po(wrapped) == catalog
    assert parse_po(serialize_po(catalog).replace(b"\n", b"\r\n")) == catalog
    assert parse_po(b"\xef\xbb\xbf" + serialize_po(catalog)) == catalog


@given(catalogs())
def test_msgmerge_with_the_template_keeps_every_translation(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    po, pot = folder / "a.po", folder / "a.pot"
    po.write_bytes(serialize_po(catalog))
    pot.write_bytes(serialize_po(make_template(catalog)))
    merged = parse_po(msgmerge(po, pot, "--no-wrap", "--no-fuzzy-matching"))
    kept = {(u.context, u.source): (u.target, u.plural_targets, u.state) for u in merged.units}
    for entry in catalog.units:
        if entry.state is not State.INITIAL and entry.plural_source is None:
            found = kept[entry.context, entry.source]
            assert found[0] == entry.target
            assert found[2] is entry.state


def test_references_fill_lines_of_79_bytes() -> None:
    references = tuple(Reference(path=f"стаття-{n}.txt", line=n) for n in range(20))
    entry = Unit(id=unit_id("a"), source="a", references=references)
    content = serialize_po(_catalog(entry))
    assert msgcat(content) == content
    assert parse_po(content).units[0].references == references


def test_a_reference_with_spaces_is_isolated() -> None:
    references = (Reference(path="a b.txt", line=3), Reference(path="c.txt", line=None))
    entry = Unit(id=unit_id("a"), source="a", references=references)
    content = serialize_po(_catalog(entry))
    assert "#: \u2068a b.txt\u2069:3 c.txt\n".encode() in content
    assert msgcat(content) == content
    assert parse_po(content).units[0].references == references


def test_spaces_in_a_row_in_a_reference_are_one_as_gettext_has_it() -> None:
    names = ("a  b.txt", "a\t b.txt", "c   d", " e.txt", "f ")
    references = tuple(Reference(path=name, line=3) for name in names)
    content = serialize_po(_catalog(Unit(id=unit_id("a"), source="a", references=references)))
    assert "#: \u2068a b.txt\u2069:3 \u2068c d\u2069:3 \u2068 e.txt\u2069:3".encode() in content
    assert msgcat(content) == content


def test_references_with_spaces_that_an_old_msgcat_broke_are_mended() -> None:
    """Gettext 0.21 breaks lines within names, and drops a word that it has seen."""
    content = '#: \u2068my long\n#: name.txt\u2069:3 name.txt\u2069:9\nmsgid "a"\nmsgstr ""\n'
    assert parse_po(content.encode()).units[0].references == (
        Reference(path="my long name.txt", line=3),
        Reference(path="my long name.txt", line=9),
    )


def test_flag_lines_of_the_coming_format_are_read_as_flags() -> None:
    content = b'#= fuzzy, c-format\n#, no-wrap\n#==== not flags\nmsgid "a"\nmsgstr "b"\n'
    parsed = parse_po(content).units[0]
    assert parsed.state is State.TRANSLATED
    assert parsed.flags == ("c-format", "no-wrap")
    assert parsed.comments == (" ==== not flags",)


def test_what_msgcat_would_drop_is_kept() -> None:
    content = (
        b'#, fuzzy, rust-format, checked-by-anna\nmsgid "a"\nmsgstr "b"\n\n'
        b'# why it went\n#~ msgid "c"\n#~ msgstr ""\n\n'
        b"# the last word\n#\n#. and this\n"
    )
    assert serialize_po(parse_po(content)) == content


def test_a_file_without_a_header_and_one_with_an_empty_header_stay_apart() -> None:
    without = b'msgid "a"\nmsgstr "b"\n'
    empty = b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n'
    assert serialize_po(parse_po(without)) == without
    assert serialize_po(parse_po(empty)) == empty
    assert msgcat(empty) == empty
    assert parse_po(b"") == parse_po(b"\n\n")
    assert serialize_po(parse_po(b"")) == b""


def test_everything_in_a_header_survives() -> None:
    content = (
        b'# Title\n#\n#. made by a tool\n#: a.txt:1\n#, fuzzy\n#| msgid "x"\n'
        b'msgid ""\nmsgstr ""\n"Project-Id-Version: 1\\n"\n"continued\\n"\n"\\n"\n'
        b'"see https://example.org\\n"\n"Language: pt_BR\\n"\n'
        b'"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Empty: \\n"\n"Language: xx\\n"\n'
    )
    catalog = parse_po(content)
    assert serialize_po(catalog) == content
    assert msgcat(content) == content
    assert catalog.target_language == "pt-BR"


def test_another_encoding_is_read_and_written_as_utf_8() -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=%s\\n"\n\nmsgid "a"\nmsgstr "\u0456"\n'
    )
    for charset, codec in (("KOI8-U", "koi8-u"), ("windows-1251", "cp1251"), ("utf8", "utf-8")):
        parsed = parse_po((text % charset).encode(codec))
        assert parsed.units[0].target == "\u0456"
        assert parse_po(serialize_po(parsed)) == parsed
    assert b"charset=UTF-8" in serialize_po(parse_po((text % "KOI8-U").encode("koi8-u")))
    assert b"charset=UTF-8" in serialize_po(parse_po((text % "CHARSET").encode()))


def test_a_charset_on_a_wrapped_header_line_counts() -> None:
    head = b'msgid ""\nmsgstr "Content-Type: "\n"text/plain; "\n"charset=KOI8-U\\n"\n\n'
    content = head + 'msgid "a"\nmsgstr "\u0456"\n'.encode("koi8-u")
    assert parse_po(content).units[0].target == "\u0456"


def test_escapes_of_bytes_are_characters_of_the_files_encoding() -> None:
    parsed = parse_po(b'msgid "\\303\\251\\x41\\e9\\101"\nmsgstr "\\316"\n"\\261"\n'.replace(
        b"\\e9", b""))  # fmt: skip
    assert parsed.units[0].source == "éAA"
    assert parsed.units[0].target == "α"


def test_layout_that_gettext_takes_is_taken() -> None:
    content = b'msgid"a" "b"\\\n"c" msgstr "d\\\ne" # behind\nmsgid "x"\nmsgstr "y"'
    parsed = parse_po(content).units
    assert [(u.source, u.target, u.comments) for u in parsed] == [
        ("abc", "de", ()),
        ("x", "y", (" behind",)),
    ]


BROKEN = {
    b'msgid "a"\n': (1, "no msgstr"),
    b'\nmsgid "a"\nmsgid "b"\nmsgstr "c"\n': (3, "no msgstr"),
    b'msgid "a\nmsgstr "b"\n': (1, "not closed"),
    b'msgid "a"\nmsgstr "say "hi""\n': (2, "unexpected"),
    b'msgid "a"\nmsgstr "\\q"\n': (2, "unknown escape"),
    b'msgid "a"\nmsgstr "\\000"\n': (2, "NUL"),
    b'msgid "a\\004b"\nmsgstr ""\n': (1, "U+0004"),
    b'msgid "a"\nmsgstr "\\351"\n': (2, "not valid UTF-8"),
    b'msgid "a"\nmsgstr "\xe9"\n': (2, "not valid UTF-8"),
    b'msgid "a"\nmsgstr "\0"\n': (2, "NUL"),
    b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n': (4, "there already, in line 1"),
    b'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n': (3, "no msgstr[0]"),
    b'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n': (3, "msgstr[0] is due"),
    b'msgid "a"\nmsgstr[0] "b"\n': (2, "no msgid_plural"),
    b'msgid "a"\n# no\nmsgstr "b"\n': (2, "a comment between"),
    b'#~ msgid "a"\nmsgstr "b"\n': (2, "only a part"),
    b'#| msgctxt "a"\nmsgid "a"\nmsgstr "b"\n': (2, "msgid after #| msgctxt"),
    b'#| msgstr "a"\nmsgid "a"\nmsgstr "b"\n': (1, "does not exist"),
    b'msgid\nmsgstr "b"\n': (1, "without a string"),
    b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=klingon\\n"\n': (3, "klingon"),
    b"\xff\xfem\x00s\x00": (1, "UTF-16"),
    b"\xde\x12\x04\x95\0\0\0\0": (1, "compiled"),
    b"\x95\x04\x12\xde\0\0\0\0": (1, "compiled"),
    b'"a"\n': (1, "without msgid"),
    b'domain "a"\n': (1, "several domains"),
    b"An article, not a catalog.\n": (1, "unknown keyword 'An'"),
    b"<html>\n": (1, "unexpected '<'"),
    "Стаття\n".encode(): (1, "unexpected 'С'"),
    b'msgid "a" msgstr "b" msgidd "c"\n': (1, "unknown keyword 'msgidd'"),
    b'msgid "a"\nmsgstr "b\\': (2, "not closed"),
}


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_one_clear_error_with_its_line(content: bytes) -> None:
    line, words = BROKEN[content]
    with pytest.raises(CatalogError, match=re.escape(words)) as raised:
        parse_po(content, Path("a.po"))
    assert raised.value.line == line
    assert raised.value.hint
    assert str(raised.value).startswith(f"a.po:{line}: ")


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@example(b"msgid[")
@example(b'#~ "')
@example(b'msgstr[99999999999] ""')
def test_whatever_the_bytes_are_there_is_a_catalog_or_a_clear_error(content: bytes) -> None:
    try:
        parsed = parse_po(content)
    except CatalogError:
        return
    assert parse_po(serialize_po(parsed)) == parsed


def test_a_missing_file_and_a_folder_are_clear_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.po", tmp_path):
        with pytest.raises(CatalogError, match="cannot be read"):
            read_po(path)


@pytest.mark.parametrize("bad", ["\0", "\x04", "\ud800"])
def test_what_no_po_file_can_hold_is_refused(bad: str) -> None:
    with pytest.raises(CatalogError, match="no PO file can hold"):
        serialize_po(_catalog(unit(f"a{bad}b")))


def test_a_comment_never_swallows_the_next_line() -> None:
    r"""Gettext joins a line that ends with a backslash with the next one, comments too."""
    entry = Unit(id=unit_id("a"), source="a", comments=(" C:\\",), extracted=("x\r\ny\rz",))
    content = serialize_po(_catalog(entry))
    assert msgcat(content) == content
    assert parse_po(content).units[0].comments == (" C:\\ ",)
    assert parse_po(content).units[0].extracted == ("x", "y", "z")


def test_units_that_gettext_has_no_grammar_for_are_a_callers_bug() -> None:
    with pytest.raises(ValueError, match="header"):
        serialize_po(_catalog(Unit(id="x", source="")))
    with pytest.raises(ValueError, match="previous"):
        serialize_po(_catalog(Unit(id="x", source="x", previous_context="y")))
