"""``python -m transkit``."""

from transkit.cli import run

if __name__ == "__main__":
    run()
