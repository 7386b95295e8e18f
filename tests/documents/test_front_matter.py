"""Front matter: what is found, and that the file is still YAML or TOML with other words in it."""

from __future__ import annotations

import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transkit.documents.markdown.front_matter import find_front_matter, write_field
from transkit.documents.markdown.toml import find_strings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NEW = 'Новий: "рядок" #1'


def _rewritten(text: str, names: tuple[str, ...] | None = None) -> tuple[list[str], str]:
    """Return what is found in front matter, and the file with new words in its place."""
    front = find_front_matter(text, names)
    assert front is not None
    done = 0
    parts: list[str] = []
    for field in front.fields:
        parts += [text[done : field.start], write_field(field, NEW)]
        done = field.end
    return [field.value for field in front.fields], "".join([*parts, text[done:]])


@pytest.mark.parametrize(
    "value",
    [
        "&t Hello",
        "!!str Hello",
        "!!str &t 'Hello'",
        "&t !!str # why\n  Hello",
        "&t |\n  Hello",
        "&t\n  Hello",
        "&t >- # folded\n  Hello\n",
    ],
)
def test_an_anchor_stays_before_the_new_words(value: str) -> None:
    found, new = _rewritten(f"---\ntitle: {value}\nog: [&u Hello]\nalso: *u\n---\n")
    assert found == ["Hello", "Hello"]
    again = yaml.safe_load(new.split("---")[1])
    assert again == {"title": NEW, "og": [NEW], "also": NEW}
    assert ("&t" in new) is ("&t" in value)


def test_an_alias_is_found_under_its_own_name_where_the_anchor_is_not_wanted() -> None:
    text = "---\na: &a {title: Hello}\nseo: *a\n---\n"
    assert _rewritten(text, ("seo.title",))[0] == ["Hello"]
    assert _rewritten(text, ("title",))[0] == []


@pytest.mark.parametrize("names", [None, ("a39.x",), ("a39.l.r",)])
def test_aliases_of_aliases_are_read_once(names: tuple[str, ...] | None) -> None:
    lines = ["a0: &a0 {x: Hello, l: [Hello]}"]
    lines += [f"a{n}: &a{n} {{l: [*a{n - 1}, *a{n - 1}], r: *a{n - 1}}}" for n in range(1, 40)]
    front = find_front_matter("---\n" + "\n".join(lines) + "\n---\n", names)
    assert front is not None
    assert len(front.fields) == (2 if names is None else 0)


TOML = """\
+++
# [title]
title = "One"   # the first
"sub".'title' = 'Two'
wrong = "\\q"
tags = ["a", { title = "no" }, \"\"\"
title = "no"
\"\"\"]
summary = \"\"\"
Three \\
   and
title = "no" \\u00e9\"\"\"
lead = '''Four'''
[ seo ]
title = "Five"
[[resources]]
title = "Six"
+++
"""


def test_toml_is_read_with_its_tables_and_with_strings_of_several_lines() -> None:
    front = find_front_matter(TOML, None)
    assert front is not None
    assert [(field.name, field.value) for field in front.fields] == [
        ("title", "One"),
        ("sub.title", "Two"),
        ("summary", 'Three and title = "no" é'),
        ("lead", "Four"),
        ("seo.title", "Five"),
        ("resources.title", "Six"),
    ]
    assert [found.value for found in (find_front_matter(TOML) or front).fields] == [
        "One",
        'Three and title = "no" é',
        "Four",
    ]
    new = tomllib.loads(_rewritten(TOML)[1].replace('wrong = "\\q"', "").strip("+\n"))
    assert (new["title"], new["sub"]["title"], new["summary"], new["lead"]) == (NEW,) * 4
    assert (new["seo"]["title"], new["resources"]) == (NEW, [{"title": NEW}])
    assert new["tags"] == ["a", {"title": "no"}, 'title = "no"\n']


@pytest.mark.parametrize("head", ["[[resources]]", "[[ resources ]]", "[ seo ]", "[seo]"])
def test_toml_may_begin_with_a_table(head: str) -> None:
    assert _rewritten(f'+++\n{head}\ntitle = "One"\n+++\n')[0] == ["One"]


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab=[]{}'\"\\#.,\n \t",
                "a = ",
                '"""',
                "'''",
                "\n[a]\n",
                "\n[[b]]\n",
                "\\n",
                "\\u00e9",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_of_valid_toml_every_string_is_what_the_parser_says(body: str) -> None:
    found = [(name.split("."), value) for name, value, *_ in find_strings(body)]
    try:
        holder = tomllib.loads(body)
    except tomllib.TOMLDecodeError:
        return
    wanted: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            wanted.append(value)
        elif isinstance(value, dict):
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(holder)
    for _, value in found:
        assert value in wanted
        wanted.remove(value)
    plain = {key: value for key, value in holder.items() if isinstance(value, str)}
    ours = {path[0]: value for path, value in found if len(path) == 1}
    simple = {key for key in {*plain, *ours} if key.isalnum()}
    assert {key: ours.get(key) for key in simple} == {key: plain.get(key) for key in simple}
