"""Values of the settings: each function takes what TOML gave and returns what we keep.

Each raises ValueError with what the value must be; whoever calls adds file, line and key.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pipeline.toml_tables import nearest

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def text(value: Any) -> str:
    """A text on one line."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("must be a text in quotes, on one line and not empty")
    return value


def boolean(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("must be a number of seconds, without quotes")
    return float(value)


def seconds(value: Any) -> float:
    """Seconds, from 0 to an hour."""
    if not 0 <= (number := _number(value)) <= 3600:
        raise ValueError("must be between 0 and 3600 seconds")
    return number


def seconds_over_zero(value: Any) -> float:
    """Seconds, more than 0."""
    if not 0 < (number := _number(value)) <= 3600:
        raise ValueError("must be more than 0 and at most 3600 seconds")
    return number


def whole(least: int, most: int) -> Callable[[Any], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}, without quotes")
        return value

    return read


def web_url(value: Any) -> str:
    """An http or https address."""
    url = text(value).strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or re.search(r"\s", url):
        raise ValueError("must be a web address such as https://blog.example/")
    return url


def home_url(value: Any) -> str:
    """A blog's home address, without fragment and credentials, with a path."""
    url = web_url(value)
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold a user name or password: they would be stored with every page")
    return parts._replace(path=parts.path or "/", fragment="").geturl()


def contact(value: Any) -> str:
    """A `mailto:` or web address that can stand in a header."""
    address = text(value).strip()
    if re.fullmatch(r"[^\s@:]+@[^\s@]+", address):
        raise ValueError(f'must say mailto: before an e-mail address: "mailto:{address}"')
    if not address.isascii() or not re.fullmatch(r"(?:mailto:[^\s@()]+@[^\s@()]+|https?://[^\s()]+)", address):
        raise ValueError('must be "mailto:…" or the address of a web page, in ASCII')
    return address


def name(value: Any) -> str:
    """A blog's name, good for command lines and file names."""
    if not re.fullmatch(r"\w[\w.-]*", text(value)):
        raise ValueError('must be letters, digits, ".", "-" and "_", and begin with a letter or digit')
    return str(value)


def timezone(value: Any) -> str:
    """An IANA time zone."""
    name = text(value)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        near = nearest(name, available_timezones())
        raise ValueError(f"must be a time zone such as Europe/Berlin; {name!r} is none{near}") from None
    return name


def _duration(value: Any) -> timedelta:
    match = re.fullmatch(r"\s*(\d{1,4})\s*([mhdw])\s*", value) if isinstance(value, str) else None
    if not match or int(match[1]) == 0:
        raise ValueError('must be durations such as "30m", "12h", "1d" or "2w"')
    return int(match[1]) * _UNITS[match[2]]


def recheck(value: Any) -> tuple[timedelta, timedelta, timedelta]:
    """Three durations."""
    if not isinstance(value, list) or len(value) != 3:
        raise ValueError('must be three durations (posts under 30 days, under a year, older): ["1d", "7d", "30d"]')
    first, second, third = map(_duration, value)
    return first, second, third
