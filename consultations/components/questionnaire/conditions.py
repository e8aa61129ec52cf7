"""When a question is shown, told from the answers already on the path and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.base.text import folded


class Operator(models.TextChoices):
    ANSWERED = "answered", _("a une réponse")
    EQUAL = "equal", _("est")
    NOT_EQUAL = "not_equal", _("a une autre réponse que")
    CONTAINS = "contains", _("contient")
    ALL_OF = "all_of", _("contient tous ces choix")
    ONE_OF = "one_of", _("contient au moins un de ces choix")


class Heard(Protocol):
    """What a condition may ask of an answer."""

    @property
    def is_answered(self) -> bool: ...
    @property
    def keys(self) -> frozenset[str]: ...
    @property
    def words(self) -> str: ...
    @property
    def number(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Rule:
    """One condition: the question `key` was answered so. Choices are named by their keys."""

    key: str
    operator: str
    choices: frozenset[str] = frozenset()
    text: str = ""

    def is_met(self, said: Heard | None) -> bool:
        """Say whether it holds; an absent answer, or "I do not know", meets no condition."""
        if said is None or not said.is_answered:
            return False
        match self.operator:
            case Operator.ANSWERED:
                met = True
            case Operator.EQUAL:
                met = self._is_equal(said)
            case Operator.NOT_EQUAL:
                met = not self._is_equal(said)
            case Operator.ONE_OF:
                met = bool(self.choices & said.keys)
            case Operator.CONTAINS if not self.choices:
                met = folded(self.text) in folded(said.words)
            case _:
                met = bool(self.choices) and self.choices <= said.keys
        return met

    def _is_equal(self, said: Heard) -> bool:
        if self.choices:
            return said.keys == self.choices
        if said.number is not None:
            return said.number == _as_number(self.text)
        return folded(said.words) == folded(self.text)


def is_shown(rules: Sequence[Rule], mode: str, heard: Mapping[str, Heard]) -> bool:
    """Say whether a question is on the path. `heard` holds the answers before it on the path.

    `mode` is `all` or `any`; a question without rules is always shown. An answer to a question
    that is itself hidden is not in `heard`, so a change of mind leaves nothing behind it.
    """
    if not rules:
        return True
    met = [rule.is_met(heard.get(rule.key)) for rule in rules]
    return any(met) if mode == "any" else all(met)


def _as_number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
