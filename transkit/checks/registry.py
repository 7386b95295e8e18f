"""Checks by name: the built-in ones and those of other distributions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from transkit.checks.base import Check
from transkit.checks.suppression import read_suppressed
from transkit.errors import UsageError
from transkit.extensions import code_state, find_extensions

__all__ = [
    "all_checks",
    "check_names",
    "checks_version",
    "choose_checks",
    "nearest_name",
    "unknown_names",
]

GROUP = "transkit.checks"
_BUILT_IN = {
    "characters": "transkit.checks.characters:CHECKS",
    "completeness": "transkit.checks.completeness:CHECKS",
    "consistency": "transkit.checks.consistency:CHECKS",
    "currency": "transkit.checks.currency:CHECKS",
    "dates": "transkit.checks.dates:CHECKS",
    "korean": "transkit.checks.korean:CHECKS",
    "language": "transkit.checks.language:CHECKS",
    "markers": "transkit.checks.markers:CHECKS",
    "names": "transkit.checks.names:CHECKS",
    "negation": "transkit.checks.negation:CHECKS",
    "numbers": "transkit.checks.numbers:CHECKS",
    "punctuation": "transkit.checks.punctuation:CHECKS",
    "renderings": "transkit.checks.renderings:CHECKS",
    "score": "transkit.checks.score:CHECKS",
    "terms": "transkit.checks.terms:CHECKS",
    "ukrainian": "transkit.checks.ukrainian:CHECKS",
    "unrelated": "transkit.checks.unrelated:CHECKS",
}


@cache
def all_checks() -> tuple[Check, ...]:
    """Load and return every check, sorted by name.

    Raises:
        UsageError: Those of another distribution cannot be imported, or are no checks.
    """
    found: list[Check] = []
    for name, value in sorted(_targets().items()):
        found += _load(name, value)
    return tuple(sorted(found, key=lambda check: check.name))


def check_names() -> tuple[str, ...]:
    """Return the names of all checks, sorted, each once."""
    return tuple(dict.fromkeys(check.name for check in all_checks()))


@cache
def checks_version() -> str:
    """Return a text that changes with the checks that there are, and whenever their code does.

    It is for what is kept on this computer: an update of transkit, of a package that brings checks,
    or of a checkout changes it. No check is loaded.
    """
    room = Path(__file__).parent
    state = code_state([GROUP], room, room.with_name("text"))
    return hashlib.sha256("\n".join(state).encode()).hexdigest()


def choose_checks(only: Iterable[str] = (), skip: Iterable[str] = ()) -> tuple[Check, ...]:
    """Return the checks that are wanted.

    Args:
        only: Names; none stands for all.
        skip: Names that are left out, also of those in `only`.

    Raises:
        UsageError: There is none of that name; the hint says which was perhaps meant.
    """
    wanted, unwanted = set(only), set(skip)
    known = check_names()
    for name in sorted(wanted | unwanted):
        if name not in known:
            raise _unknown(name)
    return tuple(
        check
        for check in all_checks()
        if (not wanted or check.name in wanted) and check.name not in unwanted
    )


def nearest_name(name: str) -> str:
    """Return the check that was perhaps meant; empty where none is called nearly so."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, check_names(), n=1)), "")


def unknown_names(comments: Iterable[str]) -> tuple[str, ...]:
    """Return what a translator's comments silence, though no check is called so; sorted.

    Reasons behind a name (``ignore numbers, the source is wrong``) are not meant: where one name is
    right, only words that are nearly another's count, and where none is, the nearest of the words.
    """
    known = set(check_names())
    wrong: set[str] = set()
    for comment in comments:
        names = read_suppressed([comment]).checks
        strange = sorted(names - known)
        near = [name for name in strange if nearest_name(name)]
        wrong |= {*near} if near or names & known else {*strange[:1]}
    return tuple(sorted(wrong))


def _unknown(name: str) -> UsageError:
    """Return the error for a check that does not exist."""
    close = nearest_name(name)
    hint = f"did you mean {close}?" if close else f"known: {', '.join(check_names())}"
    return UsageError(f"no check is called {name!r}", hint=hint)


def _load(name: str, value: str) -> tuple[Check, ...]:
    """Return the checks that an entry point brings: one, or several in a tuple."""
    from importlib.metadata import EntryPoint

    try:
        loaded: object = EntryPoint(name=name, value=value, group=GROUP).load()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"the checks {name!r} ({value}) cannot be loaded: {error}",
            hint="update or remove the package that brings them",
        ) from error
    found = loaded if isinstance(loaded, tuple) else (loaded,)
    if not all(isinstance(check, Check) for check in found):
        raise UsageError(f"{value} is no check", hint="see CONTRIBUTING.md: how to add a check")
    return found


def _targets() -> Mapping[str, str]:
    """Return what entry points say, the built-in ones included even in an uninstalled checkout."""
    return {**{entry.name: entry.value for entry in find_extensions(GROUP)}, **_BUILT_IN}
