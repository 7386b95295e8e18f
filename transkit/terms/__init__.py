"""Glossaries: what a source expression must become, and seeing to it that it does."""
