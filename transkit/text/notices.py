"""What a reader of a translation is told about how it was made, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["NOTICES", "Notice", "make_notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The sentences of one language.

    Places: ``{reviewed}`` and ``{total}`` paragraphs, ``{count}`` of them without a translation.
    Forms are keyed by CLDR's plural categories; ``other`` is always there.
    """

    none: str
    """No person has reviewed any of it."""
    all: str
    """A person has reviewed all of it."""
    some: Mapping[str, str]
    """A person has reviewed ``{reviewed}`` of ``{total}``; the form is that of ``{total}``."""
    untranslated: Mapping[str, str]
    """``{count}`` are not translated; the form is that of ``{count}``."""


NOTICES = {
    "en": Notice(
        none="This text was translated by machine; no person has reviewed it.",
        all="This text was translated by machine and reviewed in full by a person.",
        some={
            "other": "This text was translated by machine; "
            "a person has reviewed {reviewed} of its {total} paragraphs.",
        },
        untranslated={
            "one": "{count} paragraph is not translated.",
            "other": "{count} paragraphs are not translated.",
        },
    ),
    "uk": Notice(
        none="Це машинний переклад, людина його не перевіряла.",
        all="Це машинний переклад, який повністю перевірила людина.",
        some={
            # The genitive after "із": із 21 абзацу, із 2 абзаців, із 39 абзаців.
            "one": "Це машинний переклад, людина перевірила {reviewed} із {total} абзацу.",
            "other": "Це машинний переклад, людина перевірила {reviewed} із {total} абзаців.",
        },
        untranslated={
            "one": "{count} абзац не перекладено.",
            "few": "{count} абзаци не перекладено.",
            "other": "{count} абзаців не перекладено.",
        },
    ),
    "ko": Notice(
        none="이 글은 기계 번역이며, 사람이 검토하지 않았습니다.",
        all="이 글은 기계로 번역한 뒤 사람이 전부 검토했습니다.",
        some={
            "other": "이 글은 기계 번역이며, 단락 {total}개 중 {reviewed}개를 사람이 검토했습니다.",
        },
        untranslated={"other": "단락 {count}개는 번역되지 않았습니다."},
    ),
}
"""By language code. A new language is a new entry; others read English."""


def make_notice(language: str, *, reviewed: int, total: int, untranslated: int = 0) -> str:
    """Return one line that says that a text is machine-translated and how much a person reviewed.

    Args:
        language: Tag of the text's language; English for one without sentences of its own.
        reviewed: Paragraphs that a person has reviewed.
        total: Paragraphs of the text.
        untranslated: Paragraphs that are in the source's words.
    """
    code = language.split("-")[0]
    code = code if code in NOTICES else "en"
    notice = NOTICES[code]
    if not reviewed:
        line = notice.none
    elif reviewed >= total:
        line = notice.all
    else:
        line = _form(notice.some, total, code).format(reviewed=reviewed, total=total)
    if untranslated:
        line += " " + _form(notice.untranslated, untranslated, code).format(count=untranslated)
    return line


def _form(forms: Mapping[str, str], number: int, code: str) -> str:
    """Return the form that goes with `number` in a language."""
    from babel import Locale

    return forms.get(Locale.parse(code).plural_form(number), forms["other"])
