"""Building from a page: the notice has a place in it, and its head is not the article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import transkit
from transkit.documents.html import FORMAT
from transkit.pipeline.build import BuildOptions, build

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>The bridge is closed</title>
<meta name="description" content="A bridge with cracks was closed."></head><body>
<nav><a href="/">Home</a></nav><main><article><h1>The bridge is closed</h1>
<figure><img src="a.jpg" alt="A cracked pillar of the bridge"></figure>
<p>The old bridge over the river was closed on Monday morning, the city said.</p>
<blockquote><p>We will not take any risk at all, the mayor told the reporters.</p></blockquote>
</article><article><h2>More</h2><a href="/x">Something else</a></article></main></body></html>
"""
CATALOG = Path("locales/uk/LC_MESSAGES/page.po")
NOTICE = "Це машинний переклад, людина його не перевіряла."


@pytest.fixture
def folder(tmp_path: Path, installed_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a page in it that was translated."""
    del installed_models
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, encoding="utf-8")
    assert transkit.translate("page.html", to="uk").failures == ()
    return tmp_path


def built(**options: object) -> str:
    """Return the article."""
    result = build([CATALOG], replace(BuildOptions(output="-"), **options))  # type: ignore[arg-type]
    assert result.failures == ()
    (document,) = result.documents
    return document.content.decode(document.encoding)


def test_the_notice_is_a_paragraph_behind_the_article(folder: Path) -> None:
    page = built(notice=True)
    assert f"</blockquote>\n<p>{NOTICE}</p>\n</article><article>" in page
    assert page.replace(f"<p>{NOTICE}</p>\n", "").replace('lang="uk"', 'lang="en"') == PAGE
    again = FORMAT.read(page.encode(), path="page.html", language="uk")
    assert [unit.source for unit in again.units][-1] == NOTICE


def test_the_notice_is_in_a_page_of_just_the_article_too(folder: Path) -> None:
    page = built(notice=True, article_only=True)
    assert f"<p>{NOTICE}</p>\n</article>" in page


@pytest.mark.parametrize("is_there", [True, False])
def test_a_text_of_a_page_has_what_the_page_shows(folder: Path, *, is_there: bool) -> None:
    if not is_there:
        Path("page.html").unlink()
    text = built(format_name="text")
    assert text.count("The bridge is closed") == 1
    assert "cracks" not in text
    assert "cracked" not in text
    assert text.startswith("The bridge is closed\n\nThe old bridge over the river")
