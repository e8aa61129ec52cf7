"""The conversation, as the contract knows it."""

from django.test import Client

from consultations.models import Consultation, Contribution, Step
from tests.consultations.components.scenario import Sending
from tests.consultations.components.statements.voting import make_conversation


def make_step(consultation: Consultation) -> Step:
    return make_conversation(consultation)


def prepare(client: Client, step: Step, text: str) -> Sending:
    address = f"{step.get_absolute_url()}proposer/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return Sending(address, {**data, "text": text})


def reads(step: Step) -> list[str]:
    proposed = Contribution.objects.filter(step=step, statement__isnull=False).counted()
    numbers = proposed.order_by("pk").values_list("statement__number", flat=True)
    every = f"{step.get_absolute_url()}affirmations/"
    return [every, *(f"{every}{number}/" for number in numbers)]


def feeds(step: Step) -> list[str]:
    return []


def writes(client: Client, step: Step) -> list[str]:
    return [step.get_absolute_url(), f"{step.get_absolute_url()}proposer/"]


def swaps(step: Step) -> list[tuple[str, str]]:
    return []
