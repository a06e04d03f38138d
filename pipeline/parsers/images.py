"""Images: the pictures of a body, with their real addresses, and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from lxml import etree

from pipeline.models import Image, Link
from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import inline_text, squash

_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-large-file",
    "data-full-url",
    "data-img-src",
    "data-url",
    "data-hi-res-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"\Adata:|(?:blank|spacer|pixel|placeholder|lazy|loading|transparent|grey|1x1)[\w-]*\.(?:gif|png|svg|"
    r"jpe?g)",
    re.I,
)
_CANDIDATE = re.compile(r"(\S+?)(?:\s+([\d.]+)[wx])?\s*(?:,\s+|,(?=https?:)|\Z)")


def show_lazy_images(page: Page, container: Element) -> None:
    """Give lazily loaded images of `container` their real address in `src`, where a reader without script finds it."""
    for image in page.inside(container, "img"):
        real = _real_address(image)
        if real and real != image.get("src"):
            image.set("src", real)


def _real_address(image: Element) -> str | None:
    for name in _LAZY:
        said = image.get(name)
        if said and not _PLACEHOLDER.search(said):
            return said
    src = image.get("src")
    if src and not _PLACEHOLDER.search(src):
        return src
    for name in _LAZY_SETS:
        said = image.get(name)
        if said:
            return largest_of(said)
    return _from_noscript(image) or src


def largest_of(srcset: str) -> str | None:
    """The candidate of a `srcset` with the greatest width or density.

    Source: https://html.spec.whatwg.org/#srcset-attributes
    """
    best, width = None, -1.0
    for found in _CANDIDATE.finditer(srcset.strip()):
        try:
            size = float(found.group(2) or 1)
        except ValueError:
            continue
        if size > width:
            best, width = found.group(1), size
    return best


def _from_noscript(image: Element) -> str | None:
    """The address in the `noscript` beside a placeholder."""
    for beside in (image.getnext(), image.getprevious()):
        if beside is not None and beside.tag == "noscript":
            inner = beside.find(".//img")
            if inner is not None:
                return inner.get("src")
            found = re.search(r"<img[^>]+src=[\"']([^\"']+)", beside.text or "")
            return found.group(1) if found else None
    return None


def images_of(page: Page, container: Element, leave_out: Set[Element]) -> tuple[Image, ...]:
    """The images of the body, in document order, each address once."""
    found: dict[str, Image] = {}
    for image in _kept(page, container, leave_out, "img"):
        url = page.absolute(image.get("src"))
        if url and url not in found and not _is_pixel(image):
            found[url] = Image(url, squash(image.get("alt")) or None, _caption(page, image))
    return tuple(found.values())


def _is_pixel(image: Element) -> bool:
    return image.get("width") in ("0", "1") or image.get("height") in ("0", "1")


def _caption(page: Page, image: Element) -> str | None:
    for up, around in enumerate(image.iterancestors()):
        if up > 5 or around.tag in ("article", "main", "body"):
            return None
        if around.tag == "figure" or "wp-caption" in page.classes(around):
            for inner in around.iter(etree.Element):
                if inner.tag == "figcaption" or "wp-caption-text" in page.classes(inner):
                    return inline_text(inner) or None
            return None
    return None


def links_of(page: Page, container: Element, leave_out: Set[Element]) -> tuple[Link, ...]:
    """The links of the body, in document order."""
    found = []
    for link in _kept(page, container, leave_out, "a"):
        href = link.get("href")
        url = page.absolute(href) if href and not href.startswith("#") else None
        if url:
            found.append(Link(url, inline_text(link), link.get("rel") or None, "body"))
    return tuple(found)


def _kept(page: Page, container: Element, leave_out: Set[Element], tag: str) -> Iterator[Element]:
    spans = [(page.order[element], page.end[page.order[element]]) for element in leave_out if element in page.order]
    spans.sort()
    at = 0
    for element in page.inside(container, tag):
        index = page.order[element]
        while at < len(spans) and spans[at][1] <= index:
            at += 1
        if at == len(spans) or not spans[at][0] <= index:
            yield element
