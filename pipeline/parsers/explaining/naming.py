"""Naming: a short CSS selector for an element of a page, that is likely to fit the site's other pages too.

What a selector finds is looked up in the page's indexes; only what is given away is tested as the user's will be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from pipeline.parsers.class_words import kinds_of
from pipeline.parsers.document import Element, Page
from pipeline.parsers.rules.selectors import selector

_PLAIN = re.compile(r"[A-Za-z_-][\w-]*\Z")
# Numbers of posts, states, sizes and hashes differ from page to page, or mean nothing.
_FLEETING = re.compile(
    r"\d{2}|\d[a-z]|\A(?:odd|even|alt|active|current|open|visible|hidden|first|last|clearfix|row|col|hentry|type-|status-|format-|"
    r"category-|tag-|is-|has-|js-|no-|elementor|align|float)|\A.{1,2}\Z|\A.{36,}",
    re.I,
)
_TELLING = re.compile(
    r"title|head|author|autor|byline|date|time|publish|content|entry|post|article|comment|body|tag|categ|bio|text|name|"
    r"meta|info",
    re.I,
)
_ATTRIBUTES = ("itemprop", "rel", "property", "name")
# One of these may be the only one on this page, and one of many on the next.
_COMMON = frozenset(
    "p div span a b i em strong li ul ol td tr table cite small h2 h3 h4 h5 h6 section header footer img".split()
)
_UPWARDS = 8
_MOST_NAMES, _MOST_PLACES = 4, 12
# A longer way down fits no other page.
_MOST_STEPS = 4


def selector_for(page: Page, element: Element) -> str | None:
    """A selector whose first find is `element`, best one that finds nothing else; null if only a long one would do."""
    if element.tag in ("html", "head", "body"):
        return str(element.tag)
    own = _names(page, element)
    fits = [name for name in own if (name not in _COMMON) and _found(page, name) == [element]]
    tries: Iterator[str] = iter(fits)
    lasting = [name for name in own if name not in _COMMON]
    firsts, common = _first(page, lasting, element), _first(page, own, element)
    for way in (tries, _below(page, element, own), firsts, _counted(page, element), common):
        found = next((text for text in islice(way, 12) if _select(page, text)[:1] == [element]), None)
        if found is not None:
            return found
    return None


def selector_for_all(page: Page, elements: Sequence[Element]) -> str | None:
    """A selector that finds `elements`, in document order, and nothing else."""
    if not elements:
        return None
    wanted = sorted(set(elements), key=page.order.__getitem__)
    shared = [name for name in _names(page, wanted[0]) if set(wanted) <= set(_found(page, name))]
    ways = [name for name in shared if len(_found(page, name)) == len(wanted)]
    ways += [f"{name} {own}" for name in _names_around(page, wanted[0]) for own in shared]
    parent = wanted[0].getparent()
    if parent is not None:
        ways += [f"{name} > {own}" for name in _names(page, parent) for own in (*shared, str(wanted[0].tag))]
    return next((text for text in islice(ways, 60) if _select(page, text) == wanted), None)


def selector_for_each(page: Page, chosen: Sequence[Element], fits: Callable[[set[Element]], bool]) -> str | None:
    """A selector that finds `chosen`, one in each of several records, and passes `fits`."""
    tried: set[str] = set()
    for one in chosen[:3]:
        parent = one.getparent()
        above = _outer_names(page, parent) if parent is not None else []
        names = _names(page, one)
        ways = [name for name in names if name not in _COMMON]
        ways += [f"{name} > {own}" for own in names for name in above]
        for text in (*ways, *names):
            if text not in tried and fits(set(_select(page, text))):
                return text
            tried.add(text)
    return None


# Names of one element ----------


def _names(page: Page, element: Element) -> list[str]:
    """Simple selectors that fit `element`, the likeliest to last first."""
    tag = str(element.tag)
    if _PLAIN.match(tag) is None:
        return []
    tokens = [token for token in (element.get("class") or "").split() if _PLAIN.match(token)]
    lasting = sorted((token for token in tokens if not _FLEETING.search(token)), key=_worth)
    names = [f"{tag}.{token}" for token in lasting[:_MOST_NAMES]]
    ident = element.get("id") or ""
    if _PLAIN.match(ident) and not re.search(r"\d", ident):
        names.insert(0 if tag not in ("h1", "time") else len(names), f"#{ident}")
    names += [f"{tag}[{key}='{said}']" for key in _ATTRIBUTES if (said := element.get(key)) and _is_quotable(said)]
    names.append(tag)
    names += [f"{tag}.{token}" for token in tokens if token not in lasting][:_MOST_NAMES]
    return names


def _worth(token: str) -> tuple[bool, bool, int]:
    is_telling = bool(_TELLING.search(token)) or bool(kinds_of(token.lower()))
    return not is_telling, token[-1].isdigit(), len(token)


def _is_quotable(said: str) -> bool:
    return len(said) < 40 and "'" not in said and '"' not in said and said.isprintable()


def _outer_names(page: Page, element: Element) -> list[str]:
    """Those of its names that tell one element from others around, on other pages too."""
    names = (name for name in _names(page, element) if name not in _COMMON and name not in ("html", "body"))
    return [name for name in names if "." not in name or not _FLEETING.search(name.partition(".")[2])][:3]


def _names_around(page: Page, element: Element) -> Iterator[str]:
    for around in islice(element.iterancestors(), _UPWARDS):
        yield from _outer_names(page, around)


# Ways to one element ----------


def _below(page: Page, element: Element, own: Sequence[str]) -> Iterator[str]:
    """`own` names within what is around the element, where that makes it the only one."""
    for around in islice(element.iterancestors(), _UPWARDS):
        beside = " > " if around is element.getparent() else " "
        for outer in _outer_names(page, around):
            places = _found(page, outer)
            for name in own:
                if len(places) <= _MOST_PLACES and _is_only(page, element, places, _found(page, name)):
                    yield f"{outer}{beside if name in _COMMON else ' '}{name}"


def _first(page: Page, own: Sequence[str], element: Element) -> Iterator[str]:
    yield from (name for name in own if _found(page, name)[:1] == [element])


def _counted(page: Page, element: Element) -> Iterator[str]:
    """The element by its place among those beside it, below what can be named."""
    steps: list[str] = []
    for one in (element, *element.iterancestors()):
        if steps:
            for name in _outer_names(page, one):
                if len(_found(page, name)) == 1:
                    yield " > ".join([name, *steps])
        if _PLAIN.match(str(one.tag)) is None:
            return
        before = sum(1 for _ in one.itersiblings(str(one.tag), preceding=True))
        is_alone = not before and next(one.itersiblings(str(one.tag)), None) is None
        steps.insert(0, str(one.tag) if is_alone else f"{one.tag}:nth-of-type({before + 1})")
        if len(steps) > _MOST_STEPS:
            return


def _is_only(page: Page, element: Element, places: Sequence[Element], found: Sequence[Element]) -> bool:
    """Whether of `found` only `element` stands inside one of `places`."""
    order, end = page.order, page.end
    spans = [(order[place], end[order[place]]) for place in places]
    others = (order[one] for one in found if one is not element)
    return not any(first < index < last for index in others for first, last in spans)


def _found(page: Page, name: str) -> list[Element]:
    """What the simple selector `name` finds, by the page's indexes."""
    if name.startswith("#"):
        return [page.by_id[name[1:]]] if name[1:] in page.by_id else []
    tag, _, token = name.partition(".")
    if token:
        return [one for one in page.by_class.get(token.lower(), ()) if one.tag == tag]
    tag, _, rest = name.partition("[")
    if rest:
        key, _, said = rest[:-2].partition("='")
        return [one for one in page.by_tag.get(tag, ()) if one.get(key) == said]
    return page.by_tag.get(tag, [])


def _select(page: Page, text: str) -> list[Element]:
    try:
        return selector(text).select(page.root)
    except ValueError:
        return []
