"""Coral: a container that `Coral.createStreamEmbed()` fills, by GraphQL from the server that it names.

Source: its GraphQL schema (`story.comments.edges[].node` of `id`, `body` as HTML, `author.username`, `createdAt`,
`parent`, `replies`, `editing.edited`, `deleted`, `commentCounts.totalPublished`). A server in use answers others than
its own script only with a token: what is read are answers that were saved, and a problem says so where there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import unreadable
from pipeline.parsers.records.stated import Row, add_stated
from pipeline.parsers.records.statements import at, read_json, rows

name = "coral"
rank = 12

_MARKERS = ("Coral.createStreamEmbed", "Coral.Talk.render")
_ANSWER = re.compile(r"/api/graphql\b")
_REMOVED = ("REJECTED", "SYSTEM_WITHHELD")


def recognises(page: Page) -> bool:
    """Whether a script of the page starts Coral."""
    return any(marker in page.inline_scripts for marker in _MARKERS) or "coral_thread" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of answers that were saved with the page."""
    found = Extraction()
    answers = [(document, read_json(document.body)) for document in more if _ANSWER.search(document.url)]
    if not answers:
        found.problems.append(unreadable(name, "its server answers only its own script, or a token"))
    for document, answer in answers:
        story = at(answer, "data", "story")
        if at(story, "comments", "edges") is None and at(answer, "data", "comment") is None:
            found.problems.append(unreadable(name, f"{document.url} gave no comments"))
        found.declare(at(story, "commentCounts", "totalPublished"))
        for node, parent in _nodes(story, at(answer, "data", "comment")):
            _add(found, page, document, node, parent)
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None that would be answered."""
    return []


def _nodes(story: Any, comment: Any) -> Iterator[tuple[Row, Any]]:
    """The comments of a story, or the replies of one comment, with the key of the one above."""
    first = [(node, None) for node in _listed(at(story, "comments"))]
    first += [(node, at(comment, "id")) for node in _listed(at(comment, "replies"))]
    stack = list(reversed(first))
    while stack:
        node, above = stack.pop()
        yield node, above
        stack.extend((below, node.get("id")) for below in reversed(_listed(node.get("replies"))))


def _listed(connection: Any) -> list[Row]:
    nodes = [edge.get("node") for edge in rows(at(connection, "edges"))] or rows(at(connection, "nodes"))
    return [node for node in nodes if isinstance(node, dict)]


def _add(found: Extraction, page: Page, document: Document, node: Row, above: Any) -> None:
    add_stated(
        found, document, node.get("id"), node.get("body"), parent=at(node, "parent", "id") or above,
        name=at(node, "author", "username"), image=at(node, "author", "avatar"), time=node.get("createdAt"),
        edited=at(node, "revision", "createdAt") if at(node, "editing", "edited") is True else None,
        permalink=f"{page.url.split('?')[0].split('#')[0]}?commentID={node.get('id')}",
        state="removed" if node.get("deleted") is True or node.get("status") in _REMOVED else "visible",
    )
