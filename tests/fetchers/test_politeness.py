"""Turns at a host, with a clock that is told."""

from __future__ import annotations

import pytest

from pipeline.fetchers.politeness import Pacer


class Time:
    """A clock that moves only by sleeping and working."""

    def __init__(self) -> None:
        self.at = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def test_the_delay_counts_from_the_end_of_the_request_before() -> None:
    time = Time()
    pacer = Pacer(time.sleep, time)
    for _ in range(3):
        with pacer.turn("blog.example", 2.0):
            time.at += 5
    assert time.slept == [2.0, 2.0]


def test_time_that_passed_anyway_is_not_waited_again() -> None:
    time = Time()
    pacer = Pacer(time.sleep, time)
    with pacer.turn("blog.example", 2.0):
        pass
    time.at += 1.5
    with pacer.turn("BLOG.example", 2.0):
        pass
    time.at += 9
    with pacer.turn("blog.example", 2.0):
        pass
    assert time.slept == [0.5]


def test_hosts_do_not_wait_for_each_other() -> None:
    time = Time()
    pacer = Pacer(time.sleep, time)
    with pacer.turn("a.example", 2.0), pacer.turn("b.example", 2.0):
        pass
    assert time.slept == []


def test_a_pause_holds_for_the_whole_host_and_only_once() -> None:
    time = Time()
    pacer = Pacer(time.sleep, time)
    with pacer.turn("blog.example", 1.0) as turn:
        turn.pause = 30.0
    for _ in range(2):
        with pacer.turn("blog.example", 1.0):
            pass
    assert time.slept == [30.0, 1.0]


def test_a_turn_that_fails_is_over() -> None:
    time = Time()
    pacer = Pacer(time.sleep, time)
    with pytest.raises(OSError), pacer.turn("blog.example", 2.0):
        raise OSError
    with pacer.turn("blog.example", 2.0):
        pass
    assert time.slept == [2.0]
