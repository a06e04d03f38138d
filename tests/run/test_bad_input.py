"""Bad input, met as a user meets it: through the command. Nothing crashes a run, nothing is lost in silence."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.fetchers.fault_server import reply, self_signed, sends, serving
from tests.run import archives
from tests.run.archives import blogduck, content, run_blogduck, write_settings
from tests.run.blog_server import MadeUpBlog, made_up_posts
from tests.run.blog_server import serving as serving_blog
from tests.run.faulty_blog import GOOD, LOGIN, LOST, NO_ARTICLES, STRANGE, TAIL, FaultyBlog, publish, to

QUICK = "[fetch]\nconnect_timeout = 2\nread_timeout = 1\ntotal_timeout = 2\nretries = 0\nmax_bytes = 1000000\n"


def write_quick_settings(folder: Path, url: str, **more: object) -> None:
    """Settings with which faults don't take ages."""
    path = write_settings(folder, url, **more)
    path.write_text(path.read_text().replace("[[blog]]", f"{QUICK}[[blog]]"))


@dataclass(frozen=True)
class Ran:
    """A run that has ended. asked: of which blog."""

    folder: Path
    base: str
    code: int
    summary: dict[str, Any]
    said: str

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the archive answers, addresses as paths."""
        answers = archives.rows(self.folder, sql)
        return [tuple(str(v).removeprefix(self.base) if isinstance(v, str) else v for v in row) for row in answers]


def one_run(folder: Path, base: str, *arguments: str) -> Ran:
    """Run once; a traceback is never an answer."""
    with blogduck(folder, "run", "--json", *arguments) as process:
        out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return Ran(folder, base, process.returncode, json.loads(out or "{}"), err)


# Pages ----------


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """One run over a blog with every fault of a page beside ten good posts."""
    folder = tmp_path_factory.mktemp("faulty")
    blog = FaultyBlog()
    with serving() as server:
        publish(blog, server)
        write_quick_settings(folder, f"{blog.base}/")
        yield one_run(folder, blog.base)


def test_exactly_the_good_pages_are_articles(faulty: Ran) -> None:
    blog = FaultyBlog()
    assert {url for (url,) in faulty.rows("SELECT url FROM article")} == {
        *(post.path for post in blog.posts),
        *blog.strange,
    }
    good = faulty.rows(
        "SELECT a.title, count(c.comment_id), max(body_text) FROM article a JOIN comment c USING (article_id)"
        " WHERE a.url NOT LIKE '%/strange/%' GROUP BY a.title"
    )
    assert sorted(good) == sorted((post.title, 4, post.text.replace("\n", "\n\n")) for post in blog.posts)


def test_every_bad_page_is_counted_and_says_what_and_where(faulty: Ran) -> None:
    assert faulty.code == 1
    assert faulty.summary["status"] == "failures"
    causes = {cause: list(LOST.values()).count(cause) for cause in LOST.values()}
    assert faulty.summary["failed"] == causes
    counted = {name: faulty.summary[name] for name in ("new", "no_article", "gone", "denied")}
    assert counted == {"new": GOOD + len(STRANGE), "no_article": len(NO_ARTICLES), "gone": 1, "denied": 1}
    told = dict(faulty.rows("SELECT url, code FROM problem WHERE stage = 'fetch' AND code != 'robots_denied'"))
    assert told == {url: re.sub(r"status_\d+", "bad_status", cause) for url, cause in LOST.items()}
    for url in LOST:
        assert faulty.base + url in faulty.said
    kinds = dict(faulty.rows("SELECT url, detail FROM problem WHERE code = 'not_an_article'"))
    assert {url: re.search(r"'(\w+)'", detail)[1] for url, detail in kinds.items()} == NO_ARTICLES


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/lost/circle/", "redirects in a circle"),
        ("/lost/to-a-private-address/", "10.255.255.1 is no public address"),
        ("/lost/huge/", "62,914,560 bytes, over the cap of 1,000,000"),
        ("/lost/huge-without-length/", "over the cap of 1,000,000"),
        ("/lost/gzip-bomb/", "over the cap of 1,000,000 bytes once decompressed"),
        ("/lost/gzip-cut/", "compressed body ends early"),
        ("/lost/drips/", "not complete after 2 s"),
        ("/lost/no-http/", "no HTTP; it begins with 'SSH-2.0"),
        ("/lost/500/", "answers 500"),
    ],
)
def test_the_message_names_the_fault(faulty: Ran, path: str, words: str) -> None:
    details = faulty.rows(f"SELECT detail FROM problem WHERE url = '{faulty.base}{path}'")
    assert words in details[0][0]


def test_what_could_be_fetched_of_a_bad_page_is_kept(faulty: Ran) -> None:
    kept = faulty.rows("SELECT url FROM capture WHERE status = 200 AND error_code IS NOT NULL AND purpose = 'page'")
    cut_short = ("huge", "huge-without-length", "gzip-bomb", "gzip-cut", "drips", "reset")
    assert sorted(url for (url,) in kept) == sorted(f"/lost/{name}/" for name in cut_short)


@pytest.mark.parametrize("slug", STRANGE)
def test_a_strange_page_is_read_to_its_end(faulty: Ran, slug: str) -> None:
    post = FaultyBlog().strange[f"/strange/{slug}/"]
    [(title, body, comments)] = faulty.rows(
        "SELECT any_value(a.title), any_value(body_text), list(c.text ORDER BY c.position) FROM article a"
        f" JOIN comment c USING (article_id) WHERE a.url LIKE '%/strange/{slug}/'"
    )
    assert title == post.title
    assert comments == [remark.text for remark in post.remarks]
    paragraphs = post.text.replace("\n", "\n\n")
    if slug == "charset":
        paragraphs = paragraphs.replace("kettle", "Käthchen’s kettle")
    if slug == "no-characters":
        paragraphs = paragraphs.replace("kettle", "kettle ����")
    assert body == paragraphs
    assert body.endswith(TAIL)


@pytest.mark.parametrize(
    ("slug", "code", "words"),
    [
        ("charset", "encoding_unknown", "'klingon-8': read as utf-8"),
        ("nul", "nul_characters", "8 NUL"),
        ("deep-5000", "deep_nesting", "stand side by side"),
        ("dates", "comment_time_odd", "(1970)"),
        ("dates", "comment_time_odd", "(2099)"),
    ],
)
def test_a_strange_page_says_what_is_strange(faulty: Ran, slug: str, code: str, words: str) -> None:
    rows = faulty.rows(f"SELECT code, detail FROM problem WHERE url LIKE '%/strange/{slug}/'")
    assert any(found == code and words in detail for found, detail in rows), rows


def test_what_failed_is_not_asked_again_at_once_but_stays_due(faulty: Ran) -> None:
    states = faulty.rows("SELECT url, state, failures, next_due_at > fetched_at FROM url WHERE url LIKE '%/lost/%'")
    assert {row[0] for row in states} >= set(LOST)
    assert {row[1:] for row in states} == {("failed", 1, True)}
    again = one_run(faulty.folder, faulty.base)
    assert (again.code, again.summary["plan"]["blogs"][0]["due"]) == (0, 0)


def test_the_same_comes_out_of_warc(faulty: Ran, tmp_path: Path) -> None:
    expected = content(faulty.folder)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/warc").symlink_to(faulty.folder / "archive/warc")
    write_quick_settings(tmp_path, f"{faulty.base}/")
    run_blogduck(tmp_path, "load")
    assert content(tmp_path) == expected
    lost = "SELECT url, code, detail FROM problem WHERE stage IN ('fetch', 'parse') ORDER BY ALL"
    assert archives.rows(tmp_path, lost) == archives.rows(faulty.folder, lost)


# Saved pages ----------


def test_a_page_of_60_megabytes_is_read_to_its_end(tmp_path: Path) -> None:
    """Such pages hold pictures as data and scripts; libxml2 by itself drops what stands behind 10 MB of one thing."""
    page = tmp_path / "huge.html"
    script, picture, text = "f(0);" * 6_000_000, "A" * 33_000_000, "A word after another. " * 20_000
    page.write_text(
        f"<!doctype html><title>Huge</title><script>{script}</script><article><h1>Huge</h1>"
        f'<p>First.<p><img src="data:image/png;base64,{picture}"><p>{text}<p>{TAIL}</article>'
    )
    assert page.stat().st_size > 60 * 2**20
    parsed = json.loads(run_blogduck(tmp_path, "parse", str(page), "--url", "https://blog.example/huge/"))
    assert parsed["page_kind"] == "article"
    assert parsed["body"]["text"] == f"First.\n\n{text.strip()}\n\n{TAIL}"


def test_bytes_of_any_kind_are_an_answer(tmp_path: Path) -> None:
    files = {
        "empty.html": b"",
        "nul.html": bytes(100),
        "pdf.html": b"%PDF-1.7\n",
        "cut.html": b"<html><body><p>Tex",
        "utf16.html": "<!doctype html><title>T</title><p>Häuser".encode("utf-16"),
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    said = run_blogduck(tmp_path, "parse", *files, expect=1)
    pages = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert len(pages) == len(files)
    assert [page["page_kind"] for page in pages[:3]] == ["not_html"] * 3
    assert "parser_failed" not in said


def test_a_missing_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "there.html").write_text("<!doctype html><title>There</title><p>Text")
    said = run_blogduck(tmp_path, "parse", "nowhere.html", "there.html", expect=1)
    assert "nowhere.html: can't be read: No such file" in said
    assert '"there' in said.lower()


# Blogs ----------


@dataclass(frozen=True)
class Home:
    """What a home page answers, and what a run and `add` say of it."""

    answer: bytes
    cause: str
    words: str


HOMES = {
    "not-found": Home(reply(b"", "404 Not Found"), "bad_status", "answers 404"),
    "broken": Home(reply(b"", "500 Internal Server Error"), "bad_status", "answers 500"),
    "circle": Home(to("/"), "bad_status", "redirects in a circle"),
    "to-a-private-address": Home(to("http://10.255.255.1/"), "forbidden_address", "10.255.255.1 is no public address"),
    "login": Home(reply(LOGIN.encode()), "no_posts", "no feed, sitemap or listing names any post"),
    "pdf": Home(reply(b"%PDF-1.4", Content_Type="application/pdf"), "no_posts", "is this a blog's home page"),
    "no-blog": Home(reply(b"<!doctype html><title>Bakery</title><p>Bread."), "no_posts", "is this a blog's home page"),
}


@pytest.mark.parametrize("name", HOMES)
def test_a_home_page_that_is_none(tmp_path: Path, name: str) -> None:
    home = HOMES[name]
    with serving() as server:
        server.routes["/"] = sends(home.answer)
        write_quick_settings(tmp_path, server.url("/"))
        ran = one_run(tmp_path, server.origin)
    assert (ran.code, ran.summary["failed"]) == (1, {home.cause: 1})
    assert f"{server.url('/')}: " in ran.said and home.words in ran.said
    [(url, detail)] = ran.rows(f"SELECT url, detail FROM problem WHERE code = '{home.cause}'")
    assert url == "/" and home.words in detail


@pytest.mark.parametrize(
    ("url", "words"),
    [("http://127.0.0.1:1/", "Connection refused"), ("http://nowhere.invalid/", "Failed to resolve 'nowhere.invalid'")],
)
def test_a_host_that_is_not_there(tmp_path: Path, url: str, words: str) -> None:
    write_quick_settings(tmp_path, url)
    ran = one_run(tmp_path, url)
    assert (ran.code, ran.summary["failed"]) == (1, {"unreachable": 1})
    assert words in ran.said
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    added = run_blogduck(fresh, "add", url, "--name", "other", "--allow-private-addresses", expect=1)
    assert words in added
    settings = fresh / "blogs.toml"
    assert not settings.exists() or "other" not in settings.read_text()


def test_a_certificate_that_nobody_signed(tmp_path: Path) -> None:
    with serving(certificate=self_signed(tmp_path)) as server:
        write_quick_settings(tmp_path, server.url("/"))
        ran = one_run(tmp_path, server.origin)
    assert (ran.code, ran.summary["failed"]) == (1, {"unreachable": 1})
    assert "self-signed certificate" in ran.said and "ca_bundle missing?" in ran.said


def test_a_private_address_that_the_entry_does_not_allow(tmp_path: Path) -> None:
    with serving() as server:
        write_quick_settings(tmp_path, server.url("/"), allow_private_addresses=False)
        ran = one_run(tmp_path, server.origin)
        assert (ran.code, ran.summary["failed"]) == (1, {"forbidden_address": 1})
        assert "set allow_private_addresses" in ran.said
        assert server.asked == []


def test_robots_that_refuse_everything_are_a_result(tmp_path: Path) -> None:
    with serving() as server:
        server.routes["/robots.txt"] = sends(reply(b"User-agent: *\nDisallow: /", Content_Type="text/plain"))
        write_quick_settings(tmp_path, server.url("/"))
        ran = one_run(tmp_path, server.origin)
        assert (ran.code, ran.summary["denied"], ran.summary["failed"]) == (0, 1, {})
        assert "asks blogduck to stay away" in ran.said
        assert {asked.path for asked in server.asked} == {"/robots.txt"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://blog.example/", "http"),
        ("not a blog", "address"),
        ("https://", "address"),
        ("https://blog.example:99999/", "must be a web address"),
        ("mailto:ida@blog.example", "user name"),
    ],
)
def test_what_is_no_address_of_a_blog(tmp_path: Path, url: str, words: str) -> None:
    said = run_blogduck(tmp_path, "add", url, expect=2)
    assert words in said and "Traceback" not in said
    assert not (tmp_path / "blogs.toml").exists()


# Sources ----------


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><urlset><url><loc>&i;</loc></url></urlset>"
)


class BlogOfBadSources(MadeUpBlog):
    """Its feed is torn, its comment feed is not there, its sitemap is a bomb: only listings tell."""

    bad_feed = ""

    def answer(self, path: str) -> tuple[int, str, str]:
        if path == "/sitemap.xml":
            return 200, "application/xml", ENTITIES
        if path == "/feed/":
            feed = self._feed()
            return 200, "application/rss+xml", feed[: int(len(feed) * 0.6)].replace("<title>", "<title>&nbsp;\x01", 2)
        return super().answer(path)

    def _page(self, title: str, classes: str, content: str) -> str:
        link = f'<link rel="alternate" type="application/rss+xml" title="Comments" href="{self.base}/comments/feed/">'
        return super()._page(title, classes, content).replace("</head>", f"{link}</head>")


def test_bad_sources_cost_no_post(tmp_path: Path) -> None:
    blog = BlogOfBadSources(made_up_posts(25))
    with serving_blog(blog) as url:
        write_settings(tmp_path, url)
        ran = one_run(tmp_path, blog.base)
        later = one_run(tmp_path, blog.base)
    assert (ran.code, ran.summary["new"], ran.summary["failed"]) == (0, 25, {})
    assert ran.rows("SELECT count(*) FROM problem WHERE code = 'sitemap_entities'") == [(1,)]
    assert ran.rows("SELECT count(*) > 0 FROM problem WHERE url LIKE '%/feed/' AND stage = 'discover'") == [(True,)]
    assert later.code == 0


def test_a_listing_that_breaks_off_is_told_and_read_again(tmp_path: Path) -> None:
    class Breaking(MadeUpBlog):
        is_broken = True

        def answer(self, path: str) -> tuple[int, str, str]:
            if path in ("/sitemap.xml", "/feed/"):
                return 404, "text/html", ""
            if path == "/page/2/" and self.is_broken:
                return 503, "text/html", ""
            return super().answer(path)

    blog = Breaking(made_up_posts(25))
    with serving_blog(blog) as url:
        write_quick_settings(tmp_path, url)
        ran = one_run(tmp_path, blog.base)
        assert (ran.code, ran.summary["failed"], ran.summary["new"]) == (1, {"bad_status": 1}, 10)
        assert "/page/2/" in ran.said or "answers 503" in ran.said
        blog.is_broken = False
        assert one_run(tmp_path, blog.base).summary["new"] == 15


def test_an_answer_that_is_no_page_says_nothing_of_the_article(tmp_path: Path) -> None:
    class Ailing(MadeUpBlog):
        is_ailing = False

        def answer(self, path: str) -> tuple[int, str, str]:
            if self.is_ailing and "/post-" in path:
                return 500, "text/html", "Error establishing a database connection"
            return super().answer(path)

    blog = Ailing(made_up_posts(2))
    with serving_blog(blog) as url:
        write_quick_settings(tmp_path, url)
        run_blogduck(tmp_path, "run")
        seen = "SELECT url, last_seen_at, gone_at, title FROM article ORDER BY url"
        before = archives.rows(tmp_path, seen)
        blog.is_ailing = True
        ran = one_run(tmp_path, blog.base, "--full")
    assert (ran.code, ran.summary["failed"]) == (1, {"status_500": 2})
    assert archives.rows(tmp_path, seen) == before
    said = ran.rows("SELECT detail FROM problem WHERE code = 'bad_status' AND article_id IS NOT NULL")
    assert said == [("the server answers 500; it is tried again at a later run",)] * 2


# Settings ----------

ENTRY = '[[blog]]\nname = "a"\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'{ENTRY}timezon = "UTC"\n', ["line 4", "timezon", "'timezone'"]),
        (f'{ENTRY}timezone = "Mars/Dome"\n', ["line 4", "timezone", "Mars/Dome"]),
        ('archve = "x"\n', ["line 1", "archve", "'archive'"]),
        ('[fetch]\nretries = "three"\n', ["line 2", "retries"]),
        ('[[blog]]\nname = "a"\nurl = "nonsense"\n', ["line 3", "url"]),
        ("[[blog]\n", ["line 1", "TOML"]),
    ],
)
def test_a_typo_in_the_settings_is_found(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "blogs.toml").write_text(text)
    said = run_blogduck(tmp_path, "run", expect=2)
    assert "blogs.toml" in said
    for word in words:
        assert word in said


# Disk and archive ----------


FULL = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
runpy.run_module("pipeline", run_name="__main__")
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A blog, and its archive by a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    with serving_blog(MadeUpBlog(made_up_posts(6))) as url:
        write_settings(folder, url)
        run_blogduck(folder, "run")
        yield url, folder


@pytest.mark.parametrize("most", [0, 3_000, 2_000_000])
def test_a_full_disk_stops_the_run_and_loses_nothing(whole: tuple[str, Path], tmp_path: Path, most: int) -> None:
    """No file can grow over `most` bytes: the first that wants to is the lock, the new database, one in use."""
    url, expected = whole
    write_settings(tmp_path, url)
    full = subprocess.run(
        [sys.executable, "-c", FULL, str(most), "run"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in full.stderr, full.stderr
    assert full.returncode == 4, full.stderr
    assert "no space" in full.stderr.lower()
    run_blogduck(tmp_path, "run")
    assert content(tmp_path) == content(expected)
    assert archives.fetched_twice(tmp_path) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three posts."""
    folder = tmp_path_factory.mktemp("small")
    with serving_blog(MadeUpBlog(made_up_posts(3))) as url:
        write_quick_settings(folder, url)
        run_blogduck(folder, "run")
    return folder


@pytest.mark.parametrize("verb", ["run", "load"])
def test_an_archive_of_a_newer_version_is_refused(small: Path, tmp_path: Path, verb: str) -> None:
    copy_archive(small, tmp_path)
    with duckdb.connect(str(tmp_path / "archive/archive.duckdb")) as connection:
        connection.execute("INSERT INTO _migrations VALUES ('9999_from_the_future', 'abc', now())")
    said = run_blogduck(tmp_path, verb, expect=4)
    assert "newer" in said and "Traceback" not in said


def test_a_file_that_is_no_database_is_told(small: Path, tmp_path: Path) -> None:
    copy_archive(small, tmp_path)
    (tmp_path / "archive/archive.duckdb").write_bytes(b"Dear diary, " * 5000)
    said = run_blogduck(tmp_path, "run", expect=4)
    assert "archive.duckdb can't be opened" in said and "'blogduck load' makes it anew" in said
    (tmp_path / "archive/archive.duckdb").unlink()
    run_blogduck(tmp_path, "load")
    assert content(tmp_path) == content(small)


def test_a_write_ahead_log_without_its_database_is_no_hindrance(small: Path, tmp_path: Path) -> None:
    copy_archive(small, tmp_path)
    (tmp_path / "archive/archive.duckdb").rename(tmp_path / "archive/archive.duckdb.wal")
    run_blogduck(tmp_path, "load")
    assert content(tmp_path) == content(small)


def copy_archive(small: Path, folder: Path) -> None:
    """The archive of `small` in `folder`, WARC files and all."""
    shutil.copytree(small, folder, dirs_exist_ok=True)
