"""The rules around dates: attributes, relative times, order, dates in running text, and what wins when two disagree."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import NO_MOMENT, Moment
from pipeline.parsers.dates import (
    DateContext,
    date_like,
    find_dates,
    learn_order,
    order_of_language,
    read_machine,
    read_text,
    reconcile,
)

FETCHED = datetime(2017, 6, 9, 12, 16, 30, tzinfo=UTC)
NAIVE = st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)).map(lambda time: time.replace(microsecond=0))
OFFSETS = st.integers(-48, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))

# Attributes ----------

# value, local, instant
MACHINE = [
    ("2017-06-09T14:16:00+02:00", "2017-06-09T14:16:00", "2017-06-09T14:16:00+02:00"),
    ("2017-06-09T14:16:00+0200", "2017-06-09T14:16:00", "2017-06-09T14:16:00+02:00"),
    ("20170609T141600+0200", "2017-06-09T14:16:00", "2017-06-09T14:16:00+02:00"),
    ("2017-06-09T14:16:00 02:00", "2017-06-09T14:16:00", "2017-06-09T14:16:00+02:00"),
    ("2017-06-09T14:16:00+15:00", "2017-06-09T14:16:00", None),
    ("1017-06-09T14:16:00Z", None, None),
    ("2017-06-09T14:16:00.123456-0500", "2017-06-09T14:16:00", "2017-06-09T14:16:00-05:00"),
    ("2017-06-09T14:16:00Z", None, "2017-06-09T14:16:00+00:00"),
    ("2017-06-09T14:16:00UTC", None, "2017-06-09T14:16:00+00:00"),
    ("2017-06-09T14:16+00:00", "2017-06-09T14:16", "2017-06-09T14:16:00+00:00"),
    ("2017-06-09 14:16:00", "2017-06-09T14:16:00", None),
    ("2017-6-9T4:16", "2017-06-09T04:16", None),
    ("2017-06-09 2:16 PM", "2017-06-09T14:16", None),
    ("2017-06-09", "2017-06-09", None),
    ("2017-06", "2017-06", None),
    ("20170609", "2017-06-09", None),
    ("Fri, 09 Jun 2017 14:16:00 +0200", "2017-06-09T14:16:00", "2017-06-09T14:16:00+02:00"),
    ("Fri, 09 Jun 2017 14:16:00 GMT", None, "2017-06-09T14:16:00+00:00"),
    ("Fri Jun 09 2017 14:16:00 GMT+0200 (CEST)", "2017-06-09T14:16:00", "2017-06-09T14:16:00+02:00"),
    ("24.04.2018 12:29:19 (Europe/Moscow)", "2018-04-24T12:29:19", "2018-04-24T12:29:19+03:00"),
    ("26. Januar 2022 13:05", "2022-01-26T13:05", None),
    ("1497010560", None, "2017-06-09T12:16:00+00:00"),
    ("1497010560000", None, "2017-06-09T12:16:00+00:00"),
    ("06/07/2015", None, None),
    ("comment_date", None, None),
    ("0000-00-00 00:00:00", None, None),
    ("-0001-11-30T00:00:00+00:00", None, None),
    ("2017-13-01", None, None),
    ("5 comments", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("value", "local", "at"), MACHINE)
def test_an_attribute_is_read(value: str, local: str | None, at: str | None) -> None:
    moment = read_machine(value)
    assert (moment.local_text(), moment.at_text()) == (local, at)


def test_an_hour_that_a_zone_has_twice_is_no_instant() -> None:
    assert read_machine("2017-10-29 02:30:00 Europe/Berlin").at is None
    assert read_machine("2017-10-29 03:30:00 Europe/Berlin").at_text() == "2017-10-29T03:30:00+01:00"


@given(NAIVE, OFFSETS)
def test_iso_8601_comes_back(time: datetime, zone: timezone) -> None:
    aware = time.replace(tzinfo=zone)
    moment = read_machine(aware.isoformat())
    assert (moment.local, moment.at, moment.precision) == (time, aware, "second")


@given(st.integers(100_000_000, 4_000_000_000))
def test_an_epoch_comes_back(seconds: int) -> None:
    assert read_machine(str(seconds)).at == read_machine(f"{seconds}789").at == datetime.fromtimestamp(seconds, UTC)


# What other libraries read wrongly (dateparser #765, #877, #836, #902, #1225) ----------


@pytest.mark.parametrize(
    ("language", "text", "local"),
    [
        ("de", "10.03.2012", "2012-03-10"),
        ("de", "2012-03-10", "2012-03-10"),
        ("de", "2012-03-10 09:08", "2012-03-10T09:08"),
        ("pt", "01/12/2012", None),
        ("de", "13.01.", None),
        ("de", "1. Februar 2020", "2020-02-01"),
        ("pt", "3 de março de 2014", "2014-03-03"),
        ("en", "12:30", None),
        ("en", "May I?", None),
        ("en", "10", None),
        ("en", "https://blog.example/2012/09/20/party", None),
        ("en", "31 February 2017", None),
        ("en", "2017-06-09T14:16:00", "2017-06-09T14:16:00"),
        ("th", "9 มิ.ย. 2560 เวลา 14:16 น.", "2017-06-09T14:16"),
        ("fa", "۱۳۹۶/۰۳/۱۹", "2017-06-09"),
        ("fa", "۱۹ خرداد ۱۳۹۶", "2017-06-09"),
        ("de", "Orakel Januar 2014: Der Sukkubus", "2014-01"),
    ],
)
def test_day_and_month_are_never_swapped_and_nothing_is_made_up(language: str, text: str, local: str | None) -> None:
    assert read_text(text, DateContext(language, fetched_at=FETCHED)).local_text() == local


def test_a_year_comes_only_from_the_text_or_the_context() -> None:
    assert not read_text("9. Juni um 14:16", DateContext("de", fetched_at=FETCHED))
    assert read_text("9. Juni um 14:16", DateContext("de", year=2016)).local_text() == "2016-06-09T14:16"
    assert read_text("29 February", DateContext("en", year=2017)).local is None


@given(NAIVE, st.sampled_from(["dmy", "mdy"]), st.sampled_from("/.-"))
def test_figures_are_read_in_the_order_of_the_page(time: datetime, order: str, mark: str) -> None:
    text = time.strftime(f"%d{mark}%m{mark}%Y" if order == "dmy" else f"%m{mark}%d{mark}%Y")
    moment = read_text(text, DateContext("en", order="dmy" if order == "dmy" else "mdy"))
    assert moment.local_text() == time.date().isoformat()


@settings(max_examples=300)
@given(
    st.text(st.sampled_from(string.digits * 2 + "./-:,年月日apmJunimärz가\u200f'"), max_size=40),
    st.sampled_from(["de", "ja", None]),
)
def test_any_text_gives_a_moment(text: str, language: str | None) -> None:
    moment = read_text(text, DateContext(language, fetched_at=FETCHED))
    assert bool(moment) == (moment.precision is not None)
    assert (read_machine(text).precision is not None) or not read_machine(text)
    date_like(text)


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_wild_text_never_raises(text: str) -> None:
    read_text(text, DateContext(None, fetched_at=FETCHED))
    read_machine(text)
    find_dates(text)
    learn_order([text])


# Relative times ----------

RELATIVE = [
    ("en", "3 hours ago", None, "2017-06-09T09:00:00+00:00", "hour"),
    ("de", "50 Minuten 46 Sekunden her", None, "2017-06-09T11:25:44+00:00", "second"),
    ("de", "1 Stunde 51 Minuten her", None, "2017-06-09T10:25:00+00:00", "minute"),
    ("de", "vor einer Stunde", None, "2017-06-09T11:00:00+00:00", "hour"),
    ("ja", "3時間前", None, "2017-06-09T09:00:00+00:00", "hour"),
    ("ar", "قبل ساعتين", None, "2017-06-09T10:00:00+00:00", "hour"),
    ("de", "vor 3 Jahren", "2014", None, "year"),
    (None, "il y a 3 ans", "2014", None, "year"),
    ("en", "3 years, 2 months ago", "2017-04", None, "month"),
    ("de", "vor 11 Wochen", "2017-03", None, "month"),
    ("fr", "il y a 2 jours", "2017-06-07", None, "day"),
    ("ru", "год назад", "2016", None, "year"),
    ("de", "gestern um 14:16", "2017-06-08T14:16", None, "minute"),
    ("en", "2 days ago at 07:52 am", "2017-06-07T07:52", None, "minute"),
    ("fr", "à 14 heures", None, None, None),
    ("de", "mehr dazu hier", None, None, None),
    ("en", "what is new and good in our little town today", None, None, None),
    ("en", "Live your future today", None, None, None),
    ("de", "Heute", "2017-06-09", None, "day"),
    ("en", "99999999999 years ago", None, None, None),
]


@pytest.mark.parametrize(("language", "text", "local", "at", "precision"), RELATIVE)
def test_a_relative_time_is_as_exact_as_its_unit(
    language: str | None, text: str, local: str | None, at: str | None, precision: str | None
) -> None:
    moment = read_text(text, DateContext(language, fetched_at=FETCHED))
    assert (moment.local_text(), moment.at_text(), moment.precision) == (local, at, precision)


@pytest.mark.parametrize("text", [row[1] for row in RELATIVE])
def test_without_the_capture_time_a_relative_time_is_none(text: str) -> None:
    assert not read_text(text, DateContext("de"))


def test_in_the_blogs_zone_a_relative_time_has_a_wall_clock() -> None:
    fetched = FETCHED.astimezone(ZoneInfo("Europe/Berlin"))
    moment = read_text("3 hours ago", DateContext("en", fetched_at=fetched))
    assert (moment.local_text(), moment.at) == ("2017-06-09T11", datetime(2017, 6, 9, 9, tzinfo=UTC))


# Order ----------


@pytest.mark.parametrize(
    ("samples", "language", "order"),
    [
        (["06/07/2015", "23/07/2015"], None, "dmy"),
        (["06/07/2015", "07/23/2015"], "de", "mdy"),
        (["17/12/31", "18/01/02", "18/01/15", "18/02/01"], None, "ymd"),
        (["23/04/18"], None, "dmy"),
        (["01/02/2015", "02/03/2015", "03/01/2015", "04/02/2015"], None, "mdy"),
        (["06/07/2015"], None, None),
        (["06/07/2015"], "en-US", None),
        (["06/07/2015"], "en-GB", "dmy"),
        (["06/07/2015"], "fr", "dmy"),
        (["13/12/2015", "12/13/2015"], "fr", None),
        ([], "hu", "ymd"),
    ],
)
def test_the_order_is_learnt_from_all_dates_together(samples: list[str], language: str | None, order: str) -> None:
    assert learn_order(samples, language) == order


@settings(max_examples=200)
@given(st.lists(NAIVE, min_size=1, max_size=8), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_a_learnt_order_never_contradicts_the_page(times: list[datetime], form: str) -> None:
    samples = [time.strftime(form) for time in sorted(times)]
    learnt = learn_order(samples)
    true = "dmy" if form.startswith("%d") else "mdy"
    for time, sample in zip(sorted(times), samples, strict=True):
        if learnt == true:
            assert read_text(sample, DateContext(order=learnt)).local == datetime(time.year, time.month, time.day)
    if any(time.day > 12 for time in times):
        assert learnt == true


def test_a_day_known_for_certain_tells_the_order() -> None:
    known = [datetime(2015, 3, 9, 8, 12)]
    assert learn_order(["3/09/15 8:12am", "3/10/15 9:00am"], "en-US", known) == "mdy"
    assert learn_order(["3/11/15 8:12am"], "en-US", known) is None


def test_no_comment_is_older_than_its_post_or_younger_than_the_capture() -> None:
    posted, fetched = datetime(2020, 2, 1), datetime(2020, 7, 1)
    assert learn_order(["06/02/2020"], "en-US", [], (posted, None)) is None
    assert learn_order(["01/04/2020"], "en-US", [], (posted, None)) == "dmy"
    assert learn_order(["06/09/2020"], "en-US", [], (posted, fetched)) == "mdy"


def test_dates_parted_by_points_have_the_day_first() -> None:
    assert learn_order(["12.05.2019 at 2:47 PM"], "en") == "dmy"


def test_the_order_of_a_region() -> None:
    assert order_of_language("en") is None
    assert order_of_language("de-AT") == "dmy"
    assert order_of_language("es-PR") == "mdy"
    assert order_of_language("xx") is None


# Running text ----------


def test_dates_are_found_with_their_places() -> None:
    text = (
        "We met on June 9th, 2017 at 2:16 pm, and again on 2018-01-02. Version 1.2.3 has 40 files; call 0176 555 1234, "
        "ask for 12/2017 or 5.5 kg. Am 3. Oktober 2019 war frei."
    )
    found = find_dates(text, DateContext("de"))
    assert [(text[date.start : date.end], date.moment.local_text()) for date in found] == [
        ("June 9th, 2017 at 2:16 pm", "2017-06-09T14:16"),
        ("2018-01-02", "2018-01-02"),
        ("3. Oktober 2019", "2019-10-03"),
    ]


@given(st.text("abc xyz,.\n", max_size=120), NAIVE, st.text("abc xyz,\n", max_size=120))
def test_a_date_is_found_wherever_it_stands(before: str, time: datetime, after: str) -> None:
    text = f"{before} {time:%Y-%m-%d} {after}"
    (date,) = find_dates(text)
    assert text[date.start : date.end] == f"{time:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("June 9, 2017 at 2:16 pm", True),
        ("28.09.19 13:39", True),
        ("2017年6月9日", True),
        ("9 de junio de 2017", True),
        ("vor 3 Stunden", True),
        ("yesterday", True),
        ("an hour ago", True),
        ("Leave a comment", False),
        ("Anna Beispiel", False),
        ("", False),
        ("2017 " * 40, False),
    ],
)
def test_short_texts_are_told_apart_cheaply(text: str, is_one: bool) -> None:
    assert date_like(text) is is_one


# Shown and stated ----------


@pytest.mark.parametrize(
    ("shown", "attribute", "local", "at"),
    [
        ("9. Juni 2017 um 14:16", "2017-06-09T14:16:07+02:00", "2017-06-09T14:16:07", "2017-06-09T14:16:07+02:00"),
        ("9. Juni 2017 um 14:16", "2017-06-09T12:16:07Z", "2017-06-09T14:16:07", "2017-06-09T14:16:07+02:00"),
        ("9. Juni 2017 um 14:16", "2017-06-09T12:16:07+00:00", "2017-06-09T14:16:07", "2017-06-09T14:16:07+02:00"),
        ("9. Juni 2017 um 14:16", "1497010567", "2017-06-09T14:16:07", "2017-06-09T14:16:07+02:00"),
        ("9. Juni 2017 um 14:16", "2017-06-09", "2017-06-09T14:16", None),
        ("9. Juni 2017 um 14:16", "2016-01-01T00:00:00Z", "2017-06-09T14:16", None),
        ("9. Juni 2017 um 14:16", "2017-06-09T12:20:00Z", "2017-06-09T14:16", None),
        ("9. Juni 2017 um 14:16", "comment_date", "2017-06-09T14:16", None),
        ("9. Juni 2017", "2017-06-09T14:16:07+02:00", "2017-06-09T14:16:07", "2017-06-09T14:16:07+02:00"),
        ("9. Juni 2017", "2017-06-08T22:30:00Z", "2017-06-09", "2017-06-08T22:30:00+00:00"),
        ("9. Juni 2017", "2011-06-08T22:30:00Z", "2017-06-09", None),
        ("9. Juni", "2017-06-09T14:16:07+02:00", "2017-06-09T14:16:07", "2017-06-09T14:16:07+02:00"),
        ("Anna", "2017-06-09T14:16:07Z", None, "2017-06-09T14:16:07+00:00"),
    ],
)
def test_the_shown_clock_stands_and_the_attribute_gives_the_instant(
    shown: str, attribute: str, local: str | None, at: str | None
) -> None:
    moment = reconcile(read_text(shown, DateContext("de")), read_machine(attribute))
    assert (moment.raw, moment.local_text(), moment.at_text()) == (shown, local, at)


def test_an_attribute_is_better_than_a_relative_time() -> None:
    shown = read_text("vor 3 Jahren", DateContext("de", fetched_at=FETCHED))
    moment = reconcile(shown, read_machine("2014-05-01T10:00:00+02:00"))
    assert (moment.raw, moment.local_text()) == ("vor 3 Jahren", "2014-05-01T10:00:00")
    moment = reconcile(read_text("3 hours ago", DateContext(fetched_at=FETCHED)), read_machine("2017-06-09T08:31:00Z"))
    assert moment.at_text() == "2017-06-09T08:31:00+00:00"


@given(NAIVE, OFFSETS, st.booleans())
def test_a_shown_minute_and_its_utc_instant_meet(time: datetime, zone: timezone, in_seconds: bool) -> None:
    instant = time.replace(tzinfo=zone).astimezone(UTC)
    shown = read_text(time.strftime("%Y-%m-%d %H:%M:%S" if in_seconds else "%Y-%m-%d %H:%M"))
    moment = reconcile(shown, read_machine(instant.isoformat().replace("+00:00", "Z")))
    assert (moment.local, moment.at) == (time, instant)


@given(st.sampled_from([NO_MOMENT, Moment("x", datetime(2017, 6, 9), None, "day")]))
def test_one_alone_is_kept(moment: Moment) -> None:
    assert reconcile(moment, NO_MOMENT) == moment
    assert reconcile(NO_MOMENT, moment) == moment
