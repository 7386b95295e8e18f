"""A damaged model is left out: the next best one drafts, and the user hears of it."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools_needed import need_fxtranslate
from tools.copy_model import build_copy_package, pack_package
from tools.ctranslate_model import build_ctranslate_model
from tools.firefox_model import build_firefox_model
from transkit.engines.argos import ArgosEngine
from transkit.engines.auto import ENGINE
from transkit.engines.base import EngineRequest, Found
from transkit.engines.registry import engine_factory
from transkit.errors import ModelError, ModelNotFoundError
from transkit.files import hash_file
from transkit.models import hashing
from transkit.models.records import RECORD_NAME

need_fxtranslate()

TEXT = "The river rose again."
Damage = Callable[[Path], None]


def cut(path: Path) -> None:
    """Take the last third of a file away."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def empty(path: Path) -> None:
    """Leave the name alone."""
    path.write_bytes(b"")


def garble(path: Path) -> None:
    """Put the page of a web server in its place."""
    path.write_bytes(b"<html><body>404 Not Found</body></html>")


def find(
    source: str = "en", target: str = "uk", model: Path | None = None, *, ahead: bool = False
) -> Found:
    """Return what ``--engine auto`` finds."""
    request = EngineRequest(source=source, target=target, model=model, ahead=ahead)
    return ENGINE.find(request, {})


@pytest.fixture
def packages(home: Path) -> Path:
    """Return Argos' own folder of packages, made."""
    folder = home / "data/argos-translate/packages"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("damage", [cut, empty, garble])
@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model",
                                  "model/shared_vocabulary.json", "model/config.json"])  # fmt: skip
def test_a_damaged_package_gives_way_to_the_good_one_beside_it(
    packages: Path, make_package: Callable[..., Path], file: str, damage: Damage
) -> None:
    shutil.copytree(make_package(), packages / "translate-en_uk-1_0")
    broken = shutil.copytree(make_package(), packages / "translate-en_uk-1_9")
    metadata = broken / "metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace('"0.1"', '"1.9"'), "utf-8")
    damage(broken / file)
    found = find()
    assert found.engine.info.models == ("en→uk 0.1",)
    (warning,) = found.warnings
    assert warning.startswith(f"ignored a damaged model: {broken}")
    assert "install it again: transkit models install argos:en-uk" in warning
    assert [draft.target for draft in found.engine.translate([TEXT])] == [TEXT]


@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash every file in a thread, as those of real models are."""
    monkeypatch.setattr(hashing, "_LARGE", 0)


@pytest.mark.usefixtures("all_are_large")
@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("damage", [None, cut, empty, garble])
def test_a_large_model_is_looked_at_while_it_is_hashed(
    packages: Path, make_package: Callable[..., Path], damage: Damage | None, *, ahead: bool
) -> None:
    shutil.copytree(make_package(), packages / "translate-en_uk-1_0")
    newer = shutil.copytree(make_package(), packages / "translate-en_uk-1_9")
    metadata = newer / "metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace('"0.1"', '"1.9"'), "utf-8")
    if damage is not None:
        damage(newer / "model/model.bin")
    found = find(ahead=ahead)
    assert found.engine.info.models == (("en→uk 1.9" if damage is None else "en→uk 0.1"),)
    assert len(found.warnings) == (damage is not None)
    assert found.engine.info == find().engine.info
    assert [draft.target for draft in found.engine.translate([TEXT])] == [TEXT]


@pytest.mark.usefixtures("all_are_large")
def test_an_engine_that_is_about_to_be_needed_begins_before_its_hash_is_known(
    packages: Path, make_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(make_package(), packages / "translate-en_uk-1_0")
    begun, may_go_on = threading.Event(), threading.Event()

    def hash_slowly(path: Path) -> str:
        assert may_go_on.wait(60)
        return hash_file(path)

    monkeypatch.setattr(hashing, "hash_file", hash_slowly)
    monkeypatch.setattr(ArgosEngine, "prepare", lambda _: begun.set())
    found = find(ahead=True)
    assert begun.is_set()
    may_go_on.set()
    assert len(found.engine.info.model_hash) == 64


@pytest.mark.parametrize("damage", [cut, empty, garble])
@pytest.mark.parametrize("file", ["model.bin", "source.spm", "shared_vocabulary.json"])
def test_a_damaged_ctranslate2_model_gives_way_to_argos(
    packages: Path, home: Path, file: str, damage: Damage
) -> None:
    build_copy_package(packages)
    store = home / "data/transkit/models"
    damage(build_ctranslate_model(store / "opus-mt-en-uk", "opus") / file)
    found = find()
    assert found.engine.info.name == "argos"
    assert len(found.warnings) == 1


@pytest.mark.parametrize("damage", [cut, empty, garble])
@pytest.mark.parametrize("file", ["model.enuk.intgemm.alphas.bin", "vocab.enuk.spm"])
def test_a_damaged_firefox_model_gives_way_to_argos(
    packages: Path, home: Path, file: str, damage: Damage
) -> None:
    build_copy_package(packages)
    folder = home / "data/transkit/models/enuk"
    build_firefox_model(folder)
    damage(folder / file)
    found = find()
    assert found.engine.info.name == "argos"
    (warning,) = found.warnings
    assert str(folder / file) in warning


def test_weights_that_may_not_be_read_give_way(
    packages: Path, make_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(make_package(), packages / "readable")
    secret = shutil.copytree(make_package(), packages / "secret") / "model" / "model.bin"
    metadata = packages / "secret" / "metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace('"0.1"', '"1.9"'), "utf-8")

    def read(path: Path) -> str:
        if path == secret:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return hash_file(path)

    monkeypatch.setattr("transkit.models.hashing.hash_file", read)
    found = find()
    assert found.engine.info.models == ("en→uk 0.1",)
    (warning,) = found.warnings
    assert warning.startswith(f"ignored a damaged model: {secret}: cannot be read: permission")


def test_a_damaged_model_on_the_way_through_english_gives_way(packages: Path) -> None:
    build_copy_package(packages, source="uk", target="en")
    build_copy_package(packages, source="en", target="ko")
    broken = build_copy_package(packages / "..", source="en", target="ko", name="newer")
    shutil.move(broken, packages / "newer")
    empty(packages / "newer" / "sentencepiece.model")
    found = find("uk", "ko")
    assert found.engine.info.models == ("uk→en 0.1", "en→ko 0.1")
    assert len(found.warnings) == 1


def test_an_installed_model_whose_bytes_have_changed_gives_way(packages: Path, home: Path) -> None:
    from transkit.models.installing import install_path

    build_copy_package(packages)
    build_firefox_model(home / "firefox")
    record = install_path(home / "firefox", pair=("en", "uk")).record
    weights = record.file("model")
    assert weights is not None
    content = bytearray(weights.read_bytes())
    content[-1000] ^= 1
    weights.write_bytes(bytes(content))
    assert (record.path / RECORD_NAME).is_file()
    found = find()
    assert found.engine.info.name == "argos"
    (warning,) = found.warnings
    assert "has changed" in warning


def test_where_only_damaged_models_are_the_error_says_so(packages: Path) -> None:
    broken = build_copy_package(packages)
    cut(broken / "model" / "model.bin")
    with pytest.raises(ModelNotFoundError, match=r"en → uk: .*model\.bin: is cut off") as caught:
        find()
    assert caught.value.hint == "to install one: transkit models install en-uk"


def test_a_model_that_the_user_named_is_an_error_if_it_is_damaged(
    packages: Path, tmp_path: Path
) -> None:
    build_copy_package(packages)
    named = build_copy_package(tmp_path)
    cut(named / "model" / "model.bin")
    with pytest.raises(ModelError, match=r"model\.bin: is cut off"):
        find(model=named)
    archive = pack_package(named)
    with pytest.raises(ModelError, match=rf"{archive}: model/model\.bin in it is cut off"):
        find(model=archive)


def test_a_named_model_of_another_pair_is_in_the_error(tmp_path: Path) -> None:
    named = build_copy_package(tmp_path, target="ko")
    with pytest.raises(ModelNotFoundError, match=rf"{named} is for argos en→ko"):
        find(model=named)


def test_models_of_other_pairs_are_not_spoken_of(packages: Path, home: Path) -> None:
    build_copy_package(packages)
    (build_copy_package(packages, target="ko") / "model" / "model.bin").unlink()
    broken = build_copy_package(packages, target="de")
    (broken / "metadata.json").write_text("{", encoding="utf-8")
    assert find().warnings == ()
    with pytest.raises(ModelNotFoundError, match=r"model\.bin is missing"):
        find(target="ko")
    with pytest.raises(ModelNotFoundError, match=str(broken)):
        find(target="de")


def test_the_same_content_is_looked_at_once(packages: Path) -> None:
    build_copy_package(packages)
    hashes: dict[str, str] = {}
    ENGINE.find(EngineRequest(source="en", target="uk"), hashes)
    (key,) = [key for key in hashes if "|argos|" in key and key.startswith("sound")]
    before = dict(hashes)
    ENGINE.find(EngineRequest(source="en", target="uk"), hashes)
    assert hashes == before
    assert hashes[key] == "yes"


def test_an_engine_that_was_named_is_in_the_reason(packages: Path, home: Path) -> None:
    build_copy_package(packages)
    build_firefox_model(home / "data/transkit/models/enuk")
    request = EngineRequest(source="en", target="uk")
    found = engine_factory("argos").find(request, {})
    assert found.reason == "the only way from en to uk that is installed for argos"
    newer = build_copy_package(packages / "..", name="newer")
    shutil.move(newer, packages / "newer")
    found = engine_factory("argos").find(request, {})
    assert found.reason.startswith(
        "the best argos model installed for en → uk: quality 0.69 by estimate"
    )


@pytest.mark.parametrize(
    ("engine", "hint"),
    [
        ("auto", "to install one: transkit models install uk-en en-ko"),
        ("argos", "to install one: transkit models install argos:uk-en argos:en-ko"),
        ("firefox", "to install one: transkit models install firefox:uk-en firefox:en-ko"),
        ("ctranslate2", "to install one: transkit models install DIR --pair uk-en"),
    ],
)
def test_who_asks_for_an_engine_is_told_how_to_get_a_model_of_that_engine(
    home: Path, engine: str, hint: str
) -> None:
    """The best model for the pair may be another engine's, and would not help."""
    with pytest.raises(ModelNotFoundError) as caught:
        engine_factory(engine).find(EngineRequest(source="uk", target="ko"), {})
    assert caught.value.hint == hint
    kind = "model" if engine == "auto" else f"{engine} model"
    assert caught.value.message == f"no {kind} installed for uk → ko"
