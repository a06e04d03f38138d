"""The store: reads what a batch of visits touches into a book, and writes back what became different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import duckdb

from pipeline.identity import article_id, term_id
from pipeline.loaders.arrow import ids, incoming, insert
from pipeline.loaders.authors import BlogAuthors
from pipeline.loaders.book import Book
from pipeline.loaders.fold import ArticleState
from pipeline.loaders.looks import Look
from pipeline.loaders.rows import (
    COLUMNS,
    TABLES,
    AliasRow,
    ArticleRow,
    AuthorRow,
    CommentRow,
    TermRow,
)
from pipeline.loaders.thread import Thread

_GROUPS = (
    "article_version",
    "comment_version",
    "article_alias",
    "article_capture",
    "byline",
    "article_term",
    "link",
    "image",
)


@dataclass(slots=True)
class Stored:
    """What was in the database when the book was filled: by table, the rows of each article."""

    articles: dict[UUID, ArticleRow] = field(default_factory=dict)
    comments: dict[UUID, CommentRow] = field(default_factory=dict)
    groups: dict[str, dict[UUID, list[Any]]] = field(default_factory=lambda: {name: {} for name in _GROUPS})
    authors: dict[UUID, AuthorRow] = field(default_factory=dict)
    terms: dict[UUID, TermRow] = field(default_factory=dict)


def read_book(connection: duckdb.DuckDBPyConnection, looks: Sequence[Look]) -> tuple[Book, Stored]:
    """The book for a batch of visits, and what it was made of."""
    book, stored = Book(), Stored()
    addresses = {(look.blog_id, normal): url for look in looks for normal, url in look.addresses}
    aliases = _aliases(connection, addresses)
    wanted = {article_id(blog, url) for (blog, _), url in addresses.items()} | {row.article_id for row in aliases}
    book.know_aliases(aliases)
    for state in _articles(connection, wanted, stored):
        book.know(state)
    for look in looks:
        if look.blog_id not in book.authors:
            authors = book.authors_of(look.blog_id, look.visit.blog)
            _authors(connection, authors, stored)
    _terms(connection, looks, book, stored)
    return book, stored


def write_book(connection: duckdb.DuckDBPyConnection, book: Book, stored: Stored) -> None:
    """Write what `book` says and `stored` doesn't. To be called in a transaction."""
    for blog in book.authors.values():
        _rejoin(connection, blog)
    _write_articles(connection, book, stored)
    _write_comments(connection, book, stored)
    for table in _GROUPS:
        _write_group(connection, table, book, stored)
    authors = {known: row for blog in book.authors.values() for known, row in blog.rows.items()}
    _write_rows(connection, "author", "author_id", stored.authors, authors)
    _write_rows(connection, "term", "term_id", stored.terms, book.terms)
    for former, stays in book.removed.items():
        for table in ("url", "problem"):
            connection.execute(f"UPDATE {table} SET article_id = $1 WHERE article_id = $2", [stays, former])


def select(connection: duckdb.DuckDBPyConnection, table: str, key: str, wanted: Iterable[UUID]) -> list[Any]:
    """The rows of `table` whose `key` is among `wanted`, in a stable order."""
    row_type = TABLES[table]
    keys = list(wanted)
    if not keys:
        return []
    names = COLUMNS[table]
    order = "position" if "position" in names else "valid_from" if "valid_from" in names else key
    with ids(connection, keys) as source:
        # By row number: else every column of the whole table is read, texts included, to keep a few rows of it.
        found = f"SELECT rowid FROM {table} WHERE {key} IN (SELECT article_id FROM {source})"
        sql = f"SELECT {', '.join(names)} FROM {table} WHERE rowid IN ({found}) ORDER BY {order}"
        return [row_type(*values) for values in connection.execute(sql).fetchall()]


def _aliases(connection: duckdb.DuckDBPyConnection, addresses: Iterable[tuple[UUID, str]]) -> list[AliasRow]:
    keys = [_Address(*address) for address in addresses]
    if not keys:
        return []
    with incoming(connection, "article_alias", keys, ("blog_id", "normal_url")) as source:
        sql = f"SELECT a.* FROM article_alias a SEMI JOIN {source} USING (blog_id, normal_url)"
        return [AliasRow(*values) for values in connection.execute(sql).fetchall()]


class _Address(NamedTuple):
    blog_id: UUID
    normal_url: str


def _articles(connection: duckdb.DuckDBPyConnection, wanted: set[UUID], stored: Stored) -> list[ArticleState]:
    stored.articles = {row.article_id: row for row in select(connection, "article", "article_id", wanted)}
    known = stored.articles.keys()
    for comment in select(connection, "comment", "article_id", known):
        stored.comments[comment.comment_id] = comment
    for table in _GROUPS:
        for row in select(connection, table, "article_id", known):
            stored.groups[table].setdefault(row.article_id, []).append(row)
    threads: dict[UUID, dict[UUID, CommentRow]] = {}
    for row in stored.comments.values():
        threads.setdefault(row.article_id, {})[row.comment_id] = row
    return [_state(row, threads.get(row.article_id, {}), stored) for row in stored.articles.values()]


def _state(row: ArticleRow, comments: dict[UUID, CommentRow], stored: Stored) -> ArticleState:
    def group(table: str) -> list[Any]:
        return list(stored.groups[table].get(row.article_id, ()))

    return ArticleState(
        article=row,
        thread=Thread(row.article_id, comments, group("comment_version")),
        versions=group("article_version"),
        aliases={alias.normal_url: alias for alias in group("article_alias")},
        captures={capture.capture_id: capture for capture in group("article_capture")},
        bylines=group("byline"),
        terms=group("article_term"),
        links=group("link"),
        images=group("image"),
    )


def _group_of(state: ArticleState, table: str) -> list[Any]:
    groups: dict[str, list[Any]] = {
        "article_version": state.versions,
        "comment_version": state.thread.versions,
        "article_alias": list(state.aliases.values()),
        "article_capture": list(state.captures.values()),
        "byline": state.bylines,
        "article_term": state.terms,
        "link": state.links,
        "image": state.images,
    }
    return groups[table]


def _authors(connection: duckdb.DuckDBPyConnection, authors: BlogAuthors, stored: Stored) -> None:
    rows = select(connection, "author", "blog_id", (authors.blog_id,))
    authors.know(rows)
    stored.authors |= {row.author_id: row for row in rows}


def _terms(connection: duckdb.DuckDBPyConnection, looks: Sequence[Look], book: Book, stored: Stored) -> None:
    wanted = {
        term_id(look.blog_id, term.kind, term.name) for look in looks if look.parsed for term in look.parsed.terms
    }
    stored.terms = {row.term_id: row for row in select(connection, "term", "term_id", wanted)}
    book.terms = dict(stored.terms)


def _write_articles(connection: duckdb.DuckDBPyConnection, book: Book, stored: Stored) -> None:
    after = {known: state.article for known, state in book.articles.items()}
    _write_rows(connection, "article", "article_id", stored.articles, after)


def _write_comments(connection: duckdb.DuckDBPyConnection, book: Book, stored: Stored) -> None:
    after = {known: row for state in book.articles.values() for known, row in state.thread.comments.items()}
    _write_rows(connection, "comment", "comment_id", stored.comments, after)


def _write_rows(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, before: dict[UUID, Any], after: dict[UUID, Any]
) -> None:
    """Bring `table` from `before` to `after`; rows that were only seen again are touched, not rewritten."""
    fresh, touched, stale = [], [], [row for known, row in before.items() if known not in after]
    for known, row in after.items():
        former = before.get(known)
        if former is None:
            fresh.append(row)
        elif former is row or former == row:
            continue
        elif _only_seen_again(former, row, COLUMNS[table]):
            touched.append(row)
        else:
            stale.append(row)
            fresh.append(row)
    if stale:
        with incoming(connection, table, stale, (key,)) as source:
            connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {source})")
    insert(connection, table, fresh, COLUMNS[table])
    if touched:
        with incoming(connection, table, touched, (key, "last_seen_at")) as source:
            connection.execute(
                f"UPDATE {table} SET last_seen_at = s.last_seen_at FROM {source} s WHERE {table}.{key} = s.{key}"
            )


def _only_seen_again(former: Any, row: Any, names: Sequence[str]) -> bool:
    return all(name == "last_seen_at" or getattr(former, name) == getattr(row, name) for name in names)


def _write_group(connection: duckdb.DuckDBPyConnection, table: str, book: Book, stored: Stored) -> None:
    before = stored.groups[table]
    after = {known: _group_of(state, table) for known, state in book.articles.items()}
    changed = [known for known in before.keys() | after.keys() if before.get(known, []) != after.get(known, [])]
    stale = [known for known in changed if known in before]
    if stale:
        with ids(connection, stale) as source:
            connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT article_id FROM {source})")
    fresh = [row for known in changed for row in after.get(known, [])]
    insert(connection, table, fresh, COLUMNS[table])


def _rejoin(connection: duckdb.DuckDBPyConnection, authors: BlogAuthors) -> None:
    # Before the batch's own bylines are written: a name that is nobody's again after this stands for itself.
    for former, now in authors.joined:
        connection.execute(
            "DELETE FROM byline WHERE author_id = $1"
            " AND article_id IN (SELECT article_id FROM byline WHERE author_id = $2)",
            [former, now],
        )
        connection.execute("UPDATE byline SET author_id = $2 WHERE author_id = $1", [former, now])
