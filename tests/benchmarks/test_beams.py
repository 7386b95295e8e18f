"""What a beam is said to be worth."""

from __future__ import annotations

from pathlib import Path

from benchmarks.beams import _chrf

GOOD = [f"Річка піднялася {n} разів за цю весну." for n in range(30)]


def test_the_first_beam_is_what_the_others_are_compared_with(tmp_path: Path) -> None:
    people = tmp_path / "people.uk"
    people.write_text("".join(f"{line}\n" for line in GOOD), encoding="utf-8")
    worse = [line.replace("піднялася", "впала") for line in GOOD]
    found = _chrf({"4": GOOD, "1": worse}, people)
    assert found["4"] == ("100.00", "")
    assert float(found["1"][0]) < 90
    assert float(found["1"][1]) < 0.01


def test_without_a_reference_nothing_is_said() -> None:
    assert _chrf({"4": GOOD, "1": GOOD}, None) == {"4": (), "1": ()}
