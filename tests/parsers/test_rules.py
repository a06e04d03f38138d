"""Site rules: a rule's answer goes before every automatic one; one that finds nothing is said, and changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse_page
from pipeline.models import RULE_FIELDS, Document, Hints, ParsedPage, Rule
from pipeline.parsers.rules.rules import selectors_of
from pipeline.parsers.rules.selectors import selector
from tests.parsers.contract import assert_contract

URL = "https://mill.example/2019/03/the-key/"
PROSE = "The garden behind the mill was closed in spring, and nobody in the village could say who had the key."
PAGE = f"""<!doctype html><html lang="en"><head><title>Mill notes</title>
<meta property="og:title" content="Mill notes"><meta name="author" content="Otto Brandt">
<meta property="article:published_time" content="2020-01-01T10:00:00+01:00">
<meta name="keywords" content="mill, key"><meta name="description" content="All about the mill.">
<link rel="canonical" href="https://mill.example/2019/03/the-key/"></head><body>
<h1>Mill notes</h1><div id="page">
<div class="q1">Who had the key?</div><div class="q2">A small mystery</div>
<div class="q3">words <a href="/people/una">Una Marsh</a> and <a href="/people/ivo">Ivo Lund</a></div>
<div class="q4" data-day="2019-03-04T18:30">on the fourth</div><div class="q5">changed 5 March 2019</div>
<div class="q6"><div class="z1">Buy our flour, it is the finest flour that was ever milled in this valley.</div>
<p>{PROSE}</p><aside class="note">The lock is older than the mill itself, says the baker, who should know it.</aside>
<p>{PROSE} So they asked the baker.</p></div><div class="q7"><img data-src="/key.jpg" src="data:,"></div>
<div class="q8">Una Marsh keeps bees and writes to una@mill.example.</div>
<p class="q11">14 | 03 | 2019</p><p class="q12">2019 · 3 · 4</p><p class="q13">Text &amp; photos: Otto Brandt</p>
<ul class="q9"><li><a href="/k/keys">Keys</a></li><li><a href="/k/locks">Locks</a></li></ul><i class="q10">Village, Spring</i>
<b class="c0">1,002 voices</b>
<div class="talk"><div class="c" data-n="c7"><i class="c1">Bo <small>says:</small></i><i class="c2" title="2019-03-05T08:00Z">early</i>
<div class="c3">It was me.<div class="z2">Bo, Boats &amp; Co</div></div>
<div class="c" data-n="c9"><a class="c1" href="https://cy.example/">Cy</a><i class="c2">6 March 2019, 9:15</i><div class="c3">No, me.</div></div></div>
<div class="c" data-n="c12" data-to="c9"><i class="c1">Di</i><i class="c2">7 March 2019, 10:00</i><div class="c3">Both of you.</div></div></div>
</div></body></html>"""
COMMENTS: dict[str, Rule] = {
    "comment": ".c",
    "comment_key": ".c@data-n",
    "comment_parent": ".c@data-to",
    "comment_author": ".c1",
    "comment_published": ".c2",
    "comment_text": ".c3",
}


def read(html: str = PAGE, /, more: list[Document] | None = None, **rules: Rule) -> ParsedPage:
    page = parse_page(html.encode(), url=URL, hints=Hints(rules=rules), more=more or [])
    assert_contract(page)
    return page


def codes(page: ParsedPage) -> list[str]:
    return [problem.code for problem in page.problems if problem.code.startswith("rule")]


def test_text_fields_say_what_the_rule_finds_and_which_rule_it_was():
    page = read(title=".q1", subtitle=".q2", excerpt=".q4", site_name="h1", language="html@lang")
    assert (page.title, page.subtitle, page.excerpt) == ("Who had the key?", "A small mystery", "on the fourth")
    assert (page.site_name, page.language) == ("Mill notes", "en")
    assert page.sources["title"] == "rule .q1" and page.sources["language"] == "rule html@lang"
    assert codes(page) == []


def test_the_content_of_a_meta_is_its_text():
    assert read(title="meta[name='description']").title == "All about the mill."


def test_addresses_are_absolute():
    page = read(image_url=".q7", canonical_url=".q3 a@href")
    assert page.image_url == "https://mill.example/key.jpg"
    assert page.canonical_url == "https://mill.example/people/una"


@pytest.mark.parametrize(
    ("rule", "local"),
    [
        (".q4@data-day", "2019-03-04T18:30"),
        (".q5", "2019-03-05"),
        ([".none", ".q5"], "2019-03-05"),
        (".q11", "2019-03-14"),
        (".q12", "2019-03-04"),
    ],
)
def test_dates_are_read_as_all_dates_are(rule, local):
    page = read(published=rule, modified=rule)
    assert page.published.local_text() == page.modified.local_text() == local
    assert page.sources["published"].startswith("rule .q") and codes(page) == []


def test_a_rule_that_finds_no_date_is_said_and_the_automatic_answer_stands():
    page = read(published=".q2")
    assert page.published.local_text() == "2020-01-01T10:00:00"
    assert codes(page) == ["rule_found_nothing"] and "'A small mystery', in which there is no date" in page.problems[-1].detail


def test_authors_in_order_with_their_pages_and_the_bio_that_names_them():
    page = read(author=".q3 a", bio=".q8")
    assert [(author.name, author.url) for author in page.authors] == [
        ("Una Marsh", "https://mill.example/people/una"),
        ("Ivo Lund", "https://mill.example/people/ivo"),
    ]
    assert page.authors[0].bio == "Una Marsh keeps bees and writes to una@mill.example."
    assert page.authors[0].email == "una@mill.example" and page.authors[1].bio is None
    assert page.sources["authors"] == "rule .q3 a"


def test_a_name_is_taken_out_of_its_line():
    assert [author.name for author in read(author=".q13").authors] == ["Otto Brandt"]


def test_a_bio_of_nobody_is_said():
    page = read(author=False, bio=".q8")
    assert page.authors == () and codes(page) == ["rule_found_nothing"] and "names nobody" in page.problems[-1].detail


def test_an_authors_page_by_a_rule_of_its_own():
    page = read(author="meta[name=author]", author_url=".q3 a@href")
    assert [(author.name, author.url) for author in page.authors] == [("Otto Brandt", "https://mill.example/people/una")]


def test_the_body_is_what_the_rule_names_cleaned_as_any_body():
    page = read(body=".q6")
    assert page.sources["body"] == "rule .q6"
    assert page.body.text.startswith("Buy our flour") and "older than the mill" not in page.body.text


def test_what_a_body_rule_names_itself_is_kept():
    page = read(body=".q6, .q6 .note, .q2")
    assert page.body.text.startswith("A small mystery\n\n") and "older than the mill" in page.body.text


def test_what_is_removed_is_gone_for_everyone():
    page = read(remove=[".z1", ".z2", "meta[name=author]", ".none"], body=".q6", **COMMENTS)
    assert "flour" not in page.body.text and page.body.text.startswith("The garden")
    assert page.comments[0].text == "It was me."
    assert "Otto Brandt" not in [author.name for author in page.authors]
    assert codes(page) == [], "an advertisement may be on some pages only"


def test_text_after_what_is_removed_stays():
    assert read(PAGE.replace("Who had", "Who <b class=ad>AD</b> had"), title=".q1", remove=".ad").title == "Who had the key?"


def test_terms_by_links_or_words():
    page = read(tag=".q9", category=".q10")
    assert [(term.kind, term.name, term.url) for term in page.terms] == [
        ("tag", "Keys", "https://mill.example/k/keys"),
        ("tag", "Locks", "https://mill.example/k/locks"),
        ("category", "Village", None),
        ("category", "Spring", None),
    ]
    assert page.sources["terms"] == "rule .q9 + rule .q10"


def test_comments_are_cut_by_the_same_machinery_with_the_parts_that_are_named():
    page = read(comment_count_declared=".c0", **COMMENTS)
    assert [(c.key, c.parent_key, c.author.name, c.author.url, c.text) for c in page.comments] == [
        ("7", None, "Bo", None, "It was me.\n\nBo, Boats & Co"),
        ("9", "7", "Cy", "https://cy.example/", "No, me."),
        ("12", "9", "Di", None, "Both of you."),
    ]
    assert [c.published.local_text() or c.published.at_text() for c in page.comments][1:] == ["2019-03-06T09:15", "2019-03-07T10:00"]
    assert page.comments[0].published.at == datetime(2019, 3, 5, 8, tzinfo=UTC)
    assert page.comments[2].parent_source == "attribute" and page.comments[1].parent_source == "nesting"
    assert page.comment_count_declared == 1002
    assert page.sources["comments"] == "rule .c"
    assert "No, me" not in page.body.text


def test_the_comment_rule_alone_is_enough_where_the_rest_can_be_told():
    page = read(comment=".c")
    assert [c.parent_key is None for c in page.comments] == [True, False, True]
    assert ["It was me." in c.text for c in page.comments] == [True, False, False]
    assert ["Both of you." in c.text for c in page.comments] == [False, False, True]


def test_comment_rules_read_the_further_pages_of_comments():
    further = PAGE.replace("c7", "c17").replace("c9", "c19").replace("c12", "c22").replace("It was me", "It was not me")
    more = [Document(f"{URL}comment-page-2/", further.encode(), "text/html", purpose="comments")]
    page = read(more=more, remove=".z2", **COMMENTS)
    assert [c.key for c in page.comments] == ["7", "9", "12", "17", "19", "22"]
    assert page.comments[3].text == "It was not me."


def test_false_says_that_there_is_none():
    page = read(title=False, excerpt=False, author=False, published=False, comment=False, tag=False, category=False)
    assert page.title is page.excerpt is None and not page.published and page.authors == page.comments == page.terms == ()
    assert page.sources["excerpt"] == page.sources["comments"] == page.sources["authors"] == "rule: none"


def test_a_rule_that_finds_nothing_is_a_problem_and_changes_nothing():
    plain = json.loads(json.dumps(parse_page(PAGE.encode(), url=URL).to_dict()))
    rules = {field: ".nowhere" for field in RULE_FIELDS if not field.startswith("comment_")}
    page = read(**rules)
    said = json.loads(json.dumps(page.to_dict()))
    found = [problem for problem in said["problems"] if problem["code"] == "rule_found_nothing"]
    told = {problem["detail"].partition(" ")[0] for problem in found}
    assert told >= {"title", "body", "author", "bio", "published", "tag", "image_url"} and "remove" not in told
    assert len(told) == len(found), "each is said once"
    same = {name for name in plain if name not in ("problems", "parser_version")}
    assert {name: plain[name] for name in same} == {name: said[name] for name in same}


def test_a_rule_that_finds_nothing_is_silent_of_what_no_rule_names():
    assert codes(read(title=".q1")) == []


def test_pages_read_by_other_rules_are_of_another_parser_version():
    versions = {read(**rules).parser_version for rules in ({}, {"title": ".q1"}, {"title": ".q2"}, {"title": [".q2"]})}
    assert len(versions) == 4


def test_a_wrong_rule_from_python_is_a_problem():
    page = read(title="h1[", nothing="p", comment_text=".c3", body=".q6")
    assert codes(page) == ["rule_wrong"] * 3 and page.sources["body"] == "rule .q6"
    assert page.title == "Mill notes"


def test_a_selector_is_compiled_once():
    assert selector("h1.once") is selector("h1.once")


_SIGNS = "abp.#*>+~,:()[]='\"@\\|1 n-_\x00é☃"


@given(st.sampled_from(sorted(RULE_FIELDS)), st.text(alphabet=_SIGNS, max_size=24))
def test_whatever_the_rule_says_it_is_refused_or_a_page_comes_out(field, text):
    try:
        selectors_of(field, text)
        is_right = True
    except ValueError as error:
        assert str(error)
        is_right = False
    page = read(**{**COMMENTS, field: text})
    assert ("rule_wrong" in codes(page)) != is_right


@given(st.dictionaries(st.sampled_from(sorted(RULE_FIELDS)), st.sampled_from([*"abip*", "div", ".c", "body", "html", "head", "script", "*@class", "p, .c", ":has(p)", "p:last-child", ":not(div)", False])))
def test_right_rules_in_any_mixture_give_a_page(rules):
    read(**rules)


# Numbers of comments -------------------------------------------------------------------------------------------------


def numbered(*said: tuple[str, str]) -> ParsedPage:
    """A thread without an engine, of comments with a number and that of what they answer."""
    items = "".join(
        f'<div class="said" data-n="{own}" data-up="{up}"><b class="who">P{place}</b><div class="sd">Text {place}.</div></div>'
        for place, (own, up) in enumerate(said)
    )
    html = f"<html><head><title>K</title></head><body><h1>K</h1><p>{PROSE * 4}</p>{items}</body></html>"
    rules: dict[str, Rule] = {"comment": ".said", "comment_author": ".who", "comment_text": ".sd"}
    return read(html, **rules, comment_key=".said@data-n", comment_parent=".said@data-up")


@pytest.mark.parametrize(
    ("said", "edges"),
    [
        ([("a1", ""), ("b1", "a1"), ("c-1", "b1")], [("a1", None), ("b1", "a1"), ("c-1", "b1")]),
        ([("x10", ""), ("y10", "x10"), ("z11", "y10")], [("x10", None), ("y10", "x10"), ("z11", "y10")]),
        ([("comment-1", "0"), ("comment-2", "#comment-1")], [("1", None), ("2", "1")]),
        ([("li-comment-1", ""), ("li-comment-2", "/a-post/#comment-1"), ("li-comment-3", "2")], [("1", None), ("2", "1"), ("3", "2")]),
        ([("foo", ""), ("bar", "foo")], [("foo", None), ("bar", "foo")]),
    ],
)
def test_numbers_are_taken_as_they_are_said(said, edges):
    page = numbered(*said)
    assert [(one.key, one.parent_key) for one in page.comments] == edges
    assert [problem.code for problem in page.problems] == []


@pytest.mark.parametrize("said", [[("c1", ""), ("c2", "r1")], [("1", ""), ("2", "zz")], [("a1", ""), ("b1", "1")]])
def test_who_answers_somebody_unknown_hangs_under_nobody_and_is_said(said):
    page = numbered(*said)
    assert [one.parent_key for one in page.comments] == [None, None]
    assert [problem.code for problem in page.problems] == ["comment_orphans"]


def test_a_number_of_several_comments_is_said():
    page = numbered(("7", ""), ("7", ""), ("8", "7"))
    assert codes(page) == ["rule_found_nothing"] and "'7' for several comments" in page.problems[0].detail


def test_a_time_of_comments_without_a_date_is_said_and_the_automatic_one_stands():
    page = read(**{**COMMENTS, "comment_published": ".c1"})
    assert codes(page) == ["rule_found_nothing"] and "no date" in page.problems[-1].detail
    assert page.comments[2].published.local_text() == "2019-03-07T10:00"
    assert codes(read(PAGE.replace("6 March 2019, 9:15", "3 hours ago"), **COMMENTS)) == []


# Rules that find too much or too little ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "code", "said"),
    [
        ({"remove": "body"}, "rule_wrong", "the whole page, which stays"),
        ({"remove": ".none, html"}, "rule_wrong", "the whole page, which stays"),
        ({"comment": "body"}, "rule_found_nothing", "finds the whole page"),
        ({"body": ".talk", "comment": ".c"}, "rule_found_nothing", "no words of the article"),
        ({"title": ".q1@data-q"}, "rule_found_nothing", "finds elements without data-q"),
        ({"title": [".x", ".y"]}, "rule_found_nothing", "title = ['.x', '.y'] finds nothing"),
    ],
)
def test_rules_that_find_too_much_or_too_little_are_said_and_the_article_stays(rules, code, said):
    page = read(**rules)
    assert codes(page) == [code] and said in page.problems[-1].detail
    assert page.body.text == read(**{"comment": ".c"} if "body" in rules else {}).body.text and page.body.text


def test_comments_of_which_none_answers_are_no_fault_of_the_rule():
    assert codes(read(PAGE.replace('data-to="c9"', 'data-to=""'), **COMMENTS)) == []


def test_what_says_nothing_of_an_author_takes_nobody_elses_address() -> None:
    html = b"<article><h1>Salt</h1><p><span class=w>Ann Beck</span> <span class=w><a href=/bo/>Bo Quist</a></span></p>"
    html += b"<p>" + b"Salt is dear, and was dearer. " * 12 + b"</p></article>"
    rules = {"author": ".w", "author_url": ".w"}
    page = parse_page(html, "https://salt.example/a/", hints=Hints(rules=rules))
    assert [(author.name, author.url) for author in page.authors] == [
        ("Ann Beck", None),
        ("Bo Quist", "https://salt.example/bo/"),
    ]
    page = parse_page(html, "https://salt.example/a/", hints=Hints(rules={"author": ".w", "author_url": "h1"}))
    assert [(one.code, "holds no address" in one.detail) for one in page.problems] == [("rule_found_nothing", True)]


@pytest.mark.parametrize("field", ["body", "comment_text", "comment_key", "remove"])
def test_what_every_page_has_can_not_be_denied(field: str) -> None:
    with pytest.raises(ValueError, match="can't be false"):
        selectors_of(field, False)
