"""A beginning made early: the module is there when it is asked for, and whoever waits for it goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipelines.warehouse.head_start import import_beside


def test_a_module_is_imported_beside_and_only_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_beginning.py").write_text("import time\ntime.sleep(0.2)\nBEGUN_AT = time.monotonic()\n")
    monkeypatch.syspath_prepend(tmp_path)
    thread = import_beside("slow_beginning")
    assert not hasattr(sys.modules.get("slow_beginning"), "BEGUN_AT"), "the caller goes on at once"
    thread.join(60)
    first = sys.modules["slow_beginning"]
    import_beside("slow_beginning").join(60)
    assert sys.modules.pop("slow_beginning") is first and hasattr(first, "BEGUN_AT")
