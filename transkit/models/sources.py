"""Where models come from: Argos' index, Firefox' records, or the indexes that the user names.

Indexes from the network are kept for a day in ``$XDG_CACHE_HOME/transkit/indexes``; where the
network is not there, the one that was kept serves, however old. An index in a folder (a mirror made
by ``transkit models mirror``) needs neither.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from transkit.errors import DownloadError, ModelError
from transkit.files import explain_os_error, hash_bytes, home_folder, write_atomic
from transkit.models.offers import (
    FIREFOX_RECORDS,
    Offer,
    Offers,
    merge_offers,
    parse_index,
    sort_offers,
)

if TYPE_CHECKING:
    from transkit.models.transfer import Policy

__all__ = [
    "ARGOS_NAME",
    "FIREFOX_NAME",
    "cache_folder",
    "default_indexes",
    "load_offers",
]

ARGOS_NAME = "index.json"
"""Name of Argos' index, on its server and in a mirror's folder."""
FIREFOX_NAME = "records.json"
"""Name of the Remote Settings records in a mirror's folder."""
_ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
_FIREFOX_ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net/"
_LIMIT = 16 << 20
"""Bytes of an index; Argos' has 50,000, Firefox' a million."""
_FRESH = 24 * 3600
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """An index as it was read, and what its attachments are relative to."""

    where: str
    body: bytes
    attachments: str = ""


def cache_folder() -> Path:
    """Return transkit's own cache folder; it is not created (XDG Base Directory 0.8)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(base) if os.path.isabs(base) else home_folder() / ".cache"
    return root / "transkit"


def default_indexes() -> tuple[str, ...]:
    """Return the addresses of Firefox' and Argos' indexes, as the environment may override them.

    ``FXTRANSLATE_RECORDS_URL`` is the records' own address; ``ARGOS_PACKAGE_INDEX`` is, as Argos
    Translate has it, what stands before ``index.json``, and may end in it, too.
    """
    argos = os.environ.get("ARGOS_PACKAGE_INDEX") or _ARGOS_INDEX
    if not argos.endswith(".json"):
        argos = f"{argos.rstrip('/')}/{ARGOS_NAME}"
    return (os.environ.get("FXTRANSLATE_RECORDS_URL") or FIREFOX_RECORDS, argos)


def load_offers(
    indexes: Sequence[str] = (), *, refresh: bool = False, policy: Policy | None = None
) -> Offers:
    """Return what can be installed, from all indexes together.

    Args:
        indexes: Files, folders or URLs, each of either kind; by default `default_indexes`. Of
            several servers some may be out of reach. What is the same in several is one offer,
            whose files are fetched from the next where the first fails.
        refresh: Fetch indexes anew although they are fresh.
        policy: How patient to be with servers.

    Raises:
        ModelError: An index that was named is not there or is none, or no server can be reached.
    """
    names = tuple(indexes) or default_indexes()
    models: list[Offer] = []
    warnings: list[str] = []
    errors: list[ModelError] = []
    for name in names:
        try:
            for index in _read(name, refresh=refresh, policy=policy, warnings=warnings):
                offers = _parse(index)
                models += offers.models
                warnings += offers.warnings
        except ModelError as error:
            errors.append(error)
    wrong = [error for error in errors if indexes and not isinstance(error, DownloadError)]
    if wrong or len(errors) == len(names):
        raise _all_of(wrong or errors)
    warnings += [str(error) for error in errors]
    return Offers(models=sort_offers(merge_offers(models)), warnings=tuple(dict.fromkeys(warnings)))


def _all_of(errors: Sequence[ModelError]) -> ModelError:
    """Return one error that names every index that cannot be had."""
    if len(errors) == 1:
        return errors[0]
    reasons = "; ".join(f"{error.path}: {error.message}" for error in errors)
    hints = dict.fromkeys(error.hint for error in errors if error.hint)
    kind = DownloadError if all(isinstance(e, DownloadError) for e in errors) else ModelError
    return kind(f"no index can be had: {reasons}", hint="; ".join(hints) or None)


def _parse(index: _Index) -> Offers:
    try:
        return parse_index(index.body, index.where, index.attachments)
    except ImportError as error:
        raise ModelError(
            f"cannot be read: {error}", path=index.where, hint="pip install fxtranslate"
        ) from error


def _read(name: str, *, refresh: bool, policy: Policy | None, warnings: list[str]) -> list[_Index]:
    """Return the index called `name`, or both of a mirror."""
    if not name.startswith(("http://", "https://")):
        return _read_local(Path(name))
    if not name.endswith("/"):
        return [_read_remote(name, refresh=refresh, policy=policy, warnings=warnings)]
    found: list[_Index] = []
    errors: list[DownloadError] = []
    for file in (ARGOS_NAME, FIREFOX_NAME):
        url = urljoin(name, file)
        try:
            found.append(_read_remote(url, refresh=refresh, policy=policy, warnings=warnings))
        except DownloadError as error:
            errors.append(error)
    if not found:
        raise _all_of(errors)
    return found


def _read_local(path: Path) -> list[_Index]:
    """Return the index in a file, or those in a mirror's folder."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    paths = [path]
    if path.is_dir():
        paths = [path / name for name in (ARGOS_NAME, FIREFOX_NAME) if (path / name).is_file()]
        if not paths:
            raise ModelError(
                f"has neither {ARGOS_NAME} nor {FIREFOX_NAME}",
                path=path,
                hint=f"transkit models mirror {path} makes a mirror",
            )
    return [_Index(where=str(file), body=_read_file(file)) for file in paths]


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            body = stream.read(_LIMIT + 1)
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    if len(body) > _LIMIT:
        raise ModelError("is no index of models: it is larger than 16 MB", path=path)
    return body


def _read_remote(url: str, *, refresh: bool, policy: Policy | None, warnings: list[str]) -> _Index:
    """Return the index at `url`: kept, if it is fresh or the network is not there; else fetched."""
    place = cache_folder() / "indexes" / f"{hash_bytes(url.encode())[:32]}.json"
    kept, age = _read_kept(place, url)
    if kept is not None and age < _FRESH and not refresh:
        return kept
    try:
        fetched = _fetch(url, policy)
    except ModelError as error:
        if kept is None:
            raise
        warnings.append(f"{error}; used is what was there {_tell_age(age)} ago")
        return kept
    content = {
        "url": url,
        "attachments": fetched.attachments,
        "body": fetched.body.decode("utf-8", "replace"),
    }
    write_atomic(place, json.dumps(content).encode())
    return fetched


def _read_kept(place: Path, url: str) -> tuple[_Index | None, float]:
    """Return the index that was kept in `place` and its age in seconds; ``None`` if it is none."""
    try:
        content = json.loads(place.read_bytes())
        age = time.time() - place.stat().st_mtime
        if content["url"] != url:
            return None, 0.0
        body, attachments = content["body"], content["attachments"]
        return _Index(where=url, body=body.encode(), attachments=str(attachments)), max(0.0, age)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None, 0.0


def _fetch(url: str, policy: Policy | None) -> _Index:
    """Fetch an index; what is none is not kept."""
    from transkit.models.transfer import DEFAULT_POLICY, fetch_bytes

    policy = policy or DEFAULT_POLICY
    body = fetch_bytes(url, limit=_LIMIT, policy=policy)
    index = _Index(where=url, body=body)
    if "/buckets/" in urlsplit(url).path:
        index = _Index(where=url, body=body, attachments=_find_attachments(url, policy))
    _parse(index)
    return index


def _find_attachments(url: str, policy: Policy) -> str:
    """Return what a Remote Settings server says that attachments are relative to.

    Source: Kinto's ``attachments`` capability, in the answer of the server's root.
    """
    from transkit.models.transfer import fetch_bytes

    if url == FIREFOX_RECORDS:
        return _FIREFOX_ATTACHMENTS
    root = url.partition("/buckets/")[0] + "/"
    try:
        content = json.loads(fetch_bytes(root, limit=_LIMIT, policy=policy))
        base = content["capabilities"]["attachments"]["base_url"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DownloadError("does not say where its attachments are", path=root) from error
    found = urljoin(root, f"{base}".rstrip("/") + "/")
    if url.startswith("https:") and not found.startswith("https:"):
        raise DownloadError(f"leads to {found}, which is not secure", path=root)
    return found


def _tell_age(seconds: float) -> str:
    """Return an age for people: hours, or days."""
    hours = int(seconds // 3600)
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"
