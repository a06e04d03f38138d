"""Outline: where the parts of a page's article stand, which all else about it is looked for around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.parsers.body.container import find_container
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts.titles import site_name_of, title_of
from pipeline.parsers.people.bios import Bio, find_bios
from pipeline.parsers.records.raw import RawComment
from pipeline.parsers.regions import Regions
from pipeline.parsers.rules.ruled import ruled_bios, ruled_body, ruled_title, smallest_around
from pipeline.parsers.rules.rules import PageRules
from pipeline.parsers.sourced import Sourced


@dataclass(frozen=True, slots=True)
class Talk:
    """What a page's comments tell of its article.

    opening: the post that they answer, where it is marked up like them. hosts: the names under which the post's
    authors comment. discussed: whether a thread of a known engine stands on the page, so that there is a post, be it a
    picture or one word. answered: whether there are comments at all.
    """

    opening: RawComment | None = None
    hosts: Sequence[str] = ()
    discussed: bool = False
    answered: bool = False


SILENCE = Talk()
"""There are no comments."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The article's parts in their page.

    rules: what the blog's owner says of where things stand.
    container: what holds the body, found by body_rule; named: the elements that a blog's rule says are the body, some
    perhaps inside others.
    opening: the post that the comments answer, where it is marked up like them.
    """

    regions: Regions
    rules: PageRules
    bios: list[Bio]
    site_name: Sourced | None
    title: Sourced | None
    heading: Element | None
    container: Element
    body_rule: str
    opening: RawComment | None = None
    named: Sequence[Element] = ()

    @property
    def page(self) -> Page:
        """The page."""
        return self.regions.page


def outline_of(page: Page, rules: PageRules, cut: Iterable[Element] = (), talk: Talk = SILENCE) -> Outline:
    """The parts of the article of `page`.

    Args:
        page: the page; `contact.reveal_addresses` has been over it.
        rules: what the blog's owner says of where things stand.
        cut: elements that belong to the comment area; nothing is looked for in them.
        talk: what the comments tell of the article.
    """
    regions = Regions(page, cut)
    bios = [] if rules.denies("bio") else ruled_bios(rules) or find_bios(page, regions)
    set_aside(regions, bios)
    site_name = rules.text("site_name", site_name_of, page)
    title, heading = ruled_title(rules, *title_of(page, regions, site_name.value if site_name else None))
    named, rule = ruled_body(rules)
    opening = talk.opening if talk.opening and len(talk.opening.nodes) == 1 and not named else None
    if named:
        container = smallest_around(page, named)
    elif opening:
        container, rule = opening.nodes[0], "opening post"
    else:
        container, rule = find_container(regions, heading)
    return Outline(regions, rules, bios, site_name, title, heading, container, rule, opening, named)


def set_aside(regions: Regions, bios: Iterable[Bio]) -> None:
    """Leave the boxes of `bios` out of the body."""
    for bio in bios:
        for element in bio.parts:
            regions.set_aside(element)
    regions.settle()
