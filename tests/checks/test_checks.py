"""Each check finds its error, and is silent about a good translation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transkit.checks.base import Article, Pair
from transkit.checks.doubt import measure_doubt
from transkit.checks.registry import all_checks, choose_checks
from transkit.checks.running import check_article
from transkit.checks.suppression import read_suppressed
from transkit.checks.unrelated import kinship
from transkit.errors import UsageError
from transkit.units import Severity


def _found(language: str, *rows: tuple[str, str], worst: int = 0) -> dict[str, str]:
    """Return what is said about the last row: check and message."""
    pairs = [Pair(str(number), *row) for number, row in enumerate(rows)]
    items = check_article(Article(pairs, "en", language), all_checks())
    return {
        item.finding.check: item.finding.message
        for item in items
        if item.finding.unit == str(len(rows) - 1) and item.finding.severity.rank >= worst
    }


GOOD = [
    ("uk", "The council paid 1,250.5 euros on 5 May.", "Рада заплатила 1250,5 євро 5 травня."),
    ("uk", "In May 2014, at 5 p.m. on 2/3.", "У травні 2014 року, 3 лютого о 17:00."),
    ("ko", "Kim Jong-un was not there.", "김정은은 그곳에 없었다."),
    ("ko", "Kim Jong Un was not there.", "북한의 김정은은 그곳에 없었다."),
    ("ko", "The Bank of Korea did not lower its rate.", "한은은 금리를 내리지 않았다."),
    ("ko", "The poet Ko Un left.", "시인 고은은 떠났다."),
    ("ko", "It was late, haha.", "늦었다ㅋㅋ."),
    ("uk", "He read “Как” to us.", "Він прочитав нам «Как», но не все."),
    ("ko", "They live in four dozen houses.", "그들은 사십여 채의 집에 산다."),
    ("uk", "The last bus left at half past seven.", "Останній автобус поїхав о пів на восьму."),
    ("uk", "It took 21 euros, 11 years.", "Це забрало 21 євро, 11 років."),
    ("uk", "From 2020 to 2021, 20–21 years.", "Упродовж 2020–2021 років, 20–21 років."),
    ("uk", "He sang with The Beatles.", "Він співав із The Beatles."),
    ("uk", "Two ministers did not come.", "Двоє міністрів не прийшли."),
    ("uk", "“We are ready,” Fergusson said.", "«Ми готові», — сказав Фергюссон."),
    ("ko", "The council paid 1.5 million won.", "시의회는 150만 원을 냈다."),
    ("ko", "Two ministers did not come.", "장관 두 명은 오지 않았다."),
    ("ko", "North Korea agreed with Seoul.", "북한은 서울과 합의했다."),
    ("uk", "Then Fergusson flew to Croatia.", "Потім Фергюссон полетів до Хорватії."),
    ("uk", "The British Museum opened in May.", "Британський музей відчинився у травні."),
    ("uk", "The UK left, said Anna Keller.", "Велика Британія вийшла, сказала Анна Келлер."),
    ("uk", "It is unlikely that it will not rain.", "Навряд чи дощу не буде."),
    ("uk", "He may march on Friday.", "У п’ятницю він може вийти на марш."),
    ("uk", "It weighs two pounds and costs $5.", "Це важить два фунти й коштує 5 доларів."),
    ("ko", "The village saw the fall of 2014 in May.", "마을은 2014년 5월에 그 마을을 보았다."),
    ("ko", "Then Fergusson flew to Croatia.", "그 뒤 퍼거슨은 크로아티아로 날아갔다."),
    ("ko", "They met in North Africa.", "그들은 북아프리카에서 만났다."),
    ("ko", "The minister did not mention Santos.", "장관은 산토스를 언급하지 않았다."),
    ("ko", "He met Anna Keller in Guyville.", "그는 가이빌(Guyville)에서 애나 켈러를 만났다."),
    ("ko", "The skater won a silver medal.", "그 스케이터는 은메달을 땄다."),
    ("ko", "Then the terrorists left.", "그 뒤 테러범들이 떠났다."),
    ("uk", "Mayor Howard Weise left.", "Мер Говард Вайзе пішов."),
    ("uk", "They went to Nine Oaks by bus.", "Вони поїхали автобусом до Найн-Оукс."),
    ("uk", "It was not a door, not even a window.", "Це були не двері, навіть не вікно."),
    ("uk", "The United Nations sent help to the town.", "ООН надіслала допомогу місту."),
    ("uk", "“We are ready,” said Fergusson.", "— Ми готові, — сказав Фергюссон."),
    ("ko", "“Where are you going?”", "“어디로 가십니까”라고 물었다."),
    ("uk", "The Berlin talks were in Paris.", "Берлінські перемовини були в Парижі."),
    ("uk", "San Francisco is the best in the country.", "Сан-Франциско найкраще в США."),
    ("ko", "Prague is far from Warsaw.", "프라하는 바르샤바에서 멀다."),
    ("ko", "It is the only means there.", "그것은 그곳에서 유일한 수단이다."),
    ("ko", "He led the Atlanta Thrashers.", "그는 애틀랜타 스래셔스를 이끌었다."),
    ("ko", "Schumacher has won again.", "슈마허가 다시 우승했다."),
    ("ko", "A law against mail known as spam.", "스팸이라고도 하는 우편을 막는 법."),
    ("ko", "He came back without becoming ill.", "그는 아프지 않고 돌아왔다."),
    ("ko", "In the end it burns out again.", "결국 그것은 다시 타버리고 만다."),
    ("ko", "The professional basketball season began.", "프로농구 시즌이 시작됐다."),
    ("ko", "What is a cell?", "세포란 무엇인가?"),
    ("ko", "They think in a non-linear way.", "그들은 비선형 방식으로 생각한다."),
    ("ko", "It is under Article 247 of the law.", "그것은 법 제 247조에 따른다."),
    ("ko", "He drove a three-wheeled vehicle.", "그는 삼륜차를 몰았다."),
    ("ko", "A couple of thousand people live here.", "이곳에는 2천 명이 산다."),
    ("ko", "It is a heritage of ocean liners.", "그것은 해양 라이너의 유산이다."),
    ("uk", "The papers were swapped with Hall.", "Папери підмінили разом із Холлом."),
    ("uk", "It is in the Canal District (Dutch: Grachten).", "Це в районі каналів XVII століття."),
    ("uk", "Only camping, with no food service.", "Лише табір, без харчування."),
    (
        "uk",
        "Only one is allowed, the rest are not allowed.",
        "Дозволено лише один, решта неприпустимі.",
    ),
]


@pytest.mark.parametrize(("language", "source", "target"), GOOD)
def test_a_good_translation_has_no_error_and_no_warning(
    language: str, source: str, target: str
) -> None:
    assert _found(language, (source, target), worst=1) == {}


BAD = [
    ("numbers", "uk", "It cost 30 euros.", "Це коштувало 37 євро."),
    ("numbers", "uk", "Three boats sank there.", "Там затонуло два човни."),
    ("numbers", "ko", "About 1.5 million came.", "약 15만 명이 왔다."),
    ("dates", "uk", "It closed on 5 May 2014.", "Він закрився 5 червня 2014 року."),
    ("dates", "uk", "It closed on Tuesday.", "Він закрився в середу."),
    ("dates", "ko", "It closed on Sept. 5.", "그것은 8월 5일에 닫혔다."),
    ("date-forms", "uk", "It closed on 5 May 2014.", "Він закрився 5 травень 2014 року."),
    ("date-forms", "uk", "It closed on May 5, 2014.", "Він закрився травня 5, 2014 року."),
    ("date-forms", "uk", "The songs of the 1990s.", "Пісні 1990s."),
    ("currency", "uk", "It cost $30.", "Це коштувало 30 євро."),
    ("currency", "ko", "It cost 30 euros.", "그것은 30달러였다."),
    ("particles", "ko", "The ferry left.", "배는 운항을을 시작했다."),
    ("negation", "uk", "They did not agree with us.", "Вони з нами погодилися."),
    ("negation", "ko", "They did not agree with us.", "그들은 우리에게 동의했다."),
    ("negation", "uk", "Others can not understand the danger.", "Інші розуміють цю небезпеку."),
    (
        "negation",
        "ko",
        "They could not hear more than five of us.",
        "다섯 명 이상을 들을 수 있었다.",
    ),
    ("names", "uk", "Then Anna Keller met with them.", "Потім із ними зустрілася Анна Дікінсон."),
    ("names", "uk", "Then he flew to Croatia.", "Потім він полетів до Шотландії."),
    ("names", "uk", "They met at the old bridge.", "Вони зустрілися біля мосту Фергюссона."),
    ("names", "ko", "They visited Croatia in summer.", "그들은 여름에 그 나라를 방문했다."),
    ("names", "ko", "Then Keller met with them.", "그 뒤 포르트니코우가 그들을 만났다."),
    ("names", "ko", "Then Borodin met with them.", "그 뒤 매켄지가 그들을 만났다."),
    ("names", "ko", "They heard the theory there.", "그들은 토론토에서 그 이론을 들었다."),
    ("names", "ko", "They left for Guyville.", "그들은 블링컨(Guyville)으로 떠났다."),
    ("names", "uk", "Then Howard met with them.", "Потім із ними зустрівся Портніков."),
    ("names", "ko", "He moved to Berlin.", "그는 파리로 이사했다."),
    ("names", "uk", "Berlin said no.", "Париж сказав ні."),
    ("names", "uk", "The Vienna talks failed.", "Московські перемовини провалилися."),
    ("names", "uk", "The German army left.", "Французька армія пішла."),
    ("names", "ko", "The German army left.", "프랑스군은 떠났다."),
    ("negation", "ko", "Cars cannot reach the village.", "차는 닿지 않는 마을에 갈 수가 있다."),
    ("negation", "ko", "These are non-returning boats.", "이것은 돌아오는 배다."),
    ("negation", "uk", "Not even all of them do.", "Навіть усі вони це роблять."),
    ("negation", "uk", "It is not stable. They stay here.", "Він стійкий. Вони не йдуть звідси."),
    ("negation", "uk", "Sites of no less than 50 hectares.", "Місця площею менше ніж 50 гектарів."),
    ("negation", "uk", "He did not shoot until they left.", "Він стріляв, поки вони не пішли."),
    ("negation", "uk", "You can't get in without a pass.", "Ви не зможете увійти з перепусткою."),
    ("double-negation", "uk", "It was said that nobody ran.", "Сказали, щоб ніхто біг туди."),
    ("russian-words", "uk", "He said that they are here.", "Он сказал, что они там."),
    ("jamo", "ko", "The state said no.", "정부ㄴ 아니라고 했다."),
    ("numbers", "ko", "The two edges are sharp.", "이 다섯 모서리는 날카롭다."),
    ("numbers", "uk", "It was four times as big.", "Це вдвічі більший квадрат."),
    ("names", "uk", "Then Fergusson met with them.", "Потім із ними зустрівся Дікінсон."),
    ("tags", "uk", "<em1>Never</em1> again.", "Ніколи знову."),
    ("placeholders", "uk", "See https://example.org/a now.", "Див. https://example.org/b зараз."),
    ("untranslated", "uk", "The council approved the resolution.", "Рада схвалила resolution."),
    ("script", "uk", "The council met there again today.", "評議会は今日またそこで会合した。"),
    ("repeats", "uk", "The law on defence passed.", "Закон про про захист ухвалено."),
    ("brackets", "uk", "It ended (in 2014) there.", "Там це закінчилося (у 2014."),
    ("quotes", "uk", "The “Rada” met.", "Зібралася «Рада."),
    ("end-punctuation", "uk", "Who is to blame?", "Хто винен."),
    ("characters", "uk", "Kyiv is far.", "Київ \u202eдалеко."),
    ("russian-letters", "uk", "The town is old.", "Місто давнее, старыми стінами."),
    ("look-alikes", "uk", "The town is old.", "Мiсто давнє."),
    ("ukrainian-quotes", "uk", "The “Rada” met.", "Зібралася “Рада”."),
    ("apostrophe", "uk", "Health matters.", "Здоров`я важливе."),
    ("agreement", "uk", "After 5 years it ended.", "За 5 роки це закінчилося."),
    ("ukrainian-numbers", "uk", "It weighs 1,250 tonnes.", "Це важить 1,250 тонни."),
    ("small-letters", "uk", "It was on 5 May.", "Це було 5 Травня."),
    ("particles", "ko", "She went to the harbour.", "그녀는 항구에에 갔다."),
    ("agreement", "uk", "The bridge is 31 years old.", "Мосту 31 років."),
    ("brackets", "uk", "It was there at night.", "Це було там уночі, під час) свята."),
    ("brackets", "ko", "It can rain there.", "그곳에는 비가 올 수도) 있다."),
    ("small-letters", "uk", "It was on 5 March.", "Це було 5 Березня."),
    ("russian-words", "uk", "I don't know what it is.", "Не знаю, что это таке."),
    (
        "double-negation",
        "uk",
        "I said that nobody should run.",
        "Я сказав, щоб ніхто біг, але не всі.",
    ),
    ("particles", "ko", "The people left.", "그들은은 떠났다."),
    (
        "length",
        "uk",
        "The old teacher bought twelve books and read the letters to the children in the evening.",
        "Старий учитель купив хліб, молоко й рибу на ринку.",
    ),
    ("untranslated", "uk", "The council voted.", "The council проголосувала."),
    ("particles", "ko", "The government agreed.", "정부은 동의했다."),
    ("particles", "ko", "They visited America.", "그들은 미국를 방문했다."),
    ("particles", "ko", "He bought the book.", "그는 책을(를) 샀다."),
    ("endings", "ko", "It rained. We left.", "비가 왔다. 우리는 떠났습니다."),
    ("korean-signs", "ko", "He said so.", "그는 그렇게 말했다。"),
    ("jamo", "ko", "The government agreed.", "정ㅂ부는 동의했다."),
    ("hanja", "ko", "The policy was announced.", "政策이 발표되었다."),
    ("koreas", "ko", "North Korea agreed.", "한국은 동의했다."),
]


@pytest.mark.parametrize(("check", "language", "source", "target"), BAD)
def test_an_error_is_found(check: str, language: str, source: str, target: str) -> None:
    assert check in _found(language, (source, target), worst=1)


def test_every_strange_name_is_told() -> None:
    source = "Then the two of them met with us."
    pair = Pair("1", source, "그 뒤 포르트니코우와 블링컨이 그들을 만났다.")
    found = check_article(Article([pair], "en", "ko"), choose_checks(only=["names"]))
    shown = " ".join(item.finding.message for item in found)
    assert "포르트니코우" in shown
    assert "블링컨" in shown


QUIET = [
    ("uk", "The United Nations sent help to the town.", "ООН надіслала допомогу місту."),
    ("ko", "The United Nations sent help to the town.", "유엔은 그 마을에 지원을 보냈다."),
    ("uk", "“We are ready,” said Fergusson.", "— Ми готові, — сказав Фергюссон."),
    ("uk", "“Who is there?”", "– Хто там?"),
    ("ko", "“We are ready,” said Fergusson.", "퍼거슨은 “우리는 준비됐어요.”라고 말했다."),
    ("ko", "“Where are you going?”", "“어디로 가십니까”라고 물었다."),
]


@pytest.mark.parametrize(("language", "source", "target"), QUIET)
def test_what_only_looks_strange_is_not_even_noted(language: str, source: str, target: str) -> None:
    assert _found(language, (source, target)) == {}


def test_a_target_of_another_source_is_told() -> None:
    source = "The old teacher bought books for the children, and read the letters in the evening."
    other = "Команда виграла перший матч, бо суперник грав без воротаря майже всю гру на полі."
    assert "unrelated" in _found("uk", (source, other))
    mine = "Старий учитель купив дітям книги й увечері читав листи."
    assert "unrelated" not in _found("uk", (source, mine))


def test_a_target_without_words_is_told() -> None:
    assert _found("uk", ("The council met there.", "..."), worst=1)["length"] == (
        "the target has no words"
    )


def test_a_sentence_that_is_missing_is_found() -> None:
    source = "The council met on Tuesday evening. Nobody wanted to speak first. Then it rained."
    target = "Рада зібралася у вівторок увечері. Потім пішов дощ."
    assert "sentences" in _found("uk", (source, target), worst=1)


def test_a_sentence_of_which_the_target_tells_no_word_is_missing() -> None:
    source = "The old teacher bought twelve books. It rained. The children read the letters."
    target = "Старий учитель, якого тут знали, купив дванадцять книг. Пішов дощ."
    assert "sentences" in _found("uk", (source, target), worst=1)


def test_one_sentence_in_another_style_than_the_article_is_found() -> None:
    rows = [(f"It rained on day {n}.", f"{n}일째 비가 왔다.") for n in range(2, 8)]
    assert "endings" in _found("ko", *rows, ("It stopped.", "비가 그쳤습니다."), worst=1)
    assert "endings" not in _found("ko", *rows, ("It stopped.", "비가 그쳤다."))


def test_an_address_that_became_another_is_one_finding() -> None:
    found = _found("uk", ("See https://example.org/a now.", "Див. https://example.org/b зараз."))
    assert found["placeholders"] == (
        "the source has https://example.org/a, the target https://example.org/b"
    )


def test_a_target_in_another_script_is_one_finding() -> None:
    row = ("They said that it was very cold.", "Вони сказали, що дуже холодно.")
    assert _found("fr", row) == {"script": "the target is in another script than its language"}
    assert _found("ko", row) == {"script": "the target is in another script than its language"}


def test_the_same_source_in_two_ways_is_noted() -> None:
    rows = [("Read the report", "Читати звіт"), ("Read the report", "Прочитайте доповідь")]
    assert "inconsistent" in _found("uk", *rows)


def test_the_place_of_a_finding_is_counted_with_the_tags_before_it() -> None:
    pair = Pair("1", "<em1>It</em1> cost 30 euros.", "<em1>Це</em1> коштувало 37 євро.")
    (item,) = check_article(Article([pair], "en", "uk"), choose_checks(["numbers"]))
    assert item.finding.severity is Severity.ERROR
    assert pair.target.raw[item.finding.start : item.finding.end] == "37"


def test_a_translator_silences_checks_and_single_findings() -> None:
    pair = Pair("1", "It cost 30 euros.", "Це коштувало 37 євро.")
    article = Article([pair], "en", "uk")
    (item,) = check_article(article, choose_checks(["numbers"]))
    for comment in (" transkit: ignore numbers, quotes", " transkit: ignore",
                    f" transkit: dismissed {item.key}"):  # fmt: skip
        hidden = {"1": read_suppressed([comment])}
        assert check_article(article, choose_checks(["numbers"]), suppressed=hidden) == []
    other = {"1": read_suppressed([" transkit: ignore quotes", " ignore numbers, please"])}
    assert check_article(article, choose_checks(["numbers"]), suppressed=other) == [item]


def test_a_dismissed_finding_comes_back_when_the_target_changes() -> None:
    checks = choose_checks(["numbers"])
    keys = {
        check_article(Article([Pair("1", "It cost 30 euros.", target)], "en", "uk"), checks)[0].key
        for target in ("Це коштувало 37 євро.", "Воно коштувало 37 євро.")
    }
    assert len(keys) == 2


def test_an_unknown_check_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(UsageError, match="did you mean numbers"):
        choose_checks(["nubers"])


@settings(max_examples=40)
@given(
    st.text(min_size=1, max_size=80),
    st.text(min_size=1, max_size=80),
    st.sampled_from(["uk", "ko", "de"]),
)
def test_checks_never_raise_and_places_lie_in_the_target(
    source: str, target: str, language: str
) -> None:
    article = Article([Pair("1", source, target, score=0.1)], "en", language)
    for item in check_article(article, all_checks()):
        if item.finding.start is not None and item.finding.end is not None:
            assert item.finding.start <= item.finding.end <= len(target)
    assert all(0 <= measure_doubt(pair) <= 1 for pair in article.pairs)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_every_check_says_what_it_catches(check: object) -> None:
    summary = getattr(check, "summary", "")
    assert summary.endswith(".")
    assert len(summary) <= 100
    assert "``" not in summary
    described = getattr(check, "run", None).__doc__ or ""
    assert "Example: " in described
    assert "Measured " in described
    assert "(docs/" in described


def test_kinship_is_known_exactly_only_where_it_may_be_low() -> None:
    source = "The old teacher bought books for the children, and read the letters in the evening."
    mine, other = (
        Article([Pair("1", source, target)], "en", "uk").pairs[0]
        for target in (
            "Старий учитель купив дітям книги й увечері читав листи.",
            "Команда виграла перший матч, бо суперник грав без воротаря майже всю гру на полі.",
        )
    )
    assert (kinship(mine) or 0.0) > 0 > (kinship(other) or 0.0)
    assert kinship(mine, below=-5.0) is None
    assert kinship(other, below=-5.0) == kinship(other)
    assert kinship(Article([Pair("1", source, "Der Lehrer.")], "en", "de").pairs[0]) is None


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Kim Jong-un left.", "김정은는 떠났다.", "“김정은는” should be “김정은은”"),
        ("The Bank of Korea left.", "한은는 떠났다.", "“한은는” should be “한은은”"),
        ("Kim Jong-un left.", "정부은은 떠났다.", "“정부은은” ends with two particles"),
        ("The United Nations left.", "그들은은 떠났다.", "“그들은은” ends with two particles"),
    ],
)
def test_who_is_named_eun_takes_a_particle_of_its_own(
    source: str, target: str, wanted: str
) -> None:
    """A name or a bank ends in 은 by itself: only what stands behind that is a particle."""
    assert _found("ko", (source, target))["particles"] == wanted


FINDINGS_ACROSS = {
    "ukrainian-quotes": [
        ("uk", [("He said “a dog”.", 'Він сказав "пес".')], ("And “a cat”.", 'І "кіт".')),
        ("uk", [("He said “a dog”.", 'Він сказав "пес".'), ("No.", "Ні.")], ("“Owl”.", '"Сова".')),
    ],
    "apostrophe": [
        ("uk", [("Five dogs.", "П'ять псів, п'ять."), ("Six.", "Шість, п’ять, п’ять, п’ять.")],
         ("Five, five.", "П`ять, п’ять.")),
    ],
    "inconsistent": [
        ("uk", [("Read the report", "Читати звіт"), ("Read the report", "Прочитайте доповідь")],
         ("Read the report", "Аналіз звіту")),
    ],
}  # fmt: skip
"""By check: language, an article, and a unit that comes to stand before it."""


@pytest.mark.parametrize("name", FINDINGS_ACROSS)
def test_what_is_dismissed_stays_so_whatever_becomes_of_other_units(name: str) -> None:
    """A fingerprint holds nothing of other units: neither counts nor their words."""
    for language, rows, other in FINDINGS_ACROSS[name]:
        before, after = (
            {
                (item.finding.unit, item.key)
                for item in check_article(
                    Article([Pair(row[1], *row) for row in chosen], "en", language),
                    choose_checks(only=[name]),
                )
                if item.finding.unit != other[1]
            }
            for chosen in (rows, [*rows, other] if name == "ukrainian-quotes" else [other, *rows])
        )
        assert before
        assert before <= after


def test_one_other_paragraph_is_singular() -> None:
    rows = [("He said “a dog”.", 'Він сказав "пес".'), ("And “a cat”.", 'І сказав "кіт".')]
    pairs = [Pair(str(number), *row) for number, row in enumerate(rows)]
    found = check_article(Article(pairs, "en", "uk"), choose_checks(only=["ukrainian-quotes"]))
    (message,) = [item.finding.message for item in found]
    assert message.endswith("(also in 1 other paragraph)")


@pytest.mark.parametrize(
    "wrong",
    [
        "1,250명를", "12명가", "5일는", "150달러을", "30%은", "“책”를", "나토(NATO)은", "3미터을",
        "2026년는", "대통령이가", "물가이", "우크라이나군가", "정부 가",
        "정부 와", "5km을", "3만 명를",
    ],
)  # fmt: skip
def test_particles_behind_numbers_signs_and_spaces_are_looked_at(wrong: str) -> None:
    """What is counted, quoted, in brackets or apart has a final sound, too."""
    assert "particles" in _found("ko", ("They told it there.", f"그들은 {wrong} 알렸다."))


@pytest.mark.parametrize(
    "wrong",
    [
        "그은", "이을 위해", "할 수은", "것가", "상황가", "당신가", "크기이", "여행자이",
        "시위대이", "사고을", "기병대은", "TV을", "ROV을", "URL를", "Garcia은",
        "기네스(Guinness)은", "두 명가", "세 살를", "높는", "파키스탄가", "수이", "야당가",
    ],
)  # fmt: skip
def test_wrong_particles_are_told_behind_any_noun(wrong: str) -> None:
    """Pronouns, nouns whose end looks like a word, Latin letters, counted things."""
    assert "particles" in _found("ko", ("They told it there.", f"{wrong} 크게 알렸다."))


def test_a_missing_space_before_a_pronoun_is_called_that() -> None:
    said = _found("ko", ("When it began, it ended.", "전쟁이 시작될 때이 회의는 끝났다."))
    assert said["particles"] == "“때이” should be “때 이” (a space is missing)"


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("There is a mall.", "지하상가"), ("A boy came.", "남자아이"), ("He is glad.", "기꺼이"),
        ("They gathered it.", "모은"), ("It is hard.", "어떤가"), ("Experts spoke.", "전문가"),
        ("It makes it up.", "구별짓는"), ("Trafalgar Square.", "트라팔가"),
        ("Go to Shanghai.", "상하이"),
        ("It is a UN body.", "국제연합(UN)은"), ("The EU agreed.", "유럽연합(EU)은"),
        ("A web app.", "Web은"),
        ("A fee.", "회원가"), ("An idealist.", "사상가"), ("Fried fish.", "생선구이"),
        ("Medicine.", "의과"), ("HTML.", "HTML은"),
        ("He drew a line.", "선을 그은"), ("It followed.", "뒤를 이은"), ("Windows.", "Windows는"),
    ],
)  # fmt: skip
def test_words_that_end_like_a_wrong_particle_are_silent(source: str, right: str) -> None:
    assert "particles" not in _found("ko", (source, f"그들은 {right} 크게 알렸다."))


@pytest.mark.parametrize(
    "right",
    [
        "1,250명을", "12명이", "5일은", "150달러를", "30%는", "“책”을", "나토(NATO)는", "3미터를",
        "2026년은", "어린이가", "차이가", "물가가", "군가", "학교에 가", "빨리 와 주었다고",
        "5km를", "5번가", "국제연합(UN)은",
        "“학교”는", "아이가", "2배가", "30%가", "10대와", "김 씨(34)가",
    ],
)  # fmt: skip
def test_right_particles_behind_numbers_and_signs_are_silent(right: str) -> None:
    """Nothing is said about particles that go with the sound."""
    assert "particles" not in _found("ko", ("They told it there.", f"그들은 {right} 알렸다."))


@pytest.mark.parametrize(
    ("target", "is_wrong"),
    [
        ("Це було наприкінці Березня.", True),
        ("Він чекає з Квітня.", True),
        ("Рада збереться у Понеділок.", True),
        ("Вони бачили Українських посадовців.", True),
        ("Потім Французький міністр пішов.", True),
        ("Він говорив Англійською мовою.", True),
        ("Там було багато Українок.", True),
        ("Він зустрів Чеченців.", True),
        ("Це було наприкінці березня.", False),
        ("Французький міністр пішов.", False),
        ("Вона голова Спілки Українок.", False),
        ("Він працює в Українському Католицькому Університеті.", False),
        ("Він читав про Лютого Дмитра.", False),
        ("Вона звернулася до Європейського суду з прав людини.", False),
        ("Це вирішив Англійський банк.", False),
        ("Він був на Європейському Форумі у понеділок.", False),
    ],
)
def test_months_days_and_nationalities_begin_small_in_mid_sentence(
    target: str, *, is_wrong: bool
) -> None:
    """Behind any preposition, as adjectives and as languages, but not in names."""
    assert ("small-letters" in _found("uk", ("It was there.", target))) is is_wrong


@pytest.mark.parametrize(
    ("source", "target", "is_wrong"),
    [
        ("The Kenyan runner won.", "Перемогла відома Кенійська бігунка.", True),
        ("Swedes and Finns came.", "Приїхали й Шведи.", True),
        ("It is taught in French and Korean.", "Це викладають і Французькою.", True),
        ("He waits for Friday, May be.", "Він дочекається лише П’ятниці.", True),
        ("Snow fell all January.", "Сніг ішов весь Січень.", True),
        ("They flew to French Guiana.", "Вони полетіли до Французької Гвіани.", False),
        ("The Bank of England said so.", "Так вирішив сам Англійський банк.", False),
        ("The Roman empire fell.", "Впала велика Римська імперія.", False),
        ("It was Black Friday.", "Це була велика П’ятниця.", False),
        ("The Finnish town of Kemi.", "Це відоме Фінське.", True),
        ("The Kenyan runner won.", "Перемогла відома кенійська бігунка.", False),
        ("The Kenyan runner won.", "Кенійська бігунка перемогла.", False),
    ],
)
def test_what_is_no_name_in_the_source_begins_small(
    source: str, target: str, *, is_wrong: bool
) -> None:
    """A capital that stands for an English one, which is not part of a name of several words."""
    assert ("small-letters" in _found("uk", (source, target))) is is_wrong


@pytest.mark.parametrize(
    ("target", "is_wrong"), [("그는 웃었다ㅋ", True), ("그는 웃었다ㅋㅋ", False)]
)
def test_a_single_letter_behind_a_word_is_no_laughter(target: str, *, is_wrong: bool) -> None:
    assert ("jamo" in _found("ko", ("He laughed, haha", target))) is is_wrong
