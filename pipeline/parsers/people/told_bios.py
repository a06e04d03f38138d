"""Told bios: what presents an author where no class does: beside a name, under "About the author", in a last line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from pipeline.identity import fold
from pipeline.models import Author
from pipeline.parsers.class_words import AUTHOR_BOX, CAPTION, CONTENT
from pipeline.parsers.contact import email_in, phone_in
from pipeline.parsers.document import Element, Page
from pipeline.parsers.people.bio_texts import ABOUT, ABOUT_NAME, DAY, HEADINGS, STOP, addresses_in, is_told, left_out
from pipeline.parsers.people.bios import Bio
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, inline_text, squash, text_of

_INLINE = frozenset("a abbr b bdi cite em font i label mark small span strong u".split())
_PARAGRAPHS = frozenset(("p", "div", "blockquote", "section", "ul"))
_CLOSING = re.compile(
    r"\W*(?:(?:der|die|unsere?|the|el|la|il|le|de|o|a)\s+|l['’])(?:gast|ko)?-?(?:autor(?:in|en|innen)?|author|writer|"
    r"auteure?|autrice|autore|autora|verfasser(?:in)?)\s+(?:\S+\s+){0,4}?"
    r"(?:ist|sind|war|lebt|arbeitet|lehrt|leitet|forscht|studiert|schreibt|is|was|works|lives|teaches|writes|est|vit|es|"
    r"vive|è|lavora|é)\s",
    re.I,
)
_SHORTEST, _LONGEST, _LONGEST_LINE = 30, 1500, 60
_MOST_PARTS, _MOST_PARAGRAPHS, _HIGHEST = 60, 4, 4
_LONGEST_LINK = 30
_HEAD = 0.3


def told_bios(
    page: Page, regions: Regions, container: Element, title: Element | None, names: Sequence[str]
) -> list[Bio]:
    """The bios of the authors called `names` that words alone tell: none is better than a wrong one.

    Looked for below the body's first part, beside it and after it: a short line "About the author" with a
    paragraph under it, a small box around a line that is an author's name, a last line "The author is …".
    """
    lines = list(_lines(page, regions, _past_head(page, regions, container), title, names))
    for block, text in lines:
        about = ABOUT.match(text)
        if about and fold(text[about.end() :]) in ("", *map(fold, names)):
            bio = _under(page, block, fold(text[about.end() :]))
            if bio is not None:
                return _divided(bio, names)
    found = [bio for name in names if (bio := _around(page, regions, container, lines, name)) is not None]
    return found or ([] if len(names) > 1 else list(_last_line(page, regions, container)))


def _past_head(page: Page, regions: Regions, container: Element) -> int:
    """The index of the element with which the first part of the body's prose is told: bylines stand before it."""
    left = _HEAD * regions.prose(container)
    start = page.order[container]
    for element, size in regions.chunks(start, page.end[start]):
        left -= size
        if left <= 0:
            return page.order[element]
    return start


def _lines(
    page: Page, regions: Regions, first: int, title: Element | None, names: Sequence[str]
) -> Iterator[tuple[Element, str]]:
    """The blocks from index `first` on that are nothing but a short line with a name or "About …", and that line."""
    last = -1
    wanted = [name.casefold() for name in names]
    for index, text in page.own_texts.items():
        if index < first or index < last or len(text) > 3 * _LONGEST_LINE or regions.cut[index]:
            continue
        if not _is_about(text) and not any(map(text.casefold().__contains__, wanted)):
            continue
        block = page.elements[index]
        if block.tag in ("script", "style", "noscript", "figcaption") or regions.kinds.get(index, 0) & CAPTION:
            continue
        while block.tag in _INLINE and (parent := block.getparent()) is not None and _is_alone(block):
            block = parent
        line = inline_text(block)
        if (block.tag not in _INLINE or _is_line(block)) and 0 < len(line) <= _LONGEST_LINE and block is not title:
            last = page.end[page.order[block]]
            yield block, line


@lru_cache(maxsize=4_096)
def _is_about(text: str) -> bool:
    """Whether a text begins with "About". Cached: a blog's pages share their menus."""
    return ABOUT.match(text) is not None or ABOUT_NAME.match(f"{text.strip()} x") is not None


def _is_alone(element: Element) -> bool:
    """Whether the element around holds nothing else to read."""
    parent = element.getparent()
    if parent is None or squash(parent.text) or squash(element.tail):
        return False
    # The nearest first: as a rule they speak, and nobody walks past them.
    beside = chain(element.itersiblings(), element.itersiblings(preceding=True))
    return not any(squash(one.tail) or any(map(squash, map(str, one.itertext()))) for one in beside)


def _is_longer(element: Element, most: int) -> bool:
    """Whether an element's text has more than `most` characters; read no further than that tells."""
    length = 0
    for text in element.itertext():
        length += len(squash(str(text)))
        if length > most:
            return True
    return False


def _is_line(element: Element) -> bool:
    """Whether an inline element stands in a line of its own: nothing beside it but a paragraph or a break."""
    beside, before, parent = element.getnext(), element.getprevious(), element.getparent()
    ahead = before.tail if before is not None else parent.text if parent is not None else None
    if (element.tail or "").strip() or (ahead or "").strip():
        return False
    return beside is not None and (beside.tag in _PARAGRAPHS or beside.tag == "br")


def _under(page: Page, line: Element, name: str) -> Bio | None:
    """The paragraphs under a line "About the author": beside it, or beside what holds nothing else."""
    for around in (line, *islice(line.iterancestors(), 3)):
        if around.tag in ("body", "article", "main"):
            return None
        paragraphs = list(_paragraphs(page, around, name))
        if paragraphs:
            return _bio(page, around, paragraphs, "")
        parent = around.getparent()
        if parent is None or _is_longer(parent, len(squash(flat_text(line))) + _LONGEST_LINE):
            return None
    return None


def _paragraphs(page: Page, line: Element, name: str) -> Iterator[Element]:
    for number, beside in enumerate(line.itersiblings()):
        text = inline_text(beside)
        if not isinstance(beside.tag, str) or not text:
            continue
        if beside.tag in HEADINGS and fold(text) == name:
            continue
        if ABOUT.match(text):
            return
        if beside.tag not in _PARAGRAPHS or number > 3 * _MOST_PARAGRAPHS or not _is_bio(page, beside, text):
            # A name, a picture or a role may stand between.
            if number < _MOST_PARAGRAPHS and len(text) <= _LONGEST_LINE and beside.tag not in HEADINGS:
                continue
            return
        yield beside


def _is_bio(page: Page, element: Element, text: str) -> bool:
    """Whether an element holds a few sentences and no list of posts, no dates, no headline."""
    if not _SHORTEST <= len(text) <= _LONGEST or not is_told(text) or DAY.search(text):
        return False
    if not STOP.search(text) or page.end[page.order[element]] - page.order[element] > _MOST_PARTS:
        return False
    return not any(inner.tag in ("article", "time", "form", "h1") for inner in element.iter("*"))


def _around(
    page: Page, regions: Regions, container: Element, lines: Sequence[tuple[Element, str]], name: str
) -> Bio | None:
    """The small box around a line that is an author's name, or "About" and the name."""
    wanted = fold(name)
    places = [page.order[line] for line, _ in lines]
    for line, text in lines:
        if fold(text) != wanted and fold(ABOUT_NAME.sub("", text)) != wanted:
            continue
        if next(line.iterancestors("a", "figure"), None) is not None:
            continue
        for box in islice(line.iterancestors(), _HIGHEST):
            index = page.order[box]
            if page.contains(box, container) or page.end[index] - index > _MOST_PARTS:
                break
            inside = range(index, page.end[index])
            # An author's box by its class has been judged already.
            kinds = AUTHOR_BOX | CONTENT
            if any(regions.kinds.get(inner, 0) & kinds or page.elements[inner].tag == "time" for inner in inside):
                break
            within = lines[bisect_left(places, index) : bisect_left(places, page.end[index])]
            names = [element for element, said in within if said == text]
            told = text_of([box], left_out(page, box, names))
            if len(told) >= _SHORTEST:
                is_box = not _leads_elsewhere(page, box, line) and _is_bio(page, box, squash(told))
                return _bio(page, box, [box], name, names) if is_box else None
    return None


def _leads_elsewhere(page: Page, box: Element, line: Element) -> bool:
    """Whether a box holds a headline: another heading, or a link as long as one."""
    inside = page.subtree(box)
    return any(
        (inner.tag in HEADINGS and not page.contains(inner, line) and not page.contains(line, inner))
        or (inner.tag == "a" and len(inline_text(inner)) > _LONGEST_LINK and not page.contains(line, inner))
        for inner in inside
    )


def _last_line(page: Page, regions: Regions, container: Element) -> Iterator[Bio]:
    """The body's last line, where it says who the author is."""
    blocks = page.inside(container, "p")[-_MOST_PARAGRAPHS:] + page.inside(container, "div")[-_MOST_PARAGRAPHS:]
    for block in sorted(blocks, key=page.order.__getitem__, reverse=True):
        text = squash(flat_text(block))
        if not regions.is_cut(block) and len(text) <= _LONGEST // 2 and _CLOSING.match(text) and is_told(text):
            bio = _bio(page, block, [block], "")
            if bio is not None:
                yield bio
            return


def _bio(
    page: Page, box: Element, nodes: Sequence[Element], name: str, names: Sequence[Element] = ()
) -> Bio | None:
    leave = {element for node in nodes for element in left_out(page, node, list(names))} - set(nodes)
    text = text_of(nodes, leave).strip()
    if len(text) < _SHORTEST:
        return None
    image = next((src for e in box.iter("img") if (src := page.absolute(e.get("data-src") or e.get("src")))), None)
    email = next(filter(None, map(email_in, nodes)), None)
    phone = next(filter(None, map(phone_in, nodes)), None)
    author = Author(name, addresses_in(page, nodes[0]), text, email, phone, image)
    return Bio(box, author, "words", tuple(nodes))


def _divided(bio: Bio, names: Sequence[str]) -> list[Bio]:
    """One bio that presents several authors, one after the other, as one for each."""
    text = bio.author.bio or ""
    places = sorted((place, name) for name in names if (place := text.find(name)) >= 0)
    if len(places) < 2 or len(places) != len(names) or places[0][0] > 0:
        return [bio]
    ends = [place for place, _ in places[1:]] + [len(text)]
    return [
        Bio(bio.box, Author(name, None, text[place:end].strip()), bio.source, bio.nodes)
        for (place, name), end in zip(places, ends, strict=True)
    ]
