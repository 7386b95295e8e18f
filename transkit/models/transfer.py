"""Fetching over HTTP: the one module of transkit that opens a socket on its own account.

Built on the standard library's `urllib.request`: it is maintained with Python itself, verifies
certificates by default, and takes proxies from the environment (``https_proxy``, ``no_proxy``).
What it lacks is here: resuming (RFC 9110 §14), retries, a limit on size and on slowness, and
redirects that never leave HTTPS. It is imported only by what fetches.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import json
import random
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, NoReturn, TypeVar

from transkit.errors import DownloadError
from transkit.files import explain_os_error

__all__ = ["DEFAULT_POLICY", "Policy", "Progress", "Wanted", "fetch_bytes", "fetch_file"]

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes that are there, and its size (0 where unknown)."""

_Result = TypeVar("_Result")
_CHUNK = 1 << 18
_WORTH = 1 << 16
"""Bytes; a try that brought so many was worth it."""
_PASSING = frozenset({408, 416, 425, 429})
"""Answers to a request that another try may change, although they blame the request."""
_OFFLINE = "check the connection, or install from a file or a mirror: --index DIR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How patient a transfer is."""

    timeout: float = 30.0
    """Seconds without a byte."""
    window: float = 60.0
    """Seconds over which the speed is looked at."""
    slowest: float = 1024.0
    """Bytes per second; a slower server counts as broken."""
    attempts: int = 5
    """Tries in a row that bring nothing."""
    backoff: float = 1.0
    """Seconds before the second try; doubled every time, with some chance in it."""
    longest_wait: float = 30.0
    """Seconds to wait at most, whatever a server asks for."""


DEFAULT_POLICY = Policy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file to fetch."""

    name: str
    """What a person calls it."""
    urls: tuple[str, ...]
    """Where it is to be had, tried in this order."""
    limit: int
    """Bytes that it may have at most."""
    size: int = 0
    """Bytes that it has; 0 where nobody said."""
    sha256: str = ""
    """Hexadecimal; empty where nobody said."""


class _BrokenError(Exception):
    """A transfer that may succeed when it is tried again.

    Args:
        reason: What went wrong, in plain words.
        wait: Seconds that the server asks to wait.
    """

    def __init__(self, reason: str, *, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, to HTTP addresses only and never from HTTPS to plain HTTP."""

    max_redirections = 5
    max_repeats = 3

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request to make instead, or raise."""
        scheme = urllib.parse.urlsplit(newurl).scheme
        if scheme not in ("http", "https") or (req.type == "https" and scheme != "https"):
            fp.close()
            _give_up(req.full_url, f"leads to {newurl}, which is not secure")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_bytes(url: str, *, limit: int, policy: Policy = DEFAULT_POLICY) -> bytes:
    """Return what is at `url`, as a whole.

    Args:
        url: An HTTP or HTTPS address.
        limit: Bytes that are accepted at most.
        policy: How patient to be.

    Raises:
        DownloadError: It cannot be had, or is larger than `limit`.
    """

    def attempt() -> bytes:
        parts = bytearray()
        with _open(url, {}, policy) as response:
            length = _length(response)
            for chunk in _read(response, policy):
                parts += chunk
                if len(parts) > limit:
                    _give_up(url, f"is larger than {limit >> 20} MB")
        if length is not None and len(parts) != length:
            raise _BrokenError("the connection broke off")
        return bytes(parts)

    return _retry(attempt, url, policy)


def fetch_file(
    wanted: Wanted,
    place: Path,
    *,
    policy: Policy = DEFAULT_POLICY,
    progress: Progress | None = None,
) -> str:
    """Fetch a file to `place`, whole and with the hash that it should have, or not at all.

    What a broken transfer brought stays beside it as ``PLACE.part`` and is resumed by the next
    call. Where one address fails, the next one is tried.

    Args:
        wanted: What to fetch.
        place: Where it goes; its folder exists, and no other process fetches to it.
        policy: How patient to be.
        progress: Called as the file grows.

    Returns:
        The SHA-256 of the file, hexadecimal.

    Raises:
        DownloadError: No address has it, or what came is not what was promised.
    """
    errors: list[DownloadError] = []
    for url in wanted.urls:
        part = _Part(place, url, wanted)
        try:
            _retry(partial(_continue, part, policy, progress), url, policy, part.size)
            return part.finish()
        except DownloadError as error:
            errors.append(error)
        except OSError as error:
            raise DownloadError(
                f"cannot be written: {explain_os_error(error)}", path=place
            ) from error
    if not errors:
        raise DownloadError(f"no address is known for {wanted.name}")
    if len(errors) == 1:
        raise errors[0]
    others = f"{len(errors) - 1} other address{'es' if len(errors) > 2 else ''} failed, too"
    raise DownloadError(f"{errors[0].message}; {others}", path=errors[0].path, hint=errors[0].hint)


class _Part:
    """What has come so far of one file, and how to know whether the rest still belongs to it."""

    def __init__(self, place: Path, url: str, wanted: Wanted) -> None:
        self.place = place
        self.url = url
        self.wanted = wanted
        self.path = place.with_name(f"{place.name}.part")
        self._note = place.with_name(f"{place.name}.part.json")

    def size(self) -> int:
        """Return how many bytes are there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def headers(self) -> dict[str, str]:
        """Return what to ask for: the rest, if it can be told to be the rest of the same file."""
        have = self.size()
        if have == 0:
            return {}
        validator = self._validator()
        if not validator and not self.wanted.sha256:
            return {}
        return {"Range": f"bytes={have}-", **({"If-Range": validator} if validator else {})}

    def remember(self, headers: http.client.HTTPMessage) -> None:
        """Write down what tells this file's versions apart: a strong ETag, or else its date."""
        etag = headers.get("ETag", "")
        validator = etag if etag.startswith('"') else headers.get("Last-Modified", "")
        content = json.dumps({"url": self.url, "validator": validator})
        self._note.write_text(content, encoding="utf-8")

    def clear(self) -> None:
        """Forget everything that has come."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def finish(self) -> str:
        """Check the whole file, put it in its place, and return its SHA-256."""
        digest = hashlib.sha256()
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        found = digest.hexdigest()
        if self.wanted.sha256 and found != self.wanted.sha256:
            self.clear()
            _give_up(
                self.url,
                "is not what the index says: its SHA-256 is wrong",
                hint="try again later, or tell whoever runs this server",
            )
        self.path.replace(self.place)
        self._note.unlink(missing_ok=True)
        return found

    def _validator(self) -> str:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return str(note["validator"]) if note["url"] == self.url else ""
        except (OSError, ValueError, TypeError, KeyError):
            return ""


def _continue(part: _Part, policy: Policy, progress: Progress | None) -> None:
    """Fetch what is missing of a file; raise unless it is whole then."""
    wanted = part.wanted
    if wanted.size and part.size() > wanted.size:
        part.clear()
    if wanted.size and part.size() == wanted.size:
        return
    asked = part.headers()
    with _ask(part, asked, policy) as response:
        offset = _offset(response, part) if "Range" in asked else 0
        length = _length(response)
        total = wanted.size or (offset + length if length is not None else 0)
        _check_size(part, offset, length)
        if offset == 0:
            part.clear()
            part.remember(response.headers)
        done = offset
        with part.path.open("ab") as stream:
            for chunk in _read(response, policy):
                done += len(chunk)
                if done > (wanted.size or wanted.limit):
                    _too_large(part)
                stream.write(chunk)
                if progress is not None:
                    progress(wanted.name, done, total)
    if total and done < total:
        raise _BrokenError("the connection broke off")


def _ask(part: _Part, asked: Mapping[str, str], policy: Policy) -> http.client.HTTPResponse:
    """Send the request for a part; a server that has no such part must send the whole."""
    try:
        return _open(part.url, asked, policy)
    except _BrokenError as error:
        if "answers 416" in str(error):
            part.clear()
        raise


def _offset(response: http.client.HTTPResponse, part: _Part) -> int:
    """Return where the answer to a range request begins; 0 is the whole file."""
    if response.status != 206:
        return 0
    content_range = response.headers.get("Content-Range", "")
    if not content_range.startswith(f"bytes {part.size()}-"):
        part.clear()
        raise _BrokenError("the server sent another part than it was asked for")
    return part.size()


def _check_size(part: _Part, offset: int, length: int | None) -> None:
    """Raise if what is announced is not what is wanted."""
    wanted = part.wanted
    if length is None:
        return
    if wanted.size and offset + length != wanted.size:
        part.clear()
        _give_up(part.url, f"has {offset + length} bytes, the index says {wanted.size}")
    if offset + length > wanted.limit:
        _too_large(part)


def _too_large(part: _Part) -> NoReturn:
    part.clear()
    limit = part.wanted.size or part.wanted.limit
    _give_up(part.url, f"is larger than {max(1, limit >> 20)} MB, more than it may have")


def _retry(
    attempt: Callable[[], _Result], url: str, policy: Policy, have: Callable[[], int] = int
) -> _Result:
    """Return what `attempt` returns, trying again where that may help.

    Args:
        attempt: Raises `_BrokenError` where another try may succeed.
        url: For messages.
        policy: How patient to be.
        have: Tells how many bytes are there; a try that brought many does not count as failed.
    """
    failures = 0
    for _ in range(4 * policy.attempts):
        before = have()
        try:
            return attempt()
        except _BrokenError as error:
            failures = 0 if have() - before >= _WORTH else failures + 1
            if failures >= policy.attempts:
                _give_up(url, f"cannot be fetched: {error}", hint=_OFFLINE)
            wait = max(policy.backoff * 2 ** max(0, failures - 1), error.wait)
            time.sleep(min(wait, policy.longest_wait) * random.uniform(0.75, 1))  # noqa: S311
    message = "cannot be fetched: the connection breaks off again and again"
    raise DownloadError(message, path=url, hint=_OFFLINE)


def _open(url: str, headers: Mapping[str, str], policy: Policy) -> http.client.HTTPResponse:
    """Send a request and return the answer, its content not yet read."""
    if not url.startswith(("http://", "https://")):
        _give_up(url, "is no HTTP address")
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    agent = {"User-Agent": "transkit", "Accept-Encoding": "identity"}
    try:
        request = urllib.request.Request(url, headers={**agent, **headers})  # noqa: S310 (checked)
        response: http.client.HTTPResponse = opener.open(request, timeout=policy.timeout)
    except urllib.error.HTTPError as error:
        with error:
            _refuse(url, error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        _explain(url, error)
    return response


def _refuse(url: str, error: urllib.error.HTTPError) -> NoReturn:
    """Raise what an answer that is no success means."""
    if 300 <= error.code < 400:
        if "not allowed" in str(error.reason):
            _give_up(url, "leads to what is no web address")
        _give_up(url, "leads in a circle, or too far: too many redirects")
    answer = f"the server answers {error.code} {error.reason}".rstrip()
    if 400 <= error.code < 500 and error.code not in _PASSING:
        _give_up(url, f"cannot be fetched: {answer}")
    seconds = error.headers.get("Retry-After", "") if error.headers else ""
    raise _BrokenError(answer, wait=float(seconds) if seconds.isdecimal() else 0.0)


def _explain(url: str, error: Exception) -> NoReturn:
    """Raise what a failed connection means: an error for good, or one worth another try."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        _give_up(url, f"is not who it says it is: {cause.verify_message}")
    if isinstance(cause, socket.gaierror):
        _give_up(url, "cannot be fetched: its server is not known here", hint=_OFFLINE)
    if isinstance(cause, ConnectionRefusedError) or (
        isinstance(cause, OSError) and cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH)
    ):
        _give_up(url, f"cannot be fetched: {explain_os_error(cause)}", hint=_OFFLINE)
    if isinstance(cause, (ValueError, http.client.InvalidURL)):
        _give_up(url, f"is no HTTP address: {cause}")
    raise _BrokenError(_words(cause)) from error


def _words(cause: object) -> str:
    """Return in plain words why a connection failed."""
    if isinstance(cause, TimeoutError):
        return "the server does not answer"
    if isinstance(cause, http.client.HTTPException):
        return "the connection broke off"
    return explain_os_error(cause) if isinstance(cause, OSError) else str(cause)


def _read(response: http.client.HTTPResponse, policy: Policy) -> Iterator[bytes]:
    """Yield the content as it comes; raise where it stops coming, or comes too slowly."""
    begin, count = time.monotonic(), 0
    while True:
        try:
            chunk = response.read1(_CHUNK)
        except (OSError, http.client.HTTPException) as error:
            raise _BrokenError(_words(error)) from error
        if not chunk:
            return
        count += len(chunk)
        yield chunk
        elapsed = time.monotonic() - begin
        if elapsed >= policy.window:
            if count < policy.slowest * elapsed:
                raise _BrokenError("the server is too slow")
            begin, count = time.monotonic(), 0


def _length(response: http.client.HTTPResponse) -> int | None:
    """Return how many bytes the answer announces, ``None`` where it does not say."""
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _give_up(url: str, message: str, *, hint: str | None = None) -> NoReturn:
    raise DownloadError(message, path=url, hint=hint)
