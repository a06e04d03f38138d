"""Wording: numbers, durations and run summaries as people read them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from pipeline.run.report import RunSummary


def count(number: int, noun: str) -> str:
    """`1 page`, `12,345 pages`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def duration(seconds: float) -> str:
    """`8 s`, `12 min`, `3 h 20 min`, `2 d 4 h`."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 36:
        return f"{hours} h" + (f" {minutes} min" if minutes else "")
    days, hours = divmod(hours, 24)
    return f"{days} d" + (f" {hours} h" if hours else "")


def moment(at: datetime | None) -> str:
    """A time in the zone of whoever reads it, to the minute."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else "never"


def zone_name(at: datetime) -> str:
    """What the reader's zone is called at `at`: `CET`, `UTC`."""
    return f"{at.astimezone():%Z}"


def summary_line(summary: RunSummary) -> str:
    """What a run did, in one line: fetched, new, changed, failed by cause, next due."""
    pages = [
        f"{number} {word}" for word in ("new", "changed", "unchanged", "gone") if (number := getattr(summary, word))
    ]
    if summary.no_article:
        pages.append(f"{summary.no_article} without an article")
    parts = [f"{count(summary.fetched, 'request')} answered", ", ".join(pages) or "no pages"]
    comments = [
        f"{number} {word}" for word in ("new", "changed", "gone") if (number := getattr(summary, f"comments_{word}"))
    ]
    if comments:
        parts.append("comments: " + ", ".join(comments))
    if summary.recovered:
        parts.append(f"{count(summary.recovered, 'stored page')} loaded first")
    if summary.denied:
        parts.append(f"{summary.denied} refused by robots.txt")
    if summary.failed:
        causes = ", ".join(f"{cause} {number}" for cause, number in sorted(summary.failed.items()))
        parts.append(f"{sum(summary.failed.values())} failed ({causes})")
    if not summary.loaded:
        parts.append("stored, not loaded: the archive is in use, and the next run loads it")
    if summary.due_now:
        parts.append(f"{count(summary.due_now, 'page')} due now")
    elif summary.next_due_at:
        parts.append(f"next due {moment(summary.next_due_at)} {zone_name(summary.next_due_at)}")
    return " · ".join(parts)


def summary_json(summary: RunSummary, *, with_urls: bool = False) -> dict[str, Any]:
    """The summary for programs: its own fields; the plan's addresses only if asked for."""
    values = asdict(summary)
    for blog in (values["plan"] or {}).get("blogs", ()):
        if not with_urls:
            del blog["urls"]
    return values
