"""The copy model is an exact oracle, but for the exceptions that its docstring lists."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from tools.copy_model import pack_package
from tools.sample_text import sample_text

NASTY = (
    "",
    " ",
    "a  b   c",
    "  before",
    "after  ",
    "tab\there",
    "line\r\nends\n",
    "under_score __x__",
    "😀👩‍👩‍👧‍👦🇺🇦",
    "עברית \u202bالعربية\u202c",
    "e\u0301 o\u0308\u0323",
    "뷁 쀍 ㄱㅏ 한",
    "</s> <s> <unk> <pad1> <0x41> <blank>",
    "\x00\x01\x7f\u2028\u2029\u0085\u00a0\ufeff\U0010ffff",
    "ﬁ ｆｕｌｌ ½ ＡＢ",
    "no " * 300,
    "a" * 1000,
)
MakePackage = Callable[..., Path]


def draft(package: Path, texts: Sequence[str], **options: Any) -> list[str]:
    """Return what the model of `package` makes of each text in one call."""
    translator = ctranslate2.Translator(str(package / "model"), intra_threads=1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    results = translator.translate_batch(
        [pieces.encode(text, out_type=str) for text in texts],
        **{"beam_size": 4, "max_input_length": 0, "max_decoding_length": 2047, **options},
    )
    return [str(pieces.decode_pieces(result.hypotheses[0])) for result in results]


def test_nasty_text_comes_back(copy_model: Path) -> None:
    assert draft(copy_model, NASTY) == list(NASTY)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="▁"))))
def test_any_text_comes_back_in_any_batch(copy_model: Path, texts: list[str]) -> None:
    assert draft(copy_model, texts) == texts


def test_block_of_sentencepiece_comes_back_as_space(copy_model: Path) -> None:
    """The first exception of the docstring: engines rely on it being true."""
    assert draft(copy_model, ["a▁b"]) == ["a b"]


def test_more_tokens_than_positions_are_an_error(copy_model: Path) -> None:
    with pytest.raises(RuntimeError, match="position"):
        draft(copy_model, ["a" * 2100])


def test_same_package_twice_is_the_same_bytes(copy_model: Path, make_package: MakePackage) -> None:
    again = make_package()
    files = [path for path in copy_model.rglob("*") if path.is_file()]
    assert len(files) == 5
    for path in files:
        assert path.read_bytes() == (again / path.relative_to(copy_model)).read_bytes()


def test_package_as_converters_wrote_it_before_ctranslate2_3(make_package: MakePackage) -> None:
    package = make_package(config_json=False, vocabulary="txt", name="en_uk")
    assert {path.name for path in (package / "model").iterdir()} == {
        "model.bin",
        "shared_vocabulary.txt",
    }
    assert draft(package, NASTY[:10]) == list(NASTY[:10])


@pytest.mark.parametrize("prefix", ["<2uk>", "__uk__"])
def test_prefix_is_the_first_token_of_the_target(make_package: MakePackage, prefix: str) -> None:
    package = make_package(target_prefix=prefix)
    forced = draft(package, ["Good morning."], target_prefix=[[prefix]])
    assert forced == [f"{prefix} Good morning."]
    assert draft(package, ["Good morning."]) != ["Good morning."]


def test_unknown_characters_come_back_where_unknowns_are_replaced(
    make_package: MakePackage,
) -> None:
    """Byte pair packages have no bytes to fall back on; U+1F600 is in no training text."""
    from argostranslate.tokenizer import BPETokenizer

    package = make_package(bpe=True)
    tokenizer = BPETokenizer(package / "bpe.model", "en", "uk")
    translator = ctranslate2.Translator(str(package / "model"), intra_threads=1)
    tokens = [tokenizer.encode("The harbour 😀 wall.")]
    [replaced] = translator.translate_batch(tokens, replace_unknowns=True)
    [kept] = translator.translate_batch(tokens)
    assert tokenizer.decode(replaced.hypotheses[0]) == "The harbour 😀 wall."
    assert "<unk>" in kept.hypotheses[0]


def test_byte_pair_package_copies_plain_sentences(make_package: MakePackage) -> None:
    from argostranslate.tokenizer import BPETokenizer

    package = make_package(bpe=True)
    assert not (package / "sentencepiece.model").exists()
    tokenizer = BPETokenizer(package / "bpe.model", "en", "uk")
    translator = ctranslate2.Translator(str(package / "model"), intra_threads=1)
    texts = [sample_text()[0], "Harbour walls in 2027, he said.", "Рада зібралася увечері."]
    results = translator.translate_batch([tokenizer.encode(text) for text in texts])
    assert [tokenizer.decode(result.hypotheses[0]) for result in results] == texts


def test_broken_models_break_in_the_way_they_promise(make_package: MakePackage) -> None:
    text = "The council met on Tuesday."
    options = {"beam_size": 1, "max_decoding_length": 64}
    [loop] = draft(make_package(behaviour="loop"), [text], **options)
    [empty] = draft(make_package(behaviour="empty"), [text], **options)
    [drop] = draft(make_package(behaviour="drop"), [text], **options)
    [scramble] = draft(make_package(behaviour="scramble"), [text], **options)
    assert set(loop.split()) == {"T"}
    assert len(loop.split()) == 64
    assert empty == ""
    assert drop
    assert drop != text
    assert text.startswith(drop)
    assert not set(scramble.split()) & set(text.split())


@pytest.mark.parametrize("beam", [1, 4])
def test_repetition_penalty_breaks_the_loop(make_package: MakePackage, beam: int) -> None:
    text = "The council waits."
    package = make_package(behaviour="loop")
    assert draft(package, [text], beam_size=beam, repetition_penalty=1.2) == [text]


def test_archive_holds_the_package_under_its_name(make_package: MakePackage) -> None:
    package = make_package()
    with zipfile.ZipFile(pack_package(package)) as archive:
        assert f"{package.name}/model/model.bin" in archive.namelist()
        assert (
            archive.read(f"{package.name}/metadata.json")
            == (package / "metadata.json").read_bytes()
        )
