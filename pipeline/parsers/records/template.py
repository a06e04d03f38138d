"""Template: what all records of one list show alike is the site's, not the visitors' (REPEX; ANCHORS: text = record
minus what repeats).

Labels, "Reply", "Report", an honorific behind each name: whatever their language and class, they repeat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.parsers.dates import date_like
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Record
from pipeline.parsers.records.slots import Slots, brief
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.talk import is_offer, leads_nowhere
from pipeline.parsers.text import squash

_Key = tuple[str, str, str]
_DIGITS = re.compile(r"\d+")
# One number or none among marks: no clock, no date.
_FIGURE = re.compile(r"[^\w]*(?:\d{1,7}(?:[.,]\d{1,3})*[^\w]*)?")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?")
_LETTER = re.compile(r"[^\W\d_]")
# Votes, running numbers, stars.
_LONGEST_FIGURE = 12
_LONGEST = 40
_SHARE = 0.7
# Visitors may say the same: what is shared is a label where it offers something, ends like one, or has a class; a
# class on a block counts only where there are enough records to tell.
_FEW = 3
UNSURE, SURE = 4, 5
_LABELS = frozenset("a button span small label sup sub th abbr font".split())
_ALWAYS = frozenset(("button", "label"))
_LEADS = frozenset("b strong dt th td span label".split())
_INLINE = _LABELS | frozenset("b strong em i".split())
# Marks the key of a link that leads nowhere else, and of what stands beside a name.
_OFFERED = "#"


@dataclass(frozen=True, slots=True)
class Template:
    """What records share. words: texts; elements: those that hold nothing else, by record."""

    words: frozenset[str] = frozenset()
    elements: dict[int, set[Element]] = field(default_factory=dict)

    def of(self, record: Record) -> set[Element]:
        """The elements of `record` that are the template's alone."""
        return self.elements.get(id(record), set())

    def holds(self, text: str) -> bool:
        """Whether `text` is one that records share."""
        return bool(self.words) and bare_label(text) in self.words


_NOTHING = Template()


def shared_template(page: Page, records: Sequence[Record], slots: Sequence[Slots]) -> Template:
    """What most of `records` show at the same kind of place.

    Args:
        records: the list. slots: what in each may be author or time: one visitor may have written all of them.
    """
    if len(records) < 2:
        return _NOTHING
    seen: Counter[_Key] = Counter()
    rows: list[list[tuple[_Key, Element]]] = []
    for one in slots:
        texts = {element for _, element in one.texts}
        beside = Spans(page, [*(element for _, element in one.authors if element not in texts), *one.metas])
        told = [(weight, element) for weight, element in (*one.authors, *one.times) if weight > UNSURE]
        likely, sure = Spans(page, [e for _, e in told]), Spans(page, [e for weight, e in told if weight > SURE])
        row = [
            (key, element)
            for element in one.own
            if (key := _key(element, beside)) is not None
            and not sure.hold(element)
            and (is_offer(key[2]) or not likely.hold(element))
        ]
        rows.append(row)
        seen.update({key for key, _ in row})
    least = most_of(len(records))
    few = len(records) <= _FEW
    shared = {key for key, count in seen.items() if count >= least and _may_be_label(key, few)}
    if not shared:
        return _NOTHING
    elements = {
        id(record): _whole([element for key, element in row if key in shared])
        for record, row in zip(records, rows, strict=True)
    }
    return Template(frozenset(text for _, _, text in shared if text), elements)


def _key(element: Element, beside: Spans) -> _Key | None:
    """Where an element stands and what it says, figures apart: votes and running numbers differ."""
    text = element.text
    if (not text or text.isspace()) and len(element) and all(not len(child) and not child.text for child in element):
        # An icon before its figure.
        text = brief(element)
    said = _label_in(text) if text and len(text) <= 4 * _LONGEST else None
    if said is None:
        return None
    is_offered = leads_nowhere(element) or beside.hold(element)
    return f"{element.tag}{_OFFERED if is_offered else ''}", element.get("class") or "", said


@lru_cache(maxsize=16_384)
def _label_in(text: str) -> str | None:
    """`text` as a label that records may share, empty for a figure; null if it is none. Cached: they share it."""
    bare = text.strip()
    if not bare:
        return None
    is_figure = len(bare) <= _LONGEST_FIGURE and _FIGURE.fullmatch(bare) is not None and _DAY.fullmatch(bare) is None
    if not is_figure and (_LETTER.search(bare) is None or date_like(bare)):
        # Comments of one month share its name.
        return None
    said = "" if is_figure else bare_label(text)
    return said if len(said) <= _LONGEST else None


def _may_be_label(key: _Key, few: bool) -> bool:
    tag, names, said = key
    bare = tag.removesuffix(_OFFERED)
    if bare != tag or bare in _ALWAYS or (bare in _LEADS and said.endswith(":")):
        return True
    if bare in _LABELS and is_offer(said):
        return True
    # What visitors mark up has no class, and is more than a figure.
    return (bool(names) and (not few or bare in _LABELS)) or (not said and (bare in _INLINE or "-" in bare))


def _whole(elements: Sequence[Element]) -> set[Element]:
    """Those of `elements`, in document order, that hold nothing of a visitor's: all inside them is shared as well."""
    whole: set[Element] = set()
    for element in reversed(elements):
        if all((child in whole or not brief(child)) and not _LETTER.search(child.tail or "") for child in element):
            whole.add(element)
    return whole


def most_of(records: int) -> float:
    """How many of `records` must show something for it to be the template's: all but a few, and never one."""
    return max(2, _SHARE * records)


def bare_label(text: str) -> str:
    """`text` as a label: without figures, which differ, and the marks around it."""
    return _DIGITS.sub("", squash(text)).strip(" ()[]·|,").casefold()
