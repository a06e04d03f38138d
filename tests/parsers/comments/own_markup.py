"""Templates of engines other than WordPress: a thread rendered as each of them prints it into its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from tests.parsers.comments.answers import host
from tests.parsers.comments.templates import MONTHS, Said, flat, shown


@dataclass(frozen=True)
class Template:
    """One engine's page for a thread.

    nests: whether it shows what answers what. opens: whether its first record is the post.
    """

    page: Callable[[list[Said]], str]
    nests: bool = True
    opens: bool = False


def _rows(roots: list[Said]) -> list[tuple[Said, int]]:
    """The comments in reading order with their depth."""
    depth: dict[int, int] = {}
    for said, parent in flat(roots):
        depth[said.key] = depth[parent.key] + 1 if parent else 0
    return [(said, depth[said.key]) for said, _ in flat(roots)]


def _boxes(roots: list[Said], item: Callable[[Said], str], opening: str, closing: str) -> str:
    """Items with their answers beside them in a box."""
    parts: list[str] = []
    before = 0
    for said, depth in _rows(roots):
        parts.append(opening * (depth - before) + closing * (before - depth) + item(said))
        before = depth
    return "".join(parts) + closing * before


def _inside(roots: list[Said], item: Callable[[Said], str], opening: str, closing: str, end: str) -> str:
    """Items that hold a list of their answers."""
    parts: list[str] = []
    before = -1
    for said, depth in _rows(roots):
        parts.append(opening * max(depth - before, 0) + (end + closing) * max(before - depth, 0))
        parts.append(end * (depth <= before) + item(said))
        before = depth
    return "".join(parts) + (end + closing) * (before + 1)


def _utc(said: Said) -> str:
    return (said.at - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def drupal7(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        link = f"/comment/{said.key}#comment-{said.key}"
        return (
            f'<a id="comment-{said.key}"></a><div class="comment odd clearfix" about="{link}" '
            f'typeof="sioc:Post sioct:Comment"><h3><a href="{link}" class="permalink">A title</a></h3>'
            f'<div class="submitted"><span property="dc:date dc:created" content="{said.at.isoformat()}+01:00" '
            f'rel="sioc:has_creator">Submitted by <span class="username" '
            f'property="foaf:name" datatype="">{escape(said.name)}</span> on {shown(said.at)}.'
            f'</span></div><div class="content"><div class="field field-name-comment-body"><div class="field-item" '
            f'property="content:encoded"><p>{escape(said.text)}</p></div></div></div><ul class="links inline">'
            f'<li class="comment-reply"><a href="/comment/reply/7/{said.key}">reply</a></li></ul></div>'
        )

    listing = _boxes(roots, item, '<div class="indented">', "</div>")
    return host(f'<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>{listing}</div>')


def drupal_flat(roots: list[Said]) -> str:
    above = {said.key: parent for said, parent in flat(roots)}

    def item(said: Said) -> str:
        parent = above[said.key]
        answers = (
            f'<p class="visually-hidden">In reply to <a href="/comment/{parent.key}#comment-{parent.key}" '
            f'class="permalink">A title</a> by {escape(parent.name)}</p>'
            if parent
            else ""
        )
        return (
            f'<article data-comment-user-id="0" id="comment-{said.key}" class="comment js-comment" '
            f'about="/comment/{said.key}" typeof="schema:Comment"><footer><p class="comment__author"><span lang="" '
            f'typeof="schema:Person" property="schema:name" datatype="">{escape(said.name)} (not verified)</span></p>'
            f'<p class="comment__time">{shown(said.at)}<span property="schema:dateCreated" '
            f'content="{_utc(said).replace("Z", "+00:00")}" class="hidden"></span></p>{answers}</footer>'
            f'<div class="comment-text"><h3 property="schema:name" datatype=""><a '
            f'href="/comment/{said.key}#comment-{said.key}" class="permalink">A title</a></h3><div '
            f'property="schema:text" class="field field--name-comment-body"><p>{escape(said.text)}</p></div></div>'
            f'</article>'
        )

    return host("<section>" + "".join(item(said) for said, _ in _rows(roots)) + "</section>")


def serendipity(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        day = f"{MONTHS[said.at.month - 1]} {said.at.day}. {said.at.year}"
        return (
            f'<article id="c{said.key}" class="serendipity_comment odd commentlevel-{depth}"><header>'
            f'<h4><a href="http://x.example">{escape(said.name)}</a> on <time datetime="{said.at.isoformat()}+01:00">'
            f''
            f'{day}</time>:</h4></header><div class="serendipity_commentBody clearfix '
            f'content">{escape(said.text)}</div>'
            f'<footer><time>{said.at:%H:%M}</time> | <a class="comment_source_trace" href="#c{said.key}">Link</a> | '
            f'<a class="comment_reply" href="#serendipity_CommentForm">Reply</a></footer></article>'
        )

    return host('<section id="comments">' + "".join(item(said, depth) for said, depth in _rows(roots)) + "</section>")


def serendipity_old(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        return (
            f'<a id="c{said.key}"></a><div id="serendipity_comment_{said.key}" class="serendipity_comment odd" '
            f'style="padding-left: {20 * depth}px"><div class="serendipity_commentBody">{escape(said.text)}</div>'
            f'<div class="serendipity_comment_source"><a class="comment_source_trace" href="#c{said.key}">#1</a> '
            f'<span class="comment_source_author">{escape(said.name)}</span> on <span class="comment_source_date">'
            f'{said.at:%Y-%m-%d %H:%M}</span> (<a class="comment_reply" href="#form">Reply</a>)</div></div>'
        )

    return host("<div>" + "".join(item(said, depth) for said, depth in _rows(roots)) + "</div>")


def spip(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<li class="forum-fil"><div class="forum-message"><div class="forum-chapo"><strong class="forum-titre">'
            f'<a href="#forum{said.key}" id="forum{said.key}">A title</a></strong><small><abbr class="published" '
            f'title="{_utc(said)}">{shown(said.at)}</abbr>, by <span class="forum-auteur vcard"><span class="fn">'
            f'{escape(said.name)}</span></span></small></div><div class="forum-texte"><p>{escape(said.text)}</p></div>'
            f'<p class="forum-repondre-message"><a href="/spip.php?id_forum={said.key}">Reply</a></p></div>'
        )

    return host(_inside(roots, item, '<ul class="forum">', "</ul>", "</li>"))


def livejournal(roots: list[Said]) -> str:
    def item(said: Said, depth: int) -> str:
        user = escape(said.name, quote=True)
        return (
            f'<div id="ljcmt{said.key}" class="comment-wrapper" style="margin-left: {25 * depth}px"><div '
            f'class="comment-head"><span class="ljuser" lj:user="{user}"><a href="https://x.lj.example/"><b>{user}</b>'
            f'</a></span> <span class="comment-time">{shown(said.at)} (UTC)</span></div><div class="comment-text">'
            f'{escape(said.text)}</div><div class="comment-menu"><a href="?replyto={said.key}">(Reply)</a></div></div>'
        )

    return host('<div id="comments">' + "".join(item(said, depth) for said, depth in _rows(roots)) + "</div>")


def typepad(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        key = f"6a00e5{said.key}"
        return (
            f'<div class="comment" id="comment-{key}"><div class="comment-content" id="comment-{key}-content"><p>'
            f'{escape(said.text)}</p></div><p class="comment-footer">Posted by: <a href="http://x.example/" '
            f'rel="nofollow">{escape(said.name)}</a> | <a href="https://blog.example/a-post/?cid={key}#comment-{key}">'
            f'{shown(said.at).replace(" at", " at")}</a></p></div>'
        )

    return host('<div id="comments">' + "".join(item(said) for said, _ in _rows(roots)) + "</div>")


def xenforo(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        user = escape(said.name, quote=True)
        return (
            f'<article class="message message--post" data-author="{user}" data-content="post-{said.key}" '
            f'id="js-post-{said.key}"><h4 class="message-name"><a href="/members/1/" class="username">{user}</a></h4>'
            f'<dl class="pairs"><dt>Joined</dt><dd>Mar 1, 2009</dd></dl><a href="/threads/x.7/post-{said.key}"><time '
            f'class="u-dt" datetime="{said.at.isoformat()}+0100" title="{shown(said.at)}">{shown(said.at)}</time></a>'
            f'<article class="message-body"><div class="bbWrapper">{escape(said.text)}</div></article>'
            f'<aside class="message-signature"><div class="bbWrapper">bake on</div></aside></article>'
        )

    return host("".join(item(said) for said, _ in _rows(roots))).replace("<html", '<html id="XF"', 1)


def phpbb(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        user = f'<a href="./memberlist.php?u=2" class="username">{escape(said.name)}</a>'
        return (
            f'<div id="p{said.key}" class="post bg2"><dl class="postprofile"><dt>{user}</dt>'
            f'<dd>Joined: Mar 2009</dd></dl>'
            f'<div class="postbody"><div id="post_content{said.key}"><h3>Re: It</h3>'
            f'<p class="author">by <strong>{user}</strong> » <time datetime="{said.at.isoformat()}+01:00">'
            f'{shown(said.at)}</time></p><div class="content">{escape(said.text)}</div>'
            f'<div class="signature">bake on</div></div></div></div>'
        )

    return host("".join(item(said) for said, _ in _rows(roots)))


def vbulletin(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<table id="post{said.key}"><tr><td class="thead"><a name="x"></a> {said.at:%d %B %Y, %H:%M}</td>'
            f'</tr><tr><td><a class="bigusername" href="member.php?u=1">{escape(said.name)}</a><div>Join Date: Mar 2009'
            f'</div></td><td><div id="post_message_{said.key}">{escape(said.text)}</div></td></tr></table>'
        )

    return host("".join(item(said) for said, _ in _rows(roots)))


def mybb(roots: list[Said]) -> str:
    def item(said: Said) -> str:
        return (
            f'<div class="post" id="post_{said.key}"><div class="post_author"><strong><span class="largetext"><a '
            f'href="member.php?uid=1">{escape(said.name)}</a></span></strong> Joined: Mar 2009</div><span '
            f'class="post_date">{said.at:%d %B %Y, %H:%M} <span class="post_edit"></span></span><div class="post_body" '
            f'id="pid_{said.key}">{escape(said.text)}</div></div>'
        )

    return host("".join(item(said) for said, _ in _rows(roots)))


TEMPLATES = {
    "drupal 7": Template(drupal7),
    "drupal flat": Template(drupal_flat),
    "serendipity 2k11": Template(serendipity),
    "serendipity default": Template(serendipity_old),
    "spip": Template(spip),
    "livejournal": Template(livejournal),
    "typepad": Template(typepad, nests=False),
    "xenforo": Template(xenforo, nests=False, opens=True),
    "phpbb": Template(phpbb, nests=False, opens=True),
    "vbulletin": Template(vbulletin, nests=False, opens=True),
    "mybb": Template(mybb, nests=False, opens=True),
}
