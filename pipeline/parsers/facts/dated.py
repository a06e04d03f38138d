"""Dated: a time, what it is said to be of, and how it is read off a line of text or an element that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.models import NO_MOMENT, Moment
from pipeline.parsers.dates import DateContext, find_dates, read_machine, reconcile
from pipeline.parsers.dates.labels import Role, label_before, role_of_classes, role_of_label, role_of_words, roles_in
from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import inline_text, squash

DIGIT = re.compile(r"[\d年]")
STATED = {"datePublished": "published", "dateModified": "changed"}
"""What microdata's properties say that a time is of."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAYS = ("day", "hour", "minute", "second")
_MOST_PARTS = 6


class Dated(NamedTuple):
    """A moment, the rule that gave it, what it is said to be of, and where it stands.

    is_near: at the title, as its line of facts does. is_lead: between the title and the first words.
    """

    moment: Moment
    source: str
    role: Role = ""
    is_near: bool = False
    is_lead: bool = False

    @property
    def is_change(self) -> bool:
        """Whether it is said to be of a change, or may be."""
        return self.role in ("changed", "updated")


NOTHING = Dated(NO_MOMENT, "")


def days_of(found: Sequence[Dated]) -> set[date]:
    """The calendar days that `found` names."""
    walls = [dated.moment.local or dated.moment.at for dated in found]
    return {wall.date() for wall in walls if wall}


def read_time(page: Page, element: Element, context: DateContext) -> Dated | None:
    """What a `time` or another element with an attribute that says when states."""
    said = element.get("datetime") or element.get("content") or element.get("title") or ""
    machine = read_machine(said) if said else NO_MOMENT
    text = inline_text(element)
    found = find_dates(text, context) if DIGIT.search(text) else []
    first = next((date for date in found if date.moment), None)
    shown = first.moment if first else NO_MOMENT
    moment = reconcile(shown, machine) if shown and machine else shown or machine
    if not moment:
        return None
    role = _role_of_time(page, element, text[: first.start] if first else text, text[first.end :] if first else "")
    if role is None:
        return None
    return Dated(moment, "changed time" if role in ("changed", "updated") else "time", role)


def _role_of_time(page: Page, element: Element, before: str, after: str) -> Role | None:
    """What a `time` is of: as its property says, its words, its classes, or what stands before it."""
    stated = STATED.get(element.get("itemprop") or "")
    if stated == "changed":
        return "changed"
    role = role_of_words(before, after) or role_of_classes(page.classes(element))
    if stated:
        return "published"
    return role or role_of_label(label_before(element))


def own_texts(element: Element) -> list[str]:
    """The text of `element` itself, not of what stands inside it; of one of many parts each piece for itself."""
    text = element.text
    if not len(element):
        return [squash(text)] if text and DIGIT.search(text) else []
    parts = [text or "", *(child.tail or "" for child in element)]
    if len(parts) <= _MOST_PARTS + 1:
        parts = [" ".join(parts)]
    return [squash(part) for part in parts if DIGIT.search(part)]


def shown_in(text: str, context: DateContext) -> list[Dated]:
    """The days in a line, each with what the words around it say of it; of those that nothing is said of the first."""
    dates = [date for date in find_dates(text, context) if date.moment.precision in _DAYS]
    if not dates and _YEAR.search(text):
        # Pages often name no language, or a wrong one.
        dates = [date for date in find_dates(text, context, in_any_language=True) if date.moment.precision in _DAYS]
    roles = roles_in(text, [(date.start, date.end) for date in dates])
    found = [dated_of(date.moment, role) for date, role in zip(dates, roles, strict=True) if role is not None]
    unnamed = next((dated for dated in found if not dated.role), None)
    return [dated for dated in found if dated.role or dated is unnamed]


def dated_of(moment: Moment, role: Role) -> Dated:
    """What a line shows."""
    return Dated(moment, "changed text" if role == "changed" else "shown text", role)
