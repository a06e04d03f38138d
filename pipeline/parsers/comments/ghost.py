"""Ghost: a script with `data-ghost-comments`, which names the site, and `data-post-id`.

Source: ghost/core/core/frontend/helpers/comments.js, apps/comments-ui/src/utils/api.ts (members/api/comments/post/ID,
and comments/ID/replies for more than the three that a comment brings along; `html`, `created_at`, `member`, `status`);
run against Ghost 5.130.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_told
from pipeline.parsers.records.servers import MOST_PAGES, elsewhere, json_answers, largest, server
from pipeline.parsers.records.stated import Row, add_stated, tree
from pipeline.parsers.records.statements import at, read_json, rows, word

name = "ghost"
rank = 12

_ANSWER = re.compile(r"/members/api/comments/")
_REPLIES = re.compile(r"/members/api/comments/(\w+)/replies/")
_PAGE_SIZE = 100


def recognises(page: Page) -> bool:
    """Whether the page loads Ghost's own comments."""
    return script_told(page, "data-ghost-comments") is not None


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the site's answers."""
    found = Extraction()
    named, _ = _place(page)
    if server(page, named) is None:
        found.problems.append(elsewhere(name, named))
    answers = list(json_answers(found, more, _ANSWER, "comments"))
    known = {word(row.get("id")) for _, answer in answers for row, _ in tree(answer["comments"], "replies")}
    for document, answer in answers:
        under = _REPLIES.search(document.url)
        for row, above in tree(answer["comments"], "replies"):
            # A reply to a reply that was taken away still stands under the comment that began it.
            answered = row.get("in_reply_to_id") if word(row.get("in_reply_to_id")) in known else None
            parent = answered or row.get("parent_id") or at(above, "id")
            add_stated(
                found, document, row.get("id"), row.get("html"), parent=parent or (under.group(1) if under else None),
                name=at(row, "member", "name"), image=at(row, "member", "avatar_image"), time=row.get("created_at"),
                edited=row.get("edited_at"), permalink=f"{page.url}#ghost-comments-{row.get('id')}",
                state="visible" if row.get("status") in (None, "published") else "removed",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's pages, and the replies of each comment that brings only some along."""
    named, post = _place(page)
    base = server(page, named)
    if base is None or not post:
        return []
    api = f"{base}/members/api/comments"
    pages = min(max(largest(more, _ANSWER, "meta", "pagination", "pages"), 1), MOST_PAGES)
    asked = [f"{api}/post/{post}/?limit={_PAGE_SIZE}&page={number}" for number in range(1, pages + 1)]
    for document in more:
        if _ANSWER.search(document.url) and not _REPLIES.search(document.url):
            cut = [row for row in rows(at(read_json(document.body), "comments")) if _is_cut(row)]
            asked += [f"{api}/{row['id']}/replies/?limit=all" for row in cut if word(row.get("id"))]
    return [FollowUp(url, "comments", format="ghost") for url in asked]


def _is_cut(row: Row) -> bool:
    count = at(row, "count", "replies")
    return isinstance(count, int) and count > len(rows(row.get("replies")))


def _place(page: Page) -> tuple[str | None, str | None]:
    script = script_told(page, "data-ghost-comments")
    return (script.get("data-ghost-comments"), script.get("data-post-id")) if script is not None else (None, None)
