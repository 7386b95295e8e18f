"""transkit: an article goes in, PO catalogs that people post-edit come out, offline."""

from __future__ import annotations

__version__ = "0.1.0"
