"""Under which licence a model is, as the files beside it say.

Makers say it in different places: in the metadata of an Argos package, in the lines at the head of
a model card (``license: cc-by-nc-4.0``), in a sentence of a README, in a LICENSE file.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

__all__ = ["find_licence", "is_non_commercial"]

_READ = 1 << 16
"""Bytes of a file that are looked at: a licence is named at its beginning."""
_LONGEST = 80
"""Characters of a licence's name."""
_NON_COMMERCIAL = re.compile(r"(?:^|[^a-z])nc(?:$|[^a-z])|non-?\s?commercial", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(
    r"^licen[sc]e:[ \t]*(?:#.*)?(?P<value>\S[^\n]*)?\n?(?P<list>(?:[ \t]*-[ \t]+\S[^\n]*\n?)*)",
    re.MULTILINE,
)
_NAME = re.compile(r"^license_name:[ \t]*(\S[^\n]*)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(\S[^\n]*)", re.MULTILINE)
_NAMED = re.compile(
    r"\b(?:CC[- ]?0(?:[- ]1\.0)?|CC[- ]BY(?:[- ](?:NC|SA|ND))*(?:[- ]\d\.\d)?"
    r"|Apache(?: License)?(?:,? Version|[- ])? ?2\.0|MPL[- ]2\.0|MIT(?= licen[sc]e)"
    r"|A?GPL[- ]?v?[23](?:\.0)?(?:-only|-or-later)?)(?!\w)",
    re.IGNORECASE,
)
"""Names of licences inside a sentence."""
_TEXTS = (
    (re.compile(r"Mozilla Public License,? Version 2\.0", re.IGNORECASE), "MPL-2.0"),
    (re.compile(r"Apache License\s+Version 2\.0", re.IGNORECASE), "Apache-2.0"),
    (re.compile(r"\AMIT License|Permission is hereby granted, free of charge"), "MIT"),
    (re.compile(r"CC0 1\.0 Universal", re.IGNORECASE), "CC0-1.0"),
)
_CREATIVE_COMMONS = re.compile(
    r"(?:Creative Commons )?Attribution(?P<parts>(?:-(?:NonCommercial|ShareAlike|NoDerivatives|"
    r"NoDerivs))*)\s+(?P<version>[1-4]\.0)",
    re.IGNORECASE,
)
_PARTS = {"noncommercial": "NC", "sharealike": "SA", "noderivatives": "ND", "noderivs": "ND"}
_UNSAID = ("other", "unknown")
"""What a model card has where its licence is not in the list of its host."""


def is_non_commercial(licence: str) -> bool:
    """Return whether a licence's name says that commercial use is forbidden (``CC-BY-NC-4.0``)."""
    return _NON_COMMERCIAL.search(licence) is not None


def find_licence(folder: Path) -> str:
    """Return what the files beside a model say of its licence; empty where they say nothing.

    The head of ``README.md``, a line about the licence in it, then the text of ``LICENSE``; the
    name is as it stands there, or SPDX's where only the text of the licence is there.
    """
    readme = _read(folder / "README.md")
    found = _in_front_matter(readme) or _in_sentence(readme)
    for name in ("LICENSE", "LICENSE.md", "LICENSE.txt"):
        found = found or _by_text(_read(folder / name))
    return found


def _in_front_matter(readme: str) -> str:
    """Return the licence of a model card, several with ``AND`` between them."""
    head = _FRONT_MATTER.match(readme)
    field = _FIELD.search(head[1]) if head else None
    if head is None or field is None:
        return ""
    value = (field["value"] or "").strip()
    values = value.strip("[]").split(",") if value else _ITEM.findall(field["list"])
    names = [name for name in map(_clean, values) if name]
    if [name.lower() for name in names] in ([name] for name in _UNSAID):
        named = _NAME.search(head[1])
        return _clean(named[1]) if named else ""
    return " AND ".join(names)[:_LONGEST]


def _in_sentence(readme: str) -> str:
    """Return the first licence that a line which speaks of licences names."""
    for line in readme.splitlines():
        if re.search(r"licen[sc]e", line, re.IGNORECASE):
            match = _NAMED.search(line)
            if match:
                return match[0]
    return ""


def _by_text(text: str) -> str:
    """Return the SPDX name of the licence whose text this is."""
    for pattern, name in _TEXTS:
        if pattern.search(text):
            return name
    match = _CREATIVE_COMMONS.search(text)
    if match is None:
        return ""
    parts = [_PARTS[part.lower()] for part in match["parts"].split("-") if part]
    return "-".join(["CC", "BY", *parts, match["version"]])


def _clean(value: str) -> str:
    return value.partition(" #")[0].strip().strip("\"'")[:_LONGEST]


def _read(path: Path) -> str:
    """Return the beginning of a text file; nothing where there is none that can be read."""
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(_READ).decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\ufeff")
    return ""
