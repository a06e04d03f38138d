"""The ledger: rows that are no content but keep account: blogs, captures, addresses, problems, progress, runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import duckdb

from pipeline.identity import blog_id, normal_url
from pipeline.loaders.arrow import ids, incoming
from pipeline.loaders.rows import COLUMNS, ProblemRow
from pipeline.models import Blog, Capture, NoticedProblem, UrlState
from pipeline.version import __version__

Ids = Mapping[str, UUID]
"""Blog name → blog_id."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A row of the table `run`: one execution with its counts. failed_by_cause: code → pages."""

    run_id: UUID
    started_at: datetime
    ended_at: datetime | None = None
    status: str = "running"
    version: str = __version__
    fetched: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    comments_new: int = 0
    comments_changed: int = 0
    comments_gone: int = 0
    denied: int = 0
    failed: int = 0
    recovered: int = 0
    failed_by_cause: Mapping[str, int] = field(default_factory=dict)


class CaptureRow(NamedTuple):
    """A row of the table `capture`."""

    capture_id: UUID
    blog_id: UUID | None
    url: str
    final_url: str
    fetched_at: datetime
    status: int | None
    content_type: str | None
    payload_digest: str | None
    body_digest: str | None
    warc_file: str
    warc_offset: int
    warc_length: int
    purpose: str
    format: str | None
    method: str
    request_body: str | None
    via: UUID | None
    found_by: str | None
    refers_to: UUID | None
    etag: str | None
    last_modified: str | None
    truncated: str | None
    error_code: str | None
    error_detail: str | None


class UrlRow(NamedTuple):
    """A row of the table `url`. is_source: whether it stands for a feed, sitemap, …, and not for a page."""

    url: str
    normal_url: str
    blog_id: UUID
    article_id: UUID | None
    found_by: str
    state: str
    next_due_at: datetime | None
    fetched_at: datetime | None
    published_at: datetime | None
    etag: str | None
    last_modified: str | None
    failures: int
    last_status: int | None
    last_capture_id: UUID | None
    is_source: bool


class _Progress(NamedTuple):
    warc_file: str
    loaded_to_offset: int
    closed: bool


def write_blogs(connection: duckdb.DuckDBPyConnection, blogs: Iterable[Blog]) -> dict[str, UUID]:
    """Write blogs; what was learnt of one is kept where it is not said anew.

    Returns:
        the ids of all blogs by name, stored ones included.
    """
    for blog in {blog.name: blog for blog in blogs}.values():
        values = {name: getattr(blog, name) for name in blog.__slots__} | {"blog_id": blog_id(blog.url)}
        connection.execute(_MERGE_BLOG, values)
    rows = connection.execute("SELECT name, blog_id FROM blog").fetchall()
    return dict(rows)


def write_captures(connection: duckdb.DuckDBPyConnection, captures: Iterable[Capture], blogs: Ids) -> None:
    """Write captures that are not there yet."""
    rows = [_capture_row(capture, blogs) for capture in captures]
    if rows:
        with incoming(connection, "capture", rows, CaptureRow._fields) as source:
            connection.execute(
                f"INSERT INTO capture BY NAME SELECT * FROM {source} ANTI JOIN capture USING (capture_id)"
            )


def write_urls(
    connection: duckdb.DuckDBPyConnection,
    states: Iterable[UrlState],
    blogs: Ids,
    articles: Mapping[tuple[UUID, str], UUID],
) -> None:
    """Write what is known of addresses.

    A newer state replaces an older one; being found again is no news of an address that was fetched.

    Args:
        states: in the order noticed. blogs: ids by name.
        articles: blog_id and normal URL → article, where this batch tells.
    """
    rows: dict[tuple[UUID, str, bool], UrlRow] = {}
    for state in states:
        row = _url_row(state, blogs[state.blog], articles)
        key = (row.blog_id, row.normal_url, row.is_source)
        known = rows.get(key)
        if state.state != "found" or known is None:
            rows[key] = row
        elif known.published_at is None:
            # A listing names a post without its date; the next source may know it.
            rows[key] = known._replace(published_at=row.published_at)
    if not rows:
        return
    names = UrlRow._fields[:-1]
    with incoming(connection, "url", list(rows.values()), names) as source:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE told AS {_MERGED_URLS.format(source=source)}")
    connection.execute(_DROP_TOLD_URLS)
    connection.execute("INSERT INTO url BY NAME SELECT * FROM told")
    connection.execute("DROP TABLE told")


def write_problems(
    connection: duckdb.DuckDBPyConnection, problems: Iterable[NoticedProblem], blogs: Ids, run_id: UUID | None
) -> None:
    """Write problems that other stages noticed."""
    rows = [
        ProblemRow(run_id, blogs.get(p.blog or ""), p.url, None, p.capture_id, p.stage, p.code, p.detail, p.noticed_at)
        for p in problems
    ]
    insert_problems(connection, rows)


def insert_problems(connection: duckdb.DuckDBPyConnection, rows: Sequence[ProblemRow]) -> None:
    """Insert problem rows that are not there yet, whichever run noticed them."""
    rows = list(dict.fromkeys(rows))
    if rows:
        with incoming(connection, "problem", rows, COLUMNS["problem"]) as source:
            connection.execute(_NEW_PROBLEMS.format(source=source))


def forget_problems(connection: duckdb.DuckDBPyConnection, captures: Iterable[UUID]) -> None:
    """Remove what the parser and the loader said of captures that have now been read again."""
    with ids(connection, captures) as source:
        connection.execute(
            "DELETE FROM problem WHERE stage IN ('parse', 'load')"
            f" AND capture_id IN (SELECT article_id FROM {source})"
        )


def write_progress(connection: duckdb.DuckDBPyConnection, progress: Mapping[str, tuple[int, bool]]) -> None:
    """Advance how far WARC files are loaded; never back."""
    rows = [_Progress(file, offset, closed) for file, (offset, closed) in progress.items()]
    if not rows:
        return
    with incoming(connection, "warc_file", rows, _Progress._fields) as source:
        connection.execute(_MERGE_PROGRESS.format(source=source))


def write_run(connection: duckdb.DuckDBPyConnection, run: RunRow) -> None:
    """Write the row of a run, replacing an earlier one."""
    values = {column.name: getattr(run, column.name) for column in fields(run)}
    values["failed_by_cause"] = json.dumps(dict(run.failed_by_cause), sort_keys=True)
    connection.execute("DELETE FROM run WHERE run_id = $1", [run.run_id])
    names = ", ".join(f'"{name}"' for name in values)
    connection.execute(f"INSERT INTO run ({names}) VALUES ({', '.join(f'${name}' for name in values)})", values)


def _capture_row(capture: Capture, blogs: Ids) -> CaptureRow:
    error = capture.error
    return CaptureRow(
        capture_id=capture.capture_id,
        blog_id=blogs.get(capture.blog),
        url=capture.url,
        final_url=capture.final_url,
        fetched_at=capture.fetched_at,
        status=capture.status,
        content_type=capture.content_type,
        payload_digest=capture.payload_digest,
        body_digest=capture.body_digest,
        warc_file=capture.warc_file,
        warc_offset=capture.warc_offset,
        warc_length=capture.warc_length,
        purpose=capture.purpose,
        format=capture.format,
        method=capture.method,
        request_body=capture.request_body,
        via=capture.via,
        found_by=capture.found_by,
        refers_to=capture.refers_to,
        etag=capture.headers.get("etag"),
        last_modified=capture.headers.get("last-modified"),
        truncated=capture.truncated,
        error_code=error.code if error else None,
        error_detail=error.detail if error else None,
    )


def _url_row(state: UrlState, blog: UUID, articles: Mapping[tuple[UUID, str], UUID]) -> UrlRow:
    normal = normal_url(state.url)
    return UrlRow(
        url=state.url,
        normal_url=normal,
        blog_id=blog,
        article_id=state.article_id or articles.get((blog, normal)),
        found_by=state.found_by,
        state=state.state,
        next_due_at=state.next_due_at,
        fetched_at=state.fetched_at,
        published_at=state.published_at,
        etag=state.etag,
        last_modified=state.last_modified,
        failures=state.failures,
        last_status=state.last_status,
        last_capture_id=state.last_capture_id,
        is_source=state.state.startswith("source"),
    )


_MERGE_BLOG = """
MERGE INTO blog USING (SELECT $blog_id::UUID AS blog_id) AS told ON blog.blog_id = told.blog_id
WHEN MATCHED THEN UPDATE SET
    name = $name, url = $url, title = coalesce($title, title), engine = coalesce($engine, engine),
    language = coalesce($language, language), timezone = coalesce($timezone, timezone),
    timezone_source = CASE WHEN $timezone IS NULL THEN timezone_source ELSE $timezone_source END
WHEN NOT MATCHED THEN INSERT (blog_id, name, url, title, engine, language, timezone, timezone_source)
    VALUES ($blog_id, $name, $url, $title, $engine, $language, $timezone, $timezone_source)
"""

_MERGED_URLS = """
SELECT told.* REPLACE (
    coalesce(told.article_id, old.article_id) AS article_id,
    coalesce(told.published_at, old.published_at) AS published_at)
FROM {source} told LEFT JOIN url old
  ON old.blog_id = told.blog_id AND old.normal_url = told.normal_url
 AND starts_with(old.state, 'source') = starts_with(told.state, 'source')
WHERE old.url IS NULL
   OR (told.state = 'found' AND old.state = 'found')
   OR (told.state <> 'found' AND (old.fetched_at IS NULL OR told.fetched_at >= old.fetched_at))
"""

_DROP_TOLD_URLS = """
DELETE FROM url USING told
WHERE url.blog_id = told.blog_id AND url.normal_url = told.normal_url
  AND starts_with(url.state, 'source') = starts_with(told.state, 'source')
"""

_NEW_PROBLEMS = """
INSERT INTO problem BY NAME SELECT * FROM {source} told WHERE NOT EXISTS (
    FROM problem WHERE problem.capture_id IS NOT DISTINCT FROM told.capture_id
    AND problem.url IS NOT DISTINCT FROM told.url AND problem.stage = told.stage AND problem.code = told.code
    AND problem.detail = told.detail AND problem.noticed_at IS NOT DISTINCT FROM told.noticed_at)
"""

_MERGE_PROGRESS = """
MERGE INTO warc_file USING {source} AS told ON warc_file.warc_file = told.warc_file
WHEN MATCHED THEN UPDATE SET loaded_to_offset = greatest(warc_file.loaded_to_offset, told.loaded_to_offset),
    closed = warc_file.closed OR told.closed
WHEN NOT MATCHED THEN INSERT BY NAME *
"""
