"""One line of a table of goals; and a process of its own for what is measured."""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """Which goal, on what, the number found, the target, whether it holds."""

    goal: str
    what: str
    value: float | str
    target: str
    holds: bool | None  # None: not measured, and `value` says why


def alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run in a fresh process, so that memory and imports do not mix; give what it gives."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)
