"""Outcomes: when a page is due again, and which addresses are the blog's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.models import FoundUrl
from pipeline.run.outcomes import next_due, own_posts

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
RECHECK = (timedelta(days=1), timedelta(days=7), timedelta(days=30))


@pytest.mark.parametrize(("age", "wait"), [(0, 1), (29, 1), (30, 7), (364, 7), (365, 30), (5000, 30), (None, 30)])
def test_older_posts_are_rechecked_less_often(age: int | None, wait: int) -> None:
    published = None if age is None else NOW - timedelta(days=age)
    assert next_due(published, NOW, RECHECK) == NOW + timedelta(days=wait)


@pytest.mark.parametrize(
    ("home", "url", "found_by", "is_own"),
    [
        ("https://blog.example/", "https://blog.example/2020/a/", "feed", True),
        ("https://blog.example/", "http://www.blog.example/2020/a/", "feed", True),
        ("https://www.site.example/", "https://blog.site.example/a/", "rest", True),
        ("https://blog.example/", "https://elsewhere.example/a/", "feed", False),
        ("https://blog.example/", "https://notblog.example/a/", "feed", False),
        ("https://site.example/blog/", "https://site.example/blog/a/", "sitemap", True),
        ("https://site.example/blog/", "https://site.example/shop/a/", "sitemap", False),
        ("https://site.example/blog/", "https://site.example/2020/a/", "feed", True),
    ],
)
def test_only_the_blogs_own_addresses_are_fetched(home: str, url: str, found_by: str, is_own: bool) -> None:
    assert bool(own_posts(home, [FoundUrl(url, found_by)])) is is_own
