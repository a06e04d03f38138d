"""Notes: the footnotes of a body, found by their links there and back."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import Tag

MARK = "note-mark"
"""The element that stands where a footnote is referred to; its text is the footnote's label."""

_REFERENCE = re.compile(r"(?P<open>[\[(])?\s*(?P<label>\d{1,3}|[*†‡§]{1,3})\s*[\])]?")
_BACK = re.compile(r"[\s\u2190-\u21ff\u2900-\u297f\u2b00-\u2bff\ufe0e\ufe0f^¶§\[\]().:]*")
_BLOCKS = ("li", "p", "dd", "tr", "aside", "div")
_LONGEST = 4000


def take_notes(soup: BeautifulSoup) -> list[tuple[str, Tag]]:
    """Take the footnotes out of `soup` and leave a mark where each is referred to: labels and elements, in order."""
    tags = soup.find_all(True)
    order = {id(tag): index for index, tag in enumerate(tags)}
    places = {str(name): tag for tag in reversed(tags) for name in (tag.get("name"), tag.get("id")) if name}
    notes: dict[int, tuple[str, Tag]] = {}
    for link in soup.find_all("a", href=True):
        said = _REFERENCE.fullmatch(link.get_text().strip())
        target = places.get(unquote(str(link["href"]).partition("#")[2])) if said else None
        if said is None or target is None or order[id(target)] <= order[id(link)]:
            continue
        note = target if target.name in _BLOCKS else target.find_parent(_BLOCKS)
        if note is None or link in note.descendants or len(note.get_text()) > _LONGEST:
            continue
        if said["open"] or link.find_parent("sup") or _leads_back(note):
            label, _ = notes.setdefault(id(note), (_free(said["label"], [name for name, _ in notes.values()]), note))
            _mark(soup, link, label)
    for _, note in notes.values():
        _take_out(note)
    return list(notes.values())


def _free(label: str, taken: list[str]) -> str:
    number = int(label) if label.isdecimal() and len(label) < 9 else 1
    while str(number) in taken:
        number += 1
    return str(number)


def _leads_back(note: Tag) -> bool:
    return any("#" in str(link["href"]) for link in note.find_all("a", href=True))


def _mark(soup: BeautifulSoup, link: Tag, label: str) -> None:
    mark = soup.new_tag(MARK)
    mark.string = label
    above = link.find_parent("sup")
    holder = above if above is not None and above.get_text().strip() == link.get_text().strip() else link
    holder.replace_with(mark)


def _take_out(note: Tag) -> None:
    """Take `note` from its list, its number and the way back from it; a list with no more notes goes, too."""
    for link in note.find_all("a", href=True):
        text = link.get_text().strip()
        if "#" in str(link["href"]) and (_BACK.fullmatch(text) or _REFERENCE.fullmatch(text)):
            link.decompose()
    around = note.parent
    note.extract()
    while around is not None and around.name in ("ol", "ul", "div", "table", "tbody", "dl") and not _holds(around):
        empty, around = around, around.parent
        before = empty.find_previous_sibling()
        if before is not None and before.name == "hr":
            before.decompose()
        empty.decompose()


def _holds(tag: Tag) -> bool:
    return bool(tag.get_text().strip()) or tag.find("img") is not None
