"""What a parser gives: schema.org `BlogPosting`, `Person` and `Comment`, RFC 4685 `in-reply-to`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.errors import NoArticle, NotHtml
from pipeline.models.time import NO_MOMENT, Moment
from pipeline.models.words import reading_minutes, word_count

JSON_SCHEMA = 1

PageKind = Literal[
    "article", "page", "home", "list", "attachment", "protected", "paywall", "login", "error", "not_html", "other"
]
CommentKind = Literal["comment", "pingback", "trackback", "webmention"]
CommentState = Literal["visible", "removed", "collapsed"]
ParentSource = Literal["nesting", "attribute", "numbering", "reply_link", "api"]

ARTICLE_KINDS: tuple[PageKind, ...] = ("article", "page")


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
    def word_count(self) -> int | None:
        """How many words the body has (`words.word_count`); null where there is none."""
        return word_count(self.body.text) if self.is_article else None

    @property
    def reading_minutes(self) -> int | None:
        """How many minutes the body takes to read (`words.WORDS_A_MINUTE`); null where there is none."""
        words = self.word_count
        return reading_minutes(words) if words is not None else None

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
            "word_count": self.word_count,
            "reading_minutes": self.reading_minutes,
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
