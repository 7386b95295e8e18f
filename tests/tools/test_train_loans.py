"""Training of the list of what Korean loans are made of, on a few sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.train_loans import serialize, train
from transkit.checks import loans

PAIRS = [
    ("the server of the client", "클라이언트의 서버"), ("this server restarts", "서버를 다시 시작"),
    ("the client waits", "클라이언트가 기다립니다"), ("open the module", "모듈을 여세요"),
    ("close the module", "모듈을 닫으세요"), ("people wait here", "사람들이 여기에서 기다립니다"),
]  # fmt: skip


def test_what_loans_are_made_of_is_learned_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = train(PAIRS * 20)
    worth = {
        word: sum(learned.get(g, 0) for g in loans.grams_of(word)) for word in ("서버", "사람")
    }
    assert worth["서버"] > 0 > worth["사람"]
    path = tmp_path / "list.txt"
    path.write_text(serialize(learned, ["own"]), encoding="utf-8")
    monkeypatch.setattr(loans, "loans_path", lambda _: path)
    read = loans._korean.__wrapped__()
    assert read == {gram: value / 10 for gram, value in learned.items()}


def test_the_same_pairs_give_the_same_list() -> None:
    assert serialize(train(PAIRS), ["b", "a"]) == serialize(train(PAIRS), ["a", "b"])
