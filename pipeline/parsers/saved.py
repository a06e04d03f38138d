"""A saved file's own word on where it came from: browsers, SingleFile and the page itself leave it in the bytes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from html import unescape

_HEAD = 500_000
_URL = r"\s*(https?://[^\s<>\"']+)"
# Internet Explorer's "mark of the web", which other browsers write too.
_MARK_OF_THE_WEB = re.compile(r"<!--\s*saved from url=\(\d+\)" + _URL, re.I)
# https://github.com/gildas-lormeau/SingleFile writes this at the beginning of the file.
_SINGLE_FILE_URL = re.compile(r"Page saved with SingleFile[^>]{0,200}?\burl:" + _URL)
_SINGLE_FILE_DATE = re.compile(r"saved date:\s*\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-])(\d\d)(\d\d)")
_LINK_OR_META = re.compile(r"<(?:link|meta)\b[^>]*>", re.I)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def saved_url(html: bytes) -> str | None:
    """The address that a saved page says it had: "saved from url", `rel=canonical`, else `og:url`."""
    head = _text(html)
    for pattern in (_MARK_OF_THE_WEB, _SINGLE_FILE_URL):
        if match := pattern.search(head):
            return unescape(match[1])
    stated: dict[str, str] = {}
    for tag in _LINK_OR_META.findall(head):
        values = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}
        if "canonical" in values.get("rel", "").lower().split():
            stated.setdefault("canonical", values.get("href", ""))
        elif values.get("property", "").lower() == "og:url":
            stated.setdefault("og", values.get("content", ""))
    absolute = (stated.get(kind, "").strip() for kind in ("canonical", "og"))
    return next((url for url in absolute if re.match(r"https?://\S+\Z", url)), None)


def saved_at(html: bytes) -> datetime | None:
    """When a saved page says it was saved, aware; only where it says so with an offset."""
    match = _SINGLE_FILE_DATE.search(_text(html))
    if not match:
        return None
    month, day, year, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        at = (int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second))
        return datetime(*at, tzinfo=timezone(offset))
    except ValueError:
        return None


def _text(html: bytes) -> str:
    # What is looked for is ASCII in every encoding that browsers save in, but for the two UTF-16.
    head = html[:_HEAD]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return head.decode(encoding, "replace")
