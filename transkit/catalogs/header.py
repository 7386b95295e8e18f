"""The header entry of a catalog: complete, deterministic, and a person's fields left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timezone
from functools import cache
from typing import Any

from transkit.text.languages import normalize_language, to_gettext_locale

__all__ = ["make_header", "make_template_header", "plural_forms", "po_date", "refresh_header"]

Header = tuple[tuple[str, str], ...]
"""Field names and values in file order."""

_PLACEHOLDERS = frozenset({
    "PACKAGE VERSION",
    "YEAR-MO-DA HO:MI+ZONE",
    "FULL NAME <EMAIL@ADDRESS>",
    "LANGUAGE <LL@li.org>",
    "nplurals=INTEGER; plural=EXPRESSION;",
})  # fmt: skip
"""What ``xgettext`` writes for "not filled in yet"; ``msgfmt -c`` complains about some of them."""
_OURS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-Source-Language")
"""Fields that follow from what is written, whoever wrote the file before."""
_PATHS = ("X-Transkit-Source", "X-Poedit-Basepath")
_VOLATILE = ("POT-Creation-Date", "X-Generator", "X-Transkit-Engine")
"""Fields that alone are no reason to write a file again."""
_PLURAL_RANGE = 1000
"""Rules that no number up to here follows (French "many" for whole millions) get no form."""


def po_date(timestamp: float) -> str:
    """Return a point in time as PO headers have it: ``YYYY-MM-DD HH:MM+0000``.

    Args:
        timestamp: Seconds since 1970, such as a file's mtime or ``SOURCE_DATE_EPOCH``.
    """
    return datetime.fromtimestamp(timestamp, timezone.utc).strftime("%Y-%m-%d %H:%M+0000")


def make_header(
    *,
    source_language: str,
    target_language: str,
    created: str,
    project: str,
    generator: str = "",
    extra: Iterable[tuple[str, str]] = (),
) -> Header:
    """Return the header of a fresh catalog, complete enough for ``msgfmt -c`` to be silent.

    Deterministic: nothing is taken from the clock, the user or the machine. As ``msginit
    --no-translator`` writes it, the revision date is the creation date, the translator is
    "Automatically generated" and the team "none".

    Args:
        source_language: BCP 47 tag.
        target_language: BCP 47 tag; written as gettext spells it.
        created: See `po_date`; when the source was last changed.
        project: ``Project-Id-Version``, for example the document's name; gettext asks for a name
            that is not its placeholder.
        generator: ``X-Generator``; left out if empty.
        extra: Further fields, written at the end in this order: ``X-Transkit-Source`` (relative to
            the catalog's folder, with forward slashes), ``X-Transkit-Source-Hash`` (SHA-256),
            ``X-Transkit-Engine``, ``X-Poedit-Basepath`` (what references are relative to, for
            Poedit). Empty values are left out.

    Raises:
        LanguageError: The target language is none.
    """
    fields = [
        ("Project-Id-Version", project),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", created),
        ("PO-Revision-Date", created),
        ("Last-Translator", "Automatically generated"),
        ("Language-Team", "none"),
        ("Language", to_gettext_locale(normalize_language(target_language))),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", plural_forms(target_language)),
    ]
    optional = [("X-Generator", generator), ("X-Source-Language", source_language), *extra]
    fields += [(name, value) for name, value in optional if value]
    return tuple((name, _one_line(name, value)) for name, value in fields)


def _one_line(name: str, value: str) -> str:
    """Return a value as a header field can hold it; of a file's name nothing else is changed."""
    return re.sub(r"[\r\n\0]", " ", value) if name in _PATHS else " ".join(value.split())


def make_template_header(header: Header) -> Header:
    """Return the header of the template (POT) that belongs to a catalog's header.

    What a translator has to fill in is the placeholder that ``xgettext`` writes.
    """
    values = dict(reversed(header))
    fields = [
        ("Project-Id-Version", values.get("Project-Id-Version", "PACKAGE VERSION")),
        ("Report-Msgid-Bugs-To", values.get("Report-Msgid-Bugs-To", "")),
        ("POT-Creation-Date", values.get("POT-Creation-Date", "YEAR-MO-DA HO:MI+ZONE")),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    if "X-Source-Language" in values:
        fields.append(("X-Source-Language", values["X-Source-Language"]))
    return tuple(fields)


def refresh_header(existing: Header, fresh: Header, *, volatile: bool = True) -> Header:
    """Return the header on disk with what this run knows better.

    Kept as they are, in their place: unknown fields, and every field that a person or Poedit has
    filled in (translator, team, revision date, plural forms, ``X-Poedit-*``, another program's
    ``X-Generator``, …). Taken from `fresh`: ``X-Transkit-*``, the source's language, the encoding,
    and what is empty or still a placeholder. Fields that are missing come behind the field that
    precedes them in `fresh`. Idempotent.

    Args:
        existing: The header on disk.
        fresh: What `make_header` made.
        volatile: Whether to refresh also the creation date, the engine and our own version: these
            alone are no reason to write a file.
    """
    values = dict(reversed(fresh))
    present = {name for name, _ in existing}
    fields = [
        (name, values[name] if _is_ours(name, value, values, volatile=volatile) else value)
        for name, value in existing
    ]
    previous = ""
    for name, value in fresh:
        if name not in present:
            names = [existing_name for existing_name, _ in fields]
            position = names.index(previous) + 1 if previous in names else 0
            fields.insert(position, (name, value))
        previous = name
    return tuple(fields)


@cache
def plural_forms(language: str) -> str:
    """Return ``Plural-Forms`` for a language (BCP 47 tag) in gettext's spelling.

    The rules are CLDR's, as Babel has them (its own `babel.messages.plurals` is an older table),
    written like gettext's ``cldr-plurals`` does, for whole numbers. A language that Babel does not
    know gets English's.
    """
    from babel import Locale, UnknownLocaleError

    subtags = language.replace("_", "-").split("-")
    while subtags:
        try:
            rule: Any = Locale.parse("-".join(subtags), sep="-").plural_form
        except (UnknownLocaleError, ValueError):
            subtags.pop()
        else:
            return _written_rule(rule)
    return "nplurals=2; plural=(n != 1);"


def _is_ours(name: str, value: str, fresh: dict[str, str], *, volatile: bool) -> bool:
    """Return whether the value of a field on disk is replaced by the fresh one."""
    if name not in fresh:
        return False
    if not value.strip() or value in _PLACEHOLDERS:
        return True
    if name in _VOLATILE:
        return volatile and (name != "X-Generator" or value.startswith("transkit"))
    return name in _OURS or name.startswith("X-Transkit-")


def _written_rule(rule: Any) -> str:
    """Return a Babel plural rule as ``nplurals=…; plural=…;``."""
    used = {rule(number) for number in range(_PLURAL_RANGE + 1)}
    tags = [tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in used]
    if len(tags) == 1:
        return "nplurals=1; plural=0;"
    conditions = dict(rule.abstract)
    if len(tags) == 2:
        if short := _short_rule(rule, tags[0]):
            return f"nplurals=2; plural={short};"
        return f"nplurals=2; plural=({_condition(conditions[tags[0]])} ? 0 : 1);"
    chain = "".join(
        f"{_condition(conditions[tag])} ? {number} : " for number, tag in enumerate(tags[:-1])
    )
    return f"nplurals={len(tags)}; plural=({chain}{len(tags) - 1});"


def _short_rule(rule: Any, first: str) -> str:
    """Return gettext's ``(n != 1)`` or ``(n > 1)`` where the first of two forms allows it."""
    numbers = [number for number in range(_PLURAL_RANGE + 1) if rule(number) == first]
    if len(numbers) == 1:
        return f"(n != {numbers[0]})"
    if numbers == list(range(len(numbers))):
        return f"(n > {numbers[-1]})"
    return ""


def _condition(tree: Any, parent: str = "") -> str:
    """Return the condition of a rule (Babel's tree) in C, for whole numbers."""
    simple = _simplify(tree)
    if isinstance(simple, bool):
        return "1" if simple else "0"
    return _in_c(simple, parent)


def _simplify(tree: Any) -> Any:
    """Return a condition without its parts about decimals, which are 0 for whole numbers."""
    kind, parts = tree
    if kind in ("and", "or"):
        left, right = (_simplify(part) for part in parts)
        decisive = kind == "or"
        for one, other in ((left, right), (right, left)):
            if isinstance(one, bool):
                return one if one is decisive else other
        return kind, (left, right)
    if kind == "not":
        inner = _simplify(parts[0])
        return not inner if isinstance(inner, bool) else ("not", (inner,))
    _, left, (_, ranges) = parts
    operand = left[1][0] if left[0] == "mod" else left
    if operand[0] in "ni":
        return tree
    return any(low[1][0] <= 0 <= high[1][0] for low, high in ranges)


def _in_c(tree: Any, parent: str) -> str:
    """Return a simplified condition, in brackets where its `parent` needs them."""
    kind, parts = tree
    if kind in ("and", "or"):
        joined = f" {'&&' if kind == 'and' else '||'} ".join(_in_c(part, kind) for part in parts)
        return f"({joined})" if parent and parent != kind else joined
    negated = kind == "not"
    _, left, (_, ranges) = parts[0][1] if negated else parts
    number = f"n%{left[1][1][1][0]}" if left[0] == "mod" else "n"
    written = [_range(number, low[1][0], high[1][0], negated=negated) for low, high in ranges]
    inner = "and" if negated else "or"
    if len(written) == 1:
        text, compound = written[0]
        return f"({text})" if compound and parent and parent != compound else text
    joined = f" {'&&' if negated else '||'} ".join(
        f"({text})" if compound and compound != inner else text for text, compound in written
    )
    return f"({joined})" if parent and parent != inner else joined


def _range(number: str, low: int, high: int, *, negated: bool) -> tuple[str, str]:
    """Return the condition that a number is in a range (or not), and how it is composed."""
    if low == high:
        return f"{number}{'!=' if negated else '=='}{low}", ""
    if low == 0:
        return f"{number}{'>' if negated else '<='}{high}", ""
    if negated:
        return f"{number}<{low} || {number}>{high}", "or"
    return f"{number}>={low} && {number}<={high}", "and"
