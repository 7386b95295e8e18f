"""What stands around a word in a Ukrainian text, and which form another word must have there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from transkit.terms.grammar import Place, Wanted
from transkit.terms.ukrainian_forms import (
    case_of,
    dictionary,
    fold,
    forms_of,
    gender_of,
    is_cyrillic,
    plain,
)
from transkit.terms.ukrainian_rules import CASES, Form

__all__ = [
    "GOVERN",
    "OF_PEOPLE",
    "RARE_LOCATIVE",
    "SAME_END",
    "WORD",
    "Need",
    "closest_form",
    "form_governed",
    "form_instead",
    "governed_cases",
    "is_called_for_nothing",
    "is_thing",
    "stands_behind_noun",
    "stands_out_of_place",
    "variants_for",
]

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_MOST_ADJECTIVES = 3
"""Between a preposition and its noun."""
SAME_END = str.maketrans({"я": "а", "ю": "у", "є": "е", "ї": "і"})
"""Ends that are the same behind a hard and a soft consonant."""

_CASES_OF = {
    "gent": "до від од без для після біля коло проти серед посеред навколо довкола крім окрім щодо "
            "стосовно замість задля заради поблизу всередині з-за з-під із-за із-під внаслідок "
            "упродовж впродовж протягом поза з із зі вздовж уздовж поверх осторонь з-над з-поміж",
    "datv": "завдяки всупереч назустріч наперекір",
    "accs": "про через крізь попри повз в у на о об по за під перед над між понад",
    "ablt": "з із зі за під перед над між понад поза",
    "loct": "в у на о об по при",
}  # fmt: skip
GOVERN: dict[str, frozenset[str]] = {
    word: frozenset(case for case, words in _CASES_OF.items() if word in words.split())
    for word in " ".join(_CASES_OF.values()).split()
}
"""Prepositions and the cases that they govern."""
_ALSO = {
    "за": "gent", "у": "gent", "в": "gent", "по": "datv", "о": "voct", "з": "accs",
}  # fmt: skip
"""What some prepositions stand before as well, more rarely: за Кучми, у Портникова, з годину."""
_ONLY = {"між": frozenset({"ablt", "gent"}), "поміж": frozenset({"ablt", "gent", "accs"})}
_MOTION = re.compile(
    r"(?:[вузпдні]\w{0,3}'?)?(?:їха(?:в|л[аои]|ти)|їжджа\w+|їд(?:е|уть)|йш(?:ов|л[аои])|йд(?:е|уть)|ходи(?:в|л[аои]|ть)|"
    r"леті(?:в|л[аои])|летить|віз|везл[аои]|нес(?:ли|ла|ло)|ніс|верну(?:в|л)\w+|верта\w+|руши(?:в|л[аои])|"
    r"трапи(?:в|л[аои]))|"
    r"прибу(?:в|л[аои])|влучи(?:в|л[аои])|влуча\w+|вдари(?:в|л[аои])|вторг\w+|увірва\w+|вступи(?:в|л[аои])|"
    r"надісла(?:в|л[аои])|відправи(?:в|л[аои])|втік|втекл[аои]"
)  # fmt: skip
"""Verbs that say where to, in the past or the present."""
_REST = re.compile(
    r"(?:жив(?:е|уть|л[аои])|жи(?:в|л[аои])$|мешка|перебува|працю|відбул[аои]с|відбувс|відбува|відбуд|стої|стоял|"
    r"лежи|лежал|народи|зустрі[вл]|зупин|лиши|залиши|загину|загиб|помер|навча|воює|воюва|служи|виступ[аи]|трива|"
    r"стал[аои]с|ставс|пролуна|розташ|затрима|заарешт)"
)  # fmt: skip
"""Beginnings of verbs that say where."""
_FIGHTING = re.compile(r"(?:бій|бо[їєяю]|битв|боротьб|війн|голос)")
"""Beginnings of words behind which за governs the accusative."""
_STILL_IN_U = re.compile(r"[кгґх]у$")
"""Ends of the locative behind these letters: у Луцьку, на поверху."""
_ADJECTIVE = re.compile(
    r"(?:ий|ого|ому|им|ім|ої|ій|ою|оя|[нцкшдт]а|[нцкшдт]у|[нцкшдт]е|[нц]я|[нц]ю|вся|всю|все)$"
)
OF_PEOPLE = ("ові", "еві", "єві")
"""Endings of the dative and locative that things have too, and rarely."""
_RELATIONS = {
    "in": dict.fromkeys(("в", "у", "на"), frozenset({"loct"})),
    "on": dict.fromkeys(("в", "у"), frozenset({"loct"})),
    "at": dict.fromkeys(("в", "у", "на"), frozenset({"loct"})),
    "to": dict.fromkeys(("в", "у", "на"), frozenset({"accs"})),
    "into": dict.fromkeys(("в", "у", "на"), frozenset({"accs"})),
    "from": dict.fromkeys(("з", "із", "зі"), frozenset({"gent"})),
    "with": dict.fromkeys(("з", "із", "зі"), frozenset({"ablt"})),
}  # fmt: skip
"""Which case a preposition governs where the source has one of these."""
_OF_A_PERSON = re.compile(r"(?:ові|еві|єві)\b")
RARE_LOCATIVE = re.compile(r"ім\b")
"""Of adjectives: у Кропивницькому is what is written, rather than у Кропивницькім."""
_CALLING = frozenset(
    "о пане пані панове друже дорогий дорога любий люба шановний шановна ой ну".split()
)
"""Words behind which people are called by their names."""
_GENDERED = {
    "два": "mnp", "дві": "f", "обидва": "mn", "обидві": "f", "півтора": "mn", "півтори": "f",
    "обоє": "mnp",
}  # fmt: skip
"""Numerals whose form tells a gender, and which."""
_PAST = re.compile(r"(?:[аиіуоя]в|[лн]а|[лн]о|вся|лася|лося|вши)$")
"""Ends of words that may agree in gender with a noun beside them."""


def governed_cases(text: str, place: Place, relation: str = "") -> frozenset[str] | None:
    """Return the cases that a preposition before a place governs, if there is one.

    Adjectives may stand between them: у новому готелі. Where a preposition governs several, the
    word before it may say which (влучили в Одесу, живуть у Києві, бої за Бахмут), or the source.
    Behind what may be a noun as well (на рівні вершини) it may also be the genitive.

    Args:
        text: A draft.
        place: Where something stands that is to be in one of the cases.
        relation: See `Wanted`.
    """
    end = place.start
    behind_noun: frozenset[str] = frozenset()
    for _ in range(_MOST_ADJECTIVES + 1):
        before = re.search(r"([^\W\d_]+)[\s«“\"„(]+$", text[:end])
        if before is None:
            return None
        governed = GOVERN.get(before[1].lower())
        if governed:
            sure = _direction(text[: before.start()], before[1].lower())
            sure = sure or _RELATIONS.get(relation, {}).get(before[1].lower(), frozenset())
            return (governed & sure if sure else governed) | behind_noun
        if not _is_adjective(before[1]):
            return None
        behind_noun |= {"gent"} if _may_be_noun(before[1]) else set()
        end = before.start()
    return None


def _direction(text: str, preposition: str) -> frozenset[str]:
    """Return the case that a preposition surely governs behind the last word of a text."""
    before = re.search(r"([^\W\d_][\w'’ʼ]*)\s+$", text)
    word = fold(before[1]) if before else ""
    if preposition == "за":
        return frozenset({"accs"}) if _FIGHTING.match(word) else frozenset()
    if preposition in ("в", "у", "на"):
        if _MOTION.fullmatch(word):
            return frozenset({"accs"})
        return frozenset({"loct"}) if _REST.match(word) else frozenset()
    return frozenset()


def stands_out_of_place(text: str, place: Place, forms: Sequence[Form]) -> bool:
    """Return whether the preposition directly before a place governs no case of what stands there.

    В Сеулу is none either: other places than those in ‑к, ‑г and ‑х have another locative.

    Args:
        text: A draft.
        place: Where a form of a term stands.
        forms: All forms of the term.
    """
    before = re.search(r"(?<![\w'’ʼ-])([\w-]+)[ \u00a0]+[«“\"„(]?$", text[: place.start])
    word = before[1].lower() if before else ""
    cases = GOVERN.get(word)
    if before is None or cases is None:
        return False
    shown = fold(text[place.start : place.end])
    mine = [form for form in forms if fold(form.text) == shown]
    allowed = _ONLY.get(word, cases | {_ALSO.get(word, "")})
    fitting = [form for form in mine if form.case in allowed]
    if not fitting:
        return bool(mine)
    if (
        shown[0] != text[place.start]
        and not ({form.case for form in fitting} & {"loct", "gent"})
        and _direction(text[: before.start()], word) == {"loct"}
    ):
        return True  # працює в Нафтогаз
    if word not in ("в", "у", "на") or any(form.case in ("accs", "nomn") for form in fitting):
        return False
    return (
        {form.case for form in fitting} <= {"loct", "gent"}
        and not (word == "у" and any(form.case == "gent" for form in fitting))
        and _has_other_locative(shown, forms)
    )


def is_called_for_nothing(text: str, place: Place, forms: Sequence[Form]) -> bool:
    """Return whether the vocative of a name stands where nobody is called: behind another word.

    Args:
        text: A draft.
        place: Where a form of a term stands.
        forms: All forms of the term.
    """
    shown = fold(text[place.start : place.end])
    if not text[place.start].isupper():
        return False
    cases = {form.case for form in forms if fold(form.text) == shown}
    before = re.search(r"([^\W\d_]+)[ \u00a0]+$", text[: place.start])
    return cases == {"voct"} and before is not None and before[1].lower() not in _CALLING


def _has_other_locative(shown: str, forms: Sequence[Form]) -> bool:
    """Return whether a form in ‑у is that of по Сеулу alone: the others say у Сеулі."""
    if not shown.endswith("у") or _STILL_IN_U.search(shown) or not is_thing(forms):
        return False
    others = {
        fold(form.text) for form in forms if form.case == "loct" and not form.plural
    } - {shown}  # fmt: skip
    syllables = sum(letter in "аеиіоуєїюя" for letter in shown)
    return syllables > 2 and any(one.endswith("і") for one in others)


def form_governed(text: str, place: Place, wanted: Wanted) -> str | None:
    """Return the form that a preposition wants where another one stands; ``None`` if not sure.

    Args:
        text: A draft.
        place: Where a form of the term stands that the preposition does not govern.
        wanted: The term.
    """
    forms = forms_of(wanted.target)
    shown = text[place.start : place.end]
    mine = [form for form in forms if fold(form.text) == fold(shown)]
    numbers = {form.plural for form in mine}
    plural = wanted.plural if len(numbers) > 1 else numbers.pop()
    for relation in ("", wanted.relation):
        needs = {Need(case, plural) for case in governed_cases(text, place, relation) or ()}
        needs = {need for need in needs if variants_for(forms, {need})}
        if {need.case for need in needs} == {"accs", "loct"} and fold(shown).endswith(("е", "у")):
            needs = {need for need in needs if need.case == "loct"}  # у Сеуле, в Сеулу
        if texts := variants_for(forms, needs):
            return closest_form(texts, shown, needs)
    return None


def _may_be_noun(word: str) -> bool:
    """Return whether an adjective of the dictionary is a noun, too, and not one made of it."""
    return any(
        "NOUN" in parse.tag
        and not {"Surn", "Name"} & set(map(str, parse.tag.grammemes))
        and not _is_adjective(parse.normal_form)
        for parse in dictionary().parse(plain(word))
    )


def _is_adjective(word: str) -> bool:
    """Return whether the dictionary knows a word as an adjective."""
    morph = dictionary()
    return bool(
        morph is not None
        and morph.word_is_known(plain(word))
        and any("ADJF" in parse.tag or "NPRO" in parse.tag for parse in morph.parse(plain(word)))
    )


class Need(NamedTuple):
    """What a place asks of a word."""

    case: str
    plural: bool


def form_instead(text: str, place: Place, mine: Sequence[Form], wanted: Wanted) -> str | None:
    """Return the form of the term for a place where another word stands; ``None`` if not sure.

    Args:
        text: The draft.
        place: Where the other word stands.
        mine: What forms of its word it may be; none where it has no forms.
        wanted: The term.
    """
    forms = forms_of(wanted.target)
    needs = _needs_of(text, place, mine, wanted)
    texts = variants_for(forms, needs)
    if texts is None:
        return None
    if not _gender_fits(text, place, mine, forms, needs=needs):
        return None
    shown = text[place.start : place.end]
    both_masculine = "m" in {form.gender for form in mine} & {form.gender for form in forms}
    best = closest_form(texts, shown, needs) if both_masculine else texts[0]
    if shown[:1].isupper() and (_starts(text, place) or text[place.start - 1] in '«“„"'):
        return best[:1].upper() + best[1:]
    return best


def _needs_of(text: str, place: Place, mine: Sequence[Form], wanted: Wanted) -> set[Need]:
    """Return the cases and numbers that a place may ask of a term where another word stands."""
    forms = forms_of(wanted.target)
    has_plural = any(form.plural for form in mine)
    needs = {Need(form.case, form.plural) for form in mine if form.case != "voct"} or {
        Need(case, plural=False) for case in CASES[:-1]
    }
    governed = governed_cases(text, place)
    needs = _agreeing(text, place, mine, needs)
    if governed:
        told = governed_cases(text, place, wanted.relation) or governed
        needs = {need for need in needs if need.case in governed} or needs
        needs = {need for need in needs if need.case in told} or needs
    else:
        needs = {need for need in needs if need.case != "loct"} or needs
    if has_plural and len({need.plural for need in needs}) > 1:
        plural = wanted.plural or (_has_no_singular(forms) and wanted.is_plural_word)
        needs = {need for need in needs if need.plural == plural} or needs
    if governed is None:
        of_mine = mine or [form for form in forms if not form.plural]
        one_number = [f for f in of_mine if any((f.case, f.plural) == need for need in needs)]
        sure = _sure_case(text, place, one_number)
        needs = {need for need in needs if need.case == sure} or needs
    if is_thing(forms) and {"gent", "accs"} <= {need.case for need in needs} and not governed:
        # The same form for both is that of a person: the other word is no person either.
        same = {form.case for form in mine if not form.plural and form.gender == "m"}
        if {"gent", "accs"} <= same:
            needs = {need for need in needs if need.case != "accs"}
    if governed is None and stands_behind_noun(text, place):
        shown = text[place.start : place.end]
        is_acronym = is_cyrillic(shown) and shown.isupper()  # Армія РФ
        declines = is_acronym or 0 < len({form.case for form in mine}) < len(CASES)
        declines = declines or wanted.relation == "of"
        needs = _behind_noun(needs, forms, declines=declines)
    return needs


def _agreeing(text: str, place: Place, mine: Sequence[Form], needs: set[Need]) -> set[Need]:
    """Return what a place asks of a word beside an adjective that agrees with what stands there."""
    before = re.search(r"([^\W\d_]+)[ \u00a0]+[«“\"„]?$", text[: place.start])
    if before is None or not _is_adjective(before[1]) or _may_be_noun(before[1]):
        return needs
    genders = {form.gender for form in mine}
    told = {
        Need(case, "plur" in parse.tag)
        for parse in dictionary().parse(plain(before[1]))
        if ("ADJF" in parse.tag or "NPRO" in parse.tag or "NUMR" in parse.tag)
        and (case := case_of(parse)) is not None
        and ("plur" in parse.tag or gender_of(parse.tag) in genders or "NUMR" in parse.tag)
    }
    return needs & told or needs


def _behind_noun(needs: set[Need], forms: Sequence[Form], *, declines: bool) -> set[Need]:
    """Return what a place asks of a word that is directly behind a noun: rarely a dative.

    Where several cases are left in which the term differs, it is the genitive (Ціна збіжжя), unless
    what stands there does not decline: that may be the name of what the noun says (пиво Guinness).
    """
    needs = {need for need in needs if need.case != "datv"} or needs
    if declines and variants_for(forms, needs) is None:
        needs = {need for need in needs if need.case == "gent"} or needs
    return needs


def variants_for(forms: Sequence[Form], needs: set[Need]) -> list[str] | None:
    """Return the variants that fit every need; ``None`` where needs want different forms."""
    only_plural = _has_no_singular(forms)
    each = [
        {f.text for f in forms if f.case == need.case and (only_plural or f.plural == need.plural)}
        for need in needs
    ]
    common = set.intersection(*each) if each else set()
    if not common:
        return None
    thing = is_thing(forms)  # у шпиталі, but лікареві
    order = {
        form.text: (
            len(RARE_LOCATIVE.findall(form.text)),
            thing and _OF_A_PERSON.search(form.text) is not None,
            i,
        )
        for i, form in reversed(list(enumerate(forms)))
        if any(form.case == need.case for need in needs)
    }
    return sorted(common, key=order.__getitem__)


def _gender_fits(
    text: str, place: Place, mine: Sequence[Form], forms: Sequence[Form], *, needs: set[Need]
) -> bool:
    """Return whether nothing beside the word seems to agree with a gender that it will not have."""
    genders = {form.gender for form in mine}
    if not is_cyrillic(forms[0].text):  # a name in Latin letters has no gender of its own
        return True
    if not mine or genders & {form.gender for form in forms}:
        return True
    if any(need.case in ("nomn", "accs") for need in needs) and not _number_fits(
        text, place, forms
    ):
        return False
    if all(need.plural for need in needs):
        return True
    before = re.findall(r"[^\W\d_]+", text[: place.start])[-1:]
    behind = re.findall(r"[^\W\d_]+", text[place.end :])[:3]
    adjective, verb = ("ADJF", "PRTF", "NPRO"), ("past", "ADJF")
    if any(_may_agree(word, _ADJECTIVE, adjective, genders) for word in before):
        return False
    subject = any(need.case == "nomn" for need in needs)
    beside = (*before, *behind)
    plural = genders == {"p"}
    other_number = plural != _has_no_singular(forms)  # народ тікає, люди тікають
    return not subject or not any(
        _may_agree(word, _PAST, verb, genders) or (other_number and _is_verb(word, plural=plural))
        for word in beside
    )


def _is_verb(word: str, *, plural: bool) -> bool:
    """Return whether the dictionary knows a word as a finite verb in a number."""
    morph = dictionary()
    return (
        morph is not None
        and morph.word_is_known(word)
        and any(
            "VERB" in parse.tag and "infn" not in parse.tag and ("plur" in parse.tag) == plural
            for parse in morph.parse(word)
        )
    )


def _number_fits(text: str, place: Place, forms: Sequence[Form]) -> bool:
    """Return whether no two, both or one and a half before a place is of another gender."""
    for word in reversed(re.findall(r"[^\W\d_]+", text[: place.start])[-_MOST_ADJECTIVES:]):
        genders = _GENDERED.get(word.lower())
        if genders is not None:
            return bool({form.gender for form in forms} & set(genders))
        if not _is_adjective(word):
            return True
    return True


def _sure_case(text: str, place: Place, mine: Sequence[Form]) -> str | None:
    """Return the case of the noun that a sentence begins with, where the verb behind it tells.

    A verb in another number (Оскарження відхилили) leaves it the object, if nothing is negated. It
    is the subject of one that agrees, if up to the next punctuation mark no other word can be.
    """
    morph = dictionary()
    cases = {form.case for form in mine}
    if morph is None or not _starts(text, place) or "nomn" not in cases:
        return None
    clause = WORD.findall(re.split(r"[^\w\s'’ʼ-]", text[place.end :], maxsplit=1)[0])
    if not clause or not all(map(morph.word_is_known, clause)):
        return None
    verb, others = morph.parse(clause[0]), _without_prepositional(clause[1:])
    if not any("VERB" in parse.tag for parse in verb):
        return None
    genders = {form.gender for form in mine}
    plural = all(form.plural or form.gender == "p" for form in mine if form.case == "nomn")
    if any(_is_verb_of(parse, genders, plural=plural) for parse in verb):
        return None if any(map(_may_be_subject, others)) else "nomn"
    is_impersonal = not plural and any(_is_verb_of(parse, genders, plural=True) for parse in verb)
    negated = {"не", "ні", "ніхто", "ніщо"} & {word.lower() for word in clause}
    return "accs" if is_impersonal and "accs" in cases and not negated else None


def _without_prepositional(words: Sequence[str]) -> list[str]:
    """Return words without prepositions and the nouns that these stand before."""
    left: list[str] = []
    inside = False
    for word in words:
        if word.lower() in GOVERN:
            inside = True
        elif not inside:
            left.append(word)
        else:
            inside = _is_adjective(word) and not _may_be_noun(word)
    return left


def _may_be_subject(word: str) -> bool:
    """Return whether a word of the dictionary may be a noun or pronoun in the nominative."""
    return any(
        case_of(parse) == "nomn" and "ADJF" not in parse.tag for parse in dictionary().parse(word)
    )


def _is_verb_of(parse: Any, genders: AbstractSet[str], *, plural: bool) -> bool:
    """Return whether a reading is a finite verb whose subject may have this gender and number."""
    tag = parse.tag
    if "VERB" not in tag or ("plur" in tag) != plural or "1per" in tag or "2per" in tag:
        return False
    return plural or "past" not in tag or gender_of(tag) in genders


def _has_no_singular(forms: Iterable[Form]) -> bool:
    return all(form.gender == "p" for form in forms)


def closest_form(texts: Sequence[str], shown: str, needs: Iterable[Need]) -> str:
    """Return the variant that ends as what stands there; else the first.

    In the locative of names -у only stands behind some stems (у Луцьку, у Бахмуті): there the
    other word says nothing.
    """
    if " " in shown:
        words = shown.split()
        same = [sum(map(str.__eq__, words, text.split())) for text in texts]
        texts = [text for text, count in zip(texts, same, strict=True) if count == max(same)]
    soft = [text for text in texts if text.endswith(("і", "ї"))]
    if any(_STILL_IN_U.search(text) for text in texts):
        soft = [text for text in soft if text[-2:-1] not in "сц"]
    if soft and soft[0][0].isupper() and all(need.case == "loct" for need in needs):
        return min(soft, key=lambda text: text.endswith(OF_PEOPLE))
    ending = shown[-1:].casefold().translate(SAME_END)
    return next((t for t in texts if t[-1:].casefold().translate(SAME_END) == ending), texts[0])


def is_thing(forms: Sequence[Form]) -> bool:
    """Return whether a term is no person or animal, as its accusative is its nominative."""
    texts = {
        case: {form.text for form in forms if form.case == case and not form.plural}
        for case in ("nomn", "gent", "accs")
    }
    return bool(texts["accs"] & texts["nomn"]) and not texts["accs"] & texts["gent"]


def stands_behind_noun(text: str, place: Place) -> bool:
    """Return whether the word directly before a place is surely a noun."""
    before = re.search(r"([^\W\d_]+) [«“\"„(]?$", text[: place.start])
    morph = dictionary()
    if before is None or morph is None or not morph.word_is_known(before[1]):
        return False
    return all("NOUN" in parse.tag for parse in morph.parse(before[1]))


def _may_agree(
    word: str, endings: re.Pattern[str], tags: Iterable[str], genders: AbstractSet[str]
) -> bool:
    """Return whether a word may agree in one of some genders: by its ending, and the dictionary."""
    lower = word.lower()
    if lower in GOVERN:
        return False
    morph = dictionary()
    if morph is None or not morph.word_is_known(word):
        return endings.search(lower) is not None
    parses = morph.parse(word)
    if not endings.search(lower):  # утік
        irregular = [p for p in parses if "past" in tags and "past" in p.tag]
        return any("plur" not in p.tag and gender_of(p.tag) in genders for p in irregular)
    return any(
        any(tag in parse.tag for tag in tags)
        and ("plur" in parse.tag or gender_of(parse.tag) in (*genders, "p"))
        for parse in parses
    )


def _starts(text: str, place: Place) -> bool:
    return not re.search(r"[^\s«“\"„(—–-]", text[: place.start][-3:]) or bool(
        re.search(r"[.!?…]\s*[«“\"„(]?$", text[: place.start])
    )
