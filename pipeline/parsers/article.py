"""Article: what of a page, once the comments are cut away, is the article, and all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

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
from pipeline.parsers.facts.titles import shown_site_name
from pipeline.parsers.kinds import kind_of
from pipeline.parsers.kinds.stated import says_post
from pipeline.parsers.outline import SILENCE, Outline, Talk, outline_of, set_aside
from pipeline.parsers.people.authors import Tellers, find_authors, with_bios
from pipeline.parsers.people.bios import Bio
from pipeline.parsers.people.bylines import Name
from pipeline.parsers.people.told_bios import told_bios
from pipeline.parsers.regions import Regions
from pipeline.parsers.rules.ruled import ruled_date, ruled_names, ruled_terms, with_ruled_pages
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


_IN_PLACE: tuple[PageKind, ...] = ("error", "login", "paywall", "protected", "not_html", "other")
"""Kinds of what may be sent in the place of an article's part."""

_SHOWN = ("img", "amp-img", "picture", "video", "audio", "iframe", "embed", "object", "canvas")
_BESIDE = frozenset(("nav", "footer", "aside"))
# These are the post's only inside its main part.
_ABOVE, _MAIN = frozenset(("header", "noscript")), frozenset(("article", "main"))

Sources = dict[str, str]
"""What told each value, by the value's name."""


def find_article(
    page: Page,
    cut: Iterable[Element] = (),
    context: DateContext = NO_CONTEXT,
    more: Sequence[Page] = (),
    talk: Talk = SILENCE,
    rules: PageRules | None = None,
) -> FoundArticle:
    """The article of `page`.

    Args:
        page, cut, talk, rules: as of `outline_of`.
        context: what is known of the page's dates.
        more: further body pages that `follow_ups` named, once fetched, in any order.
    """
    outline = outline_of(page, rules or PageRules(page, {}), cut, talk)
    sources: Sources = {}
    kind = _kind(outline, talk, sources)
    published, modified = _dates(outline, context, talk, sources)
    authors, bios = _people(outline, talk, sources)
    terms, term_rule = ruled_terms(outline.rules, terms_of(page, outline.regions, outline.container, outline.heading))
    _note(sources, terms=term_rule)
    found = replace(
        _facts(outline, kind, sources), published=published, modified=modified, authors=authors, terms=terms
    )
    if kind not in ARTICLE_KINDS:
        return found
    # Reading the body changes the tree.
    is_shown = kind != "article" or talk.answered or _shows_post(outline)
    text, follow_ups, lacking = _text(outline, more, sources)
    if not (is_shown or follow_ups or text.body.text.strip()):
        sources["page_kind"] = "nothing is shown"
        return replace(found, kind="other")
    bio_links = (link for bio in bios for _, link in links_among(page, page.inside(bio.box, "a"), "bio"))
    return replace(
        found,
        body=text.body,
        links=(*text.links, *bio_links),
        images=text.images,
        follow_ups=follow_ups,
        problems=(*found.problems, *lacking),
    )


def _kind(outline: Outline, talk: Talk, sources: Sources) -> PageKind:
    title = outline.title.value if outline.title else None
    discussed = talk.discussed or outline.opening is not None
    found = kind_of(outline.regions, outline.container, title, discussed=discussed)
    if found.kind == "other" and (outline.named or stated_text(outline.page)):
        return "article"
    if found.kind not in ARTICLE_KINDS:
        sources["page_kind"] = found.why
    return found.kind


def _shows_post(outline: Outline) -> bool:
    """Whether, be there words or none, a post is seen on the page. Meta elements alone are what a script's shell sends.

    A post may be a picture; or no more than its title, where the engine says that this is a post.
    """
    page = outline.page
    if outline.named or outline.opening or (outline.heading is not None and says_post(page)):
        return True
    return any(_is_of_post(outline.regions, one) for one in page.tagged(*_SHOWN))


def _is_of_post(regions: Regions, shown: Element) -> bool:
    """Whether what is shown is more than the site's logo or a counter for those without scripts."""
    if regions.cut[regions.page.order[shown]]:
        return False
    tags = {around.tag for around in shown.iterancestors()}
    return not tags & _BESIDE and bool(not tags & _ABOVE or tags & _MAIN)


def _dates(outline: Outline, context: DateContext, talk: Talk, sources: Sources) -> tuple[Moment, Moment]:
    """When the article was published and when it was changed."""
    published, modified = published_of(
        outline.page, outline.regions, outline.container, outline.heading, context, talk.opening
    )
    published = ruled_date(outline.rules, "published", published, context)
    modified = ruled_date(outline.rules, "modified", modified, context)
    _note(sources, published=published.source, modified=modified.source)
    return published.moment, modified.moment


def _people(outline: Outline, talk: Talk, sources: Sources) -> tuple[tuple[Author, ...], list[Bio]]:
    """The authors, and all the bios that the page has."""
    page, regions, rules, bios = outline.page, outline.regions, outline.rules, outline.bios
    around = (page, regions, outline.container, outline.heading)
    site_name = outline.site_name.value if outline.site_name else None
    authors, byline = find_authors(*around, bios, site_name, _tellers(talk, rules))
    if authors and not any(author.bio for author in authors) and not rules.denies("bio"):
        told = told_bios(*around, [author.name for author in authors])
        authors = with_bios(authors, told)
        bios = [*bios, *told]
        set_aside(regions, told)
    authors, byline = ((), None) if rules.denies("author") else (with_ruled_pages(rules, authors), byline)
    if not authors and rules.values("bio"):
        rules.missed("bio", "finds a bio, but the page names nobody whose it is: name the author as well")
    _note(sources, authors=byline)
    return authors, bios


def _tellers(talk: Talk, rules: PageRules) -> Tellers:
    opening = talk.opening
    asker = Name(opening.name, opening.name_url, "opening post") if opening and opening.name else None
    hosts = tuple(Name(host, None, "post author's comment") for host in talk.hosts)
    return Tellers(asker, hosts, ruled_names(rules))


def _facts(outline: Outline, kind: PageKind, sources: Sources) -> FoundArticle:
    """What is said of the article in few words."""
    page, rules = outline.page, outline.rules
    title = _noted(sources, "title", outline.title)
    site_name = _noted(sources, "site_name", outline.site_name)
    subtitle = rules.text("subtitle", metadata.subtitle_of, page, outline.regions, title, outline.heading)
    canonical, problems = canonical_of(page)
    sources["body"] = outline.body_rule
    return FoundArticle(
        kind=kind,
        title=title,
        subtitle=_noted(sources, "subtitle", subtitle),
        language=_noted(sources, "language", rules.text("language", metadata.language_of, page, outline.container)),
        site_name=site_name or _noted(sources, "site_name", rules.text("site_name", shown_site_name, page)),
        excerpt=_noted(sources, "excerpt", rules.text("excerpt", metadata.excerpt_of, page, title, site_name)),
        image_url=_noted(sources, "image_url", rules.address("image_url", metadata.image_of, page)),
        canonical_url=_noted(sources, "canonical_url", rules.address("canonical_url", lambda: canonical)),
        sources=sources,
        problems=tuple(problems),
    )


def _noted(sources: Sources, name: str, found: Sourced | None) -> str | None:
    if found is None:
        return None
    sources[name] = found.source
    return found.value


def _note(sources: Sources, **rules: str | None) -> None:
    sources.update({name: rule for name, rule in rules.items() if rule})


# Text ---------------------------------------------------------------------------------------------------------------


def _text(
    outline: Outline, more: Sequence[Page], sources: Sources
) -> tuple[BodyPart, tuple[FollowUp, ...], list[Problem]]:
    """The body over all pages of the article, requests for those pages, and what is missing."""
    part = _read(outline)
    instead = None if outline.named else stated_part(outline.page, part)
    if instead is not None:
        part, sources["body"] = instead, STATED
    if outline.opening:
        return part, (), []
    follow_ups, pages, lacking = further_parts(outline.page, outline.regions, outline.container, more)
    problems = list(lacking)
    for page in pages:
        part, lacking = _with_part(part, page, outline.rules)
        problems += lacking
    return part, follow_ups, problems


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
