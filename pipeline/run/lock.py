"""The run's lock: runs of one archive exclude each other.

The operating system lets go of it when the process ends, however it ends, so a crash leaves nothing to clean up.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from pipeline.errors import ArchiveInUse

try:
    import fcntl
except ImportError:  # Windows has no flock
    fcntl = None  # type: ignore[assignment]


class RunLock:
    """Held as a context manager.

    Args:
        path: the lock file; it stays, and names the last holder.
        now: when this run started, aware.

    Raises:
        ArchiveInUse: on entering, if another run holds it; the message names its pid and start.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        self._path = path
        self._now = now
        self._file: IO[str] | None = None

    def __enter__(self) -> RunLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a+", encoding="utf-8")
        if not self._claim(self._file):
            holder = self._path.read_text("utf-8").strip() or "unknown process"
            self._file.close()
            raise ArchiveInUse(f"another run holds {self._path}: {holder}; wait for it to end, or stop that process")
        self._file.truncate(0)
        self._file.write(f"pid {os.getpid()} since {self._now.isoformat(timespec='seconds')}\n")
        self._file.flush()
        return self

    def _claim(self, file: IO[str]) -> bool:
        if fcntl is None:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
