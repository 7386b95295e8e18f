"""Drafts of medium and high risk say so, and why; others say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from transkit.catalogs.reuse_notes import TRANSLATED_AS
from transkit.checks.registry import choose_checks
from transkit.checks.risk import Level
from transkit.checks.running import check_article
from transkit.checks.suppression import dismissal
from transkit.memory.risks import RiskNotes
from transkit.memory.store import Store
from transkit.pipeline import risks
from transkit.pipeline.check import article_of
from transkit.pipeline.drafting import UnitDraft
from transkit.pipeline.risks import doubts_of, note_risks, noted_level
from transkit.settings import CheckSettings
from transkit.units import Catalog, Origin, State, Unit, unit_id

PLAIN = CheckSettings()


def _draft(source: str, target: str, note: tuple[str, ...] = ()) -> Unit:
    return Unit(
        id=unit_id(source), source=source, target=target, state=State.TRANSLATED,
        origin=Origin.MT, note=note,
    )  # fmt: skip


def _noted(*units: Unit, existing: Catalog | None = None, score: float = 0.9) -> list[Unit]:
    return note_risks(units, existing, ("en", "uk"), _made(units, score), CheckSettings())


def _made(units: Sequence[Unit], score: float, novelty: float = 1.0) -> dict[str, UnitDraft]:
    """Return what the units' drafts were made of."""
    return {
        unit.source: UnitDraft(
            target=unit.target, score=score, reasons=(), drafted=True, novelty=novelty
        )
        for unit in units
    }


def test_a_draft_with_another_number_is_of_high_risk_and_says_why() -> None:
    (unit,) = _noted(_draft("It cost 30 euros.", "Це коштувало 37 євро.", ("look here",)))
    assert unit.note == (
        "look here",
        "high risk: read it closely",
        "the source has 30, the target 37 [numbers]",
    )


def test_a_draft_of_another_text_is_told_with_the_reason() -> None:
    source = "The old teacher bought books for the children, and read the letters in the evening."
    other = "Команда виграла перший матч, бо суперник грав без воротаря майже всю гру на полі."
    (unit,) = _noted(_draft(source, other))
    assert noted_level(unit) is not Level.LOW
    assert any(line.endswith("[unrelated]") for line in unit.note)


def test_a_draft_that_nothing_is_wrong_with_says_nothing() -> None:
    units = [_draft("It cost 30 euros.", "Це коштувало 30 євро.")]
    assert _noted(*units) == units


def test_a_draft_whose_error_was_dismissed_goes_on_saying_the_rest() -> None:
    draft = _draft("It cost 30 euros there.", "Це коштувало  37 євро там")
    (unit,) = _noted(draft)
    assert [line.rpartition("[")[2] for line in unit.note[1:]] == [
        "numbers]", "end-punctuation]", "spaces]",
    ]  # fmt: skip
    article = article_of([draft], ("en", "uk"))
    (error, *_) = check_article(article, choose_checks())
    known = replace(draft, comments=(dismissal(error.key),))
    header = Catalog(source_language="en", target_language="uk", units=(known,))
    (again,) = _noted(draft, existing=header)
    assert again.note == unit.note[2:]


def test_a_draft_that_the_engine_was_unsure_of_is_noted() -> None:
    (unit,) = _noted(_draft("It rained.", "Пішов дощ."), score=0.1)
    assert unit.note[0] == "medium risk: read it closely"
    assert "(score 0.10) [score]" in unit.note[1]


def test_what_a_persons_translation_was_is_no_doubt_of_the_draft_in_its_place() -> None:
    was = f"{TRANSLATED_AS}Падав дощ."
    (after,) = _noted(_draft("It rained.", "Пішов дощ.", (was,)), score=0.1)
    assert after.note[:2] == (was, "medium risk: read it closely")
    (doubted,) = _noted(_draft("It rained.", "Пішов дощ.", ("look here",)), score=0.1)
    assert doubted.note[:2] == ("look here", "high risk: read it closely")


def test_what_a_person_has_nearly_translated_before_is_of_less_risk() -> None:
    wrong = _draft("It cost 30 euros.", "Це коштувало 37 євро.")
    new, known = (
        note_risks([wrong], None, ("en", "uk"), _made([wrong], 0.5, novelty), PLAIN)[0].note
        for novelty in (1.0, 0.1)
    )
    assert new[0] == known[0] == "high risk: read it closely", "an error is one, whatever is known"
    lost = _draft("Two boats sank near the bridge.", "Біля мосту затонули човни човни.")
    new, known = (
        note_risks([lost], None, ("en", "uk"), _made([lost], 0.5, novelty), PLAIN)[0].note
        for novelty in (1.0, 0.1)
    )
    assert (new[0], known[0]) == ("high risk: read it closely", "medium risk: read it closely")


def test_what_the_memory_offers_is_no_reason_to_look_but_a_like_translation_as_draft_is() -> None:
    same = ("from memory, 100 % (a.txt, 2026-01-02)",)
    like = ("from memory, 92 % alike: “It rained.” was translated “Пішов дощ.”",)
    assert noted_level(_draft("It rains.", "Дощить.", same)) is Level.LOW
    assert noted_level(_draft("It rains.", "Дощить.", like)) is Level.LOW
    assert noted_level(_draft("It rains.", "Пішов дощ.", like)) is Level.MEDIUM
    assert doubts_of((*same, *like, "look here"), "Дощить.") == ("look here",)


def test_what_a_person_wrote_and_copies_are_left_alone() -> None:
    draft = _draft("It cost 30 euros.", "Це коштувало 37 євро.")
    units = [
        replace(draft, origin=None),
        _draft("Thirty of the boats sank there.", "Thirty of the boats sank there."),
    ]
    assert _noted(*units) == units


def test_a_copy_that_drafting_tells_of_gets_its_level_and_nothing_said_twice() -> None:
    told = "the draft is the source unchanged"
    source = "Thirty of the old boats sank there in the evening."
    (unit,) = _noted(_draft(source, source, (told,)))
    assert unit.note == (told, "high risk: read it closely")
    assert noted_level(unit) is Level.HIGH


def test_a_copy_without_a_mark_counts_as_high_unless_a_translator_silenced_it() -> None:
    source = "Thirty of the old boats sank there in the evening."
    unit = _draft(source, source)
    assert noted_level(unit) is Level.HIGH
    silenced = replace(unit, comments=(" transkit: ignore language",))
    assert noted_level(silenced) is Level.LOW
    assert noted_level(_draft("NATO", "NATO")) is Level.LOW


def test_a_translators_comment_in_the_catalog_silences_the_note() -> None:
    draft = _draft("It cost 30 euros.", "Це коштувало 37 євро.")
    there = replace(draft, comments=(" transkit: ignore numbers",))
    existing = Catalog(source_language="en", target_language="uk", units=(there,))
    assert _noted(draft, existing=existing) == [draft]


def test_what_was_said_about_the_same_drafts_is_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    look_at = risks._look_at

    def counted(drafts: risks._Drafts) -> dict[str, tuple[str, ...]]:
        looked.append(len(drafts.units))
        return look_at(drafts)

    monkeypatch.setattr(risks, "_look_at", counted)
    wrong = _draft("It cost 30 euros.", "Це коштувало 37 євро.")
    silent = Catalog(
        source_language="en",
        target_language="uk",
        units=(replace(wrong, comments=(" transkit-ignore: numbers",)),),
    )
    with Store(tmp_path / "memory.db") as store:
        known = RiskNotes(store, "a.po")

        def noted(
            *units: Unit,
            existing: Catalog | None = None,
            languages: tuple[str, str] = ("en", "uk"),
            score: float = 0.9,
            settings: CheckSettings = PLAIN,
        ) -> list[Unit]:
            made = _made(units, score)
            given = note_risks(units, existing, languages, made, settings, known=known)
            assert given == note_risks(units, existing, languages, made, settings)
            return given

        for again in (1, 2):
            assert noted(wrong)[0].note[0] == "high risk: read it closely"
            assert len(looked) == 1 + again, "each time once without, the first time with it"
        changes = [
            noted(replace(wrong, target="Це коштувало 30 євро.")),
            noted(wrong, score=0.1),
            noted(wrong, languages=("en", "ko")),
            noted(wrong, existing=silent),
            noted(wrong, settings=CheckSettings(skip=("numbers",))),
            noted(wrong, wrong),
        ]
    assert len(looked) == 3 + 2 * len(changes)
