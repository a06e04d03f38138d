"""Whatever Babel writes in a language's own formats is read back as the same time, or not at all: never another."""

from __future__ import annotations

from datetime import datetime

import pytest
from babel import Locale, localedata
from babel.dates import format_date, format_datetime, format_time
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Moment
from pipeline.parsers.dates import DateContext, order_of_language, read_text

# Month names of nine words or with "#5", a second script with day and month the other way round, parts of day with a
# slash, a comma or two meanings.
TOO_ODD = {"kde", "ks", "sd", "sid", "tok", "xnr", "yrl"}
LOCALES = sorted(
    identifier
    for identifier in localedata.locale_identifiers()
    if Locale.parse(identifier).months["format"]["wide"] and identifier.partition("_")[0] not in TOO_ODD
)
MAJOR = [
    "de",
    "en",
    "en_GB",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pt_BR",
    "pl",
    "ru",
    "cs",
    "sv",
    "da",
    "nb",
    "fi",
    "hu",
    "tr",
]
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31)).map(lambda time: time.replace(microsecond=0))
CUTS = {"second": 19, "minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4}


def agrees(moment: Moment, time: datetime) -> bool:
    return moment.local_text() == time.isoformat()[: CUTS[moment.precision or "year"]]


@settings(max_examples=400, deadline=None)
@given(TIMES, st.sampled_from(LOCALES), st.sampled_from(["long", "medium", "short"]))
def test_a_rendered_time_is_read_back_or_left_alone(time: datetime, locale: str, width: str) -> None:
    text = format_datetime(time, width, locale=locale)
    moment = read_text(text, DateContext(language=locale, order=order_of_language(locale)))
    assert not moment or agrees(moment, time), text


@settings(max_examples=200, deadline=None)
@given(TIMES, st.sampled_from(MAJOR), st.sampled_from(["full", "long", "medium"]))
def test_without_the_language_nothing_is_read_wrongly(time: datetime, locale: str, width: str) -> None:
    text = format_datetime(time, width, locale=locale)
    moment = read_text(text, DateContext(language=None))
    assert not moment or agrees(moment, time), text


@settings(max_examples=200, deadline=None)
@given(TIMES, st.sampled_from(MAJOR), st.sampled_from(["long", "medium"]))
def test_the_major_languages_are_read_to_the_second(time: datetime, locale: str, width: str) -> None:
    text = format_datetime(time, width, locale=locale)
    moment = read_text(text, DateContext(language=locale, order=order_of_language(locale)))
    assert agrees(moment, time), text
    assert moment.precision == "second", text


# Names of two letters, of several words with a mark between, or shared by two months; parts of day without a meaning.
UNREAD = set("bm bo ckb cv dje dz gv kcg khq la lkt mfe mzn ps ses ss syr to tpi trw twq yav yo".split())
SOME_TIMES = [
    datetime(2017, 6, 9, 14, 16), datetime(2012, 12, 23, 0, 5), datetime(2009, 3, 2, 12, 30), datetime(2020, 5, 11, 9, 0),
]  # fmt: skip
LANGUAGES = sorted(
    locale
    for locale in LOCALES
    # "M06" stands for a name that the CLDR does not know.
    if "_" not in locale and not any(char.isdigit() for char in Locale.parse(locale).months["format"]["wide"][6])
)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language not in UNREAD])
def test_each_language_of_the_cldr_reads_its_own_long_dates(language: str) -> None:
    for time in SOME_TIMES:
        text = f"{format_date(time, 'long', locale=language)} {format_time(time, 'short', locale=language)}"
        moment = read_text(text, DateContext(language=language, order=order_of_language(language)))
        assert moment.local_text() == time.isoformat()[:16], text


# Languages whose pages write their own digits, and the first of these.
DIGITS = {
    "ar": "٠", "fa": "۰", "ps": "۰", "ur": "۰", "hi": "०", "mr": "०", "ne": "०", "bn": "০", "as": "০",
    "my": "၀", "km": "០", "lo": "໐", "th": "๐", "gu": "૦", "pa": "੦", "ta": "௦", "te": "౦", "kn": "೦", "ml": "൦", "or": "୦",
}  # fmt: skip


@pytest.mark.parametrize("language", DIGITS)
def test_digits_of_a_script_are_digits(language: str) -> None:
    figures = str.maketrans({str(digit): chr(ord(DIGITS[language]) + digit) for digit in range(10)})
    for time in SOME_TIMES:
        text = format_date(time, "long", locale=language)
        if language == "ps" and time.month == 5:
            continue  # its name of May, two letters, is a word of Persian
        moment = read_text(text.translate(figures), DateContext(language=language, order=order_of_language(language)))
        assert moment.local_text() == time.isoformat()[:10], text


@settings(max_examples=200, deadline=None)
# Polish "listopad" is November, and October in Croatian.
@given(TIMES, st.sampled_from([locale for locale in MAJOR if locale != "pl"]), st.sampled_from(["full", "long"]))
def test_a_whole_date_needs_no_language(time: datetime, locale: str, width: str) -> None:
    text = format_date(time, width, locale=locale)
    assert read_text(text, DateContext()).local_text() == time.isoformat()[:10], text
