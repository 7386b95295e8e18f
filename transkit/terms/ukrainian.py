"""Terms in Ukrainian: found in any case and number, and put in the case of what they replace.

Forms come from the dictionary of pymorphy3 where it is installed (the extra ``ukrainian``), for
words that it does not know and without it from rules. Where what stands in a draft is only spelled
otherwise (Портнікова, Портникова), its own ending says which form is wanted; where it is another
word, its form and the preposition before it say so, or nothing is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from transkit.terms.grammar import Place, Proposal, Wanted, best_of, find_words
from transkit.terms.ukrainian_context import (
    GOVERN,
    OF_PEOPLE,
    RARE_LOCATIVE,
    SAME_END,
    WORD,
    Need,
    closest_form,
    form_instead,
    governed_cases,
    is_called_for_nothing,
    is_thing,
    stands_behind_noun,
    variants_for,
)
from transkit.terms.ukrainian_forms import (
    VOWELS,
    adjective_forms,
    adjective_instead,
    apposed_forms,
    dictionary,
    fold,
    forms_of,
    has_dictionary,
    is_cyrillic,
    is_function_word,
    is_known,
    is_unclear,
    noun_bases,
    readings_of,
    stems_of,
    verb_forms,
)
from transkit.terms.ukrainian_misdeclined import (
    find_misdeclined,
    is_another_noun,
    is_misdeclined,
    is_out_of_place,
)
from transkit.terms.ukrainian_rules import Form
from transkit.text.names import codes_of, likeness

__all__ = ["Ukrainian"]

_CYRILLIC = re.compile("[\u0400-\u04ff'’ʼ-]+")
_ALIKE = 0.72
"""Similarity of letters from which on a word is taken for another spelling."""
_ALIKE_IN_SOUND = 0.85
"""Likeness to the source's name from which on fewer letters must agree: `_LESS_ALIKE`."""
_LESS_ALIKE = 0.5
_NEARLY_ALIKE = 0.8
"""What is needed for a name that nobody has asked for."""
_ENDING = re.compile(r"(?:[аеиіоуєїюяьй][а-яієї]{0,2})?")
"""What may stand behind the stem of a noun."""
_RUSSIAN_LETTERS = str.maketrans({"ы": "и", "э": "е", "ё": "е"})
_RUSSIAN_NEUTER = ("ье", "ьє", "ьо")
"""How Russian neuters end that end in ‑я here."""
_LONGEST_BEHIND = 7
"""Letters behind the stem of a word that is made of it."""
_CHANGING = re.compile("[жзгшсхчцкт]+$")
"""Last sounds of stems that merge with the beginning of the suffix in adjectives of places."""
_MADE_OF_IT = re.compile(r"(?:ськ|цьк|зьк)[а-яіїє]{1,3}$")


class Ukrainian:
    """See `transkit.terms.grammar.Grammar`."""

    def find(self, text: str, target: str, *, misplaced: bool = False) -> list[Place]:
        """Return where a target stands, in any form.

        Unless `misplaced`, only in forms that the preposition before it may govern.
        """
        forms = [form.text for form in forms_of(target)]
        more = (*apposed_forms(target), *verb_forms(target), *adjective_forms(target))
        places = find_words(text, [*forms, *more])
        return [
            place
            for place in places
            if misplaced
            or not (
                is_out_of_place(text, place, target)
                or (has_dictionary() and is_called_for_nothing(text, place, forms_of(target)))
            )
        ]

    def mentions(self, text: str, target: str) -> bool:
        """Return whether a text has a target, its last word alone, or an adjective of it."""
        if self.find(text, target):
            return True
        words = target.split()
        there = WORD.findall(text)

        def is_there(word: str) -> bool:
            begun = tuple(stems_of(word))
            return any(_is_adjective_of(one, begun) for one in there) or any(
                one.casefold().startswith(begun)
                and len(one) <= max(map(len, begun)) + _LONGEST_BEHIND
                and (
                    verb_forms(word)
                    or not (is_misdeclined(one, word) or is_another_noun(one, word))
                )
                for one in there
            )

        if len(words) > 1 and all(word[:1].isupper() for word in words):
            return is_there(words[-1])
        return all(map(is_there, words))

    def propose(self, text: str, wrong: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where a wrong rendering stands, in any form.

        An adjective is replaced by an adjective in every gender.
        """
        if adjective_forms(wrong) and adjective_forms(wanted.target):
            places = find_words(text, adjective_forms(wrong))
            return [Proposal(*one, _adjective_instead(text, one, wrong, wanted)) for one in places]
        forms = forms_of(wrong)
        found: list[Proposal] = []
        for place in find_words(text, [form.text for form in forms]):
            shown = fold(text[place.start : place.end])
            mine = [form for form in forms if fold(form.text) == shown]
            now = _form_instead(text, place, mine, wanted)
            found.append(Proposal(*place, now or _as_spelling(text, place, wanted)))
        if not found and not is_cyrillic(wrong):
            found = [
                Proposal(*place, _form_instead(text, place, (), wanted))
                for place in find_words(text, [wrong])
            ]
        return found

    def propose_at(self, text: str, place: Place, wanted: Wanted) -> Proposal:
        """Return what should stand where a noun stands; not sure where it may be another word."""
        word = text[place.start : place.end].lower()
        bases = noun_bases(word)
        sure = len(bases) == 1 and all("NOUN" in parse.tag for parse in dictionary().parse(word))
        proposals = self.propose(text, bases[0], wanted) if sure else []
        known = (one for one in proposals if one[:2] == place)
        return next(known, Proposal(*place, None))

    def propose_misdeclined(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where the term stands in a form that it does not have."""
        return find_misdeclined(text, wanted)

    def propose_alike(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where words stand that sound like the term, best first."""
        ours = wanted.target.split()
        if not any(word[:1].isupper() for word in ours):
            return []
        forms = _forms_as_long(ours, wanted)
        named = wanted.source.split()
        sources = named if len(named) == len(ours) else [""] * len(ours)
        tokens = list(WORD.finditer(text))
        found: list[tuple[float, Proposal]] = []
        for at in range(len(tokens) - len(ours) + 1):
            span = tokens[at : at + len(ours)]
            if not _adjoining(text, span):
                continue
            words = [match.group() for match in span]
            if all(map(_is_form_of, words, ours)):
                continue
            score = _phrase_alikeness(words, sources, forms, wanted)
            if score > 0:
                place = Place(span[0].start(), span[-1].end())
                respelled = _respelled(text, place, words, forms, relation=wanted.relation)
                found.append((score, Proposal(*place, respelled)))
        return best_of(found)

    def agree_behind(self, behind: str, was: str, now: str) -> str:
        """Return the same: nothing is put in with which what follows would not agree."""
        del was, now
        return behind


def _is_adjective_of(word: str, stems: Iterable[str]) -> bool:
    """Return whether a word is an adjective whose stem has another last sound: паризький, Париж."""
    made = _MADE_OF_IT.search(word.casefold())
    if made is None or made.start() < 3:
        return False
    begun = word.casefold()[: made.start()]
    return any(_CHANGING.sub("", stem) == begun != stem for stem in stems)


def _form_instead(text: str, place: Place, mine: Sequence[Form], wanted: Wanted) -> str | None:
    """Return `form_instead`, where it can be known at all."""
    if is_unclear(wanted.target) or (mine and not has_dictionary()):
        return None
    if mine and is_function_word(text[place.start : place.end]):
        return None
    return form_instead(text, place, mine, wanted)


def _adjective_instead(text: str, place: Place, wrong: str, wanted: Wanted) -> str | None:
    """Return the form of an adjective for a place where another adjective stands."""
    shown = text[place.start : place.end]
    found = adjective_instead(shown.lower(), wrong, wanted.target)
    return found[:1].upper() + found[1:] if found and shown[:1].isupper() else found


def _phrase_alikeness(
    words: Sequence[str], sources: Sequence[str], forms: Sequence[Form], wanted: Wanted
) -> float:
    """Return how surely words are another spelling of a term with as many, in [0, 1].

    Beside a word of it that is right (Жолтих Водах), letters alone tell.
    """
    ours = wanted.target.split()
    parts = [{form.text.split()[i] for form in forms} for i in range(len(ours))]
    right = [
        our[:1].isupper() and word in some
        for word, our, some in zip(words, ours, parts, strict=True)
    ]
    return min(
        _alikeness(word, parts[i], source, wanted, beside=any(right[:i] + right[i + 1 :]))
        if ours[i][:1].isupper()
        else float(word in parts[i])  # фон дер, Азорські острови
        for i, (word, source) in enumerate(zip(words, sources, strict=True))
    )


def _as_spelling(text: str, place: Place, wanted: Wanted) -> str | None:
    """Return what should stand where a wrong rendering is the same name, spelled otherwise."""
    words = text[place.start : place.end].split()
    if not wanted.target[:1].isupper():
        return None
    forms = _forms_as_long(words, wanted)
    parts = [{form.text.split()[i] for form in forms} for i in range(len(words))]
    named = wanted.source.split()
    sources = named if len(named) == len(words) else [""] * len(words)
    each = zip(words, parts, sources, strict=True)
    if not all(_alikeness(word, some, source, wanted) for word, some, source in each):
        return None
    return _respelled(text, place, words, forms, relation=wanted.relation)


def _forms_as_long(words: Sequence[str], wanted: Wanted) -> list[Form]:
    """Return the forms of a term with as many words; of a name, those of its own number."""
    return [
        form
        for form in forms_of(wanted.target)
        if form.text.count(" ") == len(words) - 1 and (wanted.plural or not form.plural)
    ]


def _alikeness(
    word: str, forms: set[str], source: str, wanted: Wanted, *, beside: bool = False
) -> float:
    """Return how surely a word is another spelling of one of some forms, in [0, 1]; 0 for no.

    Args:
        word: As a draft has it.
        forms: Of the word of the term.
        source: The word in the source; empty where that is not known.
        wanted: The term.
        beside: Whether another word of the term stands beside it.
    """
    from rapidfuzz.distance import Indel

    if not word[:1].isupper() or not _CYRILLIC.fullmatch(word):
        return 0.0
    folded = fold(word)
    made = _MADE_OF_IT.search(folded)
    if made and not any(form.casefold().endswith(made.group()) for form in forms):
        return 0.0  # an adjective of the name
    score = max((Indel.normalized_similarity(folded, fold(form)) for form in forms), default=0.0)
    sound = likeness(source, word) if source else 0.0
    ours = max((_same_sound(word, form) for form in forms), default=0.0)
    if not (
        (score >= _ALIKE and (beside or ours >= 0.75 or sound >= _ALIKE_IN_SOUND))
        or (score >= _LESS_ALIKE and sound >= _ALIKE_IN_SOUND and ours >= _ALIKE_IN_SOUND)
    ):
        return 0.0
    mine = max(sound, ours)
    if wanted.strict and score < _NEARLY_ALIKE:
        return 0.0
    if any(likeness(other, word) >= max(mine, 0.8) for other in wanted.others):
        return 0.0
    return (score + mine) / 2


def _is_form_of(word: str, target: str) -> bool:
    """Return whether a word may be a form of a target that is not among those known."""
    folded = word.casefold()
    forms = {fold(form.text) for form in readings_of(target)}
    if is_known(target) and is_misdeclined(word, target):
        return False
    if len(forms) == 1 or target.endswith("ий"):  # of adjectives every form is known
        return fold(word) in forms
    return any(
        folded.startswith(stem) and _ENDING.fullmatch(folded[len(stem) :])
        for stem in stems_of(target)
    )


def _same_sound(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return max(
        (Indel.normalized_similarity(a, b) for a in codes_of(one) for b in codes_of(other) if a),
        default=0.0,
    )


def _respelled(
    text: str, place: Place, words: Sequence[str], forms: Sequence[Form], *, relation: str
) -> str | None:
    """Return the form of the term for a place where another spelling of it stands.

    Where what stands there does not decline and a preposition wants a case, that case counts; of
    several that one which the source's preposition tells.
    """
    if is_unclear(forms[0].text if forms else ""):
        return None
    governed = governed_cases(text, place)
    if fold(words[-1]).endswith("ой") and any(form.text.endswith("ої") for form in forms):
        # Тихановской may be four cases.
        case = frozenset({"gent"}) if stands_behind_noun(text, place) else governed or frozenset()
        texts = {f.text for f in forms if f.case in case and not f.plural} - {forms[0].text}
        return texts.pop() if len(texts) == 1 else None
    found = _usual(_transferred(words, forms), forms)
    if governed is None:
        return found
    at_home = {"gent"} if governed == GOVERN["в"] else set()  # у Портникова
    cases = {form.case for form in forms if form.text == found} if found != forms[0].text else set()
    if cases & (governed | at_home):
        return found
    governed = governed_cases(text, place, relation) or governed
    if {"accs", "loct"} <= governed and fold(words[-1]).endswith(_RUSSIAN_NEUTER):
        return None  # В Прикарпатье is both a place and a direction.
    if governed == GOVERN["в"]:
        governed |= at_home
    if any(form.case in governed for form in forms if form.text == found):
        return found
    fitting = [form for form in forms if form.case in governed and not form.plural]
    if words[-1][-1] in VOWELS and forms[0].text[-1] not in VOWELS:
        fitting = [form for form in fitting if form.text != forms[0].text]  # no woman's surname
    return _as_governed(words, forms, fitting)


def _as_governed(
    words: Sequence[str], forms: Sequence[Form], fitting: Sequence[Form]
) -> str | None:
    """Return the one of the forms that a preposition allows for another spelling of a term.

    Args:
        words: As a draft has them.
        forms: Of the term.
        fitting: Those of them in cases that the preposition governs.
    """
    texts = {form.text for form in fitting}
    if len(texts) == 1:
        return texts.pop()
    found = _transferred(words, fitting)
    needs = {Need(form.case, form.plural) for form in fitting}
    if found is None and len(needs) == 1:
        variants = variants_for(forms, needs)
        return closest_form(variants, " ".join(words), needs) if variants else None
    if found is None and words[-1].endswith("е") and any(f.case == "loct" for f in fitting):
        found = _transferred([*words[:-1], f"{words[-1][:-1]}і"], fitting)  # у Киеве
    return _usual(found, forms)


def _usual(text: str | None, forms: Sequence[Form]) -> str | None:
    """Return a form, or where it is a rare one of the locative, the usual one."""
    if text is None or not (RARE_LOCATIVE.search(text) or text.endswith(OF_PEOPLE)):
        return text
    needs = {Need(form.case, form.plural) for form in forms if form.text == text}
    variants = variants_for(forms, needs) if len(needs) == 1 else None
    if not variants or (text.endswith(OF_PEOPLE) and not is_thing(forms)):
        return text
    return closest_form(variants, variants[0], needs)


def _transferred(words: Sequence[str], forms: Iterable[Form]) -> str | None:
    """Return the form of the term that ends as words in a draft do; ``None`` where none does."""
    from rapidfuzz.distance import Indel

    forms = list(forms)
    fixed = {i for i in range(len(words)) if len({form.text.split()[i] for form in forms}) == 1}
    scores: dict[str, float] = {}
    for form in forms:
        parts = form.text.split()
        if all(
            i in fixed or _ends_alike(word, part)
            for i, (word, part) in enumerate(zip(words, parts, strict=True))
        ):
            scores[form.text] = sum(
                Indel.normalized_similarity(fold(word), fold(part))
                for word, part in zip(words, parts, strict=True)
            )
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.01):
        return None
    return ranked[0][0]


def _ends_alike(word: str, form: str) -> bool:
    """Return whether a word ends as a form does, so that it is in the same case."""
    one, other = (fold(text).translate(_RUSSIAN_LETTERS) for text in (word, form))
    one, other = (text.translate(SAME_END) for text in (one, other))
    if one.endswith(_RUSSIAN_NEUTER):
        return other.endswith("а")  # Прикарпатье, Прикарпаття
    if one[-1:] == other[-1:]:
        return one.endswith("го") or not other.endswith("го")  # Ровно is no genitive: Рівного
    if one[-1] in "ьй" or other[-1] in "ьй":
        return one[-1] not in VOWELS and other[-1] not in VOWELS
    if one[-1] in VOWELS or other[-1] in VOWELS:
        return False
    return _same_sound(one[-2:], other[-2:]) == 1.0


def _adjoining(text: str, span: Sequence[re.Match[str]]) -> bool:
    return all(
        text[one.end() : other.start()] in (" ", "\u00a0", "-", "‑")
        for one, other in pairwise(span)
    )
