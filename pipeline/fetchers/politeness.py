"""Politeness: one request at a time per host, with a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Turn:
    """The right to make one request to a host. pause: seconds that the host is to be left alone after it."""

    pause: float = 0.0


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    last_end: float = float("-inf")
    not_before: float = float("-inf")


class Pacer:
    """Gives out turns. A host is a name without port: http and https, and several blogs on it, share its turns.

    Args:
        sleep: waits so many seconds; may return early when the run is stopped.
        clock: monotonic seconds.
    """

    def __init__(self, sleep: Callable[[float], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[Turn]:
        """Wait until `host` is free and rested for `delay` seconds; the turn ends with the block."""
        state = self._state(host)
        with state.lock:
            wait = max(state.last_end + delay, state.not_before) - self._clock()
            if wait > 0:
                self._sleep(wait)
            turn = Turn()
            try:
                yield turn
            finally:
                state.last_end = self._clock()
                state.not_before = state.last_end + turn.pause

    def _state(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host.lower(), _Host())
