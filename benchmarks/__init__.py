"""Measurements against a peer in the same run; see ``python -m benchmarks --help``."""
