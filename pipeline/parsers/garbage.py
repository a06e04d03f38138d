"""Garbage: Python's cycle collector, at rest while a page is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Reading a page makes tens of thousands of objects and no cycle: looking for one costs a tenth of the whole.

    The switch is the process's. Whoever finds it off leaves it off, so that threads that overlap leave it as it was.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
