"""Surroundings: what around a list speaks for or against its being the page's thread: lines, classes, forms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.declared import count_in, may_count
from pipeline.parsers.records.slots import brief
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.talk import SHOWN, may_spell_talk, spells_talk
from pipeline.parsers.text import squash

# Each form begins with a letter: the search steps from one that may begin any to the next.
_AGAINST = re.compile(
    r"recent|related|sidebar|widget(?!-post-comments)|teaser|ticker|live-?(?:blog|match|ticker|post|event)|liveblog|"
    r"review|produ[ck]t|"
    r"popular|latest|neueste|letzte|slider|carousel|tweet|twitter|facebook|instagram|nav(?<![^-_\s]nav)|footer|most-|"
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
_LINES = frozenset((*_TITLES_OF_OLD, "p", "div", "span"))


@dataclass(slots=True)
class Surroundings:
    """What is asked of the page for every candidate, found once.

    asides: what holds no thread; articles: where one may stand. names: what elements' own names speak of.
    headings: where headings, or any lines, speak of comments; titles: those of them that are headings; latest: those
    that speak of the newest ones, of whatever post; counts: how many they count. others: titles that speak of something
    else. forms: where something can be written.
    """

    page: Page
    asides: Spans
    articles: Spans
    headings: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    words: dict[Element, float] = field(default_factory=dict)
    names: dict[Element, tuple[bool, bool, bool]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    forms: list[int] = field(default_factory=list)
    latest: set[int] = field(default_factory=set)
    others: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Surroundings:
        """The surroundings in `page`."""
        order = page.order
        places = list(_speaking(page))
        titles = [place for place in places if page.elements[place].tag in _TITLES]
        latest = {place for place in places if _LATEST.search(brief(page.elements[place]))}
        forms = [page.order[area] for area in page.by_tag.get("textarea", ())]
        counted = {place: count_in(squash(brief(page.elements[place]))) for place in places}
        counts = {place: count for place, count in counted.items() if count is not None}
        speak = set(places)
        others = [order[head] for head in page.tagged(*_LARGE) if order[head] not in speak]
        asides = Spans(page, page.tagged("aside", "nav", "footer"))
        articles = Spans(page, page.by_tag.get("article", ()))
        return cls(
            page, asides, articles, sorted(places), titles, counts=counts, forms=forms, latest=latest,
            others=sorted(others),
        )

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
            told = self.words[part] = self._weigh(part)
        return told

    def _weigh(self, part: Element) -> float:
        own = self._names(part)
        around = [self._names(element) for element in self._near(part)]
        strong_around = any(strong for strong, _, _ in around)
        score = 2.5 if own[0] else 0.5 if own[1] else 0.0
        score += 1.5 if strong_around else 0.5 if any(weak for _, weak, _ in around[:3]) else 0.0
        if any(against for _, _, against in (own, *around[:4])):
            score -= 2.5
        in_article = self.articles.are_around(part) and not own[0] and not strong_around
        return score - self.asides.are_around(part) - in_article

    def _near(self, part: Element) -> Iterator[Element]:
        """The elements right around `part`, innermost first."""
        return islice(takewhile(lambda element: element.tag not in ("body", "html"), part.iterancestors()), _AROUND)

    def _names(self, element: Element) -> tuple[bool, bool, bool]:
        """What the names of `element` speak of; most parts stand in the same few elements."""
        said = self.names.get(element)
        if said is None:
            said = self.names[element] = _told(_names(element))
        return said

    def is_latest(self, first: Element) -> bool:
        """Whether the nearest line before `first` that speaks of comments speaks of the newest ones."""
        at = bisect_left(self.headings, self.page.order[first])
        return at > 0 and self.headings[at - 1] in self.latest

    def answerable(self, first: Element, last: Element) -> bool:
        """Whether something can be written right before `first` or after `last`."""
        start, end = self.page.order[first], self.page.end[self.page.order[last]]
        return any(start - _NEAR < place < start or end <= place < end + _NEAR for place in self.forms)


def _speaking(page: Page) -> Iterator[int]:
    """The places of the lines that speak of comments, by their own text or that of the first element inside them."""
    elements, texts, around = page.elements, page.own_texts, page.around
    for place, text in texts.items():
        if not 1 < len(text) < 200:
            continue
        above = place - 1
        lines = (place, above) if around[place] == above and above not in texts else (place,)
        for line in lines:
            tag = elements[line].tag
            speaks = tag in _LINES and _speaks(text, tag in _TITLES_OF_OLD)
            if speaks and next(elements[line].iterancestors("a"), None) is None:
                yield line


@lru_cache(maxsize=16_384)
def _speaks(text: str, is_title: bool) -> bool:
    """Whether a line counts comments or names them: a heading anywhere, another line at its beginning.

    Cached: a blog's pages share their menus.
    """
    text = squash(text)
    if not 1 < len(text) < 60:
        return False
    low = text.lower()
    if is_title or SHOWN.match(low) is not None:
        return SHOWN.search(low) is not None
    return may_count(text) and SHOWN.search(low) is not None and count_in(text) is not None


@lru_cache(maxsize=16_384)
def _told(names: str) -> tuple[bool, bool, bool]:
    """Whether a class list speaks of comments, of talk, of something else."""
    low = names.lower()
    return spells_talk(low), may_spell_talk(low), bool(_AGAINST.search(low))


def _names(element: Element) -> str:
    stated = element.get("itemtype") or element.get("typeof") or ""
    return f"{element.get('id') or ''} {element.get('class') or ''} {stated}"
