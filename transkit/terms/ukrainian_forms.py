"""The forms of Ukrainian words and phrases.

They come from the dictionary of pymorphy3 where it is installed (the extra ``ukrainian``); for
words that it does not know, and without it, from rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from transkit.terms.ukrainian_rules import CASES, Form, decline
from transkit.text.dictionaries import ukrainian_dictionary as dictionary

__all__ = [
    "VOWELS",
    "adjective_forms",
    "adjective_instead",
    "apposed_forms",
    "case_of",
    "declined_words",
    "dictionary",
    "fold",
    "forms_of",
    "gender_of",
    "has_dictionary",
    "is_cyrillic",
    "is_form_of_lemma",
    "is_function_word",
    "is_known",
    "is_nominative",
    "is_noun_only",
    "is_unclear",
    "is_wrong_form",
    "may_be_undeclined",
    "noun_bases",
    "plain",
    "readings_of",
    "stems_of",
    "verb_forms",
]

VOWELS = "аеиіоуєїюя"
_LONGEST_PHRASE = 6
"""Words; longer targets are not declined."""
_LONGEST_ACRONYM = 6
"""Letters; what is longer is a word in capitals."""
_IN_NAMES = frozenset({"на", "над", "під", "при", "в", "у"})
"""What stands between two hyphens, behind a name that declines: Ростова-на-Дону."""
_UNDECLINED = frozenset(
    """штаб арт бізнес блок веб екс інтернет кіно контр медіа міні онлайн прес проєкт стоп топ
    фан""".split()
)
"""Nouns that are like prefixes before a hyphen: бізнес-тренера."""
_UNCONTRACTED = re.compile(r"(?:ая|яя|ую|юю|еє|ії)$")
"""Ends of adjectives in old poems; elsewhere they are Russian ones: новая, нова."""
_TAILS = ("банк", "газ", "фонд", "транс", "експорт", "імпорт", "союз", "телеком", "світ", "порт")
"""Nouns that names of organisations end in, and with them their forms."""
_INFINITIVE = re.compile(r"(?:[уюо]?ва|ну|[аяиії])?ти(?:ся)?$")
"""How verbs end behind what most of their forms have in common."""
_SURELY_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк)(?:а|е|і)$|ий$")


def has_dictionary() -> bool:
    """Return whether the dictionary is installed."""
    return dictionary() is not None


def is_nominative(word: str) -> bool:
    """Return whether the dictionary has a word, in the nominative."""
    return is_known(word) and bool(_nominatives(word))


def is_known(word: str) -> bool:
    """Return whether the dictionary has a word."""
    morph = dictionary()
    return morph is not None and bool(morph.word_is_known(plain(word)))


def plain(word: str) -> str:
    """Return a word with the apostrophe of the dictionary."""
    return re.sub("[’ʼ]", "'", word)


@lru_cache(maxsize=32768)
def noun_bases(word: str) -> tuple[str, ...]:
    """Return the nominatives of nouns that a word may be a form of, in small letters.

    Nothing without the dictionary.
    """
    morph = dictionary()
    if morph is None or not morph.word_is_known(word):
        return ()
    parses = [parse for parse in morph.parse(word) if "NOUN" in parse.tag]
    return tuple(dict.fromkeys(parse.normal_form for parse in parses))


@lru_cache(maxsize=8192)
def forms_of(target: str) -> tuple[Form, ...]:
    """Return all forms of a target: nominative in, every case out, of both numbers where known.

    Adjectives agree with the noun behind them; the parts of a person's name all decline; what
    follows a noun stays (Рада безпеки, Ради безпеки).

    Args:
        target: Up to six words; longer ones have the form they are in.
    """
    words = target.split()
    if not words or len(words) > _LONGEST_PHRASE or not is_cyrillic(target):
        return tuple(Form(target, case, plural=False, gender="n") for case in CASES)
    declined, head = declined_words(words)
    readings = [
        readings_of(word, adjective=declined != [head] and i < head and i in declined)
        for i, word in enumerate(words)
    ]
    found: list[Form] = []
    for gender, plural in _genders([readings[i] for i in declined], readings[head]):
        for case in CASES:
            parts = [
                (
                    _fitting(readings[i], case, gender, plural=plural)
                    or _unlisted(word, case, gender)
                )
                if i in declined
                else [word]
                for i, word in enumerate(words)
            ]
            found += [
                Form(" ".join(texts), case, plural, gender)
                for texts in product(*parts)
                if case != "accs" or _one_kind(texts, readings, declined)
            ]
    if not any(form.text == target for form in found):
        found.insert(
            0, Form(target, "nomn", plural=False, gender=found[0].gender if found else "n")
        )
    return tuple(dict.fromkeys(found))


def _genders(declined: Sequence[Sequence[Form]], head: Iterable[Form]) -> list[tuple[str, bool]]:
    """Return the genders and numbers of a head that go with the most of the words that decline."""
    missing = {
        (gender, plural): sum(
            not _fitting(forms, "nomn", gender, plural=plural) for forms in declined
        )
        for gender, plural in dict.fromkeys((form.gender, form.plural) for form in head)
    }
    least = {
        plural: min((n for (_, many), n in missing.items() if many == plural), default=0)
        for plural in (False, True)
    }
    # Миколи is a plural, too: where another word of a name has none, it is no plural of the name.
    return [
        pair
        for pair, count in missing.items()
        if count == least[pair[1]] and not (pair[1] and count)
    ]


def _fitting(forms: Iterable[Form], case: str, gender: str, *, plural: bool) -> list[str]:
    """Return the forms of a word that go with a head."""
    forms = [form for form in forms if form.case == case]
    if plural or gender == "p":
        return list(dict.fromkeys(f.text for f in forms if f.plural or f.gender == "p"))
    own = [form.text for form in forms if not form.plural and form.gender == gender]
    any_gender = [form.text for form in forms if not form.plural and form.gender == "n"]
    return list(dict.fromkeys(own or any_gender))


def _unlisted(word: str, case: str, gender: str) -> list[str]:
    """Return the forms of a surname that the dictionary has for the other gender only.

    A woman's surname that ends in a consonant or in ‑о does not decline.
    """
    if gender == "f":
        return [word]
    return list(dict.fromkeys(form.text for form in decline(word) if form.case == case))


def _one_kind(
    texts: Sequence[str], readings: Sequence[Sequence[Form]], declined: Sequence[int]
) -> bool:
    """Return whether all words of an accusative are as in the nominative, or as in the genitive."""
    kinds: set[str] = set()
    for i in declined:
        cases = {form.case for form in readings[i] if form.text == texts[i]} & {"nomn", "gent"}
        kinds |= cases if len(cases) == 1 else set()
    return len(kinds) < 2


def declined_words(words: Sequence[str]) -> tuple[list[int], int]:
    """Return which words of a target decline, and which of them the others agree with."""
    everything = list(range(len(words)))
    kinds = [_kinds(word) for word in words]
    if len(words) == 3 and all(word.istitle() and _syllables(word) == 1 for word in words):
        return [2], 2  # Кім Чен Ин, Кім Чен Ина
    if len(words) == 1 or _is_persons_name(words, kinds):
        return everything, 0
    # Білий is a surname too: before a noun that it agrees with, it is an adjective.
    nouns = [
        i for i in everything[1:]
        if kinds[i] != {"adj"}
        and all("adj" in kinds[k] and _agrees(words[k], words[i]) for k in range(i))
    ]  # fmt: skip
    named = [i for i, kind in enumerate(kinds) if kind & {"noun", "name"}]
    if not nouns and not named:
        return everything, len(words) - 1
    head = nouns[-1] if nouns else named[0]
    if not all("adj" in kind for kind in kinds[:head]):
        return [head], head
    behind = [
        i for i in range(head + 1, len(words))
        if words[i][:1].isupper()
        and (
            ("adj" in kinds[i] and _agrees(words[i], words[head])
             and ("person" in kinds[head] or words[head][:1].islower()))  # острів Зміїний
            or ("person" in kinds[head] and "name" in kinds[i])
        )
    ]  # fmt: skip
    return [*range(head + 1), *behind], head


@lru_cache(maxsize=8192)
def apposed_forms(target: str) -> tuple[str, ...]:
    """Return the forms that a target has as well where a name behind its noun stays as it is.

    Біля острова Зміїного, and біля острова Зміїний.
    """
    words = target.split()
    if not 1 < len(words) <= _LONGEST_PHRASE or not is_cyrillic(target):
        return ()
    declined, head = declined_words(words)
    if declined[-1] <= head or not words[head][:1].islower():
        return ()
    behind = " ".join(words[head + 1 :])
    return tuple(f"{form.text} {behind}" for form in forms_of(" ".join(words[: head + 1])))


@lru_cache(maxsize=8192)
def is_unclear(target: str) -> bool:
    """Return whether nobody can tell which of two nouns declines: Мотор Січ, Мотор Січі."""
    words = target.split()
    if not 1 < len(words) <= _LONGEST_PHRASE or not is_cyrillic(target):
        return False
    declined, head = declined_words(words)
    behind = words[head + 1 : head + 2]
    if (
        dictionary() is None
        or not behind
        or declined[-1] > head
        or not (words[head] + " " + behind[0]).istitle()
    ):
        return False
    parses = [p for p in dictionary().parse(plain(behind[0])) if "NOUN" in p.tag]
    if any(case_of(p) == "gent" and "plur" not in p.tag for p in parses):  # Океан Ельзи
        return False
    return any(case_of(p) == "nomn" and "plur" not in p.tag for p in parses)


@lru_cache(maxsize=8192)
def may_be_undeclined(target: str) -> bool:
    """Return whether a word may be a name of a woman or a foreign one, which keep their form."""
    word = target
    if not word[:1].isupper() or target.isupper():
        return target.isupper()
    if re.search(r"(?:ськ|цьк)(?:ий|а)$|[аяий]$|[оеє]в$|їв$|[иіє]н$", word):
        return False
    parses = dictionary().parse(plain(word)) if is_known(word) else []
    return not any("inan" in parse.tag for parse in parses)


def is_form_of_lemma(word: str, lemma: str) -> bool:
    """Return whether the dictionary has a word as some form, of any gender, of a nominative."""
    ours = {parse.normal_form for parse in _nominatives(lemma)}
    return is_known(word) and any(
        parse.normal_form in ours for parse in dictionary().parse(plain(word))
    )


def is_noun_only(word: str) -> bool:
    """Return whether the dictionary knows a word, and as nothing but a noun."""
    return is_known(word) and all("NOUN" in p.tag for p in dictionary().parse(plain(word)))


def is_function_word(word: str) -> bool:
    """Return whether a word in small letters may be a preposition or conjunction: перед."""
    morph = dictionary()
    return (
        morph is not None
        and word.islower()
        and any({"PREP", "CONJ"} & parse.tag.grammemes for parse in morph.parse(plain(word)))
    )


def is_wrong_form(word: str) -> bool:
    """Return whether the dictionary does not have a word, or only as `_is_unusual` forms."""
    return not is_known(word) or all(map(_is_unusual, dictionary().parse(plain(word))))


def _is_unusual(form: Any) -> bool:
    """Return whether the dictionary has a form that is wrong (Київі), or of folk songs (новая).

    A word that it calls wrong in all forms (зарубіжний) may be in a glossary all the same.
    """
    if "Dist" in form.tag and "Dist" not in form.normalized.tag:
        return True
    if "ADJF" not in form.tag or form.normal_form.endswith("їй"):
        return False
    return _UNCONTRACTED.search(form.word) is not None


def _syllables(word: str) -> int:
    return sum(letter in VOWELS for letter in word.casefold())


def _is_persons_name(words: Sequence[str], kinds: Sequence[frozenset[str]]) -> bool:
    """Return whether words may all be names of one person, or bynames: Ярослав Мудрий."""
    return all(
        word[:1].isupper()
        and (
            not kind
            or "name" in kind
            or (i > 0 and "adj" in kind and _agrees(word, words[0]))
            or (i > 0 and "person" in kind and "name" in kinds[0])
        )
        for i, (word, kind) in enumerate(zip(words, kinds, strict=True))
    )


def _agrees(adjective: str, noun: str) -> bool:
    """Return whether an adjective and a noun, both in the nominative, have a gender in common."""
    forms = readings_of(noun)
    ours, theirs = (
        {form.gender for form in some if form.case == "nomn" and form.text == word}
        for word, some in ((adjective, readings_of(adjective, adjective=True)), (noun, forms))
    )
    return bool(ours & theirs) or len({form.text for form in forms}) == 1


@lru_cache(maxsize=8192)
def _kinds(word: str) -> frozenset[str]:
    """Return what a word in the nominative may be: ``name`` (of a person), ``noun``, ``adj``."""
    found: set[str] = set()
    for parse in _nominatives(word):
        if "ADJF" in parse.tag:
            found.add("adj")
        elif _is_name(parse):
            found.add("name")
        else:
            found.add("noun")
            found |= {"person"} if "anim" in parse.tag else set()
    return frozenset(found)


@lru_cache(maxsize=8192)
def readings_of(word: str, *, adjective: bool = False) -> tuple[Form, ...]:
    """Return all forms of a word that may be in the nominative.

    Args:
        word: As a target has it.
        adjective: It stands before the noun that it agrees with.
    """
    parses = _nominatives(word)
    if not parses:
        if "-" in word:
            return _hyphenated(word)
        if word.isupper() and len(word) > 1:
            return _acronym(word)
        tail = next((one for one in _TAILS if word.endswith(one) and len(word) > len(one) + 2), "")
        if not tail or not is_known(tail):
            return decline(word)
        start = word.removesuffix(tail)  # Монобанку, as банку
        return tuple(form._replace(text=f"{start}{form.text}") for form in readings_of(tail))
    adjectives = [parse for parse in parses if "ADJF" in parse.tag]
    nouns = [parse for parse in parses if "ADJF" not in parse.tag]
    chosen = (adjectives or nouns) if adjective else (nouns or adjectives)
    chosen = sorted(chosen, key=lambda parse: "Fixd" in parse.tag)  # rather Франка than Франко
    found = [form for parse in chosen for form in _lexeme(word, parse)]
    if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
        found += _one_form(word)  # САП is no disease of horses
    return tuple(dict.fromkeys(found)) or _one_form(word)


def _hyphenated(word: str) -> tuple[Form, ...]:
    """Return the forms of a word with hyphens that the dictionary does not know.

    The last part declines (Івано-Франківська), or the first (дрона-камікадзе, Ростова-на-Дону), or
    both (країни-агресора, літака-розвідника).
    """
    *before, last = word.split("-")
    first = before[0]
    lasts = readings_of(last)
    firsts = readings_of(first) if _is_noun(first) else ()
    if len(before) == 2 and before[1] in _IN_NAMES:
        rest = word[len(first) :]
        return tuple(form._replace(text=form.text + rest) for form in readings_of(first))
    if len(before) == 1 and firsts and len({form.text for form in lasts}) == 1:
        return tuple(form._replace(text=f"{form.text}-{last}") for form in firsts)
    if len(before) == 1 and firsts and _is_noun(last) and _both_decline(first, firsts, lasts):
        return tuple(
            one._replace(text=f"{one.text}-{other.text}")
            for one in firsts
            for other in lasts
            if (one.case, one.plural) == (other.case, other.plural)
        )
    start = "-".join(before)
    return tuple(form._replace(text=f"{start}-{form.text}") for form in lasts)


def _is_noun(word: str) -> bool:
    """Return whether the dictionary knows a word in small letters as a noun in the nominative."""
    return word.islower() and is_known(word) and bool(_kinds(word) & {"noun", "person"})


def _both_decline(first: str, firsts: Iterable[Form], lasts: Iterable[Form]) -> bool:
    """Return whether the first of two nouns declines: a thing or country that is called a person.

    Or it is a feminine in ‑а or ‑я. Прем’єр in прем’єр-міністр does not, nor прес in прес-служба.
    """
    if first[-1] in "ая":
        return True
    things = {form.gender for form in firsts} == {"m"} and "person" not in _kinds(first)
    return things and "person" in _kinds(next(iter(lasts)).text) and first not in _UNDECLINED


def _lexeme(word: str, parse: Any) -> Iterator[Form]:
    """Yield the forms of one reading of a word, in the singular those of its own gender."""
    many = "plur" in parse.tag
    gender = "p" if many else gender_of(parse.tag)
    for other in parse.lexeme:
        case = case_of(other)
        plural = "plur" in other.tag
        if case is None or (many and not plural) or _is_unusual(other):
            continue
        if not plural and gender_of(other.tag) not in (gender, "p"):
            continue
        yield Form(_like(word, other.word), case, plural and not many, gender)


def _one_form(word: str) -> tuple[Form, ...]:
    return tuple(Form(word, case, plural=False, gender="n") for case in CASES)


def _acronym(word: str) -> tuple[Form, ...]:
    """Return an acronym as it is, and if it is read as a word with endings: ВАКС, ВАКСу."""
    lower = word.lower()
    is_read = len(word) > 2 and re.search(f"[{VOWELS}]", lower[:-1]) and lower[-1] not in VOWELS
    declined = decline(lower) if is_read else ()
    with_endings = [
        form._replace(text=word + form.text[len(word) :])
        for form in declined
        if form.text.startswith(lower) and form.text != lower
    ]
    return tuple(dict.fromkeys([*_one_form(word), *with_endings]))


@lru_cache(maxsize=8192)
def _nominatives(word: str) -> tuple[Any, ...]:
    """Return what the dictionary says of a word in the nominative; nothing where it is unknown.

    Of adjectives in ‑ий and ‑ська it tells the forms, whether it knows them or not.
    """
    morph = dictionary()
    spelled = plain(word)
    folded = spelled.lower()
    known = is_known(word)
    if morph is None:
        return ()
    if not known and not _SURELY_ADJECTIVE.search(folded):
        return ()
    found = [
        parse for parse in morph.parse(spelled)
        if case_of(parse) == "nomn" and parse.word == folded and (known or "ADJF" in parse.tag)
        and any(form.word == folded and case_of(form) == "nomn" for form in parse.lexeme)
    ]  # fmt: skip
    nouns = [parse for parse in found if "plur" not in parse.tag or "Pltm" in parse.tag]
    if nouns and all("ADJF" in parse.tag for parse in nouns):  # права are rights, too
        nouns += [parse for parse in found if "NOUN" in parse.tag]
    nouns = nouns or found
    if word[:1].islower():  # школа is no surname
        nouns = [parse for parse in nouns if not _is_name(parse)] or nouns
    return tuple(nouns)


def _is_name(parse: Any) -> bool:
    """Return whether a reading is a person's name; the nominative alone does not always say so."""
    return any(kind in form.tag for form in parse.lexeme for kind in ("Name", "Surn", "Patr"))


def case_of(form: Any) -> str | None:
    """Return the case of a form; a lemma of which the dictionary says none is a nominative."""
    found = next((case for case in CASES if case in form.tag), None)
    is_noun = "NOUN" in form.tag or "ADJF" in form.tag
    return "nomn" if found is None and is_noun and _is_lemma(form) else found


def _is_lemma(form: Any) -> bool:
    return bool(form.word == form.normal_form)


def gender_of(tag: Any) -> str:
    """Return the gender that a tag of the dictionary tells, as in `Form`."""
    genders = (("masc", "m"), ("femn", "f"), ("neut", "n"))
    return next((short for name, short in genders if name in tag), "p")


def _like(lemma: str, form: str) -> str:
    """Return a form with the capitals and apostrophes of its lemma."""
    if "’" in lemma:
        form = form.replace("'", "’")
    if lemma.isupper() and len(lemma) > 1:
        is_acronym = len(lemma) <= _LONGEST_ACRONYM and form.startswith(lemma.lower())
        same = len(lemma) if is_acronym else len(form)  # ЦНАПі
        return form[:same].upper() + form[same:]
    ours, theirs = lemma.split("-"), form.split("-")
    if len(ours) != len(theirs):
        theirs = [form]
    return "-".join(map(_capitalized, theirs, ours))


def _capitalized(form: str, lemma: str) -> str:
    """Return a form in small letters with the capitals of its lemma: ПриватБанку."""
    return "".join(
        letter.upper() if i < len(lemma) and lemma[i].isupper() else letter
        for i, letter in enumerate(form)
    )


@lru_cache(maxsize=4096)
def adjective_forms(target: str) -> tuple[str, ...]:
    """Return the forms of an adjective in every gender; none of a name, or of what is none."""
    parses = _nominatives(target) if target.islower() and " " not in target else ()
    if not parses or not all("ADJF" in parse.tag for parse in parses):
        return ()
    return tuple(dict.fromkeys(form.word for parse in parses for form in parse.lexeme))


def adjective_instead(shown: str, wrong: str, target: str) -> str | None:
    """Return the form of one adjective that stands for a form of another; ``None`` if not sure.

    Args:
        shown: The form, in small letters.
        wrong: The adjective that it is of, in the nominative.
        target: The other one, in the nominative.
    """
    told = {
        key
        for parse in _nominatives(wrong)
        for form in parse.lexeme
        if form.word == plain(shown) and (key := _adjective_key(form))[0] != "voct"
    }
    theirs = [form for parse in _nominatives(target) for form in parse.lexeme]
    each = [{form.word for form in theirs if _adjective_key(form) == key} for key in told]
    common = set.intersection(*each) if each else set()
    usual = {word for word in common if not word.endswith(("ім", "їм"))} or common
    return usual.pop() if len(usual) == 1 else None


def _adjective_key(form: Any) -> tuple[str | None, str]:
    """Return the case of a form of an adjective, and its gender, or that it is a plural."""
    return case_of(form), "p" if "plur" in form.tag else gender_of(form.tag)


@lru_cache(maxsize=4096)
def verb_forms(target: str) -> tuple[str, ...]:
    """Return the forms of a verb, or of a phrase that begins with one; none where it is none.

    Args:
        target: In the infinitive. Only the dictionary knows what is one.
    """
    morph = dictionary()
    first, _, rest = target.partition(" ")
    if morph is None or not first.endswith(("ти", "тися", "ть")) or not is_known(first):
        return ()
    every = morph.parse(plain(first))
    if any("NOUN" in parse.tag and "plur" not in parse.tag and _is_lemma(parse) for parse in every):
        return ()  # мати: a mother
    parses = [parse for parse in every if "VERB" in parse.tag and _is_lemma(parse)]
    forms = dict.fromkeys(form.word for parse in parses for form in parse.lexeme)
    return tuple(f"{form} {rest}".strip() for form in forms)


def stems_of(word: str) -> frozenset[str]:
    """Return what the forms of a word, and words made of it, begin with."""
    if verb_forms(word):
        stem = _INFINITIVE.sub("", fold(word))
        return frozenset({stem} if len(stem) > 2 else map(fold, verb_forms(word)))
    stripped = {
        re.sub(rf"[{VOWELS}ьй]{{1,2}}$|(?:ом|ем|єм|ам|ям|ів|ах|ях)$", "", form.text.casefold())
        for form in readings_of(word)
    }
    least = 3 if len(word) <= 4 else 4
    stems = {stem for stem in stripped if len(stem) >= least}
    return frozenset(stems or {word.casefold()})


def fold(text: str) -> str:
    """Return a text in small letters, with one kind of apostrophe."""
    return re.sub("[’ʼ']", "'", text).casefold()


def is_cyrillic(text: str) -> bool:
    """Return whether a text has a Cyrillic letter."""
    return any("\u0400" <= character <= "\u04ff" for character in text)
