"""Verdict: whether a repeated list is this page's thread (Kao & Chen 2010: pattern finding alone overproduces)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.declared import count_in
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.vocabulary import OFFER
from pipeline.parsers.records.widgets import lead_elsewhere, stand_in_widget
from pipeline.parsers.text import flat_text, inline_text, squash, text_of

_STRONG = re.compile(
    r"comment|komment|kommenter|coment[aá]ri|comentari|\bcmt|discuss|disqus|repl(?:y|ies)|respuesta|reponse|"
    r"reacti(?:e|on)|"
    r"leserbrief|leserpost|guestbook|g[aä]stebuch|wortmeldung|user-?post|opini(?:e|on)e?s?\b|диску|mtncomment|"
    r"bb_message|thread(?!ed-ad)",
    re.I,
)
# "Comments" where it is no word of markup.
_TITLE = re.compile(
    r"(?:yorum(?:lar)?|hozzászólások|коментарі|комментарии|σχόλια|bình luận|评论|評論|留言|回复|コメント|댓글|덧글|"
    r"(?:ال)?تعليقات|دیدگاه‌?ها|תגובות|ความ(?:คิด)?เห็น)\b",
    re.I,
)
# What a count of comments may count, cheaper than `count_in`.
_SUBJECT = re.compile(
    r"omm?ent|repl|thought|respon|opini|gedank|antwort|meinung|beitr|reacti|respuest|rispost|odpow|коммент|мнени|"
    r"ответ|yorum|discuss|hozzászól|коментар|σχόλι|bình luận|phản hồi|评论|評論|留言|回复|回覆|コメント|댓글|덧글|응답|"
    r"تعليق|ردود|دیدگاه|نظرات|תגוב|เห็น|"
    r"réacti|avis|leser|диску|guestbook|gästebuch|wortmeld"
)
_WEAK = re.compile(r"forum|msg|message|post|answer|antwort|talk|community|thread|feedback|conversation|board")
_AGAINST = re.compile(
    r"recent|related|sidebar|widget(?!-post-comments)|teaser|ticker|live-?(?:blog|match|ticker|post|event)|liveblog|"
    r"review|produ[ck]t|"
    r"popular|latest|neueste|letzte|slider|carousel|tweet|twitter|facebook|instagram|(?:\A|[-_\s])nav|footer|most-|"
    r"calendar|event-|"
    r"timeline|headline|news-?list|archive|similar|recommend|weather|stock|match|playlist|episode|gallery|card-list|"
    r"jobs?-|promo"
)
_ACCEPT = 3.0
_COUNTED = 1.5
_TOLD = 1.5
_TITLES = ("h1", "h2", "h3")
_NEAR = 60
_AROUND = 5
_ASKED = 5
_LARGEST_RECORD = 1_500
_OFFERS = ("a", "button", "span", "input")
_TITLE_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend")
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "strong", "b", "p", "div", "span")


@dataclass(slots=True)
class Surroundings:
    """What is asked of the page for every candidate, found once: where headings, or any lines, speak of comments."""

    page: Page
    headings: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    words: dict[Element, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page) -> Surroundings:
        """The surroundings in `page`."""
        places = [place for line in _speaking(page) for place in line if not _in_link(page, place)]
        titles = [place for place in places if page.elements[place].tag in _TITLE_TAGS]
        counted = {place: count_in(squash(flat_text(page.elements[place]))) for place in places}
        counts = {place: count for place, count in counted.items() if count is not None}
        return cls(page, sorted(places), titles, counts=counts)

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

    def may_reach(self, parts: Sequence[Element], wanted: float) -> bool:
        """Whether `is_thread` may give records that begin with `parts` more than `wanted`, by what costs little."""
        told = self.told(parts[0])
        announced = self.announce(parts[0], len(parts))
        if told + announced + 2.0 + 0.5 * min(len(parts), 4) * (len(parts) > 1) - _ACCEPT <= wanted:
            return False
        return told >= _TOLD or announced > 0 or wanted < -_ACCEPT or _answers(self.page, parts[:2])


def _speaking(page: Page) -> Iterator[list[int]]:
    """Where lines speak of comments: an element's own text, or that of the first in it if it has none of its own."""
    texts, elements, around = page.own_texts, page.elements, page.around
    for place, text in texts.items():
        if 1 < len(text) < 200 and _speaks(text):
            above = place - 1
            held = [place, above] if around[place] == above and above not in texts else [place]
            yield [one for one in held if elements[one].tag in _HEADING_TAGS]


def _in_link(page: Page, place: int) -> bool:
    return next(page.elements[place].iterancestors("a"), None) is not None


@lru_cache(maxsize=16_384)
def _speaks(text: str) -> bool:
    """Whether a line counts or names comments. Cached: a blog's pages share their menus."""
    text = squash(text)
    if not 1 < len(text) < 60 or _SUBJECT.search(text.lower()) is None:
        return False
    return bool(_STRONG.match(text) or _TITLE.match(text)) or count_in(text) is not None


def is_thread(around: Surroundings, records: Sequence[Record], comments: Sequence[RawComment], number: int) -> float:
    """How sure it is that `records`, the first of `number`, are the page's comments: above 0 they are.

    Counted for: words of classes and ids, a heading that speaks of comments, answer links, several people, text that
    is no mere link. Counted against: words of widgets, links that lead away, one author for all.
    """
    page = around.page
    parts = [record.parts[0] for record in records]
    names = {comment.name.casefold() for comment in comments if comment.name}
    texts = [squash(text_of(comment.nodes, comment.leave_out)) for comment in comments]
    filled = sum(1 for text in texts if len(text) > 1) / len(texts)
    named = sum(1 for comment in comments if comment.name) / len(comments)
    # As many lines without a text as there are comments are their heads.
    told, announced = _words(parts), around.announce(parts[0], number if 2 * filled >= 1 else -1)
    answers = _answers(page, parts)
    if (told < _TOLD and not announced and not answers) or stand_in_widget(records) or lead_elsewhere(page, records):
        return -_ACCEPT
    score = told + announced + answers + 0.5 * min(len(parts), 4) * (len(parts) > 1)
    score += 1.0 if len(names) > 1 else -0.5 if len(comments) > 2 else 0.0
    score -= 3.0 * (1 - filled) + 2.0 * (1 - named)
    score -= 4.0 * _linked(texts, comments)
    score -= 4.0 * _titled(records)
    if any(next(part.iter("h1"), None) is not None for record in records for part in record.parts):
        score -= 4.0
    return score - _ACCEPT


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
    return bool(_STRONG.search(names)), bool(_WEAK.search(low)), bool(_AGAINST.search(low))


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
        if len(said) < 120 and _is_offer(said):
            return True
    return False


@lru_cache(maxsize=16_384)
def _is_offer(said: str) -> bool:
    return OFFER.search(said) is not None


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


def _titled(records: Sequence[Record]) -> float:
    """The share of records with a heading that links to a page of its own: posts of a list have one."""
    titled = sum(
        any(
            (href := link.get("href") or "") and "#" not in href and "comment" not in href and "user" not in href
            for part in record.parts
            for heading in part.iter(*_TITLES)
            for link in (*heading.iter("a"), *heading.iterancestors("a"))
        )
        for record in records
    )
    return titled / len(records)
