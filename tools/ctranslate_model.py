"""Build a CTranslate2 model that copies, laid out as published multilingual ones are.

As in `tools.copy_model`, the best target is the source; around it stand the tokens by which such
models are told their languages, so that an engine that leaves one out, or lets one through, is seen
at once: the output is then one token off.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np

from tools.copy_model import SPECIAL, Shape, copy_spec, train_pieces
from tools.sample_text import sample_text

__all__ = ["LANGUAGE_TOKENS", "Family", "build_ctranslate_model"]

Family = Literal["opus", "opus-multi", "nllb", "m2m100", "t5", "plain"]
"""How a model is told its languages:

* opus: not at all, it is for one pair (``source.spm``, ``target.spm``).
* opus-multi: ``>>ukr<<`` before the source.
* nllb: ``eng_Latn`` before the source, ``ukr_Cyrl`` before the target.
* m2m100: ``__en__`` before the source, ``__uk__`` before the target.
* t5: ``<2uk>`` before the source (MADLAD-400).
* plain: not at all, one SentencePiece model, no end of sentence (OpenNMT-py).
"""

LANGUAGE_TOKENS: dict[Family, tuple[str, ...]] = {
    "opus": (),
    "opus-multi": (">>ukr<<", ">>rus<<", ">>bel_Cyrl<<"),
    "nllb": ("eng_Latn", "ukr_Cyrl", "kor_Hang", "zho_Hans", "zho_Hant"),
    "m2m100": ("__en__", "__uk__", "__ko__"),
    "t5": ("<2en>", "<2uk>", "<2ko>", "<2pt_BR>"),
    "plain": (),
}
_PIECES: dict[Family, tuple[str, ...]] = {
    "opus": ("source.spm", "target.spm"),
    "opus-multi": ("source.spm", "target.spm"),
    "nllb": ("sentencepiece.bpe.model",),
    "m2m100": ("sentencepiece.bpe.model",),
    "t5": ("spiece.model",),
    "plain": ("sentencepiece.model",),
}
_BEFORE_THE_SOURCE_ONLY = ("opus-multi", "t5")


def build_ctranslate_model(folder: Path, family: Family, *, vocab: int = 800) -> Path:
    """Write a model whose targets are its sources; the same bytes every time.

    Args:
        folder: Made; its name is all that tells the languages of an ``opus`` or ``plain`` model.
        family: Layout.
        vocab: Pieces.

    Returns:
        `folder`.
    """
    folder.mkdir(parents=True)
    pieces = train_pieces(sample_text(), vocab)
    for name in _PIECES[family]:
        (folder / name).write_bytes(pieces)
    spec = copy_spec(_vocabulary(pieces, family), _SHAPE, "copy", prefixed=False)
    _arrange(spec, family)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    return folder


_SHAPE = Shape(width=128, ffn=64, encoder=1, decoder=1)


def _vocabulary(pieces: bytes, family: Family) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    found = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    return list(dict.fromkeys((*SPECIAL, *LANGUAGE_TOKENS[family], *found)))


def _arrange(spec: Any, family: Family) -> None:
    """Let the decoder look past a token that is before the source only; say who adds the end.

    Where nothing marks the end of the source, as in ``plain`` models, the end cannot be copied: the
    model would never stop. There CTranslate2 adds it, as for Argos' packages.
    """
    if family in _BEFORE_THE_SOURCE_ONLY:
        plan = spec.decoder.position_encodings.encodings
        spec.decoder.position_encodings.encodings = np.roll(plan, -1, axis=0)
    spec.config.add_source_eos = family in ("opus", "plain")
    if family in ("opus-multi", "nllb", "m2m100"):
        spec.config.decoder_start_token = "</s>"  # noqa: S105 (no password)
    if family == "t5":
        spec.config.decoder_start_token = "<blank>"  # noqa: S105 (as above)
