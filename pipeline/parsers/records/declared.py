"""Declared: how many comments the page says there are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.area import outermost
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.tokens import tokens_holding
from pipeline.parsers.text import flat_text

_NOUN = (
    r"(?:(?:leser|user)?(?:kommentare?n?|meinung(?:en)?|beitr(?:ag|äge))|thoughts?|comments?|repl(?:y|ies)|"
    r"responses?|reactions?|opinions?|"
    r"gedanken?|antwort(?:en)?|reaktion(?:en)?|wortmeldung(?:en)?|commentaires?|réponses?|réflexions?|réactions?|"
    r"pensées?|avis|"
    r"comentarios?|respuestas?|opinion(?:es)?|comment[io]|rispost[ae]|pensier[io]|reacties?|gedachten?|comentários?|"
    r"respostas?|"
    r"komentarz[eya]?|odpowied(?:ź|zi)|opinie|wypowiedzi|komentář[eůi]?|komentár[eo]?v?|комментари(?:й|я|ев|и)|"
    r"мнени[еяй]|ответ(?:а|ов|ы)?|"
    r"коментар(?:і|ів|и)?|kommentarer?|komment(?:tia|it|ti)|yorum(?:lar)?|hozzászólás(?:ok)?|comentarii|"
    r"viesti[äa]?|inlägg|σχόλι[αο]|komentar[ai]?|discussions?|bình luận|phản hồi|"
    r"[条條則则]?\s?(?:评论|評論|留言|回复|回覆)|(?:件の)?コメント|개?의?\s?(?:댓글|덧글|응답)|(?:ال)?تعليق(?:ات)?|تعليقًا|ردود|"
    r"دیدگاه(?:‌?ها)?|نظر(?:ات)?|תגוב(?:ה|ות)|ความ(?:คิด)?เห็น)"
)
_ONE = r"(?:one|ein(?:e|en)?|une?|uno|una|één|een|jeden|jedna|один|одна|um|uma|en|ett|et|bir)"
_NONE = (
    r"(?:no|(?:(?:noch|derzeit|bisher|bislang|aktuell|momentan|zurzeit|leider)\s+){0,3}keine?|aucune?|"
    r"ning(?:ún|una)|nessun[oa]?|geen|brak|нет|nenhum|sin|inga?|ingen|zero)"
)
_FIGURE = r"(\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+)"
_NUMBER_FIRST = re.compile(rf"(?<![\d.,/:]){_FIGURE}\s*(?:[^\W\d]+\s+){{0,2}}?{_NOUN}(?!\w)", re.I)
_NOUN_FIRST = re.compile(rf"(?:\b|\A){_NOUN}\s*[:(\[（\s–-]*\s*{_FIGURE}\s*件?[)\]）]?\s*(?:\Z|(?=[^\d.:/,]))", re.I)
# "Leave a comment" begins with the verb in most languages, but not in all: one comment is "on" or "to" something.
_WORD_FIRST = re.compile(
    rf"\A\W*(?:(?:this|the|dieser?|der|das|cet(?:te)?|est[ea]|questo) [^\W\d]+ (?:has|hat|a|tiene|ha)\s+|there is\s+)?"
    rf"(?:({_ONE})|({_NONE}))\s+(?:[^\W\d]+\s+)?{_NOUN}(?!\w)\W*(?:\Z|on\b|to\b|zu\b|auf\b|sur\b|su\b|en\b|"
    rf"for\b|[“„»\"(]|yet\b|so far\b|until now\b|bisher\b|vorhanden)",
    re.I,
)
_DIGIT, _NO_DIGIT = re.compile(r"\d"), re.compile(r"\D")
_BARE = re.compile(r"\A[\s(\[{]*(\d{1,3}(?:[.,]\d{3})+|\d{1,6})[\s)\]}]*\Z")
_COUNTER = re.compile(r"(?:comment|kommentar|response|repl(?:y|ies)|disqus|reaction)s?[-_]*(?:count|number|num|"
                      r"total|title|counter|intro|link|area-title|header|heading|see-all|headline|info)")
_TALK = re.compile(r"comment|kommentar|respon[sd]|repl(?:y|ies)|reaction|reaktion|comentari|thoughts|opini|discuss|"
                   r"komment|meinung")
_COUNT_WORD = re.compile(r"count|number|\bnum\b|total|counter")
_NOT_TITLE = re.compile(r"comment-reply|respond|form|widget|recent|textarea|input|nav|previous|next|hide|author|"
                        r"\Acomment-\d")
_PLACE = frozenset(("comments", "comment", "kommentare"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 260
_LARGEST, _LARGEST_TITLE = 25, 10
_LONGEST_LINK = 40


def declared_count(page: Page, regions: Sequence[Element], records: Sequence[Element]) -> int | None:
    """The page's own count of its comments, null where it gives none.

    Sources, the first that answers: a heading or counter in the comment area or just before it; a counter elsewhere
    that links to the comments; schema.org `commentCount`.

    Args:
        regions: the comment area. records: the comments' elements, which are not looked into.
    """
    shown = len(records)
    near: list[int] = []
    far: list[int] = []
    for element, is_near in _candidates(page, regions, records):
        count = _count_of(page, element, records)
        if count is not None:
            (near if is_near else far).append(count)
    if near:
        # A heading may leave out the pings that the post's counter counts.
        return max(_one_of(near, shown), *far[:1]) if far else _one_of(near, shown)
    return far[0] if far else _structured(page)


def count_in(text: str) -> int | None:
    """The number of comments that `text` states, in any of the languages known; null if none."""
    if not text or len(text) > _LONGEST:
        return None
    found = _WORD_FIRST.match(text)
    if found:
        return 1 if found.group(1) else 0
    if _DIGIT.search(text) is None:
        return None
    found = _NUMBER_FIRST.search(text) or _NOUN_FIRST.search(text)
    return figure(_NO_DIGIT.sub("", found.group(1))) if found else None


def may_count(text: str) -> bool:
    """Whether there is a figure in `text`, or a word for one leads it: what every count has."""
    return _DIGIT.search(text) is not None or _WORD_FIRST.match(text) is not None


def _one_of(counts: Sequence[int], shown: int) -> int:
    """Comments and pings may have a heading each: then their sum is what is declared."""
    parts = list(dict.fromkeys(counts))
    if len(parts) > 1 and sum(parts) == shown:
        return shown
    return counts[0] if counts[0] or shown == 0 else max(counts)


@lru_cache(maxsize=16_384)
def _talks(name: str) -> int:
    """Whether a class or id is of something about comments (1), or of their counter (2)."""
    if not _TALK.search(name) or _NOT_TITLE.search(name):
        return 0
    return 2 if _COUNTER.search(name) or _COUNT_WORD.search(name) else 1


def _candidates(page: Page, regions: Sequence[Element], records: Sequence[Element]) -> Iterator[tuple[Element, bool]]:
    """Small elements that may hold the count, those of the comment area first; none of them inside a comment."""
    inside = [(page.order[record], page.end[page.order[record]]) for record in outermost(page, records)]
    starts = [start for start, _ in inside]
    first = starts[0] if starts else 0
    areas = [(page.order[region], page.end[page.order[region]]) for region in regions]
    within = Spans(page, regions)
    holding = [region for region in regions if page.contains(region, records[0])] if records else regions
    before = [title for region in holding if (title := region.getprevious()) is not None and title in page.order]
    found: list[tuple[int, int, Element]] = []
    titles = _titles(page, before, areas, first)
    named = {**dict.fromkeys(titles, 1), **_named(page)}
    for element, weight in named.items():
        place = page.order[element]
        at = bisect_right(starts, place) - 1
        if page.end[place] - place > _LARGEST or (at >= 0 and place < inside[at][1]):
            continue
        if page.end[place] > first >= place and inside:
            continue
        near = within.hold(element) or any(
            page.contains(title, element) for title in before if title.tag != "article"
        )
        if not near and element.tag in _HEADINGS and weight == 1:
            if not _is_heading_of_count(page, element, place, first):
                continue
            near = True
        found.append((0 if near else 1, -weight if near else 0, element))
    found.sort(key=lambda row: (row[0], row[1], page.order[row[2]]))
    for away, _, element in found:
        yield element, not away


def _is_heading_of_count(page: Page, heading: Element, place: int, first: int) -> bool:
    """Whether a heading is nothing but a count, and stands under the title, the last one before the comments."""
    text = " ".join(flat_text(heading).split())
    if len(text) > _LONGEST_LINK or not any(form.fullmatch(text) for form in (_NUMBER_FIRST, _NOUN_FIRST)):
        return False
    title = next((page.order[one] for one in page.by_tag.get("h1", ())), -1)
    if place <= title or any(around.tag in ("aside", "nav", "li") for around in heading.iterancestors()):
        return False
    headings = page.once(_heading_places)
    return not first or bisect_right(headings, place) == bisect_left(headings, first)


def _heading_places(page: Page) -> list[int]:
    return sorted(page.order[heading] for heading in page.tagged(*_HEADINGS))


def _titles(
    page: Page, before: Sequence[Element], areas: Sequence[tuple[int, int]], first: int
) -> Iterator[Element]:
    """What stands right before the comment area or its first comment: its title, whatever the template calls it."""
    for title in before:
        # The article stands there as well.
        if title.tag != "article" and page.end[page.order[title]] - page.order[title] <= _LARGEST_TITLE:
            yield from page.subtree(title)
    for start, end in areas:
        if start < first < end:
            yield from page.elements[start : min(first, start + _LARGEST)]


def _named(page: Page) -> dict[Element, int]:
    weights: dict[Element, int] = {}
    for token in tokens_holding(page, _TALK):
        weight = _talks(token)
        if weight:
            for element in page.by_class[token]:
                weights[element] = max(weight, weights.get(element, 0))
    for ident, element in page.by_id.items():
        weight = _talks(ident.lower())
        if weight:
            weights[element] = max(weight, weights.get(element, 0))
    for heading in page.tagged(*_HEADINGS):
        weights.setdefault(heading, 1)
    texts = page.own_texts
    for place, link, href, _ in page.links:
        if ("#" in href or place in texts) and _leads_to_talk(href, texts.get(place)):
            weights.setdefault(link, 1)
    return weights


def _leads_to_talk(href: str, text: str | None) -> bool:
    """Whether a link says that it leads to the comments: by its fragment, or by being nothing but their number."""
    if "#" in href and (place := href.lower().rpartition("#")[2]):
        return bool(_TALK.search(place)) and not any(letter.isdigit() for letter in place)
    if text is None or len(text) >= _LONGEST_LINK or _DIGIT.search(text) is None:
        return False
    text = text.strip().strip("()[]")
    return any(form.fullmatch(text) for form in (_NUMBER_FIRST, _NOUN_FIRST))


def _count_of(page: Page, element: Element, records: Sequence[Element] = ()) -> int | None:
    text = " ".join((flat_text(element) if len(element) else element.text or "").split())
    if not text:
        return None
    count = count_in(text)
    if count is None:
        bare = _BARE.match(text)
        if bare is None or not _may_be_bare(page, element):
            return None
        count = figure(_NO_DIGIT.sub("", bare.group(1)))
    return count if count is not None and _is_of_this_post(page, element, records) else None


def _may_be_bare(page: Page, element: Element) -> bool:
    """Whether a number alone in `element` counts comments: in a counter, in a link to them, in the one place for it."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    if any(_talks(name) == 2 for name in names):
        return True
    if element.tag == "a":
        return any(map(_talks, names)) or _leads_to_talk(element.get("href") or "", element.text)
    return any(name in _PLACE and len(page.by_class.get(name, ())) == 1 for name in names)


def _is_of_this_post(page: Page, element: Element, records: Sequence[Element]) -> bool:
    """Whether a counter belongs to this page's post: one in a list of other posts links there."""
    link = element if element.tag == "a" else next((e for e in page.subtree(element) if e.tag == "a"), None)
    if link is None:
        link = next(element.iterancestors("a"), None)
    href = (link.get("href") or "") if link is not None else ""
    if not href or href.startswith(("#", "javascript:")):
        return True
    if "#" not in href and _TALK.search(href):
        return True
    if "#" not in href and _is_elsewhere(page, href) and _is_only_one(page, element, records):
        # A site may talk about its posts in its forum.
        return True
    here, there = _bare(page.url), _bare(page.absolute(href) or "")
    return here in ("", there) or here.startswith(f"{there}/comment-page") or here.split("?")[0] == there


def _is_only_one(page: Page, element: Element, records: Sequence[Element]) -> bool:
    """Whether `element` alone is of its class between title and comments: a list of posts has a counter each."""
    last = page.order[records[0]] if records else len(page.elements)
    titles = page.by_tag.get("h1", [])
    above = bisect_left(titles, last, key=page.order.__getitem__)
    first = page.order[titles[above - 1]] if above else 0
    return first < page.order[element] < last and any(
        _is_alone(page, page.by_class[name], first, last) for name in page.classes(element) if _talks(name)
    )


def _is_alone(page: Page, elements: Sequence[Element], first: int, last: int) -> bool:
    """Whether one of `elements`, in document order, stands between two places, and no other."""
    after = bisect_right(elements, first, key=page.order.__getitem__)
    return after + 1 == bisect_left(elements, last, key=page.order.__getitem__)


def _is_elsewhere(page: Page, href: str) -> bool:
    return urlsplit(page.absolute(href) or "").hostname not in (None, urlsplit(page.url).hostname)


def _bare(url: str) -> str:
    return url.split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def _structured(page: Page) -> int | None:
    if page.says("typeof=") and page.says("num_replies"):
        for element in page.stating:
            count = figure(element.get("content"))
            if count is not None and (element.get("property") or "").endswith("num_replies"):
                return count
    for node in page.json_ld:
        value = node.get("commentCount")
        count = figure(str(value).strip()) if isinstance(value, int | str) else None
        if count is not None:
            return count
    for value in page.meta.get("commentcount", ()) or page.meta.get("interactioncount", ()):
        found = re.search(r"\d+", value)
        if found and ("comment" in value.lower() or found.group() == value.strip()):
            return figure(found.group())
    return None
