"""Random threads, and the templates of real themes that render them: what goes in must come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from hypothesis import strategies as st


@dataclass
class Said:
    """One comment as a visitor made it."""

    key: int
    name: str
    at: datetime
    text: str
    kind: str = "comment"
    children: list[Said] = field(default_factory=list)


MONTHS = (
    "January February March April May June July August September October November December".split()
)
_WORDS = st.sampled_from(
    "Reply|Danke!|5 comments|said on June 3, 2010 at 10:00 am|<b>bold</b> & brave|Antworten|one two three|"
    "@Ben 12:30 works|https://shop.example/a?b=c|Posted by nobody|„Quoted“ — and more|2 + 2 = "
    "5|naïve|\u4f60\u597d".split("|")
)
_NAMES = st.sampled_from(
    "Ada Quill|Ben|Zoë 7|李雷|von Aue|Reply|Mr. May|anna_b|Dr. O'Neil|Firma Holz & Söhne|x|Marta July".split("|")
)
_TIMES = st.datetimes(datetime(2005, 1, 1), datetime(2026, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def threads(draw: st.DrawFn, deepest: int = 5, pings: bool = True) -> list[Said]:
    """A thread as a list of roots; keys rise in reading order."""
    count = draw(st.integers(1, 12))
    roots: list[Said] = []
    trail: list[Said] = []
    for number in range(count):
        text = " ".join(draw(st.lists(_WORDS, min_size=1, max_size=4)))
        said = Said(100 + number, draw(_NAMES), draw(_TIMES), text)
        if pings and draw(st.integers(0, 9)) == 0:
            said.kind = draw(st.sampled_from(["pingback", "trackback"]))
        depth = 0 if said.kind != "comment" else draw(st.integers(0, min(len(trail), deepest - 1)))
        del trail[depth:]
        (trail[-1].children if trail else roots).append(said)
        if said.kind == "comment":
            trail.append(said)
    return roots


def flat(roots: list[Said]) -> list[tuple[Said, Said | None]]:
    """Comment and parent, in reading order."""
    rows: list[tuple[Said, Said | None]] = []
    stack: list[tuple[Said, Said | None]] = [(said, None) for said in reversed(roots)]
    while stack:
        said, parent = stack.pop()
        rows.append((said, parent))
        stack.extend((child, said) for child in reversed(said.children))
    return rows


def shown(at: datetime) -> str:
    """As `get_comment_date()` and `get_comment_time()` print it in English."""
    clock = f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
    return f"{MONTHS[at.month - 1]} {at.day}, {at.year} at {clock}"


def page(listing: str, declared: int, body: str = "") -> bytes:
    """A post's page around a comment list."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A post</title>
<meta name="generator" content="WordPress 6.5"><link rel="canonical" href="https://blog.example/a-post/"></head>
<body class="single postid-7"><main><article class="post"><h1 class="entry-title">A post</h1>
<div class="entry-content"><p>The article itself, which is long enough to be one, and says nothing of note.</p>{body}
</div>
</article><div id="comments" class="comments-area"><h2 class="comments-title">{declared} thoughts on “A post”</h2>
{listing}<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form id="commentform"></form></div>
</div></main></body></html>""".encode()


def _nested(roots: list[Said], item: Callable[[Said, int], str], opening: str, closing: str, around: str = "ol") -> str:
    """`item` for each comment, its answers in a list inside or after it, without recursion."""
    parts: list[str] = [opening]
    stack: list[tuple[str, Said | None, int]] = [("item", said, 0) for said in reversed(roots)]
    while stack:
        what, said, depth = stack.pop()
        if said is None:
            parts.append(what)
            continue
        parts.append(item(said, depth))
        stack.append(("</li>", None, depth))
        if said.children:
            stack.append((f"</{around}>", None, depth))
            stack.extend(("item", child, depth + 1) for child in reversed(said.children))
            stack.append((f'<{around} class="children">', None, depth))
    parts.append(closing)
    return "".join(parts)


def _classes(said: Said, depth: int) -> str:
    return f"{said.kind} even thread-even depth-{depth + 1}"


def _ping(said: Said, depth: int) -> str:
    link = f'<a href="https://other.example/{said.key}" rel="external nofollow ugc" class="url">{escape(said.name)}</a>'
    item = f'<li id="comment-{said.key}" class="{_classes(said, depth)}">'
    return f'{item}<div class="comment-body">Pingback: {link}</div>'


def _link(said: Said) -> str:
    return f'<a href="https://blog.example/a-post/#comment-{said.key}">'


def html5(roots: list[Said]) -> str:
    """Walker_Comment::html5_comment()."""

    def item(said: Said, depth: int) -> str:
        if said.kind != "comment":
            return _ping(said, depth)
        return (
            f'<li id="comment-{said.key}" class="{_classes(said, depth)}">'
            f'<article id="div-comment-{said.key}" class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard"><img alt="" src="/a.png" class="avatar"/>'
            f'<b class="fn">{escape(said.name)}</b> <span class="says">says:</span></div>'
            f'<div class="comment-metadata">{_link(said)}<time datetime="{said.at.isoformat()}+02:00">'
            f'{shown(said.at)}</time></a>'
            f'</div></footer><div class="comment-content"><p>{escape(said.text)}</p></div>'
            f'<div class="reply">'
            f'<a rel="nofollow" class="comment-reply-link" href="?replytocom={said.key}#respond">Reply</a></div>'
            f"</article>"
        )

    return _nested(roots, item, '<ol class="comment-list">', "</ol>")


def old(roots: list[Said]) -> str:
    """Walker_Comment::comment(): no element of its own around the text."""

    def item(said: Said, depth: int) -> str:
        if said.kind != "comment":
            return _ping(said, depth)
        return (
            f'<li class="{_classes(said, depth)}" id="comment-{said.key}">'
            f'<div id="div-comment-{said.key}" class="comment-body">'
            f'<div class="comment-author vcard">'
            f'<cite class="fn">{escape(said.name)}</cite> <span class="says">says:</span></div>'
            f'<div class="comment-meta commentmetadata">{_link(said)}{shown(said.at)}</a></div>'
            f'<p>{escape(said.text)}</p>'
            f'<div class="reply"><a class="comment-reply-link" href="?replytocom={said.key}#respond">Reply</a>'
            f'</div></div>'
        )

    return _nested(roots, item, '<ul class="commentlist">', "</ul>", "ul")


def block(roots: list[Said]) -> str:
    """wp:comment-template."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li id="comment-{said.key}" class="{_classes(said, depth)}"><div class="wp-block-group">'
            f'<div class="wp-block-comment-author-name">{escape(said.name)}</div><div class="wp-block-comment-date">'
            f'<time datetime="{said.at.isoformat()}+02:00">{_link(said)}{shown(said.at)}</a></time></div>'
            f'<div class="wp-block-comment-content"><p>{escape(said.text)}</p></div>'
            f'<div class="wp-block-comment-reply-link">'
            f'<a class="comment-reply-link" href="?replytocom={said.key}">Reply</a></div></div>'
        )

    return _nested(roots, item, '<div class="wp-block-comments"><ol class="wp-block-comment-template">', "</ol></div>")


def home_made(roots: list[Said]) -> str:
    """A callback that prints the meta after the text and marks the item by nothing but the walker's classes."""

    def item(said: Said, depth: int) -> str:
        return (
            f'<li class="{_classes(said, depth)}" id="li-comment-{said.key}"><div class="commenttext">'
            f'<p>{escape(said.text)}</p></div>'
            f'<p class="commentinfo">Comment by <cite>{escape(said.name)}</cite> — <small class="commentdate">'
            f'<a href="#comment-{said.key}">{shown(said.at)}</a></small></p>'
        )

    return _nested(roots, item, '<ol class="commentlist">', "</ol>")


def siblings(roots: list[Said]) -> str:
    """WordPress.com: all items beside each other, the nesting in `depth-N` alone."""
    rows = []
    depths: dict[int, int] = {}
    for said, parent in flat(roots):
        depth = depths[said.key] = depths[parent.key] + 1 if parent else 0
        rows.append(
            f'<li class="{_classes(said, depth)}" id="comment-{said.key}"><div class="comment-author vcard">'
            f'<span class="fn">{escape(said.name)}</span></div>'
            f'<div class="comment-meta">{_link(said)}{shown(said.at)}</a></div>'
            f'<div class="comment-content"><p>{escape(said.text)}</p></div></li>'
        )
    return f'<ol class="commentlist">{"".join(rows)}</ol>'


def pairs(roots: list[Said]) -> str:
    """Thesis: `dt` holds author and time, the next `dd` the text. Flat."""
    rows = []
    for said, _ in flat(roots):
        rows.append(
            f'<dt class="comment even depth-1" id="comment-{said.key}">'
            f'<span class="comment_author">{escape(said.name)}</span>'
            f'<span class="comment_time"><a href="#comment-{said.key}">{shown(said.at)}</a></span></dt>'
            f'<dd class="comment even depth-1"><div class="format_text" id="comment-body-{said.key}">'
            f'<p>{escape(said.text)}</p>'
            f"</div></dd>"
        )
    return f'<dl id="comment_list">{"".join(rows)}</dl>'
