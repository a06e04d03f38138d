"""robots.txt as RFC 9309 has it, where a library might differ."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.fetchers.robots import CRAWL_DELAY_MAX, MAX_LENGTH, Robots

AT = datetime(2024, 5, 1, tzinfo=UTC)
ORIGIN = "https://blog.example"


def allows(rules: bytes, path: str) -> bool:
    return Robots("blogduck").remember(ORIGIN, 200, rules, AT).allows(ORIGIN + path)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        (b"", "/", True),
        (b"User-agent: *\nDisallow: /", "/", False),
        (b"User-agent: *\nDisallow: /", "/robots.txt", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/", False),
        (b"User-agent: blogduck\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", True),
        (b"User-agent: blogduck/1.0\nDisallow: /a", "/a", False),
        (b"user-agent: BLOGDUCK\ndisallow: /a", "/a", False),
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        (b"User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        (b"User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
        (b"User-agent: other\nUser-agent: blogduck\nDisallow: /a", "/a", False),
        (b"User-agent: *\r\nDisallow: /a\xff\xfe\r\nDisallow: /b", "/b", False),
        (b"<html><body>not robots</body></html>", "/", True),
        (b"User-agent: *\nDisallow:", "/", True),
        (b"#" * MAX_LENGTH + b"\nUser-agent: *\nDisallow: /", "/", True),
    ],
)
def test_rules(rules: bytes, path: str, allowed: bool) -> None:
    assert allows(rules, path) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(200, False), (404, True), (401, True), (301, True), (429, False), (500, False), (None, False)],
)
def test_statuses(status: int | None, allowed: bool) -> None:
    rules = Robots("blogduck").remember(ORIGIN, status, b"User-agent: *\nDisallow: /", AT)
    assert rules.allows(f"{ORIGIN}/x") is allowed
    assert bool(rules.unreachable) is (status in (429, 500, None))


def test_rules_are_kept_for_a_day_and_failures_for_minutes() -> None:
    robots = Robots("blogduck")
    robots.remember(ORIGIN, 200, b"", AT)
    robots.remember("https://down.example", None, b"", AT, "no such host")
    assert robots.known(ORIGIN, AT + timedelta(hours=23))
    assert not robots.known(ORIGIN, AT + timedelta(hours=24))
    assert robots.known("https://down.example", AT + timedelta(minutes=4))
    assert not robots.known("https://down.example", AT + timedelta(minutes=5))
    assert not robots.known("https://new.example", AT)


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        (b"3", 3),
        (b"0.5", 0.5),
        (b"9999", CRAWL_DELAY_MAX),
        (b"-4", 0),
        (b"soon", 0),
        (b"nan", 0),
    ],
)
def test_crawl_delay_is_kept_within_bounds(text: bytes, delay: float) -> None:
    rules = Robots("blogduck").remember(ORIGIN, 200, b"User-agent: *\nCrawl-delay: " + text, AT)
    assert rules.crawl_delay == delay
