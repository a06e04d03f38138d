"""add, and the other verbs that fetch without an archive, against the sample blog on loopback."""

from __future__ import annotations

import json
import socket

import pytest

from pipeline.cli.verbs.add import name_for
from pipeline.resources import resource
from pipeline.sample import load_site, served
from pipeline.settings import load_settings

QUICKLY = ("--allow-private-addresses", "--delay", "0")


@pytest.fixture(scope="module")
def home():
    with served(load_site(resource("data/samples"))) as address:
        yield address


@pytest.fixture
def nobody() -> str:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}/"


def test_add_shows_what_it_found_and_writes_the_entry(blogduck, home, tmp_path):
    result = blogduck("add", home, "--name", "row", "--timezone", "Europe/London", *QUICKLY)
    assert result.code == 0, result.err
    for part in ("Lantern Row", "wordpress", "Europe/London", "/feed/", "wp-sitemap.xml", "/wp-json/", "14 known"):
        assert part in result.out
    for part in ("Sixteen years, one kettle", "Odile Farrow", "4 comments", "└─ "):
        assert part in result.out
    assert "run row" in result.err
    text = (tmp_path / "blogs.toml").read_text(encoding="utf-8")
    assert text.startswith("# blogduck: which blogs")
    blog = load_settings(None, {}, tmp_path).blog("row")
    assert (blog.url, blog.delay, blog.timezone) == (home, 0.0, "Europe/London")
    assert blog.allow_private_addresses


def test_a_blog_at_a_bare_address_is_called_by_its_title(blogduck, home, tmp_path):
    assert blogduck("add", home, *QUICKLY).code == 0
    assert load_settings(None, {}, tmp_path).blog("lantern-row").url == home
    again = blogduck("add", home, "--name", "other", *QUICKLY)
    assert again.code == 2
    assert "is there already, called 'lantern-row'" in again.err


def test_a_dry_run_only_looks(blogduck, home, tmp_path):
    result = blogduck("add", home, "--dry-run", "--json", *QUICKLY)
    assert result.code == 0
    found = json.loads(result.out)
    assert (found["blog"]["engine"], found["posts"]) == ("wordpress", 14)
    assert len(found["post"]["comments"]) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_blog_that_does_not_answer_is_not_added(blogduck, nobody, tmp_path, monkeypatch):
    (tmp_path / "blogs.toml").write_text("[fetch]\nretries = 0\n")
    result = blogduck("add", nobody, "--name", "gone", *QUICKLY)
    assert result.code == 1
    assert nobody in result.err
    assert "later run" not in result.err
    assert "gone" not in (tmp_path / "blogs.toml").read_text()
    forced = blogduck("add", nobody, "--name", "gone", "--force", *QUICKLY)
    assert forced.code == 0
    assert load_settings(None, {}, tmp_path).blog("gone").url == nobody


def test_a_page_that_is_no_blog_is_not_added(blogduck, home, tmp_path):
    result = blogduck("add", f"{home}nothing-here/", *QUICKLY)
    assert result.code == 1
    assert "404" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_private_address_needs_permission(blogduck, home):
    result = blogduck("add", home)
    assert result.code == 1
    assert "--allow-private-addresses" in result.err
    assert "--allow-private-addresses" in blogduck("parse", home).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ftp://pond.example/",), "web address"),
        (("https://me:secret@pond.example/",), "password"),
        (("https://pond.example/", "--name", "a b"), "name"),
        (("https://pond.example/", "--timezone", "Berlin"), "time zone"),
        (("https://pond.example/", "--delay", "-1"), "delay"),
    ],
)
def test_a_wrong_entry_is_refused_before_anything_is_fetched(blogduck, arguments, said):
    result = blogduck("add", *arguments)
    assert result.code == 2
    assert said in result.err


def test_a_name_that_is_taken_is_refused_before_anything_is_fetched(blogduck, tmp_path):
    (tmp_path / "blogs.toml").write_text('[[blog]]\nname = "pond"\nurl = "https://pond.example/"\n')
    result = blogduck("add", "pond.example")
    assert result.code == 2
    assert "--name" in result.err


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.steadynews.de/", "steadynews"),
        ("https://blog.pond.example/", "pond"),
        ("https://ducks.pond.co.example", "ducks-pond-co"),
        ("https://pond.example/ducks/", "pond-ducks"),
        ("http://127.0.0.1:8080/", "127-0-0-1"),
        ("http://localhost/", "localhost"),
        ("https://größe.example/", "größe"),
    ],
)
def test_a_name_is_made_from_the_address(url, name):
    assert name_for(url) == name


def test_parse_fetches_a_page_with_the_rest_of_its_comments(blogduck, home):
    result = blogduck("parse", f"{home}2023/04/what-is-this-thing/", "--allow-private-addresses")
    assert result.code == 0, result.err
    page = json.loads(result.out)
    assert len(page["comments"]) == 56
    assert page["title"] == "What is this thing?"


def test_the_blogs_entry_opens_its_own_host_and_no_other(blogduck, home, tmp_path):
    entry = f'archive = "a"\n[[blog]]\nname = "row"\nurl = "{home}"\nallow_private_addresses = true\n'
    (tmp_path / "blogs.toml").write_text(entry)
    post = f"{home}2022/11/the-clock-that-was-right/"
    assert blogduck("parse", post).code == 0
    assert blogduck("case", "save", post).code == 0
    other = blogduck("parse", post.replace("127.0.0.1", "127.0.0.2"))
    assert other.code == 1 and "--allow-private-addresses" in other.err


def test_parse_goes_on_after_an_address_that_fails(blogduck, home, tmp_path):
    (tmp_path / "a.html").write_bytes(b"<title>A</title>")
    result = blogduck("parse", f"{home}none/", "a.html", "--allow-private-addresses")
    assert result.code == 1
    assert "404" in result.err
    assert len(result.out.splitlines()) == 1


def test_a_case_is_saved_from_an_address_with_all_its_documents(blogduck, home, tmp_path):
    saved = blogduck("case", "save", f"{home}2022/11/the-clock-that-was-right/", "--allow-private-addresses")
    assert saved.code == 0, saved.err
    folder = tmp_path / saved.out.strip()
    facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert facts["documents"] and all((folder / entry["file"]).exists() for entry in facts["documents"])
    assert len(json.loads((folder / "expected.json").read_text(encoding="utf-8"))["comments"]) == 10
    assert blogduck("case", "check").code == 0
