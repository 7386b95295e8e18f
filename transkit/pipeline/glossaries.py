"""Which glossaries hold for a project, and what they want."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import final

from transkit.errors import SettingsError
from transkit.files import hash_file
from transkit.settings import Settings, SettingsFinder, find_settings
from transkit.terms.builtin import cldr_terms
from transkit.terms.enforcing import Enforcer, Problem
from transkit.terms.glossary import (
    Glossary,
    Term,
    asked_for,
    combine_terms,
    find_contradictions,
    terms_of,
)
from transkit.terms.grammar import Place
from transkit.terms.presets import PRESETS, preset_terms
from transkit.text.markup import strip_tags
from transkit.units import Draft

__all__ = [
    "TERM",
    "GlossaryChecker",
    "catalogs_folder",
    "contradictions",
    "default_glossary",
    "find_amend",
    "find_doubt",
    "find_enforcer",
    "find_terms",
    "glossary_files",
    "glossary_state",
    "missing_dictionary",
    "term_checker",
]

TERM = "term: "
"""How every reason begins that speaks of a term."""
_NAMES = ("terms.csv", "terms.tsv", "terms.tbx")


def catalogs_folder(catalog: Path) -> Path:
    """Return the folder that the glossary of a catalog lies in: ``locales``, usually."""
    parent = catalog.absolute().parent
    return parent.parent.parent if parent.name == "LC_MESSAGES" else parent


def default_glossary(folder: Path) -> Path:
    """Return the table of terms that lies beside catalogs, or would."""
    tables = (folder / name for name in _NAMES[:2])
    return next((path for path in tables if path.exists()), folder / _NAMES[0])


def glossary_files(folder: Path) -> list[Path]:
    """Return the glossaries that hold for the catalogs in a folder, the highest first.

    Raises:
        SettingsError: ``transkit.toml`` is wrong, or names a file that is not there.
    """
    settings = _settings(folder)
    if settings.terms.files is None:
        return [path for name in _NAMES if (path := folder / name).is_file()]
    for path in settings.terms.files:
        if not path.is_file():
            raise SettingsError(
                f"terms.files names {path.name}, and there is no such file",
                path=settings.path,
                hint="a path is relative to transkit.toml",
            )
    return list(settings.terms.files)


def glossary_state(folder: Path) -> list[str]:
    """Return texts that change with what the terms for the catalogs in a folder depend on.

    Settings that are wrong have a state too: a run says what is wrong with them.

    Raises:
        OSError: A glossary cannot be read.
    """
    settings = find_settings(folder) or find_settings(Path.cwd())
    texts = [] if settings is None else [f"{settings} {hash_file(settings)}"]
    with suppress(SettingsError):
        texts += [f"{path} {hash_file(path)}" for path in glossary_files(folder)]
    return [*texts, f"dictionary {find_spec('pymorphy3_dicts_uk') is not None}"]


def find_terms(folder: Path, languages: tuple[str, str]) -> list[Term]:
    """Return all terms that hold for the catalogs in a folder, each source once.

    The files of the project outrank presets, and those the names of CLDR.

    Args:
        folder: Of the catalogs.
        languages: BCP 47 tags of source and target.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    settings = _settings(folder)
    ranked = [_terms_in(path, languages) for path in glossary_files(folder)]
    for name in settings.terms.presets:
        if name not in PRESETS:
            raise SettingsError(
                f"terms.presets names {name!r}, which transkit does not know",
                path=settings.path,
                hint=f"there are: {', '.join(PRESETS)}",
            )
        ranked.append(preset_terms(name, *languages))
    if settings.terms.countries:
        ranked.append(cldr_terms(*languages))
    return combine_terms(ranked)


def _terms_in(path: Path, languages: tuple[str, str]) -> Sequence[Term]:
    """Return the terms of one glossary."""
    from transkit.terms.files import load_entries

    return terms_of(load_entries(path, languages[0], languages[1]), *languages)


def contradictions(folder: Path, languages: tuple[str, str]) -> list[str]:
    """Return a line for each row of a glossary that wants something else than one above it.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    from transkit.terms.files import load_entries

    lines: list[str] = []
    for path in glossary_files(folder):
        entries = load_entries(path, *languages)
        for first, other in find_contradictions(entries, *languages):
            wanted, not_wanted = (terms_of([one], *languages)[0].target for one in (first, other))
            lines.append(
                f"{path}:{other.line}: “{other.source}” is “{not_wanted}” here and “{wanted}” in"
                f" line {first.line}, which holds"
            )
    return lines


def find_enforcer(folder: Path, languages: tuple[str, str]) -> Enforcer | None:
    """Return what puts terms into drafts; ``None`` where there are no terms, or nobody wants it.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    find = _begin_enforcer(folder, languages)
    return None if find is None else find()


def _begin_enforcer(
    folder: Path, languages: tuple[str, str]
) -> Callable[[], Enforcer | None] | None:
    """Return what waits for the enforcer of a folder; ``None`` where nobody wants one.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    settings = _settings(folder).terms
    if not settings.enforce:
        return None
    if glossary_files(folder) or settings.presets:
        terms = find_terms(folder, languages)
        enforcer = Enforcer(Glossary(terms, languages)) if terms else None
        return lambda: enforcer
    if not settings.countries:
        return None
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="countries")
    coming = thread.submit(_countries_enforcer, languages)
    thread.shutdown(wait=False)
    return coming.result


@lru_cache(maxsize=8)
def _countries_enforcer(languages: tuple[str, str]) -> Enforcer | None:
    """Return what holds in every project without a glossary: for each pair made once."""
    terms = combine_terms([cldr_terms(*languages)])
    return Enforcer(Glossary(terms, languages)) if terms else None


def missing_dictionary(folder: Path, languages: tuple[str, str]) -> str:
    """Return what a person should know who wants common nouns in Ukrainian; usually nothing.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    if languages[1].split("-")[0] != "uk" or not glossary_files(folder):
        return ""
    from transkit.terms.ukrainian_forms import has_dictionary

    if has_dictionary():
        return ""
    if all(term.target[:1].isupper() for term in find_terms(folder, languages) if term.target):
        return ""
    return (
        "without a dictionary only names are put into Ukrainian drafts:"
        " pip install 'transkit[ukrainian]' puts in the other terms too"
    )


def find_amend(folder: Path, languages: tuple[str, str]) -> Callable[[str, Draft], Draft] | None:
    """Return what puts terms into drafts of segments.

    Reasons say what could not be put in, and what was put in where only the lexicon knows that
    something else stood for it: a mark on every draft with a name would say nothing. What is put in
    is not kept anywhere: with other terms, the same drafts become others. The names of CLDR take a
    while to load and are not needed before there are drafts: that goes on in a thread meanwhile.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    find = _begin_enforcer(folder, languages)
    if find is None:
        return None

    def amend(source: str, draft: Draft) -> Draft:
        enforcer = find()
        if enforcer is None:
            return draft
        done = enforcer.enforce(source, draft.target)
        said = [
            *(f"{TERM}“{one.was}” became “{one.now}”" for one in done.replaced if one.guessed),
            *(f"{TERM}{one.message}" for one in done.problems),
        ]
        reasons = (*draft.reasons, *dict.fromkeys(said))
        return replace(draft, target=done.target, reasons=reasons)

    return amend


def find_doubt(
    folder: Path, languages: tuple[str, str]
) -> Callable[[str, str], tuple[str, ...]] | None:
    """Return what says of a person's words which terms of the project they break.

    Nothing is put into them. The names of CLDR are nobody's wish: about those nothing is said.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    check = term_checker(folder, languages) if _settings(folder).terms.enforce else None
    if check is None:
        return None

    def doubt(source: str, target: str) -> tuple[str, ...]:
        problems = check(strip_tags(source), strip_tags(target))
        return tuple(dict.fromkeys(f"{TERM}{one.message}" for one in problems))

    return doubt


@final
class GlossaryChecker:
    """Says for checks what a glossary wants: see `transkit.checks.base.TermChecker`.

    Args:
        enforcer: Of the terms that people have asked for.
    """

    def __init__(self, enforcer: Enforcer) -> None:
        self._enforcer = enforcer

    def __call__(self, source: str, target: str) -> list[Problem]:
        """Return which terms of a source its target has wrong."""
        return self._enforcer.problems(source, target)

    def told(self, source: str, target: str) -> tuple[list[Place], list[Place]]:
        """Return where terms stand in a source that its target has, and where it has them."""
        return self._enforcer.told(source, target)


def term_checker(folder: Path, languages: tuple[str, str]) -> GlossaryChecker | None:
    """Return what says which terms a target lacks; ``None`` where the project has no glossary.

    Names of countries are not looked for: nobody has asked for them. The glossary is read once for
    all catalogs of a folder, as long as it stays what it is.

    Raises:
        TermsError: A glossary cannot be read.
        SettingsError: ``transkit.toml`` is wrong.
    """
    if not glossary_files(folder) and not _settings(folder).terms.presets:
        return None
    try:
        state = tuple(glossary_state(folder))
    except OSError:
        return _make_checker(folder, languages)  # It says which file, and what is wrong with it.
    return _checker_of(folder, languages, state)


@lru_cache(maxsize=8)
def _checker_of(
    folder: Path, languages: tuple[str, str], state: tuple[str, ...]
) -> GlossaryChecker | None:
    """Return what `term_checker` does, once for each state of a glossary."""
    del state
    return _make_checker(folder, languages)


def _make_checker(folder: Path, languages: tuple[str, str]) -> GlossaryChecker | None:
    """Return what says which terms of a glossary a target lacks."""
    wanted = asked_for(find_terms(folder, languages))
    return GlossaryChecker(Enforcer(Glossary(wanted, languages))) if wanted else None


def _settings(folder: Path) -> Settings:
    return SettingsFinder().settings_for(folder / _NAMES[0])
