"""Work that pauses wherever something more urgent may go first: a generator's ``yield``."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")

Steps: TypeAlias = Generator[None, None, Result]
"""Work that ends with a ``Result``. Whoever runs it decides when it goes on, or lets it go."""


def finish(steps: Steps[Result]) -> Result:
    """Do all of the work without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def within(
    steps: Steps[Result], context: Callable[[], AbstractContextManager[object]]
) -> Steps[Result]:
    """Do each step within a context of its own, which is left for every pause.

    So a clock counts the work alone, not what goes first in its pauses.
    """
    while True:
        with context():
            try:
                next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
        yield
