"""A page in Markdown: title, byline, body, terms, and its thread as a list in lists."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.models import Comment, Moment, ParsedPage
from pipeline.parsers.markdown.markdown import escaped, link_target, markdown_of


def to_markdown(page: ParsedPage | str, *, comments: bool = True) -> str:
    """`page` in Markdown (CommonMark with GitHub's tables and footnotes).

    A comment is a list item: its first line says who, when and what kind, its text follows, and answers stand in a list
    below it.

    Args:
        page: a parsed page, or HTML as the archive holds it (`article.body_html`, `comment.html`).
        comments: whether the thread follows the article.
    """
    if isinstance(page, str):
        return markdown_of(page)
    blocks = [*_head(page), markdown_of(page.body.html), _terms(page)]
    if comments and page.comments:
        count = len(page.comments)
        blocks += [f"## {count} comment{'s' * (count != 1)}", *map(_comment, page.comments)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _head(page: ParsedPage) -> Iterator[str]:
    if page.title:
        yield f"# {escaped(page.title)}"
    if page.subtitle:
        yield f"*{escaped(page.subtitle)}*"
    names = [_linked(author.name, author.url) for author in page.authors]
    facts = [f"By {', '.join(names)}" if names else None, _shown(page.published)]
    facts.append(escaped(page.site_name) if page.site_name else None)
    yield " · ".join(filter(None, facts))
    address = page.canonical_url or page.url
    yield f"<{address}>" if address.startswith(("http://", "https://")) else ""


def _terms(page: ParsedPage) -> str:
    names = ", ".join(_linked(term.name, term.url) for term in page.terms)
    return f"Filed under: {names}" if names else ""


def _comment(comment: Comment) -> str:
    name = comment.author.name or "(nobody)"
    facts = [f"**{escaped(name)}**" + (" (author)" if comment.by_post_author else "")]
    when = _shown(comment.published)
    if when:
        facts.append(_linked(when, comment.permalink))
    if comment.kind != "comment":
        facts.append(comment.kind)
    if comment.state != "visible":
        facts.append(comment.state)
    text = markdown_of(comment.html) if comment.html else "\n\n".join(map(escaped, comment.text.split("\n\n")))
    lines = ["- " + ", ".join(facts), *([""] if text else []), *(f"  {line}" for line in text.splitlines())]
    return "\n".join(f"{'  ' * comment.depth}{line}" if line.strip() else "" for line in lines)


def _linked(text: str, url: str | None) -> str:
    if not (url and url.startswith("http")) or set("<>\n") & set(url):
        return escaped(text)
    return f"[{escaped(text, in_link=True)}]({link_target(url)})"


def _shown(moment: Moment) -> str | None:
    text = moment.local_text() or moment.at_text()
    return text.replace("T", " ") if text else None
