"""Parts: articles that are cut into several pages, and pages that are none of theirs."""

from __future__ import annotations

import pytest

from pipeline import parse_page
from pipeline.models import Document, ParsedPage

URL = "https://garden.example/2020/05/salt"
ONE = "The garden behind the mill was closed in spring, and nobody in the village could say who had the key."
TWO = "In June the gate stood open, the paths were swept, and a woman from the archive was counting the trees."
THREE = "She wrote the numbers into a small book, twice, because the first count had been wrong by eleven."


def _html(text: str, after: str = "", head: str = "", inside: str = "") -> bytes:
    head = f"<title>The key</title><meta property=og:type content=article>{head}"
    article = f'<article><h1>The key</h1><div class="entry-content"><p>{text}</p>{inside}</div>{after}</article>'
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{article}</body></html>".encode()


def _asked(page: ParsedPage) -> list[str]:
    return [follow_up.url for follow_up in page.follow_ups if follow_up.purpose == "body"]


@pytest.mark.parametrize(
    ("url", "pager", "asked"),
    [
        (f"{URL}/", '<p class="page-links">Pages: <span class="post-page-numbers current">1</span> <a href="2/" class="post-page-numbers">2</a> <a href="3/" class="post-page-numbers">3</a></p>', [f"{URL}/2/", f"{URL}/3/"]),
        (f"{URL}/", '<div class="post-pagination"><a href="/2020/05/salt/page/2/">Next page</a></div>', [f"{URL}/page/2/"]),
        (f"{URL}.html", '<ul class="pager"><li>1</li><li><a href="salt-2.html">2</a></li><li><a href="salt-3.html">3</a></li></ul>', [f"{URL}-2.html", f"{URL}-3.html"]),
        (f"{URL}.html", '<a href="/2020/05/salt,2.html">2</a> <a href="/2020/05/salt,2.html">»</a>', [f"{URL},2.html"]),
        (URL, '<div class="pagination"><span>Seite 1 von 3</span> <a href="/2020/05/salt/seite-2">Nächste Seite</a></div>', [f"{URL}/seite-2"]),
        (URL, '<nav><a href="?page=2">2</a> <a href="?page=3">3</a></nav>', [f"{URL}?page=2", f"{URL}?page=3"]),
        (f"{URL}?id=7", '<p>Page 1 of 2 <a href="?id=7&amp;page=2">Next &raquo;</a></p>', [f"{URL}?id=7&page=2"]),
        (f"{URL}.html", '<p><a href="salt-page-2.html">Continue on page 2</a></p>', [f"{URL}-page-2.html"]),
        (URL, '<p><a href="/2020/05/salt/2">2</a></p>', [f"{URL}/2"]),
    ],
)  # fmt: skip
def test_further_pages_are_asked_for(url: str, pager: str, asked: list[str]) -> None:
    page = parse_page(_html(ONE, after=pager), url=url)
    assert _asked(page) == asked
    assert [problem.code for problem in page.problems] == ["body_parts_missing"]


@pytest.mark.parametrize("form", ["/seite-2/", "/2/", "?page=2"])
def test_the_head_may_name_the_next_page(form: str) -> None:
    page = parse_page(_html(ONE, head=f'<link rel="next" href="{URL}{form}">'), url=URL)
    assert _asked(page) == [f"{URL}{form}"]


@pytest.mark.parametrize(
    ("after", "head"),
    [
        # The next post.
        ('<nav><a rel="next" href="/2020/06/the-gate">The gate »</a></nav>', '<link rel="next" href="/2020/06/the-gate">'),
        ('<nav><a rel="next" href="/2020/05/salt-2">Next</a></nav>', '<link rel="next" href="/2020/05/salt-2/">'),
        ('<p>Also: <a href="/2020/05/salt-2">Salt, the second time</a></p>', ""),
        # A listing.
        ('<div class="pagination"><a href="/page/2/">2</a> <a href="/page/3/">3</a></div>', '<link rel="next" href="/page/2/">'),
        ('<div class="pagination"><a href="/2020/05/salt/page/2/">2</a></div>', f'<link rel="next" href="{URL}/page/2/">'),
        ('<div class="related"><a href="?page=2&amp;kind=teasers">2</a></div>', ""),
        # Pages of comments.
        ('<div id="comments"><ol class="commentlist"><li>x</li></ol><a href="/2020/05/salt/comment-page-2/">2</a></div>', ""),
        ('<a href="?cpage=2">2</a>', ""),
        # Numbers that are none of a page.
        ('<a href="?page=3">3</a>', ""),
        ('<p>In <a href="/2020/05/salt/2">the second of two</a> letters.</p>', ""),
        ('<a href="?page=1">2</a> <a href="?page=1" rel=next>next ›</a>', '<link rel="next" href="?page=1">'),
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_article_is_left_alone(after: str, head: str) -> None:
    page = parse_page(_html(ONE, after=after, head=head), url=URL)
    assert _asked(page) == []
    assert page.body.text.startswith(ONE)


def test_a_pager_of_comments_is_none_of_the_article() -> None:
    comments = "".join(
        f'<li class="comment" id="comment-{n}"><div class="comment-author vcard"><cite class="fn">Person {n}</cite></div>'
        f'<div class="comment-meta"><a href="#comment-{n}">May {n}, 2020 at 10:0{n} am</a></div><p>Said by {n}, at length.</p></li>'
        for n in range(1, 5)
    )
    after = f'<div id="comments"><ol class="commentlist">{comments}</ol></div><div><a href="?page=2">2</a></div>'
    page = parse_page(_html(ONE, after=after), url=URL)
    assert len(page.comments) == 4
    assert _asked(page) == []


def _more(*texts: tuple[str, str]) -> list[Document]:
    return [Document(url, _html(text), purpose="body") for url, text in texts]


PAGER = '<div class="page-links"><a href="/2020/05/salt/2">2</a> <a href="/2020/05/salt/3">3</a></div>'


def test_parts_are_joined_in_order_and_nothing_is_said_twice() -> None:
    more = _more((f"{URL}/3", THREE), (f"{URL}/2", f"{ONE}</p><p>{TWO}"))
    page = parse_page(_html(ONE, after=PAGER), url=URL, more=more)
    assert page.body.text == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert page.body.html.count(ONE) == 1
    assert not page.problems


def test_a_part_that_did_not_come_is_a_problem() -> None:
    more = [*_more((f"{URL}/3", THREE)), Document(f"{URL}/2", b"", purpose="body")]
    page = parse_page(_html(ONE, after=PAGER), url=URL, more=more)
    assert page.body.text == f"{ONE}\n\n{THREE}"
    (problem,) = page.problems
    assert problem.code == "body_parts_missing"
    assert problem.detail == f"1 of 3 pages of the article are not here: {URL}/2"


def test_a_site_that_answers_every_number_with_the_first_page_adds_nothing() -> None:
    page = parse_page(_html(ONE, after=PAGER), url=URL, more=_more((f"{URL}/2", ONE), (f"{URL}/3", ONE)))
    assert page.body.text == ONE


def test_later_pages_name_the_rest() -> None:
    first = '<div class="page-links"><a href="/2020/05/salt/2">2</a></div>'
    second = Document(f"{URL}/2", _html(TWO, after='<div class="page-links"><a href="/2020/05/salt/3">3</a></div>'), purpose="body")
    page = parse_page(_html(ONE, after=first), url=URL, more=[second])
    assert _asked(page) == [f"{URL}/2", f"{URL}/3"]


def test_a_page_that_is_named_in_several_ways_is_asked_for_and_told_once() -> None:
    """WordPress' own second page: its comments link to it, and the stage at its head is shorter than a paragraph."""
    heading = "<h2>Station two</h2>"
    links = '<a href="/2020/05/salt/2/#comment-7">7</a> <a href="/2020/05/salt/2">2</a> <a href="/2020/05/salt/2/">2</a>'
    second = Document(f"{URL}/2/", _html(f"{heading}<p>{TWO}", after=links), purpose="body")
    first = '<div class="page-links"><a href="/2020/05/salt/2/">2</a></div>'
    page = parse_page(_html(ONE, after=first), url=URL, more=[second])
    assert _asked(page) == [f"{URL}/2/"]
    assert page.body.text.count("Station two") == 1
