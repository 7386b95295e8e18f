"""A changed paragraph keeps what still holds, and nothing that a person wrote is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogs.gettext_tools import check, msgcat
from tests.catalogs.strategies import HEADER, unit
from transkit.catalogs import (
    ReusePlan,
    compose,
    make_catalog,
    merge_catalog,
    parse_po,
    plan_reuse,
    sentence_key,
    serialize_po,
)
from transkit.catalogs.notes import STANDS_WHOLE
from transkit.units import Catalog, Reference, State, Unit, unit_id

RIVER = "The river rose by 40 centimetres on Monday."
HURT = "Nobody was hurt, said Anna Koval."
SCHOOLS = "The schools stay closed for a week."
HELP = "Help came from 3 other towns in the evening."

UKRAINIAN = {
    RIVER: "У понеділок річка піднялася на 40 сантиметрів.",
    HURT: "Ніхто не постраждав, сказала Анна Коваль.",
    SCHOOLS: "Школи зачинені протягом тижня.",
    HELP: "Увечері прийшла допомога з 3 інших міст.",
}
KOREAN = {
    RIVER: "월요일에 강물이 40센티미터 불어났다.",
    HURT: "다친 사람은 없다고 안나 코발이 말했다.",
    SCHOOLS: "학교는 일주일 동안 문을 닫는다.",
    HELP: "저녁에 다른 마을 3곳에서 도움이 왔다.",
}


def _catalog(*units: Unit, language: str = "uk", obsolete: tuple[Unit, ...] = ()) -> Catalog:
    """Return a catalog with a complete header."""
    return Catalog(
        source_language="en",
        target_language=language,
        units=units,
        obsolete=obsolete,
        header=HEADER,
    )


def _reviewed(*sentences: str, language: str = "uk") -> Unit:
    """Return a paragraph of these sentences that a person has translated."""
    words = UKRAINIAN if language == "uk" else KOREAN
    made = unit(" ".join(sentences), " ".join(words[sentence] for sentence in sentences))
    return replace(made, state=State.REVIEWED)


class _Engine(dict[str, str]):
    """Drafts by putting brackets around what it gets."""

    def __missing__(self, source: str) -> str:
        """Return the draft."""
        return f"[{source}]"


def _run(
    sources: Sequence[str],
    existing: Catalog | None,
    is_draft: Callable[[str, str], bool] | None = None,
) -> tuple[Catalog, ReusePlan]:
    """Do what the pipeline does with a document of these paragraphs."""
    language = existing.target_language if existing else "uk"
    bare = make_catalog(
        [
            replace(unit(source), references=(Reference(path="a.txt", line=2 * i + 1),))
            for i, source in enumerate(dict.fromkeys(sources))
        ],
        source_language="en",
        target_language=language,
        header=HEADER,
    )
    plan = plan_reuse(bare, existing, is_draft)
    engine = _Engine()
    units = [
        compose(item, plan.units[item.id], engine, {})
        if item.id in plan.units
        else replace(item, target=engine[item.source], state=State.TRANSLATED)
        for item in bare.units
    ]
    return merge_catalog(replace(bare, units=tuple(units)), existing, is_draft, plan), plan


def _merge(existing: Unit | Catalog, *paragraphs: str) -> Catalog:
    """Return the catalog of a document of these paragraphs after merging, without a ledger."""
    catalog = existing if isinstance(existing, Catalog) else _catalog(existing)
    merged, _ = _run(paragraphs, catalog)
    return merged


@pytest.mark.parametrize(("language", "words"), [("uk", UKRAINIAN), ("ko", KOREAN)])
def test_unchanged_sentences_keep_a_persons_words_and_the_others_are_drafted(
    language: str, words: dict[str, str]
) -> None:
    """The whole idea: one number has changed, three translations of four still hold."""
    before = _reviewed(RIVER, HURT, SCHOOLS, HELP, language=language)
    changed = SCHOOLS.replace("a week", "two weeks")
    after = f"{RIVER} {HURT} {changed} {HELP}"
    merged = _merge(_catalog(before, language=language), after)
    (item,) = merged.units
    assert item.target == f"{words[RIVER]} {words[HURT]} [{changed}] {words[HELP]}"
    assert item.state is State.TRANSLATED
    assert item.previous_source == before.source
    assert item.note == (
        "sentences 1, 2 and 4 keep their translation",
        f"sentence 3 has changed (a number): machine draft; it was translated as: {words[SCHOOLS]}",
    )
    assert merged.obsolete == (before,)
    content = serialize_po(merged)
    assert check(content) == ""
    assert msgcat(content) == content


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (RIVER.replace("40", "50"), "a number"),
        (HURT.replace("Koval", "Kovalenko"), "a name"),
        (SCHOOLS.replace("stay", "do not stay"), "a negation"),
        (SCHOOLS.replace("a week", "three weeks"), "a number"),
        (RIVER.replace("rose", "fell"), "the sense"),
        (RIVER.replace("rose by 40", "fell by 30"), "a number, the sense"),
    ],
)
def test_a_change_that_may_turn_the_meaning_is_never_carried_over(changed: str, why: str) -> None:
    sentences = [RIVER, HURT, SCHOOLS]
    index = next(i for i, text in enumerate(sentences) if text.split()[1] == changed.split()[1])
    after = " ".join([*sentences[:index], changed, *sentences[index + 1 :]])
    (item,) = _merge(_reviewed(*sentences), after).units
    assert UKRAINIAN[sentences[index]] not in item.target
    assert f"[{changed}]" in item.target
    assert any(f"sentence {index + 1} has changed ({why}): machine draft" in n for n in item.note)


def test_a_new_sentence_is_drafted_and_named() -> None:
    before = _reviewed(RIVER, SCHOOLS)
    merged = _merge(before, f"{RIVER} It rained all day. {SCHOOLS}")
    (item,) = merged.units
    assert item.target == f"{UKRAINIAN[RIVER]} [It rained all day.] {UKRAINIAN[SCHOOLS]}"
    assert item.note == (
        "sentences 1 and 3 keep their translation",
        "sentence 2 is new: machine draft",
    )
    assert merged.obsolete == ()


def test_a_sentence_that_is_gone_goes_and_stays_obsolete() -> None:
    before = _reviewed(RIVER, HURT, SCHOOLS)
    merged = _merge(before, f"{RIVER} {SCHOOLS}")
    assert merged.units[0].target == f"{UKRAINIAN[RIVER]} {UKRAINIAN[SCHOOLS]}"
    assert merged.units[0].note == (
        "every sentence keeps its translation",
        "1 sentence is no longer here",
    )
    assert merged.obsolete == (before,)


def test_sentences_may_change_places() -> None:
    (item,) = _merge(_reviewed(RIVER, HURT, SCHOOLS), f"{SCHOOLS} {RIVER} {HURT}").units
    assert item.target == f"{UKRAINIAN[SCHOOLS]} {UKRAINIAN[RIVER]} {UKRAINIAN[HURT]}"
    assert item.state is State.TRANSLATED


def test_a_paragraph_that_was_split_gives_each_half_its_sentences() -> None:
    merged = _merge(_reviewed(RIVER, HURT, SCHOOLS, HELP), f"{RIVER} {HURT}", f"{SCHOOLS} {HELP}")
    assert [item.target for item in merged.units] == [
        f"{UKRAINIAN[RIVER]} {UKRAINIAN[HURT]}",
        f"{UKRAINIAN[SCHOOLS]} {UKRAINIAN[HELP]}",
    ]
    assert merged.obsolete == ()


def test_paragraphs_that_were_joined_keep_their_targets() -> None:
    first, second = _reviewed(RIVER, HURT), _reviewed(SCHOOLS)
    merged = _merge(_catalog(first, second), f"{RIVER} {HURT} {SCHOOLS}")
    (item,) = merged.units
    assert item.target == f"{first.target} {second.target}"
    assert item.previous_source == f"{first.source}\n{second.source}"
    assert "joined from 2 paragraphs" in item.note
    assert merged.obsolete == ()
    assert parse_po(serialize_po(merged)).units[0].previous_source == item.previous_source


def test_a_paragraph_that_moved_is_simply_there() -> None:
    first, second = _reviewed(RIVER, HURT), _reviewed(SCHOOLS)
    merged = _merge(_catalog(first, second), second.source, first.source)
    assert [item.target for item in merged.units] == [second.target, first.target]
    assert all(item.state is State.REVIEWED for item in merged.units)


def test_another_typography_leaves_the_unit_reviewed() -> None:
    before = replace(
        unit('The mayor said "no"--twice.', "Мер двічі сказав «ні»."),
        state=State.REVIEWED,
        comments=(" так",),
    )
    merged = _merge(before, "The mayor said “no” — twice.")
    (item,) = merged.units
    assert (item.target, item.state) == (before.target, State.REVIEWED)
    assert (item.note, item.previous_source, item.comments) == ((), None, (" так",))
    assert merged.obsolete == ()


def test_what_a_person_left_fuzzy_stays_so_under_another_typography() -> None:
    before = unit("He said “no”.", "Він сказав «ні».")
    (item,) = _merge(before, 'He said "no".').units
    assert (item.target, item.state) == (before.target, State.TRANSLATED)


def test_a_draft_that_the_ledger_knows_from_the_other_typography_is_drafted_anew_at_once() -> None:
    """Else the next run would do so, for it is nobody's work under that source."""
    before = replace(unit("He said “no”.", "Він сказав «ні»."), comments=(" так",))
    drafts = {('He said "no".', "Він сказав «ні».")}
    merged, plan = _run(['He said "no".'], _catalog(before), lambda *pair: pair in drafts)
    (item,) = merged.units
    assert (item.target, item.comments, item.note) == ('[He said "no".]', (" так",), ())
    assert (merged.obsolete, plan.spent) == ((), (before,))


def test_a_sentence_in_other_typography_is_kept_and_named_if_a_letter_is_other() -> None:
    sources = ["The café is open.", RIVER, SCHOOLS]
    before = replace(
        unit(" ".join(sources), f"Кав'ярня відчинена. {UKRAINIAN[RIVER]} {UKRAINIAN[SCHOOLS]}"),
        state=State.REVIEWED,
    )
    (item,) = _merge(before, f"The cafe\u0301 is open. {RIVER} It rained.").units
    assert item.target == f"Кав'ярня відчинена. {UKRAINIAN[RIVER]} [It rained.]"
    assert "sentence 1 is spelled a little differently than before" in item.note


def test_where_nobody_knows_which_part_is_which_the_whole_translation_stays() -> None:
    """Three sentences became two, so freely that no boundary is sure; nothing is guessed."""
    before = replace(
        unit(
            "He came. He saw the old town. Then he left it.",
            "Він прийшов і побачив. Старе місто він потім покинув.",
        ),
        state=State.REVIEWED,
    )
    merged = _merge(before, "He came. He saw the old town. Then he burnt it.")
    (item,) = merged.units
    assert item.target == before.target
    assert (item.state, item.previous_source) == (State.TRANSLATED, before.source)
    assert item.note == (
        (
            "the source has changed and the old translation stands here whole:"
            " sentence 3 has changed or is new"
        ),
    )
    assert merged.obsolete == (before,)


def test_a_stale_translation_does_not_become_true_by_a_second_change() -> None:
    """What was kept whole under a changed source is still the translation of the old one."""
    before = replace(
        unit(
            "He came. He saw the old town. Then he left it.",
            "Він прийшов і побачив. Старе місто він потім покинув.",
        ),
        state=State.REVIEWED,
    )
    once = _merge(before, "He came. He saw the old town. Then he burnt it.")
    twice = _merge(once, "He came. He saw the old town. Then he burnt it. It was late.")
    assert before.target not in twice.units[0].target or any(
        "stands here whole" in line for line in twice.units[0].note
    )
    assert before in twice.obsolete


@pytest.mark.parametrize("is_named", [True, False], ids=["previous", "previous dropped"])
def test_what_was_kept_whole_is_kept_whole_again(*, is_named: bool) -> None:
    """Three passages stand there for two sentences: they are not to be counted off."""
    before = replace(
        unit(f"{RIVER} {HURT}", " ".join(UKRAINIAN[text] for text in (SCHOOLS, RIVER, HURT))),
        previous_source=f"{SCHOOLS} {RIVER} {HURT}" if is_named else None,
        note=(f"{STANDS_WHOLE}1 sentence is no longer here",),
    )
    (item,) = _merge(before, f"{RIVER} {HURT} {HELP}").units
    assert item.target == before.target
    assert item.state is State.TRANSLATED
    assert item.note == (f"{STANDS_WHOLE}sentence 3 has changed or is new",)


def test_what_msgmerge_made_of_a_change_is_not_taken_for_a_translation_of_it() -> None:
    old = _reviewed(RIVER, HURT, SCHOOLS)
    merged_elsewhere = replace(
        unit(f"{RIVER.replace('40', '50')} {HURT} {SCHOOLS}", old.target),
        previous_source=old.source,
    )
    later = f"{RIVER.replace('40', '50')} {HURT} {SCHOOLS} {HELP}"
    (item,) = _merge(merged_elsewhere, later).units
    assert UKRAINIAN[RIVER] not in item.target
    assert f"{UKRAINIAN[HURT]} {UKRAINIAN[SCHOOLS]}" in item.target


def test_a_persons_comments_and_flags_go_along_with_the_changed_unit() -> None:
    before = replace(
        _reviewed(RIVER, HURT), comments=(" Коваль чи Ковальська?",), flags=("no-wrap",)
    )
    (item,) = _merge(before, f"{RIVER} {HURT} It rained.").units
    assert item.comments == before.comments
    assert item.flags == before.flags


def test_a_comment_on_a_draft_goes_along_and_the_draft_does_not() -> None:
    before = replace(unit(f"{RIVER} {HURT}", "чернетка"), comments=(" перевірити",))
    merged, _ = _run([f"{RIVER} {SCHOOLS}"], _catalog(before), lambda _s, t: t == "чернетка")
    assert merged.units[0].comments == before.comments
    assert merged.units[0].target == f"[{RIVER} {SCHOOLS}]"
    assert merged.obsolete == ()


def test_a_single_sentence_that_has_changed_is_drafted_and_says_what_it_was() -> None:
    before = _reviewed(RIVER)
    after = RIVER.replace("40", "50")
    existing = _catalog(before)
    merged, _ = _run([after], existing)
    (item,) = merged.units
    assert (item.target, item.previous_source) == (f"[{after}]", None)
    assert item.note == (f"the source has changed; it was translated as: {UKRAINIAN[RIVER]}",)
    assert merged.obsolete == (before,)
    again, _ = _run([after], merged, lambda _s, target: target.startswith("["))
    assert again == merged


def test_an_obsolete_entry_serves_a_paragraph_that_resembles_it() -> None:
    sleeping = _reviewed(RIVER, HURT, SCHOOLS)
    (item,) = _merge(_catalog(obsolete=(sleeping,)), f"{RIVER} {HURT} It rained.").units
    assert item.target == f"{UKRAINIAN[RIVER]} {UKRAINIAN[HURT]} [It rained.]"


def test_a_source_that_is_back_wakes_its_entry_whole() -> None:
    before = _reviewed(RIVER, HURT, SCHOOLS)
    changed = _merge(before, f"{RIVER} {HURT} It rained.")
    back = _merge(changed, before.source)
    assert back.units == (
        replace(
            before, references=(Reference(path="a.txt", line=1),), extracted=back.units[0].extracted
        ),
    )


def test_one_sentence_of_a_person_is_used_once() -> None:
    """Two new paragraphs hold the sentence: the better match gets its translation."""
    merged = _merge(_reviewed(RIVER, HURT), f"{RIVER} {HURT} It rained.", f"{RIVER} Now it fell.")
    assert [item.target for item in merged.units] == [
        f"{UKRAINIAN[RIVER]} {UKRAINIAN[HURT]} [It rained.]",
        f"[{RIVER} Now it fell.]",
    ]


def test_the_space_between_sentences_is_the_translators_own() -> None:
    before = replace(
        unit(f"{RIVER} {HURT} {SCHOOLS}", "40センチ上がった。誰も無事だった。学校は休みだ。"),
        state=State.REVIEWED,
    )
    merged = _merge(_catalog(before, language="ja"), f"{RIVER} {HURT} {SCHOOLS} It rained.")
    assert merged.units[0].target == f"{before.target}[It rained.]"


def test_white_space_around_a_unit_is_that_of_its_source() -> None:
    before = replace(
        unit(f"\n{RIVER} {HURT}\n", f"\n{UKRAINIAN[RIVER]}  {UKRAINIAN[HURT]}\n"),
        state=State.REVIEWED,
    )
    merged = _merge(before, f"\n{RIVER} {HURT} It rained.\n")
    target = f"\n{UKRAINIAN[RIVER]}  {UKRAINIAN[HURT]}  [It rained.]\n"
    assert merged.units[0].target == target
    assert check(serialize_po(merged)) == ""


def test_a_persons_unfinished_draft_is_kept_sentence_by_sentence_too() -> None:
    before = unit(f"{RIVER} {HURT}", f"{UKRAINIAN[RIVER]} Ніхто.")
    (item,) = _merge(before, f"{RIVER} {HURT} It rained.").units
    assert item.target == f"{before.target} [It rained.]"


def test_what_a_person_wrote_last_outranks_older_versions() -> None:
    """Whatever the changed sentence is like: the other one was mended since."""
    killed, mended = "Nobody was killed.", "Річка в понеділок зросла на 40 сантиметрів."
    words = {HURT: UKRAINIAN[HURT], killed: "Ніхто не загинув."}
    for first, second in ((HURT, killed), (killed, HURT)):
        before, last = (
            replace(unit(f"{RIVER} {other}", f"{river} {words[other]}"), state=State.REVIEWED)
            for river, other in ((UKRAINIAN[RIVER], first), (mended, second))
        )
        for third in ("Nobody was freed.", "Nobody at all was freed, said Anna Koval."):
            merged = _merge(_catalog(last, obsolete=(before,)), f"{RIVER} {third}")
            assert merged.units[0].target == f"{mended} [{third}]"


def test_sentences_that_a_machine_wrote_into_a_mixed_unit_are_not_taken_for_a_persons() -> None:
    before = _reviewed(RIVER, HURT)
    known = lambda _source, target: target.startswith("[")  # noqa: E731
    once, _ = _run([f"{RIVER} {HURT} It rained."], _catalog(before), known)
    twice, plan = _run([f"{RIVER} It rained. {SCHOOLS}"], once, known)
    (item,) = twice.units
    assert item.target == f"{UKRAINIAN[RIVER]} [It rained.] [{SCHOOLS}]"
    (reuse,) = plan.units.values()
    assert reuse.look_at == (2, 3)
    assert any(UKRAINIAN[HURT] in sleeping.target for sleeping in twice.obsolete)


def test_a_sentence_that_a_person_accepted_is_kept_where_a_machine_wrote_the_same_beside_it() -> (
    None
):
    """Of two alike, the one that is no draft has the right to stay."""
    sentences = (SCHOOLS, RIVER, SCHOOLS, HURT)
    mixed = replace(
        _reviewed(*sentences),
        state=State.TRANSLATED,
        previous_source=f"{RIVER} {SCHOOLS} {HURT}",
    )
    known = lambda source, _target: source.endswith("\x043")  # noqa: E731
    merged, plan = _run([f"{RIVER} {SCHOOLS} {HELP}"], _catalog(mixed), known)
    (item,) = merged.units
    assert item.target == f"{UKRAINIAN[RIVER]} {UKRAINIAN[SCHOOLS]} [{HELP}]"
    assert plan.units[item.id].look_at == (3,)


@pytest.mark.parametrize("after", [f"{RIVER} {SCHOOLS}", f"{RIVER} {HELP} {SCHOOLS}", HURT])
def test_a_persons_words_stay_where_a_tool_drops_the_previous_source(after: str) -> None:
    """The ledger may know the same text as a draft; ``msgmerge`` drops ``#|``, but no comment."""
    once = _merge(_reviewed(RIVER, HURT, SCHOOLS), after)
    assert once.units[0].previous_source is not None
    bare = replace(once, units=tuple(replace(unit, previous_source=None) for unit in once.units))
    twice, _ = _run([after], bare, lambda _source, _target: True)
    assert twice.units[0].target == once.units[0].target


def _tagged(*sentences: tuple[str, str]) -> Unit:
    """Return a reviewed paragraph of these sentences and their translations."""
    source, target = (" ".join(side) for side in zip(*sentences, strict=True))
    return replace(unit(source, target), state=State.REVIEWED)


def test_a_sentence_keeps_its_words_where_its_links_are_counted_anew() -> None:
    before = _tagged(
        (RIVER, UKRAINIAN[RIVER]),
        ("Nobody was <b1>hurt</b1>, said <a1>Anna Koval</a1>.",
         "Ніхто не <b1>постраждав</b1>, сказала <a1>Анна Коваль</a1>."),
        ("<em1>The schools stay closed.</em1>", "<em1>Школи зачинені.</em1>"),
    )  # fmt: skip
    after = (
        f"{RIVER} The <a1>map</a1> is new. Nobody was <b1>hurt</b1>, said <a2>Anna Koval</a2>."
        " <em1>The schools stay closed.</em1>"
    )
    merged, plan = _run([after], _catalog(before))
    (item,) = merged.units
    assert item.target == (
        f"{UKRAINIAN[RIVER]} [The <a1>map</a1> is new.]"
        " Ніхто не <b1>постраждав</b1>, сказала <a2>Анна Коваль</a2>."
        " <em1>Школи зачинені.</em1>"
    )
    assert item.note == (
        "sentences 1, 3 and 4 keep their translation", "sentence 2 is new: machine draft",
    )  # fmt: skip
    assert plan.units[item.id].look_at == (2,)
    assert not merged.obsolete


def test_links_that_change_places_go_with_their_sentences() -> None:
    one = ("Read <a1>the first report</a1> now.", "Читайте <a1>перший звіт</a1> зараз.")
    two = ("Nobody opened <a2>the second report</a2>.", "Ніхто не відкрив <a2>другого звіту</a2>.")
    after = "Nobody opened <a1>the second report</a1>. Read <a2>the first report</a2> now."
    (item,) = _merge(_tagged(one, two), after).units
    assert item.target == (
        "Ніхто не відкрив <a1>другого звіту</a1>. Читайте <a2>перший звіт</a2> зараз."
    )


def test_a_link_that_a_person_moved_into_another_sentence_is_not_guessed_at() -> None:
    one = (f"{RIVER}", "У понеділок <a1>річка</a1> піднялася на 40 сантиметрів.")
    two = (
        "Nobody was hurt, said <a1>Anna Koval</a1>.",
        "Ніхто не постраждав, сказала Анна Коваль.",
    )
    kept = f"{RIVER} Nobody was hurt, said <a1>Anna Koval</a1>. {HELP}"
    (item,) = _merge(_tagged(one, two), kept).units
    assert item.target == f"{one[1]} {two[1]} [{HELP}]"
    shifted = f"<a1>Help</a1> came. {RIVER} It is over."
    merged = _merge(_tagged(one, two), shifted)
    assert "річка" not in merged.units[0].target
    assert one[1] in "".join(merged.units[0].note) + "".join(u.target for u in merged.obsolete)


def test_sentences_that_share_a_link_are_kept_both_or_none_of_them() -> None:
    """Without the other, one would have no link, and the other one one that is not its own."""
    one = ("Read <a1>the first report</a1> now.", "Читайте перший звіт зараз.")
    two = (f"{RIVER}", "У понеділок <a1>річка</a1> піднялася на 40 сантиметрів.")
    three = (SCHOOLS, UKRAINIAN[SCHOOLS])
    entry = _tagged(one, two, three)
    (item,) = _merge(entry, f"{one[0]} {HURT} {SCHOOLS}").units
    assert item.target == f"[{one[0]}] [{HURT}] {three[1]}"
    assert any(line.startswith("sentence 1 could not keep its translation") for line in item.note)
    (item,) = _merge(entry, f"<a1>Help</a1> came. {one[0].replace('a1', 'a2')} {RIVER}").units
    assert item.target == (f"[<a1>Help</a1> came.] {one[1]} {two[1].replace('a1', 'a2')}"), (
        "both, and the link has its new number"
    )


def test_what_a_note_says_about_a_persons_words_comes_back_with_the_source() -> None:
    once = _merge(_reviewed(RIVER, HURT), f"{RIVER} {HELP}")
    gone = _merge(once, SCHOOLS)
    back = _merge(gone, f"{RIVER} {HELP}")
    assert back.units[0].target == once.units[0].target
    assert back.units[0].note == once.units[0].note != ()


def test_a_plural_entry_and_an_entry_of_someone_else_give_nothing() -> None:
    plural = replace(
        unit(f"{RIVER} {HURT}"),
        plural_source="rivers",
        plural_targets=("1", "2", "3"),
        state=State.REVIEWED,
    )
    foreign = replace(_reviewed(SCHOOLS, HELP), context="menu")
    merged = _merge(_catalog(plural, foreign), f"{RIVER} {HURT} {SCHOOLS} {HELP}")
    assert plural in merged.units
    assert foreign in merged.units
    assert merged.units[-1].target.startswith("[") or merged.units[0].target.startswith("[")


_NUMBERS = st.integers(10, 24)
_SENTENCE = "Ship number {} left the port of Odesa with {} tons of grain."
_TRANSLATED = "Корабель номер {} вийшов з порту Одеси і мав {} тонн зерна."


def _source(number: int) -> str:
    """Return a sentence; one from 100 on is the same with a negation."""
    text = _SENTENCE.format(number % 100, number % 100 + 30)
    return text if number < 100 else text.replace("left", "never left")


def _target(number: int) -> str:
    """Return what a person makes of it."""
    text = _TRANSLATED.format(number % 100, number % 100 + 30)
    return text if number < 100 else text.replace("вийшов", "не вийшов")


def _paragraph(numbers: Sequence[int]) -> str:
    return " ".join(map(_source, numbers))


def _translation(numbers: Sequence[int]) -> str:
    return " ".join(map(_target, numbers))


_NUMBERED = _NUMBERS | _NUMBERS.map(lambda number: number + 100)
_DOCUMENTS = st.lists(
    st.lists(_NUMBERED, min_size=1, max_size=5, unique=True), min_size=1, max_size=4
)


@dataclass(slots=True)
class _World:
    """A catalog, what the machine wrote into it, and what people did."""

    catalog: Catalog | None = None
    written: set[tuple[str, str]] = field(default_factory=set)
    human: set[str] = field(default_factory=set)
    """Sentences that people wrote."""

    def is_draft(self, source: str, target: str) -> bool:
        """Answer as the ledger."""
        return (source, target) in self.written

    def run(self, document: Sequence[Sequence[int]], *, knows: bool = True) -> None:
        """Translate a document; the ledger may be lost."""
        is_draft = self.is_draft if knows else None
        merged, plan = _run([_paragraph(numbers) for numbers in document], self.catalog, is_draft)
        again, _ = _run([_paragraph(numbers) for numbers in document], merged, is_draft)
        assert serialize_po(again) == serialize_po(merged)
        self.catalog = parse_po(serialize_po(merged))
        assert self.catalog.units == merged.units or serialize_po(self.catalog)
        for item in merged.units:
            if item.target == f"[{item.source}]":
                self.written.add((item.source, item.target))
        for item in merged.units:
            reuse = plan.units.get(item.id)
            for piece in reuse.pieces if reuse else ():
                if not piece.target:
                    key = sentence_key(item.source, piece.sentences[0])
                    self.written.add((key, f"[{piece.source}]"))

    def review(self, index: int, document: Sequence[Sequence[int]]) -> None:
        """Let a person translate a unit."""
        assert self.catalog is not None
        sources = {_paragraph(numbers): numbers for numbers in document}
        units = list(self.catalog.units)
        item = units[index % len(units)]
        numbers = sources[item.source]
        self.human |= set(map(_target, numbers))
        units[index % len(units)] = replace(
            item,
            target=_translation(numbers),
            state=State.REVIEWED,
            note=(),
            previous_source=None,
        )
        self.catalog = replace(self.catalog, units=tuple(units))


def _check(world: _World) -> None:
    """Nothing of a person's is lost, and nothing stands under another source."""
    assert world.catalog is not None
    everything = "\n".join(u.target for u in (*world.catalog.units, *world.catalog.obsolete))
    for sentence in world.human:
        assert sentence in everything
    for item in world.catalog.units:
        if any("stands here whole" in line for line in item.note):
            continue
        for number in (*range(10, 25), *range(110, 125)):
            if _target(number) in item.target:
                assert _source(number) in item.source


@given(_DOCUMENTS, _DOCUMENTS)
def test_a_change_keeps_what_holds_and_loses_nothing(
    before: list[list[int]], after: list[list[int]]
) -> None:
    world = _World()
    world.run(before)
    for index in range(len({_paragraph(numbers) for numbers in before})):
        world.review(index, before)
    world.run(after, knows=False)
    _check(world)
    assert world.catalog is not None
    kept = {_source(n) for numbers in before for n in numbers}
    kept &= {_source(n) for numbers in after for n in numbers}
    targets = " ".join(item.target for item in world.catalog.units)
    for number in (*range(10, 25), *range(110, 125)):
        if _source(number) in kept:
            assert _target(number) in targets


@given(
    st.lists(
        st.tuples(_DOCUMENTS, st.lists(st.integers(0, 3), max_size=2), st.booleans()),
        min_size=2,
        max_size=5,
    )
)
def test_through_many_changes_and_reviews_nothing_is_lost(
    steps: list[tuple[list[list[int]], list[int], bool]],
) -> None:
    world = _World()
    for document, reviews, knows in steps:
        world.run(document, knows=knows)
        _check(world)
        for index in reviews:
            world.review(index, document)


def test_ids_are_those_of_the_document() -> None:
    after = f"{RIVER} {HURT} It rained."
    _, plan = _run([after], _catalog(_reviewed(RIVER, HURT)))
    assert set(plan.units) == {unit_id(after)}
