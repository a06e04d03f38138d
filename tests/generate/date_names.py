"""Makes `pipeline/parsers/dates/names.json` from Unicode CLDR as Babel ships it.

Run `python -m tests.generate.date_names` after raising Babel's version; commit what it writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale, localedata

import pipeline.parsers.dates
from pipeline.parsers.dates.relative import relative_words
from pipeline.parsers.dates.words import fold_word


def numbered(names: str) -> dict[str, int]:
    """The months by the names of all twelve."""
    return {name: number for number, name in enumerate(names.split(), 1)}


_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "h", "minute": "m", "second": "s"}
_PERIODS = {
    "am": "a", "pm": "p", "noon": "n", "midnight": "0", "morning1": "a", "morning2": "a", "afternoon1": "p",
    "afternoon2": "p", "evening1": "e", "evening2": "e", "night1": "g", "night2": "g",
}  # fmt: skip
# What blogs write and the CLDR lacks: WordPress's Vietnamese, Austrian and Swiss habits.
_MORE_MONTHS = {
    "vi": dict(zip(
        ["tháng một", "tháng hai", "tháng ba", "tháng tư", "tháng năm", "tháng sáu", "tháng bảy", "tháng tám",
         "tháng chín", "tháng mười", "tháng mười một", "tháng mười hai"], range(1, 13), strict=True)),
    "de": {"feber": 2, "maerz": 3, "mrz": 3, "jaenner": 1},
    # Iran's own calendar (`date_persian`).
    "fa": dict(zip(
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(), range(101, 113), strict=True)),
    # Genitives and locatives, which dates are written in.
    "lv": numbered("janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī"),
    "sr": numbered("januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra")
    | numbered("јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра"),
    "bs": numbered("januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra"),
    "sl": numbered("januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra"),
    "eu": numbered("urtarrilak otsailak martxoak apirilak maiatzak ekainak uztailak abuztuak irailak urriak azaroak abenduak"),
}  # fmt: skip
_COUNTS = {"one": 1, "two": 2}
# Blogs are mostly written in these; where they agree on a word, an exotic locale does not make it ambiguous.
_MAJOR = "en de fr es it nl pt pl ru cs sv da nb fi hu ro tr el uk bg hr sr sk sl ca id vi".split()
_SPLIT = re.compile(r"[\s\-,/]+")


def month_names(locale: Locale) -> dict[str, int]:
    """Folded full, abbreviated, genitive and nominative names without digits; those of two months are left out."""
    found: dict[str, set[int]] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[form][width].items():
                for form_of_name in (name, *(name + ending for ending in endings(locale))):
                    if not re.search(r"\d", form_of_name):
                        found.setdefault(fold_name(form_of_name), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and telling(name)}


def endings(locale: Locale) -> set[str]:
    """What a locale's patterns write on to a month's name: `ekaina` + `ren`, `hezîran` + `a`."""
    patterns = [pattern.pattern for pattern in locale.date_formats.values()]
    return {ending for pattern in patterns for ending in re.findall(r"M{3,4}'([^'\s\d]+)'", pattern)}


def fold_name(name: str) -> str:
    return " ".join(filter(None, map(fold_word, name.split())))


def telling(name: str, first_script: int = 0x0590) -> bool:
    # A sign of an Indic or East Asian script is a syllable, one of Hebrew or Arabic a consonant.
    return len(name) > 2 or (len(name) > 1 and ord(name[0]) >= first_script) or (bool(name) and ord(name[0]) >= 0x0900)


def weekday_names(locale: Locale) -> set[str]:
    names = {
        word
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        for name in locale.days[form].get(width, {}).values()
        for word in map(fold_word, _SPLIT.split(name))
    }
    return {name for name in names if len(name) > 1}


def day_periods(locale: Locale) -> dict[str, str]:
    """The last word of each name; "x" where two names with different meaning end alike."""
    found: dict[str, set[str]] = {}
    for form in locale.day_periods.values():
        for names in form.values():
            for period, name in names.items():
                if period in _PERIODS:
                    word = fold_word(name) if "." in name else fold_word(_SPLIT.split(name)[-1])
                    found.setdefault(word, set()).add(_PERIODS[period])
    return {
        word: one_meaning(codes)
        for word, codes in found.items()
        if word and (word in "ap" or not (word.isascii() and len(word) == 1))
    }


def one_meaning(codes: set[str]) -> str:
    """One code; that of AM or PM itself wins over flexible parts of day that share its word."""
    return min(codes) if len(codes) == 1 else "x"


def literals(locale: Locale) -> set[str]:
    """Words that stand between the fields of this locale's dates: `de`, `г.`, `kl`."""
    patterns = [pattern.pattern for pattern in locale.date_formats.values()]
    patterns += [getattr(pattern, "pattern", pattern) for pattern in locale.datetime_formats.values()]
    patterns += [pattern.pattern for key, pattern in locale.datetime_skeletons.items() if set(key) <= set("yMdE")]
    words: set[str] = set()
    for pattern in patterns:
        quoted = " ".join(re.findall(r"'([^']+)'", pattern))
        bare = re.sub(r"'[^']*'|[A-Za-z{}\d]+", " ", pattern)
        words.update(fold_word(word) for word in re.findall(r"[^\W\d_]+", f"{quoted} {bare}"))
    return {word for word in words if word}


def relative_patterns(locale: Locale) -> dict[str, str]:
    """`vor # stunden` → `h`; a pattern without number keeps its count: `قبل ساعتين` → `h2`."""
    found: dict[str, set[str]] = {}
    for letter, count, pattern in relative_fields(locale, "past"):
        text = " ".join(relative_words(pattern.replace("{0}", " # ")))
        if "#" in text and says_enough(text):
            found.setdefault(text, set()).add(letter)
        elif "#" not in text and count in _COUNTS:
            found.setdefault(text, set()).add(f"{letter}{_COUNTS[count]}")
    for _, _, pattern in relative_fields(locale, "future"):
        found.pop(" ".join(relative_words(pattern.replace("{0}", " # "))), None)
    return {text: min(letters) for text, letters in found.items() if len(letters) == 1}


def relative_fields(locale: Locale, tense: str) -> Iterator[tuple[str, str, str]]:
    for unit, letter in _UNITS.items():
        for width in ("", "-short", "-narrow"):
            forms = locale._data["date_fields"].get(unit + width, {}).get(tense, {})
            yield from ((letter, count, pattern) for count, pattern in forms.items())


def says_enough(pattern: str) -> bool:
    """`# h` may be anything; `# h ago` and `# 時間前` are not."""
    words = pattern.replace("#", " ").split()
    return len(words) > 1 or any(ord(char) > 0x0E00 for char in pattern)


def unit_words(locale: Locale) -> dict[str, str]:
    """Nominative names of units, `jahre` → `Y`, for "3 Jahre her"; single letters left out."""
    found: dict[str, set[str]] = {}
    for unit, letter in _UNITS.items():
        for width in ("long", "short"):
            for pattern in locale._data["unit_patterns"].get(f"duration-{unit}", {}).get(width, {}).values():
                if isinstance(pattern, str) and "{0}" in pattern:
                    for word in relative_words(pattern.replace("{0}", " ")):
                        found.setdefault(word, set()).add(letter)
    return {word: min(letters) for word, letters in found.items() if len(letters) == 1 and len(word) > 1}


def numeric_order(locale: Locale) -> str:
    fields = re.sub(r"[^dMy]", "", locale.date_formats["short"].pattern)
    return re.sub(r"(.)\1+", r"\1", fields).lower()


def regional_orders(identifiers: list[str]) -> dict[str, str]:
    """Orders by region, where they differ from the language's; `en-US` tells nothing, it is every theme's default."""
    locales = sorted(map(Locale.parse, identifiers), key=lambda locale: locale.script is None)
    orders = {locale.territory: numeric_order(locale) for locale in locales}
    usual = orders.pop(None)
    orders.pop("US", None)
    return {region: order for region, order in orders.items() if region and len(region) == 2 and order != usual}


def entry(identifiers: list[str]) -> dict[str, Any]:
    """One language, its regions and scripts together; a month name that they disagree on is left out."""
    months: dict[str, set[int]] = {}
    periods: dict[str, set[str]] = {}
    merged: dict[str, Any] = {"w": set(), "f": set(), "r": {}, "u": {}}
    for identifier in identifiers:
        locale = Locale.parse(identifier)
        for name, number in month_names(locale).items():
            months.setdefault(name, set()).add(number)
        for name, code in day_periods(locale).items():
            periods.setdefault(name, set()).add(code)
        merged["w"] |= weekday_names(locale)
        merged["f"] |= literals(locale)
        merged["u"] = unit_words(locale) | merged["u"]
        merged["r"] = relative_patterns(locale) | merged["r"]
    merged["m"] = {name: min(numbers) for name, numbers in sorted(months.items()) if len(numbers) == 1}
    more = _MORE_MONTHS.get(identifiers[0], {})
    merged["m"].update({fold_name(name): number for name, number in more.items()})
    merged["p"] = {name: one_meaning(codes) for name, codes in sorted(periods.items())}
    merged["regions"] = regional_orders(identifiers)
    merged["o"] = numeric_order(Locale.parse(identifiers[0]))
    return {key: sorted(value) if isinstance(value, set) else value for key, value in sorted(merged.items())}


def shared_months(entries: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Names that mean one month in all of `entries`, and no weekday in a major language."""
    meanings: dict[str, set[int]] = {}
    for found in entries.values():
        for name, month in found["m"].items():
            meanings.setdefault(name, set()).add(month)
    weekdays = {name for language in _MAJOR if language in entries for name in entries[language]["w"]}
    return {
        name: min(months)
        for name, months in meanings.items()
        if len(months) == 1 and name not in weekdays and telling(name, 0x0900) and max(months) <= 12
    }


def shared_periods(entries: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Telling parts of day of all languages; "x" where they differ: no clock is better than one half a day off."""
    found: dict[str, set[str]] = {}
    for language in entries.values():
        for word, code in language["p"].items():
            if len(word) > 3 or not word.isascii():
                found.setdefault(word, set()).add(code)
    return {word: one_meaning(codes) for word, codes in sorted(found.items())}


def table() -> dict[str, Any]:
    """All languages of the CLDR, those without month names of their own left out, and what they share."""
    by_language: dict[str, list[str]] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        by_language.setdefault(identifier.partition("_")[0], []).append(identifier)
    entries = {language: entry(identifiers) for language, identifiers in by_language.items()}
    languages = {language: found for language, found in entries.items() if found["m"] or found["r"] or language == "vi"}
    major = {language: languages[language] for language in _MAJOR}
    months = shared_months(languages) | shared_months(major)
    return {"languages": languages, "shared": {"m": months, "p": shared_periods(languages)}}


if __name__ == "__main__":
    target = Path(pipeline.parsers.dates.__path__[0]) / "names.json"
    target.write_text(json.dumps(table(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(target, target.stat().st_size)
