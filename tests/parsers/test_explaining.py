"""Explanations: what found each field, what else it might have been, and selectors that do find it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import parse_page
from pipeline.identity import fold
from pipeline.models import NO_HINTS, Document, ExplainedField, Explanation, Hints
from pipeline.parsers.document import Page
from pipeline.parsers.explaining.explaining import explain
from pipeline.parsers.explaining.naming import selector_for, selector_for_all
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
    answers = {one.field: one.answer for one in explained(html).fields if one.answer and one.answer.selector}
    rules = {name: answer.selector for name, answer in answers.items() if answer.selector and name in ("title", "author", "comment")}
    ruled = parse_page(html, url=URL, hints=Hints(rules=rules))
    assert [problem for problem in ruled.problems if problem.code.startswith("rule")] == []
    if "title" in rules:
        assert fold(ruled.title) == fold(plain.title)
    if "author" in rules:
        assert {fold(author.name) for author in plain.authors} <= {fold(author.name) for author in ruled.authors}
    if "comment" in rules:
        assert len(ruled.comments) == len(plain.comments)


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
