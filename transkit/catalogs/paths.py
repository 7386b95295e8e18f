"""Where catalogs lie, and what they are called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType

from transkit.text.languages import normalize_language, to_gettext_locale

__all__ = ["catalog_path", "slug", "slugs", "template_path"]

_SLUG_BYTES = 100
"""A file name may have 255 bytes; ``.po``, ``~`` and a temporary file's name need room, too."""

_NO_OWNERS: Mapping[str, Collection[PurePath]] = MappingProxyType({})


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


def slugs(
    paths: Sequence[PurePath], owners: Mapping[str, Collection[PurePath]] = _NO_OWNERS
) -> list[str]:
    """Return a distinct catalog name for each of `paths`, in their order.

    A path that owns names keeps one of them, its own slug first. The others get their slug; where
    that would be equal to another (also on file systems that ignore case) or belongs to another
    document, files that differ in their extension alone get it behind, others as many of their
    parent folders in front as tell them apart, none above the folder that they have in common.
    Where nothing helps, they get a number. The order of `paths` does not matter.

    Args:
        paths: Absolute, or all relative to one folder; each once.
        owners: By catalog name, the documents that have a catalog of that name already.
    """
    owned: dict[PurePath, list[str]] = {}
    for name in sorted(owners, key=lambda name: (len(name), name)):
        for path in owners[name]:
            owned.setdefault(path, []).append(name)
    names = {path: _own_name(path, owned[path]) for path in paths if path in owned}
    taken = {name.casefold() for name in owners} | {name.casefold() for name in names.values()}
    rivals: dict[str, set[PurePath]] = {}
    for path in (*paths, *owned):
        rivals.setdefault(slug(path.name).casefold(), set()).add(path)
    waiting = sorted((path for path in paths if path not in names), key=lambda path: path.parts)
    variants = {path: _variants(path, rivals[slug(path.name).casefold()]) for path in waiting}
    for level in range(max(map(len, variants.values()), default=0)):
        proposed = {path: variants[path][min(level, len(variants[path]) - 1)] for path in waiting}
        counts = Counter(name.casefold() for name in proposed.values())
        for path, name in proposed.items():
            if counts[name.casefold()] == 1 and name.casefold() not in taken:
                names[path] = name
                taken.add(name.casefold())
        waiting = [path for path in waiting if path not in names]
    for path in waiting:
        names[path] = _numbered(slug(path.name), taken)
        taken.add(names[path].casefold())
    return [names[path] for path in paths]


def _own_name(path: PurePath, owned: Sequence[str]) -> str:
    """Return which of its names a document goes on with: its slug, else the shortest."""
    plain = slug(path.name)
    return plain if plain in owned else owned[0]


def _variants(path: PurePath, rivals: Collection[PurePath]) -> list[str]:
    """Return the names that a document may have, best first.

    Args:
        path: The document.
        rivals: The documents with the same slug, itself among them.
    """
    stem = _stem(path.name)
    names = [slug(path.name)]
    if path.suffix[1:] and sum(rival.suffix == path.suffix for rival in rivals) == 1:
        names.append(_cleaned(f"{stem}-{path.suffix[1:]}", str(path)))
    parents = [rival.parent.parts for rival in rivals]
    shared = 0
    while all(len(parts) > shared for parts in parents) and len({p[shared] for p in parents}) == 1:
        shared += 1
    own = [part for part in path.parent.parts[shared:] if part not in ("..", path.root)]
    names += [_cleaned("-".join((*own[-n:], stem)), str(path)) for n in range(1, len(own) + 1)]
    return names


def _numbered(name: str, taken: Collection[str]) -> str:
    """Return `name` with the lowest number behind it that makes it one that is not taken."""
    number, unique = 1, name
    while unique.casefold() in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique


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
