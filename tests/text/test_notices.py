"""What readers are told, in their language."""

from __future__ import annotations

import pytest

from transkit.text.notices import NOTICES, make_notice


@pytest.mark.parametrize(
    ("language", "reviewed", "total", "expected"),
    [
        ("en", 0, 9, "This text was translated by machine; no person has reviewed it."),
        ("en", 12, 39, "a person has reviewed 12 of its 39 paragraphs."),
        ("uk", 0, 9, "Це машинний переклад, людина його не перевіряла."),
        ("uk", 9, 9, "Це машинний переклад, який повністю перевірила людина."),
        ("uk", 1, 2, "людина перевірила 1 із 2 абзаців."),
        ("uk", 12, 21, "людина перевірила 12 із 21 абзацу."),
        ("uk", 5, 11, "людина перевірила 5 із 11 абзаців."),
        ("ko", 0, 9, "이 글은 기계 번역이며, 사람이 검토하지 않았습니다."),
        ("ko", 12, 39, "단락 39개 중 12개를 사람이 검토했습니다."),
        ("fr", 9, 9, "This text was translated by machine and reviewed in full by a person."),
        ("uk-Latn", 9, 9, "Це машинний переклад, який повністю перевірила людина."),
    ],
)
def test_the_notice_says_how_much_a_person_reviewed(
    language: str, reviewed: int, total: int, expected: str
) -> None:
    assert make_notice(language, reviewed=reviewed, total=total).endswith(expected)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "1 абзац не перекладено."),
        (3, "3 абзаци не перекладено."),
        (5, "5 абзаців не перекладено."),
        (11, "11 абзаців не перекладено."),
        (21, "21 абзац не перекладено."),
        (22, "22 абзаци не перекладено."),
    ],
)
def test_ukrainian_counts_as_ukrainian_does(count: int, expected: str) -> None:
    notice = make_notice("uk", reviewed=1, total=40, untranslated=count)
    assert notice.endswith(f" {expected}")


@pytest.mark.parametrize("language", sorted(NOTICES))
def test_a_notice_is_one_line_with_nothing_left_to_fill_in(language: str) -> None:
    for untranslated in range(120):
        notice = make_notice(language, reviewed=1, total=130, untranslated=untranslated)
        assert "{" not in notice
        assert "\n" not in notice
        assert ("not translated" in notice) == (language == "en" and untranslated > 0)
