"""What every test gets: a home of its own, copy models, golden files."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from tools.copy_model import build_copy_package
from transkit.files import hash_file

if TYPE_CHECKING:
    from tests.models.web import Web

DATA = Path(__file__).parent / "data"
TARGETS = ("uk", "ko")
_NO_SKIPS = bool(os.environ.get("TRANSKIT_NO_SKIPS"))
"""Read before tests get an environment of their own."""
_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=150,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what our tests take beyond pytest's own options."""
    parser.addoption(
        "--update-golden", action="store_true", help="write what the tests got as golden files"
    )


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that would be skipped where nothing may be."""
    del collector
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that would be skipped where nothing may be."""
    del item, call
    return _refuse_skip((yield))


def _refuse_skip(report: _Report) -> _Report:
    """Return the report, as one of a failure if ``TRANSKIT_NO_SKIPS`` is set and it is a skip."""
    if _NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        *_, reason = report.longrepr if isinstance(report.longrepr, tuple) else (report.longrepr,)
        report.outcome = "failed"
        report.longrepr = f"{reason} (TRANSKIT_NO_SKIPS is set: nothing may be left out)"
    return report


def _isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Point everything that finds a person's files at `home`, and forget their settings."""
    for name in os.environ:
        if name.startswith(("ARGOS_", "TRANSKIT_", "XDG_", "SNAP")) or name == "LANGUAGE":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("TRANSKIT_STARTER", "no")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(scope="session", autouse=True)
def _isolated_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures and imports of a whole session away from the user's files."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _isolate(monkeypatch, tmp_path_factory.mktemp("session-home"))
        yield


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the test an empty home: no models, no memory, no settings; return the folder."""
    folder = tmp_path_factory.mktemp("home")
    _isolate(monkeypatch, folder)
    return folder


@pytest.fixture(scope="session")
def make_package(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that builds a package as `build_copy_package` does, each only once.

    Takes the keyword arguments of `build_copy_package`; the packages are shared by all tests of a
    session, which must not change them.
    """
    built: dict[tuple[tuple[str, Any], ...], Path] = {}

    def make(**options: Any) -> Path:
        key = tuple(sorted(options.items()))
        if key not in built:
            built[key] = build_copy_package(tmp_path_factory.mktemp("packages"), **options)
        return built[key]

    return make


@pytest.fixture(scope="session")
def copy_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an en→uk and an en→ko package whose models copy; do not change it."""
    folder = tmp_path_factory.mktemp("copy-packages")
    for target in TARGETS:
        build_copy_package(folder, target=target)
    return folder


@pytest.fixture(scope="session")
def copy_model(copy_packages: Path) -> Path:
    """Return the unpacked en→uk package whose model copies; do not change it."""
    return copy_packages / "translate-en_uk-copy"


@pytest.fixture
def installed_models(copy_packages: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the copy models the installed ones, for this process and its children."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(copy_packages))
    return copy_packages


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Return a function that makes the weights of a Firefox model known as published ones.

    It takes their path, and the COMET that they are said to have; both languages can be changed.
    """
    from transkit.models import published

    table = tmp_path / "published.tsv"
    monkeypatch.setattr(published, "TABLE", table)
    table.write_text("", encoding="utf-8")

    def add(weights: Path, comet: float = 0.879, *, source: str = "en", target: str = "uk") -> None:
        size, digest = weights.stat().st_size, hash_file(weights)
        row = (source, target, "-", "base-memory", str(size), digest, str(comet), "-")
        with table.open("a", encoding="utf-8") as stream:
            stream.write("\t".join(row) + "\n")
        published.published_models.cache_clear()

    published.published_models.cache_clear()
    yield add
    published.published_models.cache_clear()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Return a web server on this machine, empty, that is asked in place of published indexes."""
    from tests.models.web import serve

    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serve() as running:
        records = "/v1/buckets/main/collections/translations-models-v2/records"
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", running.url + records)
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{running.url}/index.json")
        yield running


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that holds a text to the golden file of that name.

    Golden files lie in ``tests/data/<room>/``, where ``<room>`` is the folder of the test;
    ``pytest --update-golden`` writes them. They are compared byte for byte, as UTF-8.
    """
    folder = DATA / request.path.parent.name
    update = bool(request.config.getoption("--update-golden"))

    def check(name: str, content: str) -> None:
        path = folder / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
            return
        if not path.is_file():
            pytest.fail(f"{path} is missing: run pytest --update-golden and read what it wrote")
        expected = path.read_bytes().decode()
        if content != expected:
            lines = difflib.unified_diff(
                expected.splitlines(), content.splitlines(), str(path), "what the test got", "", ""
            )
            pytest.fail("\n".join(lines) or f"{path}: line ends differ", pytrace=False)

    return check
