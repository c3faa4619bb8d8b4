"""``yusuan doctor`` as an operator calls it: exit status, table, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pipelines.settings import Settings

ROOT = Path(__file__).parents[2]


def doctor(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli", "doctor", *arguments]
    command += ["--warehouse", str(settings.warehouse_dir), "--raw", str(settings.raw_dir)]
    environment = os.environ | {"YUSUAN_HOME": str(ROOT), "COLUMNS": "80"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_new_installation_is_well(settings: Settings) -> None:
    done = doctor(settings)
    assert done.returncode == 0, done.stdout
    assert "All is well" in done.stdout and "yusuan run" in done.stdout and not done.stderr
    assert not settings.warehouse_dir.exists()


def test_what_is_wrong_makes_the_exit_status(settings: Settings) -> None:
    (settings.raw_dir / "sources.csv").write_text("nothing of use\n1\n")
    done = doctor(settings, "--json")
    assert done.returncode == 1
    said = json.loads(done.stdout)
    assert not said["is_well"]
    wrong = [thing["thing"] for thing in said["things"] if thing["state"] == "problem"]
    assert wrong == ["lists of sources"]
    assert all(thing["advice"] for thing in said["things"] if thing["state"] == "problem")
