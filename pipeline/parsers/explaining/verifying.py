"""Verifying: whether a selector that is about to be given away is, as a rule, the answer that it stands beside.

Nothing but reading the page once more by that rule tells it: what an element says and what a field's rule makes of it
are two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.models import NO_HINTS, Document, Hints, Moment, ParsedPage, Rules
from pipeline.parsers.parse import parse_page

_MOST_TRIES = 5
_NO_RULES: Rules = {}
_COMMENTS = {
    "comment_key": "key",
    "comment_parent": "parent_key",
    "comment_text": "text",
}


@dataclass(frozen=True, slots=True)
class Verifier:
    """Reads one page again by single rules. parsed: what it gave without them."""

    parsed: ParsedPage
    document: Document
    hints: Hints = NO_HINTS
    more: Sequence[Document] = ()

    def first(self, field: str, selectors: Iterable[str | None], beside: Rules = _NO_RULES) -> str | None:
        """The first of `selectors` that gives what `field` says; of a few."""
        tries = islice(dict.fromkeys(filter(None, selectors)), _MOST_TRIES)
        return next((one for one in tries if self.gives(field, one, beside)), None)

    def gives(self, field: str, selector: str, beside: Rules = _NO_RULES) -> bool:
        """Whether a rule with `selector`, and the rules `beside` it, gives what `field` says."""
        rules = {**(self.hints.rules or {}), **beside, field: selector}
        page = self._read(rules)
        known = {problem.detail for problem in self.parsed.problems}
        is_wrong = any(one.code.startswith("rule_") and one.detail not in known for one in page.problems)
        return not is_wrong and told(page, field) == told(self.parsed, field)

    def texts(self, selector: str) -> bool:
        """Whether a rule for comments gives their texts, whoever answers whom."""
        page = self._read({**(self.hints.rules or {}), "comment": selector})
        return [one.text for one in page.comments] == [one.text for one in self.parsed.comments]

    def _read(self, rules: Rules) -> ParsedPage:
        document = self.document
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
            return _of_comments(page, field)
        case _:
            return getattr(page, field)


def _of_comments(page: ParsedPage, field: str) -> object:
    match field:
        case "comment":
            return [(one.text, one.parent_key) for one in page.comments]
        case "comment_author":
            return [one.author.name for one in page.comments]
        case "comment_author_url":
            return [one.author.url for one in page.comments]
        case "comment_published":
            return [shown_moment(one.published) for one in page.comments]
        case _:
            return [getattr(one, _COMMENTS[field]) for one in page.comments]


def shown_moment(moment: Moment) -> str:
    """A moment for people."""
    return (moment.local_text() or moment.at_text() or "").replace("T", " ")
