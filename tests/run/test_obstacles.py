"""What a server sends in a post's place says nothing of the post: its words, comments and times stay as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pipeline.models import Blog, Capture, Hints
from pipeline.run.outcomes import visit_states
from pipeline.run.visits import OpenVisit
from pipeline.settings import BlogSettings
from tests.run.archives import content, rows, run_blogduck, write_settings
from tests.run.blog_server import MadeUpBlog, made_up_posts, serving

CHECK = "<title>Just a moment...</title><body><script>window._cf_chl_opt={}</script><h1>Checking your browser</h1>"
LOGIN = "<title>Log in</title><body><h1>Log in</h1><form><input name=who><input type=password name=what></form>"
LOST = "<title>Page not found</title><body><h1>Page not found</h1><p>The page you are looking for doesn't exist.</p>"
SHELL = "<title>Made Up</title><body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
PAYWALL = (
    "<title>Post number 2</title><body class='single single-post postid-2'><article><h1 class=entry-title>Post number 2</h1>"
    "<div class=entry-content><p>Paragraph 1 of post 2: the kettle sang, the bus was late, and nobody minded much.</p>"
    "<h3>This post is for paying subscribers only</h3></div></article>"
)
IN_PLACE = {"error": CHECK, "login": LOGIN, "lost": LOST, "other": SHELL, "paywall": PAYWALL}


@dataclass
class GuardedBlog(MadeUpBlog):
    """A blog that answers with something else at paths that hold one of `instead`."""

    instead: dict[str, str] = field(default_factory=dict)

    def answer(self, path: str) -> tuple[int, str, str]:
        for part, html in self.instead.items():
            if part in path:
                return 200, "text/html", f"<!doctype html><html>{html}</html>"
        return super().answer(path)


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[GuardedBlog]:
    """A blog that is in the archive in `tmp_path`."""
    blog = GuardedBlog(made_up_posts(6))
    with serving(blog) as url:
        write_settings(tmp_path, url)
        run_blogduck(tmp_path, "run")
        yield blog


def test_nothing_is_gone_or_changed(tmp_path: Path, blog: GuardedBlog) -> None:
    times = "SELECT url, last_seen_at, gone_at FROM article ORDER BY url"
    before, first = content(tmp_path), rows(tmp_path, times)
    blog.instead = {post.path: html for post, html in zip(blog.posts[1:], IN_PLACE.values(), strict=True)}
    for _ in range(2):
        run_blogduck(tmp_path, "run", "--full")
        assert content(tmp_path) == before
        seen = [row[0] for row in rows(tmp_path, times) if row not in first]
        assert seen == [blog.base + blog.posts[0].path], "the others were not seen"
    said = rows(tmp_path, "SELECT detail, article_id IS NOT NULL FROM problem WHERE code = 'not_an_article' ORDER BY url")
    assert len(said) == 2 * len(IN_PLACE), "the second look says so, too, though the server sent the same bytes"
    for name, (detail, is_known) in zip([name for name in IN_PLACE for _ in range(2)], said, strict=True):
        assert is_known and f"kind '{'error' if name == 'lost' else name}'" in detail
    blog.instead = {}
    run_blogduck(tmp_path, "run", "--full")
    assert content(tmp_path) == before
    assert all(row not in first for row in rows(tmp_path, times))


UNSAID = '<title>Post</title><meta property="og:title" content="Post"><body><div id="__next"></div><script src="/m.js"></script>'
TAGGED = "<title>Kettles</title><body><main><h1>Tag: kettles</h1>" + "".join(
    f"<h2><a href=/other/{n}/>Other {n}</a></h2><p>Some words of the post with the number {n}, cut short.</p>" for n in (1, 2)
)


def test_a_shell_with_a_title_and_a_short_listing_leave_the_post_as_it_was(tmp_path: Path, blog: GuardedBlog) -> None:
    before = content(tmp_path)
    blog.instead = {blog.posts[1].path: UNSAID, blog.posts[2].path: TAGGED}
    run_blogduck(tmp_path, "run", "--full")
    assert content(tmp_path) == before


def test_comments_behind_an_obstacle_are_not_gone(tmp_path: Path, blog: GuardedBlog) -> None:
    comments = "SELECT comment_key, gone_at FROM comment ORDER BY ALL"
    before = rows(tmp_path, comments)
    third, sixth = blog.posts[2], blog.posts[5]
    blog.instead = {f"{third.path}comment-page-": CHECK, f"{sixth.path}comment-page-": LOGIN}
    third.text += "\nAn afterthought."
    run_blogduck(tmp_path, "run", "--full")
    assert rows(tmp_path, comments) == before
    assert rows(tmp_path, "SELECT count(*) FROM article WHERE body_text LIKE '%afterthought%'") == [(1,)]


def test_what_was_never_an_article_is_none(tmp_path: Path) -> None:
    blog = GuardedBlog(made_up_posts(2), instead={"/post-2/": CHECK})
    with serving(blog) as url:
        write_settings(tmp_path, url)
        assert "1 without an article" in run_blogduck(tmp_path, "run")
        assert rows(tmp_path, "SELECT count(*) FROM article") == [(1,)]
        blog.instead = {}
        assert "1 new" in run_blogduck(tmp_path, "run", "--full")


# When it is asked again ---------------------------------------------------------------------------------------------

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
POST = "https://garden.example/2020/05/the-key/"


def _states(html: str, final_url: str = POST, failures: int = 0) -> list[tuple[str, str, timedelta | None, int]]:
    settings = BlogSettings("garden", "https://garden.example/")
    page = Capture(UUID(int=7), "garden", POST, final_url, NOW, 200, body=html.encode(), purpose="page")
    visit = OpenVisit(Blog("garden", "https://garden.example/"), Hints(), page, lambda _: None).close()
    found = visit_states(visit, settings, failures)
    return [(s.url, s.state, s.next_due_at - NOW if s.next_due_at else None, s.failures) for s in found]





@pytest.mark.parametrize(("failures", "days"), [(0, 1), (1, 2), (3, 8), (5, 30), (200, 30)])
def test_an_obstacle_is_tried_again_soon_and_then_less_often(failures: int, days: int) -> None:
    assert _states(CHECK, failures=failures) == [(POST, "fetched", timedelta(days=days), failures + 1)]


def test_a_redirect_to_a_login_leaves_the_post_due() -> None:
    assert _states(LOGIN, "https://garden.example/login/?next=1") == [(POST, "fetched", timedelta(days=1), 1)]


def test_a_part_of_the_text_that_is_held_back_is_no_edit(tmp_path: Path) -> None:
    class Long(GuardedBlog):
        """Its posts have a second part."""

        def answer(self, path: str) -> tuple[int, str, str]:
            if path.endswith("/2/") and not self.instead:
                return 200, "text/html", super().answer(path[:-2])[2].replace("Paragraph", "Further paragraph")
            status, kind, text = super().answer(path)
            links = '<div class="page-links"><a class="post-page-numbers" href="2/">2</a></div></div></article>'
            return status, kind, text.replace("</div></article>", links, 1)

    blog = Long(made_up_posts(1))
    with serving(blog) as url:
        write_settings(tmp_path, url)
        run_blogduck(tmp_path, "run")
        before = content(tmp_path)
        assert "Further paragraph" in rows(tmp_path, "SELECT body_text FROM article")[0][0]
        blog.instead = {"/2/": CHECK}
        run_blogduck(tmp_path, "run", "--full")
        assert content(tmp_path) == before
        assert rows(tmp_path, "SELECT count(*) FROM problem WHERE code = 'body_parts_missing'") == [(1,)]
