"""Site rules: what the owner of a blog's entry says of where things stand on its pages, field by field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Literal

Rule = str | Sequence[str] | Literal[False]
"""A CSS selector, several of which the first that finds anything is taken, or false: the pages have no such thing."""

Rules = Mapping[str, Rule]
"""Rules by field."""

REMOVE = "remove"
"""The key for what is taken out of a page before anything is looked for in it: all of its selectors."""

RULE_FIELDS: Mapping[str, str] = {
    "title": "the article's title",
    "subtitle": "the line under it",
    "body": "what holds the text; of several elements all, in order",
    "author": "an author's name; of several elements each one",
    "author_url": "an author's page",
    "bio": "what an author's box says",
    "published": "when the article appeared",
    "modified": "when it was changed",
    "tag": "a tag, or the list of them",
    "category": "a category, or the list of them",
    "excerpt": "the summary",
    "image_url": "the main picture",
    "site_name": "what the site is called",
    "language": "the language, as its tag",
    "canonical_url": "the article's own address",
    "comment_count_declared": "how many comments the page says there are",
    "comment": "what holds one comment; answers may stand in it",
    "comment_key": "a comment's number",
    "comment_parent": "the number of the comment that it answers",
    "comment_author": "a comment's author",
    "comment_author_url": "the address that the author gave",
    "comment_published": "when a comment was written",
    "comment_text": "what it says",
    REMOVE: "what belongs to nothing: it is gone before anything is looked for",
}
"""The fields that a rule can name, and what its selector must find."""


def reading_version(parser: str, rules: Rules | None) -> str:
    """The version of a parser that is told `rules`: other rules read the same bytes otherwise, as another parser does.

    So pages that were read by other rules are read again, and are never taken for edited ones.
    """
    if not rules:
        return parser
    said = json.dumps(dict(rules), sort_keys=True, default=repr)
    return f"{parser}+{hashlib.blake2b(said.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"
