"""Headers are complete, the same on every machine, and a person's fields stay a person's."""

from __future__ import annotations

import gettext
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogs.gettext_tools import check, msgcat
from tests.catalogs.strategies import HEADER, unit
from tests.tools_needed import need
from transkit.catalogs import make_header, po_date, refresh_header, serialize_po
from transkit.catalogs.header import plural_forms
from transkit.errors import LanguageError
from transkit.units import Catalog

_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
_LIKE_GETTEXT = ("uk", "ko", "ja", "en", "de", "fr", "es", "pt-BR", "pl", "cs", "ru", "hr", "lt")
"""Some of the languages that are in gettext's own table."""


def _fields(**changes: str) -> tuple[tuple[str, str], ...]:
    """Return `HEADER` with other values for some fields (``_`` for ``-``)."""
    values = {name.replace("_", "-"): value for name, value in changes.items()}
    return tuple((name, values.get(name, value)) for name, value in HEADER)


@pytest.mark.parametrize("language", ["uk", "ko", "pt-BR", "sr-Latn", "zh-Hant", "ar", "de", "tlh"])
def test_msgfmt_is_silent_about_a_fresh_header(language: str) -> None:
    header = make_header(
        source_language="en",
        target_language=language,
        created="2024-05-01 12:00+0000",
        project="summit",
        generator="transkit 1.0",
        extra=[("X-Transkit-Source", "../../../a b\n.txt"), ("X-Transkit-Engine", "")],
    )
    content = serialize_po(
        Catalog(source_language="en", target_language=language, units=(unit("a"),), header=header)
    )
    assert check(content) == ""
    assert msgcat(content) == content
    assert ("X-Transkit-Source", "../../../a b .txt") in header
    assert "X-Transkit-Engine" not in dict(header)


def test_fields_come_in_gettexts_order() -> None:
    names = [name for name, _ in HEADER]
    assert names == [
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Plural-Forms",
        "X-Source-Language",
    ]


def test_dates_are_utc_wherever_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    assert po_date(1_714_564_799.9) == "2024-05-01 11:59+0000"


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(LanguageError):
        make_header(source_language="en", target_language="qqqq", created="", project="x")


def test_plural_forms_are_spelled_as_gettext_and_poedit_spell_them() -> None:
    assert plural_forms("uk") == _SLAVIC
    assert plural_forms("uk-UA") == _SLAVIC
    assert plural_forms("ko") == "nplurals=1; plural=0;"
    assert plural_forms("en") == "nplurals=2; plural=(n != 1);"
    assert plural_forms("fr") == "nplurals=2; plural=(n > 1);"
    assert plural_forms("cs") == "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"
    assert plural_forms("no-such-language") == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize("language", _LIKE_GETTEXT)
def test_plural_forms_mean_what_gettexts_own_table_means(language: str) -> None:
    locale = language.replace("-", "_")
    made = subprocess.run(
        [need("msginit"), "--no-translator", "--no-wrap", "-l", locale, "-o", "-", "-i", "-"],
        input=b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        capture_output=True,
        check=True,
    ).stdout.decode()
    theirs = _evaluate(made)
    ours = _evaluate(plural_forms(language))
    assert ours == theirs


def _evaluate(text: str) -> list[int]:
    """Return the form of each of the first thousand numbers."""
    expression = re.search(r"plural=(.*?);", text)
    assert expression is not None
    form = gettext.c2py(expression.group(1))
    return [form(number) for number in range(1000)]


def test_every_language_that_babel_knows_has_plural_forms_that_work() -> None:
    from babel.localedata import locale_identifiers

    for identifier in locale_identifiers():
        rule = plural_forms(identifier.replace("_", "-"))
        count = int(rule.partition("=")[2].partition(";")[0])
        assert set(_evaluate(rule)) == set(range(count)), identifier


def test_a_persons_fields_are_kept_and_ours_are_refreshed() -> None:
    existing = (
        *_fields(
            Last_Translator="Олена <o@example.org>",
            PO_Revision_Date="2024-06-01 10:00+0300",
            Language_Team="",
            Content_Type="text/plain; charset=ISO-8859-1",
        ),
        ("X-Generator", "Poedit 3.4"),
        ("X-Poedit-Bookmarks", "1,-1"),
        ("X-Transkit-Source-Hash", "old"),
    )
    fresh = (*_fields(PO_Revision_Date="2025-01-01 00:00+0000"), ("X-Generator", "transkit 2"),
             ("X-Transkit-Source-Hash", "new"), ("X-Transkit-Engine", "argos"))  # fmt: skip
    refreshed = dict(refresh_header(existing, fresh))
    assert refreshed["Last-Translator"] == "Олена <o@example.org>"
    assert refreshed["PO-Revision-Date"] == "2024-06-01 10:00+0300"
    assert refreshed["X-Generator"] == "Poedit 3.4"
    assert refreshed["X-Poedit-Bookmarks"] == "1,-1"
    assert refreshed["Language-Team"] == "none"
    assert refreshed["Content-Type"] == "text/plain; charset=UTF-8"
    assert refreshed["X-Transkit-Source-Hash"] == "new"
    assert [name for name, _ in refresh_header(existing, fresh)][-2:] == [
        "X-Transkit-Source-Hash",
        "X-Transkit-Engine",
    ]


def test_dates_and_versions_alone_can_be_left_as_they_are() -> None:
    existing = (*HEADER, ("X-Generator", "transkit 1"), ("X-Transkit-Engine", "argos 1"))
    fresh = (
        *_fields(POT_Creation_Date="2030-01-01 00:00+0000"),
        ("X-Generator", "transkit 2"),
        ("X-Transkit-Engine", "argos 2"),
    )
    assert refresh_header(existing, fresh, volatile=False) == existing
    assert refresh_header(existing, fresh) != existing


_HEADERS = st.lists(
    st.tuples(st.sampled_from([name for name, _ in HEADER] + ["X-A", "X-Transkit-B", ""]),
              st.text(st.characters(exclude_characters="\n"), max_size=5)),
    unique_by=lambda field: field[0],
).map(tuple)  # fmt: skip


@given(_HEADERS, _HEADERS)
def test_refreshing_loses_no_field_and_is_idempotent(
    existing: tuple[tuple[str, str], ...], fresh: tuple[tuple[str, str], ...]
) -> None:
    refreshed = refresh_header(existing, fresh)
    names = [name for name, _ in refreshed]
    assert [name for name in names if name in dict(existing)] == [name for name, _ in existing]
    assert set(names) == {name for name, _ in (*existing, *fresh)}
    assert refresh_header(refreshed, fresh) == refreshed
