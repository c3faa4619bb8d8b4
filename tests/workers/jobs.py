"""Jobs that end well, badly, or never."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tell = Callable[[Any], None]


def double(number: int, tell: Tell) -> int:
    tell(("half way", number))
    return 2 * number


def fail(words: str, tell: Tell) -> None:
    raise ValueError(words)


def sleep_for_ever(payload: None, tell: Tell) -> None:
    time.sleep(3600)


def spin_with_news(payload: None, tell: Tell) -> None:
    while True:
        tell("still here")
        time.sleep(0.05)


def eat_memory(payload: None, tell: Tell) -> None:
    eaten = []
    while True:
        eaten.append(b"x" * 20_000_000)


def die(payload: None, tell: Tell) -> None:
    print("last words", flush=True)
    os.abort()


def die_once(mark: str, tell: Tell) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os.abort()
    return "second time"


def pid(payload: None, tell: Tell) -> int:
    return os.getpid()


def sleep_a_second(payload: None, tell: Tell) -> str:
    time.sleep(1)
    return "slept"
