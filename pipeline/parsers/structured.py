"""Structured data: the nodes of a page's JSON-LD that speak of the article, read tolerantly."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from pipeline.identity import normal_url
from pipeline.parsers.document import Page
from pipeline.parsers.text import squash

ARTICLE_TYPES = frozenset(
    "Article BlogPosting NewsArticle SocialMediaPosting TechArticle ScholarlyArticle Report OpinionNewsArticle "
    "AnalysisNewsArticle ReportageNewsArticle ReviewNewsArticle BackgroundNewsArticle LiveBlogPosting Recipe Review "
    "AdvertiserContentArticle CreativeWork QAPage DiscussionForumPosting".split()
)
"""schema.org types of a page's own text (https://schema.org/Article and what is used beside it)."""
_PAGE_TYPES = frozenset("WebPage ItemPage AboutPage ProfilePage".split())


def types_of(node: dict[str, Any]) -> set[str]:
    """The node's types, without the vocabulary's address. `type` is a common slip where a context stands beside it."""
    types = node.get("@type") or (node.get("type") if "@context" in node else None)
    listed = types if isinstance(types, list) else [types]
    return {str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in listed if name}


def nodes_of(page: Page, *names: str) -> list[dict[str, Any]]:
    """The nodes of the types `names`, in document order."""
    wanted = set(names)
    return [node for node in page.json_ld if types_of(node) & wanted]


def article_node(page: Page) -> dict[str, Any] | None:
    """The node that describes this page's article: of an article's type, and not of another page.

    A page may list several (related posts): one that names this page's address comes first.
    """
    return page.once(_article_node)


def _article_node(page: Page) -> dict[str, Any] | None:
    nodes = nodes_of(page, *ARTICLE_TYPES)
    nodes.sort(key=lambda node: "CreativeWork" in types_of(node) or "Review" in types_of(node))
    if not nodes:
        return None
    here = normal_url(page.url) if page.url else ""
    own = [node for node in nodes if here and here in map(_normal, _addresses(node))]
    if own:
        return own[0]
    dated = [node for node in nodes if node.get("datePublished") or node.get("author")]
    return (dated or nodes)[0] if len(dated or nodes) == 1 or not _is_list(nodes) else None


def page_node(page: Page) -> dict[str, Any] | None:
    """The node that describes the page itself (`WebPage`)."""
    nodes = nodes_of(page, *_PAGE_TYPES)
    return nodes[0] if nodes else None


def _is_list(nodes: list[dict[str, Any]]) -> bool:
    """Whether the nodes are a listing's: several with headlines of their own."""
    return (
        len(
            {
                str(node.get("headline") or node.get("name"))
                for node in nodes
                if types_of(node) & {"Article", "BlogPosting", "NewsArticle"}
            }
        )
        > 2
    )


def _addresses(node: dict[str, Any]) -> Iterable[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value.split("#")[0]


def _normal(address: str) -> str:
    try:
        return normal_url(address)
    except ValueError:
        return ""


def text_value(value: Any) -> str | None:
    """The first string of `value`, entities undone (they are often escaped twice), in one line."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return squash(html.unescape(value)) or None if isinstance(value, str) else None


def name_of(value: Any) -> str | None:
    """The name of a person or organisation node, or the string that stands for it."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return text_value(value.get("name"))
    return text_value(value)


def people_in(page: Page, value: Any) -> list[dict[str, Any]]:
    """The nodes of the people that `value` (an `author`) names, references by `@id` looked up."""
    listed = value if isinstance(value, list) else [value]
    by_id = {node["@id"]: node for node in page.json_ld if isinstance(node.get("@id"), str) and node.get("name")}
    people: list[dict[str, Any]] = []
    for entry in listed:
        if isinstance(entry, str):
            people.append({"name": entry})
        elif isinstance(entry, dict):
            known: dict[str, Any] = by_id.get(entry["@id"], {}) if isinstance(entry.get("@id"), str) else {}
            people.append({**known, **entry})
    return people
