"""Ukrainian signs: apostrophes, quotation marks, dashes, spaces (Український правопис 2019).

What a whole article does in another way than the rules want is told once, in the first paragraph
that does it; what only some of its paragraphs do, in each of those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from transkit.checks.base import Article, Pair, Remark, check, note, warning
from transkit.checks.habits import Habit, find_habit, tell_habit
from transkit.text.dictionaries import ukrainian_dictionary

__all__ = ["apostrophe", "dashes", "non_breaking", "ukrainian_quotes"]

_LETTER = "а-щьюяєіїґА-ЩЬЮЯЄІЇҐ"
_APOSTROPHE = re.compile(rf"(?<=[{_LETTER}])['’ʼ`´‘](?=[{_LETTER}])")
_APOSTROPHE_WRONG = re.compile(rf"(?<=[{_LETTER}])[`´‘](?=[{_LETTER}])")
_APOSTROPHE_APART = re.compile(
    rf"(?<=[{_LETTER}])['’ʼ] [яюєї](?=[{_LETTER}])|(?<=[{_LETTER}]) ['’ʼ][яюєї](?=[{_LETTER}])"
)
_TYPEWRITER = re.compile(rf"(?<=[{_LETTER}])'(?=[{_LETTER}])")
_HARD = "бпвмфркгхзнтсджчБПВМФРКГХЗНТСДЖЧ"
_NO_APOSTROPHE = re.compile(rf"(?<![\w'’ʼ-])[{_LETTER}]*[{_HARD}][яюєї][{_LETTER}]*(?![\w'’ʼ-])")
_WHERE = re.compile(rf"(?<=[{_HARD}])(?=[яюєї])")

_ENGLISH_QUOTE = re.compile(r"“[^“”„«»]{1,400}”")
_POLISH_QUOTE = re.compile(r"„[^“”„«»]{1,400}”")
_SINGLE_QUOTE = re.compile(
    rf"(?<![{_LETTER}\d])[‘‚'][{_LETTER}][^‘’‚'\n]{{0,200}}[{_LETTER}.!?,…][’‘'](?![{_LETTER}])"
)
_STRAIGHT_QUOTE = re.compile(r'(?<!\d)"[^"]{1,400}"')
_SAME_INSIDE = re.compile(r"«[^»]*?(?P<inner>«[^«»]*»)")
_STRAIGHT_INSIDE = re.compile(r'«[^«»"]*(?P<inner>"[^"«»]*")[^«»"]*»')
_STOP_INSIDE = re.compile(r"(?<![.!?…])[.,]([»”])")

_HYPHEN = re.compile(r"(?<=[^\s\d]) (?P<sign>-{1,2}) (?=\S)|(?<=\d) (?P<behind>-{1,2}) (?=[^\W\d])")
_LEADING_HYPHEN = re.compile(r"^(?P<sign>-{1,2}) ?(?=[«„\"“]?[А-ЯІЇЄҐ])", re.MULTILINE)
_GLUED = re.compile(
    rf"(?<=[{_LETTER}»)])(?:—|–)(?=[{_LETTER}«])|(?<=[{_LETTER}»)])—(?= )|(?<= )—(?=[{_LETTER}«])"
)
_SHORT_DASH = re.compile(r"(?<=\S) –(?= \S)")

_UNITS = r"(?:км|кг|мм|см|м|г|т|л|га|грн|млн|млрд|трлн|тис|°|%)(?!\w)"
_BREAKABLE = re.compile(rf"(?<=№) (?=\d)|(?<=\d) (?={_UNITS})")
_KEPT = re.compile(rf"(?<=№)[\u00a0\u202f](?=\d)|(?<=\d)[\u00a0\u202f](?={_UNITS})")


@check("apostrophe", targets="uk")
def apostrophe(pair: Pair) -> Iterator[Remark]:
    """Apostrophes: ’ or ʼ (§ 7), one kind in the whole article; lost and stray ones.

    Example: ``здоров`я`` with a grave accent; ``п 'ять``; ``п'ять`` where the article has
    ``п’ять``. An article that has only the ``'`` of typewriters gets one note. Where the dictionary
    is installed (``pip install 'transkit[ukrainian]'``), words without theirs are told: ``обєкт``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 317 of 322 planted found; 200
    alarms right, 0 wrong (100 %, 11 notes). The notes on people's texts are right: they have both
    kinds.
    """
    target = pair.target.prose
    for match in _APOSTROPHE_WRONG.finditer(target):
        yield warning(f"{match.group()} stands for an apostrophe", *match.span())
    for match in _APOSTROPHE_APART.finditer(target):
        yield warning("there is a space beside the apostrophe", *match.span())
    common, odd = pair.article.once(_apostrophes)
    for match in _APOSTROPHE.finditer(target):
        if match.group() in odd:
            yield note(
                f"the apostrophe is {match.group()}, elsewhere in the article {common}",
                *match.span(),
                here=f"the apostrophe is {match.group()}",
            )
    if common == "'":
        said = "the Ukrainian apostrophe is ’, not '"
        yield from tell_habit(pair, pair.article.once(_typewriter), _TYPEWRITER.finditer, said)
    yield from _lost_apostrophes(target)


def _apostrophes(article: Article) -> tuple[str, frozenset[str]]:
    """Return the apostrophe that most words of an article have, and what else it has."""
    signs = [sign for pair in article.pairs for sign in _APOSTROPHE.findall(pair.target.prose)]
    counts = Counter(sign for sign in signs if sign in "'’ʼ")
    # Of two that are as frequent, the one of the rules is usual.
    usual = max(counts, key=lambda sign: (counts[sign], sign != "'"), default="")
    return usual, frozenset(counts) - {usual}


def _typewriter(article: Article) -> Habit:
    return find_habit(article, _TYPEWRITER.finditer)


def _lost_apostrophes(target: str) -> Iterator[Remark]:
    """Yield a warning for each word that is none, but would be with an apostrophe."""
    known = ukrainian_dictionary()
    for match in _NO_APOSTROPHE.finditer(target) if known is not None else ():
        word = match.group()
        if _is_a_word(word):
            continue
        places = [found.start() for found in _WHERE.finditer(word)]
        right = (f"{word[:at]}'{word[at:]}" for at in places)
        for one in right:
            if _is_a_word(one):
                yield warning(f"“{word}” has lost its apostrophe: {one.replace(chr(39), '’')}",
                              *match.span())  # fmt: skip
                break


def _is_a_word(word: str) -> bool:
    """Return whether the dictionary has a word, and not as one that is often written wrong."""
    known, lower = ukrainian_dictionary(), word.casefold()
    return known.word_is_known(lower) and any("Dist" not in one.tag for one in known.parse(lower))


@check("ukrainian-quotes", targets="uk")
def ukrainian_quotes(pair: Pair) -> Iterator[Remark]:
    """Quotation marks: «…», inside them „…“ (§ 168); a stop or comma comes after them.

    Example: ``“Рада”`` in English quotation marks; ``«Операція «Буря»»``; ``«Ми готові.»``. An
    article in straight marks gets one note, in the first paragraph that has some.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 419 of 430 planted found; 125
    alarms right, 0 wrong (100 %, 1 note).
    """
    target = pair.target.prose
    for match in _ENGLISH_QUOTE.finditer(target):
        yield warning("Ukrainian quotation marks are «…», inside them „…“", *match.span())
    for pattern in (_SAME_INSIDE, _STRAIGHT_INSIDE):
        for match in pattern.finditer(target):
            yield note("inside «…» quotation marks are „…“", *match.span("inner"))
    for pattern in (_POLISH_QUOTE, _SINGLE_QUOTE):
        for match in pattern.finditer(target):
            yield note("Ukrainian quotation marks are «…», inside them „…“", *match.span())
    if pair.article.once(_has_guillemets) and '"' in target:
        at = target.index('"')
        if not _STRAIGHT_INSIDE.search(target):
            yield warning('the article has «…» elsewhere, here "', at, at + 1)
        return
    habit = pair.article.once(_straight_quotes)
    said = 'Ukrainian quotation marks are «…», not "…"'
    yield from tell_habit(pair, habit, _STRAIGHT_QUOTE.finditer, said)
    for match in _STOP_INSIDE.finditer(target):
        yield note("in Ukrainian the stop or comma comes after the quotation mark", *match.span())


def _straight_quotes(article: Article) -> Habit:
    return find_habit(article, _STRAIGHT_QUOTE.finditer)


def _has_guillemets(article: Article) -> bool:
    """Return whether an article quotes in «…» at least as often as in straight marks."""
    wide = sum("«" in pair.target.prose for pair in article.pairs)
    return wide > 0 and wide >= sum('"' in pair.target.prose for pair in article.pairs)


@check("dashes", targets="uk")
def dashes(pair: Pair) -> Iterator[Remark]:
    """Dashes between words: — with spaces (§ 161), not a hyphen, and not –.

    Example: ``Київ - столиця``, ``Київ—столиця``. An article that has – between words gets one
    note, in the first paragraph that has it.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 95 of 95 planted found; 96 notes
    right, 4 wrong (96 %).
    """
    target = pair.target.prose
    for match in _HYPHEN.finditer(target):
        yield note("a hyphen stands for a dash", *match.span("sign" if match["sign"] else "behind"))
    for match in _LEADING_HYPHEN.finditer(target):
        if not pair.source.words.lstrip().startswith("-"):
            yield note("a hyphen stands for a dash", *match.span("sign"))
    for match in _GLUED.finditer(target):
        yield note("a dash between words has a space on both sides", *match.span())
    said = "between words the dash is —, not –"
    yield from tell_habit(pair, pair.article.once(_short_dashes), _SHORT_DASH.finditer, said)


def _short_dashes(article: Article) -> Habit:
    return find_habit(article, _SHORT_DASH.finditer)


@check("non-breaking", targets="uk")
def non_breaking(pair: Pair) -> Iterator[Remark]:
    """After № and before units, the space does not break.

    Example: ``№ 5``, ``5 км`` with an ordinary space. An article without non-breaking ones gets one
    note, in the first paragraph that should have one.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 22 of 22 planted found; 22 notes
    right, 0 wrong (100 %).
    """
    if pair.article.once(_breaks_not):
        for match in _BREAKABLE.finditer(pair.target.prose):
            yield note("elsewhere in the article this space does not break", *match.span())
        return
    said = "after № and before units the space does not break (U+00A0)"
    yield from tell_habit(pair, pair.article.once(_breaking), _BREAKABLE.finditer, said)


def _breaks_not(article: Article) -> bool:
    """Return whether an article has non-breaking spaces there at least as often as others."""
    kept, others = (
        sum(len(pattern.findall(pair.target.prose)) for pair in article.pairs)
        for pattern in (_KEPT, _BREAKABLE)
    )
    return kept > 0 and kept >= others


def _breaking(article: Article) -> Habit:
    return find_habit(article, _BREAKABLE.finditer)
