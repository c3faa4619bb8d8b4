"""What fetching may cost us and other people's servers: the limits, their defaults, and the variables that change them.

Belongs here: numbers. Who keeps them: ``connection`` (seconds, networks), ``hosts`` (delay, hosts at once), ``download`` (size, tries).
"""

from __future__ import annotations

import ipaddress
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_PREFIX = "YUSUAN_FETCH_"


class LimitError(ValueError):
    """A limit in the environment is none; the message says which and what to write."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits; the variable of a value is ``YUSUAN_FETCH_`` and its name, e.g. YUSUAN_FETCH_DELAY_SECONDS."""

    #: For one try in all, however slowly its bytes come, and for any single wait within it.
    seconds: float = 300
    idle_seconds: float = 30
    #: The largest real report is a hundredth of this.
    megabytes: float = 300
    #: Tries at one address within a run, the wait before the second (it doubles), and the longest a server may ask for.
    tries: float = 4
    wait_seconds: float = 2
    longest_wait_seconds: float = 120
    #: Between two requests to one host, and how many at once; a host's robots.txt may ask for a longer delay.
    delay_seconds: float = 1
    per_host: float = 1
    #: Hosts that are asked at the same time.
    hosts: float = 4
    #: A file that is there is asked for again after so many days, a listing page after so many hours; ``inf`` is never.
    recheck_days: float = 7
    listing_hours: float = 12
    #: An address that gave nothing is not asked again, by whatever run, for so many minutes after a fault that passes (longer if the
    #: server asks for it), and so many hours after an answer that is no file.
    retry_minutes: float = 5
    refused_hours: float = 12
    #: Files one listing page may bring: a page that lists more is looked at by a person first.
    listing_files: float = 500
    #: Networks that are not public and may be asked all the same (10.1.0.0/16, 127.0.0.1), joined by commas.
    allow_networks: tuple[Network, ...] = ()

    @property
    def max_bytes(self) -> int:
        """The size from which on a file is not taken."""
        return int(self.megabytes * 1_000_000)

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> FetchLimits:
        """Return the defaults, with what the environment says instead; raises ``LimitError`` for a value that is none."""
        env = os.environ if env is None else env
        found: dict[str, Any] = {}
        for field in fields(cls):
            variable = _PREFIX + field.name.upper()
            words = env.get(variable, "").strip()
            if words:
                found[field.name] = (
                    _networks(variable, words) if field.name == "allow_networks" else _number(variable, words)
                )
        return cls(**found)


#: Values that may be zero; the others must be more.
_MAY_BE_ZERO = ("DELAY_SECONDS", "WAIT_SECONDS", "RECHECK_DAYS", "LISTING_HOURS", "RETRY_MINUTES", "REFUSED_HOURS")
_MAY_BE_ENDLESS = ("RECHECK_DAYS", "LISTING_HOURS")


def _number(variable: str, words: str) -> float:
    try:
        value = float(words)
    except ValueError:
        value = math.nan
    name = variable.removeprefix(_PREFIX)
    is_good = value > 0 or (value == 0 and name in _MAY_BE_ZERO)
    if not is_good or (math.isinf(value) and name not in _MAY_BE_ENDLESS):
        raise LimitError(f"{variable}={words} is no number that can be its value; correct it or unset it")
    return value


def _networks(variable: str, words: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in words.split(",") if part.strip())
    except ValueError as error:
        raise LimitError(f"{variable}={words}: {error}; write networks such as 10.1.0.0/16,127.0.0.1") from error
