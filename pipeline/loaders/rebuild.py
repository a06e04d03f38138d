"""Rebuilding: the archive made anew beside the old one, and put in its place in one step.

What is not in WARC, the list of runs, is taken over; everything else is a projection and comes from there.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.loaders.database import Database, meaning


def take_over_runs(old: Database, new: Database) -> None:
    """Copy the table `run`.

    Raises:
        DiskFull: no space left. LoadError: DuckDB refused it.
    """
    runs = old.connection.execute("SELECT * FROM run").to_arrow_table()
    with new.transaction() as connection:
        connection.register("old_runs", runs)
        connection.execute("INSERT INTO run BY NAME SELECT * FROM old_runs")
        connection.unregister("old_runs")


def put_in_place(rebuilt: Path, archive: Path) -> None:
    """Replace `archive` by `rebuilt`; both are closed. Who has the old one open for reading keeps reading it.

    Raises:
        DiskFull, LoadError: the file system refused it; the old archive is as it was.
    """
    with meaning(archive):
        rebuilt.replace(archive)
