"""WordPress.com and Jetpack: WordPress' own markup, and for what it lacks the public API, which knows all parents.

Source: public-api.wordpress.com/rest/v1.1/sites/SITE/posts/ID/replies/ (`found`, `comments` of `ID`, `author`, `date`
with the blog's offset, `content` as HTML, `parent` false or with `ID`, `type`), the statistics script's blog and post.
Keys are WordPress' own numbers, so its name is too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import CommentKind, Document, FollowUp
from pipeline.parsers.comments import wordpress
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import json_answers, largest
from pipeline.parsers.records.stated import add_stated
from pipeline.parsers.records.statements import at, rows

name = "wordpress"
rank = 19

_ANSWER = re.compile(r"\Ahttps://public-api\.wordpress\.com/rest/v1\.1/sites/\d+/posts/\d+/replies/")
_STATISTICS = re.compile(r"_stq\.push\(\s*\[\s*[\"']view[\"'].{0,400}", re.S)
_NUMBER = {which: re.compile(rf"""["'\\{{,\s]{which}\\?["']?\s*:\s*\\?["']?(\d+)""") for which in ("blog", "post")}
_KINDS: dict[str, CommentKind] = {"pingback": "pingback", "trackback": "trackback", "webmention": "webmention"}
_PAGE_SIZE = 100
_MOST = 5_000


def recognises(page: Page) -> bool:
    """Whether the page counts its visits with WordPress.com, which then knows its comments."""
    return "_stq" in page.inline_scripts and _numbers(page) is not None


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """What WordPress' markup and own answers hold, and the public API's answers."""
    found = wordpress.extract(page, [document for document in more if not _ANSWER.search(document.url)])
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        found.declare(answer.get("found"))
        for row in rows(answer["comments"]):
            add_stated(
                found, document, row.get("ID"), row.get("content"), parent=at(row, "parent", "ID"),
                name=at(row, "author", "name"), url=at(row, "author", "URL"), image=at(row, "author", "avatar_URL"),
                time=row.get("date"), permalink=row.get("URL"), kind=_KINDS.get(str(row.get("type")), "comment"),
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """WordPress' own requests; where it has none, the public API's, if the page shows less than it counts."""
    asked = wordpress.follow_ups(page, more, found, declared)
    numbers = _numbers(page)
    if asked or numbers is None or declared is None or declared <= len(found.records):
        return asked
    blog, post = numbers
    address = f"https://public-api.wordpress.com/rest/v1.1/sites/{blog}/posts/{post}/replies/?number={_PAGE_SIZE}&order=ASC"
    count = min(max(largest(more, _ANSWER, "found"), 1), _MOST)
    return [FollowUp(f"{address}&offset={at}", "comments", format="jetpack") for at in range(0, count, _PAGE_SIZE)]


def _numbers(page: Page) -> tuple[str, str] | None:
    told = _STATISTICS.search(page.inline_scripts)
    blog, post = (_NUMBER[which].search(told.group()) if told else None for which in ("blog", "post"))
    return (blog.group(1), post.group(1)) if blog and post and post.group(1) != "0" else None
