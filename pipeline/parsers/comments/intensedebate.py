"""IntenseDebate: a thread that `genericCommentWrapperV2.js` writes into the page.

Source: its embed (`idcomments_acct`, `#idc-container`), the comments as its script leaves them in a page that a browser
saved (`#IDCommentN`, `#IDComment-CommentTextN`), its comment feeds (RSS 2.0, links end in `#IDCommentN`) and its export
(`blogpost > comments > comment[id][parentid]` of `name`, `url`, `text`, `gmt`). Its script's answers are scripts
themselves, which are not read: without a saved page, a feed or an export, a problem says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, nested, set_text
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import unreadable
from pipeline.parsers.records.stated import add_stated, paragraphs
from pipeline.parsers.records.widgets import address, own_addresses

name = "intensedebate"
rank = 12

_SHOWN = re.compile(r"\AIDComment(\d+)\Z")
_LINK = re.compile(r"#IDComment(\d+)")
_MARKUP = re.compile(r"<[a-z]+[ />]", re.I)
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def recognises(page: Page) -> bool:
    """Whether the page has a place for IntenseDebate's comments."""
    return "idcomments_acct" in page.inline_scripts or "idc-container" in page.by_id or "idc-cover" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments that a browser saved with the page, those of a feed, those of an export."""
    records = nested(page, by_ident(page, _SHOWN, "div", "li"))
    found = Extraction(read_records(page, records), records)
    for record, comment in zip(records, found.comments, strict=True):
        set_text(page, comment, page.by_id.get(f"IDComment-CommentText{record.key}"))
    for document in more:
        root = _xml(document) if document.purpose == "comments" else None
        if root is not None:
            _read_export(found, page, document, root) if root.tag == "output" else _read_feed(found, document, root)
    if not found.comments:
        found.problems.append(unreadable(name, "its thread comes as a script"))
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: no page names the number by which its feed is asked."""
    return []


def _xml(document: Document) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(document.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _read_feed(found: Extraction, document: Document, root: etree._Element) -> None:
    for item in root.iter("item"):
        link = item.findtext("link") or item.findtext("guid") or ""
        key = _LINK.search(link)
        if key:
            add_stated(
                found, document, key.group(1), item.findtext("description") or "", permalink=link,
                name=item.findtext(_CREATOR) or item.findtext("author") or item.findtext("title"),
                time=item.findtext("pubDate"),
            )


def _read_export(found: Extraction, page: Page, document: Document, root: etree._Element) -> None:
    """Of an export of all posts, the comments of this page."""
    here = own_addresses(page)
    for post in root.iter("blogpost"):
        url = (post.findtext("url") or "").strip()
        for row in post.iter("comment") if address(url) in here else ():
            parent = row.get("parentid")
            text, gmt = row.findtext("text") or "", (row.findtext("gmt") or "").strip()
            add_stated(
                found, document, row.get("id"), text if _MARKUP.search(text) else paragraphs(text),
                parent=parent if parent != "0" else None, name=row.findtext("name"), url=row.findtext("url"),
                time=f"{gmt}Z" if gmt else None, permalink=f"{url}#IDComment{row.get('id')}",
            )
