"""WordPress: threads made by `wp_list_comments()`, whatever the theme's callback, by `wp:comment-template`, or by hand.

Source: wp-includes/comment-template.php (`get_comment_class`: "comment even depth-1", "bypostauthor"),
class-walker-comment.php (`comment-N`, `div-comment-N`). Followed: REST `wp/v2/comments`, comment pages, the feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.models import CommentKind, Document, FollowUp
from pipeline.parsers.contact import reveal_addresses
from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records import wordpress_answers as answers
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.nesting import nest
from pipeline.parsers.records.numbering import read_levels
from pipeline.parsers.records.pings import read_ping
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.records.widgets import thread_groups

name = "wordpress"
rank = 20

# Where a comment's number stands, one row a markup form:
#   li#comment-9, div#div-comment-9, li#li-comment-9     the walker, and most callbacks
#   article#article-comment-9, #comment-body-9 (no item)  Genesis; FoundationPress
#   li#dsq-comment-9                                      Disqus' fallback list
_NUMBERED = re.compile(r"\A(?:[a-z]+-)*comment-?(\d+)\Z", re.I)
_DEPTH = re.compile(r"\Adepth-(\d+)\Z")
_KINDS: dict[str, CommentKind] = {
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
    "ping": "pingback",
}
_WALKER = frozenset(("even", "odd", "alt", "thread-even", "thread-odd", "thread-alt", "byuser", "bypostauthor"))
# Themes that list pings apart: Thesis, Hueman, Divi.
_PING_LIST = re.compile(r"(?:track|ping)-?backs?(?:[-_]?list)?\Z|ping-?list\Z")
_PING_LISTS = ("ol", "ul", "dl")
_PING_ITEMS = ("li", "dt", "dd")
_ITEMS = ("li", "article", "div", "section", "dt", "dd", "dl", "ol", "ul", "tr", "td", "blockquote")
_SITE = ("wp-content/", "wp-includes/", "wp-json")


def recognises(page: Page) -> bool:
    """Whether the page is made by WordPress, or its thread looks so."""
    generator = page.meta_first("generator") or ""
    return (
        "wordpress" in generator.lower()
        or bool(page.once(_depth_tokens))
        or "comment_post_ID" in page.by_id
        or "replytocom=" in page.addresses
        or any(trace in page.addresses for trace in _SITE)
        or (page.says("wp-") and any(page.says(trace) for trace in _SITE))
    )


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page, of its further comment pages, and of REST."""
    records = find_records(page)
    found = Extraction(_read(page, records), records)
    for document in more:
        form = answers.form_of(document)
        if form == answers.REST:
            comments, problems = answers.read_rest(document)
            found.problems.extend(problems)
        elif form == answers.FEED:
            comments, problems = answers.read_feed(document)
            found.problems.extend(problems)
        elif form == answers.PAGE:
            other = Page(document)
            reveal_addresses(other)
            comments = _read(other, find_records(other))
        else:
            continue
        found.comments.extend(comments)
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """REST first: one request holds a hundred comments and knows the parents. Then comment pages, then the feed."""
    return answers.wanted(page, more, found, declared)


def _read(page: Page, records: list[Record]) -> list[RawComment]:
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        if record.kind != "comment":
            read_ping(page, record, comment)
        else:
            read_ping(page, record, comment, only_labelled=True)
    return comments


# Records --------------------------------------------------------------------------------------------------------------


def find_records(page: Page) -> list[Record]:
    """The comments that the page shows, nested; widgets of other posts' comments left out."""
    records = _merge(page, _candidates(page))
    groups = thread_groups(page, records)
    records = [record for group in groups for record in group]
    records.sort(key=lambda record: page.order[record.parts[0]])
    nest(page, records)
    if not any(record.parent is not None for record in records):
        # A walker of the theme's own may print answers beside what they answer.
        read_levels(page, records)
        nest(page, records)
    for record in records:
        if record.key is None:
            record.key = _number_inside(page, record)
    return records


def _candidates(page: Page) -> list[tuple[Element, str | None, bool]]:
    """Elements that may be a comment: element, number, whether the walker's classes are on it. In document order."""
    found: dict[Element, tuple[str | None, bool]] = {}
    for ident, element in page.by_id.items():
        match = _NUMBERED.match(ident) if "comment" in ident.lower() else None
        if match and element.tag in _ITEMS:
            found[element] = (match.group(1), _is_walked(page, element))
    tokens = page.once(_depth_tokens)
    for element in page.classed("comment", "pingback", "trackback", "webmention", "ping", *tokens):
        if element not in found and element.tag in _ITEMS and _is_walked(page, element):
            found[element] = (_number_of(element), True)
    for item in _ping_items(page):
        found.setdefault(item, (_number_of(item), True))
    ordered = sorted(found, key=page.order.__getitem__)
    return [(element, *found[element]) for element in ordered]


def _depth_tokens(page: Page) -> list[str]:
    """The walker's class tokens."""
    return [token for token in page.by_class if token.startswith("depth-") and _depth(token)]


def _depth(token: str) -> str | None:
    """The depth that a class token of the walker states."""
    stated = _DEPTH.match(token) if token.startswith("depth-") else None
    return stated.group(1) if stated else None


def _is_ping_list(name: str) -> bool:
    # Most of a page's class tokens hold neither word.
    return ("ping" in name or "track" in name) and _PING_LIST.search(name) is not None


def _ping_items(page: Page) -> list[Element]:
    lists = [element for token in page.by_class if _is_ping_list(token) for element in page.by_class[token]]
    lists += [element for ident, element in page.by_id.items() if _is_ping_list(ident)]
    return [item for element in lists if element.tag in _PING_LISTS for item in element if item.tag in _PING_ITEMS]


def _number_of(element: Element) -> str | None:
    match = _NUMBERED.match(element.get("id") or "")
    return match.group(1) if match else None


def _is_walked(page: Page, element: Element) -> bool:
    tokens = page.classes(element)
    if any(_depth(token) for token in tokens):
        # Menus have depths too; `comment_class()` writes the kind and the turn beside it.
        return "comment" in tokens or not _WALKER.isdisjoint(tokens) or any(token in _KINDS for token in tokens)
    if any(token in _KINDS for token in tokens):
        return element.tag in ("li", "div", "article")
    return "comment" in tokens and not _WALKER.isdisjoint(tokens)


def _merge(page: Page, candidates: list[tuple[Element, str | None, bool]]) -> list[Record]:
    """One record a comment: the outermost element of each number; `dt` with the `dd` that follow it."""
    records: list[Record] = []
    open_records: list[tuple[int, Record, bool]] = []
    numbers: set[str] = set()
    for element, number, walked in candidates:
        place = page.order[element]
        while open_records and open_records[-1][0] <= place:
            open_records.pop()
        if element.tag == "dd" and records and element in records[-1].parts:
            continue
        if open_records:
            _, around, around_walked = open_records[-1]
            same = number is None or around.key is None or number == around.key
            if same and not (walked and around_walked):
                around.key = around.key or number
                _describe(page, around, element)
                continue
        if number is not None and number in numbers:
            continue
        record = Record((element, *_definitions(element)), number)
        _describe(page, record, element)
        record.kind = _kind_of_list(element) if record.kind == "comment" else record.kind
        records.append(record)
        open_records.append((page.end[place], record, walked))
        if number is not None:
            numbers.add(number)
    return records


def _definitions(item: Element) -> list[Element]:
    """The `dd` that belong to a `dt`."""
    beside = item.itersiblings() if item.tag == "dt" else ()
    return list(takewhile(lambda element: element.tag == "dd", beside))


def _kind_of_list(item: Element) -> CommentKind:
    around = item.getparent()
    names = [around.get("id") or "", *(around.get("class") or "").split()] if around is not None else []
    if not any(_is_ping_list(name.lower()) for name in names):
        return "comment"
    return "trackback" if "track" in " ".join(names).lower() else "pingback"


def _describe(page: Page, record: Record, element: Element) -> None:
    for token in page.classes(element):
        depth = _depth(token)
        if depth:
            record.level = (figure(depth) or 0) - 1
        elif token in _KINDS and record.kind == "comment":
            record.kind = _KINDS[token]
        elif token == "bypostauthor":
            record.by_post_author = True


_LINKED_NUMBER = re.compile(r"#(?:li-|div-)?comment-(\d+)\Z|[?&]replytocom=(\d+)")


def _number_inside(page: Page, record: Record) -> str | None:
    """A comment's number from its permalink or reply link, where its element has no id."""
    for element in own_elements(page, record):
        if element.tag == "a":
            stated = element.get("data-commentid")
            match = _LINKED_NUMBER.search(element.get("href") or "")
            number = stated if stated and stated.isdigit() else match and (match.group(1) or match.group(2))
            if number:
                return number
    return None


