"""WordPress' answers to follow-ups: REST comments, comment pages, the comment feed; and which of them to ask for.

Sources: WordPress REST API handbook, "Comments"; measured on 6.1 and 7.1: answers come short, and hold no pings
without login.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree

from pipeline.models import CommentKind, Document, FollowUp, Problem
from pipeline.parsers.document import Page
from pipeline.parsers.figures import figure
from pipeline.parsers.json_text import load_text
from pipeline.parsers.records.raw import Extraction, RawComment
from pipeline.parsers.records.servers import MOST_PAGES, server
from pipeline.parsers.records.statements import fragment
from pipeline.parsers.records.widgets import address, own_addresses
from pipeline.parsers.text import inline_text

REST, PAGE, FEED = "wp-json", "wp-comment-page", "wp-comment-feed"

_A_PAGE = 100
_FIELDS = "id,parent,author_name,author_url,author_avatar_urls,date,date_gmt,content,link,type"
_POST_CLASS = re.compile(r"\A(?:postid|page-id)-(\d+)\Z")
_POST_ROUTE = re.compile(r"/wp/v2/(?:posts|pages|[\w-]+)/(\d+)")
_COMMENT_PAGE = re.compile(r"comment-page-(\d+)|[?&]cpage=(\d+)")
_FEED_ADDRESS = re.compile(r"/feed/?\Z|[?&]feed=")
_DEFAULT_DEPTH = 5
_KINDS: dict[str, CommentKind] = {"pingback": "pingback", "trackback": "trackback", "webmention": "webmention"}


def form_of(document: Document) -> str:
    """Which reader an answer needs: `REST`, `FEED` or `PAGE`. A `Document` only says what it was asked for."""
    if document.purpose != "comments":
        return document.purpose
    if "/wp/v2/" in unquote(document.url) or document.body.lstrip()[:1] in (b"[", b"{"):
        return REST
    return FEED if _FEED_ADDRESS.search(document.url) else PAGE


# What to ask for ------------------------------------------------------------------------------------------------------


def wanted(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The requests that hold what the page does not show; those that `more` answers are named again."""
    pages = _comment_pages(page)
    shown = len(found.records)
    lacks = declared is not None and declared > shown
    if not (lacks or pages or _is_capped(page, found)):
        return []
    rest = _rest_requests(page, more, declared)
    answered = {form_of(document) for document in more}
    still = len({comment.key or id(comment) for comment in found.comments})
    if rest and (REST not in answered or not _rest_is_complete(more, rest)):
        return rest
    if declared is not None and still >= declared and rest:
        return rest
    others = [FollowUp(url, "comments", format=PAGE) for url in pages]
    if not others and not rest and lacks:
        others = _feed(page)
    return rest + others


def _rest_requests(page: Page, more: Sequence[Document], declared: int | None) -> list[FollowUp]:
    root, post = rest_root(page), post_id(page)
    if not root or not post:
        return []
    count = min(max(1, -(-(declared or 0) // _A_PAGE)), MOST_PAGES)
    answers = {number: size for document in more if form_of(document) == REST for number, size in [_size(document)]}
    while answers.get(count, 0) >= (_A_PAGE if declared is not None else _A_PAGE // 2):
        count += 1
    return [FollowUp(rest_url(root, post, number), "comments", format=REST) for number in range(1, count + 1)]


def rest_url(root: str, post: str, number: int) -> str:
    """The address of page `number` of a post's comments, oldest first."""
    join = "&" if "?" in root else "?"
    query = f"post={post}&per_page={_A_PAGE}&page={number}&order=asc&_fields={_FIELDS}"
    return f"{root.rstrip('/')}/wp/v2/comments{join}{query}"


def rest_root(page: Page) -> str | None:
    """The site's REST root as the page names it, if it is on a host of its own."""
    for link in page.rel_links.get("https://api.w.org/", ()):
        return _own(page, link.get("href"))
    for link in page.rel_links.get("alternate", ()):
        href = page.absolute(link.get("href")) or ""
        if link.get("type") == "application/json" and "/wp/v2/" in href:
            return _own(page, href.split("/wp/v2/")[0])
    return None


def _own(page: Page, root: str | None) -> str | None:
    return page.absolute(root) if server(page, root, ("public-api.wordpress.com",)) else None


def post_id(page: Page) -> str | None:
    """The number of the post that the page shows."""
    for token in page.classes(page.body):
        found = _POST_CLASS.match(token)
        if found:
            return found.group(1)
    for link in page.rel_links.get("shortlink", ()):
        query = parse_qs(urlsplit(link.get("href") or "").query)
        if query.get("p", [""])[0].isdigit():
            return query["p"][0]
    for link in page.rel_links.get("alternate", ()):
        found = _POST_ROUTE.search(link.get("href") or "")
        if found and link.get("type") == "application/json":
            return found.group(1)
    for field in page.by_tag.get("input", ()):
        if field.get("name") == "comment_post_ID" and (field.get("value") or "").isdigit():
            return field.get("value")
    return None


def _size(document: Document) -> tuple[int, int]:
    number = parse_qs(urlsplit(document.url).query).get("page", ["1"])[0]
    rows = _rows(document)
    return figure(number) or 1, len(rows) if rows else 0


def _rest_is_complete(more: Sequence[Document], rest: Sequence[FollowUp]) -> bool:
    """Whether REST has said all it will: every page asked for was answered, or the first was refused."""
    answers = [document for document in more if form_of(document) == REST]
    return len(answers) >= len(rest) or any(_rows(document) is None for document in answers)


def _comment_pages(page: Page) -> list[str]:
    """The addresses of the thread's other pages; all between the first and the last that is linked."""
    here = own_addresses(page)
    linked: dict[int, str] = {}
    for _, _, href, _ in page.links:
        found = _COMMENT_PAGE.search(href) if "page" in href else None
        number = figure(found.group(1) or found.group(2)) if found else None
        if number and number <= MOST_PAGES and "#comment-" not in href and "replytocom" not in href:
            url = (page.absolute(href) or "").split("#")[0]
            if url and (not here or address(url) in here):
                linked[number] = url
    if not linked:
        return []
    own = _COMMENT_PAGE.search(page.url)
    current = min(figure(own.group(1) or own.group(2)) or MOST_PAGES, MOST_PAGES) if own else None
    pattern = next(iter(linked.values()))
    last = max(*linked, current or 0, 2) if len(linked) == 1 else max(*linked, current or 0)
    if current is None:
        # At the post's own address stands the newest page or the oldest, whichever is not linked.
        current = 1 if min(linked) == 2 else max(linked) + 1
    numbers = [number for number in range(1, last + 1) if number != current]
    return [linked.get(number) or _numbered(pattern, number) for number in numbers]


def _numbered(url: str, number: int) -> str:
    return _COMMENT_PAGE.sub(lambda found: re.sub(r"\d+", str(number), found.group()), url)


def _is_capped(page: Page, found: Extraction) -> bool:
    """Whether the thread reaches the depth beyond which the site shows answers as siblings."""
    levels = [record.level or 0 for record in found.records]
    if not levels or max(levels) < 2:
        return False
    deepest = max(levels)
    with_link = dict.fromkeys(levels, False)
    for record in found.records:
        part = record.parts[0]
        last = min((page.order[inner] for inner in record.inner), default=page.end[page.order[part]])
        own = page.elements[page.order[part] : last]
        if any("comment-reply-link" in page.classes(element) for element in own):
            with_link[record.level or 0] = True
    if any(with_link.values()):
        return not with_link[deepest]
    return deepest + 1 >= _DEFAULT_DEPTH


def _feed(page: Page) -> list[FollowUp]:
    here = own_addresses(page)
    for link in page.rel_links.get("alternate", ()):
        href = page.absolute(link.get("href"))
        if href and "rss" in (link.get("type") or "") and re.sub(r"/feed/?\Z", "", address(href)) in here:
            return [FollowUp(href, "comments", format=FEED)]
    return []


# What comes -----------------------------------------------------------------------------------------------------------


def _rows(document: Document) -> list[dict[str, object]] | None:
    """The comments of a REST answer; null if it is a refusal or no JSON."""
    try:
        answer = load_text(document.body.decode("utf-8-sig", "replace"))
    except ValueError:
        return None
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else None


def read_rest(document: Document) -> tuple[list[RawComment], list[Problem]]:
    """The comments of one page of `wp/v2/comments`."""
    rows = _rows(document)
    if rows is None:
        return [], [Problem("comments_refused", f"{document.url} gave no list of comments")]
    return [comment for row in rows if (comment := _from_row(document, row)) is not None], []


def _from_row(document: Document, row: dict[str, object]) -> RawComment | None:
    number, parent = row.get("id"), row.get("parent")
    if not isinstance(number, int):
        return None
    content = row.get("content")
    html = content.get("rendered") if isinstance(content, dict) else None
    page = fragment(document.url, html if isinstance(html, str) else "")
    gmt, local = _string(row.get("date_gmt")), _string(row.get("date"))
    avatars = row.get("author_avatar_urls")
    return RawComment(
        page=page, nodes=(page.body,), key=str(number), stated=True, parent_source="api",
        parent_key=str(parent) if isinstance(parent, int) and parent else None,
        kind=_KINDS.get(_string(row.get("type")) or "", "comment"),
        name=_plain(_string(row.get("author_name"))), name_url=_string(row.get("author_url")) or None,
        image_url=_string(next(iter(avatars.values()), None)) if isinstance(avatars, dict) else None,
        shown=local, machine=f"{gmt}Z" if gmt else None, permalink=_string(row.get("link")),
    )


def _string(value: object) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _plain(value: str | None) -> str | None:
    """REST escapes names as HTML does."""
    return inline_text(fragment("", value).body) or None if value else None


_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_FEED_KEY = re.compile(r"#comment-(\d+)|[?&]c=(\d+)")
_IN_REPLY = re.compile(r"\A\s*<p>[^<]{1,40}<a href=[\"'][^\"']*#comment-(\d+)[\"'][^>]*>.*?</a>\.?\s*</p>", re.S)


def read_feed(document: Document) -> tuple[list[RawComment], list[Problem]]:
    """The comments of a post's comment feed, at most the ten newest; an answer begins "In reply to"."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(document.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return [], [Problem("comments_refused", f"{document.url} gave no feed")]
    return [_from_item(document, item) for item in root.iter("item")], []


def _from_item(document: Document, item: etree._Element) -> RawComment:
    html = item.findtext(_CONTENT) or item.findtext("description") or ""
    reply = _IN_REPLY.match(html)
    page = fragment(document.url, html[reply.end() :] if reply else html)
    key = _FEED_KEY.search(item.findtext("guid") or item.findtext("link") or "")
    return RawComment(
        page=page, nodes=(page.body,), key=(key.group(1) or key.group(2)) if key else None,
        name=item.findtext(_CREATOR), parent_key=reply.group(1) if reply else None,
        parent_source="reply_link" if reply else None,
        machine=item.findtext("pubDate"), permalink=item.findtext("link"),
    )
