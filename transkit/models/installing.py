"""Installing models: nothing that comes from outside is trusted until it has proved itself.

Fetched into the cache, put together in a private folder under limits, read without loading, loaded
once in a process of its own, then moved into the store in one step. Whatever fails on the way
leaves nothing but a part of a broken download, which the next try goes on with.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from transkit.errors import LanguageError, ModelError, TranskitError
from transkit.files import explain_os_error, folder_lock, hash_bytes, hash_file
from transkit.models.archives import extract_archive
from transkit.models.folders import describe_folder, model_settings, told_scores
from transkit.models.layouts import detect_layout
from transkit.models.licences import find_licence, is_non_commercial
from transkit.models.offers import MOST_BYTES, Offer, RemoteFile
from transkit.models.packages import open_model
from transkit.models.proving import prove
from transkit.models.published import complete
from transkit.models.records import ModelRecord, Score
from transkit.models.sources import cache_folder
from transkit.models.store import (
    list_files,
    locked_store,
    managed,
    publish,
    remove,
    staging_folder,
    today,
)
from transkit.models.verifying import find_changes
from transkit.models.versions import version_key
from transkit.models.weights import find_architecture
from transkit.text.languages import from_argos_code

if TYPE_CHECKING:
    from transkit.models.transfer import Policy, Progress

__all__ = [
    "Installation",
    "discard",
    "fetch_remote",
    "install_offer",
    "install_path",
    "install_url",
    "lock_downloads",
]

_MOST_FILES = 100
"""In a folder that somebody names."""
_MOST_RATIO = 50
"""Of a Zstandard file; those of models become twice as large."""
_KEPT = 7 * 24 * 3600
"""Seconds for which a part of a broken download waits for the next try."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What installing came to."""

    record: ModelRecord
    """The model as it is installed now."""
    replaced: tuple[ModelRecord, ...] = ()
    """Older models of the same engine and languages, which were removed."""
    already: bool = False
    """It was installed before and is intact: nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What is known about a model before its own files have been read; empty where unknown."""

    what: str
    """What the user named, for messages."""
    url: str
    source: str = ""
    target: str = ""
    version: str = ""
    licence: str = ""
    architecture: str = ""
    scores: tuple[Score, ...] = ()


def install_offer(
    offer: Offer,
    *,
    force: bool = False,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Installation:
    """Fetch and install a model that an index offers.

    Args:
        offer: From `transkit.models.sources.load_offers`.
        force: Install it also over the same or a newer version.
        policy: How patient to be with servers.
        progress: Called while files are fetched.

    Raises:
        ModelError: It cannot be had, is not what the index says, or does not work.
    """
    with ExitStack() as stack:
        for waited in (False, True):
            if waited:  # for another process, which may have installed just this
                stack.enter_context(lock_downloads(offer.files))
            present = _find_present(offer.engine, offer.source, offer.target)
            if present and not force and version_key(present.version) >= version_key(offer.version):
                if not find_changes(present):
                    return Installation(record=present, already=True)
                force = True  # damaged: the same version again is what mends it
        fetched = [fetch_remote(file, policy=policy, progress=progress) for file in offer.files]
        try:
            return _install_fetched(offer, fetched, force=force)
        finally:
            discard(fetched)


def _install_fetched(offer: Offer, fetched: list[Path], *, force: bool) -> Installation:
    """Install the files of an offer that lie here."""
    draft = _Draft(
        what=offer.label,
        url=_tell_origin(offer),
        source=offer.source,
        target=offer.target,
        version=offer.version,
        licence=offer.licence,
        architecture=offer.architecture,
    )

    def fill(staging: Path) -> None:
        for file, path in zip(offer.files, fetched, strict=True):
            if offer.engine == "argos":
                extract_archive(path, staging)
            else:
                _unpack_zstandard(path, staging / file.name, file)

    return _install(fill, draft, engine=offer.engine, force=force)


def _tell_origin(offer: Offer) -> str:
    """Return where a model came from: its address, or the index where there are several."""
    urls = [url for file in offer.files for url in file.urls]
    return urls[0] if len(urls) == 1 else offer.index


def install_url(
    url: str,
    *,
    force: bool = False,
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Installation:
    """Fetch and install an Argos package from an address that the user names.

    Raises:
        ModelError: It cannot be had, is no package, or does not work.
    """
    name = url.rstrip("/").rpartition("/")[2] or "package"
    file = RemoteFile(name=name, urls=(url,))
    with lock_downloads([file]):
        fetched = fetch_remote(file, policy=policy, progress=progress)
        try:
            draft = _Draft(what=url, url=url)
            return _install(
                lambda staging: extract_archive(fetched, staging),
                draft,
                engine="argos",
                force=force,
            )
        finally:
            discard([fetched])


def install_path(
    path: Path, *, pair: tuple[str, str] | None = None, force: bool = False
) -> Installation:
    """Install a model from an archive or a folder, which stay as they are.

    Args:
        path: An ``.argosmodel`` file, or the folder of an Argos, Firefox or CTranslate2 model.
        pair: BCP 47 tags of its languages, where its files do not say them.
        force: Install it also over the same or a newer version.

    Raises:
        ModelError: It is no model, holds what no model holds, or does not work.
        SettingsError: Its ``transkit.toml`` is wrong.
    """
    source, target = pair or ("", "")
    draft = _Draft(what=str(path), url=str(path.absolute()), source=source, target=target)
    if not path.is_dir():
        return _install(
            lambda staging: extract_archive(path, staging), draft, engine="argos", force=force
        )
    layout = detect_layout(path)
    if layout.engine == "argos":
        told = model_settings(path)
        draft = replace(draft, version=told.version, licence=told.licence, scores=told_scores(told))
    else:
        draft = _ask_folder(path, draft, layout.engine)

    def fill(staging: Path) -> None:
        _copy_folder(path, staging, layout.allows)

    return _install(fill, draft, engine=layout.engine, force=force)


def _ask_folder(path: Path, draft: _Draft, engine: str) -> _Draft:
    """Return the draft with what a folder's files and its ``transkit.toml`` say of the model."""
    try:
        told = describe_folder(path)
    except TranskitError:
        if not draft.source:
            raise
        told = None
    version = told.version if told else ""
    if engine == "ctranslate2":  # many makers, no versions: the folder's name tells them apart
        version = version or path.resolve().name
    return replace(
        draft,
        source=draft.source or (told.source if told else ""),
        target=draft.target or (told.target if told else ""),
        version=version,
        licence=told.licence if told else find_licence(path),
        architecture=told.architecture if told else "",
        scores=told.scores if told else (),
    )


@contextmanager
def lock_downloads(files: Sequence[RemoteFile]) -> Iterator[None]:
    """Let one transkit at a time fetch, and use what it fetched, until it has discarded it.

    Nothing is locked where no file has an address in a network.

    Raises:
        TranskitError: The cache cannot be used.
    """
    with ExitStack() as stack:
        if any(_is_remote(url) for file in files for url in file.urls):
            stack.enter_context(folder_lock(_downloads()))
        yield


def fetch_remote(
    file: RemoteFile, *, policy: Policy | None = None, progress: Progress | None = None
) -> Path:
    """Return a local file with what an index calls `file`, fetched into the cache if need be.

    A file that lies beside a local index is returned as it is, after a look at its size and hash.
    The caller holds `lock_downloads`, and calls `discard` before it lets go.

    Raises:
        ModelError: No address has it, or what is there is not what the index says.
    """
    local = [Path(url) for url in file.urls if not _is_remote(url)]
    damage: ModelError | None = None
    for path in filter(Path.is_file, local):
        try:
            _check_local(path, file)
        except ModelError as error:
            damage = damage or error
        else:
            return path
    remote = tuple(filter(_is_remote, file.urls))
    if not remote and damage:
        raise damage
    if not remote:
        hint = "the mirror is not whole: make it again"
        raise ModelError("is missing", path=local[0] if local else file.name, hint=hint)
    from transkit.models.transfer import DEFAULT_POLICY, Wanted, fetch_file

    folder = _downloads()
    # A file with a hash is the same wherever it comes from: what one address began, any completes.
    key = hash_bytes((file.sha256 or "\0".join(remote)).encode())[:24]
    limit = min(file.size or MOST_BYTES, MOST_BYTES)
    wanted = Wanted(name=file.name, urls=remote, limit=limit, size=file.size, sha256=file.sha256)
    _clean(folder)
    if not (file.sha256 and _has_hash(folder / key, file.sha256)):
        fetch_file(wanted, folder / key, policy=policy or DEFAULT_POLICY, progress=progress)
    return folder / key


def _downloads() -> Path:
    """Return where files are fetched to."""
    return cache_folder() / "downloads"


def _is_remote(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _clean(folder: Path) -> None:
    """Remove what broken downloads left a week ago and nobody came back for."""
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink()


def _has_hash(path: Path, sha256: str) -> bool:
    return path.is_file() and hash_file(path) == sha256


def _check_local(path: Path, file: RemoteFile) -> None:
    """Raise unless a mirror's file is what its index says."""
    try:
        right = not file.size or path.stat().st_size == file.size
        right = right and (not file.sha256 or _has_hash(path, file.sha256))
    except OSError as error:
        raise ModelError(f"cannot be read: {explain_os_error(error)}", path=path) from error
    if not right:
        hint = "the mirror is damaged: make it again"
        raise ModelError("is not what the index says", path=path, hint=hint)


def discard(fetched: Iterable[Path]) -> None:
    """Remove what `fetch_remote` fetched into the cache; a mirror's own files stay."""
    for path in fetched:
        if path.parent == _downloads():
            path.unlink(missing_ok=True)


def _install(
    fill: Callable[[Path], None], draft: _Draft, *, engine: str, force: bool
) -> Installation:
    """Put a model together with `fill`, prove it, and publish it; a failure leaves nothing."""
    with locked_store() as store:
        staging = staging_folder(store)
        try:
            fill(staging)
            record = _describe(staging, draft, engine)
            record = complete(replace(record, files=list_files(staging, engine)), {})
        except OSError as error:
            message = f"cannot be installed: {explain_os_error(error)}"
            raise ModelError(message, path=draft.what) from error
        others = _others(record)
        same = [o for o in others if (o.files, o.version) == (record.files, record.version)]
        if same and not force and not find_changes(same[0]):
            return Installation(record=same[0], already=True)
        if not same and not force:
            _refuse_older(record, others, draft)
        prove(engine, staging, what=draft.what)
        _require_unchanged(staging, record, draft)
        record = replace(record, path=publish(staging, record, store), managed=True)
        replaced = tuple(other for other in others if other.path != record.path)
        for other in replaced:
            remove(other, store)
        return Installation(record=record, replaced=replaced)


def _describe(staging: Path, draft: _Draft, engine: str) -> ModelRecord:
    """Return the record of a staged model, after what its files say about it has been checked."""
    source, target = draft.source, draft.target
    version, licence = draft.version, draft.licence
    if engine == "argos":
        source, target, version, licence = _read_package(staging, draft)
    elif detect_layout(staging).engine != engine:
        raise ModelError(f"is no model of the engine {engine}", path=draft.what)
    elif engine == "ctranslate2":
        source, target = source or "mul", target or "mul"
    if not source or not target:
        hint = "say which: --pair en-uk"
        raise ModelError("does not say its languages", path=draft.what, hint=hint)
    return ModelRecord(
        engine=engine,
        source=source,
        target=target,
        version=version,
        path=staging,
        licence=licence,
        non_commercial=is_non_commercial(licence),
        scores=draft.scores,
        architecture=draft.architecture or find_architecture(staging, engine),
        url=draft.url,
        installed=today(),
    )


def _read_package(staging: Path, draft: _Draft) -> tuple[str, str, str, str]:
    """Return source, target, version and licence of an Argos package; they must be as promised."""
    try:
        package = open_model(staging)
        source, target = from_argos_code(package.source), from_argos_code(package.target)
    except (ModelError, LanguageError) as error:
        raise ModelError(f"is no usable package: {error.message}", path=draft.what) from error
    if source == target or "mul" in (source, target):
        raise ModelError(f"is a package for {source}→{target}", path=draft.what)
    if draft.source and (source, target) != (draft.source, draft.target):
        raise ModelError(
            f"is for {source}→{target}, not for {draft.source}→{draft.target}", path=draft.what
        )
    # The index' version counts: some packages were packed with the one before.
    licence = package.licence or draft.licence or find_licence(staging)
    return source, target, draft.version or package.version, licence


def _find_present(engine: str, source: str, target: str) -> ModelRecord | None:
    """Return the newest model that transkit installed for an engine and a pair."""
    found = [m for m in managed() if (m.engine, m.source, m.target) == (engine, source, target)]
    return max(found, key=lambda model: version_key(model.version), default=None)


def _others(record: ModelRecord) -> list[ModelRecord]:
    """Return the installed models that `record` takes the place of.

    Of one engine and pair there is one model; of CTranslate2's, which come from many makers, one
    for each name.
    """
    return [
        other
        for other in managed()
        if (other.engine, other.pair) == (record.engine, record.pair)
        and (record.engine != "ctranslate2" or other.version == record.version)
    ]


def _refuse_older(record: ModelRecord, others: list[ModelRecord], draft: _Draft) -> None:
    """Raise where a model would take the place of another one that is not older."""
    for other in others:
        if version_key(other.version) >= version_key(record.version) and not find_changes(other):
            raise ModelError(
                f"would take the place of {other.label}, which is installed",
                path=draft.what,
                hint="--force replaces it",
            )


def _require_unchanged(staging: Path, record: ModelRecord, draft: _Draft) -> None:
    """Raise if proving the model has changed its files."""
    if list_files(staging, record.engine) != record.files:
        raise ModelError("changes its own files when it is loaded", path=draft.what)


def _unpack_zstandard(packed: Path, place: Path, file: RemoteFile) -> None:
    """Unpack one file of a Firefox model; it must become what its index says, and no more.

    `fxtranslate` has a function for it, which has no limit on what comes out.
    """
    import zstandard

    limit = packed.stat().st_size * _MOST_RATIO
    limit = min(limit, MOST_BYTES, file.unpacked_size or limit)
    digest, size = hashlib.sha256(), 0
    try:
        with packed.open("rb") as stream, place.open("xb") as target:
            reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream)
            while chunk := reader.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise ModelError("unpacks to more than it should", path=file.name)
                digest.update(chunk)
                target.write(chunk)
    except zstandard.ZstdError as error:
        raise ModelError("is damaged: it cannot be unpacked", path=file.name) from error
    if digest.hexdigest() != file.unpacked_sha256:
        raise ModelError("is not what the index says: its SHA-256 is wrong", path=file.name)


def _copy_folder(folder: Path, staging: Path, allows: Callable[[str], bool]) -> None:
    """Copy the files of a model, and nothing else; a link in their place is an error."""
    count, budget = 0, MOST_BYTES * 4
    for path in (*sorted(folder.iterdir()), *_inner_files(folder)):
        inside = path.relative_to(folder).as_posix()
        if not allows(inside):
            continue
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise ModelError(f"holds a link or special file: {inside!r}", path=folder)
        count, budget = count + 1, budget - status.st_size
        if count > _MOST_FILES or budget < 0:
            raise ModelError("holds more than any model", path=folder)
        place = staging / inside
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place, follow_symlinks=False)


def _inner_files(folder: Path) -> list[Path]:
    """Return what lies in the one folder inside a package that belongs to it."""
    inner = folder / "model"
    if inner.is_symlink() or not inner.is_dir():
        return []
    return sorted(inner.iterdir())
