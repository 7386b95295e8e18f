"""``transkit models`` as people and scripts use it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.models.web import Web, put_argos, put_firefox
from tools.ctranslate_model import build_ctranslate_model
from tools.firefox_model import build_firefox_model
from transkit.cli import main
from transkit.models.sources import cache_folder
from transkit.models.store import managed
from transkit.models.transfer import Policy
from transkit.pipeline.model_speed import sentences


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The standard output, parsed."""
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``transkit models`` in this process, with little patience."""
    hasty = Policy(timeout=0.5, attempts=2, backoff=0.001)
    monkeypatch.setattr("transkit.models.transfer.DEFAULT_POLICY", hasty)

    def models(*args: str | Path) -> Done:
        handler = signal.getsignal(signal.SIGTERM)
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(["models", *map(str, args)])
        signal.signal(signal.SIGTERM, handler)
        out, err = capfd.readouterr()
        return Done(code=int(stop.value.code or 0), out=out, err=err)

    return models


@pytest.fixture
def site(web: Web, copy_packages: Path, tmp_path: Path, publish: Callable[..., None]) -> Web:
    """Return a server with Argos' en→uk and en→ko and Firefox' en→uk."""
    put_argos(web, *sorted(path for path in copy_packages.iterdir() if path.is_dir()))
    put_firefox(web, tmp_path / "made")
    publish(build_firefox_model(tmp_path / "same")["model"])
    return web


def test_without_a_model_the_list_says_how_to_get_one(run: Run) -> None:
    done = run("list")
    assert done.code == 0
    assert "transkit models install en-uk" in done.out


@pytest.mark.network_local
def test_search_shows_what_there_is(run: Run, site: Web) -> None:
    rows = [line.split() for line in run("search", "uk").out.splitlines()]
    assert rows[0] == ["model", "version", "kind", "download", "quality", "licence"]
    assert [row[0] for row in rows[1:]] == ["firefox:en-uk", "argos:en-uk"]
    assert [row[-2:] for row in rows[1:]] == [["0.879", "MPL-2.0"], ["0.1", "(0.69)"]]
    names = [model["name"] for model in run("search", "--json").json["models"]]
    assert names == ["argos:en-ko", "firefox:en-uk", "argos:en-uk"]
    assert "argos:en-ko" in run("search", "argos:en-ko").out
    assert run("search", "Korean").out.count("\n") == 2
    assert "No index has such a model" in run("search", "pt-BR").out
    wrong = run("search", "gibberish-x")
    assert (wrong.code, wrong.out) == (2, "")


@pytest.mark.network_local
def test_the_best_model_for_a_pair_is_installed_listed_checked_and_removed(
    run: Run, site: Web
) -> None:
    done = run("install", "en-uk")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Installed firefox en→uk 3.0 (")
    assert "firefox en→uk 3.0 is installed already" in run("install", "en-uk").out
    listed = run("list", "--json").json
    [model] = [model for model in listed["models"] if not model["starter"]]
    assert (model["name"], model["managed"], model["licence"]) == ("firefox:en-uk", True, "MPL-2.0")
    info = run("info", "en-uk").out
    assert "architecture: base-memory" in info
    assert "quality:      published: COMET 0.879 on FLORES-200" in info
    assert run("verify").out.endswith(": intact\n")
    assert run("remove", "firefox:en-uk").out.startswith("Removed firefox en→uk 3.0")
    assert managed() == ()


@pytest.mark.network_local
def test_an_update_leaves_a_model_of_ones_own(run: Run, site: Web, tmp_path: Path) -> None:
    build_firefox_model(tmp_path / "own", seed=3)
    run("install", tmp_path / "own")
    [own] = managed()
    assert "is installed already" in run("update").out
    assert managed() == (own,)
    assert "It takes the place of firefox en→uk weights-" in run("install", "en-uk").out


@pytest.mark.network_local
def test_all_installs_the_best_into_each_language(run: Run, site: Web) -> None:
    done = run("install", "--all", "uk, Korean", "--json")
    assert [model["name"] for model in done.json["installed"]] == ["firefox:en-uk", "argos:en-ko"]
    assert done.code == 0


@pytest.mark.network_local
def test_a_failure_does_not_keep_the_others_back(run: Run, site: Web) -> None:
    done = run("install", "en-fr", "argos:en-uk", "argos:en-ko.argosmodel")
    assert done.code == 3
    assert [model.name for model in managed()] == ["argos:en-uk"]
    lines = done.err.splitlines()
    assert lines[0].startswith("transkit: en-fr: no index has a model for en-fr (")
    assert "does not exist" in lines[1]
    assert len(lines) == 2


@pytest.mark.network_local
def test_a_pair_without_a_model_goes_through_english(
    run: Run, web: Web, make_package: Callable[..., Path]
) -> None:
    into, out_of = make_package(source="uk", target="en"), make_package(target="ko")
    put_argos(web, into, out_of)
    done = run("install", "uk-ko")
    assert done.out.count("Installed") == 2
    assert {model.name for model in managed()} == {"argos:uk-en", "argos:en-ko"}


@pytest.mark.network_local
def test_update_replaces_what_has_become_old(run: Run, site: Web, tmp_path: Path) -> None:
    run("install", "firefox:en-uk", "argos:en-ko")
    put_firefox(site, tmp_path / "new", version="3.1")
    done = run("update")
    assert done.code == 0
    assert "Installed firefox en→uk 3.1" in done.out
    assert "It takes the place of firefox en→uk 3.0." in done.out
    assert "argos en→ko 0.1 is installed already." in done.out
    assert sorted(model.version for model in managed()) == ["0.1", "3.1"]


@pytest.mark.network_local
def test_without_network_and_index_it_is_one_clear_line(run: Run, web: Web) -> None:
    done = run("install", "en-uk")
    assert (done.code, done.out) == (3, "")
    assert done.err.count("\n") == 1
    assert "answers 404" in done.err
    assert not cache_folder().exists()


@pytest.mark.network_local
def test_what_is_no_name_of_a_model_is_said_before_anything_is_fetched(run: Run, web: Web) -> None:
    failed = run("install", "zzz", "en-")
    assert failed.code == 3
    assert failed.err.count("names no model") == 2
    assert web.requests == []


@pytest.mark.network_local
def test_the_address_of_a_mirror_without_its_slash_is_explained(run: Run, web: Web) -> None:
    """Web servers answer with a list of the folder's files, or a page of their own."""
    url = web.put("/models", b"<html>Index of /models")
    assert "whose address ends with a slash" in run("search", "--index", url).err


@pytest.mark.network_local
def test_a_newsroom_installs_from_a_folder(run: Run, site: Web, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    done = run("mirror", mirror, "--all", "uk,ko")
    assert done.code == 0
    assert "Added firefox en→uk 3.0." in done.out
    assert f"transkit models install en-ko --index {mirror}" in done.out
    site.sites.clear()
    shutil.rmtree(cache_folder())
    assert run("install", "en-uk", "en-ko", "--index", mirror).code == 0
    assert {model.name for model in managed()} == {"firefox:en-uk", "argos:en-ko"}


@pytest.mark.network_local
def test_a_mirror_holds_what_could_be_had_and_says_what_could_not(
    run: Run, site: Web, tmp_path: Path
) -> None:
    done = run("mirror", tmp_path / "mirror", "en-fr", "argos:en-uk", "--json")
    assert done.code == 3
    assert [model["name"] for model in done.json["models"]] == ["argos:en-uk"]
    assert [failure["what"] for failure in done.json["failures"]] == ["en-fr"]
    assert done.err.count("\n") == 1
    assert "no index has a model for en-fr" in done.err
    nothing = run("mirror", tmp_path / "other", "en-fr")
    assert (nothing.code, nothing.out) == (3, f"{tmp_path}/other holds 0 models.\n")


@pytest.mark.network_local
def test_a_mirror_is_brought_up_to_date(run: Run, site: Web, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    nothing = run("mirror", mirror)
    assert (nothing.code, nothing.err.count("\n")) == (2, 1)
    run("mirror", mirror, "en-uk")
    put_firefox(site, tmp_path / "new", version="3.1")
    shutil.rmtree(cache_folder())
    done = run("mirror", mirror, "--json").json
    assert [model["version"] for model in done["models"]] == ["3.1"]
    assert done["added"] == ["firefox:en-uk"]


def test_a_damaged_model_is_found_and_exits_with_1(run: Run, copy_model: Path) -> None:
    run("install", copy_model)
    [model] = managed()
    binary = model.path / "model" / "model.bin"
    content = bytearray(binary.read_bytes())
    content[1000] ^= 1
    binary.write_bytes(content)
    done = run("verify")
    assert (done.code, done.out) == (1, "")
    assert "model/model.bin has changed" in done.err
    assert "transkit models install argos:en-uk" in done.err
    binary.unlink()
    done = run("verify", "--json")
    assert done.code == 1
    assert done.json["models"][0]["problems"] == ["model/model.bin is missing"]


def test_a_record_that_cannot_be_read_exits_with_1(run: Run, copy_model: Path) -> None:
    run("install", copy_model)
    [model] = managed()
    (model.path / "transkit-model.json").write_text("{}", encoding="utf-8")
    done = run("verify")
    assert done.code == 1
    assert "format is missing" in done.err


def test_what_argospm_installed_is_listed_and_never_changed(
    run: Run, installed_models: Path
) -> None:
    before = sorted(installed_models.rglob("*"))
    assert "not by transkit" in run("list").out
    assert "whole; no hashes: not installed by transkit" in run("verify", "en-uk").out
    done = run("remove", "en-uk")
    assert done.code == 3
    assert "argospm remove translate-en_uk" in done.err
    assert sorted(installed_models.rglob("*")) == before


def test_damage_of_what_argospm_installed_is_seen_without_hashes(
    run: Run, installed_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = shutil.copytree(installed_models, tmp_path / "packages")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    binary = packages / "translate-en_uk-copy" / "model" / "model.bin"
    binary.write_bytes(binary.read_bytes()[:-100])
    done = run("verify")
    assert done.code == 1
    assert f"{binary}: is cut off" in done.err
    assert "en→ko 0.1" in done.out
    assert run("verify", "en-ko").code == 0


def test_one_of_several_models_for_a_pair_is_named_by_its_folder(run: Run, tmp_path: Path) -> None:
    for name in ("first", "second", "third"):
        folder = build_ctranslate_model(tmp_path / name, "plain")
        assert run("install", folder, "--pair", "en-uk").code == 0
    first, second, third = sorted(managed(), key=lambda model: model.version)
    assert [m["version"] for m in run("info", first.path, "--json").json["models"]] == ["first"]
    assert "intact" in run("verify", f"{second.path}/").out
    assert run("remove", second.path.name, third.path).code == 0
    assert managed() == (first,)
    failed = run("remove", third.path)
    assert (failed.code, "is no model that is installed" in failed.err) == (3, True)


def test_what_is_not_installed_is_one_clear_line(run: Run) -> None:
    for command in ("remove", "info", "verify"):
        done = run(command, "en-fr")
        assert (done.code, done.err.count("\n")) == (3, 1)
        assert "transkit models list" in done.err
    assert run("remove").code == 2
    assert run("install").code == 2


def test_a_licence_that_forbids_commercial_use_is_said(
    run: Run, copy_model: Path, tmp_path: Path
) -> None:
    package = shutil.copytree(copy_model, tmp_path / "p")
    metadata = json.loads((package / "metadata.json").read_text("utf-8"))
    metadata["license"] = "CC-BY-NC-4.0"
    (package / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    assert "forbids commercial use" in run("install", package).out
    assert "CC-BY-NC-4.0 (non-commercial)" in run("list").out


def test_text_of_a_package_cannot_drive_a_terminal(
    run: Run, copy_model: Path, tmp_path: Path
) -> None:
    package = shutil.copytree(copy_model, tmp_path / "p")
    metadata = json.loads((package / "metadata.json").read_text("utf-8"))
    metadata |= {"package_version": "1\x1b[2J", "license": "\u202eMIT"}
    (package / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    for done in (run("install", package), run("list"), run("info", "en-uk"), run("verify")):
        assert done.code == 0
        assert "\x1b" not in done.out + done.err
        assert "\u202e" not in done.out + done.err


@pytest.mark.parametrize("language", ["en", "uk", "ko", "fr"])
def test_the_speed_is_that_of_200_sentences(language: str) -> None:
    known, text = sentences(language)
    assert known == ("en" if language == "fr" else language)
    assert len(set(text)) == 200
    assert sum(len(sentence.split()) for sentence in text) > 1500


def test_the_speed_on_this_machine_is_measured(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = sentences("en")[1][:5]
    monkeypatch.setattr("transkit.pipeline.model_speed.sentences", lambda _: ("en", few))
    build_firefox_model(tmp_path)
    run("install", tmp_path)
    assert " words/s en→uk on " in run("info", "en-uk", "--bench").out
    [model] = run("info", "en-uk", "--bench", "--json").json["models"]
    assert model["speed"]["words"] == sum(len(sentence.split()) for sentence in few)
    assert model["speed"]["words_per_second"] > 0


def test_a_model_for_many_languages_is_measured_with_one_of_its_pairs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = sentences("en")[1][:3]
    monkeypatch.setattr("transkit.pipeline.model_speed.sentences", lambda _: ("en", few))
    run("install", build_ctranslate_model(tmp_path / "m2m", "m2m100"))
    assert " words/s en→uk on " in run("info", "mul-mul", "--bench").out
    [model] = run("info", "mul-mul", "--bench", "--pair", "uk-ko", "--json").json["models"]
    assert model["speed"]["pair"] == ["uk", "ko"]
    wrong = run("info", "mul-mul", "--bench", "--pair", "en-vi")
    assert (wrong.code, wrong.out) == (3, "")
    assert "is not for en-vi" in wrong.err
    assert wrong.err.count("\n") == 1
    assert run("info", "mul-mul", "--pair", "en-uk").code == 2


def test_what_needs_no_network_imports_no_http(tmp_path: Path, installed_models: Path) -> None:
    code = (
        "import sys; from transkit.cli import main\n"
        "try: main(['models', *sys.argv[1:]])\n"
        "except SystemExit: pass\n"
        "bad = {'urllib.request', 'http.client', 'transkit.models.transfer', 'fxtranslate'}\n"
        "sys.exit(f'imported: {bad & set(sys.modules)}' if bad & set(sys.modules) else 0)\n"
    )
    for args in (["list"], ["verify"], ["info", "en-uk"], ["install", "nothing.zip"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert done.returncode == 0, done.stderr.decode()
