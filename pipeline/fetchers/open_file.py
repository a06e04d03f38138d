"""The open WARC file: appended to by several threads, durable before any of them goes on."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from uuid import UUID

from pipeline.fetchers.recovery import sync_folder


class OpenFile:
    """One file being written, called `….open` until closed. Creates it with `first` in it.

    Args:
        path: its final name.
        info_id: of its `warcinfo` record.
        first: that record, packed.
    Raises:
        OSError: it can't be created; nothing of it remains.
    """

    def __init__(self, path: Path, info_id: UUID, first: bytes) -> None:
        self.path = path
        self.info_id = info_id
        self.size = 0
        self._open_path = path.with_name(path.name + ".open")
        self._descriptor = os.open(self._open_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self._synced = 0
        self._closed = False
        self._broken: OSError | None = None
        self._appending = threading.Lock()
        self._syncing = threading.Lock()
        try:
            self.append(first)
            sync_folder(path.parent)
        except OSError:
            os.close(self._descriptor)
            self._open_path.unlink()
            raise

    def append(self, packed: bytes) -> int | None:
        """Append in one piece and wait until it is on the disk.

        Returns: where it begins; null if the file has been closed meanwhile.
        Raises:
            OSError: it could not be written; nothing of it remains in the file.
        """
        with self._appending:
            if self._closed:
                return None
            if self._broken:
                raise self._broken
            offset = self.size
            try:
                _write_all(self._descriptor, packed)
            except OSError:
                os.ftruncate(self._descriptor, offset)
                raise
            self.size = end = offset + len(packed)
        self._sync(end)
        return offset

    def close(self) -> None:
        """Make all durable and give the file its final name."""
        with self._appending:
            self._closed = True
        try:
            self._sync(self.size)
        finally:
            os.close(self._descriptor)
            self._open_path.rename(self.path)
        sync_folder(self.path.parent)

    def _sync(self, end: int) -> None:
        # One call makes durable what all threads have appended before it: those that waited find it done.
        with self._syncing:
            if self._synced >= end:
                return
            if self._broken:
                raise self._broken
            reached = self.size
            try:
                os.fdatasync(self._descriptor)
            except OSError as error:
                self._break(error)
                raise
            self._synced = reached

    def _break(self, error: OSError) -> None:
        # After a failed fsync the kernel may have dropped the pages: what was not durable before is not there.
        with self._appending:
            self._broken = error
            self.size = self._synced
            os.ftruncate(self._descriptor, self._synced)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
