"""From segments to drafts, with a model that does what the test says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from transkit.engines.ctranslate import Decoding, Output
from transkit.engines.degeneration import Degeneration
from transkit.engines.drafting import draft_segments
from transkit.units import Draft

SENTENCE = "The mayor closed the old bridge on Monday."
GOOD = "Мер закрив старий міст у понеділок."
LOOP = "міст міст міст міст міст міст"
FIRST = Decoding(beam=4)
AGAIN = Decoding(beam=6, repetition_penalty=1.2, no_repeat_ngram=4)
COPY_AGAIN = Decoding(beam=1)


class ScriptedModel:
    """Answers by source text and decoding, one batch each; remembers what it was asked."""

    def __init__(self, answers: Mapping[tuple[str, Decoding], Output]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Decoding]] = []

    def run(
        self, inputs: Sequence[Sequence[str]], decoding: Decoding
    ) -> Iterator[dict[int, Output]]:
        """Yield one output at a time, last input first."""
        for i in reversed(range(len(inputs))):
            question = ("".join(inputs[i]), decoding)
            self.asked.append(question)
            yield {i: self.answers[question]}


def output(text: str, score: float = 0.5, *, finished: bool = True) -> Output:
    """Return what a model made."""
    return Output(text=text, score=score, finished=finished)


def draft(segments: Sequence[str], model: ScriptedModel, beam: int = 4) -> list[Draft]:
    """Draft with a tokenizer whose tokens are characters."""
    return draft_segments(segments, encode=list, run=model.run, beam=beam)


def test_a_good_draft_is_asked_for_once_with_the_beam_that_was_given() -> None:
    model = ScriptedModel({(SENTENCE, Decoding(beam=7)): output(GOOD, 0.25)})
    assert draft([SENTENCE], model, beam=7) == [Draft(target=GOOD, score=0.25)]
    assert model.asked == [(SENTENCE, Decoding(beam=7))]


@pytest.mark.parametrize("bad", [LOOP, "", "ні " * 400 + "так"], ids=["loop", "empty", "length"])
def test_a_degenerate_draft_is_tried_again_with_a_wider_beam_and_penalties(bad: str) -> None:
    model = ScriptedModel({(SENTENCE, FIRST): output(bad), (SENTENCE, AGAIN): output(GOOD, 0.75)})
    assert draft([SENTENCE], model) == [Draft(target=GOOD, score=0.75)]
    assert model.asked == [(SENTENCE, FIRST), (SENTENCE, AGAIN)]


def test_a_copy_is_tried_again_greedily_and_a_greedy_one_with_a_beam() -> None:
    model = ScriptedModel(
        {(SENTENCE, FIRST): output(SENTENCE), (SENTENCE, COPY_AGAIN): output(GOOD)}
    )
    assert draft([SENTENCE], model)[0].target == GOOD
    greedy = ScriptedModel(
        {(SENTENCE, COPY_AGAIN): output(SENTENCE), (SENTENCE, FIRST): output(GOOD)}
    )
    assert draft([SENTENCE], greedy, beam=1)[0].target == GOOD


def test_a_second_draft_that_is_no_better_is_not_taken() -> None:
    other = "вода вода вода вода вода"
    model = ScriptedModel(
        {(SENTENCE, FIRST): output(LOOP, 0.5), (SENTENCE, AGAIN): output(other, 0.9)}
    )
    assert draft([SENTENCE], model) == [
        Draft(target=LOOP, score=0.5, reasons=(Degeneration.LOOP.value,))
    ]


def test_after_an_empty_draft_any_second_one_is_taken() -> None:
    model = ScriptedModel(
        {(SENTENCE, FIRST): output("", 0.5), (SENTENCE, AGAIN): output(LOOP, 0.75)}
    )
    assert draft([SENTENCE], model) == [
        Draft(target=LOOP, score=0.75, reasons=(Degeneration.LOOP.value,))
    ]


def test_a_draft_that_came_to_no_end_says_so() -> None:
    cut = output(GOOD, finished=False)
    model = ScriptedModel({(SENTENCE, FIRST): cut, (SENTENCE, AGAIN): cut})
    (found,) = draft([SENTENCE], model)
    assert found.target == GOOD
    assert found.reasons == (Degeneration.UNFINISHED.value,)


def test_a_model_that_copies_by_nature_is_not_asked_twice_for_each() -> None:
    segments = [f"the river rose again on day {n}" for n in range(40)]
    model = ScriptedModel({(s, d): output(s) for s in segments for d in (FIRST, COPY_AGAIN)})
    drafts = draft(segments, model)
    assert [d.target for d in drafts] == segments
    assert {d.reasons for d in drafts} == {(Degeneration.COPY.value,)}
    assert len(model.asked) == len(segments)


def test_the_score_of_a_long_segment_weighs_its_chunks_by_length() -> None:
    long, short = "a" * 100 + ",", "b" * 60
    model = ScriptedModel(
        {(long, FIRST): output("а" * 90, 0.9), (short, FIRST): output("б" * 50, 0.1)}
    )
    (found,) = draft([f" {long}  {short}\n"], model)
    assert found.target == f" {'а' * 90}  {'б' * 50}\n"
    assert found.score == pytest.approx((0.9 * 101 + 0.1 * 60) / 161)
    assert found.reasons == ()


def test_a_long_segment_is_cut_after_a_clause_rather_than_at_the_nearest_space() -> None:
    text = (
        "words of a first clause that goes on for quite a while until it ends, " + "x " * 50 + "y"
    )
    assert len(text) > 160
    asked: list[str] = []

    def run(inputs: Sequence[Sequence[str]], _: Decoding) -> Iterator[dict[int, Output]]:
        asked.extend("".join(tokens) for tokens in inputs)
        yield {i: output("".join(tokens).upper()) for i, tokens in enumerate(inputs)}

    (found,) = draft_segments([text], encode=list, run=run, beam=4)
    assert asked[0].endswith("until it ends,")
    assert found.target == text.upper()


def test_chunks_are_at_most_160_tokens_and_a_sentence_of_160_stays_whole() -> None:
    whole = "w" * 160
    model = ScriptedModel({(whole, FIRST): output("щ" * 150), ("w" * 80, FIRST): output("ю" * 80),
                           ("w" * 81, FIRST): output("я" * 81)})  # fmt: skip
    assert draft([whole], model)[0].target == "щ" * 150
    assert draft([whole + "w"], model)[0].target == "ю" * 80 + "я" * 81


def test_what_is_final_is_handed_on_before_the_second_tries() -> None:
    other = "The council meets on Tuesday."
    heard: list[dict[int, Draft]] = []
    model = ScriptedModel(
        {
            (SENTENCE, FIRST): output(LOOP),
            (other, FIRST): output("Рада збирається у вівторок."),
            (SENTENCE, AGAIN): output(GOOD),
        }
    )
    draft_segments(
        [SENTENCE, "12:30", other],
        encode=list,
        run=model.run,
        beam=4,
        done=lambda batch: heard.append(dict(batch)),
    )
    assert [sorted(batch) for batch in heard] == [[1], [2], [0]]
    assert heard[-1][0].target == GOOD


def test_what_an_engine_could_not_do_is_the_source_with_the_engines_own_words() -> None:
    lost = Output(text="", score=0.0, finished=True, problem="too long for this model")
    model = ScriptedModel({(SENTENCE, FIRST): lost, (SENTENCE, AGAIN): lost})
    (found,) = draft([f" {SENTENCE} "], model)
    assert found == Draft(
        target=f" {SENTENCE} ",
        score=0.0,
        reasons=(f"{Degeneration.FAILED.value}: too long for this model",),
        failed=True,
    )


def test_after_a_failure_any_second_draft_is_taken() -> None:
    lost = Output(text="", score=0.0, finished=True, problem="the worker died")
    model = ScriptedModel({(SENTENCE, FIRST): lost, (SENTENCE, AGAIN): output(GOOD, 0.5)})
    assert draft([SENTENCE], model) == [Draft(target=GOOD, score=0.5)]


def test_white_space_that_a_model_adds_is_not_the_segments() -> None:
    model = ScriptedModel({(SENTENCE, FIRST): output(f"  {GOOD} ")})
    assert draft([f"{SENTENCE}\n"], model)[0].target == f"{GOOD}\n"


def test_an_empty_draft_leaves_the_source_in_its_place() -> None:
    model = ScriptedModel({(SENTENCE, d): output("", 0.5) for d in (FIRST, AGAIN)})
    (found,) = draft([SENTENCE], model)
    assert (found.target, found.reasons) == (SENTENCE, (Degeneration.EMPTY.value,))
    assert not found.failed


def test_one_reason_for_all_chunks_is_said_once_and_a_failed_chunk_fails_the_draft() -> None:
    first, second = "a" * 100 + ",", "b" * 100
    lost = Output(text="", score=0.0, finished=True, problem="the worker died")
    model = ScriptedModel({(chunk, d): lost for chunk in (first, second) for d in (FIRST, AGAIN)})
    (found,) = draft([f"{first} {second}"], model)
    assert found.target == f"{first} {second}"
    assert found.reasons == (f"{Degeneration.FAILED.value}: the worker died",)
    half = ScriptedModel(
        {(first, FIRST): output("а" * 95), (second, FIRST): lost, (second, AGAIN): lost}
    )
    (found,) = draft([f"{first} {second}"], half)
    assert found.target == f"{'а' * 95} {second}"
    assert found.failed


def test_a_chunk_without_letters_never_reaches_the_model() -> None:
    words, figures = "a" * 100 + ",", "1" * 161
    model = ScriptedModel({(words, FIRST): output("а" * 95, 0.5)})
    (found,) = draft([f"{words} {figures}"], model)
    assert found.target == f"{'а' * 95} {figures}"
    assert found.score == 0.5
    assert model.asked == [(words, FIRST)]


@pytest.mark.parametrize(("copies", "asked_again"), [(7, 7), (8, 0)])
def test_from_eight_copies_on_most_of_all_drafts_a_model_copies_by_nature(
    copies: int, asked_again: int
) -> None:
    segments = [f"the river rose again on day {n}" for n in range(copies)]
    model = ScriptedModel({(s, d): output(s) for s in segments for d in (FIRST, COPY_AGAIN)})
    drafts = draft(segments, model)
    assert {d.reasons for d in drafts} == {(Degeneration.COPY.value,)}
    assert len([q for q in model.asked if q[1] == COPY_AGAIN]) == asked_again


def test_copies_among_as_many_good_drafts_are_each_tried_again() -> None:
    copied = [f"the river rose again on day {n}" for n in range(10)]
    good = [f"the town slept on in peace on day {n}" for n in range(10)]
    answers = {(s, d): output(s) for s in copied for d in (FIRST, COPY_AGAIN)}
    answers |= {(s, FIRST): output(GOOD) for s in good}
    model = ScriptedModel(answers)
    draft([*copied, *good], model)
    assert len([q for q in model.asked if q[1] == COPY_AGAIN]) == 10


def test_a_model_with_one_way_to_search_is_asked_once() -> None:
    model = ScriptedModel({(SENTENCE, FIRST): output(LOOP, 0.5)})
    (found,) = draft_segments([SENTENCE], encode=list, run=model.run, beam=4, second_try=False)
    assert found.reasons == (Degeneration.LOOP.value,)
    assert model.asked == [(SENTENCE, FIRST)]
