"""Text to train the pieces of copy models on: our own writing, the same on every machine."""

from __future__ import annotations

__all__ = ["sample_text"]

_ENGLISH = """\
The council of the coastal town met on Tuesday evening to talk about the new harbour wall.
“We have waited eleven years for this decision,” the mayor said, “and will wait no longer.”
According to the engineers, the work would cost 14.6 million euros and take until spring 2027.
Not everyone agrees: fishermen fear that the entrance will be too narrow for their boats.
The ministry did not answer questions about the budget before this article was published.
Residents of the old quarter have asked for a public hearing, which should take place in March.
It's the third time in a decade that the plans have been changed, said an architect's report.
How much money was spent on the earlier drafts, and who signed the contracts?
Prices rose by 3.4% in the region last year; wages, however, grew by only half of that.
A spokeswoman for the port authority called the criticism "unfair" and promised more details.
He added that the schools, the library and the two bridges would remain open during the works.
Scientists from three universities measured the waves every ten minutes for nearly four months.
"""

_UKRAINIAN = """\
Рада приморського міста зібралася у вівторок увечері, щоб обговорити новий мол у гавані.
«Ми чекали на це рішення одинадцять років, – сказав міський голова, – і більше не чекатимемо».
За словами інженерів, роботи коштуватимуть 14,6 мільйона євро і триватимуть до весни 2027 року.
Не всі згодні: рибалки побоюються, що вхід до порту стане завузьким для їхніх човнів.
Міністерство не відповіло на запитання про бюджет до публікації цієї статті.
Мешканці старого кварталу попросили про громадські слухання, які мають відбутися в березні.
Це вже втретє за десять років плани змінюють, ідеться у звіті архітектора об’єкта.
Скільки грошей витратили на попередні проєкти й хто підписував ці угоди?
Ґанок школи, бібліотека та обидва мости залишаться відкритими під час робіт, додав він.
"""

_KOREAN = """\
해안 도시 의회는 화요일 저녁에 새 방파제에 대해 논의하기 위해 모였다.
시장은 “우리는 이 결정을 11년 동안 기다렸으며 더는 기다리지 않을 것”이라고 말했다.
기술자들에 따르면 공사에는 1460만 유로가 들고 2027년 봄까지 계속될 예정이다.
모두가 찬성하는 것은 아니다. 어민들은 항구 입구가 너무 좁아질까 봐 걱정한다.
정부는 기사가 나가기 전까지 예산에 관한 질문에 답하지 않았다.
옛 시가지 주민들은 3월에 열릴 공청회를 요구했다.
학교와 도서관, 다리 두 곳은 공사 기간에도 문을 연다고 그는 덧붙였다.
"""

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ",
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
    "0123456789",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ",
    ".,:;!?-–—…()[]{}<>/\\|@#$%^&*_+=~`'\"’‘“”«»„№§°€",
)


def sample_text() -> list[str]:
    """Return about fifty lines in English, Ukrainian and Korean, and the letters of all three.

    The letters come one by one and several times, so that each of them gets a piece of its own
    whatever words surround it; Hangul syllables outside the sentences go through byte fallback.
    """
    sentences = (_ENGLISH + _UKRAINIAN + _KOREAN).splitlines()
    letters = [" ".join(alphabet) for alphabet in _ALPHABETS]
    return sentences + letters * 2
