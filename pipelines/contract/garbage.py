"""How rarely Python looks for garbage in processes that hold many objects for long.

Belongs here: that number. Records of a report and Dagster's definitions are millions of objects of which nearly none is in a cycle; looking through
them as often as Python does by default takes a tenth of the time.
"""

from __future__ import annotations

import gc

#: New objects before Python looks for garbage, and how often it then looks among the older ones.
COLLECT_AFTER = (50_000, 20, 100)


def collect_rarely() -> None:
    """Let this process look for garbage rarely from now on."""
    gc.set_threshold(*COLLECT_AFTER)
