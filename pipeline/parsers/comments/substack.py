"""Substack: a post's comments from the publication's own API, whose answer nests them whole.

Source: the answers of /api/v1/post/ID/comments?all_comments=true (`comments` of `id`, `name`, `body` as plain text,
`date`, `children`, `ancestor_path`, `deleted`), as public clients read them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import json_answers
from pipeline.parsers.records.stated import add_stated, paragraphs, tree
from pipeline.parsers.records.statements import at

name = "substack"
rank = 12

_ANSWER = re.compile(r"/api/v1/post/\d+/comments")
# The post's number: in the picture for other sites, and in the state that the page hands to its script.
_POST = (
    re.compile(r"/api/v1/post_preview/(\d+)/"),
    re.compile(r'\\?"post\\?":\s*\{[^{}]{0,4000}?\\?"id\\?":\s*(\d+)'),
    re.compile(r'\\?"post_id\\?":\s*\\?"?(\d+)'),
)


def recognises(page: Page) -> bool:
    """Whether the page is made by Substack."""
    return any("substackcdn.com" in (link.get("href") or "") for link in page.rel_links.get("preconnect", ()))


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the answer."""
    found = Extraction()
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        for row, above in tree(answer["comments"], "children"):
            add_stated(
                found, document, row.get("id"), paragraphs(row.get("body")), parent=at(above, "id"),
                name=row.get("name"), image=row.get("photo_url"), time=row.get("date"), edited=row.get("edited_at"),
                permalink=f"{page.url.split('?')[0].split('#')[0].rstrip('/')}/comment/{row.get('id')}",
                url=f"https://substack.com/@{row['handle']}" if row.get("handle") else None,
                state="removed" if row.get("deleted") is True or row.get("body") is None else "visible",
                by_post_author=at(row, "metadata", "is_author") is True,
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """All comments of the post, in one answer."""
    post = next((match.group(1) for pattern in _POST if (match := pattern.search(page.text))), None)
    parts = urlsplit(page.url)
    if post is None or not parts.netloc:
        return []
    address = f"{parts.scheme}://{parts.netloc}/api/v1/post/{post}/comments?all_comments=true&sort=oldest_first"
    return [FollowUp(address, "comments", format="substack")]
