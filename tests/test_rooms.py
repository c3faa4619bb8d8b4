"""The one way of the house: a room imports only from rooms before it, and no two modules import each other in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: In the order of the way; ``docs/architecture.md`` draws it. A new folder must be given its place here.
ROOMS = (
    "settings",
    "journal",
    "pdf",
    "contract",
    "workers",
    "cluster",
    "documents",
    "extraction",
    "reports",
    "diagnosis",
    "quality",
    "expectations",
    "warehouse",
    "review",
    "site",
    "runs",
    "upkeep",
    "defs",
    "definitions",
    "cli",
)
#: Only these may import Dagster's view of the run.
_USERS_OF_DEFS = {"defs", "definitions", "cli"}


def _modules() -> dict[str, Path]:
    found = {}
    for path in sorted([*ROOT.glob("pipelines/**/*.py"), *ROOT.glob("expectations/**/*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _room_of(module: str) -> str:
    first, _, rest = module.partition(".")
    return first if first == "expectations" else rest.partition(".")[0]


def _imports(tree: ast.AST, known: Iterable[str]) -> Iterator[str]:
    """Modules of this project that a module imports, also inside of functions and for the type checker alone."""
    modules = set(known)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in modules else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


MODULES = _modules()
IMPORTS = {
    name: {target for target in _imports(ast.parse(path.read_text(encoding="utf-8")), MODULES) if target in MODULES}
    for name, path in MODULES.items()
}


@pytest.mark.parametrize("room", sorted({_room_of(name) for name in MODULES if _room_of(name)}))
def test_a_room_imports_only_from_rooms_before_it(room: str) -> None:
    assert room in ROOMS, f"give the room {room} its place in ROOMS and in docs/architecture.md"
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = [
        f"{name} imports {target}"
        for name, targets in IMPORTS.items()
        if _room_of(name) == room
        for target in targets
        if _room_of(target) and _room_of(target) not in allowed
    ]
    assert wrong == []


def test_only_definitions_and_the_command_line_import_defs() -> None:
    users = {_room_of(name) for name, targets in IMPORTS.items() if any(_room_of(t) == "defs" for t in targets)}
    assert users <= _USERS_OF_DEFS


def test_every_room_is_there() -> None:
    assert {_room_of(name) for name in MODULES if _room_of(name)} == set(ROOMS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    state: dict[str, str] = {}
    circles: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        state[name] = "open"
        for target in sorted(IMPORTS[name]):
            # A package is imported with every module in it; what it offers of them is its front door, no circle.
            if name.startswith(f"{target}.") or target.startswith(f"{name}."):
                continue
            if state.get(target) == "open":
                circles.append(" → ".join([*path[path.index(target) :], target]))
            elif target not in state:
                visit(target, (*path, target))
        state[name] = "done"

    for name in sorted(IMPORTS):
        if name not in state:
            visit(name, (name,))
    assert circles == []
