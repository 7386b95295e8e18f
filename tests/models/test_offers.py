"""Reading indexes that somebody else wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transkit.errors import ModelError
from transkit.models.offers import FIREFOX_RECORDS, Offer, Offers, parse_index

URL = "https://example.org/models/index.json"
PACKAGE: dict[str, Any] = {
    "package_version": "1.9",
    "argos_version": "1.9.0",
    "from_code": "en",
    "from_name": "English",
    "to_code": "uk",
    "to_name": "Ukrainian",
    "links": ["https://example.org/translate-en_uk-1_9.argosmodel", "ipfs://Qm"],
    "code": "translate-en_uk",
}


def package(**changes: Any) -> dict[str, Any]:
    """Return an entry of Argos' index."""
    return {**PACKAGE, **changes}


def record(role: str = "model", name: str = "", **changes: Any) -> dict[str, Any]:
    """Return a record of Remote Settings."""
    return {
        "name": name or f"{role}.enuk.{'spm' if 'vocab' in role else 'bin'}",
        "sourceLanguage": "en",
        "targetLanguage": "uk",
        "version": "3.0",
        "architecture": "base-memory",
        "fileType": role,
        "decompressedSize": 10,
        "decompressedHash": "ab" * 32,
        "attachment": {
            "location": f"w/{role}.zst",
            "hash": "cd" * 32,
            "size": 5,
            "filename": "x",
            "mimetype": "application/zstd",
        },
        **changes,
    }


def parse(content: Any, index: str = URL, attachments: str = "") -> Offers:
    """Return the offers of a JSON value."""
    return parse_index(json.dumps(content).encode(), index, attachments)


def test_an_argos_index_is_read() -> None:
    [offer] = parse([package()]).models
    assert offer.label == "argos en→uk 1.9"
    assert offer.name == "argos:en-uk"
    assert offer.files[0].urls == (PACKAGE["links"][0],)
    assert offer.scores == ()
    assert not offer.quality.known
    assert offer.size == 0


def test_what_a_mirror_adds_is_read_and_links_are_relative_to_it() -> None:
    entry = package(links=["files/a.argosmodel"], sha256="ab" * 32, size=7)
    [offer] = parse([entry]).models
    assert offer.files[0].urls == ("https://example.org/models/files/a.argosmodel",)
    assert (offer.files[0].sha256, offer.size) == ("ab" * 32, 7)


def test_argos_codes_become_tags() -> None:
    offers = parse([package(to_code="pb"), package(from_code="zt", to_code="en")])
    assert [offer.pair for offer in offers.models] == ["en-pt-BR", "zh-Hant-en"]


@pytest.mark.parametrize(
    "entry",
    [
        package(type="sbd"),
        package(links=[]),
        package(links=["ipfs://Qm"]),
        package(links=["http://example.org/insecure.argosmodel"]),
        package(links=["file:///etc/passwd"]),
        package(links=["http://[::1"]),
        package(to_code="qq"),
    ],
)
def test_what_cannot_be_installed_is_left_out(entry: dict[str, Any]) -> None:
    assert parse([entry]) == Offers()


@pytest.mark.parametrize(
    "entry",
    [
        None,
        [],
        package(from_code=None),
        package(to_code=["uk"]),
        package(package_version=1.9),
        package(links="https://example.org"),
        package(sha256="x"),
        package(size=-1),
        package(size=True),
        package(size=10**18),
    ],
)
def test_an_entry_of_the_wrong_type_is_counted_and_harms_no_other(entry: Any) -> None:
    offers = parse([entry, package()])
    assert len(offers.models) == 1
    assert offers.warnings == (f"{URL}: 1 entries are not understood",)


@pytest.mark.parametrize(
    "link", ["/etc/passwd", "../x", "a/../../x", "file:///etc/passwd", "", "a\0b"]
)
def test_a_local_index_names_only_what_lies_beside_it(link: str, tmp_path: Path) -> None:
    assert parse([package(links=[link])], str(tmp_path / "index.json")).models == ()
    [offer] = parse([package(links=["f/x"])], str(tmp_path / "index.json")).models
    assert offer.files[0].urls == (str(tmp_path / "f/x"),)


def test_firefox_records_become_one_model() -> None:
    records = [record(), record("vocab"), record("lex"), record("qualityModel")]
    [offer] = parse({"data": records}, attachments="https://cdn.example.org/").models
    assert offer.label == "firefox en→uk 3.0"
    assert [file.role for file in offer.files] == ["lex", "model", "vocab"]
    assert offer.files[1].urls == ("https://cdn.example.org/w/model.zst",)
    assert (offer.size, offer.licence, offer.architecture) == (15, "", "base-memory")
    assert not offer.quality.known


def test_mozillas_models_are_known_by_where_they_are_or_what_they_are() -> None:
    """Anybody's records may carry Mozilla's names."""
    records = [record(), record("vocab")]
    [offer] = parse({"data": records}, FIREFOX_RECORDS, "https://cdn.example.org/").models
    assert (offer.licence, offer.scores) == ("MPL-2.0", ())
    known = "ed8bb4a811e1c45a259e91052080d25e5c8b4e2df0e59cb1521c04a57855ef97"
    [offer] = parse({"data": [record(decompressedHash=known), record("vocab")]}).models
    assert (offer.licence, offer.quality.value) == ("MPL-2.0", 0.8786)
    [offer] = parse({"data": [record(license="CC-BY-NC-4.0"), record("vocab")]}).models
    assert (offer.licence, offer.non_commercial) == ("CC-BY-NC-4.0", True)


def test_argos_scores_are_those_of_one_version_from_its_own_server() -> None:
    link = "https://argos-net.com/v1/translate-en_uk-1_4.argosmodel"
    [measured] = parse([package(package_version="1.4", links=[link])]).models
    assert [score.value for score in measured.scores] == [0.6996, 0.6871]
    for other in (package(package_version="1.4"), package(package_version="1.9", links=[link])):
        [offer] = parse([other]).models
        assert offer.quality < measured.quality


def test_a_newer_release_is_not_passed_over_because_only_the_older_one_was_measured() -> None:
    known = "ed8bb4a811e1c45a259e91052080d25e5c8b4e2df0e59cb1521c04a57855ef97"
    records = [record(version="3.1"), record("vocab", version="3.1")]
    records += [record(decompressedHash=known), record("vocab")]
    offers = parse({"data": records})
    assert [(o.version, o.quality.known) for o in offers.models] == [("3.1", False), ("3.0", True)]


def test_two_vocabularies_are_as_good_as_one() -> None:
    records = [record(), record("srcvocab"), record("trgvocab")]
    assert len(parse({"data": records}).models) == 1


def test_a_version_that_cannot_be_run_is_not_offered() -> None:
    records = [record(version=v) for v in ("1.0", "2.0", "4.0")]
    records += [record("vocab", version=v) for v in ("1.0", "2.0", "4.0")]
    assert parse({"data": records}).models == ()


def test_the_best_architecture_and_the_newest_version_come_first() -> None:
    found = [
        record(role, version=version, architecture=architecture)
        for role in ("model", "vocab")
        for version, architecture in [
            ("3.0", "tiny"),
            ("3.1a1", "base-memory"),
            ("3.0", "base-memory"),
            ("3.1", "base-memory"),
        ]
    ]
    offers = parse({"data": found})
    assert [(o.architecture, o.version) for o in offers.models] == [
        ("base-memory", "3.1"),
        ("base-memory", "3.0"),
        ("base-memory", "3.1a1"),
        ("tiny", "3.0"),
    ]
    assert offers.best("en", "uk") == offers.models[0]
    assert offers.best("en", "uk", "argos") is None


def test_a_file_for_every_firefox_is_taken_before_one_for_some() -> None:
    nightly = record(filter_expression="env.channel == 'nightly'", decompressedSize=99)
    for models in ([nightly, record()], [record(), nightly]):
        [offer] = parse({"data": [*models, record("vocab")]}).models
        assert offer.files[0].unpacked_size == 10


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "../model.enuk.bin"},
        {"name": "model/enuk.bin"},
        {"name": "model"},
        {"name": "model." + "x" * 200},
        {"name": 3},
        {"attachment": None},
        {"attachment": {"location": 3, "hash": "cd" * 32, "size": 5}},
        {"attachment": {"location": "w/x", "hash": "", "size": 5}},
        {"attachment": {"location": "w/x", "hash": "cd" * 32, "size": -5}},
        {"attachment": {"location": "http://example.org/x", "hash": "cd" * 32, "size": 5}},
        {"decompressedHash": None},
        {"decompressedSize": "10"},
    ],
)
def test_a_model_with_a_wrong_record_is_not_offered(changes: dict[str, Any]) -> None:
    assert parse({"data": [record(**changes), record("vocab")]}).models == ()


@pytest.mark.parametrize("body", [b"", b"<html>", b"3", b"{}", b'{"data": 3}', b"[" * 100_000])
def test_what_is_no_index_is_one_clear_error(body: bytes) -> None:
    with pytest.raises(ModelError, match="no index"):
        parse_index(body, URL)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(sorted(PACKAGE)), JSON),
    st.dictionaries(st.sampled_from(sorted(record())), JSON),
)
def test_no_value_in_an_index_is_a_crash(first: dict[str, Any], second: dict[str, Any]) -> None:
    offers = [
        *parse([package(**first)]).models,
        *parse({"data": [record(**second), record("vocab", **second)]}).models,
    ]
    assert all(isinstance(offer, Offer) and offer.files for offer in offers)
