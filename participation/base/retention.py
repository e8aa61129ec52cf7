"""How long each kind of data is kept: said once, in code, beside what removes it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class RetentionRule:
    """One kind of data: what it is, how long it is kept, why, and what removes what is over.

    `remove` is the action that a person's own request calls too, where there is one; it gives how
    many rows went, and may run twice. `count` says how many it would remove now.
    """

    name: str
    what: Text
    kept: Text
    why: Text
    remove: Callable[[], int]
    count: Callable[[], int] | None = None


_rules: dict[str, RetentionRule] = {}


def keeps(*rules: RetentionRule) -> None:
    """Make rules known; each app says its own in `retention.py`."""
    for rule in rules:
        _rules[rule.name] = rule


def retention_rules() -> list[RetentionRule]:
    return [_rules[name] for name in sorted(_rules)]


def remove_what_is_over() -> int:
    """Apply every rule; give how many rows went."""
    return sum(rule.remove() for rule in retention_rules())
