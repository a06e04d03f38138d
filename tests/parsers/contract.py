"""The contract of a parsed page, as CONTRACT.md has it: what holds whatever the bytes."""

from __future__ import annotations

import json
from typing import Any

from pipeline.models import ARTICLE_KINDS, Moment, ParsedPage

_FINER = {
    "year": ("month", "day", "hour", "minute", "second"),
    "month": ("day", "hour", "minute", "second"),
    "day": ("hour", "minute", "second"),
    "hour": ("minute", "second"),
    "minute": ("second",),
    "second": (),
}
_LEAST = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}


def assert_contract(page: ParsedPage) -> None:
    """Fail with what is broken."""
    assert [problem for problem in page.problems if problem.code == "parser_failed"] == []
    said: dict[str, Any] = page.to_dict()
    json.dumps(said, ensure_ascii=False).encode()
    assert said["url"] is not None
    if page.page_kind not in ARTICLE_KINDS:
        assert not page.comments
        assert page.body is None or not page.body.text
    _assert_thread(page)
    for moment in (page.published, page.modified, *(c.published for c in page.comments), *(c.edited for c in page.comments)):
        _assert_moment(moment)
    for url in (link.url for link in page.links):
        assert url.startswith(("http:", "https:", "mailto:", "tel:")), url
    for html in (page.body.html if page.body else "", *(comment.html for comment in page.comments)):
        assert "<script" not in html
        assert "<style" not in html


def _assert_thread(page: ParsedPage) -> None:
    depths: dict[str, int] = {}
    for place, comment in enumerate(page.comments, 1):
        assert comment.key
        assert comment.key not in depths, f"twice: {comment.key}"
        assert comment.position == place
        if comment.parent_key is None:
            assert comment.depth == 0
        else:
            assert comment.parent_key in depths, f"{comment.parent_key} does not stand before {comment.key}"
            assert comment.depth == depths[comment.parent_key] + 1
            assert comment.parent_source
        assert comment.author.name is None or comment.author.name.strip() == comment.author.name != ""
        assert comment.text == comment.text.strip()
        depths[comment.key] = comment.depth
    assert {link.comment_key for link in page.links if link.place == "comment"} <= set(depths)


def _assert_moment(moment: Moment) -> None:
    if moment.precision is None:
        assert (moment.local, moment.at) == (None, None)
        return
    assert moment.local or moment.at
    assert moment.at is None or moment.at.tzinfo is not None
    if moment.local is not None:
        assert moment.local.tzinfo is None
        assert all(getattr(moment.local, name) == _LEAST[name] for name in _FINER[moment.precision]), moment
        assert moment.local.microsecond == 0
