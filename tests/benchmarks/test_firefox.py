"""What the benchmark of the Firefox engine holds transkit to."""

from __future__ import annotations

import pytest

from benchmarks import firefox


@pytest.mark.parametrize(
    ("scaling", "cores", "complaint"),
    [(1.8, 2, ""), (1.96, 8, ""), (1.79, 2, "only 1.79 times as fast"), (1.0, 1, "")],
)
def test_two_workers_that_do_not_scale_are_told(
    scaling: float,
    cores: int,
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(firefox, "available_cores", lambda: cores)
    told = firefox._judge(scaling)
    assert (complaint in told) if complaint else told == ""
    assert f"{scaling:.2f} times as fast as 1" in capsys.readouterr().out
