"""Learning by what drafts are ranked, on a few sentences."""

from __future__ import annotations

from tools.train_risk import Drafts, cross_validate, learn, read_drafts
from transkit.checks.doubt import FEATURES, weigh


def _system(name: str, *, sign: float = 1.0) -> Drafts:
    """Return drafts that are the worse the more of their words are Latin, or the better."""
    ranks = tuple((7 * number % 40) / 40 for number in range(40))
    nothing = dict.fromkeys(FEATURES, 0.0)
    features = tuple({**nothing, "latin": -sign * rank} for rank in ranks)
    return Drafts(language="uk", system=name, features=features, ranks=ranks)


def test_what_goes_with_bad_drafts_adds_to_doubt() -> None:
    systems = [_system("one"), _system("other")]
    weights, usual = learn(systems)
    assert weights["latin"] > 0
    assert all(abs(value) < 1e-9 for name, value in weights.items() if name != "latin")
    best, worst = (dict.fromkeys(FEATURES, 0.0) | {"latin": value} for value in (-1.0, 0.0))
    assert weigh(best, usual["uk"], weights) < weigh(worst, usual["uk"], weights)


def test_a_system_is_measured_with_what_was_learned_from_others() -> None:
    areas = cross_validate([_system("one"), _system("two"), _system("odd", sign=-1.0)])
    assert areas["uk", "odd"] == 0.0
    assert areas["uk", "one"] in (0.5, 1.0)


def test_ranks_are_by_likeness_to_the_human_translation() -> None:
    rows = [
        ("The cat sleeps here.", "Кіт тут спить.", "Кіт тут спить."),
        ("The dog sleeps here.", "Пішов дощ.", "Пес тут спить."),
    ]
    drafts = read_drafts(rows, "uk", "some")
    assert drafts.ranks == (0.5, 0.0)
    assert drafts.features[0]["expected"] > drafts.features[1]["expected"]
