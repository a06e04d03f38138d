"""Dates as people write them on blogs, in any language: text to `Moment`, never inventing what the page does not say.

Attributes for machines are read in `date_machine`, "3 hours ago" in `date_relative`; what may be day or month is
decided with `date_order`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.models import Moment
from pipeline.parsers.dates.parts import NO_CONTEXT, DateContext, clock_of, moment_of
from pipeline.parsers.dates.relative import find_ago, resolve
from pipeline.parsers.dates.shapes import clock_in, shape_of, strong_candidates, tokens_of, weak_candidates
from pipeline.parsers.dates.traces import may_hold_date
from pipeline.parsers.dates.words import Vocabulary, any_vocabulary, primary_language, vocabulary

_MAX_TEXT = 400
_DIGITS = re.compile(r"\d+|(?:[〇零一二三四五六七八九]{4}|(?:令和|平成)[一二三四五六七八九十元]{1,3})(?=年)")
_ADDRESS = re.compile(r"\S+://\S+")
_REACH = 40
"""Characters around a number in which the rest of its date stands: "Wednesday, the 9th of September 2017 at 11:20"."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date within running text: `text[start:end]`."""

    start: int
    end: int
    moment: Moment


def read_text(text: str, context: DateContext = NO_CONTEXT) -> Moment:
    """The date that `text` mostly is: `am 9. Juni 2017 um 14:16 Uhr`, `Posted on June 9th, 2017 @ 2:16 pm`.

    Args:
        text: the visible characters, words around the date included.
        context: language, order, year and capture time, as far as known.

    Returns:
        What is certain: without a year of its own or of the context, or with day and month in doubt, only `raw`.
    """
    raw = " ".join(text.split())
    if not raw or len(raw) > _MAX_TEXT:
        return Moment(raw=raw[:_MAX_TEXT] or None)
    if not _may_tell(raw, context):
        return _relative(raw, context)
    tokens = tokens_of(_ADDRESS.sub(" ", raw) if "://" in raw else raw)
    readings = _readings(tokens, context)
    for find in (strong_candidates, weak_candidates):
        for words, joined, shape in readings:
            for found in find(shape):
                moment = moment_of(joined, found, words, context, raw)
                if moment:
                    return moment
    return _relative(raw, context)


def _may_tell(text: str, context: DateContext) -> bool:
    """Whether there may be a date in `text`: one with a year, unless the context has that."""
    return context.year is not None or may_hold_date(text, primary_language(context.language))


def _readings(tokens: list[str], context: DateContext) -> list[tuple[Vocabulary, list[str], str]]:
    """Vocabulary, tokens and shape: in the page's language first, then, if words stay unknown, in any."""
    words = vocabulary(primary_language(context.language))
    joined = words.join_phrases(tokens)
    shape = shape_of(joined, words)
    readings = [(words, joined, shape)]
    if "?" in shape:
        words = any_vocabulary()
        readings.append((words, tokens, shape_of(tokens, words)))
    return readings


def _relative(raw: str, context: DateContext) -> Moment:
    ago = find_ago(raw, context.language) if context.fetched_at else None
    if ago is None or context.fetched_at is None:
        return Moment(raw=raw)
    moment = resolve(ago, raw, context.fetched_at)
    if moment.precision != "day":
        return moment
    words = vocabulary(primary_language(context.language))
    tokens = tokens_of(_ADDRESS.sub(" ", raw) if "://" in raw else raw)
    found = clock_in(shape_of(tokens, words))
    clock = clock_of(tokens, found.parts, words) if found else None
    if clock is None or moment.local is None:
        return moment
    hour, minute, second, precision = clock
    return Moment(raw, moment.local.replace(hour=hour, minute=minute, second=second), None, precision)


def find_dates(text: str, context: DateContext = NO_CONTEXT, in_any_language: bool = False) -> list[FoundDate]:
    """All dates with a year (or with `context.year`) in running text, in order, without overlaps.

    The page's language and English are tried, or the names on which all languages agree. The time costs of a text
    without figures are next to nothing.
    """
    words = any_vocabulary() if in_any_language else vocabulary(primary_language(context.language))
    found: list[FoundDate] = []
    for start, end in _windows(text):
        found.extend(_in_window(text, start, end, words, context))
    return found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Spans around figures, whole words, without overlaps."""
    start = end = -1
    for match in _DIGITS.finditer(text):
        if start >= 0 and match.start() - end <= _REACH:
            end = match.end()
            continue
        if start >= 0:
            yield start, _word_end(text, end)
        start = max(_word_start(text, match.start()), 0 if start < 0 else _word_end(text, end))
        end = match.end()
    if start >= 0:
        yield start, _word_end(text, end)


def _word_start(text: str, place: int) -> int:
    early = max(0, place - _REACH)
    space = text.find(" ", early, place)
    return early if not early or space < 0 else space


def _word_end(text: str, place: int) -> int:
    late = min(len(text), place + _REACH // 2)
    space = text.rfind(" ", place, late)
    return late if late == len(text) or space < 0 else space


def _in_window(text: str, start: int, end: int, words: Vocabulary, context: DateContext) -> list[FoundDate]:
    if not _may_tell(text[start:end], context):
        return []
    tokens = words.join_phrases(tokens_of(text[start:end]))
    shape = shape_of(tokens, words)
    ends = _ends(tokens, start)
    taken: list[tuple[int, int, FoundDate]] = []
    for found in (*strong_candidates(shape, wordy=False), *weak_candidates(shape, wordy=False)):
        if any(found.start < last and first < found.end for first, last, _ in taken):
            continue
        first, last = ends[found.start] - len(tokens[found.start]), ends[found.end - 1]
        moment = moment_of(tokens, found, words, context, text[first:last])
        if moment:
            taken.append((found.start, found.end, FoundDate(first, last, moment)))
    return [date for _, _, date in sorted(taken, key=lambda entry: entry[0])]


def _ends(tokens: list[str], start: int) -> list[int]:
    ends = []
    for token in tokens:
        start += len(token)
        ends.append(start)
    return ends
