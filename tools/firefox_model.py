"""Build a Firefox Translations model with random weights: what it says is noise, always the same.

    python -m tools.firefox_model OUT [--source en] [--target uk] [--full-size] …

Mozilla's models are Marian binaries (version 1, int8 with ``alphas``): a transformer encoder and a
decoder of simple recurrent units (SSRU), one SentencePiece vocabulary or two, and a lexical
shortlist. Ours have the same files, names, layout and, with ``--full-size``, the same size, so that
downloading, loading, verifying, scheduling, memory and speed can be tested where no published model
is at hand. `fxtranslate` loads them. For drafts that can be checked word by word there is
`tools.copy_model`.
"""

from __future__ import annotations

import argparse
import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

from tools.sample_text import sample_text

__all__ = ["FULL_SIZE", "build_firefox_model"]

Array = np.ndarray[Any, np.dtype[Any]]

FULL_SIZE = {"vocab": 32000, "width": 384, "ffn": 1536, "encoder": 6, "decoder": 4}
"""Sizes of the published ``base-memory`` models."""
_FLOAT32, _INT8, _TEXT = 0x404, 0x4101, 0x101
"""Marian's numbers of the types that these models have (``common/types.h``)."""
_ALIGN = 256
_SPREAD = 0.2
"""Largest weight; and 3.0 the largest activation that the alphas allow for."""
_SHORTLIST_MAGIC = 0xF11A48D5013417F5
_FREQUENT = 50
"""Target words that every sentence may use, as the ``50.50`` in the file's name says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One tensor as the file holds it."""

    name: str
    kind: int
    shape: tuple[int, ...]
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Sizes of a model."""

    vocabularies: tuple[int, ...]
    """Tokens of the shared vocabulary, or of source and target."""
    width: int
    ffn: int
    encoder: int
    decoder: int


def build_firefox_model(
    folder: Path,
    *,
    source: str = "en",
    target: str = "uk",
    vocab: int = 500,
    width: int = 32,
    ffn: int = 64,
    encoder: int = 1,
    decoder: int = 1,
    split: bool = False,
    shortlist: bool = True,
    text: Sequence[str] | None = None,
    seed: int = 0,
    fill: bool = False,
) -> dict[str, Path]:
    """Write the files of a model into `folder`; the same bytes every time.

    Args:
        folder: Where the files are written; it is made.
        source: Mozilla's code of the language that the model claims to translate from.
        target: Mozilla's code of the language that it claims to translate to.
        vocab: Tokens at most; short texts give fewer, unless `fill` is set.
        width: Model dimension, a multiple of 8 (heads).
        ffn: Inner dimension of the feed-forward layers.
        encoder: Layers of the encoder.
        decoder: Layers of the decoder.
        split: Two vocabularies, as the models for Chinese, Japanese and Korean have.
        shortlist: Write the lexical shortlist, too.
        text: Lines to train the pieces on; by default `sample_text`.
        seed: Other seeds give other models.
        fill: Fill the vocabulary up: whole words of the text, then tokens that no text has.

    Returns:
        Paths by Mozilla's ``fileType``: ``model``, ``vocab`` (or ``srcvocab`` and ``trgvocab``)
        and ``lex``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pair = f"{source}{target}"
    lines = list(text) if text is not None else sample_text()
    roles = ("srcvocab", "trgvocab") if split else ("vocab",)
    contents = {
        f"{role}.{pair}.spm": train_vocabulary(lines, vocab - 8 * number, fill=fill)
        for number, role in enumerate(roles)
    }
    sizes = tuple(_count_pieces(content) for content in contents.values())
    shape = _Shape(vocabularies=sizes, width=width, ffn=ffn, encoder=encoder, decoder=decoder)
    contents[f"model.{pair}.intgemm.alphas.bin"] = _serialize_model(list(_make_items(shape, seed)))
    if shortlist:
        contents[f"lex.50.50.{pair}.s2t.bin"] = make_shortlist(sizes[0], sizes[-1])
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name.partition(".")[0]: folder / name for name in contents}


def train_vocabulary(lines: Sequence[str], vocab: int, *, fill: bool = False) -> bytes:
    """Return a SentencePiece model laid out as Marian wants it: end of sentence 0, unknown 1.

    Args:
        lines: What the pieces are learnt from.
        vocab: Tokens at most.
        fill: Make it as many: whole words of `lines`, then tokens that no text has.
    """
    content = _train_pieces(lines, vocab, [])
    missing = vocab - _count_pieces(content)
    if not fill or not missing:
        return content
    words = sorted({f"▁{word}" for line in lines for word in line.split() if word.isalpha()})
    known = sentencepiece.SentencePieceProcessor(model_proto=content)
    new = [word for word in words if known.piece_to_id(word) == known.unk_id()]
    others = [f"\ue000{number}" for number in range(missing)]
    return _train_pieces(lines, vocab, [*new, *others][:missing])


def _train_pieces(lines: Sequence[str], vocab: int, fillers: Sequence[str]) -> bytes:
    """Return a model with at most `vocab` pieces, `fillers` among them."""
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=out,
        vocab_size=vocab,
        hard_vocab_limit=False,
        character_coverage=1.0,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        user_defined_symbols=list(fillers),
        num_threads=1,
        minloglevel=2,
    )
    return out.getvalue()


def make_shortlist(source: int, target: int) -> bytes:
    """Return a lexical shortlist: for each source token some target tokens, ascending.

    The layout is that of bergamot-translator's binary shortlist: six numbers (magic, checksum,
    frequent, best, offsets, entries), the offsets, the entries. The checksum is not looked at by
    `fxtranslate`; it stays 0.
    """
    offsets, entries = [0], []
    for token in range(source):
        likely = {(token * step + step) % target for step in (1, 3, 7, 11, 13)}
        entries += sorted(likely | set(range(min(_FREQUENT, target))))
        offsets.append(len(entries))
    head = struct.pack("<6Q", _SHORTLIST_MAGIC, 0, _FREQUENT, 50, len(offsets), len(entries))
    return head + struct.pack(f"<{len(offsets)}Q", *offsets) + np.array(entries, "<u4").tobytes()


def _count_pieces(content: bytes) -> int:
    return int(sentencepiece.SentencePieceProcessor(model_proto=content).vocab_size())


def _make_items(shape: _Shape, seed: int) -> Iterator[_Item]:
    """Yield every tensor of a model, and at last its configuration."""
    random = np.random.default_rng(seed)
    for layer in range(1, shape.encoder + 1):
        yield from _attention(f"encoder_l{layer}_self", shape, random)
        yield from _feed_forward(f"encoder_l{layer}", shape, random)
    for layer in range(1, shape.decoder + 1):
        prefix = f"decoder_l{layer}"
        yield from _weights(f"{prefix}_rnn_W", (shape.width, shape.width), random)
        yield from _weights(f"{prefix}_rnn_Wf", (shape.width, shape.width), random)
        yield _floats(f"{prefix}_rnn_bf", np.zeros(shape.width))
        yield from _norm(f"{prefix}_rnn_ffn", shape)
        yield from _attention(f"{prefix}_context", shape, random)
        yield from _feed_forward(prefix, shape, random)
    names = ("encoder_Wemb", "decoder_Wemb") if len(shape.vocabularies) == 2 else ("Wemb",)
    for name, size in zip(names, shape.vocabularies, strict=True):
        yield from _weights(name, (size, shape.width), random)
    yield _floats("decoder_ff_logit_out_b", np.zeros(shape.vocabularies[-1]))
    yield _floats("none_QuantMultA", [127 / 3.0])
    config = _describe(shape).encode() + b"\0"
    yield _Item(name="special:model.yml", kind=_TEXT, shape=(len(config),), data=config)


def _floats(name: str, values: Array | list[float]) -> _Item:
    array = np.atleast_2d(np.asarray(values, np.float32))
    return _Item(name=name, kind=_FLOAT32, shape=array.shape, data=_pad(array.tobytes()))


def _weights(name: str, size: tuple[int, int], random: np.random.Generator) -> Iterator[_Item]:
    """Yield a matrix in int8 with its scale behind it, and the scale of what it is applied to."""
    quantized = random.integers(-127, 128, size=size[0] * size[1], dtype=np.int8)
    data = quantized.tobytes() + struct.pack("<f", 127 / _SPREAD)
    yield _Item(name=name, kind=_INT8, shape=size, data=_pad(data))
    yield _floats(f"{name}_QuantMultA", [127 / 3.0])


def _norm(prefix: str, shape: _Shape) -> Iterator[_Item]:
    yield _floats(f"{prefix}_ln_scale", np.ones(shape.width))
    yield _floats(f"{prefix}_ln_bias", np.zeros(shape.width))


def _attention(prefix: str, shape: _Shape, random: np.random.Generator) -> Iterator[_Item]:
    for part in "qkvo":
        yield from _weights(f"{prefix}_W{part}", (shape.width, shape.width), random)
        yield _floats(f"{prefix}_b{part}", np.zeros(shape.width))
    yield from _norm(f"{prefix}_Wo", shape)


def _feed_forward(prefix: str, shape: _Shape, random: np.random.Generator) -> Iterator[_Item]:
    yield from _weights(f"{prefix}_ffn_W1", (shape.width, shape.ffn), random)
    yield _floats(f"{prefix}_ffn_b1", np.zeros(shape.ffn))
    yield from _weights(f"{prefix}_ffn_W2", (shape.ffn, shape.width), random)
    yield _floats(f"{prefix}_ffn_b2", np.zeros(shape.width))
    yield from _norm(f"{prefix}_ffn_ffn", shape)


def _describe(shape: _Shape) -> str:
    """Return the configuration that Marian keeps inside the model."""
    first, last = shape.vocabularies[0], shape.vocabularies[-1]
    shared = str(len(shape.vocabularies) == 1).lower()
    settings = {
        "type": "transformer",
        "version": "v1.12.14",
        "enc-type": "bidirectional",
        "enc-cell": "gru",
        "enc-depth": shape.encoder,
        "dec-cell": "ssru",
        "dec-cell-base-depth": 2,
        "dec-cell-high-depth": 1,
        "dec-depth": shape.decoder,
        "dim-emb": shape.width,
        "dim-rnn": 1024,
        "dim-vocabs": f"\n  - {first}\n  - {last}",
        "tied-embeddings": str(len(shape.vocabularies) == 2).lower(),
        "tied-embeddings-all": shared,
        "tied-embeddings-src": "false",
        "transformer-decoder-autoreg": "rnn",
        "transformer-dim-ffn": shape.ffn,
        "transformer-ffn-activation": "relu",
        "transformer-ffn-depth": 2,
        "transformer-guided-alignment-layer": "last",
        "transformer-heads": 8,
        "transformer-no-projection": "false",
        "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d",
        "transformer-preprocess": '""',
    }
    return "".join(f"{key}: {value}\n" for key, value in settings.items())


def _pad(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % _ALIGN)


def _serialize_model(items: Sequence[_Item]) -> bytes:
    """Return Marian's binary format, version 1: headers, names, shapes, then the aligned data."""
    heads, names, shapes = b"", b"", b""
    for item in items:
        name = item.name.encode() + b"\0"
        heads += struct.pack("<4Q", len(name), item.kind, len(item.shape), len(item.data))
        names += name
        shapes += struct.pack(f"<{len(item.shape)}i", *item.shape)
    start = struct.pack("<2Q", 1, len(items)) + heads + names + shapes
    gap = -(len(start) + 8) % _ALIGN
    return start + struct.pack("<Q", gap) + b"\0" * gap + b"".join(item.data for item in items)


def main() -> None:
    """Build the model that the command line asks for and print the paths of its files."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.firefox_model",
        description="Build a Firefox Translations model with random weights.",
    )
    parser.add_argument("folder", type=Path, help="where the files are written")
    parser.add_argument("--source", default="en", metavar="CODE")
    parser.add_argument("--target", default="uk", metavar="CODE")
    parser.add_argument("--text", type=Path, help="plain text to train the pieces on")
    parser.add_argument("--split", action="store_true", help="one vocabulary per language")
    parser.add_argument("--no-shortlist", dest="shortlist", action="store_false")
    parser.add_argument("--full-size", action="store_true", help="as large as a published model")
    options = vars(parser.parse_args())
    sizes: dict[str, Any] = dict(FULL_SIZE) if options.pop("full_size") else {}
    text = options.pop("text")
    lines = text.read_text(encoding="utf-8").splitlines() if text else None
    for path in build_firefox_model(options.pop("folder"), text=lines, **options, **sizes).values():
        print(path)


if __name__ == "__main__":
    main()
