"""Post authors: which comments are by who wrote the article, told by the address that both link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.identity import fold, normal_url
from pipeline.models import Author, Comment


def with_post_authors(comments: Sequence[Comment], authors: Sequence[Author], page_url: str) -> tuple[Comment, ...]:
    """`comments`, those marked whose author links to the same address as one of the article's.

    An address under which several names comment is the template's and tells nothing; nor does the page's own.
    """
    told = {normal_url(author.url) for author in authors if author.url} - {normal_url(page_url), ""}
    names: dict[str, set[str]] = {}
    for comment in comments if told else ():
        if comment.author.url and (address := normal_url(comment.author.url)) in told:
            names.setdefault(address, set()).add(fold(comment.author.name))
    own = {address for address, known in names.items() if len(known) == 1}
    return tuple(replace(comment, by_post_author=True) if _links_to(comment, own) else comment for comment in comments)


def _links_to(comment: Comment, own: set[str]) -> bool:
    if not own or comment.by_post_author or not comment.author.url:
        return False
    return normal_url(comment.author.url) in own
