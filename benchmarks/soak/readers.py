"""Many publications one after the other while readers come and go, and one reader keeps the first of them open.

Belongs here: the readers, each a process of its own as analysts are, and what they hold each look against. A reader that opens the file sees
one publication, whole: rows and sums of one mark, never an older one than it saw before. Whoever keeps an old one open sees that one.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import Settings
from pipelines.warehouse.publish import publish
from tests.warehouse.conftest import make_candidate, publication

_ROWS = 20_000
#: Of the amounts of a candidate (``make_candidate``): whatever its mark.
_SUM = sum(range(_ROWS))
_PROGRAM = """
import sys
from decimal import Decimal
from pathlib import Path
import duckdb
path, stop, keeps = sys.argv[1], Path(sys.argv[2]), sys.argv[3] == "keeps"
ROWS, SUM = %d, Decimal(%d) / 100
LOOK = '''
    select
        (select min(mark) from dim_document), (select max(mark) from dim_document), min(mark), max(mark), count(*), sum(amount_yuan), sum(mark),
        (select replace(publication_id, 'run', '')::int from dim_publication where is_current)
    from a_fact
'''
looks, last, seen = 0, 0, set()
held = duckdb.connect(path, read_only=True) if keeps else None
print("ready", flush=True)
while True:
    is_last = stop.exists()
    connection = held or duckdb.connect(path, read_only=True)
    *marks, rows, amounts, sum_of_marks, published = connection.execute(LOOK).fetchone()
    if held is None:
        connection.close()
    mark = marks[0]
    assert set(marks) == {mark} and published == mark and sum_of_marks == mark * ROWS, (marks, published, sum_of_marks)
    assert (rows, amounts) == (ROWS, SUM), (rows, amounts)
    assert mark >= last and not (keeps and seen - {mark}), (mark, last, seen)
    looks, last = looks + 1, mark
    seen.add(mark)
    if is_last:
        break
print(looks, len(seen), last)
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What one reader saw: how often it looked, how many publications, which one last; and what was wrong, if anything."""

    keeps: bool
    looks: int
    publications: int
    last: int
    wrong: str = ""


def publish_before_readers(settings: Settings, count: int, folder: Path, readers: int = 3) -> list[Read]:
    """Publish ``count`` small candidates while so many readers open the file over and over, and one more keeps the first open.

    Returns what each of them saw, the one that keeps the first last. Raises what publishing raises.
    """
    publish(settings, make_candidate(settings, 1, _ROWS), publication(1))
    stop = folder / "stop"
    command = [sys.executable, "-c", _PROGRAM % (_ROWS, _SUM), str(settings.published_path), str(stop)]
    started = [
        subprocess.Popen([*command, way], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for way in (*["opens"] * readers, "keeps")
    ]
    try:
        for reader in started:
            assert reader.stdout is not None
            reader.stdout.readline()
        for mark in range(2, count + 1):
            publish(settings, make_candidate(settings, mark, _ROWS), publication(mark))
    finally:
        stop.touch()
        said = [reader.communicate(timeout=120) for reader in started]
    return [_read(way, words, errors) for way, (words, errors) in zip((*[False] * readers, True), said, strict=True)]


def _read(keeps: bool, words: str, errors: str) -> Read:
    numbers = words.split()
    if len(numbers) != 3:
        return Read(keeps, 0, 0, 0, errors.strip() or "it ended without a word")
    return Read(keeps, *map(int, numbers))


def problems_of(reads: list[Read], count: int) -> list[str]:
    """Say what is wrong with what readers saw of ``count`` publications; nothing if all is right."""
    found = [f"a reader failed: {read.wrong}" for read in reads if read.wrong]
    for read in reads:
        if not read.wrong and read.last != (1 if read.keeps else count):
            found.append(f"a reader saw publication {read.last} last, of {count}")
    return found
