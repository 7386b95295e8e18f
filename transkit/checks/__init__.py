"""Checks: what is likely wrong in a translation, one function per check."""
