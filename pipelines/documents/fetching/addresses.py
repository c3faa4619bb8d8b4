"""Which addresses may be asked: public ones, by http or https.

Belongs here: the judgement on an address, as it is written and as a name resolves. That no other is ever connected to is kept by
``connection``.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from pipelines.documents.fetching.limits import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: IPv6 addresses that lead to an IPv4 address, which is then the one that counts (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def problem_of_url(url: str) -> str | None:
    """Return what is wrong with an address as it is written; None if it may be asked, once its name resolves to a public one."""
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in url):
        return f"{url!r} holds control characters; write it again"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"{url!r} is no address ({error})"
    if parts.scheme not in ("http", "https"):
        return f"{url!r} is no http or https address"
    if not host:
        return f"{url!r} names no server"
    if parts.username is not None or parts.password is not None:
        return f"an address with a user or password in it ({parts.scheme}://…@{host}) is not asked"
    return None


def is_allowed(text: str, allowed: Iterable[Network] = ()) -> bool:
    """True if an IP address is public, or in one of the networks that are allowed all the same."""
    try:
        address = _meant(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return False
    if any(address in network for network in allowed if network.version == address.version):
        return True
    return address.is_global and not address.is_multicast and not address.is_reserved


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
