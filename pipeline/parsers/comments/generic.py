"""Generic: threads of no known engine, read from what comments have in common: a person, a time, a text, repeated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from math import inf, log2

from pipeline.models import Document, FollowUp
from pipeline.parsers.dates import DateContext
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.anchors import author_anchors, date_anchors
from pipeline.parsers.records.area import outermost
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.numbering import numbered_records
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.repeats import Repeat, find_repeats
from pipeline.parsers.records.runs import backward_runs, forward_runs
from pipeline.parsers.records.slots import brief
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.surroundings import Surroundings
from pipeline.parsers.records.talk import SHOWN, spells_talk
from pipeline.parsers.records.verdict import Whole, is_thread, may_reach, standing
from pipeline.parsers.text import squash, text_of

# Words for what holds records, or for a part of one.
_PARTS = tuple(
    "children replies list wrap wrapper container head header meta body content text footer inner info author date "
    "time name when".split()
)
_DIGITS = re.compile(r"\d+")

name = "generic"
rank = 1000

_MOST_CANDIDATES = 12
_SAMPLE = 6
_BETTER = 0.3
# Of what a single element says so much, nothing beside it need be asked.
_SURE = 2.0
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PROSE, _PREFACE = ("p", "div", "blockquote", "li"), 120
_UNDATED_DOUBT, _UNDATED_WORDS = 2.0, 1.0
# A form of this size, without title or article, is one to write a comment in; some sites wrap the whole page in one.
_FORM = 400


def recognises(page: Page) -> bool:
    """Always: the last engine asked."""
    return True


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the list in the page that looks most like a thread, if any does."""
    context = DateContext(language=page.language)
    around = Surroundings.of(page)
    anchors = _outside_forms(page, date_anchors(page, context))
    best = _best(around, anchors, 0.0)
    if best is None:
        named = [anchor for anchor in author_anchors(page) if around.told(anchor) >= _UNDATED_WORDS]
        anchors = _outside_forms(page, named)
        best = _best(around, anchors, _UNDATED_DOUBT)
    if best is None:
        return Extraction()
    runs = _whole_list(around, best, anchors)
    answers = _answers_only(around, runs)
    opening = read_records(page, [Record(runs[0])])[0] if len(answers) < len(runs) else None
    records = numbered_records(page, answers)
    comments = read_records(page, records)
    kept = [(record, comment) for record, comment in zip(records, comments, strict=True) if _is_filled(comment)]
    if not kept:
        return Extraction()
    return Extraction([comment for _, comment in kept], [record for record, _ in kept], opening=opening)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: nothing is known of where an unknown engine keeps the rest."""
    return []


def _outside_forms(page: Page, anchors: Sequence[Element]) -> list[Element]:
    forms = {form for area in page.by_tag.get("textarea", ()) for form in area.iterancestors("form")}
    heads = Spans(page, page.tagged("h1", "article", "main"))
    small = [form for form in forms if page.end[page.order[form]] - page.order[form] <= _FORM]
    spans = Spans(page, [form for form in small if not heads.stand_in(form)])
    return [anchor for anchor in anchors if not spans.hold(anchor)]


def _best(around: Surroundings, anchors: Sequence[Element], doubt: float) -> list[tuple[Element, ...]] | None:
    """The runs of elements that are the thread's records.

    Args:
        doubt: how much surer the verdict must be than usual.
    """
    page = around.page
    best: list[tuple[Element, ...]] | None = None
    best_score = doubt
    for repeat, told in _promising(_outermost_of_families(around, find_repeats(page, anchors))):
        single, size = _single(page, repeat), _size(repeat)
        if not may_reach(around, [run[0] for run in single], told, best_score + _BETTER - size):
            continue
        for runs in (single, forward_runs(page, repeat), backward_runs(page, repeat)):
            if not runs:
                continue
            # Less than this changes nothing.
            least = best_score + _BETTER if len(runs[0]) > 1 else min(best_score + _BETTER, _SURE)
            score = _score(around, runs, told, least - size) + size
            if score > best_score + _BETTER:
                best, best_score = runs, score
            if len(runs[0]) == 1 and score > _SURE:
                break
    return best


def _score(around: Surroundings, runs: list[tuple[Element, ...]], told: float, wanted: float) -> float:
    """How sure it is that `runs` are the thread's records; endlessly little where it can't be above `wanted`."""
    page = around.page
    sample = numbered_records(page, runs[:_SAMPLE])
    whole = Whole(len(runs), runs[-1][-1], told)
    stands = standing(around, sample, whole)
    if stands.most <= wanted:
        return -inf
    return is_thread(around, sample, read_records(page, sample, is_sample=True), whole, stands)


def _whole_list(
    around: Surroundings, runs: list[tuple[Element, ...]], anchors: Sequence[Element]
) -> list[tuple[Element, ...]]:
    """`runs` without those of other lists (a comment of the day, related posts), and with items of another class."""
    if len(runs) < 3 or len(runs[0]) > 1:
        return runs
    page = around.page
    items = {run[0] for run in runs}
    roots = outermost(page, items)
    lists: dict[Element, int] = {}
    for item in roots:
        for outer in item.iterancestors():
            lists[outer] = lists.get(outer, 0) + 1
    most = [outer for outer, held in lists.items() if held * 4 >= 3 * len(roots)]
    smallest = max(most, key=page.order.__getitem__)
    parents = {root.getparent() for root in roots}
    while (wider := smallest.getparent()) is not None and wider in parents:
        # A box of answers beside what they answer.
        smallest = wider
    kept = _under_one_title(around, [item for item in roots if page.contains(smallest, item)])
    within = Spans(page, kept)
    items = {item for item in items if within.hold(item)}
    items |= _beside(page, smallest, items, anchors)
    return [(item,) for item in sorted(items, key=page.order.__getitem__)]


def _under_one_title(around: Surroundings, roots: list[Element]) -> list[Element]:
    """The largest part of `roots` that no title of something else divides."""
    page = around.page
    heads = sorted(page.order[head] for head in page.tagged(*_HEADS))
    parts: list[list[Element]] = [[]]
    end = -1
    for root in roots:
        between = heads[bisect_left(heads, end) : bisect_left(heads, page.order[root])] if end >= 0 else []
        if any(SHOWN.search(brief(page.elements[head]).lower()) is None for head in between):
            parts.append([])
        parts[-1].append(root)
        end = page.end[page.order[root]]
    return max(parts, key=len)


def _beside(page: Page, smallest: Element, items: set[Element], anchors: Sequence[Element]) -> set[Element]:
    """What stands in the list like an item and is none by its class: by its id, or by its place."""
    tags = {item.tag for item in items}
    idents = {_ident(item) for item in items} - {""}
    lists = {around for item in items if (around := item.getparent()) is not None}
    looks = {page.classes(around) for around in lists} - {()}
    found = set()
    for anchor in page.within(smallest, anchors):
        for element in (anchor, *anchor.iterancestors()):
            if element.tag not in tags or element in items or _ident(element) not in idents:
                continue
            # Or alone in a list of the same class as those that hold records.
            around = element.getparent()
            is_listed = around is not None and (around in lists or page.classes(around) in looks)
            if is_listed and page.contains(smallest, element):
                found.add(element)
    # Of the items of a plain list, one may show no date.
    plain = [around for around in lists if around.tag in ("ul", "ol") and sum(child in items for child in around) > 1]
    spans = Spans(page, items)
    found.update(
        child for around in plain for child in around
        if child.tag in tags and child not in items and not page.classes(child) and brief(child)
        and not spans.stand_in(child)
    )
    return found


def _ident(element: Element) -> str:
    return _DIGITS.sub("", element.get("id") or "")


def _answers_only(around: Surroundings, runs: list[tuple[Element, ...]]) -> list[tuple[Element, ...]]:
    """`runs` without an opening post marked up like its answers.

    A heading that speaks of comments follows it; or there is nothing else on the page that could be answered, and
    nothing calls the post a comment.
    """
    if len(runs) < 2:
        return runs
    page = around.page
    first, second = page.end[page.order[runs[0][-1]]], page.order[runs[1][0]]
    if any(first <= place < second for place in around.titles):
        return runs[1:]
    names = f"{runs[0][0].get('class') or ''} {runs[0][0].get('id') or ''}"
    return runs[1:] if not spells_talk(names.lower()) and _is_all_there_is(page, runs) else runs


def _is_all_there_is(page: Page, runs: list[tuple[Element, ...]]) -> bool:
    """Whether no running text stands between the page's title and the first post."""
    start = page.order[runs[0][0]]
    title = max((page.order[head] for head in page.by_tag.get("h1", ()) if page.order[head] < start), default=-1)
    if title < 0:
        return False
    said = (squash(element.text) for element in page.elements[title + 1 : start] if element.tag in _PROSE)
    return sum(map(len, said)) < _PREFACE


def _size(repeat: Repeat) -> float:
    """More records are likelier the whole thread; several times in each, a list of records and no record."""
    records = len(repeat.owners)
    times = sum(len(anchors) for anchors in repeat.owners.values()) / records
    return 0.4 * log2(records) - max(0.0, times - 2.5) - (2.0 if repeat.shape[1].endswith(_PARTS) else 0.0)


def _outermost_of_families(around: Surroundings, repeats: Sequence[Repeat]) -> list[tuple[Repeat, float]]:
    """Of shapes that divide the anchors alike, the outermost: the others are parts of its records.

    Returns: each with the most that the words of its family say; a single record tells no part from the whole.
    """
    families: dict[tuple[tuple[Element, ...], ...], tuple[Repeat, float]] = {}
    single: list[tuple[Repeat, float]] = []
    for repeat in repeats:
        told = around.told(next(iter(repeat.owners)))
        if len(repeat.owners) < 2:
            single.append((repeat, told))
            continue
        known = families.get(parts := tuple(map(tuple, repeat.owners.values())))
        families[parts] = (repeat, told) if known is None else (known[0], max(known[1], told))
    return [*families.values(), *single]


def _promising(repeats: Sequence[tuple[Repeat, float]]) -> list[tuple[Repeat, float]]:
    """The shapes worth cutting: many owners, few elements of the shape without an anchor."""
    worth = [(repeat, told) for repeat, told in repeats if len(repeat.owners) * 3 >= repeat.count]
    return sorted(worth, key=lambda row: -(row[1] + 0.5 * min(len(row[0].owners), 8)))[:_MOST_CANDIDATES]


def _single(page: Page, repeat: Repeat) -> list[tuple[Element, ...]]:
    """Records of one element; what holds the page's title is the page's own frame."""
    heads = Spans(page, page.by_tag.get("h1", ()))
    return [(element,) for element in repeat.owners if not heads.stand_in(element)] or [
        (element,) for element in repeat.owners
    ]


def _is_filled(comment: RawComment) -> bool:
    """Whether it is a comment and not the list's "view all" or a closing notice."""
    dated, told = bool(comment.shown or comment.machine), bool(squash(text_of(comment.nodes, comment.leave_out)))
    return (bool(comment.name) and (dated or told)) or (dated and told)
