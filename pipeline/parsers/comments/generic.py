"""Generic: threads of no known engine, read from what comments have in common: a person, a time, a text, repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from math import log2

from pipeline.models import Document, FollowUp
from pipeline.parsers.dates import DateContext, order_of_language
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.anchors import author_anchors, date_anchors
from pipeline.parsers.records.area import outermost
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.nesting import nest
from pipeline.parsers.records.numbering import read_numbers
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.repeats import Repeat, find_repeats
from pipeline.parsers.records.verdict import Surroundings, is_thread
from pipeline.parsers.text import squash, text_of

# Words for what holds records, or for a part of one.
_PART = re.compile(
    r"(?:children|replies|list|wrap|wrapper|container|head|header|meta|footer|inner|info|author|date|time|name|when)\Z"
)
_DIGITS = re.compile(r"\d+")

name = "generic"
rank = 1000

_MOST_CANDIDATES = 12
_USUAL_RUN, _LONGEST_RUN = 6, 40
_SAMPLE = 6
_BETTER, _WHOLE = 0.3, 2.0
_UNDATED_DOUBT, _UNDATED_WORDS = 2.0, 1.0
# A form of this size is one to write a comment in; some sites wrap the whole page in one.
_FORM = 150


def recognises(page: Page) -> bool:
    """Always: the last engine asked."""
    return True


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the list in the page that looks most like a thread, if any does."""
    # Which of day and month comes first need not be known to see that it is a date.
    context = DateContext(language=page.language, order=order_of_language(page.language) or "mdy")
    around = Surroundings.of(page)
    anchors = _outside_forms(page, date_anchors(page, context))
    best = _best(around, anchors, 0.0)
    if best is None:
        named = [anchor for anchor in author_anchors(page) if around.told(anchor) >= _UNDATED_WORDS]
        anchors = _outside_forms(page, named)
        best = _best(around, anchors, _UNDATED_DOUBT)
    if best is None:
        return Extraction()
    runs = _whole_list(page, best, anchors)
    answers = _answers_only(around, runs)
    opening = read_records(page, [Record(runs[0])])[0] if len(answers) < len(runs) else None
    records = _records(page, answers)
    comments = read_records(page, records)
    kept = [(record, comment) for record, comment in zip(records, comments, strict=True) if _is_filled(comment)]
    return Extraction([comment for _, comment in kept], [record for record, _ in kept], opening=opening)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: nothing is known of where an unknown engine keeps the rest."""
    return []


def _outside_forms(page: Page, anchors: Sequence[Element]) -> list[Element]:
    forms = [form for area in page.by_tag.get("textarea", ()) for form in area.iterancestors("form")]
    spans = [(page.order[form], page.end[page.order[form]]) for form in forms]
    spans = [(first, last) for first, last in spans if last - first <= _FORM]
    return [anchor for anchor in anchors if not any(first <= page.order[anchor] < last for first, last in spans)]


def _best(around: Surroundings, anchors: Sequence[Element], doubt: float) -> list[tuple[Element, ...]] | None:
    """The runs of elements that are the thread's records.

    Args:
        doubt: how much surer the verdict must be than usual.
    """
    page = around.page
    best: list[tuple[Element, ...]] | None = None
    best_score = doubt
    for repeat in _promising(around, find_repeats(page, anchors)):
        least = best_score + _BETTER - _WHOLE * _holding(page, repeat, best, anchors)
        if not around.may_reach(list(repeat.owners), least - _size(repeat)):
            continue
        for runs in (_single(repeat), _forward(around, repeat), _backward(around, repeat)):
            if not runs:
                continue
            sample = _records(page, runs[:_SAMPLE])
            verdict = is_thread(around, sample, read_records(page, sample, is_sample=True), len(runs))
            score = verdict + _size(repeat)
            if score > max(least, doubt):
                best, best_score = runs, score
                least = best_score + _BETTER
            if len(runs[0]) == 1 and verdict > 0:
                break
    return best


def _holding(
    page: Page, repeat: Repeat, best: list[tuple[Element, ...]] | None, anchors: Sequence[Element]
) -> int:
    """1 if each owner of `repeat` holds one of the best records, -1 if each stands in one, else 0.

    Of two such lists the outer one is the comments and the inner one a part of them, their texts say. A list of one may
    as well be what stands around it: only a time outside the inner one tells it from that.
    """
    owners = list(repeat.owners)
    if best is None or len(best) != len(owners) or len(best[0]) > 1:
        return 0
    pairs = [(run[0], owner) for run, owner in zip(best, owners, strict=True) if run[0] is not owner]
    for sign, inner, outer in ((1, 0, 1), (-1, 1, 0)):
        if pairs and all(page.contains(pair[outer], pair[inner]) for pair in pairs):
            held, around = pairs[0][inner], pairs[0][outer]
            more = len(page.within(around, anchors)) > len(page.within(held, anchors))
            return sign if len(owners) > 1 or more else 0
    return 0


def _whole_list(
    page: Page, runs: list[tuple[Element, ...]], anchors: Sequence[Element]
) -> list[tuple[Element, ...]]:
    """`runs` without those far from the others (a comment of the day), and with items beside them of another class."""
    if len(runs) < 3 or len(runs[0]) > 1:
        return runs
    items = {run[0] for run in runs}
    roots = outermost(page, items)
    lists: dict[Element, int] = {}
    for item in roots:
        for around in item.iterancestors():
            lists[around] = lists.get(around, 0) + 1
    most = [around for around, held in lists.items() if held * 4 >= 3 * len(roots)]
    smallest = max(most, key=page.order.__getitem__)
    lists_of_items = {item.getparent() for item in roots}
    while (wider := smallest.getparent()) is not None and wider in lists_of_items:
        # A box of answers beside what they answer.
        smallest = wider
    items = {item for item in items if page.contains(smallest, item)}
    tags = {item.tag for item in items}
    idents = {_ident(item) for item in items} - {""}
    others = [
        around
        for around in _upwards(page, smallest, anchors)
        if around.tag in tags and around not in items and _ident(around) in idents
    ]
    for item in sorted(others, key=page.order.__getitem__):
        if item.getparent() in {other.getparent() for other in items} or _is_list_of(page, item, items):
            items.add(item)
    return [(item,) for item in sorted(items, key=page.order.__getitem__)]


def _upwards(page: Page, smallest: Element, anchors: Sequence[Element]) -> set[Element]:
    """The anchors inside `smallest` and all that stands around them there, `smallest` included."""
    first = page.order[smallest]
    places: set[int] = set()
    for anchor in page.within(smallest, anchors):
        place = page.order[anchor]
        while place >= first and place not in places:
            places.add(place)
            place = page.around[place]
    return {page.elements[place] for place in places}


def _ident(element: Element) -> str:
    return _DIGITS.sub("", element.get("id") or "")


def _answers_only(around: Surroundings, runs: list[tuple[Element, ...]]) -> list[tuple[Element, ...]]:
    """`runs` without an opening post marked up like its answers: a heading that speaks of comments follows it."""
    if len(runs) < 2:
        return runs
    page = around.page
    first, second = page.end[page.order[runs[0][-1]]], page.order[runs[1][0]]
    return runs[1:] if any(first <= place < second for place in around.titles) else runs


def _is_list_of(page: Page, item: Element, items: set[Element]) -> bool:
    """Whether `item` stands alone in a list of the same class as lists that hold records."""
    around = item.getparent()
    if around is None or not page.classes(around):
        return False
    return any(
        (other := known.getparent()) is not None and page.classes(other) == page.classes(around) for known in items
    )


def _size(repeat: Repeat) -> float:
    """More records are likelier the whole thread; several times in each, a list of records and no record."""
    records = len(repeat.owners)
    times = sum(len(anchors) for anchors in repeat.owners.values()) / records
    return 0.4 * log2(records) - max(0.0, times - 2.5) - (1.0 if _PART.search(repeat.shape[1]) else 0.0)


def _promising(around: Surroundings, repeats: Sequence[Repeat]) -> list[Repeat]:
    """The shapes worth cutting: many owners, few elements of the shape without an anchor."""
    worth = [repeat for repeat in repeats if len(repeat.owners) * 3 >= repeat.count]
    return sorted(worth, key=partial(_promise, around))[:_MOST_CANDIDATES]


def _promise(around: Surroundings, repeat: Repeat) -> float:
    return -(around.told(next(iter(repeat.owners))) + 0.5 * min(len(repeat.owners), 8))


def _single(repeat: Repeat) -> list[tuple[Element, ...]]:
    return [(element,) for element in repeat.owners]


def _forward(around: Surroundings, repeat: Repeat) -> list[tuple[Element, ...]]:
    """Records that begin at an anchor's element and go on in its next siblings (`dt` and `dd`, a line and its text)."""
    runs, ruled = [], 0
    for element in repeat.owners:
        beside, is_ruled = _until_rule(around, repeat, element.itersiblings())
        runs.append((element, *beside))
        ruled += is_ruled
    return _even(runs, ruled)


def _backward(around: Surroundings, repeat: Repeat) -> list[tuple[Element, ...]]:
    """Records that end at an anchor's element: author and text first, the time last."""
    runs, ruled = [], 0
    for element in repeat.owners:
        beside, is_ruled = _until_rule(around, repeat, element.itersiblings(preceding=True))
        runs.append((*reversed(beside), element))
        ruled += is_ruled
    return _even(runs, ruled)


def _until_rule(around: Surroundings, repeat: Repeat, beside: Iterable[Element]) -> tuple[list[Element], bool]:
    """The elements up to the next record, a heading that speaks of comments, or a rule; whether it was a rule."""
    run: list[Element] = []
    for element in beside:
        if element.tag == "hr":
            return run, True
        if element in repeat.owners or len(run) >= _LONGEST_RUN or around.page.order[element] in around.titles:
            break
        run.append(element)
    return run, False


def _even(runs: list[tuple[Element, ...]], ruled: int) -> list[tuple[Element, ...]]:
    """`runs` cut to the length that most have, unless rules part them; none if they do not repeat.

    Args:
        ruled: how many of them a rule ends.
    """
    if len(runs) < 2:
        return []
    lengths = sorted(len(run) for run in runs)
    usual = lengths[len(lengths) // 2]
    if usual < 2:
        return []
    return runs if ruled * 4 >= 3 * len(runs) else [run[: min(usual, _USUAL_RUN)] for run in runs]


def _records(page: Page, runs: Sequence[tuple[Element, ...]]) -> list[Record]:
    records = [Record(run) for run in runs]
    nest(page, records)
    read_numbers(page, records)
    if any(record.level is not None for record in records) or any(record.parent_key for record in records):
        for record in records:
            if record.parent_source == "nesting" and record.parent_key:
                record.parent = None
        nest_again = [record for record in records if record.parent is None and record.parent_key is None]
        if not any(record.parent is not None for record in records):
            nest(page, nest_again)
    return records


def _is_filled(comment: RawComment) -> bool:
    """Whether it is a comment and not the list's "view all" or a closing notice."""
    return bool(comment.name) and (bool(comment.shown) or bool(squash(text_of(comment.nodes, comment.leave_out))))
