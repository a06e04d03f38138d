"""Area: the part of the page that belongs to the comments, so that the article is looked for elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Record
from pipeline.parsers.records.spans import Spans

_IDS = ("comments", "respond", "commentform", "comment-form", "disqus_thread", "comment-holder", "comments-template")
_CLASSES = tuple(
    "comments comments-area comments-section comments_section comments-wrapper comments-title commentlist comment-list "
    "comment-respond comment-form comment-reply-title comment-navigation no-comments nocomments entry-comments "
    "wp-block-comments wp-block-post-comments wp-block-comments-query-loop wp-block-post-comments-form".split()
)
_WORD = re.compile(
    r"comment|kommentar|respond|disqus|discuss|thread|replies|reactions|forum|opini|message|respon|talk|community", re.I
)
_NEVER = ("body", "html", "main", "article")
_TEXTUAL = ("p", "div", "span", "li", "blockquote")
_FOREIGN_TEXT = 900


def comment_area(page: Page, records: Sequence[Record], foreign: Sequence[Element] = ()) -> list[Element]:
    """The elements of the comment area, none inside another, in document order.

    Args:
        records: the comments that the page shows, possibly none: the form and a closing notice are area too.
        foreign: the post that they answer, which is no part of their area though it may stand in their list.
    """
    parts = outermost(page, [part for record in records for part in record.parts])
    measure = _Measure(page, parts, foreign)
    found: list[Element] = _around(page, parts, measure) if parts else []
    for element in (*(page.by_id[name] for name in _IDS if name in page.by_id), *page.classed(*_CLASSES)):
        if element.tag not in _NEVER and measure.is_only_comments(element):
            found.append(element)
    return outermost(page, found)


def outermost(page: Page, elements: Iterable[Element]) -> list[Element]:
    """Those of `elements` that stand in no other of them, in document order."""
    kept: list[Element] = []
    last = -1
    for element in sorted(set(elements), key=page.order.__getitem__):
        if page.order[element] >= last:
            kept.append(element)
            last = page.end[page.order[element]]
    return kept


class _Measure:
    """How much text stands where: running sums over the page, so that an element costs two searches."""

    def __init__(self, page: Page, parts: Sequence[Element], foreign: Sequence[Element] = ()) -> None:
        self._page = page
        self._foreign = foreign
        self._parts = [page.order[part] for part in parts]
        self._titles = [page.order[title] for title in page.by_tag.get("h1", ())]

    def holds_title(self, element: Element) -> bool:
        """Whether a title stands in `element`, and so what it is the title of."""
        first = self._page.order[element]
        at = bisect_left(self._titles, first)
        return at < len(self._titles) and self._titles[at] < self._page.end[first]

    def is_only_comments(self, element: Element) -> bool:
        """Whether `element` holds little besides comments and their form: a theme may call a whole page "comments"."""
        if self.holds_title(element) or self.holds_foreign(element):
            return False
        first = self._page.order[element]
        last = self._page.end[first]
        held = self._held[bisect_left(self._parts, last)] - self._held[bisect_left(self._parts, first)]
        return self._between(first, last) - held <= _FOREIGN_TEXT

    def holds_foreign(self, element: Element) -> bool:
        """Whether the post that the comments answer stands in `element`."""
        return any(self._page.contains(element, node) for node in self._foreign)

    def _between(self, first: int, last: int) -> int:
        places, sums = self._texts
        return sums[bisect_left(places, last)] - sums[bisect_left(places, first)]

    @cached_property
    def _held(self) -> list[int]:
        """How much text the parts before each hold."""
        return list(accumulate((self._between(place, self._page.end[place]) for place in self._parts), initial=0))

    @cached_property
    def _texts(self) -> tuple[list[int], list[int]]:
        """Where texts stand, and how much stands before each. Most pages without comments are never asked."""
        elements = self._page.elements
        texts = [
            (index, len(text.strip()))
            for index, text, follows in self._page.strings
            if not follows and elements[index].tag in _TEXTUAL
        ]
        return [place for place, _ in texts], list(accumulate((size for _, size in texts), initial=0))


def _around(page: Page, parts: Sequence[Element], measure: _Measure) -> list[Element]:
    """The smallest element around all of `parts` and the wrappers around that; `parts` where that is too much.

    Where the article stands in it (comments and pings may be apart), what is around each of the parts inside it.
    """
    found: list[Element] = []
    spans = Spans(page, parts)
    # No recursion: a title may stand a thousand comments deep.
    groups = [parts]
    while groups:
        group = groups.pop()
        common = _common(page, group)
        if measure.holds_foreign(common):
            found.extend(group)
        elif len(group) > 1 and measure.holds_title(common):
            groups.extend(inside for child in common if (inside := spans.inside(child)))
        else:
            found.append(_widened(common, measure))
    return found


def _common(page: Page, parts: Sequence[Element]) -> Element:
    """The smallest element around all of `parts`, in document order and none inside another."""
    last = page.end[page.order[parts[-1]]]
    common = parts[0]
    while page.end[page.order[common]] < last and (around := common.getparent()) is not None:
        common = around
    return common


def _widened(common: Element, measure: _Measure) -> Element:
    """The outermost wrapper of `common` that a template names after comments, as far as nothing else is in it."""
    best = common
    for around in common.iterancestors():
        if around.tag in ("body", "html", "main") or not measure.is_only_comments(around):
            break
        if _WORD.search(_names(around)):
            best = around
    return best


def _names(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"
