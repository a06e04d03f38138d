"""Discovery on the sample: a real WordPress, saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.models import Discovery, Document
from pipeline.parsers.discovery import discover

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text("utf-8"))
BASE = MANIFEST["base_url"]


def ask(path: str, purpose: str) -> Discovery:
    answer = MANIFEST["answers"][path]
    document = Document(BASE + path, (SAMPLES / answer["file"]).read_bytes(), answer.get("content_type"))
    return discover(document, purpose, answer.get("headers", {}))


def rest_path(kind: str) -> str:
    return next(path for path in MANIFEST["answers"] if f"/wp/v2/{kind}?" in path and "orderby" in path)


def paths(found: Discovery) -> set[str]:
    return {post.url.removeprefix(BASE) for post in found.posts}


def all_listed() -> set[str]:
    """Through the home page and its older pages, as a run goes."""
    home = ask("/", "home")
    found = paths(home)
    older = next((source.url for source in home.sources if source.purpose == "listing"), None)
    while older:
        page = ask(older.removeprefix(BASE), "listing")
        found |= paths(page)
        older = page.next_url
    return found


def test_rest_sitemap_and_listings_name_the_same_posts() -> None:
    by_rest = paths(ask(rest_path("posts"), "rest_posts"))
    assert len(by_rest) == 14
    assert paths(ask("/wp-sitemap-posts-post-1.xml", "sitemap")) == by_rest
    assert all_listed() == by_rest


def test_the_feed_names_the_newest_and_its_older_pages() -> None:
    feed = ask("/feed/", "feed")
    assert len(feed.posts) == 10
    assert paths(feed) < paths(ask(rest_path("posts"), "rest_posts"))
    assert all(post.published for post in feed.posts)
    assert feed.next_url == f"{BASE}/feed/?paged=2"


def test_comments_of_feed_and_rest_meet_by_key() -> None:
    feed, rest = ask("/comments/feed/", "comment_feed"), ask(rest_path("comments"), "rest_comments")
    in_rest = {key: post.url for post in rest.posts for key in post.comment_keys}
    keys = [(key, post.url) for post in feed.posts for key in post.comment_keys]
    assert len(keys) == 10
    assert all(in_rest[key] == url for key, url in keys)


@pytest.mark.parametrize(
    ("path", "purpose"), [("/", "home"), ("/feed/", "feed"), ("/wp-sitemap.xml", "sitemap"), ("/robots.txt", "robots")]
)
def test_a_healthy_source_has_no_problem(path: str, purpose: str) -> None:
    found = ask(path, purpose)
    assert found.complete
    assert not found.problems
