"""The models that others have measured, and how one is recognized: by its content.

What is published holds for the files that were measured and for no others: a model is known by the
SHA-256 of its weights (Firefox), or, of Argos' packages, whose index has no hashes, by those of its
vocabularies together with its version and architecture. A name, a folder or an index proves
nothing.

The values are COMET (Rei et al. 2020) on FLORES-200 (devtest) and WMT 2022, as Mozilla publishes
them for its own and for other engines, measured on the same texts.
"""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from transkit.errors import ModelError
from transkit.models.hashing import hash_cached
from transkit.models.layouts import PIECES, WEIGHTS
from transkit.models.licences import is_non_commercial
from transkit.models.records import ModelRecord, Score
from transkit.models.weights import read_ctranslate_table

__all__ = [
    "TABLE",
    "PublishedModel",
    "complete",
    "published_models",
    "recognize",
    "recognize_download",
]

TABLE = Path(__file__).with_name("published.tsv")
"""Firefox models, a line each; ``tools.published`` writes it."""
_TESTS = ("FLORES-200", "WMT22")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedModel:
    """One model that was measured."""

    engine: str
    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""
    version: str
    """Empty where its publisher gives none."""
    architecture: str
    hashes: tuple[tuple[str, str], ...]
    """What it is known by: name or role of a file, and the SHA-256 of its content."""
    size: int = 0
    """Bytes of the first of these files; 0 where it is so small that it can as well be hashed."""
    scores: tuple[Score, ...]
    licence: str = ""
    """Empty where its publisher says nothing."""
    download: str = ""
    """Address that its publisher's index gives it."""


_ARGOS = "https://argos-net.com/v1/translate-{}.argosmodel"
_PACKAGES = (
    PublishedModel(
        engine="argos",
        source="en",
        target="ko",
        version="1.1",
        architecture="transformer 6+6 512",
        hashes=(
            (
                PIECES,
                "1e732c7195cf4d192bec9abf8f7f91d086edbd8f48aca8be3b1cdcffa530ad8b",
            ),
            (
                "model/shared_vocabulary.txt",
                "ba4229260f55ffdafa706e26aae6b2e956ff2eefcb9f25ca4ff613c63f2b1102",
            ),
        ),
        scores=(Score(metric="COMET", test="FLORES-200", value=0.7163),),
        download=_ARGOS.format("en_ko-1_1"),
    ),
    PublishedModel(
        engine="argos",
        source="en",
        target="uk",
        version="1.4",
        architecture="transformer 6+6 512",
        hashes=(
            (
                PIECES,
                "f850e9223a5bedf6b0669b2e9d903068e7735565f5634ae9a27d86333b045257",
            ),
            (
                "model/shared_vocabulary.txt",
                "c0bdd19ca2a4ac9a7b67e796d042ca9b69b603c2818d43db07d93c9cdb675549",
            ),
        ),
        scores=(
            Score(metric="COMET", test="FLORES-200", value=0.6996),
            Score(metric="COMET", test="WMT22", value=0.6871),
        ),
        download=_ARGOS.format("en_uk-1_4"),
    ),
)


@cache
def published_models() -> tuple[PublishedModel, ...]:
    """Return every model that is known to have been measured."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return (*_PACKAGES, *(_read_row(line) for line in lines if not line.startswith("#")))


def recognize(model: ModelRecord, hashes: MutableMapping[str, str]) -> PublishedModel | None:
    """Return the published model that a model on this computer is; ``None`` for any other.

    Files are hashed only where everything that can be seen without reading them agrees.

    Args:
        model: Any model; recorded hashes of its files are believed (`verify` holds them to it).
        hashes: See `transkit.models.hashing.hash_cached`.
    """
    for known in published_models():
        if (known.engine, known.source, known.target) == (model.engine, model.source, model.target):
            try:
                if _is(known, model, hashes):
                    return known
            except ModelError:
                continue  # damaged, or gone: whoever loads it says so
    return None


def recognize_download(
    engine: str, pair: tuple[str, str], sha256: str, urls: Collection[str]
) -> PublishedModel | None:
    """Return the published model that an index offers; ``None`` for any other.

    Args:
        engine: Name of the engine.
        pair: BCP 47 tags of its languages.
        sha256: Of its unpacked weights, to which it is held when it is installed; may be empty.
        urls: Where it is fetched from: its publisher's own address, or nothing is known by it.
    """
    for known in published_models():
        if (known.engine, known.source, known.target) == (engine, *pair) and (
            sha256 in (digest for _, digest in known.hashes)
            or (known.download and set(urls) == {known.download})
        ):
            return known
    return None


def complete(model: ModelRecord, hashes: MutableMapping[str, str]) -> ModelRecord:
    """Return a record with what is published about the model, if it is recognized.

    The version and licence in the record stay, and of its scores what a person told. A Firefox
    model without a version is named by its weights, so that two of them can be told apart.

    Args:
        model: Any model but a starter.
        hashes: See `transkit.models.hashing.hash_cached`.
    """
    known = recognize(model, hashes)
    told = tuple(score for score in model.scores if not score.test)
    licence = model.licence or (known.licence if known else "")
    return replace(
        model,
        version=model.version or (known.version if known else "") or _name_weights(model, hashes),
        architecture=known.architecture if known else model.architecture,
        licence=licence,
        non_commercial=model.non_commercial or is_non_commercial(licence),
        scores=(*told, *(known.scores if known else ())),
    )


def _name_weights(model: ModelRecord, hashes: MutableMapping[str, str]) -> str:
    """Return what tells the weights of a Firefox model from others; empty if it cannot be read."""
    for file in model.files:
        if file.role == "model":
            with suppress(ModelError):  # whoever loads it says so
                digest = file.sha256 or hash_cached(model.path / file.name, hashes)
                return f"weights-{digest[:8]}"
    return ""


def _is(known: PublishedModel, model: ModelRecord, hashes: MutableMapping[str, str]) -> bool:
    """Tell whether the files of a model are those of a published one."""
    files = {file.role or file.name: file for file in model.files}
    found = [(files.get(name), digest) for name, digest in known.hashes]
    first = found[0][0]
    if first is None or (known.size and first.size != known.size):
        return False
    if known.engine == "argos" and model.version != known.version:
        return False
    for file, digest in found:
        if file is None or digest != (file.sha256 or hash_cached(model.path / file.name, hashes)):
            return False
    if known.engine != "argos":
        return True
    return read_ctranslate_table(model.path / f"model/{WEIGHTS}").architecture == known.architecture


def _read_row(line: str) -> PublishedModel:
    source, target, version, architecture, size, sha256, *values = line.split("\t")
    return PublishedModel(
        engine="firefox",
        source=source,
        target=target,
        version="" if version == "-" else version,
        architecture=architecture,
        hashes=(("model", sha256),),
        size=int(size),
        scores=tuple(
            Score(metric="COMET", test=test, value=float(value))
            for test, value in zip(_TESTS, values, strict=True)
            if value != "-"
        ),
        licence="MPL-2.0",
    )
