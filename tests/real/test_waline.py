"""A page whose comments a real Waline holds: what is asked for is what that server answers, over all its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline import Document, ParsedPage, parse_page
from tests.servers.waline import Waline, missing

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(bool(missing()), reason=f"missing: {', '.join(missing())}"),
]

URL = "http://127.0.0.1:8000/bread/für-zwei/"
PATH = "/bread/für-zwei/"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bread for two</title></head><body><article><h1>Bread for two</h1>
<p>On Saturday the oven was cold and the dough was not, so I left it until the evening, and it was better for it.</p>
<p>The second loaf went to the neighbours, who sent back a jar of plums and a question.</p></article>
<div id="waline"></div><script type="module">import {{ init }} from '/waline.js';
init({{ el: '#waline', serverURL: '{server}' }});</script></body></html>"""


@pytest.fixture(scope="module")
def server() -> Iterator[Waline]:
    with Waline() as waline:
        yield waline


def _read(server: Waline) -> ParsedPage:
    """The page, read with all that it asks the server for."""
    html = PAGE.format(server=server.url).encode()
    more: list[Document] = []
    page = parse_page(html, URL)
    while wanted := [r for r in page.follow_ups if r.url not in {document.url for document in more}]:
        more += [Document(r.url, server.answer(r.url), "application/json", None, "comments") for r in wanted]
        page = parse_page(html, URL, more=more)
    return page


def test_a_thread_comes_back_over_its_pages(server: Waline) -> None:
    first = server.say(PATH, "How *much* salt?\n\n<b>Really</b>", "Ada Quill")
    reply = server.say(PATH, "Two per cent.", "Ben", first, first)
    below = server.say(PATH, "Says **who**?", "Mira", reply, first)
    others = [server.say(PATH, f"Loaf {number}", f"Reader {number % 7}") for number in range(103)]
    server.say("/another/", "Elsewhere", "Cy")
    page = _read(server)
    assert page.comment_engine == "waline"
    assert page.problems == ()
    assert len(page.follow_ups) == 2
    assert [(c.key, c.parent_key, c.author.name, c.text) for c in page.comments][:3] == [
        (str(first), None, "Ada Quill", "How much salt?\n\nReally"),
        (str(reply), str(first), "Ben", "Two per cent."),
        (str(below), str(reply), "Mira", "Says who?"),
    ]
    assert [c.key for c in page.comments][3:] == [str(key) for key in others]
    assert page.comment_count_declared == 106
    assert all(c.published.at is not None for c in page.comments)


def test_a_page_without_comments_is_no_refusal(server: Waline) -> None:
    html = PAGE.format(server=server.url).encode()
    other = "http://127.0.0.1:8000/nothing/"
    (request,) = parse_page(html, other).follow_ups
    page = parse_page(html, other, more=[Document(request.url, server.answer(request.url), "application/json")])
    assert (page.comments, page.problems) == ((), ())
