"""Names that were lost, swapped, or rendered in two ways within the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from transkit.checks.base import Article, Pair, Remark, check, note, warning
from transkit.text.names import codes_of, likeness

__all__ = ["CHECKS"]

_ALIKE = 0.75
"""Likeness from which on a word of the target is taken for the name."""
_STRANGE = 0.8
"""Likeness below which a name of the target sounds like nothing in the source."""
_VERY_ALIKE = 0.95
_NAME = re.compile(r"(?<![^\W_])[A-Z][a-z\u00df-\u00ff\u0100-\u017f]{2,}(?![^\W_])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s+|[\"“”‘«(\[]\s*|\n)$")
_CAPITAL = re.compile(r"(?<![^\W_])[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+(?:-[А-Яа-яІЇЄҐіїєґ'’ʼ]+)*")
_UK_ADJECTIVE = re.compile(
    r"(?:ий|ього|ого|ьому|ому|ої|ьої|ій|ою|их|іх|ими|ім|ським|ання|ення|ість|ості|істю|ція|ції|цій|"
    r"цією|цію|тва|тво|ток|тку|ник|ники|ників|річна)$"
)
"""Ends of words that are translated: Верховної, Представників."""
_HANGUL = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_ADJECTIVE = re.compile(
    r"(?:ian|ean|can|[^mnh]an|ese|ish|nch|tch|ss|ic|ical|al|ism|ist|ists|ans|ity|ion|ions|ing|ment|ness|"
    r"ology|onomy|graphy|ship|hood|ive|ous|ance|ence|ary|ory|ers|ors|ies|logical|ful|less|ward|able)$"
)
_COMMON = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday christmas easter lent united states kingdom union
    emirates republic republics federation north south east west northern southern eastern western central
    middle upper lower new old great grand little big saint san santa los las high low long short first
    second third fourth fifth sixth seventh eighth ninth tenth one two three four five six seven eight nine
    ten world earth moon sun mars venus saturn jupiter mercury space sea ocean bay gulf lake river creek
    fall falls mount mountain mountains hill hills valley island islands isle cape coast beach desert
    forest park garden gardens reserve field fields ranch farm bridge road street avenue boulevard lane
    square place plaza court tower castle palace house home hall room gate wall city town village county
    district province state territory region area capital country nation nations national international
    global royal imperial federal public general special supreme high prime chief deputy vice president
    minister ministry secretary chancellor governor mayor king queen prince princess emperor duke count
    lord lady sir mister doctor professor captain colonel colonels major sergeant admiral commander
    superintendent officer officers inspector police army navy force forces air fire guard guards corps
    squadron fleet regiment division brigade battalion battle war peace treaty pact act law bill code
    constitution congress senate parliament assembly council committee subcommittee commission commissioner
    board bureau office department agency authority service services center centre institute institution
    university college school academy library museum gallery theater theatre opera symphony orchestra
    church cathedral temple mosque abbey monastery holy god gods christ bible book books gospel bank fund
    stock exchange market trade company corporation group industries industry airlines airways airport
    station railway railroad line lines bus train ship boat car cars radio television news newspaper
    press post times journal magazine daily weekly star today report review guide show game games cup
    league team club championship championships open tour race prix prize award awards medal festival
    fair exposition expositions expo day days night week month year years age ages era century history
    bronze iron stone golden gold silver black white red blue green brown grey gray dark light bright
    society association organization organisation foundation federation conservation liberation party
    movement front alliance league coalition resistance revolution independence freedom rights human
    people peoples native natives citizen citizens woman women man men child children family mother
    father brother sister son daughter friend friends student students teacher teachers player players
    health medical medicine hospital clinic disease prevention protection security defense defence justice
    affairs foreign interior finance economic economy education culture cultural science sciences
    technology research development environment agriculture energy transport transportation transportaion
    communications information investigation investigations intelligence oversight weather meteorological
    survey project program programme operation mission plan agreement accord conference summit forum
    meeting session election campaign debate vote court judge attorney lawyer district case trial
    northeast northwest southeast southwest atlantic pacific indian arctic antarctic mediterranean
    caribbean transantarctic hemisphere pole tropic tropical storm hurricane cyclone typhoon internet
    web website online software windows system systems network computer phone apple amazon facebook google
    twitter english french german spanish italian dutch danish swedish polish irish welsh scottish greek
    turkish arab arabs jewish jews muslim muslims islam islamic christian christians christianity catholic
    protestant orthodox buddhist buddhism hindu hinduism hebrew latin communism communist socialist
    democratic democrat democrats republican republicans liberal conservative labour labor swiss belgians
    czech thai thais malays danes finns turks greeks poles colonists constables dynasty empire kingdoms
    renaissance baroque gothic roman romans rome moscow vienna warsaw prague munich cologne brussels copenhagen lisbon
    the this that these those there here when where while who what why how his her its their our your
    she they you and but for with from into over under after before not all any some many most more much
    such also just only even still yet then than because since although though however according during
    despite within without between among against about around through like unlike next last other another
    each every both either neither mr mrs ms dr jr general airline internet web christmas wagon meal
    phantom avenger revenge curse onion pharaoh eagle lion tiger bear wolf horse cow dragon giant giants
    rangers bulls jazz stars devils engineer rock wide rainbow reading running ring sound soul wind ice
    snow water land lands flag pass way ways top deep wild fast free happy young dead lost last best good
    better heart life love death time back down out off grade campground highway route trail shore harbor
    harbour port dock ferry canal pyramid pyramids hotel restaurant cafe bar market store mall shop
    article articles representatives news naked thirty basketball football soccer baseball hockey impact probe
    dumb factory plant mine works building apartment consulate embassy border customs visa passport
    """.split()
)
"""Words of names that are translated, not transliterated, and words that begin sentences."""

_TITLES = frozenset(
    """president minister secretary chancellor governor mayor king queen prince princess emperor duke count
    lord lady sir mister doctor professor captain colonel major sergeant admiral commander general pope
    bishop saint san santa lake river mount mountain mountains island islands cape bay gulf port fort city
    town village county district province state lieutenant senator judge officer inspector chief deputy
    vice prime actor singer coach director manager spokesman spokeswoman mr mrs ms dr upper lower north
    south east west northern southern eastern western los las la el santo university""".split()
)
"""Those of them that stand beside a name that keeps its sound: President Blinken, Lake Onega."""

_EXONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "uk": {
        "United States": ("США", "Сполучен", "Америк", "америк", "Штат"),
        "United Kingdom": ("Велик", "Британ", "британ", "Сполучен", "Об’єднан", "Об'єднан"),
        "European Union": ("ЄС", "Європ", "Євросоюз"),
        "Germany": ("Німеч", "німец", "ФРН"), "Hungary": ("Угор", "угор"),
        "China": ("Кита", "китай", "КНР"), "Georgia": ("Груз", "груз", "Джордж"),
        "Egypt": ("Єгип", "єгип"), "Russia": ("Росі", "росій", "РФ"), "Poland": ("Польщ", "поль"),
        "France": ("Франц", "франц"), "Italy": ("Італ", "італ"), "Spain": ("Іспан", "іспан"),
        "Japan": ("Япон", "япон"), "Turkey": ("Турец", "Туреч", "турец"), "India": ("Інді", "інді"),
        "Greece": ("Грец", "грец"), "Ukraine": ("Укра", "укра"), "London": ("Лондон", "лондон"),
        "England": ("Англі", "англі"),
        "New Zealand": ("Зеланд", "зеланд"), "Soviet Union": ("СРСР", "адянськ", "Союз"),
        "Soviet": ("адянськ", "СРСР"), "Iceland": ("Ісланд", "ісланд"), "Jerusalem": ("Єрусал", "єрусал"), "Bethlehem": ("Вифлеєм",), "Israel": ("Ізраїл",),
    },
    "ko": {
        "United States": ("미국", "미 ", "美", "미합중국", "북미", "한미"),
        "United Kingdom": ("영국", "영 "), "Britain": ("영국", "브리튼"), "England": ("영국", "잉글랜드"),
        "European Union": ("유럽", "EU"), "Germany": ("독일",), "France": ("프랑스", "불"),
        "Spain": ("스페인", "에스파냐"), "China": ("중국", "중 ", "차이나"), "Japan": ("일본", "일 "),
        "India": ("인도",), "Thailand": ("태국", "타이"), "Russia": ("러시아", "러 "),
        "Australia": ("호주", "오스트레일리아"), "Turkey": ("터키", "튀르키예"), "Greece": ("그리스",),
        "Netherlands": ("네덜란드",), "Taiwan": ("대만", "타이완"), "Vietnam": ("베트남",),
        "Europe": ("유럽",), "America": ("미국", "아메리카", "미주"), "Tokyo": ("도쿄", "동경"),
        "Beijing": ("베이징", "북경"), "Shanghai": ("상하이", "상해"), "Hawaii": ("하와이",),
        "Soviet Union": ("소련", "소비에트"), "Soviet": ("소련", "소비에트"), "Africa": ("아프리카",),
        "Jesus": ("예수",), "Israel": ("이스라엘",), "Mongolia": ("몽골", "몽고"),
        "Philippines": ("필리핀",), "Hungary": ("헝가리",), "Poland": ("폴란드",),
        "Switzerland": ("스위스",), "Singapore": ("싱가포르",), "Manchuria": ("만주",),
    },
}  # fmt: skip
"""Names that have a name of their own in the target's language, beside those of CLDR."""

_PARTICLE = re.compile(
    r"(?:에서는|으로는|에서도|에서의|에게는|으로서|으로부터|이라고|이라는|이라|에서|에게|으로|라고|라는|까지|부터|에는|에도|와의|"
    r"과의|들은|들이|들을|들의|이며|이고|였다|이다|인|의|은|는|이|가|을|를|과|와|로|에|도|만|씨|주|시|국|호|어)$"
)
_VERBAL = re.compile(
    r"(?:니다|[했었았한된이있없였렸겠졌왔갔]다|다고|[했었았]으며|하는|있는|되는|하고|되고|하여|되어|했고|으며|하며|면서|지만|"
    r"는데|할|될|한|된|했던|적인|적으로|있으며|않는|않고|위해|따라|통해|대한|대해)$"
)
_STRONG = frozenset(
    "스트프브즈츠쉬셔펠켈넬델벨텔젤헬렌벤켄텐펜렉벡텍릭틱픽빅닉톤턴퍼버터커퀴퀸웨웰윌워쿠투푸뉴듀맥잭캐캘캠코콘콜크드르레로루라"
    "티디키토타파카페포펄럼랜런롤론란린멘맨슨든샌샬첼칼킬캔넌헌먼빌필힐"
)
"""Syllables of transliterations that Korean words seldom have."""


@check("names", sources="en", targets="uk ko")
def names(pair: Pair) -> Iterator[Remark]:
    """Names of the source that the target does not have; surely where it has another instead.

    Example: ``Blinken`` became ``Шольц``. Names are compared by their consonants across scripts;
    those that are translated (White House) are not looked for.
    """
    lost = _lost_names(pair)
    if not lost:
        return
    strange = _strange_names(pair)
    if strange:
        shown, start, end = strange[0]
        yield warning(f"the source has {lost[0]}, the target {shown}", start, end)
    else:
        yield note(f"the name {lost[0]} is missing, or very different")


def _lost_names(pair: Pair) -> list[str]:
    """Return names of the source without a counterpart in the target."""
    source, target = pair.source.prose, pair.target.words
    candidates = _candidates(target, pair.target_language)
    whole = target.casefold()
    lost: list[str] = []
    for run in _name_runs(source):
        own = _own_name(" ".join(run), pair.target_language)
        if own:
            if not any(name in target for name in own):
                lost.append(" ".join(run))
            continue
        parts = [part for part in run if _is_transliterated(part)]
        told = [part for part in run if part.casefold() in _COMMON - _TITLES]
        if not parts or told or any(part.casefold() in whole for part in run):
            continue
        joined = ["".join(run)] if len(run) > 1 else []
        if any(likeness(part, word) >= _ALIKE for part in [*parts, *joined] for word in candidates):
            continue
        # Peoples and adjectives are written small in Ukrainian: маорі, іракський.
        more = _candidates(target, "uk", small=True) if pair.target_language == "uk" else ()
        if not any(likeness(part, word) >= _VERY_ALIKE for part in parts for word in more):
            lost.append(" ".join(run))
    return lost


def _name_runs(text: str) -> list[list[str]]:
    """Return the names of an English text: words with capitals next to each other."""
    runs: list[list[str]] = []
    end = -9
    for match in _NAME.finditer(text):
        word = match.group()
        if runs and text[end : match.start()] == " ":
            runs[-1].append(word)
        elif word.casefold() in _COMMON and _SENTENCE_START.search(text[: match.start()]):
            runs.append([])
        else:
            runs.append([word])
        end = match.end()
        if text[end : end + 2] in ("'s", "’s"):
            end += 2
    return [run for run in runs if run and not (len(run) == 1 and _begins_sentence(text, run[0]))]


def _begins_sentence(text: str, word: str) -> bool:
    """Return whether a word stands only where any word has a capital."""
    return all(_SENTENCE_START.search(text[: match.start()])
               for match in re.finditer(rf"\b{word}\b", text))  # fmt: skip


@lru_cache(maxsize=8192)
def _is_transliterated(word: str) -> bool:
    """Return whether a word of a name surely keeps its sound in translation."""
    lower = word.casefold()
    if lower in _COMMON or lower.removesuffix("s") in _COMMON or len(word) < 4:
        return False
    return not _ADJECTIVE.search(lower) and max(map(len, codes_of(word)), default=0) >= 2


@lru_cache(maxsize=2048)
def _own_name(name: str, language: str) -> tuple[str, ...]:
    """Return how a name is called in a language, where that is not a matter of sound; or nothing."""
    known = _EXONYMS.get(language, {}).get(name)
    if known is not None:
        return known
    there = _territories("en").get(name)
    here = _territories(language)
    if there is None or there not in here:
        return ()
    called = here[there]
    # Only the beginning: Ukrainian declines it, and makes an adjective of it.
    if language != "uk":
        return (called,)
    stem = max(called.split(), key=len)[:4]
    return (stem, stem.lower())


@lru_cache(maxsize=4)
def _territories(language: str) -> dict[str, str]:
    """Return the names of countries: English name to code, of another language code to name."""
    from babel import Locale

    found = {code: name for code, name in Locale.parse(language).territories.items()
             if len(code) == 2 and code.isalpha()}  # fmt: skip
    return {name: code for code, name in found.items()} if language == "en" else found


@lru_cache(maxsize=512)
def _candidates(target: str, language: str, *, small: bool = False) -> tuple[str, ...]:
    """Return the words of a target that may be names; `small`: also those without a capital."""
    if language == "uk":
        found = [part for match in _CAPITAL.finditer(target) for part in match.group().split("-")]
        found += re.findall(r"(?<=[«\"„(])[а-яіїєґ]{4,}", target)
        found += re.findall(r"[а-яіїєґ'’ʼ]{4,}", target) if small else []
        return tuple(word for name in found for word in _uninflected(name))
    words: list[str] = []
    for match in _HANGUL.finditer(target):
        word = match.group()
        if len(word) > 1 and not _VERBAL.search(word):
            words += [word, _PARTICLE.sub("", word)]
    return tuple(dict.fromkeys(words))


def _uninflected(word: str) -> tuple[str, ...]:
    """Return a Ukrainian word, and what it may be of: африканський, Африці are of Африка."""
    base = re.sub(r"(?:івськ|овськ|инськ|анськ|ськ|цьк|зьк)\w{1,3}$", "", word)
    hard = {"ц": "к", "з": "г", "с": "х", "ч": "к", "ж": "г"}.get(word[-2:-1], "")
    back = f"{word[:-2]}{hard}а" if word.endswith("і") and hard else word
    return tuple(dict.fromkeys((word, base if len(base) > 2 else word, back)))


def _strange_names(pair: Pair) -> list[tuple[str, int, int]]:
    """Return names of the target that sound like nothing in the source."""
    heard = [
        word for word in _LATIN.findall(pair.source.words) if len(word) > 2 or word[0].isupper()
    ]
    heard += ["".join(two) for two in pairwise(heard)]
    found: list[tuple[str, int, int]] = []
    for word, start, end in _named(pair.target.prose, pair.target_language):
        if max(map(len, codes_of(word)), default=0) < 2:
            continue
        if not any(likeness(name, word) >= _STRANGE for name in heard):
            found.append((word, start, end))
    return found


def _named(target: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield words of a target that surely are names or loans, and where they are."""
    if language == "uk":
        for match in _CAPITAL.finditer(target):
            if _UK_ADJECTIVE.search(match.group()):
                continue
            if len(match.group()) > 3 and not _SENTENCE_START.search(target[: match.start()]):
                yield match.group(), *match.span()
        return
    for match in _HANGUL.finditer(target):
        word = _PARTICLE.sub("", match.group())
        if _VERBAL.search(match.group()) or len(word) < 2:
            continue
        strong = sum(syllable in _STRONG for syllable in word)
        if strong >= 2 or (strong and (ord(word[0]) - ord("가")) // 588 == 5):
            yield word, match.start(), match.start() + len(word)


@check("renderings", sources="en", targets="uk ko")
def renderings(pair: Pair) -> Iterator[Remark]:
    """A name that the article renders in two ways.

    Example: ``Портников`` here, ``Портніков`` in four other paragraphs.
    """
    known = pair.article.once(_renderings)
    for run in _name_runs(pair.source.prose):
        for part in run:
            usual = known.get(part)
            here = _rendering(part, pair) if usual else None
            if usual and here and here != usual:
                at = pair.target.words.find(here)
                place = (at, at + len(here)) if at >= 0 else (None, None)
                yield note(f"{part} is {here} here, {usual} elsewhere", *place)


def _renderings(article: Article) -> dict[str, str]:
    """Return how each name is rendered by most paragraphs of an article."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in article.pairs:
        for part in {part for run in _name_runs(pair.source.prose) for part in run}:
            here = _rendering(part, pair) if _is_transliterated(part) else None
            if here:
                found[part][here] += 1
    return {
        part: counts.most_common(1)[0][0]
        for part, counts in found.items()
        if len(counts) > 1 and counts.most_common(1)[0][1] * 2 > sum(counts.values())
    }


def _rendering(part: str, pair: Pair) -> str | None:
    """Return the stem of the word that renders a name in a target; ``None`` where none is sure."""
    if pair.target_language == "uk":
        words = _candidates(pair.target.words, "uk")
        stems = {re.sub(r"[аеиіїоуюяйь’']+$|(?:ом|ем|ам|ів|ові|ого|ому|им|ою|ах|ами)$", "", word)
                 for word in words if likeness(part, word) >= 0.85}  # fmt: skip
    else:
        stems = {_PARTICLE.sub("", match.group()) for match in _HANGUL.finditer(pair.target.words)
                 if likeness(part, _PARTICLE.sub("", match.group())) >= 0.85}  # fmt: skip
    return stems.pop() if len(stems) == 1 else None


CHECKS = (names, renderings)
