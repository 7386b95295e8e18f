"""What can be had from where: reading the indexes of Argos Translate and of Firefox Translations.

An index is somebody else's file: entries that are not understood are left out and counted, names
of files are taken only where they are those of a model, addresses only where they are HTTP, or lie
beside the index. Parsing loads nothing and fetches nothing.

* Argos: a JSON list of packages (``from_code``, ``to_code``, ``package_version``, ``links``), as in
  the repository argospm-index. Mirrors made by transkit add ``sha256`` and ``size``.
* Firefox: the records of a Remote Settings collection (``{"data": [...]}``), one per file, with an
  attachment compressed by Zstandard. What a record is and which versions can be run is decided by
  `fxtranslate`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from transkit.errors import ModelError
from transkit.models.layouts import firefox_role
from transkit.models.licences import is_non_commercial
from transkit.models.published import PublishedModel, recognize_download
from transkit.models.quality import Quality, expected_quality
from transkit.models.records import Score
from transkit.models.versions import version_key
from transkit.text.languages import find_argos_code

__all__ = [
    "FIREFOX_RECORDS",
    "MOST_BYTES",
    "Offer",
    "Offers",
    "RemoteFile",
    "merge_offers",
    "parse_index",
    "sort_offers",
]

MOST_BYTES = 4 << 30
"""Of one file to fetch, whatever an index says."""
_LONGEST_NAME = 100
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ARCHITECTURES = ("tiny", "base", "base-memory")
"""From the least to the best; Firefox on computers takes the last."""
_KINDS = (
    "an index is Argos' index.json, Firefox' records of models, or the folder of a mirror, whose"
    " address ends with a slash"
)
FIREFOX_RECORDS = (
    "https://firefox.settings.services.mozilla.com"
    "/v1/buckets/main/collections/translations-models-v2/records"
)
"""Mozilla's own collection."""
_MOZILLAS = "MPL-2.0"
"""Licence of the models in Mozilla's collection; the records themselves do not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """One file of an offer, as it is transferred and as it is when it is unpacked."""

    name: str
    """Name of the archive (Argos), or of the file in the model's folder (Firefox)."""
    urls: tuple[str, ...]
    """HTTP addresses, or absolute paths where the index is a local file; tried in this order."""
    role: str = ""
    """See `transkit.models.records.FileRecord.role`."""
    size: int = 0
    """Bytes to transfer; 0 where the index does not say."""
    sha256: str = ""
    """Of what is transferred, hexadecimal; empty where the index does not say."""
    unpacked_size: int = 0
    unpacked_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A model that can be installed."""

    engine: str
    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""
    version: str
    files: tuple[RemoteFile, ...]
    """One archive (Argos), or every file of the model (Firefox)."""
    index: str
    """URL or path of the index that has it."""
    architecture: str = ""
    licence: str = ""
    """Empty where the index does not say; the package itself may."""
    scores: tuple[Score, ...] = ()
    """Published for this very model; empty where it is not recognized."""

    @property
    def pair(self) -> str:
        """What a person calls its languages: ``en-uk``."""
        return f"{self.source}-{self.target}"

    @property
    def name(self) -> str:
        """What a person types to get it: ``firefox:en-uk``."""
        return f"{self.engine}:{self.pair}"

    @property
    def label(self) -> str:
        """What a person calls it: ``firefox en→uk 3.0``."""
        return f"{self.engine} {self.source}→{self.target} {self.version}".rstrip()

    @property
    def size(self) -> int:
        """Bytes to transfer; 0 where the index does not say."""
        sizes = [file.size for file in self.files]
        return sum(sizes) if all(sizes) else 0

    @property
    def quality(self) -> Quality:
        """What to choose by: published, or an estimate."""
        return expected_quality(self.engine, (self.source, self.target), self.scores)

    @property
    def non_commercial(self) -> bool:
        """The licence forbids commercial use."""
        return is_non_commercial(self.licence)

    @property
    def rank(self) -> tuple[int, bool, tuple[int, ...], Quality]:
        """Among those of one engine and pair: the higher, the better.

        The newest of the best architecture; what is not released yet comes after what is.
        """
        numbers, released = version_key(self.version)
        return _architecture_rank(self.architecture), released, numbers, self.quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What one or several indexes offer."""

    models: tuple[Offer, ...] = ()
    """Best first."""
    warnings: tuple[str, ...] = ()

    def best(self, source: str, target: str, engine: str | None = None) -> Offer | None:
        """Return the best model made for exactly this pair, of any engine or of the one named."""
        for offer in self.models:
            if (offer.source, offer.target) == (source, target) and engine in (None, offer.engine):
                return offer
        return None


def sort_offers(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return offers so that the first one for a pair is the best.

    An engine's newest model for a pair stands for all that the engine has for it: its quality is
    compared with that of other engines. So a newer release, which nobody has measured yet, is not
    passed over for an older one, which somebody has.
    """
    engines: dict[tuple[str, ...], list[Offer]] = {}
    for offer in offers:
        engines.setdefault((offer.engine, offer.source, offer.target), []).append(offer)
    groups = [sorted(group, key=lambda o: o.rank, reverse=True) for group in engines.values()]
    groups.sort(key=lambda group: group[0].quality, reverse=True)
    return tuple(offer for group in groups for offer in group)


def merge_offers(offers: Iterable[Offer]) -> list[Offer]:
    """Return offers in their order, those of several mirrors as one with the addresses of all.

    The same is what has the same files, hash by hash; what has no hashes stays on its own.
    """
    merged: dict[tuple[object, ...], Offer] = {}
    for number, offer in enumerate(offers):
        hashes = tuple(file.sha256 for file in offer.files)
        what = (offer.engine, offer.source, offer.target, offer.version, offer.architecture)
        key = (*what, hashes) if all(hashes) else (number,)
        merged[key] = _add_addresses(merged[key], offer) if key in merged else offer
    return list(merged.values())


def _add_addresses(offer: Offer, other: Offer) -> Offer:
    """Return `offer` with those addresses of its files that only `other` knows, last."""
    files = tuple(
        replace(file, urls=tuple(dict.fromkeys((*file.urls, *twin.urls))))
        for file, twin in zip(offer.files, other.files, strict=True)
    )
    return replace(offer, files=files, licence=offer.licence or other.licence)


def parse_index(body: bytes, index: str, attachments: str = "") -> Offers:
    """Return what an index offers; of which kind it is shows in its content.

    Args:
        body: The index, JSON.
        index: Its URL or absolute path; addresses in it are relative to it.
        attachments: What the attachments of Remote Settings are relative to, if not to the index.

    Raises:
        ModelError: It is no index.
    """
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        message = "is no index of models: not valid JSON"
        raise ModelError(message, path=index, hint=_KINDS) from error
    if isinstance(content, list):
        found = [_read_package(entry, index) for entry in content]
    elif isinstance(content, dict) and isinstance(content.get("data"), list):
        found = _read_records(content["data"], index, attachments or index)
    else:
        raise ModelError("is no index of models", path=index, hint=_KINDS)
    offers = [offer for offer in found if isinstance(offer, Offer)]
    wrong = sum(offer is False for offer in found)
    warnings = (f"{index}: {wrong} entries are not understood",) if wrong else ()
    return Offers(models=sort_offers(offers), warnings=warnings)


def _read_package(entry: Any, index: str) -> Offer | bool:
    """Return what an entry of Argos' index offers; True for nothing of ours, False if damaged."""
    if not isinstance(entry, dict):
        return False
    if entry.get("type", "translate") != "translate":
        return True
    texts = [entry.get(key) for key in ("from_code", "to_code", "package_version")]
    links = entry.get("links", [])
    if not all(isinstance(text, str) for text in texts) or not isinstance(links, list):
        return False
    source, target = find_argos_code(texts[0]), find_argos_code(texts[1])
    addresses = (_resolve(link, index) for link in links if isinstance(link, str))
    urls = tuple(dict.fromkeys(url for url in addresses if url))
    if not urls or not source or not target:
        return True
    sha256, size = entry.get("sha256", ""), entry.get("size", 0)
    if not _is_hash(sha256, optional=True) or not _is_size(size):
        return False
    known = recognize_download("argos", (source, target), "", urls)
    name = f"{texts[0]}_{texts[1]}-{texts[2]}.argosmodel"
    return Offer(
        engine="argos",
        source=source,
        target=target,
        version=str(texts[2]),
        licence=_licence(entry),
        scores=_scores(known, str(texts[2])),
        index=index,
        files=(RemoteFile(name=name, urls=urls, size=size, sha256=sha256),),
    )


def _read_records(records: list[Any], index: str, attachments: str) -> list[Offer | bool]:
    """Return the models that the records of Remote Settings make up."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    found: list[Offer | bool] = []
    for record in records:
        keys = ("sourceLanguage", "targetLanguage", "version")
        texts = [record.get(key) for key in keys] if isinstance(record, dict) else [None]
        if all(isinstance(text, str) for text in texts):
            key = (*map(str, texts), str(record.get("architecture") or ""))
            groups.setdefault(key, []).append(record)
        else:
            found.append(False)
    for (source, target, version, architecture), group in groups.items():
        if not _is_runnable(group):
            continue
        files = _read_files(group, attachments)
        if files is None:
            found.append(False)
        elif find_argos_code(source) and find_argos_code(target):
            pair = find_argos_code(source), find_argos_code(target)
            weights = next(file for file in files if file.role == "model")
            known = recognize_download("firefox", pair, weights.unpacked_sha256, ())
            licence = next(filter(None, map(_licence, group)), "") or (
                known.licence if known else ""
            )
            found.append(
                Offer(
                    engine="firefox",
                    source=pair[0],
                    target=pair[1],
                    version=version,
                    architecture=architecture,
                    licence=licence or (_MOZILLAS if index == FIREFOX_RECORDS else ""),
                    scores=known.scores if known else (),
                    index=index,
                    files=files,
                )
            )
    return found


def _licence(entry: dict[str, Any]) -> str:
    """Return the licence that an entry of an index states; mirrors made by transkit do."""
    licence = entry.get("license", "")
    return licence[:_LONGEST_NAME] if isinstance(licence, str) else ""


def _scores(known: PublishedModel | None, version: str) -> tuple[Score, ...]:
    """Return the scores of a package, if it is of the version that was measured."""
    return known.scores if known and known.version == version else ()


def _is_runnable(group: list[dict[str, Any]]) -> bool:
    """Return whether `fxtranslate` understands the records of a model and can run its version."""
    from fxtranslate import discovery

    try:
        return bool(discovery.model_pairs(json.dumps({"data": group})))
    except ValueError:
        return False


def _read_files(group: list[dict[str, Any]], attachments: str) -> tuple[RemoteFile, ...] | None:
    """Return the files of one model, sorted by name; ``None`` if it is not whole."""
    files: dict[str, RemoteFile] = {}
    # What has a filter is meant for some Firefox only: nightly ones, or those on telephones.
    for record in sorted(group, key=lambda record: bool(record.get("filter_expression"))):
        file = _read_file(record, attachments)
        if file is not None:
            files.setdefault(file.role, file)
    has_words = "vocab" in files or {"srcvocab", "trgvocab"} <= files.keys()
    if "model" not in files or not has_words:
        return None
    return tuple(sorted(files.values(), key=lambda file: file.name))


def _read_file(record: dict[str, Any], attachments: str) -> RemoteFile | None:
    """Return the file that a record describes, ``None`` where it is none that an engine needs."""
    name, attachment = record.get("name"), record.get("attachment")
    if not isinstance(name, str) or len(name) >= _LONGEST_NAME or not isinstance(attachment, dict):
        return None
    role = firefox_role(name)
    if not role:
        return None
    location, sha256 = attachment.get("location"), attachment.get("hash", "")
    url = _resolve(location, attachments) if isinstance(location, str) else ""
    size, unpacked = attachment.get("size", 0), record.get("decompressedSize", 0)
    unpacked_sha256 = record.get("decompressedHash", "")
    if not url or not _is_hash(sha256) or not _is_hash(unpacked_sha256):
        return None
    if not _is_size(size) or not _is_size(unpacked):
        return None
    return RemoteFile(
        name=name,
        urls=(url,),
        role=role,
        size=size,
        sha256=sha256,
        unpacked_size=unpacked,
        unpacked_sha256=unpacked_sha256,
    )


def _resolve(link: str, base: str) -> str:
    """Return the absolute address of `link`, empty where it must not be followed.

    Nothing that an index from the network says leads to a local file, and from HTTPS nothing leads
    to plain HTTP. A local index may name files in its own folder and HTTP addresses.
    """
    try:
        scheme = urlsplit(link).scheme
        if _is_url(base):
            url = urljoin(base, link)
            allowed = ("https",) if base.startswith("https:") else ("http", "https")
            return url if urlsplit(url).scheme in allowed else ""
    except ValueError:
        return ""
    if scheme in ("http", "https"):
        return link
    parts = Path(link).parts
    if scheme or not parts or Path(link).is_absolute() or ".." in parts or "\0" in link:
        return ""
    folder = Path(base) if Path(base).is_dir() else Path(base).parent
    return str(folder / link)


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _is_hash(value: Any, *, optional: bool = False) -> bool:
    return isinstance(value, str) and bool(_SHA256.fullmatch(value) or (optional and not value))


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_BYTES


def _architecture_rank(architecture: str) -> int:
    known: Iterable[str] = _ARCHITECTURES
    return max((i + 1 for i, name in enumerate(known) if name == architecture), default=0)
