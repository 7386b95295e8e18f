"""What people changed: the draft that transkit wrote against what stands in the catalog now."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from transkit.errors import TranskitError
from transkit.files import write_atomic
from transkit.memory.ledger import Ledger
from transkit.memory.store import Store, default_memory_path
from transkit.pipeline.opening import open_catalog
from transkit.pipeline.postedits import PostEdit, find_postedits
from transkit.text.comparing import Part, change_share, compare_words
from transkit.units import Kind, Reference, State

__all__ = ["DiffResult", "UnitDiff", "diff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDiff:
    """One unit that a person has changed."""

    id: str
    kind: Kind
    state: State
    """``reviewed``, or ``translated`` while the person is still at it."""
    reference: Reference | None
    engine: str
    source: str
    draft: str
    target: str
    """The post-edit."""
    parts: tuple[Part, ...]
    """How the draft became the target; see `compare_words`."""
    change: float
    """Share of the two texts that they do not have in common, in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffResult:
    """What people changed in one catalog."""

    catalog: Path
    source_language: str
    """BCP 47 tag."""
    language: str
    units: tuple[UnitDiff, ...]
    """Those that were changed, in reading order."""
    accepted: int
    """Reviewed units whose draft was accepted as it is."""
    unknown: int
    """Reviewed units that the memory has no draft of."""


def diff(
    named: str | os.PathLike[str],
    *,
    memory: Path | None = None,
    html: str | os.PathLike[str] | None = None,
) -> DiffResult:
    """Return what people changed in a catalog; the catalog and the memory are only read.

    Args:
        named: A catalog.
        memory: The memory's file; ``None`` is the user's own. One that does not exist is empty.
        html: Where to write the comparison as a page; nowhere by default.

    Raises:
        CatalogError: The catalog cannot be read.
        MemoryStoreError: The memory cannot be used.
        TranskitError: The page cannot be written, or would take the place of something else.
    """
    path = Path(named)
    catalog = open_catalog(path)
    with Store(memory or default_memory_path(), read_only=True) as store:
        edits = find_postedits(catalog, Ledger(store))
    changed = [edit for edit in edits.known if edit.draft != edit.unit.target]
    result = DiffResult(
        catalog=path,
        source_language=catalog.source_language,
        language=catalog.target_language,
        units=tuple(_compare(edit) for edit in changed),
        accepted=len(edits.known) - len(changed),
        unknown=len(edits.unknown),
    )
    if html is not None:
        _write_page(Path(html), result)
    return result


def _compare(edit: PostEdit) -> UnitDiff:
    """Return how one draft became its post-edit."""
    unit = edit.unit
    parts = compare_words(edit.draft, unit.target)
    return UnitDiff(
        id=unit.id,
        kind=unit.kind,
        state=unit.state,
        reference=unit.references[0] if unit.references else None,
        engine=edit.engine,
        source=unit.source,
        draft=edit.draft,
        target=unit.target,
        parts=parts,
        change=change_share(parts),
    )


def _write_page(path: Path, result: DiffResult) -> None:
    """Write the page; never over anything but an earlier one."""
    from transkit.pipeline.diff_page import render_page
    from transkit.pipeline.pages import is_page, require_place

    if os.path.realpath(path) == os.path.realpath(result.catalog):
        raise TranskitError("is the catalog itself", path=path, hint="give another name to --html")
    require_place(path, is_page, "give another name to --html")
    write_atomic(path, render_page(result).encode())
