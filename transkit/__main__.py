"""``python -m transkit``."""

from transkit.cli import main

if __name__ == "__main__":
    main()
