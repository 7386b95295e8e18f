"""``transkit.toml``: finding it, reading it, and saying on which line it is wrong.

One file holds the settings of a folder and of everything below it. Every table has a frozen value
in `Settings` and a function that makes it of a `Table`; whoever adds one adds it to `_READERS` and
to docs/configuration.md.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath
from typing import Any, TypeVar

from transkit.errors import LanguageError, SettingsError
from transkit.files import explain_os_error
from transkit.text.languages import normalize_language
from transkit.units import Severity

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = [
    "FILE_NAME",
    "NO_MODEL",
    "NO_SETTINGS",
    "CheckSettings",
    "EngineSettings",
    "FrontMatterSettings",
    "FurnitureRule",
    "FurnitureRules",
    "ModelSettings",
    "Settings",
    "SettingsFinder",
    "Table",
    "TermSettings",
    "find_settings",
    "load_settings",
    "parse_settings",
]

FILE_NAME = "transkit.toml"

_Value = TypeVar("_Value")

_LONGEST_SEARCH = 2000
"""Lines of a file up to which the line of a wrong key is looked for."""
_CLOSE = 0.6
"""Similarity in [0, 1] from which a wrong key is taken for a slip of a known one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRules:
    """What a person says about single lines of a document: article or furniture."""

    keep: tuple[re.Pattern[str], ...] = ()
    """Lines in which one of these is found are the article's, whatever else speaks against it."""
    drop: tuple[re.Pattern[str], ...] = ()
    """Lines in which one of these is found are furniture, unless `keep` wants them."""

    def __bool__(self) -> bool:
        """Tell whether there is any rule."""
        return bool(self.keep or self.drop)

    def keeps(self, text: str) -> bool:
        """Tell whether a person wants this text in the article."""
        return any(pattern.search(text) for pattern in self.keep)

    def drops(self, text: str) -> bool:
        """Tell whether a person calls this text furniture; `keep` outranks `drop`."""
        return any(pattern.search(text) for pattern in self.drop) and not self.keeps(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """One ``[[furniture]]`` table: patterns and the documents that they are for."""

    documents: tuple[str, ...] = ()
    """Globs, relative to the folder of the file; empty for every document."""
    rules: FurnitureRules


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """``[engine]``: which engine ``--engine auto`` takes where several could do it."""

    prefer: tuple[str, ...] = ()
    """Names of engines: these come before all others, in this order, however good they are."""
    pairs: Mapping[str, str] = field(default_factory=dict)
    """Engine by language pair in canonical tags, ``en-uk``; it outranks `prefer`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """``[model]``, in a ``transkit.toml`` beside a model: what its files do not say."""

    source: str = ""
    """BCP 47 tag, or ``mul`` for several languages; empty where nothing is said."""
    target: str = ""
    version: str = ""
    licence: str = ""
    """SPDX expression."""
    quality: float | None = None
    """COMET, in [0, 1], to choose among models by."""
    source_prefix: tuple[str, ...] = ()
    """Tokens before every source, in place of what is known about its family."""
    target_prefix: str = ""
    """Token before every target, likewise."""


NO_MODEL = ModelSettings()
"""What holds where nothing is said about a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """The ``[checks]`` table: what a project says about checks."""

    skip: tuple[str, ...] = ()
    """Names of checks that are not run."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Other severities than the checks' own: name and severity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatterSettings:
    """``[front_matter]``: which fields before a Markdown text are to be translated."""

    keys: tuple[str, ...] = ()
    """Besides those that readers see on any site; with their tables: ``seo.title``."""
    skip: tuple[str, ...] = ()
    """What of those, and of `keys`, is left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSettings:
    """The ``[terms]`` table: which glossaries hold."""

    files: tuple[Path, ...] | None = None
    """Absolute, the one that outranks the others first; ``None`` is ``terms.csv`` beside the
    catalogs."""
    presets: tuple[str, ...] = ()
    """Built-in glossaries, below the files."""
    countries: bool = True
    """Whether names of countries, languages and currencies hold, below everything else."""
    enforce: bool = True
    """Whether drafts are mended, or only checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a ``transkit.toml`` says; the defaults are what holds without one."""

    path: Path | None = None
    """The file; ``None`` where there is none."""
    furniture: tuple[FurnitureRule, ...] = ()
    """In the order of the file; all that fit a document hold together."""
    engine: EngineSettings = field(default_factory=EngineSettings)
    model: ModelSettings = NO_MODEL
    """Where the file lies beside a model."""
    checks: CheckSettings = CheckSettings()
    front_matter: FrontMatterSettings = FrontMatterSettings()
    terms: TermSettings = TermSettings()

    def furniture_rules(self, document: Path | None) -> FurnitureRules:
        """Return what is said about the lines of a document.

        Args:
            document: Its file; ``None`` for standard input, which only rules without
                ``documents`` are for.
        """
        found = [rule.rules for rule in self.furniture if self._fits(rule.documents, document)]
        return FurnitureRules(
            keep=tuple(pattern for rules in found for pattern in rules.keep),
            drop=tuple(pattern for rules in found for pattern in rules.drop),
        )

    def _fits(self, globs: Sequence[str], document: Path | None) -> bool:
        """Tell whether a document is one of those that `globs` name; none name all."""
        if not globs:
            return True
        if document is None or self.path is None:
            return False
        shown = _relative(document, self.path.parent)
        return any(_glob(glob).fullmatch(shown) for glob in globs)


NO_SETTINGS = Settings()
"""What holds where there is no ``transkit.toml``."""


class SettingsFinder:
    """Finds the settings of documents; each folder is searched, and each file read, once."""

    def __init__(self) -> None:
        self._found: dict[Path, Settings] = {}
        self._nearest: dict[Path, Path | None] = {}

    def settings_for(self, document: Path | None) -> Settings:
        """Return the settings that hold for a document.

        The nearest ``transkit.toml`` in its folder or a folder above it; where there is none, and
        for standard input, the nearest from the current folder upwards.

        Args:
            document: Its file; ``None`` for standard input.

        Raises:
            SettingsError: The file cannot be read, or is wrong.
        """
        path = None if document is None else self._find(document.absolute().parent)
        path = path or self._find(Path.cwd())
        if path is None:
            return NO_SETTINGS
        if path not in self._found:
            self._found[path] = load_settings(path)
        return self._found[path]

    def _find(self, folder: Path) -> Path | None:
        if folder not in self._nearest:
            self._nearest[folder] = find_settings(folder)
        return self._nearest[folder]


def find_settings(folder: Path) -> Path | None:
    """Return the ``transkit.toml`` of a folder, or of the nearest one above it that has one.

    Folders are those of the path as it is written, ``..`` and links resolved.
    """
    resolved = folder.resolve()
    for candidate in (resolved, *resolved.parents):
        path = candidate / FILE_NAME
        if path.is_file():
            return path
    return None


def load_settings(path: Path) -> Settings:
    """Return what a ``transkit.toml`` says.

    Raises:
        SettingsError: It cannot be read, is no TOML, or says something that transkit does not
            know; names the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    return parse_settings(data, path)


def parse_settings(data: bytes, path: Path) -> Settings:
    """Return the settings that the content of a ``transkit.toml`` holds.

    Args:
        data: The whole file, UTF-8, with or without a byte order mark.
        path: Where it lies; globs are relative to its folder, errors name it.

    Raises:
        SettingsError: As for `load_settings`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"byte 0x{data[error.start]:02X} is not UTF-8",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="save it as UTF-8",
        ) from error
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(error, text, path) from error
    table = Table(content, text=text, path=path)
    values = {name: read(table) for name, read in _READERS.items()}
    table.finish()
    return Settings(path=path, **values)


def _not_toml(error: Exception, text: str, path: Path) -> SettingsError:
    """Return the error for a file that is no TOML, with the line where that shows."""
    message, line = str(error) or "nested too deep", None
    place = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$", message)
    if place is not None:
        message = message[: place.start()]
        line = int(place.group(1) or text.rstrip().count("\n") + 1)
    return SettingsError(
        f"is not TOML: {message[:1].lower()}{message[1:]}",
        path=path,
        line=line,
        hint="see https://toml.io",
    )


class Table:
    """A table of the file, whose keys are taken one by one; what nobody takes is an error."""

    def __init__(
        self,
        content: Mapping[str, Any],
        *,
        text: str,
        path: Path,
        where: tuple[str | int, ...] = (),
    ) -> None:
        self._content = content
        self._text = text
        self._path = path
        self._where = where
        self._taken: set[str] = set()

    @property
    def path(self) -> Path:
        """Return the file that the table is in."""
        return self._path

    def keys(self) -> Collection[str]:
        """Return the keys that are there, in the order of the file."""
        return self._content.keys()

    def string(self, key: str, default: str = "") -> str:
        """Return a string."""
        return self._take(key, str, "a string", default)

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """Return ``true`` or ``false``."""
        return self._take(key, bool, "true or false", default)

    def number(self, key: str, default: float = 0.0) -> float:
        """Return a number, whole or not."""
        if isinstance(self._content.get(key), int):
            return float(self._take(key, int, "a number", 0))
        return self._take(key, float, "a number", default)

    def strings(self, key: str) -> tuple[str, ...]:
        """Return the strings of a list; none where the key is missing."""
        items: list[Any] = self._take(key, list, "a list of strings", [])
        if not all(isinstance(item, str) for item in items):
            raise self.error(key, "is not a list of strings")
        return tuple(items)

    def table(self, key: str) -> Table:
        """Return the table ``[key]``; an empty one where it is missing."""
        content: dict[str, Any] = self._take(key, dict, f"a table: write [{key}]", {})
        return self._below(content, key)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield each table ``[[key]]`` in the order of the file; the caller finishes them."""
        items: list[Any] = self._take(key, list, f"a list of tables: write [[{key}]]", [])
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                raise self.error(key, f"is not a list of tables: write [[{key}]]")
            yield self._below(item, key, index)

    def finish(self) -> None:
        """Raise for the first key that nobody has taken.

        Raises:
            SettingsError: Names the key, its line, and the known key that was perhaps meant.
        """
        for key in self._content:
            if key not in self._taken:
                from difflib import get_close_matches

                close = get_close_matches(key, sorted(self._taken), n=1, cutoff=_CLOSE)
                known = ", ".join(sorted(self._taken))
                raise self.error(
                    key,
                    "is no setting that transkit knows",
                    hint=f"did you mean {close[0]}?" if close else f"there are: {known}",
                )

    def error(self, key: str, problem: str, *, hint: str | None = None) -> SettingsError:
        """Return an error about one key, with its line.

        Args:
            key: Of this table; it need not be there.
            problem: What is wrong, in plain words, to be read behind the key's name.
            hint: What to do about it.
        """
        names = [part for part in (*self._where, key) if isinstance(part, str)]
        return SettingsError(
            f"{'.'.join(names)} {problem}",
            path=self._path,
            line=_find_line(self._text, (*self._where, key)),
            hint=hint,
        )

    def _take(self, key: str, kind: type[_Value], what: str, default: _Value) -> _Value:
        """Return the value of a key, or `default` where it is missing.

        Raises:
            SettingsError: It is of another type; ``true`` is no number.
        """
        self._taken.add(key)
        if key not in self._content:
            return default
        value = self._content[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"is not {what}")
        return value

    def _below(self, content: Mapping[str, Any], *where: str | int) -> Table:
        """Return a table inside this one."""
        return Table(content, text=self._text, path=self._path, where=(*self._where, *where))


def _find_line(text: str, where: Sequence[str | int]) -> int | None:
    """Return the 1-based line on which a key is set; ``None`` in a very long file.

    The shortest beginning of the file that is TOML by itself and has the key says it, so that no
    second reader of TOML is needed.
    """
    lines = text.split("\n")
    if len(lines) > _LONGEST_SEARCH:
        return None
    start = 0
    for end in range(1, len(lines) + 1):
        try:
            content = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        if _has(content, where):
            while not lines[start].strip() or lines[start].lstrip().startswith("#"):
                start += 1
            return start + 1
        start = end
    return None


def _has(content: Any, where: Sequence[str | int]) -> bool:
    """Tell whether there is a value at a place in what a file holds."""
    for part in where:
        if isinstance(part, int):
            if not isinstance(content, list) or len(content) <= part:
                return False
        elif not isinstance(content, dict) or part not in content:
            return False
        content = content[part]
    return True


def _read_furniture(top: Table) -> tuple[FurnitureRule, ...]:
    """Return the ``[[furniture]]`` tables."""
    rules: list[FurnitureRule] = []
    for table in top.tables("furniture"):
        documents = table.strings("documents")
        found = FurnitureRules(
            keep=_read_patterns(table, "keep"), drop=_read_patterns(table, "drop")
        )
        table.finish()
        rules.append(FurnitureRule(documents=documents, rules=found))
    return tuple(rules)


def _read_checks(top: Table) -> CheckSettings:
    """Return the ``[checks]`` table; whether there are such checks is seen when they are chosen."""
    table = top.table("checks")
    skip = table.strings("skip")
    names = table.table("severity")
    severity: list[tuple[str, Severity]] = []
    for name in tuple(names.keys()):
        value = names.string(name)
        if value not in {one.value for one in Severity}:
            raise names.error(name, f"is {value!r}", hint="one of error, warning, note")
        severity.append((name, Severity(value)))
    names.finish()
    table.finish()
    return CheckSettings(skip=skip, severity=tuple(severity))


def _read_front_matter(top: Table) -> FrontMatterSettings:
    """Return the ``[front_matter]`` table."""
    table = top.table("front_matter")
    found = FrontMatterSettings(keys=table.strings("keys"), skip=table.strings("skip"))
    for key, names in (("keys", found.keys), ("skip", found.skip)):
        for name in names:
            if not name.strip() or name != name.strip():
                raise table.error(key, f"holds {name!r}, which is no key", hint='"seo.title"')
    table.finish()
    return found


def _read_terms(top: Table) -> TermSettings:
    """Return the ``[terms]`` table; whether there are such presets is seen when they are read."""
    table = top.table("terms")
    folder = top.path.absolute().parent
    files = tuple(folder / name for name in table.strings("files"))
    found = TermSettings(
        files=files if "files" in table.keys() else None,  # noqa: SIM118 (no mapping)
        presets=table.strings("presets"),
        countries=table.boolean("countries", default=True),
        enforce=table.boolean("enforce", default=True),
    )
    table.finish()
    return found


def _read_patterns(table: Table, key: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns: words that are looked for whatever their case, ``/…/`` as an expression.

    Raises:
        SettingsError: An expression is wrong, or a pattern is empty and would fit every line.
    """
    patterns: list[re.Pattern[str]] = []
    for item in table.strings(key):
        if not item.strip():
            raise table.error(key, "holds an empty pattern", hint="'/./' fits every line")
        if len(item) > 2 and item.startswith("/") and item.endswith("/"):
            try:
                patterns.append(re.compile(item[1:-1]))
            except (re.error, OverflowError, RecursionError) as error:
                raise table.error(
                    key,
                    f"holds {item}, which is no regular expression: {error}",
                    hint="leave the slashes out to look for it as it is written",
                ) from error
        else:
            patterns.append(re.compile(re.escape(item), re.IGNORECASE))
    return tuple(patterns)


def _read_engine(top: Table) -> EngineSettings:
    """Return the table ``[engine]``."""
    table = top.table("engine")
    pairs = table.table("pairs")
    found = EngineSettings(
        prefer=table.strings("prefer"),
        pairs={_read_pair(pairs, key): pairs.string(key) for key in pairs.keys()},  # noqa: SIM118 (no mapping)
    )
    pairs.finish()
    table.finish()
    return found


def _read_pair(table: Table, key: str) -> str:
    """Return a key that names two languages, as canonical tags: ``en-uk``.

    Raises:
        SettingsError: It does not.
    """
    parts = key.replace("_", "-").split("-")
    for at in range(1, len(parts)):
        with suppress(LanguageError):
            source = normalize_language("-".join(parts[:at]))
            return f"{source}-{normalize_language('-'.join(parts[at:]))}"
    raise table.error(key, "is no pair of languages", hint='write en-uk = "firefox"')


def _read_model(top: Table) -> ModelSettings:
    """Return the table ``[model]``."""
    table = top.table("model")
    quality = table.number("quality", -1.0)
    if "quality" in table.keys() and not 0.0 <= quality <= 1.0:  # noqa: SIM118 (no mapping)
        raise table.error("quality", "is not between 0 and 1", hint="a COMET score: 0.85")
    found = ModelSettings(
        source=_read_language(table, "source"),
        target=_read_language(table, "target"),
        version=table.string("version"),
        licence=table.string("licence"),
        quality=quality if quality >= 0.0 else None,
        source_prefix=table.strings("source_prefix"),
        target_prefix=table.string("target_prefix"),
    )
    table.finish()
    return found


def _read_language(table: Table, key: str) -> str:
    """Return a language as its canonical tag; ``mul`` stands for several."""
    asked = table.string(key)
    if asked in ("", "mul"):
        return asked
    try:
        return normalize_language(asked)
    except LanguageError as error:
        raise table.error(key, f"is no language: {error.message}", hint=error.hint) from error


_READERS: dict[str, Callable[[Table], Any]] = {
    "engine": _read_engine,
    "furniture": _read_furniture,
    "model": _read_model,
    "checks": _read_checks,
    "front_matter": _read_front_matter,
    "terms": _read_terms,
}
"""Field of `Settings` → what makes its value of the whole file."""


def _relative(path: Path, folder: Path) -> str:
    """Return a path as globs see it: relative to a folder, with forward slashes."""
    return PurePath(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


@cache
def _glob(glob: str) -> re.Pattern[str]:
    """Return a glob as an expression for whole relative paths.

    ``*`` and ``?`` do not cross folders, ``**/`` stands for any folders or none; a glob without a
    slash is for files of that name in any folder, and one that begins with a slash does so at the
    folder of the settings, as in ``.gitignore``.
    """
    if "/" not in glob:
        glob = f"**/{glob}"
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", re.sub(r"^\.?/", "", glob))
    known = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts), re.DOTALL)
