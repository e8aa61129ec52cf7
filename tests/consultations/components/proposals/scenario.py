"""Proposals, as the contract knows them."""

from django.test import Client

from consultations.models import Consultation, Contribution, Step
from tests import factories
from tests.consultations.components.scenario import Sending


def make_step(consultation: Consultation) -> Step:
    Consultation.objects.filter(pk=consultation.pk).update(rung="concertation")
    consultation.rung = "concertation"
    return factories.make_step(consultation, "proposals")


def prepare(client: Client, step: Step, text: str) -> Sending:
    (address,) = writes(client, step)
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return Sending(address, {**data, "title": text, "text": text, "checked": "1"})


def reads(step: Step) -> list[str]:
    asked = Contribution.objects.filter(step=step).counted().order_by("pk")
    alone = [f"{step.get_absolute_url()}propositions/{row.tracking_code}/" for row in asked]
    return [step.get_absolute_url(), *alone]


def feeds(step: Step) -> list[str]:
    return [f"{step.get_absolute_url()}atom/"]


def writes(client: Client, step: Step) -> list[str]:
    return [f"{step.get_absolute_url()}proposer/"]


def swaps(step: Step) -> list[tuple[str, str]]:
    return []
