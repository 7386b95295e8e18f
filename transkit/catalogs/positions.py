"""Where the entries of a PO file stand."""

from __future__ import annotations

from pathlib import Path

from transkit.catalogs.lexer import Field, decode_po, decode_string, tokenize
from transkit.units import unit_id

__all__ = ["entry_lines"]


def entry_lines(content: bytes, path: Path | None = None) -> dict[str, int]:
    """Return the 1-based line of each entry's ``msgid``, by unit id; obsolete ones are left out.

    Args:
        content: A whole PO file.
        path: Named in errors.

    Raises:
        CatalogError: It is no PO file.
    """
    text, encoding = decode_po(content, path)
    lines: dict[str, int] = {}
    context: str | None = None
    source = ""
    line, open_now = 0, ""
    for token in tokenize(text, path):
        if not isinstance(token, Field) or token.obsolete or token.previous:
            continue
        if token.keyword is not None:
            if open_now == "msgid":
                source = decode_string(source, encoding, line, path)
                if context is not None:
                    context = decode_string(context, encoding, line, path)
                lines.setdefault(unit_id(source, context), line)
                context = None
            open_now = token.keyword
            if open_now == "msgctxt":
                context = ""
            elif open_now == "msgid":
                source, line = "", token.line
        if open_now == "msgctxt":
            context = (context or "") + (token.text or "")
        elif open_now == "msgid":
            source += token.text or ""
    return lines
