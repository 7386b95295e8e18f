"""What is wrong with a catalog that people have edited, in words that help them mend it."""

from __future__ import annotations

import re
from pathlib import Path

from transkit.catalogs import find_line_breaks
from transkit.errors import CatalogError, LanguageError
from transkit.text.languages import language_name, normalize_language, to_gettext_locale
from transkit.text.markup import strip_tags
from transkit.units import Catalog, Unit

__all__ = ["catalog_faults", "check_language", "is_mislabelled", "label_unit"]

_SHOWN = 60
"""Code points of a unit's words that are enough to find it by."""
_JOINT = re.compile(r"^#-#-#-#-# .*#-#-#-#-#$", re.MULTILINE)
"""What ``msgcat`` writes before each of several texts of which it cannot choose one."""


def label_unit(unit: Unit) -> str:
    """Return what a person finds a unit by: its first words in quotation marks, and its line."""
    line = f", line {unit.references[0].line}" if unit.references else ""
    words = " ".join(strip_tags(unit.source).split())
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
    return f"“{shown}”{line}"


def catalog_faults(path: Path, catalog: Catalog) -> tuple[str, ...]:
    """Return what is wrong with a whole catalog, and what to do, a line for each reason.

    Known are a header that names another language than the catalog's folder, or none, and why
    ``msgfmt -c`` refuses a catalog: line breaks that a person has left at an end of an accepted
    target, or taken off there. Units where nothing but white space stands for a translation. And
    what ``msgcat`` leaves of two catalogs that it has joined.

    Args:
        path: Where the catalog lies.
        catalog: What is in it.
    """
    return (
        *_language_faults(path, catalog),
        *_line_break_faults(catalog),
        *_blank_faults(catalog),
        *_joint_faults(catalog),
    )


def is_mislabelled(path: Path, catalog: Catalog) -> bool:
    """Return whether nobody can say which language a catalog is in: header and folder disagree.

    Another region or script of the same language is none of that.
    """
    folder, named = _folder_language(path), catalog.target_language
    return bool(folder and named) and folder.split("-")[0] != named.split("-")[0]


def check_language(path: Path, catalog: Catalog | None) -> None:
    """Make sure that a catalog's header does not name another language than its folder.

    Drafts in one language do not belong among translations into another.

    Raises:
        CatalogError: It does.
    """
    if catalog is not None and is_mislabelled(path, catalog):
        raise CatalogError(_other_language(path, catalog), path=path, hint=_language_hint(path))


def _language_faults(path: Path, catalog: Catalog) -> tuple[str, ...]:
    """Return what is wrong with the language that the header names, where its folder tells."""
    folder, named = _folder_language(path), catalog.target_language
    fields = {name.lower(): value.strip() for name, value in reversed(catalog.header)}
    field = fields.get("language", "")
    if not folder or named == folder or not field:
        return ()
    said = _other_language(path, catalog) if named else f"names no language (Language: {field})"
    return (f"{said}; {_language_hint(path)}",)


def _other_language(path: Path, catalog: Catalog) -> str:
    named, folder = catalog.target_language, _folder_language(path)
    return (
        f"says that it is in {language_name(named)} (Language: {to_gettext_locale(named)}), and"
        f" lies in the folder of {language_name(folder)}"
    )


def _language_hint(path: Path) -> str:
    locale = to_gettext_locale(_folder_language(path))
    return f"set Language: {locale} in its header, or move it to the folder of its language"


def _folder_language(path: Path) -> str:
    """Return the tag of the language that gettext keeps in a folder; empty where none is told."""
    parent = path.absolute().parent
    if parent.name != "LC_MESSAGES":
        return ""
    try:
        return normalize_language(parent.parent.name)
    except LanguageError:
        return ""


def _line_break_faults(catalog: Catalog) -> tuple[str, ...]:
    """Return why ``msgfmt -c`` refuses the line breaks of a catalog."""
    found = [(unit, why) for unit in catalog.units if (why := find_line_breaks(unit))]
    if not found:
        return ()
    unit, why = found[0]
    more = f"; {len(found) - 1} more like it, see transkit check" if len(found) > 1 else ""
    return (f"msgfmt -c refuses the catalog: the translation of {label_unit(unit)}, {why}{more}",)


def _blank_faults(catalog: Catalog) -> tuple[str, ...]:
    """Return which units look translated and are not."""
    found = [unit for unit in catalog.units if unit.blank]
    if not found:
        return ()
    more = f"; {len(found) - 1} more like it, see transkit check" if len(found) > 1 else ""
    what = f"nothing but white space is the translation of {label_unit(found[0])}"
    return (f"{what}: it counts as untranslated; take it out to get a draft{more}",)


def _joint_faults(catalog: Catalog) -> tuple[str, ...]:
    """Return where ``msgcat`` has left several translations, or headers, for a person to choose."""
    found = [unit for unit in catalog.units if _JOINT.search(unit.target)]
    if found:
        more = f"; {len(found) - 1} more like it: search for #-#-#" if len(found) > 1 else ""
        what = f"several translations stand in that of {label_unit(found[0])}"
        return (f"{what}, between lines of #-#-#-#-# (msgcat): keep one of them{more}",)
    if any(not name and _JOINT.match(line) for name, line in catalog.header):
        return ("two headers stand in its header, between lines of #-#-#-#-# (msgcat): keep one",)
    return ()
