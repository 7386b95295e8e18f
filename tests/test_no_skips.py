"""Where nothing may be left out, what would be skipped fails: also a whole module."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = {
    "test_module.py": "import pytest\npytest.importorskip('no_such_library')\n"
    "def test_never_seen() -> None:\n    pass\n",
    "test_single.py": "import pytest\n"
    "def test_left_out() -> None:\n    pytest.skip('no such tool')\n"
    "@pytest.mark.xfail\ndef test_known() -> None:\n    assert False\n"
    "def test_good() -> None:\n    pass\n",
}


@pytest.mark.parametrize("strict", [False, True])
def test_a_skip_is_a_failure_only_where_it_is_asked_for(tmp_path: Path, *, strict: bool) -> None:
    for name, content in SUITE.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    settings = {"TRANSKIT_NO_SKIPS": "1"} if strict else {}
    here = Path(__file__).parent
    command = [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-q", "-rA", "--continue-on-collection-errors", str(tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{here}:{here.parent}", **settings},
    )  # fmt: skip
    summary = done.stdout.splitlines()[-1]
    if strict:
        assert done.returncode == 1
        assert "1 failed, 1 passed, 1 xfailed, 1 error" in summary
        assert done.stdout.count("nothing may be left out") >= 2
    else:
        assert done.returncode == 0
        assert "1 passed, 2 skipped, 1 xfailed" in summary
