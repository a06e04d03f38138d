"""Order: newest first, whichever source named a post first; and what a run says is still due."""

from __future__ import annotations

from pathlib import Path

from tests.run.archives import rows, run_blogduck, write_settings
from tests.run.blog_server import MadeUpBlog, made_up_posts, serving


def test_newest_first_and_the_rest_is_due_now(tmp_path: Path) -> None:
    blog = MadeUpBlog(made_up_posts(25))
    with serving(blog):
        write_settings(tmp_path, blog.base + "/")
        said = run_blogduck(tmp_path, "run", "--limit", "4")
        asked = [path for path in blog.requests if "/post-" in path and "comment-page" not in path]
        assert asked == [post.path for post in sorted(blog.posts, key=lambda post: -post.number)[:4]]
        assert "21 pages due now" in said
        assert rows(tmp_path, "SELECT count(*) FROM url WHERE state = 'found'") == [(21,)]


def test_a_dry_run_fetches_no_page_and_is_no_run(tmp_path: Path) -> None:
    blog = MadeUpBlog(made_up_posts(3))
    with serving(blog):
        write_settings(tmp_path, blog.base + "/")
        said = run_blogduck(tmp_path, "run", "--dry-run")
        assert not [path for path in blog.requests if "/post-" in path]
        assert all(post.path in said for post in blog.posts)
        assert rows(tmp_path, "SELECT count(*) FROM run") == [(0,)]
