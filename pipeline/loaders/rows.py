"""The rows of the content tables, field for column (CONTRACT.md: Tables). The order of fields is the tables' own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with its current words. words_since: the fetch time of the capture that first showed them."""

    article_id: UUID
    blog_id: UUID
    capture_id: UUID
    url: str
    page_kind: str
    title: str | None
    subtitle: str | None
    language: str | None
    excerpt: str | None
    image_url: str | None
    published_at: datetime | None
    published_at_source: str | None
    published_local: datetime | None
    published_precision: str | None
    published_raw: str | None
    modified_at: datetime | None
    modified_at_source: str | None
    modified_local: datetime | None
    modified_precision: str | None
    modified_raw: str | None
    body_text: str
    body_html: str
    comment_count_declared: int | None
    engine: str | None
    comment_engine: str | None
    parser_version: str
    first_seen_at: datetime
    last_seen_at: datetime
    words_since: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A further address of an article. reason: redirect, canonical or merged."""

    url: str
    normal_url: str
    blog_id: UUID
    article_id: UUID
    reason: str
    capture_id: UUID


@dataclass(frozen=True, slots=True)
class ArticleCaptureRow:
    """One capture of a visit to an article; those of one visit share `page_capture_id` and `visited_at`."""

    article_id: UUID
    capture_id: UUID
    page_capture_id: UUID
    role: str
    complete: bool
    declared: int | None
    found: int | None
    parser_version: str | None
    visited_at: datetime


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """A person who wrote articles of one blog."""

    author_id: UUID
    blog_id: UUID
    name: str
    url: str | None
    bio: str | None
    email: str | None
    phone: str | None
    image_url: str | None
    capture_id: UUID


@dataclass(frozen=True, slots=True)
class BylineRow:
    """Who wrote an article; name and URL as shown there."""

    article_id: UUID
    author_id: UUID
    position: int
    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """A tag or category of one blog."""

    term_id: UUID
    blog_id: UUID
    kind: str
    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ArticleTermRow:
    """That an article carries a term."""

    article_id: UUID
    term_id: UUID


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment with its current words."""

    comment_id: UUID
    article_id: UUID
    capture_id: UUID
    comment_engine: str
    comment_key: str
    parent_comment_id: UUID | None
    parent_source: str | None
    kind: str
    state: str
    position: int
    depth: int
    author_name: str | None
    author_url: str | None
    author_image_url: str | None
    by_post_author: bool
    target: str | None
    published_at: datetime | None
    published_at_source: str | None
    published_local: datetime | None
    published_precision: str | None
    published_raw: str | None
    edited_at: datetime | None
    edited_local: datetime | None
    text: str
    html: str
    permalink: str | None
    found_in: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    words_since: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ArticleVersionRow:
    """What an article said before its words changed. id: the article's."""

    id: UUID
    article_id: UUID
    valid_from: datetime
    valid_to: datetime
    capture_id: UUID
    title: str | None
    subtitle: str | None
    body_text: str
    body_html: str


@dataclass(frozen=True, slots=True)
class CommentVersionRow:
    """What a comment said before its words changed. id: the comment's."""

    id: UUID
    article_id: UUID
    valid_from: datetime
    valid_to: datetime
    capture_id: UUID
    author_name: str | None
    state: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An outgoing link of an article's body or bio, or of a comment."""

    article_id: UUID
    comment_id: UUID | None
    position: int
    url: str
    text: str
    rel: str | None
    place: str
    capture_id: UUID


@dataclass(frozen=True, slots=True)
class ImageRow:
    """An image of an article's body."""

    article_id: UUID
    comment_id: UUID | None
    position: int
    url: str
    alt: str | None
    caption: str | None
    capture_id: UUID


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One soft fault with its place."""

    run_id: UUID | None
    blog_id: UUID | None
    url: str | None
    article_id: UUID | None
    capture_id: UUID | None
    stage: str
    code: str
    detail: str
    noticed_at: datetime | None


TABLES: dict[str, type[Any]] = {
    "article": ArticleRow,
    "article_alias": AliasRow,
    "article_capture": ArticleCaptureRow,
    "article_version": ArticleVersionRow,
    "author": AuthorRow,
    "byline": BylineRow,
    "term": TermRow,
    "article_term": ArticleTermRow,
    "comment": CommentRow,
    "comment_version": CommentVersionRow,
    "link": LinkRow,
    "image": ImageRow,
    "problem": ProblemRow,
}


COLUMNS: dict[str, tuple[str, ...]] = {
    table: tuple(field.name for field in fields(row_type)) for table, row_type in TABLES.items()
}
