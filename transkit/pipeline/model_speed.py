"""How fast an installed model drafts on this computer: ``transkit models info --bench``."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import product

from transkit.engines.base import EngineRequest, ModelEngineFactory, loads_models
from transkit.engines.registry import engine_factory
from transkit.errors import ModelError
from transkit.files import available_cores
from transkit.models.folders import ANY_LANGUAGE
from transkit.models.naming import parse_pair
from transkit.models.records import ModelRecord

__all__ = ["Speed", "measure_speed", "sentences"]

_BEGINNINGS = {
    "en": (
        "The council of the coastal town",
        "A group of engineers from two universities",
        "The owner of the old bookshop",
        "Nobody at the evening meeting",
        "The minister, who had arrived late,",
        "Every second household in the valley",
        "The editor of the local newspaper",
        "A spokeswoman for the railway company",
        "The teachers of the village school",
        "The youngest member of the crew",
    ),
    "uk": (
        "Рада приморського міста",
        "Група інженерів із двох університетів",
        "Власниця старої книгарні",
        "Ніхто на вечірніх зборах",
        "Міністр, який приїхав із запізненням,",
        "Кожна друга родина в долині",
        "Редактор місцевої газети",
        "Речниця залізничної компанії",
        "Учителі сільської школи",
        "Наймолодший член екіпажу",
    ),
    "ko": (
        "해안 도시의 의회는",
        "두 대학의 기술자들은",
        "오래된 서점의 주인은",
        "저녁 회의에 온 사람들은",
        "늦게 도착한 장관은",
        "골짜기의 두 집 가운데 한 집은",
        "지역 신문의 편집장은",
        "철도 회사의 대변인은",
        "마을 학교의 교사들은",
        "가장 어린 선원은",
    ),
}
_ENDS = {
    "en": (
        "asked for more time to read the report before the vote on Thursday.",
        "said that the new bridge would cost 14.6 million euros and open in spring.",
        "did not want to talk about the letter that was found last week.",
        "remembered how the river had flooded the market square in 1998.",
        "expects that prices will fall again before the end of the year.",
        "promised to answer all of the questions by e-mail within three days.",
        "has been waiting for a decision since the summer, and is losing patience.",
        "thought that the plan was good, but too expensive for such a small place.",
        "wrote a long story about the lighthouse and the people who lived in it.",
        "heard the news on the radio and drove to the harbour at once.",
        "believes that trees along the road would make the summers cooler.",
        "voted against the proposal, although most of the arguments were sound.",
        "found a map from the last century behind a shelf in the cellar.",
        "will meet again on Monday to discuss what should be done next.",
        "could not explain why the lights had gone out twice in one night.",
        "bought the empty factory and wants to turn it into workshops.",
        "has planted more than two thousand trees since the fire.",
        "agreed to publish the minutes of the meeting, though not the names.",
        "sold the boat, kept the nets, and moved to the capital in autumn.",
        "warned that the ice on the lake was still too thin to walk on.",
    ),
    "uk": (
        "попросила більше часу, щоб прочитати звіт до голосування в четвер.",
        "вважає, що новий міст коштуватиме 14,6 мільйона євро.",
        "не захотіла говорити про листа, якого знайшли минулого тижня.",
        "пам’ятає, як річка затопила ринкову площу 1998 року.",
        "сподівається, що ціни знову впадуть до кінця року.",
        "обіцяє відповісти на всі запитання протягом трьох днів.",
        "чекає на рішення від літа й уже втрачає терпіння.",
        "каже, що задум добрий, але задорогий для такого містечка.",
        "пише довгу розповідь про маяк і людей, які в ньому жили.",
        "чує новини по радіо й одразу їде до гавані.",
        "вірить, що дерева вздовж дороги зроблять літо прохолоднішим.",
        "голосує проти пропозиції, хоча більшість доводів слушні.",
        "знаходить мапу минулого століття за полицею в підвалі.",
        "збирається знову в понеділок, щоб вирішити, що робити далі.",
        "не може пояснити, чому світло двічі згасло за одну ніч.",
        "купує порожню фабрику й хоче облаштувати там майстерні.",
        "саджає дерева на схилі від самої пожежі.",
        "погоджується оприлюднити протокол зборів, але без імен.",
        "продає човен, залишає собі сіті й переїздить до столиці.",
        "попереджає, що крига на озері ще надто тонка.",
    ),
    "ko": (
        "목요일 투표 전에 보고서를 읽을 시간을 더 달라고 했다.",
        "새 다리에 1460만 유로가 들고 봄에 열릴 것이라고 말했다.",
        "지난주에 발견된 편지에 대해 이야기하고 싶어 하지 않았다.",
        "1998년에 강물이 장터로 넘친 일을 기억했다.",
        "연말 전에 가격이 다시 내릴 것으로 기대한다.",
        "사흘 안에 모든 질문에 답하겠다고 약속했다.",
        "여름부터 결정을 기다려 왔고 이제 지쳐 간다.",
        "계획은 좋지만 작은 마을에는 너무 비싸다고 생각했다.",
        "등대와 그곳에 살던 사람들에 관한 긴 글을 썼다.",
        "라디오에서 소식을 듣고 곧바로 항구로 갔다.",
        "길가의 나무가 여름을 더 시원하게 할 것이라고 믿는다.",
        "주장이 대부분 옳았지만 제안에 반대했다.",
        "지하실 선반 뒤에서 지난 세기의 지도를 찾았다.",
        "다음에 무엇을 할지 논의하려고 월요일에 다시 모인다.",
        "하룻밤에 불이 두 번 나간 까닭을 설명하지 못했다.",
        "빈 공장을 사서 작업장으로 바꾸려고 한다.",
        "불이 난 뒤로 나무를 이천 그루 넘게 심었다.",
        "이름은 빼고 회의록을 공개하기로 했다.",
        "배는 팔고 그물은 남긴 채 가을에 수도로 떠났다.",
        "호수의 얼음이 아직 너무 얇다고 알렸다.",
    ),
}
_TARGETS = ("uk", "ko", "en", "de", "fr", "es", "pl", "ru", "zh-Hans", "ar")
"""Languages that a model for many is tried with, the first that it knows."""
_WARM_UP = 4
"""Sentences that are drafted before the clock starts: loading the model is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How fast a model drafted."""

    words: int
    """Words of the source text."""
    seconds: float
    """Time for all of them; loading the model is not counted."""
    jobs: int
    """Cores that were used."""
    source: str
    """BCP 47 tag that the model was told."""
    target: str
    language: str
    """BCP 47 tag of the text: `source` where transkit has a text in it."""

    @property
    def words_per_second(self) -> float:
        """Words of the source text in a second."""
        return self.words / self.seconds

    @property
    def pair(self) -> str:
        """What a person calls the languages: ``en→uk``."""
        return f"{self.source}→{self.target}"


def sentences(language: str) -> tuple[str, list[str]]:
    """Return 200 sentences, all different, and the tag of the language that they are in.

    Args:
        language: BCP 47 tag; English where there is no text in it.
    """
    known = language if language in _BEGINNINGS else "en"
    pairs = product(_BEGINNINGS[known], _ENDS[known])
    return known, [f"{beginning} {end}" for beginning, end in pairs]


def measure_speed(model: ModelRecord, *, pair: str = "", jobs: int | None = None) -> Speed:
    """Draft 200 sentences with a model, as ``transkit translate`` would, and take the time.

    Args:
        model: An installed model.
        pair: Languages to draft with, of those that it is for; by default some that it knows.
        jobs: Cores to use; by default all.

    Raises:
        UsageError: The pair is not understood.
        TranskitError: The model cannot be used, or not for this pair.
    """
    factory = engine_factory(model.engine)
    if not loads_models(factory):
        raise ModelError(f"the engine {model.engine} loads no models", path=model.path)
    source, target = _choose_pair(model, factory, parse_pair(pair) if pair else None)
    language, text = sentences(source)
    cores = jobs or available_cores()
    engine = factory.open(model, EngineRequest(source=source, target=target, jobs=cores), {})
    engine.translate(text[:_WARM_UP])
    begin = time.perf_counter()
    engine.translate(text)
    seconds = time.perf_counter() - begin
    words = sum(len(sentence.split()) for sentence in text)
    return Speed(
        words=words,
        seconds=max(seconds, 1e-9),
        jobs=cores,
        source=source,
        target=target,
        language=language,
    )


def _choose_pair(
    model: ModelRecord, factory: ModelEngineFactory, wanted: tuple[str, str] | None
) -> tuple[str, str]:
    """Return a pair that a model is for: the one that is wanted, or the first that it knows.

    Raises:
        ModelError: It is not for the one that is wanted, or for none that we think of.
    """
    several = {model.source, model.target} & {ANY_LANGUAGE}
    sources = (model.source,) if model.source != ANY_LANGUAGE else tuple(_BEGINNINGS)
    targets = (model.target,) if model.target != ANY_LANGUAGE else _TARGETS
    pairs = [wanted] if wanted else [p for p in product(sources, targets) if p[0] != p[1]]
    for source, target in pairs:
        if factory.covers(model, source, target):
            return source, target
    shown = "-".join(wanted) if wanted else "a pair that has a text to measure with"
    hint = "name one of its pairs: --pair en-de" if several else f"it is for {model.pair}"
    raise ModelError(f"{model.label} is not for {shown}", path=model.path, hint=hint)
