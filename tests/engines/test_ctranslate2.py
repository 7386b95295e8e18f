"""CTranslate2 models of every family that publishes them, on small ones that copy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest

from tools.ctranslate_model import Family, build_ctranslate_model
from transkit.engines.base import Engine, EngineRequest
from transkit.engines.ctranslate2 import ENGINE, CTranslate2Factory, read_frame
from transkit.errors import EngineError, ModelError, ModelNotFoundError
from transkit.models.folders import describe_folder, language_tokens
from transkit.models.records import ModelRecord

SEGMENTS = ["Leaders meet in Kyiv to talk about water.", "under_score  and 😀 б", "No."]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one model of every family; do not change it."""
    folder = tmp_path_factory.mktemp("ctranslate2")
    for family in get_args(Family):
        build_ctranslate_model(folder / f"{family}-en-uk", family)
    return folder


def engine_of(path: Path, source: str = "en", target: str = "uk", beam: int = 4) -> Engine:
    """Return the engine for one model."""
    request = EngineRequest(source=source, target=target, model=path, beam=beam, jobs=2)
    return ENGINE.find(request, {}).engine


def described(path: Path) -> ModelRecord:
    """Return the record of a folder that must be a model."""
    record = describe_folder(path)
    assert record is not None
    return record


@pytest.mark.parametrize("family", get_args(Family))
def test_every_family_gets_what_it_needs_around_the_text(models: Path, family: str) -> None:
    drafts = engine_of(models / f"{family}-en-uk").translate(SEGMENTS)
    assert [draft.target for draft in drafts] == SEGMENTS
    assert not any(draft.reasons for draft in drafts[1:])


@pytest.mark.parametrize("family", get_args(Family))
def test_nothing_is_cut_off_however_long_a_segment_is(models: Path, family: str) -> None:
    segments = ["a" * 3000, ("word and " * 800 + "end").strip()]
    drafts = engine_of(models / f"{family}-en-uk").translate(segments)
    assert [draft.target for draft in drafts] == segments


@pytest.mark.parametrize(
    ("family", "before", "prefix", "after"),
    [
        ("opus", (), "", ()),
        ("opus-multi", (">>ukr<<",), "", ("</s>",)),
        ("nllb", ("eng_Latn",), "ukr_Cyrl", ("</s>",)),
        ("m2m100", ("__en__",), "__uk__", ("</s>",)),
        ("t5", ("<2uk>",), "", ("</s>",)),
        ("plain", (), "", ()),
    ],
)
def test_the_frame_is_that_of_the_family(
    models: Path, family: str, before: tuple[str, ...], prefix: str, after: tuple[str, ...]
) -> None:
    frame = read_frame(described(models / f"{family}-en-uk"), "en", "uk")
    assert (frame.before, frame.prefix, frame.after) == (before, prefix, after)


@pytest.mark.parametrize(
    ("family", "pair"),
    [
        ("opus", ("en", "uk")), ("plain", ("en", "uk")), ("opus-multi", ("en", "mul")),
        ("nllb", ("mul", "mul")), ("m2m100", ("mul", "mul")), ("t5", ("mul", "mul")),
    ],
)  # fmt: skip
def test_languages_are_told_from_files_and_name(
    models: Path, family: str, pair: tuple[str, str]
) -> None:
    record = described(models / f"{family}-en-uk")
    assert record.engine == "ctranslate2"
    assert (record.source, record.target) == pair


def test_language_tokens_of_every_spelling_are_tags() -> None:
    assert language_tokens(("▁the", "zho_Hant", "ukr_Cyrl", "kor_Hang")) == (
        "nllb", {"zh-Hant": "zho_Hant", "uk": "ukr_Cyrl", "ko": "kor_Hang"},
    )  # fmt: skip
    assert language_tokens(("<2pt_BR>", "<2en>", "<2xxqq>")) == (
        "t5", {"pt-BR": "<2pt_BR>", "en": "<2en>"},
    )  # fmt: skip
    assert language_tokens((">>ukr<<", ">>zle<<"))[1]["uk"] == ">>ukr<<"
    assert language_tokens(("▁the", "</s>", "__", "<2>")) == ("plain", {})


def test_a_multilingual_model_covers_the_languages_that_it_has_tokens_for(models: Path) -> None:
    record = described(models / "nllb-en-uk")
    assert ENGINE.covers(record, "uk", "ko")
    assert ENGINE.covers(record, "en", "zh-Hant")
    assert not ENGINE.covers(record, "en", "fr")
    assert not ENGINE.covers(record, "fr", "en")
    multi = described(models / "opus-multi-en-uk")
    assert ENGINE.covers(multi, "en", "be")
    assert not ENGINE.covers(multi, "ko", "uk")
    assert not ENGINE.covers(multi, "en", "ko")


def test_uk_to_ko_needs_no_pivot_with_a_multilingual_model(models: Path) -> None:
    engine = engine_of(models / "m2m100-en-uk", "uk", "ko")
    assert engine.info.models == ("mul→mul m2m100-en-uk",)
    assert engine.translate(["Річка піднялася."])[0].target == "Річка піднялася."


def test_a_language_that_the_model_does_not_know_is_an_error(models: Path) -> None:
    with pytest.raises(ModelNotFoundError):
        engine_of(models / "nllb-en-uk", "en", "fr")
    with pytest.raises(ModelError, match="does not know the language fr") as caught:
        read_frame(described(models / "nllb-en-uk"), "en", "fr")
    assert "uk" in str(caught.value.hint)


def test_the_target_language_is_part_of_what_drafts_are_filed_under(models: Path) -> None:
    infos = [engine_of(models / "nllb-en-uk", target=target).info for target in ("uk", "ko")]
    assert infos[0].settings != infos[1].settings
    assert "ukr_Cyrl" in infos[0].settings


def test_settings_beside_the_model_say_what_files_do_not(models: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(models / "nllb-en-uk", folder)
    (folder / "transkit.toml").write_text(
        '[model]\nsource = "English"\ntarget = "ko"\nversion = "7"\nlicence = "CC-BY-NC-4.0"\n'
        'source_prefix = ["eng_Latn"]\ntarget_prefix = "kor_Hang"\nquality = 0.9\n',
        encoding="utf-8",
    )
    engine = engine_of(folder, target="ko")
    assert engine.info.credit == "ctranslate2 en→ko 7 (CC-BY-NC-4.0)"
    assert engine.info.non_commercial
    assert engine.translate(SEGMENTS)[0].target == SEGMENTS[0]
    assert described(folder).scores[0].value == 0.9


def test_nllb_is_not_for_sale_unless_its_folder_says_otherwise(
    models: Path, tmp_path: Path
) -> None:
    """Its licence is often left behind when it is converted."""
    folder = shutil.copytree(models / "nllb-en-uk", tmp_path / "nllb")
    info = engine_of(folder).info
    assert (info.licences, info.non_commercial) == (("CC-BY-NC-4.0",), True)
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n", encoding="utf-8")
    info = engine_of(folder).info
    assert (info.licences, info.non_commercial) == (("cc-by-nc-4.0",), True)
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n", encoding="utf-8")
    info = engine_of(folder).info
    assert (info.licences, info.non_commercial) == (("apache-2.0",), False)
    assert described(models / "m2m100-en-uk").licence == ""


def test_a_model_that_nothing_is_known_about_says_what_to_write(
    models: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(models / "opus-en-uk", folder)
    with pytest.raises(ModelError, match="cannot be told") as caught:
        engine_of(folder)
    assert "[model]" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("model.bin", b"no weights", "install it again"),
        ("source.spm", b"no pieces", "no SentencePiece model"),
        ("shared_vocabulary.json", b"{", "no vocabulary"),
        ("shared_vocabulary.json", b'{"a": 1}', "no list of tokens"),
        ("config.json", b"[", "no configuration"),
    ],
)
def test_damaged_files_are_one_clear_error(
    models: Path, tmp_path: Path, name: str, content: bytes, complaint: str
) -> None:
    folder = tmp_path / "opus-en-uk"
    shutil.copytree(models / "opus-en-uk", folder)
    (folder / name).write_bytes(content)
    with pytest.raises((EngineError, ModelError), match=complaint):
        engine_of(folder).translate(["Some words."])


def test_a_model_in_the_store_is_found_by_its_files(models: Path, home: Path) -> None:
    shutil.copytree(models / "opus-en-uk", home / "data/transkit/models/opus-mt-en-uk")
    found = ENGINE.find(EngineRequest(source="en", target="uk"), {})
    assert found.engine.info.label == "ctranslate2 en→uk opus-mt-en-uk"
    assert found.warnings == ()


def test_the_end_is_added_once(models: Path, tmp_path: Path) -> None:
    """Models from Marian have CTranslate2 add it, those from Hugging Face want it from us."""
    folder = tmp_path / "opus-en-uk"
    shutil.copytree(models / "opus-en-uk", folder)
    assert read_frame(described(folder), "en", "uk").after == ()
    config = json.loads((folder / "config.json").read_bytes())
    config.update(add_source_eos=False, decoder_start_token="</s>")  # noqa: S106 (no password)
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert read_frame(described(folder), "en", "uk").after == ("</s>",)
    assert engine_of(folder).translate(SEGMENTS)[1].target == SEGMENTS[1]


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("opus-mt-en-uk", ("en", "uk")),
        ("opus-mt-en-uk-ct2-int8", ("en", "uk")),
        ("translate_en_ko.v2", ("en", "ko")),
        ("model", None),
        ("nllb-200-distilled-600M", None),
    ],
)
def test_the_last_two_languages_in_a_name_are_the_pair(
    models: Path, tmp_path: Path, name: str, pair: tuple[str, str] | None
) -> None:
    shutil.copytree(models / "opus-en-uk", tmp_path / name)
    if pair is None:
        with pytest.raises(ModelError, match="cannot be told"):
            describe_folder(tmp_path / name)
    else:
        record = described(tmp_path / name)
        assert (record.source, record.target) == pair


@pytest.mark.parametrize(
    ("family", "pair"),
    [
        ("nllb", ("en-GB", "uk")),
        ("nllb", ("en", "uk-UA")),
        ("m2m100", ("en-GB", "uk-UA")),
        ("opus-multi", ("en", "uk-UA")),
        ("t5", ("en-GB", "uk")),
    ],
)
def test_a_region_that_a_model_does_not_tell_apart_is_left_out(
    models: Path, family: str, pair: tuple[str, str]
) -> None:
    model = described(models / f"{family}-en-uk")
    assert ENGINE.covers(model, *pair)
    assert read_frame(model, *pair) == read_frame(model, "en", "uk")
    assert not ENGINE.covers(model, pair[0], "ja-JP")


def test_another_vocabulary_beside_the_same_weights_is_noticed(
    models: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(models / "opus-multi-en-uk", tmp_path / "opus-multi-en-uk")
    model = described(folder)
    factory = CTranslate2Factory()
    assert factory.covers(model, "en", "uk")
    [path] = [path for path in folder.glob("*vocabulary.json") if "target" not in path.name]
    tokens = json.loads(path.read_bytes())
    changed = [word.replace("ukr", "kor") for word in tokens] + ["x"]
    path.write_text(json.dumps(changed), encoding="utf-8")
    assert not factory.covers(model, "en", "uk")
    assert factory.covers(model, "en", "ko")
