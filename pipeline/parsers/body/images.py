"""Images: the pictures of a body, with their real addresses and captions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from pipeline.models import Image
from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import flat_text, inline_text, squash
from pipeline.parsers.tree import attributes_of

_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-large-file",
    "data-full-url",
    "data-hi-res-src",
    "data-lazyload",
    "data-lazy",
    "data-cfsrc",
    "data-ezsrc",
    "nitro-lazy-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "nitro-lazy-srcset", "srcset")
_OTHER_NAMES = re.compile(r"src|img|image|original|lazy|url|file", re.I)
_ADDRESS = re.compile(r"(?:https?:)?/\S*|[\w./%-]+\.(?:jpe?g|png|gif|webp|avif)(?:\?\S*)?", re.I)
_PLACEHOLDER = re.compile(
    r"\Adata:|\Aabout:|(?:blank|spacer|pixel|placeholder|lazy|lazy-?load(?:er|ing)?|loading|loader|transparent|gr[ea]y|1x1|trans)"
    r"[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.I,
)
_FORESHADOW = re.compile(r"placeholder|lqip|blur-?up|progressive\w*-thumbnail", re.I)
_CANDIDATE = re.compile(r"(\S+?)(?:\s+([\d.]+)[wx])?\s*(?:,\s+|,(?=https?:|/)|\Z)")
_MODERN = re.compile(r"webp|avif|jxl", re.I)
_TAGS = ("img", "amp-img", "amp-anim")
_MOST_AROUND = 6
_MOST_INSIDE = 60
_SAYING = ("blockquote", "pre", "table", "ul", "ol", "h1", "h2", "h3")
_LONGEST_CREDIT = 300
_MOST_IN_FIGURE = 200


def show_images(draft: Draft) -> None:
    """Give images their real address in `src`, where a reader without script finds it; leave out what shows nothing.

    An image that stands in `noscript` only becomes one of the body; placeholders and counting pixels go.
    """
    for image in draft.inside(*_TAGS):
        if image in draft.unwanted:
            continue
        if image.tag != "img":
            if draft.is_torn(image):
                continue
            draft.become(image, "img")
        real = _real_address(image)
        if real is None or _is_pixel(image) or real.startswith("data:") or _foreshadows(image):
            draft.drop(image)
        elif real != image.get("src"):
            image.set("src", real)
    _show_unscripted(draft)


def _show_unscripted(draft: Draft) -> None:
    shown: set[str | None] | None = None
    for without in draft.inside("noscript"):
        image = without.find(".//img")
        if image is None or _is_pixel(image) or squash(flat_text(without)):
            continue
        if shown is None:
            shown = {draft.page.absolute(one.get("src")) for one in draft.kept("img")}
        real = _real_address(image)
        if draft.page.absolute(real) not in shown and real and not _has_twin(draft, without):
            without.tag = "span"
            image.set("src", real)
            draft.keep(without)


def _has_twin(draft: Draft, without: Element) -> bool:
    """Whether an image beside a `noscript`, or just around it, is shown with script in its place."""
    for beside in (without.getprevious(), without.getnext()):
        if beside is not None and any(one not in draft.unwanted for one in beside.iter("img", "amp-img")):
            return True
    return False


def _real_address(image: Element) -> str | None:
    stated = dict(attributes_of(image))
    for name in _LAZY:
        said = stated.get(name)
        if said and not _PLACEHOLDER.search(said) and _ADDRESS.match(said.strip()):
            return said
    src = stated.get("src")
    if src and not _PLACEHOLDER.search(src):
        return src
    for name in _LAZY_SETS:
        said = stated.get(name)
        real = largest_of(said) if said else None
        if real and not _PLACEHOLDER.search(real):
            return real
    return _from_sources(image) or _from_noscript(image) or _from_others(image) or src


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


def _from_sources(image: Element) -> str | None:
    """The largest candidate of the `picture` around a placeholder, best in a format that everything reads."""
    picture = next(image.iterancestors("picture"), None)
    if picture is None:
        return None
    offers = []
    for source in picture.iter("source"):
        said = source.get("srcset") or source.get("data-srcset") or source.get("data-lazy-srcset")
        real = largest_of(said) if said else None
        if real and not _PLACEHOLDER.search(real):
            offers.append((bool(_MODERN.search(source.get("type") or real)), real))
    return min(offers, key=lambda offer: offer[0])[1] if offers else None


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


def _from_others(image: Element) -> str | None:
    """An image's address in an attribute that some script reads: there are dozens of names."""
    for name, value in attributes_of(image):
        if name not in ("src", "srcset") and _OTHER_NAMES.search(name):
            found = _ADDRESS.fullmatch(value.strip())
            if found and re.search(r"\.(?:jpe?g|png|gif|webp|avif)\b", value, re.I) and not _PLACEHOLDER.search(value):
                return value
    return None


def _foreshadows(image: Element) -> bool:
    """Whether an image is the blurred one that another image takes the place of."""
    if not _FORESHADOW.search(f"{image.get('class') or ''} {' '.join(name for name, _ in attributes_of(image))}"):
        return False
    return any(next(one.iter("img"), None) is not None for one in image.itersiblings("img", "picture", "noscript"))


def _is_pixel(image: Element) -> bool:
    return image.get("width") in ("0", "1", "1px") or image.get("height") in ("0", "1", "1px")


def mute_figures(draft: Draft) -> None:
    """Leave all words of a figure with an image out of the text: beside its caption stands who took it."""
    page = draft.page
    for figure in draft.kept("figure"):
        first = page.order[figure]
        if page.end[first] - first > _MOST_IN_FIGURE or any(page.inside(figure, tag) for tag in _SAYING):
            continue
        if page.inside(figure, "img") and len(inline_text(figure)) <= _LONGEST_CREDIT:
            draft.mute.add(figure)


def images_of(draft: Draft, captions: Iterable[Element]) -> tuple[Image, ...]:
    """The images of the body, in document order, each address once."""
    page = draft.page
    # Templates call the box around image and caption a caption, too.
    told = [one for one in captions if one.tag == "figcaption" or not page.inside(one, "img")]
    captioned = _Captions(page, told)
    found: dict[str, Image] = {}
    pictures = [one for one in draft.kept(*_TAGS) if one.tag == "img"]
    for image in sorted(pictures, key=page.order.__getitem__):
        url = page.absolute(image.get("src"))
        if url and url not in found:
            found[url] = Image(url, squash(image.get("alt")) or None, captioned.of(image))
    return tuple(found.values())


class _Captions:
    """The captions of a body, and whose they are."""

    def __init__(self, page: Page, captions: Sequence[Element]) -> None:
        self._page = page
        self._captions = sorted(captions, key=page.order.__getitem__)
        self._known = frozenset(captions)
        self._starts = [page.order[one] for one in self._captions]

    def of(self, image: Element) -> str | None:
        """The caption in the smallest element around `image` that holds one and no other text, or the one after it."""
        if not self._captions:
            return None
        for figure in islice(image.iterancestors("figure"), 2):
            if inner := self._within(figure):
                return inline_text(_first(inner)) or None
        before = image
        for around in islice(image.iterancestors(), _MOST_AROUND):
            if self._is_large(around):
                return self._after(before)
            inner = self._within(around)
            if inner:
                return (inline_text(_first(inner)) or None) if _holds_no_more(around, inner) else self._after(before)
            if inline_text(around):
                return None
            before = around
        return None

    def _within(self, element: Element) -> list[Element]:
        first = self._page.order[element]
        last = self._page.end[first]
        return self._captions[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def _after(self, element: Element) -> str | None:
        told = _following(element)
        return (inline_text(told) or None) if told in self._known else None

    def _is_large(self, element: Element) -> bool:
        first = self._page.order[element]
        return self._page.end[first] - first > _MOST_INSIDE


def _holds_no_more(around: Element, captions: Sequence[Element]) -> bool:
    return len(inline_text(around)) <= sum(len(inline_text(one)) + 1 for one in captions)


def _first(captions: Sequence[Element]) -> Element:
    return next((one for one in captions if one.tag == "figcaption"), captions[0])


def _following(element: Element) -> Element | None:
    after = element.getnext()
    while after is not None and after.tag == "br":
        after = after.getnext()
    return after
