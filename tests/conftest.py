"""What tests of several rooms share: the corpus, and one published warehouse of data/raw/ made by the main job."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from pipelines.settings import Settings
from tests.runs.whole_corpus import CorpusRun, both_corpora

# How long an example takes is the machine's affair.
hypothesis.settings.register_profile("yusuan", deadline=None)
hypothesis.settings.load_profile("yusuan")

ROOT = Path(__file__).parents[1]
REFERENCE_PDF = ROOT / "data" / "raw" / "qingshan_organization_department_2024_budget.pdf"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports; skips, saying so, where it is absent."""
    folder = Path(os.environ.get("YUSUAN_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"the corpus of real reports is not here ({folder}); set YUSUAN_CORPUS to its folder")
    return folder


@pytest.fixture(scope="session")
def corpus_new() -> Path:
    """The folder of real reports that failed before; skips, saying so, where it is absent."""
    folder = Path(os.environ.get("YUSUAN_CORPUS_NEW", ROOT.parent / "shared" / "corpus_new"))
    if not folder.is_dir():
        pytest.skip(f"the second corpus of real reports is not here ({folder}); set YUSUAN_CORPUS_NEW to its folder")
    return folder


@pytest.fixture(scope="session")
def both(corpus: Path, corpus_new: Path, tmp_path_factory: pytest.TempPathFactory) -> CorpusRun:
    """The run of the main job over both corpora, made once for all tests of this test run that look at it."""
    return both_corpora(corpus, corpus_new, tmp_path_factory)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a raw folder and a warehouse of their own."""
    (tmp_path / "raw").mkdir()
    return Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse", env={"YUSUAN_HOME": str(ROOT)})


@pytest.fixture(scope="session")
def published_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that ``yusuan run`` publishes from data/raw/, made once for all workers of the test run."""
    shared = (
        tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    )
    folder = shared / "published"
    warehouse = folder / "yusuan.duckdb"
    with FileLock(str(shared / "published.lock")):
        if not warehouse.exists():
            command = [
                sys.executable,
                "-m",
                "pipelines.cli",
                "run",
                "--no-progress",
                "--raw",
                str(REFERENCE_PDF.parent),
            ]
            run = subprocess.run([*command, "--warehouse", str(folder)], cwd=ROOT, capture_output=True, text=True)
            assert run.returncode == 0, f"yusuan run failed ({run.returncode}):\n{run.stdout}\n{run.stderr}"
    return warehouse


@pytest.fixture(scope="session")
def review_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of ``yusuan review`` with its rules made, once for all workers of the test run."""
    from pipelines.review.rulebook import load_rulebook

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "review_cache"
    with FileLock(str(shared / "review_cache.lock")):
        load_rulebook(Settings.load(env={"YUSUAN_HOME": str(ROOT)}), folder / "yusuan" / "review")
    return folder
