"""Open visits: one page and its follow-ups, from the page's capture until nothing more of it is named.

A run fetches what an open visit still wants; reading from WARC replays the same steps with what was stored. Both come
to the same `Visit`, because what is wanted depends on nothing but the captures and the parser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.models import Blog, Capture, Document, FollowUp, Hints, ParsedPage, Visit
from pipeline.parsers import parse_page
from pipeline.parsers.records import topics, wordpress_answers

MAX_FOLLOW_UPS = 50
"""Follow-ups of one page, at most."""

Resolve = Callable[[Capture], bytes | None]
"""Gives the body that a revisit points at."""

_COMMENT_PAGES = (wordpress_answers.PAGE, topics.FORMAT)
"""Formats of follow-ups that are pages like the first, each with a part of the comments."""

RequestKey = tuple[str, str, str | None]


@dataclass(slots=True)
class OpenVisit:
    """One page's capture, the follow-ups that came so far, and what they say together.

    resolve: reads the body behind a revisit.
    """

    blog: Blog
    hints: Hints
    page: Capture
    resolve: Resolve
    came: dict[RequestKey, Capture] = field(default_factory=dict)
    _parsed: ParsedPage | None = None
    _documents: list[Document] = field(default_factory=list)
    _page_body: bytes | None = None

    def add(self, follow_up: Capture) -> None:
        """Take in one more answer, or the record of its failure."""
        self.came[(follow_up.method, follow_up.url, follow_up.request_body)] = follow_up
        body = follow_up.body if follow_up.body is not None else self.resolve(follow_up)
        if follow_up.purpose == "body" and (follow_up.status or 0) >= 400:
            # What an error page says is no part of the article.
            body = b""
        self._documents.append(replace(follow_up.document(), body=body or b""))
        self._parsed = None

    @property
    def has_page(self) -> bool:
        """Whether there is anything to parse: an answer 200, or a revisit of one."""
        return self.page.error is None and (self.page.status == 200 or self.page.is_revisit)

    @property
    def parsed(self) -> ParsedPage:
        """The page read with all that came."""
        if self._parsed is None:
            if self._page_body is None:
                body = self.page.body if self.page.body is not None else self.resolve(self.page)
                self._page_body = body or b""
            self._parsed = parse_page(
                self._page_body,
                self.page.final_url,
                content_type=self.page.content_type,
                fetched_at=self.page.fetched_at,
                hints=self.hints,
                more=self._documents,
            )
        return self._parsed

    def wanted(self) -> list[FollowUp]:
        """The follow-ups that the page names and that have not come, up to the limit."""
        return self._left()[: max(MAX_FOLLOW_UPS - len(self.came), 0)]

    def _left(self) -> list[FollowUp]:
        if not self.has_page:
            return []
        named = {(f.method, f.url, f.body): f for f in self.parsed.follow_ups}
        return [follow_up for key, follow_up in named.items() if key not in self.came]

    def close(self) -> Visit:
        """The visit as it stands; bodies are let go, since all that is loaded of them is in `parsed`."""
        parsed = self.parsed if self.has_page and not self._is_unchanged() else None
        answered = all(capture.error is None and (capture.status or 0) < 500 for capture in self.came.values())
        return Visit(
            blog=self.blog,
            page_capture=replace(self.page, body=None),
            follow_ups=tuple(replace(capture, body=None) for capture in self.came.values()),
            parsed=parsed,
            complete=self.has_page and answered and not self._left() and not self._lacks_comments(),
        )

    def _lacks_comments(self) -> bool:
        """Whether comments are known to be missing, which so are not gone.

        What is beyond the limit was not asked for; and a server may answer with a page that asks to wait.
        """
        codes = {problem.code for problem in self.parsed.problems}
        if "comments_cut" in codes or {"comments_refused", "comments_missing"} <= codes:
            return True
        unsure = "comments_missing" in codes or self.parsed.comment_count_declared is None
        return unsure and any(map(self._shows_none, self.came.values(), self._documents))

    def _shows_none(self, capture: Capture, document: Document) -> bool:
        """Whether a page of comments holds none: a login or a check for robots was sent in its place."""
        if capture.format not in _COMMENT_PAGES or capture.status in (404, 410):
            return False
        if any(comment.found_in == document.url for comment in self.parsed.comments):
            return False
        alone = parse_page(document.body, document.url, content_type=document.content_type, hints=self.hints)
        return not alone.comments

    def _is_unchanged(self) -> bool:
        """Whether this is an article of which nothing new came: what is no article says nothing of one."""
        captures = [capture for capture in self.came.values() if capture.error is None]
        all_known = self.page.is_revisit and all(capture.is_revisit for capture in captures)
        return all_known and self.parsed.is_article
