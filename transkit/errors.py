"""Every error that a user can cause: one line that says what, where, and what to do next."""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "CatalogError",
    "DocumentError",
    "DownloadError",
    "EngineError",
    "LanguageError",
    "MemoryStoreError",
    "ModelError",
    "ModelNotFoundError",
    "SettingsError",
    "TermsError",
    "TranskitError",
    "UsageError",
]


class TranskitError(Exception):
    """Something that a user can cause and mend.

    Args:
        message: What happened, in plain words, without a full stop.
        path: The file it happened in.
        line: 1-based line of ``path``.
        hint: What to do about it: an instruction or a command.
    """

    exit_code = 3
    """What the command line exits with (DESIGN §5.7): 3 is "could not be done"."""

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        where = "" if self.path is None else str(self.path)
        if where and self.line is not None:
            where = f"{where}:{self.line}"
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} ({self.hint})" if self.hint else text


class UsageError(TranskitError):
    """The command or call itself is wrong, whatever the files hold."""

    exit_code = 2


class LanguageError(UsageError):
    """A language tag or name that cannot be understood."""


class SettingsError(UsageError):
    """A ``transkit.toml`` that cannot be read or says something that transkit does not know."""


class DocumentError(TranskitError):
    """A source file that cannot be read as a document."""


class CatalogError(TranskitError):
    """A PO file that cannot be read or written."""


class MemoryStoreError(TranskitError):
    """The memory cannot be opened, read or written."""


class TermsError(TranskitError):
    """A glossary that cannot be read or written."""


class ModelError(TranskitError):
    """A model that is damaged or cannot be used."""


class DownloadError(ModelError):
    """Something could not be fetched from where it should be."""


class EngineError(TranskitError):
    """An engine failed at making drafts."""


class ModelNotFoundError(EngineError):
    """No installed model, or none of the engine that was asked for, covers the language pair."""

    def __init__(
        self, source: str, target: str, *, hint: str, but: str = "", engine: str = ""
    ) -> None:
        self.source = source
        self.target = target
        model = f"{engine} model" if engine else "model"
        message = f"no {model} installed for {source} → {target}"
        super().__init__(f"{message}: {but}" if but else message, hint=hint)
