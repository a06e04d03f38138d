"""Browser codecs: the encodings that Python's codecs read otherwise than the WHATWG Encoding Standard asks for."""

from __future__ import annotations

import codecs
import re

import webencodings

_UNKNOWN = "\ufffd"
# Where Python follows the Unicode Consortium's tables of JIS X 0208, the standard follows Microsoft's.
_AS_MICROSOFT = str.maketrans("\u301c\u2016\u2212\xa2\xa3\xac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2")
# The bytes that Shift_JIS leaves free, which Microsoft's table gives places of no character.
_OF_NOBODY = str.maketrans(dict.fromkeys("\uf8f0\uf8f1\uf8f2\uf8f3", _UNKNOWN))
_JIS_ROW = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_TWO_BYTES = (b"\x1b$@", b"\x1b$B")
_KANA = b"\x1b(I"


def decoded(body: bytes, name: str) -> str:
    """`body` read as the encoding of that WHATWG name (but for "replacement", which nobody reads)."""
    if name == "gbk" or name == "gb18030":
        return body.decode("gb18030", "browser-gbk")
    if name == "euc-jp":
        return _euc_jp(body)
    if name == "iso-2022-jp":
        return _iso_2022_jp(body)
    encoding = webencodings.lookup(name)
    text = str(encoding.codec_info.decode(body, "browser-control")[0])
    return text.translate(_OF_NOBODY) if name == "shift_jis" else text


def _euc_jp(body: bytes) -> str:
    return body.decode("euc_jp", "browser-euc-jp").translate(_AS_MICROSOFT)


def _iso_2022_jp(body: bytes) -> str:
    """Stretches between escapes, those of JIS X 0208 and of half-width katakana as EUC-JP writes them."""
    out = []
    place, escape = 0, b""
    for found in (*_JIS_ROW.finditer(body), None):
        stretch = body[place : found.start() if found else len(body)]
        if escape in _TWO_BYTES:
            out.append(_euc_jp(bytes(byte | 0x80 if byte > 0x20 else byte for byte in stretch)))
        elif escape == _KANA:
            out.append("".join(chr(byte + 0xFF40) if 0x21 <= byte <= 0x5F else chr(byte) for byte in stretch))
        else:
            out.append(stretch.decode("ascii", "replace"))
        if found:
            place, escape = found.end(), found.group()
    return "".join(out)


def _gbk_fault(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    is_euro = error.object[error.start] == 0x80
    return ("€" if is_euro else _UNKNOWN), error.start + 1


def _euc_jp_fault(error: UnicodeError) -> tuple[str, int]:
    """NEC's and IBM's rows (①, ㈱, 髙), which Python knows in Shift_JIS alone."""
    assert isinstance(error, UnicodeDecodeError)
    start = error.start
    pair = error.object[start : start + 2]
    if len(pair) == 2 and pair[0] > 0xA0 and 0xA0 < pair[1] < 0xFF:
        row, cell = pair[0] - 0xA1, pair[1] - 0xA1
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell > 62)
        return bytes((lead, trail)).decode("cp932", "replace"), start + 2
    return _UNKNOWN, start + 1


def _control_fault(error: UnicodeError) -> tuple[str, int]:
    """The bytes that windows-1252 and its like leave free are control characters to browsers."""
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start]
    is_control = 0x80 <= byte < 0xA0 and error.encoding == "charmap"
    return (chr(byte) if is_control else _UNKNOWN), (error.start + 1 if is_control else error.end)


for _name, _fault in (
    ("browser-gbk", _gbk_fault),
    ("browser-euc-jp", _euc_jp_fault),
    ("browser-control", _control_fault),
):
    codecs.register_error(_name, _fault)
