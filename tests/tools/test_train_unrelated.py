"""What tells translations from others is learned."""

from __future__ import annotations

from tools.train_unrelated import learn, read_evidence, score

NOUNS = [("table", "стіл"), ("book", "книга"), ("river", "річка"), ("school", "школа"),
         ("window", "вікно"), ("forest", "ліс"), ("teacher", "учитель"), ("letter", "лист"),
         ("market", "ринок"), ("winter", "зима"), ("mother", "мати"),
         ("water", "вода")]  # fmt: skip


def test_own_targets_score_above_those_of_others() -> None:
    """Each noun stands in one row alone, with a number: another row's target tells neither."""
    rows = [
        (f"The {there} was old and the number {at}7 was on it.", f"Стара {here}, на ній {at}7.")
        for at, (there, here) in enumerate(NOUNS, 1)
    ]
    found = read_evidence(rows, "uk")
    base, weights = learn(found)
    own, others = (
        [score(counted, base, weights) for _, is_own, counted in found if is_own is wanted]
        for wanted in (True, False)
    )
    assert len(own) == len(rows)
    assert len(others) == len(rows) - 7
    assert min(own) > max(others)
    assert weights["missing"] < 0 < weights["large"]
