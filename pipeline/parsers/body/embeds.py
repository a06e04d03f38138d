"""Embeds: films, sounds and posts of elsewhere that a body shows in a frame, as links to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Element
from pipeline.parsers.text import flat_text, squash
from pipeline.parsers.tree import attributes_of

_FRAMES = ("iframe", "video", "audio", "object", "embed", "amp-iframe", "amp-video", "amp-audio")
# Facades that become a frame once they are clicked: the tag, and how the film's number becomes an address.
_FACADES = {
    "lite-youtube": "https://www.youtube.com/watch?v={}",
    "amp-youtube": "https://www.youtube.com/watch?v={}",
    "lite-vimeo": "https://vimeo.com/{}",
    "amp-vimeo": "https://vimeo.com/{}",
    "amp-dailymotion": "https://www.dailymotion.com/video/{}",
    "amp-instagram": "https://www.instagram.com/p/{}/",
}
_NUMBERS = ("videoid", "data-videoid", "data-shortcode")
_POSTS = ("instagram-media", "tiktok-embed")
_SCRIPT = re.compile(r"(https?:)?//(?:gist\.github\.com/[\w/-]+|asciinema\.org/a/\w+)(?=\.js)", re.I)
# What a frame shows, under the address at which a reader meets it.
_SHOWN = (
    (
        re.compile(r"youtube(?:-nocookie)?\.com/embed/videoseries\?(?:\S*&)?list=([\w-]+)", re.I),
        "https://www.youtube.com/playlist?list={}",
    ),
    (
        re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)|youtu\.be)/([\w-]{6,})", re.I),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"player\.vimeo\.com/video/(\d+)", re.I), "https://vimeo.com/{}"),
    (re.compile(r"dailymotion\.com/embed/video/(\w+)", re.I), "https://www.dailymotion.com/video/{}"),
)
_FILM = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/|player\.vimeo\.com/video/|dailymotion\.com/embed/|"
    r"open\.spotify\.com/embed|w\.soundcloud\.com/player)",
    re.I,
)
_WAITING = (
    "rll-youtube-player",
    "youtube-player",
    "youtube-video",
    "youtube-embed",
    "youtube-lazy",
    "lazy-youtube",
    "lazyyt",
    "youtube",
    "vimeo",
    "lyte-wrapper",
    "lytebox",
    "embed",
    "embedly-card",
    "oembed",
    "embed-youtube",
    "embed-container",
    "embed-responsive",
    "video",
    "video-embed",
    "video-player",
    "video-wrapper",
    "video-container",
    "lazy-video",
    "lazyload-video",
    "iframe-lazy",
    "plyr",
    "player",
)
# Advertisements, counters, buttons and forms come in frames, too.
_JUNK = re.compile(
    r"doubleclick|googletagmanager|googlesyndication|adservice|amazon-adsystem|/ads?[./?]|//ads?\.|recaptcha|hcaptcha|"
    r"facebook\.com/(?:v\d[\d.]*/)?plugins/(?:like|share|page|comments|follow)|platform\.twitter\.com/widgets/|"
    r"addthis|sharethis|disqus|list-manage|newsletter|subscribe|sign-?up|sibforms|hsforms|docs\.google\.com/forms|/embed/?#\?secret=|consent|(?<!no)cookie|paypal|"
    r"blogger\.com/(?:navbar|comment)",
    re.I,
)


def link_embeds(draft: Draft) -> None:
    """Put a link in the place of each frame, player and facade, a film's own page where its address tells it.

    Each address once: lazy loaders write a frame twice, for readers with script and without.
    """
    seen: set[str] = set()
    for element, url in sorted(_found(draft), key=lambda found: draft.page.order[found[0]]):
        if draft.is_lost(element):
            continue
        said = _said(element)
        shown = _shown(url)
        if shown not in seen:
            seen.add(shown)
            draft.embed(element, shown, said or shown)


def _found(draft: Draft) -> Iterator[tuple[Element, str]]:
    absolute = draft.page.absolute
    for element in draft.inside(*_FRAMES):
        url = absolute(_address(element))
        if url and not _JUNK.search(url) and not _is_out_of_sight(element) and not draft.is_torn(element):
            yield element, url
    for tag in _FACADES:
        for element in draft.inside(tag):
            number = next(filter(None, map(element.get, _NUMBERS)), None)
            if number and not draft.is_torn(element):
                yield element, _FACADES[tag].format(number)
    for element in draft.classed(*_POSTS):
        url = absolute(element.get("data-instgrm-permalink") or element.get("cite"))
        if url and not squash(flat_text(element)).count(". "):
            yield element, url
    yield from _scripted(draft)


def _scripted(draft: Draft) -> Iterator[tuple[Element, str]]:
    """What only a script shows: its own element, a box that waits for it, and what stands there without script."""
    for element in draft.inside("script"):
        told = _SCRIPT.match(element.get("src") or "")
        if told:
            yield element, draft.page.absolute(told.group()) or told.group()
    for element in draft.classed(*_WAITING):
        stated = [value for name, value in attributes_of(element) if name.startswith("data-") and _FILM.search(value)]
        whole = draft.page.absolute(stated[0]) if stated and element.tag not in _FRAMES else None
        if whole and not draft.is_torn(element):
            yield element, whole
    for element in draft.inside("noscript"):
        frame = element.find(".//iframe")
        url = draft.page.absolute(_address(frame)) if frame is not None else None
        if url and not _JUNK.search(url) and frame is not None and not _is_out_of_sight(frame):
            yield element, url


def _address(element: Element) -> str | None:
    """The address that a frame loads, now or once it is seen or consented to."""
    stated = [element.get("src"), element.get("data") or element.get("data-url")]
    stated[1:1] = [value for name, value in attributes_of(element) if name.startswith("data-") and "src" in name]
    stated += [source.get("src") or source.get("data-src") for source in element.iter("source", "embed")]
    stated += [part.get("value") for part in element.iter("param") if part.get("name") in ("movie", "src")]
    return next((url for url in stated if url and not url.startswith(("about:", "data:", "javascript:"))), None)


def _is_out_of_sight(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    hidden = "display:none" in style or "visibility:hidden" in style
    return hidden or element.get("width") in ("0", "1") or element.get("height") in ("0", "1")


def _said(element: Element) -> str | None:
    names = ("title", "playlabel", "aria-label", "data-title")
    return squash(next(filter(None, map(element.get, names)), None)) or None


def _shown(url: str) -> str:
    for pattern, address in _SHOWN:
        found = pattern.search(url)
        if found:
            return address.format(found.group(1))
    return url
