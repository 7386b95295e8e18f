"""What people wrote in catalogs gets into the memory, and nothing else does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from transkit.memory.store import Store
from transkit.memory.translations import Translation, Translations
from transkit.pipeline.learning import learn
from transkit.pipeline.memory_exchange import import_memory, prune_memory

CATALOG = """\
msgid ""
msgstr ""
"PO-Revision-Date: 2026-05-14 21:05+0300\\n"
"Last-Translator: Anna Koval <anna@example.org>\\n"
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en\\n"
"X-Transkit-Source: ../../../articles/flood.txt\\n"

msgid "The river rose by 3 metres. The mayor closed the bridge in Kyiv."
msgstr "Річка піднялася на 3 метри. Мер закрив міст у Києві."

#, fuzzy
msgid "A draft."
msgstr "Чернетка."

msgid "Nothing yet."
msgstr ""

msgid "See <a1>the map</a1>. It shows the river."
msgstr "Див. <a1>мапу</a1>. На ній річка."

msgid "one"
msgid_plural "many"
msgstr[0] "один"
msgstr[1] "багато"

#~ msgid "An old paragraph."
#~ msgstr "Старий абзац."
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "locales/uk/LC_MESSAGES/flood.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOG, encoding="utf-8")
    return path


def kept(memory: Path) -> dict[str, Translation]:
    """Return what a memory holds, by source."""
    with Store(memory, read_only=True) as store:
        return {item.source: item for item in Translations(store).every(("en", "uk"))}


def test_units_and_their_sentences_are_kept_and_drafts_are_not(
    catalog: Path, tmp_path: Path
) -> None:
    memory = tmp_path / "memory.db"
    (row,) = learn([tmp_path / "locales"], memory=memory).catalogs
    assert (row.units, row.added) == (3, 6)
    found = kept(memory)
    assert {item.source: item.target for item in found.values() if not item.whole} == {
        "The river rose by 3 metres.": "Річка піднялася на 3 метри.",
        "The mayor closed the bridge in Kyiv.": "Мер закрив міст у Києві.",
        "It shows the river.": "На ній річка.",
    }
    assert {item.source for item in found.values() if item.whole} == {
        "The river rose by 3 metres. The mayor closed the bridge in Kyiv.",
        "See <a1>the map</a1>. It shows the river.",
        "An old paragraph.",
    }
    item = found["An old paragraph."]
    assert (item.document, item.changed) == ("flood.txt", "2026-05-14T18:05:00Z")
    assert item.translator == "Anna Koval <anna@example.org>"


def test_the_same_catalog_teaches_nothing_twice(catalog: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.db"
    learn([catalog], memory=memory)
    assert learn([catalog], memory=memory).catalogs[0].added == 0
    catalog.write_text(CATALOG.replace("#, fuzzy\n", ""), encoding="utf-8")
    assert learn([catalog], memory=memory).catalogs[0].added == 1
    assert kept(memory)["A draft."].target == "Чернетка."


def test_a_catalog_that_names_no_language_is_one_clear_error(catalog: Path, tmp_path: Path) -> None:
    catalog.write_text(CATALOG.replace('"Language: uk\\n"\n', ""), encoding="utf-8")
    (failure,) = learn([catalog, tmp_path / "gone.po"], memory=tmp_path / "m.db").failures[1:]
    assert "which language" in failure.error.message


ONE = """\
msgid ""
msgstr ""
"PO-Revision-Date: {date}\\n"
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "The river rose."
msgstr "{target}"

msgid "Something else."
msgstr "{other}"
"""


def put(path: Path, date: str, target: str, other: str = "Інше.") -> Path:
    path.write_text(ONE.format(date=date, target=target, other=other), encoding="utf-8")
    return path


def latest(memory: Path) -> str:
    with Store(memory, read_only=True) as store:
        (item, *_) = Translations(store).versions(("en", "uk"), "The river rose.")
        return item.target


def test_saving_a_catalog_makes_only_what_was_changed_the_latest(tmp_path: Path) -> None:
    """A correction in one catalog stands when another unit of another catalog is edited later."""
    memory, one, two = tmp_path / "m.db", tmp_path / "one.po", tmp_path / "two.po"
    learn([put(one, "2026-01-01 10:00+0000", "Ріка піднялася.")], memory=memory)
    learn([put(two, "2026-01-01 10:00+0000", "Ріка піднялася.")], memory=memory)
    learn([put(one, "2026-01-02 10:00+0000", "Річка піднялася.")], memory=memory)
    learn([put(two, "2026-01-03 10:00+0000", "Ріка піднялася.", "Щось інше.")], memory=memory)
    assert latest(memory) == "Річка піднялася."


def test_going_back_to_an_older_text_makes_it_the_latest_again(tmp_path: Path) -> None:
    """Also with an editor that leaves the date in the header as it was."""
    memory, one, now = tmp_path / "m.db", tmp_path / "one.po", int(time.time()) - 3600
    for target in ("Ріка піднялася.", "Річка піднялася.", "Ріка піднялася."):
        put(one, "2026-01-01 10:00+0000", target)
        os.utime(one, (now, now))
        now += 60
        learn([one], memory=memory)
        assert latest(memory) == target
    with Store(memory, read_only=True) as store:
        versions = Translations(store).versions(("en", "uk"), "The river rose.")
    assert [item.target for item in versions] == ["Ріка піднялася.", "Річка піднялася."]


def test_what_was_forgotten_stays_so_until_it_is_learned_again(
    catalog: Path, tmp_path: Path
) -> None:
    memory = tmp_path / "memory.db"
    learn([catalog], memory=memory)
    assert prune_memory(to="uk", document="flood.txt", memory=memory) == 6
    catalog.write_text(CATALOG.replace("#, fuzzy\n", ""), encoding="utf-8")
    assert learn([catalog], memory=memory).catalogs[0].added == 1
    assert learn([catalog], memory=memory, again=True).catalogs[0].added == 6


def test_a_text_that_somebody_else_wrote_before_stays_theirs(catalog: Path, tmp_path: Path) -> None:
    """And so do its sentences, which came with no name of their own."""
    memory, old = tmp_path / "memory.db", tmp_path / "old.tsv"
    source = "The river rose by 3 metres. The mayor closed the bridge in Kyiv."
    target = "Річка піднялася на 3 метри. Мер закрив міст у Києві."
    old.write_text(f"{source}\t{target}\told.txt\tVira\t2019-01-01\n", encoding="utf-8")
    import_memory([old], to=["uk"], memory=memory)
    learn([catalog], memory=memory)
    found = {item.source: item.translator for item in kept(memory).values()}
    assert found[source] == "Vira"
    assert found["The river rose by 3 metres."] == "Vira"
    assert found["An old paragraph."] == "Anna Koval <anna@example.org>"
    assert found["It shows the river."] == "Anna Koval <anna@example.org>"


def test_what_somebody_changed_is_theirs(tmp_path: Path) -> None:
    memory, old = tmp_path / "memory.db", tmp_path / "old.tsv"
    old.write_text("The river rose.\tРічка зросла.\told.txt\tVira\t2019-01-01\n", encoding="utf-8")
    import_memory([old], to=["uk"], memory=memory)
    path = put(tmp_path / "one.po", "2026-01-01 10:00+0000", "Ріка піднялася.")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Language', '"Last-Translator: Anna\\n"\n"Language'), "utf-8")
    learn([path], memory=memory)
    with Store(memory, read_only=True) as store:
        versions = Translations(store).versions(("en", "uk"), "The river rose.")
    assert [(one.target, one.translator) for one in versions] == [
        ("Ріка піднялася.", "Anna"),
        ("Річка зросла.", "Vira"),
    ]
