"""Build an Argos package whose model copies its input, by hand-set weights.

No training is involved: the cross-attention of the last decoder layer looks at the source position
that it is about to write, and the output projection reads the same embedding back, so the best
target *is* the source, token for token. That makes

* an exact oracle for tests: any text that goes through segmentation, masking, batching, decoding
  and re-assembly must come back unchanged, or something was lost, invented, reordered or mixed up;
* a model of realistic size and output length for benchmarks: ``--full-size`` has the dimensions of
  a published Argos model (6+6 layers, 512/2048, 32,000 pieces, int8).

What comes back is the input, character for character, also white space at the ends, underscores,
byte fallback, emoji, NUL, and what looks like a token (``</s>``, ``<0x41>``, ``<pad1>``), except:

* U+2581 (▁) comes back as a space: SentencePiece writes its spaces so. An engine has to keep it
  away from any SentencePiece model.
* Lone surrogates: SentencePiece refuses them, they have no UTF-8.
* More than 2,047 tokens in one call: CTranslate2 raises (no position encodings). Its own limits cut
  off earlier, without a word: ``max_input_length`` (1,024) and ``max_decoding_length`` (256).
* Decoding that forbids repetition (``repetition_penalty``, ``no_repeat_ngram_size``), samples, or
  suppresses tokens: what repeats in the input must repeat in the output.
* Argos Translate itself turns underscores into spaces, whatever the model.
* ``pieces=``: the normalization of that SentencePiece model shows (for published ones NFKC), and
  what it has no piece for is ``<unk>``, which ``replace_unknowns`` turns into the source's again.
* ``bpe=True``: Moses tokenization changes quotes, spaces and some punctuation, and characters that
  the training text lacks are ``<unk>``, as above. Plain sentences come back.
* ``target_prefix``: the engine has to pass it, otherwise the output is one token off.
"""

from __future__ import annotations

import argparse
import io
import json
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec

from tools.bpe import learn_codes, list_symbols
from tools.sample_text import sample_text

__all__ = ["POSITIONS", "Behaviour", "build_copy_package", "pack_package", "train_pieces"]

Array = npt.NDArray[np.float32]
Behaviour = Literal["copy", "loop", "empty", "drop", "scramble"]
"""What a model does with its input.

* copy: writes it.
* loop: writes its first token again and again; a repetition penalty of 1.2 breaks the loop, and if
  no token of the input repeats, the output is then the input.
* empty: writes nothing but a space that SentencePiece strips (not for ``bpe``).
* drop: writes its first three tokens.
* scramble: writes another token for each, so that nothing of it survives but the number of tokens.
"""

POSITIONS = 2048
"""Tokens that a model tells apart, its end-of-sentence token included."""
HEADS = 8
SPECIAL = ("<blank>", "<unk>", "<s>", "</s>")
END = SPECIAL.index("</s>")
FULL_SIZE: dict[str, Any] = {"vocab": 32000, "width": 512, "ffn": 2048, "encoder": 6, "decoder": 6}
LANGUAGE_NAMES = {"en": "English", "uk": "Ukrainian", "ko": "Korean"}
DROP_AFTER = 3
"""Tokens that a model with the behaviour "drop" writes before it stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Dimensions of the transformer."""

    width: int
    """Model dimension: a multiple of 8, at least 128."""
    ffn: int
    encoder: int
    """Layers."""
    decoder: int
    """Layers."""

    def __post_init__(self) -> None:
        if self.width % HEADS or self.width < 16 * HEADS:
            raise ValueError(f"width must be a multiple of {HEADS}, at least {16 * HEADS}")

    @property
    def code(self) -> int:
        """Dimensions that carry the position: the last ones; the others carry the token."""
        return self.width // HEADS

    @property
    def content(self) -> int:
        """Dimensions that carry the token: the first ones."""
        return self.width - self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """How text becomes tokens, and the vocabulary of the model."""

    file: str
    """Name of the file that a package keeps it in."""
    content: bytes
    vocabulary: tuple[str, ...]


def build_copy_package(
    folder: Path,
    *,
    source: str = "en",
    target: str = "uk",
    vocab: int = 800,
    width: int = 128,
    ffn: int = 64,
    encoder: int = 1,
    decoder: int = 1,
    text: Sequence[str] | None = None,
    pieces: Path | None = None,
    quantization: str | None = "int8",
    bpe: bool = False,
    target_prefix: str = "",
    config_json: bool = True,
    vocabulary: Literal["json", "txt"] = "json",
    behaviour: Behaviour = "copy",
    name: str | None = None,
) -> Path:
    """Write an unpacked Argos package; the same bytes every time.

    Args:
        folder: Where the package's folder is made.
        source: Argos code of the language that the package claims to translate from.
        target: Argos code of the language that it claims to translate to.
        vocab: Tokens in the vocabulary; fewer pieces are filled up, more are kept.
        width: Model dimension: a multiple of 8, at least 128.
        ffn: Inner dimension of the feed-forward layers.
        encoder: Layers of the encoder.
        decoder: Layers of the decoder, at least 1.
        text: Lines to train the pieces on; by default `sample_text`.
        pieces: A SentencePiece model to use instead, for example a published package's.
        quantization: As CTranslate2 names it; ``None`` for none.
        bpe: Cut words by ``bpe.model`` (Moses tokenization, subword-nmt) as older packages do.
        target_prefix: First token of every target, as models for several targets need it.
        config_json: False for what converters wrote before CTranslate2 3: no ``config.json``.
        vocabulary: Kind of ``shared_vocabulary`` file; old packages have ``.txt``.
        behaviour: What the model does with its input, see `Behaviour`.
        name: Name of the folder, by default ``translate-SOURCE_TARGET-copy``.

    Returns:
        The package's folder.
    """
    shape = Shape(width=width, ffn=ffn, encoder=encoder, decoder=decoder)
    package = folder / (name or f"translate-{source}_{target}-copy")
    (package / "model").mkdir(parents=True, exist_ok=True)
    lines = list(text) if text is not None else sample_text()
    if bpe:
        tokens = train_bpe(lines, vocab, target_prefix)
    else:
        content = pieces.read_bytes() if pieces else train_pieces(lines, vocab)
        tokens = read_pieces(content, vocab, target_prefix)
    (package / tokens.file).write_bytes(tokens.content)
    spec = copy_spec(tokens.vocabulary, shape, behaviour, prefixed=bool(target_prefix))
    _save_model(spec, package / "model", quantization, config_json=config_json)
    if vocabulary == "txt":
        _replace_vocabulary(package / "model", tokens.vocabulary)
    _write_metadata(package, source, target, target_prefix)
    return package


def train_pieces(
    lines: Sequence[str], vocab: int, *, kind: Literal["unigram", "bpe"] = "unigram"
) -> bytes:
    """Return a SentencePiece model in which every character survives.

    No normalization, white space kept, bytes for characters that `lines` lack. One thread and no
    path in the model: the same bytes on every machine.
    """
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=out,
        vocab_size=vocab,
        model_type=kind,
        hard_vocab_limit=False,
        byte_fallback=True,
        character_coverage=1.0,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        num_threads=1,
        minloglevel=2,
    )
    return out.getvalue()


def read_pieces(content: bytes, vocab: int, target_prefix: str) -> Tokens:
    """Return the tokens of a SentencePiece model: special, prefix, pieces, up to `vocab`."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=content)
    pieces = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    return Tokens(
        file="sentencepiece.model",
        content=content,
        vocabulary=_fill_vocabulary(pieces, vocab, target_prefix),
    )


def train_bpe(lines: Sequence[str], vocab: int, target_prefix: str) -> Tokens:
    """Return byte pair codes learned from `lines`: a quarter of `vocab` merges."""
    codes = learn_codes(lines, vocab // 4)
    content = "".join(f"{pair}\n" for pair in ("#version: 0.2", *map(" ".join, codes)))
    return Tokens(
        file="bpe.model",
        content=content.encode(),
        vocabulary=_fill_vocabulary(list_symbols(lines, codes), vocab, target_prefix),
    )


def _fill_vocabulary(pieces: Sequence[str], vocab: int, target_prefix: str) -> tuple[str, ...]:
    """Return special tokens, prefix and `pieces`, each once, and padding up to `vocab`."""
    prefix = [target_prefix] if target_prefix else []
    tokens = dict.fromkeys((*SPECIAL, *prefix, *pieces))
    return (*tokens, *(f"<pad{number}>" for number in range(vocab - len(tokens))))


def copy_spec(tokens: Sequence[str], shape: Shape, behaviour: Behaviour, *, prefixed: bool) -> Any:
    """Return the weights of a model over `tokens` that does what `behaviour` says."""
    random = np.random.default_rng(0)
    embedding = _embed(len(tokens), shape, random)
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder, shape.decoder),
        HEADS,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
    )
    spec.config.add_source_eos = True
    for embeddings in (*_listed(spec.encoder.embeddings), spec.decoder.embeddings):
        embeddings.weight, embeddings.multiply_by_sqrt_depth = embedding.copy(), True
    positions = _encode_positions(shape)
    spec.encoder.position_encodings.encodings = positions
    end = embedding[END]
    if behaviour == "empty":  # CTranslate2 asks for one token: a space that the decoder strips
        end = end + embedding[tokens.index("▁")] * 0.9
    spec.decoder.position_encodings.encodings = _plan_decoder(
        positions, end, behaviour, prefixed=prefixed
    )
    _fill_layers(spec, shape, random, behaviour)
    projection, bias = embedding * 8, np.zeros(len(tokens), np.float32)
    if behaviour == "scramble":
        projection[END + 1 :] = np.roll(projection[END + 1 :], 1, axis=0)
    for never in (SPECIAL.index("<blank>"), SPECIAL.index("<s>")):
        projection[never], bias[never] = 0.0, -50
    spec.decoder.projection.weight, spec.decoder.projection.bias = projection, bias
    spec.register_source_vocabulary(list(tokens))
    spec.register_target_vocabulary(list(tokens))
    return spec


def _listed(value: Any) -> list[Any]:
    """Return `value` as a list: CTranslate2 keeps one embedding or several."""
    return list(value) if isinstance(value, list) else [value]


def _embed(count: int, shape: Shape, random: np.random.Generator) -> Array:
    """Return one random unit vector per token, zero where the position stands.

    Each has the mean 0, so that layer normalization takes nothing away from it.
    """
    embedding = np.zeros((count, shape.width), np.float32)
    content = random.standard_normal((count, shape.content))
    embedding[:, : shape.content] = content - content.mean(axis=1, keepdims=True)
    embedding /= np.linalg.norm(embedding, axis=1, keepdims=True)
    return embedding


def _encode_positions(shape: Shape) -> Array:
    """Return one code word of ±1 per position, any two at least a quarter of the bits apart.

    The code is Reed–Muller RM(2, 4), [16, 11, 4], repeated to the width.
    """
    bits = (np.arange(16)[:, None] >> np.arange(4)) & 1
    rows = [np.ones(16, int), *bits.T]
    rows += [bits[:, i] * bits[:, j] for i in range(4) for j in range(i)]
    messages = (np.arange(POSITIONS)[:, None] >> np.arange(len(rows))) & 1
    words = 1.0 - 2.0 * (messages @ np.array(rows) % 2)
    positions = np.zeros((POSITIONS, shape.width), np.float32)
    positions[:, shape.content :] = np.resize(words.T, (shape.code, POSITIONS)).T
    return positions


def _plan_decoder(positions: Array, end: Array, behaviour: Behaviour, *, prefixed: bool) -> Array:
    """Return the position table of the decoder: which source position each step looks at."""
    plan = np.roll(positions, 1, axis=0) if prefixed else positions.copy()
    first = int(prefixed)
    if behaviour == "empty":
        plan[first:] += end * 5000
    elif behaviour == "drop":
        plan[first + DROP_AFTER :] += end * 5000
    return plan


def _fill_layers(spec: Any, shape: Shape, random: np.random.Generator, behaviour: str) -> None:
    """Set every layer to next to nothing, and the last cross-attention to copying."""

    def norm(layer: Any) -> None:
        layer.gamma = np.ones(shape.width, np.float32)
        layer.beta = np.zeros(shape.width, np.float32)

    def linear(layer: Any, weight: Array) -> None:
        layer.weight, layer.bias = weight, np.zeros(len(weight), np.float32)

    def noise(rows: int, columns: int, scale: float = 1e-3) -> Array:
        return (random.standard_normal((rows, columns)) * scale).astype(np.float32)

    norm(spec.encoder.layer_norm)
    norm(spec.decoder.layer_norm)
    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], noise(3 * shape.width, shape.width))
        linear(layer.self_attention.linear[1], noise(shape.width, shape.width, 1e-5))
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, noise(shape.ffn, shape.width))
        linear(layer.ffn.linear_1, noise(shape.width, shape.ffn, 1e-5))
    for layer in spec.decoder.layer:
        norm(layer.attention.layer_norm)
        linear(layer.attention.linear[0], noise(shape.width, shape.width))
        linear(layer.attention.linear[1], noise(2 * shape.width, shape.width))
        linear(layer.attention.linear[2], noise(shape.width, shape.width, 1e-5))
    weights = _copy_attention(shape, gain=0.95 if behaviour == "loop" else 20.0)
    for layer, weight in zip(spec.decoder.layer[-1].attention.linear, weights, strict=True):
        linear(layer, weight)


def _copy_attention(shape: Shape, *, gain: float) -> tuple[Array, Array, Array]:
    """Return query, key with value, and output of an attention that copies by position.

    Every head compares the position codes; the value is the token's part of the source vector.
    Below a `gain` of 1 the token that was written last weighs more than the one to copy.
    """
    query, value, output = (np.zeros((shape.width, shape.width), np.float32) for _ in range(3))
    for head in range(HEADS):
        for j in range(shape.code):
            query[head * shape.code + j, shape.content + j] = 4.0
    for j in range(shape.content):
        value[j, j], output[j, j] = 1.0, gain
    return query, np.concatenate([query, value]), output


def _save_model(spec: Any, folder: Path, quantization: str | None, *, config_json: bool) -> None:
    """Write the model as CTranslate2 does now, or as versions before 3 did.

    Without ``config.json`` the binary is of version 5, which keeps its flags among the weights;
    from version 6 on CTranslate2 refuses a model that lacks the file.
    """
    if not config_json:
        vars(spec)["with_source_eos"] = np.int8(1)  # the class declares only today's variables
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))
    if not config_json:
        (folder / "config.json").unlink()
        binary = folder / "model.bin"
        binary.write_bytes(struct.pack("I", 5) + binary.read_bytes()[4:])


def _replace_vocabulary(folder: Path, tokens: Sequence[str]) -> None:
    """Turn ``shared_vocabulary.json`` into the ``.txt`` of older models: a token per line."""
    (folder / "shared_vocabulary.json").unlink()
    (folder / "shared_vocabulary.txt").write_bytes("".join(f"{t}\n" for t in tokens).encode())


def _write_metadata(package: Path, source: str, target: str, target_prefix: str) -> None:
    """Write what Argos Translate reads about a package."""
    metadata = {
        "package_version": "0.1",
        "argos_version": "1.9",
        "from_code": source,
        "from_name": LANGUAGE_NAMES.get(source, source),
        "to_code": target,
        "to_name": LANGUAGE_NAMES.get(target, target),
        "type": "translate",
    }
    if target_prefix:
        metadata["target_prefix"] = target_prefix
    (package / "metadata.json").write_text(json.dumps(metadata, indent=4), encoding="utf-8")


def pack_package(package: Path) -> Path:
    """Write `package` as an ``.argosmodel`` beside it and return its path."""
    archive = package.parent / f"{package.name}.argosmodel"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted(path for path in package.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(package.parent).as_posix())
            zipped.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return archive


def _read_arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.copy_model", description="Build an Argos package that copies."
    )
    parser.add_argument("folder", type=Path, help="where the package's folder is made")
    parser.add_argument("--source", default="en", metavar="CODE")
    parser.add_argument("--target", default="uk", metavar="CODE")
    parser.add_argument("--text", type=Path, help="plain text to train the pieces on")
    parser.add_argument("--pieces", type=Path, help="an existing SentencePiece model to use")
    parser.add_argument("--bpe", action="store_true", help="byte pair encoding, as old packages")
    parser.add_argument("--target-prefix", default="", metavar="TOKEN")
    parser.add_argument("--behaviour", choices=get_args(Behaviour), default="copy")
    parser.add_argument("--name", help="name of the package's folder")
    parser.add_argument("--full-size", action="store_true", help="as large as a published model")
    parser.add_argument("--pack", action="store_true", help="write an .argosmodel, too")
    return parser.parse_args()


def main() -> None:
    """Build the package that the command line asks for and print its path."""
    options = vars(_read_arguments())
    full_size, pack = options.pop("full_size"), options.pop("pack")
    text = options.pop("text")
    lines = text.read_text(encoding="utf-8").splitlines() if text else None
    sizes = FULL_SIZE if full_size else {}
    package = build_copy_package(options.pop("folder"), text=lines, **options, **sizes)
    print(package)
    if pack:
        print(pack_package(package))


if __name__ == "__main__":
    main()
