"""WordPress: what core's walkers, its blocks and well-known themes and plugins print for a thread.

After wp-includes/class-walker-comment.php and comment-template.php, wp-includes/blocks/comment-*, and the comment
callbacks of the themes named.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from tests.parsers.comments.drawing import threads
from tests.parsers.comments.said import MONTHS, Said, flat, shown, with_depth
from tests.parsers.comments.template import ARTICLE, Template, nested, post

__all__ = ["MONTHS", "WORDPRESS", "Said", "flat", "page", "shown", "threads"]

_HEAD = (
    '<meta name="generator" content="WordPress 6.5"><link rel="canonical" href="https://blog.example/a-post/">'
    '<link rel="stylesheet" href="https://blog.example/wp-content/themes/it/style.css">'
)
_FORM = '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form id="commentform"></form></div>'


def page(listing: str, declared: int, body: str = "") -> bytes:
    """A post's page around a comment list."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A post</title>{_HEAD}</head>
<body class="single postid-7"><main><article class="post"><h1 class="entry-title">A post</h1>
<div class="entry-content">{text}{body}
</div>
</article><div id="comments" class="comments-area"><h2 class="comments-title">{declared} thoughts on “A post”</h2>
{listing}{_FORM}</div></main></body></html>""".encode()


def on_wordpress(form: Callable[[list[Said]], str], roots: list[Said]) -> str:
    site = '<div id="comments" class="comments-area">'
    return post(roots, form(roots) + _FORM, head=_HEAD, body=' class="single postid-7"', site=site)


def _classes(said: Said, depth: int) -> str:
    return f"{said.kind} even thread-even depth-{depth + 1}"


def _ping(said: Said, depth: int) -> str:
    link = f'<a href="https://other.example/{said.key}" rel="external nofollow ugc" class="url">{escape(said.name)}</a>'
    item = f'<li id="comment-{said.key}" class="{_classes(said, depth)}">'
    return f'{item}<div class="comment-body">{said.kind.title()}: {link}</div>'


def _link(said: Said) -> str:
    return f'<a href="https://blog.example/a-post/#comment-{said.key}">'


def _reply(said: Said, more: str = "", lead: str = "") -> str:
    return (
        f'<a rel="nofollow" class="comment-reply-link{more}" href="https://blog.example/a-post/?replytocom={said.key}'
        f'#respond" data-commentid="{said.key}" data-postid="7" aria-label="Reply to {escape(said.name)}">'
        f'{lead}{said.house.words["reply"]}</a>'
    )


def _name(said: Said) -> str:
    """`get_comment_author_link()`: every other visitor left an address."""
    if said.key % 2:
        return escape(said.name)
    return f'<a href="https://site{said.key}.example/" class="url" rel="ugc external nofollow">{escape(said.name)}</a>'


_AVATAR = '<img alt="" src="https://secure.gravatar.com/avatar/0?s=42" class="avatar avatar-42 photo" height="42" width="42" />'


def html5(roots: list[Said]) -> str:
    """Walker_Comment::html5_comment()."""

    def item(said: Said, depth: int) -> str:
        if said.kind != "comment":
            return _ping(said, depth)
        return (
            f'<li id="comment-{said.key}" class="{_classes(said, depth)}">'
            f'<article id="div-comment-{said.key}" class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard">{_AVATAR}'
            f'<b class="fn">{_name(said)}</b> <span class="says">{said.house.words["says"]}</span></div>'
            f'<div class="comment-metadata">{_link(said)}<time datetime="{said.at.isoformat()}+02:00">{said.shown}'
            f"</time></a></div></footer><div class=\"comment-content\">{said.markup}</div>"
            f'<div class="reply">{_reply(said)}</div></article>'
        )

    return f'<ol class="comment-list">{nested(roots, item)}</ol>'


def old(roots: list[Said]) -> str:
    """Walker_Comment::comment(): no element of its own around the text."""

    def item(said: Said, depth: int) -> str:
        if said.kind != "comment":
            return _ping(said, depth)
        return (
            f'<li class="{_classes(said, depth)}" id="comment-{said.key}">\n'
            f'<div id="div-comment-{said.key}" class="comment-body">\n'
            f'<div class="comment-author vcard">{_AVATAR}'
            f'<cite class="fn">{_name(said)}</cite> <span class="says">{said.house.words["says"]}</span></div>\n'
            f'<div class="comment-meta commentmetadata">{_link(said)}{said.shown}</a></div>\n'
            f'{said.markup}\n<div class="reply">{_reply(said)}</div>\n</div>'
        )

    return f'<ul class="commentlist">{nested(roots, item, "<ul class=children>", "</ul>")}</ul>'


def block(roots: list[Said]) -> str:
    """wp:comment-template."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li id="comment-{said.key}" class="{_classes(said, depth)}"><div class="wp-block-columns">'
            f'<div class="wp-block-column" style="flex-basis:40px"><div class="wp-block-avatar">{_AVATAR}</div></div>'
            f'<div class="wp-block-column"><div class="wp-block-comment-author-name has-small-font-size">{_name(said)}'
            f'</div><div class="wp-block-group"><div class="wp-block-comment-date has-small-font-size">'
            f'<time datetime="{said.at.isoformat()}+02:00">{_link(said)}{said.shown}</a></time></div></div>'
            f'<div class="wp-block-comment-content">{said.markup}</div>'
            f'<div class="wp-block-comment-reply-link">{_reply(said)}</div></div></div>'
        )

    return f'<div class="wp-block-comments"><ol class="wp-block-comment-template">{nested(roots, item, "<ol>")}</ol></div>'


def home_made(roots: list[Said]) -> str:
    """A callback that prints the meta after the text and marks the item by nothing but the walker's classes."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="{_classes(said, depth)}" id="li-comment-{said.key}"><div class="commenttext">'
            f'{said.markup}</div>'
            f'<p class="commentinfo">Comment by <cite>{escape(said.name)}</cite> — <small class="commentdate">'
            f'<a href="#comment-{said.key}">{said.shown}</a></small></p>'
        )

    return f'<ol class="commentlist">{nested(roots, item)}</ol>'


def siblings(roots: list[Said]) -> str:
    """WordPress.com: all items beside each other, the nesting in `depth-N` alone."""
    rows = [
        f'<li class="{_classes(said, depth)}" id="comment-{said.key}"><div class="comment-author vcard">'
        f'<span class="fn">{escape(said.name)}</span></div>'
        f'<div class="comment-meta">{_link(said)}{said.shown}</a></div>'
        f'<div class="comment-content">{said.markup}</div></li>'
        for said, depth in with_depth(roots)
    ]
    return f'<ol class="commentlist">{"".join(rows)}</ol>'


def pairs(roots: list[Said]) -> str:
    """Thesis: `dt` holds author and time, the next `dd` the text. Flat."""
    rows = [
        f'<dt class="comment even depth-1" id="comment-{said.key}">'
        f'<a class="comment_num" href="#comment-{said.key}" title="Permalink to this comment">{number}</a> '
        f'<span class="comment_author">{_name(said)}</span> '
        f'<span class="comment_time"><a href="#comment-{said.key}">{said.shown}</a></span></dt>\n'
        f'<dd class="comment even depth-1"><div class="format_text" id="comment-body-{said.key}">'
        f"{said.markup}</div></dd>\n"
        for number, (said, _) in enumerate(flat(roots), 1)
    ]
    return f'<dl id="comment_list">{"".join(rows)}</dl>'


def kubrick(roots: list[Said]) -> str:
    """The default theme before `wp_list_comments()`: `<cite>X</cite> Says:`, date, text. Flat."""
    rows = [
        f'<li class="alt" id="comment-{said.key}">\n<cite>{_name(said)}</cite> {said.house.words["says"]}\n<br />\n'
        f'<small class="commentmetadata"><a href="#comment-{said.key}" title="">{said.shown}</a> </small>\n'
        f"{said.markup}\n</li>"
        for said, _ in flat(roots)
    ]
    return f'<ol class="commentlist">{"".join(rows)}</ol>'


def hatom(roots: list[Said]) -> str:
    """hAtom: the comment is an entry, its author the entry's title, its text a quotation."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li id="comment-{said.key}" class="hentry {_classes(said, depth)}"><div class="entry-meta vcard">{_AVATAR}'
            f'<h4 class="entry-title fn n">{_name(said)}</h4> <abbr class="published" '
            f'title="{said.at.isoformat()}+00:00">{said.shown}</abbr></div>'
            f'<blockquote class="entry-content">{said.markup}</blockquote><p class="reply">{_reply(said)}</p>'
        )

    return f'<ol class="commentlist">{nested(roots, item)}</ol>'


def _template(form: Callable[[list[Said]], str], **more: object) -> Template:
    return Template(partial(on_wordpress, form), engine="wordpress", **more)


WORDPRESS = {
    "wordpress html5": _template(html5, pings="bare"),
    "wordpress xhtml": _template(old, pings="bare"),
    "wordpress blocks": _template(block, pings="whole"),
    "wordpress home-made": _template(home_made),
    "wordpress.com": _template(siblings),
    "wordpress kubrick": _template(kubrick, nests=False),
    "wordpress pairs": _template(pairs, nests=False),
    "wordpress hatom": _template(hatom),
}
