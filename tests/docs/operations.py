"""Commands of ``docs/operations.md``, run as they are written there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "operations.md"


def commands(heading: str) -> list[str]:
    """The commands below a heading of the page, in order."""
    text = PAGE.read_text(encoding="utf-8")
    section = re.split(r"^## ", text.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"```console\n(.*?)```", section, flags=re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def carry_out(command: str, raw: Path, warehouse: Path, backup: Path) -> subprocess.CompletedProcess[str]:
    """Run it in a shell that has the page's variables and a ``yusuan`` of this checkout."""
    tools = backup.parent / "tools"
    tools.mkdir(exist_ok=True)
    program = tools / "yusuan"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m pipelines.cli "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {
        "YUSUAN_HOME": str(ROOT),
        "YUSUAN_RAW": str(raw),
        "YUSUAN_WAREHOUSE": str(warehouse),
        "BACKUP": str(backup),
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "200",
    }
    shell = shutil.which("bash") or "/bin/sh"
    return subprocess.run(
        [shell, "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
