"""One page, with its follow-ups, to one `ParsedPage`: which extractor runs when, and nothing else.

The comment area is found first and cut away, then the bios, then the article is looked for in what is left: an
extractor that sees the whole page takes comments for paragraphs (DESIGN: regions).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.models import ARTICLE_KINDS, NO_HINTS, Document, FollowUp, Hints, ParsedPage, Problem, reading_version
from pipeline.parsers import comments, threads
from pipeline.parsers.article import FoundArticle, find_article
from pipeline.parsers.contact import reveal_addresses
from pipeline.parsers.dates import DateContext, learn_order, read_machine
from pipeline.parsers.document import Page
from pipeline.parsers.garbage import collector_at_rest
from pipeline.parsers.outline import Talk
from pipeline.parsers.people.post_authors import with_post_authors
from pipeline.parsers.records.raw import FoundThread
from pipeline.parsers.rules.rules import PageRules, compiled, removing, unremoved, without_removed
from pipeline.parsers.saved import saved_url
from pipeline.parsers.sniffing import why_not_html
from pipeline.parsers.software import engine_of
from pipeline.version import PARSER_VERSION

_MAY_BE_RULED = (*ARTICLE_KINDS, "paywall", "protected", "other")


def parse_page(
    html: bytes,
    url: str | None = None,
    *,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    hints: Hints = NO_HINTS,
    more: Sequence[Document] = (),
) -> ParsedPage:
    """Read one saved page. Pure: no network, no clock; never raises, whatever the bytes.

    Args:
        html: the page's bytes, content encoding undone.
        url: where it was; without it, what the page itself says.
        content_type: the HTTP Content-Type, if known.
        fetched_at: when it was fetched, aware; only with it does "3 hours ago" become a time.
        hints: what is known of the blog.
        more: the page's follow-ups, once fetched.

    Raises:
        TypeError: `html` is text: which bytes it was, and so what its letters are, is for the parser to tell.
    """
    if not isinstance(html, (bytes, bytearray)):
        raise TypeError(f"parse_page reads the page's bytes as they came, not {type(html).__name__}: use .encode()")
    version = reading_version(PARSER_VERSION, hints.rules)
    foreign = why_not_html(html, content_type)
    if foreign:
        problem = Problem("not_html", f"the bytes are {foreign}")
        return ParsedPage(url or "", "not_html", parser_version=version, problems=(problem,))
    try:
        with collector_at_rest():
            # The page is gone before the collector looks again.
            return _read(Document(url or saved_url(html) or "", html, content_type, fetched_at), hints, more)
    except Exception as error:  # the contract: whatever the bytes, a result that says what went wrong
        problem = Problem("parser_failed", f"{type(error).__name__}: {error}"[:300])
        return ParsedPage(url or "", parser_version=version, problems=(problem,))


@dataclass(frozen=True, slots=True)
class Reading:
    """A page and its thread, made ready to look for the article in what is left."""

    page: Page
    rules: PageRules
    found: FoundThread
    context: DateContext
    further: list[Page]
    talk: Talk


def prepare(document: Document, hints: Hints, more: Sequence[Document]) -> Reading:
    """Page, rules and comments; arguments as of `parse_page`."""
    selectors, wrong = compiled(hints.rules)
    remove = removing(selectors)
    page = Page(document, remove)
    page.problems += [*wrong, *unremoved(page, selectors)]
    more = [without_removed(one, remove) for one in more] if remove else more
    rules = PageRules(page, selectors)
    reveal_addresses(page)
    found = comments.find(page, more, rules)
    context = _context(page, found, hints)
    further = [Page(document) for document in more if document.purpose == "body"]
    answered = bool(found.comments)
    talk = Talk(found.opening, found.hosts, answered and found.engine != "generic", answered)
    return Reading(page, rules, found, context, further, talk)


def _read(document: Document, hints: Hints, more: Sequence[Document]) -> ParsedPage:
    version = reading_version(PARSER_VERSION, hints.rules)
    reading = prepare(document, hints, more)
    page, found, context, rules = reading.page, reading.found, reading.context, reading.rules
    article = find_article(page, found.regions, context, reading.further, reading.talk, rules)
    if rules:
        article = _as_ruled(_with_words(article, reading), rules)
    if article.kind not in ("article", "page"):
        return _as_page(page, article, FoundThread(), threads.Thread(), version)
    thread = threads.build(found, _with_order(context, page, found, article))
    marked = with_post_authors(thread.comments, article.authors, page.url)
    return _as_page(page, article, found, replace(thread, comments=marked), version)


def _with_words(article: FoundArticle, reading: Reading) -> FoundArticle:
    """`article`; a rule for the body that finds no words of one is none."""
    rules, found = reading.rules, reading.found
    if article.kind not in ARTICLE_KINDS or article.body.text:
        return article
    if rules.values("body"):
        rules.forget("body", "finds no words of the article")
        article = find_article(reading.page, found.regions, reading.context, reading.further, reading.talk, rules)
    elif rules.elements("comment", is_told=False):
        rules.missed("comment", "leaves no words for the article")
    return article


def _as_ruled(article: FoundArticle, rules: PageRules) -> FoundArticle:
    """`article`, with what else was found by a rule, and with the rules that found nothing."""
    sources = {**article.sources, **rules.sources()}
    # What is sent in an article's place has nothing of what its rules name.
    told = dict.fromkeys(rules.problems) if article.kind in _MAY_BE_RULED else ()
    return replace(article, sources=sources, problems=(*article.problems, *told))


def _context(page: Page, found: FoundThread, hints: Hints) -> DateContext:
    """What all dates of the page share, learnt from all of them together."""
    language = page.language or hints.language
    stated = [raw.machine for raw in found.comments if raw.machine] + page.meta.get("article:published_time", [])
    known = [moment.local or moment.at for moment in map(read_machine, stated) if moment]
    shown = [raw.shown for raw in found.comments if raw.shown]
    times = [time.replace(tzinfo=None) for time in known if time]
    return DateContext(
        language=language,
        order=hints.date_order or learn_order(shown, page.stated_language or language, times),
        fetched_at=_local(page.document.fetched_at, hints.timezone),
    )


def _with_order(context: DateContext, page: Page, found: FoundThread, article: FoundArticle) -> DateContext:
    """`context`, its order learnt from the post's own day where nothing else told it."""
    posted = article.published.local or article.published.at
    if context.order is not None or posted is None:
        return context
    shown = [raw.shown for raw in found.comments if raw.shown]
    posted = posted.replace(tzinfo=None)
    fetched = context.fetched_at.replace(tzinfo=None) if context.fetched_at else None
    return replace(context, order=learn_order(shown, None, [posted], (posted, fetched)))


def _local(fetched_at: datetime | None, timezone: str | None) -> datetime | None:
    """The capture's time on the blog's clock, where that is known: "yesterday" is the blog's yesterday."""
    if fetched_at is None or timezone is None:
        return fetched_at
    try:
        return fetched_at.astimezone(ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError):
        return fetched_at


def _as_page(
    page: Page, article: FoundArticle, found: FoundThread, thread: threads.Thread, version: str
) -> ParsedPage:
    return ParsedPage(
        url=page.document.url,
        page_kind=article.kind,
        canonical_url=article.canonical_url,
        engine=engine_of(page),
        comment_engine=found.engine if thread.comments else None,
        parser_version=version,
        title=article.title,
        subtitle=article.subtitle,
        language=article.language,
        site_name=article.site_name,
        excerpt=article.excerpt,
        image_url=article.image_url,
        published=article.published,
        modified=article.modified,
        authors=article.authors,
        body=article.body,
        terms=article.terms,
        links=(*article.links, *thread.links),
        images=article.images,
        comment_count_declared=found.declared,
        comments=thread.comments,
        follow_ups=_unique((*article.follow_ups, *found.follow_ups)),
        sources=article.sources,
        problems=(*page.problems, *article.problems, *thread.problems),
    )


def _unique(follow_ups: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    return tuple({(f.method, f.url, f.body): f for f in follow_ups}.values())
