"""Words that turn a sentence into its opposite when one stands for the other.

Lists of my own; they need not be complete: every difference is shown to the translator, and these
only keep a translation from being used as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["are_opposites"]

_ENGLISH = """
rise rises rose risen rising | fall falls fell fallen falling drop drops dropped dropping
increase increases increased increasing grow grows grew grown growing | decrease decreases
    decreased decreasing decline declines declined declining shrink shrinks shrank shrinking
up upward upwards | down downward downwards
higher high highest | lower low lowest
more most | less least fewer fewest
above over | below under beneath
before earlier prior | after later
first | last
begin begins began begun beginning start starts started starting | end ends ended ending stop stops
    stopped stopping finish finishes finished
open opens opened opening | close closes closed closing shut
win wins won winning | lose loses lost losing
victory victories | defeat defeats
accept accepts accepted accepting approve approves approved | reject rejects rejected rejecting
    refuse refuses refused decline declines declined
support supports supported supporting back backed | oppose opposes opposed opposing
confirm confirms confirmed confirming admit admits admitted | deny denies denied denying
allow allows allowed permit permits permitted | forbid forbids forbade forbidden ban bans banned
    prohibit prohibits prohibited prevent prevents prevented
buy buys bought buying | sell sells sold selling
import imports imported | export exports exported
arrive arrives arrived arriving enter enters entered | leave leaves left leaving depart departed
come comes came coming | go goes went gone going
give gives gave given | take takes took taken
for | against
with | without
inside within | outside beyond
all every everyone everybody always | none some few nobody sometimes never
always often usually | never rarely seldom
must shall should | may might could
possible | impossible
early | late
old older oldest | new newer newest young younger youngest
good better best | bad worse worst
large larger largest big bigger biggest great greater greatest | small smaller smallest little
long longer longest | short shorter shortest
strong stronger strongest | weak weaker weakest
fast faster quick quicker quickly | slow slower slowly
hot hotter warm warmer | cold colder cool cooler
rich richer | poor poorer
easy easier easily | hard harder difficult
safe safer safely | dangerous
true right correct | false wrong
guilty | innocent
alive living | dead killed
war | peace
friend friends ally allies | enemy enemies foe foes
north northern | south southern east eastern west western
south southern | east eastern west western
east eastern | west western
left | right
day days morning | night nights evening
today | yesterday tomorrow
yesterday | tomorrow
he him his himself | she her hers herself
man men boy boys male father son brother husband | woman women girl girls female mother daughter
    sister wife
full | empty
include includes included including | exclude excludes excluded excluding except
success succeed succeeds succeeded | failure fail fails failed
remember remembers remembered | forget forgets forgot forgotten
love loves loved like likes liked | hate hates hated dislike
public | private
left-wing | right-wing
gain gains gained profit profits | loss losses
attack attacks attacked | defend defends defended defence defense
majority | minority
"""
_UKRAINIAN = """
зріс зросла зросло зросли зростає зросте піднявся піднялася піднялося піднялися |
    впав впала впало впали падає знизився знизилася знизилося знизилися зменшився зменшилася
збільшив збільшила збільшили збільшився збільшилася збільшилися | зменшив зменшила зменшили
    зменшився зменшилася зменшилися скоротився скоротилася скоротилися
більше більш найбільше | менше менш найменше
вище вищий вища найвищий | нижче нижчий нижча найнижчий
вгору | вниз
до перед раніше | після пізніше
перший перша перше | останній остання останнє
почав почала почали почався почалася | закінчив закінчила закінчили закінчився закінчилася
    припинив припинила припинили
відкрив відкрила відкрили відкрито | закрив закрила закрили закрито
виграв виграла виграли переміг перемогла перемогли | програв програла програли
перемога перемоги перемогу | поразка поразки поразку
підтримав підтримала підтримали схвалив схвалила схвалили | відхилив відхилила відхилили
підтвердив підтвердила підтвердили визнав визнала визнали | заперечив заперечила заперечили
    спростував спростувала спростували
дозволив дозволила дозволили | заборонив заборонила заборонили
купив купила купили | продав продала продали
за | проти
з із зі | без
усі всі кожен завжди | ніхто ніколи деякі іноді
завжди часто | ніколи рідко
можливо | неможливо
старий стара старе старі | новий нова нове нові молодий молода молоді
добрий добре хороший краще кращий найкращий | поганий погано гірше гірший найгірший
великий велика великі більший найбільший | малий мала малі маленький менший найменший
сильний сильна сильні | слабкий слабка слабкі
швидко швидкий | повільно повільний
правда правильно | неправда неправильно брехня
винний винна винні | невинний невинна невинні
живий жива живі | мертвий мертва мертві загинув загинула загинули
війна війни війну | мир миру
північ північний північна півночі | південь південний південна півдня
схід східний східна сходу | захід західний західна заходу
сьогодні | вчора завтра
вчора | завтра
він його йому | вона її їй
чоловік чоловіки чоловіків | жінка жінки жінок
"""
_PREFIXES = {"en": ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de"),
             "uk": ("не", "без", "анти", "проти")}  # fmt: skip


def are_opposites(one: str, other: str, language: str) -> bool:
    """Return whether two words in small letters say the opposite of each other, as far as known.

    Args:
        one: A word.
        other: Another.
        language: Primary subtag.
    """
    if other in _pairs(language).get(one, frozenset()):
        return True
    shorter, longer = sorted((one, other), key=len)
    if language == "en" and _stem(one) is not None and _stem(one) == _stem(other):
        return True
    return len(shorter) > 3 and any(
        longer in (f"{prefix}{shorter}", f"{prefix}-{shorter}")
        for prefix in _PREFIXES.get(language, ())
    )


def _stem(word: str) -> str | None:
    """Return what stands before -ful or -less: ``use`` for ``useful`` and ``useless``."""
    match = re.fullmatch(r"(\w{2,})(?:ful|less)(?:ly|ness)?", word)
    return match[1] if match else None


@lru_cache(maxsize=4)
def _pairs(language: str) -> dict[str, frozenset[str]]:
    text = {"en": _ENGLISH, "uk": _UKRAINIAN}.get(language, "")
    found: dict[str, frozenset[str]] = {}
    for line in text.replace("\n    ", " ").strip().splitlines():
        sides = [frozenset(side.split()) for side in line.split("|")]
        for side, opposite in (sides, sides[::-1]):
            for word in side:
                found[word] = found.get(word, frozenset()) | opposite
    return found
