"""`blogduck run` against nginx: compressed answers, and conditional requests that are answered by 304."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.real.duck import Duck
from tests.real.static_blog import POSTS, write_blog, write_post
from tests.servers.nginx import Nginx, available

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(available() is not None, reason=str(available())),
]

ARTICLES = "SELECT * FROM article WHERE page_kind = 'article' ORDER BY url"


@pytest.fixture
def server() -> Iterator[Nginx]:
    with Nginx() as nginx:
        write_blog(nginx.root, nginx.url)
        yield nginx


@pytest.fixture
def duck(server: Nginx, tmp_path: Path) -> Duck:
    duck = Duck(tmp_path, server.url)
    duck.run()
    return duck


def _page_requests(server: Nginx) -> list[dict[str, Any]]:
    return [request for request in server.requests() if request["url"].startswith("/posts/")]


def test_compressed_pages_are_read(server: Nginx, duck: Duck) -> None:
    assert [(request["status"], request["encoding"]) for request in _page_requests(server)] == [(200, "gzip")] * len(
        POSTS
    )
    found = {row["title"]: row["body_text"] for row in duck.rows(ARTICLES)}
    assert found == {post.title: "\n\n".join(post.paragraphs) for post in POSTS}


def test_unchanged_pages_are_asked_for_conditionally_and_lose_nothing(server: Nginx, duck: Duck) -> None:
    before = duck.rows(ARTICLES)
    served = len(server.requests())
    duck.run("--full")
    again = [request for request in server.requests()[served:] if request["url"].startswith("/posts/")]
    assert [request["status"] for request in again] == [304] * len(POSTS)
    assert all(request["if_none_match"] for request in again)

    after = duck.rows(ARTICLES)
    steady = ("article_id", "capture_id", "title", "body_text", "first_seen_at", "gone_at")
    assert [[row[name] for name in steady] for row in after] == [[row[name] for name in steady] for row in before]
    assert all(new["last_seen_at"] > old["last_seen_at"] for old, new in zip(before, after, strict=True))
    assert duck.rows("SELECT * FROM article_version WHERE valid_to IS NOT NULL") == []


def test_a_changed_page_is_fetched_whole_and_its_former_words_are_kept(server: Nginx, duck: Duck) -> None:
    post = POSTS[0]
    write_post(server.root, server.url, replace(post, paragraphs=(*post.paragraphs, "Update: it has learnt E flat.")))
    duck.run("--full")
    (row,) = [row for row in duck.rows(ARTICLES) if row["title"] == post.title]
    assert row["body_text"].endswith("Update: it has learnt E flat.")
    former = duck.rows("SELECT id, body_text FROM article_version WHERE valid_to IS NOT NULL")
    assert former == [{"id": row["article_id"], "body_text": "\n\n".join(post.paragraphs)}]


def test_what_robots_forbid_is_not_asked_for(server: Nginx, duck: Duck) -> None:
    assert server.requests()[0]["url"] == "/robots.txt"
    assert not [request for request in server.requests() if request["url"].startswith("/drafts/")]
