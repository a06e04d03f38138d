"""Tumblr: the notes under a post; of them, replies and reblogs that add words are comments, likes are not.

Source: the `{PostNotes}` markup (`ol.notes > li.note.reply|reblog.with_commentary`; notes have no time and no number).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.marked import inside
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.text import inline_text

name = "tumblr"
rank = 42


def recognises(page: Page) -> bool:
    """Whether the page shows a post's notes."""
    return "note" in page.by_class and "notes" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The notes that say something."""
    found = Extraction()
    for note in page.classed("note"):
        record = Record((note,))
        text = inside(page, record, "answer_content")
        if text is None and "with_commentary" in page.classes(note):
            text = next(note.iter("blockquote"), None)
        if note.tag != "li" or text is None or not inline_text(text):
            continue
        author = inside(page, record, "tumblelog")
        link = author.get("href") if author is not None else None
        said = RawComment(page=page, nodes=(text,), name=inline_text(author) or None if author is not None else None)
        said.name_url = page.absolute(link)
        found.records.append(record)
        found.comments.append(said)
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: the key of further notes stands in a script."""
    return []
