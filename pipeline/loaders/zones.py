"""Zones: a blog's time zone, once it becomes known or is corrected, gives instants to the rows loaded before."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import duckdb

from pipeline.loaders.arrow import incoming
from pipeline.loaders.instants import instant_of, zone_named

_TIMES = (
    ("article", "published", "blog_id = $1"),
    ("article", "modified", "blog_id = $1"),
    ("comment", "published", "article_id IN (SELECT article_id FROM article WHERE blog_id = $1)"),
)


class _Clock(NamedTuple):
    """A wall clock and its instant, under the names of `article`'s columns, for their types."""

    published_local: datetime
    published_precision: str | None
    published_at: datetime | None


def read_zones(connection: duckdb.DuckDBPyConnection) -> dict[UUID, str | None]:
    """The time zones of all blogs."""
    rows = connection.execute("SELECT blog_id, timezone FROM blog").fetchall()
    return dict(rows)


def refill(connection: duckdb.DuckDBPyConnection, blog: UUID, timezone: str | None) -> None:
    """Make the instants of a blog's rows anew from their wall clocks, except those that pages state."""
    zone = zone_named(timezone)
    for table, name, where in _TIMES:
        mine = f"{table}.{name}_at_source IS DISTINCT FROM 'page' AND {table}.{name}_local IS NOT NULL AND {where}"
        clocks = connection.execute(
            f"SELECT DISTINCT {name}_local, {name}_precision FROM {table} WHERE {mine}", [blog]
        ).fetchall()
        rows = [_Clock(local, precision, instant_of(local, precision, zone)) for local, precision in clocks]
        if not rows:
            continue
        with incoming(connection, "article", rows, _Clock._fields) as source:
            connection.execute(
                f"UPDATE {table} SET {name}_at = clock.published_at,"
                f" {name}_at_source = CASE WHEN clock.published_at IS NOT NULL THEN 'blog_zone' END"
                f" FROM {source} clock WHERE {mine} AND {table}.{name}_local = clock.published_local"
                f" AND {table}.{name}_precision IS NOT DISTINCT FROM clock.published_precision",
                [blog],
            )
