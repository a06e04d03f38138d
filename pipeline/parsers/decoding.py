"""Decoding: bytes to text as browsers do it, and a little better.

Order: byte order mark, HTTP charset, meta prescan (labels as in the WHATWG Encoding Standard), strict UTF-8, a
detector, windows-1252. Two labels are known to lie: a single-byte label over bytes that are valid non-ASCII UTF-8, and
a UTF-8 label over bytes in which no multi-byte sequence is valid.
"""

from __future__ import annotations

import re

import charset_normalizer
import webencodings

from pipeline.models import Problem

UTF8_MARK = b"\xef\xbb\xbf"
_BOMS = ((UTF8_MARK, "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_PRESCAN = 4096
_DETECTED = 200_000
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(body: bytes, content_type: str | None) -> tuple[str, str, tuple[Problem, ...]]:
    """The text of `body`, the name of its encoding, and what was odd.

    Args:
        body: the bytes of an HTML document.
        content_type: the HTTP Content-Type, if known.

    Source: https://encoding.spec.whatwg.org/ and https://html.spec.whatwg.org/#determining-the-character-encoding
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name, ()
    label, unknown = _declared(body, content_type)
    if label == "utf-8" or label is None:
        text, name, odd = _as_utf8(body, labelled=label is not None)
        return text, name, _unknown(unknown, name) + odd
    if not body.isascii() and _is_utf8(body):
        mislabelled = f"labelled {label}, but valid UTF-8: read as UTF-8"
        return body.decode("utf-8"), "utf-8", (Problem("encoding_mislabelled", mislabelled),)
    text, _ = webencodings.decode(body, label)
    return text, label, _unknown(unknown, label) + _undecodable(text, label)


def _declared(body: bytes, content_type: str | None) -> tuple[str | None, list[str]]:
    """The declared encoding's WHATWG name: HTTP first, then meta, then the XML declaration; and the labels that are
    none before it."""
    head = body[:_PRESCAN]
    http = _HTTP_CHARSET.search(content_type or "")
    labels = [http.group(1)] if http else []
    for pattern in (_META_CHARSET, _XML_ENCODING):
        found = pattern.search(head)
        if found:
            labels.append(found.group(1).decode("ascii", "replace"))
    for place, label in enumerate(labels):
        encoding = webencodings.lookup(label)
        if encoding is not None:
            # A meta that was readable as ASCII can't be UTF-16: browsers read UTF-8 there, and so do we.
            is_lie = encoding.name.startswith("utf-16") and b"\0" not in head
            return "utf-8" if is_lie else str(encoding.name), labels[:place]
    return None, labels


def _unknown(labels: list[str], name: str) -> tuple[Problem, ...]:
    return tuple(Problem("encoding_unknown", f"no encoding is called {label!r}: read as {name}") for label in labels)


def _as_utf8(body: bytes, labelled: bool) -> tuple[str, str, tuple[Problem, ...]]:
    try:
        return body.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    if _UTF8_SEQUENCE.search(body):
        # Some of it is UTF-8: a few bad bytes (a torn tail, a pasted windows-1252 quote) must not turn the rest.
        text = body.decode("utf-8", "replace")
        return text, "utf-8", _undecodable(text, "utf-8")
    name = _detected(body)
    text, _ = webencodings.decode(body, name)
    if not labelled:
        return text, name, (Problem("encoding_guessed", f"no encoding declared: read as {name}"),)
    return text, name, (Problem("encoding_mislabelled", f"labelled utf-8, but none of it is: read as {name}"),)


def _detected(body: bytes) -> str:
    best = charset_normalizer.from_bytes(body[:_DETECTED]).best()
    encoding = webencodings.lookup(best.encoding.replace("_", "-")) if best else None
    return str(encoding.name) if encoding else "windows-1252"


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(text: str, name: str) -> tuple[Problem, ...]:
    bad = text.count("\ufffd")
    return (Problem("undecodable_bytes", f"{bad} characters are not valid {name}"),) if bad else ()
