"""Documents: reading a file into units, and rebuilding it with their targets.

`read_document` and `rebuild_document` are all that most callers need. A new format is an object
with the attributes of `Format`, named in the entry-point group ``transkit.documents``.
"""

from __future__ import annotations

from transkit.documents.formats import (
    Format,
    add_notice,
    extract_article,
    find_documents,
    get_format,
    localize_document,
    read_bytes,
    read_document,
    rebuild_document,
)

__all__ = [
    "Format",
    "add_notice",
    "extract_article",
    "find_documents",
    "get_format",
    "localize_document",
    "read_bytes",
    "read_document",
    "rebuild_document",
]
