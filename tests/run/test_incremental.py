"""Later runs: only what is new or due is fetched, and nothing that happened in between is missed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.run.archives import blogduck, content, rows, write_settings
from tests.run.blog_server import MadeUpBlog, Post, Remark, made_up_posts, serving

POSTS = 5


@dataclass
class LivingBlog(MadeUpBlog):
    """A blog with a comment feed whose posts can go, move and have twins.

    gone: paths that answer 404. twins: paths that show the post of another path, which the page names as canonical.
    moved: posts at further paths. extra: further paths in the sitemap.
    """

    gone: set[str] = field(default_factory=set)
    twins: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    moved: dict[str, Post] = field(default_factory=dict)

    def answer(self, path: str) -> tuple[int, str, str]:
        if path in self.gone:
            return 404, "text/html", "<!doctype html><title>Gone</title>"
        if path == "/comments/feed/":
            return 200, "application/rss+xml", self._comment_feed()
        if path in self.moved:
            return 200, "text/html", self._post(self.moved[path], 1)
        if path in self.twins:
            status, kind, text = self.answer(self.twins[path])
            link = f'<link rel="canonical" href="{self.base}{self.twins[path]}">'
            return status, kind, text.replace("</head>", f"{link}</head>")
        return super().answer(path)

    def _page(self, title: str, classes: str, content: str) -> str:
        link = (
            '<link rel="alternate" type="application/rss+xml" title="Comments Feed"'
            f' href="{self.base}/comments/feed/"></head>'
        )
        return super()._page(title, classes, content).replace("</head>", link)

    def _comment_feed(self) -> str:
        comments = [(post, remark) for post in self.posts for remark in post.remarks]
        newest = sorted(comments, key=lambda pair: -pair[1].key)[:10]
        items = "".join(
            f"<item><title>By {remark.author}</title><link>{self.base}{post.path}#comment-{remark.key}</link>"
            f"<pubDate>{format_datetime(post.published)}</pubDate></item>"
            for post, remark in newest
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Comments</title>{items}</channel></rss>'

    def _sitemap(self) -> str:
        extra = "".join(f"<url><loc>{self.base}{path}</loc></url>" for path in self.extra)
        return super()._sitemap().replace("</urlset>", f"{extra}</urlset>")

    def pages_asked(self) -> list[str]:
        """Posts that were asked for since the last look, in order of their address."""
        asked = sorted(path for path in self.requests if "/post-" in path or path in self.extra)
        self.requests.clear()
        return asked


@dataclass(frozen=True)
class Archive:
    """The archive of a blog."""

    folder: Path
    blog: LivingBlog

    def run(self, *arguments: str, expect: int = 0) -> dict[str, Any]:
        """The summary of one run."""
        with blogduck(self.folder, "run", "--json", *arguments) as process:
            out, err = process.communicate(timeout=60)
        assert process.returncode == expect, err
        summary: dict[str, Any] = json.loads(out)
        return summary

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What it answers."""
        return rows(self.folder, sql)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive after the first run."""
    blog = LivingBlog(made_up_posts(POSTS))
    with serving(blog) as url:
        write_settings(tmp_path, url)
        archive = Archive(tmp_path, blog)
        assert archive.run()["new"] == POSTS
        blog.requests.clear()
        yield archive


def test_an_unchanged_blog_is_asked_for_its_news_only(archive: Archive) -> None:
    before = content(archive.folder)
    summary = archive.run()
    asked = set(archive.blog.requests)
    assert archive.blog.pages_asked() == []
    assert asked <= {"/feed/", "/comments/feed/", "/sitemap.xml"}, "not even robots.txt, which is young"
    assert (summary["new"], summary["changed"], summary["failed"]) == (0, 0, {})
    assert content(archive.folder) == before


def test_a_plain_run_finds_a_post_an_edit_and_a_comment(archive: Archive) -> None:
    blog = archive.blog
    first, second, third = blog.posts[:3]
    blog.posts.append(Post(50, "Brand new", "Just written, and nobody has read it yet, not even the cat."))
    first.text += "\nAn afterthought, added when the ink was dry."
    first.modified = datetime.now(UTC) + timedelta(seconds=1)
    second.remarks.append(Remark(9001, "Late Reader", "Only now did I read this."))
    summary = archive.run()
    asked = blog.pages_asked()
    assert asked == sorted([blog.posts[-1].path, first.path, second.path])
    assert third.path not in asked
    assert (summary["new"], summary["changed"], summary["comments_new"]) == (1, 2, 1)
    assert archive.rows("SELECT count(*) FROM article WHERE body_text LIKE '%ink was dry%'") == [(1,)]
    [(former,)] = archive.rows(
        "SELECT v.body_text FROM article_version v JOIN article a ON a.article_id = v.id"
        " WHERE a.title = 'Post number 1' AND valid_to IS NOT NULL"
    )
    assert "ink" not in former
    assert archive.rows("SELECT author_name FROM comment WHERE comment_key = '9001'") == [("Late Reader",)]
    assert archive.run()["fetched"] <= 4
    assert blog.pages_asked() == []


def test_full_finds_quiet_edits_and_vanished_comments(archive: Archive) -> None:
    blog = archive.blog
    blog.posts[0].text = blog.posts[0].text.replace("kettle", "teapot")
    vanished = blog.posts[1].remarks.pop()
    archive.run()
    assert blog.pages_asked() == [], "nothing told of it"
    summary = archive.run("--full")
    assert len([path for path in blog.pages_asked() if "comment-page" not in path]) == POSTS
    assert (summary["new"], summary["changed"], summary["comments_gone"]) == (0, 2, 1)
    assert archive.rows("SELECT comment_key FROM comment WHERE gone_at IS NOT NULL") == [(str(vanished.key),)]
    assert archive.rows("SELECT count(*) FROM article WHERE body_text LIKE '%teapot%'") == [(1,)]


def test_limit_takes_the_newest_and_the_rest_comes_later(tmp_path: Path) -> None:
    blog = LivingBlog(made_up_posts(POSTS))
    with serving(blog) as url:
        write_settings(tmp_path, url)
        archive = Archive(tmp_path, blog)
        assert archive.run("--limit", "2")["new"] == 2
        assert archive.rows("SELECT title FROM article ORDER BY 1") == [("Post number 4",), ("Post number 5",)]
        assert archive.run()["new"] == POSTS - 2


def test_a_server_that_went_away_is_not_asked_for_every_page(tmp_path: Path) -> None:
    blog = LivingBlog(made_up_posts(12))
    with serving(blog) as url:
        settings = write_settings(tmp_path, url)
        settings.write_text(f"{settings.read_text()}[fetch]\nretries = 0\n")

        def fail(path: str) -> None:
            if "/post-" in path:
                raise ConnectionAbortedError

        blog.before = fail
        archive = Archive(tmp_path, blog)
        assert archive.run(expect=1)["failed"] == {"unreachable": 5}
        assert len(blog.pages_asked()) == 5
        blog.before = lambda _: None
        archive.run()
        assert {post.path for post in blog.posts[:7]} <= set(blog.pages_asked()), "what was left is due"


def test_since_leaves_older_posts_out_and_dry_run_fetches_none(tmp_path: Path) -> None:
    blog = LivingBlog(made_up_posts(POSTS))
    with serving(blog) as url:
        write_settings(tmp_path, url)
        archive = Archive(tmp_path, blog)
        summary = archive.run("--dry-run")
        assert (summary["plan"]["blogs"][0]["due"], blog.pages_asked()) == (POSTS, [])
        since = blog.posts[2].published.date().isoformat()
        assert archive.run("--since", since)["new"] == POSTS - 2
        assert archive.rows("SELECT min(title) FROM article") == [("Post number 3",)]


def test_what_is_due_again_is_asked_conditionally_and_found_unchanged(archive: Archive) -> None:
    with duckdb.connect(str(archive.folder / "archive/archive.duckdb")) as connection:
        connection.execute("UPDATE url SET next_due_at = now() - INTERVAL 1 DAY WHERE url LIKE '%post-2/'")
    before = content(archive.folder)
    [(seen,)] = archive.rows("SELECT last_seen_at FROM article WHERE title = 'Post number 2'")
    summary = archive.run()
    assert archive.blog.pages_asked() == [archive.blog.posts[1].path]
    assert summary["unchanged"] == 1
    assert content(archive.folder) == before
    assert archive.rows("SELECT last_seen_at FROM article WHERE title = 'Post number 2'") > [(seen,)]
    assert archive.rows("SELECT next_due_at > now() FROM url WHERE url LIKE '%post-2/'") == [(True,)]


def test_recheck_says_when_a_page_is_due_again(archive: Archive) -> None:
    waits = "SELECT DISTINCT next_due_at - fetched_at FROM url WHERE url LIKE '%/post-%' AND next_due_at IS NOT NULL"
    assert archive.rows(waits) == [(timedelta(days=30),)], "all are older than a year"
    write_settings(archive.folder, f"{archive.blog.base}/", recheck=["1h", "2h", "5m"])
    archive.run("--full")
    assert archive.rows(waits) == [(timedelta(minutes=5),)]


def test_a_post_that_is_gone_keeps_its_words(archive: Archive) -> None:
    gone = archive.blog.posts.pop(0)
    archive.blog.gone.add(gone.path)
    summary = archive.run("--full")
    assert (summary["gone"], summary["failed"], summary["status"]) == (1, {}, "done")
    [(at, body)] = archive.rows("SELECT gone_at, body_text FROM article WHERE title = 'Post number 1'")
    assert at is not None and "kettle" in body
    assert archive.rows("SELECT state FROM url WHERE url LIKE '%/post-1/'") == [("gone",)]
    archive.blog.gone.clear()
    archive.blog.posts.insert(0, gone)
    archive.run("--full")
    assert archive.rows("SELECT gone_at FROM article WHERE title = 'Post number 1'") == [(None,)]


def test_a_twin_is_the_same_article(archive: Archive) -> None:
    blog = archive.blog
    post = blog.posts[0]
    blog.twins["/twin/post-1/"] = post.path
    blog.extra.append("/twin/post-1/")
    summary = archive.run()
    assert blog.pages_asked() == ["/twin/post-1/"]
    assert (summary["new"], summary["failed"]) == (0, {})
    assert archive.rows("SELECT count(*) FROM article") == [(POSTS,)]
    assert archive.rows("SELECT count(*), count(DISTINCT comment_key) FROM comment") == [(POSTS * 4, POSTS * 4)]
    aliases = "SELECT reason FROM article_alias JOIN article USING (article_id) WHERE article_alias.url LIKE '%/twin/%'"
    assert len(archive.rows(aliases)) == 1
    archive.run("--full")
    assert archive.rows("SELECT count(*) FROM article") == [(POSTS,)]


def test_a_post_that_moved_is_the_same_article(archive: Archive) -> None:
    """The old address shows the post still, and names the new one as its own."""
    blog = archive.blog
    old = blog.posts[0].path
    [(article,)] = archive.rows("SELECT article_id FROM article WHERE title = 'Post number 1'")
    blog.twins = {old: "/moved/post-1/"}
    blog.moved = {"/moved/post-1/": blog.posts[0]}
    summary = archive.run("--full")
    assert (summary["new"], summary["failed"]) == (0, {})
    moved = f"{blog.base}/moved/post-1/"
    assert archive.rows("SELECT article_id, url FROM article WHERE title = 'Post number 1'") == [(article, moved)]
    known = f"SELECT article_id FROM article_alias WHERE url = '{blog.base}{old}'"
    assert archive.rows(known) == [(article,)]


def test_what_robots_refuse_is_a_result(archive: Archive) -> None:
    archive.blog.extra.append("/private/post-99/")
    summary = archive.run()
    assert (summary["denied"], summary["failed"], summary["status"]) == (1, {}, "done")
    assert archive.blog.pages_asked() == []
    assert archive.rows("SELECT code FROM problem WHERE url LIKE '%/private/%'") == [("robots_denied",)]
    assert archive.run()["denied"] == 0, "it is not asked for again at once"
