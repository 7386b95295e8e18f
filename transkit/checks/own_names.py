"""Names that are translated, not spelled by sound: countries, languages, cities, and what CLDR lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

__all__ = ["COMMON", "INSTITUTIONS", "LOANS", "TITLES", "own_name", "rendered_as"]

COMMON = frozenset(
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

TITLES = frozenset(
    """president minister secretary chancellor governor mayor king queen prince princess emperor duke count
    lord lady sir mister doctor professor captain colonel major sergeant admiral commander general pope
    bishop saint san santa lake river mount mountain mountains island islands cape bay gulf port fort city
    town village county district province state lieutenant senator judge officer inspector chief deputy
    vice prime actor singer coach director manager spokesman spokeswoman mr mrs ms dr upper lower north
    south east west northern southern eastern western los las la el santo university""".split()
)
"""Those of them that stand beside a name that keeps its sound: President Blinken, Lake Onega."""

INSTITUTIONS = tuple(
    """агентс аеропорт академі ансамбл античн апеляц апостол армі архієп асоціац банк бароко барон
    башт безпек битв бога боги богород бронз бульвар бюро біблі бібліот бірж вежа велик великд
    верхн верховн визволен вокзал ворот всесвіт вулиц відділ відродж війн військ вісник газет
    галере гварді герцог голод гора гори горі граф груп гімназ декларац департамент держав
    дивізіон династ договір долин жандарм жовт журнал закон залізн замок заповідник затока західн
    зелен земл зміна золот зірк зірков кам'ян канал кардинал касаці клінік князь князів кодекс
    колегі коледж компані комісі комітет конвенц конгрес конкурс конституц конфедер концерн коран
    корол корпорац корів костел кредит крейдян кубок леді лорд ліга лікарн лімітед лісу лісі ліце
    медал медич метро мечет мису митн монаст море морськ мостів музе міжнарод міністер міст міськ
    місяц нагляд народн націонал незалежн нижн новий новин новорічн об'єднан обласн оборон оголен
    озер океан олімпі опер організац орден оркестр острови острів пакт палат палац папськ парад
    паралімп парк парламент пасх патріарх перемог площ повстан повітр пожеж поле поліці порт правд
    прем'єр премі прикорд прокур просвіт проспект протока пустел південн північ півострі підкоміт
    рада ради раду раді радіо районн рамадан революц ренесанс республік розвід розслід рятув різдв
    річк сади саду свобод свят святий світов сенат середн середньов синагог служб слідч собор сонц
    сонячн союз спартакі сполучен спілк срібн станці стар степ страхов студі судом суду судів
    суперл супутник східн театр телебач тижнев товарист тора трибунал тріас турнір угод указ
    університ управлін федерац фестивал флот фонд фортец фундац філармон хартія холдинг хору храм
    хрест царськ централ церкв часопис чемпіон червон чорн чумацьк школ щоден юрськ євангел
    європей єписк імпер імперат інкорпор інститут""".split()
)
"""How Ukrainian words begin that stand in names of institutions, places and times, and are no names
of their own."""

LOANS = tuple(
    """오토바 아코디언 사투리 울타리 미이라 토네이 박테리아 바이러스 롤러 호스텔 스케이트 스타디움 트로피 메달리스트
    킬로미터 센티미터 밀리미터 아이스크림 초콜릿 샌드위치 레스토랑 슈퍼마켓 마라톤 올림픽 챔피언 토너먼트
    리그전 세미나 심포지엄 인터뷰 텔레비전 라디오 카메라 필라멘트 비타민 알코올 카페인 니코틴 다이아몬드
    플라스틱 시멘트 콘크리트 엘리베이터 에스컬레이터 헬리콥터 제트기 트랙터 트레일러 컨테이너 터미널
    아파트 빌라 펜션 리조트 수영복 드레스 스카프 티셔츠 아르바이트 스트레스 알레르기 에너지 이데올로기
    바이올린 피아노 기타리스트 오케스트라 발레리 뮤지컬 다큐멘터리 애니메이 시나리오 스튜디오 프로듀서
    리히터 크레파스 아이폰 아이팟 이슬람 무슬림 아메리카 아시아 유럽인 아프리카 오세아니아 어린이 미나리
    개나리 메아리 보따리 잠자리 코끼리 너구리 개구리 도토리 항아리 주머니 호랑이 고양이 아가씨 사나이 지푸라기
    부스러기 나그네 소나기 무지개 도깨비 아지랑이 두루마리 마라카스 그라운드 타이어 브레이크 엔진오일 마일리지 그야말 치르더""".split()
)
"""How common Korean words begin that look like foreign names."""

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
        "Beijing": ("Пекін", "Бейдж"), "Nanjing": ("Нанкін",), "Bangladesh": ("Бангладеш",),
        "Mecca": ("Мекк", "Мецц"), "Mediterranean": ("Середземн",), "Mars": ("Марс",),
        "Martian": ("Марс",), "Venus": ("Венер",), "Jupiter": ("Юпітер",), "Mercury": ("Меркур",),
        "Croatia": ("Хорват",), "Austria": ("Австр",), "Hungarian": ("Угор", "Мадяр"),
        "Switzerland": ("Швейцар",), "Swiss": ("Швейцар",), "Dutch": ("Голланд", "Нідерланд"),
        "Netherlands": ("Нідерланд", "Голланд"), "Holland": ("Голланд", "Нідерланд"),
        "Czech": ("Чех", "Чеськ"), "Sweden": ("Швец", "Шведськ"), "Swedish": ("Швед", "Швец"),
        "Bosphorus": ("Босфор",), "Danube": ("Дуна",), "Rhine": ("Рейн",), "Alps": ("Альп",),
        "Baltic": ("Балт",), "Caribbean": ("Кариб",), "Atlantic": ("Атланти",),
        "Pacific": ("Тих",), "Arctic": ("Аркти",), "Antarctic": ("Антаркти",),
        "Crimea": ("Крим",), "Donbas": ("Донбас",), "Moscow": ("Москв",), "Kremlin": ("Кремл",),
        "Warsaw": ("Варшав",), "Vienna": ("Від", "Відень", "Віден"), "Rome": ("Рим",),
        "Roman": ("Рим",), "Paris": ("Париж",), "Munich": ("Мюнхен",), "Geneva": ("Женев",),
        "Brussels": ("Брюссел",), "Prague": ("Праг", "Праз"), "Lisbon": ("Лісабон",),
        "Cairo": ("Каїр",), "Damascus": ("Дамаск",), "Naples": ("Неапол",),
        "Florence": ("Флоренц",), "Venice": ("Венец",), "Milan": ("Мілан",),
        "Jesus": ("Ісус",), "Christ": ("Христ",), "Christian": ("Христ",), "Bible": ("Біблі",),
        "Homer": ("Гомер",), "Caesar": ("Цезар",), "Zeus": ("Зевс",), "Fahrenheit": ("Фаренгейт",),
        "Celsius": ("Цельсі",), "Hitler": ("Гітлер",), "Stalin": ("Сталін",),
        "Khrushchev": ("Хрущов",), "Krushchev": ("Хрущов",), "Putin": ("Путін",),
    },
    "ko": {
        "United States": ("미국", "미 ", "美", "미합중국", "북미", "한미"),
        "United Kingdom": ("영국", "영 "), "Britain": ("영국", "브리튼"), "England": ("영국", "잉글랜드"),
        "European Union": ("유럽", "EU"), "Germany": ("독일",), "France": ("프랑스", "불"),
        "Spain": ("스페인", "에스파냐"), "China": ("중국", "중 ", "차이나"), "Japan": ("일본", "일 "),
        "India": ("인도",), "Thailand": ("태국", "타이"), "Russia": ("러시아", "러 "),
        "Australia": ("호주", "오스트레일리아"), "Turkey": ("터키", "튀르키예"), "Greece": ("그리스",),
        "Netherlands": ("네덜란드",), "Taiwan": ("대만", "타이완"), "Vietnam": ("베트남",),
        "Europe": ("유럽",), "America": ("미국", "아메리카", "미주", "북미", "남미"),
        "Angeles": ("앤젤레스", "엔젤레스"), "Tokyo": ("도쿄", "동경"),
        "Beijing": ("베이징", "북경"), "Shanghai": ("상하이", "상해"), "Hawaii": ("하와이",),
        "Soviet Union": ("소련", "소비에트"), "Soviet": ("소련", "소비에트"), "Africa": ("아프리카",),
        "Jesus": ("예수",), "Israel": ("이스라엘",), "Mongolia": ("몽골", "몽고"),
        "Philippines": ("필리핀",), "Hungary": ("헝가리",), "Poland": ("폴란드",),
        "Switzerland": ("스위스",), "Singapore": ("싱가포르",), "Manchuria": ("만주",),
        "Wales": ("웨일즈", "웨일스"), "Balkan": ("발칸",), "Mars": ("화성",), "Martian": ("화성",), "Venus": ("금성", "비너스"), "Jupiter": ("목성",),
        "Mercury": ("수성",), "Saturn": ("토성",), "Mediterranean": ("지중해",),
        "Egypt": ("이집트",), "Rome": ("로마",), "Roman": ("로마",), "Paris": ("파리",),
        "Vienna": ("빈", "비엔나"), "Moscow": ("모스크바",), "Hungarian": ("헝가리",),
        "Christian": ("기독교", "크리스"), "Christ": ("그리스도",), "Homer": ("호메로스", "호머"),
        "Caesar": ("카이사르", "시저"), "Zeus": ("제우스",), "Atlantic": ("대서양",),
        "Pacific": ("태평양",), "Arctic": ("북극",), "Antarctic": ("남극",), "Alps": ("알프스",),
        "Geneva": ("제네바",), "Prague": ("프라하",), "Warsaw": ("바르샤바",), "Crimea": ("크림",),
        "Kyiv": ("키이우", "키예프"), "Kiev": ("키이우", "키예프"), "Venice": ("베네치아", "베니스"),
        "Florence": ("피렌체",), "Naples": ("나폴리",), "Munich": ("뮌헨",), "Bible": ("성경", "성서"),
    },
}  # fmt: skip
"""Names that have a name of their own in the target's language, beside those of CLDR."""


@lru_cache(maxsize=2048)
def own_name(name: str, language: str) -> tuple[str, ...]:
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


_CAPITAL = re.compile(r"[A-Z][^\W\d_]{2,}")
_WORDS = {"uk": re.compile(r"[а-яіїєґ'’ʼ]{3,}", re.IGNORECASE), "ko": re.compile(r"[가-힣]{2,}")}
_KEY = 5
"""Letters that a name and what comes of it have in common: Croatia, Croatian."""


def rendered_as(word: str, language: str) -> frozenset[str]:
    """Return how words begin that render a word of an English name; nothing where none is known.

    Args:
        word: A country, a people, a language, a city, or what comes of one: ``Croatian``.
        language: Of the target; nothing is known of others than ``uk`` and ``ko``.

    Returns:
        Beginnings in small letters, four letters of Ukrainian words, which are inflected.
    """
    if language not in _WORDS:
        return frozenset()
    return _renderings(language).get(word.casefold()[:_KEY], frozenset())


@cache
def _renderings(language: str) -> dict[str, frozenset[str]]:
    """Return the beginnings by the beginning of the English name."""
    found: dict[str, set[str]] = defaultdict(set)
    for there, here in [*_cldr_names(language), *_exonyms(language)]:
        starts = {
            match.group().casefold()[:4] if language == "uk" else match.group()
            for match in _WORDS[language].finditer(here)
        }
        for match in _CAPITAL.finditer(there):
            found[match.group().casefold()[:_KEY]] |= starts
    return {key: frozenset(starts) for key, starts in found.items()}


def _exonyms(language: str) -> Iterator[tuple[str, str]]:
    for name, called in _EXONYMS.get(language, {}).items():
        yield name, " ".join(called)


def _cldr_names(language: str) -> Iterator[tuple[str, str]]:
    """Yield names of countries, languages and cities in English and in another language."""
    from babel import Locale

    there, here = Locale.parse("en"), Locale.parse(language)
    for code, name in here.territories.items():
        yield there.territories.get(code, ""), name
    for code, name in here.languages.items():
        yield there.languages.get(code, "").title(), name
    for zone, about in here.time_zones.items():
        known = there.time_zones.get(zone, {}).get("city")
        yield known or zone.rpartition("/")[2].replace("_", " "), about.get("city", "")
