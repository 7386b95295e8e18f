"""Build an Argos package whose model copies its input, by hand-set weights.

No training is involved: the cross-attention of the last decoder layer looks at the source position
that it is about to write, and the output projection reads the same embedding back, so the best
target *is* the source, token for token. That makes

* an exact oracle for tests: any text that goes through segmentation, masking, batching, decoding
  and re-assembly must come back unchanged, or something was lost, invented, reordered or mixed up;
* a model of realistic size and output length for benchmarks: ``--full-size`` has the dimensions of
  a published Argos model (6+6 layers, 512/2048, 32,000 pieces, int8).
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec

from tools.sample_text import sample_text

__all__ = ["POSITIONS", "Behaviour", "build_copy_package", "pack_package"]

Array = npt.NDArray[np.float32]
Behaviour = Literal["copy", "loop", "empty", "drop", "scramble"]

POSITIONS = 2048
"""Tokens that a model tells apart, its end-of-sentence token included."""
HEADS = 8
SPECIAL = ("<blank>", "<unk>", "<s>", "</s>")
END = SPECIAL.index("</s>")
FULL_SIZE = {"vocab": 32000, "width": 512, "ffn": 2048, "encoder": 6, "decoder": 6}
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
    target_prefix: str = "",
    config_json: bool = True,
    vocabulary: Literal["json", "txt"] = "json",
    behaviour: Behaviour = "copy",
    name: str | None = None,
) -> Path:
    """Write an unpacked Argos package below `folder` and return where; the same bytes every time."""
    shape = Shape(width=width, ffn=ffn, encoder=encoder, decoder=decoder)
    package = Path(folder) / (name or f"translate-{source}_{target}-copy")
    model = package / "model"
    model.mkdir(parents=True, exist_ok=True)
    content = pieces.read_bytes() if pieces else train_pieces(text or sample_text(), vocab)
    (package / "sentencepiece.model").write_bytes(content)
    tokens = list_tokens(content, vocab, target_prefix)
    spec = copy_spec(tokens, shape, behaviour, prefixed=bool(target_prefix))
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(model))
    _write_metadata(package, source, target, target_prefix)
    return package


def train_pieces(lines: Sequence[str], vocab: int) -> bytes:
    """Return a SentencePiece unigram model in which every character survives.

    No normalization, white space kept, bytes for characters that `lines` lack. One thread and no
    path in the model: the same bytes on every machine.
    """
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=out,
        vocab_size=vocab,
        model_type="unigram",
        hard_vocab_limit=False,
        byte_fallback=True,
        character_coverage=1.0,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        num_threads=1,
        minloglevel=2,
    )
    return out.getvalue()


def list_tokens(pieces: bytes, vocab: int, target_prefix: str) -> list[str]:
    """Return the vocabulary: special tokens, prefix, pieces, filled up to `vocab`."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    tokens = [*SPECIAL, *([target_prefix] if target_prefix else [])]
    known = set(tokens)
    every = (processor.id_to_piece(number) for number in range(processor.vocab_size()))
    tokens += [piece for piece in every if piece not in known]
    return tokens + [f"<pad{number}>" for number in range(vocab - len(tokens))]


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
    spec.decoder.position_encodings.encodings = _plan_decoder(
        positions, embedding[END], behaviour, prefixed=prefixed
    )
    _fill_layers(spec, shape, random, behaviour)
    projection, bias = embedding * 8, np.zeros(len(tokens), np.float32)
    if behaviour == "scramble":
        projection[END + 1 :] = np.roll(projection[END + 1 :], 1, axis=0)
    projection[:END], bias[:END] = [[-1.0], [0.0], [0.0]], -50
    spec.decoder.projection.weight, spec.decoder.projection.bias = projection, bias
    spec.register_source_vocabulary(list(tokens))
    spec.register_target_vocabulary(list(tokens))
    return spec


def _listed(value: Any) -> list[Any]:
    """Return `value` as a list: CTranslate2 keeps one embedding or several."""
    return list(value) if isinstance(value, list) else [value]


def _embed(count: int, shape: Shape, random: np.random.Generator) -> Array:
    """Return one random unit vector per token, zero where the position stands."""
    embedding = np.zeros((count, shape.width), np.float32)
    embedding[:, : shape.content] = random.standard_normal((count, shape.content))
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
    weights = _copy_attention(shape, gain=0.8 if behaviour == "loop" else 20.0)
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


def _write_metadata(package: Path, source: str, target: str, target_prefix: str) -> None:
    """Write what Argos Translate reads about a package."""
    metadata = {
        "package_version": "0.1",
        "argos_version": "1.9",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
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
    parser = argparse.ArgumentParser(prog="python -m tools.copy_model", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", default="en")
    parser.add_argument("--target", default="uk")
    return parser.parse_args()


if __name__ == "__main__":
    print(build_copy_package(**vars(_read_arguments())))
