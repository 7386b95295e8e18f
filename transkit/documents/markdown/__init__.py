"""Markdown: CommonMark 0.31 with GFM's tables and strike-through, footnotes, and front matter."""

from __future__ import annotations

from transkit.documents.markdown.reading import FORMAT, MarkdownFormat, read_markdown

__all__ = ["FORMAT", "MarkdownFormat", "read_markdown"]
