"""Elements of HTML, as pages and Markdown have them."""

from __future__ import annotations

__all__ = ["VOID"]

VOID = frozenset(
    ("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
     "keygen", "link", "meta", "param", "source", "track", "wbr")
)  # fmt: skip
"""Those without an end tag (HTML Living Standard §13.1.2, and what §13.2.6 reads so besides)."""
