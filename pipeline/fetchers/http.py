"""The fetcher: gets one URL politely, stores every response on the way, and gives back the capture."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from pipeline.errors import BadStatus, FetchError, ForbiddenAddress, RobotsDenied, Stopped, Unreachable
from pipeline.fetchers import robots
from pipeline.fetchers.answer import (
    Answer,
    Hop,
    check_url,
    described,
    failure_of,
    next_hop,
    plain_url,
    read_answer,
    record_of,
    wait_before_retry,
    without_credentials,
)
from pipeline.fetchers.codings import ACCEPTED
from pipeline.fetchers.policy import FetchPolicy, HostPolicy
from pipeline.fetchers.politeness import Pacer
from pipeline.fetchers.records import asked_capture, request_record
from pipeline.fetchers.transport import Transport, ascii_form
from pipeline.fetchers.writer import WarcWriter
from pipeline.models import Capture, FetchRequest, Problem

MAX_REDIRECTS = 10
REDIRECT, RETRY, ROBOTS = "redirect", "retry", "robots"
"""Purposes of captures that are no answer to a request: on the way, superseded by a further attempt, robots.txt."""

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_log = logging.getLogger(__name__)


class Fetcher:
    """Fetches for all blogs of a run; threads may share it. Hosts are served side by side, each one in turns.

    Args:
        writer: where every response and failure goes before `fetch` returns.
        policy: how requests are made.
        hosts: by blog name, what its entry says.
        now: gives the current time, aware.
        stop: set to make every waiting or running fetch end with `Stopped`.
        sleep: waits so many seconds; by default until `stop` is set.
    """

    def __init__(
        self,
        writer: WarcWriter,
        policy: FetchPolicy,
        hosts: Mapping[str, HostPolicy],
        now: Callable[[], datetime],
        stop: threading.Event | None = None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._writer = writer
        self._policy = policy
        self._hosts = hosts
        self._now = now
        self._stop = stop or threading.Event()
        self._pacer = Pacer(sleep or self._stop.wait)
        self._robots = robots.Robots(policy.product)
        self._transport = Transport(policy, self._stop.is_set)

    def fetch(self, request: FetchRequest) -> Capture:
        """Fetch one URL, its redirects and before them the robots.txt of each host.

        Args:
            request: what to fetch; `request.blog` is one of `hosts`.
        Returns: the final response, stored, whatever its status; a `revisit` without body if nothing changed.
        Raises:
            RobotsDenied, Unreachable, BadStatus, TooLarge, ForbiddenAddress: after the failure was stored; its
                capture is the error's `capture`.
            Stopped: `stop` was set; nothing is stored of this request but its redirects.
            LoadError: the WARC file can't be written (`DiskFull`, …).
        """
        return self._follow(replace(request, url=without_credentials(request.url)), MAX_REDIRECTS, obey=True)

    def remember_robots(self, origin: str, status: int, body: bytes, fetched_at: datetime) -> None:
        """Use a stored robots.txt instead of fetching it, if it is younger than a day.

        Args:
            origin: scheme, host and port: `https://blog.example`.
            status, body: of the final response, body decoded.
            fetched_at: aware.
        """
        self._robots.remember(origin.rstrip("/").lower(), status, body, fetched_at)

    def close(self) -> None:
        """Close all connections. The writer stays open."""
        self._transport.close()

    # Ways ----------

    def _follow(self, request: FetchRequest, redirects: int, *, obey: bool) -> Capture:
        """Go from hop to hop; store the failure if there is one."""
        hop = Hop(plain_url(request.url), request.method, request.body)
        seen: set[Hop] = set()
        try:
            while True:
                check_url(hop.url, request.url, is_redirect=bool(seen))
                hop = replace(hop, url=ascii_form(hop.url))
                if hop in seen or len(seen) > redirects:
                    raise _endless(request.url, hop, seen)
                seen.add(hop)
                delay = self._permitted_delay(request, hop.url) if obey else self._hosts[request.blog].delay
                capture, target = self._retrieve(request, hop, delay)
                if target is None:
                    return capture
                hop = target
        except FetchError as error:
            if error.capture is None and not isinstance(error, Stopped):
                error.capture = self._writer.write_failure(request, Problem(error.code, error.detail), hop.url)
            _log.info("failed url=%s code=%s detail=%s", request.url, error.code, error.detail)
            raise

    def _retrieve(self, request: FetchRequest, hop: Hop, delay: float) -> tuple[Capture, Hop | None]:
        """Ask one address until its answer stands; store every answer."""
        host = urlsplit(hop.url).hostname or ""
        attempt = 0
        while True:
            with self._pacer.turn(host, delay) as turn:
                if self._stop.is_set():
                    raise Stopped(request.url, "the run was stopped")
                asked_at = self._now()
                answer = self._ask(request, hop)
                wait = wait_before_retry(answer, attempt, self._policy, self._now())
                turn.pause = wait or 0.0
            target = next_hop(answer, hop) if wait is None else None
            purpose = RETRY if wait is not None else REDIRECT if target else request.purpose
            capture = self._store(request, purpose, hop, asked_at, answer)
            if wait is None:
                return self._settled(request, capture, answer), target
            attempt += 1
            _log.debug("again url=%s status=%s fault=%s wait=%.1f", hop.url, answer.status, answer.fault, wait)

    def _settled(self, request: FetchRequest, capture: Capture | None, answer: Answer) -> Capture:
        if answer.fault:
            error = failure_of(answer.fault, request.url)
            error.capture = capture
            raise error
        assert capture is not None  # no fault: there was a response
        _log.info("fetched url=%s status=%s bytes=%d", request.url, capture.status, len(answer.body))
        return capture

    # One exchange ----------

    def _ask(self, request: FetchRequest, hop: Hop) -> Answer:
        own = self._hosts[request.blog]
        allow_private = own.allow_private_addresses and _host(hop.url) == _host(
            f"{urlsplit(hop.url).scheme}://{own.own_host}"
        )
        headers = self._headers(request, hop)
        exchange, fault = self._transport.send(hop.method, hop.url, headers, hop.body, allow_private)
        return read_answer(exchange, fault, self._policy)

    def _headers(self, request: FetchRequest, hop: Hop) -> dict[str, str]:
        headers = {"User-Agent": self._policy.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        if hop.body is not None:
            is_json = hop.body.lstrip().startswith(("{", "["))
            headers["Content-Type"] = "application/json" if is_json else "application/x-www-form-urlencoded"
        previous = request.previous
        if previous and hop.method == "GET" and hop.url == previous.final_url:
            headers |= {"If-None-Match": previous.etag} if previous.etag else {}
            headers |= {"If-Modified-Since": previous.last_modified} if previous.last_modified else {}
        return headers

    def _store(self, request: FetchRequest, purpose: str, hop: Hop, at: datetime, answer: Answer) -> Capture | None:
        if answer.message is None or (answer.fault and answer.fault.kind == "stopped"):
            return None
        asked = asked_capture(request, self._writer.new_id(), hop.url, at)
        previous = request.previous if purpose == request.purpose else None
        capture, record = record_of(described(replace(asked, purpose=purpose), answer), answer, previous)
        sent = request_record(capture, self._writer.new_id(), bytes(answer.exchange.sent))
        return self._writer.write(capture, [record, sent])

    # robots.txt ----------

    def _permitted_delay(self, request: FetchRequest, url: str) -> float:
        """Seconds to keep between two requests to the host of `url`, which robots.txt allows us."""
        rules = self._rules(request, url)
        if rules.unreachable:
            raise Unreachable(request.url, f"robots.txt of {_host(url)} can't be read: {rules.unreachable}")
        if not rules.allows(url):
            raise RobotsDenied(request.url, f"robots.txt of {_host(url)} asks {self._policy.product} to stay away")
        return max(self._hosts[request.blog].delay, rules.crawl_delay)

    def _rules(self, request: FetchRequest, url: str) -> robots.Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        with self._robots.lock(origin):
            known = self._robots.known(origin, self._now())
            return known or self._fetch_rules(request.blog, origin, request.url)

    def _fetch_rules(self, blog: str, origin: str, page_url: str) -> robots.Rules:
        at = self._now()
        request = FetchRequest(url=f"{origin}/robots.txt", blog=blog, purpose=ROBOTS)
        try:
            capture = self._follow(request, robots.MAX_REDIRECTS, obey=False)
        except BadStatus:
            return self._robots.remember(origin, 404, b"", at)  # endless redirects: RFC 9309 §2.3.1.2
        except Stopped:
            raise
        except ForbiddenAddress as error:
            raise ForbiddenAddress(page_url, error.detail) from error
        except FetchError as error:
            if not isinstance(error.capture, Capture) or error.capture.status is None:
                return self._robots.remember(origin, None, b"", at, error.detail)
            capture = error.capture
        return self._robots.remember(origin, capture.status, capture.body or b"", at)


def _host(url: str) -> str:
    """Host and, unless it is the scheme's default, port; an IPv6 address without brackets."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower().replace("[", "").replace("]", "")
    return host.removesuffix(f":{_DEFAULT_PORTS.get(parts.scheme)}")


def _endless(url: str, hop: Hop, seen: set[Hop]) -> BadStatus:
    what = "redirects in a circle" if hop in seen else f"redirects more than {len(seen) - 1} times"
    return BadStatus(url, f"{what}, at {hop.url}; does the site want cookies?", 302)
