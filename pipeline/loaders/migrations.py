"""Migrations: `sql/migrations/NNNN_verb_noun.sql`, append-only, each applied and recorded in one transaction.

`_migrations(name, checksum, applied_at)` is the record. Views are no migrations: they are made anew from `sql/views`.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.errors import MigrationError
from pipeline.resources import resource

_RECORD = "CREATE TABLE IF NOT EXISTS _migrations (name VARCHAR NOT NULL, checksum VARCHAR, applied_at TIMESTAMPTZ)"


class Migration(NamedTuple):
    """One step. name: the file's, without suffix. checksum: sha256 of its text."""

    name: str
    checksum: str
    sql: str


def migrations(folder: Path | None = None) -> list[Migration]:
    """All migrations of this installation, in order."""
    files = sorted((folder or resource("sql") / "migrations").glob("[0-9]*.sql"))
    return [_read(file) for file in files]


def pending(connection: duckdb.DuckDBPyConnection, known: list[Migration]) -> list[Migration]:
    """The migrations that the database still lacks. Writes nothing.

    Raises:
        MigrationError: the database holds a migration that this installation doesn't know, or one with another text.
    """
    applied = applied_migrations(connection)
    by_name = {migration.name: migration for migration in known}
    for name, checksum in applied.items():
        if name not in by_name:
            raise MigrationError(
                f"the archive was made by a newer blogduck (it holds {name!r}, unknown here): install a newer version"
            )
        if by_name[name].checksum != checksum:
            raise MigrationError(
                f"migration {name!r} is not the one that was applied to this archive: its file was changed afterwards. "
                "Install blogduck anew; if you changed the file, restore it and add a new migration"
            )
    return [migration for migration in known if migration.name not in applied]


def applied_migrations(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Name → checksum of what was applied; empty for a new database."""
    if not has_tables(connection, "_migrations"):
        return {}
    return dict(connection.execute("SELECT name, checksum FROM _migrations ORDER BY name").fetchall())


def has_tables(connection: duckdb.DuckDBPyConnection, name: str = "%") -> bool:
    """Whether the database holds a table of that name (LIKE pattern)."""
    sql = "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database() AND table_name LIKE $1"
    row = connection.execute(sql, [name]).fetchone()
    return bool(row and row[0])


def apply(connection: duckdb.DuckDBPyConnection, steps: list[Migration], now: datetime) -> None:
    """Apply and record each step in a transaction of its own.

    Raises:
        MigrationError: a step failed; the database is as before that step.
    """
    connection.execute(_RECORD)
    for step in steps:
        connection.begin()
        try:
            connection.execute(step.sql)
            connection.execute("INSERT INTO _migrations VALUES ($1, $2, $3)", [step.name, step.checksum, now])
            connection.commit()
        except duckdb.Error as error:
            connection.rollback()
            raise MigrationError(f"migration {step.name!r} failed, nothing of it was kept: {error}") from error


def recreate_views(connection: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Make the views of `sql/views` anew where their text changed; file name = view name, numbers in front give order.

    Raises:
        MigrationError: a view's SQL doesn't fit the tables.
    """
    files = sorted((folder or resource("sql") / "views").glob("*.sql"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    connection.execute("CREATE TABLE IF NOT EXISTS _views (checksum VARCHAR NOT NULL)")
    if connection.execute("SELECT checksum FROM _views").fetchall() == [(digest,)]:
        return
    connection.begin()
    try:
        for text in texts:
            connection.execute(text)
        connection.execute("DELETE FROM _views")
        connection.execute("INSERT INTO _views VALUES ($1)", [digest])
        connection.commit()
    except duckdb.Error as error:
        connection.rollback()
        raise MigrationError(f"the views of this version don't fit the archive: {error}") from error


def _read(file: Path) -> Migration:
    text = file.read_text(encoding="utf-8")
    return Migration(file.stem, hashlib.sha256(text.encode()).hexdigest(), text)
