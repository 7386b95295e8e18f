"""Other programs' translations come in, and ours go out."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from tests.tools_needed import need
from transkit.errors import UsageError
from transkit.memory import translation_writer
from transkit.memory.store import Store
from transkit.memory.translations import Translation, Translations
from transkit.pipeline import memory_exchange
from transkit.pipeline.memory_exchange import (
    export_memory,
    import_memory,
    memory_stats,
    prune_memory,
    search_memory,
)

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
{language}
msgid "The river rose."
msgstr "Річка піднялася."

#, fuzzy
msgid "A draft."
msgstr "Чернетка."
"""


def write_po(path: Path, language: str = '"Language: uk\\n"\n') -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO.format(language=language), encoding="utf-8")
    return path


def test_a_tree_of_old_catalogs_is_taken_in_once(tmp_path: Path) -> None:
    need("msgfmt")
    po = write_po(tmp_path / "old/a.po")
    folder = tmp_path / "old/uk/LC_MESSAGES"
    folder.mkdir(parents=True)
    nameless = write_po(tmp_path / "nameless.po", "")
    subprocess.run(["msgfmt", "-o", folder / "b.mo", nameless], check=True)
    memory = tmp_path / "memory.db"
    result = import_memory([tmp_path / "old"], memory=memory)
    assert not result.failures
    assert [(row.path.name, row.read, row.added) for row in result.files] == [
        ("a.po", 1, 1),
        ("b.mo", 1, 0),
    ]
    assert [row.added for row in import_memory([po], memory=memory).files] == [0]
    (row,) = memory_stats(memory=memory)
    assert (row.source_language, row.target_language, row.units) == ("en", "uk", 1)


def test_a_catalog_is_from_the_language_that_it_names_else_from_the_one_asked_for(
    tmp_path: Path,
) -> None:
    """Hardly any program writes ``X-Source-Language``."""
    silent = write_po(tmp_path / "silent.po")
    german = write_po(tmp_path / "de.po", '"Language: uk\\n"\n"X-Source-Language: de\\n"\n')

    def pairs(path: Path, source: str | None) -> tuple[tuple[str, str], ...]:
        (row,) = import_memory([path], source_language=source, memory=tmp_path / "m.db").files
        return row.languages

    assert pairs(silent, None) == (("en", "uk"),)
    assert pairs(silent, "de") == (("de", "uk"),)
    assert pairs(german, None) == (("de", "uk"),)
    assert pairs(german, "en") == ()


def test_units_with_plurals_are_passed_over_and_counted(tmp_path: Path) -> None:
    """The memory has one translation for a text; which form it should be, nobody says."""
    path = write_po(tmp_path / "a.po")
    before = import_memory([path], memory=tmp_path / "one.db").files[0]
    plural = 'msgid "%d cat"\nmsgid_plural "%d cats"\nmsgstr[0] "%d кіт"\nmsgstr[1] "%d коти"\n'
    draft = "#, fuzzy\n" + plural.replace("cat", "dog")
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{plural}\n{draft}", encoding="utf-8")
    after = import_memory([path], memory=tmp_path / "two.db").files[0]
    assert (before.read, before.passed_over) == (after.read, 0)
    assert after.passed_over == 1
    compiled = tmp_path / "a.mo"
    polib.pofile(str(path)).save_as_mofile(str(compiled))
    old = import_memory([compiled], memory=tmp_path / "three.db").files[0]
    assert (old.read, old.passed_over) == (after.read, 1)


def test_what_goes_out_comes_in_again(tmp_path: Path) -> None:
    memory, other = tmp_path / "a.db", tmp_path / "b.db"
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("One.\tОдин.\nTwo\\nlines.\tДва\\nрядки.\n", encoding="utf-8")
    import_memory([pairs], to=["uk"], memory=memory)
    for name in ("out.tmx", "out.tsv"):
        assert export_memory(tmp_path / name, to="uk", memory=memory).written == 2
    assert (tmp_path / "out.tsv").read_bytes() == pairs.read_bytes()
    (row,) = import_memory([tmp_path / "out.tmx"], memory=other).files
    assert (row.read, row.added, row.languages) == (2, 2, (("en", "uk"),))
    assert (
        export_memory(None, to="uk", file_format="tsv", memory=other).content == pairs.read_bytes()
    )
    assert search_memory("Two\nlines.", to="uk", memory=other).matches[0].target == "Два\nрядки."


def test_searching_shows_matches_older_ones_and_words(tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text(
        "The river rose.\tРіка піднялась.\t\t\t2020-01-01T00:00:00Z\n"
        "The river rose.\tРічка піднялася.\t\t\t2021-01-01T00:00:00Z\n"
        "A river is a long way to the sea.\tРічка далеко від моря.\n",
        encoding="utf-8",
    )
    import_memory([pairs], to=["uk"], memory=memory)
    result = search_memory("The river rose.", to="uk", memory=memory)
    assert [(m.target, m.similarity) for m in result.matches] == [("Річка піднялася.", 1.0)]
    assert [item.target for item in result.older] == ["Ріка піднялась."]
    found = search_memory("river", to="uk", memory=memory).containing
    assert {item.source for item in found} == {
        "The river rose.",
        "A river is a long way to the sea.",
    }
    assert prune_memory(to="uk", superseded=True, memory=memory) == 1
    with pytest.raises(UsageError, match="every translation"):
        prune_memory(to="uk", memory=memory)
    for text in ("last year", "9999-99-99", "20250131"):
        with pytest.raises(UsageError, match=f"'{text}' is no day"):
            prune_memory(to="uk", before=text, memory=memory)
    assert prune_memory(to="uk", before="2022-01-01", memory=memory) == 2


def test_bad_files_do_not_stop_the_good_ones(tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    good = write_po(tmp_path / "good.po")
    (tmp_path / "bad.mo").write_bytes(b"\xde\x12\x04\x95" + b"\xff" * 40)
    (tmp_path / "bad.tmx").write_text("<tmx", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    names = ["bad.mo", "bad.tmx", "a.docx", "empty", "gone.po"]
    result = import_memory([*(tmp_path / name for name in names), good], memory=memory)
    assert [row.path for row in result.files] == [good]
    assert sorted(Path(failure.what).name for failure in result.failures) == sorted(names)
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(UsageError, match="which language"):
        import_memory([pairs], memory=memory)
    with pytest.raises(UsageError):
        export_memory(tmp_path / "a.xlsx", to="uk", memory=memory)


def test_only_the_latest_translation_goes_out_unless_asked(tmp_path: Path) -> None:
    memory, pairs = tmp_path / "m.db", tmp_path / "a.tsv"
    pairs.write_text(
        "River\tРіка\t\t\t2024-01-01T00:00:00Z\nRiver\tРічка\t\t\t2025-01-01T00:00:00Z\n"
    )
    import_memory([pairs], to=["uk"], memory=memory)
    result = export_memory(None, to="uk", file_format="tsv", memory=memory)
    assert (result.written, result.content.split(b"\t")[1].decode()) == (1, "Річка")
    assert export_memory(None, to="uk", older=True, memory=memory).written == 2


def test_two_processes_may_fill_the_memory_at_once(tmp_path: Path) -> None:
    memory = tmp_path / "m.db"
    running = []
    for name in "ab":
        pairs = tmp_path / f"{name}.tsv"
        lines = (f"Sentence {n} of {name} here.\tРечення {n} {name}." for n in range(2000))
        pairs.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "transkit", "memory", "import", str(pairs), "--to=uk"]
        running.append(subprocess.Popen([*command, f"--memory={memory}"], stdout=subprocess.PIPE))
    for process in running:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert b"2,000 new" in output
    (row,) = memory_stats(memory=memory)
    assert (row.units, row.sources) == (4000, 4000)
    (match, *_) = search_memory("Sentence 1999 of b here.", to="uk", memory=memory).matches
    assert match.similarity == 1.0


def test_earlier_versions_are_found_by_words_too(tmp_path: Path) -> None:
    memory, pairs = tmp_path / "m.db", tmp_path / "a.tsv"
    lines = (
        "The river rose again.\tРіка.\t\t\t2024-01-01",
        "The river rose again.\tРічка.\t\t\t2025-01-01",
    )
    pairs.write_text("\n".join(lines), encoding="utf-8")
    import_memory([pairs], to=["uk"], memory=memory)
    for text in ("The river rose again.", "The river rose again!", "river"):
        found = search_memory(text, to="uk", memory=memory)
        latest = [*(m.target for m in found.matches), *(item.target for item in found.containing)]
        assert latest == ["Річка."]
        assert [(item.target, item.changed[:4]) for item in found.older] == [("Ріка.", "2024")]


def test_a_translation_is_found_by_its_own_words(tmp_path: Path) -> None:
    memory, pairs = tmp_path / "m.db", tmp_path / "a.tsv"
    pairs.write_text("The river.\tРічка.\nThe lake.\tОзеро біля річки.\n", encoding="utf-8")
    import_memory([pairs], to=["uk"], memory=memory)
    found = search_memory("РІЧК", to="uk", in_targets=True, memory=memory)
    assert {item.source for item in found.containing} == {"The river.", "The lake."}
    assert search_memory("river", to="uk", in_targets=True, memory=memory).containing == ()
    assert search_memory("річк", to="ko", in_targets=True, memory=memory).containing == ()


def _late_errors(folder: Path, count: int) -> dict[str, tuple[Path, int]]:
    """Write files of some translations with an error behind them; tell in which line it is."""
    tsv, tmx, po = (folder / f"late.{suffix}" for suffix in ("tsv", "tmx", "po"))
    rows = [f"Sentence {n}.\tРечення {n}.\n" for n in range(count)]
    tsv.write_text("".join(rows) + "no tab here\nMore.\tЩе.\n", encoding="utf-8")
    units = [
        f'<tu><tuv xml:lang="en"><seg>Sentence {n}.</seg></tuv>'
        f'<tuv xml:lang="uk"><seg>Речення {n}.</seg></tuv></tu>\n'
        for n in range(count)
    ]
    head = '<tmx version="1.4">\n<header srclang="en"/>\n<body>\n'
    tmx.write_text(f"{head}{''.join(units)}<tu><seg>\n</body></tmx>\n", encoding="utf-8")
    entries = [f'msgid "Sentence {n}."\nmsgstr "Речення {n}."\n\n' for n in range(count)]
    begun = (
        'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    )
    po.write_text(begun + "".join(entries) + 'msgid "open\n', encoding="utf-8")
    return {"tsv": (tsv, count + 1), "tmx": (tmx, count + 4), "po": (po, 3 * count + 6)}


@pytest.mark.parametrize("kind", ["tsv", "tmx", "po"])
def test_a_file_with_an_error_at_its_end_is_not_half_taken_in(kind: str, tmp_path: Path) -> None:
    memory, good = tmp_path / "memory.db", tmp_path / "good.tsv"
    good.write_text("Sentence 5.\tРечення п’яте.\tgood.txt\tAnna\t2020-01-01\n", encoding="utf-8")
    path, line = _late_errors(tmp_path, 3000)[kind]
    result = import_memory([path, good], to=["uk"], memory=memory)
    assert [row.path for row in result.files] == [good]
    (failure,) = result.failures
    assert (failure.error.path, failure.error.line) == (path, line)
    assert "\n" not in str(failure.error)
    assert failure.error.hint
    found = export_memory(None, to="uk", sentences=True, file_format="tsv", memory=memory)
    assert (
        found.content
        == good.read_text(encoding="utf-8").replace("2020-01-01", "2020-01-01T00:00:00Z").encode()
    )
    assert search_memory("Sentence 2999.", to="uk", least=0.99, memory=memory).matches == ()


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("One.\tОдин.\n".encode() * 20_000 + "Two.\tДва.\n".encode("cp1251"))
    result = import_memory([path], to=["uk"], memory=tmp_path / "m.db")
    (failure,) = result.failures
    assert (failure.error.message, failure.error.line) == ("is not UTF-8", 20_001)
    assert memory_stats(memory=tmp_path / "m.db") == ()


def test_a_table_without_a_language_stops_before_anything_is_taken_in(tmp_path: Path) -> None:
    po, pairs = write_po(tmp_path / "a.po"), tmp_path / "b.tsv"
    pairs.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(UsageError, match="which language"):
        import_memory([po, pairs], memory=tmp_path / "m.db")
    assert memory_stats(memory=tmp_path / "m.db") == ()


@pytest.mark.parametrize("full", [7, 200_000])
def test_what_is_indexed_bit_by_bit_is_found_and_counted_the_same(
    full: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation_writer, "_FULL", full)
    monkeypatch.setattr(translation_writer, "_MANY", 20)
    monkeypatch.setattr(memory_exchange, "_IN_ONE_GO", 5)
    memory, pairs = tmp_path / "m.db", tmp_path / "a.tsv"
    for start in (0, 100, 105):
        lines = (f"Sentence {n} on river {n % 7}.\tРечення {n}." for n in range(start, start + 30))
        pairs.write_text("\n".join(lines), encoding="utf-8")
        import_memory([pairs], to=["uk"], memory=memory)
    with closing(sqlite3.connect(memory)) as connection:
        counts = dict(connection.execute("SELECT word, count FROM word"))
        connection.execute(
            "CREATE VIRTUAL TABLE temp.counted USING fts5vocab('main', 'translation_words', 'row')"
        )
        assert counts == dict(connection.execute("SELECT term, doc FROM temp.counted"))
    assert max(counts.values()) == 65
    (match, *_) = search_memory("Sentence 134 on river 1.", to="uk", memory=memory).matches
    assert (match.similarity, match.target) == (1.0, "Речення 134.")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("old/de/LC_MESSAGES/a.po", None),
        ("old/po/pl.po", None),
        ("old/ja/a.po", None),
        ("old/a.ko.po", None),
        ("old/uk/LC_MESSAGES/a.po", "uk"),
        ("old/po/uk_UA.po", "uk"),
        ("old/summit.po", "uk"),
        ("old/po/old.po", "uk"),
    ],
)
def test_a_catalog_that_says_nothing_is_in_the_language_of_its_path(
    tmp_path: Path, name: str, language: str | None
) -> None:
    """``--to uk`` takes no German for Ukrainian."""
    write_po(tmp_path / name, "")
    result = import_memory([tmp_path / "old"], to=["uk"], memory=tmp_path / "m.db")
    assert not result.failures
    assert [row.target_language for row in memory_stats(memory=tmp_path / "m.db")] == (
        [language] if language else []
    )


def test_a_translation_of_one_context_stands_behind_one_that_holds_anywhere(
    tmp_path: Path,
) -> None:
    """Open the file, and the shop is open."""
    memory = tmp_path / "m.db"
    entry = 'msgid "Open"\nmsgstr "{}"\n'
    header = 'msgid ""\nmsgstr "Language: uk\\n"\n'
    path = tmp_path / "a.po"
    contexts = [f'msgctxt "{name}"\n{entry.format(target)}' for name, target in
                (("menu", "Відкрити"), ("state", "Відчинено"))]  # fmt: skip
    path.write_text("\n".join([header, *contexts]), encoding="utf-8")
    import_memory([path], memory=memory)
    with Store(memory) as store:
        translations = Translations(store)
        known = {item.context: item.target for item in translations.versions(("en", "uk"), "Open")}
        assert known == {"menu": "Відкрити", "state": "Відчинено"}
        assert [item.target for item in translations.every(("en", "uk"), older=False)] == [
            "Відкрити", "Відчинено",
        ]  # fmt: skip
    plain = tmp_path / "b.po"
    plain.write_text(f"{header}\n{entry.format('Відкрий')}", encoding="utf-8")
    import_memory([plain], memory=memory)
    path.write_text("\n".join([header, *contexts]) + "\n# later\n", encoding="utf-8")
    import_memory([path], memory=memory)
    with Store(memory) as store:
        translations = Translations(store)
        found = translations.exact(("en", "uk"), ["Open"])["Open"]
        assert (found.target, found.context) == ("Відкрий", "")
        (match,) = translations.similar(("en", "uk"), "Open")
        assert (match.target, match.context) == ("Відкрий", "")


@pytest.mark.parametrize("suffix", ["tmx", "tsv"])
def test_contexts_go_out_and_come_in_again(tmp_path: Path, suffix: str) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    item = Translation(source="Open", target="Відкрити", context="menu")
    with Store(one) as store:
        Translations(store).add(("en", "uk"), [item])
    path = tmp_path / f"out.{suffix}"
    export_memory(path, to="uk", memory=one)
    import_memory([path], to=["uk"], memory=other)
    with Store(other) as store:
        assert list(Translations(store).every(("en", "uk"))) == [item]


def test_what_holds_anywhere_too_is_no_longer_of_one_context(tmp_path: Path) -> None:
    item = Translation(source="Open", target="Відкрити", context="menu")
    with Store(tmp_path / "m.db") as store:
        translations = Translations(store)
        translations.add(("en", "uk"), [item])
        translations.add(("en", "uk"), [replace(item, context="")])
        translations.add(("en", "uk"), [item])
        (found,) = translations.versions(("en", "uk"), "Open")
        assert found.context == ""
