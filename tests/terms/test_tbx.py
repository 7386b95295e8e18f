"""TBX of both generations, and files that want more than to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from transkit.errors import TermsError
from transkit.terms.glossary import Entry
from transkit.terms.tbx import read_tbx, serialize_tbx

NEW = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="1">
<langSec xml:lang="en"><termSec><term>ceasefire</term></termSec>
<termSec><term>truce</term></termSec></langSec>
<langSec xml:lang="uk-UA"><termSec><term>припинення вогню</term></termSec>
<termSec><term>перемирʼя</term>
<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""
OLD = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry><note>UN</note>
<langSet xml:lang="en"><ntig><termGrp><term>Security Council</term></termGrp></ntig></langSet>
<langSet xml:lang="ko"><tig><term>안전보장이사회</term></tig></langSet>
</termEntry></body></text></martif>"""


def test_both_generations_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.tbx"
    path.write_text(NEW, encoding="utf-8")
    first, second = read_tbx(path, "en")
    assert (first.source, second.source) == ("ceasefire", "truce")
    assert first.targets == {"uk": ("припинення вогню",)}
    assert first.forbidden == {"uk": ("перемирʼя",)}
    path.write_text(OLD, encoding="utf-8")
    (entry,) = read_tbx(path, "en")
    assert (entry.source, entry.targets, entry.note) == (
        "Security Council", {"ko": ("안전보장이사회",)}, "UN",
    )  # fmt: skip


def test_what_is_forbidden_in_all_languages_is_forbidden_in_each(tmp_path: Path) -> None:
    entries = [
        Entry(source="Kyiv", targets={"uk": ("Київ",), "ko": ("키이우",)},
              forbidden={"uk": ("Киев",), "": ("Kiev",)}),
        Entry(source="hush", forbidden={"": ("shh",)}),
    ]  # fmt: skip
    path = tmp_path / "t.tbx"
    path.write_bytes(serialize_tbx(entries, "en"))
    assert [entry.forbidden for entry in read_tbx(path, "en")] == [
        {"uk": ("Киев", "Kiev"), "ko": ("Kiev",)},
        {"uk": ("shh",), "ko": ("shh",)},
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tmx/>", "is no TBX file"),
        ("<martif><a></martif>", "is no XML"),
        ('<!DOCTYPE martif [<!ENTITY a "b">]><martif>&a;</martif>', "declares entities"),
        ("<martif>" + "<a>" * 100, "nests elements"),
        ('<?xml version="1.0" encoding="euc-kr"?><martif/>', "an encoding that cannot"),
        ('<?xml version="1.0" encoding="zzz"?><martif/>', "an encoding that cannot"),
    ],
)
def test_what_is_no_glossary_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "t.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TermsError, match=message):
        read_tbx(path, "en")
