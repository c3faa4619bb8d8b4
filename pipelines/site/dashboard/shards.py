"""Data of the pages as scripts: a page opened from a disk may load a script beside it, and nothing else.

Belongs here: how a value becomes such a script. What is in it is decided by the page it is for.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson


def write_shard(folder: Path, name: str, value: Any) -> int:
    """Write ``folder/name.js``, which hands ``value`` to the page under ``name``; returns its bytes.

    Amounts stay as printed digits (text), never floats. Raises ``TypeError`` for a value that JSON does not know.
    """
    path = folder / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = b"Yusuan.put(" + _json(name) + b"," + _json(value) + b");\n"
    path.write_bytes(content)
    return len(content)


def _json(value: Any) -> bytes:
    # "</script" cannot end anything in a file of its own, but may when somebody pastes it into a page.
    return orjson.dumps(value, default=_plain, option=orjson.OPT_NON_STR_KEYS).replace(b"</", b"<\\/")


def _plain(value: Any) -> str:
    """An amount; orjson knows all else that DuckDB returns."""
    if isinstance(value, Decimal):
        return plain_number(value) or "0"
    raise TypeError(f"{type(value).__name__} has no place in a page's data")


def plain_number(value: Decimal | None) -> str | None:
    """Return a decimal number without exponent: 1200 whole, 1200.50 with the two digits money has, 9.151309 if it has more; None for none."""
    if value is None:
        return None
    whole, _, part = f"{value:f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part:0<2}" if part else whole
