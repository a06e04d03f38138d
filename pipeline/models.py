"""The nouns: what the stages hand to each other. Frozen, without behaviour beyond their own shape.

Floor 0: imports nothing of the package but `errors`. Names follow schema.org `BlogPosting`, `Person` and `Comment`,
RFC 4685 `in-reply-to`, and WARC 1.1. Instants (`…_at`) are aware datetimes; `…_local` is the blog's wall clock, naive;
`…_raw` is what the page shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pipeline.errors import NoArticle, NotHtml

JSON_SCHEMA = 1

Precision = Literal["second", "minute", "hour", "day", "month", "year"]
PageKind = Literal[
    "article", "page", "home", "list", "attachment", "protected", "paywall", "login", "error", "not_html", "other"
]
CommentKind = Literal["comment", "pingback", "trackback", "webmention"]
CommentState = Literal["visible", "removed", "collapsed"]
Stage = Literal["fetch", "discover", "parse", "load", "check"]
ParentSource = Literal["nesting", "attribute", "numbering", "reply_link", "api"]

ARTICLE_KINDS: tuple[PageKind, ...] = ("article", "page")

_LOCAL_LENGTH = {"second": 19, "minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4}


# Time ----------


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a page states it.

    at: the instant, aware, only where an offset is known.
    local: the wall clock as shown, naive, at the start of the span that `precision` names.
    precision: how much of it is known; never finer than what the page says.
    raw: the characters of the page.
    """

    raw: str | None = None
    local: datetime | None = None
    at: datetime | None = None
    precision: Precision | None = None

    def local_text(self) -> str | None:
        """`local` as ISO 8601, cut to its precision: `2017-06-09T14:16`, `2017-06-09`."""
        if self.local is None:
            return None
        return self.local.isoformat()[: _LOCAL_LENGTH[self.precision or "second"]]

    def at_text(self) -> str | None:
        """`at` as ISO 8601 with its offset."""
        return self.at.isoformat() if self.at else None

    def __bool__(self) -> bool:
        return self.local is not None or self.at is not None


NO_MOMENT = Moment()


# What a parser reads ----------


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and where they come from.

    url: the final URL. body: as decoded from the transfer (content encoding undone). content_type: the HTTP header.
    fetched_at: aware. purpose: "page", or that of the `FollowUp` that asked for it.
    """

    url: str
    body: bytes
    content_type: str | None = None
    fetched_at: datetime | None = None
    purpose: str = "page"


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the blog beforehand, configured or learnt.

    timezone: IANA name. language: BCP 47. date_order: "dmy", "mdy" or "ymd". rules: CSS selectors by field.
    """

    timezone: str | None = None
    language: str | None = None
    date_order: str | None = None
    rules: Mapping[str, str] | None = None


NO_HINTS = Hints()


# What a parser gives ----------


@dataclass(frozen=True, slots=True)
class Problem:
    """One soft fault: something was missing, odd or left out, and this says so."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A request that holds more of this page.

    purpose: "comments", "body" or "author". format: "html", "wp-json", "feed", … names the reader of the answer.
    body: what to send, for POST.
    """

    url: str
    purpose: str
    method: str = "GET"
    body: str | None = None
    format: str = "html"


@dataclass(frozen=True, slots=True)
class Author:
    """A person who wrote the article (schema.org `Person`)."""

    name: str
    url: str | None = None
    bio: str | None = None
    email: str | None = None
    phone: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Commenter:
    """A comment's author, as the comment shows them."""

    name: str | None = None
    url: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or category."""

    kind: Literal["tag", "category"]
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An outgoing link and where on the page it stands."""

    url: str
    text: str
    rel: str | None = None
    place: Literal["body", "bio", "comment"] = "body"
    comment_key: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article's body."""

    url: str
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The article's text (blocks apart by a blank line) and its sanitised HTML with absolute links."""

    text: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of a thread (schema.org `Comment`).

    key: the engine's id (`12`, not `comment-12`), or `d:` + digest; unique in the page.
    parent_key: the comment answered, null for a root or where that comment is not there.
    position: from 1, in reading order of the merged thread. depth: 0 for a root.
    """

    key: str
    key_source: Literal["engine", "digest"] = "engine"
    parent_key: str | None = None
    parent_source: ParentSource | None = None
    position: int = 0
    depth: int = 0
    kind: CommentKind = "comment"
    state: CommentState = "visible"
    author: Commenter = Commenter()
    by_post_author: bool = False
    target: str | None = None
    published: Moment = NO_MOMENT
    edited: Moment = NO_MOMENT
    text: str = ""
    html: str = ""
    permalink: str | None = None
    found_in: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """All that one page, with its follow-ups, says. `to_dict()` is the JSON that others rely on."""

    url: str
    page_kind: PageKind = "other"
    canonical_url: str | None = None
    engine: str | None = None
    comment_engine: str | None = None
    parser_version: str = ""
    title: str | None = None
    subtitle: str | None = None
    language: str | None = None
    site_name: str | None = None
    excerpt: str | None = None
    image_url: str | None = None
    published: Moment = NO_MOMENT
    modified: Moment = NO_MOMENT
    authors: tuple[Author, ...] = ()
    body: Body = Body()
    terms: tuple[Term, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    comment_count_declared: int | None = None
    comments: tuple[Comment, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_article(self) -> bool:
        """Whether the page has a body and a thread of its own."""
        return self.page_kind in ARTICLE_KINDS

    def require_article(self) -> ParsedPage:
        """This page, if it is an article.

        Raises:
            NotHtml: the bytes are no HTML.
            NoArticle: the page is something else; the message says what.
        """
        if self.page_kind == "not_html":
            raise NotHtml(self.url, "the bytes are no HTML; save the page itself, not a file that it links to")
        if not self.is_article:
            raise NoArticle(self.url, f"this is no article but of kind {self.page_kind!r}; give a post's own address")
        return self

    def to_dict(self) -> dict[str, Any]:
        """The page as plain JSON values (`JSON_SCHEMA`). Absent values are None."""
        return {
            "schema": JSON_SCHEMA,
            "url": self.url,
            "canonical_url": self.canonical_url,
            "page_kind": self.page_kind,
            "engine": self.engine,
            "comment_engine": self.comment_engine,
            "parser_version": self.parser_version,
            "title": self.title,
            "subtitle": self.subtitle,
            "language": self.language,
            "site_name": self.site_name,
            "excerpt": self.excerpt,
            "image_url": self.image_url,
            **_moment_fields("published", self.published),
            **_moment_fields("modified", self.modified),
            "authors": [_plain(author) for author in self.authors],
            "body": _plain(self.body),
            "terms": [_plain(term) for term in self.terms],
            "links": [_plain(link) for link in self.links],
            "images": [_plain(image) for image in self.images],
            "comment_count_declared": self.comment_count_declared,
            "comments": [_comment_fields(comment) for comment in self.comments],
            "follow_ups": [_plain(follow_up) for follow_up in self.follow_ups],
            "sources": dict(self.sources),
            "problems": [_plain(problem) for problem in self.problems],
        }


def _plain(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def _moment_fields(name: str, moment: Moment) -> dict[str, Any]:
    return {
        f"{name}_at": moment.at_text(),
        f"{name}_local": moment.local_text(),
        f"{name}_precision": moment.precision,
        f"{name}_raw": moment.raw,
    }


def _comment_fields(comment: Comment) -> dict[str, Any]:
    return {
        "key": comment.key,
        "key_source": comment.key_source,
        "parent_key": comment.parent_key,
        "parent_source": comment.parent_source,
        "position": comment.position,
        "depth": comment.depth,
        "kind": comment.kind,
        "state": comment.state,
        "author": _plain(comment.author),
        "by_post_author": comment.by_post_author,
        "target": comment.target,
        **_moment_fields("published", comment.published),
        "edited_at": comment.edited.at_text(),
        "edited_local": comment.edited.local_text(),
        "text": comment.text,
        "html": comment.html,
        "permalink": comment.permalink,
        "found_in": comment.found_in,
    }


# What a fetcher gives ----------


@dataclass(frozen=True, slots=True)
class Blog:
    """A blog of `blogs.toml`, with what was learnt of it (schema.org `Blog`). `name` is its name there."""

    name: str
    url: str
    title: str | None = None
    engine: str | None = None
    language: str | None = None
    timezone: str | None = None
    timezone_source: Literal["settings", "learnt"] | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One retrieval, as its WARC record tells it (WARC 1.1 `response` or `revisit`; a failure is a `metadata` record).

    capture_id: the UUID of WARC-Record-ID. blog: the blog's name in the settings.
    url: as asked; final_url: after redirects (the record's WARC-Target-URI). fetched_at: WARC-Date, aware, UTC.
    status: HTTP status, null for a failed request. headers: of the response, names in lower case.
    body: content with transfer and content encoding undone; null for a failure and for a revisit not yet resolved.
    payload_digest: of the entity as WARC defines it, `sha1:BASE32`; for a revisit, the original's.
    body_digest: `sha256:` of `body`: tells whether the content changed, however it was compressed.
    purpose: page, body, comments, author (an article's) · feed, comment_feed, sitemap, rest_posts, rest_comments,
    listing, home, robots, probe (a blog's). via: for an article's follow-up, the capture_id of its page.
    format: the `FollowUp.format` that asked. found_by: how the URL was found.
    refers_to: for a revisit, the capture_id of the record that holds the body.
    truncated: WARC-Truncated ("length", "time", "disconnect"), if any. error: for a failure, its code and detail.
    """

    capture_id: UUID
    blog: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    payload_digest: str | None = None
    body_digest: str | None = None
    warc_file: str = ""
    warc_offset: int = 0
    warc_length: int = 0
    purpose: str = "page"
    format: str | None = None
    via: UUID | None = None
    found_by: str | None = None
    refers_to: UUID | None = None
    truncated: str | None = None
    error: Problem | None = None
    method: str = "GET"
    request_body: str | None = None

    @property
    def content_type(self) -> str | None:
        """The HTTP Content-Type of the response."""
        return self.headers.get("content-type")

    @property
    def is_revisit(self) -> bool:
        """Whether this record says "unchanged" (304, or the same payload) and points at an older body."""
        return self.refers_to is not None

    def document(self) -> Document:
        """What a parser reads of it. A capture without body gives an empty document."""
        return Document(self.final_url, self.body or b"", self.content_type, self.fetched_at, self.purpose)


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One URL to fetch, and what for. Fields as in `Capture`.

    previous: the newest capture of the same URL that has a body (for conditional GET and revisit records), if any.
    """

    url: str
    blog: str
    purpose: str = "page"
    format: str | None = None
    via: UUID | None = None
    found_by: str | None = None
    method: str = "GET"
    body: str | None = None
    previous: PreviousCapture | None = None


@dataclass(frozen=True, slots=True)
class PreviousCapture:
    """What a conditional GET and a revisit record need to know of the older capture that holds the body."""

    capture_id: UUID
    final_url: str
    fetched_at: datetime
    payload_digest: str
    body_digest: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    warc_file: str = ""
    warc_offset: int = 0


# What discovery gives ----------


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """A URL that a feed, sitemap, REST answer or listing names.

    found_by: "feed", "comment_feed", "sitemap", "rest", "rest_comments", "listing".
    published, modified: aware, as the source says, for newest-first order and for "changed since".
    comment_keys: the comments that the source names for this article, to learn what is new.
    """

    url: str
    found_by: str
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    comment_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one listing document holds.

    posts: articles it names. sources: further feeds, sitemaps, REST endpoints it points at, as requests with purpose.
    next_url: its next page, if any. complete: false if something could not be read (then `problems` says what).
    total: how many posts the source says there are.
    """

    posts: tuple[FoundUrl, ...] = ()
    sources: tuple[FollowUp, ...] = ()
    next_url: str | None = None
    complete: bool = True
    total: int | None = None
    problems: tuple[Problem, ...] = ()


# What the loader takes ----------


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page and all its follow-ups: what is loaded as a whole.

    blog: settings name. page_capture: the page; follow_ups: the others, in the order fetched.
    parsed: the page read with its follow-ups; null if every capture is a revisit of what is already loaded.
    complete: all follow-ups that the page names were fetched, so that a comment not in it is gone.
    """

    blog: Blog
    page_capture: Capture
    follow_ups: tuple[Capture, ...]
    parsed: ParsedPage | None
    complete: bool

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The page's capture and those of its follow-ups."""
        return (self.page_capture, *self.follow_ups)


@dataclass(frozen=True, slots=True)
class UrlState:
    """A row of the table `url`: what is known of one address, and when it is due again.

    state: found, fetched, failed, gone, denied, source (a feed, sitemap, REST endpoint or listing: `found_by` is then
    its purpose, and `last_capture_id` is set once it has been read to its end).
    fetched_at: when it was last asked for, aware. published_at: the post's date, for newest-first order.
    """

    url: str
    blog: str
    found_by: str
    state: str
    article_id: UUID | None = None
    next_due_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    last_status: int | None = None
    last_capture_id: UUID | None = None
    fetched_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoticedProblem:
    """A row of the table `problem`: a soft fault with its place."""

    stage: Stage
    code: str
    detail: str
    blog: str | None = None
    url: str | None = None
    capture_id: UUID | None = None
    noticed_at: datetime | None = None

