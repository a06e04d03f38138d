"""The fold: one article's history, visit by visit in the order of time. Pure: no clock, no database.

What it gives is a function of the visits alone, however they are cut into batches, and a visit folded twice changes
nothing (DESIGN: Captures of an article).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from pipeline.identity import article_id, normal_url
from pipeline.loaders.instants import Stated, agree, stated
from pipeline.loaders.looks import Look, capture_rows
from pipeline.loaders.rows import (
    AliasRow,
    ArticleCaptureRow,
    ArticleRow,
    ArticleTermRow,
    ArticleVersionRow,
    BylineRow,
    ImageRow,
    LinkRow,
)
from pipeline.loaders.thread import Reading, Thread, ThreadChange
from pipeline.models import ParsedPage


@dataclass(slots=True)
class ArticleState:
    """All rows of one article."""

    article: ArticleRow
    thread: Thread
    versions: list[ArticleVersionRow] = field(default_factory=list)
    aliases: dict[str, AliasRow] = field(default_factory=dict)
    captures: dict[UUID, ArticleCaptureRow] = field(default_factory=dict)
    bylines: list[BylineRow] = field(default_factory=list)
    terms: list[ArticleTermRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)
    images: list[ImageRow] = field(default_factory=list)

    @property
    def article_id(self) -> UUID:
        """The article's id."""
        return self.article.article_id


@dataclass(slots=True)
class Change:
    """What one visit did to one article. words: title or body are new or differ."""

    is_new: bool = False
    words: bool = False
    thread: ThreadChange = field(default_factory=ThreadChange)
    late: bool = False

    @property
    def outcome(self) -> str:
        """new, changed or unchanged."""
        if self.is_new:
            return "new"
        return "changed" if self.words or self.thread else "unchanged"


def new_state(look: Look, article_id: UUID) -> ArticleState:
    """An article that was not known, as its first visit shows it, without its thread yet."""
    return ArticleState(_article_row(look, article_id), Thread(article_id))


def is_folded(state: ArticleState, look: Look) -> bool:
    """Whether this very visit, read by the same parser, is part of `state` already."""
    version = look.parsed.parser_version if look.parsed else None
    rows = [state.captures.get(capture.capture_id) for capture in look.visit.captures]
    return all(row and (version is None or row.parser_version == version) for row in rows)


def fold_page(state: ArticleState, look: Look, *, is_new: bool = False) -> Change:
    """Take in a parsed visit: article, thread, links, images, captures (bylines and terms are the book's)."""
    reading = _reading(state, look)
    change = Change(is_new=is_new, late=reading.late)
    if reading.late:
        state.article = replace(state.article, first_seen_at=min(state.article.first_seen_at, look.seen_at))
    elif not is_new:
        change.words = _update(state, look, reading)
    change.thread = state.thread.fold(look, reading, _lacked_since(state, look) if reading.late else None)
    if not reading.late:
        _relink(state, look)
    _remember(state, look)
    return change


def fold_revisit(state: ArticleState, look: Look) -> Change:
    """Take in a visit that found everything as it was: only the times move. A late one tells nothing."""
    if look.seen_at < state.article.last_seen_at:
        return Change(late=True)
    returned = state.article.gone_at is not None
    state.article = replace(state.article, last_seen_at=look.seen_at, gone_at=None)
    state.thread.seen_again(look)
    _remember(state, look)
    return Change(words=returned)


def fold_gone(state: ArticleState, look: Look) -> bool:
    """Take in that the page answers 404 or 410.

    Returns:
        whether the article is gone now and was not before.
    """
    if state.article.gone_at is not None or look.seen_at <= state.article.last_seen_at:
        return False
    state.article = replace(state.article, gone_at=look.seen_at)
    return True


def _reading(state: ArticleState, look: Look) -> Reading:
    known = all(capture.capture_id in state.captures for capture in look.visit.captures)
    parsed = look.parsed
    assert parsed is not None
    same_parser = parsed.parser_version == state.article.parser_version
    reread = known and not same_parser
    latest = max((row.visited_at for row in state.captures.values()), default=look.visited_at)
    if state.article.gone_at:
        latest = max(latest, state.article.gone_at)
    return Reading(reread=reread, comparable=same_parser, late=not reread and look.visited_at < latest)


def _lacked_since(state: ArticleState, look: Look) -> datetime | None:
    later = [row.visited_at for row in state.captures.values() if row.complete and row.visited_at > look.visited_at]
    return min(later, default=None)


def _update(state: ArticleState, look: Look, reading: Reading) -> bool:
    known, row = state.article, _article_row(look, state.article_id)
    if reading.comparable and _is_a_part_of(row.body_text, known.body_text) and _lacks_text(look):
        row = replace(row, body_text=known.body_text, body_html=known.body_html)
    said_else = _words(known) != _words(row)
    kept: dict[str, Any] = {
        "url": row.url if look.moves(known.url) else known.url,
        "first_seen_at": known.first_seen_at,
        "last_seen_at": max(known.last_seen_at, row.last_seen_at),
    }
    if reading.reread or not said_else:
        kept |= {"capture_id": known.capture_id, "words_since": known.words_since}
    if reading.reread:
        kept["gone_at"] = known.gone_at
    state.article = replace(
        row,
        **kept,
        **_times("published", agree(_time(known, "published"), _time(row, "published"), reread=not reading.comparable)),
        **_times("modified", agree(_time(known, "modified"), _time(row, "modified"), reread=not reading.comparable)),
    )
    add_alias(state, known.url, "former", look.page.capture_id)
    if said_else and reading.comparable:
        state.versions.append(version_of(known, until=row.words_since))
    return said_else or (known.gone_at is not None and state.article.gone_at is None)


def _lacks_text(look: Look) -> bool:
    """Whether a part of the article could not be read."""
    return look.parsed is not None and any(problem.code == "body_parts_missing" for problem in look.parsed.problems)


def _is_a_part_of(text: str, known: str) -> bool:
    """Whether `text` says nothing that `known` does not: what is left of an article is no edit of it."""
    return all(paragraph in known for paragraph in text.split("\n\n"))


def version_of(row: ArticleRow, until: datetime) -> ArticleVersionRow:
    """What `row` says, as said until `until`."""
    return ArticleVersionRow(
        row.article_id,
        row.article_id,
        row.words_since,
        until,
        row.capture_id,
        row.title,
        row.subtitle,
        row.body_text,
        row.body_html,
    )


def _article_row(look: Look, article_id: UUID) -> ArticleRow:
    parsed, seen_at = look.parsed, look.seen_at
    assert parsed is not None
    return ArticleRow(
        article_id=article_id,
        blog_id=look.blog_id,
        capture_id=look.source_id,
        url=look.url,
        page_kind=parsed.page_kind,
        title=parsed.title,
        subtitle=parsed.subtitle,
        language=parsed.language,
        excerpt=parsed.excerpt,
        image_url=parsed.image_url,
        **_times("published", stated(parsed.published, look.zone)),
        **_times("modified", stated(parsed.modified, look.zone)),
        body_text=parsed.body.text,
        body_html=parsed.body.html,
        comment_count_declared=look.declared,
        engine=parsed.engine,
        comment_engine=parsed.comment_engine,
        parser_version=parsed.parser_version,
        first_seen_at=seen_at,
        last_seen_at=seen_at,
        words_since=seen_at,
        gone_at=None,
    )


def _times(name: str, time: Stated) -> dict[str, Any]:
    return {
        f"{name}_at": time.at,
        f"{name}_at_source": time.source,
        f"{name}_local": time.local,
        f"{name}_precision": time.precision,
        f"{name}_raw": time.raw,
    }


def _time(row: ArticleRow, name: str) -> Stated:
    return Stated(*(getattr(row, f"{name}_{part}") for part in ("at", "at_source", "local", "precision", "raw")))


def _words(row: ArticleRow) -> tuple[str | None, str | None, str]:
    return row.title, row.subtitle, row.body_text


def _remember(state: ArticleState, look: Look) -> None:
    for row in capture_rows(look, state.article_id):
        known = state.captures.get(row.capture_id)
        if known is None or look.parsed:
            state.captures[row.capture_id] = row
    for _, url in look.addresses:
        reason = "canonical" if look.parsed and url == look.parsed.canonical_url else "redirect"
        add_alias(state, url, reason, look.page.capture_id)


def add_alias(state: ArticleState, url: str, reason: str, capture_id: UUID) -> None:
    """Let `state` be known by a further address, unless it is already.

    Its own address is one too, once it is no longer the one that its id was made of.
    """
    normal, article = normal_url(url), state.article
    is_own = normal == normal_url(article.url) and article_id(article.blog_id, url) == article.article_id
    if normal not in state.aliases and not is_own:
        state.aliases[normal] = AliasRow(url, normal, state.article.blog_id, state.article_id, reason, capture_id)


def _relink(state: ArticleState, look: Look) -> None:
    parsed = look.parsed
    assert parsed is not None
    fresh = _links(state, look, parsed)
    told = {row.comment_id for row in fresh} | set(state.thread.seen.values()) | {None}
    kept = [row for row in state.links if row.comment_id not in told and row.comment_id in state.thread.comments]
    state.links = kept + _since(state.links, fresh)
    state.images = _since(
        state.images,
        [
            ImageRow(state.article_id, None, place, image.url, image.alt, image.caption, look.source_id)
            for place, image in enumerate(parsed.images, 1)
        ],
    )


def _links(state: ArticleState, look: Look, parsed: ParsedPage) -> list[LinkRow]:
    rows = []
    for place, link in enumerate(parsed.links, 1):
        comment = state.thread.seen.get(link.comment_key) if link.comment_key else None
        row = state.thread.comments.get(comment) if comment else None
        source = row.capture_id if row else look.source_id
        rows.append(LinkRow(state.article_id, comment, place, link.url, link.text, link.rel, link.place, source))
    return rows


_RowT = TypeVar("_RowT", LinkRow, ImageRow)


def _since(known: list[_RowT], fresh: list[_RowT]) -> list[_RowT]:
    """`fresh`, each row with the capture that showed it first."""
    first = {_identity(row): row.capture_id for row in known}
    return [replace(row, capture_id=first.get(_identity(row), row.capture_id)) for row in fresh]


def _identity(row: LinkRow | ImageRow) -> tuple[object, ...]:
    if isinstance(row, LinkRow):
        return row.comment_id, row.url, row.text, row.rel, row.place
    return row.url, row.alt, row.caption
