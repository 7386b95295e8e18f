"""A folder from which other computers install models, without the internet."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.models.web import HASTY, Web, put_argos, put_firefox
from transkit.errors import ModelError
from transkit.models.installing import install_offer
from transkit.models.mirroring import mirror
from transkit.models.offers import Offer
from transkit.models.sources import load_offers
from transkit.models.store import managed

pytestmark = pytest.mark.network_local


def offers_of(*indexes: str) -> tuple[Offer, ...]:
    """Return what indexes offer, fetched anew."""
    return load_offers(indexes, refresh=True, policy=HASTY).models


@pytest.fixture
def mirrored(web: Web, copy_model: Path, tmp_path: Path) -> Path:
    """Return a mirror with a model of each kind."""
    put_argos(web, copy_model)
    put_firefox(web, tmp_path / "made")
    mirror(tmp_path / "mirror", offers_of(), policy=HASTY)
    return tmp_path / "mirror"


def test_models_are_installed_from_a_mirror_with_the_network_gone(web: Web, mirrored: Path) -> None:
    web.sites.clear()
    before = len(web.requests)
    for offer in offers_of(str(mirrored)):
        install_offer(offer)
    assert {model.name for model in managed()} == {"firefox:en-uk", "argos:en-uk"}
    assert len(web.requests) == before
    assert len(list((mirrored / "files").iterdir())) == 4


def test_a_web_server_can_hand_a_mirror_out(web: Web, mirrored: Path) -> None:
    web.sites.clear()
    for path in mirrored.rglob("*"):
        if path.is_file():
            web.put(f"/models/{path.relative_to(mirrored).as_posix()}", path.read_bytes())
    offers = offers_of(f"{web.url}/models/")
    assert [offer.name for offer in offers] == ["firefox:en-uk", "argos:en-uk"]
    record = install_offer(offers[0], policy=HASTY).record
    assert record.label == "firefox en→uk 3.0"


def test_half_a_mirror_is_as_good_as_a_whole_one(web: Web, mirrored: Path) -> None:
    (mirrored / "records.json").unlink()
    assert [offer.name for offer in offers_of(str(mirrored))] == ["argos:en-uk"]
    web.put("/models/index.json", (mirrored / "index.json").read_bytes())
    assert [offer.name for offer in offers_of(f"{web.url}/models/")] == ["argos:en-uk"]


def test_sizes_and_hashes_are_in_the_indexes_of_a_mirror(mirrored: Path) -> None:
    [package] = json.loads((mirrored / "index.json").read_text("utf-8"))
    assert (package["code"], package["to_name"]) == ("translate-en_uk", "Ukrainian")
    assert len(package["sha256"]) == 64
    assert package["size"] == (mirrored / package["links"][0]).stat().st_size


def test_what_a_mirror_has_is_not_fetched_again(
    web: Web, mirrored: Path, copy_packages: Path
) -> None:
    put_argos(web, *sorted(copy_packages.iterdir()))
    before = {path: path.stat().st_mtime_ns for path in (mirrored / "files").iterdir()}
    result = mirror(mirrored, offers_of(), policy=HASTY)
    assert [offer.name for offer in result.added] == ["argos:en-ko"]
    assert [offer.name for offer in result.offers] == [
        "argos:en-ko",
        "argos:en-uk",
        "firefox:en-uk",
    ]
    assert result.size == sum(path.stat().st_size for path in (mirrored / "files").iterdir())
    assert (
        before.items()
        <= {path: path.stat().st_mtime_ns for path in (mirrored / "files").iterdir()}.items()
    )


def test_a_newer_version_takes_the_place_of_the_older_one(
    web: Web, mirrored: Path, tmp_path: Path
) -> None:
    put_firefox(web, tmp_path / "new", version="3.1")
    old = set((mirrored / "files").iterdir())
    result = mirror(mirrored, offers_of(), policy=HASTY)
    assert [offer.label for offer in result.added] == ["firefox en→uk 3.1"]
    new = set((mirrored / "files").iterdir())
    assert len(new) == len(old) == 4
    assert len(new & old) == 1
    (mirrored / "mine.txt").write_text("kept", encoding="utf-8")
    mirror(mirrored, offers_of(), policy=HASTY)
    assert (mirrored / "mine.txt").exists()


def test_a_damaged_mirror_is_mended(web: Web, mirrored: Path) -> None:
    next((mirrored / "files").glob("argos*")).write_bytes(b"")
    (mirrored / "records.json").write_text("{", encoding="utf-8")
    assert len(mirror(mirrored, offers_of(), policy=HASTY).added) == 2
    assert len(offers_of(str(mirrored))) == 2


def test_without_fxtranslate_the_models_of_a_mirror_stay(
    mirrored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in mirrored.rglob("*") if path.is_file()}
    offers = [offer for offer in offers_of() if offer.engine == "argos"]
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    with pytest.raises(ModelError, match="holds models of Firefox") as caught:
        mirror(mirrored, offers, policy=HASTY)
    assert caught.value.hint == "pip install fxtranslate"
    assert {p: p.read_bytes() for p in mirrored.rglob("*") if p.is_file()} == before


def test_a_changed_file_in_a_mirror_is_refused(web: Web, mirrored: Path) -> None:
    [offer] = [o for o in offers_of(str(mirrored)) if o.engine == "argos"]
    path = Path(offer.files[0].urls[0])
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(ModelError, match="is not what the index says"):
        install_offer(offer)
    path.unlink()
    with pytest.raises(ModelError, match="mirror is not whole"):
        install_offer(offer)
    assert managed() == ()


def test_a_failed_mirror_keeps_what_it_was(web: Web, mirrored: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in mirrored.rglob("*") if path.is_file()}
    put_firefox(web, tmp_path / "new", version="3.1")
    for path in list(web.sites):
        if "3.1-vocab" in path:
            del web.sites[path]
    result = mirror(mirrored, offers_of(), policy=HASTY)
    [(offer, error)] = result.failed
    assert (offer.label, result.added) == ("firefox en→uk 3.1", ())
    assert "answers 404" in str(error)
    after = {path: path.read_bytes() for path in mirrored.rglob("*") if path.is_file()}
    assert before.items() <= after.items()
    assert len(offers_of(str(mirrored))) == 2


def test_a_model_that_cannot_be_had_does_not_keep_the_others_back(
    web: Web, copy_packages: Path, tmp_path: Path
) -> None:
    put_argos(web, *sorted(copy_packages.iterdir()))
    put_firefox(web, tmp_path / "made")
    del web.sites["/translate-en_ko.argosmodel"]
    result = mirror(tmp_path / "mirror", offers_of(), policy=HASTY)
    assert [offer.name for offer, _ in result.failed] == ["argos:en-ko"]
    names = {offer.name for offer in offers_of(str(tmp_path / "mirror"))}
    assert names == {"argos:en-uk", "firefox:en-uk"}


def test_what_was_fetched_before_an_interruption_can_be_installed(
    web: Web, copy_model: Path, tmp_path: Path
) -> None:
    put_argos(web, copy_model)
    put_firefox(web, tmp_path / "made")
    argos, firefox = sorted(offers_of(), key=lambda offer: offer.name)

    def interrupt(name: str, *_: object) -> None:
        if not name.endswith(".argosmodel"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mirror(tmp_path / "mirror", [argos, firefox], policy=HASTY, progress=interrupt)
    assert [offer.name for offer in offers_of(str(tmp_path / "mirror"))] == ["argos:en-uk"]
    result = mirror(tmp_path / "mirror", [argos, firefox], policy=HASTY)
    assert [offer.name for offer in result.added] == ["firefox:en-uk"]


def test_a_mirror_is_made_of_a_mirror(mirrored: Path, tmp_path: Path) -> None:
    second = mirror(tmp_path / "second", offers_of(str(mirrored)))
    assert len(second.offers) == 2
    shutil.rmtree(mirrored)
    assert len(offers_of(str(tmp_path / "second"))) == 2


def test_a_folder_that_cannot_be_one_is_one_clear_line(web: Web, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be used as a mirror"):
        mirror(tmp_path / "file", [])


def put_mirror(web: Web, mirrored: Path, name: str) -> str:
    """Put a mirror on a server, under a name; return its URL."""
    for path in mirrored.rglob("*"):
        if path.is_file():
            web.put(f"/{name}/{path.relative_to(mirrored).as_posix()}", path.read_bytes())
    return f"{web.url}/{name}/"


def test_each_of_several_mirrors_fills_in_for_the_others(web: Web, mirrored: Path) -> None:
    web.sites.clear()
    first, second = put_mirror(web, mirrored, "a"), put_mirror(web, mirrored, "b")
    offers = offers_of(first, second)
    assert [offer.name for offer in offers] == ["firefox:en-uk", "argos:en-uk"]
    assert all(len(file.urls) == 2 for offer in offers for file in offer.files)
    for number, path in enumerate(sorted(p for p in web.sites if "/files/" in p)):
        if path.startswith("/a/") and number % 2:
            del web.sites[path]
        elif path.startswith("/a/"):
            web.sites[path].content = web.sites[path].content[:-1] + b"?"
    origins = {install_offer(offer, policy=HASTY).record.url for offer in offers}
    assert origins == {f"{first}index.json", f"{first}records.json"}
    assert len(managed()) == 2


def test_a_damaged_mirror_on_a_disk_gives_way_to_a_server(web: Web, mirrored: Path) -> None:
    web.sites.clear()
    server = put_mirror(web, mirrored, "a")
    for path in (mirrored / "files").iterdir():
        path.write_bytes(b"?")
    with pytest.raises(ModelError, match="not what the index says"):
        install_offer(offers_of(str(mirrored))[0], policy=HASTY)
    for offer in offers_of(str(mirrored), server):
        install_offer(offer, policy=HASTY)
    assert len(managed()) == 2


def test_packages_without_hashes_are_never_taken_for_the_same(web: Web, copy_model: Path) -> None:
    """Argos' own index says none: its packages and those of a mirror may differ."""
    url = put_argos(web, copy_model)
    web.put("/other.json", web.sites["/index.json"].content)
    assert [len(o.files[0].urls) for o in offers_of(url, f"{web.url}/other.json")] == [1, 1]
