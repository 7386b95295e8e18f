"""From a catalog back to the source that it was made from, and to the units of the article."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path, PurePath

from transkit.documents import read_bytes
from transkit.errors import SettingsError, TranskitError
from transkit.files import explain_os_error, hash_bytes
from transkit.settings import SettingsFinder
from transkit.units import Catalog, Document, Kind, Unit

__all__ = ["Origin", "SourceState", "find_origin", "place_units", "shown_units"]


class SourceState(str, Enum):
    """What became of the file that a catalog was made from."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"
    """Gone, or it cannot be read."""
    UNKNOWN = "unknown"
    """The catalog names none: it was made from standard input, or by another program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The source of a catalog, as far as it is there."""

    path: Path | None
    """Relative to the current folder; ``None`` where the catalog names none."""
    state: SourceState
    data: bytes = b""
    """The file, where it is unchanged."""
    document: Document | None = None
    """Where it is unchanged."""
    problem: str = ""
    """What is wrong with it, in plain words."""


def find_origin(path: Path, catalog: Catalog) -> Origin:
    """Find and read the source that a catalog names, if it is still what it was.

    Raises:
        SettingsError: The ``transkit.toml`` of its folder is wrong.
    """
    fields = dict(reversed(catalog.header))
    name, digest = fields.get("X-Transkit-Source", ""), fields.get("X-Transkit-Source-Hash", "")
    if not name:
        return Origin(path=None, state=SourceState.UNKNOWN, problem="the catalog names no source")
    source = Path(os.path.normpath(path.absolute().parent / name))
    shown = Path(os.path.relpath(source))
    try:
        if not source.is_file():
            return Origin(path=shown, state=SourceState.MISSING, problem=f"{shown} is gone")
        data = source.read_bytes()
        if digest != hash_bytes(data):
            return Origin(
                path=shown,
                state=SourceState.CHANGED,
                problem=f"{shown} has changed since it was translated",
            )
        document = _read_like(data, shown, catalog)
    except OSError as error:
        problem = f"{shown} cannot be read: {explain_os_error(error)}"
        return Origin(path=shown, state=SourceState.MISSING, problem=problem)
    except SettingsError:
        raise
    except TranskitError as error:
        return Origin(path=shown, state=SourceState.MISSING, problem=str(error))
    return Origin(path=shown, state=SourceState.UNCHANGED, data=data, document=document)


def _read_like(data: bytes, path: Path, catalog: Catalog) -> Document:
    """Read a source as it was read for its catalog: with its furniture in units, or without.

    The catalog does not say which, but its entries do. Rules of ``transkit.toml`` hold, too.
    """
    shown, language = path.as_posix(), catalog.source_language
    settings = SettingsFinder().settings_for(path)
    rules = settings.furniture_rules(path)
    document = read_bytes(data, path=shown, language=language, rules=rules, settings=settings)
    wanted = {unit.id for unit in catalog.units}
    missing = wanted - {unit.id for unit in document.units}
    if not missing or not document.furniture:
        return document
    whole = read_bytes(data, path=shown, language=language, keep_furniture=True, settings=settings)
    return whole if missing & {unit.id for unit in whole.units} else document


def place_units(catalog: Catalog, origin: Origin) -> list[Unit]:
    """Return the units of the article in reading order, each place of a repeated one.

    What a place is comes from the document, where there is one; what it says, from the catalog.
    """
    if origin.document is None:
        return _units_alone(catalog, origin)
    known = {unit.id: unit for unit in catalog.units}
    units: list[Unit] = []
    for place in origin.document.units:
        unit = known.get(place.id)
        if unit is None or unit.plural_source is not None:
            units.append(place)
        else:
            units.append(
                replace(
                    unit,
                    kind=place.kind,
                    extracted=place.extracted,
                    references=place.references,
                )
            )
    return units


def shown_units(units: Sequence[Unit]) -> list[Unit]:
    """Return the units of an article, as `place_units` has them, that its words show.

    Without those that stand in a page's head or its attributes: its own title and description,
    texts for pictures. The same words elsewhere on the page stay, and so does the page's own title
    where the article has no other.
    """
    from transkit.documents.html.reading import UNSEEN

    hidden: Counter[str] = Counter()
    shown: list[Unit] = []
    for unit in units:
        # A catalog alone says about all places of an entry at once what they are.
        if hidden[unit.id] < len(UNSEEN.intersection(unit.extracted)):
            hidden[unit.id] += 1
        else:
            shown.append(unit)
    if any(unit.kind is Kind.TITLE for unit in shown):
        return shown
    return [*[unit for unit in units if unit.kind is Kind.TITLE][:1], *shown]


def _units_alone(catalog: Catalog, origin: Origin) -> list[Unit]:
    """Return the article as the catalog alone tells it.

    Entries of someone else's stay out: plural ones, and those that point only to other files, if
    any point to the source at all. Lines of references put each place of a repeated entry where it
    was, as long as they agree with the order of the entries.
    """
    own = [unit for unit in catalog.units if unit.plural_source is None]
    name = origin.path.name if origin.path else ""

    def is_from(unit: Unit) -> bool:
        """Tell whether an entry points to the source."""
        return any(PurePath(reference.path).name == name for reference in unit.references)

    if any(is_from(unit) for unit in own):
        own = [unit for unit in own if not unit.references or is_from(unit)]
    lines = [unit.references[0].line for unit in own if unit.references]
    numbers = [line for line in lines if line is not None]
    if len(numbers) != len(own) or numbers != sorted(numbers):
        return own
    places = [
        (reference.line or 0, replace(unit, kind=kind, references=(reference,)))
        for unit in own
        for reference, kind in zip(unit.references, _kinds_of(unit), strict=True)
    ]
    return [unit for _, unit in sorted(places, key=lambda place: place[0])]


def _kinds_of(unit: Unit) -> list[Kind]:
    """Return what an entry is at each of its places, as its ``#.`` lines say."""
    kinds = {kind.value: kind for kind in Kind}
    named = [line.rstrip("0123456789").rstrip() for line in unit.extracted]
    found = [kinds[name] for name in named if name in kinds]
    if len(found) == len(unit.references):
        return found
    return [unit.kind] * len(unit.references)
