"""Hints: what is known beforehand of a page given to `parse` or `case save`: its blog's settings, rules tried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from pipeline.cli.session import Session
from pipeline.models import RULE_FIELDS, Hints, Rule, Rules
from pipeline.settings import BlogSettings, Settings
from pipeline.toml_tables import nearest

Verb = TypeVar("Verb", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class KnownBlogs:
    """The blogs of the settings, if there are any, and the rules of the command line, which go before theirs."""

    settings: Settings | None = None
    rules: Rules = field(default_factory=dict)

    def blog_of(self, url: str) -> BlogSettings | None:
        """The blog that the page at `url` belongs to."""
        return self.settings.blog_at(url) if self.settings and url else None

    def may_be_private(self, url: str) -> bool:
        """Whether the settings allow `url` to be on this machine or network: on the blog's own host, if at all."""
        blog = self.blog_of(url)
        return blog is not None and blog.allow_private_addresses and _host(blog.url) == _host(url)

    def hints(self, url: str) -> Hints:
        """What the parser is told of the page at `url`."""
        blog = self.blog_of(url)
        known = blog.hints if blog else Hints()
        return replace(known, rules={**(known.rules or {}), **self.rules} or None)


def known_blogs(session: Session, rules: Sequence[tuple[str, Rule]] = ()) -> KnownBlogs:
    """The blogs of the settings in force, and rules of the command line by field, several of one field as a list.

    Raises:
        SettingsError: the settings that were named, or those that are here, are wrong.
    """
    told: dict[str, Rule] = {}
    for name, rule in rules:
        before = told.get(name)
        told[name] = (*_listed(before), *_listed(rule)) if before and rule else rule
    return KnownBlogs(session.settings_if_any(), told)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _listed(rule: Rule) -> tuple[str, ...]:
    return (rule,) if isinstance(rule, str) else tuple(rule or ())


class _OneRule(click.ParamType[tuple[str, Rule]]):
    """FIELD=SELECTOR."""

    name = "rule"

    def convert(
        self, value: str | tuple[str, Rule], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Rule]:
        from pipeline.parsers.rules.rules import selectors_of

        if isinstance(value, tuple):
            return value
        name, is_rule, text = value.partition("=")
        if not is_rule:
            self.fail(f"{value!r} must be FIELD=SELECTOR, such as title=h1.post-name", param, ctx)
        if name.strip() not in RULE_FIELDS:
            near = nearest(name.strip(), RULE_FIELDS) or "."
            self.fail(f"{name.strip()}: there is no such field{near} Known here: {', '.join(RULE_FIELDS)}", param, ctx)
        rule: Rule = text.strip() or False
        try:
            selectors_of(name.strip(), rule)
        except ValueError as error:
            self.fail(f"{name.strip()}: {error}", param, ctx)
        return name.strip(), rule


def rule_option(verb: Verb) -> Verb:
    """Give `verb` the option --rule."""
    return click.option(
        "--rule",
        "rules",
        type=_OneRule(),
        multiple=True,
        metavar="FIELD=SELECTOR",
        help="A site rule, as [blog.rules] in blogs.toml has it; FIELD= says there is none. Repeatable.",
    )(verb)
