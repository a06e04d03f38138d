"""Pings: pingbacks and trackbacks, which themes print as a bare link more often than as a comment."""

from __future__ import annotations

import re

from pipeline.models import CommentKind
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.text import inline_text, squash, text_of

_LABEL = re.compile(r"\A\W*(pingback|trackback|webmention|ping)s?\b\s*(?::|von|from|by|-|–|de|van|av)?", re.I)
_KINDS: dict[str, CommentKind] = {
    "pingback": "pingback",
    "ping": "pingback",
    "trackback": "trackback",
    "webmention": "webmention",
}
_EXCERPT_LENGTH = 20
# The excerpt that WordPress makes of a page that links here (class-wp-xmlrpc-server.php, `pingback_ping`).
_EXCERPT = re.compile(r"\A\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]\Z", re.S)


def read_ping(page: Page, record: Record, comment: RawComment, only_labelled: bool = False) -> None:
    """Read a ping's name, target and kind where the theme prints it as a link behind a label.

    Args:
        only_labelled: the markup calls it a comment; only the word "Pingback" before the link makes it a ping.
    """
    if only_labelled and comment.name_url and _EXCERPT.match(inline_text_of(comment)):
        comment.kind, comment.target = "pingback", comment.name_url
        return
    if only_labelled and comment.name:
        return
    label = _LABEL.match(inline_text(record.parts[0], set(record.inner))[:60])
    if only_labelled:
        if label is None:
            return
        comment.kind = _KINDS[label.group(1).lower()]
    link = _source_link(page, record)
    if link is None:
        return
    comment.target = page.absolute(link.get("href"))
    comment.name_url = comment.target
    if not comment.name or _LABEL.match(comment.name):
        comment.name = clean_name(inline_text(link))
    if comment.nodes == record.parts and _is_bare(comment, link):
        # No excerpt: what stands there is the label and the link, which is both its author and its text.
        comment.nodes, comment.leave_out = (link,), frozenset()
        comment.plain = inline_text(link)
    elif comment.nodes == record.parts:
        # Divi prints the link, a dash and the excerpt's own paragraph.
        excerpt = tuple(one for one in own_elements(page, record) if one.tag == "p" and inline_text(one))
        if excerpt and not any(page.contains(paragraph, link) for paragraph in excerpt):
            comment.nodes, comment.leave_out = excerpt, frozenset()


def _is_bare(comment: RawComment, link: Element) -> bool:
    """Whether a ping shows its label and its link, and no excerpt."""
    text = inline_text_of(comment)
    return len(_LABEL.sub("", text).replace(inline_text(link), "")) < _EXCERPT_LENGTH


def _source_link(page: Page, record: Record) -> Element | None:
    for element in own_elements(page, record):
        href = element.get("href") if element.tag == "a" else None
        if href and not href.startswith("#") and "#comment-" not in href and "replytocom" not in href:
            classes = page.classes(element)
            if "comment-edit-link" not in classes and "comment-reply-link" not in classes and inline_text(element):
                return element
    return None


def inline_text_of(comment: RawComment) -> str:
    """The comment's text in one line."""
    return squash(text_of(comment.nodes, comment.leave_out))
