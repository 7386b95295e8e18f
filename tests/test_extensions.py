"""What extends transkit, and the text that changes when any of the code does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from transkit.checks import registry
from transkit.extensions import code_state, find_extensions, forget_extensions

GROUP = "transkit.checks"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that packages are found in, with one that brings two checks."""
    folder = tmp_path / "site"
    info = folder / "more_checks-1.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("METADATA").write_text("Name: more-checks\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text(
        f"[{GROUP}]\nzz-alone = zz_alone:CHECKS\nzz-inner = zz_many.inner:CHECKS\n"
    )
    folder.joinpath("zz_alone.py").write_text("raise RuntimeError('imported')\n")
    package = folder / "zz_many"
    package.mkdir()
    for name in ("__init__", "inner", "helper"):
        package.joinpath(f"{name}.py").write_text("raise RuntimeError('imported')\n")
    package.joinpath("words.txt").write_text("river\n")
    monkeypatch.syspath_prepend(folder)
    forget_extensions()
    yield folder
    monkeypatch.undo()
    forget_extensions()


def test_extensions_are_found_by_group_sorted_by_name() -> None:
    found = [entry.name for entry in find_extensions(GROUP)]
    assert found == sorted(found)
    assert found[-2:] == ["zz-alone", "zz-inner"]
    assert find_extensions("transkit.nothing") == ()


@pytest.mark.parametrize(
    "name", ["zz_alone.py", "zz_many/inner.py", "zz_many/helper.py", "zz_many/words.txt"]
)
def test_a_change_of_an_extension_is_seen_without_importing_it(site: Path, name: str) -> None:
    before = code_state([GROUP])
    assert code_state([GROUP]) == before
    path = site / name
    path.write_text(f"{path.read_text()}# more\n")
    assert code_state([GROUP]) != before


def test_an_extension_that_is_gone_does_not_stop_the_others(site: Path) -> None:
    site.joinpath("zz_alone.py").unlink()
    before = code_state([GROUP])
    site.joinpath("zz_many", "words.txt").write_text("river, bank\n")
    assert code_state([GROUP]) != before


def test_every_file_of_a_folder_counts_but_what_python_keeps_there(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    folder.joinpath("tables", "__pycache__").mkdir(parents=True)
    table = folder / "tables" / "words.tsv"
    table.write_text("one\n")
    before = code_state([], folder)
    folder.joinpath("tables", "__pycache__", "one.pyc").write_bytes(b"1")
    assert code_state([], folder) == before
    table.write_text("two\n")
    os.utime(table, ns=(1, 1))
    assert code_state([], folder) != before
    assert len(before) == 1


def test_the_version_of_the_checks_changes_with_a_table_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found with an old list of words must not be believed with a new one."""
    for name in ("checks", "text"):
        tmp_path.joinpath(name).mkdir()
    monkeypatch.setattr(registry, "__file__", str(tmp_path / "checks" / "registry.py"))
    monkeypatch.setattr(registry, "checks_version", registry.checks_version.__wrapped__)
    before = registry.checks_version()
    tmp_path.joinpath("text", "en-uk.txt").write_text("river\n")
    assert registry.checks_version() != before
