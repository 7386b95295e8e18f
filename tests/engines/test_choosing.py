"""Which of several installed models drafts a pair, and what is said about it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tools_needed import need_fxtranslate
from tools.copy_model import build_copy_package
from tools.firefox_model import build_firefox_model
from transkit.engines import registry
from transkit.engines.auto import ENGINE
from transkit.engines.base import EngineRequest
from transkit.engines.choosing import choose_route, covers_pair
from transkit.errors import ModelNotFoundError
from transkit.models.records import ModelRecord, Score

need_fxtranslate()


def model(
    name: str, source: str = "en", target: str = "uk", *, version: str = "1.0",
    quality: float | None = None, starter: bool = False,
) -> ModelRecord:  # fmt: skip
    """Return a record of a model that is not there."""
    scores = () if quality is None else (Score(metric="COMET", test="x", value=quality),)
    return ModelRecord(
        engine=name, source=source, target=target, version=version, starter=starter,
        scores=scores, path=Path(f"/models/{name}-{source}-{target}-{version}"),
    )  # fmt: skip


def choose(
    models: Sequence[ModelRecord],
    pair: tuple[str, str] = ("en", "uk"),
    preferred: tuple[str, ...] = (),
    named: ModelRecord | None = None,
) -> tuple[tuple[ModelRecord, ...], str]:
    """Return the route's models and its reason."""
    request = EngineRequest(source=pair[0], target=pair[1], preferred=preferred)
    route = choose_route(models, request, covers_pair, named)
    return ((), "") if route is None else (route.models, route.reason)


ARGOS, FIREFOX = model("argos", version="1.9"), model("firefox", version="3.0")
STARTER = model("argos", version="9.9", starter=True)


@pytest.mark.parametrize("order", [(ARGOS, FIREFOX, STARTER), (STARTER, FIREFOX, ARGOS)])
def test_the_best_engine_wins_whatever_the_order(order: tuple[ModelRecord, ...]) -> None:
    chosen, reason = choose(order)
    assert chosen == (FIREFOX,)
    assert reason.startswith(
        "the best installed for en → uk: quality 0.85 by estimate, before argos en→uk 1.9"
    )


def test_published_quality_outranks_the_kind_of_engine() -> None:
    better = model("argos", quality=0.9)
    assert choose([FIREFOX, better])[0] == (better,)


def test_a_model_that_nobody_has_measured_does_not_take_the_place_of_one_that_was() -> None:
    """Not even of the worst that is published for its kind; better kinds still come first."""
    official = model("argos", version="1.4", quality=0.6996)
    stranger = model("argos", version="99")
    chosen, reason = choose([stranger, official])
    assert chosen == (official,)
    assert reason.endswith("quality 0.70, before argos en→uk 99 (0.69 by estimate)")
    assert choose([stranger, official, FIREFOX])[0] == (FIREFOX,)


def test_a_preference_outranks_quality_and_says_so() -> None:
    chosen, reason = choose([ARGOS, FIREFOX], preferred=("argos",))
    assert chosen == (ARGOS,)
    assert reason.startswith("preferred in transkit.toml to firefox en→uk 3.0")
    assert choose([ARGOS, FIREFOX], preferred=("ctranslate2", "firefox"))[0] == (FIREFOX,)


def test_a_named_model_outranks_a_preference() -> None:
    chosen, reason = choose([ARGOS, FIREFOX], preferred=("firefox",), named=ARGOS)
    assert (chosen, reason) == ((ARGOS,), "the model that you named")


def test_a_starter_is_the_last_resort() -> None:
    assert choose([STARTER])[0] == (STARTER,)
    chosen, reason = choose([STARTER, ARGOS])
    assert (chosen, reason) == ((ARGOS,), "better than the starter model for en → uk")


def test_the_newer_of_two_equals_wins() -> None:
    newer = model("argos", version="1.10")
    assert choose([ARGOS, newer])[0] == (newer,)


def test_one_model_beats_two_that_are_not_better() -> None:
    direct = model("argos", "uk", "ko")
    first, second = model("firefox", "uk", "en"), model("firefox", "en", "ko")
    assert choose([first, second, direct], ("uk", "ko"))[0] == (direct,)
    better = model("firefox", "uk", "en", quality=0.95), model("firefox", "en", "ko", quality=0.95)
    assert choose([*better, direct], ("uk", "ko"))[0] == better


def test_two_engines_may_stand_in_a_row() -> None:
    first, second = model("argos", "uk", "en"), model("firefox", "en", "ko")
    chosen, reason = choose([second, first], ("uk", "ko"))
    assert chosen == (first, second)
    assert reason == "the only way from uk to ko that is installed"


def test_a_named_model_is_one_of_two_where_it_is_needed() -> None:
    first, second = model("argos", "uk", "en"), model("firefox", "en", "ko")
    other = model("firefox", "uk", "en")
    assert choose([second, other, first], ("uk", "ko"), named=first)[0] == (first, second)


def test_a_model_without_the_region_does_where_there_is_none_with_it() -> None:
    french = model("firefox", "en", "fr")
    canadian = model("argos", "en", "fr-CA")
    assert choose([french], ("en", "fr-CA"))[0] == (french,)
    assert choose([french, canadian], ("en", "fr-CA"))[0] == (canadian,)
    assert choose([canadian], ("en", "fr"))[0] == ()
    assert choose([model("argos", "en", "sr")], ("en", "sr-Latn"))[0] == ()


def test_a_model_for_many_languages_is_no_way_through_english_by_itself() -> None:
    many = model("ctranslate2", "mul", "mul")

    def covers(_model: ModelRecord, source: str, target: str) -> bool:
        return source != target

    request = EngineRequest(source="uk", target="ko")
    route = choose_route([many], request, covers)
    assert route is not None
    assert (route.models, route.reason) == (
        (many,),
        "the only way from uk to ko that is installed",
    )


def test_nothing_is_made_of_models_for_other_pairs() -> None:
    assert choose([ARGOS, FIREFOX], ("uk", "en"))[0] == ()
    assert choose([], ("en", "uk"))[0] == ()


@pytest.fixture
def store(home: Path) -> Path:
    """Return transkit's own folder of models, made."""
    folder = home / "data/transkit/models"
    folder.mkdir(parents=True)
    return folder


def test_auto_finds_the_best_of_what_lies_on_the_disk(store: Path) -> None:
    build_copy_package(store)
    request = EngineRequest(source="en", target="uk")
    assert ENGINE.find(request, {}).engine.info.name == "argos"
    build_firefox_model(store / "firefox-en-uk")
    found = ENGINE.find(request, {})
    assert found.engine.info.name == "firefox"
    assert "before argos en→uk 0.1" in found.reason


def test_auto_is_the_engine_itself_so_that_drafts_are_filed_alike(store: Path) -> None:
    build_copy_package(store)
    request = EngineRequest(source="en", target="uk")
    named = registry.engine_factory("argos").find(request, {})
    assert ENGINE.find(request, {}).engine.info == named.engine.info


def test_auto_goes_through_english_with_two_engines(store: Path) -> None:
    build_copy_package(store, source="uk", target="en")
    build_firefox_model(store / "firefox-en-ko", target="ko")
    engine = ENGINE.find(EngineRequest(source="uk", target="ko"), {}).engine
    assert re.fullmatch(r"argos\+firefox uk→en 0\.1 \+ en→ko weights-\w{8}", engine.info.label)
    assert engine.info.quality == pytest.approx(0.78 * 0.85, abs=0.02)
    drafts = engine.translate(["Річка піднялася. Знову.", "12:30"])
    assert drafts[0].target
    assert drafts[1].target == "12:30"


def test_auto_without_any_model_says_how_to_get_one() -> None:
    with pytest.raises(ModelNotFoundError, match="to install one"):
        ENGINE.find(EngineRequest(source="en", target="uk"), {})


def test_an_engine_that_cannot_work_here_is_left_out_with_a_warning(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_copy_package(store)
    build_firefox_model(store / "firefox-en-uk")
    monkeypatch.setattr("transkit.engines.firefox.find_spec", lambda _name: None)
    found = ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert found.engine.info.name == "argos"
    assert found.warnings == ("firefox: fxtranslate is not installed: pip install fxtranslate",)


def test_an_engine_of_others_that_cannot_be_loaded_breaks_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_copy_package(store)
    monkeypatch.setitem(registry._BUILT_IN, "broken", "no_such_module:ENGINE")
    found = ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert found.engine.info.name == "argos"
    (warning,) = found.warnings
    assert "'broken'" in warning


def test_a_broken_model_hides_no_good_one(store: Path) -> None:
    build_copy_package(store)
    build_firefox_model(store / "firefox-en-uk")
    (store / "firefox-en-uk" / "transkit.toml").write_text("[model]\nsource = 1\n", "utf-8")
    found = ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert found.engine.info.name == "argos"
    (warning,) = found.warnings
    assert "model.source is not a string" in warning


def test_the_user_s_own_folder_of_a_known_kind_is_named(tmp_path: Path, store: Path) -> None:
    build_copy_package(store)
    build_firefox_model(tmp_path / "mine")
    request = EngineRequest(source="en", target="uk", model=tmp_path / "mine")
    found = ENGINE.find(request, {})
    assert (found.engine.info.name, found.reason) == ("firefox", "the model that you named")


def test_a_copy_of_a_model_elsewhere_is_the_same_to_the_ledger(tmp_path: Path) -> None:
    build_firefox_model(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    infos = [
        ENGINE.find(EngineRequest(source="en", target="uk", model=tmp_path / name), {}).engine.info
        for name in ("one", "two")
    ]
    assert infos[0] == infos[1]
