"""What must not be translated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transkit.text.protection import Masked, mask, protected_spans, split_at_spans, unmask

AWKWARD = st.text(
    alphabet=st.sampled_from("ab .,@#%{}[]()<>/`$_\\\"'1X:😀\u2581\u200d\t-"), max_size=80
)


def spans(text: str) -> list[str]:
    """Return the protected parts of `text`."""
    return [text[start:end] for start, end in protected_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visit https://example.org/a_(b), or call.", ["https://example.org/a_(b)"]),
        ("(See https://example.org/a.)", ["https://example.org/a"]),
        ("Write to anna.b@press.example.co.uk!", ["anna.b@press.example.co.uk"]),
        ("Follow @who_else and #COP31, not #1.", ["@who_else", "#COP31"]),
        ("Run `make test` in /usr/local/bin now.", ["`make test`", "/usr/local/bin"]),
        ("Call parse_po() or snake_case.", ["parse_po()", "snake_case"]),
        ("%s of %(total)d files, %1$s, {name}", ["%s", "%(total)d", "%1$s", "{name}"]),
        ("{{ user }} and ${HOME} and $PATH", ["{{ user }}", "${HOME}", "$PATH"]),
        ("A <b class='x'>bold</b> word&nbsp;here", ["<b class='x'>", "</b>", "&nbsp;"]),
        (
            "<input disabled> <a href=/x title = 'y z'/>",
            ["<input disabled>", "<a href=/x title = 'y z'/>"],
        ),
        ("<your-name> and <br /> stay", ["<your-name>", "<br />"]),
        ("Good 👍🏽 work ▁ done", ["👍🏽", "▁"]),
        ("News at example.com/live today.", ["example.com/live"]),
        (
            "Join t.me/x_y, bit.ly/3Xa?b=1 (or youtu.be/a).",
            ["t.me/x_y", "bit.ly/3Xa?b=1", "youtu.be/a"],
        ),
        (
            "HTTP://EXAMPLE.ORG/A, Https://a.org; WWW.A.ORG",
            ["HTTP://EXAMPLE.ORG/A", "Https://a.org", "WWW.A.ORG"],
        ),
        ("Buy it at AMAZON.COM/deals today", ["AMAZON.COM/deals"]),
        ("Пишіть на пошта@приклад.укр.", ["пошта@приклад.укр"]),
        ("user@münchen.de 또는 a@b.org에서", ["user@münchen.de", "a@b.org"]),
        ("Читайте приклад.укр/новини, будь ласка", ["приклад.укр/новини"]),
        ("t.me/news에서 보라", ["t.me/news"]),
        (
            "https://example.org에서 https://a.org/b_c를",
            ["https://example.org", "https://a.org/b_c"],
        ),
        ("(https://example.org/)에서는.", ["https://example.org/"]),
        ("https://example.org/에서도 example.org는", ["https://example.org/", "example.org"]),
        ("https://a.org/wiki/한국 https://한국.kr", ["https://a.org/wiki/한국", "https://한국.kr"]),
        (
            "https://a.org/BTS의_노래 https://a.org/?q=한국",
            ["https://a.org/BTS의_노래", "https://a.org/?q=한국"],
        ),
        ("https://example.org/aをご覧ください。", ["https://example.org/a"]),
    ],
)
def test_spans_are_found_whole_and_without_the_sentence_around_them(
    text: str, expected: list[str]
) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 50% decrease, 100% sure, 5% or so.",
        "It cost $5 million and 3/4 of the budget.",
        "He and/or she; a well-known U.S. plan, e.g. this one.",
        "If x <y then z> w, and a <b or c> d; <i open the door>.",
        "Ready? Yes. No. 5 is alive…",
        "The end.In the morning they left.",
        "and/or km/h 24/7 his/her N/A w/o c/o he/she 1/2 TCP/IP AC/DC a.m./p.m. e.g./i.e.",
        "Mr./Ms. Smith, St./Ave, Jan./Feb., 9.am/pm, 5.in/out, No.5/6, file.txt/other, v1.2/v1.3",
        "тис./рік, грн./міс., вул./просп., англ.укр словник, він/вона, Київ/Львів",
        "THE END.COME IN. U.S./UK, U.S.A. and THE NET.",
    ],
)
def test_ordinary_words_are_not_protected(text: str) -> None:
    assert spans(text) == []


@given(st.one_of(st.text(max_size=120), AWKWARD))
def test_masking_and_unmasking_gives_the_text_back(text: str) -> None:
    masked = mask(text)
    assert masked is None or unmask(masked, masked.text) == text


@pytest.mark.parametrize(
    ("source", "draft", "target"),
    [
        ("the {a}/{b} pair", "пара @1 / @2", "пара {a}/{b}"),
        ("set x={n} now", "тепер x = @1", "тепер x={n}"),
        ("{who}'s house", "дім @1 's", "дім {who}'s"),
        ("{who}'s house", "@1 's дім", "{who}'s дім"),
        ("{who}’s house", "@1 's дім", "{who}'s дім"),
        ("from {a}-{b}", "з @1- @2", "з {a}-{b}"),
        ("look ({a}) there", "там ( @1 ) глянь", "там ({a}) глянь"),
        ("look (https://a.org) there", "저기 ( @1 )를 보라", "저기 (https://a.org)를 보라"),
        ('say "{a}" twice', 'двічі " @1 " скажи', 'двічі "{a}" скажи'),
        ("[{a}] and @1", "[ [1] ] і @1", "[{a}] і @1"),
    ],
)
def test_signs_that_a_model_splits_off_a_span_are_moved_up_to_it_again(
    source: str, draft: str, target: str
) -> None:
    """Packages with Moses tokens give back ``x = @1`` for ``x=@1``."""
    masked = mask(source)
    assert masked is not None
    assert unmask(masked, draft) == target


@pytest.mark.parametrize(
    ("source", "draft", "target"),
    [
        ('see "{a}" there', 'там "слово" @1 є', 'там "слово" {a} є'),
        ('see {a}" there', 'там @1 "слово" є', 'там {a} "слово" є'),
        ("word—{a}—word", "слово — @1 — слово", "слово — {a} — слово"),
        ("over {n}% of {m}!", "plus de @1 % de @2 !", "plus de {n} % de {m} !"),
        ("word ({a})", "слово — ( @1)", "слово — ({a})"),
    ],
)
def test_spaces_that_the_other_language_has_beside_a_span_stay(
    source: str, draft: str, target: str
) -> None:
    masked = mask(source)
    assert masked is not None
    assert unmask(masked, draft) == target


@given(st.one_of(st.text(max_size=120), AWKWARD))
def test_the_parts_around_spans_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in split_at_spans(text)) == text


@pytest.mark.parametrize("draft", ["Пишіть.", "Пишіть @1 і @1.", "Пишіть @1 і @2.", "@11"])
def test_a_mask_that_is_lost_doubled_or_invented_is_seen(draft: str) -> None:
    masked = mask("Write to a@b.org today.")
    assert masked is not None
    assert unmask(masked, draft) is None


def test_masks_may_change_places() -> None:
    masked = mask("Send {file} to a@b.org now.")
    assert masked is not None
    assert unmask(masked, "На a@… @2 надішліть @1") == "На a@… a@b.org надішліть {file}"


@pytest.mark.parametrize("text", ["https://example.org", "12:30 – 14:00", "😀", "", "@someone"])
def test_nothing_to_translate_is_no_work_for_an_engine(text: str) -> None:
    assert mask(text) is None


@pytest.mark.parametrize("text", ["A\ue0000", "%s5 words", "[1] {a}7 words", "x@y.org٣ words"])
def test_a_digit_behind_a_span_is_not_taken_for_the_mask(text: str) -> None:
    masked = mask(text)
    assert masked is not None
    assert unmask(masked, masked.text) == text


def test_a_mask_never_looks_like_something_in_the_text() -> None:
    text = "Rows @1, [1], %1, X1 and Z1Z go to a@b.org."
    masked = mask(text)
    assert isinstance(masked, Masked)
    assert unmask(masked, masked.text) == text


@pytest.mark.parametrize("unit", ["a", ")", "@", "{", "<a ", "`", "#a", "a.", "%((", "_a", "é😀"])
def test_a_hundred_thousand_awkward_characters_are_no_trouble(unit: str) -> None:
    """A pattern that backtracks would not come back from this."""
    text = "http://" + unit * 100_000
    assert "".join(part for part, _ in split_at_spans(text)) == text


def test_protected_tags_are_one_span_with_what_they_hold() -> None:
    text = "Call <code1>run it</code1> and \\<em1> as words."
    assert [text[a:b] for a, b in protected_spans(text)] == [
        "<code1>run it</code1>",
        "\\<em1>",
    ]


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("Write to a@b.org now", "Напишіть на@1зараз", "Напишіть на a@b.org зараз"),
        ("See https://b.org/a today", "오늘@1에서 보라", "오늘 https://b.org/a에서 보라"),
        ("Open {name}s now", "Відкрий @1s", "Відкрий {name}s"),
        ("(a@b.org), he said", "(@1), сказав", "(a@b.org), сказав"),
    ],
)
def test_a_word_that_was_moved_up_to_an_address_gets_its_space_back(
    source: str, draft: str, expected: str
) -> None:
    masked = mask(source)
    assert masked is not None
    assert unmask(masked, draft) == expected
