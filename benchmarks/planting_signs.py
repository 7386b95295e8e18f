"""Planting errors of signs, in any language: brackets, spaces, characters, addresses, scripts."""

from __future__ import annotations

import random

from benchmarks.planted import Change, Kind, Planted, Rows, one_row, pick, put, with_them

__all__ = ["SIGNS"]

_LETTERS = r"[^\W\d_]"


def _in_brackets(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a word in brackets, where there are none."""
    del there, language
    match = pick(rf"(?<= ){_LETTERS}{{2,}}(?= )", here, source)
    if match is None or any(sign in here for sign in "()"):
        return here
    return put(here, match, f"({match.group()})")


def _lose_bracket(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Leave out one bracket."""
    del there, language
    match = pick(r"[()\[\]]", here, source)
    return None if match is None else put(here, match, "")


def _inserting(signs: str) -> Change:
    """Return what puts one of some characters into a word."""

    def change(there: str, here: str, language: str, source: random.Random) -> str | None:
        del there, language
        match = pick(rf"(?<={_LETTERS})(?={_LETTERS})", here, source)
        return None if match is None else put(here, match, source.choice(signs))

    return change


def _space_too_many(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put in a space: a second one, one before a comma, one at the end."""
    del there, language
    found = (pick(pattern, here, source) for pattern in (r"(?<=\S) (?=\S)", r"(?<=\w)(?=,)"))
    places = [match for match in found if match is not None]
    if here != here.strip() or not places:
        return None
    way = source.randrange(len(places) + 1)
    if way == len(places):
        return f"{here} "
    return put(here, places[way], f"{places[way].group()} ")


def _lose_question(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a full stop for the question mark at the end."""
    del language, source
    is_question = there.rstrip('"”’').endswith("?") and here.rstrip('"”’»').endswith("?")
    at = here.rfind("?")
    return f"{here[:at]}.{here[at + 1 :]}" if is_question else None


def _ask(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a question mark for the full stop at the end."""
    del language, source
    return f"{here[:-1]}?" if there.endswith(".") and here.endswith(".") else None


def _lose_stop(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Leave out the full stop at the end."""
    del language, source
    return here[:-1] if there.endswith(".") and here.endswith(".") else None


_MARKERS = ("https://example.org/news/{}", "desk{}@example.org", "{{name{}}}", "%(count{})s")


def _mark_both(there: str, here: str, source: random.Random) -> tuple[str, str]:
    """Return a source and its target with the same address or placeholder behind them."""
    marker = source.choice(_MARKERS).format(source.randrange(10, 99))
    return f"{there} {marker}", f"{here} {marker}"


def _marked(change: str) -> Kind:
    """Return the kind of error that changes or loses an address or a placeholder."""

    def plant(rows: Rows, language: str, source: random.Random, count: int) -> list[Planted]:
        del language
        planted: list[Planted] = []
        for there, here in source.sample(list(rows), min(count, len(rows))):
            good = _mark_both(there, here, source)
            kept, _, marker = good[1].rpartition(" ")
            match = pick(r"(?<=[a-z])[a-z]", marker, source)
            wrong = (
                put(marker, match, "q" if match.group() == "z" else "z")
                if match and not change
                else ""
            )
            after = f"{kept} {wrong}" if wrong else kept
            planted.append(
                Planted(what=f"{marker} → {wrong!r}", before=[good], after=[(good[0], after)])
            )
        return planted

    return with_them(plant, "placeholders")


_FOREIGN = ("სახლი", "տուն", "σπίτι", "घर", "بيت", "บ้าน", "בית")


def _foreign_word(there: str, here: str, language: str, source: random.Random) -> str | None:
    """Put a word in letters of another language for one."""
    del there
    pattern = r"(?<= )[а-яіїєґ]{4,}(?= )" if language == "uk" else r"(?<= )[가-힣]{2,}(?= )"
    match = pick(pattern, here, source)
    return None if match is None else put(here, match, source.choice(_FOREIGN))


SIGNS: dict[str, Kind] = {
    "bracket lost": with_them(one_row(_lose_bracket, _in_brackets), "brackets"),
    "control or bidi character": with_them(
        one_row(_inserting("\x02\x08\x1f\x85\ufffd\u202e\u2066\u202d")), "characters"
    ),
    "invisible character": with_them(one_row(_inserting("\u200b\u2060\ufeff\u00ad")), "characters"),
    "space too many": with_them(one_row(_space_too_many), "spaces"),
    "question mark lost": with_them(one_row(_lose_question), "end-punctuation"),
    "question instead of statement": with_them(one_row(_ask), "end-punctuation"),
    "full stop lost": with_them(one_row(_lose_stop), "end-punctuation"),
    "address changed": _marked(""),
    "address lost": _marked("lost"),
    "word in another script": with_them(one_row(_foreign_word), "script"),
}
"""Kinds of errors, as they are called in the docs."""
