"""A server that speaks LibreTranslate's API, writes in capitals, and fails as a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Answer", "Server", "json_answer", "serve"]

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "uk", "ko", "pt-BR", "zt"]},
    {"code": "uk", "name": "Ukrainian", "targets": ["en", "uk"]},
]
Answer = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""


class Server(ThreadingHTTPServer):
    """Writes in capitals, after the answers that a test has put before."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scripted: list[Answer | Callable[[BaseHTTPRequestHandler], None]] = []
        self.asked: list[dict[str, Any]] = []
        self.most_texts = 1000
        self.refused: dict[str, Answer] = {}
        """By a text that no request may hold."""
        self.languages: object = LANGUAGES

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Speaks LibreTranslate's API."""

    server: Server

    def do_GET(self) -> None:
        """Answer ``/languages``."""
        self.respond(json_answer(200, self.server.languages))

    def do_POST(self) -> None:
        """Answer ``/translate``."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        if self.server.scripted:
            scripted = self.server.scripted.pop(0)
            if callable(scripted):
                scripted(self)
            else:
                self.respond(scripted)
        elif refused := [self.server.refused[t] for t in body["q"] if t in self.server.refused]:
            self.respond(refused[0])
        elif len(body["q"]) > self.server.most_texts:
            self.respond(json_answer(400, {"error": "Invalid request: exceeds text limit"}))
        else:
            self.respond(json_answer(200, {"translatedText": [t.upper() for t in body["q"]]}))

    def respond(self, answer: Answer) -> None:
        """Write one answer."""
        status, headers, content = answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def json_answer(status: int, content: object) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(content).encode()


@contextmanager
def serve() -> Iterator[Server]:
    """Run a server."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
