"""The box a worker process is in: it reaches no network, and holds no more files and addresses than its work needs.

Belongs here: what the kernel enforces, on Linux; elsewhere there is no such box, and :func:`close_network` says so. Seconds and memory are
kept from outside by ``pool``. A report is read by large libraries written in C: whoever gets one of them to run his own program still
cannot send anything anywhere, nor talk to a service of this machine.

The filter is seccomp's: sockets (but for pairs, whose two ends are the process's own), connections, and the calls that could make one without
asking (io_uring) or look into other processes, fail as if they were forbidden. It holds for all that the process starts, and cannot be taken back.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipelines.workers.budget import Budget

#: Address space that libraries reserve without using it, in megabytes, and how much more than its budget of memory a job may reserve.
_RESERVED_MB, _TIMES = 4_096, 4
#: Files that a job on one document may have open; the most that was seen is 40.
_MOST_FILES = 256

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
#: Offsets in what the filter sees: number of the call, architecture.
_NUMBER, _ARCHITECTURE = 0, 4
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
#: By machine: how the kernel calls it, and the numbers of socket, connect, ptrace, process_vm_readv, process_vm_writev.
_MACHINES: Final = {
    "x86_64": (0xC000003E, (41, 42, 101, 310, 311)),
    "aarch64": (0xC00000B7, (198, 203, 117, 270, 271)),
}
#: The same everywhere.
_IO_URING_SETUP = 425
#: From here on, x86_64 counts the calls of another architecture once more.
_OTHER_NUMBERS = 0x40000000


def close_network() -> bool:
    """Let this process, and all it starts from now on, reach no network; returns False where the system knows no such thing."""
    machine = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or machine is None:
        return False
    program = _program(*machine)
    held = ctypes.create_string_buffer(program, len(program))
    # As the kernel declares it: how many steps, and where they lie.
    described = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, described, 0, 0) == 0)


def _program(architecture: int, refused: tuple[int, ...]) -> bytes:
    """The filter as the kernel reads it: eight bytes a step (operation, steps to skip if so and if not, value)."""
    numbers = [*refused, _IO_URING_SETUP]
    # Steps behind a comparison, up to the one that refuses, which is the last.
    left = len(numbers) + 1
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, left + 2, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, left, 0, _OTHER_NUMBERS),
        *((_IF_EQUAL, left - 1 - place, 0, number) for place, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE | errno.EACCES),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def bound(pid: int, budget: Budget) -> None:
    """Bound the files and the address space of a process for a job of this budget, if it is bounded at all; where the system can."""
    if not sys.platform.startswith("linux"):
        return
    import resource

    is_bounded = budget.memory_mb < sys.maxsize
    spaces = (_TIMES * budget.memory_mb + _RESERVED_MB) << 20 if is_bounded else None
    for kind, most in ((resource.RLIMIT_AS, spaces), (resource.RLIMIT_NOFILE, _MOST_FILES if is_bounded else None)):
        # A process that has just died is told by who waits for its answer.
        with suppress(OSError, ValueError):
            _, hard = resource.prlimit(pid, kind)
            soft = hard if most is None else most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.prlimit(pid, kind, (soft, hard))


def leave_no_core() -> None:
    """Write no core file when this process crashes: it would hold pages of reports, and fill the disk."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def is_closed() -> bool | None:
    """True if this process reaches no network, as the kernel says; None if it does not say."""
    with suppress(OSError), Path("/proc/self/status").open(encoding="ascii") as status:
        for line in status:
            if line.startswith("Seccomp:"):
                return line.split()[1] == "2"
    return None
