"""Build a Marian model with random weights, in the files in which OPUS-MT publishes its own.

What it says is noise, always the same; it is there to be converted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

from tools.copy_model import train_pieces
from tools.sample_text import sample_text

__all__ = ["build_marian_model"]

Array = np.ndarray[Any, np.dtype[Any]]


def build_marian_model(
    folder: Path, *, width: int = 32, layers: int = 1, extra_tokens: tuple[str, ...] = ()
) -> Path:
    """Write ``decoder.yml``, weights (``.npz``), vocabulary and pieces; the same every time.

    Args:
        folder: Made.
        width: Model dimension, a multiple of 8 (heads).
        layers: Of the encoder, and of the decoder.
        extra_tokens: Tokens in the vocabulary besides the pieces: ``>>ukr<<``.

    Returns:
        `folder`.
    """
    folder.mkdir(parents=True)
    pieces = train_pieces(sample_text(), 800)
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(pieces)
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    found = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    tokens = list(dict.fromkeys(("</s>", "<unk>", *extra_tokens, *found, "<pad>")))
    lines = [f"{_quote(token)}: {number}\n" for number, token in enumerate(tokens)]
    (folder / "opus.vocab.yml").write_text("".join(lines), encoding="utf-8")
    weights = dict(_make_weights(len(tokens), width, layers))
    config = _describe(width, layers).encode() + b"\0"
    weights["special:model.yml"] = np.frombuffer(config, np.int8)
    np.savez(folder / "opus.npz", **weights)  # type: ignore[arg-type]  # names are free
    (folder / "decoder.yml").write_text(
        "relative-paths: true\nmodels:\n  - opus.npz\n"
        "vocabs:\n  - opus.vocab.yml\n  - opus.vocab.yml\nbeam-size: 6\n",
        encoding="utf-8",
    )
    return folder


def _quote(token: str) -> str:
    return '"' + token.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _make_weights(vocabulary: int, width: int, layers: int) -> Iterator[tuple[str, Array]]:
    """Yield every tensor under Marian's name for it."""
    random = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> Array:
        values: Array = random.standard_normal((rows, columns)) / np.sqrt(rows)
        return values.astype(np.float32)

    def norm(name: str) -> Iterator[tuple[str, Array]]:
        yield f"{name}_ln_scale", np.ones((1, width), np.float32)
        yield f"{name}_ln_bias", np.zeros((1, width), np.float32)

    def attention(name: str) -> Iterator[tuple[str, Array]]:
        for part in "qkvo":
            yield f"{name}_W{part}", matrix(width, width)
            yield f"{name}_b{part}", np.zeros((1, width), np.float32)
        yield from norm(f"{name}_Wo")

    yield "Wemb", matrix(vocabulary, width)
    yield "decoder_ff_logit_out_b", np.zeros((1, vocabulary), np.float32)
    for side in ("encoder", "decoder"):
        for layer in range(1, layers + 1):
            name = f"{side}_l{layer}"
            yield from attention(f"{name}_self")
            if side == "decoder":
                yield from attention(f"{name}_context")
            yield f"{name}_ffn_W1", matrix(width, 2 * width)
            yield f"{name}_ffn_b1", np.zeros((1, 2 * width), np.float32)
            yield f"{name}_ffn_W2", matrix(2 * width, width)
            yield f"{name}_ffn_b2", np.zeros((1, width), np.float32)
            yield from norm(f"{name}_ffn_ffn")


def _describe(width: int, layers: int) -> str:
    """Return the configuration that Marian keeps inside the model."""
    settings = {
        "type": "transformer",
        "enc-depth": layers,
        "dec-depth": layers,
        "dim-emb": width,
        "transformer-heads": 8,
        "transformer-decoder-autoreg": "self-attention",
        "transformer-ffn-activation": "swish",
        "transformer-guided-alignment-layer": "last",
        "transformer-no-projection": "false",
        "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d",
        "transformer-preprocess": '""',
    }
    return "".join(f"{key}: {value}\n" for key, value in settings.items())
