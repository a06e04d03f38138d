"""Words of dates: what month, weekday, part of day or filler a token is, in every language of the CLDR.

The names stand in `names.json` beside this file, made from Unicode CLDR (https://cldr.unicode.org) by
`tests/generate/date_names.py`. A `Vocabulary` turns tokens into one-letter classes; `date_shapes` reads the classes::

    1 2 3 4 6 8 9  a number by its digits (9: any other length)      M month   B month or weekday   W weekday
    R roman numeral month   A part of day   h i s  hour, minute, second   y m d  year, month, day sign   E era
    Z zone   T the ISO letter   f filler   ? another word   ' ' space   ~ other punctuation;
    . , : / - + ' ( ) @ | as they are
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

ROMAN = {name: n for n, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
ERAS = {
    "平成": 1988, "令和": 2018, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911, "中华民国": 1911,
}  # fmt: skip
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120,
    "eest": 180, "msk": 180, "jst": 540, "kst": 540, "est": -300, "edt": -240, "cdt": -300, "mdt": -360, "pst": -480,
    "pdt": -420, "hst": -600, "akdt": -480,
}  # fmt: skip
_SIGNS = {
    **dict.fromkeys(("年", "년", "năm", "оны"), "y"),
    **dict.fromkeys(("月", "월", "tháng", "thg", "сар", "сарын"), "m"),
    **dict.fromkeys(("日", "일", "号", "號", "ngày", "өдөр"), "d"),
    **dict.fromkeys(("时", "時", "시", "點", "点", "h", "hs", "hrs", "uhr", "heures",
                     "heure", "ч", "hod", "น", "giờ", "godz"), "h"),
    **dict.fromkeys(("分", "분", "min", "mn", "мин", "phút"), "i"),
    **dict.fromkeys(("秒", "초", "giây", "s"), "s"),
}  # fmt: skip
MONTH_SIGNS = tuple(sign for sign, kind in _SIGNS.items() if kind in "ym")
"""Words that make a figure before or behind them a year or a month."""
_FILLERS = (
    "st nd rd th er re e o º ª a of the on at in and um à am vom den der dem des le les la el il lo los las"
    " alle alla ore ora orele ob u v w m dne di de del do da das às as dia kl klo klokken kello kloka om op et"
    " y dnia r godz godzinie godzina г года в во о у року р ві об год часа saat saati günü lúc vào pukul jam"
    " tanggal στις στη την το τη και の に では 在 于 於 ở เวลา ที่ วันที่ พ.ศ ค.ศ na hodin hodině dana sati obra"
    " klukkan kell ura uri yil йил жыл жылы ел الساعة"
).split()
_PERIODS = {
    "am": "a", "pm": "p", "上午": "a", "下午": "p", "午前": "a", "午後": "p", "午后": "p", "오전": "a", "오후": "p",
    "凌晨": "g", "清晨": "a", "早上": "a", "中午": "n", "晚上": "e", "傍晚": "p", "午夜": "0", "半夜": "g", "正午": "n",
    "sáng": "a", "chiều": "p", "tối": "e", "trưa": "n", "πμ": "a", "μμ": "p", "पूर्वाह्न": "a", "अपराह्न": "p",
    "صباحا": "a", "ظهرا": "p", "مساء": "p",
}  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u200b-\u200f\u00ad]")
_HAN_DIGITS = "〇一二三四五六七八九十元零"
_ONE_IN_BRACKETS = 3
_MAX_REMEMBERED = 20_000
_LONGEST_PHRASE = 11
_SHORT_NAME = 4
_WITH_AM = frozenset(("de", "ga", "gd"))
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """`word` without case, accents of Latin, Greek and Cyrillic letters, abbreviation points and outer apostrophes."""
    if not word.isascii():
        word = _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold())).replace("ı", "i").replace("’", "'")
        word = unicodedata.normalize("NFC", word)
    return word.lower().replace(".", "").replace(" ", "").strip("'`´‘")


def number_of(token: str) -> int:
    """The number that a token of class 1 to 9 is: in digits of any script, or in Chinese numerals; else 0."""
    if token.isdecimal():
        return int(token)
    if token in ("元", "十"):
        return 1 if token == "元" else 10
    if any(char not in _HAN_DIGITS for char in token):
        return 0
    tens, ten, ones = token.partition("十")
    if ten:
        return 10 * (_HAN_DIGITS.index(tens) if tens else 1) + (_HAN_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_HAN_DIGITS.index(char) % 10) for char in token.replace("零", "〇")))


@lru_cache(maxsize=512)
def primary_language(language: str | None) -> str:
    """The primary subtag of a BCP 47 tag as the table has it: `pt-BR` is `pt`, Norwegian is `nb`. Empty for None."""
    code = re.split(r"[-_]", language or "", maxsplit=1)[0].lower()
    return {"no": "nb", "iw": "he", "in": "id", "tl": "fil"}.get(code, code)


@cache
def _table() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("names.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def _shared() -> dict[str, Any]:
    """m: month names that mean one month in all languages; p: telling parts of day, "x" where languages differ."""
    shared: dict[str, Any] = _table()["shared"]
    return shared


def names() -> dict[str, dict[str, Any]]:
    """The table, by language: m months, w weekdays, p parts of day, f fillers, r relative patterns, o order."""
    languages: dict[str, dict[str, Any]] = _table()["languages"]
    return languages


@cache
def calendar_words() -> frozenset[str]:
    """All names of months and weekdays, in any language, folded."""
    entries = names().values()
    return frozenset(word for entry in entries for kind in ("m", "w") for word in entry.get(kind, ()))


@cache
def weekday_words() -> frozenset[str]:
    """The whole names of the days of the week, in any language, folded: no person is called so, as some are Jan."""
    return frozenset(word for entry in names().values() for word in entry.get("w", ()) if len(word) > _SHORT_NAME)


class Vocabulary(dict[str, str]):
    """A mapping of tokens, as they stand on the page, to class letters; learns each token at its first look-up."""

    def __init__(
        self,
        languages: Sequence[str],
        months: Mapping[str, int] = _NOTHING,
        periods: Mapping[str, str] = _NOTHING,
        more_fillers: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self.months: dict[str, int] = dict(months)
        self.periods: dict[str, str] = dict(periods)
        fillers = {fold_word(word) for word in _FILLERS} | set(more_fillers)
        weekdays: set[str] = set()
        for language in languages:
            entry = names().get(language, {})
            self.months.update(entry.get("m", {}))
            self.periods.update(entry.get("p", {}))
            weekdays.update(entry.get("w", ()))
            fillers.update(entry.get("f", ()))
        self.periods.update({fold_word(word): code for word, code in _PERIODS.items()})
        if not _WITH_AM.isdisjoint(languages):
            # "12:00 am Dienstag": "on"; Gaelic "Àm": "time".
            self.periods.pop("am", None)
        self._classes: dict[str, str] = dict.fromkeys(weekdays, "W")
        self._classes.update(dict.fromkeys(self.periods, "A"))
        self._classes.update((word, "f") for word in fillers if len(word) == 1 or word not in self.periods)
        self._classes.update(dict.fromkeys(ZONES, "Z"))
        self._classes.update({fold_word(word): sign for word, sign in _SIGNS.items()})
        self._classes.update({name.replace(" ", ""): "B" if name in weekdays else "M" for name in self.months})
        self.phrases: frozenset[str] = frozenset(name for name in self.months if " " in name)
        self._joined = {name.replace(" ", ""): self.months[name] for name in self.phrases}
        self._openers = frozenset(name.partition(" ")[0] for name in self.phrases)
        self._classes.update({"t": "T", **dict.fromkeys(map(fold_word, ERAS), "E")})

    def __missing__(self, token: str) -> str:
        found = self._classify(token)
        if len(self) < _MAX_REMEMBERED:
            self[token] = found
        return found

    def _classify(self, token: str) -> str:
        first = token[0]
        if first.isdecimal():
            return str(len(token)) if len(token) in (1, 2, 3, 4, 6, 8) else "9"
        if first.isspace() or first in "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad":
            return " "
        if first in "（(" and len(token) == _ONE_IN_BRACKETS:
            return "W"
        if first in _HAN_DIGITS and (number := number_of(token)):
            return str(len(str(number)))
        if not any(char.isalnum() for char in token) and first not in "ºª":
            return _PUNCTUATION.get(first, "~")
        return self._word_class(token)

    def _word_class(self, token: str) -> str:
        word = fold_word(token)
        found = self._classes.get(word)
        if found is None:
            found = self._classes.get(_without_prefix(word))
        if found in (None, "f", "A") and token in ROMAN:
            return "R"
        return found or "?"

    def join_phrases(self, tokens: list[str]) -> list[str]:
        """`tokens` with month names of several words as one token each."""
        if not self._openers or not any(fold_word(token) in self._openers for token in tokens):
            return tokens
        joined: list[str] = []
        at = 0
        while at < len(tokens):
            length = self._phrase_length(tokens, at)
            joined.append("".join(tokens[at : at + length]))
            at += length
        return joined

    def _phrase_length(self, tokens: list[str], at: int) -> int:
        if fold_word(tokens[at]) in self._openers:
            for length in range(_LONGEST_PHRASE, 1, -2):
                if " ".join(map(fold_word, tokens[at : at + length : 2])) in self.phrases:
                    return min(length, len(tokens) - at)
        return 1

    def month(self, token: str) -> int:
        """The month (1–12) that a token of class M, B or R names."""
        word = fold_word(token)
        found = (
            self.months.get(word)
            or self._joined.get(word)
            or self.months.get(_without_prefix(word))
            or ROMAN.get(token)
        )
        return found or 0

    def period(self, token: str) -> str:
        """The code of a part of day: a, p, n noon, 0 midnight, e evening, g night, x unclear."""
        return self.periods.get(fold_word(token), "x")


def _without_prefix(word: str) -> str:
    """`d'abril` without its elided article, `ביוני` without the Hebrew "in"."""
    return word[1:] if word.startswith("ב") else word.rpartition("'")[2]


_PUNCTUATION = {
    **{char: char for char in ".,:/-+'()@|"},
    "：": ":", "∶": ":", "．": ".", "，": ",", "،": ",", "、": ",", "／": "/",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "’": "'", "´": "'", "`": "'", "‘": "'", "（": "(", "）": ")", "[": "(", "]": ")",
}  # fmt: skip


@cache
def vocabulary(language: str) -> Vocabulary:
    """English and the words of one language (a primary subtag; "" if unknown). The page's language wins."""
    if language in names():
        return Vocabulary(["en", language])
    return Vocabulary(["en"], periods=_shared()["p"])


@cache
def any_vocabulary() -> Vocabulary:
    """English and every month name on which the major languages, else all languages, agree."""
    fillers = (word for entry in names().values() for word in entry.get("f", ()))
    return Vocabulary(["en"], _shared()["m"], _shared()["p"], fillers)
