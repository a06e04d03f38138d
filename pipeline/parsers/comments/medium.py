"""Medium: responses, which are posts themselves, in the state that a page hands to its script.

Source: `window.__APOLLO_STATE__` (entities by `Post:ID`, `User:ID`, `Paragraph:ID`, linked by `__ref`;
`threadedPostResponses({…})` with `posts` and `pagingInfo`; `creator`, `firstPublishedAt` in milliseconds,
`content({…}).bodyModel.paragraphs` of `type`, `text`, `markups`), and the answer of its query of the same name. The
query is its own script's, and robots.txt keeps others from asking: what the page lacks stays missing, and is said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.json_text import load_first
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_saying
from pipeline.parsers.records.servers import unreadable
from pipeline.parsers.records.stated import Row, add_stated
from pipeline.parsers.records.statements import at, read_json, rows, word

name = "medium"
rank = 12

_MARKER = "__APOLLO_STATE__"
_ANSWER = re.compile(r"/_/graphql\Z")
_POST = re.compile(r"-([0-9a-f]{8,16})(?:[/?#]|\Z)|/p/([0-9a-f]{8,16})")
_FIELD = re.compile(r"\A(?:threadedPostResponses|content)\(")
_MOST = 10_000
# By Unicode's UTF-16 code units, in which its markups count.
_TAGS = {"STRONG": "strong", "EM": "em", "CODE": "code", "A": "a"}
_BLOCKS = {"PRE": "pre", "BQ": "blockquote", "PQ": "blockquote"}


def recognises(page: Page) -> bool:
    """Whether the page hands posts to Medium's script."""
    return _MARKER in page.inline_scripts and '"Post:' in page.inline_scripts


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The responses that the page's state holds, and those of the query's answers."""
    found = Extraction()
    state = _state(page)
    root = _root(page, state)
    if state is None or root is None:
        found.problems.append(unreadable(name, "the state of the page holds no post"))
        return found
    found.declare(at(root, "postResponses", "count"))
    seen: set[str] = set()
    _add_below(found, page.document, state, root, seen)
    for document in more:
        answer = read_json(document.body) if _ANSWER.search(document.url) else None
        for answered in answer if isinstance(answer, list) else [answer]:
            post = at(answered, "data", "post")
            if isinstance(post, dict):
                _add_below(found, document, {}, post, seen)
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None that would be answered."""
    return []


# The state ------------------------------------------------------------------------------------------------------------


def _state(page: Page) -> dict[str, Any] | None:
    script = script_saying(page, _MARKER) or ""
    start = script.find("{", script.find(_MARKER))
    if start < 0:
        return None
    try:
        state = load_first(script, start)
    except ValueError:
        return None
    return state if isinstance(state, dict) else None


def _root(page: Page, state: dict[str, Any] | None) -> Row | None:
    """The page's own post: by its address, else the one that answers none."""
    if state is None:
        return None
    stated = [page.url, *(link.get("href") or "" for link in page.rel_links.get("canonical", ()))]
    for address in stated:
        found = _POST.search(address)
        post = state.get(f"Post:{found.group(1) or found.group(2)}") if found else None
        if isinstance(post, dict):
            return post
    posts = [row for key, row in state.items() if key.startswith("Post:") and isinstance(row, dict)]
    return next((post for post in posts if _field(post, "threadedPostResponses") is not None), None)


def _field(row: Row, field: str) -> Any:
    """A field that may bear its arguments in its name."""
    if field in row:
        return row[field]
    return next((value for key, value in row.items() if key.startswith(f"{field}(") and _FIELD.match(key)), None)


def _resolved(state: Mapping[str, Any], value: Any) -> Any:
    reference = at(value, "__ref")
    return state.get(reference) if isinstance(reference, str) else value


# Responses ------------------------------------------------------------------------------------------------------------


def _add_below(found: Extraction, document: Document, state: Mapping[str, Any], root: Row, seen: set[str]) -> None:
    author = at(_resolved(state, root.get("creator")), "id")
    stack: list[tuple[Row, str | None]] = [(post, None) for post in reversed(list(_responses(state, root)))]
    while stack and len(found.comments) < _MOST:
        post, parent = stack.pop()
        key = word(post.get("id"))
        if key is None or key in seen:
            continue
        seen.add(key)
        creator = _resolved(state, post.get("creator"))
        latest, first = post.get("latestPublishedAt"), post.get("firstPublishedAt") or post.get("createdAt")
        add_stated(
            found, document, key, _html(state, post), parent=parent, name=at(creator, "name"),
            url=_profile(creator), time=first, edited=latest if latest != first else None,
            permalink=post.get("mediumUrl"), by_post_author=author is not None and at(creator, "id") == author,
        )
        stack.extend((below, key) for below in reversed(list(_responses(state, post))))


def _responses(state: Mapping[str, Any], post: Row) -> Iterator[Row]:
    listed = at(_field(post, "threadedPostResponses"), "posts")
    for reference in listed if isinstance(listed, list) else ():
        row = _resolved(state, reference)
        if isinstance(row, dict):
            yield row


def _profile(creator: Any) -> str | None:
    username = word(at(creator, "username"))
    return f"https://medium.com/@{username}" if username else None


def _html(state: Mapping[str, Any], post: Row) -> str:
    bodies = (at(_field(post, field), "bodyModel", "paragraphs") for field in ("content", "previewContent"))
    paragraphs = next((body for body in bodies if body), None)
    resolved = [_resolved(state, row) for row in paragraphs] if isinstance(paragraphs, list) else []
    return "".join(_paragraph(row) for row in resolved if isinstance(row, dict))


def _paragraph(row: Row) -> str:
    tag = _BLOCKS.get(str(row.get("type")), "p")
    return f"<{tag}>{_marked_up(row)}</{tag}>"


def _marked_up(row: Row) -> str:
    text = row.get("text") if isinstance(row.get("text"), str) else ""
    units = str(text).encode("utf-16-le", "surrogatepass")
    marks = [mark for mark in rows(row.get("markups")) if _spans(mark, len(units) // 2)]
    cuts = sorted({0, len(units) // 2, *(mark[end] for mark in marks for end in ("start", "end"))})
    parts = []
    for start, end in pairwise(cuts):
        piece = escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"), quote=False).replace("\n", "<br>")
        for mark in marks:
            if mark["start"] <= start and end <= mark["end"]:
                piece = _wrapped(piece, mark)
        parts.append(piece)
    return "".join(parts)


def _spans(mark: Row, length: int) -> bool:
    start, end, kind = mark.get("start"), mark.get("end"), mark.get("type")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(kind, str)):
        return False
    return kind in _TAGS and 0 <= start < end <= length


def _wrapped(piece: str, mark: Row) -> str:
    tag = _TAGS[mark["type"]]
    href = f' href="{escape(str(mark.get("href") or ""))}"' if tag == "a" else ""
    return f"<{tag}{href}>{piece}</{tag}>"
