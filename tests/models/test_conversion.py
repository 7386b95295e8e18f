"""Marian models with random weights become models that CTranslate2 loads and transkit uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.marian_model import build_marian_model
from transkit.engines.base import EngineRequest
from transkit.engines.ctranslate2 import ENGINE
from transkit.errors import ModelError, UsageError
from transkit.models.conversion import convert_marian
from transkit.models.installed import installed
from transkit.pipeline.models import FetchOptions, convert

SENTENCE = "The council met on Tuesday."


def test_a_converted_model_drafts_what_the_converter_s_model_does(
    tmp_path: Path, home: Path
) -> None:
    import ctranslate2
    import sentencepiece
    from ctranslate2.converters import OpusMTConverter

    folder = build_marian_model(tmp_path / "opus-mt-en-uk")
    OpusMTConverter(str(folder)).convert(str(tmp_path / "expected"), quantization="int8")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    tokens = pieces.encode(SENTENCE, out_type=str)
    (expected,) = ctranslate2.Translator(str(tmp_path / "expected")).translate_batch(
        [tokens], beam_size=1, max_decoding_length=3 * len(tokens) + 32
    )
    result = convert(folder, FetchOptions())
    assert result.failures == ()
    engine = ENGINE.find(EngineRequest(source="en", target="uk", beam=1), {}).engine
    (draft,) = engine.translate([SENTENCE])
    assert draft.target == pieces.decode_pieces(list(expected.hypotheses[0])).strip()
    (record,) = installed("ctranslate2").models
    assert (record.name, record.managed) == ("ctranslate2:en-uk", True)


def test_the_pair_is_told_where_the_name_does_not(tmp_path: Path) -> None:
    folder = build_marian_model(tmp_path / "model")
    result = convert(folder, FetchOptions())
    (failure,) = result.failures
    assert "languages" in str(failure.error)
    assert str(failure.error.path) == str(folder)
    assert installed().models == ()
    assert convert(folder, FetchOptions(pair="en-ko")).installations[0].record.pair == "en-ko"
    with pytest.raises(UsageError):
        convert(folder, FetchOptions(pair="english"))


def test_a_model_for_several_languages_keeps_its_tokens(tmp_path: Path) -> None:
    folder = build_marian_model(tmp_path / "opus-en-zle", extra_tokens=(">>ukr<<", ">>bel<<"))
    record = convert(folder, FetchOptions()).installations[0].record
    assert record.pair == "en-mul"
    assert ENGINE.covers(record, "en", "be")
    assert not ENGINE.covers(record, "en", "ko")


def test_weights_and_vocabulary_do_without_a_list_of_them(tmp_path: Path) -> None:
    folder = build_marian_model(tmp_path / "model")
    (folder / "decoder.yml").unlink()
    convert_marian(folder, tmp_path / "out")
    assert (tmp_path / "out" / "model.bin").is_file()
    assert (tmp_path / "out" / "source.spm").is_file()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda folder: (folder / "opus.npz").write_bytes(b"no weights"), "cannot be converted"),
        (lambda folder: (folder / "decoder.yml").write_text("[:"), "cannot be converted"),
        (lambda folder: (folder / "decoder.yml").write_text("{}"), "cannot be converted"),
        (lambda folder: (folder / "source.spm").unlink(), "source.spm"),
        (lambda folder: (folder / "source.spm").rename(folder / "source.bpe"), "subword-nmt"),
    ],
    ids=["weights", "no yaml", "empty", "no pieces", "bpe"],
)
def test_what_cannot_be_converted_is_one_clear_error(
    tmp_path: Path, change: object, complaint: str
) -> None:
    folder = build_marian_model(tmp_path / "model")
    assert callable(change)
    change(folder)
    with pytest.raises(ModelError, match=complaint):
        convert_marian(folder, tmp_path / "out")


def test_models_for_pytorch_say_what_converts_them(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    with pytest.raises(ModelError, match="PyTorch") as caught:
        convert_marian(tmp_path, tmp_path / "out")
    assert "ct2-transformers-converter" in str(caught.value.hint)


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no Marian model"):
        convert_marian(tmp_path, tmp_path / "out")
    with pytest.raises(ModelError, match="is no folder"):
        convert_marian(tmp_path / "gone", tmp_path / "out")
