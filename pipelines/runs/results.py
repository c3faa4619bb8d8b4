"""What the steps of a run hand to each other: one value of each type, asked for by its type.

Belongs here: the board they stand on. Each step's result is a value of its own type, made in one place; a step that needs one that
is not there was started without the step before it, and says so.
"""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


class StepMissingError(Exception):
    """A step needs what an earlier one did not hand on; the message says what."""


class StepResults:
    """Results by type; a later one of a type takes the place of the one before."""

    def __init__(self) -> None:
        """Begin with none."""
        self._values: dict[type[Any], Any] = {}

    def put(self, value: object) -> None:
        """Hand a result on."""
        self._values[type(value)] = value

    def drop(self, kind: type[Any]) -> None:
        """Take back the result of this type, which holds no longer."""
        self._values.pop(kind, None)

    def find(self, kind: type[T]) -> T | None:
        """Return the result of this type, None if no step has handed one on."""
        found: T | None = self._values.get(kind)
        return found

    def get(self, kind: type[T]) -> T:
        """Return the result of this type; raises ``StepMissingError`` if there is none."""
        found = self.find(kind)
        if found is None:
            raise StepMissingError(
                f"this run has no {kind.__name__} yet: the step that makes it must be part of the same run"
            )
        return found
