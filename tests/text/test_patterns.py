"""Patterns that are compiled at their first use behave like those that were compiled at once."""

from __future__ import annotations

import re

import pytest

from transkit.text import patterns
from transkit.text.patterns import late_pattern


def test_it_finds_what_the_pattern_finds() -> None:
    late = late_pattern("[가-힣]+(?P<end>다)", re.IGNORECASE)
    once = re.compile("[가-힣]+(?P<end>다)")
    text = "비가 왔다. 강이 넘쳤다."
    assert late.findall(text) == once.findall(text)
    assert late.sub("·", text) == once.sub("·", text)
    assert [match.span("end") for match in late.finditer(text)] == [(4, 5), (12, 13)]
    assert (late.pattern, late.groups) == (once.pattern, once.groups)
    assert late.flags & re.IGNORECASE


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def note(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(patterns, "re", type("Fake", (), {"compile": staticmethod(note)}))
    late = late_pattern("a+")
    assert (repr(late), compiled) == ("late_pattern('a+', 0)", [])
    assert [late.match(text) is not None for text in ("aa", "b", "ab")] == [True, False, True]
    assert compiled == ["a+"]


def test_what_a_pattern_does_not_have_this_one_has_not() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = late_pattern("a").nothing  # type: ignore[attr-defined]
