"""A web server on this machine that has models, and breaks in all the ways that servers break."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import zstandard

from tools.copy_model import pack_package
from tools.firefox_model import build_firefox_model
from transkit.models.transfer import Policy

__all__ = ["HASTY", "Site", "Web", "put_argos", "put_firefox", "serve"]

HASTY = Policy(timeout=0.3, window=0.2, slowest=5000, attempts=3, backoff=0.001)
"""Patience of a test."""


@dataclass
class Site:
    """What lies at one path, and how it is handed out."""

    content: bytes = b""
    statuses: list[int] = field(default_factory=list)
    """Answered first, one after the other, without content."""
    cuts: list[int] = field(default_factory=list)
    """Bytes after which the connection breaks, one answer after the other."""
    redirect: str = ""
    etag: str = '"1"'
    ranges: bool = True
    """Whether a range request is answered with the range."""
    drip: float = 0.0
    """Seconds between two bytes."""
    announce: bool = True
    """Whether the length is told."""
    shift: int = 0
    """How far beside the range that was asked for the answer begins."""


@dataclass
class Web:
    """A running server."""

    url: str
    """Of its root, without a slash at its end."""
    sites: dict[str, Site] = field(default_factory=dict)
    """By path, from ``/`` on."""
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Path and ``Range`` of every request."""

    def put(self, path: str, content: bytes, **how: Any) -> str:
        """Put something at a path and return its URL."""
        self.sites[path] = Site(content=content, **how)
        return self.url + path

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(asked == path for asked, _ in self.requests)


class _Handler(BaseHTTPRequestHandler):
    web: Web
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        self.web.requests.append((self.path, self.headers.get("Range", "")))
        site = self.web.sites.get(self.path)
        if site is None:
            self.send_error(404)
        elif site.redirect:
            self.send_response(302)
            self.send_header("Location", site.redirect)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif site.statuses:
            self.send_error(site.statuses.pop(0))
        else:
            self._send(site)

    def _send(self, site: Site) -> None:
        start = 0
        match = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if match and site.ranges and self.headers.get("If-Range", site.etag) == site.etag:
            start = int(match[1])
            if start >= len(site.content):
                self.send_error(416)
                return
            start += site.shift
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-/{len(site.content)}")
        else:
            self.send_response(200)
        body = site.content[start:]
        if site.announce:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if site.etag:
            self.send_header("ETag", site.etag)
        self.end_headers()
        cut = site.cuts.pop(0) if site.cuts else len(body)
        for number in range(cut if site.drip else 0):
            self.wfile.write(body[number : number + 1])
            time.sleep(site.drip)
        if not site.drip:
            self.wfile.write(body[:cut])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def serve() -> Iterator[Web]:
    """Run a server for as long as the context lasts."""
    web = Web(url="")
    handler = type("Handler", (_Handler,), {"web": web})
    server = _Server(("127.0.0.1", 0), handler)
    web.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def put_argos(web: Web, *packages: Path, version: str = "0.1", **how: Any) -> str:
    """Put packages and an index of them on a server, as Argos does; return the index' URL."""
    entries = []
    for package in packages:
        metadata = json.loads((package / "metadata.json").read_text("utf-8"))
        name = f"translate-{metadata['from_code']}_{metadata['to_code']}.argosmodel"
        archive = pack_package(package)
        url = web.put(f"/{name}", archive.read_bytes(), **how)
        archive.unlink()  # the packages of a session are not ours to change
        entries.append(
            {
                "package_version": version,
                "argos_version": "1.9.0",
                "from_code": metadata["from_code"],
                "from_name": "",
                "to_code": metadata["to_code"],
                "to_name": "",
                "links": ["ipfs://Qm", url],
                "code": name,
            }
        )
    return web.put("/index.json", json.dumps(entries).encode())


def put_firefox(
    web: Web, folder: Path, *, target: str = "uk", version: str = "3.0", **how: Any
) -> str:
    """Put a Firefox model on a server, as Remote Settings has it; return the records' URL."""
    files = build_firefox_model(folder / f"firefox-{target}", target=target)
    records = [
        put_record(web, path.name, path.read_bytes(), role, target=target, version=version, **how)
        for role, path in files.items()
    ]
    root = {"capabilities": {"attachments": {"base_url": f"{web.url}/cdn/"}}}
    web.put("/v1/", json.dumps(root).encode())
    path = "/v1/buckets/main/collections/translations-models-v2/records"
    old = json.loads(web.sites[path].content)["data"] if path in web.sites else []
    return web.put(path, json.dumps({"data": old + records}).encode())


def put_record(
    web: Web, name: str, content: bytes, role: str, *, target: str, version: str, **how: Any
) -> dict[str, Any]:
    """Put one file on a server, compressed, and return its record."""
    packed = zstandard.ZstdCompressor().compress(content)
    location = f"main-workspace/translations-models-v2/{target}-{version}-{name}.zst"
    web.put(f"/cdn/{location}", packed, **how)
    return {
        "name": name,
        "sourceLanguage": "en",
        "targetLanguage": target,
        "architecture": "base-memory",
        "version": version,
        "fileType": role,
        "filter_expression": "",
        "decompressedSize": len(content),
        "decompressedHash": hashlib.sha256(content).hexdigest(),
        "attachment": {
            "filename": f"{name}.zst",
            "location": location,
            "hash": hashlib.sha256(packed).hexdigest(),
            "mimetype": "application/zstd",
            "size": len(packed),
        },
    }


Change = Callable[[list[dict[str, Any]]], None]


def change_records(web: Web, change: Change) -> None:
    """Change the records on a server in place."""
    [site] = [site for path, site in web.sites.items() if path.endswith("/records")]
    content = json.loads(site.content)
    change(content["data"])
    site.content = json.dumps(content).encode()
