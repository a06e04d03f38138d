"""A parsed page for people: title, byline, text, thread as a tree, and what was odd."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cli.marks import marked
from pipeline.cli.streams import harmless
from pipeline.cli.trees import Leaf, tree_lines, wrapped
from pipeline.cli.wording import count
from pipeline.models import Author, Comment, Moment, ParsedPage


def page_lines(page: ParsedPage, width: int, *, is_whole: bool = True) -> Iterator[str]:
    """`page` in lines of at most `width` columns; is_whole: what it names as holding more was fetched."""
    yield from _heading(page, width)
    if page.body.text:
        yield from ("", *wrapped(marked(page.body), width))
    if page.terms:
        yield from ("", *wrapped("Filed under: " + ", ".join(term.name for term in page.terms), width))
    for author in page.authors:
        if author.bio or author.email or author.phone:
            yield from ("", *_about(author, width))
    yield from thread_lines(page, width)
    if not is_whole and (line := _what_is_left(page)):
        yield from ("", *wrapped(line, width))
    if page.problems:
        yield from ("", "Problems")
        for problem in page.problems:
            yield from wrapped(f"- {problem.code}: {problem.detail}", width)


def thread_lines(page: ParsedPage, width: int, lines_each: int | None = None) -> Iterator[str]:
    """The page's comments as a tree, under a line that counts them."""
    declared = page.comment_count_declared
    if not page.comments and not declared:
        return
    differs = declared is not None and declared != len(page.comments)
    yield from ("", count(len(page.comments), "comment") + (f" ({declared} declared)" if differs else ""), "")
    leaves = [Leaf(comment.depth, _signature(comment), comment.text) for comment in page.comments]
    yield from tree_lines(leaves, width, lines_each)


def shown(moment: Moment) -> str | None:
    """A stated time, in the blog's own clock as far as that is known."""
    text = moment.local_text() or moment.at_text()
    return text.replace("T", " ") if text else None


def _heading(page: ParsedPage, width: int) -> Iterator[str]:
    title = wrapped(page.title or "(no title)", width)
    yield from (*title, "=" * min(max(map(len, title)), width))
    if not page.is_article:
        why = f" ({page.sources['page_kind']})" if "page_kind" in page.sources else ""
        yield from wrapped(f"This page is no article: it is of kind {page.page_kind!r}{why}.", width)
    names = ", ".join(author.name for author in page.authors)
    facts = (f"by {names}" if names else None, shown(page.published), page.site_name, page.language)
    if line := " · ".join(fact for fact in facts if fact):
        yield from wrapped(line, width)
    if address := page.canonical_url or page.url:
        yield harmless(address)


def _what_is_left(page: ParsedPage) -> str | None:
    parts = sum(follow_up.purpose == "body" for follow_up in page.follow_ups)
    more = (page.comment_count_declared or 0) - len(page.comments)
    behind = [follow_up for follow_up in page.follow_ups if follow_up.purpose == "comments"]
    left = [f"{count(more, 'more comment')}"] if behind and more > 0 else []
    left += [f"{count(parts, 'more page')} of text"] if parts else []
    if not left:
        return None
    what = " and ".join(left)
    return f"Not in this file: {what}. 'blogduck parse' with the page's address fetches them, as a run does."


def _about(author: Author, width: int) -> Iterator[str]:
    yield from wrapped(f"About {author.name}: {author.bio or ''}".rstrip(": "), width)
    contact = (author.url, author.email, author.phone)
    if line := " · ".join(item for item in contact if item):
        yield from wrapped(line, width)


def _signature(comment: Comment) -> str:
    facts = (
        comment.author.name or "(no name)",
        shown(comment.published) or comment.published.raw,
        "the author" if comment.by_post_author else None,
        comment.kind if comment.kind != "comment" else None,
        comment.state if comment.state != "visible" else None,
    )
    return " · ".join(fact for fact in facts if fact)
