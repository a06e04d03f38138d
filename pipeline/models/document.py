"""What a parser reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.models.rules import Rules


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and where they come from.

    url: the final URL. body: as decoded from the transfer (content encoding undone). content_type: the HTTP header.
    fetched_at: aware. purpose: "page", or that of the `FollowUp` that asked for it.
    """

    url: str
    body: bytes
    content_type: str | None = None
    fetched_at: datetime | None = None
    purpose: str = "page"


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the blog beforehand, configured or learnt.

    timezone: IANA name. language: BCP 47. date_order: "dmy", "mdy" or "ymd". rules: CSS selectors by field
    (`models.rules`).
    """

    timezone: str | None = None
    language: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    rules: Rules | None = None


NO_HINTS = Hints()
