"""Decoding: bytes to text as browsers do it, and a little better.

Order: byte order mark, HTTP charset, meta prescan (labels as in the WHATWG Encoding Standard), XML declaration,
strict UTF-8, what makes the bytes a text (kana, the letters of a language), a detector, windows-1252. Labels are
known to lie, and are not believed where the bytes can't be what they say: bytes that are valid UTF-8, a UTF-8 label
over bytes that mostly are not, a western label over bytes that no western language writes, markup with a zero in each
second byte. What is read otherwise than labelled, or was encoded twice, is said as a problem.
"""

from __future__ import annotations

import re

import charset_normalizer
import webencodings

from pipeline.models import Problem
from pipeline.parsers.encodings.alphabets import latin_encoding
from pipeline.parsers.encodings.browser_codecs import decoded
from pipeline.parsers.encodings.doubled import undoubled
from pipeline.parsers.encodings.labels import labels_of, language_of, wide_order

UTF8_MARK = b"\xef\xbb\xbf"
_BOMS = ((UTF8_MARK, "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_ESCAPE = b"\x1b$"
_DETECTED = 20_000
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MARKS = re.compile(rb"[<>]")
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_ASCII = bytes(range(0x80))
_WESTERN = frozenset(("windows-1252", "iso-8859-15", "macintosh"))
_MULTIBYTE = frozenset(("gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr"))
_BY_CHANCE = 12
# The detector's names for what browsers read; it is asked for no others, for it would find them.
_CANDIDATES = {
    "gb18030": "gbk", "big5": "big5", "cp932": "shift_jis", "euc_jp": "euc-jp", "cp949": "euc-kr",
    "cp1251": "windows-1251", "koi8_r": "koi8-r", "koi8_u": "koi8-u", "iso8859_5": "iso-8859-5", "cp866": "ibm866",
    "cp1255": "windows-1255", "cp1256": "windows-1256", "cp874": "windows-874", "cp1253": "windows-1253",
    "iso8859_7": "iso-8859-7", "cp1254": "windows-1254", "cp1250": "windows-1250", "iso8859_2": "iso-8859-2",
    "cp1252": "windows-1252", "cp1257": "windows-1257",
}  # fmt: skip
# What pages are written with in languages that have letters of their own.
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866")
_OF_LANGUAGE = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "kk"), _CYRILLIC), "el": ("cp1253", "iso8859_7"), "he": ("cp1255",),
    "ar": ("cp1256",), "fa": ("cp1256",), "ur": ("cp1256",), "th": ("cp874",), "ko": ("cp949",),
    "zh": ("gb18030", "big5"), "ja": ("cp932", "euc_jp"),
}  # fmt: skip


def decode(body: bytes, content_type: str | None) -> tuple[str, str, tuple[Problem, ...]]:
    """The text of `body`, the name of its encoding, and what was odd.

    Args:
        body: the bytes of an HTML document.
        content_type: the HTTP Content-Type, if known.

    Source: https://encoding.spec.whatwg.org/ and https://html.spec.whatwg.org/#determining-the-character-encoding
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(name, "replace")
            return text, name, _undecodable(text, name)
    label, unknown = _declared(body, content_type)
    strict = _as_utf8(body)
    name, odd = _name_of(body, label, strict is not None)
    odd = (*(Problem("encoding_unknown", f"no encoding is called {it!r}: read as {name}") for it in unknown), *odd)
    if name == "utf-8" and strict is not None:
        return _once(strict, odd)
    text = decoded(body, name)
    return text, name, (*odd, *_undecodable(text, name))


def _once(text: str, odd: tuple[Problem, ...]) -> tuple[str, str, tuple[Problem, ...]]:
    """`text`, which was valid UTF-8, before it was encoded twice."""
    once = undoubled(text)
    if once is None:
        return text, "utf-8", odd
    text, codec = once
    why = f"UTF-8 that was taken for {codec} and encoded again: undone"
    return text, "utf-8", (*odd, Problem("encoding_doubled", why))


def _declared(body: bytes, content_type: str | None) -> tuple[str | None, list[str]]:
    """The declared encoding's WHATWG name, and the labels before it that are none."""
    unknown: list[str] = []
    for label in labels_of(body, content_type):
        encoding = webencodings.lookup(label)
        if encoding is not None and encoding.name != "replacement":
            return _meant(str(encoding.name), body), unknown
        unknown.append(label)
    return None, unknown


def _meant(name: str, body: bytes) -> str:
    # A label that was readable as ASCII can't be UTF-16's: browsers read UTF-8 there, and so do we.
    if name.startswith("utf-16"):
        return name if b"\0" in body[:4096] else "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _name_of(body: bytes, label: str | None, is_utf8: bool) -> tuple[str, tuple[Problem, ...]]:
    """The encoding to read `body` as, and why if it is not the label's."""
    wide = wide_order(body)
    if wide or (label or "").startswith("utf-16"):
        return _wide(wide or label or "", label)
    if label is None or label == "utf-8":
        return _plain(body, label) if is_utf8 else _unlike_utf8(body, label)
    if is_utf8 and not body.isascii() and (label not in _MULTIBYTE or len(_high(body)) >= _BY_CHANCE):
        return "utf-8", (Problem("encoding_mislabelled", f"labelled {label}, but valid UTF-8: read as UTF-8"),)
    if label in _WESTERN and _is_no_western(body):
        name = _detected(body)
        if name not in _WESTERN:
            why = f"labelled {label}, which no language looks like: read as {name}"
            return name, (Problem("encoding_mislabelled", why),)
    return label, ()


def _wide(name: str, label: str | None) -> tuple[str, tuple[Problem, ...]]:
    if label is not None and label.startswith("utf-16"):
        return name, ()
    if label is None:
        return name, (Problem("encoding_guessed", f"no encoding declared: read as {name}"),)
    return name, (Problem("encoding_mislabelled", f"labelled {label}, but each second byte is 0: read as {name}"),)


def _plain(body: bytes, label: str | None) -> tuple[str, tuple[Problem, ...]]:
    """UTF-8, unless what looks like ASCII escapes into Japanese."""
    if label is None and _ESCAPE in body and body.isascii():
        return "iso-2022-jp", (Problem("encoding_guessed", "no encoding declared: read as iso-2022-jp"),)
    return "utf-8", ()


def _unlike_utf8(body: bytes, label: str | None) -> tuple[str, tuple[Problem, ...]]:
    # A few bad bytes (a torn tail, a pasted windows-1252 quote) must not turn the rest; and a few pairs that happen to
    # be UTF-8, as some of any Chinese text are, must not hold it.
    if 2 * sum(map(len, _UTF8_SEQUENCE.findall(body))) >= len(_high(body)):
        return "utf-8", ()
    name = _detected(body)
    if label is None:
        return name, (Problem("encoding_guessed", f"no encoding declared: read as {name}"),)
    return name, (Problem("encoding_mislabelled", f"labelled utf-8, but most of it is not: read as {name}"),)


def _detected(body: bytes) -> str:
    """The encoding of what is not ASCII in `body`; windows-1252 where that reads the same."""
    told = (text.lstrip(_ASCII) for text in _MARKS.split(body) if not text.isascii())
    sample = b"\n".join(told)[:_DETECTED]
    language = language_of(body)
    name = _japanese(sample) or _latin(sample, language) or _charset(sample, language)
    return "windows-1252" if decoded(sample, name) == decoded(sample, "windows-1252") else name


def _japanese(sample: bytes) -> str | None:
    """The encoding in which much of `sample` is hiragana, if there is one."""
    # The detector's table of EUC-JP lacks characters that half of all pages have (①, ～), and short texts in Shift_JIS
    # are Korean to it.
    for name in ("euc-jp", "shift_jis"):
        text = decoded(sample, name)
        if 10 * len(_HIRAGANA.findall(text)) > len(_high(sample)) // 2 and "\ufffd" not in text[:-1]:
            return name
    return None


def _latin(sample: bytes, language: str | None) -> str | None:
    return None if language in _OF_LANGUAGE or _is_no_western(sample) else latin_encoding(sample, language)


def _charset(sample: bytes, language: str | None) -> str:
    """What the detector says, asked first for what pages in that language are written with."""
    for codecs in (_OF_LANGUAGE.get(language or "", ()), _CANDIDATES):
        best = charset_normalizer.from_bytes(sample, cp_isolation=list(codecs)).best() if codecs else None
        if best:
            return _CANDIDATES.get(best.encoding, "windows-1252")
    return "windows-1252"


def _is_no_western(body: bytes) -> bool:
    """Whether most bytes beyond ASCII stand four and more in a row: no language in Latin letters is written so."""
    high = len(_high(body))
    return high >= _BY_CHANCE and 2 * sum(map(len, _RUN.findall(body))) > high


def _high(body: bytes) -> bytes:
    return body.translate(None, _ASCII)


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _undecodable(text: str, name: str) -> tuple[Problem, ...]:
    bad = text.count("\ufffd")
    return (Problem("undecodable_bytes", f"{bad} characters are not valid {name}"),) if bad else ()
