"""What the benchmark of the Firefox engine holds transkit to."""

from __future__ import annotations

import pytest

from benchmarks import firefox


@pytest.mark.parametrize(
    ("scaling", "share", "cores", "complaint"),
    [
        (1.8, 1.0, 2, ""),
        (1.96, 0.3, 8, ""),
        (1.79, 0.9, 2, "only 1.79 times as fast"),
        (1.68, 0.4, 2, ""),
        (1.0, 1.0, 1, ""),
    ],
)
def test_two_workers_that_do_not_scale_are_told(
    scaling: float,
    share: float,
    cores: int,
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(firefox, "available_cores", lambda: cores)
    told = firefox._judge(scaling, share)
    assert (complaint in told) if complaint else told == ""
    said = capsys.readouterr().out
    assert f"{scaling:.2f} times as fast as 1" in said
    assert ("Not judged: other programs took 60%" in said) == (share == 0.4)
