"""How long things are kept that only grow: the settings of ``yusuan prune``.

Belongs here: their names, their defaults and why. What each of them is about is in ``surplus``.

======================  =======  ==================================================================================
variable                default  days that are kept
======================  =======  ==================================================================================
YUSUAN_PRUNE_RUNS_DAYS  90       Dagster's record of a run: its events and what it printed
YUSUAN_PRUNE_BEFORE_DAYS  7      Parquet and pages of the publication before, counted from the publication after it
YUSUAN_PRUNE_REST_DAYS  30       caches and traces: cells of reports that are gone, a candidate nobody went on from, …
======================  =======  ==================================================================================
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.settings import SettingsError

#: A season and the look back at it.
_RUNS_DAYS = 90.0
#: Nobody reads on for longer in a folder that was opened before; the next publication removes it in any case.
_BEFORE_DAYS = 7.0
#: A report that was taken away by mistake comes back within a month, and is then read from its cells.
_REST_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class Ages:
    """Days that things are kept, from their last use on."""

    runs_days: float = _RUNS_DAYS
    before_days: float = _BEFORE_DAYS
    rest_days: float = _REST_DAYS

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> Ages:
        """Return the ages that the environment asks for; raises ``SettingsError`` for what is no number of days."""
        env = os.environ if env is None else env
        return cls(
            _days(env, "YUSUAN_PRUNE_RUNS_DAYS", _RUNS_DAYS),
            _days(env, "YUSUAN_PRUNE_BEFORE_DAYS", _BEFORE_DAYS),
            _days(env, "YUSUAN_PRUNE_REST_DAYS", _REST_DAYS),
        )


def before(now: datetime, days: float) -> float:
    """Return the moment so many days ago, in seconds since 1970, as files carry it."""
    return (now - timedelta(days=days)).timestamp()


def _days(env: Mapping[str, str], name: str, default: float) -> float:
    value = env.get(name, "").strip()
    try:
        days = float(value) if value else default
    except ValueError:
        days = math.nan
    # Longer than a century is a slip of the pen, and beyond what a date can go back to sooner or later.
    if not 0 <= days <= 36500:
        raise SettingsError(f"{name}={value} is no number of days (0 to 36500)")
    return days
