"""What a page's small print is written with, as data per language.

Everything else in this room works on the shape of a text. A language that is missing here loses
a kind here and there (a byline stays a paragraph), never a word of its article.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, lower case."""

    months: tuple[str, ...] = ()
    """Every form and abbreviation that a date can have, without full stops."""
    weekdays: tuple[str, ...] = ()
    date_joints: tuple[str, ...] = ()
    """What may stand between the parts of a date and a time: "at", "року"."""
    days: tuple[str, ...] = ()
    """What a date of these days is called, a time of day behind it: "today", "yesterday"."""
    date_labels: tuple[str, ...] = ()
    """What may stand before a date: "updated", "опубліковано"."""
    day_halves: tuple[str, ...] = ()
    """"a.m." and "p.m.", without full stops."""
    byline_starts: tuple[str, ...] = ()
    """What the line with the author's name begins with; the name follows."""
    byline_ends: tuple[str, ...] = ()
    """What the line with the author's name ends with: "기자"."""
    conjunctions: tuple[str, ...] = ()
    """What may follow a hyphen that stands for the rest of a word: "pre- and post-war"."""
    hanging: tuple[str, ...] = ()
    """What no heading and no paragraph ends in: articles, prepositions, conjunctions."""
    hanging_ends: tuple[str, ...] = ()
    """Endings of words that another word must follow, in languages that add such."""
    ago_ends: tuple[str, ...] = ()
    """What a time counted back from now ends with: "ago"."""
    ago: tuple[str, ...] = ()
    """Regular expressions for a time counted back from now, matched against a whole line."""


LANGUAGES: dict[str, Words] = {
    "en": Words(
        months=(
            *("january", "february", "march", "april", "may", "june", "july", "august"),
            *("september", "october", "november", "december"),
            *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        ),
        weekdays=(
            *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
        ),
        date_joints=(
            *("at", "of", "on", "st", "nd", "rd", "th"),
            *("gmt", "utc", "bst", "cet", "cest", "eet", "eest", "kst", "ist"),
            *("et", "est", "edt", "ct", "cst", "cdt", "mst", "mdt", "pt", "pst", "pdt"),
        ),
        days=("today", "yesterday"),
        date_labels=("updated", "published", "posted", "modified", "last", "first"),
        day_halves=("am", "pm", "a", "p", "m", "noon", "midnight"),
        byline_starts=("by", "written by", "reporting by", "reported by", "edited by", "story by"),
        conjunctions=("and", "or", "to", "but"),
        hanging=(
            *("a", "an", "the", "and", "or", "but", "nor", "of", "to", "in", "on", "at", "by"),
            *("for", "from", "with", "into", "than", "that", "which", "who", "whose", "as", "if"),
            *("because", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will"),
            *("would", "can", "his", "her", "its", "their", "our", "my", "your", "not", "very"),
            *("between", "during", "since", "until", "toward", "towards", "without", "whether"),
        ),
        ago_ends=("ago",),
        ago=(
            r"(?:an?|\d{1,2}|[a-z]{3,5}) (?:second|minute|min|hour|day|week|month|year)s? ago",
            r"\d{1,2}\s?[mhd] ago",
        ),
    ),
    "uk": Words(
        months=(
            *("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня"),
            *("вересня", "жовтня", "листопада", "грудня"),
            *("січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень"),
            *("вересень", "жовтень", "листопад", "грудень"),
            *("січ", "лют", "бер", "квіт", "трав", "черв", "лип", "серп", "вер", "жовт"),
            *("лист", "груд"),
        ),
        weekdays=(
            *("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "п'ятниця", "пʼятниця"),
            *("субота", "неділя", "пн", "вт", "ср", "чт", "пт", "сб", "нд"),
        ),
        date_joints=("року", "рік", "р", "о", "об", "год", "хв", "за", "києвом"),
        days=("сьогодні", "вчора", "учора"),
        date_labels=("оновлено", "опубліковано", "змінено", "додано", "востаннє"),
        byline_starts=(
            *("автор", "авторка", "автори", "текст", "підготував", "підготувала", "записав"),
            *("записала", "розмовляв", "розмовляла", "спілкувався", "спілкувалася", "журналіст"),
            *("журналістка", "кореспондент", "кореспондентка"),
        ),
        conjunctions=("і", "й", "та", "або", "чи"),
        hanging=(
            *("і", "й", "та", "а", "але", "або", "чи", "що", "щоб", "як", "який", "яка", "яке"),
            *("які", "в", "у", "на", "з", "із", "зі", "до", "для", "про", "від", "за", "під"),
            *("над", "по", "при", "через", "між", "перед", "після", "без", "не", "ні", "бо"),
            *("коли", "де", "його", "її", "їх", "їхній", "свій", "цей", "ця", "це", "ці", "той"),
            *("є", "був", "була", "були"),
        ),
        ago_ends=("тому",),
        ago=(
            r"(?:\d{1,2} )?(?:секунд|хвилин|годин|тиж|місяц|рок|рік|дн|ден|день)[а-яіїєґ’'ʼ]* тому",
        ),
    ),
    "ko": Words(
        weekdays=(
            *("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
            *("월", "화", "수", "목", "금", "토", "일"),
        ),
        date_joints=("년", "월", "일", "시", "분", "초"),
        days=("오늘", "어제"),
        date_labels=(
            *("입력", "수정", "등록", "게재", "작성", "최종", "기사입력", "기사수정", "업데이트"),
            *("등록일", "수정일", "작성일", "입력일", "게시일"),
            *("승인", "송고", "송고시간", "발행"),
        ),
        day_halves=("오전", "오후"),
        byline_starts=("글", "글쓴이", "취재", "기자", "에디터", "글·사진", "사진·글", "글/사진"),
        byline_ends=(
            *("기자", "특파원", "통신원", "논설위원", "선임기자", "객원기자"),
            *("칼럼니스트", "평론가", "소설가", "시인", "작가", "여행작가", "앵커", "편집장"),
        ),
        hanging=("그리고", "그러나", "하지만", "및", "또는", "그", "이", "저", "더", "안", "못"),
        hanging_ends=(
            *("을", "를", "은", "는", "의", "에서", "에게", "으로", "하고", "하며", "지만", "면서"),
            *("라고", "다고", "부터", "까지", "보다", "처럼", "려고"),
        ),
        ago_ends=("전",),
        ago=(r"\d{1,2}\s?(?:초|분|시간|일|주|개월|년) ?전",),
    ),
    "de": Words(
        months=(
            *("januar", "jänner", "februar", "märz", "april", "mai", "juni", "juli", "august"),
            *("september", "oktober", "november", "dezember"),
        ),
        weekdays=(
            *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend"),
            *("sonntag",),
        ),
        date_joints=("um", "uhr", "am", "den"),
        days=("heute", "gestern"),
        date_labels=("aktualisiert", "veröffentlicht", "stand"),
    ),
    "fr": Words(  # without "mars", which is a planet in English
        months=(
            *("janvier", "février", "avril", "mai", "juin", "juillet", "août"),
            *("septembre", "octobre", "novembre", "décembre"),
        ),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        date_joints=("le", "à", "er", "h"),
        days=("hier",),
        date_labels=("publié", "modifié", "mis", "jour"),
    ),
    "es": Words(
        months=(
            *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
            *("septiembre", "octubre", "noviembre", "diciembre"),
        ),
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        date_joints=("de", "del", "las", "h", "hs"),
        days=("hoy", "ayer"),
        date_labels=("actualizado", "publicado"),
    ),
    "pt": Words(
        months=(
            *("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto"),
            *("setembro", "outubro", "novembro", "dezembro"),
        ),
        weekdays=(
            *("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira"),
            *("segunda", "terça", "quarta", "quinta", "sexta", "feira", "sábado", "domingo"),
        ),
        date_joints=("de", "às", "em", "h"),
        days=("hoje", "ontem"),
        date_labels=("atualizado", "publicado"),
    ),
    "it": Words(
        months=(
            *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto"),
            *("settembre", "ottobre", "novembre", "dicembre"),
        ),
        weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        date_joints=("alle", "ore", "il"),
        days=("oggi", "ieri"),
        date_labels=("aggiornato", "pubblicato"),
    ),
    "pl": Words(
        months=(
            *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia"),
            *("września", "października", "listopada", "grudnia"),
        ),
        weekdays=(
            *("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
        ),
        date_joints=("o", "godz", "roku", "r"),
        days=("dzisiaj", "dziś", "wczoraj"),
        date_labels=("aktualizacja", "opublikowano"),
    ),
    "ru": Words(
        months=(
            *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа"),
            *("сентября", "октября", "ноября", "декабря"),
        ),
        weekdays=(
            "понедельник",
            "вторник",
            "среда",
            "четверг",
            "пятница",
            "суббота",
            "воскресенье",
        ),
        date_joints=("года", "г", "в"),
        days=("сегодня", "вчера"),
        date_labels=("обновлено", "опубликовано"),
        byline_starts=("автор", "текст"),
    ),
}
