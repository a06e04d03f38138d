"""Relative times: "3 hours ago", "vor 3 Jahren", "yesterday at 14:16", against the time of the capture.

The patterns are those of the CLDR (relative-time fields and units of duration) for all its languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from pipeline.models import Moment, Precision
from pipeline.parsers.dates.words import fold_word, names, primary_language

_WORD = re.compile(r"\d+|[^\s\d,;:()\[\]|·•–—\-،、#“”\"]+|#")
Affixes = tuple[tuple[str, ...], tuple[str, ...]]
_ONE = frozenset(
    "a an one ein eine einem einer einen eines un une una uno um uma een en ett et jeden jedna jedno jedną один одну"
    " одна bir egy o unu ena jedan jednu".split()
)
_JOINTS = frozenset("and und et y e i и en og och ve és si a".split())
# Today, yesterday, the day before, in the page's language: "hier" is yesterday in French and here in German.
_NAMED_DAYS: dict[str, tuple[str, ...]] = {
    "en": ("today", "yesterday", "day before yesterday"), "de": ("heute", "gestern", "vorgestern"),
    "fr": ("aujourd'hui", "hier", "avant-hier"), "es": ("hoy", "ayer", "anteayer"),
    "it": ("oggi", "ieri", "l'altro ieri"), "nl": ("vandaag", "gisteren", "eergisteren"),
    "pt": ("hoje", "ontem", "anteontem"), "pl": ("dzisiaj", "wczoraj", "przedwczoraj"),
    "ru": ("сегодня", "вчера", "позавчера"), "uk": ("сьогодні", "вчора", "позавчора"),
    "sv": ("idag", "igår", "i förrgår"), "nb": ("i dag", "i går", "i forgårs"), "da": ("i dag", "i går", "i forgårs"),
    "fi": ("tänään", "eilen", "toissapäivänä"), "cs": ("dnes", "včera", "předevčírem"), "sk": ("dnes", "včera"),
    "hu": ("ma", "tegnap", "tegnapelőtt"), "tr": ("bugün", "dün", "evvelsi gün"), "el": ("σήμερα", "χθες", "προχθές"),
    "ca": ("avui", "ahir"), "ro": ("astăzi", "ieri"), "hr": ("danas", "jučer"), "sr": ("danas", "juče"),
    "bg": ("днес", "вчера"), "sl": ("danes", "včeraj"),
    "zh": ("今天", "昨天", "前天"), "ja": ("今日", "昨日", "一昨日"),
    "ko": ("오늘", "어제", "그저께"), "id": ("hari ini", "kemarin"), "vi": ("hôm nay", "hôm qua"),
    "ar": ("اليوم", "أمس"), "he": ("היום", "אתמול"), "fa": ("امروز", "دیروز"), "th": ("วันนี้", "เมื่อวาน"),
}  # fmt: skip
_NOW = {
    "en": ("just now", "right now"),
    "de": ("gerade eben", "soeben"),
    "fr": ("à l'instant",),
    "es": ("ahora mismo",),
}
_CLOCK = re.compile(r"\d:\d\d|\d ?[ap]\.?m\b|\d\s?(?:h|uhr)\b", re.I)
_MORE_WORDS, _MORE_WORDS_WITHOUT_CLOCK = 4, 1
_MORE_AFFIXES: dict[str, list[Affixes]] = {
    "de": [((), ("her",)), ((), ("zuvor",))], "en": [((), ("earlier",))], "es": [((), ("atras",))],
}  # fmt: skip
_LONGEST_PATTERN = 6
_MOST = 100_000
_PRECISIONS: dict[str, Precision] = {
    "s": "second", "m": "minute", "h": "hour", "D": "day", "W": "month", "M": "month", "Y": "year"
}  # fmt: skip
_SPANS = {
    "s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "D": timedelta(days=1),
    "W": timedelta(weeks=1),
}  # fmt: skip
_FINEST_FIRST = "smhDWMY"


@dataclass(frozen=True, slots=True)
class Ago:
    """So much time before the capture: counts by unit (s m h D W M Y)."""

    counts: dict[str, int]

    @property
    def unit(self) -> str:
        """The finest unit."""
        return min(self.counts, key=_FINEST_FIRST.index)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    patterns: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    affixes: frozenset[Affixes] = frozenset()


def relative_words(text: str) -> list[str]:
    """The folded words and numbers of `text`, without punctuation."""
    return [word if word.isdecimal() or word == "#" else fold_word(word) for word in _WORD.findall(text)]


def find_ago(text: str, language: str | None = None) -> Ago | None:
    """How long ago `text` says it was: in the page's language, English, or a whole phrase of any other."""
    words = relative_words(text)
    code = primary_language(language)
    for lexicon in (_lexicon(code), _lexicon("en"), _any_lexicon()):
        counts = _by_pattern(words, lexicon) or _by_parts(words, lexicon)
        if counts:
            return Ago(counts)
    most = _MORE_WORDS if _CLOCK.search(text) else _MORE_WORDS_WITHOUT_CLOCK
    return _named(words, code, most) or _named(words, "en", most)


def resolve(ago: Ago, raw: str, fetched_at: datetime) -> Moment:
    """The moment that lies so long before the capture, cut to the unit's precision.

    Up to hours this is an instant; it has a wall clock if `fetched_at` is in the blog's zone (any but UTC). From days
    on it is a date of the wall clock. A week is known to the month: nothing between month and day has a name.
    """
    try:
        then = _back(fetched_at, ago)
    except (OverflowError, ValueError):
        return Moment(raw)
    precision = _PRECISIONS[ago.unit]
    then = _floor(then, precision)
    if ago.unit not in "smh":
        return Moment(raw, then.replace(tzinfo=None), None, precision)
    has_zone = str(fetched_at.tzinfo) != "UTC"
    return Moment(raw, then.replace(tzinfo=None) if has_zone else None, then, precision)


def _back(fetched_at: datetime, ago: Ago) -> datetime:
    months = 12 * ago.counts.get("Y", 0) + ago.counts.get("M", 0)
    span = sum((_SPANS[unit] * count for unit, count in ago.counts.items() if unit in _SPANS), timedelta())
    then = fetched_at - span
    if not months:
        return then
    year, month = divmod(then.year * 12 + then.month - 1 - months, 12)
    return then.replace(year=year, month=month + 1, day=min(then.day, 28))


def _floor(then: datetime, precision: Precision) -> datetime:
    fields = ("year", "month", "day", "hour", "minute", "second")
    kept = fields.index(precision) + 1
    zeros = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}
    return then.replace(microsecond=0, **{name: zeros[name] for name in fields[kept:]})  # type: ignore[arg-type]


# Reading ----------


def _by_pattern(words: list[str], lexicon: _Lexicon) -> dict[str, int] | None:
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_PATTERN), start, -1):
            numbers = [word for word in words[start:end] if word.isdecimal()]
            if len(numbers) > 1:
                continue
            key = " ".join("#" if word.isdecimal() else word for word in words[start:end])
            unit = lexicon.patterns.get(key)
            if unit and (numbers or len(unit) > 1):
                return _counted(unit[0], int(numbers[0]) if numbers else int(unit[1:]))
    return None


def _counted(unit: str, count: int) -> dict[str, int] | None:
    return {unit: count} if count <= _MOST else None


def _by_parts(words: list[str], lexicon: _Lexicon) -> dict[str, int] | None:
    for start in range(len(words)):
        counts, end = _run(words, start, lexicon.units)
        if counts and any(_framed(words, start, end, affixes) for affixes in lexicon.affixes):
            return counts if max(counts.values()) <= _MOST else None
    return None


def _run(words: list[str], start: int, units: dict[str, str]) -> tuple[dict[str, int], int]:
    """Counts and units that stand one after another: `3 years, 2 months`, `ein Jahr und 2 Monate`, `год`."""
    counts: dict[str, int] = {}
    at = start
    while at < len(words):
        word = words[at]
        skip = at + (word in _JOINTS and bool(counts))
        number = words[skip] if skip < len(words) else ""
        counted = number.isdecimal() or number in _ONE
        unit = units.get(words[skip + counted]) if skip + counted < len(words) else None
        if unit is None or unit in counts or (counts and not counted):
            break
        counts[unit] = int(number) if number.isdecimal() else 1
        at = skip + counted + 1
    return counts, at


def _framed(words: list[str], start: int, end: int, affixes: Affixes) -> bool:
    before, after = affixes
    return (
        start >= len(before)
        and tuple(words[start - len(before) : start]) == before
        and tuple(words[end : end + len(after)]) == after
    )


def _named(words: list[str], language: str, most: int) -> Ago | None:
    """ "Yesterday at 2:16 pm", where little else is said: "what is new today" is no time."""
    phrases = _named_phrases(language)
    for start in range(len(words)):
        for end in range(min(len(words), start + 3), start, -1):
            counts = phrases.get(" ".join(words[start:end]))
            rest = [word for word in words[:start] + words[end:] if not word.isdecimal()]
            if counts is not None and len(rest) <= most:
                return Ago(counts)
    return None


@cache
def _named_phrases(language: str) -> dict[str, dict[str, int]]:
    found = {phrase: {"m": 0} for phrase in _NOW.get(language, ())}
    found.update({phrase: {"D": days} for days, phrase in enumerate(_NAMED_DAYS.get(language, ()))})
    return {" ".join(relative_words(phrase)): counts for phrase, counts in found.items()}


# Words ----------


@cache
def _lexicon(language: str) -> _Lexicon:
    entry = names().get(language)
    if entry is None:
        return _Lexicon()
    patterns: dict[str, str] = entry["r"]
    units: dict[str, str] = dict(entry["u"])
    affixes: set[Affixes] = set(_MORE_AFFIXES.get(language, ()))
    for pattern, unit in patterns.items():
        before, number, after = pattern.partition("#")
        head, tail = tuple(before.split()), tuple(after.split())
        if number and (head or tail[1:]):
            word = tail[0] if tail else head[-1]
            units.setdefault(word, unit[0])
            affixes.add((head, tail[1:]) if tail else (head[:-1], ()))
    return _Lexicon(patterns, units, frozenset(affix for affix in affixes if affix != ((), ())))


@cache
def _any_lexicon() -> _Lexicon:
    """The whole phrases on which all languages agree."""
    meanings: dict[str, set[str]] = {}
    for entry in names().values():
        for pattern, unit in entry["r"].items():
            meanings.setdefault(pattern, set()).add(unit)
    return _Lexicon({pattern: min(units) for pattern, units in meanings.items() if len(units) == 1})
