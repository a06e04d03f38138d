"""Labels: what a page says its encoding is called, and what its first bytes show.

Source: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.I)
# Comments, and elements whose content is no markup, hide a `meta`; a body ends where browsers look for one.
_TOKEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|title|textarea)\b.*?(?:</\1\b|\Z)|<meta[\s/]+([^>]*)|(<body\b)", re.I | re.S
)
_ATTRIBUTE = re.compile(rb"([^\s=/\"'>]+)\s*(?:=\s*(?:\"([^\"]*)|'([^']*)|([^\s\"'>]+)))?")
_IN_CONTENT = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.I)
_LANGUAGE = re.compile(rb"<html\b[^<>]*?\s(?:xml:)?lang\s*=\s*[\"']?\s*([A-Za-z]{2,3})\b", re.I)
# Browsers stop where the head ends; heads of many kilobytes of scripts before the `meta` are common.
_HEAD = 65_536
_OPENING = 64


def labels_of(body: bytes, content_type: str | None) -> Iterator[str]:
    """What HTTP, then each `meta`, then the XML declaration say, as they stand."""
    http = _HTTP_CHARSET.search(content_type or "")
    if http:
        yield http.group(1)
    head = body[:_HEAD]
    for token in _TOKEN.finditer(head):
        if token[3]:
            break
        label = _of_meta(token[2]) if token[2] else None
        if label:
            yield label.decode("ascii", "replace")
    xml = _XML_ENCODING.search(head)
    if xml:
        yield xml.group(1).decode("ascii", "replace")


def _of_meta(tag: bytes) -> bytes | None:
    said: dict[bytes, bytes] = {}
    for name, *values in _ATTRIBUTE.findall(tag):
        said.setdefault(name.lower(), b"".join(values))
    if b"charset" in said:
        return said[b"charset"].strip()
    if said.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    found = _IN_CONTENT.search(said.get(b"content", b""))
    return b"".join(value or b"" for value in found.groups()).strip() if found else None


def language_of(body: bytes) -> str | None:
    """The language that `html` says the page is written in, without its region."""
    found = _LANGUAGE.search(body[:_HEAD])
    return found[1].decode("ascii").lower() if found else None


def wide_order(body: bytes) -> str | None:
    """The UTF-16 that markup without a byte order mark is written in, by where its zeros are; null if it is not."""
    first, second = body[0:_OPENING:2], body[1:_OPENING:2]
    if len(second) < 4 or b"\0" not in body[:2]:
        return None
    for name, zeros, others in (("utf-16le", second, first), ("utf-16be", first, second)):
        if zeros.count(0) * 5 >= len(zeros) * 4 and b"\0" not in others:
            return name
    return None
