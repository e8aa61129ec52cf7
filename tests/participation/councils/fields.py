"""Every field of councils in which people's words may stand, found by introspection."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from tests.participation.councils.samples import CANARY

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


@dataclass(frozen=True)
class TextField:
    """One field: its model, and its name as `threads.Message.text`."""

    model: Any
    name: str

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def is_declared(self, declared: dict[str, str]) -> bool:
        return self.label in declared or self.model._meta.label in declared

    @property
    def holds_a_canary(self) -> bool:
        rows = self.model._base_manager.order_by("pk")
        return any(CANARY in str(value) for value in rows.values_list(self.name, flat=True))


def text_fields() -> list[TextField]:
    return list(_walk())


def _walk() -> Iterator[TextField]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("participation.councils"):
            for field in model._meta.local_fields:
                if isinstance(field, TEXTS) and not field.choices:
                    yield TextField(model, field.name)
