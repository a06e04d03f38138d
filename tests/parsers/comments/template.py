"""Template: how one engine, theme or stranger's page prints a thread, and what of it is on the page at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.parsers.comments.said import House, Said, flat, with_depth

ARTICLE = (
    "The old bridge over the brook was closed in spring, as everybody had said it would be.",
    "It is to be opened again once the beams have been seen to, which may take all summer.",
)


@dataclass(frozen=True)
class Template:
    """One engine's page for a thread.

    nests: whether it shows what answers what. opens: whether its first record is the post. engine: its name, if not
    the first word of the template's. deepest: levels that it shows. pings: prints pingbacks, "bare" as label and link.
    keys: whether the engine's numbers come back; prefix: what the engine has before them. plain: only paragraphs can be told. dated: whether it shows times.
    least: comments without which the page is no list. names, houses: which of them it can print, null for all.
    """

    page: Callable[[list[Said]], str]
    nests: bool = True
    opens: bool = False
    engine: str | None = None
    deepest: int = 8
    pings: str = ""
    keys: bool = True
    prefix: str = ""
    plain: bool = False
    dated: bool = True
    least: int = 1
    names: Callable[[str], bool] | None = None
    houses: Callable[[House], bool] | None = None


def post(
    roots: list[Said], listing: str, *, head: str = "", body: str = "", site: str = "", title: str = "h2", after: str = ""
) -> str:
    """A post's page around a comment list, with a heading that counts and a form, as most themes have it.

    Args:
        head, body: further markup of the head, attributes of the body. site: the opening tag of the comment area.
        title: the heading's tag, none for "". after: what follows the list.
    """
    house = roots[0].house
    count = f"{len(flat(roots))} {house.words['comments']}"
    heading = f'<{title} class="comments-title">{count}</{title}>' if title else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
    return (
        f'<!DOCTYPE html><html lang="{house.language}"><head><meta charset="utf-8"><title>A post</title>{head}</head>'
        f'<body{body}><header><a href="/">A blog</a></header><main><article class="post"><h1 class="entry-title">A post'
        f'</h1><div class="entry-content">{text}</div></article>{site or "<div>"}{heading}{listing}</div>{after}</main>'
        f"<footer><p>Imprint</p></footer></body></html>"
    )


def boxed(roots: list[Said], item: Callable[[Said], str], opening: str, closing: str) -> str:
    """Items with their answers beside them in a box."""
    parts: list[str] = []
    before = 0
    for said, depth in with_depth(roots):
        parts.append(opening * (depth - before) + closing * (before - depth) + item(said))
        before = depth
    return "".join(parts) + closing * before


def inside(roots: list[Said], item: Callable[[Said], str], opening: str, closing: str, end: str) -> str:
    """Items that hold a list of their answers; the list of the roots included."""
    return opening + nested(roots, lambda said, _: item(said), opening, closing, end) + closing


def nested(
    roots: Sequence[Said],
    item: Callable[[Said, int], str],
    opening: str = '<ol class="children">',
    closing: str = "</ol>",
    end: str = "</li>",
    last: str = "",
) -> str:
    """`item` for each comment, the list of its answers after it, then `end`; without recursion.

    Args:
        last: what stands in an item after the place of its answers.
    """
    parts: list[str] = []
    stack: list[tuple[str, Said | None, int]] = [("", said, 0) for said in reversed(roots)]
    while stack:
        what, said, depth = stack.pop()
        if said is None:
            parts.append(what)
            continue
        parts.append(item(said, depth))
        stack.append((last + end, None, depth))
        if said.children:
            stack.append((closing, None, depth))
            stack.extend(("", child, depth + 1) for child in reversed(said.children))
            stack.append((opening, None, depth))
    return "".join(parts)


def above(roots: list[Said]) -> dict[int, Said | None]:
    """The parent of each comment, by key."""
    return {said.key: parent for said, parent in flat(roots)}
