"""Sniffing: what bytes are, before anybody parses them as HTML.

Source: https://mimesniff.spec.whatwg.org/ for the signatures.
"""

from __future__ import annotations

import re

from pipeline.parsers.encodings.labels import wide_order

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"RIFF", "a RIFF container (WebP, WAV, AVI)"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x00\x00\x00\x18ftyp", "an MP4 video"),
    (b"\x00\x00\x00\x20ftyp", "an MP4 video"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x7fELF", "a program"),
    (b"wOF", "a font"),
)
_FOREIGN_TYPES = re.compile(r"\s*(?:image|audio|video|font)/|\s*application/(?:pdf|zip|json|octet-stream)\b", re.I)
# Atomic: a page that opens with thirty conditional comments could else be cut into them in exponentially many ways.
_FEED = re.compile(
    rb"\A\s*+(?>(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>)\s*)*+<(rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.S
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|section|table|h[1-6]|a|span|ul|ol|pre|br)\b", re.I
)
_HEAD = 100_000
_TEXT = bytes({9, 10, 11, 12, 13, 27, *range(32, 256)})
"""What text may hold; the rest are "binary data bytes" (mimesniff §3)."""


def why_not_html(body: bytes, content_type: str | None) -> str | None:
    """What `body` is, if it is no HTML; null if it may be.

    Args:
        body: the bytes. content_type: the HTTP header, believed only where the bytes show no markup.
    """
    head = body[:_HEAD]
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    feed = _FEED.match(head)
    if feed:
        return f"XML ({feed.group(1).decode()})"
    is_wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or wide_order(head) is not None
    if not is_wide and not _MARKUP.search(head):
        if content_type and _FOREIGN_TYPES.match(content_type):
            return content_type.strip()
        if body.strip():
            return "binary data" if len(head.translate(None, _TEXT)) * 20 > len(head) else "text without any markup"
    return None


def beginning(body: bytes) -> str:
    """The first words of `body` in quotes, to show to people what came instead of what was asked for."""
    text = body[:240].decode("utf-8-sig", "replace")
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:60]
    return f'"{shown}"' if shown else "nothing"
