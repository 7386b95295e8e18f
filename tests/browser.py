"""A headless Chromium that tests look at pages with, driven through its DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.tools_needed import need

__all__ = ["Page", "open_browser"]

_EXEC = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
_DUP = "import os; os.dup2({read}, 13); os.dup2({write}, 14); os.dup2(13, 3); os.dup2(14, 4); "


class Page:
    """A tab of the browser."""

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        """What the console shows: errors, warnings, exceptions, refused loads."""
        self._loaded = False
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")

    def show(self, path: Path, *, width: int, height: int = 900, dark: bool = False) -> None:
        """Open a file in a window of that size; return when it is loaded."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        self._loaded = False
        self._ask("Page.navigate", url=path.resolve().as_uri())
        while not self._loaded:
            self._listen()

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression is on the page."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def screenshot(self) -> bytes:
        """Return the whole page as PNG."""
        answer = self._ask("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def print_pdf(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        return base64.b64decode(self._ask("Page.printToPDF")["data"])

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; what happens meanwhile is noted."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._requests.write(json.dumps(message).encode() + b"\0")
        self._requests.flush()
        while True:
            answer = self._listen()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _listen(self) -> dict[str, Any]:
        """Return the next message of the browser."""
        content = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            assert byte, "the browser has closed the connection"
            content += byte
        message: dict[str, Any] = json.loads(content)
        method, about = message.get("method", ""), message.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(about["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and about["type"] in ("error", "warning"):
            self.complaints.append(str(about["args"]))
        elif method == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
            self.complaints.append(about["entry"]["text"])
        return message


@contextmanager
def open_browser(folder: Path) -> Iterator[Page]:
    """Run Chromium with a profile in `folder`; skip the test where there is none.

    It has no network: what a page would load from elsewhere fails, and is a complaint.
    """
    program = need("chromium")
    ours, theirs = os.pipe(), os.pipe()
    options = [
        "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={folder}", "--no-first-run",
        "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars",
    ]  # fmt: skip
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium's sandbox refuses root
    # Chromium reads the protocol from descriptor 3 and answers on 4.
    start = _DUP.format(read=ours[0], write=theirs[1]) + _EXEC
    process = subprocess.Popen(
        [sys.executable, "-c", start, program, *options],
        pass_fds=(ours[0], theirs[1]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(ours[0])
    os.close(theirs[1])
    try:
        with os.fdopen(ours[1], "wb") as requests, os.fdopen(theirs[0], "rb") as answers:
            yield Page(requests, answers)
    finally:
        process.terminate()
        process.wait(timeout=30)
