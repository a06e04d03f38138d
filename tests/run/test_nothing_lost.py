"""Nothing lost: killed at any moment, rebuilt, or kept from the database, the content rows are the same."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.run.archives import blogduck, content, fetched_twice, rows, run_blogduck, write_settings
from tests.run.blog_server import MadeUpBlog, made_up_posts, serving

POSTS = 14
Content = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def served() -> Iterator[MadeUpBlog]:
    made_up = MadeUpBlog(made_up_posts(POSTS))
    with serving(made_up):
        yield made_up


@pytest.fixture
def blog(served: MadeUpBlog) -> MadeUpBlog:
    """The blog as it was at first, at one address for all tests, since ids are made from addresses."""
    served.posts = made_up_posts(POSTS)
    served.dates_have_offsets = True
    served.requests.clear()
    return served


@pytest.fixture(scope="module")
def expected(served: MadeUpBlog, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """What an undisturbed run comes to."""
    folder = tmp_path_factory.mktemp("undisturbed")
    served.posts = made_up_posts(POSTS)
    write_settings(folder, served.base + "/")
    run_blogduck(folder, "run")
    return content(folder)


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_random_moments(tmp_path: Path, expected: Content, blog: MadeUpBlog, seed: int) -> None:
    folder = tmp_path / "killed"
    write_settings(folder, blog.base + "/")
    dice = random.Random(seed)
    for _ in range(3):
        kill_after(folder, blog, requests=dice.randint(1, 14), seconds=dice.random() * 0.2)
    run_blogduck(folder, "run")
    assert content(folder) == expected
    assert fetched_twice(folder) == []
    assert not list((folder / "archive/warc").glob("*.open"))


def kill_after(folder: Path, blog: MadeUpBlog, requests: int, seconds: float) -> None:
    """Start a run and kill it `seconds` after so many requests (or let it end, if it makes fewer)."""
    left = [requests]
    process = blogduck(folder, "run")

    def count(_: str) -> None:
        left[0] -= 1

    blog.before = count
    try:
        while process.poll() is None and left[0] > 0:
            try:
                process.wait(timeout=0.01)
            except subprocess.TimeoutExpired:
                continue
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
    finally:
        blog.before = lambda _: None


def test_database_rebuilt_from_warc_is_the_same(tmp_path: Path, blog: MadeUpBlog) -> None:
    folder = tmp_path / "rebuilt"
    write_settings(folder, blog.base + "/")
    run_blogduck(folder, "run")
    blog.posts[2].text += "\nAn afterthought."
    blog.posts[4].remarks.pop()
    run_blogduck(folder, "run", "--full")
    before = (
        content(folder),
        rows(folder, "SELECT comment_id, first_seen_at, last_seen_at, gone_at FROM comment ORDER BY ALL"),
    )
    asked = sum(blog.requests.values())
    (folder / "archive/archive.duckdb").unlink()
    run_blogduck(folder, "load")
    after = (
        content(folder),
        rows(folder, "SELECT comment_id, first_seen_at, last_seen_at, gone_at FROM comment ORDER BY ALL"),
    )
    assert after == before
    assert before[0]["article_version"], "the edit is in the history"
    assert sum(blog.requests.values()) == asked, "loading needs no network"


def test_a_run_goes_on_while_somebody_holds_the_database(tmp_path: Path, expected: Content, blog: MadeUpBlog) -> None:
    folder = tmp_path / "held"
    write_settings(folder, blog.base + "/")
    run_blogduck(folder, "run", "--limit", "3")
    with duckdb.connect(str(folder / "archive/archive.duckdb")):
        said = run_blogduck(folder, "run", expect=3)
    assert "in use" in said.lower() or "holds" in said.lower()
    assert rows(folder, "SELECT count(*) FROM article") == [(3,)]
    asked = {url: n for url, n in blog.requests.items() if "/post-" in url}
    run_blogduck(folder, "run")
    assert content(folder) == expected
    assert {url: n for url, n in blog.requests.items() if "/post-" in url} == asked, (
        "what is stored is not fetched again"
    )


def test_interrupted_by_the_user(tmp_path: Path, expected: Content, blog: MadeUpBlog) -> None:
    folder = tmp_path / "interrupted"
    write_settings(folder, blog.base + "/")
    left = [8]
    process = blogduck(folder, "run")

    def interrupt(_: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            process.send_signal(signal.SIGINT)

    blog.before = interrupt
    process.communicate(timeout=60)
    blog.before = lambda _: None
    assert process.returncode == 130
    assert rows(folder, "SELECT count(*) FROM article")[0][0] > 0, "what was fetched is loaded"
    run_blogduck(folder, "run")
    assert content(folder) == expected
    assert fetched_twice(folder) == []


def test_a_damaged_record_costs_that_record_only(tmp_path: Path, blog: MadeUpBlog) -> None:
    folder = tmp_path / "damaged"
    write_settings(folder, blog.base + "/")
    run_blogduck(folder, "run")
    places = rows(folder, "SELECT warc_file, warc_offset, warc_length FROM capture WHERE purpose = 'page' ORDER BY url")
    name, offset, length = places[len(places) // 2]
    path = folder / "archive/warc" / name
    data = bytearray(path.read_bytes())
    data[offset + length // 2 : offset + length // 2 + 8] = b"\xff" * 8
    path.write_bytes(data)
    (folder / "archive/archive.duckdb").unlink()
    shutil.rmtree(folder / "archive/state")
    run_blogduck(folder, "load")
    assert rows(folder, "SELECT count(*) FROM article") == [(POSTS - 1,)]
    assert rows(folder, "SELECT count(*) FROM problem WHERE code = 'warc_damaged'") == [(1,)]


def test_a_newer_parser_reads_the_stored_pages_again(tmp_path: Path, blog: MadeUpBlog) -> None:
    folder = tmp_path / "older"
    write_settings(folder, blog.base + "/")
    run_blogduck(folder, "run")
    expected = content(folder)
    with duckdb.connect(str(folder / "archive/archive.duckdb")) as connection:
        connection.execute("UPDATE article SET parser_version = '0', title = 'misread'")
    asked = sum(n for url, n in blog.requests.items() if "/post-" in url)
    run_blogduck(folder, "run")
    assert content(folder) == expected, "and no version remembers the misreading"
    assert sum(n for url, n in blog.requests.items() if "/post-" in url) == asked
    assert rows(folder, "SELECT count(*) FROM run") == [(2,)]


def test_site_rules_set_later_read_what_is_stored_again(tmp_path: Path, blog: MadeUpBlog) -> None:
    folder = tmp_path / "rules"
    settings = write_settings(folder, blog.base + "/")
    run_blogduck(folder, "run")
    before, asked = content(folder), sum(n for url, n in blog.requests.items() if "/post-" in url)
    plain = settings.read_text()
    settings.write_text(plain + '[blog.rules]\ntitle = "p.entry-meta"\nremove = [".comment .children"]\n')
    said = run_blogduck(folder, "load")
    assert "site rules changed" in said
    assert rows(folder, "SELECT count(*) FROM article WHERE title LIKE 'Ida Quist%'") == [(len(blog.posts),)]
    assert rows(folder, "SELECT count(*) FROM comment WHERE depth > 0 OR gone_at IS NOT NULL") == [(0,)]
    for table in ("article_version", "comment_version"):
        assert rows(folder, f"SELECT count(*) FROM {table}") == [(0,)], "a rule is no edit of the blog"
    assert "site rules changed" not in run_blogduck(folder, "load")
    settings.write_text(plain)
    assert "site rules changed" in run_blogduck(folder, "run")
    assert content(folder) == before
    assert sum(n for url, n in blog.requests.items() if "/post-" in url) == asked


def test_a_time_zone_set_later_dates_what_is_stored(tmp_path: Path, blog: MadeUpBlog) -> None:
    blog.dates_have_offsets = False
    folder = tmp_path / "zone"
    write_settings(folder, blog.base + "/")
    run_blogduck(folder, "run")
    assert rows(folder, "SELECT count(*) FROM comment WHERE published_at IS NOT NULL") == [(0,)]
    write_settings(folder, blog.base + "/", timezone="Europe/Berlin")
    run_blogduck(folder, "load")
    assert rows(folder, "SELECT count(*) FROM comment WHERE published_at IS NULL") == [(0,)]
