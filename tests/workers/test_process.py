"""One worker process as its starter sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.workers.process import Worker


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="only Linux tells how long a process waited")
def test_a_process_tells_how_long_it_waited_for_a_processor() -> None:
    worker = Worker()
    try:
        assert worker.queued_seconds() >= 0.0 and Path(f"/proc/{worker.pid}/schedstat").exists()
    finally:
        worker.end()
    assert worker.queued_seconds() == 0.0
