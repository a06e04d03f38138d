"""robots.txt: what each origin allows us (RFC 9309), for a day. protego reads the rules; `http` fetches them."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

MAX_AGE = timedelta(hours=24)  # RFC 9309 §2.4
RETRY_AGE = timedelta(minutes=5)
MAX_LENGTH = 512 * 1024  # RFC 9309 §2.5 asks for at least 500 KiB
MAX_REDIRECTS = 5  # RFC 9309 §2.3.1.2
CRAWL_DELAY_MAX = 30.0
"""Seconds. A longer Crawl-delay (which RFC 9309 does not know) is cut to this, or a blog would never be finished."""

# Some sites write a version, which RFC 9309 §2.2.1 does not allow and protego then does not match.
_VERSION = re.compile(r"^(\s*user-agent\s*:\s*[\w-]+)/\S*", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin.

    unreachable: why nothing is known, so that everything is disallowed for now (RFC 9309 §2.3.1.4).
    """

    product: str
    fetched_at: datetime
    parsed: Protego | None = None
    unreachable: str | None = None

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        if self.unreachable:
            return False
        return self.parsed is None or self.parsed.can_fetch(url, self.product)

    @property
    def crawl_delay(self) -> float:
        """Seconds asked for between two requests, at most `CRAWL_DELAY_MAX`."""
        asked = self.parsed.crawl_delay(self.product) if self.parsed else None
        return min(max(asked or 0.0, 0.0), CRAWL_DELAY_MAX)

    def is_fresh(self, at: datetime) -> bool:
        """Whether the rules may still be used at `at`."""
        return at - self.fetched_at < (RETRY_AGE if self.unreachable else MAX_AGE)


class Robots:
    """The rules of all origins seen.

    Args:
        product: our product token.
    """

    def __init__(self, product: str) -> None:
        self._product = product
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def lock(self, origin: str) -> threading.Lock:
        """Held by whoever fetches an origin's robots.txt, so that it is fetched once."""
        with self._lock:
            return self._locks.setdefault(origin, threading.Lock())

    def known(self, origin: str, at: datetime) -> Rules | None:
        """The rules of `origin`, unless unknown or too old at `at`."""
        rules = self._rules.get(origin)
        return rules if rules and rules.is_fresh(at) else None

    def remember(self, origin: str, status: int | None, body: bytes, fetched_at: datetime, why: str = "") -> Rules:
        """Keep what an origin's robots.txt answered.

        Args:
            origin: scheme, host and port: `https://blog.example`.
            status: HTTP status after redirects; null if there was no answer. 429 counts as "not now", with 5xx.
            body: decoded.
            fetched_at: aware.
            why: what went wrong, if there was no answer.
        """
        if status is None or status == 429 or status >= 500:
            rules = Rules(self._product, fetched_at, unreachable=why or f"status {status}")
        elif 200 <= status < 300:
            rules = Rules(self._product, fetched_at, parse_rules(body))
        else:
            rules = Rules(self._product, fetched_at)
        self._rules[origin] = rules
        return rules


def parse_rules(body: bytes) -> Protego:
    """The rules in `body`: UTF-8, a byte order mark and what is no UTF-8 left out, the first 512 KiB."""
    text = body[:MAX_LENGTH].decode("utf-8-sig", errors="ignore")
    return Protego.parse(_VERSION.sub(r"\1", text))
