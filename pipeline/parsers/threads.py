"""Thread: what engines read, made one: matched, dated, parented, ordered, keyed. Solved once, for all engines.

Parents: a document that states them (an API) wins over the page's nesting (DESIGN: Parents). Terms: schema.org
`Comment.parentItem`, RFC 4685 `in-reply-to`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.identity import fold
from pipeline.models import NO_MOMENT, Comment, Commenter, Link, Moment, ParentSource, Problem
from pipeline.parsers.dates import DateContext, learn_order, read_machine, read_text, reconcile
from pipeline.parsers.placeholders import state_of
from pipeline.parsers.records.raw import FoundThread, RawComment
from pipeline.parsers.text import html_of, inline_text, squash, text_of

_ISO = re.compile(r"\A\d{4}-\d\d-\d\d[T ]\d")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*\w*\Z")
# A line of what templates set between the parts of a comment, once those are taken out.
_MARKS = re.compile(r"[\s·|•,:–—/»«()\[\]]*")
_EPOCH_YEARS = (1990, 2090)


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of one article, parents before children; the links in them; what was odd."""

    comments: tuple[Comment, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, eq=False)
class _Entry:
    """One comment and all documents that show it, the page first."""

    raws: list[RawComment]
    text: str
    published: Moment
    name: str | None
    parent: _Entry | None = None
    parent_source: ParentSource | None = None
    key: str = ""
    depth: int = 0
    children: list[_Entry] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether a page shows it, not only an API."""
        return not self.raws[0].stated


def build(found: FoundThread, context: DateContext, samples: Iterable[str] = ()) -> Thread:
    """The merged thread.

    Args:
        found: what `comments.find` gave.
        context: language, date order and fetch time; an order not known is learnt from all times of the page together.
        samples: further dates of the page as shown, the article's, to learn from.
    """
    if context.order is None:
        shown = [raw.shown for raw in found.comments if raw.shown]
        context = replace(context, order=learn_order([*shown, *samples]))
    problems = list(found.problems)
    entries = _merged(found.comments, context)
    _link(entries, problems)
    _cut_cycles(entries, problems)
    ordered = _in_reading_order(entries)
    _name_keys(ordered)
    comments = tuple(_comment(entry, place, context) for place, entry in enumerate(ordered, 1))
    if found.declared is not None and found.declared > len(comments):
        problems.append(Problem("comments_missing", f"{found.declared} comments declared, {len(comments)} found"))
    problems.extend(_odd_times(comments, context.fetched_at))
    return Thread(comments, tuple(_links(ordered)), tuple(problems))


# One entry a comment --------------------------------------------------------------------------------------------------


def _merged(raws: Sequence[RawComment], context: DateContext) -> list[_Entry]:
    """`raws` matched by engine key, else by author, time and text."""
    entries: list[_Entry] = []
    by_key: dict[str, _Entry] = {}
    by_words: dict[tuple[str, str, str], _Entry] = {}
    pages: dict[int, int] = {}
    for raw in raws:
        entry = _entry(raw, context)
        words = (fold(entry.name), (entry.published.local_text() or "")[:16], entry.text)
        # Two comments of one document are two, however alike; without a key, only another document can say it again.
        origin = pages.setdefault(id(raw.page) if not raw.stated else -1, len(pages))
        known = by_key.get(raw.key) if raw.key else by_words.get(words)
        if known is None and raw.key:
            known = by_words.get(words)
            if known is not None and known.raws[0].key:
                known = None
        if known is not None and (raw.stated or pages.get(id(known.raws[0].page)) != origin):
            _absorb(known, entry)
        elif known is not None and raw.key:
            raw.key = None
            entries.append(entry)
        else:
            known = entry
            entries.append(entry)
            by_words.setdefault(words, entry)
        if raw.key and known is not None:
            by_key[raw.key] = known
    return entries


def _entry(raw: RawComment, context: DateContext) -> _Entry:
    text = raw.plain if raw.plain is not None else text_of(raw.nodes, raw.leave_out)
    if raw.is_bare:
        text = _without_marks(text)
    return _Entry([raw], text.strip(), _moment(raw.shown, raw.machine, context), raw.name)


def _without_marks(text: str) -> str:
    lines = text.strip().split("\n")
    while lines and _MARKS.fullmatch(lines[0]):
        lines.pop(0)
    while lines and _MARKS.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _moment(shown: str | None, machine: str | None, context: DateContext) -> Moment:
    seen = NO_MOMENT
    if shown:
        seen = read_machine(shown) if _ISO.match(shown) else read_text(shown, context)
    stated = read_machine(machine) if machine else NO_MOMENT
    if machine and not stated:
        stated = read_text(machine, context)
    return reconcile(seen, stated)


def _absorb(entry: _Entry, other: _Entry) -> None:
    """The richer value wins for each field: an API's instant over a shown minute, a whole text over a cut one."""
    entry.raws.extend(other.raws)
    entry.published = reconcile(entry.published, other.published)
    entry.name = entry.name or other.name
    beginning = _CUT.sub("", squash(entry.text))
    if len(other.text) > len(entry.text) and (not entry.text or squash(other.text).startswith(beginning)):
        entry.text = other.text


# Parents --------------------------------------------------------------------------------------------------------------


def _link(entries: Sequence[_Entry], problems: list[Problem]) -> None:
    by_key = {raw.key: entry for entry in entries for raw in entry.raws if raw.key}
    by_raw = {id(raw): entry for entry in entries for raw in entry.raws}
    orphans = 0
    for entry in entries:
        stated = next((raw for raw in entry.raws if raw.stated), None)
        raw = stated or next((raw for raw in entry.raws if raw.parent is not None or raw.parent_key), entry.raws[0])
        if raw.parent is not None:
            entry.parent = by_raw.get(id(raw.parent))
            entry.parent_source = raw.parent_source or "nesting"
        elif raw.parent_key:
            entry.parent = by_key.get(raw.parent_key)
            entry.parent_source = raw.parent_source or "attribute"
            orphans += entry.parent is None
        if entry.parent is entry:
            entry.parent = None
    if orphans:
        problems.append(Problem("comment_orphans", f"{orphans} comments answer comments that are not there"))


def _cut_cycles(entries: Sequence[_Entry], problems: list[Problem]) -> None:
    settled: set[int] = set()
    cut = 0
    for entry in entries:
        trail: dict[int, _Entry] = {}
        step: _Entry | None = entry
        while step is not None and id(step) not in settled:
            if id(step) in trail:
                step.parent, step.parent_source = None, None
                cut += 1
                break
            trail[id(step)] = step
            step = step.parent
        settled.update(trail)
    if cut:
        problems.append(Problem("comment_cycle", f"{cut} comments answer themselves by way of others; taken as roots"))


# Order ----------------------------------------------------------------------------------------------------------------


def _in_reading_order(entries: Sequence[_Entry]) -> list[_Entry]:
    """Page order; a comment that the page does not show takes its place among its siblings by time."""
    unseen = [entry for entry in entries if not entry.shown]
    shown = [entry for entry in entries if entry.shown]
    if unseen:
        return _preorder(shown, unseen)
    return _parents_first(shown)


def _parents_first(entries: Sequence[_Entry]) -> list[_Entry]:
    """`entries` in their order, an answer that stands before its parent moved behind it."""
    ordered: list[_Entry] = []
    done: set[int] = set()
    waiting: dict[int, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry.parent is not None and id(entry.parent) not in done:
            waiting[id(entry.parent)].append(entry)
            continue
        stack = [entry]
        while stack:
            ready = stack.pop()
            ordered.append(ready)
            done.add(id(ready))
            stack.extend(reversed(waiting.pop(id(ready), [])))
    return ordered


def _preorder(shown: Sequence[_Entry], unseen: Sequence[_Entry]) -> list[_Entry]:
    known: dict[int, list[_Entry]] = defaultdict(list)
    added: dict[int, list[_Entry]] = defaultdict(list)
    for group, entries in ((known, shown), (added, unseen)):
        for entry in entries:
            group[id(entry.parent)].append(entry)
    ordered: list[_Entry] = []
    nobody = id(None)
    stack = list(reversed(_by_time(known[nobody], added[nobody])))
    while stack:
        entry = stack.pop()
        ordered.append(entry)
        stack.extend(reversed(_by_time(known[id(entry)], added[id(entry)])))
    return ordered


def _by_time(shown: list[_Entry], unseen: list[_Entry]) -> list[_Entry]:
    """Siblings merged: `shown` keep their order, `unseen` come in by time, in the direction that `shown` have."""
    if not shown or not unseen:
        return shown or unseen
    times = [stamp for entry in shown if (stamp := _stamp(entry))]
    falling = len(times) > 1 and times[0] > times[-1]
    left = list(reversed(unseen)) if falling else list(unseen)
    merged: list[_Entry] = []
    for entry in shown:
        stamp = _stamp(entry)
        while left and stamp and (other := _stamp(left[0])) and (other > stamp if falling else other < stamp):
            merged.append(left.pop(0))
        merged.append(entry)
    return merged + left


def _stamp(entry: _Entry) -> str | None:
    return entry.published.local.isoformat() if entry.published.local else None


# Keys -----------------------------------------------------------------------------------------------------------------


def _name_keys(ordered: Sequence[_Entry]) -> None:
    """Engine keys where there are any, else a digest of parent, author and text; a serial tells exact doubles apart."""
    taken = {raw.key for entry in ordered for raw in entry.raws if raw.key}
    serials: dict[str, int] = {}
    for entry in ordered:
        entry.depth = entry.parent.depth + 1 if entry.parent else 0
        own = next((raw.key for raw in entry.raws if raw.key), None)
        if own:
            entry.key = own
            continue
        digest = _digest(entry.parent.key if entry.parent else "", fold(entry.name), squash(entry.text))
        serial = serials.get(digest, 0) + 1
        while (key := digest if serial == 1 else f"{digest}-{serial}") in taken:
            serial += 1
        entry.key, serials[digest] = key, serial
        taken.add(key)


def _digest(*parts: str) -> str:
    made = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=10).digest()
    return "d:" + base64.b32encode(made).decode().lower()


# Comments -------------------------------------------------------------------------------------------------------------


def _comment(entry: _Entry, place: int, context: DateContext) -> Comment:
    raw = entry.raws[0]
    source = next((other for other in entry.raws if entry.text and other.nodes), raw)
    stated = next((other for other in entry.raws if other.stated), raw)
    return Comment(
        key=entry.key,
        key_source="digest" if entry.key.startswith("d:") else "engine",
        parent_key=entry.parent.key if entry.parent else None,
        parent_source=entry.parent_source,
        position=place,
        depth=entry.depth,
        kind=stated.kind if stated.kind != "comment" else raw.kind,
        state=raw.state if raw.state != "visible" else state_of(entry.text),
        author=Commenter(entry.name, _first(entry, "name_url"), _first(entry, "image_url")),
        by_post_author=any(other.by_post_author for other in entry.raws),
        target=_first(entry, "target"),
        published=entry.published,
        edited=_edited(entry, context),
        text=entry.text,
        html=html_of(source.nodes, source.page, source.leave_out),
        permalink=_first(entry, "permalink"),
        found_in=raw.page.url or None,
    )


def _edited(entry: _Entry, context: DateContext) -> Moment:
    """When it was last changed, as the first document that tells it has it."""
    told = (_moment(raw.edited_shown, raw.edited_machine, context) for raw in entry.raws)
    edited = next((moment for moment in told if moment), NO_MOMENT)
    return NO_MOMENT if _is_same(edited, entry.published) else edited


def _is_same(edited: Moment, published: Moment) -> bool:
    """Many templates print both times for every comment: the same is no change."""
    if edited.at and published.at:
        return edited.at == published.at
    return edited.local is not None and edited.local == published.local


def _first(entry: _Entry, name: str) -> str | None:
    return next((value for raw in entry.raws if (value := getattr(raw, name))), None)


def _links(ordered: Sequence[_Entry]) -> Iterable[Link]:
    for entry in ordered:
        raw = entry.raws[0]
        for node in raw.nodes:
            for element in node.iter("a"):
                url = raw.page.absolute(element.get("href"))
                if url and not any(around in raw.leave_out for around in (element, *element.iterancestors())):
                    yield Link(url, inline_text(element), element.get("rel"), "comment", entry.key)


def _odd_times(comments: Sequence[Comment], fetched_at: datetime | None) -> list[Problem]:
    """Times that can't be: before there were blogs, or after the page was fetched."""
    first, last = _EPOCH_YEARS[0], fetched_at.year + 1 if fetched_at else _EPOCH_YEARS[1]
    years = [(comment.key, comment.published.local.year) for comment in comments if comment.published.local]
    odd = [f"{key} ({year})" for key, year in years if not first <= year <= last]
    return [Problem("comment_time_odd", f"{len(odd)} claim an impossible year: {', '.join(odd[:3])}")] if odd else []
