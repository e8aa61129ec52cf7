"""What each component tells the contract about itself, in `<kind>/scenario.py`."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from django.apps import apps
from django.db import models
from django.test import Client

from consultations.models import Consultation, Contribution, Step


@dataclass(frozen=True)
class Sending:
    """The last request of a contribution: all that came before it is done."""

    address: str
    data: dict[str, Any]


class Scenario(Protocol):
    """A module of functions; the contract knows a component by nothing else."""

    def make_step(self, consultation: Consultation) -> Step:
        """Put the component in a draft, complete enough to open."""

    def prepare(self, client: Client, step: Step, text: str) -> Sending:
        """Do all that a browser does before sending a contribution that holds this text."""

    def reads(self, step: Step) -> list[str]:
        """Give the pages on which anyone may read what was contributed, once it is public."""

    def feeds(self, step: Step) -> list[str]:
        """Give the feeds of the step."""

    def writes(self, client: Client, step: Step) -> list[str]:
        """Give the pages on which this client writes a contribution, in their order."""

    def swaps(self, step: Step) -> list[tuple[str, str]]:
        """Give pages whose part is swapped by htmx, each with the id of that part."""


def scenario_of(kind: str) -> Scenario:
    """Give the scenario of a component; a component without one breaks the contract."""
    return cast("Scenario", import_module(f"tests.consultations.components.{kind}.scenario"))


def contribute(client: Client, scenario: Scenario, step: Step, text: str) -> Contribution:
    """Contribute as a resident does; give what was received."""
    sending = scenario.prepare(client, step, text)
    response: Any = client.post(sending.address, sending.data)
    assert response.status_code in (302, 303), response.content.decode()
    code = response.headers["Location"].split("/")[2]
    return Contribution.objects.get(tracking_code=code)


def tables_with(words: str) -> list[str]:
    """Give each column of the database in which these words still stand."""
    return [
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and _holds(model, field, words)
    ]


def _holds(model: type[models.Model], field: models.Field[Any, Any], words: str) -> bool:
    values = model._base_manager.order_by("pk").values_list(field.name, flat=True)
    return any(words in str(value) for value in values)
