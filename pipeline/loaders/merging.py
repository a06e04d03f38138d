"""Two articles that turn out to be one: the older id stays, the other's rows move under it (DESIGN: Identity)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from pipeline.identity import comment_id, fold
from pipeline.loaders.fold import ArticleState, add_alias
from pipeline.loaders.rows import CommentRow
from pipeline.loaders.thread import Thread


def are_one(one: ArticleState, other: ArticleState) -> bool:
    """Whether two articles that answer at one address are the same: title or text agree.

    A removed post that redirects to its neighbour doesn't become that neighbour.
    """
    a, b = one.article, other.article
    same_title = bool(fold(a.title)) and fold(a.title) == fold(b.title)
    return same_title or (bool(a.body_text) and a.body_text == b.body_text)


def merge(one: ArticleState, other: ArticleState, capture_id: UUID) -> tuple[ArticleState, ArticleState]:
    """Both as one.

    Returns:
        the article that stays, holding the rows of both, and the one that is no more.
    """
    stays, goes = sorted((one, other), key=lambda state: (state.article.first_seen_at, state.article_id))
    newer = max(stays, goes, key=lambda state: (state.article.last_seen_at, state is stays))
    moved = _moved_comments(goes, stays.article_id)
    _merge_comments(stays.thread, goes, moved)
    stays.versions += [replace(row, id=stays.article_id, article_id=stays.article_id) for row in goes.versions]
    for alias in goes.aliases.values():
        add_alias(stays, alias.url, alias.reason, alias.capture_id)
    urls = (stays.article.url, goes.article.url)
    for row in goes.captures.values():
        stays.captures.setdefault(row.capture_id, replace(row, article_id=stays.article_id))
    if newer is goes:
        _take_words(stays, goes, moved)
    gone = [state.article.gone_at for state in (stays, goes)]
    stays.article = replace(stays.article, gone_at=None if None in gone else stays.article.gone_at)
    for url in urls:
        add_alias(stays, url, "merged", capture_id)
    return stays, goes


def _moved_comments(goes: ArticleState, to: UUID) -> dict[UUID, UUID]:
    return {
        row.comment_id: comment_id(to, row.comment_engine, row.comment_key) for row in goes.thread.comments.values()
    }


def _merge_comments(thread: Thread, goes: ArticleState, moved: dict[UUID, UUID]) -> None:
    for row in goes.thread.comments.values():
        parent = moved.get(row.parent_comment_id) if row.parent_comment_id else None
        row = replace(row, comment_id=moved[row.comment_id], article_id=thread.article_id, parent_comment_id=parent)
        known = thread.comments.get(row.comment_id)
        thread.comments[row.comment_id] = _both(known, row) if known else row
    thread.versions += [
        replace(version, id=moved[version.id], article_id=thread.article_id)
        for version in goes.thread.versions
        if version.id in moved
    ]


def _both(one: CommentRow, other: CommentRow) -> CommentRow:
    newer = max(one, other, key=lambda row: (row.last_seen_at, row.words_since))
    gone = None if one.gone_at is None or other.gone_at is None else max(one.gone_at, other.gone_at)
    return replace(
        newer,
        first_seen_at=min(one.first_seen_at, other.first_seen_at),
        last_seen_at=max(one.last_seen_at, other.last_seen_at),
        gone_at=gone,
    )


def _take_words(stays: ArticleState, goes: ArticleState, moved: dict[UUID, UUID]) -> None:
    first = stays.article.first_seen_at
    here = stays.article_id
    stays.article = replace(goes.article, article_id=here, first_seen_at=first)
    stays.bylines = [replace(row, article_id=here) for row in goes.bylines]
    stays.terms = [replace(row, article_id=here) for row in goes.terms]
    stays.links = [
        replace(row, article_id=here, comment_id=moved.get(row.comment_id) if row.comment_id else None)
        for row in goes.links
    ]
    stays.images = [replace(row, article_id=here) for row in goes.images]
