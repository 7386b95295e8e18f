"""Markdown from the file to its catalog and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import transkit
from transkit.catalogs import read_po, serialize_po
from transkit.files import write_atomic
from transkit.units import State

ROOT = Path(__file__).parents[2]
CATALOG = Path("locales/uk/LC_MESSAGES/article.po")


@pytest.mark.parametrize("name", ["examples/summit.md", "README.md", "docs/cli.md"])
def test_a_model_that_copies_gives_the_same_file(
    name: str, tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = (ROOT / name).read_bytes()
    Path("article.md").write_bytes(data)
    assert transkit.translate("article.md", to="uk").failures == ()
    assert all(unit.target == unit.source for unit in read_po(CATALOG).units)
    (built,) = transkit.build(CATALOG, output="-").documents
    assert built.content == data


def test_what_a_person_wrote_stands_in_the_file_and_nothing_else_moves(
    tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("transkit.toml").write_text("[front_matter]\nkeys = ['hero.text']\n")
    Path("article.md").write_text(
        "---\ntitle: A walk\nhero: {text: Look, id: 5}\n---\n"
        '# A *long* walk\n\n* See [the map](map.png "Map").[^1]\n\n[^1]: By `me`.\n'
    )
    transkit.translate("article.md", to="uk")
    targets = {
        "A walk": "Прогулянка: день перший",
        "Look": 'Дивись, "тут"',
        "A <em1>long</em1> walk": "<em1>Довга</em1> прогулянка #1",
        "See <a1>the map</a1>.<fn1/>": "Див. <fn1/><a1>мапу</a1>.",
        "Map": "Мапа «A»",
        "By <code1>me</code1>.": "<code1>me</code1> * автор",
    }
    catalog = read_po(CATALOG)
    assert {unit.source for unit in catalog.units} == {*targets}
    units = (
        replace(unit, target=targets[unit.source], state=State.REVIEWED, note=())
        for unit in catalog.units
    )
    write_atomic(CATALOG, serialize_po(replace(catalog, units=tuple(units))))
    (built,) = transkit.build(CATALOG, output="-").documents
    assert built.content.decode() == (
        '---\ntitle: "Прогулянка: день перший"\n'
        'hero: {text: "Дивись, \\"тут\\"", id: 5}\n---\n'
        '# *Довга* прогулянка #1\n\n* Див. [^1][мапу](map.png "Мапа «A»").\n\n[^1]: `me` * автор\n'
    )
