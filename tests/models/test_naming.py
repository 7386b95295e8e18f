"""What people type to name a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.errors import UsageError
from transkit.models.naming import parse_name, parse_pair


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("en-uk", ("en", "uk")),
        ("en_uk", ("en", "uk")),
        ("translate-en_uk", ("en", "uk")),
        ("translate-en_pb", ("en", "pt-BR")),
        ("en-pt-BR", ("en", "pt-BR")),
        ("zh-Hant-en", ("zh-Hant", "en")),
        ("zt-en", ("zh-Hant", "en")),
        ("en→uk", ("en", "uk")),
        ("Ukrainian-Korean", ("uk", "ko")),
        ("English > Ukrainian", ("en", "uk")),
        ("mul-mul", ("mul", "mul")),
    ],
)
def test_pairs_are_read_however_they_are_spelled(text: str, pair: tuple[str, str]) -> None:
    assert parse_pair(text) == pair


@pytest.mark.parametrize("text", ["", "en", "en-en", "en-xx", "xx-en", "-", "a" * 500, "en-uk\n-x"])
def test_what_names_no_model_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="names no model"):
        parse_name(text)


def test_an_engine_may_be_named() -> None:
    name = parse_name("firefox:en-ko")
    assert (name.engine, name.source, name.target) == ("firefox", "en", "ko")
    assert str(name) == "firefox:en-ko"
    assert str(parse_name("en-ko")) == "en-ko"


@given(st.text(alphabet="en-uk:_→ ", max_size=12))
def test_any_text_is_a_name_or_wrong_usage(text: str) -> None:
    try:
        name = parse_name(text)
    except UsageError:
        return
    assert parse_name(str(name)) == name
