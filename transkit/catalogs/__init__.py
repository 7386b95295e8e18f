"""PO in and out, byte-exact; merging what a person has done with what is new.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transkit.catalogs.claims import (
        IsDraft,
        composed_key,
        is_to_compare,
        is_untouched,
        keeps_words,
        seen_pair,
        sentence_key,
    )
    from transkit.catalogs.header import make_header, po_date, refresh_header
    from transkit.catalogs.matched import Owner, find_composed, find_matched, give_back
    from transkit.catalogs.merge import (
        entries_of_others,
        make_catalog,
        make_template,
        merge_catalog,
        plan_reuse,
    )
    from transkit.catalogs.mo import read_mo
    from transkit.catalogs.notes import (
        credit_engine,
        in_brackets,
        is_check_note,
        sentence_drafted,
        sentence_of,
        to_quote,
        without_drafts,
    )
    from transkit.catalogs.paths import catalog_path, slug, slugs, template_path
    from transkit.catalogs.po import (
        find_line_breaks,
        is_fuzzy,
        match_newlines,
        parse_po,
        read_po,
        serialize_po,
        state_of,
        writable_text,
    )
    from transkit.catalogs.positions import entry_lines
    from transkit.catalogs.reuse import (
        NO_REUSE,
        Reuse,
        ReusePlan,
        compose,
        find_outdated,
        fold_line,
    )
    from transkit.catalogs.store import (
        catalog_sources,
        conflict_copy,
        copied_catalog,
        is_conflict_copy,
        load_catalog,
        may_exist,
        save_catalog,
        save_template,
        source_of,
    )

__all__ = [
    "NO_REUSE",
    "IsDraft",
    "Owner",
    "Reuse",
    "ReusePlan",
    "catalog_path",
    "catalog_sources",
    "compose",
    "composed_key",
    "conflict_copy",
    "copied_catalog",
    "credit_engine",
    "entries_of_others",
    "entry_lines",
    "find_composed",
    "find_line_breaks",
    "find_matched",
    "find_outdated",
    "fold_line",
    "give_back",
    "in_brackets",
    "is_check_note",
    "is_conflict_copy",
    "is_fuzzy",
    "is_to_compare",
    "is_untouched",
    "keeps_words",
    "load_catalog",
    "make_catalog",
    "make_header",
    "make_template",
    "match_newlines",
    "may_exist",
    "merge_catalog",
    "parse_po",
    "plan_reuse",
    "po_date",
    "read_mo",
    "read_po",
    "refresh_header",
    "save_catalog",
    "save_template",
    "seen_pair",
    "sentence_drafted",
    "sentence_key",
    "sentence_of",
    "serialize_po",
    "slug",
    "slugs",
    "source_of",
    "state_of",
    "template_path",
    "to_quote",
    "without_drafts",
    "writable_text",
]

_MODULES = {
    "claims": (
        "IsDraft",
        "composed_key",
        "is_to_compare",
        "is_untouched",
        "keeps_words",
        "seen_pair",
        "sentence_key",
    ),
    "header": ("make_header", "po_date", "refresh_header"),
    "merge": ("entries_of_others", "make_catalog", "make_template", "merge_catalog", "plan_reuse"),
    "matched": ("Owner", "find_composed", "find_matched", "give_back"),
    "mo": ("read_mo",),
    "notes": (
        "credit_engine",
        "in_brackets",
        "is_check_note",
        "sentence_drafted",
        "sentence_of",
        "to_quote",
        "without_drafts",
    ),
    "paths": ("catalog_path", "slug", "slugs", "template_path"),
    "po": (
        "find_line_breaks",
        "is_fuzzy",
        "match_newlines",
        "parse_po",
        "read_po",
        "serialize_po",
        "state_of",
        "writable_text",
    ),
    "positions": ("entry_lines",),
    "reuse": ("NO_REUSE", "Reuse", "ReusePlan", "compose", "find_outdated", "fold_line"),
    "store": (
        "catalog_sources",
        "conflict_copy",
        "copied_catalog",
        "is_conflict_copy",
        "load_catalog",
        "may_exist",
        "save_catalog",
        "save_template",
        "source_of",
    ),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
