"""Negation that was lost on the way, or came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from transkit.checks.base import Pair, Remark, check, note, warning
from transkit.checks.word_lists import any_of, read_table
from transkit.text.dictionaries import ukrainian_dictionary
from transkit.text.sentences import split_sentences

__all__ = ["CHECKS"]

_NOT = re.compile(
    r"\b(?:(?<![,–—-] )not even\b|non-(?!U\.)|not(?! (?:even|only|just|merely|simply|to mention|un(?!der|til|ite|i[tfv]|cle)\w+|il\w+|im(?!m?ed|por|ag|it|pact)\w+|in(?:frequent|significant)"
    r"\w*))|cannot|never(?!theless)|nobody|nothing|nowhere|none|neither|no one|no[rn]e?(?= of\b)|"
    r"no(?! (?:longer than|less|more than|matter|doubt|sooner|fewer|smaller|later|wonder|\d))"
    r"(?![.,:;]))\b|n['’]t\b(?! (?:only|just))",
    re.IGNORECASE,
)
"""Words that negate in English, and that nearly every translation renders by a negation."""
_NO_NEGATION = re.compile(
    r"\b(?:whether or not|or not|if not|not to mention|why not|No\. ?\d|not until|no surprise|no longer a |no (?:other )?(?:choice|option|alternative) but|None value|(?:nobody|no one|none) but|"
    r"(?:\w+n['’]t|not|never)(?: to| be)? forg[eo]t\w*|can['’]t help|cannot help|(?:cannot|can['’]?t|can not|could(?:n['’]t| not)) (?:wait (?:to|for)|agree more)|not unlike|nothing but|last but not least|"
    r"(?<=[,–—-] )not even|until \w+ (?:has|have|is|are) not|could ?n[o'’]t be (?:more|better))\b",
    re.IGNORECASE,
)
_PREFIXED = (
    r"(?:in|im|ir|il)(?:ab|ac|ad|ap|cap|com|cons|cor|def|dep|dir|eff|ev|fin|form|sec|suf|vis|leg|log|mat|mob|"
    r"mor|poss|pot|prob|prop|reg|rel|resp|val)[a-z]+|dis(?!c|t|p[elou])[a-z]{3,}|non-?[a-z]{3,}|mis[a-z]{4,}|"
    r"[a-z]{2,}less(?:ly|ness)?"
)
"""English words that negate by their beginning or end."""

_UN = r"un(?!i(?![mn])|der|til|cle)[a-z]{3,}"
"""Words that negate with un-: not union, unit, uniform."""


@cache
def _almost() -> re.Pattern[str]:
    """Return what finds words whose translation may rightly have a negation."""
    prefixed = rf"{_UN}|{_PREFIXED}"
    return re.compile(rf"\b(?:{prefixed}|{any_of('en-almost')})\b", re.IGNORECASE)


@cache
def _opposite() -> re.Pattern[str]:
    """Return what finds words that words of the target with a negation in them may be for."""
    prefixed = rf"{_UN}|{_PREFIXED}"
    return re.compile(rf"\b(?:{prefixed}|{any_of('en-opposite')})\b", re.IGNORECASE)


_NOT_UNTIL = re.compile(
    r"\b(?:not|never|\w+n['’]t)\b(?=[^.;!?]{0,80}\b(?:until|till|before|unless)\b)", re.IGNORECASE
)
_ONLY_THEN = re.compile(
    r"\b(?:лише|тільки|щойно)\b|(?:[뒤후때]에|서)야|(?:돼|되어|가|와|지나)야|비로소", re.IGNORECASE
)
_DO_NOT_FORGET = re.compile(r"\b(?:\w+n['’]t|not|never)(?: to| be)? forg[eo]t\w*", re.IGNORECASE)
_FORGET = re.compile(r"\bзабу[двт]|잊")

_UK_NOT = re.compile(
    r"\b(?:(?<!тим )не(?! (?:лише|тільки|просто|менше|більше|пізніше|раніше))|нема|немає|немож\w+|нічи|"
    r"ні(?!-))\b",
    re.IGNORECASE,
)


@cache
def _uk_words() -> re.Pattern[str]:
    """Return what finds Ukrainian words that may stand for a negation."""
    prefixed = rf"(?!(?:{any_of('uk-not-negating')})\b)(?:не[а-яіїєґ]{{2,}}|без[а-яіїєґ]*)"
    return re.compile(rf"\b(?:{prefixed}|{any_of('uk-negating')})\b", re.IGNORECASE)


_UK_PRONOUN = re.compile(
    r"\b(?:ніхто|нікого|нікому|ніким|ніщо|нічого|нічому|нічим|ніколи|ніде|нікуди|жоден|жодн\w+|"
    r"ніяк\w*|аніскільки|анітрохи)\b",
    re.IGNORECASE,
)
_UK_CLAUSE = re.compile(
    r"[.!?;:()«»“”\"]|\s[–—]\s|, (?=(?:що|як|але|та|а|і|бо|хоч|коли|якщо|де)\b)"
)
_UK_AGREES = re.compile(r"\b(?:не|нема\w*|немож\w*|без|ні|замість)\b|\bне\w", re.IGNORECASE)

_UNTIL = re.compile(r"\b(?:until|till|unless|before|while)\b", re.IGNORECASE)
_UK_UNTIL = re.compile(r"\b(?:доки|поки|допоки|аж поки)\b[^,.;]*?\bне\b", re.IGNORECASE)
_AND_WITHOUT = re.compile(r"(?:\bnot\b|n['’]t\b|\bnever\b)[^.,;]*\b(without)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_UK_WITHOUT = re.compile(
    r"\b(?:без|не|ні|поза|о?крім|знеструм|втра[тч]|позбав|брак|відсут|відмов|минаючи|замість|ледве)",
    re.IGNORECASE,
)
"""What stands in Ukrainian for nearly every "without"; Korean has too many ways."""
_FEWER = re.compile(
    r"\b(?:less|fewer|shorter|younger|sooner|lower|smaller) than\b|\b(?:under|within|below|barely|almost|"
    r"nearly|short of)\b",
    re.IGNORECASE,
)
_UK_FEWER = re.compile(r"\bнеповн\w+|\bне (?:більш|старш|довш|пізніш)\w*", re.IGNORECASE)
_KO_FEWER = re.compile(
    r"(?<![가-힣])채 [가-힣 ]{0,8}(?:않|못|안 |없)|도 (?:채 )?(?:안 되|못 되|되지 않)|(?:이|가) (?:채 )?(?:안 되|못 되)|미만"
)
"""Negations and what is like them that only say how little something is: неповні три години."""
_AGAINST = re.compile(r"\b(?:advi[sc]\w+|recommend\w*|counsel\w*) against\b", re.IGNORECASE)
_WARNS = re.compile(
    r"\b(?:застер|відрадж|відмовл|проти\b|уник|утрим|заборон|остерег)|피하|삼가|만류|반대|자제|경고|금|말리|위험",
    re.IGNORECASE,
)
"""What says instead of a negation that somebody advises against something."""
_NO_LESS = re.compile(r"\bno (?:less|smaller|fewer|lower|shorter) than\b", re.IGNORECASE)
_NOT_LESS = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bnever\b)(?=[^.,;:!?]{0,30}\b(?:less|fewer|lower|smaller|shorter) than\b)",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:щонайменше|принаймні|мінімум|як мінімум|понад)\b|최소|적어도|이상|넘", re.IGNORECASE
)
"""Not less than, and at least."""
_NEVER_BEFORE = re.compile(
    r"(?:\b(?:never|none|nobody|no one|not)\b|n['’]t\b)(?=[^.;:!?]{0,80}\bbefore\b)", re.IGNORECASE
)
_FIRST_TIME = re.compile(r"\b[ву]перше\b|처음|최초|첫", re.IGNORECASE)
"""What nobody has done before is done for the first time."""
_NON = re.compile(r"\bnon-(?=[a-z])", re.IGNORECASE)
_KO_NON = re.compile(r"(?<![가-힣])[비무불미반](?=[가-힣]{2})")
"""Korean prefixes for "non-": 비선형, 무소속."""
_UK_LESS = re.compile(r"(?<!не )\b(?:менш\w*|нижч\w*|коротш\w*) (?:ніж|за|від|як)\b", re.IGNORECASE)

_KO_NOT = re.compile(
    r"않|못(?!지않|된|되|박)|(?<!밖에 )(?<!끊임)(?<!다름)(?<!틀림)(?<!수밖에 )없(?!이\b)|(?<!뿐만 )(?<!뿐 )(?<!만 )아니(?!면|스|아|메|시|카|타|마|발)|(?<!뿐)만 아니(?![라고])"
    r"|아닌|아닙|아녔|(?<=지 )[말마]|(?<![가-힣])안 (?=[가-힣])|(?<![가-힣])안[되돼된됩]|면 ?안 ?[되돼된됩]|[가-힣]지[는도] ?[말마]|말아야|걱정 ?[말마]"
)


_CANNOT = re.compile(
    r"\b(?:can ?not|can['’]t|could not|couldn['’]t|not be able|unable)\b", re.IGNORECASE
)
_CAN = re.compile(
    r"\b(?:can|could|may|might|able|possib\w+|let\w*|allow\w*|enabl\w*|permi\w*|potential\w*|likely|"
    r"perhaps|would|should|will|available)\b",
    re.IGNORECASE,
)
_KO_ABLE = re.compile(r"수(?:가|는|도|밖에)? ?있")
_KO_UNABLE = re.compile(r"수(?:가|는|도|조차)? ?없|못|불가|어렵|어려|힘들|안 ?[되돼된됩]|없")
"""What can be and what cannot, in words that stand for nothing else."""


@check("negation", sources="en", targets="uk ko")
def negation(pair: Pair) -> Iterator[Remark]:
    """A negation of the source that the target does not have, or one that came in.

    Example: ``They did not agree`` became ``Вони погодилися``.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 102 of 113 planted found; 192
    alarms right, 2 wrong (99 %, 2 notes). Korean 58 of 64 planted found; 159 alarms right, 3 wrong
    (98 %, 3 notes).
    """
    source, target = pair.source.prose, pair.target.prose
    language = pair.target_language
    lost = _lost(source, target, language) or _lost_in_a_sentence(pair)
    if not lost and language == "ko" and _is_able_after_all(source, target):
        lost = tuple(match.group() for match in _CANNOT.finditer(source))
    if lost:
        which = f"“{lost[0]}”" if len(lost) == 1 else f"one of {len(lost)} negations"
        yield warning(f"a negation of the source ({which}) is not in the target")
        return
    match = (_UK_NOT if language == "uk" else _KO_NOT).search(target)
    almost = _almost().search(_NOT.sub("", source))
    blind = _without_idioms(source, target)
    if match and not almost and blind == source and not _NOT.search(source):
        yield note(f"“{match.group()}” negates, the source does not", *match.span())


def _without_idioms(source: str, target: str) -> str:
    """Return a source without phrases whose "not" is often translated by something else."""
    # "Not until" is "only then".
    if _NOT_UNTIL.search(source) and _ONLY_THEN.search(target):
        source = _NOT_UNTIL.sub("", source)
    # "Do not forget" may be "remember"; where it is not, the "not" must be there.
    known = source if not _FORGET.search(target) else _DO_NOT_FORGET.sub("not", source)
    known = _NOT_LESS.sub("", known) if _AT_LEAST.search(target) else known
    known = _NON.sub("", known) if _KO_NON.search(target) else known
    known = _NEVER_BEFORE.sub("", known) if _FIRST_TIME.search(target) else known
    known = _AGAINST.sub("" if _WARNS.search(target) else "not", known)
    return _NO_NEGATION.sub("", known)


def _lost(source: str, target: str, language: str) -> tuple[str, ...]:
    """Return the negations of a source, if the target has fewer; nothing where it has them all."""
    blind = _without_idioms(source, target)
    wanted = tuple(match.group() for match in _NOT.finditer(blind))
    if _FEWER.search(source):
        target = (_UK_FEWER if language == "uk" else _KO_FEWER).sub("_", target)
    if language == "uk":
        if _WITHOUT.search(source) and not _UK_WITHOUT.search(target):
            return ("without",)
        sure = _UK_NOT
        if _NO_LESS.search(source) and _UK_LESS.search(target):
            return (_NO_LESS.findall(source)[0],)
        # "Until they come" is "поки вони не прийдуть".
        target = _UK_UNTIL.sub("", target) if _UNTIL.search(source) else target
        # "Cannot go without" has two; "without" alone is often translated in another way.
        wanted += tuple(_AND_WITHOUT.findall(blind))
    else:
        sure = _KO_NOT
    there = len(sure.findall(target))
    if language == "uk":
        # "Ніколи знову!" has no verb that a "не" could stand beside.
        clauses = _UK_CLAUSE.split(target)
        there += sum(len(one.split()) < 3 and bool(_UK_PRONOUN.search(one)) for one in clauses)
    # A word such as "unlikely" is no reason to do without the "not" beside it.
    opposites = len(_opposite().findall(_NOT.sub("", source)))
    # The same word twice stands for one of the source: "illegal" once, "незаконний" twice.
    rest = sure.sub("_", target)
    instead = set(_instead(blind, language).findall(rest))
    if language == "uk":
        instead |= set(_uk_words().findall(rest))
    others = max(0, len(instead) - opposites)
    is_lost = there + others < len(wanted) and (there == 0 or len(wanted) == there + 1)
    return wanted if is_lost else ()


_VERBAL = re.compile(r"(?:not|never|cannot|n['’]t)$", re.IGNORECASE)
_NEAR = re.compile(r"(?:[^\w.;:!?]+[\w'’-]+){0,8}")
"""What a negation is about: so many words behind it, in the same clause."""


def _instead(source: str, language: str) -> re.Pattern[str]:
    """Return what finds words for the negations of a source: 금지 for "not allowed"."""
    near: list[str] = []
    for match in _NOT.finditer(source):
        if not _VERBAL.search(match.group()):
            return _any_of(tuple(_table(language)), language)
        behind = _NEAR.match(source, match.end())
        near += (behind.group() if behind else "").casefold().split()
    known = tuple(
        word
        for word, about in _table(language).items()
        if "*" in about or any(one.lstrip("\"'“‘(").startswith(about) for one in near)
    )
    return _any_of(known, language)


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    """Return a pattern for words that begin so; for none where there are none."""
    found = "|".join(map(re.escape, words)) or "(?!)"
    # Korean compounds have it inside: 출입금지.
    return re.compile(found if language == "ko" else rf"\b(?:{found})\w*", re.IGNORECASE)


@cache
def _table(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return what a language says instead of a negation, with the English words it is so of."""
    rows = read_table(f"{language}-instead")
    return {
        word.replace("_", " "): about for words, about in rows.items() for word in words.split()
    }


def _lost_in_a_sentence(pair: Pair) -> tuple[str, ...]:
    """Return what `_lost` says of a sentence, where source and target have as many of them."""
    if not _NOT.search(pair.source.prose) and not _WITHOUT.search(pair.source.prose):
        return ()
    there, here = (
        [part.source for part in split_sentences(text.prose, language)]
        for text, language in (
            (pair.source, pair.source_language),
            (pair.target, pair.target_language),
        )
    )
    if len(there) != len(here) or len(there) < 2:
        return ()
    found = (_lost(*both, pair.target_language) for both in zip(there, here, strict=True))
    return next(filter(None, found), ())


def _is_able_after_all(source: str, target: str) -> bool:
    """Return whether a source says only what cannot be, and a Korean target only what can be."""
    return bool(
        _CANNOT.search(source)
        and not _CAN.search(_CANNOT.sub("", source))
        and _KO_ABLE.search(target)
        and not _KO_UNABLE.search(target)
    )


@check("double-negation", targets="uk")
def double_negation(pair: Pair) -> Iterator[Remark]:
    """``Ніхто``, ``нічого``, ``ніколи``, ``жоден`` without ``не`` beside the verb.

    Example: ``ніхто прийшов``: one half of the negation is lost. Where the dictionary is installed
    (``pip install 'transkit[ukrainian]'``), also in long sentences that negate something else.

    Measured on texts it was tuned with (docs/checks.md): Ukrainian 15 of 15 planted found; 35
    alarms right, 0 wrong (100 %).
    """
    target = pair.target.prose
    told: list[int] = []
    for start, clause in _split(target, _UK_CLAUSE):
        match = _UK_PRONOUN.search(clause)
        if (
            match
            and not _UK_AGREES.search(clause)
            and len(clause.split()) > 2
            and not _UK_NO_BEHIND.match(target, start + len(clause))
        ):
            told.append(start + match.start())
            yield warning(f"“{match.group()}” without “не”", told[-1], start + match.end())
    for start, clause in _split(target, _UK_PART) if ukrainian_dictionary() is not None else ():
        match = _UK_PRONOUN.search(clause)
        if (
            match
            and start + match.start() not in told
            and not _UK_NEGATES.search(clause)
            and not _UK_NO_BEHIND.match(target, start + len(clause))
            and any(map(_is_surely_a_verb, _UK_WORD.findall(clause)))
        ):
            place = (start + match.start(), start + match.end())
            yield warning(f"“{match.group()}” without “не”", *place)


def _split(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the clauses of a text and where they begin."""
    at = 0
    for match in ends.finditer(text):
        yield at, text[at : match.end()]
        at = match.end()
    yield at, text[at:]


_UK_NO_BEHIND = re.compile(r"\s*ні\b", re.IGNORECASE)
"""In this clause, «ні» stands for the verb with its «не»: в інших — ні."""
_UK_WORD = re.compile(r"[а-яіїєґ'’ʼ]+", re.IGNORECASE)
_UK_PART = re.compile(r"[.!?;:,()«»“”\"]|\s[–—]\s|\s(?=(?:але|а|якщо|коли|поки)\s)")
_UK_NEGATES = re.compile(
    r"\b(?:не|нема\w*|немож\w*|недо\w*|нелегк\w*|без|ні|ані|замість|навряд|як (?:ніколи|ніхто|ніде))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _is_surely_a_verb(word: str) -> bool:
    """Return whether a Ukrainian word is a finite verb and nothing else."""
    plain = word.casefold().replace("’", "'").replace("ʼ", "'")
    known = ukrainian_dictionary()
    return bool(known.word_is_known(plain)) and all(
        "VERB" in parse.tag and "infn" not in parse.tag for parse in known.parse(plain)
    )


CHECKS = (negation, double_negation)
