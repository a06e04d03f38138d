"""A page whose comments a real Isso holds: what is asked for is what that server answers, and all of it is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline import Document, parse_page
from tests.servers.isso import Isso, program

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(program() is None, reason="isso is not on the path, nor named by BLOGDUCK_ISSO"),
]

BLOG = "http://127.0.0.1:8000/"
URL = f"{BLOG}bread/für-zwei/"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bread for two</title></head><body><article><h1>Bread for two</h1>
<p>On Saturday the oven was cold and the dough was not, so I left it until the evening, and it was better for it.</p>
<p>The second loaf went to the neighbours, who sent back a jar of plums and a question.</p></article>
<script data-isso="{server}/" src="{server}/js/embed.min.js"></script><section id="isso-thread"></section>
</body></html>"""


@pytest.fixture
def server() -> Iterator[Isso]:
    with Isso(BLOG) as isso:
        yield isso


def test_a_thread_comes_back(server: Isso) -> None:
    html = PAGE.format(server=server.url).encode()
    (request,) = parse_page(html, URL).follow_ups
    path = "/bread/für-zwei/"
    first = server.say(path, "How *much* salt?\n\n<b>Really</b>", "Ada Quill")
    reply = server.say(path, "Two per cent.", None, first.key)
    gone = server.say(path, "Never mind", "Ben")
    answer = server.say(path, "I do mind", "Mira", gone.key)
    server.forget(gone)
    server.say("/another/", "Elsewhere", "Cy")

    page = parse_page(html, URL, more=[Document(request.url, server.answer(request.url), "application/json")])
    assert page.comment_engine == "isso"
    assert page.problems == ()
    assert [(c.key, c.parent_key, c.author.name, c.text, c.state) for c in page.comments] == [
        (str(first.key), None, "Ada Quill", "How much salt?\n\n<b>Really</b>", "visible"),
        (str(reply.key), str(first.key), None, "Two per cent.", "visible"),
        (str(gone.key), None, None, "", "removed"),
        (str(answer.key), str(gone.key), "Mira", "I do mind", "visible"),
    ]
    made = [int(said.created) for said in (first, reply, gone, answer)]
    assert [int(c.published.at.timestamp()) for c in page.comments if c.published.at] == made


def test_a_page_without_comments_is_no_refusal(server: Isso) -> None:
    html = PAGE.format(server=server.url).encode()
    (request,) = parse_page(html, URL).follow_ups
    page = parse_page(html, URL, more=[Document(request.url, server.answer(request.url), "application/json")])
    assert (page.comments, page.problems) == ((), ())
