"""Reading compiled catalogs (MO): a team's old translations where only those are left."""

from __future__ import annotations

import struct
from pathlib import Path

from transkit.errors import CatalogError, LanguageError
from transkit.files import explain_os_error
from transkit.text.languages import normalize_language
from transkit.units import Catalog, State, Unit, is_visible, unit_id

__all__ = ["read_mo"]

_LARGEST = 1 << 28


def read_mo(path: Path) -> Catalog:
    """Return what a compiled catalog holds; ``msgfmt`` compiles only what a person accepted.

    Entries without a translation are left out.

    Raises:
        CatalogError: It cannot be read or is no MO file.
    """
    import polib

    try:
        if path.stat().st_size > _LARGEST:
            raise CatalogError("is larger than any compiled catalog", path=path)
        compiled = polib.mofile(str(path))
    except OSError as error:
        what = explain_os_error(error) if error.errno else "it is no MO file"
        raise CatalogError(f"cannot be read: {what}", path=path) from error
    except (ValueError, IndexError, LookupError, struct.error, OverflowError) as error:
        raise CatalogError("is damaged, or no MO file", path=path) from error
    units: dict[str, Unit] = {}
    for entry in compiled:
        plurals = tuple(entry.msgstr_plural.values()) if entry.msgid_plural else ()
        if entry.msgid and any(map(is_visible, (entry.msgstr, *plurals))):
            identity = unit_id(entry.msgid, entry.msgctxt)
            units[identity] = Unit(
                id=identity,
                source=entry.msgid,
                target=entry.msgstr,
                state=State.REVIEWED,
                context=entry.msgctxt,
                plural_source=entry.msgid_plural or None,
                plural_targets=plurals,
            )
    return Catalog(
        source_language=_tag(compiled.metadata.get("X-Source-Language", "")),
        target_language=_tag(compiled.metadata.get("Language", "")),
        units=tuple(units.values()),
        header=tuple(compiled.metadata.items()),
    )


def _tag(language: str) -> str:
    """Return the tag of a language in a header; empty where it is none."""
    try:
        return normalize_language(language) if language.strip() else ""
    except LanguageError:
        return ""
