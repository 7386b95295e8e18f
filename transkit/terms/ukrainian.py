"""Terms in Ukrainian: found in any case and number, and put in the case of what they replace.

Forms come from the dictionary of pymorphy3 where it is installed (the extra ``ukrainian``), for
words that it does not know and without it from rules. Where what stands in a draft is only spelled
otherwise (Портнікова, Портникова), its own ending says which form is wanted; where it is another
word, its form and the preposition before it say so, or nothing is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Any, NamedTuple

from transkit.terms.grammar import Place, Proposal, Wanted, best_of, find_words
from transkit.terms.ukrainian_rules import CASES, Form, decline
from transkit.text.names import codes_of, likeness

__all__ = ["Ukrainian", "forms_of", "has_dictionary", "is_nominative", "noun_bases"]

_CYRILLIC = re.compile("[\u0400-\u04ff'’ʼ-]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_ALIKE = 0.72
"""Similarity of letters from which on a word is taken for another spelling."""
_ALIKE_IN_SOUND = 0.85
"""Likeness to the source's name from which on fewer letters must agree: `_LESS_ALIKE`."""
_LESS_ALIKE = 0.5
_NEARLY_ALIKE = 0.8
"""What is needed for a name that nobody has asked for."""
_VOWELS = "аеиіоуєїюя"
_MOST_ADJECTIVES = 3
"""Between a preposition and its noun."""
_SAME_END = str.maketrans({"я": "а", "ю": "у", "є": "е", "ї": "і"})
_LONGEST_PHRASE = 6
"""Words; longer targets are not declined."""

_CASES_OF = {
    "gent": "до від од без для після біля коло проти серед посеред навколо довкола крім окрім щодо "
            "стосовно замість задля заради поблизу всередині з-за з-під із-за із-під внаслідок "
            "упродовж протягом поза з із зі",
    "datv": "завдяки всупереч назустріч наперекір",
    "accs": "про через крізь в у на о об по за під перед над між",
    "ablt": "з із зі за під перед над між",
    "loct": "в у на о об по при",
}  # fmt: skip
_GOVERN: dict[str, frozenset[str]] = {
    word: frozenset(case for case, words in _CASES_OF.items() if word in words.split())
    for word in " ".join(_CASES_OF.values()).split()
}
"""Prepositions and the cases that they govern."""
_ADJECTIVE = re.compile(r"(?:ий|ого|ому|им|ім|ої|ій|ою|[нцкшдт]а|[нцкшдт]у|[нцкшдт]е)$")
_ENDING = re.compile(r"(?:[аеиіоуєїюяьй][а-яієї]{0,2})?")
"""What may stand behind the stem of a noun."""
_MADE_OF_IT = re.compile(r"(?:ськ|цьк|зьк)[а-яіїє]{1,3}$")
_OF_PEOPLE = ("ові", "еві", "єві")
"""Endings of the dative and locative that things have too, and rarely."""
_RARE_LOCATIVE = re.compile(r"ім\b")
"""Of adjectives: у Кропивницькому is what is written, rather than у Кропивницькім."""
_SURELY_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк)(?:а|е|і)$|ий$")
_PAST = re.compile(r"(?:[аиіуоя]в|[лн]а|[лн]о|вся|лася|лося|вши)$")
"""Ends of words that may agree in gender with a noun beside them."""


class Ukrainian:
    """See `transkit.terms.grammar.Grammar`."""

    def find(self, text: str, target: str) -> list[Place]:
        """Return where a target stands, in any form."""
        return find_words(text, [form.text for form in forms_of(target)])

    def mentions(self, text: str, target: str) -> bool:
        """Return whether a text has a target, its last word alone, or an adjective of it."""
        if self.find(text, target):
            return True
        words = target.split()
        stems = [_stems(word) for word in words]
        there = [word.casefold() for word in _WORD.findall(text)]

        def is_there(of: frozenset[str]) -> bool:
            return any(w.startswith(s) and len(w) <= len(s) + 7 for w in there for s in of)

        if len(words) > 1 and all(word[:1].isupper() for word in words):
            return is_there(stems[-1])
        return all(map(is_there, stems))

    def propose(self, text: str, wrong: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where a wrong rendering stands, in any form."""
        forms = forms_of(wrong)
        found: list[Proposal] = []
        for place in find_words(text, [form.text for form in forms]):
            shown = _fold(text[place.start : place.end])
            mine = [form for form in forms if _fold(form.text) == shown]
            now = _instead(text, place, mine, wanted) if has_dictionary() else None
            found.append(Proposal(*place, now or _as_spelling(text, place, wanted)))
        if not found and not _is_cyrillic(wrong):
            found = [
                Proposal(*place, _instead(text, place, (), wanted))
                for place in find_words(text, [wrong])
            ]
        return found

    def propose_at(self, text: str, place: Place, wanted: Wanted) -> Proposal:
        """Return what should stand where a noun stands; not sure where it may be another word."""
        word = text[place.start : place.end].lower()
        bases = noun_bases(word)
        sure = len(bases) == 1 and all("NOUN" in parse.tag for parse in _dictionary().parse(word))
        proposals = self.propose(text, bases[0], wanted) if sure else []
        known = (one for one in proposals if one[:2] == place)
        return next(known, Proposal(*place, None))

    def propose_alike(self, text: str, wanted: Wanted) -> list[Proposal]:
        """Return what should stand where words stand that sound like the term, best first."""
        ours = wanted.target.split()
        if not ours[-1][:1].isupper():
            return []
        forms = _forms_as_long(ours, wanted)
        named = wanted.source.split()
        sources = named if len(named) == len(ours) else [""] * len(ours)
        tokens = list(_WORD.finditer(text))
        found: list[tuple[float, Proposal]] = []
        for at in range(len(tokens) - len(ours) + 1):
            span = tokens[at : at + len(ours)]
            if not _adjoining(text, span):
                continue
            words = [match.group() for match in span]
            if all(map(_is_form_of, words, ours)):
                continue
            score = min(
                _alikeness(word, {form.text.split()[i] for form in forms}, source, wanted)
                if ours[i][:1].isupper()
                else float(word == ours[i])  # фон дер
                for i, (word, source) in enumerate(zip(words, sources, strict=True))
            )
            if score > 0:
                place = Place(span[0].start(), span[-1].end())
                found.append((score, Proposal(*place, _respelled(text, place, words, forms))))
        return best_of(found)


def _as_spelling(text: str, place: Place, wanted: Wanted) -> str | None:
    """Return what should stand where a wrong rendering is the same name, spelled otherwise."""
    words = text[place.start : place.end].split()
    if not wanted.target[:1].isupper():
        return None
    forms = _forms_as_long(words, wanted)
    parts = [{form.text.split()[i] for form in forms} for i in range(len(words))]
    if not all(_alikeness(word, some, "", wanted) for word, some in zip(words, parts, strict=True)):
        return None
    return _respelled(text, place, words, forms)


def _forms_as_long(words: Sequence[str], wanted: Wanted) -> list[Form]:
    """Return the forms of a term with as many words; of a name, those of its own number."""
    return [
        form
        for form in forms_of(wanted.target)
        if form.text.count(" ") == len(words) - 1 and (wanted.plural or not form.plural)
    ]


def has_dictionary() -> bool:
    """Return whether the dictionary is installed."""
    return _dictionary() is not None


def is_nominative(word: str) -> bool:
    """Return whether the dictionary has a word, in the nominative."""
    return _is_known(word) and bool(_nominatives(word))


def _is_known(word: str) -> bool:
    """Return whether the dictionary has a word."""
    morph = _dictionary()
    return morph is not None and bool(morph.word_is_known(_plain(word)))


def _plain(word: str) -> str:
    """Return a word with the apostrophe of the dictionary."""
    return re.sub("[’ʼ]", "'", word)


@lru_cache(maxsize=32768)
def noun_bases(word: str) -> tuple[str, ...]:
    """Return the nominatives of nouns that a word may be a form of, in small letters.

    Nothing without the dictionary.
    """
    morph = _dictionary()
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
    if not words or len(words) > _LONGEST_PHRASE or not _is_cyrillic(target):
        return tuple(Form(target, case, plural=False, gender="n") for case in CASES)
    declined, head = _declined(words)
    readings = [
        _readings(word, adjective=declined != [head] and i < head and i in declined)
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
    return [pair for pair, count in missing.items() if count == least[pair[1]]]


def _fitting(forms: Iterable[Form], case: str, gender: str, *, plural: bool) -> list[str]:
    """Return the forms of a word that go with a head."""
    many = plural or gender == "p"
    return list(dict.fromkeys(
        form.text for form in forms
        if form.case == case
        and ((form.plural or form.gender == "p") if many else
             (not form.plural and form.gender in (gender, "n")))
    ))  # fmt: skip


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


def _declined(words: Sequence[str]) -> tuple[list[int], int]:
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
        if "person" in kinds[head] and words[i][:1].isupper()
        and ("name" in kinds[i] or ("adj" in kinds[i] and _agrees(words[i], words[head])))
    ]  # fmt: skip
    return [*range(head + 1), *behind], head


def _syllables(word: str) -> int:
    return sum(letter in _VOWELS for letter in word.casefold())


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
    forms = _readings(noun)
    ours, theirs = (
        {form.gender for form in some if form.case == "nomn" and form.text == word}
        for word, some in ((adjective, _readings(adjective, adjective=True)), (noun, forms))
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
def _readings(word: str, *, adjective: bool = False) -> tuple[Form, ...]:
    """Return all forms of a word that may be in the nominative.

    Args:
        word: As a target has it.
        adjective: It stands before the noun that it agrees with.
    """
    parses = _nominatives(word)
    if not parses:
        if "-" in word:
            *before, last = word.split("-")
            start = "-".join(before)
            return tuple(form._replace(text=f"{start}-{form.text}") for form in _readings(last))
        return decline(word) if not word.isupper() or len(word) == 1 else _one_form(word)
    adjectives = [parse for parse in parses if "ADJF" in parse.tag]
    nouns = [parse for parse in parses if "ADJF" not in parse.tag]
    chosen = (adjectives or nouns) if adjective else (nouns or adjectives)
    chosen = sorted(chosen, key=lambda parse: "Fixd" in parse.tag)  # rather Франка than Франко
    found = [form for parse in chosen for form in _lexeme(word, parse)]
    return tuple(dict.fromkeys(found)) or _one_form(word)


def _lexeme(word: str, parse: Any) -> Iterator[Form]:
    """Yield the forms of one reading of a word, in the singular those of its own gender."""
    many = "plur" in parse.tag
    gender = "p" if many else _gender(parse.tag)
    for other in parse.lexeme:
        case = _case(other)
        plural = "plur" in other.tag
        if case is None or (many and not plural) or "Dist" in other.tag:  # a form that is wrong
            continue
        if not plural and _gender(other.tag) not in (gender, "p"):
            continue
        yield Form(_like(word, other.word), case, plural and not many, gender)


def _one_form(word: str) -> tuple[Form, ...]:
    return tuple(Form(word, case, plural=False, gender="n") for case in CASES)


@lru_cache(maxsize=8192)
def _nominatives(word: str) -> tuple[Any, ...]:
    """Return what the dictionary says of a word in the nominative; nothing where it is unknown.

    Of adjectives in ‑ий and ‑ська it tells the forms, whether it knows them or not.
    """
    morph = _dictionary()
    plain = _plain(word)
    folded = plain.lower()
    known = _is_known(word)
    if morph is None:
        return ()
    if not known and not _SURELY_ADJECTIVE.search(folded):
        return ()
    found = [
        parse for parse in morph.parse(plain)
        if _case(parse) == "nomn" and parse.word == folded and (known or "ADJF" in parse.tag)
        and any(form.word == folded and _case(form) == "nomn" for form in parse.lexeme)
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


@cache
def _dictionary() -> Any:
    """Return the morphological analyzer, or ``None`` where it is not installed."""
    try:
        import pymorphy3
    except ImportError:
        return None
    try:
        return pymorphy3.MorphAnalyzer(lang="uk")
    except ValueError:  # the package for Ukrainian is missing
        return None


def _case(form: Any) -> str | None:
    """Return the case of a form; a lemma of which the dictionary says none is a nominative."""
    found = next((case for case in CASES if case in form.tag), None)
    is_noun = "NOUN" in form.tag or "ADJF" in form.tag
    return "nomn" if found is None and is_noun and _is_lemma(form) else found


def _is_lemma(form: Any) -> bool:
    return bool(form.word == form.normal_form)


def _gender(tag: Any) -> str:
    genders = (("masc", "m"), ("femn", "f"), ("neut", "n"))
    return next((short for name, short in genders if name in tag), "p")


def _like(lemma: str, form: str) -> str:
    """Return a form with the capitals and apostrophes of its lemma."""
    if "’" in lemma:
        form = form.replace("'", "’")
    if lemma.isupper() and len(lemma) > 1:
        return form.upper()
    ours, theirs = lemma.split("-"), form.split("-")
    if len(ours) != len(theirs):
        theirs = [form]
    return "-".join(
        part[:1].upper() + part[1:] if one[:1].isupper() else part
        for one, part in zip(ours, theirs, strict=False)
    )


def _stems(word: str) -> frozenset[str]:
    """Return what the forms of a word, and words made of it, begin with."""
    stripped = {
        re.sub(rf"[{_VOWELS}ьй]{{1,2}}$|(?:ом|ем|єм|ам|ям|ів|ах|ях)$", "", form.text.casefold())
        for form in _readings(word)
    }
    least = 3 if len(word) <= 4 else 4
    stems = {stem for stem in stripped if len(stem) >= least}
    return frozenset(stems or {word.casefold()})


def _alikeness(word: str, forms: set[str], source: str, wanted: Wanted) -> float:
    """Return how surely a word is another spelling of one of some forms, in [0, 1]; 0 for no."""
    from rapidfuzz.distance import Indel

    if not word[:1].isupper() or not _CYRILLIC.fullmatch(word):
        return 0.0
    folded = _fold(word)
    made = _MADE_OF_IT.search(folded)
    if made and not any(form.casefold().endswith(made.group()) for form in forms):
        return 0.0  # an adjective of the name
    score = max((Indel.normalized_similarity(folded, _fold(form)) for form in forms), default=0.0)
    sound = likeness(source, word) if source else 0.0
    ours = max((_same_sound(word, form) for form in forms), default=0.0)
    if not (
        (score >= _ALIKE and (ours >= 0.75 or sound >= _ALIKE_IN_SOUND))
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
    forms = {_fold(form.text) for form in _readings(target)}
    if len(forms) == 1 or target.endswith("ий"):  # of adjectives every form is known
        return _fold(word) in forms
    return any(
        folded.startswith(stem) and _ENDING.fullmatch(folded[len(stem) :])
        for stem in _stems(target)
    )


def _same_sound(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return max(
        (Indel.normalized_similarity(a, b) for a in codes_of(one) for b in codes_of(other) if a),
        default=0.0,
    )


def _respelled(text: str, place: Place, words: Sequence[str], forms: Sequence[Form]) -> str | None:
    """Return the form of the term for a place where another spelling of it stands.

    Where what stands there does not decline and a preposition wants a case, that case counts.
    """
    found = _transferred(words, forms)
    governed = _governed(text, place)
    if found is None or governed is None:
        return found
    if governed == _GOVERN["в"]:  # у Портникова: at his home
        governed |= {"gent"}
    if any(form.case in governed for form in forms if form.text == found):
        return found
    texts = {form.text for form in forms if form.case in governed and not form.plural}
    return texts.pop() if len(texts) == 1 else None


def _governed(text: str, place: Place) -> frozenset[str] | None:
    """Return the cases that a preposition before a place governs, if there is one.

    Adjectives may stand between them: у новому готелі.
    """
    end = place.start
    for _ in range(_MOST_ADJECTIVES + 1):
        before = re.search(r"([^\W\d_]+)[\s«“\"„(]+$", text[:end])
        if before is None:
            return None
        governed = _GOVERN.get(before[1].lower())
        if governed or not _is_adjective(before[1]):
            return governed
        end = before.start()
    return None


def _is_adjective(word: str) -> bool:
    """Return whether the dictionary knows a word as an adjective."""
    morph = _dictionary()
    return bool(
        morph is not None
        and morph.word_is_known(_plain(word))
        and any("ADJF" in parse.tag or "NPRO" in parse.tag for parse in morph.parse(_plain(word)))
    )


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
                Indel.normalized_similarity(_fold(word), _fold(part))
                for word, part in zip(words, parts, strict=True)
            )
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.01):
        return None
    return ranked[0][0]


def _ends_alike(word: str, form: str) -> bool:
    """Return whether a word ends as a form does, so that it is in the same case."""
    one, other = (_fold(text).translate(_SAME_END) for text in (word, form))
    if one[-1:] == other[-1:]:
        return one.endswith("го") or not other.endswith("го")  # Ровно is no genitive: Рівного
    if one[-1] in "ьй" or other[-1] in "ьй":
        return one[-1] not in _VOWELS and other[-1] not in _VOWELS
    if one[-1] in _VOWELS or other[-1] in _VOWELS:
        return False
    return _same_sound(one[-2:], other[-2:]) == 1.0


def _fold(text: str) -> str:
    return re.sub("[’ʼ']", "'", text).casefold()


def _adjoining(text: str, span: Sequence[re.Match[str]]) -> bool:
    return all(
        text[one.end() : other.start()] in (" ", "\u00a0", "-", "‑")
        for one, other in pairwise(span)
    )


class _Need(NamedTuple):
    case: str
    plural: bool


def _instead(text: str, place: Place, mine: Sequence[Form], wanted: Wanted) -> str | None:
    """Return the form of the term for a place where another word stands; ``None`` if not sure.

    Args:
        text: The draft.
        place: Where the other word stands.
        mine: What forms of its word it may be; none where it has no forms.
        wanted: The term.
    """
    forms = forms_of(wanted.target)
    has_plural = any(form.plural for form in mine)
    needs = {_Need(form.case, form.plural) for form in mine if form.case != "voct"} or {
        _Need(case, plural=False) for case in CASES[:-1]
    }
    governed = _governed(text, place)
    if governed:
        needs = {need for need in needs if need.case in governed} or needs
    else:
        needs = {need for need in needs if need.case != "loct"} or needs
    if has_plural and len({need.plural for need in needs}) > 1:
        plural = wanted.plural or (_has_no_singular(forms) and wanted.is_plural_word)
        needs = {need for need in needs if need.plural == plural} or needs
    if governed is None:
        one_number = [f for f in mine if any((f.case, f.plural) == need for need in needs)]
        sure = _sure_case(text, place, one_number)
        needs = {need for need in needs if need.case == sure} or needs
    if _is_thing(forms) and {"gent", "accs"} <= {need.case for need in needs} and not governed:
        # The same form for both is that of a person: the other word is no person either.
        same = {form.case for form in mine if not form.plural and form.gender == "m"}
        if {"gent", "accs"} <= same:
            needs = {need for need in needs if need.case != "accs"}
    if governed is None and _stands_behind_noun(text, place):
        needs = {need for need in needs if need.case != "datv"} or needs
    texts = _forms_for(forms, needs)
    if texts is None:
        return None
    if not _gender_fits(text, place, mine, forms, needs=needs):
        return None
    shown = text[place.start : place.end]
    both_masculine = "m" in {form.gender for form in mine} & {form.gender for form in forms}
    best = _closest(texts, shown, needs) if both_masculine else texts[0]
    if shown[:1].isupper() and (_starts(text, place) or text[place.start - 1] in '«“„"'):
        return best[:1].upper() + best[1:]
    return best


def _forms_for(forms: Sequence[Form], needs: set[_Need]) -> list[str] | None:
    """Return the variants that fit every need; ``None`` where needs want different forms."""
    only_plural = _has_no_singular(forms)
    each = [
        {f.text for f in forms if f.case == need.case and (only_plural or f.plural == need.plural)}
        for need in needs
    ]
    common = set.intersection(*each) if each else set()
    if not common:
        return None
    thing = _is_thing(forms)  # у шпиталі, but лікареві
    order = {
        form.text: (
            len(_RARE_LOCATIVE.findall(form.text)),
            thing and form.text.endswith(_OF_PEOPLE),
            i,
        )
        for i, form in reversed(list(enumerate(forms)))
        if any(form.case == need.case for need in needs)
    }
    return sorted(common, key=order.__getitem__)


def _gender_fits(
    text: str, place: Place, mine: Sequence[Form], forms: Sequence[Form], *, needs: set[_Need]
) -> bool:
    """Return whether nothing beside the word seems to agree with a gender that it will not have."""
    genders = {form.gender for form in mine}
    if not _is_cyrillic(forms[0].text):  # a name in Latin letters has no gender of its own
        return True
    if not mine or genders & {form.gender for form in forms}:
        return True
    if all(need.plural for need in needs):
        return True
    before = re.findall(r"[^\W\d_]+", text[: place.start])[-1:]
    behind = re.findall(r"[^\W\d_]+", text[place.end :])[:3]
    adjective, verb = ("ADJF", "PRTF", "NPRO"), ("past", "ADJF")
    if any(_may_agree(word, _ADJECTIVE, adjective, genders) for word in before):
        return False
    subject = any(need.case == "nomn" for need in needs)
    beside = (*before, *behind)
    return not (subject and any(_may_agree(word, _PAST, verb, genders) for word in beside))


def _sure_case(text: str, place: Place, mine: Sequence[Form]) -> str | None:
    """Return the case of the noun that a sentence begins with, where the verb behind it tells.

    A verb in another number (Оскарження відхилили) leaves it the object, if nothing is negated. It
    is the subject of one that agrees, if up to the next punctuation mark no other word can be.
    """
    morph = _dictionary()
    cases = {form.case for form in mine}
    if morph is None or not _starts(text, place) or "nomn" not in cases:
        return None
    clause = _WORD.findall(re.split(r"[^\w\s'’ʼ-]", text[place.end :], maxsplit=1)[0])
    if not clause or not all(map(morph.word_is_known, clause)):
        return None
    verb, others = morph.parse(clause[0]), clause[1:]
    if not any("VERB" in parse.tag for parse in verb):
        return None
    genders = {form.gender for form in mine}
    plural = all(form.plural or form.gender == "p" for form in mine if form.case == "nomn")
    if any(_is_verb_of(parse, genders, plural=plural) for parse in verb):
        return None if any(map(_may_be_subject, others)) else "nomn"
    is_impersonal = not plural and any(_is_verb_of(parse, genders, plural=True) for parse in verb)
    negated = {"не", "ні", "ніхто", "ніщо"} & {word.lower() for word in clause}
    return "accs" if is_impersonal and "accs" in cases and not negated else None


def _may_be_subject(word: str) -> bool:
    """Return whether a word of the dictionary may be a noun or pronoun in the nominative."""
    return any(
        _case(parse) == "nomn" and "ADJF" not in parse.tag for parse in _dictionary().parse(word)
    )


def _is_verb_of(parse: Any, genders: AbstractSet[str], *, plural: bool) -> bool:
    """Return whether a reading is a finite verb whose subject may have this gender and number."""
    tag = parse.tag
    if "VERB" not in tag or ("plur" in tag) != plural or "1per" in tag or "2per" in tag:
        return False
    return plural or "past" not in tag or _gender(tag) in genders


def _has_no_singular(forms: Iterable[Form]) -> bool:
    return all(form.gender == "p" for form in forms)


def _closest(texts: Sequence[str], shown: str, needs: Iterable[_Need]) -> str:
    """Return the variant that ends as what stands there; else the first.

    In the locative of names -у only stands behind some stems (у Луцьку, у Бахмуті): there the
    other word says nothing.
    """
    soft = [text for text in texts if text.endswith(("і", "ї")) and text[-2:-1] not in "сц"]
    if soft and soft[0][0].isupper() and all(need.case == "loct" for need in needs):
        return soft[0]
    ending = shown[-1:].casefold().translate(_SAME_END)
    return next((t for t in texts if t[-1:].casefold().translate(_SAME_END) == ending), texts[0])


def _is_thing(forms: Sequence[Form]) -> bool:
    """Return whether a term is no person or animal, as its accusative is its nominative."""
    texts = {
        case: {form.text for form in forms if form.case == case and not form.plural}
        for case in ("nomn", "gent", "accs")
    }
    return bool(texts["accs"] & texts["nomn"]) and not texts["accs"] & texts["gent"]


def _stands_behind_noun(text: str, place: Place) -> bool:
    """Return whether the word directly before a place is surely a noun."""
    before = re.search(r"([^\W\d_]+) [«“\"„(]?$", text[: place.start])
    morph = _dictionary()
    if before is None or morph is None or not morph.word_is_known(before[1]):
        return False
    return all("NOUN" in parse.tag for parse in morph.parse(before[1]))


def _may_agree(
    word: str, endings: re.Pattern[str], tags: Iterable[str], genders: AbstractSet[str]
) -> bool:
    """Return whether a word may agree in one of some genders: by its ending, and the dictionary."""
    lower = word.lower()
    if lower in _GOVERN or not endings.search(lower):
        return False
    morph = _dictionary()
    if morph is None or not morph.word_is_known(word):
        return True
    return any(
        any(tag in parse.tag for tag in tags)
        and ("plur" in parse.tag or _gender(parse.tag) in (*genders, "p"))
        for parse in morph.parse(word)
    )


def _starts(text: str, place: Place) -> bool:
    return not re.search(r"[^\s«“\"„(—–-]", text[: place.start][-3:]) or bool(
        re.search(r"[.!?…]\s*[«“\"„(]?$", text[: place.start])
    )


def _is_cyrillic(text: str) -> bool:
    return any("\u0400" <= character <= "\u04ff" for character in text)
