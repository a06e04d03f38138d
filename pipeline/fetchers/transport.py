"""The transport: sends one request and says how it went. Follows and retries nothing.

It uses the adapter of `requests` and not its `Session`: a session reads and decompresses the body of every redirect
without a cap, even when told not to follow it, keeps cookies, and asks the environment for proxies and passwords.
"""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from pipeline.fetchers.guard import RefusedPeer, check_name
from pipeline.fetchers.policy import FetchPolicy
from pipeline.fetchers.wire import CURRENT, CutOff, Exchange, RecordedHTTPConnection, RecordedHTTPSConnection

_STEP = 2**16
_HOSTS_KEPT = 64
_OBJECT = re.compile(r"<?[\w.]+\(host=[^)]*\)(?: at 0x\w+>)?: |<[\w.]+ object at 0x\w+>[:,]? ?")

FaultKind = Literal[
    "length", "time", "disconnect", "tls", "refused", "invalid", "stopped", "oversize", "damaged", "unsupported"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an exchange gave no whole body. detail: for people.

    length, time, disconnect: the transfer was cut, by our cap or deadline or by the other side. oversize, damaged,
    unsupported: it came whole, but its content coding can't be undone (within the cap).
    """

    kind: FaultKind
    detail: str


class _Pool(HTTPConnectionPool):
    ConnectionCls = RecordedHTTPConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = RecordedHTTPSConnection


_POOLS = {"http": _Pool, "https": _TlsPool}


class _RecordingAdapter(HTTPAdapter):
    """requests' adapter over recorded connections."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager


class Transport:
    """The connections that all threads share.

    Args:
        policy: time-outs, caps, proxy and CA bundle.
        is_stopped: asked while a body comes in.
    """

    def __init__(self, policy: FetchPolicy, is_stopped: Callable[[], bool]) -> None:
        self._policy = policy
        self._is_stopped = is_stopped
        self._proxies = {"http": policy.proxy, "https": policy.proxy} if policy.proxy else {}
        self._adapter = _RecordingAdapter(pool_connections=_HOSTS_KEPT, pool_maxsize=1)

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: str | None, allow_private: bool
    ) -> tuple[Exchange, Fault | None]:
        """Send one request and read the whole response, whatever its status.

        Args:
            method, url, headers, body: the request; `url` absolute, without credentials.
            allow_private: whether the peer's address may be private.
        Returns: what went over the wire, and why it is not whole, if so. Never raises for anything a server does.
        """
        policy = self._policy
        exchange = Exchange(
            time.monotonic() + policy.total_timeout, policy.max_bytes, policy.read_timeout, allow_private
        )
        exchange.proxied = bool(policy.proxy)
        token = CURRENT.set(exchange)
        try:
            return exchange, self._send(exchange, method, url, headers, body)
        except (RefusedPeer, CutOff, OSError, HTTPError, http.client.HTTPException, ValueError) as error:
            return exchange, _fault(exchange, error, policy)
        finally:
            CURRENT.reset(token)

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()

    def _send(
        self, exchange: Exchange, method: str, url: str, headers: Mapping[str, str], body: str | None
    ) -> Fault | None:
        policy = self._policy
        if exchange.proxied:
            check_name(urlsplit(url).hostname or "", exchange.allow_private)
        data = None if body is None else body.encode()
        response = self._adapter.send(
            requests.Request(method, url, headers=dict(headers), data=data).prepare(),
            stream=True,
            timeout=(policy.connect_timeout, policy.read_timeout),
            verify=policy.ca_bundle or True,
            proxies=self._proxies,
        )
        try:
            return self._read(exchange, response)
        finally:
            response.close()

    def _read(self, exchange: Exchange, response: requests.Response) -> Fault | None:
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and int(announced) > exchange.max_bytes:
            return _over(self._policy, f"it announces {int(announced):,} bytes")
        while response.raw.read1(_STEP, decode_content=False):
            if self._is_stopped():
                return Fault("stopped", "the run was stopped")
        return _over(self._policy, "more came") if exchange.is_over else None


def ascii_form(url: str) -> str:
    """`url` as it goes over the wire: host in punycode, other letters percent-encoded. As it is, if that can't be."""
    if url.isascii() and url.isprintable() and " " not in url:
        return url
    try:
        return requests.Request("GET", url).prepare().url or url
    except ValueError:
        return url


def _over(policy: FetchPolicy, what: str) -> Fault:
    return Fault("length", f"{what}, over the cap of {policy.max_bytes:,}")


def _fault(exchange: Exchange, error: Exception, policy: FetchPolicy) -> Fault:
    if isinstance(error, RefusedPeer):
        return Fault("refused", error.address)
    if exchange.is_over:
        return _over(policy, "more came")
    if exchange.is_late:
        return Fault("time", f"not complete after {policy.total_timeout:g} s")
    if isinstance(error, requests.exceptions.SSLError):
        return Fault("tls", f"TLS: {_reason(error)}")
    if isinstance(error, ValueError) and not isinstance(error, requests.exceptions.ChunkedEncodingError):
        return Fault("invalid", f"not a valid address: {_reason(error)}")
    return Fault("disconnect", _reason(error))


def _reason(error: BaseException) -> str:
    """The innermost words of an error that libraries have wrapped in each other."""
    seen = 0
    while seen < 8:
        inner = getattr(error, "reason", None)
        if not isinstance(inner, BaseException):
            inner = next((each for each in error.args if isinstance(each, BaseException)), None)
        if inner is None:
            break
        error, seen = inner, seen + 1
    text = str(error.args[0]) if len(error.args) == 1 else str(error)
    text = _OBJECT.sub("", text).strip() or type(error).__name__
    if isinstance(error, http.client.BadStatusLine) and not isinstance(error, http.client.RemoteDisconnected):
        return f"the answer is no HTTP; it begins with {text[:60]!r}"
    return text
