"""Fetching from servers that break."""

from __future__ import annotations

import hashlib
import http.client
import io
import random
import urllib.request
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.models.web import HASTY, Web, serve
from transkit.errors import DownloadError
from transkit.models.transfer import Wanted, _Redirects, fetch_bytes, fetch_file

pytestmark = pytest.mark.network_local

CONTENT = random.Random(1).randbytes(200_000)  # noqa: S311 (no secret)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def wanted(*urls: str, sha256: str = SHA256, size: int = len(CONTENT)) -> Wanted:
    """Return what is to be fetched."""
    return Wanted(name="model", urls=urls, limit=1_000_000, sha256=sha256, size=size)


def below(folder: Path) -> list[str]:
    """Return the names of all files below a folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_whole_and_progress_is_told(web: Web, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    url = web.put("/m", CONTENT)
    digest = fetch_file(
        wanted(url), tmp_path / "m", progress=lambda *step: steps.append(step), policy=HASTY
    )
    assert digest == SHA256
    assert (tmp_path / "m").read_bytes() == CONTENT
    assert steps[-1] == ("model", len(CONTENT), len(CONTENT))
    assert below(tmp_path) == ["m"]


@pytest.mark.parametrize("sha256", [SHA256, ""])
def test_a_broken_download_is_resumed_where_it_broke(web: Web, tmp_path: Path, sha256: str) -> None:
    url = web.put("/m", CONTENT, cuts=[70_000, 70_000])
    fetch_file(wanted(url, sha256=sha256), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT
    assert [asked for _, asked in web.requests] == ["", "bytes=70000-", "bytes=140000-"]


def test_what_came_survives_giving_up_and_the_next_call_goes_on(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT, cuts=[70_000, 0, 0, 0])
    with pytest.raises(DownloadError, match="broke off"):
        fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert below(tmp_path) == ["m.part", "m.part.json"]
    fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT
    assert web.requests[-1][1] == "bytes=70000-"
    assert below(tmp_path) == ["m"]


def test_a_file_that_changed_meanwhile_is_fetched_from_the_beginning(
    web: Web, tmp_path: Path
) -> None:
    url = web.put("/m", b"old" * 50_000, cuts=[70_000, 0, 0, 0])
    with pytest.raises(DownloadError):
        fetch_file(wanted(url, sha256="", size=0), tmp_path / "m", policy=HASTY)
    web.put("/m", CONTENT, etag='"2"')
    fetch_file(wanted(url, sha256="", size=0), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_without_a_hash_or_a_mark_nothing_is_resumed(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT, cuts=[70_000], etag="")
    fetch_file(wanted(url, sha256=""), tmp_path / "m", policy=HASTY)
    assert [asked for _, asked in web.requests] == ["", ""]
    assert (tmp_path / "m").read_bytes() == CONTENT


@pytest.mark.parametrize("how", [{"ranges": False}, {"shift": 5}])
def test_a_server_that_cannot_resume_sends_the_whole(
    web: Web, tmp_path: Path, how: dict[str, int]
) -> None:
    url = web.put("/m", CONTENT, cuts=[70_000], **how)
    fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_part_that_is_longer_than_the_file_is_thrown_away(web: Web, tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(b"x" * 300_000)
    url = web.put("/m", CONTENT)
    fetch_file(wanted(url, size=0), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_wrong_hash_leaves_nothing(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT[:-1] + b"!")
    with pytest.raises(DownloadError, match="SHA-256 is wrong"):
        fetch_file(wanted(url, sha256="0" * 64), tmp_path / "m", policy=HASTY)
    assert below(tmp_path) == []


def test_a_server_that_fails_for_a_while_is_asked_again(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT, statuses=[500, 503])
    fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert web.count("/m") == 3


def test_a_server_that_goes_on_failing_is_given_up(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT, statuses=[500] * 10)
    with pytest.raises(DownloadError, match="answers 500"):
        fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert web.count("/m") == HASTY.attempts


@pytest.mark.parametrize("status", [404, 403, 410])
def test_what_is_not_there_is_not_asked_for_again(web: Web, tmp_path: Path, status: int) -> None:
    url = web.put("/m", CONTENT, statuses=[status])
    with pytest.raises(DownloadError, match=f"answers {status}"):
        fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert web.count("/m") == 1


def test_the_next_mirror_is_asked_where_one_fails(web: Web, tmp_path: Path) -> None:
    gone, wrong = web.url + "/gone", web.put("/wrong", b"x" * len(CONTENT))
    good = web.put("/good", CONTENT)
    fetch_file(wanted(gone, wrong, good), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT
    with pytest.raises(DownloadError, match=r"answers 404.*; 1 other address failed, too"):
        fetch_file(wanted(gone, wrong), tmp_path / "m2", policy=HASTY)


def test_a_half_from_one_mirror_is_completed_by_another(web: Web, tmp_path: Path) -> None:
    first = web.put("/a", CONTENT, cuts=[70_000, 0, 0, 0])
    second = web.put("/b", CONTENT)
    fetch_file(wanted(first, second), tmp_path / "m", policy=HASTY)
    assert web.requests[-1] == ("/b", "bytes=70000-")
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_slow_drip_is_given_up(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT, drip=0.02)
    with pytest.raises(DownloadError, match="too slow"):
        fetch_file(wanted(url), tmp_path / "m", policy=replace(HASTY, attempts=1))


def test_a_server_that_says_nothing_is_given_up(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT, drip=5)
    with pytest.raises(DownloadError, match="does not answer"):
        fetch_file(wanted(url), tmp_path / "m", policy=replace(HASTY, attempts=1, window=9))


def test_a_redirect_loop_is_an_end(web: Web, tmp_path: Path) -> None:
    web.put("/a", b"", redirect="/b")
    url = web.put("/b", b"", redirect="/a")
    with pytest.raises(DownloadError, match="circle"):
        fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert len(web.requests) < 12


def test_a_redirect_is_followed_and_resumed(web: Web, tmp_path: Path) -> None:
    web.put("/m", CONTENT, cuts=[70_000])
    url = web.put("/moved", b"", redirect="/m")
    fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert web.requests[-1] == ("/m", "bytes=70000-")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/m", "data:,x"])
def test_a_redirect_never_leaves_the_web(web: Web, tmp_path: Path, target: str) -> None:
    url = web.put("/m", b"", redirect=target)
    with pytest.raises(DownloadError, match=r"not secure|no web address"):
        fetch_file(wanted(url), tmp_path / "m", policy=HASTY)
    assert below(tmp_path) == []


@pytest.mark.parametrize("announce", [True, False])
def test_what_is_too_large_is_refused(web: Web, tmp_path: Path, *, announce: bool) -> None:
    url = web.put("/m", CONTENT * 10, announce=announce)
    with pytest.raises(DownloadError, match="larger than 1 MB"):
        fetch_file(wanted(url, sha256="", size=0), tmp_path / "m", policy=HASTY)
    with pytest.raises(DownloadError, match=r"larger than (?:0|1) MB"):
        fetch_bytes(url, limit=100_000, policy=HASTY)
    assert below(tmp_path) == []


def test_another_size_than_promised_is_refused_at_once(web: Web, tmp_path: Path) -> None:
    url = web.put("/m", CONTENT)
    with pytest.raises(DownloadError, match="the index says 5"):
        fetch_file(wanted(url, size=5), tmp_path / "m", policy=HASTY)


def test_a_server_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with serve() as web:
        url = web.url
    with pytest.raises(DownloadError, match=r"connection refused.*--index DIR"):
        fetch_file(wanted(f"{url}/m"), tmp_path / "m", policy=HASTY)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://", "http://[::1", "gopher://x/"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(DownloadError):
        fetch_bytes(url, limit=10, policy=replace(HASTY, attempts=1))


def test_a_proxy_of_the_environment_is_used(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.put("http://models.invalid/m", CONTENT)
    monkeypatch.setenv("http_proxy", web.url)
    monkeypatch.delenv("no_proxy", raising=False)
    fetch_file(wanted("http://models.invalid/m"), tmp_path / "m", policy=HASTY)
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_bytes_are_whole_or_an_error(web: Web) -> None:
    url = web.put("/i", CONTENT, cuts=[10, 20, 30])
    with pytest.raises(DownloadError, match="broke off"):
        fetch_bytes(url, limit=1_000_000, policy=HASTY)
    assert fetch_bytes(url, limit=1_000_000, policy=HASTY) == CONTENT


@pytest.mark.parametrize(
    ("start", "target", "allowed"),
    [
        ("https://a/m", "https://b/m", True),
        ("http://a/m", "https://b/m", True),
        ("http://a/m", "http://b/m", True),
        ("https://a/m", "http://a/m", False),
    ],
)
def test_from_https_nothing_leads_to_plain_http(start: str, target: str, *, allowed: bool) -> None:
    """No server with a certificate is needed: this is where urllib asks whether to go there."""
    request = urllib.request.Request(start)  # noqa: S310 (it is not opened)
    headers = http.client.HTTPMessage()
    follow = partial(
        _Redirects().redirect_request, request, io.BytesIO(), 302, "Found", headers, target
    )
    if allowed:
        followed = follow()
        assert followed is not None
        assert followed.full_url == target
    else:
        with pytest.raises(DownloadError, match="not secure"):
            follow()
