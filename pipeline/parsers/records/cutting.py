"""Cutting: one record into author, time and text, whatever the theme.

The author and the time are found first, by what the markup calls them; the text is the element that the markup calls
text and that holds neither, else all that is left of the record once the template is taken out (ANCHORS.md §5.7).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.authorship import author_link, best_author, name_in
from pipeline.parsers.records.badges import mark_post_authors
from pipeline.parsers.records.names import clean_name, is_dull, strip_shared_words
from pipeline.parsers.records.pieces import author_and_time, has_date, texts_of
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import PERMALINK, Slots, brief, find_slots
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.tails import drop_heads, drop_tails
from pipeline.parsers.records.talk import is_offer, leads_nowhere
from pipeline.parsers.records.template import Template, shared_template
from pipeline.parsers.records.times import best_time, is_whole, read_edit, read_time, stated_time
from pipeline.parsers.text import inline_text, squash, text_of

_LETTER = re.compile(r"[^\W\d_]")
_HEADS = ("h2", "h3", "h4", "h5", "h6", "small", "cite", "header")
_META_REST, _HEAD_PIECES = 90, 4
_OFFERS = ("a", "button", "span", "small")


def read_records(
    page: Page, records: Sequence[Record], is_sample: bool = False, said: Sequence[Mapping[str, Element]] = ()
) -> list[RawComment]:
    """The comments that `records` hold, in their order, parents linked as the records' are.

    Args:
        is_sample: whether it is only asked what they would be, so that nothing may be taken out of the page.
        said: what a site's rules say of each record (`Slots.said`).
    """
    slots = [find_slots(page, record) for record in records]
    for one, by_rule in zip(slots, said, strict=False):
        one.said = by_rule
    template = shared_template(page, records, slots)
    comments = [_cut(page, record, one, template) for record, one in zip(records, slots, strict=True)]
    place = {id(record): comment for record, comment in zip(records, comments, strict=True)}
    for record, comment in zip(records, comments, strict=True):
        if record.parent is not None:
            comment.parent = place.get(id(record.parent))
    strip_shared_words(comments)
    if not is_sample:
        drop_heads(records, comments)
        drop_tails(records, comments)
        mark_post_authors(page, records, comments)
    return comments


def _cut(page: Page, record: Record, slots: Slots, template: Template) -> RawComment:
    comment = RawComment(
        page=page, key=record.key, kind=record.kind, parent_key=record.parent_key, parent_source=record.parent_source,
        by_post_author=record.by_post_author,
    )
    time = slots.said["time"] if "time" in slots.said else best_time(slots)
    author = slots.said["author"] if "author" in slots.said else best_author(page, slots, time, template)
    shared = template.of(record)
    nodes, leave_out = _text(page, record, slots, author, time)
    comment.is_bare = nodes == record.parts
    offers = _offers(page, slots, author) - shared if comment.is_bare else set()
    shared = shared | offers
    comment.nodes = nodes
    comment.leave_out = leave_out | (shared if comment.is_bare else _inside(page, nodes[0], shared))
    taken = set(record.inner) | set(slots.noise) | shared
    if author is not None:
        comment.name = name_in(page, author, taken | ({time} if time is not None else set()))
    read_time(page, record, comment, slots, author, time)
    if record.kind == "comment":
        _complete(page, record, comment, slots, author, template, taken)
    elif not (comment.shown or comment.machine):
        _read_ping_time(page, record, comment, slots)
    if comment.is_bare:
        comment.leave_out = comment.leave_out | _led_by(record, author, time, comment.leave_out, template)
    if offers and not text_of(comment.nodes, comment.leave_out):
        # A visitor may say "Like".
        comment.leave_out = set(comment.leave_out) - offers
    _read_links(page, comment, slots, author)
    read_edit(page, comment, slots)
    return comment


def _offers(page: Page, slots: Slots, author: Element | None) -> set[Element]:
    """What the page offers to do with a record; a visitor may be called "Reply", and link the word "more"."""
    return {
        one
        for one in slots.own
        if one.tag in _OFFERS
        and is_offer(brief(one))
        and (author is None or not page.contains(author, one))
        and (leads_nowhere(one) or not _is_among_words(one))
    }


def _is_among_words(element: Element) -> bool:
    """Whether `element` stands in a line with words that are no date's."""
    before, around = element.getprevious(), element.getparent()
    above = before.tail if before is not None else around.text if around is not None else ""
    return any(text and _LETTER.search(text) and not has_date(squash(text)) for text in (above, element.tail))


def _read_ping_time(page: Page, record: Record, comment: RawComment, slots: Slots) -> None:
    """The time of a ping as bare text; a title that it links may hold a date that is not its time."""
    links = {element for element in slots.own if element.tag == "a"}
    _, shown, _ = author_and_time(
        record.parts, {*record.inner, *slots.noise, *links}, record.parts[0], language=page.language
    )
    comment.shown = shown if shown and len(shown) <= _META_REST else None


def _begins_dated(page: Page, node: Element) -> bool:
    """Whether what is called the text begins with a line of its own for name and date."""
    return any(has_date(brief(head), page.language) for head in islice(node.iter(*_HEADS), _HEAD_PIECES))


# Bare text ------------------------------------------------------------------------------------------------------------


def _complete(
    page: Page, record: Record, comment: RawComment, slots: Slots, author: Element | None, template: Template,
    taken: set[Element],
) -> None:
    """What no markup names of a comment's author and time. Not for pings: their titles may hold dates.

    Args:
        taken: what in the record is neither.
    """
    if comment.name and author is not None and has_date(comment.name, page.language):
        _split_date_off(page, comment, author, taken, template)
    is_timed = bool(comment.shown or comment.machine)
    if comment.name and is_timed:
        return
    if not comment.name and not is_timed and not comment.is_bare and _begins_dated(page, comment.nodes[0]):
        # What is called the text holds all of the comment.
        comment.nodes, comment.is_bare, comment.leave_out = record.parts, True, taken
    _fill_from_pieces(page, record, comment, slots, author, template)


def _split_date_off(
    page: Page, comment: RawComment, author: Element, skip: set[Element], template: Template
) -> None:
    """Name and time where one element holds both as bare text."""
    name, shown, _ = author_and_time((author,), skip, None, template.holds, page.language)
    if name and shown:
        comment.name = clean_name(name)
        comment.shown = comment.shown if comment.shown and is_whole(comment.shown) else shown


def _fill_from_pieces(
    page: Page, record: Record, comment: RawComment, slots: Slots, author: Element | None, template: Template
) -> None:
    """Author and time out of bare text, where no markup names them."""
    skip = set(record.inner) | set(slots.noise) | set(comment.nodes) - set(record.parts)
    known = author if comment.name else None
    # A name may hold a date that is not its time; but its element may hold the time as well.
    beside = skip | {known} if known is not None else skip
    found = author_and_time(record.parts, beside, known, template.holds, page.language)
    if known is not None and found[1] is None:
        found = author_and_time((known,), skip, known, template.holds, page.language)
    name, shown, used = found
    if not comment.name and name:
        comment.name = clean_name(name)
    if not comment.shown and not comment.machine and shown:
        comment.shown = shown
        comment.machine = next((stated for element in used[:1] if (stated := stated_time(element))), None)
    if comment.is_bare:
        kept = set(comment.leave_out)
        consumed = _consumed(record, used, kept, template)
        if not text_of(comment.nodes, kept | consumed):
            # All that is left was said, however little it tells.
            consumed = {element for element in used if element not in record.parts}
        comment.leave_out = kept | consumed


def _led_by(
    record: Record, author: Element | None, time: Element | None, leave_out: set[Element], template: Template
) -> set[Element]:
    """What only leads to a name or a time that elements of their own say: "Comment from", "At"."""
    known = [one for one in (author, time) if one is not None and one in leave_out]
    led = _consumed(record, known, set(leave_out), template)
    return led if text_of(record.parts, leave_out | led) else set()


def _consumed(
    record: Record, used: Sequence[Element], leave_out: set[Element], template: Template
) -> set[Element]:
    """What of a record is left out once name and time are read: the elements that say them, and little else."""
    # One of several parts may be all name and time; the only one is not.
    kept = set(record.parts) if len(record.parts) == 1 else set()
    said = [element for element in used if element not in kept]
    out = set(said)
    for element in said:
        around = element.getparent()
        while around is not None and around not in kept and element not in record.parts:
            if not all(template.holds(text) or is_dull(text) for text in texts_of(around, leave_out | out)):
                break
            out.add(around)
            if around in record.parts:
                break
            around = around.getparent()
    return out


# Text -----------------------------------------------------------------------------------------------------------------


def _text(
    page: Page, record: Record, slots: Slots, author: Element | None, time: Element | None
) -> tuple[tuple[Element, ...], set[Element]]:
    fixed = [element for element in (author, time) if element is not None]
    if "text" in slots.said:
        said = slots.said["text"]
        return (said,), _inside(page, said, {*record.inner, *slots.noise, *fixed})
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
        comment.name_url = author_link(page, author, slots)
