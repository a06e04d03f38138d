"""Rules: what a blog's owner says of where things stand on its pages, asked of one page.

A rule's answer goes before every automatic one. A rule that finds nothing is a problem, and the automatic answer
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, ParamSpec

from lxml import etree

from pipeline.models import REMOVE, RULE_FIELDS, Document, Problem, Rule, Rules
from pipeline.parsers.document import Element, Page
from pipeline.parsers.rules.selectors import Selector, selector
from pipeline.parsers.sourced import Sourced

P = ParamSpec("P")

WITHOUT_WHOLE = "needs a rule for 'comment', which says what holds one"
NO_ADDRESS = "finds what holds no address"
NONE = "rule: none"
"""The source of what the rules say that the pages have not."""

Compiled = Mapping[str, tuple[Selector, ...]]
"""Selectors by field; none for what the pages have not."""
_WHOLE = ("body", "comment", "comment_text", REMOVE)
_NEVER_NONE = ("body", "comment_text", "comment_key", REMOVE)
_SHOWN_AS = {"comment": "comments", "author": "authors", "tag": "tags", "category": "categories"}
_NOWHERE = ("script", "style", "template", "head", "title", "meta", "link", "noscript")


class Hit(NamedTuple):
    """An element that a rule found, and the rule's selector."""

    element: Element
    selector: Selector

    @property
    def value(self) -> str:
        """What is meant of the element."""
        return self.selector.value(self.element)

    @property
    def source(self) -> str:
        """The rule, as `sources` shows it."""
        return f"rule {self.selector.text}"


def selectors_of(field: str, rule: Rule) -> tuple[Selector, ...]:
    """The selectors of one rule; none where it is false.

    Raises:
        ValueError: there is no such field, or no such selector; the message says what is wrong.
    """
    if field not in RULE_FIELDS:
        raise ValueError(f"there is no such field; known are {', '.join(RULE_FIELDS)}")
    if rule is False:
        if field in _NEVER_NONE:
            raise ValueError("can't be false: leave the rule out")
        return ()
    texts = [rule] if isinstance(rule, str) else rule
    is_list = isinstance(texts, Sequence) and len(texts) > 0
    if not is_list or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError('must be a CSS selector in quotes, a list of them, or false for "there is none"')
    found = tuple(map(selector, texts))
    if field in _WHOLE and any(one.attribute for one in found):
        raise ValueError("can't hold @attribute: the element itself is meant")
    return found


def compiled(rules: Rules | None) -> tuple[Compiled, list[Problem]]:
    """All rules that can be used, and a problem for each that can't: `settings` lets none of those through."""
    found: dict[str, tuple[Selector, ...]] = {}
    problems: list[Problem] = []
    for field, rule in (rules or {}).items():
        try:
            found[field] = selectors_of(field, rule)
        except ValueError as error:
            problems.append(Problem("rule_wrong", f"{field}: {error}"[:300]))
    if part := part_without_whole(rules or {}):
        problems.append(Problem("rule_wrong", f"{part}: {WITHOUT_WHOLE}"))
    return found, problems


def part_without_whole(rules: Rules) -> str | None:
    """A rule for a part of comments, where no rule says what a comment is."""
    parts = (name for name in rules if name.startswith("comment_") and name != "comment_count_declared")
    return next(parts, None) if not rules.get("comment") else None


class PageRules:
    """The rules as they fit one page. problems: those that found nothing; of each field, once."""

    def __init__(self, page: Page, selectors: Compiled) -> None:
        self.page = page
        self._selectors = selectors
        self._found: dict[str, tuple[Hit, ...]] = {}
        self.problems: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._selectors)

    def on(self, page: Page) -> PageRules:
        """The same rules, asked of another page."""
        return PageRules(page, self._selectors)

    def forget(self, field: str, why: str) -> None:
        """Take what the rule for `field` finds for nothing."""
        self.missed(field, why)
        self._found[field] = ()

    def holds(self, field: str) -> bool:
        """Whether a rule says where `field` stands."""
        return bool(self._selectors.get(field))

    def denies(self, field: str) -> bool:
        """Whether a rule says that there is no such thing."""
        return self._selectors.get(field) == ()

    def elements(self, field: str, *, is_told: bool = True) -> tuple[Hit, ...]:
        """What the first selector of `field` that finds anything finds, in document order.

        Args:
            is_told: whether nothing found is a problem.
        """
        selectors = self._selectors.get(field)
        if not selectors:
            return ()
        if field not in self._found:
            self._found[field] = next(filter(None, map(self._hits, selectors)), ())
            if is_told and not self._found[field]:
                self._miss(field, selectors)
        return self._found[field]

    def _hits(self, one: Selector) -> tuple[Hit, ...]:
        hits = (Hit(element, one) for element in one.select(self.page.root) if element in self.page.order)
        return tuple(hit for hit in hits if not one.attribute or hit.value)

    def _miss(self, field: str, selectors: Sequence[Selector]) -> None:
        """Note that `selectors` find nothing: no element, or none that has the attribute."""
        bare = [one for one in selectors if one.attribute and one.select(self.page.root)]
        if not bare:
            self.missed(field)
            return
        name = bare[0].attribute or ""
        is_there = any(name in element.attrib for one in bare for element in one.select(self.page.root))
        # Comments that answer nobody say so.
        if not (is_there and field == "comment_parent"):
            self.missed(field, f"finds elements {f'whose {name} is empty' if is_there else f'without {name}'}")

    def missed(self, field: str, why: str = "finds nothing on this page") -> None:
        """Note that a rule gave no answer, so that the automatic one stands."""
        texts = [one.text for one in self._selectors.get(field, ())]
        said = repr(texts[0]) if len(texts) == 1 else repr(texts)
        self.problems.append(Problem("rule_found_nothing", f"{field} = {said} {why}"[:300]))

    def values(self, field: str) -> list[Hit]:
        """What `elements` finds and says something."""
        hits = self.elements(field)
        told = [hit for hit in hits if hit.value]
        if hits and not told:
            self.missed(field, "finds only what holds no text")
            self._found[field] = ()
        return told

    def text(
        self, field: str, otherwise: Callable[P, Sourced | None], *args: P.args, **named: P.kwargs
    ) -> Sourced | None:
        """What the rule for `field` finds, else what `otherwise` does."""
        return None if self.denies(field) else self._text(field) or otherwise(*args, **named)

    def _text(self, field: str) -> Sourced | None:
        hit = next(iter(self.values(field)), None)
        return Sourced(hit.value, hit.source) if hit else None

    def address(
        self, field: str, otherwise: Callable[P, Sourced | None], *args: P.args, **named: P.kwargs
    ) -> Sourced | None:
        """As `text`, for what is an address: that of a link or a picture, where no attribute is named."""
        return None if self.denies(field) else self._address(field) or otherwise(*args, **named)

    def _address(self, field: str) -> Sourced | None:
        hits = self.elements(field)
        found = next((Sourced(url, hit.source) for hit in hits if (url := address_in(self.page, hit))), None)
        if found is None and hits:
            self.missed(field, NO_ADDRESS)
        return found

    def sources(self) -> dict[str, str]:
        """What is known by rules beside the article's own fields: comments, and what the pages have not."""
        found = {_SHOWN_AS.get(field, field): NONE for field, selectors in self._selectors.items() if not selectors}
        for field in ("comment", "comment_count_declared"):
            if hits := self._found.get(field):
                found[_SHOWN_AS.get(field, field)] = hits[0].source
        return found

    def is_shown(self, element: Element) -> bool:
        """Whether readers see `element`, so that it says where on the page the article stands."""
        around = (element, *element.iterancestors())
        return not any(one.tag in _NOWHERE for one in around)


def address_in(page: Page, hit: Hit) -> str | None:
    """The absolute address that a hit means: its attribute, or what its element links to or shows."""
    if hit.selector.attribute is not None or hit.element.tag == "meta":
        return page.absolute(hit.value)
    for element in (hit.element, *hit.element.iterdescendants("a", "img")):
        told = element.get("data-src") or element.get("href") or element.get("src")
        if told:
            return page.absolute(told)
    return None


# Removing ----------


def removing(selectors: Compiled) -> Callable[[Element], int] | None:
    """What takes out of a tree all that is to be removed, and says how many elements that were; null if nothing is."""
    unwanted = selectors.get(REMOVE)
    return (lambda root: _remove(root, unwanted)) if unwanted else None


def unremoved(page: Page, selectors: Compiled) -> list[Problem]:
    """A problem for each selector that would remove the whole page, which stays."""
    whole = (page.root, page.body)
    wide = [one for one in selectors.get(REMOVE, ()) if any(element in whole for element in one.select(page.root))]
    return [Problem("rule_wrong", f"{REMOVE} = {one.text!r} finds the whole page, which stays"[:300]) for one in wide]


def _remove(root: Element, unwanted: Sequence[Selector]) -> int:
    found = {element: None for one in unwanted for element in one.select(root)}
    taken = 0
    for element in found:
        parent = element.getparent()
        # The page itself stays.
        if parent is None or element.tag == "body":
            continue
        _keep_tail(element, parent)
        parent.remove(element)
        taken += 1
    return taken


def _keep_tail(element: Element, parent: Element) -> None:
    if not element.tail:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail
    element.tail = None


def is_page(document: Document) -> bool:
    """Whether a follow-up is HTML, and no answer of an API and no feed."""
    said = (document.content_type or "").lower()
    return "html" in said if said else b"<html" in document.body[:2000].lower()


def without_removed(document: Document, remove: Callable[[Element], int]) -> Document:
    """A follow-up without what is to be removed: engines read its bytes. As it is where there is nothing of that."""
    if not is_page(document):
        return document
    root = Page(document).root
    if not remove(root):
        return document
    body = etree.tostring(root, method="html", encoding="utf-8")
    return replace(document, body=body, content_type="text/html; charset=utf-8")
