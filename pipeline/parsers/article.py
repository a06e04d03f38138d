"""Article: what of a page, once the comments are cut away, is the article, and all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.models import (
    ARTICLE_KINDS,
    NO_MOMENT,
    Author,
    Body,
    FollowUp,
    Image,
    Link,
    Moment,
    PageKind,
    Problem,
    Term,
)
from pipeline.parsers.body.body import BodyPart, joined, read_body
from pipeline.parsers.body.container import find_container
from pipeline.parsers.body.links import links_among
from pipeline.parsers.body.parts import further_parts
from pipeline.parsers.body.stated import SOURCE as STATED
from pipeline.parsers.body.stated import stated_part, stated_text
from pipeline.parsers.dates import NO_CONTEXT, DateContext
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts import metadata
from pipeline.parsers.facts.canonical import canonical_of
from pipeline.parsers.facts.published import published_of
from pipeline.parsers.facts.terms import terms_of
from pipeline.parsers.facts.titles import shown_site_name, site_name_of, title_of
from pipeline.parsers.kinds import kind_of
from pipeline.parsers.people.authors import Tellers, find_authors, with_bios
from pipeline.parsers.people.bios import Bio, find_bios
from pipeline.parsers.people.bylines import Name
from pipeline.parsers.people.told_bios import told_bios
from pipeline.parsers.records.raw import RawComment
from pipeline.parsers.regions import Regions
from pipeline.parsers.rules.ruled import (
    ruled_bios,
    ruled_body,
    ruled_date,
    ruled_names,
    ruled_terms,
    ruled_title,
    smallest_around,
    with_ruled_pages,
)
from pipeline.parsers.rules.rules import PageRules
from pipeline.parsers.sourced import Sourced

_NO_BODY = Body()


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """The article part of a `ParsedPage`; fields as there."""

    kind: PageKind
    title: str | None = None
    subtitle: str | None = None
    language: str | None = None
    site_name: str | None = None
    excerpt: str | None = None
    image_url: str | None = None
    canonical_url: str | None = None
    published: Moment = NO_MOMENT
    modified: Moment = NO_MOMENT
    authors: tuple[Author, ...] = ()
    body: Body = _NO_BODY
    terms: tuple[Term, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """What a page's comments tell of its article.

    opening: the post that they answer, where it is marked up like them. hosts: the names under which the post's
    authors comment. discussed: whether a thread of a known engine stands on the page, so that there is a post, be it a
    picture or one word.
    """

    opening: RawComment | None = None
    hosts: Sequence[str] = ()
    discussed: bool = False


_SILENCE = Talk()


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the article's parts stand in a page: what all else is looked for around.

    container: what holds the body, found by body_rule; named: the elements that a blog's rule says are the body, some
    perhaps inside others.
    opening: the post that the comments answer, where it is marked up like them.
    """

    regions: Regions
    bios: list[Bio]
    site_name: Sourced | None
    title: Sourced | None
    heading: Element | None
    container: Element
    body_rule: str
    opening: RawComment | None = None
    named: Sequence[Element] = ()


def outline_of(page: Page, rules: PageRules, cut: Iterable[Element] = (), talk: Talk = _SILENCE) -> Outline:
    """Title, body and bios of `page`; arguments as of `find_article`."""
    regions = Regions(page, cut)
    bios = [] if rules.denies("bio") else ruled_bios(rules) or find_bios(page, regions)
    _set_aside(regions, bios)
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
    return Outline(regions, bios, site_name, title, heading, container, rule, opening, named)


_IN_PLACE: tuple[PageKind, ...] = ("error", "login", "paywall", "protected", "not_html", "other")
"""Kinds of what may be sent in the place of an article's part."""


def find_article(
    page: Page,
    cut: Iterable[Element] = (),
    context: DateContext = NO_CONTEXT,
    more: Sequence[Page] = (),
    talk: Talk = _SILENCE,
    rules: PageRules | None = None,
) -> FoundArticle:
    """The article of `page`.

    Args:
        page: the page; `contact.reveal_addresses` has been over it.
        cut: elements that belong to the comment area; nothing is looked for in them.
        context: what is known of the page's dates.
        more: further body pages that `follow_ups` named, once fetched, in any order.
        talk: what the comments tell of the article.
        rules: what the blog's owner says of where things stand.
    """
    rules = rules or PageRules(page, {})
    outline = outline_of(page, rules, cut, talk)
    regions, bios, heading, container = outline.regions, outline.bios, outline.heading, outline.container
    sources: dict[str, str] = {}
    site_name = _noted(sources, "site_name", outline.site_name)
    sources["body"] = outline.body_rule
    title = _noted(sources, "title", outline.title)
    canonical, problems = canonical_of(page)
    found = kind_of(regions, container, title, discussed=talk.discussed or outline.opening is not None)
    has_text = outline.named or (found.kind == "other" and stated_text(page))
    kind: PageKind = "article" if found.kind == "other" and has_text else found.kind
    is_text = kind in ARTICLE_KINDS
    if not is_text:
        sources["page_kind"] = found.why
    published, modified = published_of(page, regions, container, heading, context, talk.opening)
    published = ruled_date(rules, "published", published, context)
    modified = ruled_date(rules, "modified", modified, context)
    tellers = _tellers(talk, rules)
    authors, byline = find_authors(page, regions, container, heading, bios, site_name, tellers)
    if authors and not any(author.bio for author in authors) and not rules.denies("bio"):
        told = told_bios(page, regions, container, heading, [author.name for author in authors])
        authors = with_bios(authors, told)
        bios = [*bios, *told]
        _set_aside(regions, told)
    authors, byline = ((), None) if rules.denies("author") else (with_ruled_pages(rules, authors), byline)
    if not authors and rules.values("bio"):
        rules.missed("bio", "finds a bio, but the page names nobody whose it is: name the author as well")
    terms, term_rule = ruled_terms(rules, terms_of(page, regions, container, heading))
    _note(sources, published=published.source, modified=modified.source, authors=byline, terms=term_rule)
    part = _read(outline) if is_text else BodyPart()
    instead = stated_part(page, part) if is_text and not outline.named else None
    if instead is not None:
        part, sources["body"] = instead, STATED
    if is_text and not outline.opening:
        follow_ups, parts, lacking = further_parts(page, regions, container, more)
        problems += lacking
        for other in parts:
            part, lacking = _with_part(part, other, rules)
            problems += lacking
    else:
        follow_ups = ()
    subtitle = rules.text("subtitle", metadata.subtitle_of, page, regions, title, heading)
    bio_links = tuple(link for bio in bios for _, link in links_among(page, page.inside(bio.box, "a"), "bio"))
    return FoundArticle(
        kind=kind,
        title=title,
        subtitle=_noted(sources, "subtitle", subtitle),
        language=_noted(sources, "language", rules.text("language", metadata.language_of, page, container)),
        site_name=site_name or _noted(sources, "site_name", rules.text("site_name", shown_site_name, page)),
        excerpt=_noted(sources, "excerpt", rules.text("excerpt", metadata.excerpt_of, page, title, site_name)),
        image_url=_noted(sources, "image_url", rules.address("image_url", metadata.image_of, page)),
        canonical_url=_noted(sources, "canonical_url", rules.address("canonical_url", lambda: canonical)),
        published=published.moment,
        modified=modified.moment,
        authors=authors,
        body=part.body,
        terms=terms,
        links=(*part.links, *(bio_links if is_text else ())),
        images=part.images,
        follow_ups=follow_ups,
        sources=sources,
        problems=tuple(problems),
    )


def _set_aside(regions: Regions, bios: Iterable[Bio]) -> None:
    for bio in bios:
        for element in bio.parts:
            regions.set_aside(element)
    regions.settle()


def _noted(sources: dict[str, str], name: str, found: Sourced | None) -> str | None:
    if found is None:
        return None
    sources[name] = found.source
    return found.value


def _note(sources: dict[str, str], **rules: str | None) -> None:
    sources.update({name: rule for name, rule in rules.items() if rule})


def _tellers(talk: Talk, rules: PageRules) -> Tellers:
    opening = talk.opening
    asker = Name(opening.name, opening.name_url, "opening post") if opening and opening.name else None
    hosts = tuple(Name(host, None, "post author's comment") for host in talk.hosts)
    return Tellers(asker, hosts, ruled_names(rules))


def _read(outline: Outline, before: BodyPart | None = None) -> BodyPart:
    leave_out = outline.opening.leave_out if outline.opening else None
    return read_body(outline.regions, outline.container, outline.heading, leave_out, outline.named, before)


def _with_part(before: BodyPart, page: Page, rules: PageRules) -> tuple[BodyPart, tuple[Problem, ...]]:
    """`before` with a further page of the article; where something else was sent in its place, what."""
    if not page.text.strip():
        return before, ()
    outline = outline_of(page, rules.on(page))
    found = kind_of(outline.regions, outline.container, outline.title.value if outline.title else None)
    if found.kind in _IN_PLACE and not outline.named:
        said = f"{page.url} is of kind {found.kind!r} ({found.why}), and no page of the article"
        return before, (Problem("body_parts_missing", said),)
    return joined(before, _read(outline, before)), ()
