"""Hosts are asked one thing after the other, at their pace, and only for what their robots.txt allows."""

from __future__ import annotations

import threading
import time

import pytest

from pipelines.documents.fetching.hosts import Hosts
from tests.documents.fetching.site import limits


def test_a_host_has_a_rest_between_two_turns_and_another_host_does_not_wait_for_it() -> None:
    hosts = Hosts(limits(delay_seconds=0.2), lambda _: "")
    started = time.monotonic()
    with hosts.turn("http://a/1"), hosts.turn("http://b/1"):
        pass
    assert time.monotonic() - started < 0.15
    with hosts.turn("http://a/2"):
        assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(("per_host", "most"), [(1, 1), (3, 3)])
def test_no_more_turns_at_once_than_allowed(per_host: int, most: int) -> None:
    hosts, lock = Hosts(limits(per_host=per_host), lambda _: ""), threading.Lock()
    now, highest = 0, 0

    def ask() -> None:
        nonlocal now, highest
        with hosts.turn("http://a/1"):
            with lock:
                now += 1
                highest = max(highest, now)
            time.sleep(0.05)
            with lock:
                now -= 1

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert highest == most


def test_robots_are_read_once_a_host_and_obeyed() -> None:
    read: list[str] = []

    def robots(url: str) -> str:
        read.append(url)
        return "User-agent: *\nDisallow: /private/\nAllow: /private/open/\n"

    hosts = Hosts(limits(), robots)
    assert hosts.may_ask("http://a/x.pdf") and hosts.may_ask("http://a/private/open/x.pdf")
    assert not hosts.may_ask("http://a/private/x.pdf")
    assert read == ["http://a/robots.txt"]


def test_rules_for_us_come_before_those_for_all() -> None:
    hosts = Hosts(limits(), lambda _: "User-agent: *\nDisallow: /\n\nUser-agent: yusuan\nDisallow: /a\n")
    assert hosts.may_ask("http://h/b.pdf") and not hosts.may_ask("http://h/a.pdf")


def test_a_longer_delay_that_robots_ask_for_is_kept() -> None:
    hosts = Hosts(limits(delay_seconds=0), lambda _: "User-agent: *\nCrawl-delay: 0.3\n")
    hosts.may_ask("http://a/1")
    started = time.monotonic()
    for number in range(2):
        with hosts.turn(f"http://a/{number}"):
            pass
    assert 0.3 <= time.monotonic() - started < 2


def test_a_page_in_place_of_robots_forbids_nothing() -> None:
    assert Hosts(limits(), lambda _: "<!DOCTYPE html><html>404</html>").may_ask("http://a/x.pdf")
