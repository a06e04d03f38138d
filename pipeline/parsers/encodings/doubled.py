"""Doubled: a page whose UTF-8 was taken for windows-1252 (or -1251) once and written as UTF-8 again."""

from __future__ import annotations

import codecs
import re

_RUN = re.compile("[^\x00-\x7f]+")
_ONCE = ("cp1252", "cp1251")
_SURELY = 8


def undoubled(text: str) -> tuple[str, str] | None:
    """`text` as it was before, and what it was taken for; null unless all of it is surely doubled.

    One word that was not doubled ("für" beside "fÃ¼r") shows that the page means what it says, or is no longer to be
    told apart: it stays.
    """
    try:
        text.encode("ascii")
        return None
    except UnicodeEncodeError as beyond:
        # Found so in a tenth of the time that the pattern takes.
        first = _RUN.match(text, beyond.start)
    assert first is not None
    for codec in _ONCE:
        # Nearly every page is told by its first word.
        if _again(first.group(), codec) is not None and (whole := _again(text, codec)) is not None:
            letters = "".join(_RUN.findall(whole))
            if len(letters) >= _SURELY and len(set(letters)) > 1:
                return whole, codec
    return None


def _again(text: str, codec: str) -> str | None:
    try:
        return text.encode(codec, "browser-byte").decode("utf-8")
    except UnicodeError:
        return None


def _byte_fault(error: UnicodeError) -> tuple[bytes, int]:
    """What windows-1252 leaves free, browsers read as a control character."""
    assert isinstance(error, UnicodeEncodeError)
    control = ord(error.object[error.start])
    if not 0x80 <= control < 0xA0:
        try:
            raise error
        finally:
            # An error that this frame holds while it holds this frame keeps the whole page until the collector comes.
            del error
    return bytes((control,)), error.start + 1


codecs.register_error("browser-byte", _byte_fault)
