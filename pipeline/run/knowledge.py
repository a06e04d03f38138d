"""Knowledge: what a run knows of one blog when it starts, read once so that the database is free while it fetches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.identity import normal_url
from pipeline.models import FetchRequest, FollowUp, FoundUrl, PreviousCapture, UrlState


@dataclass(slots=True)
class Knowledge:
    """Addresses by their normal form, sources, what conditional requests need, comment keys.

    sources: feeds, sitemaps, REST endpoints and listings by URL (states "source" and "source_unread").
    """

    blog: str
    urls: dict[str, UrlState] = field(default_factory=dict)
    sources: dict[str, UrlState] = field(default_factory=dict)
    previous: Mapping[str, PreviousCapture] = field(default_factory=dict)
    comment_keys: set[str] = field(default_factory=set)

    def learn(self, states: Iterable[UrlState]) -> None:
        """Take in what has been found out since."""
        for state in states:
            if state.state.startswith("source"):
                self.sources[state.url] = state
                continue
            key = normal_url(state.url)
            known = self.urls.get(key)
            if state.state != "found" or known is None:
                self.urls[key] = state
            elif known.published_at is None:
                self.urls[key] = replace(known, published_at=state.published_at)

    def is_new(self, post: FoundUrl) -> bool:
        """Whether a source names something not yet fetched: an address, a later state of it, or a comment on it."""
        known = self.urls.get(normal_url(post.url))
        if known is None or known.state == "found":
            return True
        if any(key not in self.comment_keys for key in post.comment_keys):
            return True
        return bool(post.modified and known.fetched_at and post.modified > known.fetched_at)

    def failures(self, url: str) -> int:
        """How often the address failed in a row."""
        known = self.urls.get(normal_url(url))
        return known.failures if known else 0

    def posts(self) -> int:
        """Posts known: addresses that are due again some day, found or fetched."""
        return sum(1 for state in self.urls.values() if state.state == "found" or state.next_due_at is not None)

    def due(self, now: datetime, named: Mapping[str, FoundUrl], full: bool) -> list[UrlState]:
        """The addresses to fetch now, newest first, those without a date last.

        Args:
            now: the run's start.
            named: by normal form, what the sources name as new or changed.
            full: everything that is ever due again is due now.
        """
        chosen = {
            key: state
            for key, state in self.urls.items()
            if key in named or state.state == "found" or _is_due(state, now, full)
        }
        old = datetime.min.replace(tzinfo=now.tzinfo)

        def date(item: tuple[str, UrlState]) -> datetime:
            post = named.get(item[0])
            # A sitemap knows only when a page last changed: a good guess at its age, and only the order hangs on it.
            return item[1].published_at or (post.published or post.modified if post else None) or old

        return [state for _, state in sorted(chosen.items(), key=date, reverse=True)]

    def request(
        self, url: str, purpose: str, *, found_by: str | None = None, follow_up: FollowUp | None = None
    ) -> FetchRequest:
        """The request for `url`, conditional where an older capture is known."""
        method, body = (follow_up.method, follow_up.body) if follow_up else ("GET", None)
        return FetchRequest(
            url=url,
            blog=self.blog,
            purpose=purpose,
            format=follow_up.format if follow_up else None,
            found_by=found_by,
            method=method,
            body=body,
            previous=self.previous.get(url) if method == "GET" else None,
        )


def _is_due(state: UrlState, now: datetime, full: bool) -> bool:
    return state.next_due_at is not None and (full or state.next_due_at <= now)
