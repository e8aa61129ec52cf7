"""The shared text, as the contract knows it."""

from django.test import Client

from consultations.models import Consultation, Contribution, Step
from tests.consultations.components.drafting.making import add_text
from tests.consultations.components.scenario import Sending


def make_step(consultation: Consultation) -> Step:
    return add_text(consultation)


def prepare(client: Client, step: Step, text: str) -> Sending:
    (address,) = writes(client, step)
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return Sending(address, {**data, "body": text, "reason": "Pour mieux manger."})


def reads(step: Step) -> list[str]:
    amendments = Contribution.objects.filter(step=step).counted().order_by("pk")
    alone = [f"{step.get_absolute_url()}amendements/{row.tracking_code}/" for row in amendments]
    return [step.get_absolute_url(), *alone]


def feeds(step: Step) -> list[str]:
    return []


def writes(client: Client, step: Step) -> list[str]:
    return [f"{step.get_absolute_url()}articles/1/amender/"]


def swaps(step: Step) -> list[tuple[str, str]]:
    return []
