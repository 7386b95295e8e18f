"""What furniture is labelled with, as data per language.

Only hints: a label in a short line says what the line probably is, the shape of the page decides.
Where a language is missing, its pages are told apart by their shape alone.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["LABELS", "find_labels", "has_credit"]

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "related": (
            "related; related articles; related stories; related links; related post; related "
            "posts; related tags; related topics; related news; read also; also read; see also; "
            "read more; read next; more on; more from; more stories; more news; most read; most "
            "popular; most viewed; most discussed; most commented; popular; trending; trending "
            "now; recommended; recommended for you; you may also like; you might also like; don't "
            "miss; see more; latest news; latest stories; latest; top stories; editor's picks; up "
            "next; next up; previous; next; explore further; story timeline; breaking news; "
            "upcoming events; in case you missed it"
        ),
        "share": (
            "share; share this; share on; tweet; facebook; twitter; pinterest; linkedin; "
            "whatsapp; telegram; viber; instagram; youtube; reddit; flipboard; rss; email; "
            "e-mail; print; copy link; follow us; follow; like us; join us; save"
        ),
        "sign up": (
            "subscribe; subscription; newsletter; newsletters; sign up; sign in; sign out; log "
            "in; login; log out; register; create account; my account; forgot your password; your "
            "email; enter your email; become a member; donate; support us; get the; click here"
        ),
        "legal": (
            "copyright; all rights reserved; terms of use; terms of service; terms and "
            "conditions; terms & conditions; terms; privacy policy; privacy; cookie; cookies; "
            "cookie policy; contact us; about us; about; advertise; advertise with us; careers; "
            "sitemap; site map; contact; faq; help; we use cookies; this site uses; this website "
            "uses; this site is protected; by signing up; by using; by clicking"
        ),
        "credit": (
            "photo; photos; photograph; photography by; image; images; image credit; image "
            "copyright; image caption; media caption; credit; file photo; picture; pictured; "
            "getty images; illustration; graphic by; video; videos; gallery; caption"
        ),
        "comments": (
            "comment; comments; leave a comment; leave a reply; post a comment; add a comment; "
            "view comments; show comments; reply; join the conversation; join the discussion; "
            "write a comment"
        ),
        "advert": (
            "advertisement; advert; advertising; sponsored; sponsored content; promoted; ad"
        ),
        "tags": ("tags; tag; topics; filed under; categories; category; keywords"),
        "site": (
            "home; menu; search; skip to; skip to content; skip to main content; back to top; "
            "main menu; navigation; close; toggle; go to"
        ),
    },
    "uk": {
        "related": (
            "читайте також; читайте ще; читати також; читати ще; читати далі; дивіться також; "
            "схожі новини; схожі статті; за темою; новини за темою; більше новин; останні новини; "
            "головні новини; популярне; популярні; найпопулярніше; рекомендуємо; стрічка новин; "
            "усі новини; всі новини; вас може зацікавити"
        ),
        "share": (
            "поділитися; поширити; надіслати; друк; друкувати; стежте за нами; підписуйтесь на "
            "нас; приєднуйтесь; копіювати посилання"
        ),
        "sign up": (
            "підписатися; підпишіться; підписка; розсилка; увійти; вхід; реєстрація; "
            "зареєструватися; мій кабінет; ваша пошта; підтримати"
        ),
        "legal": (
            "використання матеріалів; усі права захищені; всі права захищені; політика "
            "конфіденційності; правила користування; умови використання; про нас; контакти; "
            "реклама на сайті; рекламодавцям; редакція; передрук; ми використовуємо; цей сайт "
            "використовує"
        ),
        "credit": ("фото; світлина; ілюстрація; зображення; джерело фото; відео"),
        "comments": (
            "коментар; коментарі; коментарів; залишити коментар; додати коментар; відповісти; "
            "обговорення"
        ),
        "advert": ("реклама; на правах реклами; партнерський матеріал"),
        "tags": ("тег; теги; мітки; категорії; рубрики; теми"),
        "site": ("головна; меню; пошук; перейти до; догори; нагору; закрити"),
    },
    "ko": {
        "related": (
            "관련기사; 관련 기사; 관련뉴스; 관련 뉴스; 많이 본; 인기기사; 인기 기사; "
            "인기뉴스; 주요뉴스; 주요 뉴스; 최신뉴스; 최신 기사; 추천기사; 추천 기사; "
            "이 기사와; 다른 기사; 더보기; 이전기사; 다음기사; 이전 기사; 다음 기사"
        ),
        "share": (
            "공유; 공유하기; 페이스북; 트위터; 카카오톡; 카카오스토리; 네이버; 밴드; "
            "인쇄; 프린트; 스크랩; url복사; url 복사; 기사 공유; 글자크기; "
            "글씨크기"
        ),
        "sign up": (
            "구독; 구독하기; 뉴스레터; 로그인; 로그아웃; 회원가입; 기사제보; 후원; 정기구독"
        ),
        "legal": (
            "저작권자; 무단전재; 무단 전재; 개인정보; 이용약관; 청소년보호; 회사소개; "
            "광고문의; 광고안내; 찾아오시는; 등록번호; 발행인; 편집인; 고객센터; "
            "사이트맵; 이메일무단수집거부"
        ),
        "credit": ("사진; 사진=; 사진제공; 이미지; 출처; 영상"),
        "comments": ("댓글; 의견; 답글; 댓글쓰기"),
        "advert": ("광고; 스폰서"),
        "tags": ("태그; 키워드; 카테고리"),
        "site": ("홈; 메뉴; 검색; 본문 바로가기; 바로가기; 맨위로; 닫기; 목록; 전체메뉴"),
    },
}
"""Language → kind of furniture → what it is labelled with, lower case, between semicolons."""

COMMON: dict[str, str] = {
    "en": (
        "next; previous; latest; home; help; about; search; save; close; print; menu; video; "
        "videos; image; images; picture; pictured; gallery; caption; popular; trending; privacy; "
        "terms; contact; follow; share; reply; comment; tag; topics; category; categories; "
        "register; donate; email; related; ad; promoted; photo; photos; careers; credit; toggle; "
        "recommended"
    ),
    "uk": (
        "головна; вхід; теми; фото; відео; світлина; зображення; ілюстрація; закрити; друк; меню; "
        "друкувати; пошук; контакти; обговорення; реклама; редакція; підтримати; нагору; догори"
    ),
    "ko": "사진; 이미지; 영상; 의견; 목록; 홈; 검색; 공유; 후원; 출처; 닫기; 메뉴; 광고; 구독",
}
"""Language → single labels that are words of any text as well, between semicolons."""

CREDITS: dict[str, str] = {
    "en": "photo; photograph; image; picture; pic; illustration; credit; courtesy; file photo",
    "uk": "фото; світлина; ілюстрація; зображення; надано",
    "ko": "사진; 이미지; 그래픽; 출처",
}
"""Language → what stands before the name of who made a picture, between semicolons."""
AGENCIES = "getty images; shutterstock; istock; unsplash; wikimedia commons; ap; afp; epa; reuters"
"""Who pictures are from, at the end of a caption, in any language."""

SPAN = 60
"""Code points at the start of a line in which labels are looked for."""
_CREDIT = 120
"""Code points at the end of a line in which a picture's credit is looked for."""
_BUTTON = 30
"""Code points of the longest line in which a label counts wherever it stands."""


def find_labels(text: str) -> tuple[frozenset[str], str]:
    """Return the kinds of labels in the first words of a line, and the kind that it begins with.

    The second is empty where it begins with none. Inside a line that is longer than a button's
    words a label is a word like any other, unless the line begins with one.
    """
    head = text[:SPAN].lower().replace("’", "'")
    kinds: set[str] = set()
    first = ""
    for match in _pattern().finditer(head):
        if not _is_label(text, match.start(), match.end()):
            continue
        if match.start() > 0 and not first and len(text) > _BUTTON:
            break
        kind = (match.lastgroup or "").replace("_", " ")
        kinds.add(kind)
        if match.start() == 0:
            first = kind
    return frozenset(kinds), first


def _is_label(text: str, start: int, end: int) -> bool:
    """Tell whether what reads like a label is one, and not a word of a phrase ("What comes next").

    A common word is one at the beginning, if the line does not go on like a sentence, or in a line
    of two words.
    """
    if text[start:end].lower() not in _common():
        return True
    if start > 0:
        return len(text.split(None, 2)) <= 2
    return text[end : end + 1] != " " or text[end + 1 : end + 2].isupper()


@cache
def _common() -> frozenset[str]:
    """Return the common words of all languages."""
    return frozenset(word for listed in COMMON.values() for word in listed.split("; "))


def has_credit(text: str) -> bool:
    """Tell whether a line ends by saying who made a picture: ``(Photo: A. Berg)``."""
    return _credit_pattern().search(text[-_CREDIT:].lower()) is not None


@cache
def _credit_pattern() -> re.Pattern[str]:
    """Return a pattern for a picture's credit at the end of a line."""
    words = _either([word for listed in CREDITS.values() for word in listed.split("; ")])
    agencies = _either(AGENCIES.split("; "))
    return re.compile(
        rf"(?:[(\[]\s*(?:{words})\b[^()\[\]]*[)\]]|\b(?:{words})(?: credit| courtesy)?\s*[:/=©]\s*"
        rf"[^.!?]*\.?|©[^.!?]*|[/|—–(]\s*(?:{agencies})[^.!?\w]*|getty images[^.!?\w]*)$"
    )


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern for the labels of all languages, a group for each kind.

    A label is whole words; in Korean a particle may follow.
    """
    words: dict[str, list[str]] = {}
    for kinds in LABELS.values():
        for kind, listed in kinds.items():
            words.setdefault(kind, []).extend(listed.split("; "))
    groups = [
        rf"(?P<{kind.replace(' ', '_')}>(?<!\w)(?:{_either(found)})(?:(?!\w)|(?<=[가-힣=])))"
        for kind, found in words.items()
    ]
    return re.compile("|".join(groups))


def _either(words: list[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
