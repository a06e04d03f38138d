"""Comments that stand elsewhere: Disqus and Blogger, by answers of their documented shape."""

from __future__ import annotations

import json

from pipeline.models import Document
from tests.parsers.comments.reading import read

HOST = b"""<html><head><title>P</title></head><body><h1>P</h1><p>Text.</p><div id="disqus_thread"></div>
<script>var disqus_config = function () { this.page.url = "https://blog.example/p/"; this.page.identifier = "p 7"; };
(function () { var s = document.createElement("script"); s.src = "https://acme.disqus.com/embed.js"; })();</script>
</body></html>"""


def _embed(posts: list[dict[str, object]], markup: str = "") -> bytes:
    data = json.dumps({"response": {"posts": posts}})
    script = f'<script type="text/json" id="disqus-threadData">{data}</script>'
    return f'<html><body><ul id="post-list">{markup}</ul>{script}</body></html>'.encode()


def _post(key: object, parent: int | None, minute: int, name: str, text: str, **more: object) -> dict[str, object]:
    created = f"2019-05-03T10:{minute:02}:00"
    return {"id": key, "parent": parent, "createdAt": created, "author": {"name": name}, "message": text, **more}


POSTS = [_post("11", None, 0, "Ada", "<p>One</p>"), _post(12, 11, 5, "Ben", "<p>Two</p>", isDeleted=True)]


def test_disqus_is_asked_for_and_read() -> None:
    found, _ = read(HOST)
    assert [(f.format, f.url) for f in found.follow_ups] == [
        (
            "disqus-embed",
            "https://disqus.com/embed/comments/?base=default&f=acme&t_u=https%3A%2F%2Fblog.example%2Fp%2F&t_i=p+7",
        )
    ]
    found, thread = read(HOST, [Document(found.follow_ups[0].url, _embed(POSTS), None, None, "comments")])
    assert found.engine == "disqus"
    assert [(c.key, c.parent_key, c.author.name, c.published.at_text(), c.text, c.state) for c in thread.comments] == [
        ("11", None, "Ada", "2019-05-03T10:00:00+00:00", "One", "visible"),
        ("12", "11", "Ben", "2019-05-03T10:05:00+00:00", "Two", "removed"),
    ]


def test_disqus_markup_beyond_its_json_is_kept() -> None:
    more = (
        '<li class="post" id="post-13"><div class="post-content"><header><span class="author">Cy</span>'
        '<a class="time-ago" '
        'title="Friday, May 3, 2019 12:00 PM">7 years ago</a></header><div class="post-message"><p>Three</p>'
        '</div></div></li>'
    )
    embed = Document("https://disqus.com/embed/comments/", _embed(POSTS, more), None, None, "comments")
    _, thread = read(HOST, [embed])
    assert {c.key: c.text for c in thread.comments} == {"13": "Three", "11": "One", "12": "Two"}


def test_an_answer_of_another_shape_is_no_crash() -> None:
    odd = b'<script id="disqus-threadData">{"response": 4}</script>'
    for body in (b"", b"{}", odd, _embed([{"id": None}, {"author": 3}])):
        answer = Document("https://disqus.com/embed/comments/?f=acme", body, None, None, "comments")
        assert read(HOST, [answer])[1].comments == ()


BLOGGER = b"""<html lang="en"><head><meta name="generator" content="blogger">
<meta itemprop="postId" content="77"></head>
<body><h1>P</h1><p>Text.</p><div id="comments" class="comments"><h4>3 comments:</h4><div id="comment-holder">
<ol id="top-ra"><li class="comment" id="c1234567"><div class="comment-block"><div class="comment-header">
<cite class="user"><a href="https://www.blogger.com/profile/1">Ada</a></cite><span class="datetime secondary-text">
<a href="https://b.example/p.html?showComment=1556877600000#c1234567">May 3, 2019 at 12:00 PM</a></span></div>
<p class="comment-content">One<br>line</p>
<span class="comment-actions"><a class="comment-reply">Reply</a><a>Delete</a></span></div>
<div class="comment-replies"><div class="comment-thread inline-thread">
<span class="thread-toggle"><a>Replies</a></span><ol>
<li class="comment" id="c1234568"><div class="comment-block"><div class="comment-header"><cite class="user">Ben</cite>
<span class="datetime"><a href="https://b.example/p.html?showComment=1556877660000#c1234568">May 3, 2019 at 12:01 PM</a>
</span></div>
<p class="comment-content">Two</p></div></li></ol></div></div></li></ol></div></div></body></html>"""


def test_blogger_threads_and_their_feed() -> None:
    found, thread = read(BLOGGER, url="https://b.example/p.html")
    assert [(c.key, c.parent_key, c.author.name, c.published.at_text(), c.text) for c in thread.comments] == [
        ("1234567", None, "Ada", "2019-05-03T12:00:00+02:00", "One\nline"),
        ("1234568", "1234567", "Ben", "2019-05-03T12:01:00+02:00", "Two"),
    ]
    assert [f.url for f in found.follow_ups] == [
        "https://b.example/feeds/77/comments/default?alt=json&max-results=500&start-index=1"
    ]
    entry = {
        "id": {"$t": "tag:blogger.com,1999:blog-5.post-1234569"}, "published": {"$t": "2019-05-03T12:02:00.000+02:00"},
        "content": {"$t": "Three"}, "author": [{"name": {"$t": "Cy"}}],
        "link": [{"rel": "related", "href": "https://www.blogger.com/feeds/5/77/comments/default/1234568?v=2"}],
    }
    answer = json.dumps({"feed": {"entry": [entry, {"id": 4}]}}).encode()
    feed = Document(found.follow_ups[0].url, answer, None, None, "comments")
    _, thread = read(BLOGGER, [feed], "https://b.example/p.html")
    assert [(c.key, c.parent_key, c.depth) for c in thread.comments][-1] == ("1234569", "1234568", 2)
    assert thread.problems == ()


FLAT = """<html lang="de"><head><meta content="blogger" name="generator"/></head><body><h1>P</h1><p>Text.</p>
<div class="comments" id="comments"><h4>2 Kommentare:</h4><dl id="comments-block">
<dt class="comment-author" id="c1234567"><a name="c1234567"></a><div class="avatar-image-container"><a
href="https://www.blogger.com/profile/1" class="avatar-hovercard"><img src="/a.png" alt=""></a></div><a
href="https://www.blogger.com/profile/1" rel="nofollow">Ada Quill</a> hat gesagt…</dt>
<dd class="comment-body" id="Blog1_cmt-1234567"><p>Wie viel Salz?<br/>Und Öl?</p></dd>
<dd class="comment-footer"><span class="comment-timestamp"><a
href="https://b.example/p.html?showComment=1267780500000#c1234567"
title="comment permalink">5. März 2010 um 10:15</a><span
class="item-control"><a class="comment-delete">x</a></span></span></dd>
<dt class="comment-author blog-author" id="c1234568"><a name="c1234568"></a>Mira hat gesagt…</dt>
<dd class="comment-body" id="Blog1_cmt-1234568"><span class="deleted-comment">Vom Autor entfernt.</span></dd>
<dd class="comment-footer"><span class="comment-timestamp"><a
href="https://b.example/p.html?showComment=1267821840000#c1234568">5. März 2010 um 21:44</a></span></dd>
</dl></div></body></html>"""


def test_blogger_flat_threads_take_the_words_after_a_name_from_the_blog() -> None:
    found, thread = read(FLAT.encode(), url="https://b.example/p.html")
    assert found.engine == "blogger"
    assert [
        (c.key, c.author.name, c.author.url, c.published.at_text(), c.text, c.state, c.by_post_author)
        for c in thread.comments
    ] == [
        ("1234567", "Ada Quill", "https://www.blogger.com/profile/1", "2010-03-05T10:15:00+01:00",
         "Wie viel Salz?\nUnd Öl?", "visible", False),
        ("1234568", "Mira", None, "2010-03-05T21:44:00+01:00", "Vom Autor entfernt.", "removed", True),
    ]
    assert not found.follow_ups and not thread.problems
