"""The database file of an archive: opening it, waiting for others, transactions, and what its errors mean.

DuckDB gives a file to one process to write or to many to read. Never open, copy or hash the file from Python in a
process that holds it: closing any handle drops DuckDB's POSIX lock. Copies are made by `COPY FROM DATABASE`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from pipeline.errors import ArchiveInUse, DiskFull, LoadError, MigrationError
from pipeline.loaders import migrations

_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "2GB",
}
_STEP = 0.1
_LOCKED = re.compile(r"Could not set lock on file|different configuration than existing connections")
_HOLDER = re.compile(r"\(PID (\d+)\)")
_FULL = re.compile(
    r"no space left|not enough (?:disk )?space|disk quota exceeded|file too large|max_temp_directory_size", re.I
)
_NEWER_FILE = re.compile(r"version number (\d+)")


class Database:
    """An open archive database.

    Made by `open_for_writing` or `open_for_reading`; a context manager that closes. connection: the DuckDB connection,
    in UTC. Use only this one: a DuckDB cursor is a new connection with transactions of its own.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self.path = path

    @classmethod
    def open_for_writing(cls, path: Path, now: datetime, wait: float = 5.0) -> Database:
        """Open, creating and migrating as needed.

        Args:
            path: the database file; its folder is made if missing.
            now: aware; recorded with migrations.
            wait: seconds to wait for others to close it.

        Raises:
            ArchiveInUse: others still hold it after `wait`; the message names the process.
            MigrationError: made by a newer version, or a migration failed or was changed.
            DiskFull: no space left.
        """
        if not path.exists():
            _create(path, now)
        return cls(_open_migrated(path, now, wait), path)

    @classmethod
    def open_for_reading(cls, path: Path, wait: float = 0.0, config: dict[str, Any] | None = None) -> Database:
        """Open an existing archive for reading; others may read it at the same time.

        Args:
            path: the database file. wait: seconds to wait for a writer. config: further DuckDB settings.

        Raises:
            LoadError: there is no archive. ArchiveInUse: somebody writes it. MigrationError: made by a newer version.
        """
        if not path.exists():
            raise LoadError(f"there is no archive at {path}: make one with `blogduck run`")
        return cls(_connect(path, wait, read_only=True, config=config), path)

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, so that others can have it."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """All or nothing.

        Raises:
            DiskFull: no space left; nothing of it was kept. LoadError: DuckDB refused something.
        """
        with meaning(self.path):
            self.connection.begin()
            try:
                yield self.connection
                self.connection.commit()
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        # A failed commit, or a disk that is full, ends the transaction or the whole instance by itself.
        try:
            self.connection.rollback()
        except duckdb.Error:
            return


@contextmanager
def meaning(path: Path) -> Iterator[None]:
    """Say what DuckDB's errors mean: `DiskFull`, else `LoadError`."""
    try:
        yield
    except duckdb.Error as error:
        if _FULL.search(str(error)):
            raise DiskFull(f"no space left while writing {path}: free some and run again; nothing is lost") from error
        raise LoadError(f"{path}: {error}") from error


def waiting_for(path: Path, wait: float, action: Callable[[], duckdb.DuckDBPyConnection]) -> duckdb.DuckDBPyConnection:
    """`action`, tried again for `wait` seconds while another process holds `path`.

    Raises:
        ArchiveInUse: it still does.
    """
    for left in range(int(wait / _STEP), -1, -1):
        try:
            return action()
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            if not _LOCKED.search(str(error)):
                raise
            if not left:
                raise ArchiveInUse(_who_holds(path, str(error))) from error
        time.sleep(_STEP)
    raise AssertionError("the last round returns or raises")


def _who_holds(path: Path, message: str) -> str:
    holder = _HOLDER.search(message)
    who = f"process {holder[1]}" if holder else "another connection of this process"
    return f"{path} is in use by {who}: try again once that has let go of it"


def _connect(
    path: Path, wait: float, *, read_only: bool, config: dict[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    def connect() -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(path), read_only=read_only, config=_CONFIG | (config or {}))

    try:
        connection = waiting_for(path, wait, connect)
    except duckdb.IOException as error:
        raise _unreadable(path, error) from error
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _open_migrated(path: Path, now: datetime, wait: float) -> duckdb.DuckDBPyConnection:
    connection = _connect(path, wait, read_only=False)
    try:
        with meaning(path):
            _migrate(connection, path, now)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path, now: datetime) -> None:
    """Make the file beside its place first: a full disk, or a kill, must not leave half a database there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    for left in (draft, _wal(draft), _wal(path)):
        left.unlink(missing_ok=True)
    _open_migrated(draft, now, 0.0).close()
    draft.replace(path)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _unreadable(path: Path, error: duckdb.Error) -> LoadError:
    if _NEWER_FILE.search(str(error)):
        newer = f"{path} was written by a newer DuckDB than {duckdb.__version__}: install a newer blogduck"
        return MigrationError(newer)
    if _FULL.search(str(error)):
        return DiskFull(f"no space left to open {path}: free some and run again")
    advice = "if it is damaged, move it away: 'blogduck load' makes it anew from the WARC files"
    return LoadError(f"{path} can't be opened: {error}; {advice}")


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path, now: datetime) -> None:
    steps = migrations.pending(connection, migrations.migrations())
    if steps and migrations.has_tables(connection, "_migrations"):
        copy_to(connection, path.parent / "state" / f"before-{steps[0].name}.duckdb")
    if steps:
        migrations.apply(connection, steps, now)
    migrations.recreate_views(connection)


def copy_to(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Copy the open database to `target`, replacing it in one step.

    Raises:
        duckdb.Error: as DuckDB says.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    source = database_name(connection)
    connection.execute(f"ATTACH '{_quoted(partial)}' AS blogduck_copy")
    try:
        connection.execute(f"COPY FROM DATABASE {source} TO blogduck_copy")
    finally:
        connection.execute("DETACH blogduck_copy")
    partial.replace(target)


def database_name(connection: duckdb.DuckDBPyConnection) -> str:
    """How DuckDB calls the open database, quoted."""
    row = connection.execute("SELECT current_database()").fetchone()
    return '"' + str(row[0] if row else "").replace('"', '""') + '"'


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
