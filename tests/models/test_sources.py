"""Where indexes come from, and what happens where there is no network."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from tests.models.web import HASTY, Web, put_argos, put_firefox, serve
from transkit.errors import ModelError
from transkit.models.sources import cache_folder, default_indexes, load_offers

pytestmark = pytest.mark.network_local


def age_index(days: float) -> None:
    """Make every index that was kept look `days` old."""
    then = time.time() - days * 86400
    for path in (cache_folder() / "indexes").iterdir():
        os.utime(path, (then, then))


def test_the_environment_says_where_indexes_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FXTRANSLATE_RECORDS_URL", raising=False)
    firefox, argos = default_indexes()
    assert firefox.startswith("https://firefox.settings.services.mozilla.com/v1/buckets/main/")
    assert argos.endswith("/argospm-index/main/index.json")
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://example.org/argos")
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "https://example.org/records")
    assert default_indexes() == (
        "https://example.org/records",
        "https://example.org/argos/index.json",
    )


def test_both_indexes_are_read_and_the_best_model_comes_first(
    web: Web, copy_model: Path, tmp_path: Path
) -> None:
    put_argos(web, copy_model)
    put_firefox(web, tmp_path)
    offers = load_offers(policy=HASTY)
    assert [offer.name for offer in offers.models] == ["firefox:en-uk", "argos:en-uk"]
    assert offers.models[0].files[0].urls[0].startswith(f"{web.url}/cdn/main-workspace/")
    assert offers.warnings == ()


def test_an_index_is_fetched_once_a_day(web: Web, copy_model: Path) -> None:
    url = put_argos(web, copy_model)
    for _ in range(2):
        assert len(load_offers([url], policy=HASTY).models) == 1
    assert web.count("/index.json") == 1
    age_index(1.1)
    load_offers([url], policy=HASTY)
    load_offers([url], refresh=True, policy=HASTY)
    assert web.count("/index.json") == 3


def test_without_the_network_a_kept_index_serves_however_old(copy_model: Path) -> None:
    with serve() as web:
        url = put_argos(web, copy_model)
        load_offers([url], policy=HASTY)
    age_index(30)
    offers = load_offers([url], policy=HASTY)
    assert len(offers.models) == 1
    assert "used is what was there 30 days ago" in offers.warnings[0]


def test_without_network_and_index_it_is_one_clear_line(web: Web) -> None:
    with pytest.raises(ModelError, match="no index can be had") as caught:
        load_offers(policy=HASTY)
    said = str(caught.value)
    assert "\n" not in said
    assert all(
        f"{index}: cannot be fetched: the server answers 404" in said for index in default_indexes()
    )
    assert not list((cache_folder()).rglob("*"))


def test_a_mirror_that_a_web_server_has_not_is_named_with_both_indexes(web: Web) -> None:
    with pytest.raises(ModelError) as caught:
        load_offers([f"{web.url}/models/"], policy=HASTY)
    assert all(f"/models/{name}" in str(caught.value) for name in ("index.json", "records.json"))


def test_one_index_out_of_reach_is_a_warning(web: Web, copy_model: Path) -> None:
    put_argos(web, copy_model)
    offers = load_offers(policy=HASTY)
    assert [offer.name for offer in offers.models] == ["argos:en-uk"]
    assert "answers 404" in offers.warnings[0]


def test_a_page_in_place_of_the_index_is_not_kept(web: Web, copy_model: Path) -> None:
    """Hotels answer everything with their own page."""
    url = web.put("/index.json", b"<html>Welcome to our hotel")
    with pytest.raises(ModelError, match="no index"):
        load_offers([url], policy=HASTY)
    put_argos(web, copy_model)
    load_offers([url], policy=HASTY)
    web.put("/index.json", b"<html>Welcome to our hotel")
    assert len(load_offers([url], refresh=True, policy=HASTY).models) == 1


def test_a_damaged_kept_index_is_fetched_again(web: Web, copy_model: Path) -> None:
    url = put_argos(web, copy_model)
    load_offers([url], policy=HASTY)
    [kept] = (cache_folder() / "indexes").iterdir()
    for content in (b"", b"[]", b'{"url": 3}', json.dumps({"url": url, "body": 3}).encode()):
        kept.write_bytes(content)
        assert len(load_offers([url], policy=HASTY).models) == 1


def test_a_server_that_does_not_say_where_attachments_are_is_an_error(
    web: Web, tmp_path: Path
) -> None:
    url = put_firefox(web, tmp_path)
    for root in (b"", b"{}", b'{"capabilities": []}', b"[" * 100_000):
        web.put("/v1/", root)
        with pytest.raises(ModelError, match="where its attachments are"):
            load_offers([url], policy=HASTY)


def test_an_index_that_is_too_large_is_refused(web: Web, tmp_path: Path) -> None:
    big = tmp_path / "index.json"
    big.write_bytes(b"[" + b" " * (17 << 20))
    with pytest.raises(ModelError, match="larger than 16 MB"):
        load_offers([str(big)])
    url = web.put("/index.json", big.read_bytes())
    with pytest.raises(ModelError, match="larger than 16 MB"):
        load_offers([url], policy=HASTY)


def test_a_folder_without_indexes_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="models mirror"):
        load_offers([str(tmp_path)])
    with pytest.raises(ModelError, match="cannot be read"):
        load_offers([str(tmp_path / "nothing.json")])


def test_without_fxtranslate_argos_models_are_still_offered(
    web: Web, copy_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_argos(web, copy_model)
    put_firefox(web, tmp_path)
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    offers = load_offers(policy=HASTY)
    assert [offer.name for offer in offers.models] == ["argos:en-uk"]
    assert "pip install fxtranslate" in offers.warnings[0]


def test_of_several_mirrors_one_may_be_out_of_reach(web: Web, copy_model: Path) -> None:
    url = put_argos(web, copy_model)
    offers = load_offers([f"{web.url}/gone/", url], policy=HASTY)
    assert [offer.name for offer in offers.models] == ["argos:en-uk"]
    assert "/gone/index.json: cannot be fetched" in offers.warnings[0]
    with pytest.raises(ModelError, match="cannot be fetched"):
        load_offers([f"{web.url}/gone/", f"{web.url}/gone.json"], policy=HASTY)


def test_a_mistyped_index_is_an_error_also_beside_a_good_one(
    web: Web, copy_model: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match=r"nothing\.json"):
        load_offers([put_argos(web, copy_model), str(tmp_path / "nothing.json")], policy=HASTY)
