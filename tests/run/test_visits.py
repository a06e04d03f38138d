"""Open visits: a thread of more pages than are asked for is never taken for read whole."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from pipeline.models import Blog, Capture, Hints
from pipeline.run.visits import MAX_FOLLOW_UPS, OpenVisit
from tests.parsers.comments.own_markup import TEMPLATES
from tests.parsers.comments.said import Said

_URL = "https://forum.example/threads/bread.7/"
_NOW = datetime(2026, 11, 23, tzinfo=UTC)


def _capture(url: str, body: str, purpose: str) -> Capture:
    return Capture(
        uuid.uuid5(uuid.NAMESPACE_URL, url), "forum", url, url, _NOW, 200, body=body.encode(), purpose=purpose
    )


def _topic(key: int, last: int) -> str:
    html = TEMPLATES["xenforo"].page([Said(key, "Ada", _NOW, "Words."), Said(key + 1, "Ben", _NOW, "More words.")])
    return html.replace("</body>", f'<a href="/threads/bread.7/page-{last}">{last}</a></body>')


@pytest.mark.parametrize(
    ("declared", "answer", "complete"),
    [
        (2, "<p>One moment, please.</p>", False),
        (1, "<p>One moment, please.</p>", True),
        (2, '[{"id": 2, "parent": 0, "author_name": "Ben", "date": "2024-05-02T10:00:00", "content": {"rendered": "Was it?"}}]', True),
    ],
)
def test_comments_that_a_server_holds_back_are_not_gone(declared: int, answer: str, complete: bool) -> None:
    url = "https://blog.example/a-post/"
    page = (
        '<html><head><meta name="generator" content="WordPress 6.5"><link rel="https://api.w.org/" href="https://blog.example/wp-json/">'
        '<link rel="alternate" type="application/json" href="https://blog.example/wp-json/wp/v2/posts/7"></head><body '
        f'class="single postid-7"><article><h1>A post</h1><p>So it was.</p></article><div id="comments"><h2>{declared} Comments</h2><ol>'
        '<li class="comment depth-1" id="comment-1"><cite class="fn">Ada</cite><p>It was.</p></li></ol></div></body></html>'
    )
    visit = OpenVisit(Blog("blog", "https://blog.example/"), Hints(), _capture(url, page, "page"), _never)
    while wanted := visit.wanted():
        for follow_up in wanted:
            visit.add(_capture(follow_up.url, answer, follow_up.purpose))
    closed = visit.close()
    assert closed.parsed is not None
    assert closed.complete is complete


def _never(revisit: Capture) -> bytes | None:
    raise AssertionError(revisit.url)


@pytest.mark.parametrize(("last", "complete"), [(3, True), (MAX_FOLLOW_UPS + 1, True), (MAX_FOLLOW_UPS + 2, False)])
def test_a_topic_beyond_the_limit_is_not_complete(last: int, complete: bool) -> None:
    blog, hints = Blog("forum", "https://forum.example/"), Hints()
    visit = OpenVisit(blog, hints, _capture(_URL, _topic(1000, last), "page"), _never)
    while wanted := visit.wanted():
        for place, follow_up in enumerate(wanted, 1):
            visit.add(_capture(follow_up.url, _topic(1000 + 10 * place, last), follow_up.purpose))
    closed = visit.close()
    assert closed.parsed is not None
    assert len(closed.parsed.comments) == 1 + 2 * min(last - 1, MAX_FOLLOW_UPS)
    assert closed.complete is complete
    assert ("comments_cut" in [problem.code for problem in closed.parsed.problems]) is not complete
