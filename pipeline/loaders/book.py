"""The book: what is known of the articles, authors and terms that a batch of visits touches, and what becomes of it.

Pure: `store` fills it from the database and writes the difference back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from pipeline.identity import article_id, normal_url, term_id
from pipeline.loaders.authors import BlogAuthors
from pipeline.loaders.fold import (
    ArticleState,
    Change,
    fold_gone,
    fold_page,
    fold_revisit,
    is_folded,
    new_state,
)
from pipeline.loaders.looks import GONE_STATUS, Look
from pipeline.loaders.merging import are_one, merge
from pipeline.loaders.rows import AliasRow, ArticleTermRow, BylineRow, ProblemRow, TermRow
from pipeline.models import Blog, ParsedPage, Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one visit. outcome: new, changed, unchanged, gone, not_article, failed, unknown."""

    look: Look
    outcome: str
    article_id: UUID | None = None
    change: Change = field(default_factory=Change)


@dataclass(slots=True)
class Book:
    """Articles by id, the addresses they are known by, authors by blog, terms. removed: ids that were merged away."""

    articles: dict[UUID, ArticleState] = field(default_factory=dict)
    authors: dict[UUID, BlogAuthors] = field(default_factory=dict)
    terms: dict[UUID, TermRow] = field(default_factory=dict)
    removed: dict[UUID, UUID] = field(default_factory=dict)
    problems: list[ProblemRow] = field(default_factory=list)
    noted: set[UUID] = field(default_factory=set)
    _addresses: dict[tuple[UUID, str], UUID] = field(default_factory=dict)

    def know_aliases(self, rows: Iterable[AliasRow]) -> None:
        """Take in addresses that are stored."""
        for row in rows:
            self._addresses[row.blog_id, row.normal_url] = row.article_id

    def know(self, state: ArticleState) -> None:
        """Take in an article that is stored."""
        self.articles[state.article_id] = state
        self.know_aliases(state.aliases.values())

    def authors_of(self, blog_id: UUID, blog: Blog) -> BlogAuthors:
        """The authors of a blog."""
        return self.authors.setdefault(blog_id, BlogAuthors(blog_id, normal_url(blog.url)))

    def fold(self, look: Look) -> Outcome:
        """Take in one visit. Visits are to come in the order of their times."""
        if look.page.status in GONE_STATUS:
            return self._gone(look)
        if look.parsed is None:
            return self._revisit(look) if look.page.is_revisit else self._failed(look)
        if not look.parsed.is_article:
            return self._no_article(look)
        known = self._known(look)
        for state in known:
            if is_folded(state, look):
                return Outcome(look, "unchanged", state.article_id)
        state, is_new = self._article_of(look, known)
        change = fold_page(state, look, is_new=is_new)
        if not change.late:
            self._sign(state, look)
            self._label(state, look)
        self.know_aliases(state.aliases.values())
        self._note(look, state.article_id, look.parsed.problems)
        if change.late:
            self._note(look, state.article_id, (_LATE,), stage="load")
        return Outcome(look, change.outcome, state.article_id, change)

    def _gone(self, look: Look) -> Outcome:
        known = self._known(look)
        states = [state for state in known if fold_gone(state, look)]
        if not states:
            return Outcome(look, "unchanged" if known else "gone", known[0].article_id if known else None)
        return Outcome(look, "gone", states[0].article_id)

    def _revisit(self, look: Look) -> Outcome:
        known = self._known(look)
        if not known:
            self._note(look, None, (_NOWHERE,), stage="load")
            return Outcome(look, "unknown")
        state = known[0]
        if is_folded(state, look):
            return Outcome(look, "unchanged", state.article_id)
        change = fold_revisit(state, look)
        self.know_aliases(state.aliases.values())
        return Outcome(look, change.outcome, state.article_id, change)

    def _failed(self, look: Look) -> Outcome:
        """An answer that is no page (403, 500) says nothing about the article."""
        known = self._known(look)
        article = known[0].article_id if known else None
        problem = Problem("bad_status", f"the server answers {look.page.status}; it is tried again at a later run")
        self._note(look, article, (problem,), stage="fetch")
        return Outcome(look, "failed", article)

    def _no_article(self, look: Look) -> Outcome:
        parsed, known = look.parsed, self._known(look)
        assert parsed is not None
        article = known[0].article_id if known else None
        kind = Problem("not_an_article", _of_kind(parsed))
        self._note(look, article, (kind, *parsed.problems))
        return Outcome(look, "not_article", article)

    def _known(self, look: Look) -> list[ArticleState]:
        found: dict[UUID, ArticleState] = {}
        for normal, url in look.addresses:
            for known in (self._addresses.get((look.blog_id, normal)), article_id(look.blog_id, url)):
                state = self.articles.get(self.removed.get(known, known)) if known else None
                if state:
                    found.setdefault(state.article_id, state)
        return list(found.values())

    def _article_of(self, look: Look, known: list[ArticleState]) -> tuple[ArticleState, bool]:
        if not known:
            state = new_state(look, article_id(look.blog_id, look.url))
            self.articles[state.article_id] = state
            return state, True
        state = known[0]
        for other in known[1:]:
            if are_one(state, other):
                state = self._merge(state, other, look)
        return state, False

    def _merge(self, one: ArticleState, other: ArticleState, look: Look) -> ArticleState:
        stays, goes = merge(one, other, look.page.capture_id)
        del self.articles[goes.article_id]
        self.removed[goes.article_id] = stays.article_id
        for former, target in self.removed.items():
            if target == goes.article_id:
                self.removed[former] = stays.article_id
        self.know_aliases(stays.aliases.values())
        return stays

    def _sign(self, state: ArticleState, look: Look) -> None:
        parsed = look.parsed
        assert parsed is not None
        authors = self.authors_of(look.blog_id, look.visit.blog)
        joined_before = len(authors.joined)
        bylines: dict[UUID, BylineRow] = {}
        for author in parsed.authors:
            known = authors.see(author, look.source_id)
            bylines.setdefault(
                known, BylineRow(state.article_id, known, len(bylines) + 1, author.name, author.url)
            )
        state.bylines = list(bylines.values())
        for former, now in authors.joined[joined_before:]:
            self._rejoin(former, now)

    def _label(self, state: ArticleState, look: Look) -> None:
        parsed = look.parsed
        assert parsed is not None
        labels: dict[UUID, ArticleTermRow] = {}
        for term in parsed.terms:
            known = term_id(look.blog_id, term.kind, term.name)
            row = self.terms.setdefault(known, TermRow(known, look.blog_id, term.kind, term.name, term.url))
            if term.url and term.url != row.url:
                self.terms[known] = replace(row, url=term.url)
            labels[known] = ArticleTermRow(state.article_id, known)
        state.terms = list(labels.values())

    def _note(self, look: Look, article: UUID | None, problems: Iterable[Problem], stage: str = "parse") -> None:
        self.noted.add(look.page.capture_id)
        self.problems += [
            ProblemRow(
                None, look.blog_id, look.page.url, article, look.page.capture_id, stage, problem.code, problem.detail,
                look.seen_at,
            )
            for problem in problems
        ]  # fmt: skip

    def _rejoin(self, former: UUID, now: UUID) -> None:
        for state in self.articles.values():
            if any(row.author_id == former for row in state.bylines):
                moved = [replace(row, author_id=now) if row.author_id == former else row for row in state.bylines]
                state.bylines = list({row.author_id: row for row in reversed(moved)}.values())[::-1]


def _of_kind(parsed: ParsedPage) -> str:
    told = parsed.sources.get("page_kind")
    by = f" (told by: {told})" if told else ""
    return f"the page is of kind {parsed.page_kind!r}{by}, so nothing of it is in `article`"


_LATE = Problem("late_capture", "older than what was loaded before: only what was not known is taken from it")
_NOWHERE = Problem("revisit_of_unknown", "the page is unchanged, but what it was before is not in the archive")
