"""Where catalogs lie, and what they are called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePath

from transkit.text.languages import normalize_language, to_gettext_locale

__all__ = ["catalog_path", "slug", "slugs", "template_path"]

_SLUG_BYTES = 100
"""A file name may have 255 bytes; ``.po``, ``~`` and a temporary file's name need room, too."""


def catalog_path(output_dir: Path, language: str, name: str) -> Path:
    """Return where the catalog of document `name` in `language` lies.

    The folder is gettext's spelling of the language: ``uk``, ``pt_BR``, ``sr@latin``, ``zh_TW``.

    Raises:
        LanguageError: It is no language.
    """
    return (
        output_dir / to_gettext_locale(normalize_language(language)) / "LC_MESSAGES" / f"{name}.po"
    )


def template_path(output_dir: Path, name: str) -> Path:
    """Return where the template of document `name` lies."""
    return output_dir / f"{name}.pot"


def slug(file_name: str) -> str:
    """Return the name of a catalog for a source file's name.

    Letters and digits of every script stay, with ``-``, ``_`` and ``.`` between them; everything
    else becomes ``-``; the file's extension goes. Never empty, never begins with a dot or ``-``,
    holds no separator of any system, at most 100 bytes of UTF-8. Stable: NFC, so that the name that
    a Mac gives a file does not matter.
    """
    return _cleaned(_stem(file_name), file_name)


def slugs(paths: Sequence[PurePath]) -> list[str]:
    """Return a distinct catalog name for each of `paths`, in their order.

    Names that would be equal (also on file systems that ignore case) get as many of their parent
    folders in front as tell them apart; files that differ in their extension alone get it behind.
    Up to here the order of `paths` does not matter. Where nothing helps, the later ones get a
    number.
    """
    names = [slug(path.name) for path in paths]
    for depth in range(1, max((len(path.parts) for path in paths), default=1)):
        for position in _clashing(names):
            path = paths[position]
            parents = [part for part in path.parent.parts[-depth:] if part not in ("..", path.root)]
            names[position] = _cleaned("-".join((*parents, _stem(path.name))), str(path))
    for position in _clashing(names):
        path = paths[position]
        names[position] = _cleaned(f"{names[position]}-{path.suffix[1:]}", str(path))
    taken: set[str] = set()
    for position, name in enumerate(names):
        number, unique = 1, name
        while unique.casefold() in taken:
            number += 1
            unique = f"{name}-{number}"
        names[position] = unique
        taken.add(unique.casefold())
    return names


def _cleaned(text: str, whole: str) -> str:
    """Return `text` as the name of a catalog; a digest of `whole` stands in for what is lost."""
    kept = "".join(
        character if unicodedata.category(character)[0] in "LMN" or character in "-_." else "-"
        for character in unicodedata.normalize("NFC", text)
    )
    name = re.sub(r"-{2,}", "-", re.sub(r"\.{2,}", ".", kept)).strip("-._")
    encoded = name.encode()
    if len(encoded) <= _SLUG_BYTES:
        return name or f"document-{_digest(whole)}"
    short = encoded[: _SLUG_BYTES - 9].decode("utf-8", "ignore").rstrip("-._")
    return f"{short}-{_digest(name)}"


def _stem(file_name: str) -> str:
    """Return the last part of a file name, without its extension."""
    last = re.split(r"[/\\]", file_name.rstrip("/\\"))[-1]
    return re.sub(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,7}$", "", last)


def _digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _clashing(names: Sequence[str]) -> list[int]:
    """Return the positions of names that are not alone, in order."""
    folded = [name.casefold() for name in names]
    counts: dict[str, int] = {}
    for name in folded:
        counts[name] = counts.get(name, 0) + 1
    return [position for position, name in enumerate(folded) if counts[name] > 1]
