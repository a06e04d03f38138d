"""Said: a comment as a visitor made it, and the house that prints it: what templates take and what must come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

MONTHS = (
    "January February March April May June July August September October November December".split()
)


def shown(at: datetime) -> str:
    """As `get_comment_date()` and `get_comment_time()` print it in English."""
    clock = f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
    return f"{MONTHS[at.month - 1]} {at.day}, {at.year} at {clock}"


_ENGLISH = {"reply": "Reply", "says": "says:", "comments": "Comments", "anonymous": "Anonymous", "by": "by", "on": "on"}


@dataclass(frozen=True)
class House:
    """A blog's language and its way of printing times, the same for all comments of a page.

    words: what its theme says in that language: reply, says, comments, anonymous, by, on.
    clock: prints a time; digits: how many characters of the ISO form it tells, 16 to the minute, 10 to the day.
    """

    language: str = "en"
    words: Mapping[str, str] = field(default_factory=lambda: _ENGLISH)
    clock: Callable[[datetime], str] = shown
    digits: int = 16


ENGLISH = House()


@dataclass
class Said:
    """One comment as a visitor made it.

    html: the markup of `text` where that is more than one paragraph. house: the same in all of a thread.
    """

    key: int
    name: str
    at: datetime
    text: str
    kind: str = "comment"
    children: list[Said] = field(default_factory=list)
    html: str | None = None
    house: House = ENGLISH

    @property
    def markup(self) -> str:
        """The text as blocks of HTML, as an editor stores it."""
        return f"<p>{escape(self.text)}</p>" if self.html is None else self.html

    @property
    def lines(self) -> str:
        """The text as engines print it that know line breaks alone."""
        return escape(self.text, quote=False).replace("\n", "<br />\n")

    @property
    def shown(self) -> str:
        """The time as the page shows it."""
        return escape(self.house.clock(self.at))


def flat(roots: list[Said]) -> list[tuple[Said, Said | None]]:
    """Comment and parent, in reading order."""
    rows: list[tuple[Said, Said | None]] = []
    stack: list[tuple[Said, Said | None]] = [(said, None) for said in reversed(roots)]
    while stack:
        said, parent = stack.pop()
        rows.append((said, parent))
        stack.extend((child, said) for child in reversed(said.children))
    return rows


def with_depth(roots: list[Said]) -> list[tuple[Said, int]]:
    """Comment and depth, in reading order."""
    depth: dict[int, int] = {}
    for said, parent in flat(roots):
        depth[said.key] = depth[parent.key] + 1 if parent else 0
    return [(said, depth[said.key]) for said, _ in flat(roots)]
