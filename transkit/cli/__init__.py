"""The command line. Commands are imported when they are used, so that ``--help`` is quick."""

from __future__ import annotations

import atexit
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import NoReturn

import click

from transkit import __version__
from transkit.cli.terminal import complain, print_json
from transkit.cli.waiting import WaitingTold
from transkit.errors import TranskitError

__all__ = ["cli", "main", "run"]

_COMMANDS = {
    "translate": "Draft articles into PO catalogs.",
    "segment": "Show what of a document would be translated.",
    "build": "Rebuild the articles of catalogs in their language.",
    "check": "Check translations for what is likely wrong.",
    "status": "Show how far catalogs are, and what post-editing has cost.",
    "report": "Write a page or a spreadsheet about catalogs.",
    "diff": "Show what people changed in a catalog.",
    "learn": "Keep what people wrote in catalogs.",
    "terms": "Say what names and terms must become.",
    "memory": "Search, exchange and tidy what people have translated.",
    "models": "List, install and check the models that make the drafts.",
}
"""Name → short help; each is the ``command`` of the module of the same name."""

_FAILED = 3
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
    from transkit.files import hear_waiting

    click.get_current_context().with_resource(hear_waiting(WaitingTold()))


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
    # What loads in threads must not keep the main one waiting for Python's lock.
    sys.setswitchinterval(0.0005)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _terminate)
    sys.exit(_run(args))


def run() -> NoReturn:
    """Be the program: what `main` does for the process's own arguments, and end the process.

    It ends without taking Python down first, piece by piece, which is a twentieth of a short run.
    What was registered for the end (workers to be stopped) is done.
    """
    code: object = 0
    try:
        main()
    except SystemExit as stop:
        code = stop.code
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()
    os._exit(code if isinstance(code, int) else 0)


def _run(args: Sequence[str] | None) -> int:
    """Run the command line and return the exit code."""
    try:
        result = cli.main(args=args, prog_name="transkit", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (Exception, KeyboardInterrupt, SystemExit) as error:
        code = _explain(error, args)
        if code is None:
            raise
        return code
    return result if isinstance(result, int) else 0


def _explain(error: BaseException, args: Sequence[str] | None) -> int | None:
    """Say in one line what went wrong; return the exit code, or ``None`` for a mistake of ours."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    if isinstance(error, click.ClickException):
        return _refuse(args, error.exit_code, _one_line(error))
    if isinstance(error, TranskitError):
        return _refuse(args, error.exit_code, str(error), error)
    reasons = tuple(_reasons(error))
    # ^C in the middle of an import comes out as an ImportError.
    if any(isinstance(reason, (KeyboardInterrupt, click.Abort)) for reason in reasons):
        complain("interrupted; what is finished is kept, the same command goes on from here")
        return _INTERRUPTED
    # click makes an exit of its own, with code 1, out of a closed pipe; nothing else here does.
    piped = isinstance(error, SystemExit) and error.code == 1
    if piped or any(isinstance(reason, BrokenPipeError) for reason in reasons):
        _mute()  # the reader (head, less) has seen enough
        return 0
    if isinstance(error, OSError) and error.filename is None:
        from transkit.files import explain_os_error

        _mute()
        complain(f"the output cannot be written: {explain_os_error(error)}")
        return _FAILED
    return None


def _mute() -> None:
    """Send what is left in stdout's buffer nowhere, so that Python is quiet about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that led to it."""
    reason: BaseException | None = error
    while reason is not None:
        yield reason
        reason = reason.__cause__ or reason.__context__


def _one_line(error: click.ClickException) -> str:
    """Return what click complains about in one line, with the command that explains more."""
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    return f"{message} (try: {context.command_path} --help)" if context else message


def _refuse(
    args: Sequence[str] | None, code: int, line: str, error: TranskitError | None = None
) -> int:
    """Say why nothing was done, on stderr and with ``--json`` also as JSON; return `code`."""
    complain(line)
    if "--json" in (sys.argv[1:] if args is None else args):
        content = {
            "message": line if error is None else error.message,
            "path": None if error is None or error.path is None else str(error.path),
            "line": None if error is None else error.line,
            "hint": None if error is None else error.hint,
        }
        print_json({"error": content})
    return code


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    """Stop as on ^C, so that locks and temporary files are cleaned up."""
    del number, frame
    complain("terminated; what is finished is kept, the same command goes on from here")
    raise SystemExit(_TERMINATED)
