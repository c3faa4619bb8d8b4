"""What one document, or one page of it, may cost: seconds and memory, by kind of work.

Belongs here: the budgets, their measured defaults, and the variables that change them. They are kept from outside, by
``pool``: work that goes past its budget is ended, whatever it is doing.

The defaults are ten times and more what the worst of 113 real reports took on a machine with two busy cores (the worst
triage 4 s, page 12 s by OCR, reading 70 s and 0.6 GB, diagnosis 2 s), so that they end what never ends and nothing else.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields


class BudgetError(ValueError):
    """A budget in the environment is no number above zero; the message says which."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one piece of work may take: seconds in all, seconds without any news (a page), megabytes of memory."""

    seconds: float
    page_seconds: float
    memory_mb: int

    def __str__(self) -> str:
        """Show it as notes on work given up keep it: another budget is another try."""
        return f"{self.seconds:g} s, {self.page_seconds:g} s a page, {self.memory_mb} MB"


#: For work of the run itself, which opens no report: as long as it takes.
NO_LIMIT = Budget(math.inf, math.inf, sys.maxsize)


def _variable(kind: str, field: str) -> str:
    return f"YUSUAN_{kind}_{field}".upper()


@dataclass(frozen=True, slots=True)
class Budgets:
    """The budget of each kind of work; the variable of a value is ``YUSUAN_<KIND>_<VALUE>``, e.g. YUSUAN_READING_SECONDS."""

    triage: Budget = Budget(60, 20, 1_000)
    reading: Budget = Budget(900, 60, 1_500)
    diagnosis: Budget = Budget(30, 30, 1_000)
    picture: Budget = Budget(30, 30, 1_000)

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> Budgets:
        """Return the defaults, with what the environment says instead; raises ``BudgetError`` for a value that is no number."""
        env = os.environ if env is None else env
        found: dict[str, Budget] = {}
        for kind in fields(cls):
            default: Budget = kind.default  # type: ignore[assignment]
            values = {
                field.name: _number(env, _variable(kind.name, field.name), getattr(default, field.name))
                for field in fields(Budget)
            }
            found[kind.name] = Budget(values["seconds"], values["page_seconds"], int(values["memory_mb"]))
        return cls(**found)


def _number(env: Mapping[str, str], variable: str, default: float) -> float:
    words = env.get(variable, "").strip()
    if not words:
        return default
    try:
        value = float(words)
    except ValueError:
        value = 0.0
    if not value > 0:
        raise BudgetError(f"{variable}={words} is no number above zero; correct it or unset it")
    return value
