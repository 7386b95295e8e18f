"""The real OmegaT uses what we give out, and we take in what it writes (seen with 3.6)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.memory.tmx_rules import check_tmx
from tests.tools_needed import need
from transkit.memory.translations import Translation
from transkit.pipeline.memory_exchange import export_memory, import_memory

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>EN-US</source_lang>
    <target_lang>UK</target_lang>
    <sentence_seg>true</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>The harbour reopens</title></head><body>
<p>The council voted on <b>Tuesday</b>. Fishermen &amp; sailors were glad.</p>
<p>Rain &lt;heavy&gt; fell for <i>three <a href="https://e.org/?a&amp;b">long</a></i> days.</p>
<p>Nobody has translated this.</p>
</body></html>
"""
TRANSLATED = {
    "The harbour reopens": "Гавань знову відкрита",
    "The council voted on <b0>Tuesday</b0>.": "Рада голосувала у <b0>вівторок</b0>.",
    "Fishermen & sailors were glad.": "Рибалки й «моряки» зраділи.",
    "Rain <heavy> fell for <i0>three <a1>long</a1></i0> days.": (
        "Злива <сильна> тривала <i0>три <a1>довгі</a1></i0> дні."
    ),
}


def run_omegat(project: Path, *options: str) -> None:
    """Let OmegaT do something with a project, without a screen; what it keeps lies beside it."""
    home = project.parent / "home"
    done = subprocess.run(
        [need("omegat"), str(project), f"--config-dir={home}", "--quiet", *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def make_project(folder: Path) -> Path:
    """Make a project of one page, as OmegaT makes one."""
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (folder / "source" / "page.html").write_text(PAGE, encoding="utf-8")
    return folder


def fill(memory: Path, folder: Path) -> Path:
    """Put translations into a memory; return them as OmegaT wants to have them."""
    from transkit.memory.store import Store
    from transkit.memory.translations import Translations

    with Store(memory) as store:
        items = [Translation(source=source, target=text) for source, text in TRANSLATED.items()]
        Translations(store).add(("en", "uk"), items)
    output = folder / "tm" / "auto" / "transkit.tmx"
    assert export_memory(output, to="uk", memory=memory).written == len(TRANSLATED)
    check_tmx(output)
    return output


def test_omegat_uses_our_memory_and_we_take_its_own_files(tmp_path: Path) -> None:
    """Its three kinds of TMX: with its tags as text, without tags, and with TMX's inline codes."""
    project = make_project(tmp_path / "project")
    fill(tmp_path / "ours.db", project)
    run_omegat(project, "--mode=console-translate")
    page = (project / "target" / "page.html").read_text(encoding="utf-8")
    for words in (
        "<title>Гавань знову відкрита</title>",
        "<p>Рада голосувала у <b>вівторок</b>. Рибалки й «моряки» зраділи.</p>",
        "Злива &lt;сильна&gt; тривала <i>три <a href",
        ">довгі</a></i> дні.",
        "<p>Nobody has translated this.</p>",
    ):
        assert words in page
    plain = {_plain(source): _plain(target) for source, target in TRANSLATED.items()}
    for kind, expected in (("omegat", TRANSLATED), ("level1", plain), ("level2", plain)):
        memory = tmp_path / f"{kind}.db"
        (row,) = import_memory([project / f"project-{kind}.tmx"], memory=memory).files
        assert (row.added, row.languages, row.passed_over) == (len(expected), (("en", "uk"),), 0)
        assert _held(memory) == expected
        assert export_memory(None, to="uk", memory=memory).left_out == len(expected)


def test_what_omegat_writes_of_a_project_comes_in_whole(tmp_path: Path) -> None:
    """Every segment of a project, each translated by itself."""
    project = make_project(tmp_path / "project")
    every = tmp_path / "every.tmx"
    run_omegat(
        project,
        "--mode=console-createpseudotranslatetmx",
        f"--pseudotranslatetmx={every}",
        "--pseudotranslatetype=equal",
    )
    memory = tmp_path / "m.db"
    import_memory([every], memory=memory)
    held = _held(memory)
    assert {*TRANSLATED, "Nobody has translated this."} <= held.keys()
    assert all(source == target for source, target in held.items())


@pytest.mark.parametrize("kind", ["omegat", "level2"])
def test_what_comes_from_omegat_goes_back_and_is_used(tmp_path: Path, kind: str) -> None:
    first = make_project(tmp_path / "first")
    fill(tmp_path / "ours.db", first)
    run_omegat(first, "--mode=console-translate")
    memory = tmp_path / "m.db"
    import_memory([first / f"first-{kind}.tmx"], memory=memory)
    second = make_project(tmp_path / "second")
    output = second / "tm" / "auto" / "again.tmx"
    export_memory(output, to="uk", sentences=True, memory=memory)
    run_omegat(second, "--mode=console-translate")
    page = (second / "target" / "page.html").read_text(encoding="utf-8")
    assert "Рибалки й «моряки» зраділи." in page
    assert ("у <b>вівторок</b>" in page) == (kind == "omegat")  # level 2 came without codes


def _held(memory: Path) -> dict[str, str]:
    """Return what a memory holds, by source."""
    content = export_memory(None, to="uk", sentences=True, file_format="tsv", memory=memory).content
    rows = [line.split("\t") for line in content.decode().splitlines()]
    return {row[0]: row[1] for row in rows}


def _plain(text: str) -> str:
    """Return a text without OmegaT's tags."""
    for tag in ("b0", "i0", "a1"):
        text = text.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return text
