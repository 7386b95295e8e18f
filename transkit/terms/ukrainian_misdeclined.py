"""Words of a Ukrainian text that are meant as a term and are no form of it.

In «у Лозовой» the ending is none that the word has, in «Олену Коваля» each word is right and both
together are not. Only with the dictionary: the rules for names do not know every form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from transkit.terms.grammar import Place, Proposal, Wanted, find_words
from transkit.terms.ukrainian_context import (
    RARE_LOCATIVE,
    SAME_END,
    WORD,
    Need,
    closest_form,
    form_governed,
    governed_cases,
    is_called_for_nothing,
    stands_behind_noun,
    stands_out_of_place,
    variants_for,
)
from transkit.terms.ukrainian_forms import (
    VOWELS,
    adjective_forms,
    declined_words,
    fold,
    forms_of,
    has_dictionary,
    is_cyrillic,
    is_form_of_lemma,
    is_known,
    is_noun_only,
    is_wrong_form,
    may_be_undeclined,
    readings_of,
    stems_of,
    verb_forms,
)
from transkit.terms.ukrainian_rules import Form, decline
from transkit.text.names import likeness

__all__ = ["find_misdeclined", "is_another_noun", "is_misdeclined", "is_out_of_place"]

_ENDINGS = frozenset((
    "", *"а я у ю і ї и е є о ь й ий ій ої ого ому ем єм ом им ім їм их іх їх ах ях ам ям ами ями"
    " ів їв ові еві єві ою ею єю".split(),
    *"э ы ив ой ей ый ые ых ым ыми ию ии ия ие ая яя ую юю ое ее ев ов ью ья ье".split(),
))  # fmt: skip
"""What may stand behind the stem of a noun or adjective, here or in Russian."""
_VOWELS_ALONE = re.compile(f"[{VOWELS}йь]{{1,3}}")
"""What else can be nothing but an ending: Гайдайя."""
_INSTEAD = {
    "ив": "ів", "ы": "и", "ый": "ий", "ых": "их", "ым": "им", "ыми": "ими", "ии": "ії",
    "ию": "ію", "ией": "ією", "ая": "а", "ую": "у", "ое": "е", "ие": "і", "ые": "і",
}  # fmt: skip
"""Endings that Ukrainian does not have, each of which stands for one that it has."""
_AS_A_WOMANS = {"и": "а", "ою": "ом"}
"""Endings of a name in ‑ка, and what a man's name in ‑ко has there: Лукашенки, Лукашенка."""
_SURNAME = re.compile("(?:[оеє]в|[иії]н)$")
"""How surnames end that were possessive adjectives, and are no more declined like them."""
_OF_MANY = frozenset({"ов", "ев", "ів", "їв", "ей"})
"""Endings of genitives in the plural, which what is plural only has or lacks: із Прилуков."""
_GENITIVE = {"а": "у", "я": "ю"}
"""Endings of the genitive of things, one of which often stands for the other: Китая, Китаю."""
_LONGEST_LIKE_A_NOUN = 7
"""Letters of a surname that is a common noun, too, and declines otherwise."""
_IV = ("ів", "їв")
"""Names that have another stem in their other forms: Київ, Києва."""
_MADE_OF_IT = re.compile(r"(?:ськ|цьк|зьк)[а-яіїє]{1,3}$")
_AS_IN_RUSSIAN = str.maketrans({"я": "а", "ю": "у", "є": "е", "ї": "і", "ы": "и", "э": "е"})
_SAME_LAST = {"е": "еі", "и": "иі", "й": "йі"}
"""Last letters that a wrong ending has, and what the right one may have instead: в Одесе, Одесі."""


def is_misdeclined(word: str, target: str) -> bool:
    """Return whether a word has the stem of another and an ending that this never has.

    Args:
        word: As a text has it.
        target: A single word in the nominative.
    """
    forms = {fold(form.text) for form in readings_of(target)}
    may_be_person = target[:1].isupper() and len(target) <= _LONGEST_LIKE_A_NOUN
    if may_be_person and re.search("[^аеиіоуєїюяьй]$", target) and target[-2:] not in _IV:
        forms |= {fold(form.text) for form in decline(target)}  # Рейд: a raid, or Reid, Рейда
    if _as_a_womans(word, target):
        return fold(word) not in forms and has_dictionary()
    if _loosely(word) in map(_loosely, forms):
        return False
    if _MADE_OF_IT.search(fold(word)) and not _MADE_OF_IT.search(fold(target)):
        return False
    if not is_known(target):
        softer = {form.translate(SAME_END) for form in map(_loosely, forms)}
        if len(forms) == 1 or _loosely(word).translate(SAME_END) in softer:
            return False
    ending = _ending_of(word, _stems(target))
    if ending is None or not (ending in _ENDINGS or _VOWELS_ALONE.fullmatch(ending)):
        return False
    return is_wrong_form(word) if has_dictionary() else target[:1].isupper()


def _as_a_womans(word: str, target: str) -> bool:
    """Return whether a man's name in ‑ко is declined as if it were one in ‑ка."""
    if not target[:1].isupper() or not target.endswith("ко"):
        return False
    return any(fold(word) == fold(target[:-1]) + ending for ending in _AS_A_WOMANS)


def is_another_noun(word: str, target: str) -> bool:
    """Return whether the dictionary knows a word only as a noun that is not the target.

    Args:
        word: As a text has it, with the beginning of the target.
        target: A single word in the nominative.
    """
    if not has_dictionary() or not is_known(word) or not is_known(target):
        return False
    return (
        _ending_of(word, _stems(target)) in _ENDINGS
        and is_noun_only(word)
        and fold(word) not in {fold(form.text) for form in readings_of(target)}
        and not is_form_of_lemma(word, target)
    )


def _loosely(word: str) -> str:
    """Return a word without what sets soft and hard stems apart, where people differ: Шольцем."""
    return re.sub("(?<=[цржчшщ])е(м|ві|ю)$", r"о\1", fold(word))


def find_misdeclined(text: str, wanted: Wanted) -> list[Proposal]:
    """Return where a term is meant and no form of it stands, with the right form where it is sure.

    Args:
        text: A draft.
        wanted: The term. Of one in Latin letters only an English plural is found (F-16s).
    """
    if wanted.target[-1:].isascii():
        plurals = [f"{wanted.target}{ending}" for ending in ("s", "'s")]
        return [Proposal(*place, wanted.target) for place in find_words(text, plurals)]
    ours = wanted.target.split()
    forms = forms_of(wanted.target)
    if not has_dictionary() or not is_cyrillic(wanted.target) or len(forms) == 1:
        return []
    found: list[Proposal] = []
    for place in _spans(text, len(ours)):
        if is_out_of_place(text, place, wanted.target):
            form = form_governed(text, place, wanted)
            found.append(Proposal(*place, form, misplaced=True))
        elif is_called_for_nothing(text, place, forms):
            found.append(Proposal(*place, _mended(text, place, wanted), misplaced=True))
        elif _is_meant(text[place.start : place.end].split(), ours, forms, wanted):
            found.append(Proposal(*place, _mended(text, place, wanted)))
        elif other := _in_other_capitals(text, place, wanted.target):
            found.append(Proposal(*place, other))
    return found


def _in_other_capitals(text: str, place: Place, target: str) -> str | None:
    """Return the term's own letters where it stands in others: Слуги Народу, києва.

    Nothing where it has its own, and where all letters are capitals.
    """
    shown = text[place.start : place.end]
    if len(shown) > 1 and shown.isupper():
        return None
    form = next((one.text for one in forms_of(target) if fold(one.text) == fold(shown)), None)
    if form is None or Place(*place) in find_words(text, [form]):
        return None
    return shown[:1] + form[1:] if form[:1].islower() else form


def is_out_of_place(text: str, place: Place, target: str) -> bool:
    """Return whether a form of a target stands behind a preposition that does not govern it.

    What may be a woman's surname, which does not decline, says nothing: із Савчук, для Гаррі.

    Args:
        text: A draft.
        place: Where a form of the target stands, or another word.
        target: What a glossary wants.
    """
    if not has_dictionary() or not is_cyrillic(target):
        return False
    if verb_forms(target) or adjective_forms(target):
        return False
    forms = forms_of(target)
    if not stands_out_of_place(text, place, forms):
        return False
    if fold(text[place.start : place.end]) != fold(target):
        return True
    return not all(map(may_be_undeclined, target.split()))


def _spans(text: str, size: int) -> Iterator[Place]:
    """Yield where so many words stand with nothing but a space between them."""
    tokens = list(WORD.finditer(text))
    for at in range(len(tokens) - size + 1):
        span = tokens[at : at + size]
        if all(text[a.end() : b.start()] in (" ", "\u00a0") for a, b in pairwise(span)):
            yield Place(span[0].start(), span[-1].end())


def _is_meant(
    words: Sequence[str], ours: Sequence[str], forms: Sequence[Form], wanted: Wanted
) -> bool:
    """Return whether words are those of a term in forms that are wrong, or do not go together."""
    if fold(" ".join(words)) in {fold(form.text) for form in forms}:
        return False
    declined, _ = declined_words(ours)
    bent = 0
    for i, (word, our) in enumerate(zip(words, ours, strict=True)):
        if our[:1].isupper() != word[:1].isupper() and not (i == 0 and our[:1].islower()):
            return False
        if i not in declined:
            if fold(word) != fold(our):
                return False
        elif fold(word) not in {fold(form.text) for form in readings_of(our)}:
            other_gender = len(ours) > 1 and is_form_of_lemma(word, our)
            if not (is_misdeclined(word, our) or other_gender) or _is_another(word, i, wanted):
                return False
            bent += 1
    return bent > 0 or len(declined) > 1


def _is_another(word: str, at: int, wanted: Wanted) -> bool:
    """Return whether a word sounds as much like another name of the source.

    What sounds no less like the right form says nothing: French, Франції.
    """
    named = wanted.source.split()
    mine = likeness(named[at], word) if at < len(named) else 0.0
    our = wanted.target.split()[at]
    return any(
        likeness(other, word) >= max(mine, 0.8) and likeness(other, word) > likeness(other, our)
        for other in wanted.others
    )


def _mended(text: str, place: Place, wanted: Wanted) -> str | None:
    """Return the form for a place where a term stands misdeclined; ``None`` where it is not sure.

    What the draft says counts, and only then the preposition of the source.
    """
    governed = governed_cases(text, place)
    told = governed_cases(text, place, wanted.relation)
    found = _mended_as(text, place, wanted, governed)
    return _mended_as(text, place, wanted, told) if found is None and told != governed else found


def _mended_as(
    text: str, place: Place, wanted: Wanted, governed: frozenset[str] | None
) -> str | None:
    """Return the form for a place where a preposition governs these cases, or there is none.

    What the words that are right agree in counts, then the preposition, then the ending.
    """
    words = text[place.start : place.end].split()
    forms = [form for form in forms_of(wanted.target) if wanted.plural or not form.plural]
    # A locative always has its preposition.
    allowed = [f for f in forms if (f.case != "loct" if governed is None else f.case in governed)]
    if len({form.text for form in forms}) == 1:
        return forms[0].text
    known = _needs_of(words, forms)
    agreed = set[Need].intersection(*known) if known else set()
    fitting: list[Form] = []
    if agreed:
        fitting = [form for form in allowed if Need(form.case, form.plural) in agreed]
    elif known:
        # Of words that do not agree the preposition tells which is right.
        fitting = [f for f in allowed if any(Need(f.case, f.plural) in needs for needs in known)]
        if governed is None:
            owned = wanted.relation == "of" and stands_behind_noun(text, place)
            fitting = [form for form in fitting if form.case == "gent"] if owned else []
    needs = {Need(form.case, form.plural) for form in fitting}
    if not known or (agreed and len(needs) > 1 and len({form.text for form in fitting}) > 1):
        some = fitting if known else allowed
        only = governed is not None and len({form.text for form in some}) == 1
        fitting = some if only else _with_ending(words[-1], wanted, some, strict=governed is None)
    if not fitting and governed and len({Need(form.case, form.plural) for form in allowed}) == 1:
        fitting = allowed  # бої за Малая Токмачка
    return _only(fitting, forms, " ".join(words))


def _needs_of(words: Sequence[str], forms: Sequence[Form]) -> list[set[Need]]:
    """Return the cases and numbers that those words of a phrase may have that are forms of it.

    A nominative behind another case has just not been declined (Олену Ковальова), and says nothing.
    """
    each = [
        {Need(f.case, f.plural) for f in forms if fold(f.text.split()[i]) == fold(word)}
        for i, word in enumerate(words)
    ]
    undeclined = [needs for needs in each[1:] if {n.case for n in needs} <= {"nomn", "voct"}]
    known = [needs for needs in each if needs]
    return [needs for needs in known if needs not in undeclined] or known


def _only(fitting: Sequence[Form], forms: Sequence[Form], shown: str) -> str | None:
    """Return the one form that fits; of several variants of a case the one to insert."""
    texts = {form.text for form in fitting}
    needs = {Need(form.case, form.plural) for form in fitting if form.case != "voct"}
    if len(texts) == 1:
        (found,) = texts
        if {need.case for need in needs} != {"loct"}:
            return found
    if len(needs) != 1:
        return None
    variants = variants_for(forms, needs) or []
    usual = [text for text in variants if not RARE_LOCATIVE.search(text)] or variants
    return closest_form(usual, shown, needs) if usual else None


def _with_ending(word: str, wanted: Wanted, forms: Sequence[Form], *, strict: bool) -> list[Form]:
    """Return the forms that end as a wrong one does, behind its stem.

    Args:
        word: The last one in a draft.
        wanted: The term.
        forms: Those that may be meant.
        strict: The whole ending must be the same; else a last letter that may stand for it.
    """
    folded = re.sub("ци$", "ці", fold(word))
    stems = _stems(wanted.target.split()[-1])
    stem = max((one for one in stems if folded.startswith(one)), key=len, default="")
    ending = folded[len(stem) :]
    if folded.endswith("и") and wanted.target.endswith("ий"):
        return []  # Зеленськи may be any case
    if ending in _OF_MANY and all(form.gender == "p" for form in forms):
        return [form for form in forms if form.case == "gent"]
    if folded.endswith(("ого", "ому")) and _SURNAME.search(wanted.target):
        case = {"ого": "gent", "ому": "datv"}[folded[-3:]]  # Буданового
        return [form for form in forms if form.case == case and not form.text.endswith("ові")]
    instead = _AS_A_WOMANS if _as_a_womans(word, wanted.target.split()[-1]) else _INSTEAD
    wanted_end = stem + instead.get(ending, ending)
    lasts = [form.text.split()[-1] for form in forms]
    own = {_softly(_ending_of(word, stems)), _softly(ending)}
    found = [
        form
        for form, last in zip(forms, lasts, strict=True)
        if fold(last) == wanted_end
        or (ending not in instead and _softly(_ending_of(last, stems)) in own)
    ]
    if not found and ending in _GENITIVE and fold(wanted.target)[-1] not in VOWELS:
        genitive = stem + _GENITIVE[ending]
        found = [f for f in forms if f.case == "gent" and fold(f.text.split()[-1]) == genitive]
    if found or strict:
        return found
    letter = fold(word).translate(_AS_IN_RUSSIAN)[-1:]
    return [
        form
        for form, last in zip(forms, lasts, strict=True)
        if fold(last).translate(_AS_IN_RUSSIAN)[-1:] in _SAME_LAST.get(letter, letter)
    ]


def _softly(ending: str | None) -> str | None:
    """Return an ending as it is behind hard consonants: Хортица, Хортиця."""
    return None if ending is None else ending.translate(SAME_END)


def _stems(word: str) -> frozenset[str]:
    """Return the stems of the forms of a word, and its own: Київ, Києв."""
    return stems_of(word) | {re.sub(f"[{VOWELS}ьй]$", "", fold(word))}


def _ending_of(word: str, stems: Iterable[str]) -> str | None:
    """Return what stands behind the longest stem of a word, if it has one of them."""
    folded = fold(word)
    found = [folded[len(stem) :] for stem in stems if folded.startswith(stem)]
    return min(found, key=len, default=None)
