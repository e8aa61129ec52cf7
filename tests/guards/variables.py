"""A template of ours that shows an undefined variable fails, instead of showing nothing."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from django.template import engines
from django.template.base import FilterExpression, Node

ROOT = Path(__file__).resolve().parent.parent.parent
FORGIVING_FILTERS = {"default", "default_if_none"}  # they say what stands in for nothing


class UndefinedVariable(AssertionError):
    """A template of ours showed a variable that nobody gave it."""


class Undefined(str):
    """What Django shows for an undefined variable; asking whether it is empty is the alarm.

    Django asks so right after a lookup has failed, and nowhere else. Templates of other packages
    lean on undefined variables and are left alone.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        _complain_about(inspect.currentframe())
        return False

    def __contains__(self, key: object) -> bool:
        _complain_about(inspect.currentframe())
        return False


@contextmanager
def undefined_variables_fail() -> Iterator[None]:
    """Fail when one of our templates shows, or passes on, a variable that is not there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines["django"].engine, "string_if_invalid", Undefined())  # type: ignore[attr-defined]
        yield


def _complain_about(frame: FrameType | None) -> None:
    expression = None
    while frame := frame.f_back if frame else None:
        me = frame.f_locals.get("self")
        if isinstance(me, FilterExpression):
            expression = expression or me
        origin = getattr(me, "origin", None) if isinstance(me, Node) else None
        if origin:
            if _is_ours(str(origin.name)) and not _is_forgiven(expression):
                name = expression.token if expression else "a variable"
                raise UndefinedVariable(f"{name} is undefined in {origin.name}")
            return


def _is_ours(path: str) -> bool:
    return Path(path).is_relative_to(ROOT) and ".venv" not in path


def _is_forgiven(expression: FilterExpression | None) -> bool:
    if expression is None or not expression.filters:
        return False
    return expression.filters[0][0].__name__ in FORGIVING_FILTERS
