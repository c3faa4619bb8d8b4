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


def reach(kind: str, tell: Tell) -> str:
    """Try to reach somebody, in one of several ways; returns what came of it."""
    import socket
    import subprocess
    import sys

    try:
        if kind == "socket of this machine":
            one, other = socket.socketpair()
            one.sendall(b"x")
            return "received " + other.recv(1).decode()
        if kind == "a program it starts":
            code = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
            return done.stderr.strip().splitlines()[-1]
        family = {"udp": socket.AF_INET, "tcp": socket.AF_INET6, "kernel": socket.AF_NETLINK}.get(kind, socket.AF_UNIX)
        with socket.socket(family, socket.SOCK_RAW if kind == "kernel" else socket.SOCK_DGRAM) as found:
            found.sendto(b"x", "/dev/log" if family == socket.AF_UNIX else ("127.0.0.1", 9))
        return "reached"
    except OSError as error:
        return f"{type(error).__name__}: {error.strerror}"


def open_files(count: int, tell: Tell) -> str:
    held = []
    try:
        for _ in range(count):
            held.append(Path("/dev/null").open("rb"))  # noqa: SIM115
    except OSError as error:
        return f"{len(held)} files, then {error.strerror}"
    finally:
        for file in held:
            file.close()
    return "all of them"


def reserve(megabytes: int, tell: Tell) -> int:
    import mmap

    with mmap.mmap(-1, megabytes << 20) as space:
        return len(space) >> 20


def core_size(payload: None, tell: Tell) -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)


def in_the_box(payload: None, tell: Tell) -> bool | None:
    from pipelines.workers.box import is_closed

    return is_closed()
