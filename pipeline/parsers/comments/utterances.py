"""utterances: a script of utteranc.es, whose attributes name a repository and an issue, whose comments are the page's.

Source: src/client.ts (how a page's term is made), src/github.ts (search/issues, issues/N/comments of GitHub's REST,
which answers sixty times an hour without a token). Comments are flat, and come as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_from
from pipeline.parsers.records.servers import unreadable
from pipeline.parsers.records.stated import add_stated, paragraphs
from pipeline.parsers.records.statements import at, read_json, rows

name = "utterances"
rank = 12

_API = "https://api.github.com"
_SEARCH = re.compile(r"\Ahttps://api\.github\.com/search/issues\?")
_ANSWER = re.compile(r"\Ahttps://api\.github\.com/repos/[^/]+/[^/]+/issues/(\d+)/comments")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+\Z")
_PAGE_SIZE = 100
_SUFFIX = re.compile(r"\.\w+\Z")


def recognises(page: Page) -> bool:
    """Whether the page loads utterances."""
    return script_from(page, "utteranc.es/client.js") is not None


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the issue."""
    found = Extraction()
    for document in more:
        if not _ANSWER.search(document.url):
            continue
        answer = read_json(document.body)
        if not isinstance(answer, list):
            found.problems.append(unreadable(name, f"{document.url} gave no list of comments"))
        for row in rows(answer):
            changed = row.get("updated_at") != row.get("created_at")
            add_stated(
                found, document, row.get("id"), row.get("body_html") or paragraphs(row.get("body")),
                name=at(row, "user", "login"), url=at(row, "user", "html_url"), image=at(row, "user", "avatar_url"),
                time=row.get("created_at"), edited=row.get("updated_at") if changed else None,
                permalink=row.get("html_url"),
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The search for the page's issue, then the issue's comments, a hundred at a time."""
    script = script_from(page, "utteranc.es/client.js")
    repository = (script.get("repo") or "") if script is not None else ""
    if script is None or not _REPOSITORY.match(repository):
        return []
    number = script.get("issue-number")
    count: object = 0
    asked = []
    if not number:
        asked = [_search(repository, _term(page, script))]
        issues = [at(read_json(document.body), "items", 0) for document in more if _SEARCH.search(document.url)]
        issue = issues[0] if issues else None
        number, count = str(at(issue, "number") or ""), at(issue, "comments")
    if not number.isdigit() or count is None:
        return asked
    full = sum(len(rows(read_json(document.body))) >= _PAGE_SIZE for document in more if _ANSWER.search(document.url))
    address = f"{_API}/repos/{repository}/issues/{number}/comments?per_page={_PAGE_SIZE}"
    return asked + [FollowUp(f"{address}&page={at + 1}", "comments", format="utterances") for at in range(full + 1)]


def _search(repository: str, term: str) -> FollowUp:
    query = quote(f'"{term}" type:issue in:title repo:{repository}', safe="")
    return FollowUp(f"{_API}/search/issues?q={query}&sort=created&order=asc", "comments", format="utterances")


def _term(page: Page, script: Element) -> str:
    term = script.get("issue-term") or "pathname"
    if term == "pathname":
        return _SUFFIX.sub("", urlsplit(page.url).path[1:]) or "index"
    if term == "url":
        canonical = page.rel_links.get("canonical")
        return (canonical[0].get("href") if canonical else None) or page.url
    if term == "title":
        return (page.by_tag["title"][0].text or "").strip() if "title" in page.by_tag else ""
    return (page.meta_first("og:title") or "") if term == "og:title" else term
