"""Engines whose comments a server holds: what is asked for, that any thread comes back, and answers that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Document
from pipeline.parsers.comments import engines as engines_known
from tests.parsers.comments.answers import SERVERS
from tests.parsers.comments.drawing import threads
from tests.parsers.comments.reading import read
from tests.parsers.comments.said import Said, flat

engines = pytest.mark.parametrize("engine", SERVERS)


def _answered(engine: str, body: object) -> list[Document]:
    """The page's last first-round follow-up, answered with `body`."""
    found, _ = read(SERVERS[engine].page.encode())
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    return [Document(found.follow_ups[-1].url, data, "application/json", None, "comments")]


@engines
@given(data=st.data())
def test_what_the_server_holds_comes_back(engine: str, data: st.DataObject) -> None:
    server = SERVERS[engine]
    roots: list[Said] = data.draw(threads(plain=server.plain))
    found, thread = read(server.page.encode(), _answered(engine, server.answer(roots)))
    assert found.engine == engine
    rows = flat(roots)
    place = {said.key: at for at, (said, _) in enumerate(rows)}
    keys = [comment.key for comment in thread.comments]
    assert [
        (c.author.name, c.text, c.published.at.replace(tzinfo=None) if c.published.at else c.published.local, c.kind)
        for c in thread.comments
    ] == [(said.name, said.text, said.at, said.kind) for said, _ in rows]
    assert [keys.index(c.parent_key) if c.parent_key else None for c in thread.comments] == [
        place[parent.key] if parent else None for _, parent in rows
    ]
    assert {c.found_in for c in thread.comments} <= {request.url for request in found.follow_ups}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from("comments data replies children id comment feed entry posts discussion post_stream".split()),
        inner, max_size=4,
    ),
    max_leaves=12,
)


@engines
@settings(max_examples=40, deadline=None)
@given(body=_JSON | st.binary(max_size=60))
def test_an_answer_of_any_shape_is_read(engine: str, body: object) -> None:
    read(SERVERS[engine].page.encode(), _answered(engine, body))


@engines
def test_a_refusal_is_a_problem(engine: str) -> None:
    found, thread = read(SERVERS[engine].page.encode(), _answered(engine, {"error": "no"}))
    assert thread.comments == ()
    assert {problem.code for problem in found.problems} & {"comments_refused", "comments_unreadable"}


def test_each_engine_asks_its_own_server() -> None:
    asked = {
        engine: [
            (request.method, request.url, json.loads(request.body) if request.body else None)
            for request in read(server.page.encode())[0].follow_ups
        ]
        for engine, server in SERVERS.items()
    }
    get = {engine: [url for method, url, _ in requests if method == "GET"] for engine, requests in asked.items()}
    assert get == {
        "isso": ["https://comments.blog.example/?uri=%2Fa-post%2F"],
        "commento": [],
        "remark42": [
            "https://remark.blog.example/api/v1/find?site=blog&url=https%3A%2F%2Fblog.example%2Fa-post%2F&sort=%2Btime"
            "&format=tree"
        ],
        "cusdis": ["https://cusdis.com/api/open/comments?appId=a-1&pageId=7&page=1"],
        "waline": [
            "https://talk-of-blog.vercel.app/api/comment?path=%2Fa-post%2F&pageSize=100&sortBy=insertedAt_asc&page=1"
        ],
        "twikoo": [],
        "artalk": [
            "https://art.blog.example/api/v2/comments?page_key=%2Fa-post%2F&site_name=Bread&flat_mode=true"
            "&sort_by=date_asc&limit=100&offset=0"
        ],
        "squarespace": [
            "https://blog.example/api/comment/GetComments?targetId=5b0c1d2e3f405162738495a6&targetType=1&sortBy=1&page=1"
        ],
        "giscus": [
            "https://giscus.app/api/discussions?repo=ada%2Fblog&term=a-post%2F&number=0&category=Posts&strict=false"
            "&first=100"
        ],
        "ghost": ["https://blog.example/members/api/comments/post/63f0/?limit=100&page=1"],
        "substack": ["https://blog.example/api/v1/post/4711/comments?all_comments=true&sort=oldest_first"],
        "discourse": ["https://talk.blog.example/t/12.json"],
        "fastcomments": [
            "https://fastcomments.com/comments/bread?urlId=https%3A%2F%2Fblog.example%2Fa-post%2F&direction=OF&asTree=true"
            "&page=0"
        ],
        "disqus": ["https://disqus.com/embed/comments/?base=default&f=acme&t_u=https%3A%2F%2Fblog.example%2Fa-post%2F"],
        "blogger": ["https://blog.example/feeds/77/comments/default?alt=json&max-results=500&start-index=1"],
        "wordpress": [
            "https://public-api.wordpress.com/rest/v1.1/sites/12/posts/77/replies/?number=100&order=ASC&offset=0"
        ],
    }
    assert asked["commento"] == [
        (
            "POST",
            "https://commento.io/api/comment/list",
            {"commenterToken": "anonymous", "domain": "blog.example", "path": "/a-post/"},
        )
    ]
    assert asked["twikoo"] == [("POST", "https://tw.blog.example", {"event": "COMMENT_GET", "url": "/a-post/"})]


def test_the_readme_names_every_engine() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert [engine.name for engine in engines_known() if f"`{engine.name}`" not in readme] == []


def test_every_engine_has_a_saved_page() -> None:
    cases = {folder.name for folder in (Path(__file__).parents[2] / "cases").iterdir()}
    assert {engine.name.replace(".", "_") for engine in engines_known()} <= cases
