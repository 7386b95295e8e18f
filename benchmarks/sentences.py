"""News-like English sentences from a small grammar of our own; the same ones on every machine."""

from __future__ import annotations

import random
from collections.abc import Sequence

__all__ = ["make_article", "make_sentences"]

_SHORTEST, _USUAL, _LONGEST = 8, 19, 40
"""Words per sentence, as in newspapers."""

_WHO = (
    "the council of the coastal town",
    "a spokeswoman for the port authority",
    "the minister of transport",
    "three independent engineers",
    "the owners of the old shipyard",
    "a committee of the regional parliament",
    "the head of the fishermen's association",
    "researchers at the technical university",
    "the new director of the city museum",
    "several members of the opposition",
    "the team that measured the waves",
    "a group of teachers and parents",
    "the country's largest energy company",
    "the judge in charge of the case",
    "doctors at the children's hospital",
    "the editors of the local newspaper",
)
_DID = (
    "presented a plan for the new harbour wall",
    "asked for a public hearing on the budget",
    "rejected the offer of a private investor",
    "published a report about the quality of the water",
    "agreed to postpone the vote on the railway line",
    "warned of higher prices for heating and electricity",
    "opened an exhibition about the history of the island",
    "announced that two bridges would be closed in summer",
    "called the criticism unfair and promised more details",
    "found serious mistakes in the contracts of the previous year",
    "demanded better equipment for the volunteers",
    "described the negotiations as difficult but useful",
    "signed an agreement with the neighbouring region",
    "moved the school library into a former warehouse",
    "compared the results with those of 14 other cities",
    "received 3.4 million euros for the repair of the roads",
)
_WHEN = (
    "on Tuesday evening",
    "after a long debate",
    "at the beginning of March",
    "for the third time in a decade",
    "despite the bad weather",
    "in the presence of more than 200 guests",
    "shortly before the end of the session",
    "during a visit to the capital",
    "two weeks later than planned",
    "without giving any reasons",
)
_WHY = (
    "because the old one had been damaged by storms",
    "although many residents had voted against it",
    "so that the work can begin before the winter",
    "while the ministry refused to comment",
    "after experts had warned about the costs for years",
    "since nobody else was willing to pay for it",
    "even if the final decision will be made by the court",
    "as soon as the necessary documents have been translated",
    "which came as a surprise to most observers",
    "where almost 40% of the houses are still without water",
)
_OPENING = (
    "According to the report,",
    "As in previous years,",
    "In the meantime,",
    "To the surprise of the audience,",
    "Only a few days earlier,",
    "Under the new rules,",
    "Unlike in other regions,",
    "At the same meeting,",
)
_CLOSING = (
    ", an official said on condition of anonymity",
    ", as the documents seen by this newspaper show",
    ", and no end of the dispute is in sight",
    ", but the details remain to be discussed",
    "; the next meeting will take place in autumn",
    ", local media reported",
)


def make_sentences(count: int, *, seed: int) -> list[str]:
    """Return `count` different sentences of 10 to 40 words, half of them below 22.

    No abbreviations and no full stop inside: any sentence splitter finds the same ends.
    """
    source = random.Random(seed)  # noqa: S311 # not for secrets: to be the same everywhere
    found: dict[str, None] = {}
    while len(found) < count:
        wanted = round(source.triangular(_SHORTEST, _LONGEST, _USUAL))
        found.setdefault(_make_sentence(source, wanted))
    return list(found)


def _make_sentence(source: random.Random, wanted: int) -> str:
    """Return a sentence of about `wanted` words, never more than the longest."""
    text = f"{source.choice(_WHO)} {source.choice(_DID)}"
    parts: list[tuple[str, Sequence[str]]] = [
        ("{0} {1}", _WHEN),
        ("{0} {1}", _WHY),
        ("{0}, and {1}", [f"{who} {did}" for who, did in zip(_WHO, _DID[::-1], strict=True)]),
        ("{0}{1}", _CLOSING),
    ]
    for pattern, choices in parts:
        extended = pattern.format(text, source.choice(choices))
        if len(extended.split()) <= wanted:
            text = extended
    if len(text.split()) + 3 <= wanted:
        text = f"{source.choice(_OPENING)} {text}"
    return f"{text[0].upper()}{text[1:]}."


def make_article(sentences: Sequence[str], *, per_paragraph: int = 3) -> str:
    """Return the sentences as an article, one paragraph a line."""
    starts = range(0, len(sentences), per_paragraph)
    return "".join(f"{' '.join(sentences[i : i + per_paragraph])}\n" for i in starts)
