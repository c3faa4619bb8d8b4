"""Versions of code: a hash over what a piece of work really imports and reads, so that nobody has to list it.

Belongs here: following imports from entry modules through this project (imports inside of functions too: they run as well),
finding the data files these modules name, and hashing both. Which entries make which result is said where the result is
made (``extraction.version``, ``reports.version``, ``documents.triaging``, ``warehouse.fingerprint``).

A data file belongs to a module that names it in a string: beside the module, or below the seeds ("vocabulary/measures.csv").
The seeds are ``dbt_project/seeds``, or the folder that ``YUSUAN_SEEDS`` names. A test reads a report under Python's audit hook and
holds the files opened against this list.
"""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What this project's own modules begin with; everything else is a library and told by its version.
_PACKAGES = ("pipelines", "expectations")
_DATA_SUFFIXES = (".csv", ".toml", ".css", ".html")
_SEEDS = Path("dbt_project", "seeds")
_DIGITS = 8
#: In front of every version, so that a person sees which of two is older.
_RELEASE = "2026.12.0"


def code_version(entries: Iterable[str], libraries: Iterable[str] = (), root: Path = ROOT) -> str:
    """Return release and hash of the entry modules, all they import and read, and the versions of ``libraries``.

    Raises ``ModuleNotFoundError`` if an entry is no module below ``root``.
    """
    digest = hashlib.sha256(" ".join(f"{name}={version(name)}" for name in libraries).encode())
    for path in sources_of(tuple(entries), root):
        digest.update(_name(path, root).encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{_RELEASE}.{digest.hexdigest()[:_DIGITS]}"


def sources_of(entries: Sequence[str], root: Path = ROOT) -> tuple[Path, ...]:
    """Return the files that the entry modules are made of: modules, packages on the way to them, data files; sorted."""
    waiting: list[str] = []
    for entry in entries:
        if _file_of(root, entry) is None:
            raise ModuleNotFoundError(f"{entry} is no module of this project")
        waiting.append(entry)
    found: set[Path] = set()
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        path = _file_of(root, name)
        if path is None:
            # A name imported from a module, not a module.
            continue
        imports, data = _read(path, root)
        found |= {path, *data}
        waiting += imports
        if "." in name:
            waiting.append(name.rpartition(".")[0])
    return tuple(sorted(found, key=lambda path: Path(_name(path, root))))


def seeds_folder(root: Path) -> Path:
    """Return the folder of the seeds that the readers take: the one ``YUSUAN_SEEDS`` names, else the project's own."""
    named = os.environ.get("YUSUAN_SEEDS", "").strip()
    return Path(named).resolve() if named else root / _SEEDS


def _name(path: Path, root: Path) -> str:
    """A file's name below the project; equal seeds of another folder make no other version."""
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return (_SEEDS / path.relative_to(seeds_folder(root))).as_posix()


def _file_of(root: Path, name: str) -> Path | None:
    base = root.joinpath(*name.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


def _read(path: Path, root: Path) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    facts = path.stat()
    return _read_content(path, seeds_folder(root), facts.st_mtime_ns, facts.st_size)


@cache
def _read_content(path: Path, seeds: Path, mtime_ns: int, size: int) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Names that a module imports, and data files that it names; remembered while the file does not change."""
    tree = ast.parse(path.read_bytes())
    imports: list[str] = []
    data: list[Path] = []
    for node in _walk_run_code(tree):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            imports += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(_DATA_SUFFIXES):
            data += [file for file in (path.parent / node.value, seeds / node.value) if file.is_file()]
    return tuple(name for name in imports if name.partition(".")[0] in _PACKAGES), tuple(data)


def _walk_run_code(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))
