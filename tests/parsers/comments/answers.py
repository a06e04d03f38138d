"""Comment servers: pages that load their threads by script, and the answers of each engine's own shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.parsers.comments.said import Said, flat

Row = dict[str, Any]
_HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A post</title>'
_TEXT = "</head><body><h1>A post</h1><p>The article itself, which is long enough to be one.</p>"


@dataclass(frozen=True)
class Server:
    """One engine. page: what loads it. answer: the body for a thread, as JSON or as text. plain: it has no markup."""

    page: str
    answer: Callable[[list[Said]], object]
    plain: bool = False


def host(markup: str, head: str = "") -> str:
    return f"{_HEAD}{head}{_TEXT}{markup}</body></html>"


def iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def epoch(at: datetime) -> int:
    return int(at.replace(tzinfo=UTC).timestamp())


def html(said: Said) -> str:
    return said.markup


def nested(roots: list[Said], row: Callable[[Said, Said | None], Row], below: Callable[[Row], list[Row]]) -> list[Row]:
    """`row` of each comment, its answers in the list that `below` gives of it."""
    top: list[Row] = []
    made: dict[int, Row] = {}
    for said, parent in flat(roots):
        made[said.key] = row(said, parent)
        (below(made[parent.key]) if parent else top).append(made[said.key])
    return top


def listed(roots: list[Said], row: Callable[[Said, Said | None], Row]) -> list[Row]:
    return [row(said, parent) for said, parent in flat(roots)]


def key(said: Said | None) -> int | None:
    return said.key if said else None


def isso(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": said.key, "parent": key(parent), "text": html(said), "author": said.name, "website": None,
            "created": epoch(said.at) + 0.25, "modified": None, "mode": 1, "replies": [],
        }

    return {"id": None, "hidden_replies": 0, "replies": nested(roots, row, lambda above: above["replies"])}


def commento(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "commentHex": str(said.key), "commenterHex": f"who{said.key}", "html": html(said), "state": "approved",
            "parentHex": str(parent.key) if parent else "root", "creationDate": iso(said.at), "deleted": False,
        }

    who = {f"who{said.key}": {"name": said.name, "link": "undefined", "photo": "undefined"} for said, _ in flat(roots)}
    return {"success": True, "comments": listed(roots, row), "commenters": who}


def remark42(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        comment = {
            "id": str(said.key), "pid": str(parent.key) if parent else "", "text": html(said),
            "user": {"name": said.name, "id": "x", "picture": ""}, "time": iso(said.at),
        }
        return {"comment": comment, "replies": []}

    return {"comments": nested(roots, row, lambda above: above["replies"]), "info": {"count": len(flat(roots))}}


def cusdis(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": f"u-{said.key}", "by_nickname": said.name, "content": said.text, "parsedContent": html(said),
            "createdAt": iso(said.at), "parsedCreatedAt": "2020-01-01 00:00", "moderator": None,
            "replies": {"data": [], "pageCount": 1},
        }

    rows = nested(roots, row, lambda above: above["replies"]["data"])
    return {"data": {"data": rows, "commentCount": len(rows), "pageSize": 10, "pageCount": 1}}


def waline(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "objectId": said.key, "nick": said.name, "link": "", "comment": html(said), "time": epoch(said.at) * 1000,
            "pid": key(parent),
        }

    # All answers stand under their root, flat.
    rows = [{**row(root, None), "children": [row(*pair) for pair in flat([root])[1:]]} for root in roots]
    return {"errno": 0, "errmsg": "", "data": {"page": 1, "totalPages": 1, "pageSize": 100, "data": rows}}


def twikoo(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": f"f{said.key}", "nick": said.name, "link": "", "comment": html(said), "replies": [],
            "created": epoch(said.at) * 1000, "updated": epoch(said.at) * 1000,
            "pid": f"f{parent.key}" if parent else "",
        }

    rows = nested(roots, row, lambda above: above["replies"])
    return {"data": rows, "more": False, "count": len(rows)}


def artalk(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": said.key, "content": said.text, "content_marked": html(said), "nick": said.name, "link": "",
            "date": said.at.strftime("%Y-%m-%d %H:%M:%S"), "rid": parent.key if parent else 0, "is_collapsed": False,
        }

    return {"comments": listed(roots, row), "count": len(flat(roots)), "roots_count": len(roots)}


def squarespace(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": f"5c{said.key}", "parentId": f"5c{parent.key}" if parent else "5b0c1d2e3f405162738495a6",
            "body": html(said), "addedOn": epoch(said.at) * 1000, "author": {"displayName": said.name},
        }

    return {"comments": listed(roots, row)}


def giscus(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": f"DC_{said.key}", "author": {"login": said.name, "url": "https://github.com/x"}, "replies": [],
            "createdAt": iso(said.at), "bodyHTML": html(said), "lastEditedAt": None, "deletedAt": None,
        }

    rows = nested(roots, row, lambda above: above["replies"])
    return {"discussion": {"id": "D_1", "pageInfo": {"hasNextPage": False, "endCursor": "x"}, "comments": rows}}


def ghost(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": f"6{said.key}", "member": {"name": said.name, "avatar_image": None}, "html": html(said),
            "created_at": iso(said.at).replace("Z", ".000Z"), "edited_at": None, "status": "published", "replies": [],
            "count": {"replies": len(said.children), "likes": 0},
        }

    rows = nested(roots, row, lambda above: above["replies"])
    return {"comments": rows, "meta": {"pagination": {"page": 1, "limit": 100, "pages": 1, "total": len(rows)}}}


def substack(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": said.key, "name": said.name, "body": said.text, "date": iso(said.at).replace("Z", ".000Z"),
            "deleted": False, "children": [], "ancestor_path": "", "handle": None, "photo_url": None,
        }

    return {"comments": nested(roots, row, lambda above: above["children"])}


def discourse(roots: list[Said]) -> object:
    place = {said.key: number for number, (said, _) in enumerate(flat(roots), 2)}

    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": said.key, "post_number": place[said.key], "username": said.name, "cooked": html(said), "version": 1,
            "created_at": iso(said.at), "reply_to_post_number": place[parent.key] if parent else None, "post_type": 1,
        }

    first = {"id": 1, "post_number": 1, "username": "blog", "cooked": "<p>It</p>", "created_at": "2001-01-01T00:00Z"}
    posts = [first, *listed(roots, row)]
    return {"post_stream": {"posts": posts, "stream": [post["id"] for post in posts]}}


def disqus(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "id": str(said.key), "parent": key(parent), "createdAt": said.at.strftime("%Y-%m-%dT%H:%M:%S"),
            "author": {"name": said.name}, "message": html(said), "isDeleted": False,
        }

    posts = listed(roots, row)
    data = json.dumps({"cursor": {"total": len(posts)}, "response": {"posts": posts}}).replace("</", "<\\/")
    return f'<html><body><script type="text/json" id="disqus-threadData">{data}</script></body></html>'


def blogger(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        links = [{"rel": "alternate", "href": f"https://blog.example/a-post/?showComment={epoch(said.at) * 1000}"}]
        if parent:
            address = f"https://www.blogger.com/feeds/5/77/comments/default/{parent.key}?v=2"
            links.append({"rel": "related", "href": address})
        return {
            "id": {"$t": f"tag:blogger.com,1999:blog-5.post-{said.key}"}, "published": {"$t": iso(said.at)},
            "content": {"$t": html(said)}, "author": [{"name": {"$t": said.name}}], "link": links,
        }

    rows = listed(roots, row)
    return {"feed": {"openSearch$totalResults": {"$t": str(len(rows))}, "entry": rows}}


def jetpack(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "ID": said.key, "author": {"name": said.name, "URL": ""}, "date": iso(said.at), "content": html(said),
            "parent": {"ID": parent.key, "type": "comment"} if parent else False, "type": said.kind,
        }

    return {"found": len(flat(roots)), "comments": listed(roots, row)}


def fastcomments(roots: list[Said]) -> object:
    def row(said: Said, parent: Said | None) -> Row:
        return {
            "_id": f"f{said.key}", "commenterName": said.name, "commentHTML": html(said), "date": iso(said.at),
            "parentId": f"f{parent.key}" if parent else None, "verified": True, "children": [],
        }

    return {"status": "success", "comments": nested(roots, row, lambda above: above["children"]), "pageNumber": 0}


_FASTCOMMENTS = "FastCommentsUI(document.getElementById('fastcomments-widget'), {\"tenantId\": \"bread\"});"
_DISCOURSE = "DiscourseEmbed = { discourseUrl: 'https://talk.blog.example/', topicId: 12 };"
_REMARK = 'var remark_config = { host: "https://remark.blog.example", site_id: "blog" };'
_WALINE = "Waline.init({ el: '#waline', serverURL: 'https://talk-of-blog.vercel.app' });"
_STATISTICS = """_stq.push([ "view", {"v":"wpcom","blog":"12","post":"77","tz":"0","srv":"blog.example"} ]);"""

SERVERS = {
    "isso": Server(
        host('<section id="isso-thread"></section><script data-isso="//comments.blog.example/" src="/e.js"></script>'),
        isso,
    ),
    "commento": Server(
        host('<div id="commento"></div><script src="https://cdn.commento.io/js/commento.js"></script>'), commento
    ),
    "remark42": Server(host(f'<div id="remark42"></div><script>{_REMARK}</script>'), remark42),
    "cusdis": Server(
        host('<div id="cusdis_thread" data-host="https://cusdis.com" data-app-id="a-1" data-page-id="7"></div>'), cusdis
    ),
    "waline": Server(host(f'<div id="waline"></div><script type="module">{_WALINE}</script>'), waline),
    "twikoo": Server(
        host("<div id='tcomment'></div><script>twikoo.init({ envId: 'https://tw.blog.example' })</script>"),
        twikoo,
    ),
    "artalk": Server(
        host("<div id='Comments'></div><script>Artalk.init({ el: '#Comments', server: 'https://art.blog.example', "
             "site: 'Bread' })</script>"),
        artalk,
    ),
    "squarespace": Server(
        host('<div class="squarespace-comments" id="comments-5b0c1d2e3f405162738495a6"></div>'), squarespace
    ),
    "giscus": Server(
        host('<script src="https://giscus.app/client.js" data-repo="ada/blog" data-category="Posts" '
             'data-mapping="pathname"></script>'),
        giscus,
    ),
    "ghost": Server(
        host('<script src="/c.js" data-ghost-comments="https://blog.example/" data-post-id="63f0"></script>'), ghost
    ),
    "substack": Server(
        host("", '<link rel="preconnect" href="https://substackcdn.com"><meta name="twitter:image" '
                 'content="https://x.example/api/v1/post_preview/4711/twitter.jpg">'),
        substack,
        plain=True,
    ),
    "discourse": Server(host(f'<div id="discourse-comments"></div><script>{_DISCOURSE}</script>'), discourse),
    "fastcomments": Server(
        host(f'<div id="fastcomments-widget"></div><script>{_FASTCOMMENTS}</script>'), fastcomments
    ),
    "disqus": Server(
        host('<div id="disqus_thread"></div><script src="https://acme.disqus.com/embed.js"></script>'), disqus
    ),
    "blogger": Server(
        host("<script>var v = 'dynamicviews';</script>", '<meta name="generator" content="blogger">'
             '<meta itemprop="postId" content="77">'),
        blogger,
    ),
    "wordpress": Server(
        host(f'<div id="comments"><h3>12 comments</h3></div><script>{_STATISTICS}</script>'), jetpack
    ),
}
