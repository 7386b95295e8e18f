"""The LibreTranslate engine: against a server that plays every failure, and the real one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.engines.libre_server import Server, json_answer, serve
from transkit.engines import libretranslate
from transkit.engines.base import EngineRequest
from transkit.engines.libretranslate import ENGINE, Client, LibreTranslateEngine, Patience
from transkit.errors import EngineError, UsageError
from transkit.units import Draft

pytestmark = pytest.mark.network_local


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that runs."""
    with serve() as running:
        yield running


class Pauses:
    """Remembers how long would have been slept."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def engine_of(
    server: Server, target: str = "uk", *, pauses: Pauses | None = None, timeout: float = 20.0
) -> LibreTranslateEngine:
    """Return an engine that waits for nothing between its tries."""
    patience = Patience(timeout=timeout, sleep=pauses or Pauses())
    request = EngineRequest(source="en", target=target, url=server.url)
    return LibreTranslateEngine(Client(server.url, patience=patience), request)


def test_segments_come_back_in_order_in_several_requests(server: Server) -> None:
    segments = [f"Sentence number {n}." for n in range(60)] + ["***", ""]
    drafts = engine_of(server).translate(segments)
    assert [draft.target for draft in drafts] == [segment.upper() for segment in segments]
    assert len(server.asked) == 3
    assert {(body["source"], body["target"]) for body in server.asked} == {("en", "uk")}
    assert not any("api_key" in body for body in server.asked)


def test_nothing_is_cut_off_however_long_a_segment_is(server: Server) -> None:
    segment = ("word and " * 900 + "end").strip()
    (draft,) = engine_of(server).translate([segment])
    assert draft.target == segment.upper()
    assert max(sum(map(len, body["q"])) for body in server.asked) <= 1600


@pytest.mark.parametrize(("tag", "code"), [("pt-BR", "pt-BR"), ("zh-Hant", "zt"), ("ko", "ko")])
def test_languages_go_under_the_server_s_own_codes(server: Server, tag: str, code: str) -> None:
    engine_of(server, tag).translate(["Word."])
    assert server.asked[0]["target"] == code


def test_a_pair_that_the_server_does_not_have_is_an_error(server: Server) -> None:
    with pytest.raises(EngineError, match="does not translate en → fr") as caught:
        engine_of(server, "fr").translate(["Word."])
    assert "uk" in str(caught.value.hint)
    assert server.asked == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_with_growing_pauses(server: Server, status: int) -> None:
    server.scripted = [json_answer(status, {"error": "Slowdown"})] * 3
    pauses = Pauses()
    (draft,) = engine_of(server, pauses=pauses).translate(["Word."])
    assert draft.target == "WORD."
    assert pauses.taken == [0.5, 1.0, 2.0]


def test_a_server_may_say_how_long_to_wait_within_bounds(server: Server) -> None:
    status, headers, content = json_answer(429, {"error": "Slowdown"})
    server.scripted = [
        (status, {**headers, "Retry-After": asked}, content) for asked in ("7", "99999", "soon")
    ]
    pauses = Pauses()
    engine_of(server, pauses=pauses).translate(["Word."])
    assert pauses.taken == [7.0, 60.0, 2.0]


def test_a_server_that_stays_broken_is_one_error_that_says_what_it_said(server: Server) -> None:
    server.scripted = [json_answer(500, {"error": "Cannot\ntranslate"})] * 20
    with pytest.raises(EngineError, match="answers 500 Cannot translate"):
        engine_of(server).translate(["Word."])
    assert len(server.asked) == 6


def test_finished_requests_are_kept_when_a_later_one_fails(server: Server) -> None:
    kept: dict[int, Draft] = {}

    def done(batch: Mapping[int, Draft]) -> None:
        kept.update(batch)
        server.scripted = [json_answer(403, {"error": "Banned"})]

    with pytest.raises(EngineError, match="403 Banned"):
        engine_of(server).translate([f"Word {n}." for n in range(60)], done=done)
    assert sorted(kept) == list(range(24))


def test_more_texts_than_a_server_takes_go_in_halves(server: Server) -> None:
    server.most_texts = 5
    segments = [f"Word {n}." for n in range(24)]
    drafts = engine_of(server).translate(segments)
    assert [draft.target for draft in drafts] == [segment.upper() for segment in segments]


def test_no_pause_follows_the_last_try(server: Server) -> None:
    status, headers, content = json_answer(429, {"error": "Slowdown"})
    server.scripted = [(status, {**headers, "Retry-After": "60"}, content)] * 6
    pauses = Pauses()
    with pytest.raises(EngineError, match="answers 429 Slowdown"):
        engine_of(server, pauses=pauses).translate(["Word."])
    assert pauses.taken == [60.0] * 5


def test_an_answer_that_is_too_large_is_not_fetched_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libretranslate, "_LARGEST_ANSWER", 1000)
    server.scripted = [json_answer(200, {"translatedText": ["x" * 200_000]})] * 6
    pauses = Pauses()
    with pytest.raises(EngineError, match="does not answer as LibreTranslate does"):
        engine_of(server, pauses=pauses).translate(["Word."])
    assert (len(server.asked), pauses.taken) == (1, [])


@pytest.mark.parametrize("status", [400, 413])
def test_one_text_that_a_server_refuses_does_not_end_the_run(server: Server, status: int) -> None:
    server.refused = {"Bad word.": json_answer(status, {"error": "Invalid request"})}
    drafts = engine_of(server).translate(["Good.", "Bad word.", "Fine."])
    assert [draft.target for draft in drafts] == ["GOOD.", "Bad word.", "FINE."]
    assert [draft.failed for draft in drafts] == [False, True, False]
    assert f"the server answers {status} Invalid request" in drafts[1].reasons[0]
    (alone,) = engine_of(server).translate(["Bad word."])
    assert alone.failed


def test_a_server_that_refuses_every_text_is_an_error(server: Server) -> None:
    server.scripted = [json_answer(400, {"error": "Visit us to get an API key"})] * 20
    with pytest.raises(EngineError, match="answers 400 Visit us to get an API key"):
        engine_of(server).translate(["Word.", "Another."])
    assert len(server.asked) == 3


@pytest.mark.parametrize(("tag", "code"), [("uk-UA", "uk"), ("ko-KR", "ko")])
def test_a_region_that_the_server_does_not_tell_apart_is_left_out(
    server: Server, tag: str, code: str
) -> None:
    assert engine_of(server, tag).translate(["Word."])[0].target == "WORD."
    assert server.asked[0]["target"] == code


def test_a_key_comes_from_the_environment_and_is_asked_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.scripted = [json_answer(403, {"error": "Please get an API key"})]
    with pytest.raises(EngineError, match="403") as caught:
        engine_of(server).translate(["Word."])
    assert "LIBRETRANSLATE_API_KEY" in str(caught.value.hint)
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "secret")
    request = EngineRequest(source="en", target="uk", url=server.url)
    engine = ENGINE.find(request, {}).engine
    engine.translate(["Word."])
    assert server.asked[-1]["api_key"] == "secret"
    assert "secret" not in repr(engine.info)


def test_a_server_that_says_nothing_is_waited_for_and_then_an_error(server: Server) -> None:
    server.scripted = [lambda _handler: time.sleep(1.0)] * 6
    with pytest.raises(EngineError, match=r"no answer within 0\.2 seconds"):
        engine_of(server, timeout=0.2).translate(["Word."])


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def break_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"transl')
    handler.close_connection = True


@pytest.mark.parametrize("failure", [hang_up, break_off])
def test_a_broken_connection_is_tried_again(
    server: Server, failure: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    server.scripted = [failure, failure]
    (draft,) = engine_of(server).translate(["Word."])
    assert draft.target == "WORD."
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"[]", b"{}", b'{"translatedText": ["A", "B"]}', b'{"translatedText": [1]}',
     b'{"translatedText": null}', b"\xff", b"[" * 100_000],
    ids=["html", "list", "empty", "two", "number", "null", "bytes", "deep"],
)  # fmt: skip
def test_an_answer_of_another_kind_is_one_clear_error(server: Server, content: bytes) -> None:
    server.scripted = [(200, {}, content)]
    with pytest.raises(EngineError, match="does not answer as LibreTranslate does"):
        engine_of(server).translate(["Word."])


def test_a_single_text_may_come_back_alone(server: Server) -> None:
    server.scripted = [json_answer(200, {"translatedText": "Слово."})]
    assert engine_of(server).translate(["Word."])[0].target == "Слово."


@pytest.mark.parametrize("languages", [{"error": "x"}, [1], "en"])
def test_a_list_of_languages_of_another_kind_is_one_clear_error(
    server: Server, languages: object
) -> None:
    server.languages = languages
    with pytest.raises(EngineError, match="does not answer as LibreTranslate does"):
        engine_of(server).translate(["Word."])


def test_texts_are_never_sent_on_to_another_server(server: Server) -> None:
    server.scripted = [(307, {"Location": "http://127.0.0.1:9/translate"}, b"")]
    with pytest.raises(EngineError, match="answers 307"):
        engine_of(server).translate(["Word."])


def test_no_server_is_one_clear_error() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        pauses = Pauses()
        client = Client(url, patience=Patience(sleep=pauses))
        request = EngineRequest(source="en", target="uk", url=url)
        with pytest.raises(EngineError, match="cannot be reached: Connection refused") as caught:
            LibreTranslateEngine(client, request).translate(["Word."])
    assert "running" in str(caught.value.hint)
    assert pauses.taken == []


@pytest.mark.parametrize(
    "url",
    ["", "localhost:5000", "ftp://x", "http://", "http://x:99999", "http://u:p@x", "http://x/?q"],
)
def test_a_url_of_no_server_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError):
        ENGINE.find(EngineRequest(source="en", target="uk", url=url), {})


def test_a_model_cannot_be_named_and_a_server_not_for_other_engines(tmp_path: Path) -> None:
    from transkit.engines.registry import engine_factory

    request = EngineRequest(source="en", target="uk", url="http://x", model=tmp_path)
    with pytest.raises(UsageError, match="--model"):
        ENGINE.find(request, {})
    with pytest.raises(UsageError, match="--url"):
        engine_factory("auto").find(EngineRequest(source="en", target="uk", url="http://x"), {})


def test_finding_the_engine_asks_the_server_nothing(server: Server) -> None:
    server.languages = "would be an error"
    found = ENGINE.find(EngineRequest(source="en", target="uk", url=server.url + "/"), {})
    assert found.engine.info.label == f"libretranslate en→uk at 127.0.0.1:{server.server_port}"
    assert found.engine.translate(["***"])[0].target == "***"


LAUNCHER = """
import re, sys
from argostranslate import translate

class FullStopSplitter:  # the server's own downloads a neural network at the first text
    def __init__(self, package):
        pass
    def split_sentences(self, text):
        return re.split(r"(?<=[.]) ", text) if text else []

translate.MiniSBDSentencizer = FullStopSplitter
from libretranslate import main
sys.argv[0] = "libretranslate"
main()
"""


@pytest.fixture(scope="module")
def real_server(copy_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start LibreTranslate with the models that copy and return its URL.

    It has other dependencies than we do, so that it lives in a virtual environment of its own.
    """
    python = os.environ.get("LIBRETRANSLATE_PYTHON", "")
    if not python:
        pytest.skip(
            "LibreTranslate is missing: python -m venv /tmp/lt && /tmp/lt/bin/pip install"
            " libretranslate && export LIBRETRANSLATE_PYTHON=/tmp/lt/bin/python"
        )
    home = tmp_path_factory.mktemp("libretranslate")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    environment = {
        **os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"),
        "ARGOS_PACKAGES_DIR": str(copy_packages),
    }  # fmt: skip
    environment.pop("PYTHONPATH", None)
    log = (home / "log").open("wb")
    process = subprocess.Popen(
        [python, "-c", LAUNCHER, "--host", "127.0.0.1", "--port", str(port),
         "--disable-files-translation", "--disable-web-ui", "--threads", "2"],
        env=environment, cwd=home, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 120
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail((home / "log").read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.5)
        yield url
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/languages", timeout=5):  # noqa: S310 (our own)
            return True
    except OSError:
        return False


@pytest.mark.slow
def test_the_real_server_drafts_what_its_models_draft(real_server: str) -> None:
    request = EngineRequest(source="en", target="uk", url=real_server)
    engine = ENGINE.find(request, {}).engine
    segments = [f"The river rose {n} times, she said." for n in range(50)]
    drafts = engine.translate(segments)
    assert [draft.target for draft in drafts] == segments
    french = EngineRequest(source="en", target="fr", url=real_server)
    with pytest.raises(EngineError, match="does not translate en → fr"):
        ENGINE.find(french, {}).engine.translate(["Word."])


@pytest.mark.slow
def test_an_article_goes_through_the_real_server(real_server: str, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The river rose again.\n\nIt fell on Monday.\n", encoding="utf-8")
    command = [sys.executable, "-m", "transkit", "translate", str(article), "--to", "uk"]
    done = subprocess.run(
        [*command, "--engine", "libretranslate", "--url", real_server, "--output-dir",
         str(tmp_path / "locales")],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    catalog = (tmp_path / "locales/uk/LC_MESSAGES/article.po").read_text(encoding="utf-8")
    assert 'msgstr "The river rose again."' in catalog
    assert "X-Transkit-Engine: libretranslate en→uk at 127.0.0.1" in catalog
