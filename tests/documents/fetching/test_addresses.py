"""Public addresses by http or https are asked; whatever leads elsewhere is not."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from pipelines.documents.fetching.addresses import is_allowed, problem_of_url


@pytest.mark.parametrize("url", ["http://a/x", "https://example.gov.cn:8443/预算.pdf?id=1", "http://[2400:3200::1]/a"])
def test_an_address_that_may_be_asked(url: str) -> None:
    assert problem_of_url(url) is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://a:99999/x", "is no address"),
        ("http://[::1", "is no address"),
        ("http:///x", "names no server"),
        ("ftp://a/x", "no http or https"),
        ("file:///etc/passwd", "no http or https"),
        ("gopher://a", "no http or https"),
        ("//a/x", "no http or https"),
        ("http://user:secret@a/x", "user or password"),
    ],
)
def test_an_address_that_may_not(url: str, words: str) -> None:
    problem = problem_of_url(url)
    assert problem is not None and words in problem and "secret" not in problem


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "localhost",
        "",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_allowed(address)


def test_a_network_may_be_allowed_and_no_other_is() -> None:
    allowed = (ip_network("10.1.0.0/16"), ip_network("127.0.0.1"))
    assert (
        is_allowed("10.1.2.3", allowed) and is_allowed("127.0.0.1", allowed) and is_allowed("::ffff:10.1.2.3", allowed)
    )
    assert not is_allowed("10.2.0.1", allowed) and not is_allowed("127.0.0.2", allowed)
