"""Reading without the garbage collector going through what is being built, again and again.

Python looks for cycles each time some hundred values more live than die. A reader makes a million
that stay, and so a quarter of its time went into looking at them; it makes hardly any cycles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_collection"]


@contextmanager
def without_collection() -> Iterator[None]:
    """Have no cycles looked for meanwhile; what was on before is on again behind it.

    Values that nothing refers to are freed as ever. It may be entered again inside.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
