"""HTML: a saved page in, the same page with other words out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transkit.documents.collecting import without_collection
from transkit.documents.html.encodings import decode_page
from transkit.documents.html.extracting import extract_page
from transkit.documents.html.reading import read_html
from transkit.documents.html.writing import add_paragraph, localize_page, rebuild_page
from transkit.errors import DocumentError
from transkit.units import Document

__all__ = ["FORMAT", "Html", "decode_page"]

_OPENING = re.compile("<[A-Za-z!?]")
"""Start tags, comments, and what is read as a comment."""
_MOST_TAGS = 100_000
"""A long article's page has 5,000; what has more would take longer than anybody waits."""


class Html:
    """HTML pages as browsers save them, broken ones too."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(
        self, data: bytes, *, path: str, language: str, keep_furniture: bool = False
    ) -> Document:
        """Return the document that `data` is; see `read_html` for what is guaranteed.

        Raises:
            DocumentError: The bytes are no text, or in an encoding that nobody can be sure of, or
                there are more tags than can be read.
        """
        text, encoding = decode_page(data, path=path, language=language)
        tags = max(sum(1 for _ in _OPENING.finditer(text)), text.count("</"))
        if tags > _MOST_TAGS:
            raise DocumentError(
                f"has {tags:,} tags, and pages are read up to {_MOST_TAGS:,}",
                path=path,
                hint="save the article alone",
            )
        with without_collection():
            return read_html(
                text, path=path, language=language, encoding=encoding, keep_furniture=keep_furniture
            )

    def rebuild(self, document: Document, targets: Mapping[str, str]) -> str:
        """Return the page with the words of its units replaced, everything else as it was.

        A unit without a target, or whose target is its source, is as it was, too.
        """
        return rebuild_page(document, targets)

    def extract(self, document: Document, targets: Mapping[str, str]) -> str:
        """Return a clean page of just the article; see `extract_page`."""
        with without_collection():
            return extract_page(document, targets)

    def add_notice(self, document: Document, text: str, sentence: str) -> str:
        """Return a rebuilt page with a paragraph behind the article's last one."""
        return add_paragraph(document, text, sentence)

    def localize(self, document: Document, text: str, *, language: str, encoding: str) -> str:
        """Return a rebuilt page that says which language and encoding it has now."""
        return localize_page(
            text,
            source=document.text,
            language=language,
            source_language=document.language,
            encoding=encoding,
        )


FORMAT = Html()
"""What the entry point ``html`` of ``transkit.documents`` names."""
