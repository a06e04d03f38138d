"""An explanation: for each field of a page its answer, what found it, and what else might have been it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.models.page import Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a field says, or might say.

    value: shortened. source: what found it. selector: a CSS selector that finds it on this page, for `[blog.rules]`;
    null for what no element says.
    """

    value: str
    source: str
    selector: str | None = None


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """One field, by its name in `[blog.rules]`. answer: null where there is none; others: the runners-up."""

    field: str
    answer: Candidate | None = None
    others: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one page was read.

    comment_engine: what read its comments. kind_source: by what a page that is no article was told. problems: what was
    odd, rules that found nothing among it.
    """

    url: str
    page_kind: str
    comment_engine: str | None
    fields: tuple[ExplainedField, ...]
    kind_source: str | None = None
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON values."""
        return {
            "url": self.url,
            "page_kind": self.page_kind,
            "kind_source": self.kind_source,
            "comment_engine": self.comment_engine,
            "fields": [
                {
                    "field": one.field,
                    "answer": _plain(one.answer) if one.answer else None,
                    "others": [_plain(other) for other in one.others],
                }
                for one in self.fields
            ],
            "problems": [{"code": one.code, "detail": one.detail} for one in self.problems],
        }


def _plain(candidate: Candidate) -> dict[str, Any]:
    return {"value": candidate.value, "source": candidate.source, "selector": candidate.selector}
