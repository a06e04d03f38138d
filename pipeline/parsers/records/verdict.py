"""Verdict: whether a repeated list is this page's thread (Kao & Chen 2010: pattern finding alone overproduces)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.declared import count_in
from pipeline.parsers.records.names import is_dull
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import brief, own_elements
from pipeline.parsers.records.talk import SHOWN, leads_nowhere, may_spell_talk, offers, spells_talk
from pipeline.parsers.records.template import bare_label, most_of
from pipeline.parsers.records.widgets import lead_elsewhere, stand_in_widget
from pipeline.parsers.text import inline_text, squash, text_of

_AGAINST = re.compile(
    r"recent|related|sidebar|widget(?!-post-comments)|teaser|ticker|live-?(?:blog|match|ticker|post|event)|liveblog|"
    r"review|produ[ck]t|"
    r"popular|latest|neueste|letzte|slider|carousel|tweet|twitter|facebook|instagram|(?:\A|[-_\s])nav|footer|most-|"
    r"calendar|event-|"
    r"timeline|headline|news-?list|archive|similar|recommend|weather|stock|match|playlist|episode|gallery|card-list|"
    r"jobs?-|promo|testimonial|rating-(?:single|list)|bewertung"
)
# "Sort by: newest first" is no such title.
_LATEST = re.compile(
    r"\b(?:aktuelle|neu(?:e|este)|letzte|jüngste|recent|latest|newest|last|derni(?:e|è)re?s|últim[oa]s|ultimi|"
    r"ultime|recientes|recenti|laatste|nieuwste|ostatnie|najnowsze|последние|новые|senaste|nyeste|siste|viimeisimmät|"
    r"tuoreimmat|son|poslední|legutóbbi|最新|最近|most commented|am meisten kommentiert|meistkommentiert)\b"
    r"(?!.{0,12}(?:first|zuerst|oben))",
    re.I,
)
_ACCEPT = 3.0
_COUNTED = 1.5
_TOLD = 1.5
# Where something can be written as well.
_LITTLE = 0.5
_LARGE = ("h1", "h2", "h3")
_LONGEST_NAME = 25
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_PROFILE = re.compile(
    r"comment|user|member|mitglied|profil|author|autor|people|person|nutzer|/u/|/@|[?&](?:u|uid)=", re.I
)
_NEAR = 60
_AROUND = 5
_ASKED = 5
_LARGEST_RECORD = 1_500
_OFFER = 40
_OFFERS = ("a", "button", "span", "input")
# Before there were headings, they were set in bold.
_TITLES_OF_OLD = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "b", "strong")
_TITLE_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "strong", "b", "p", "div", "span")


@dataclass(slots=True)
class Surroundings:
    """What is asked of the page for every candidate, found once.

    headings: where headings, or any lines, speak of comments; titles: those of them that are headings; latest: those
    that speak of the newest ones, of whatever post; counts: how many they count. forms: where something can be written.
    """

    page: Page
    headings: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    words: dict[Element, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    forms: list[int] = field(default_factory=list)
    latest: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, page: Page) -> Surroundings:
        """The surroundings in `page`."""
        order, end, texts = page.order, page.end, page.own_texts
        places = []
        for element in page.tagged(*_HEADING_TAGS):
            place = order[element]
            text = texts.get(place) or (texts.get(place + 1) if end[place] > place + 1 else None)
            if not text or not 1 < len(text) < 200 or not _speaks(text, element.tag in _TITLES_OF_OLD):
                continue
            if next(element.iterancestors("a"), None) is None:
                places.append(place)
        titles = [place for place in places if page.elements[place].tag in _TITLE_TAGS]
        latest = {place for place in places if _LATEST.search(brief(page.elements[place]))}
        forms = [page.order[area] for area in page.by_tag.get("textarea", ())]
        counted = {place: count_in(squash(brief(page.elements[place]))) for place in places}
        counts = {place: count for place, count in counted.items() if count is not None}
        return cls(page, sorted(places), titles, counts=counts, forms=forms, latest=latest)

    def announce(self, first: Element, number: int) -> float:
        """How surely a heading not far before `first` speaks of comments: more so if it counts just as many."""
        place = self.page.order[first]
        at = bisect_left(self.headings, place)
        if not at or place - self.headings[at - 1] >= _NEAR:
            return 0.0
        return 1.0 + _COUNTED * (self.counts.get(self.headings[at - 1]) == number)

    def told(self, part: Element) -> float:
        """How much the classes and ids of a record and around it speak for a thread; the cheap half of the verdict."""
        told = self.words.get(part)
        if told is None:
            told = self.words[part] = _words([part])
        return told

    def is_latest(self, first: Element) -> bool:
        """Whether the nearest line before `first` that speaks of comments speaks of the newest ones."""
        at = bisect_left(self.headings, self.page.order[first])
        return at > 0 and self.headings[at - 1] in self.latest

    def answerable(self, first: Element, last: Element) -> bool:
        """Whether something can be written right before `first` or after `last`."""
        start, end = self.page.order[first], self.page.end[self.page.order[last]]
        return any(start - _NEAR < place < start or end <= place < end + _NEAR for place in self.forms)

    def may_reach(self, parts: Sequence[Element], told: float, wanted: float) -> bool:
        """Whether `is_thread` may give records that begin with `parts` more than `wanted`, by what costs little."""
        announced, writable = self.announce(parts[0], len(parts)), self.answerable(parts[0], parts[-1])
        shown = announced + writable
        if told + shown + 2.0 + 0.5 * min(len(parts), 4) * (len(parts) > 1) - _ACCEPT <= wanted:
            return False
        least = _LITTLE if writable else _TOLD
        return told >= least or shown > 0 or wanted < -_ACCEPT or _answers(self.page, parts[:2])


class Whole(NamedTuple):
    """What is known of a list beyond its first records: how many, where it ends, how much its words speak for it."""

    number: int
    last: Element
    told: float


@lru_cache(maxsize=16_384)
def _speaks(text: str, is_title: bool) -> bool:
    """Whether a line counts comments or names them: a heading anywhere, another line at its beginning.

    Cached: a blog's pages share their menus.
    """
    text = squash(text)
    if not 1 < len(text) < 60:
        return False
    found = SHOWN.search(text.lower())
    return found is not None and (is_title or found.start() == 0 or count_in(text) is not None)


def is_thread(
    around: Surroundings, records: Sequence[Record], comments: Sequence[RawComment], whole: Whole
) -> float:
    """How sure it is that `records` are the page's comments: above 0 they are.

    Counted for: words of classes and ids, a heading that speaks of comments, a form beside them, answer links, several
    people, text that is no mere link. Counted against: words of widgets, links that lead away, one author for all.

    Args:
        around: the page. records: the first of the list. comments: what they say. whole: all of the list.
    """
    page = around.page
    parts = [record.parts[0] for record in records]
    names = {comment.name.casefold() for comment in comments if comment.name}
    texts = [squash(text_of(comment.nodes, comment.leave_out)) for comment in comments]
    filled = sum(map(_says_something, texts, comments)) / len(texts)
    named = sum(1 for comment in comments if comment.name) / len(comments)
    # As many lines without a text as there are comments are their heads.
    announced = around.announce(parts[0], whole.number if 2 * filled >= 1 else -1)
    told, writable = whole.told, around.answerable(parts[0], whole.last)
    answers = _answers(page, parts) or _offers(page, records)
    if told < (_LITTLE if writable else _TOLD) and not announced and not answers:
        return -_ACCEPT
    if stand_in_widget(records) or lead_elsewhere(page, records) or around.is_latest(parts[0]):
        return -_ACCEPT
    score = told + announced + answers + writable + 0.5 * min(len(parts), 4) * (len(parts) > 1)
    score += 1.0 if len(names) > 1 else -0.5 if len(comments) > 2 else 0.0
    score -= 3.0 * (1 - filled) + 2.0 * (1 - named)
    score -= 4.0 * _linked(texts, comments)
    score -= 4.0 * _titled(page, records)
    if 0 < sum(map(_holds_title, records)) < max(2, len(records)):
        score -= 4.0
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


def _words(parts: Sequence[Element]) -> float:
    own = _told(_names(parts[0]))
    around: list[tuple[bool, bool, bool]] = []
    aside = in_article = False
    for place, element in enumerate(parts[0].iterancestors()):
        if element.tag in ("body", "html"):
            break
        if place < _AROUND:
            around.append(_told(_names(element)))
        aside = aside or element.tag in ("aside", "nav", "footer")
        in_article = in_article or element.tag == "article"
    strong_around = any(strong for strong, _, _ in around)
    score = 2.5 if own[0] else 0.5 if own[1] else 0.0
    score += 1.5 if strong_around else 0.5 if any(weak for _, weak, _ in around[:3]) else 0.0
    if any(against for _, _, against in (own, *around[:4])):
        score -= 2.5
    return score - aside - (in_article and not own[0] and not strong_around)


@lru_cache(maxsize=16_384)
def _told(names: str) -> tuple[bool, bool, bool]:
    """Whether a class list speaks of comments, of talk, of something else."""
    low = names.lower()
    return spells_talk(low), may_spell_talk(low), bool(_AGAINST.search(low))


def _names(element: Element) -> str:
    stated = element.get("itemtype") or element.get("typeof") or ""
    return f"{element.get('id') or ''} {element.get('class') or ''} {stated}"


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
