"""Cutting: one record into author, time and text, whatever the theme.

The author and the time are found first, by what the markup calls them; the text is the element that the markup calls
text and that holds neither, else all that is left of the record once the template is taken out (ANCHORS.md §5.7).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.parsers.dates import date_like
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.badges import mark_post_authors
from pipeline.parsers.records.names import clean_name, strip_shared_words
from pipeline.parsers.records.pieces import author_and_time, spaced_text
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import PERMALINK, Slots, brief, find_slots
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.tails import drop_tails
from pipeline.parsers.records.vocabulary import is_name_noise
from pipeline.parsers.text import inline_text

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}\s*[:h時点시]\s*\d\d|\b\d{1,2}\.\d\d\s*uhr|\d\s*(?:am|pm|uhr)\b", re.I)
_RELATIVE = re.compile(r"\b(?:ago|vor|hace|fa|atrás|назад|yesterday|gestern|heute|today|hier|ieri|il y a|geleden|"
                       r"temu|her)\b", re.I)
_MACHINE = ("datetime", "content", "title")
# Scripts that rewrite times keep them in an attribute of their own: `data-timestamp`, `data-publishtime`, `data-utime`.
_KEPT = re.compile(r"\Adata-[\w-]*(?:time|date|stamp|epoch|publish|created)")
_STATED = re.compile(r"\d{9,13}(?:\.\d+)?\Z|\d{4}-\d\d-\d\d|[^\W\d]{3},? \d{1,2} ")
_NAMES_LEAD = ("a", "h2", "h3", "h4", "h5")
_BADGES = ("span", "small", "em", "i", "sup", "label", "div", "mark", "h4", "h5", "h6", "p")
_LONGEST_NAME = 220
_META_REST = 90
_OFFERS = ("a", "button")
_MOST_OFFER = 30
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.I)


def read_records(page: Page, records: Sequence[Record], is_sample: bool = False) -> list[RawComment]:
    """The comments that `records` hold, in their order, parents linked as the records' are.

    Args:
        is_sample: whether it is only asked what they would be, so that nothing may be taken out of the page.
    """
    comments = [_cut(page, record) for record in records]
    place = {id(record): comment for record, comment in zip(records, comments, strict=True)}
    for record, comment in zip(records, comments, strict=True):
        if record.parent is not None:
            comment.parent = place.get(id(record.parent))
    strip_shared_words(comments)
    _strip_shared_links(records, comments)
    if not is_sample:
        drop_tails(records, comments)
    mark_post_authors(page, records, comments)
    return comments


def _strip_shared_links(records: Sequence[Record], comments: Sequence[RawComment]) -> None:
    """Leave out of bare texts the links that all records show, "Reply" say: they are the template's."""
    bare = [
        [element for element in (record.own or ()) if _may_offer(element)]
        if comment.nodes == record.parts
        else []
        for record, comment in zip(records, comments, strict=True)
    ]
    shared = Counter(said for offers in bare for said in {brief(offer) for offer in offers})
    for comment, offers in zip(comments, bare, strict=True):
        shown = {offer for offer in offers if shared[brief(offer)] >= max(2, 0.7 * len(comments))}
        if shown:
            comment.leave_out = {*comment.leave_out, *shown}


def _may_offer(element: Element) -> bool:
    """Whether it may be a "Reply"; a link to another site amid a sentence is not, however often it is quoted."""
    if element.tag not in _OFFERS or len(brief(element)) > _MOST_OFFER:
        return False
    if not _ELSEWHERE.match(element.get("href") or ""):
        return True
    before, around = element.getprevious(), element.getparent()
    lead = (around.text if around is not None else None) if before is None else before.tail
    return not (lead or "").rstrip()[-1:].isalpha()


def _cut(page: Page, record: Record) -> RawComment:
    comment = RawComment(
        page=page, key=record.key, kind=record.kind, parent_key=record.parent_key, parent_source=record.parent_source,
        by_post_author=record.by_post_author,
    )
    slots = find_slots(page, record)
    time = _best_time(page, slots)
    author = _best_author(page, slots, time)
    nodes, leave_out = _text(page, record, slots, author, time)
    comment.nodes, comment.leave_out = nodes, leave_out
    taken = set(record.inner) | set(slots.noise)
    if author is not None:
        comment.name = _name(page, author, taken | ({time} if time is not None else set()))
    _read_time(page, record, comment, slots, author, time)
    if record.kind == "comment" and (not comment.name or not (comment.shown or comment.machine)):
        _fill_from_pieces(page, record, comment, slots, author)
    _read_links(page, comment, slots, author)
    _read_edit(page, comment, slots)
    return comment


# Time -----------------------------------------------------------------------------------------------------------------


def _best_time(page: Page, slots: Slots) -> Element | None:
    best: Element | None = None
    best_weight = 0.0
    for weight, element in slots.times:
        shown = brief(element)
        machine = _machine(element)
        if not shown and not machine:
            continue
        dated = bool(_DIGIT.search(shown)) or bool(_RELATIVE.search(shown))
        if (not dated and not machine) or len(shown) > 160:
            continue
        score = weight + 2 * dated + (bool(_CLOCK.search(shown)) or "ago" in shown) - len(shown) / 100
        if score > best_weight:
            best, best_weight = element, score
    return best


def _machine(element: Element) -> str | None:
    """The time that an attribute of `element` states."""
    for attribute in _MACHINE:
        value = element.get(attribute)
        if value and _DIGIT.search(value) and len(value) < 60:
            return value.strip()
    for name, kept in element.items():
        said = str(kept).strip()
        if _KEPT.match(str(name)) and _STATED.match(said) and len(said) < 60:
            return said
    return None


def _read_time(
    page: Page, record: Record, comment: RawComment, slots: Slots, author: Element | None, time: Element | None
) -> None:
    if time is None:
        return
    inside = page.subtree(time)
    comment.machine = next((value for element in inside if (value := _machine(element))), None)
    if comment.machine is None:
        comment.machine = next((value for _, element in slots.times if (value := _machine(element))), None)
    comment.shown = spaced_text(time, {author} if author is not None else set()) or None
    if not comment.shown or not _is_whole(comment.shown):
        comment.shown = _longer_time(page, record, slots, author, time, comment.shown)


def _is_whole(shown: str) -> bool:
    """Whether a time as shown has both a clock and a day."""
    clock = _CLOCK.search(shown)
    if clock and _DIGIT.search(shown[: clock.start()] + shown[clock.end() + 1 :]):
        return True
    return _RELATIVE.search(shown) is not None


def _longer_time(
    page: Page, record: Record, slots: Slots, author: Element | None, time: Element, shown: str | None
) -> str | None:
    """The text around a time that lacks its clock or its day, where the theme prints them apart."""
    around = time.getparent()
    roots = set(record.parts)
    for _ in range(2):
        if around is None or around in roots or any(page.contains(around, text) for _, text in slots.texts):
            break
        leave = {element for element in (author, *slots.noise) if element is not None}
        text = spaced_text(around, leave)
        if len(text) <= 90 and _is_whole(text):
            return text
        if not shown and date_like(text):
            # The element itself only carries the machine's time: what stands around it is what people see.
            shown = text
        around = around.getparent()
    return shown


def _read_edit(page: Page, comment: RawComment, slots: Slots) -> None:
    """The time at which a comment was last changed, where the page says so."""
    for element in slots.edits:
        shown = brief(element)
        machine = next((value for inner in page.subtree(element) if (value := _machine(inner))), None)
        if machine or _DIGIT.search(shown):
            comment.edited_machine, comment.edited_shown = machine, shown or None
            return


# Author ---------------------------------------------------------------------------------------------------------------


def _best_author(page: Page, slots: Slots, time: Element | None) -> Element | None:
    texts = Spans(page, [element for weight, element in slots.texts if weight >= 6])
    spoken = Spans(page, [element for weight, element in slots.texts if weight >= 4])
    outside = [
        (weight, element)
        for weight, element in slots.authors
        if not texts.are_around(element) and not spoken.stand_in(element)
    ]
    left_out = set(slots.noise)
    if time is not None:
        left_out.add(time)
    # What a visitor marked up as a citation is no author; but a theme may call all of a comment its text.
    found = _heaviest(outside, time, left_out)
    return found if found is not None else _heaviest(slots.authors, time, left_out)


def _heaviest(authors: list[tuple[int, Element]], time: Element | None, left_out: set[Element]) -> Element | None:
    best: Element | None = None
    best_weight = 0
    for weight, element in authors:
        if element is time or weight <= best_weight:
            continue
        if len(brief(element)) > 3 * _LONGEST_NAME:
            continue
        name = inline_text(element, left_out)
        if name and len(name) <= _LONGEST_NAME:
            best, best_weight = element, weight
    return best


def _name(page: Page, author: Element, leave_out: set[Element]) -> str | None:
    """The name in an author's element, without the badge that may follow it."""
    element = author
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    first = element[0] if len(element) else None
    led = (element.text or "").strip() or (first is not None and first.tag in _NAMES_LEAD)
    badges = {
        child
        for child in element
        if is_name_noise(page.classes(child)) or (led and child is not first and child.tag in _BADGES)
    }
    return clean_name(inline_text(author, leave_out | badges)) or clean_name(inline_text(author, leave_out))


def _fill_from_pieces(
    page: Page, record: Record, comment: RawComment, slots: Slots, author: Element | None
) -> None:
    """Author and time out of bare text, where no markup names them."""
    skip = set(record.inner) | set(slots.noise) | set(comment.nodes) - set(record.parts)
    if comment.name and author is not None:
        # A name may hold a date that is not its time.
        skip.add(author)
    known = author if comment.name else None
    name, shown, used = author_and_time(record.parts, skip, known, page.language)
    if not shown and not comment.name and not comment.shown and not comment.machine:
        # What the markup calls the text may hold all of the comment: then its first line says whose and when.
        name, shown, used = _first_line(page, comment)
    if not comment.name and name:
        comment.name = clean_name(name)
    if not comment.shown and not comment.machine and shown:
        comment.shown = shown
    inside = [element for element in used if element not in comment.nodes]
    if inside and all(any(page.contains(node, element) for node in comment.nodes) for element in inside):
        comment.leave_out = {*comment.leave_out, *inside}


def _first_line(page: Page, comment: RawComment) -> tuple[str | None, str | None, list[Element]]:
    name, shown, used = author_and_time(comment.nodes, set(comment.leave_out), None, page.language, most=4)
    rest = inline_text(comment.nodes[0], {*comment.leave_out, *used}) if len(comment.nodes) == 1 else ""
    return (name, shown, used) if name and rest and not set(used) & set(comment.nodes) else (None, None, [])


# Text -----------------------------------------------------------------------------------------------------------------


def _text(
    page: Page, record: Record, slots: Slots, author: Element | None, time: Element | None
) -> tuple[tuple[Element, ...], set[Element]]:
    fixed = [element for element in (author, time) if element is not None]
    eligible = [
        (weight, element)
        for weight, element in slots.texts
        if element.tag not in ("a", "time")
        and not any(page.contains(element, other) or page.contains(other, element) for other in fixed)
    ]
    leave_out = set(record.inner) | set(slots.noise)
    chosen = _outermost_best(page, eligible, leave_out)
    if chosen is not None:
        return (chosen,), _inside(page, chosen, leave_out)
    leave_out.update(fixed)
    for element in (*slots.metas, *(author for _, author in slots.authors), *(time for _, time in slots.times)):
        if any(page.contains(element, other) for other in fixed) and _rest(element, leave_out) <= _META_REST:
            leave_out.add(element)
    return record.parts, leave_out


def _outermost_best(page: Page, eligible: list[tuple[int, Element]], leave_out: set[Element]) -> Element | None:
    best: Element | None = None
    best_score = (0, 0)
    last = -1
    left_out = Spans(page, leave_out)
    for weight, element in eligible:
        place = page.order[element]
        if place < last:
            # Inside one that was weighed already, which holds all of its text.
            continue
        length = len(brief(element)) - sum(len(brief(noise)) for noise in left_out.inside(element))
        score = (min(weight, 4), length) if length > 0 else (0, 1)
        if score > best_score or best is None:
            best, best_score = element, score
        last = page.end[place]
    return best


def _inside(page: Page, node: Element, candidates: set[Element]) -> set[Element]:
    return {element for element in candidates if element is not node and page.contains(node, element)}


def _rest(element: Element, leave_out: set[Element]) -> int:
    return len(inline_text(element, leave_out))


# Links ----------------------------------------------------------------------------------------------------------------


def _read_links(page: Page, comment: RawComment, slots: Slots, author: Element | None) -> None:
    for element in slots.own:
        if element.tag == "img" and comment.image_url is None:
            comment.image_url = page.absolute(element.get("data-src") or element.get("src"))
        elif (
            element.tag == "a"
            and comment.permalink is None
            and PERMALINK.search(element.get("href") or "")
            and "reply" not in " ".join(page.classes(element))
        ):
            comment.permalink = page.absolute(element.get("href"))
    if author is not None:
        comment.name_url = _author_link(page, author, comment, slots)


def _author_link(page: Page, author: Element, comment: RawComment, slots: Slots) -> str | None:
    around = author if author.tag == "a" else next(author.iterancestors("a"), None)
    links = [around] if around is not None else []
    links += [element for element in page.subtree(author) if element.tag == "a"]
    noise = Spans(page, slots.noise)
    for link in links:
        href = link.get("href") or ""
        if noise.hold(link) or not href or PERMALINK.search(href) or href.startswith(("#", "javascript:")):
            continue
        if "replytocom" not in href:
            return page.absolute(href)
    return None
