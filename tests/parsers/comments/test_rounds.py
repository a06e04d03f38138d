"""Engines that take several requests: pages of a thread, replies left out of it, searches before it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Document
from tests.parsers.comments.answers import SERVERS, host
from tests.parsers.comments.reading import read


def _document(url: str, body: object) -> Document:
    return Document(url, json.dumps(body).encode(), "application/json", None, "comments")


def _asked(page: str, more: list[Document]) -> list[str]:
    return [request.url for request in read(page.encode(), more)[0].follow_ups]


def test_ghost_asks_for_the_replies_that_a_comment_leaves_out() -> None:
    page = SERVERS["ghost"].page
    api = "https://blog.example/members/api/comments"
    first = f"{api}/post/63f0/?limit=100&page=1"
    some = {"id": "a2", "html": "<p>Two</p>", "member": {"name": "Ben"}, "created_at": "2023-01-02T10:00:00.000Z"}
    top = {
        "id": "a1", "html": "<p>One</p>", "member": None, "created_at": "2023-01-01T10:00:00.000Z", "replies": [some],
        "count": {"replies": 2}, "status": "published",
    }
    more = [_document(first, {"comments": [top], "meta": {"pagination": {"pages": 2}}})]
    assert _asked(page, more) == [first, f"{api}/post/63f0/?limit=100&page=2", f"{api}/a1/replies/?limit=all"]
    late = {**some, "id": "a3", "html": "<p>Three</p>", "in_reply_to_id": "a2", "status": "deleted"}
    more.append(_document(f"{api}/a1/replies/?limit=all", {"comments": [some, late]}))
    _, thread = read(page.encode(), more)
    assert [(c.key, c.parent_key, c.text, c.author.name, c.state) for c in thread.comments] == [
        ("a1", None, "One", None, "visible"),
        ("a2", "a1", "Two", "Ben", "visible"),
        ("a3", "a2", "Three", "Ben", "removed"),
    ]


@pytest.mark.parametrize(
    ("engine", "answer", "second"),
    [
        ("cusdis", {"data": {"data": [], "pageCount": 2}}, "pageId=7&page=2"),
        ("waline", {"data": {"data": [], "totalPages": 2}}, "&page=2"),
        ("waline", {"data": [], "totalPages": 2}, "&page=2"),
        (
            "giscus",
            {"discussion": {"comments": [], "pageInfo": {"hasNextPage": True, "endCursor": "x="}}},
            "&after=x%3D",
        ),
        ("wordpress", {"found": 101, "comments": []}, "&offset=100"),
        ("blogger", {"feed": {"openSearch$totalResults": {"$t": "501"}}}, "&start-index=501"),
    ],
)
def test_an_answer_that_says_there_is_more_leads_to_it(engine: str, answer: object, second: str) -> None:
    page = SERVERS[engine].page
    first = _asked(page, [])
    again = _asked(page, [_document(first[0], answer)])
    assert again[:1] == first
    assert [url.endswith(second) for url in again[1:]] == [True]


def test_twikoo_goes_on_after_its_last_root() -> None:
    rows = [{"id": "b", "created": 1700000002000, "replies": []}, {"id": "a", "created": 1700000001000, "replies": []}]
    found, _ = read(
        SERVERS["twikoo"].page.encode(), [_document("https://tw.blog.example/", {"data": rows, "more": True})]
    )
    assert [json.loads(request.body or "") for request in found.follow_ups] == [
        {"event": "COMMENT_GET", "url": "/a-post/"},
        {"event": "COMMENT_GET", "url": "/a-post/", "before": 1700000001000},
    ]


def test_discourse_finds_the_topic_and_the_rest_of_its_posts() -> None:
    script = "DiscourseEmbed={discourseUrl:'https://talk.blog.example/', discourseEmbedUrl:'https://blog.example/a'}"
    page = host(f'<div id="discourse-comments"></div><script>{script}</script>')
    embed = "https://talk.blog.example/embed/comments?embed_url=https%3A%2F%2Fblog.example%2Fa"
    assert _asked(page, []) == [embed]
    view = b'<html><body><a href="https://talk.blog.example/t/a-post/12" target="_blank">Continue</a></body></html>'
    topic = "https://talk.blog.example/t/12.json"
    more = [Document(embed, view, "text/html", None, "comments")]
    assert _asked(page, more) == [embed, topic]
    post = {"id": 101, "post_number": 2, "username": "ada", "cooked": "<p>1</p>", "created_at": "2024-01-01T00:00:00Z"}
    more.append(_document(topic, {"post_stream": {"posts": [post], "stream": list(range(101, 123))}}))
    rest = _asked(page, more)[2:]
    assert [url.count("post_ids[]=") for url in rest] == [20, 1]
    answer = {"post_stream": {"posts": [{**post, "id": 102, "post_number": 3, "reply_to_post_number": 2}]}}
    more.append(_document(rest[0], answer))
    assert [(c.key, c.parent_key) for c in read(page.encode(), more)[1].comments] == [("101", None), ("102", "101")]


def test_utterances_searches_the_issue_and_reads_its_comments() -> None:
    page = host('<script src="https://utteranc.es/client.js" repo="ada/blog" issue-term="pathname"></script>')
    search = "https://api.github.com/search/issues?q=%22a-post%2F%22%20type%3Aissue%20in%3Atitle%20repo%3Aada%2Fblog"
    search += "&sort=created&order=asc"
    assert _asked(page, []) == [search]
    more = [_document(search, {"total_count": 1, "items": [{"number": 9, "comments": 1}]})]
    issue = "https://api.github.com/repos/ada/blog/issues/9/comments?per_page=100&page=1"
    assert _asked(page, more) == [search, issue]
    row = {
        "id": 5, "user": {"login": "ben", "html_url": "https://github.com/ben"}, "body": "Two\nlines\n\n*and* <b>",
        "created_at": "2021-05-01T10:00:00Z", "updated_at": "2021-05-01T11:00:00Z",
    }
    found, thread = read(page.encode(), [*more, _document(issue, [row])])
    assert found.engine == "utterances"
    (comment,) = thread.comments
    assert (comment.key, comment.author.name, comment.text) == ("5", "ben", "Two\nlines\n\n*and* <b>")
    assert comment.edited.at_text() == "2021-05-01T11:00:00+00:00"


def test_what_other_scripts_call_an_identifier_is_none_of_disqus() -> None:
    other = '<script type="application/ld+json">{"@type": "Book", "identifier": "isbn-9"}</script>'
    page = f"""{other}<div id="disqus_thread"></div><script>var disqus_shortname = "acme";{{}}</script>"""
    (asked,) = _asked(host(page.replace("{}", "")), [])
    assert "f=acme" in asked
    assert "t_i" not in asked
    (asked,) = _asked(host(page.replace("{}", "this.page.identifier = 'post-7';")), [])
    assert asked.endswith("&t_i=post-7")


def test_a_thread_behind_a_key_is_said_to_be_missing() -> None:
    data = json.dumps({"cursor": {"total": 120}, "response": {"posts": [{"id": 1, "message": "x", "author": {}}]}})
    body = f'<script type="text/json" id="disqus-threadData">{data}</script>'.encode()
    found, _ = read(SERVERS["disqus"].page.encode(), [Document("https://disqus.com/embed/comments/?f=a", body)])
    assert [(p.code, p.detail) for p in found.problems] == [
        ("comments_unreadable", "disqus: 119 of 120 comments are behind an API key")
    ]
    for markup, engine in (
        ('<hyvor-talk-comments website-id="1"></hyvor-talk-comments>', "hyvor"),
        ('<div id="vuukle-comments"></div><script src="https://cdn.vuukle.com/platform.js"></script>', "vuukle"),
        ('<script async src="https://launcher.spot.im/spot/sp_1" data-spotim-module="spotim-launcher"></script>', "openweb"),
        ('<div class="fb-comments" data-href="https://blog.example/a-post/"></div>', "facebook"),
    ):
        found, thread = read(host(markup).encode())
        assert [(p.code, p.detail.split(":")[0]) for p in found.problems] == [("comments_unreadable", engine)]
        assert not found.follow_ups and not thread.comments


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(
            "__ref id posts creator threadedPostResponses content bodyModel paragraphs markups type start end text "
            "story comments edges node replies parent author editing data comment".split()
        ),
        inner, max_size=4,
    ),
    max_leaves=14,
)


@settings(max_examples=60, deadline=None)
@given(post=_JSON, answer=_JSON | st.binary(max_size=40))
def test_states_and_saved_answers_of_any_shape_are_read(post: object, answer: object) -> None:
    state = json.dumps({"Post:a1": {"id": "a1", "threadedPostResponses": {"posts": [post]}}, "Post:b2": post})
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    for markup, address in (
        (f"<script>window.__APOLLO_STATE__ = {state}</script>", "https://medium.com/_/graphql"),
        ("<div id='coral_thread'></div>", "https://talk.blog.example/api/graphql"),
        ("<div id='idc-container'></div>", "https://www.intensedebate.com/postRSS/1"),
    ):
        read(host(markup).encode(), [Document(address, body, None, None, "comments")])


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("https://comments.blog.example", True),
        ("/isso", True),
        ("//blog.example/isso/", True),
        ("https://comments.elsewhere.example/", False),
        ("https://blog.example.evil.example/", False),
        ("javascript:alert(1)", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_hosts_of_the_site_are_asked(named: str, asked: bool) -> None:
    page = host(f'<section id="isso-thread"></section><script data-isso="{named}" src="/e.js"></script>')
    found, _ = read(page.encode())
    assert bool(found.follow_ups) == asked
    assert [problem.code for problem in found.problems] == ([] if asked else ["comments_elsewhere"])


def test_squarespace_goes_on_until_nothing_is_new() -> None:
    page = SERVERS["squarespace"].page
    (first,) = _asked(page, [])
    one = _document(first, {"comments": [{"id": "a", "body": "One", "addedOn": 1700000000000}]})
    second = first.replace("page=1", "page=2")
    assert _asked(page, [one]) == [first, second]
    assert _asked(page, [one, _document(second, {"comments": []})]) == [first, second]
    again = _document(second, {"comments": [{"id": "a", "body": "One", "addedOn": 1700000000000}]})
    assert _asked(page, [one, again]) == [first, second]
    assert len(read(page.encode(), [one, again])[1].comments) == 1
