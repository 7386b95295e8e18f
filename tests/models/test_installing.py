"""Installing: whole and proved, or nothing at all."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.models.web import HASTY, Web, change_records, put_argos, put_firefox
from tools.copy_model import build_copy_package, pack_package
from tools.firefox_model import build_firefox_model
from transkit.errors import ModelError
from transkit.models.hashing import hash_cached
from transkit.models.installed import installed, store_folder
from transkit.models.installing import install_offer, install_path, install_url
from transkit.models.offers import Offer
from transkit.models.quality import quality_of
from transkit.models.records import RECORD_NAME, read_record
from transkit.models.sources import cache_folder, load_offers
from transkit.models.store import managed
from transkit.models.verifying import check_before_load, find_changes

Change = Callable[[Path], Any]


@pytest.fixture
def package(copy_model: Path, tmp_path: Path) -> Path:
    """Return a package of the test's own."""
    return shutil.copytree(copy_model, tmp_path / "package")


def only_offer(web: Web, engine: str) -> Offer:
    """Return the one offer of an engine on a server."""
    [offer] = [o for o in load_offers(policy=HASTY, refresh=True).models if o.engine == engine]
    return offer


def left_behind() -> list[str]:
    """Return every file and folder of transkit's own that is no model and no kept index."""
    data, cache = store_folder().parent, cache_folder()
    paths = [path for root in (data, cache) for path in root.rglob("*")]
    models = [model.path for model in managed()]
    kept = {store_folder(), cache / "indexes", cache / "downloads"}
    return sorted(
        str(path)
        for path in paths
        if path not in kept
        and path.parent != cache / "indexes"
        and not any(path == model or model in path.parents for model in models)
    )


@pytest.mark.network_local
def test_an_argos_package_is_fetched_proved_and_recorded(web: Web, copy_model: Path) -> None:
    put_argos(web, copy_model)
    offer = only_offer(web, "argos")
    done = install_offer(offer, policy=HASTY)
    record = done.record
    assert read_record(record.path) == record
    assert (record.label, record.architecture) == ("argos en→uk 0.1", "transformer 1+1 128")
    assert record.url == f"{web.url}/translate-en_uk.argosmodel"
    assert record.scores == offer.scores
    assert [file.name for file in record.files] == [
        "metadata.json",
        "model/config.json",
        "model/model.bin",
        "model/shared_vocabulary.json",
        "sentencepiece.model",
    ]
    assert find_changes(record) == ()
    assert [model for model in installed().models if model.managed] == [record]
    assert left_behind() == []
    assert (record.path / "model" / "model.bin").stat().st_mode & 0o777 == 0o644


@pytest.mark.network_local
def test_a_firefox_model_is_fetched_unpacked_proved_and_recorded(web: Web, tmp_path: Path) -> None:
    put_firefox(web, tmp_path)
    record = install_offer(only_offer(web, "firefox"), policy=HASTY).record
    assert record.label == "firefox en→uk 3.0"
    assert (record.licence, record.architecture) == ("", "base-memory")
    files = build_firefox_model(tmp_path / "again")
    for role, path in files.items():
        installed_file = record.file(role)
        assert installed_file is not None
        assert installed_file.read_bytes() == path.read_bytes()
    assert left_behind() == []


@pytest.mark.network_local
def test_what_is_installed_and_intact_is_not_fetched_again(web: Web, copy_model: Path) -> None:
    put_argos(web, copy_model)
    offer = only_offer(web, "argos")
    first = install_offer(offer, policy=HASTY)
    again = install_offer(offer, policy=HASTY)
    assert (again.already, again.record) == (True, first.record)
    assert web.count("/translate-en_uk.argosmodel") == 1


@pytest.mark.network_local
def test_two_installs_of_one_model_at_once_fetch_it_once(web: Web, copy_model: Path) -> None:
    put_argos(web, copy_model)
    offer = only_offer(web, "argos")
    with ThreadPoolExecutor(max_workers=3) as pool:
        done = list(pool.map(lambda _: install_offer(offer, policy=HASTY), range(3)))
    assert sorted(installation.already for installation in done) == [False, True, True]
    assert web.count("/translate-en_uk.argosmodel") == 1
    assert find_changes(done[0].record) == ()
    assert left_behind() == []


@pytest.mark.network_local
def test_the_same_version_again_mends_a_damaged_model(web: Web, copy_model: Path) -> None:
    put_argos(web, copy_model)
    offer = only_offer(web, "argos")
    first = install_offer(offer, policy=HASTY).record
    (first.path / "sentencepiece.model").write_bytes(b"")
    done = install_offer(offer, policy=HASTY)
    assert not done.already
    assert find_changes(done.record) == ()
    assert [path.name for path in store_folder().iterdir()] == [done.record.path.name]


@pytest.mark.network_local
def test_a_newer_version_takes_the_place_of_the_older_one(web: Web, package: Path) -> None:
    put_argos(web, package)
    first = install_offer(only_offer(web, "argos"), policy=HASTY).record
    newer = rebuild(package, package_version="0.2")
    put_argos(web, newer, version="0.2")
    done = install_offer(only_offer(web, "argos"), policy=HASTY)
    assert done.replaced == (first,)
    assert [model.version for model in managed()] == ["0.2"]
    assert not first.path.exists()


def rebuild(package: Path, **metadata: Any) -> Path:
    """Return a copy of a package that says other things about itself."""
    folder = package.parent / f"changed-{'-'.join(map(str, metadata.values()))}"
    if not folder.exists():
        shutil.copytree(package, folder)
    path = folder / "metadata.json"
    content = {**json.loads(path.read_text("utf-8")), **metadata}
    path.write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.mark.network_local
def test_the_version_of_the_index_counts(web: Web, copy_model: Path) -> None:
    put_argos(web, copy_model, version="0.1.6")
    install_offer(only_offer(web, "argos"), policy=HASTY)
    assert [model.version for model in managed()] == ["0.1.6"]
    assert install_offer(only_offer(web, "argos"), policy=HASTY).already


def test_a_package_is_installed_from_a_folder_or_a_file(package: Path) -> None:
    from_folder = install_path(package).record
    from_file = install_path(pack_package(package))
    assert from_file.already
    assert from_file.record == from_folder
    assert from_folder.url == str(package)
    assert (from_folder.version, from_folder.scores) == ("0.1", ())
    assert package.is_dir()


@pytest.mark.network_local
def test_a_package_is_installed_from_an_address(web: Web, package: Path) -> None:
    url = web.put("/some/where.argosmodel", pack_package(package).read_bytes())
    assert install_url(url, policy=HASTY).record.url == url
    assert left_behind() == []


@pytest.mark.network_local
def test_a_published_model_gets_its_scores_and_licence(
    web: Web, tmp_path: Path, publish: Callable[..., None]
) -> None:
    put_firefox(web, tmp_path)
    publish(build_firefox_model(tmp_path / "same")["model"], 0.9)
    offer = only_offer(web, "firefox")
    assert (offer.quality.value, offer.licence) == (0.9, "MPL-2.0")
    record = install_offer(offer, policy=HASTY).record
    assert ([score.value for score in record.scores], record.licence) == ([0.9], "MPL-2.0")
    assert read_record(record.path) == record


def test_a_firefox_folder_tells_version_architecture_and_licence(
    tmp_path: Path, publish: Callable[..., None]
) -> None:
    files = build_firefox_model(tmp_path / "fx")
    record = install_path(tmp_path / "fx").record
    assert re.fullmatch(r"weights-[0-9a-f]{8}", record.version)
    assert (record.architecture, record.licence) == ("marian 1+1 32", "")
    (tmp_path / "fx/LICENSE").write_text("Mozilla Public License Version 2.0\n", encoding="utf-8")
    metadata = '{"version": "1.0a1", "architecture": "tiny"}'
    (tmp_path / "fx/metadata.json").write_text(metadata, encoding="utf-8")
    record = install_path(tmp_path / "fx").record
    assert (record.version, record.architecture, record.licence) == ("1.0a1", "tiny", "MPL-2.0")
    publish(files["model"])
    (tmp_path / "fx/LICENSE").unlink()
    (tmp_path / "fx/metadata.json").unlink()
    record = install_path(tmp_path / "fx", force=True).record
    assert (record.architecture, record.licence) == ("base-memory", "MPL-2.0")


@pytest.mark.parametrize("pair", [None, ("en", "uk")])
def test_a_folder_that_lacks_what_cuts_words_is_one_clear_line(
    package: Path, tmp_path: Path, pair: tuple[str, str] | None
) -> None:
    build_firefox_model(tmp_path / "fx")["vocab"].unlink()
    with pytest.raises(ModelError, match="the vocabulary is missing"):
        install_path(tmp_path / "fx", pair=pair)
    opus = make_opus(package, tmp_path / "opus-mt-en-uk", "")
    (opus / "source.spm").unlink()
    with pytest.raises(ModelError, match="SentencePiece model is missing"):
        install_path(opus, pair=pair)
    shutil.copytree(opus, store_folder() / "opus-mt-en-uk")
    assert any("SentencePiece model is missing" in line for line in installed().warnings)
    assert managed() == ()


def test_the_licence_of_a_folder_is_found_in_its_readme(package: Path, tmp_path: Path) -> None:
    card = "---\nlicense: cc-by-nc-4.0\n---\n"
    record = install_path(make_opus(package, tmp_path / "opus-mt-en-uk", card)).record
    assert (record.licence, record.non_commercial) == ("cc-by-nc-4.0", True)
    (package / "README.md").write_text(card, encoding="utf-8")
    from_folder = install_path(package).record
    assert (from_folder.licence, from_folder.non_commercial) == ("cc-by-nc-4.0", True)


def test_a_firefox_folder_tells_its_languages_by_its_names(tmp_path: Path) -> None:
    build_firefox_model(tmp_path)
    (tmp_path / "notes.txt").write_text("not part of it", encoding="utf-8")
    record = install_path(tmp_path).record
    assert record.name == "firefox:en-uk"
    assert sorted(path.name for path in record.path.iterdir()) == [
        "lex.50.50.enuk.s2t.bin",
        "model.enuk.intgemm.alphas.bin",
        RECORD_NAME,
        "vocab.enuk.spm",
    ]


def make_opus(package: Path, folder: Path, readme: str) -> Path:
    """Make a CTranslate2 folder as OPUS-MT models come in."""
    shutil.copytree(package / "model", folder)
    shutil.copy(package / "sentencepiece.model", folder / "source.spm")
    shutil.copy(package / "sentencepiece.model", folder / "target.spm")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    (folder / "pytorch_model.bin").write_bytes(b"pickle")
    return folder


def test_a_ctranslate2_folder_is_installed_under_its_name(package: Path, tmp_path: Path) -> None:
    first = install_path(make_opus(package, tmp_path / "good-en-uk", "one maker's")).record
    assert (first.engine, first.pair, first.version) == ("ctranslate2", "en-uk", "good-en-uk")
    assert not (first.path / "pytorch_model.bin").exists()
    unnamed = make_opus(package, tmp_path / "model", "another maker's")
    with pytest.raises(ModelError, match=r"cannot be told"):
        install_path(unnamed)
    install_path(unnamed, pair=("en", "uk"))
    assert len(managed()) == 2


def test_what_a_persons_settings_say_of_a_model_is_kept(package: Path, tmp_path: Path) -> None:
    folder = make_opus(package, tmp_path / "mine", "")
    (folder / "transkit.toml").write_text(
        '[model]\nsource = "en"\ntarget = "ko"\nlicence = "CC-BY-NC-4.0"\nquality = 0.9\n',
        encoding="utf-8",
    )
    record = install_path(folder).record
    assert (record.pair, record.licence, record.non_commercial) == ("en-ko", "CC-BY-NC-4.0", True)
    assert quality_of(record).value == 0.9
    assert (record.path / "transkit.toml").is_file()


def test_what_a_person_says_of_a_package_comes_from_a_folder_and_never_from_an_archive(
    package: Path,
) -> None:
    told = '[model]\nversion = "7"\nquality = 0.99\n'
    (package / "transkit.toml").write_text(told, encoding="utf-8")
    archive = pack_package(package)
    record = install_path(archive).record
    assert (record.version, record.scores) == ("0.1", ())
    record = install_path(package).record
    assert (record.version, quality_of(record).value) == ("7", 0.99)


def test_an_unknown_package_does_not_take_the_place_of_an_installed_one(package: Path) -> None:
    first = install_path(package).record
    (package / "README.md").write_text("Better, believe me.", encoding="utf-8")
    with pytest.raises(ModelError, match=r"would take the place of argos en→uk 0\.1.*--force"):
        install_path(package)
    assert managed() == (first,)
    done = install_path(package, force=True)
    assert done.replaced == (first,)
    assert len(managed()) == 1


def test_a_licence_that_forbids_commercial_use_is_recorded(package: Path) -> None:
    record = install_path(rebuild(package, license="CC-BY-NC-4.0")).record
    assert (record.licence, record.non_commercial) == ("CC-BY-NC-4.0", True)


@pytest.mark.network_local
@pytest.mark.parametrize(
    ("metadata", "complaint"),
    [
        ({"to_code": "ru"}, "is for en→ru, not for en→uk"),
        ({"from_code": "uk"}, "is a package for uk→uk"),
        ({"to_code": "qq"}, "unknown language"),
        ({"to_code": ["uk"]}, "must be a text"),
        ({"package_version": 1}, "must be a text"),
        ({"type": "sbd"}, "type 'sbd'"),
        ({"license": {}}, "must be a text"),
    ],
)
def test_a_package_must_be_what_the_index_says(
    web: Web, package: Path, metadata: dict[str, Any], complaint: str
) -> None:
    put_argos(web, package)
    offer = only_offer(web, "argos")
    wrong = pack_package(rebuild(package, **metadata))
    web.put("/translate-en_uk.argosmodel", wrong.read_bytes())
    with pytest.raises(ModelError, match=complaint) as caught:
        install_offer(offer, policy=HASTY)
    assert "\n" not in str(caught.value)
    assert managed() == ()
    assert left_behind() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "model" / "model.bin").write_bytes(b"weights"),
        lambda folder: (folder / "model" / "config.json").write_bytes(b"{"),
        lambda folder: (folder / "model" / "shared_vocabulary.json").write_bytes(b"[]"),
        lambda folder: (folder / "sentencepiece.model").write_bytes(b"\xff" * 100),
    ],
)
def test_a_model_that_does_not_work_is_not_installed(package: Path, change: Change) -> None:
    change(package)
    with pytest.raises(ModelError, match=r"cannot be loaded|crashes") as caught:
        install_path(package)
    assert "\n" not in str(caught.value)
    assert managed() == ()
    assert left_behind() == []


@pytest.mark.network_local
@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"decompressedHash": "0" * 64}, "SHA-256 is wrong"),
        ({"decompressedSize": 5}, "more than it should"),
    ],
)
def test_a_firefox_file_must_become_what_its_record_says(
    web: Web, tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    put_firefox(web, tmp_path)
    change_records(web, lambda records: records[0].update(changes))
    with pytest.raises(ModelError, match=complaint):
        install_offer(only_offer(web, "firefox"), policy=HASTY)
    assert managed() == ()
    assert left_behind() == []


@pytest.mark.network_local
def test_a_download_that_broke_off_is_all_that_is_left(web: Web, tmp_path: Path) -> None:
    put_firefox(web, tmp_path)
    offer = only_offer(web, "firefox")
    path = next(path for path in web.sites if path.endswith(f"{offer.files[1].name}.zst"))
    web.sites[path].cuts = [100] + [0] * 5
    with pytest.raises(ModelError, match="broke off"):
        install_offer(offer, policy=HASTY)
    assert managed() == ()
    assert {Path(name).parent for name in left_behind()} == {cache_folder() / "downloads"}
    web.sites[path].cuts = []
    before = len(web.requests)
    install_offer(offer, policy=HASTY)
    asked = [(p.rpartition("/")[2][:20], r) for p, r in web.requests[before:]]
    assert asked[0][1] == "bytes=100-"
    assert left_behind() == []


def test_what_a_killed_process_left_is_cleaned_up(package: Path) -> None:
    staged = store_folder() / ".staging" / "model-x"
    shutil.copytree(package, staged)
    assert [model for model in installed().models if not model.starter] == []
    install_path(package)
    assert not staged.exists()


def test_a_store_that_cannot_be_written_is_one_clear_line(package: Path, home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "transkit").write_text("a file", encoding="utf-8")
    with pytest.raises(ModelError, match="XDG_DATA_HOME"):
        install_path(package)


def test_changed_files_are_found_before_loading_and_by_verifying(package: Path) -> None:
    record = install_path(package).record
    hashes: dict[str, str] = {}
    check_before_load(record.path, hashes)
    assert len(hashes) == len(record.files)
    binary = record.path / "model" / "model.bin"
    content = bytearray(binary.read_bytes())
    content[len(content) // 2] ^= 1
    binary.write_bytes(content)
    with pytest.raises(ModelError, match=r"model/model\.bin has changed.*models install argos"):
        check_before_load(record.path, hashes)
    assert find_changes(record) == ("model/model.bin has changed: its SHA-256 is another one",)
    binary.unlink()
    (record.path / "run.py").write_text("", encoding="utf-8")
    assert find_changes(record) == ("model/model.bin is missing", "run.py was not installed")


def test_a_flipped_bit_in_any_file_is_found(package: Path) -> None:
    record = install_path(package).record
    for file in record.files:
        path = record.path / file.name
        good = path.read_bytes()
        for position in (0, len(good) // 2, len(good) - 1):
            path.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
            assert find_changes(record) == (f"{file.name} has changed: its SHA-256 is another one",)
        path.write_bytes(good)
    assert find_changes(record) == ()


def test_a_model_that_transkit_did_not_install_is_not_checked(package: Path) -> None:
    check_before_load(package, {})
    [record] = installed(folders=[package]).models
    with pytest.raises(ValueError, match="not installed by transkit"):
        find_changes(record)


def test_files_are_read_once_for_the_check_before_loading(package: Path) -> None:
    record = install_path(package).record
    hashes: dict[str, str] = {}
    for file in record.files:
        hash_cached(record.path / file.name, hashes)
    poisoned = dict.fromkeys(hashes, "0" * 64)
    with pytest.raises(ModelError, match="has changed"):
        check_before_load(record.path, poisoned)


def test_two_models_of_one_pair_and_several_engines_live_side_by_side(
    package: Path, tmp_path: Path
) -> None:
    argos = install_path(package).record
    build_firefox_model(tmp_path / "fx")
    firefox = install_path(tmp_path / "fx").record
    assert {model.path for model in managed()} == {argos.path, firefox.path}
    assert replace(argos, path=Path()) != replace(firefox, path=Path())


def test_a_whole_package_from_this_machine_loads_whatever_its_folder_is_called(
    tmp_path: Path,
) -> None:
    odd = build_copy_package(tmp_path, bpe=True, name="..odd name (1) ü")
    record = install_path(odd).record
    assert record.path.name.startswith("argos-en-uk-0.1-")


def test_a_full_disk_is_one_clear_line_and_leaves_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*args: Any, **options: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fill_up)
    with pytest.raises(ModelError, match="cannot be installed: the disk is full"):
        install_path(package)
    assert left_behind() == []


@pytest.mark.parametrize("moment", [0.15, 0.35, 0.6, 0.9])
def test_killed_at_any_moment_there_is_a_whole_model_or_none(package: Path, moment: float) -> None:
    command = [sys.executable, "-m", "transkit", "models", "install", str(package)]
    process = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert all(find_changes(model) == () for model in managed())
    assert installed(folders=[store_folder()]).warnings == ()
    install_path(package)
    assert len(managed()) == 1
    assert left_behind() == []


def test_two_at_once_install_it_once(package: Path) -> None:
    command = [sys.executable, "-m", "transkit", "models", "install", str(package)]
    processes = [
        subprocess.Popen(
            command,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    outputs = sorted(process.communicate()[0] for process in processes)
    assert [process.returncode for process in processes] == [0, 0]
    assert outputs[0].startswith("Installed argos en→uk 0.1")
    assert outputs[1] == "argos en→uk 0.1 is installed already.\n"
    assert left_behind() == []
