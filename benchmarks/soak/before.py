"""What is known of a folder from before, so that a soak that was ended goes on: the run watched there, and the states tried.

Belongs here: remembering both, and by which code. What other code left or made of it says nothing about this one: then nothing is known,
and everything is done anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.soak.hook.fault_points import read_trace
from pipelines.contract.hashes import hash_files

ROOT = Path(__file__).parents[2]
#: All that can change how a run goes on or how it is judged here.
_CODE = (
    *(f"{folder}/**/*.py" for folder in ("pipelines", "expectations", "specimens", "benchmarks/soak")),
    *(f"{folder}/**/*.{ending}" for folder in ("pipelines", "expectations") for ending in ("csv", "toml", "html")),
    *(f"dbt_project/{name}" for name in ("*.yml", "models/**/*", "macros/**/*", "tests/**/*", "seeds/**/*")),
    "tests/runs/main_job.py",
    "locks/run.txt",
)
#: Written last: a folder without it was not watched to the end.
_WATCHED, _TRIED = "watched.json", "tried.jsonl"


@dataclass(frozen=True, slots=True)
class State:
    """A state: the point (from 1) and name it was first seen at, how many points left it, what readers saw in it, and what a run made of it.

    ``seen`` and ``ended`` are empty as long as no run went on from it.
    """

    number: int
    name: str
    points: int
    seen: str
    ended: str
    seconds: float

    @property
    def is_right(self) -> bool:
        """True if readers saw nothing or a whole warehouse, and the next run ended as if nothing had been."""
        return self.seen in ("none", "whole") and self.ended == "whole"


@dataclass(frozen=True, slots=True)
class Watched:
    """A run that was watched: the points it passed, its copies by point, the tables of a run that nobody disturbed, and what it began with."""

    points: tuple[str, ...]
    copies: dict[int, Path]
    undisturbed: Path
    had_warehouse: bool = False


def code_of(root: Path = ROOT) -> str:
    """Return the hash of the code that runs, and of the code that judges it."""
    return hash_files(root, _CODE)


def watched_before(folder: Path, code: str) -> Watched | None:
    """Return the run that this code watched in ``folder``; None if there is none."""
    try:
        facts = json.loads((folder / _WATCHED).read_text(encoding="utf-8"))
    except OSError:
        return None
    if facts["code"] != code:
        return None
    copies = {int(path.name): path for path in (folder / "trace.copies").iterdir() if path.is_dir()}
    return Watched(tuple(read_trace(folder / "trace")), copies, folder / "undisturbed", facts["had_warehouse"])


def remember_watched(folder: Path, code: str, *, had_warehouse: bool) -> None:
    """Remember that this code watched a run in ``folder`` to its end; nothing is tried of it yet."""
    (folder / _TRIED).unlink(missing_ok=True)
    (folder / _WATCHED).write_text(json.dumps({"code": code, "had_warehouse": had_warehouse}), encoding="utf-8")


def tried_before(folder: Path) -> dict[int, State]:
    """Return the states of the run watched in ``folder`` that a run went on from, by their points."""
    file = folder / _TRIED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = [State(**json.loads(line)) for line in lines]
    return {state.number: state for state in found}


def remember_tried(folder: Path, state: State) -> None:
    """Remember what became of a state."""
    with (folder / _TRIED).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(state), ensure_ascii=False) + "\n")
