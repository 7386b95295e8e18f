"""Licences, wherever the makers of models write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.models.licences import find_licence, is_non_commercial


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC-BY-NC-4.0", True),
        ("cc by-nc-sa 4.0", True),
        ("Non-commercial use only", True),
        ("noncommercial", True),
        ("MPL-2.0", False),
        ("CC-BY-4.0", False),
        ("Licence of the Danish National Council", False),
        ("", False),
    ],
)
def test_non_commercial_licences_are_known_by_their_names(licence: str, *, expected: bool) -> None:
    assert is_non_commercial(licence) is expected


@pytest.mark.parametrize(
    ("readme", "expected"),
    [
        ("---\nlanguage: uk\nlicense: cc-by-nc-4.0\n---\n# NLLB\n", "cc-by-nc-4.0"),
        ("\ufeff---\r\nlicense: cc-by-nc-4.0\r\n---\r\n", "cc-by-nc-4.0"),
        ('---\nlicense: "cc-by-4.0"  # of the weights\ntags:\n- mt\n---\n', "cc-by-4.0"),
        (
            "---\nlicense:\n- apache-2.0\n- cc-by-nc-4.0\ntags:\n- mt\n---\n",
            "apache-2.0 AND cc-by-nc-4.0",
        ),
        ("---\nlicense: [mit, cc0-1.0]\n---\n", "mit AND cc0-1.0"),
        ("---\nlicense: other\nlicense_name: house-nc\n---\n", "house-nc"),
        ("---\nlicense: unknown\n---\nNothing.\n", ""),
        ("---\ntags: x\n---\nlicense: cc-by-nc-4.0\n", "cc-by-nc-4.0"),
        ("The original model is licensed CC-BY 4.0\n", "CC-BY 4.0"),
        ("License: Apache License, Version 2.0.\n", "Apache License, Version 2.0"),
        ("It is under the MIT licence.\n", "MIT"),
        ("We thank the people of CC-BY-NC 4.0 street.\n", ""),
        ("No word about it.\n", ""),
        ("", ""),
    ],
)
def test_the_licence_in_a_readme(readme: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(readme.encode())
    assert find_licence(tmp_path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mozilla Public License Version 2.0\n====\n", "MPL-2.0"),
        ("   Apache License\n   Version 2.0, January 2004\n", "Apache-2.0"),
        ("MIT License\n\nCopyright\n", "MIT"),
        ("Attribution-NonCommercial 4.0 International\n", "CC-BY-NC-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 3.0\n", "CC-BY-NC-SA-3.0"),
        ("Attribution 4.0 International\n", "CC-BY-4.0"),
        ("All rights reserved.\n", ""),
    ],
)
@pytest.mark.parametrize("name", ["LICENSE", "LICENSE.md", "LICENSE.txt"])
def test_the_text_of_a_licence(name: str, text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert find_licence(tmp_path) == expected


def test_a_readme_outranks_a_text_and_nothing_is_nothing(tmp_path: Path) -> None:
    assert find_licence(tmp_path) == ""
    (tmp_path / "LICENSE").write_text("MIT License\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n", encoding="utf-8")
    assert is_non_commercial(find_licence(tmp_path))


@given(st.binary(max_size=300), st.booleans())
def test_no_readme_is_too_odd(
    tmp_path_factory: pytest.TempPathFactory,
    content: bytes,
    card: bool,  # noqa: FBT001 - a value that Hypothesis draws
) -> None:
    folder = tmp_path_factory.getbasetemp()
    head = b"---\nlicense: " if card else b""
    (folder / "README.md").write_bytes(head + content)
    found = find_licence(folder)
    assert len(found) <= 80
    assert "\n" not in found
