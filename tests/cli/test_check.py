"""``transkit check`` from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from transkit.cli import main

CATALOG = """msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en\\n"

#. paragraph
#, fuzzy
msgid "It cost 30 euros."
msgstr "Це коштувало 37 євро."

# transkit: ignore numbers
msgid "It cost 40 euros."
msgstr "Це коштувало 47 євро."

msgid "Nobody came."
msgstr "Ніхто не прийшов."
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "uk.po"
    path.write_text(CATALOG, encoding="utf-8")
    return path


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_errors_are_shown_with_their_line_and_exit_with_1(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("check", catalog) == 1
    out = capsys.readouterr().out
    assert f"{catalog}:9: error: the source has 30, the target 37 [numbers]" in out
    assert "⟦37⟧" in out
    assert "1 error in 1 of 3 translated units." in out


def test_json_is_a_list_of_findings(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("check", catalog, "--json") == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert row["line"] == 9
    assert row["check"] == "numbers"
    assert (row["source"], row["target"]) == ("It cost 30 euros.", "Це коштувало 37 євро.")


def test_skipped_checks_say_nothing_on_the_command_line_and_in_the_settings(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("check", catalog, "--skip", "numbers") == 0
    (catalog.parent / "transkit.toml").write_text('[checks]\nskip = ["numbers"]\n')
    assert _run("check", catalog) == 0
    assert "Nothing found in 3 translated units." in capsys.readouterr().out


def test_settings_change_the_severity(catalog: Path) -> None:
    settings = catalog.parent / "transkit.toml"
    settings.write_text('[checks.severity]\nnumbers = "note"\n')
    assert _run("check", catalog) == 0
    settings.write_text('[checks.severity]\nnumbers = "bad"\n')
    assert _run("check", catalog) == 2


@pytest.mark.parametrize(
    "text", ['[checks]\nskip = ["numbrs"]\n', '[checks.severity]\nnumbrs = "note"\n']
)
def test_settings_that_name_no_check_are_refused_before_anything_is_done(
    catalog: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    settings = catalog.parent / "transkit.toml"
    settings.write_text(text)
    article = catalog.with_name("article.txt")
    article.write_text("It cost 30 euros.\n")
    for arguments in (("check", catalog), ("translate", article, "--to", "uk", "--model", "none")):
        assert _run(*arguments) == 2
        said = capsys.readouterr().err
        assert (
            said == f"transkit: {settings}: no check is called 'numbrs' (did you mean numbers?)\n"
        )


def test_annotate_writes_comments_and_takes_them_away_again(catalog: Path) -> None:
    assert _run("check", catalog, "--annotate") == 1
    text = catalog.read_text(encoding="utf-8")
    assert "# transkit: the source has 30, the target 37 [numbers]" in text
    assert "# transkit: ignore numbers" in text
    catalog.write_text(text.replace("37 євро", "30 євро"), encoding="utf-8")
    assert _run("check", catalog, "--annotate") == 0
    assert "[numbers]" not in catalog.read_text(encoding="utf-8")


def test_annotate_says_how_closely_a_draft_should_be_read(catalog: Path) -> None:
    _run("check", catalog, "--annotate")
    noted = "# transkit: high risk: read it closely\n# transkit: the source has 30, the target 37"
    text = catalog.read_text(encoding="utf-8")
    assert noted in text
    _run("check", catalog, "--annotate")
    assert catalog.read_text(encoding="utf-8") == text
    catalog.write_text(text.replace("37 євро", "30 євро"), encoding="utf-8")
    _run("check", catalog, "--annotate")
    assert "risk" not in catalog.read_text(encoding="utf-8")


def test_annotate_with_some_checks_leaves_what_others_and_the_engine_said(catalog: Path) -> None:
    said = (
        "# transkit: medium risk: read it closely\n# transkit: “a” stands twice [repeats]\n"
        "# transkit: the engine was unsure of this draft (score 0.10) [score]\n"
    )
    text = catalog.read_text(encoding="utf-8").replace("#. paragraph", f"{said}#. paragraph")
    catalog.write_text(text, encoding="utf-8")
    _run("check", catalog, "--annotate", "--only", "numbers")
    annotated = catalog.read_text(encoding="utf-8")
    assert all(line in annotated for line in said.splitlines())
    assert "the target 37 [numbers]" in annotated
    _run("check", catalog, "--annotate")
    annotated = catalog.read_text(encoding="utf-8")
    assert "[repeats]" not in annotated
    assert "[score]" in annotated
    assert "# transkit: high risk" in annotated


def test_a_dismissed_finding_stays_dismissed(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run("check", catalog, "--json")
    key = json.loads(capsys.readouterr().out)[0]["fingerprint"]
    assert _run("check", catalog, "--dismiss", key) == 0
    assert f"# transkit: dismissed {key}" in catalog.read_text(encoding="utf-8")
    assert _run("check", catalog) == 0
    assert _run("check", catalog, "--dismiss", "0123456789") == 2


def test_pairs_are_checked_without_a_catalog(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text('It cost 30 euros.\tЦе 37 євро.\nA "b" c.\t"А ""б"" в."\n', encoding="utf-8")
    assert _run("check", "--pairs", path, "--to", "uk", "--json") == 1
    row, quoted = json.loads(capsys.readouterr().out)
    assert (row["line"], row["unit"]) == (1, "1")
    assert (quoted["check"], quoted["target"]) == ("ukrainian-quotes", 'А "б" в.')
    assert _run("check", "--pairs", path) == 2


def test_sarif_names_files_by_uris(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = catalog.rename(catalog.with_name("моя стаття.po"))
    monkeypatch.chdir(path.parent)
    for named in (path.name, path):
        _run("check", named, "--sarif")
        (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert Path(unquote(uri.removeprefix("file://"))) == Path(named)


def test_a_missing_catalog_is_no_clean_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("check", tmp_path / "none.po") == 3
    assert "Nothing found" not in capsys.readouterr().out


def test_sarif_and_github_name_file_line_and_check(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("check", catalog, "--sarif") == 1
    log = json.loads(capsys.readouterr().out)
    (result,) = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert result["ruleId"] == "numbers"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 9
    assert _run("check", catalog, "--github") == 1
    assert capsys.readouterr().out.startswith("::error file=")


@pytest.mark.parametrize(
    "forms", [("--json", "--sarif"), ("--github", "--json"), ("--sarif", "--github")]
)
def test_two_forms_at_once_are_wrong_usage(
    catalog: Path, capsys: pytest.CaptureFixture[str], forms: tuple[str, str]
) -> None:
    assert _run("check", catalog, *forms) == 2
    said = capsys.readouterr()
    assert "choose one" in said.err + said.out
    assert '"source"' not in said.out
    assert all(form in said.err + said.out for form in forms)


def test_pairs_come_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = "\ufeffIt cost 5 euros.\tЦе 5 євро.\r\nIt cost 30 euros.\tЦе 37 євро.\r\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert _run("check", "--pairs", "-", "--to", "uk", "--json") == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["catalog"], row["line"], row["target"]) == ("-", 2, "Це 37 євро.")
    monkeypatch.setattr("sys.stdin", None)
    assert _run("check", "--pairs", "-", "--to", "uk") == 2


def test_a_comment_that_names_no_check_is_told(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("ignore numbers", "ignore numbrs"), encoding="utf-8")
    assert _run("check", catalog, "--json") == 1
    said = capsys.readouterr()
    assert len(json.loads(said.out)) == 2
    assert said.err == (
        f"transkit: warning: {catalog}:13: no check is called 'numbrs' (did you mean numbers?)\n"
    )
    catalog.write_text(text, encoding="utf-8")
    _run("check", catalog)
    assert capsys.readouterr().err == ""
