"""What kind of model lies in a folder that transkit did not install: told by its files.

A ``transkit.toml`` beside them, with a table ``[model]``, says what files cannot: languages,
version, licence, and how a model is told which language to write.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from transkit.errors import LanguageError, ModelError
from transkit.files import explain_os_error
from transkit.models.layouts import (
    METADATA,
    VOCABULARIES,
    find_layout,
    firefox_roles,
    only_tells,
    sentencepiece_files,
)
from transkit.models.licences import find_licence, is_non_commercial
from transkit.models.records import RECORD_NAME, FileRecord, ModelRecord, Score, read_record
from transkit.settings import FILE_NAME, NO_MODEL, ModelSettings, load_settings
from transkit.text.languages import normalize_language

__all__ = [
    "ANY_LANGUAGE",
    "describe_folder",
    "guess_pair",
    "language_tokens",
    "model_settings",
    "read_vocabulary",
    "told_scores",
    "vocabulary_file",
]

ANY_LANGUAGE = "mul"
"""BCP 47 for several: the model takes, or writes, more than one language."""

_LANGUAGE_TOKENS = {
    "opus": re.compile(r">>([A-Za-z_]+)<<"),
    "nllb": re.compile(r"([a-z]{3}_[A-Z][a-z]{3})"),
    "m2m100": re.compile(r"__([a-z]{2,3}(?:_[A-Za-z]+)?)__"),
    "t5": re.compile(r"<2([A-Za-z]{2,3}(?:[_-][A-Za-z]+)?)>"),
}
"""Family → what its tokens for languages look like."""
_NAME_PARTS = re.compile(r"[-_.]")
_GROUPS = ("mul", "zle", "zls", "zlw", "sla", "gmw", "gmq", "gem", "roa", "itc", "ine", "cel")
"""ISO 639-5 codes of groups that OPUS-MT has models for."""
_NLLB_LICENCE = "CC-BY-NC-4.0"
"""Of Meta's NLLB-200, whose tokens for languages no other family has: held to be that of a model
with these tokens whose folder says nothing, as it is safer to ask before selling than after."""
_LARGEST_METADATA = 1 << 20
_LONGEST_TEXT = 80
_SCRIPTS = {"Hang": "Kore"}
"""Scripts that models name otherwise than CLDR does."""


def describe_folder(folder: Path) -> ModelRecord | None:
    """Return what model lies in `folder`, or ``None`` where none of a known kind does.

    Known are a model with its record, Firefox models (Mozilla's file names), and CTranslate2 models
    with SentencePiece. Argos packages are `transkit.models.packages`' business. No weights are
    loaded.

    Raises:
        ModelError: There is one, but it is not whole, it is not told what languages it is for, or
            its record is broken.
        SettingsError: Its ``transkit.toml`` is wrong.
    """
    if (folder / RECORD_NAME).is_file():
        return read_record(folder)
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=folder) from error
    layout = find_layout(names)
    engine = "" if layout is None else layout.engine
    if engine == "firefox":
        return _describe_firefox(folder, firefox_roles(names))
    if layout is not None and engine == "ctranslate2":
        if sentencepiece_files(folder) is None:
            hint = "copy it beside model.bin: source.spm and target.spm, or sentencepiece.model"
            raise ModelError("the SentencePiece model is missing", path=folder, hint=hint)
        parts = [name for name in names if layout.allows(name) and not only_tells(name)]
        return _describe_ctranslate2(folder, parts)
    return None


def model_settings(folder: Path) -> ModelSettings:
    """Return what the ``transkit.toml`` in a model's folder says about the model.

    Raises:
        SettingsError: It is wrong.
    """
    path = folder / FILE_NAME
    return load_settings(path).model if path.is_file() else NO_MODEL


def told_scores(told: ModelSettings) -> tuple[Score, ...]:
    """Return the quality that a person told, as a score of no test; nothing where none was."""
    if told.quality is None:
        return ()
    return (Score(metric="COMET", test="", value=told.quality),)


def read_vocabulary(folder: Path, side: str) -> tuple[str, ...]:
    """Return the tokens of a CTranslate2 model.

    Args:
        folder: With ``model.bin``.
        side: ``source`` or ``target``.

    Raises:
        ModelError: There is no vocabulary, or it is no list of tokens.
    """
    return _read_tokens(vocabulary_file(folder, side))


def vocabulary_file(folder: Path, side: str) -> Path:
    """Return where the tokens of a CTranslate2 model are; arguments as for `read_vocabulary`.

    Raises:
        ModelError: There is no vocabulary.
    """
    for names in VOCABULARIES:
        path = folder / names[0 if side == "source" else -1]
        if path.is_file():
            return path
    raise ModelError(f"the {side} vocabulary is missing", path=folder)


def language_tokens(tokens: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Return which family a multilingual model is of, and its tokens by BCP 47 tag.

    The families are ``opus`` (``>>ukr<<`` before the source), ``nllb`` (``ukr_Cyrl`` before source
    and target), ``m2m100`` (``__uk__``, likewise), ``t5`` (``<2uk>`` before the source); a model
    without such tokens is ``plain`` and has none. Where a language has several tokens (scripts that
    are not told apart by its tag), the first holds.
    """
    for family, pattern in _LANGUAGE_TOKENS.items():
        found: dict[str, str] = {}
        for token in tokens:
            match = pattern.fullmatch(token)
            if match is None:
                continue
            tag = _tag(match.group(1))
            if tag is not None:
                found.setdefault(tag, token)
        if found:
            return family, found
    return "plain", {}


def _tag(code: str) -> str | None:
    """Return the tag of a model's own code for a language; ``None`` for what is no language."""
    language, _, script = code.partition("_")
    try:
        return normalize_language(f"{language}-{_SCRIPTS.get(script, script)}".rstrip("-"))
    except LanguageError:
        return None


def _read_tokens(path: Path) -> tuple[str, ...]:
    try:
        content = path.read_bytes()
        if path.suffix == ".txt":
            return tuple(content.decode().removesuffix("\n").split("\n"))
        tokens = json.loads(content)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    except (ValueError, RecursionError) as error:
        raise ModelError("is no vocabulary", path=path) from error
    if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
        raise ModelError("is no list of tokens", path=path)
    return tuple(tokens)


def _describe_firefox(folder: Path, roles: dict[str, str]) -> ModelRecord:
    """Return the record of a folder with Mozilla's files, as their names tell it."""
    if "vocab" not in roles and not {"srcvocab", "trgvocab"} <= set(roles):
        hint = "it is called vocab….spm, or there are two: srcvocab….spm and trgvocab….spm"
        raise ModelError("the vocabulary is missing", path=folder, hint=hint)
    told, metadata = model_settings(folder), _read_mozilla(folder)
    pair = roles["model"].split(".")[1]
    if pair.startswith("en"):
        codes = ("en", pair[2:])
    elif pair.endswith("en"):
        codes = (pair[:-2], "en")
    else:
        codes = (pair[:2], pair[2:])
    source, target = told.source or _tag(codes[0]), told.target or _tag(codes[1])
    if not source or not target:
        raise _untold(folder)
    version = told.version or metadata.get("version", "")
    told = replace(told, source=source, target=target, version=version)
    files = [(name, role) for role, name in roles.items()]
    record = _record("firefox", folder, told, files)
    return replace(record, architecture=metadata.get("architecture", ""))


def _read_mozilla(folder: Path) -> dict[str, str]:
    """Return the texts in the ``metadata.json`` that Mozilla's repository of models has."""
    try:
        with (folder / METADATA).open("rb") as stream:
            content = json.loads(stream.read(_LARGEST_METADATA))
    except (OSError, ValueError, RecursionError):
        return {}  # nothing depends on it
    found = content.items() if isinstance(content, dict) else ()
    return {key: value[:_LONGEST_TEXT] for key, value in found if isinstance(value, str)}


def _describe_ctranslate2(folder: Path, names: list[str]) -> ModelRecord:
    """Return the record of a CTranslate2 folder, as its tokens, its name or its settings tell.

    Many makers have such models, and no versions: the folder's name tells them apart.
    """
    told = model_settings(folder)
    source, target = told.source, told.target
    family, _ = language_tokens(read_vocabulary(folder, "source"))
    named = _pair_in(folder.resolve().name)
    if family in ("nllb", "m2m100", "t5"):
        source, target = source or ANY_LANGUAGE, target or ANY_LANGUAGE
    elif named is not None:
        source, target = source or named[0], target or named[1]
    if family == "opus" and not told.target:
        target = ANY_LANGUAGE
    if not source or not target:
        raise _untold(folder)
    version = told.version or folder.resolve().name
    told = replace(told, source=source, target=target, version=version)
    files = [(name, "") for name in names]
    record = _record("ctranslate2", folder, told, files)
    if family == "nllb" and not record.licence:
        record = replace(record, licence=_NLLB_LICENCE, non_commercial=True)
    return record


def guess_pair(folder: Path) -> tuple[str, str] | None:
    """Return the tags of the languages of a model that cannot be used; ``None`` where unknown.

    What its metadata says, if that can be read, and otherwise the folder's name.
    """
    try:
        content = json.loads((folder / METADATA).read_bytes())
        pair = _tag(content["from_code"]), _tag(content["to_code"])
        if pair[0] and pair[1]:
            return pair[0], pair[1]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass  # that is why it cannot be used
    return _pair_in(folder.name)


def _pair_in(name: str) -> tuple[str, str] | None:
    """Return the last two languages that follow each other in a name: ``opus-mt-en-uk``.

    Groups of languages count as such: what they are is known only to the model.
    """
    parts = _NAME_PARTS.split(name)
    for first, second in reversed(list(pairwise(parts))):
        if max(len(first), len(second)) > 3:
            continue
        source = _tag(first)
        target = _tag(second) or (ANY_LANGUAGE if second in _GROUPS else None)
        if source and target and source != target:
            return source, target
    return None


def _untold(folder: Path) -> ModelError:
    return ModelError(
        "which languages this model is for cannot be told from its files",
        path=folder,
        hint=f'say it in {FILE_NAME} beside it: [model], source = "en", target = "uk"',
    )


def _record(
    engine: str, folder: Path, told: ModelSettings, files: list[tuple[str, str]]
) -> ModelRecord:
    """Return a record of a model that nobody recorded: what is told, with the names of its files.

    Args:
        engine: Its engine.
        folder: Its folder.
        told: What its settings say, completed by what its files do.
        files: Names and roles.
    """
    licence = told.licence or find_licence(folder)
    return ModelRecord(
        engine=engine,
        source=told.source,
        target=told.target,
        version=told.version,
        path=folder,
        licence=licence,
        non_commercial=is_non_commercial(licence),
        scores=told_scores(told),
        files=tuple(
            FileRecord(name=name, size=(folder / name).stat().st_size, role=role)
            for name, role in sorted(files)
        ),
    )
