"""Versions of code: touching what is really imported or read changes them, touching anything else doesn't."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from pipelines.contract.code_version import ROOT, code_version, sources_of
from pipelines.documents.version import TRIAGE_ENTRIES
from pipelines.extraction.version import CELL_ENTRIES
from pipelines.reports.version import READING_ENTRIES
from pipelines.warehouse.fingerprint import PUBLISHING_ENTRIES
from tests.conftest import REFERENCE_PDF

#: What code and its data are written in.
_SUFFIXES = {".py", ".csv", ".sql", ".toml", ".html", ".css", ".yml"}
#: Reads one report as a worker does, and tells which of the project's files were loaded or opened meanwhile.
_READ = """
import json, sys
from pathlib import Path
root, pdf = Path(sys.argv[1]), Path(sys.argv[2])
opened = set()
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.add(arguments[0])
sys.addaudithook(hear)
from pipelines.contract.parquet import write_hand_over
from pipelines.extraction.document import extract_document
from pipelines.extraction.saved import load_extraction, save_extraction
from pipelines.reports.facts import FileFacts
from pipelines.reports.report import read_report
out = Path(sys.argv[3])
document = extract_document(pdf, "0" * 64, None, (1, 2, 5))
save_extraction(document, out / "cells.parquet")
document = load_extraction(out / "cells.parquet")
facts = FileFacts(pdf.name, "0" * 64, None, None, 3, "born_digital")
write_hand_over(read_report(document, facts), out / "documents" / "reading")
loaded = {module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)}
print(json.dumps(sorted(
    path.relative_to(root).as_posix() for path in map(Path, loaded | opened)
    if path.suffix in (".py", ".csv", ".toml", ".yml") and path.is_relative_to(root) and ".venv" not in path.parts
)))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's sources that a test may change."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("pipelines", "expectations", "dbt_project"):
        ignored = shutil.ignore_patterns("__pycache__", "target", "logs")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    return root


@pytest.mark.parametrize("entries", [CELL_ENTRIES, READING_ENTRIES, TRIAGE_ENTRIES, PUBLISHING_ENTRIES])
def test_touching_any_source_changes_the_version_and_touching_none_does_not(
    copy: Path, entries: tuple[str, ...]
) -> None:
    before = code_version(entries, root=copy)
    sources = set(sources_of(entries, copy))
    everything = {path for path in copy.rglob("*") if path.suffix in _SUFFIXES}
    assert sources <= everything
    for path in sorted(sources):
        with _touched(path):
            assert code_version(entries, root=copy) != before, path.relative_to(copy)
    others = everything - sources
    assert others
    with ExitStack() as touched:
        for path in others:
            touched.enter_context(_touched(path))
        assert code_version(entries, root=copy) == before
    assert code_version(entries, root=copy) == before


@contextmanager
def _touched(path: Path) -> Iterator[None]:
    original = path.read_bytes()
    path.write_bytes(original + b"\n# touched")
    try:
        yield
    finally:
        path.write_bytes(original)


def test_a_reading_loads_and_opens_nothing_that_its_version_leaves_out(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _READ, str(ROOT), str(REFERENCE_PDF), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    used = set(json.loads(run.stdout))
    known = {path.relative_to(ROOT).as_posix() for path in sources_of(READING_ENTRIES)}
    assert used - known == set()
    assert "dbt_project/seeds/codes/division.csv" in used & known
    assert "pipelines/pdf/calls.py" in used & known


def test_an_entry_that_is_no_module_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such"):
        code_version(["pipelines.no_such"])


def test_other_words_make_another_reading_and_the_same_words_elsewhere_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, cells = code_version(READING_ENTRIES), code_version(CELL_ENTRIES)
    shutil.copytree(ROOT / "dbt_project" / "seeds", tmp_path / "seeds")
    monkeypatch.setenv("YUSUAN_SEEDS", str(tmp_path / "seeds"))
    assert code_version(READING_ENTRIES) == reading
    words = tmp_path / "seeds" / "vocabulary" / "words.csv"
    words.write_text(words.read_text(encoding="utf-8") + "绿化,filler,\n", encoding="utf-8")
    assert code_version(READING_ENTRIES) != reading
    assert code_version(CELL_ENTRIES) == cells
