"""Verifying: whether a selector that is about to be given away is, as a rule, the answer that it stands beside.

Nothing but reading the page once more by that rule tells it: what an element says and what a field's rule makes of it
are two things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.models import NO_HINTS, Comment, Document, Hints, Moment, ParsedPage, Rules
from pipeline.parsers.parse import parse_page

_MOST_TRIES = 5
_MOST_BYTES = 10_000_000
_NO_RULES: Rules = {}


@dataclass(slots=True)
class Verifier:
    """Reads one page again by single rules, an enormous one a few times only: what is not tried is not given away.

    parsed: what it gave without them.
    """

    parsed: ParsedPage
    document: Document
    hints: Hints = NO_HINTS
    more: Sequence[Document] = ()
    _bytes: int = 0

    def first(self, field: str, selectors: Iterable[str | None], beside: Rules = _NO_RULES) -> str | None:
        """The first of `selectors` that gives what `field` says; of a few."""
        tries = islice(dict.fromkeys(filter(None, selectors)), _MOST_TRIES)
        return next((one for one in tries if self.gives(field, one, beside)), None)

    def gives(self, field: str, selector: str, beside: Rules = _NO_RULES) -> bool:
        """Whether a rule with `selector`, and the rules `beside` it, gives what `field` says."""
        page = self._read({**(self.hints.rules or {}), **beside, field: selector})
        if page is None:
            return False
        known = {problem.detail for problem in self.parsed.problems}
        is_wrong = any(one.code.startswith("rule_") and one.detail not in known for one in page.problems)
        return not is_wrong and told(page, field) == told(self.parsed, field)

    def texts(self, selector: str) -> bool:
        """Whether a rule for comments gives their texts, whoever answers whom."""
        page = self._read({**(self.hints.rules or {}), "comment": selector})
        return page is not None and [one.text for one in page.comments] == [one.text for one in self.parsed.comments]

    def _read(self, rules: Rules) -> ParsedPage | None:
        """The page as `rules` have it; null once so much was read that people would wait."""
        document = self.document
        if self._bytes > _MOST_BYTES:
            return None
        self._bytes += len(document.body)
        return parse_page(
            document.body,
            self.parsed.url or None,
            content_type=document.content_type,
            fetched_at=document.fetched_at,
            hints=replace(self.hints, rules=rules),
            more=self.more,
        )


def told(page: ParsedPage, field: str) -> object:
    """What `page` says in `field`, a field of site rules."""
    match field:
        case "author":
            return [author.name for author in page.authors]
        case "author_url":
            return [author.url for author in page.authors]
        case "bio":
            return [author.bio for author in page.authors]
        case "published" | "modified":
            return shown_moment(page.published if field == "published" else page.modified)
        case "body":
            return page.body.text
        case "tag" | "category":
            return [term.name for term in page.terms if term.kind == field]
        case _ if field.startswith("comment") and field != "comment_count_declared":
            return edges(page) if field == "comment" else told_of_comments(page, field)
        case _:
            return getattr(page, field)


def edges(page: ParsedPage) -> list[tuple[str, str | None]]:
    """What comments say, and whom they answer."""
    return [(one.text, one.parent_key) for one in page.comments]


def told_of_comments(page: ParsedPage, field: str) -> list[str | None]:
    """What each comment says in `field`, a field of rules for parts of comments."""
    return [_READERS[field](one) for one in page.comments]


def shown_moment(moment: Moment) -> str:
    """A moment for people."""
    return (moment.local_text() or moment.at_text() or "").replace("T", " ")


_READERS: dict[str, Callable[[Comment], str | None]] = {
    "comment_key": lambda one: one.key,
    "comment_parent": lambda one: one.parent_key,
    "comment_author": lambda one: one.author.name,
    "comment_author_url": lambda one: one.author.url,
    "comment_published": lambda one: shown_moment(one.published),
    "comment_text": lambda one: one.text,
}
