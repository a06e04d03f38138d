"""State: what a run reads of the archive at its start, so that the database is free while it fetches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from pipeline.loaders.database import Database
from pipeline.models import Blog, PreviousCapture, UrlState


class Locator(NamedTuple):
    """Where a stored body lies. capture_id: of the record that holds it. role: what it is to its article."""

    capture_id: UUID
    warc_file: str
    warc_offset: int
    role: str


class VisitCaptures(NamedTuple):
    """The captures behind an article's current rows. complete: nothing of the thread was missing."""

    blog: str
    page: Locator
    follow_ups: tuple[Locator, ...]
    complete: bool


def blogs(database: Database) -> dict[str, Blog]:
    """The blogs by name, with what was learnt of them."""
    names = ", ".join(Blog.__slots__)
    rows = _rows(database, f"SELECT {names} FROM blog ORDER BY name")
    return {row[0]: Blog(*row) for row in rows}


def loaded_offsets(database: Database) -> dict[str, tuple[int, bool]]:
    """WARC file → how far it is loaded, in bytes, and whether nothing follows."""
    rows = _rows(database, "SELECT warc_file, loaded_to_offset, closed FROM warc_file")
    return {file: (offset, closed) for file, offset, closed in rows}


def locate(database: Database, capture_id: UUID) -> tuple[str, int] | None:
    """File and offset of a capture; null if it is not loaded."""
    rows = _rows(database, "SELECT warc_file, warc_offset FROM capture WHERE capture_id = $1", capture_id)
    return (rows[0][0], rows[0][1]) if rows else None


def follow_ups_of(database: Database, page: UUID) -> list[tuple[str, int]]:
    """File and offset of every follow-up of a page's capture that is loaded, in the order fetched."""
    sql = "SELECT warc_file, warc_offset FROM capture WHERE via = $1 ORDER BY fetched_at, warc_offset"
    return [(file, offset) for file, offset in _rows(database, sql, page)]


def known_urls(database: Database, blog: str) -> dict[str, UrlState]:
    """What is known of the pages of a blog, by normal URL."""
    rows = _rows(database, f"{_URLS} AND NOT starts_with(url.state, 'source')", blog)
    return {row[0]: UrlState(*row[1:]) for row in rows}


def due_urls(database: Database, blog: str, now: datetime) -> list[UrlState]:
    """The pages never fetched, and those to be looked at again at `now`; newest first, undated last."""
    due = "AND (url.state = 'found' OR (NOT starts_with(url.state, 'source') AND url.next_due_at <= $2))"
    rows = _rows(database, f"{_URLS} {due} ORDER BY url.published_at DESC NULLS LAST, url.url", blog, now)
    return [UrlState(*row[1:]) for row in rows]


def next_due(database: Database, now: datetime) -> datetime | None:
    """When the next page of any blog is due, after `now`."""
    sql = "SELECT min(next_due_at) FROM url WHERE NOT starts_with(state, 'source') AND next_due_at > $1"
    rows = _rows(database, sql, now)
    found: datetime | None = rows[0][0]
    return found


def due_now(database: Database, now: datetime) -> int:
    """How many pages of all blogs are due at `now`."""
    sql = "SELECT count(*) FROM url WHERE state = 'found' OR (NOT starts_with(state, 'source') AND next_due_at <= $1)"
    count: int = _rows(database, sql, now)[0][0]
    return count


def sources(database: Database, blog: str) -> list[UrlState]:
    """The feeds, sitemaps, REST endpoints and listings of a blog."""
    rows = _rows(database, f"{_URLS} AND starts_with(url.state, 'source') ORDER BY url.url", blog)
    return [UrlState(*row[1:]) for row in rows]


def previous_captures(database: Database, blog: str) -> dict[str, PreviousCapture]:
    """For each URL as asked, the newest capture with a body; validators of later revisits of that body count."""
    rows = _rows(database, _PREVIOUS, blog)
    return {row[0]: PreviousCapture(*row[1:]) for row in rows}


def visit_captures(database: Database, article_id: UUID) -> VisitCaptures | None:
    """The captures to read again for an article: those of its last visit, each with the record that holds the body."""
    rows = _rows(database, _VISIT, article_id)
    pages = [row for row in rows if row[4] == "page"]
    if not pages:
        return None
    places = [Locator(*row[1:5]) for row in rows if row is not pages[0]]
    return VisitCaptures(pages[0][0], Locator(*pages[0][1:5]), tuple(places), pages[0][5])


def parser_versions(database: Database) -> set[tuple[str, str]]:
    """Which versions of the parsers read the articles of which blog."""
    return set(_rows(database, "SELECT DISTINCT blog.name, parser_version FROM article JOIN blog USING (blog_id)"))


def comment_keys_known(database: Database, blog: str) -> set[str]:
    """The engine keys of a blog's comments, to tell which of those that a feed or REST names are new."""
    sql = """
        SELECT DISTINCT comment_key FROM comment JOIN article USING (article_id) JOIN blog USING (blog_id)
        WHERE blog.name = $1 AND NOT starts_with(comment_key, 'd:')
    """
    return {row[0] for row in _rows(database, sql, blog)}


def _rows(database: Database, sql: str, *parameters: object) -> list[Any]:
    return database.connection.execute(sql, list(parameters)).fetchall()


_COLUMNS: Mapping[str, str] = {"blog": "blog.name"}
_URLS = f"""
SELECT url.normal_url, {", ".join(_COLUMNS.get(name, f"url.{name}") for name in UrlState.__slots__)}
FROM url JOIN blog USING (blog_id) WHERE blog.name = $1
"""

_PREVIOUS = """
WITH mine AS (
    SELECT capture.* FROM capture JOIN blog USING (blog_id)
    WHERE blog.name = $1 AND capture.method = 'GET' AND capture.error_code IS NULL
), bodies AS (
    FROM mine WHERE refers_to IS NULL AND status = 200 AND truncated IS NULL AND payload_digest IS NOT NULL
), newest AS (
    FROM mine WHERE coalesce(refers_to, capture_id) IN (SELECT capture_id FROM bodies)
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, capture_id) = 1
)
SELECT newest.url, bodies.capture_id, bodies.final_url, bodies.fetched_at, bodies.payload_digest, bodies.body_digest,
    coalesce(newest.etag, bodies.etag), coalesce(newest.last_modified, bodies.last_modified),
    bodies.warc_file, bodies.warc_offset
FROM newest JOIN bodies ON bodies.capture_id = coalesce(newest.refers_to, newest.capture_id)
"""

_VISIT = """
WITH last AS (
    SELECT page_capture_id, complete FROM article_capture JOIN capture USING (capture_id)
    WHERE article_id = $1 AND role = 'page'
    ORDER BY visited_at DESC, fetched_at DESC LIMIT 1
)
SELECT blog.name, body.capture_id, body.warc_file, body.warc_offset, part.role, last.complete
FROM article_capture part JOIN last USING (page_capture_id)
JOIN capture asked ON asked.capture_id = part.capture_id
JOIN capture body ON body.capture_id = coalesce(asked.refers_to, asked.capture_id)
JOIN blog ON blog.blog_id = asked.blog_id
WHERE part.article_id = $1
QUALIFY row_number() OVER (PARTITION BY asked.url, part.role ORDER BY asked.fetched_at DESC) = 1
ORDER BY asked.fetched_at, part.capture_id
"""
