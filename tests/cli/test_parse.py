"""parse: files, standard input, many files; what a file says of itself; pages for people."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.marks import marked
from pipeline.cli.pretty import page_lines
from pipeline.cli.streams import harmless
from pipeline.cli.trees import Leaf, tree_lines
from pipeline.models import Author, Body, Comment, Commenter, FollowUp, Moment, ParsedPage, Problem, Term
from pipeline.parsers.saved import saved_at, saved_url

PAGE = b"<!doctype html><html><head><title>A pond</title></head><body><p>Quack.</p></body></html>"


def test_one_object_a_line_in_the_order_given(blogduck, tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.html").write_bytes(
            PAGE.replace(b"<head>", b"<!-- saved from url=(0020)https://pond.example/%b -->" % name.encode())
        )
    result = blogduck("parse", "b.html", "a.html")
    assert result.code == 0
    assert [json.loads(line)["url"] for line in result.out.splitlines()] == [
        "https://pond.example/b",
        "https://pond.example/a",
    ]


def test_options_win_over_what_the_file_says(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(
        b'<link rel=canonical href="https://pond.example/c"><title>Gr\xc3\xb6\xc3\x9fe</title>'
    )
    said = json.loads(blogduck("parse", "a.html").out)
    told = json.loads(blogduck("parse", "a.html", "--url", "https://pond.example/t").out)
    assert (said["url"], told["url"]) == ("https://pond.example/c", "https://pond.example/t")


def test_a_page_from_standard_input(blogduck, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    result = blogduck("parse", "-", "--url", "https://pond.example/")
    assert json.loads(result.out)["url"] == "https://pond.example/"


def test_a_missing_file_does_not_stop_the_others(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    result = blogduck("parse", "none.html", "a.html")
    assert result.code == 1
    assert "none.html" in result.err
    assert len(result.out.splitlines()) == 1


def test_many_files_give_the_same_as_one_by_one(blogduck, tmp_path):
    names = [f"{number}.html" for number in range(70)]
    for name in names:
        (tmp_path / name).write_bytes(PAGE.replace(b"A pond", name.encode()))
    together = blogduck("parse", *names)
    assert together.code == 0
    alone = [blogduck("parse", name).out for name in names[::10]]
    assert together.out.splitlines(keepends=True)[::10] == alone


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("parse",), "Missing argument"),
        (("parse", "a", "b", "--url", "https://pond.example/"), "one source"),
        (("parse", "a", "--fetched-at", "2026-11-23"), "offset"),
        (("parse", "a", "--fetched-at", "yesterday"), "offset"),
        (("parse", "a", "--charset", "utf-9"), "no encoding is called 'utf-9'"),
    ],
)
def test_wrong_usage_has_exit_code_2(blogduck, arguments, said):
    result = blogduck(*arguments)
    assert result.code == 2
    assert said in result.err


# What a file says of itself ----------


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (b"<!-- saved from url=(0026)https://pond.example/a?b=1&amp;c=2 -->", "https://pond.example/a?b=1&c=2"),
        (b"<html><!--\n Page saved with SingleFile \n url: https://pond.example/a \n saved date: x\n-->", "https://pond.example/a"),
        (b"<link href='https://pond.example/c' rel='alternate canonical'>", "https://pond.example/c"),
        (b'<meta content="https://pond.example/o" property="og:url">', "https://pond.example/o"),
        (b'<meta property="og:url" content="https://pond.example/o"><link rel=canonical href=https://pond.example/c>', "https://pond.example/c"),
        (b'<link rel="canonical" href="/relative"><meta property="og:url" content="https://pond.example/o">', "https://pond.example/o"),
        (b'<link rel="canonical" href="/relative">', None),
        (b"saved from url=(0026)https://pond.example/ in a text", None),
        ("<!-- saved from url=(0021)https://pond.example/ -->".encode("utf-16"), "https://pond.example/"),
        (b"", None),
    ],
)  # fmt: skip
def test_the_address_that_a_file_says(html, url):
    assert saved_url(html) == url


def test_the_time_that_a_file_says():
    said = b"saved date: Mon Nov 23 2026 21:15:08 GMT+0100 (Central European Standard Time)"
    assert saved_at(said) == datetime(2026, 11, 23, 21, 15, 8, tzinfo=timezone(timedelta(hours=1)))
    assert saved_at(b"saved date: Mon Foo 99 2026 21:15:08 GMT+0100") is None
    assert saved_at(PAGE) is None


@given(st.binary())
def test_any_bytes_are_read_without_a_fault(html):
    assert saved_url(html) is None or saved_at(html) is None


# For people ----------


def a_page() -> ParsedPage:
    when = Moment("9. Juni 2017", datetime(2017, 6, 9, 14, 16), None, "minute")
    return ParsedPage(
        "https://pond.example/a",
        page_kind="article",
        title="A duck",
        published=when,
        authors=(Author("Ada Quill", bio="Writes about ponds.", email="ada@pond.example"),),
        body=Body("One paragraph.\n\nAnother."),
        terms=(Term("tag", "ducks"),),
        comment_count_declared=4,
        comments=(
            Comment("1", position=1, author=Commenter("Bo Reed"), published=when, text="First\nsecond line"),
            Comment(
                "2",
                position=2,
                parent_key="1",
                depth=1,
                author=Commenter("Ada Quill"),
                by_post_author=True,
                text="Thanks",
            ),
            Comment("3", position=3, kind="pingback", author=Commenter("Lake"), text="[…]"),
        ),
        problems=(Problem("comments_missing", "4 declared, 3 found"),),
    )


def test_a_page_to_read():
    text = "\n".join(page_lines(a_page(), 60))
    assert (
        text
        == """\
A duck
======
by Ada Quill · 2017-06-09 14:16
https://pond.example/a

One paragraph.

Another.

Filed under: ducks

About Ada Quill: Writes about ponds.
ada@pond.example

3 comments (4 declared)

├─ Bo Reed · 2017-06-09 14:16
│  │  First
│  │  second line
│  │
│  └─ Ada Quill · the author
│     Thanks
│
└─ Lake · pingback
   […]

Problems
- comments_missing: 4 declared, 3 found"""
    )


depths = st.lists(st.integers(0, 30), max_size=40).map(
    lambda steps: [min(step, index) for index, step in enumerate(steps)]
)


@given(depths, st.text(), st.integers(1, 200))
def test_any_thread_is_drawn_whole(levels, text, width):
    leaves = [Leaf(depth, f"comment {index}", text) for index, depth in enumerate(levels)]
    lines = list(tree_lines(leaves, width))
    for index in range(len(levels)):
        assert sum(line.endswith(f"─ comment {index}") for line in lines) == 1
    assert harmless("\n".join(lines)) == "\n".join(lines)


def test_a_long_text_can_be_cut():
    lines = list(tree_lines([Leaf(0, "Bo", "word " * 100)], 40, lines_each=2))
    assert len(lines) == 3
    assert lines[2].endswith(" …")


def test_a_page_without_anything_is_shown():
    assert list(page_lines(ParsedPage(""), 60))[:3] == [
        "(no title)",
        "==========",
        "This page is no article: it is of kind 'other'.",
    ]


def test_what_a_saved_page_lacks_is_told():
    page = replace(
        a_page(), comment_count_declared=36, follow_ups=(FollowUp("https://pond.example/c", "comments"),), problems=()
    )
    assert "33 more comments" in list(page_lines(page, 100, is_whole=False))[-2]
    assert "more comments" not in "\n".join(page_lines(page, 100))


def test_headings_and_items_are_marked():
    html = "<h2>Ducks</h2><p>One</p><ul><li>One <b>duck</b></li><li>Two<ol><li>In</li><li><p>On</p></li></ol></li></ul>"
    body = Body("Ducks\n\nOne\n\nOne duck\nTwo\nIn\nOn\n\nTwo", html)
    assert marked(body) == "## Ducks\n\nOne\n\n- One duck\n- Two\n  1. In\n  2. On\n\nTwo"


@given(st.text(), st.text())
def test_marks_lose_no_line(text, html):
    lines = marked(Body(text, html)).split("\n")
    assert len(lines) == len(text.split("\n"))
    assert all(line.endswith(own) for line, own in zip(lines, text.split("\n"), strict=True))


def test_what_is_no_html_is_told_and_still_printed(blogduck, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20)
    result = blogduck("parse", "a.pdf")
    assert result.code == 1
    assert "a.pdf: this is no HTML (the bytes are a PDF file)" in result.err
    assert json.loads(result.out)["page_kind"] == "not_html"


def test_an_address_that_is_none_loses_no_other_page(blogduck, tmp_path):
    (tmp_path / "blogs.toml").write_text('[[blog]]\nname = "pond"\nurl = "https://pond.example/"\n')
    (tmp_path / "torn.html").write_bytes(b'<link rel=canonical href="https://[torn/x">' + PAGE)
    (tmp_path / "a.html").write_bytes(PAGE)
    result = blogduck("parse", "torn.html", "a.html")
    assert (result.code, len(result.out.splitlines())) == (0, 2)


def test_what_markdown_does_not_hold_is_said(blogduck, tmp_path):
    (tmp_path / "lost.html").write_bytes(b"<title>404 Not Found</title><h1>404 Not Found</h1><p>Nothing here.")
    lost = blogduck("parse", "lost.html", "--markdown")
    assert (lost.code, "this is no article but of kind 'error'" in lost.err) == (0, True)
    (tmp_path / "a.html").write_bytes(b"<article><h1>Ducks</h1><p>" + b"Ducks swim, and ducks dive. " * 20)
    assert "its address is not known" in blogduck("parse", "a.html", "--markdown").err
    assert blogduck("parse", "a.html", "--markdown", "--url", "https://pond.example/a/").err == ""


def test_pages_to_read_are_apart_by_a_blank_line(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    alone = blogduck("parse", "a.html", "--pretty").out
    assert blogduck("parse", "a.html", "a.html", "--pretty").out == f"{alone}\n{alone}"


def test_fetched_at_reaches_the_parser(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    at = datetime(2026, 11, 23, 12, tzinfo=UTC).isoformat()
    assert blogduck("parse", "a.html", "--fetched-at", at).code == 0


# Settings and rules ---------------------------------------------------------------------------------------------------

BLOGS = '[[blog]]\nname = "pond"\nurl = "https://pond.example/"\ntimezone = "Europe/Berlin"\n[blog.rules]\ntitle = "p"\n'


@pytest.fixture
def ruled(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "blogs.toml").write_text(BLOGS)

    def call(*arguments):
        result = blogduck("parse", "a.html", "--url", "https://pond.example/a/", *arguments)
        assert result.code == 0, result.err
        return json.loads(result.out)

    return call


def test_a_page_of_a_known_blog_is_read_by_its_rules(ruled):
    assert (ruled()["title"], ruled()["sources"]["title"]) == ("Quack.", "rule p")
    assert ruled("--url", "https://lake.example/a/")["title"] == "A pond"


def test_rules_of_the_command_line_go_before_those_of_the_blog(ruled):
    assert ruled("--rule", "title=title")["sources"]["title"] == "rule title"
    assert ruled("--rule", "title=")["title"] is None
    said = ruled("--rule", "title=h7", "--rule", "title=title", "--rule", "site_name=p")
    assert (said["sources"]["title"], said["site_name"]) == ("rule title", "Quack.")


def test_many_files_are_read_by_the_rules(blogduck, tmp_path):
    (tmp_path / "blogs.toml").write_text(BLOGS)
    for number in range(66):
        (tmp_path / f"{number}.html").write_bytes(PAGE.replace(b"<head>", b"<link rel=canonical href='https://pond.example/%d/'>" % number))
    result = blogduck("parse", *(f"{number}.html" for number in range(66)))
    assert {json.loads(line)["title"] for line in result.out.splitlines()} == {"Quack."}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rule", "title"), "FIELD=SELECTOR"),
        (("--rule", "titel=p"), "no such field; did you mean 'title'?"),
        (("--rule", "title=h1["), "no CSS selector"),
        (("--config", "none.toml"), "none.toml"),
    ],
)
def test_wrong_rules_and_settings_are_usage_errors(blogduck, tmp_path, arguments, said):
    (tmp_path / "a.html").write_bytes(PAGE)
    result = blogduck("parse", "a.html", *arguments)
    assert result.code == 2 and said in result.err


def test_settings_that_are_here_and_wrong_are_said(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "blogs.toml").write_text(BLOGS.replace('"p"', '"p["'))
    result = blogduck("parse", "a.html")
    assert result.code == 2 and "blogs.toml, line 6: title: 'p['" in result.err


def test_a_page_in_markdown(blogduck, tmp_path):
    quack = "Quack, said the *duck*, and the pond lay still for as long as anybody there could think of."
    (tmp_path / "a.html").write_bytes(PAGE.replace(b"<p>Quack.", f"<article><h1>A pond</h1><p>{quack}".encode()))
    result = blogduck("parse", "a.html", "--markdown", "--url", "https://pond.example/a")
    text = quack.replace("*", "\\*")
    assert (result.code, result.out) == (0, f"# A pond\n\n<https://pond.example/a>\n\n{text}\n")
    assert blogduck("parse", "a.html", "--markdown", "--pretty").code == 2


def test_an_explanation_shows_what_found_each_field_and_selectors_to_copy(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE.replace(b"<p>", b"<h1 class=top>A pond</h1><div class=z>Ducks</div><p>"))
    (tmp_path / "blogs.toml").write_text(BLOGS.replace('title = "p"', 'subtitle = "div.z"'))
    result = blogduck("parse", "a.html", "--url", "https://pond.example/a/", "--explain")
    assert result.code == 0 and "--rule FIELD=SELECTOR" in result.err
    lines = [line.split() for line in result.out.splitlines()]
    assert "read by the settings of 'pond'" in result.out.splitlines()[0]
    assert ["title", "A", "pond", "h1", "=", "head", "h1.top"] in lines
    assert ["subtitle", "Ducks", "rule", "div.z"] in lines
    assert ["bio", "(none)"] in lines
    assert blogduck("parse", "a.html", "--explain", "-q").err == ""


def test_an_explanation_tells_of_rules_that_find_nothing(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    out = blogduck("parse", "a.html", "--explain", "--rule", "title=.nope").out
    assert "problem rule_found_nothing: title = '.nope' finds nothing on this page" in out.splitlines()


def test_an_explanation_as_json(blogduck, tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    said = json.loads(blogduck("parse", "a.html", "--explain", "--json").out)
    title = next(one for one in said["fields"] if one["field"] == "title")
    assert title["answer"] == {"value": "A pond", "source": "title", "selector": "title"}


@pytest.mark.parametrize("arguments", [("--explain", "--pretty"), ("--json",)])
def test_an_explanation_is_a_form_of_its_own(blogduck, tmp_path, arguments):
    (tmp_path / "a.html").write_bytes(PAGE)
    assert blogduck("parse", "a.html", *arguments).code == 2
