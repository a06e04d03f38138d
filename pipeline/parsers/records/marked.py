"""Marked records: comments whose elements an engine's templates name, by an id or a class that no other element has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.nesting import nest
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import own_elements

_PUT_IN = re.compile(r"signature?s?\Z|expandlink\Z|expand-link\Z")


def by_ident(page: Page, pattern: re.Pattern[str], *tags: str) -> list[Record]:
    """Records of the elements whose id `pattern` matches, its group 1 the key; in document order, not yet nested.

    Args:
        tags: only elements of these.
    """
    found = [
        Record((element,), match.group(1))
        for ident, element in page.by_id.items()
        if (match := pattern.match(ident)) and (not tags or element.tag in tags)
    ]
    return sorted(found, key=lambda record: page.order[record.parts[0]])


def nested(page: Page, records: list[Record], level: Callable[[Element], int | None] | None = None) -> list[Record]:
    """`records` nested by how they stand in each other, or by the `level` that their elements state."""
    if level is not None:
        for record in records:
            record.level = level(record.parts[0])
    nest(page, records)
    return records


def class_level(page: Page, pattern: re.Pattern[str]) -> Callable[[Element], int | None]:
    """Reads the level out of a class token that `pattern` matches (group 1)."""

    def read(element: Element) -> int | None:
        numbers = (pattern.match(token) for token in page.classes(element))
        return next((figure(number.group(1)) for number in numbers if number), None)

    return read


def inside(page: Page, record: Record, *names: str) -> Element | None:
    """The first element of `record` itself, not of one inside it, that has one of the class tokens `names`."""
    wanted = frozenset(names)
    return next((one for one in own_elements(page, record) if not wanted.isdisjoint(page.classes(one))), None)


def told(page: Page, record: Record, attribute: str, *values: str) -> Element | None:
    """The first element of `record` itself whose `attribute` is one of `values`, or is there at all."""
    for element in own_elements(page, record):
        value = element.get(attribute)
        if value is not None and (not values or value in values):
            return element
    return None


def set_text(page: Page, comment: RawComment, node: Element | None, leave_out: Iterable[Element | None] = ()) -> None:
    """Let `node` be the comment's text, all of it but `leave_out`, where the engine's own element for it is there.

    Signatures and what unfolds a quotation are left out as well: extensions put them into the text.
    """
    if node is None:
        return
    put_in = [one for one in node.iter("div", "span", "p") if any(map(_is_put_in, page.classes(one)))]
    comment.nodes = (node,)
    comment.leave_out = {
        one for one in (*leave_out, *put_in) if one is not None and one is not node and page.contains(node, one)
    }


@lru_cache(maxsize=4_096)
def _is_put_in(token: str) -> bool:
    return _PUT_IN.search(token) is not None
