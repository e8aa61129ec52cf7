"""The public meeting, as the contract knows it."""

from django.test import Client

from consultations.models import Consultation, Contribution, Step
from tests.consultations.components.assembly.making import make_meeting
from tests.consultations.components.scenario import Sending


def make_step(consultation: Consultation) -> Step:
    return make_meeting(consultation).step


def prepare(client: Client, step: Step, text: str) -> Sending:
    (address,) = writes(client, step)
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return Sending(address, {**data, "text": text})


def reads(step: Step) -> list[str]:
    questions = Contribution.objects.filter(step=step).counted().order_by("pk")
    alone = [f"{step.get_absolute_url()}questions/{row.tracking_code}/" for row in questions]
    return [step.get_absolute_url(), *alone]


def feeds(step: Step) -> list[str]:
    return []


def writes(client: Client, step: Step) -> list[str]:
    return [f"{step.get_absolute_url()}questions/poser/"]


def swaps(step: Step) -> list[tuple[str, str]]:
    return []
