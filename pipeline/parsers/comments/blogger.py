"""Blogger: threaded comments in two levels, the older flat `dl`, and the post's comment feed.

Source: Blogger's theme markup (`c` + number on the item or on its block; `showComment=` in the permalink is the
instant in milliseconds) and the GData feed `feeds/POSTID/comments/default`, which names a reply's parent in
`link rel=related`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from pipeline.models import Document, FollowUp, Problem
from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import set_text
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.nesting import nest
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.servers import MOST_PAGES
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.records.stated import add_stated
from pipeline.parsers.records.statements import at, read_json, rows, word
from pipeline.parsers.text import inline_text

name = "blogger"
rank = 30

_ANSWER = re.compile(r"/feeds/\d+/comments/default")
_PAGE_SIZE = 500
# A shorter number on anything but a term may count whatever it likes.
_LEAST_DIGITS = 6
_AUTHOR = frozenset(("blog-author", "blogger-comment-from-post-author"))
_NUMBER = re.compile(r"\Ac(\d+)\Z")
_INSTANT = re.compile(r"showComment=(\d{13})")
_POST = re.compile(r"postID=(\d+)|/feeds/(\d+)/comments/default")
_ENTRY = re.compile(r"post-(\d+)\Z|/(\d+)\Z")


def recognises(page: Page) -> bool:
    """Whether the page is made by Blogger."""
    generator = (page.meta_first("generator") or "").lower()
    return "blogger" in generator or "comment-holder" in page.by_id or "blogger.com/comment" in page.addresses


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page and of the comment feed."""
    records = _records(page)
    nest(page, records)
    comments = read_records(page, records)
    ending = _after_names(records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment, ending)
        instant = _INSTANT.search(comment.permalink or "")
        if instant:
            comment.machine = instant.group(1)
    found = Extraction(comments, records)
    nested = {comment.key: comment.parent for comment in comments if comment.parent is not None}
    for document in more:
        if _ANSWER.search(document.url):
            answer = read_json(document.body)
            if at(answer, "feed") is None:
                found.problems.append(Problem("comments_refused", f"{document.url} gave no list of comments"))
            total = word(at(answer, "feed", "openSearch$totalResults", "$t"))
            found.declare(figure(total))
            for entry in rows(at(answer, "feed", "entry")):
                _add(found, document, entry, nested)
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The comment feed, if the page shows fewer comments than it counts."""
    post = _post_id(page)
    parts = urlsplit(page.url)
    totals = [at(read_json(document.body), "feed", "openSearch$totalResults", "$t") for document in more]
    declared = max([declared or 0, *(figure(word(total)) or 0 for total in totals)])
    by_script = not found.records and page.says("dynamicviews")
    if post is None or not parts.netloc or (declared <= len(found.records) and not by_script):
        return []
    address = f"{parts.scheme}://{parts.netloc}/feeds/{post}/comments/default?alt=json&max-results={_PAGE_SIZE}"
    starts = range(1, max(declared, 1) + 1, _PAGE_SIZE)[:MOST_PAGES]
    return [FollowUp(f"{address}&start-index={start}", "comments", format="blogger-feed") for start in starts]


def _post_id(page: Page) -> str | None:
    stated = page.meta_first("postid")
    if stated and stated.isdigit():
        return stated
    found = _POST.search(page.text)
    return (found.group(1) or found.group(2)) if found else None


def _records(page: Page) -> list[Record]:
    records: list[Record] = []
    for ident, element in page.by_id.items():
        found = _NUMBER.match(ident)
        if not found:
            continue
        if element.tag == "dt":
            records.append(Record((element, *_definitions(element)), found.group(1)))
        elif element.tag in ("li", "div") and len(found.group(1)) >= _LEAST_DIGITS:
            # The script that lays threads out moves the number from the item to the block inside it.
            item = next((around for around in element.iterancestors("li") if "comment" in page.classes(around)), None)
            is_block = element.tag == "div" and item is not None and "comment-block" in page.classes(element)
            records.append(Record((item if is_block and item is not None else element,), found.group(1)))
    return sorted(records, key=lambda record: page.order[record.parts[0]])


def _definitions(term: Element) -> list[Element]:
    found: list[Element] = []
    beside = term.getnext()
    while beside is not None and beside.tag == "dd":
        found.append(beside)
        beside = beside.getnext()
    return found


def _named(term: Element) -> Element | None:
    return next((one for one in term.iter("a") if one.get("rel") == "nofollow" and inline_text(one)), None)


def _after_names(records: Sequence[Record]) -> str:
    """What the blog's language puts after a name in flat threads ("said..."), as the linked names tell."""
    links = [_named(record.parts[0]) for record in records if record.parts[0].tag == "dt"]
    return next((tail for link in links if link is not None and (tail := (link.tail or "").strip())), "said...")


def _refine(page: Page, record: Record, comment: RawComment, ending: str) -> None:
    """What the parts of a flat record are; badges and removed comments of both forms."""
    first = record.parts[0]
    if first.tag == "dt":
        link = _named(first)
        bodies = [part for part in record.parts if "comment-body" in page.classes(part)]
        set_text(page, comment, bodies[0] if bodies else None)
        comment.name = clean_name(inline_text(first if link is None else link).removesuffix(ending))
        comment.name_url = page.absolute(link.get("href")) if link is not None else None
        footers = [part for part in record.parts if "comment-footer" in page.classes(part)]
        times = [time for part in footers for time in page.subtree(part) if "comment-timestamp" in page.classes(time)]
        comment.shown = inline_text(times[0]) if times else comment.shown
    own = own_elements(page, record)
    comment.by_post_author = any(not _AUTHOR.isdisjoint(page.classes(element)) for element in own)
    if any("deleted-comment" in page.classes(element) for element in own):
        comment.state = "removed"


def _add(
    found: Extraction, document: Document, entry: dict[str, Any], nested: dict[str | None, RawComment]
) -> None:
    key = _ENTRY.search(word(at(entry, "id", "$t")) or "")
    if key is None:
        return
    links = {word(link.get("rel")): word(link.get("href")) for link in rows(entry.get("link"))}
    parent = _ENTRY.search((links.get("related") or "").split("?")[0])
    add_stated(
        found, document, key.group(1) or key.group(2),
        word(at(entry, "content", "$t")) or word(at(entry, "summary", "$t")),
        parent=(parent.group(1) or parent.group(2)) if parent else None,
        name=at(entry, "author", 0, "name", "$t"), url=at(entry, "author", 0, "uri", "$t"),
        time=at(entry, "published", "$t"), permalink=links.get("alternate"),
    )
    added = found.comments[-1]
    above = nested.get(added.key)
    if parent is None and above is not None:
        # A feed that names no comment as parent tells nothing; the page's nesting does.
        added.parent, added.parent_source = above, "nesting"
