"""Drafts from a LibreTranslate server that the user names: the only engine that opens a socket.

The server's API is documented at https://docs.libretranslate.com: ``GET /languages``, and ``POST
/translate`` with a list of texts.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import json
import os
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from transkit.engines.base import Done, EngineInfo, EngineRequest, Found
from transkit.engines.bounding import text_as_tokens
from transkit.engines.choosing import stand_ins
from transkit.engines.ctranslate import Decoding, Output
from transkit.engines.drafting import draft_segments
from transkit.engines.workers import Answer
from transkit.errors import EngineError, UsageError
from transkit.text.languages import find_argos_code
from transkit.units import Draft

__all__ = ["ENGINE", "Client", "LibreTranslateEngine", "LibreTranslateFactory", "Patience"]

_KEY = "LIBRETRANSLATE_API_KEY"
"""Environment variable with the key that some servers want."""
_DRAFTING = 2
"""Raised whenever the same server would be asked otherwise than before."""
_CHARACTERS = 4
"""That stand for a token, to bound what is sent at once."""
_LONGEST_INPUT = 250
"""Such tokens: 1,000 characters; public servers take 2,000."""
_MOST_TEXTS = 24
_MOST_CHARACTERS = 1600
"""In one request."""
_LARGEST_ANSWER = 8 << 20
"""Bytes."""
_TRY_AGAIN = (429, 500, 502, 503, 504)
_TOO_MUCH = (400, 413)
"""What servers say to more texts, or longer ones, than they take."""
_LONGEST_REASON = 200
_HARMLESS = "Thank you."
"""What a server takes if it takes anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is waited for."""

    timeout: float = 120.0
    """Seconds for one answer; a small server takes ten for a full request."""
    pauses: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0, 8.0)
    """Seconds before each further try."""
    longest_pause: float = 60.0
    """Seconds that a server may ask for (``Retry-After``)."""
    sleep: Callable[[float], None] = time.sleep


class Client:
    """Speaks with one server.

    Args:
        url: Where it is: ``http://localhost:5000``.
        key: API key, empty for none.
        patience: How long it is waited for.

    Raises:
        UsageError: The URL is none of a server.
    """

    def __init__(self, url: str, *, key: str = "", patience: Patience | None = None) -> None:
        self.url = _checked(url)
        self._key = key
        self._patience = patience or Patience()
        self._opener = urllib.request.build_opener(_NoRedirects)
        self._has_translated = False

    def languages(self) -> dict[str, dict[str, str]]:
        """Return the server's codes: of each source language by its tag, those of its targets.

        The source's own code is there under its own tag. Unknown codes are left out.

        Raises:
            EngineError: The server cannot be reached, or is no LibreTranslate.
        """
        answer = self._ask("/languages", None)
        if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
            raise self._strange()
        codes = {str(item.get("code", "")) for item in answer}
        found: dict[str, dict[str, str]] = {}
        for item in answer:
            code = str(item.get("code", ""))
            targets = item.get("targets")
            listed = {*map(str, targets)} if isinstance(targets, list) else codes
            tags = {find_argos_code(target): target for target in sorted(listed)}
            if find_argos_code(code):
                found[find_argos_code(code)] = {**tags, find_argos_code(code): code}
        return found

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Answer]:
        """Return what became of `texts`, in order; where they are too many, they go in halves.

        A text that the server refuses even alone has a problem, if it takes others.

        Args:
            texts: Sent in one request.
            source: The server's own code.
            target: Likewise.

        Raises:
            EngineError: The server cannot be reached, refuses, or answers something else.
        """
        try:
            return [Answer(target=found) for found in self._translate(texts, source, target)]
        except _RefusedError as refusal:
            if refusal.status not in _TOO_MUCH:
                raise refusal.error from refusal
            if len(texts) < 2:
                self._require_that_it_works(source, target)
                return [Answer(problem=refusal.words)]
        half = len(texts) // 2
        return [
            *self.translate(texts[:half], source, target),
            *self.translate(texts[half:], source, target),
        ]

    def _translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the translations of `texts`, in order.

        Raises:
            EngineError: The server cannot be reached, or answers something else.
            _RefusedError: It refuses.
        """
        content = {"q": list(texts), "source": source, "target": target, "format": "text"}
        answer = self._ask("/translate", content)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if isinstance(found, str) and len(texts) == 1:
            found = [found]
        whole = isinstance(found, list) and len(found) == len(texts)
        if not whole or not all(isinstance(text, str) for text in found or ()):
            raise self._strange()
        self._has_translated = True
        return list(found or ())

    def _require_that_it_works(self, source: str, target: str) -> None:
        """Raise if a server that has refused a text refuses any: it may want a key, for example."""
        if self._has_translated:
            return
        try:
            self._translate([_HARMLESS], source, target)
        except _RefusedError as refusal:
            raise refusal.error from refusal

    def _ask(self, path: str, content: Mapping[str, object] | None) -> Any:
        """Return the server's answer, trying again as long as there is hope.

        Raises:
            EngineError: There is none.
            _RefusedError: It refuses a request that has content.
        """
        error: EngineError | None = None
        asked = 0.0
        for pause in (0.0, *self._patience.pauses):
            if error is not None:
                self._patience.sleep(max(pause, asked))
            asked = 0.0
            try:
                return self._ask_once(path, content)
            except urllib.error.HTTPError as refusal:
                with refusal:
                    words = f"{refusal.code} {_reason(refusal)}".rstrip()
                    error = self._explain(refusal, words)
                    if refusal.code not in _TRY_AGAIN:
                        if content is None:
                            raise error from refusal
                        words = f"the server answers {words}"
                        raise _RefusedError(refusal.code, words, error) from refusal
                    asked = self._asked_pause(refusal)
            except (OSError, http.client.HTTPException) as failure:
                error = self._unreachable(failure)
                if _is_hopeless(failure):
                    raise error from failure
        raise error or self._strange()

    def _ask_once(self, path: str, content: Mapping[str, object] | None) -> Any:
        body = None
        if content is not None:
            full = {**content, "api_key": self._key} if self._key else content
            body = json.dumps(full).encode()
        request = urllib.request.Request(  # noqa: S310 (its scheme was checked)
            self.url + path,
            data=body,
            headers={"Content-Type": "application/json", "Accept": "application/json"},
        )
        with self._opener.open(request, timeout=self._patience.timeout) as answer:
            raw = answer.read(_LARGEST_ANSWER + 1)
        if len(raw) > _LARGEST_ANSWER:
            raise self._strange()
        if answer.length:
            raise http.client.IncompleteRead(raw, answer.length)
        try:
            return json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise self._strange() from error

    def _asked_pause(self, refusal: urllib.error.HTTPError) -> float:
        """Return the seconds that a server asks to wait, within bounds."""
        asked = refusal.headers.get("Retry-After", "")
        return min(float(asked), self._patience.longest_pause) if asked.isdecimal() else 0.0

    def _explain(self, refusal: urllib.error.HTTPError, words: str) -> EngineError:
        """Return the error for a refusal, with what the server says about it."""
        hint = None
        if refusal.code in (401, 403):
            hint = f"set {_KEY} to a key for this server" if not self._key else f"check {_KEY}"
        elif refusal.code == 429:
            hint = "it takes no more for now: run the same command again later"
        elif refusal.code in (301, 302, 303, 307, 308):
            place = refusal.headers.get("Location", "")
            hint = f"it has moved: --url {place.removesuffix('/languages')}" if place else None
        elif refusal.code == 404:
            hint = "is this the address of a LibreTranslate server?"
        return EngineError(f"{self.url} answers {words}", hint=hint)

    def _unreachable(self, failure: Exception) -> EngineError:
        reason = failure.reason if isinstance(failure, urllib.error.URLError) else failure
        if isinstance(reason, TimeoutError):
            reason = f"no answer within {self._patience.timeout:g} seconds"
        elif isinstance(reason, OSError) and reason.strerror:
            reason = reason.strerror
        return EngineError(
            f"{self.url} cannot be reached: {reason}",
            hint="is the server running? finished drafts are kept, the same command goes on",
        )

    def _strange(self) -> EngineError:
        return EngineError(
            f"{self.url} does not answer as LibreTranslate does",
            hint="check --url: http://localhost:5000",
        )


class LibreTranslateEngine:
    """A server as an engine, for one pair of languages.

    Args:
        client: Nothing is asked before the first segment.
        request: Its languages.
    """

    def __init__(self, client: Client, request: EngineRequest) -> None:
        self._client = client
        self._request = request
        self._codes: tuple[str, str] | None = None
        pair = f"{request.source}→{request.target}"
        self._info = EngineInfo(
            name="libretranslate",
            models=(f"{pair} at {urlsplit(client.url).netloc}",),
            model_hash=hashlib.sha256(client.url.encode()).hexdigest(),
            settings=f"drafting={_DRAFTING}",
        )

    @property
    def info(self) -> EngineInfo:
        """Who this is; the server is not asked for it, so that its models are not known."""
        return self._info

    def translate(self, segments: Sequence[str], /, *, done: Done | None = None) -> list[Draft]:
        """Return one draft per segment, in order; see `transkit.engines.base.Engine`."""
        return draft_segments(
            segments,
            encode=_encode,
            see=str.split,  # whatever the server's models see: gaps stay with us
            run=self._run,
            beam=1,
            done=done,
            longest_input=_LONGEST_INPUT,
            second_try=False,
        )

    def _run(
        self, inputs: Sequence[Sequence[str]], decoding: Decoding
    ) -> Iterator[dict[int, Output]]:
        """Yield the outputs of one request after the other."""
        del decoding
        if self._codes is None:
            self._codes = self._find_codes()
        texts = ["".join(tokens) for tokens in inputs]
        for batch in _batches(texts):
            answers = self._client.translate([texts[i] for i in batch], *self._codes)
            yield {
                i: Output(text=answer.target, score=1.0, finished=True, problem=answer.problem)
                for i, answer in zip(batch, answers, strict=True)
            }

    def _find_codes(self) -> tuple[str, str]:
        """Return the server's codes for the pair.

        Raises:
            EngineError: It does not have the pair.
        """
        source, target = self._request.source, self._request.target
        known = self._client.languages()
        source = next((tag for tag in stand_ins(source) if tag in known), source)
        codes = known.get(source, {})
        target = next((tag for tag in stand_ins(target) if tag in codes), target)
        if source not in codes or target not in codes:
            listed = ", ".join(sorted(set(codes) - {source})) or "nothing from that language"
            raise EngineError(
                f"{self._client.url} does not translate {source} → {target}",
                hint=f"it has {listed}",
            )
        return codes[source], codes[target]


@dataclass(slots=True)
class LibreTranslateFactory:
    """Makes an engine of a server."""

    name: str = field(default="libretranslate", init=False)

    def find(self, request: EngineRequest, hashes: MutableMapping[str, str], /) -> Found:
        """Return the engine for `request`; nothing is opened yet.

        Raises:
            UsageError: No server is named, or a model is.
        """
        del hashes
        if request.model is not None:
            raise UsageError("--model is not for libretranslate", hint="the server has its own")
        if not request.url:
            raise UsageError(
                "no server is named",
                hint="--engine libretranslate --url http://localhost:5000",
            )
        client = Client(request.url, key=os.environ.get(_KEY, ""))
        return Found(engine=LibreTranslateEngine(client, request))


ENGINE = LibreTranslateFactory()
"""What the entry point names."""


class _RefusedError(Exception):
    """A server does not take a request; it would not take it a second time either."""

    def __init__(self, status: int, words: str, error: EngineError) -> None:
        super().__init__(str(error))
        self.status = status
        self.words = words
        self.error = error


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: texts go to the server that the user named and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return nothing, which makes an error of the redirect."""


def _checked(url: str) -> str:
    """Return a server's URL without a slash at its end.

    Raises:
        UsageError: It is no URL for HTTP, or holds a password.
    """
    hint = "write it as http://localhost:5000"
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise UsageError(f"{url!r} is no URL: {error}", hint=hint) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise UsageError(f"{url!r} is no URL of a server", hint=hint)
    if parts.username or parts.password:
        raise UsageError(
            "a URL with a name or password in it would be written into catalogs",
            hint=f"leave them out; a key goes into {_KEY}",
        )
    if parts.query or parts.fragment:
        raise UsageError(f"{url!r} is more than the address of a server", hint=hint)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _is_hopeless(failure: Exception) -> bool:
    """Tell whether another try in some seconds would fail alike."""
    cause = failure.reason if isinstance(failure, urllib.error.URLError) else failure
    kinds = (ssl.SSLCertVerificationError, socket.gaierror, ConnectionRefusedError)
    unreachable = (errno.ENETUNREACH, errno.EHOSTUNREACH)
    return isinstance(cause, kinds) or (isinstance(cause, OSError) and cause.errno in unreachable)


def _reason(refusal: urllib.error.HTTPError) -> str:
    """Return what a server says about its refusal, in one short line."""
    try:
        content = json.loads(refusal.read(_LARGEST_ANSWER))
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return str(refusal.reason or "")
    said = content.get("error") if isinstance(content, dict) else None
    text = said if isinstance(said, str) else str(refusal.reason or "")
    return " ".join(text.split())[:_LONGEST_REASON]


def _encode(text: str) -> list[str]:
    return text_as_tokens(text, -(-len(text) // _CHARACTERS))


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield positions for one request each, in order, within what servers take."""
    batch: list[int] = []
    size = 0
    for i, text in enumerate(texts):
        if batch and (len(batch) == _MOST_TEXTS or size + len(text) > _MOST_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += len(text)
    if batch:
        yield batch
