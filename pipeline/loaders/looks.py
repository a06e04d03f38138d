"""A look: one visit as the fold reads it. Which capture shows what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pipeline.identity import blog_id, normal_url
from pipeline.loaders.instants import zone_named
from pipeline.loaders.rows import ArticleCaptureRow
from pipeline.models import Blog, Capture, Comment, ParsedPage, Visit

GONE_STATUS = (404, 410)
_MOST = 2**63 - 1
_ROLES = {"page": "page", "body": "body_page", "author": "author_page"}


@dataclass(frozen=True, slots=True)
class Look:
    """One visit. seen_at: when the page was fetched; visited_at: when its last capture was.

    addresses: the normal URLs by which its article may be known, the best first. complete: nothing of the thread is
    missing, so that what is not there is gone.
    """

    visit: Visit
    blog_id: UUID
    zone: ZoneInfo | None
    addresses: tuple[tuple[str, str], ...]
    seen_at: datetime
    visited_at: datetime
    complete: bool
    shown_by: Mapping[str, Capture]

    @property
    def page(self) -> Capture:
        """The page's own capture."""
        return self.visit.page_capture

    @property
    def parsed(self) -> ParsedPage | None:
        """What the page says, if it was read."""
        return self.visit.parsed

    @property
    def source_id(self) -> UUID:
        """The record that holds the page's body."""
        return source_id(self.page)

    @property
    def url(self) -> str:
        """The article's address: canonical where believed, else where redirects ended."""
        return self.addresses[0][1]

    @property
    def declared(self) -> int | None:
        """How many comments the page says there are, if a BIGINT holds it."""
        number = self.parsed.comment_count_declared if self.parsed else None
        return number if number is not None and 0 <= number <= _MOST else None

    def moves(self, known_url: str) -> bool:
        """Whether the address of an article known at `known_url` is now `url`: the page says so, or it redirects.

        A page that is merely answered at a further address too is no move.
        """
        page, normal = self.page, self.addresses[0][0]
        says_so = self.parsed is not None and self.parsed.canonical_url == self.url
        return normal != normal_url(known_url) and (says_so or normal_url(page.url) == normal_url(known_url))

    def capture_of(self, comment: Comment) -> Capture:
        """The capture that shows `comment`."""
        found_in = comment.found_in
        if not found_in:
            return self.page
        return self.shown_by.get(found_in) or self.shown_by.get(normal_url(found_in)) or self.page


def look_at(visit: Visit, timezone: str | None) -> Look:
    """`visit`, made ready to be folded.

    Args:
        visit: what was seen.
        timezone: the blog's, as the archive knows it by now: what a visit's own `Blog` says may be older.
    """
    captures = visit.captures
    return Look(
        visit=visit,
        blog_id=blog_id(visit.blog.url),
        zone=zone_named(timezone),
        addresses=_addresses(visit),
        seen_at=visit.page_capture.fetched_at,
        visited_at=max(capture.fetched_at for capture in captures),
        complete=visit.complete and not any(capture.truncated for capture in captures),
        shown_by=_shown_by(captures),
    )


def source_id(capture: Capture) -> UUID:
    """The record that holds the body of `capture`: its own, or the one that a revisit points at."""
    return capture.refers_to or capture.capture_id


def capture_rows(look: Look, article_id: UUID) -> list[ArticleCaptureRow]:
    """The `article_capture` rows of one visit."""
    parsed = look.parsed
    found: dict[UUID, int] = {}
    for comment in parsed.comments if parsed else ():
        shown_in = look.capture_of(comment).capture_id
        found[shown_in] = found.get(shown_in, 0) + 1
    return [
        ArticleCaptureRow(
            article_id=article_id,
            capture_id=capture.capture_id,
            page_capture_id=look.page.capture_id,
            role="page" if capture is look.page else role_of(capture),
            complete=look.complete,
            declared=look.declared if capture is look.page else None,
            found=found.get(capture.capture_id, 0) if parsed else None,
            parser_version=parsed.parser_version if parsed else None,
            visited_at=look.visited_at,
        )
        for capture in look.visit.captures
    ]


def role_of(capture: Capture) -> str:
    """What a capture is to its article (CONTRACT: `article_capture.role`)."""
    if capture.purpose == "comments":
        return {"html": "comment_page", None: "comment_page", "feed": "feed"}.get(capture.format, "api")
    return _ROLES.get(capture.purpose, "api")


def _shown_by(captures: tuple[Capture, ...]) -> dict[str, Capture]:
    by_url: dict[str, Capture] = {}
    for capture in captures:
        for url in (capture.final_url, capture.url, normal_url(capture.final_url), normal_url(capture.url)):
            by_url.setdefault(url, capture)
    return by_url


def _addresses(visit: Visit) -> tuple[tuple[str, str], ...]:
    page, parsed = visit.page_capture, visit.parsed
    urls = [page.final_url, page.url]
    if parsed and parsed.canonical_url and believed(parsed.canonical_url, visit.blog, page.final_url):
        urls.insert(0, parsed.canonical_url)
    return tuple({normal: (normal, url) for url in urls for normal in (normal_url(url),)}.values())


def believed(canonical_url: str, blog: Blog, final_url: str) -> bool:
    """Whether a canonical address can be the article's: on the blog's host or the page's own, and not the home page."""
    normal = normal_url(canonical_url)
    host = normal.partition("/")[0]
    if host not in (normal_url(blog.url).partition("/")[0], normal_url(final_url).partition("/")[0]):
        return False
    return normal != normal_url(blog.url) and normal != host
