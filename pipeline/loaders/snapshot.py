"""Snapshots: a copy of the database that programs may keep open while runs write the archive."""

from __future__ import annotations

from pathlib import Path

from pipeline.loaders.database import Database, copy_to, meaning


def take_snapshot(database: Database, target: Path) -> Path:
    """Copy `database` to `target`, replacing an older snapshot in one step; who has that open keeps reading it.

    Returns:
        target.

    Raises:
        DiskFull: no space left; the older snapshot is as it was.
    """
    with meaning(target):
        copy_to(database.connection, target)
    return target
