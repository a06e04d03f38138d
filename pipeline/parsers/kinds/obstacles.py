"""Obstacles: what a server sends instead of the page: an error, a check for robots, a login, a consent wall, nothing.

They are looked for only where the page holds little text, so that no article is lost that speaks of such things; words
must be the whole of a title or heading, or a sentence on a page with hardly another.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.parsers.document import Page
from pipeline.parsers.kinds import sentences, words
from pipeline.parsers.kinds.found import FoundKind, Look
from pipeline.parsers.text import flat_text, squash

_LITTLE = 1500
"""Bytes of running text: what has more is no obstacle, whatever it says."""
_FEW = 600
_HARDLY_ANY = 300
_FEW_LINKS = 15

# What the services write that stand before a site. Cloudflare puts a script of its own into ordinary pages as well.
_BOT_MARKS = (
    "_cf_chl_opt", "challenge-platform/h/", "cf-browser-verification", "cf-error-details",
    "/.within.website/x/cmd/anubis", "_Incapsula_Resource", "px-captcha", "captcha-delivery.com", "awswaf.com",
    "lsrecaptcha-form", "/sgcaptcha/", "ddos-guard/js-challenge", "sucuri_cloudproxy_js", "wsidchk-form",
    "_wfsf=unlockEmail",
)  # fmt: skip
_CAPTCHAS = ("g-recaptcha", "h-captcha", "cf-turnstile", "smart-captcha", "frc-captcha", "altcha")
_LOGIN_PATH = re.compile(
    r"/(?:wp-login\.php|(?:\w+/)*(?:log-?in|sign-?in|log-?on|anmelden|connexion|inloggen|accedi|auth|sso|ucp\.php|"
    r"register|signup))/?\Z",
    re.I,
)
_REFRESH = re.compile(r"\s*(\d+)\s*[;,]\s*(?:url\s*=\s*)?\S", re.I)
_SHOWN = ("img", "amp-img", "picture", "video", "audio", "iframe", "embed", "object", "canvas", "svg")


def obstacle_of(look: Look) -> FoundKind | None:
    """What stands in the page's place, null where it is the page itself."""
    stated = _stated_error(look)
    if stated:
        return stated
    if look.prose >= _LITTLE or "single-post" in look.names or look.discussed:
        return None
    for rule in (_bot_check, _redirect, _error, _login, _wall, _empty):
        found = rule(look)
        if found:
            return found
    return None


def _stated_error(look: Look) -> FoundKind | None:
    named = look.names & {"error404", "error-404", "page-404", "in-maintenance", "maintenance-page"}
    if named or look.page.body.get("id") == "error-page":
        return FoundKind("error", "body class" if named else "error page")
    return None


def _bot_check(look: Look) -> FoundKind | None:
    page = look.page
    if look.is_post:
        return None
    if any(map(page.says, _BOT_MARKS)):
        return FoundKind("error", "check for robots")
    if look.prose >= _FEW or look.is_dated:
        return None
    if any(part in words.BOT_CHECKS for part in _said(look)):
        return FoundKind("error", "check for robots")
    captcha = page.classed(*_CAPTCHAS) and not page.by_tag.get("textarea")
    if (captcha or look.prose < _HARDLY_ANY) and sentences.ROBOTS.search(look.text):
        return FoundKind("error", "check for robots")
    return None


def _redirect(look: Look) -> FoundKind | None:
    """A page that only sends on: Jekyll's and Hugo's aliases, "this page has moved"."""
    for target in look.page.meta.get("refresh", ()):
        delay = _REFRESH.match(target)
        if delay and int(delay.group(1)) <= 30 and len(look.text) < 300 and not look.is_dated:
            return FoundKind("other", "sends on to another address")
    return None


def _error(look: Look) -> FoundKind | None:
    if look.is_post or (look.is_dated and look.prose >= _HARDLY_ANY):
        return None
    said = _said(look)
    heads = [*look.titles, *look.headings[:1]]
    if any(part in words.ERRORS for part in said) or any(map(words.is_error_code, heads)):
        return FoundKind("error", "title")
    if look.prose >= _HARDLY_ANY or look.is_dated:
        return None
    if any(part in words.CLOSED for part in said) and len(look.headings) <= 2:
        return FoundKind("error", "closed for a while")
    text = look.text
    if sentences.NOT_THERE.search(text):
        return FoundKind("error", "sentence")
    return FoundKind("other", "unused domain") if sentences.PARKED.search(text) else None


def _login(look: Look) -> FoundKind | None:
    page = look.page
    if "login" in look.names and page.says("wp-"):
        return FoundKind("login", "body class")
    if look.is_post:
        return None
    passwords = [field for field in page.by_tag.get("input", ()) if (field.get("type") or "").lower() == "password"]
    asks = passwords or (look.prose < _HARDLY_ANY and (page.by_tag.get("form") or not look.is_dated))
    if asks and any(part in words.LOGINS for part in _said(look)):
        return FoundKind("login", "title")
    if passwords and look.prose < _HARDLY_ANY and _LOGIN_PATH.search(urlsplit(page.url).path):
        return FoundKind("login", "address")
    if (passwords or look.prose < _HARDLY_ANY) and not look.is_dated and sentences.LOGGED_IN.search(look.text):
        return FoundKind("login", "sentence")
    return None


def _wall(look: Look) -> FoundKind | None:
    """A page that wants consent, or one's age, before it shows anything."""
    page = look.page
    if look.is_dated or len(page.links) > _FEW_LINKS:
        return None
    if len(sentences.CONSENT.findall(look.text)) < 2 and not sentences.AGES.search(look.text):
        return None
    offered = [*page.tagged("button", "a"), *page.by_tag.get("input", ())]
    if any(sentences.ACCEPT.search(squash(flat_text(one)) or one.get("value") or "") for one in offered):
        return FoundKind("other", "asks for consent")
    return None


def _empty(look: Look) -> FoundKind | None:
    """The shell of a script's page: nothing is shown without running it."""
    page = look.page
    if look.prose >= _HARDLY_ANY or (look.is_dated and len(look.text) > 40):
        return None
    if page.by_tag.get("frameset"):
        return FoundKind("other", "frames")
    silent = [flat_text(element) for element in page.by_tag.get("noscript", ())]
    text = look.text
    if any(map(sentences.SCRIPTS.search, silent)) and len(text) < 80 and not _shows(page):
        return FoundKind("other", "needs scripts")
    if sentences.SCRIPTS.search(text) and not look.is_dated and len(text) < 300:
        return FoundKind("other", "needs scripts")
    return None


def _shows(page: Page) -> bool:
    return any(page.by_tag.get(tag) for tag in _SHOWN)


def _said(look: Look) -> list[str]:
    """What title and first heading say, a part each."""
    parts = [part for title in look.titles for part in words.parts_of_title(title)]
    return [*parts, *map(words.headline, look.headings[:1])]

