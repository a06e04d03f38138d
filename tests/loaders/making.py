"""Visits made by hand: what a run would hand to the loader, without fetching or parsing anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import duckdb

from pipeline.loaders.database import Database
from pipeline.models import (
    Author,
    Blog,
    Body,
    Capture,
    Comment,
    Commenter,
    Moment,
    ParsedPage,
    Visit,
)

START = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
BLOG = Blog("garden", "https://garden.example/", title="The Garden")
POST = "https://garden.example/2024/roses/"

CONTENT = (
    "article", "article_alias", "article_capture", "article_term", "article_version", "author", "blog", "byline",
    "capture", "comment", "comment_version", "image", "link", "term",
)  # fmt: skip


def hour(number: float) -> datetime:
    """So many hours after the start."""
    return START + timedelta(hours=number)


def at(local: str, precision: str = "minute", raw: str | None = None) -> Moment:
    """A wall-clock time as a page shows it."""
    return Moment(raw or local, datetime.fromisoformat(local), None, precision)


def capture(url: str, when: float, **fields: Any) -> Capture:
    """A capture of `url`, `when` hours after the start."""
    name = f"{url} {when} {fields.get('purpose', 'page')}"
    fields = {"status": 200, "payload_digest": f"sha1:{name}", "warc_file": "a.warc.gz"} | fields
    return Capture(uuid5(NAMESPACE_URL, name), fields.pop("blog", "garden"), url, fields.pop("final_url", url),
                   hour(when), **fields)  # fmt: skip


def revisit(of: Capture, when: float) -> Capture:
    """A later capture that found the same body."""
    return capture(of.url, when, final_url=of.final_url, status=304, refers_to=of.refers_to or of.capture_id,
                   purpose=of.purpose, via=of.via, format=of.format)  # fmt: skip


def comment(key: str, text: str = "", **fields: Any) -> Comment:
    """A comment; its text is made of its key unless given."""
    author = Commenter(fields.pop("by", f"Visitor {key}"))
    source = "digest" if key.startswith("d:") else "engine"
    return Comment(key=key, key_source=source, author=author, text=text or f"Text of {key}.", **fields)


def thread(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """`comments`, numbered in page order."""
    from dataclasses import replace

    return tuple(replace(each, position=number) for number, each in enumerate(comments, 1))


def page(url: str = POST, *, title: str = "Roses", text: str = "About roses.", comments: Sequence[Comment] = (),
         authors: Sequence[Author] = (), **fields: Any) -> ParsedPage:  # fmt: skip
    """A parsed article."""
    fields = {"page_kind": "article", "parser_version": "1", "comment_engine": "wordpress"} | fields
    return ParsedPage(url=url, title=title, body=Body(text, f"<p>{text}</p>"), comments=thread(comments),
                      authors=tuple(authors), **fields)  # fmt: skip


def visit(when: float, parsed: ParsedPage | None, *, complete: bool = True, blog: Blog = BLOG,
          follow_ups: Sequence[Capture] = (), page_capture: Capture | None = None) -> Visit:  # fmt: skip
    """A look at the page, `when` hours after the start."""
    url = parsed.url if parsed else POST
    return Visit(blog, page_capture or capture(url, when), tuple(follow_ups), parsed, complete)


def open_archive(folder: Path) -> Database:
    """An archive, open for writing."""
    return Database.open_for_writing(folder / "archive.duckdb", START)


def rows(database: Database, sql: str, *parameters: object) -> list[Any]:
    """What a query answers."""
    return database.connection.execute(sql, list(parameters)).fetchall()


def content(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """All content rows, sorted."""
    return {name: sorted(connection.execute(f"FROM {name}").fetchall(), key=repr) for name in CONTENT}


def article_of(database: Database) -> UUID:
    """The id of the only article."""
    ((found,),) = rows(database, "SELECT article_id FROM article")
    assert isinstance(found, UUID)
    return found
