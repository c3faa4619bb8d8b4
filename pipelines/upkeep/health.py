"""What a look at one thing comes to: how it is, and what to do about it.

Belongs here: that value. The looks are in the modules beside it, each with its subject, and in ``defs.service_health``, which knows Dagster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: A problem keeps the next run from ending well, or this installation from doing what it is asked to; a note is to be known.
State = Literal["ok", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Health:
    """One thing looked at: its name, its state, what was found, and what to do (empty if nothing is)."""

    thing: str
    state: State
    found: str
    advice: str = ""
