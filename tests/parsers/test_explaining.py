"""Explanations: what found each field, what else it might have been, and selectors that do find it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import parse_page
from pipeline.identity import fold
from pipeline.models import NO_HINTS, RULE_FIELDS, Document, ExplainedField, Explanation, Hints
from pipeline.parsers.document import Page
from pipeline.parsers.explaining import verifying
from pipeline.parsers.explaining.explaining import explain
from pipeline.parsers.explaining.naming import selector_for, selector_for_all
from pipeline.parsers.explaining.verifying import told
from pipeline.parsers.rules.selectors import selector

CASES = sorted((Path(__file__).parents[1] / "cases").rglob("page.html"))
OPAQUE = Path(__file__).parents[1] / "cases/generic/site-rules/page.html"
URL = "https://blog.example/2024/05/a-post/"


def explained(html: bytes, hints: Hints = NO_HINTS) -> Explanation:
    return explain(parse_page(html, url=URL, hints=hints), Document(URL, html), hints)


def field(said: Explanation, name: str) -> ExplainedField:
    return next(one for one in said.fields if one.field == name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_every_selector_that_is_given_finds_something(path: Path) -> None:
    html = path.read_bytes()
    said = explained(html)
    json.dumps(said.to_dict())
    root = Page(Document(URL, html)).root
    for one in said.fields:
        for candidate in filter(None, (one.answer, *one.others)):
            if candidate.selector is None:
                continue
            found = selector(candidate.selector)
            assert found.select(root), (one.field, candidate)
            if one.field in ("title", "excerpt", "site_name"):
                assert fold(found.value(found.select(root)[0])).startswith(fold(candidate.value)[:40]), candidate


@pytest.mark.parametrize("path", CASES[::4], ids=lambda path: "/".join(path.parts[-3:-1]))
def test_the_selectors_of_the_answers_are_rules_that_give_them(path: Path) -> None:
    html = path.read_bytes()
    plain = parse_page(html, url=URL)
    answers = {one.field: one.answer.selector for one in explained(html).fields if one.answer and one.answer.selector}
    for name, found in answers.items():
        rules = {"comment": answers.get("comment"), name: found} if name.startswith("comment_") else {name: found}
        if rules.get("comment", "") is None:
            continue
        ruled = parse_page(html, url=URL, hints=Hints(rules=rules))
        assert told(ruled, name) == told(plain, name), rules
        assert [problem for problem in ruled.problems if problem.code.startswith("rule")] == []


PROSE = "The garden behind the mill was closed in spring, and nobody in the village could say who had the key. " * 3
POST = f"""<html lang="en"><head><title>The key</title></head><body><article><h1>The key</h1>
<p class="meta">By <a rel="author" href="/una">Una Marsh</a> on <time datetime="2019-03-04">4 March 2019</time>
in <a rel="tag" href="/t/keys">Keys</a>, <a rel="tag" href="/t/locks">Locks</a></p>
<div class="entry-content"><p>{PROSE}</p><p>{PROSE}</p></div></article>
<div class="author-box"><h4>Una Marsh</h4><p>Una Marsh keeps bees and lives in the mill.</p></div>
<div id="comments"><h3>3 comments</h3><div class="said" data-n="a1"><b class="who">Bo</b><i class="tm">5 March 2019</i><p>It was me.</p></div>
<div class="said" data-n="b1" data-up="a1"><b class="who">Cy</b><i class="tm">6 March 2019</i><p>No, it was me.</p></div>
<div class="said" data-n="c1" data-up="b1"><b class="who">Di</b><i class="tm">7 March 2019</i><p>It was both of you.</p></div></div>
</body></html>""".encode()


def test_terms_are_named_by_their_links_where_others_stand_beside_them() -> None:
    tag = field(explained(POST), "tag").answer
    assert tag is not None and tag.value == "Keys, Locks" and tag.selector in ("a[rel='tag']", "p.meta a[rel='tag']")
    ruled = parse_page(POST, url=URL, hints=Hints(rules={"tag": tag.selector}))
    assert [term.name for term in ruled.terms] == ["Keys", "Locks"]


def test_every_field_of_a_rule_has_a_row() -> None:
    for html in (POST, POST.partition(b'<div id="comments">')[0]):
        names = [one.field for one in explained(html).fields]
        assert set(RULE_FIELDS) - set(names) == {"remove"} and len(set(names)) == len(names)


def test_an_enormous_page_is_not_read_again_for_every_field(monkeypatch) -> None:
    monkeypatch.setattr(verifying, "_MOST_BYTES", len(POST))
    told = [one.answer.selector for one in explained(POST).fields if one.answer]
    assert 1 <= len([selector for selector in told if selector]) <= 2


def test_rows_of_comments_name_their_rules() -> None:
    rules = {
        "comment": ".said", "comment_key": ".said@data-n", "comment_parent": ".said@data-up",
        "comment_author": ".who", "comment_published": ".tm", "comment_text": ".said p",
    }  # fmt: skip
    said = explained(POST, Hints(rules=rules))
    answers = {name: field(said, name).answer for name in rules}
    assert {name: (one.source, one.selector) for name, one in answers.items() if one} == {
        name: (f"rule {rule}", rule) for name, rule in rules.items()
    }


def test_rules_that_find_nothing_are_told() -> None:
    said = explained(POST, Hints(rules={"title": ".nope"}))
    assert [problem.code for problem in said.problems] == ["rule_found_nothing"]
    assert said.to_dict()["problems"][0]["detail"].startswith("title = '.nope'")


def test_the_words_of_the_body_are_counted_as_everywhere() -> None:
    body = field(explained(POST), "body").answer
    assert body is not None and body.value.startswith(f"{parse_page(POST, url=URL).word_count} words:")


def test_a_page_that_is_no_article_says_by_what_it_was_told_and_nothing_of_rules() -> None:
    html = b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
    said = explained(html, Hints(rules={"author": ".nope", "body": ".nope"}))
    assert said.page_kind == "error" and said.kind_source and said.problems == ()


def test_the_answer_and_what_else_it_might_have_been() -> None:
    said = explained(OPAQUE.read_bytes())
    title = field(said, "title")
    assert title.answer is not None and (title.answer.value, title.answer.source) == ("Moorblatt", "h1 = head")
    others = {other.selector: other.value for other in title.others}
    assert others["meta[property='og:title']@content"] == "Moorblatt – Notizen vom Rand"
    assert others["div.zeile1"] == "Der Steg, den keiner gebaut hat"
    assert ("Wiebke Harms", "div.zeile3 > b") in [(other.value, other.selector) for other in field(said, "author").others]
    published = field(said, "published")
    assert "div.zeile3" in [one.selector for one in (published.answer, *published.others) if one]
    assert "div.satz" in [other.selector for other in field(said, "body").others]
    assert field(said, "comment").others[0].selector == "div.st"


def test_the_parts_of_comments_are_named_as_soon_as_the_comments_are() -> None:
    said = explained(OPAQUE.read_bytes(), Hints(rules={"comment": "div.st", "title": ".zeile1"}))
    parts = {one.field: one.answer.selector for one in said.fields if one.answer and one.field.startswith("comment")}
    assert parts["comment"] == "div.st"
    assert (parts["comment_published"], parts["comment_text"]) == ("span.b", "div.c")
    answer = field(said, "title").answer
    assert answer is not None and (answer.source, answer.selector) == ("rule .zeile1", ".zeile1")


def test_what_is_no_html_has_nothing_to_explain() -> None:
    assert explained(b"%PDF-1.7\n").fields == ()


# Naming --------------------------------------------------------------------------------------------------------------

MARKUP = b"""<body class="single postid-12"><div id="main"><div id="post-12" class="post-12 hentry type-post">
<h2 class="entry-title x1">A</h2><p>one</p><p>two</p><span class="css-1x2y3z">three</span></div>
<ul class="talk"><li class="odd comment"><b>p</b></li><li class="comment even"><b>q</b></li></ul><ul><li>r</li></ul></div></body>"""


def named(text: str) -> str | None:
    page = Page(Document(URL, MARKUP))
    return selector_for(page, next(one for one in page.elements if (one.text or "") == text))


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("A", "h2.entry-title"),
        ("three", "span.css-1x2y3z"),
        ("two", "#main > div > p:nth-of-type(2)"),
        ("q", "ul.talk > li:nth-of-type(2) > b"),
    ],
)
def test_names_that_last_come_first_and_numbers_of_posts_never(text, selector):
    assert named(text) == selector


def test_several_elements_are_named_together_by_what_they_share():
    page = Page(Document(URL, MARKUP))
    assert selector_for_all(page, page.by_class["comment"]) == "li.comment"
    assert selector_for_all(page, [li[0] for li in page.by_class["comment"]]) in ("ul.talk b", "li.comment b", "b")
    assert selector_for_all(page, []) is None
