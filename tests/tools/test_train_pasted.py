"""Training the weights that find the article of a pasted page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.pages import mean_score, read_pages, score_page
from transkit.documents.pasted import dump_weights, parse_weights

PAGES = Path(__file__).parents[1] / "data" / "documents" / "pages"


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Return a file of pages whose articles are known."""
    rows = []
    for number, path in enumerate(sorted(PAGES.glob("*.txt"))):
        lines = path.read_text("utf-8").splitlines()
        rows.append(
            {
                "id": path.stem,
                "url": f"https://www.example{number}.org/{path.stem}",
                "pasted": "\n".join(line[2:] for line in lines),
                "body": "\n".join(line[2:] for line in lines if line.startswith("+ ")),
            }
        )
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return file


def test_pages_are_read_with_their_sites(known: Path) -> None:
    pages = read_pages(known)
    assert [page.id for page in pages] == sorted(path.stem for path in PAGES.glob("*.txt"))
    assert pages[0].site == "example0.org"


def test_scores_are_those_of_shingles() -> None:
    assert score_page("one two three four five", "one two three four five") == (1.0, 1.0)
    assert score_page("one two three four five", "one two three four") == (1.0, 0.5)
    assert score_page("one two three four", "") == (None, 0.0)
    mean = mean_score([score_page("a b c d", "a b c d"), score_page("a b c d", "x y z w")])
    assert (mean.precision, mean.recall, mean.f1) == (0.5, 0.5, 0.5)


def test_training_finds_the_articles_it_was_trained_on_and_is_deterministic(known: Path) -> None:
    train_pasted = pytest.importorskip(
        "tools.train_pasted", reason="needs numpy and scikit-learn", exc_type=ImportError
    )
    pages = read_pages(known)
    weights = train_pasted.train(train_pasted.make_examples(pages))
    assert weights == train_pasted.train(train_pasted.make_examples(pages))
    assert weights == parse_weights(dump_weights(weights))
    for page in pages:
        score = score_page(page.body, train_pasted.keep(page.pasted, weights).whole)
        assert (score.recall or 0) > 0.9
        assert (score.precision or 0) > 0.8


def test_the_minimizer_finds_the_bottom_of_a_bowl() -> None:
    train_pasted = pytest.importorskip(
        "tools.train_pasted", reason="needs numpy and scikit-learn", exc_type=ImportError
    )
    np = pytest.importorskip("numpy")
    scale, bottom = np.array([1.0, 9.0, 0.1]), np.array([2.0, -1.0, 5.0])

    def bowl(place):  # type: ignore[no-untyped-def]
        """Return height and slope."""
        off = place - bottom
        return float((scale * off**2).sum()), 2 * scale * off

    assert train_pasted.minimize(bowl, 3, 100) == pytest.approx(bottom, abs=0.05)
