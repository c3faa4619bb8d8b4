"""The main job on a raw folder with everything that goes wrong in it, run twice, and killed at any moment."""

from __future__ import annotations

import io
import random
import shutil
import threading
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.conftest import REFERENCE_PDF
from tests.runs.main_job import differences, kill_after, run, start

pytestmark = pytest.mark.slow

TOTAL = Decimal("18009652.68")
KILL_SEED = 20240208


def _pdf(text: str, encryption: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encryption)
    for line in range(30):
        canvas.drawString(72, 760 - 20 * line, f"{text} {line}")
    canvas.save()
    return buffer.getvalue()


def _put_trouble(raw: Path) -> None:
    whole = REFERENCE_PDF.read_bytes()
    (raw / "sub").mkdir(parents=True)
    (raw / "report.pdf").write_bytes(whole)
    (raw / "sub" / "z_copy of the report.pdf").write_bytes(whole)
    (raw / "empty.pdf").write_bytes(b"")
    (raw / "text.pdf").write_text("2024年部门预算 this is a text file\n", "utf-8")
    (raw / "truncated.pdf").write_bytes(whole[: len(whole) * 6 // 10])
    (raw / "locked.pdf").write_bytes(_pdf("a secret", StandardEncryption("user", "owner", canPrint=0)))
    (raw / "novel.pdf").write_bytes(_pdf("It was a dark and stormy night, and nobody had published a budget."))


EXPECTED_REASONS = {
    "empty.pdf": "empty_file",
    "text.pdf": "not_a_pdf",
    "truncated.pdf": "truncated_pdf",
    "locked.pdf": "password_protected",
    "novel.pdf": "not_a_budget",
}


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int, str]:
    """A raw folder full of trouble after one run: raw folder, warehouse folder, exit status, what was printed."""
    folder = tmp_path_factory.mktemp("trouble")
    raw, warehouse = folder / "raw", folder / "warehouse"
    _put_trouble(raw)
    status, printed = run(raw, warehouse)
    return raw, warehouse, status, printed


def test_each_bad_file_gets_its_own_reason_and_the_report_is_published(troubled: tuple[Path, Path, int, str]) -> None:
    _, warehouse, status, printed = troubled
    assert status == 3, printed
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        assert connection.execute("select sum(amount_yuan) from expenditure").fetchone() == (TOTAL,)
        reasons = dict(connection.execute("select file_name, reason_code from rpt_quarantine").fetchall())
        sentences = connection.execute("select reason_zh, reason_en from rpt_quarantine").fetchall()
    assert reasons == EXPECTED_REASONS
    assert all(zh and en for zh, en in sentences)


def test_the_summary_names_every_file_that_is_kept_out(troubled: tuple[Path, Path, int, str]) -> None:
    printed = troubled[3]
    for name in ("empty.pdf", "text.pdf", "truncated.pdf", "locked.pdf", "novel.pdf"):
        assert name in printed
    # The copy is no fault, but it is told, too.
    assert "The same bytes as report.pdf" in printed and "z_copy of the report.pdf" in printed
    assert "1 read now" in printed


def test_a_second_run_does_no_work_twice(troubled: tuple[Path, Path, int, str]) -> None:
    raw, warehouse, _, _ = troubled
    before = (warehouse / "yusuan.duckdb").stat()
    status, printed = run(raw, warehouse)
    after = (warehouse / "yusuan.duckdb").stat()
    assert status == 3
    assert "nothing new" in printed and "0 read now" in printed
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


class Reader(threading.Thread):
    """Opens the published warehouse again and again and notes whatever is not whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.path, self.problems, self.reads = path, list[str](), 0
        self.is_wanted = True

    def run(self) -> None:
        while self.is_wanted:
            if self.path.exists():
                try:
                    with duckdb.connect(str(self.path), read_only=True) as connection:
                        sums = connection.execute(
                            "select (select sum(amount_yuan) from expenditure), (select sum(amount_yuan) from revenue)"
                        ).fetchone()
                    if sums != (TOTAL, TOTAL):
                        self.problems.append(f"read {sums}")
                    self.reads += 1
                except duckdb.Error as error:
                    self.problems.append(str(error))
            time.sleep(0.1)


def test_killed_at_any_moment_the_next_run_ends_in_the_same_warehouse(
    published_warehouse: Path, tmp_path: Path
) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    shutil.copytree(REFERENCE_PDF.parent, raw)
    reader = Reader(warehouse / "yusuan.duckdb")
    reader.start()
    chance = random.Random(KILL_SEED)
    started = time.monotonic()
    status, printed = run(raw, tmp_path / "undisturbed")
    assert status == 0, printed
    length = time.monotonic() - started
    # Early (reading), in dbt, in the suites, around publication; and once more anywhere.
    for share in (0.2, 0.5, 0.8, 0.95, chance.random()):
        kill_after(start(raw, warehouse), share * length)
    status, printed = run(raw, warehouse)
    # Killed late enough, a run has published already, and this one has nothing to do.
    assert status == 0, printed
    kill_after(start(raw, warehouse, "--force"), 0.6 * length)
    status, printed = run(raw, warehouse)
    assert status == 0, printed
    reader.is_wanted = False
    reader.join()
    assert reader.problems == []
    assert reader.reads > 0
    assert differences(warehouse / "yusuan.duckdb", tmp_path / "undisturbed" / "yusuan.duckdb") == []
    left_over = [path.name for path in warehouse.iterdir() if path.name in ("work", "yusuan.duckdb.part")]
    assert left_over == []


def test_two_undisturbed_runs_give_the_same_warehouse(published_warehouse: Path, tmp_path: Path) -> None:
    status, printed = run(REFERENCE_PDF.parent, tmp_path / "again")
    assert status == 0, printed
    assert differences(published_warehouse, tmp_path / "again" / "yusuan.duckdb") == []
