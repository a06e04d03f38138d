"""Surroundings: what around a list speaks for or against its being the page's thread: lines, classes, forms."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.declared import count_in
from pipeline.parsers.records.slots import brief
from pipeline.parsers.records.talk import SHOWN, may_spell_talk, spells_talk
from pipeline.parsers.text import squash

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
    r"tuoreimmat|son (?:yorum|mesaj|görüş|cevap)\w*|poslední|legutóbbi|"
    r"最新|最近|most commented|am meisten kommentiert|meistkommentiert)\b"
    r"(?!.{0,12}(?:first|zuerst|oben))",
    re.I,
)
_COUNTED = 1.5
_NEAR = 60
_AROUND = 5
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
# Before there were headings, they were set in bold.
_TITLES_OF_OLD = (*_TITLES, "strong", "b")
_LARGE = ("h1", "h2", "h3", "h4")
_LINES = (*_TITLES_OF_OLD, "p", "div", "span")


@dataclass(slots=True)
class Surroundings:
    """What is asked of the page for every candidate, found once.

    headings: where headings, or any lines, speak of comments; titles: those of them that are headings; latest: those
    that speak of the newest ones, of whatever post; counts: how many they count. others: titles that speak of something
    else. forms: where something can be written.
    """

    page: Page
    headings: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    words: dict[Element, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    forms: list[int] = field(default_factory=list)
    latest: set[int] = field(default_factory=set)
    others: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Surroundings:
        """The surroundings in `page`."""
        order, end, texts = page.order, page.end, page.own_texts
        places = []
        for element in page.tagged(*_LINES):
            place = order[element]
            text = texts.get(place) or (texts.get(place + 1) if end[place] > place + 1 else None)
            if not text or not 1 < len(text) < 200 or not _speaks(text, element.tag in _TITLES_OF_OLD):
                continue
            if next(element.iterancestors("a"), None) is None:
                places.append(place)
        titles = [place for place in places if page.elements[place].tag in _TITLES]
        latest = {place for place in places if _LATEST.search(brief(page.elements[place]))}
        forms = [page.order[area] for area in page.by_tag.get("textarea", ())]
        counted = {place: count_in(squash(brief(page.elements[place]))) for place in places}
        counts = {place: count for place, count in counted.items() if count is not None}
        speak = set(places)
        others = [order[head] for head in page.tagged(*_LARGE) if order[head] not in speak]
        return cls(page, sorted(places), titles, counts=counts, forms=forms, latest=latest, others=sorted(others))

    def announce(self, first: Element, number: int) -> float:
        """How surely a heading not far before `first` speaks of comments: more so if it counts just as many."""
        place = self.page.order[first]
        at = bisect_left(self.headings, place)
        if not at or place - self.headings[at - 1] >= _NEAR or self._is_titled_else(self.headings[at - 1], place):
            return 0.0
        return 1.0 + _COUNTED * (self.counts.get(self.headings[at - 1]) == number)

    def _is_titled_else(self, heading: int, first: int) -> bool:
        """Whether a title of something else ("Notes") stands between a line that speaks of comments and `first`."""
        end = self.page.end[heading]
        at = bisect_left(self.others, end)
        return at < len(self.others) and self.others[at] < first

    def told(self, part: Element) -> float:
        """How much the classes and ids of a record and around it speak for a thread; the cheap half of the verdict."""
        told = self.words.get(part)
        if told is None:
            told = self.words[part] = _words(part)
        return told

    def is_latest(self, first: Element) -> bool:
        """Whether the nearest line before `first` that speaks of comments speaks of the newest ones."""
        at = bisect_left(self.headings, self.page.order[first])
        return at > 0 and self.headings[at - 1] in self.latest

    def answerable(self, first: Element, last: Element) -> bool:
        """Whether something can be written right before `first` or after `last`."""
        start, end = self.page.order[first], self.page.end[self.page.order[last]]
        return any(start - _NEAR < place < start or end <= place < end + _NEAR for place in self.forms)


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


def _words(part: Element) -> float:
    own = _told(_names(part))
    around: list[tuple[bool, bool, bool]] = []
    aside = in_article = False
    for place, element in enumerate(part.iterancestors()):
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
