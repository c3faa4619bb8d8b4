"""Each command on the published warehouse: what it prints, what it says when something is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]


def yusuan(*arguments: str, warehouse: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"YUSUAN_HOME": str(ROOT), "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipelines.cli", *arguments, "--warehouse", str(warehouse)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(published_warehouse: Path) -> Path:
    return published_warehouse.parent


def test_status_names_the_report(folder: Path) -> None:
    done = yusuan("status", warehouse=folder)
    assert done.returncode == 0, done.stderr
    assert "2024" in done.stdout and "Nothing is held back" in done.stdout


def test_discrepancies_name_table_6_with_the_move_that_mends_it(folder: Path) -> None:
    done = yusuan("discrepancies", "--lang", "zh", warehouse=folder)
    assert done.returncode == 0, done.stderr
    for words in ("30199 其他工资福利支出", "4个合计不成立", "下移1行", "549.26", "青山区党员服务中心"):
        assert words in done.stdout.replace("\n", ""), words


def test_discrepancies_as_json(folder: Path) -> None:
    done = yusuan("discrepancies", "--json", warehouse=folder)
    findings = json.loads(done.stdout)
    assert len(findings) == 10
    assert {finding["severity"] for finding in findings} == {"error", "warning", "info"}


def test_show_renders_the_page_with_the_cell_outlined(folder: Path, tmp_path: Path) -> None:
    picture = tmp_path / "cell.png"
    arguments = ["show", "--table", "6", "--row", "住房公积金", "--output", str(picture)]
    done = yusuan(*arguments, warehouse=folder, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "405,213.51" in done.stdout
    with Image.open(picture) as image:
        pixels = image.convert("RGB")
        reds = sum(1 for r, g, b in pixels.get_flattened_data() if r > 180 and g < 90 and b < 90)
    assert reds > 200, "no outline on the page"


def test_sql_runs_a_query_and_explains_a_wrong_one(folder: Path) -> None:
    done = yusuan("sql", "select sum(amount_yuan) from expenditure", warehouse=folder)
    assert done.returncode == 0 and "18,009,652.68" in done.stdout
    wrong = yusuan("sql", "select nothing from nowhere", warehouse=folder)
    assert wrong.returncode != 0
    assert "nowhere" in wrong.stderr + wrong.stdout and "Traceback" not in wrong.stderr + wrong.stdout


def test_sql_cannot_write(folder: Path) -> None:
    done = yusuan("sql", "drop table expenditure", warehouse=folder)
    assert done.returncode != 0


@pytest.mark.parametrize("command", [["status"], ["discrepancies"], ["sql", "select 1"], ["show", "--table", "6"]])
def test_without_a_warehouse_every_command_says_what_to_do(command: list[str], tmp_path: Path) -> None:
    done = yusuan(*command, warehouse=tmp_path / "none")
    printed = done.stdout + done.stderr
    assert "Traceback" not in printed
    assert "run" in printed, printed


def test_help_teaches() -> None:
    for command in ([], ["run"], ["status"], ["discrepancies"], ["show"], ["sql"]):
        done = subprocess.run(
            [sys.executable, "-m", "pipelines.cli", *command, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "yusuan" in done.stdout
