"""Verdict: whether a repeated list is this page's thread (Kao & Chen 2010: pattern finding alone overproduces)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.names import is_dull
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import brief, own_elements
from pipeline.parsers.records.surroundings import Surroundings
from pipeline.parsers.records.talk import leads_nowhere, offers
from pipeline.parsers.records.template import bare_label, most_of
from pipeline.parsers.records.widgets import lead_elsewhere, stand_in_widget
from pipeline.parsers.text import inline_text, squash, text_of

_ACCEPT = 3.0
# However many such records there are.
_REJECTED = -100.0
_TOLD = 1.5
_PEOPLE = 1.0
# Where something can be written as well.
_LITTLE = 0.5
_LARGE = ("h1", "h2", "h3")
_LONGEST_NAME = 25
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_PROFILE = re.compile(
    r"comment|user|member|mitglied|profil|author|autor|people|person|nutzer|/u/|/@|[?&](?:u|uid)=", re.I
)
_ASKED = 5
_LARGEST_RECORD = 1_500
_OFFER = 40
_OFFERS = ("a", "button", "span", "input")


class Whole(NamedTuple):
    """What is known of a list beyond its first records: how many, where it ends, how much its words speak for it."""

    number: int
    last: Element
    told: float


def may_reach(around: Surroundings, parts: Sequence[Element], told: float, wanted: float) -> bool:
    """Whether `is_thread` may give records that begin with `parts` more than `wanted`, by what costs little."""
    announced, writable = around.announce(parts[0], len(parts)), around.answerable(parts[0], parts[-1])
    shown = announced + writable
    if told + shown + 2.0 + 0.5 * min(len(parts), 4) * (len(parts) > 1) - _ACCEPT <= wanted:
        return False
    least = _LITTLE if writable else _TOLD
    return told >= least or shown > 0 or wanted < -_ACCEPT or _answers(around.page, parts[:2])


class Standing(NamedTuple):
    """What speaks for and against a list before any comment of it is read.

    score: the sum of it. answers: whether its records can be answered. most: what `is_thread` may give at most.
    """

    score: float
    answers: bool
    most: float


def standing(around: Surroundings, records: Sequence[Record], whole: Whole) -> Standing:
    """How a list stands in its page: reading its comments costs ten times as much, and most lists of a page are none.

    Args:
        around: the page. records: the first of the list. whole: all of the list.
    """
    page = around.page
    parts = [record.parts[0] for record in records]
    if stand_in_widget(records) or lead_elsewhere(page, records) or around.is_latest(parts[0]):
        return Standing(_REJECTED, False, _REJECTED)
    writable = around.answerable(parts[0], whole.last)
    score = whole.told + writable + 0.5 * min(len(parts), 4) * (len(parts) > 1) - 4.0 * _titled(page, records)
    if 0 < sum(map(_holds_title, records)) < max(2, len(records)):
        score -= 4.0
    announced = around.announce(parts[0], whole.number)
    answers = _answers(page, parts) or _offers(page, records)
    if whole.told < (_LITTLE if writable else _TOLD) and not announced and not answers:
        return Standing(_REJECTED, False, _REJECTED)
    score += answers
    return Standing(score, answers, score + announced + _PEOPLE - _ACCEPT)


def is_thread(
    around: Surroundings, records: Sequence[Record], comments: Sequence[RawComment], whole: Whole, stands: Standing
) -> float:
    """How sure it is that `records` are the page's comments: above 0 they are.

    Counted for: words of classes and ids, a heading that speaks of comments, a form beside them, answer links, several
    people, text that is no mere link. Counted against: words of widgets, links that lead away, one author for all.

    Args:
        around: the page. records: the first of the list. comments: what they say. whole: all of the list. stands: how
            the list stands in the page.
    """
    names = {comment.name.casefold() for comment in comments if comment.name}
    texts = [squash(text_of(comment.nodes, comment.leave_out)) for comment in comments]
    filled = sum(map(_says_something, texts, comments)) / len(texts)
    named = sum(1 for comment in comments if comment.name) / len(comments)
    if stands.score <= _REJECTED or (not names and 2 * filled < 1):
        # Nothing calls them a thread, or dates alone.
        return _REJECTED
    # As many lines without a text as there are comments are their heads.
    score = stands.score + around.announce(records[0].parts[0], whole.number if 2 * filled >= 1 else -1)
    score += _PEOPLE if len(names) > 1 else -0.5 if len(comments) > 2 else 0.0
    score -= 3.0 * (1 - filled) + 2.0 * (1 - named)
    score -= 4.0 * _linked(texts, comments)
    return score - _ACCEPT


def _holds_title(record: Record) -> bool:
    """Whether a page's title stands in a record; where one stands in each, it is who wrote it."""
    return any(next(part.iter("h1"), None) is not None for part in record.parts)


def _says_something(text: str, comment: RawComment) -> bool:
    """Whether a comment's text is more than its own time and name over again."""
    if not comment.shown or not text:
        return bool(text)
    told = text.replace(squash(comment.shown), "").replace(comment.name or "", "")
    return told == text or not is_dull(told.strip())


def _answers(page: Page, parts: Sequence[Element]) -> bool:
    """Whether most records offer to answer, report or link them."""
    asked = parts[:_ASKED]
    return 2 * sum(1 for part in asked if _offers_answer(page, part)) >= len(asked)


def _offers_answer(page: Page, part: Element) -> bool:
    place = page.order[part]
    if page.end[place] - place > _LARGEST_RECORD:
        return False
    for element in part.iter(*_OFFERS):
        said = f"{(element.text or '').strip()} {element.get('title') or ''} {element.get('class') or ''}"
        if len(said) < 120 and offers(said):
            return True
    return False


def _offers(page: Page, records: Sequence[Record]) -> bool:
    """Whether all records show the same short link or button that leads nowhere else: "Reply" in any language.

    A list of posts repeats "Read more", each leading to a post.
    """
    if len(records) < 2:
        return False
    shared: Counter[str] = Counter()
    for record in records:
        said = {
            bare_label(element.text)
            for element in own_elements(page, record)
            if element.tag in ("a", "button") and element.text and len(element.text) < _OFFER and _stays(element)
        }
        shared.update(said - {""})
    least = most_of(len(records))
    return any(count >= least for count in shared.values())


def _stays(element: Element) -> bool:
    return leads_nowhere(element) or offers(element.get("href") or "")


def _linked(texts: Sequence[str], comments: Sequence[RawComment]) -> float:
    """The share of records whose text is a link to elsewhere: teasers are, comments are not."""
    teasers = 0
    for text, comment in zip(texts, comments, strict=True):
        links = sum(
            len(inline_text(link))
            for node in comment.nodes
            for link in node.iter("a")
            if link not in comment.leave_out and not (link.get("href") or "").startswith("#")
        )
        teasers += len(text) > 0 and links > 0.7 * len(text)
    return teasers / len(comments)


def _titled(page: Page, records: Sequence[Record]) -> float:
    """The share of records with a heading that links to a page of its own: posts of a list have one."""
    titled = sum(
        any(
            _leads_to_post(page, link)
            for part in record.parts
            for heading in part.iter(*_TITLES)
            for link in (*heading.iter("a"), *heading.iterancestors("a"))
            # A small heading may be the name, linked to who bears it.
            if heading.tag in _LARGE or len(brief(link)) > _LONGEST_NAME
        )
        for record in records
    )
    return titled / len(records)


def _leads_to_post(page: Page, link: Element) -> bool:
    """Whether a link leads to another page of this site that is nobody's profile."""
    href = link.get("href") or ""
    if not href or "#" in href or _PROFILE.search(href):
        return False
    return urlsplit(page.absolute(href) or "").hostname in (None, urlsplit(page.url).hostname)
