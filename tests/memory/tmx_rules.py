"""The rules of TMX 1.4b, as far as they can be broken: what stands where, and with what.

Source: https://www.gala-global.org/tmx-14b, "Detailed Specifications".
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

__all__ = ["check_tmx"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_REQUIRED = {
    "header": {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
               "datatype"},
    "prop": {"type"},
    "tmx": {"version"},
    "tuv": {_LANGUAGE},
}  # fmt: skip
_SHARED = {"o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool",
           "creationtoolversion", "creationdate", "creationid", "changedate", "changeid",
           "o-tmf"}  # fmt: skip
_ALLOWED = {
    "body": set[str](),
    "header": _REQUIRED["header"] | _SHARED,
    "note": {"o-encoding", _LANGUAGE},
    "prop": {"type", "o-encoding", _LANGUAGE},
    "seg": set[str](),
    "tmx": {"version"},
    "tu": _SHARED | {"tuid", "segtype", "srclang"},
    "tuv": _SHARED | {_LANGUAGE},
}
_CONTENT = {
    "body": r"(tu )*",
    "header": r"(note |prop |ude )*",
    "note": r"",
    "prop": r"",
    "seg": r"((bpt|ept|ph|it|hi|ut) )*",
    "tmx": r"header body ",
    "tu": r"(note |prop )*(tuv )+",
    "tuv": r"(note |prop )*seg ",
}
_SEGTYPES = {"block", "paragraph", "sentence", "phrase"}
_DATE = re.compile(r"\d{8}T\d{6}Z")


def check_tmx(path: Path) -> None:
    """Fail where a file breaks a rule."""
    head = path.read_bytes()[:200]
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in head
    root = ET.parse(path).getroot()  # noqa: S314 (a file that the test itself has written)
    assert root.get("version") == "1.4"
    for element in root.iter():
        name, attributes = element.tag, set(element.attrib)
        assert name in _CONTENT, f"<{name}> is no element of TMX"
        children = "".join(f"{child.tag} " for child in element)
        assert re.fullmatch(_CONTENT[name], children), f"<{name}> holds {children}"
        assert _REQUIRED.get(name, set()) <= attributes <= _ALLOWED[name], f"<{name}> {attributes}"
        assert element.get("segtype", "block") in _SEGTYPES
        for date in ("creationdate", "changedate", "lastusagedate"):
            assert _DATE.fullmatch(element.get(date, "20260101T000000Z"))
        if name not in ("seg", "note", "prop"):
            assert not (element.text or "").strip()
            assert not any((child.tail or "").strip() for child in element)
