"""SPIP: forums under an article, `ul.forum` of `li.forum-fil`, answers in a list inside.

Source: plugins-dist/forum/prive/squelettes and its public forum.html (`forum-message`, `forum-titre`, `forum-texte`,
`abbr.published` whose title is UTC while the text is the site's clock). A message's title is no text of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import inside, nested, set_text
from pipeline.parsers.records.raw import Extraction, Record
from pipeline.parsers.records.slots import own_elements

name = "spip"
rank = 42

_IDENT = re.compile(r"\A(?:forum|comment|message)(\d+)\Z")
_ANSWER_LINK = re.compile(r"id_forum=(\d+)")


def recognises(page: Page) -> bool:
    """Whether the page shows SPIP's forum messages."""
    return "forum-fil" in page.by_class or "forum-message" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The messages of the page."""
    items = page.classed("forum-fil") or page.classed("forum-message")
    records = nested(page, [Record((item,), None) for item in items])
    for record in records:
        record.key = _key(page, record)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        set_text(page, comment, inside(page, record, "forum-texte"), (inside(page, record, "forum-repondre-message"),))
        author = inside(page, record, "fn")
        if author is not None and not comment.name:
            comment.name = "".join(map(str, author.itertext())).strip() or None
    return Extraction(comments, records)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: the page shows all, or pages of its own."""
    return []


def _key(page: Page, record: Record) -> str | None:
    for element in own_elements(page, record):
        found = _IDENT.match(element.get("id") or "") or _answered(element)
        if found:
            return found.group(1)
    return None


def _answered(element: Element) -> re.Match[str] | None:
    return _ANSWER_LINK.search(element.get("href") or "") if element.tag == "a" else None
