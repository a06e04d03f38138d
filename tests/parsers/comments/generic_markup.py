"""Templates of no engine: the forms in which home-made and unknown software prints threads.

Each is a way of saying what is whose and what answers what: lists in lists, tables, definition lists, boxes with a line
between them, numbers, margins, links. Where the markup names nothing (`bare`, `lines`), a page needs a few comments to
be a list, and what a visitor calls himself must not read as a time: no reader could tell those either.
"""

from __future__ import annotations

import json
import re
from html import escape

from tests.parsers.comments.said import Said, flat, with_depth
from tests.parsers.comments.template import Template, nested, post


def _listing(rows: list[str]) -> str:
    return "\n".join(rows)


def nested_list(roots: list[Said]) -> str:
    """Lists in lists, with class names of their own."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="opinion" id="o{said.key}"><div class="opinion-top"><span class="opinion-author">'
            f'{escape(said.name)}</span>, <span class="opinion-date">{said.shown}</span></div><div class="opinion-text">'
            f'{said.markup}</div><a class="opinion-reply" href="#write">{said.house.words["reply"]}</a>'
        )

    return post(roots, f'<ul class="opinions">{nested(roots, item, "<ul>", "</ul>")}</ul>')


def definitions(roots: list[Said]) -> str:
    """`dt`: who and when; `dd`: what."""
    rows = [
        f'<dt id="c{said.key}"><strong class="name">{escape(said.name)}</strong> <em class="date">{said.shown}</em></dt>'
        f"<dd>{said.markup}</dd>"
        for said, _ in flat(roots)
    ]
    return post(roots, f'<dl class="commentlist">{_listing(rows)}</dl>')


def table(roots: list[Said]) -> str:
    """A row each: who and when on the left, what on the right."""
    rows = [
        f'<tr class="comment"><td class="who"><b class="poster">{escape(said.name)}</b><br><span class="when">{said.shown}'
        f'</span></td><td class="what">{said.markup}</td></tr>'
        for said, _ in flat(roots)
    ]
    return post(roots, f'<table class="guestbook"><tbody>{_listing(rows)}</tbody></table>')


def media(roots: list[Said]) -> str:
    """Bootstrap's media object, one inside the other's body."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<div class="media"><a class="media-left" href="#"><img class="media-object" src="/a.png" alt=""></a><div '
            f'class="media-body"><h4 class="media-heading">{escape(said.name)} <small>{said.shown}</small></h4>'
            f'<div class="media-text">{said.markup}</div>'
        )

    return post(roots, nested(roots, item, "", "", "</div></div>"), site='<div class="comments">')


def boxes(roots: list[Said]) -> str:
    """Boxes without a class, a line between them."""
    rows = [
        f"<div><p><b>{escape(said.name)}</b> – <i>{said.shown}</i></p>{said.markup}</div><hr>" for said, _ in flat(roots)
    ]
    return post(roots, _listing(rows), site='<div id="comments">')


def lines(roots: list[Said]) -> str:
    """Not even boxes: a line of name and time, then the text, then a rule."""
    rows = [
        f'<p class="meta"><b>{escape(said.name)}</b> <small>{said.shown}</small></p>{said.markup}<hr>'
        for said, _ in flat(roots)
    ]
    return post(roots, _listing(rows), site='<div id="comments">')


def meta_after(roots: list[Said]) -> str:
    """The text first, then who and when."""
    rows = [
        f'<div class="comment" id="comment{said.key}"><div class="text">{said.markup}</div><p class="info">'
        f'{said.house.words["by"]} <a href="https://x.example/">{escape(said.name)}</a> | <span class="date">{said.shown}'
        f"</span></p></div>"
        for said, _ in flat(roots)
    ]
    return post(roots, _listing(rows))


def depth_class(roots: list[Said]) -> str:
    """Beside each other, the depth in a class."""
    rows = [
        f'<div class="reply-item level-{depth + 1}" id="r-{said.key}"><p class="reply-item__meta"><span class="user">'
        f'{escape(said.name)}</span> <time>{said.shown}</time></p><div class="reply-item__body">{said.markup}</div></div>'
        for said, depth in with_depth(roots)
    ]
    return post(roots, _listing(rows))


def margins(roots: list[Said]) -> str:
    """Beside each other, the depth in a margin."""
    rows = [
        f'<div class="msg" id="msg{said.key}" style="margin-left: {30 * depth}px;"><div class="msg-head"><b class="author">'
        f'{escape(said.name)}</b> <span class="time">{said.shown}</span></div><div class="msg-text">{said.markup}</div>'
        f"</div>"
        for said, depth in with_depth(roots)
    ]
    return post(roots, _listing(rows), site='<div class="discussion">')


def numbers(roots: list[Said]) -> str:
    """#1, #1.1, #1.1.1."""
    rows = []

    def number(siblings: list[Said], lead: str) -> None:
        for place, said in enumerate(siblings, 1):
            own = f"{lead}{place}"
            rows.append(
                f'<div class="comment"><span class="number">#{own}</span> <span class="author">{escape(said.name)}</span> '
                f'<span class="date">{said.shown}</span><div class="comment-text">{said.markup}</div></div>'
            )
            number(said.children, f"{own}.")

    number(roots, "")
    return post(roots, _listing(rows))


def upward_links(roots: list[Said]) -> str:
    """Beside each other; an answer links to what it answers."""
    rows = [
        f'<article class="comment" id="comment-{said.key}"><header><span class="author">{escape(said.name)}</span>'
        f'<a class="date" href="#comment-{said.key}">{said.shown}</a>'
        + (f'<span class="in-reply-to">in reply to <a href="#comment-{parent.key}">{escape(parent.name)}</a></span>'
           if parent else "")
        + f'</header><div class="comment-body">{said.markup}</div></article>'
        for said, parent in flat(roots)
    ]  # fmt: skip
    return post(roots, _listing(rows))


def parent_attributes(roots: list[Said]) -> str:
    """Beside each other; an answer names its parent in an attribute."""
    rows = [
        f'<article class="comment" data-id="{said.key}"'
        + (f' data-parent-id="{parent.key}"' if parent else "")
        + f'><header><a class="user" href="/u/{said.key}">{escape(said.name)}</a><time datetime="{said.at.isoformat()}">'
        f'{said.shown}</time></header><div class="body">{said.markup}</div></article>'
        for said, parent in flat(roots)
    ]
    return post(roots, _listing(rows), site='<section id="comments">').replace("</div></main>", "</section></main>")


def levels(roots: list[Said]) -> str:
    """Beside each other; the depth is a number."""
    rows = [
        f'<li class="post-item" id="post{said.key}" data-level="{depth}"><strong class="author">{escape(said.name)}</strong> '
        f'<em class="time">{said.shown}</em><div class="message">{said.markup}</div><a href="#">'
        f'{said.house.words["reply"]}</a></li>'
        for said, depth in with_depth(roots)
    ]
    return post(roots, f'<ul class="discussion">{_listing(rows)}</ul>')


def bem(roots: list[Said]) -> str:
    """Blocks, elements and modifiers; the answers in an element of their own."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<div class="reader-comment" data-id="{said.key}"><div class="reader-comment__head"><span '
            f'class="reader-comment__name">{escape(said.name)}</span><span class="reader-comment__when">{said.shown}</span>'
            f'</div><div class="reader-comment__text">{said.markup}</div><div class="reader-comment__actions"><a href="#">'
            f'{said.house.words["reply"]}</a><a href="#">Report</a></div><div class="reader-comment__children">'
        )

    return post(roots, nested(roots, item, "", "", "</div></div>"), site='<div class="reader-comments">')


def beside(roots: list[Said]) -> str:
    """Answers in a box beside their parent."""
    parts: list[str] = []
    before = 0
    for said, depth in with_depth(roots):
        parts.append('<div class="replies">' * (depth - before) + "</div>" * (before - depth))
        before = depth
        parts.append(
            f'<div class="entry"><p class="by"><span class="username">{escape(said.name)}</span> <span class="timestamp">'
            f'{said.shown}</span></p><div class="entry-content">{said.markup}</div></div>'
        )
    return post(roots, "".join(parts) + "</div>" * before, site='<section class="comment-thread"><div>').replace(
        "</div></main>", "</div></section></main>"
    )


def utility_classes(roots: list[Said]) -> str:
    """Class names that say how it looks and not what it is."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="flex mb-4 p-2"><div class="w-full"><div class="text-sm mb-1"><span class="font-bold">'
            f'{escape(said.name)}</span> <span class="text-gray-500">{said.shown}</span></div><div class="prose">'
            f'{said.markup}</div><button class="text-xs">{said.house.words["reply"]}</button></div>'
        )

    return post(roots, f'<ul class="mt-4">{nested(roots, item, "<ul class=pl-8>", "</ul>")}</ul>', site='<div id="comments">')


def hashed_classes(roots: list[Said]) -> str:
    """Class names that a build tool made."""
    rows = [
        f'<div class="css-1x2y3z"><div class="css-9q8w7e"><span class="css-k2j3h4">{escape(said.name)}</span><time '
        f'class="css-m5n6b7" datetime="{said.at.isoformat()}">{said.shown}</time></div><div class="css-p0o9i8">'
        f"{said.markup}</div></div>"
        for said, _ in flat(roots)
    ]
    return post(roots, f'<div class="css-a1s2d3">{_listing(rows)}</div>', site='<section id="comments">').replace(
        "</div></main>", "</section></main>"
    )


def quotations(roots: list[Said]) -> str:
    """A quotation each, and a `cite` that says whose and when."""
    rows = [
        f'<div class="comment"><blockquote>{said.markup}</blockquote><cite>{escape(said.name)}</cite> <span class="date">'
        f"{said.shown}</span></div>"
        for said, _ in flat(roots)
    ]
    return post(roots, _listing(rows))


def microdata(roots: list[Said]) -> str:
    """schema.org `Comment` as microdata."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="k{said.key}"><div class="r1">'
            f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">'
            f'{escape(said.name)}</span></span> <time itemprop="datePublished" datetime="{said.at.isoformat()}+01:00">'
            f'{said.shown}</time></div><div itemprop="text">{said.markup}</div>'
        )

    return post(roots, nested(roots, item, "", "", "</div>"))


def microformats(roots: list[Said]) -> str:
    """h-cite: webmentions as responses."""
    rows = [
        f'<div class="u-comment h-cite"><a class="u-author h-card" href="https://x.example/"><img class="u-photo" '
        f'src="/a.png" alt="">{escape(said.name)}</a> <a class="u-url" href="https://x.example/r/{said.key}"><time '
        f'class="dt-published" datetime="{said.at.isoformat()}+01:00">{said.shown}</time></a><div class="p-content p-name">'
        f"{said.markup}</div></div>"
        for said, _ in flat(roots)
    ]
    return post(roots, _listing(rows), site='<div class="responses">')


def json_ld(roots: list[Said]) -> str:
    """schema.org `Comment` in JSON-LD, the markup empty."""

    def row(said: Said) -> dict[str, object]:
        return {
            "@type": "Comment", "text": said.text, "author": {"@type": "Person", "name": said.name},
            "dateCreated": f"{said.at.isoformat()}+01:00", "comment": [row(child) for child in said.children],
        }  # fmt: skip

    posting = {"@context": "https://schema.org", "@type": "BlogPosting", "comment": [row(said) for said in roots]}
    script = json.dumps(posting).replace("</", "<\\/")
    return post(roots, "", head=f'<script type="application/ld+json">{script}</script>')


def _plainly(name: str) -> bool:
    """Whether a bare text is seen to be a name: with a letter, without a figure, and no word of templates."""
    return re.search(r"\d", name) is None and any(letter.isalpha() for letter in name) and name not in ("Reply", "Date")


GENERIC = {
    "nested list": Template(nested_list),
    "definitions": Template(definitions, nests=False, keys=False, least=2),
    "table": Template(table, nests=False, keys=False),
    "media": Template(media, keys=False, least=2, names=_plainly),
    "boxes": Template(boxes, nests=False, keys=False, least=3, names=_plainly),
    "lines": Template(lines, nests=False, keys=False, least=3, names=_plainly),
    "meta after": Template(meta_after, nests=False, names=_plainly),
    "depth class": Template(depth_class),
    "margins": Template(margins),
    "numbers": Template(numbers, keys=False),
    "upward links": Template(upward_links),
    "parent attributes": Template(parent_attributes),
    "levels": Template(levels),
    "bem": Template(bem),
    "beside": Template(beside, keys=False),
    "utility classes": Template(utility_classes, keys=False, least=2, names=_plainly),
    "hashed classes": Template(hashed_classes, nests=False, keys=False, least=2, names=_plainly),
    "quotations": Template(quotations, nests=False, keys=False),
    "microdata": Template(microdata),
    "microformats": Template(microformats, nests=False, keys=False, engine="microformats"),
    "json-ld": Template(json_ld, plain=True, keys=False, engine="schema.org"),
}
