"""Outcomes: what a capture means for the archive's knowledge of addresses. Pure functions, the same for a run that has
just fetched and for one that reads WARC again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.identity import normal_url
from pipeline.models import Capture, FoundUrl, NoticedProblem, Problem, Stage, UrlState, Visit
from pipeline.settings import BlogSettings

_MONTH = timedelta(days=30)
_YEAR = timedelta(days=365)
_GONE_AGAIN = timedelta(days=30)
_DENIED_AGAIN = timedelta(days=7)
_BACK_OFF = timedelta(hours=1)
_MAX_BACK_OFF = timedelta(days=7)
_GONE = (404, 410)
_OBSTACLES = ("error", "login", "other")
"""Kinds of pages that a server sends in the place of another, for a while perhaps."""


def next_due(published: datetime | None, fetched_at: datetime, recheck: Sequence[timedelta]) -> datetime:
    """When a post is due again: by its age at the fetch (younger than 30 days, than a year, older)."""
    young, middle, old = recheck
    age = fetched_at - published if published else timedelta.max
    return fetched_at + (young if age < _MONTH else middle if age < _YEAR else old)


def visit_states(visit: Visit, blog: BlogSettings, failures_before: int = 0) -> list[UrlState]:
    """What is known after a visit: of the page's address first, then of its further addresses.

    Only one of them is due again: the canonical one where the page names it, so that a redirect is not followed for
    ever.
    """
    page = visit.page_capture
    if page.error is not None or not (page.status == 200 or page.is_revisit or page.status in _GONE):
        return [_failed(page, failures_before)]
    if page.status in _GONE:
        return [_state(page, page.url, "gone", page.fetched_at + _GONE_AGAIN)]
    parsed = visit.parsed
    if parsed and parsed.page_kind in _OBSTACLES:
        return [_obstructed(page, blog.recheck, failures_before)]
    published = (parsed.published.at or _aware(parsed.published.local, page)) if parsed else None
    due = next_due(published, page.fetched_at, blog.recheck)
    addresses = [page.url]
    if parsed is None or parsed.is_article:
        # Where a redirect to a login or to the front page ends is not the post's address.
        addresses.append(page.final_url)
    if parsed and parsed.canonical_url and parsed.is_article:
        addresses.append(parsed.canonical_url)
    main = addresses[-1]
    by_address = {normal_url(address): address for address in reversed(addresses)}
    return [
        _state(page, address, "fetched", due if key == normal_url(main) else None, published)
        for key, address in by_address.items()
    ]


def failure_state(capture: Capture, failures_before: int) -> UrlState:
    """What is known of an address that could not be fetched."""
    return _failed(capture, failures_before)


def own_posts(home: str, posts: Iterable[FoundUrl]) -> list[FoundUrl]:
    """Those of `posts` that are the blog's: a feed may link elsewhere, and a sitemap names the whole host.

    Args:
        home: the blog's address. Of a blog in a subfolder only sitemaps are held to the folder: its posts may stand
            elsewhere, but what its own feed and listings name is its own.
    """
    own = normal_url(home)
    host, _, folder = own.partition("/")
    return [
        post
        for post in posts
        if _same_site(normal_url(post.url).partition("/")[0], host)
        and (not folder or post.found_by != "sitemap" or normal_url(post.url).startswith(f"{own}/"))
    ]


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def found_states(blog: str, posts: Iterable[FoundUrl]) -> list[UrlState]:
    """Rows for addresses that a source names and nobody has fetched."""
    return [
        UrlState(url=post.url, blog=blog, found_by=post.found_by, state="found", published_at=post.published)
        for post in posts
    ]


def source_state(capture: Capture, *, read: bool) -> UrlState:
    """The row of a feed, sitemap, REST endpoint or listing. read: whether it has been read to its end once."""
    return UrlState(
        url=capture.url,
        blog=capture.blog,
        found_by=capture.purpose,
        state="source" if read else "source_unread",
        etag=capture.headers.get("etag"),
        last_modified=capture.headers.get("last-modified"),
        last_status=capture.status,
        last_capture_id=capture.capture_id,
        fetched_at=capture.fetched_at,
    )


def noticed(stage: Stage, problems: Iterable[Problem], capture: Capture) -> list[NoticedProblem]:
    """`problems` with their place and time."""
    return [
        NoticedProblem(
            stage=stage,
            code=problem.code,
            detail=problem.detail,
            blog=capture.blog,
            url=capture.url,
            capture_id=capture.capture_id,
            noticed_at=capture.fetched_at,
        )
        for problem in problems
    ]


def _state(
    page: Capture, address: str, state: str, due: datetime | None, published: datetime | None = None
) -> UrlState:
    return UrlState(
        url=address,
        blog=page.blog,
        found_by=page.found_by or "given",
        state=state,
        next_due_at=due,
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
        last_status=page.status,
        last_capture_id=page.capture_id,
        fetched_at=page.fetched_at,
        published_at=published,
    )


def _obstructed(page: Capture, recheck: Sequence[timedelta], failures_before: int) -> UrlState:
    """Something else was sent in the page's place: soon again, and then less and less often."""
    wait = min(recheck[0] * 2 ** min(failures_before, 10), recheck[-1])
    return replace(_state(page, page.url, "fetched", page.fetched_at + wait), failures=failures_before + 1)


def _failed(page: Capture, failures_before: int) -> UrlState:
    denied = page.error is not None and page.error.code == "robots_denied"
    failures = 0 if denied else failures_before + 1
    wait = _DENIED_AGAIN if denied else min(_BACK_OFF * 2 ** min(failures_before, 10), _MAX_BACK_OFF)
    return UrlState(
        url=page.url,
        blog=page.blog,
        found_by=page.found_by or "given",
        state="denied" if denied else "failed",
        next_due_at=page.fetched_at + wait,
        failures=failures,
        last_status=page.status,
        last_capture_id=page.capture_id,
        fetched_at=page.fetched_at,
    )


def _aware(local: datetime | None, page: Capture) -> datetime | None:
    # Only the post's age in days is wanted here: the missing zone does not matter.
    return local.replace(tzinfo=page.fetched_at.tzinfo) if local else None
