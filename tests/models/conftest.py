"""A web server for the tests that fetch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.models.web import Web, serve


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Return a server on this machine; no proxy stands before it, no published index is asked."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serve() as running:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{running.url}/index.json")
        records = "/v1/buckets/main/collections/translations-models-v2/records"
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", running.url + records)
        yield running
