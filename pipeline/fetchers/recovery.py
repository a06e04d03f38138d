"""Recovery: what a run that was killed left open is cut after its last whole record and closed. Never written on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.fetchers.members import members
from pipeline.fetchers.reader import OPEN


@dataclass(frozen=True, slots=True)
class Recovered:
    """One file that was open. path: its name now; null if nothing whole was in it and it was removed.

    records: whole records kept. cut: bytes removed at the end. damaged: stretches that can't be read and were left.
    """

    path: Path | None
    records: int
    cut: int
    damaged: int


def recover(folder: Path) -> list[Recovered]:
    """Close every `….warc.gz.open` in `folder`. Only for whoever holds the archive's lock: a live run's file is open.

    Returns: what was found, in the order of the names; empty if all was well.
    """
    found = [_recover(path) for path in sorted(folder.glob(f"*.warc.gz{OPEN}"))]
    if found:
        sync_folder(folder)
    return found


def sync_folder(folder: Path) -> None:
    """Make new and changed names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _recover(path: Path) -> Recovered:
    records = damaged = end = 0
    with path.open("r+b") as file:
        for member in members(file):
            if member.fault is None:
                records, end = records + 1, member.end
            elif not member.is_tail:
                damaged += 1
        cut = file.seek(0, os.SEEK_END) - end
        if cut and records:
            file.truncate(end)
            os.fsync(file.fileno())
    if not records:
        path.unlink()
        return Recovered(None, 0, cut, damaged)
    closed = path.with_name(path.name.removesuffix(OPEN))
    path.rename(closed)
    return Recovered(closed, records, cut, damaged)
