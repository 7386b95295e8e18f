"""Checks by name: those that come with transkit, and those of others."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from transkit.checks import registry
from transkit.checks.base import Article, Check, Pair
from transkit.checks.registry import all_checks, check_names, choose_checks, unknown_names
from transkit.checks.running import check_article
from transkit.errors import UsageError
from transkit.extensions import forget_extensions

ALONE = '''
from transkit.checks.base import check, warning


@check("zz-shouting", targets="uk")
def shouting(pair):
    """A target in capitals."""
    if pair.target.words.isupper():
        yield warning("this is shouted")


CHECKS = shouting
'''


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that packages are found in; what is loaded from it is forgotten later."""

    def forget() -> None:
        forget_extensions()
        all_checks.cache_clear()

    monkeypatch.syspath_prepend(tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    for name in [name for name in sys.modules if name.startswith("zz_")]:
        del sys.modules[name]
    forget()


def _install(site: Path, module: str, code: str | None, value: str = "CHECKS") -> None:
    """Put a distribution there that brings checks; without code, one whose module is missing."""
    info = site / f"{module}-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text(f"Name: {module}\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text(
        f"[{registry.GROUP}]\n{module} = {module}:{value}\n"
    )
    if code is not None:
        site.joinpath(f"{module}.py").write_text(code)
    forget_extensions()
    all_checks.cache_clear()


def test_every_module_with_checks_is_registered_as_in_setup_cfg() -> None:
    """An uninstalled checkout knows the same checks as an installed transkit, and forgets none."""
    from configparser import ConfigParser

    root = Path(registry.__file__).parents[2]
    config = ConfigParser()
    config.read(root / "setup.cfg", encoding="utf-8")
    lines = config["options.entry_points"][registry.GROUP].strip().splitlines()
    assert dict(line.split(" = ") for line in lines) == registry._BUILT_IN
    rooms = Path(registry.__file__).parent.glob("*.py")
    with_checks = {path.stem for path in rooms if "\nCHECKS = " in path.read_text(encoding="utf-8")}
    assert with_checks == set(registry._BUILT_IN)


def test_checks_are_sorted_and_described() -> None:
    checks = all_checks()
    assert [check.name for check in checks] == sorted(check.name for check in checks)
    assert list(check_names()) == sorted({check.name for check in checks})
    for check in checks:
        assert check.summary.endswith(".")
        assert "Measured" in (check.run.__doc__ or ""), check.name


def test_docstrings_have_the_figures_of_the_docs() -> None:
    docs = Path(registry.__file__).parents[2] / "docs" / "checks.md"
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.*?) \| (.*?) \|$", docs.read_text("utf-8"), re.MULTILINE
    )
    told = {check.name: " ".join((check.run.__doc__ or "").split()) for check in all_checks()}
    assert len(rows) > 10
    for name, *cells in rows:
        for language, cell in zip(("Ukrainian", "Korean"), cells, strict=True):
            if cell.strip():
                match = re.fullmatch(r"(?:(\d+ of \d+); )?(\d+), (\d+)( \(notes\))?", cell)
                assert match is not None, cell
                found, right, wrong, are_notes = match.groups()
                planted = f"{found} planted found; " if found else ""
                kind = "notes" if are_notes else "alarms"
                assert f"{language} {planted}{right} {kind} right, {wrong} wrong" in told[name], (
                    name
                )


def test_a_check_runs_only_for_its_languages() -> None:
    (particles,) = choose_checks(only=["particles"])
    assert particles.fits("en", "ko")
    assert not particles.fits("en", "uk")
    (negation,) = choose_checks(only=["negation"])
    assert negation.fits("en", "uk")
    assert not negation.fits("de", "uk")
    (tags,) = choose_checks(only=["tags"])
    assert tags.fits("ja", "fr")


def test_those_that_are_wanted_are_chosen_without_those_that_are_not() -> None:
    assert choose_checks() == all_checks()
    chosen = choose_checks(only=["tags", "numbers", "names"], skip=["names"])
    assert [check.name for check in chosen] == ["numbers", "tags"]
    assert {check.name for check in choose_checks(skip=["tags"])} == {*check_names()} - {"tags"}


@pytest.mark.parametrize("wrong", [{"only": ["nubmers"]}, {"skip": ["nubmers"]}])
def test_an_unknown_name_is_an_error_that_knows_a_like_one(wrong: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError, match="no check is called 'nubmers'") as caught:
        choose_checks(**wrong)
    assert caught.value.hint == "did you mean numbers?"


def test_a_name_like_no_other_is_answered_with_all_names() -> None:
    with pytest.raises(UsageError) as caught:
        choose_checks(only=["qqqqq"])
    assert caught.value.hint == f"known: {', '.join(check_names())}"


def test_another_distributions_check_runs_with_the_others(site: Path) -> None:
    _install(site, "zz_alone", ALONE)
    chosen = choose_checks(only=["zz-shouting"])
    assert [(one.name, one.summary) for one in chosen] == [("zz-shouting", "A target in capitals.")]
    article = Article([Pair("1", "Come here.", "ХОДИ СЮДИ."), Pair("2", "No.", "Ні.")], "en", "uk")
    found = check_article(article, chosen)
    assert [(one.finding.unit, one.finding.message) for one in found] == [("1", "this is shouted")]


def test_a_tuple_of_checks_is_loaded_whole(site: Path) -> None:
    code = ALONE.replace('"zz-shouting"', '"zz-first"').replace("CHECKS = shouting", "")
    code += "from transkit.checks.numbers import CHECKS as more\nCHECKS = (shouting, *more)\n"
    _install(site, "zz_many", code)
    assert "zz-first" in check_names()
    assert len(choose_checks(only=["numbers"])) == 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (None, "the checks 'zz_broken' .* cannot be loaded"),
        ("import zz_nothing\n", "the checks 'zz_broken' .* cannot be loaded"),
        ("OTHER = 1\n", "the checks 'zz_broken' .* cannot be loaded"),
        ("CHECKS = 1\n", "zz_broken:CHECKS is no check"),
        ("CHECKS = (1, 2)\n", "zz_broken:CHECKS is no check"),
    ],
)
def test_what_brings_no_checks_is_an_error_with_its_name(
    site: Path, code: str | None, message: str
) -> None:
    _install(site, "zz_broken", code)
    with pytest.raises(UsageError, match=message) as caught:
        all_checks()
    assert caught.value.hint


def test_others_cannot_take_the_place_of_a_built_in_module(site: Path) -> None:
    info = site / "zz_thief-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text("Name: zz_thief\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text(f"[{registry.GROUP}]\nnumbers = zz_thief:CHECKS\n")
    site.joinpath("zz_thief.py").write_text("raise RuntimeError('imported')\n")
    forget_extensions()
    all_checks.cache_clear()
    assert isinstance(choose_checks(only=["numbers"])[0], Check)
    assert "zz_thief" not in sys.modules


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        (" transkit: ignore numbrs", ("numbrs",)),
        (" transkit: ignore numbers, qoutes", ("qoutes",)),
        (" transkit: ignore whatever", ("whatever",)),
        (" transkit: ignore numbers: the source is wrong here", ()),
        (" transkit: ignore", ()),
        (" transkit: dismissed 0123456789", ()),
        (" numbrs look odd", ()),
    ],
)
def test_names_in_comments_that_no_check_has_are_found(
    comment: str, wrong: tuple[str, ...]
) -> None:
    assert unknown_names([comment]) == wrong
