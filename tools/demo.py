"""Show the main job on an example: ``make demo``."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.copy_model import build_copy_package
from transkit.engines.auto import ENGINE
from transkit.engines.base import EngineRequest
from transkit.errors import ModelNotFoundError
from transkit.text.languages import language_name

__all__ = ["main"]

EXAMPLE = Path("examples/summit.txt")
SCRATCH = Path("build/demo")
LANGUAGES = ("uk", "ko")


def main() -> int:
    """Translate the example with installed models, or show the workflow with stand-ins.

    Returns:
        The exit code: that of the first command that failed, otherwise 0.
    """
    missing = _missing_models()
    if missing and sys.stdin.isatty() and _offer_models(missing):
        missing = _missing_models()
    present = [language for language in LANGUAGES if language not in missing]
    failed = 0
    if present:
        failed = _translate(present, Path("locales"), [], {})
    if missing:
        failed = _translate_with_stand_ins(missing) or failed
    return failed


def _missing_models() -> list[str]:
    """Return the languages that no installed model can translate into."""
    hashes: dict[str, str] = {}
    missing = []
    for language in LANGUAGES:
        try:
            ENGINE.find(EngineRequest(source="en", target=language), hashes)
        except ModelNotFoundError:
            missing.append(language)
    return missing


def _offer_models(missing: Sequence[str]) -> bool:
    """Offer to install models over the network; return whether that was tried."""
    names = " and ".join(language_name(language) for language in missing)
    print(f"No translation model for {names} is installed yet.")
    print("Mozilla's are free; they are downloaded once and stay on this computer.")
    try:
        answer = input("Download now? [y/N] ")
    except EOFError:
        return False
    if answer.strip().lower() not in ("y", "yes"):
        return False
    _run(["transkit", "models", "install", *(f"en-{language}" for language in missing)])
    return True


def _translate_with_stand_ins(languages: Sequence[str]) -> int:
    """Show the workflow with models that copy; the catalogs go to a scratch folder."""
    names = " and ".join(language_name(language) for language in languages)
    print(
        f"""
No translation model for {names} is installed, so this run only shows how the work goes:
a tiny stand-in model copies the English text into the catalogs instead of translating it.
"""
    )
    packages = SCRATCH / "models"
    for language in languages:
        build_copy_package(packages, target=language)
    memory = ["--memory", str(SCRATCH / "memory.db")]
    settings = {"ARGOS_PACKAGES_DIR": str(packages)}
    failed = _translate(languages, SCRATCH / "locales", memory, settings)
    if not failed:
        print("\nFor real drafts install a model (once, over the network) and run it again:")
        print(f"  .venv/bin/transkit models install --all {','.join(languages)}")
    return failed


def _translate(
    languages: Sequence[str], folder: Path, options: Sequence[str], settings: Mapping[str, str]
) -> int:
    """Run ``transkit translate`` as a user would and say how to go on; return its exit code."""
    wanted = [part for language in languages for part in ("--to", language)]
    command = ["transkit", "translate", str(EXAMPLE), *wanted, "--output-dir", str(folder)]
    if folder == Path("locales"):
        command = command[:-2]
    failed = _run([*command, *options], settings)
    if not failed:
        print("\nOpen a catalog in Poedit to post-edit it:")
        for language in languages:
            print(f"  poedit {folder / language / 'LC_MESSAGES' / EXAMPLE.stem}.po")
        if shutil.which("poedit") is None:
            print("Poedit is free: https://poedit.net, or: sudo apt-get install poedit")
    return failed


def _run(command: Sequence[str], settings: Mapping[str, str] | None = None) -> int:
    """Print a command and run it with this environment's programs first; return its exit code."""
    named = [f"{name}={shlex.quote(value)}" for name, value in (settings or {}).items()]
    print(f"$ {' '.join([*named, shlex.join(command)])}", flush=True)
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, **(settings or {}), "PATH": path}
    program = shutil.which(command[0], path=path)
    if program is None:
        print(f"{command[0]} is not installed; run: make install", file=sys.stderr)
        return 3
    return subprocess.run([program, *command[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
