"""How sentences end in one language or another, as data: what sentencex does not know.

Words are written as they stand in a text, without their full stop. A language that is missing here
is split with the rules that hold for all.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HABITS", "Habits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What one language's sentences look like where a full stop may end them or not."""

    open: frozenset[str] = frozenset()
    """Abbreviations that something always follows: ``approx``."""
    numbered: frozenset[str] = frozenset()
    """Abbreviations that end no sentence where a digit follows: ``para``."""
    closing: frozenset[str] = frozenset()
    """Abbreviations, and words like one, behind which a capital begins a sentence: ``etc``."""
    closing_behind_number: frozenset[str] = frozenset()
    """The same, if a number stands before them: ``5 км``."""
    openings: frozenset[str] = frozenset()
    """Words that begin an adverbial: with ``closing_behind_number`` in the first words behind one,
    the sentence has only begun (``У 2023 р. Київ купив``)."""
    never_first: frozenset[str] = frozenset()
    """Capitalized words that go on behind an ellipsis: ``I``."""
    after_hours: frozenset[str] = frozenset()
    """What may follow a time of day with a full stop: ``a.m. Thursday``."""
    says: str = ""
    """Regular expression for what may follow a quotation that ends in a mark of its own and name
    its speaker (``“Really?” Boyd said``); matched at the start of what follows."""
    ends_on_digit: bool = True
    """Whether a sentence may end in a number and a full stop."""


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_ZONES = (
    "Eastern Central Mountain Pacific Greenwich Moscow Kyiv Tokyo local ET EST EDT CT CST CDT MT"
    " MST MDT PT PST PDT GMT UTC BST CET CEST EET EEST KST IST"
)
_SAID = (
    "said|says|asked|asks|shouted|yelled|cried|replied|answered|added|wrote|writes|whispered"
    "|exclaimed|wondered|demanded|called|told|continued|insisted|murmured|screamed"
)
_NO_NAMES = "He|She|It|They|We|You|Nobody|Everyone|Someone|Somebody|No|The|This|That|These|Those"

HABITS: dict[str, Habits] = {
    "en": Habits(
        open=_words(
            "approx Approx Ft Mt Messrs Mr Mrs Ms Dr Prof Supt viz cf Cf Hon Rev incl excl Gen Lt"
            " Capt Sgt Cpl Brig Adm Sen Rep Gov Incl Excl Viz"
        ),
        numbered=_words(
            "para paras Para sec Sec ch Ch chap Chap art Art vol Vol No Nos no nos fig Fig figs"
            " Figs pp ca c ver v tel Tel ext"
        ),
        closing=_words("etc no May"),
        closing_behind_number=_words("h s"),
        never_first=_words("I I’m I'm I’ve I've I’ll I'll I’d I'd"),
        after_hours=_words(f"{_WEEKDAYS} {_ZONES}"),
        says=(
            rf"(?!(?:{_NO_NAMES})\b)"
            r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Sgt|Capt|Col|Lt)\. )*"
            rf"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){{0,3}} (?:{_SAID})\b"
        ),
    ),
    "uk": Habits(
        open=_words(
            "ген Ген проф Проф доц Доц акад Акад ім Ім вул Вул буд кв просп бул пл смт див Див рис"
            " Рис табл Табл напр Напр пор Пор св Св полк Полк підполк лейт кап адм дир заст зав"
            " прим гл розд Розд тел Тел ред"
        ),
        numbered=_words(
            "січ лют бер квіт трав черв лип серп вер жовт лист груд ст Ст п пп ч с стор т м"
        ),
        closing=_words("д п ін е"),
        closing_behind_number=_words(
            "р рр ст грн коп млн млрд тис га км м см мм кг г т л хв год с доб дол євро екз шт"
        ),
        openings=_words("У В З Із До Від Після На Про За Протягом Наприкінці Станом Упродовж"),
    ),
    "ko": Habits(
        open=_words("Dr Mr Mrs Ms No Inc p.m a.m Prof St vs"),
        says=(
            r"[^\s.!?]+[이가은는도] (?:[^\s.!?]+ ){0,3}"
            r"(?:말했|물었|외쳤|답했|되물었|덧붙였|설명했|전했|강조했|밝혔|소리쳤|대답했)"
            r"(?:다|습니다|어요)"
        ),
        ends_on_digit=False,
    ),
}
