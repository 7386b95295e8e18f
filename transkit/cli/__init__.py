"""The command line. Commands are imported when they are used, so that ``--help`` is quick."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from transkit import __version__
from transkit.cli.terminal import complain
from transkit.errors import TranskitError

__all__ = ["cli", "main"]

_COMMANDS = {
    "translate": "Draft articles into PO catalogs.",
    "build": "Rebuild the articles of catalogs in their language.",
    "status": "Show how far catalogs are, and what post-editing has cost.",
    "diff": "Show what people changed in a catalog.",
}
"""Name → short help; each is the ``command`` of the module of the same name."""

_INTERRUPTED = 130
_TERMINATED = 143


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of a translator's work."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called `cmd_name`, or ``None``."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(f"transkit.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` call, or say which one was meant."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n"
    "  transkit translate article.txt --to uk --to ko\n"
    "  transkit translate articles/ --to uk\n"
    "  transkit status\n"
    "  transkit build locales/uk/LC_MESSAGES/article.po\n"
    "\n\b\nThe catalogs are then post-edited in Poedit: locales/uk/LC_MESSAGES/article.po",
)
@click.version_option(__version__, "-V", "--version", prog_name="transkit")
def cli() -> None:
    """Translate articles offline into PO catalogs that people post-edit in Poedit.

    transkit reads an article, splits it into paragraphs, drafts each with a translation model that
    runs on this computer, and writes one PO catalog per language. Nothing leaves the computer.
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 findings, 2 wrong usage, 3 could not be done, 130.

    No error that a user can cause ends in a traceback.

    Args:
        args: Arguments without the program's name; by default those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _terminate)
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:
    """Run the command line and return the exit code."""
    try:
        result = cli.main(args=args, prog_name="transkit", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TranskitError as error:
        complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted; finished drafts are kept, the same command goes on from here")
        return _INTERRUPTED
    except BrokenPipeError:
        return _stop_reading()
    except SystemExit as stop:
        # click makes an exit of its own out of a closed pipe.
        if isinstance(stop.__context__, BrokenPipeError):
            return _stop_reading()
        raise
    return result if isinstance(result, int) else 0


def _stop_reading() -> int:
    """Return 0: the reader of our pipe (head, less) has seen enough; keep Python quiet at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    """Stop as on ^C, so that locks and temporary files are cleaned up."""
    del number, frame
    complain("terminated; finished drafts are kept, the same command goes on from here")
    raise SystemExit(_TERMINATED)
