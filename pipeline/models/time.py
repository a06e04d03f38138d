"""Time as pages state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Precision = Literal["second", "minute", "hour", "day", "month", "year"]

_LOCAL_LENGTH = {"second": 19, "minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a page states it.

    at: the instant, aware, only where an offset is known.
    local: the wall clock as shown, naive, at the start of the span that `precision` names.
    precision: how much of it is known; never finer than what the page says.
    raw: the characters of the page.
    """

    raw: str | None = None
    local: datetime | None = None
    at: datetime | None = None
    precision: Precision | None = None

    def local_text(self) -> str | None:
        """`local` as ISO 8601, cut to its precision: `2017-06-09T14:16`, `2017-06-09`."""
        if self.local is None:
            return None
        return self.local.isoformat()[: _LOCAL_LENGTH[self.precision or "second"]]

    def at_text(self) -> str | None:
        """`at` as ISO 8601 with its offset."""
        return self.at.isoformat() if self.at else None

    def __bool__(self) -> bool:
        return self.local is not None or self.at is not None


NO_MOMENT = Moment()
