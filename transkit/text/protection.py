"""What must not be translated: found, masked while an engine works, and put back exactly.

A protected span is replaced by a short mask (``@1``, ``@2``, …) that models tend to copy, because
software strings with such placeholders are in every training corpus. Where a model loses or
doubles a mask the caller drafts the text around the spans instead (`split_at_spans`), which cannot
lose one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from transkit.text.markup import PROTECTED_SPAN
from transkit.text.patterns import late_pattern
from transkit.text.sentences import has_letters

__all__ = ["Masked", "mask", "protected_spans", "split_at_spans", "unmask"]

_TOP_LEVEL = (
    "com|org|net|edu|gov|mil|int|info|biz|io|co|app|dev|tv|eu|uk|ua|kr|de|fr|pl|es|nl|se|fi|dk|ch|"
    "cz|ca|au|nz|jp|cn|br|ru|ge|lt|lv|ee|ro|tr|il"
)
_SHORT = (
    "me|ly|gl|gg|be|to|st|rs|is|gd|in|gle|link|page|news|ai|cc|ws|sh|fm|am|us|at|it|ie|pt|hu|sk|bg|"
    "md|by|kz|mk|si|hr|gr|no|id|vn|th|ph|my|sg|hk|tw|mx|ar|cl|za|so|la|im|xyz|site|online|live|blog"
)
"""Top-level domains, many of them words too, that count only with a path: ``t.me/x``."""
_OTHER_SCRIPTS = "укр|рф|бел|срб|мкд|бг|қаз|한국|ελ"
"""Top-level domains in other scripts; they count only with a path, too."""
_IN_HOST = r"0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f-"
"""Characters of host names, internationalized ones (RFC 5890) included; no Hangul, because Korean
particles follow an address without a space."""
_IN_PATH = r"[A-Za-z0-9._~:/?\#\[\]@!$&'()*+,;=%-]"
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u2300-\u23ff"

_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_MAIL_OF_ANY_SCRIPT = (
    rf"[._%+{_IN_HOST}]{{1,64}}@(?:[{_IN_HOST}]{{1,63}}\.){{1,5}}[{_IN_HOST}]{{2,63}}"
)
_SHORT_LINK = (
    r"(?<![\w.@/-])(?=[0-9-]*[a-z])(?:[a-z0-9-]{1,63}\.){1,5}"
    rf"(?:{_SHORT})/(?=[\w@+?]){_IN_PATH}{{1,2000}}"
)
_LINK_OF_ANY_SCRIPT = (
    rf"(?<![\w.@/-])(?:[{_IN_HOST}]{{1,63}}\.){{1,5}}"
    rf"(?:{_OTHER_SCRIPTS})/(?=\w)[^\s<>\"“”«»]{{1,2000}}"
)
_ATTRIBUTE = (
    r"[^\s<>\"'/=]{1,100}\s?=\s?(?:\"[^<>\"]{0,1000}\"|'[^<>']{0,1000}'|[^\s<>\"'=][^\s<>\"']{0,999})"
    r"|(?i:hidden|disabled|checked|selected|readonly|required|open|controls|async|defer|multiple)"
    r"(?=[\s/>])"
)
"""An attribute of a tag; without a value only the common ones: ``x <y then z> w`` is prose."""
_PATH = r"(?<![\w.])(?:~|\.{1,2})?/[\w.-]+(?:/[\w.-]+)+"
_SIGNED = frozenset((_MAIL, _MAIL_OF_ANY_SCRIPT, _SHORT_LINK, _LINK_OF_ANY_SCRIPT, _PATH))
"""Patterns that nothing fits without an ``@`` or a slash."""

_PATTERNS = (
    # What a document says must stay, with its tags
    PROTECTED_SPAN,
    # Inline code and markup (CommonMark §6.1, HTML Living Standard §13.1.2)
    r"(?<!`)(?P<ticks>`{1,3})(?!`)[^`]{1,1000}(?P=ticks)(?!`)",
    rf"(?:(?<!\\)\\+)?</?[A-Za-z][A-Za-z0-9-]*(?:\s+(?:{_ATTRIBUTE})){{0,50}}\s*/?>",
    r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6});",
    # Addresses (RFC 3986, RFC 5322 as people write them)
    r"(?i:(?:https?|ftp|file)://|mailto:|www\.)[^\s<>\"“”«»]{1,2000}",
    _MAIL,
    _MAIL_OF_ANY_SCRIPT,
    rf"(?<![\w.@-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}(?:{_TOP_LEVEL})(?![{_IN_HOST}_])(?:/[^\s<>\"“”«»]{{0,2000}})?",
    _SHORT_LINK,
    _LINK_OF_ANY_SCRIPT,
    r"(?<![\w.@-])(?:[A-Z0-9-]{2,63}\.){1,5}(?:COM|ORG|NET|INFO|GOV|EDU)(?![\w-])(?:/[!-~]{0,2000})?",
    # Placeholders: printf (C11 §7.21.6.1, and Python's %(name)s), braces, shell and template ones
    (
        r"(?<![\w%])%(?:\([^()\s]{1,60}\))?(?:\d{1,2}\$)?[-+0\#]{0,3}\d{0,3}(?:\.\d{1,3})?"
        r"(?:hh|h|ll|l|L|z|j|t|q)?[diouxXeEfFgGcsSpaA@](?![A-Za-z])"
    ),
    r"(?<![\w%])%\d{1,2}(?!\d|\s?%)",
    r"\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}|\$?\{[^{}\s]{0,80}\}|\$[A-Z_][A-Z0-9_]{1,40}\b",
    # Handles and tags
    r"(?<![\w@./])@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])",
    r"(?<![\w&/])\#\w{0,60}[^\W\d_]\w{0,60}",
    # Code without marks: identifiers, calls, paths
    r"(?<!\w)[A-Za-z_]\w{0,80}_\w{1,80}(?:\(\))?|(?<!\w)[A-Za-z_]\w{0,80}\(\)",
    _PATH,
    # Signs that a model's pieces cannot hold
    rf"[{_EMOJI}](?:[{_EMOJI}\ufe0e\ufe0f\u200d\u20e3]|[\U000e0020-\U000e007f])*",
    "[\u2581\ufffc\ufffd\ue000-\uf8ff]+",
)
_PROTECTED = late_pattern("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_UNSIGNED = late_pattern("|".join(f"(?:{p})" for p in _PATTERNS if p not in _SIGNED))
_ENDS_A_SENTENCE = ".,;:!?…'’”\"*"
_BRACKETS = {")": "(", "]": "[", "}": "{"}

_QUOTES = ("'‘’", '"“”')
_NO_DIGIT = r"(?!\d)"
_SIGN = r"[^\w\s:;!?%«»‹›–—]"
"""What stands as close to a span in a translation as in its source. Some languages set off the
others by a space: French ``{n} %``."""

_UNSPACED = r"\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fff"
"""Letters that follow an address without a space: particles, and scripts that have no spaces."""
_ATTACHED = late_pattern(f"[{_UNSPACED}]")
_BEHIND_ADDRESS = late_pattern(
    rf"(?<=[0-9A-Za-z)\]'’])[{_UNSPACED}][{_UNSPACED}。、，！？：；）]*$"
    r"|(?<=/)(?:에서|에게|에|으로|로|부터|까지)?(?:[은는이가을를의와과도만]|이라고|라고|이라는|라는)?$"
)
"""What follows an address in its word: 에서 in ``https://example.org에서``. Addresses may end in
such letters, too (``/wiki/한국``), which then stand behind a sign of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text whose protected spans are masked."""

    text: str
    """What an engine should see."""
    items: tuple[str, ...]
    """What stood at mask 1, 2, …"""
    style: str
    """The mask with ``{}`` for its number."""


def protected_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) in code points of what must not be translated, in order, not touching.

    URLs, e-mail addresses, @handles, #tags, code, inline tags, character references,
    placeholders, emoji and signs that SentencePiece reserves. Sentence punctuation, an unmatched
    bracket and a Korean particle at the end of an address belong to the sentence. Neighbours are
    one span.
    """
    spans: list[tuple[int, int]] = []
    pattern = _PROTECTED if "@" in text or "/" in text else _UNSIGNED
    for match in pattern.finditer(text):
        start, end = match.span()
        if (
            match.group().lower().startswith(("http", "ftp", "file", "mailto:", "www."))
            or "/" in text[start:end]
        ):
            end = _end_of_address(text, start, end)
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        elif end > start:
            spans.append((start, end))
    return tuple(spans)


def mask(text: str) -> Masked | None:
    """Return `text` with its protected spans masked; ``None`` where nothing is left to translate.

    A text without protected spans comes back as it is, with no items.
    """
    spans = protected_spans(text)
    if not has_letters(_without(text, spans)):
        return None
    closed = any(text[end : end + 1].isdigit() for _, end in spans)
    style = _free_style(text, closed=closed)
    parts: list[str] = []
    at = 0
    for number, (start, end) in enumerate(spans, 1):
        parts += [text[at:start], style.format(number)]
        at = end
    parts.append(text[at:])
    items = tuple(text[start:end] for start, end in spans)
    return Masked(text="".join(parts), items=items, style=style)


def unmask(masked: Masked, draft: str) -> str | None:
    """Return `draft` with every mask replaced by what it stands for.

    A word that the engine has moved up to a mask gets its space back, if there was none of it in
    the source: ``to@1`` would be another address. Korean particles may follow without one. The
    other way round, signs that stood close to a mask (``x=@1``, ``@1/@2``) and come back with
    spaces, as from models that split words at every sign, are moved up to it again.

    Returns:
        ``None`` where a mask is missing, doubled, or one that was never given stands in the draft.
    """
    if not masked.items:
        return draft
    before, after = (re.escape(part) for part in masked.style.split("{}"))
    pattern = re.compile(rf"{before} ?(\d{{1,4}}){after or _NO_DIGIT}")
    numbers = sorted(int(number) for number in pattern.findall(draft))
    if numbers != list(range(1, len(masked.items) + 1)):
        return None
    draft = _closed_up(masked, draft)

    def restore(match: re.Match[str]) -> str:
        number = int(match.group(1))
        before, after = _neighbours(masked, number)
        left, right = draft[: match.start()][-1:], draft[match.end() :][:1]
        lead = " " if left.isalnum() and not before.isalnum() else ""
        follows = right.isalnum() and not (after.isalnum() or _ATTACHED.match(right))
        return f"{lead}{masked.items[number - 1]}{' ' if follows else ''}"

    return pattern.sub(restore, draft)


def _closed_up(masked: Masked, draft: str) -> str:
    """Return `draft` without the spaces beside masks and their signs that the source has not."""
    before, after = (re.escape(part) for part in masked.style.split("{}"))
    pieces = re.split(rf"{before}\d+{after}", masked.text)
    for number, (left, right) in enumerate(pairwise(pieces), 1):
        own = rf"{before} ?{number}{after or _NO_DIGIT}"
        if signs := re.search(rf"{_SIGN}+$", left):
            joins = _joins(left[: signs.start()][-1:], beside_mask=number > 1)
            start = r"(?<=\S) ?" if joins else r"(?<!\S)" if _may_close(signs.group()) else ""
            draft = re.sub(rf"{start}{_loosely(signs.group())} ?{own}", _squeezed, draft)
        if signs := re.match(rf"{_SIGN}+", right):
            joins = _joins(right[signs.end() :][:1], beside_mask=number < len(masked.items))
            end = r" ?(?=\S)" if joins else r"(?!\w)" if _may_close(signs.group()) else ""
            draft = re.sub(rf"{own} ?{_loosely(signs.group())}{end}", _squeezed, draft)
    return draft


def _may_close(signs: str) -> bool:
    """Return whether signs might open a quotation as well as close one."""
    return any(sign in quotes for sign in signs for quotes in _QUOTES)


def _loosely(signs: str) -> str:
    """Return the pattern of signs with or without spaces between them, quotes straight or curly."""
    alike = (next((a for a in _QUOTES if sign in a), sign) for sign in signs)
    return " ?".join(f"[{re.escape(sign)}]" for sign in alike)


def _squeezed(match: re.Match[str]) -> str:
    """Return what was found without its spaces."""
    return match.group().replace(" ", "")


def _joins(neighbour: str, *, beside_mask: bool) -> bool:
    """Return whether signs stand between a mask and a word, or between two masks.

    Args:
        neighbour: The character on their other side; empty where there is none.
        beside_mask: Whether another mask is there if no character is.
    """
    return neighbour.isalnum() if neighbour else beside_mask


def _neighbours(masked: Masked, number: int) -> tuple[str, str]:
    """Return the characters before and behind a mask in the source; empty at its ends."""
    written = masked.style.format(number)
    at = masked.text.index(written)
    return masked.text[:at][-1:], masked.text[at + len(written) :][:1]


def split_at_spans(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of `text` as (part, is protected); joined, the parts are `text`."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in protected_spans(text):
        if at < start:
            parts.append((text[at:start], False))
        parts.append((text[start:end], True))
        at = end
    if at < len(text):
        parts.append((text[at:], False))
    return tuple(parts)


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return `text` without the spans."""
    at, kept = 0, []
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _free_style(text: str, *, closed: bool) -> str:
    """Return a mask that `text` does not hold by itself.

    Args:
        text: The whole text.
        closed: Whether the mask must end with something other than its number, because a digit
            follows one.
    """
    for style in ("[{}]",) if closed else ("@{}", "[{}]", "%{}", "X{}"):
        before = style.split("{}", maxsplit=1)[0]
        if not re.search(rf"{re.escape(before)} ?\d", text):
            return style
    number = 1
    while f"Z{number}Z" in text:
        number += 1
    return f"Z{number}Z{{}}Z"


def _end_of_address(text: str, start: int, end: int) -> int:
    """Return `end` moved before punctuation, brackets that were opened outside, and particles."""
    while end > start + 1:
        behind = None if text[end - 1].isascii() else _BEHIND_ADDRESS.search(text, start, end)
        if behind is not None and behind.group():
            end = behind.start()
            continue
        last = text[end - 1]
        opening = _BRACKETS.get(last)
        unmatched = opening is not None and (
            text.count(last, start, end) > text.count(opening, start, end)
        )
        if not (unmatched or last in _ENDS_A_SENTENCE):
            break
        end -= 1
    return end
