"""Progress: up to which byte of each WARC file everything is in the database.

Several hosts are fetched side by side and loaded in another order than they are stored, so the offset may only move up
to the start of the oldest visit that is not loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

Position = tuple[str, int]
"""File name (names sort by time) and offset."""


class Progress:
    """What is stored but not loaded, for the files of one run.

    Args:
        position: where the next record will be written.
    """

    def __init__(self, position: Callable[[], Position]) -> None:
        self._position = position
        self._open: dict[int, Position] = {}
        self._files: list[str] = []
        self._serial = 0
        self._lock = threading.Lock()

    def begin(self) -> int:
        """A token for work whose records will all be written from here on."""
        with self._lock:
            self._serial += 1
            position = self._position()
            self._open[self._serial] = position
            if position[0] not in self._files:
                self._files.append(position[0])
            return self._serial

    def loaded_to(self, finished: set[int]) -> dict[str, int | None]:
        """For each file of this run the offset up to which all is loaded once `finished` is; null for "to its end".

        Call before the transaction, and `end` after it.
        """
        with self._lock:
            waiting = [position for token, position in self._open.items() if token not in finished]
            now_file, now_offset = self._position()
            low_file, low_offset = min(waiting, default=(now_file, now_offset))
            names = sorted({*self._files, now_file})
            reached = {name: None if name < low_file else low_offset for name in names if name <= low_file}
            # Offset 0 of a file that is not begun says nothing.
            return {name: offset for name, offset in reached.items() if offset != 0}

    def end(self, finished: set[int]) -> None:
        """Forget the tokens of what is now loaded."""
        with self._lock:
            for token in finished:
                self._open.pop(token, None)
