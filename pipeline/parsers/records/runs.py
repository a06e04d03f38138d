"""Runs: records that are several siblings (`dt` and `dd`, a line and its text), from where each begins or ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.repeats import Repeat

Run = tuple[Element, ...]

_LONGEST_RUN, _SMALL = 40, 6
_ITEMS = ("dt", "dd", "li")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKS = ("hr", "form", "nav", "header", "footer", "aside", "section", "main")


def forward_runs(page: Page, repeat: Repeat) -> list[Run]:
    """Records that begin at an anchor's element and go on in its next siblings (`dt` and `dd`, a line and its text)."""
    parts = _repeated_headings(page, repeat)
    runs = [_run(page, repeat, element, False, parts) for element in repeat.owners]
    return _even(_like_others(runs))


def backward_runs(page: Page, repeat: Repeat) -> list[Run]:
    """Records that end at an anchor's element: author and text first, the time last."""
    parts = _repeated_headings(page, repeat)
    runs = [_run(page, repeat, element, True, parts) for element in repeat.owners]
    return [run[::-1] for run in _even(_like_others(runs))]


def _run(page: Page, repeat: Repeat, owner: Element, is_backward: bool, parts: set[str]) -> tuple[Run, bool]:
    """`owner` and what stands beside it up to the next, or to a rule or a heading that is no part of each record.

    Returns: the elements, and whether anything ended them but the end of what they stand in.
    """
    found = [owner]
    for element in owner.itersiblings(preceding=is_backward):
        if element in repeat.owners or len(found) > _LONGEST_RUN or _ends_list(page, element, parts):
            return tuple(found), True
        found.append(element)
    return tuple(found), False


def _like_others(runs: Sequence[tuple[Run, bool]]) -> list[Run]:
    """The runs; one that nothing ended only as far as its elements are such as the others have.

    Where each comment is a list of its own (`dl`, `ul`), nothing ends any, and its items are the comment.
    """
    if not any(is_ended for _, is_ended in runs):
        return [run for run, _ in runs] if all(run[0].tag in _ITEMS for run, _ in runs) else []
    looks = {_look(element) for run, is_ended in runs if is_ended for element in run[1:]}
    return [
        run if is_ended else (run[0], *takewhile(lambda element: _look(element) in looks, run[1:]))
        for run, is_ended in runs
    ]


def _ends_list(page: Page, element: Element, parts: set[str]) -> bool:
    if element.tag in _BREAKS:
        return True
    inside = page.subtree(element)[:_SMALL]
    return any(one.tag in _HEADS and _look(one) not in parts for one in inside)


def _repeated_headings(page: Page, repeat: Repeat) -> set[str]:
    """The looks of the headings that stand beside nearly every owner: a name may be marked up as one."""
    arounds = {around for element in repeat.owners if (around := element.getparent()) is not None}
    looks = Counter(_look(child) for around in arounds for child in around if child.tag in _HEADS)
    return {look for look, count in looks.items() if count >= 0.6 * len(repeat.owners)}


def _look(element: Element) -> str:
    return f"{element.tag}.{element.get('class') or ''}"


def _even(runs: list[Run]) -> list[Run]:
    """`runs` if they are longer than single elements; one far longer than most is cut."""
    if len(runs) < 2:
        return []
    lengths = sorted(len(run) for run in runs)
    usual = lengths[len(lengths) // 2]
    if usual < 2:
        return []
    return [run[: max(_LONGEST_RUN // 2, 4 * usual)] for run in runs]
