"""Data of the pages as scripts: a page opened from a disk may load a script beside it, and nothing else.

Belongs here: how a value becomes such a script. What is in it is decided by the page it is for.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any


def write_shard(folder: Path, name: str, value: Any) -> int:
    """Write ``folder/name.js``, which hands ``value`` to the page under ``name``; returns its bytes.

    Amounts stay as printed digits (text), never floats. Raises ``TypeError`` for a value that JSON does not know.
    """
    path = folder / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = f"Yusuan.put({_json(name)},{_json(value)});\n".encode()
    path.write_bytes(content)
    return len(content)


def _json(value: Any) -> str:
    # "</script" cannot end anything in a file of its own, but may when somebody pastes it into a page.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).replace("</", "<\\/")


def _plain(value: Any) -> str:
    """A value of DuckDB that JSON has no type for."""
    if isinstance(value, Decimal):
        return plain_number(value) or "0"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a page's data")


def plain_number(value: Decimal | None) -> str | None:
    """Return a decimal number without exponent and trailing zeros: 1200, 0.5; None for none."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
