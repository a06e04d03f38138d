"""Shapes of dates: a text's tokens as a string of class letters, and the patterns that find dates in it.

Dates repeat their shape on every comment of a page, so what a shape means is worked out once and remembered; the hot
path is one regular expression over the text and one look-up a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.parsers.dates.words import Vocabulary

_SPACE = r"\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_MARK = r"[\u0900-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{0,2}"
_DIGIT_TOKENS = (
    r"(?<=[./-])(?:\d{4}|\d\d)(?=\d\d:\d\d)"  # "28.09.1912:44": the year and the hour stand without a space
    r"|\d+"
)
_WORD_TOKENS = (
    rf"|(?<![^\W\d_])[^\W\d_]{_MARK}\.\s?[^\W\d_]{_MARK}(?:\.(?![^\W_])|(?![\w.]))"  # "p. m.", "μ.μ.", "มิ.ย."
    rf"|[{_SPACE}]+"
    rf"|[^{_SPACE}\d!-&(-@\[-`{{-~«»“”„…–—‐‑−·•،。、：∶，．／（）|⹁፡፥፣]+"
    r"|."
)
_EAST_ASIAN_TOKENS = (
    r"|[（(][日月火水木金土월화수목금토일一二三四五六][)）]"  # a day of the week
    r"|(?:[〇零一二三四五六七八九]{4}|[一二三四五六七八九十]{1,3}|元)(?=年)"
    r"|(?<=年)[一二三四五六七八九十]{1,2}(?=月)|(?<=月)[一二三四五六七八九十]{1,3}(?=[日号號])"
    r"|(?<=[一二三四五六七八九十])[年月日号號]|(?<=元)年"
    r"|(?:(?<=\d)|(?<=\d\s))[年月日号號时時點点分秒년월일시분초]"
    r"|中[華华]民[國国]"
    r"|[上下]午|午[前後后]|오전|오후|凌晨|清晨|早上|中午|晚上|傍晚|午夜|半夜|正午|平成|令和|昭和|民[國国]"
    r"|星期[一二三四五六日天]|[周週][一二三四五六日]|[日月火水木金土]曜日|十[一二]?月|[一二三四五六七八九]月"
)
_TOKEN = re.compile(_DIGIT_TOKENS + _WORD_TOKENS, re.S)
_EAST_ASIAN_TOKEN = re.compile(_DIGIT_TOKENS + _EAST_ASIAN_TOKENS + _WORD_TOKENS, re.S)
_EAST_ASIAN = re.compile("[\u3000-\u9fff\uac00-\ud7a3]")
# The same for plain ASCII, in half the time.
_ASCII_TOKEN = re.compile(
    r"(?<=[./-])(?:\d{4}|\d\d)(?=\d\d:\d\d)|\d+|(?<![A-Za-z])[A-Za-z]\.\s?[A-Za-z](?:\.(?![^\W_])|(?![\w.]))|[A-Za-z']+"
    r"|\s+|.",
    re.S,
)
_MAX_REMEMBERED_LENGTH = 48
_PLAIN = ("e", "ey", "y2", "r", "zs", "zo", "zm")

_D, _Y = r"(?P<d>[12])", r"(?P<y>4)(?!:[1-9]|[1-9](?!:))"
_M = r"(?P<M>[MB])(?!-\?)"
_BETWEEN = r"(?<![1234689][.:/-])(?<![1234689])"
_END = r"(?![1234689](?!:2)|[./][1234689]|-[12349](?!:))"
_YEAR_GAP = r"[ .,\-/'()fyR~]{0,6}?"
_SHORT_YEAR = r"(?:'(?P<y>2)|(?P<y2>2)(?![:hA.]|[ ]?[?hA]))"
_STRONG = [
    # 2017年6月9日, 平成29年6月9日, 2017년 6월 9일
    rf"(?:(?P<e>E) ?(?P<ey>[123])|(?P<y>4)|(?P<r>3)|(?P<y2>2)) ?y ?(?P<m>[12])[ \-f]{{0,3}}m ?{_D} ?d?",
    # 106/06/09: a year of the Republic of China
    rf"{_BETWEEN}(?P<r>3)(?P<s>[-/.])(?P<m>[12])(?P=s){_D}{_END}",
    # 9 tháng 6, 2017; 9 tháng 6 năm 2017
    rf"{_D} ?m ?(?P<m>[12])[ ,.yf]{{1,5}}{_Y}",
    rf"(?<![12] )m ?(?P<m>[12])[ ,]{{1,3}}{_D}[ ,]{{1,3}}{_Y}",
    # 9. Juni 2017, 9 de junio de 2017, 9th of June, 2017, 9-Jun-2017
    rf"{_BETWEEN}{_D}[ .,\-/f~]{{0,5}}{_M}{_YEAR_GAP}{_Y}",
    # June 9th, 2017
    rf"{_M}[ .\-f]{{0,4}}{_D}(?!:)[ .,\-/'fW~]{{0,6}}{_Y}",
    # 2017. június 9., 2017 m. birželio 9 d.
    rf"(?P<y>4)[ .,\-/fyBWi'm~()]{{0,6}}{_M}[ .\-/f]{{0,4}}{_D}(?![:\d])",
    # 2017. gada 9. jūnijs, 2017-ж., 9-июнь
    rf"(?P<y>4)[ .,fy\-]{{1,6}}{_D}[ .f\-]{{1,3}}{_M}",
    # Fri Jun  9 14:16:00 CEST 2017
    rf"{_M} {_D},? (?P<H>[12]):(?P<I>2)(?::(?P<S>2))? (?:(?P<Z>Z) )?{_Y}",
    # 9.VI.2017
    rf"{_BETWEEN}{_D}[ .\-/]{{1,2}}(?P<M>R)[ .\-/]{{1,2}}{_Y}",
    # 2017-06-09, 2017. 6. 9.
    rf"{_BETWEEN}(?P<y>4) ?(?P<s>[-/.]) ?(?P<m>[12]) ?(?P=s) ?{_D}(?![1234689]|[/:][1234689])",
    # 9.6.2017, 09/06/2017, 17.07, 2011
    rf"{_BETWEEN}(?P<a>[12]) ?(?P<s>[-/.]) ?(?P<b>[12]) ?(?P=s) ?{_Y}{_END}",
    rf"{_BETWEEN}(?P<a>[12])(?P<s>\.)(?P<b>[12])[., ]{{1,3}}{_Y}{_END}",
    # 26 | 01 | 2022
    rf"{_BETWEEN}(?P<a>2) (?P<s>\|) (?P<b>2) \| {_Y}{_END}",
]
_WEAK = [
    # 09.06.17
    rf"{_BETWEEN}(?P<a>[12])(?P<s>[-/.]) ?(?P<b>[12])(?P=s) ?(?P<y2>2)(?!:){_END}",
    # 9 June '17, June 9, '17
    rf"{_BETWEEN}{_D}[ .\-/f]{{0,4}}{_M}[ .,\-/f]{{0,4}}{_SHORT_YEAR}",
    rf"{_M}[ .f]{{0,4}}{_D}[ .,f]{{0,4}}'(?P<y2>2)(?![:hA])",
    # without year
    rf"{_BETWEEN}{_D}[ .\-/f]{{0,4}}{_M}(?![a-zA-Z?])",
    rf"{_M}[ .f]{{0,4}}{_D}(?![:\d])(?! ?[hA])",
    rf"(?P<m>[12]) ?m ?{_D} ?d",
    rf"{_BETWEEN}(?P<a>[12])(?P<s>\.) ?(?P<b>[12])\.(?![ ]?[12349])",
    rf"{_BETWEEN}(?P<a>[12])(?P<s>[./])(?P<b>[12])(?=[., @\-f]{{1,5}}[12]:2)",
    # without day
    r"(?P<y>4) ?y ?(?P<m>[12]) ?m(?! ?[12])",
    rf"(?<![12] )(?<![12]\. )(?<![12])m ?(?P<m>[12])[ ,yf]{{1,5}}{_Y}",
    rf"(?<![12])(?<![12][ .\-/])(?<![12][.f] ){_M}[ .,\-/'fy]{{0,5}}{_Y}",
    rf"(?P<y>4)[ .,\-/fy]{{1,5}}{_M}(?![ .f]{{0,3}}[12](?!:))",
]
_GAP = r"[ .,\-@|/~()fWBT']{0,9}?"
_WORDY_GAP = rf"{_GAP}(?:\?{_GAP}){{0,3}}?"
_CLOCK = (
    r"(?:(?P<A1>A) ?(?:[?f] )?)?(?:h[.:]? )?(?:(?P<H>[12]):(?P<I>2)(?::(?P<S>2)(?:[.,][1-9])?)?(?![:\d])"
    r"|(?P<Hh>[12]) ?h(?: ?(?P<Ih>2)(?: ?i ?(?:(?P<Sh>2) ?s)?)?)?(?![:\d])"
    r"|(?P<Hd>[12])\.(?P<Id>2)(?:\.(?P<Sd>2))?(?![.:]?[1-9])(?:\.(?= ?A))?"
    r"|(?P<Ha>[12])(?= ?A))"
    r"(?: ?h(?![a-z?]))?(?: ?(?P<A>A)(?![?])| [f,] (?:f )?(?P<A2>A)| [f?] (?P<A3>A))?"
    r"(?: ?\(?(?:(?P<Z>Z)? ?(?P<zs>[+-])(?P<zo>[124])(?::?(?P<zm>2))?(?![\d:.])|(?P<Zn>Z)))?"
)
_BARE_CLOCK = re.compile(_CLOCK)
_AFTER = re.compile(_GAP + _CLOCK)
_AFTER_WORDS = re.compile(_WORDY_GAP + _CLOCK)
_BEFORE = re.compile(rf"(?<![1-9:.]){_CLOCK}[ .,\-@|/~()fW']{{0,7}}$")


@dataclass(frozen=True, slots=True)
class Found:
    """Where the parts of one date stand: token numbers by group name, and the span in tokens."""

    parts: dict[str, int]
    start: int
    end: int


def tokens_of(text: str) -> list[str]:
    """The tokens of `text`; joined, they are `text` again."""
    if text.isascii():
        return _ASCII_TOKEN.findall(text)
    return (_EAST_ASIAN_TOKEN if _EAST_ASIAN.search(text) else _TOKEN).findall(text)


def shape_of(tokens: list[str], vocabulary: Vocabulary) -> str:
    """One class letter a token (see `date_words`)."""
    return "".join(map(vocabulary.__getitem__, tokens))


def strong_candidates(shape: str, wordy: bool = True) -> tuple[Found, ...]:
    """Every reading of a shape as a whole date with a year of four digits, the most telling first.

    Args:
        shape: class letters.
        wordy: whether a few unknown words may stand between date and time.
    """
    if len(shape) <= _MAX_REMEMBERED_LENGTH:
        return _remembered_strong(shape, wordy)
    return tuple(_candidates(shape, wordy, _STRONG_PATTERNS))


def weak_candidates(shape: str, wordy: bool = True) -> tuple[Found, ...]:
    """Readings with a short year, without year or without day; arguments as in `strong_candidates`."""
    if len(shape) <= _MAX_REMEMBERED_LENGTH:
        return _remembered_weak(shape, wordy)
    return tuple(_candidates(shape, wordy, _WEAK_PATTERNS))


@lru_cache(maxsize=8192)
def _remembered_strong(shape: str, wordy: bool) -> tuple[Found, ...]:
    return tuple(_candidates(shape, wordy, _STRONG_PATTERNS))


@lru_cache(maxsize=8192)
def _remembered_weak(shape: str, wordy: bool) -> tuple[Found, ...]:
    return tuple(_candidates(shape, wordy, _WEAK_PATTERNS))


def _candidates(shape: str, wordy: bool, patterns: list[re.Pattern[str]]) -> Iterator[Found]:
    for pattern in patterns:
        for match in pattern.finditer(shape):
            yield _with_clock(match, shape, wordy)


def _with_clock(match: re.Match[str], shape: str, wordy: bool) -> Found:
    parts = _places(match)
    start, end = match.span()
    clock = None
    if "H" not in parts:
        clock = (_AFTER_WORDS if wordy else _AFTER).match(shape, end)
        if clock:
            end = clock.end()
        else:
            clock = _BEFORE.search(shape[:start])
            start = clock.start() if clock else start
    return Found({**parts, **(_places(clock) if clock else {})}, start, end)


def _places(match: re.Match[str]) -> dict[str, int]:
    """Where each group stands; the alternatives of hour, minute, second, part of day and zone under one name each."""
    return {
        name if name in _PLAIN else name[0]: match.start(name)
        for name, value in match.groupdict().items()
        if value is not None
    }


def clock_in(shape: str) -> Found | None:
    """The first time of day in a shape without a date."""
    for match in _BARE_CLOCK.finditer(shape):
        if match["Hd"] is None:
            return Found(_places(match), match.start(), match.end())
    return None


_STRONG_PATTERNS = [re.compile(pattern) for pattern in _STRONG]
_WEAK_PATTERNS = [re.compile(pattern) for pattern in _WEAK]
