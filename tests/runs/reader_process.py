"""A reader of the published file in a process of its own, as analysts are, who opens it over and over while runs publish.

Belongs here: that process, and what it saw. Whatever it finds must be of one publication: what that says of itself is what is there. Once
there is a file, there always is one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

#: What the publication says, beside what is there; and what belongs together.
_PROGRAM = """
import json, sys, time
from pathlib import Path
import duckdb
path, stop = Path(sys.argv[1]), Path(sys.argv[2])
LOOK = '''
    select document_count, (select count(*) from dim_document where is_published),
        printed_table_count, (select count(*) from dim_printed_table where not is_held_back),
        amount_count, (select count(*) from dim_cell where role = 'figure'),
        failed_rule_count, (select count(*) from fct_reconciliation where status = 'failed'),
        0, (select count(*) from expenditure anti join dim_document using (document_id)),
        (select sum(amount_yuan)::varchar from expenditure), (select sum(amount_yuan)::varchar from revenue)
    from dim_publication where is_current
'''
looks, seen, errors = 0, [], []
print("ready", flush=True)
while True:
    is_last = stop.exists()
    if seen or path.exists():
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                rows = connection.execute(LOOK).fetchall()
            (*pairs, spent, received), = rows
            if pairs[::2] != pairs[1::2]:
                errors.append(f"a mixture: {pairs}")
            answer = [*pairs[::2], spent, received]
            if not seen or seen[-1] != answer:
                seen.append(answer)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        looks += 1
    if is_last:
        break
    time.sleep(0.05)
print(json.dumps({"looks": looks, "seen": seen, "errors": errors[:5]}))
"""
_LONGEST_END = 60


@dataclass
class Seen:
    """How often the reader looked, the answers in their order without repeats, and what was wrong; once it has ended."""

    looks: int = 0
    answers: list[tuple[object, ...]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def reading_beside(path: Path, folder: Path) -> Iterator[Seen]:
    """A reader of ``path`` all through a ``with`` block; ``folder`` is for a file that tells it to stop."""
    folder.mkdir(parents=True, exist_ok=True)
    stop, seen = folder / "stop", Seen()
    stop.unlink(missing_ok=True)
    command = [sys.executable, "-c", _PROGRAM, str(path), str(stop)]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert reader.stdout is not None and reader.stdout.readline().strip() == "ready"
        yield seen
        stop.touch()
        words, problem = reader.communicate(timeout=_LONGEST_END)
        assert reader.returncode == 0, problem
        told = json.loads(words)
        seen.looks, seen.errors = told["looks"], told["errors"]
        seen.answers = [tuple(answer) for answer in told["seen"]]
    finally:
        reader.kill()
