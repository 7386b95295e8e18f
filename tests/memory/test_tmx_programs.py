"""TMX files of other programs come in whole, and they take ours."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest

from tests.memory.tmx_rules import check_tmx
from tests.tools_needed import need
from transkit.catalogs import read_po
from transkit.memory.tmx import read_tmx, write_tmx
from transkit.memory.translations import Translation
from transkit.pipeline.learning import learn
from transkit.pipeline.memory_exchange import export_memory, import_memory, search_memory

PAIR = ("en", "uk")
ITEMS = [
    Translation(source="The river rose.", target="Річка піднялася.", document="flood.txt",
                translator="Anna <anna@example.org>", changed="2026-05-14T18:05:00Z"),
    Translation(source='Said "no" & left <b>\n\tat 5\r\n', target="Сказав «ні» & пішов\n",
                whole=False),
    Translation(source="Bad \x0b\x00 characters", target="]]> \ud800", translator="\x1b[2J"),
    Translation(source="Emoji 👩‍👩‍👧 and ́", target="Емодзі 👩‍👩‍👧"),
]  # fmt: skip
OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
   creationtoolversion="6.0.0_0_c0ffee" segtype="sentence" srclang="EN-US"/>
  <body>
<!-- Default translations -->
    <tu>
      <note>as in the last report</note>
      <tuv lang="EN-US">
        <seg>The river rose.</seg>
      </tuv>
      <tuv lang="UK" changeid="anna" changedate="20260514T180500Z" creationid="boris"
       creationdate="20250101T080000Z">
        <seg>Річка піднялася.</seg>
      </tuv>
    </tu>
    <tu>
      <tuv lang="EN-US">
        <seg>See &lt;a1&gt;the map&lt;/a1&gt;.</seg>
      </tuv>
      <tuv lang="UK" creationid="boris" creationdate="20250101T080000Z">
        <seg>Див. &lt;a1&gt;мапу&lt;/a1&gt;.</seg>
      </tuv>
    </tu>
<!-- Alternative translations -->
    <tu>
      <prop type="file">flood.txt</prop>
      <prop type="prev">The rain went on.</prop>
      <prop type="next">Nobody was hurt.</prop>
      <tuv lang="EN-US">
        <seg>Open</seg>
      </tuv>
      <tuv lang="UK" changeid="anna" changedate="20260514T180500Z">
        <seg>Відчинено</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""


def test_what_we_write_keeps_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "ours.tmx"
    stream = io.BytesIO()
    write_tmx(stream, PAIR, ITEMS, '1.0 "quoted" & more')
    path.write_bytes(stream.getvalue())
    check_tmx(path)
    write_tmx(empty := io.BytesIO(), PAIR, [], "1.0")
    path.write_bytes(empty.getvalue())
    check_tmx(path)


def test_the_rules_can_be_broken(tmp_path: Path) -> None:
    write_tmx(stream := io.BytesIO(), PAIR, ITEMS, "1.0")
    good = stream.getvalue().decode()
    for old, new in (
        (' adminlang="en"', ""), (' xml:lang="uk"', ""), ("<seg>", "<seg><b/>"),
        ("20260514T180500Z", "2026-05-14"), ('segtype="sentence"', 'segtype="line"'),
        ("</body>", "</body><body/>"),
    ):  # fmt: skip
        path = tmp_path / "bad.tmx"
        assert old in good
        path.write_text(good.replace(old, new), encoding="utf-8")
        with pytest.raises(AssertionError):
            check_tmx(path)


def test_a_project_of_omegat_comes_in_and_goes_out(tmp_path: Path) -> None:
    path, memory = tmp_path / "project_save.tmx", tmp_path / "m.db"
    path.write_text(OMEGAT, encoding="utf-8")
    (row,) = import_memory([path], memory=memory).files
    assert (row.read, row.added, row.languages, row.passed_over) == (3, 3, (PAIR,), 0)
    (match, *_) = search_memory("The river rose.", to="uk", memory=memory).matches
    assert (match.target, match.translator) == ("Річка піднялася.", "anna")
    assert match.changed == "2026-05-14T18:05:00Z"
    (match, *_) = search_memory("Open", to="uk", memory=memory).matches
    assert match.document == "flood.txt"
    out, again = tmp_path / "out.tmx", tmp_path / "again.db"
    assert export_memory(out, to="uk", sentences=True, memory=memory).written == 3
    check_tmx(out)
    assert import_memory([out], memory=again).files[0].added == 3
    assert export_memory(None, to="uk", sentences=True, memory=again).content == out.read_bytes()
    tagged = search_memory("See <a1>the map</a1>.", to="uk", memory=again).matches[0]
    assert tagged.target == "Див. <a1>мапу</a1>."


PO = """msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en\\n"

msgid "The river rose by 3 metres & more."
msgstr "Річка піднялася на 3 метри й більше."

msgid ""
"Two lines\\n"
"of “text” <b>here</b>."
msgstr ""
"Два рядки\\n"
"«тексту» <b>тут</b>."

#, fuzzy
msgid "A draft."
msgstr "Чернетка."
"""


def test_translate_toolkit_reads_ours_and_we_read_its(tmp_path: Path) -> None:
    """Its own programs write and read; nothing of it is imported."""
    catalog, theirs, memory = tmp_path / "a.po", tmp_path / "theirs.tmx", tmp_path / "m.db"
    catalog.write_text(PO, encoding="utf-8")
    command = [need("po2tmx"), "--progress=none", "-l", "uk", str(catalog), str(theirs)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    units = [unit.translation for unit in read_tmx(theirs, "en", ["uk"])]
    assert [unit.source for unit in units] == [
        "The river rose by 3 metres & more.",
        "Two lines\nof “text” <b>here</b>.",
    ]
    assert units[1].target == "Два рядки\n«тексту» <b>тут</b>."

    ours, filled = tmp_path / "ours.tmx", tmp_path / "filled.po"
    learn([catalog], memory=memory)
    assert export_memory(ours, to="uk", memory=memory).written == 2
    check_tmx(ours)
    bare = tmp_path / "bare.po"
    head, *entries = PO.replace("#, fuzzy\n", "").split("\n\n")
    empty = [f'{entry.partition("msgstr")[0]}msgstr ""\n' for entry in entries]
    bare.write_text("\n\n".join([head, *empty]), encoding="utf-8")
    options = ["--progress=none", f"--tm={ours}", f"--template={bare}"]
    command = [need("pretranslate"), *options, str(bare), str(filled)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    targets = {unit.source: unit.target for unit in read_po(filled).units}
    assert targets == {
        "The river rose by 3 metres & more.": "Річка піднялася на 3 метри й більше.",
        "Two lines\nof “text” <b>here</b>.": "Два рядки\n«тексту» <b>тут</b>.",
        "A draft.": "",
    }
