"""Voting in tests: conversations with their first statements, and people of known opinions."""

from typing import Any
from uuid import uuid4

from django.test import Client

from consultations.actions import Submission
from consultations.components.statements.actions import Ballot, recompute, vote, write_seeds
from consultations.components.statements.models import Picture, Sheet
from consultations.models import Consultation, Step
from participation.base.clock import now
from tests import factories

SEEDS = [
    "Il faut plus d’arbres.",
    "Le marché doit rester sur la place.",
    "On doit pouvoir se garer devant les commerces.",
    "Les vélos ont assez de place.",
    "La fontaine doit couler toute l’année.",
    "Les terrasses prennent trop de place.",
    "La place est belle la nuit.",
    "Je viens souvent à pied.",
]


def make_conversation(consultation: Consultation | None = None, **fields: Any) -> Step:
    """Put a conversation in a draft, on a rung that admits it, with eight statements."""
    consultation = consultation or factories.make_consultation(anonymity="pseudonym")
    climbed = {"rung": "concertation", "alternatives": "Deux plans.", "room_for_change": "Le plan."}
    for name, value in climbed.items():
        setattr(consultation, name, value)
    consultation.save(update_fields=list(climbed))
    step = factories.make_step(consultation, "statements", title="Vos avis sur la place")
    for name, value in fields.items():
        setattr(step.conversation, name, value)
    step.conversation.save()
    write_seeds(step.conversation, SEEDS)
    return step


def make_open_conversation(consultation: Consultation | None = None, **fields: Any) -> Step:
    step = make_conversation(consultation, **fields)
    factories.make_open(step.consultation)
    rows = Step.objects.select_related("consultation__public_body", "conversation")
    return rows.get(pk=step.pk)


def cast(step: Step, person: str, votes: dict[int, int], **given: Any) -> Sheet:
    """Let somebody vote, straight through the action; statements are named by their number."""
    for number, value in votes.items():
        submission = Submission(key=uuid4(), arrived_at=now(), opened_at=now(), **given)
        sheet = vote(step, Ballot(number, value, person), submission)
    return sheet


def two_camps(step: Step, size: int = 8) -> None:
    """Let two groups vote: against each other on 1 to 6, alike on 7, and passing on 8."""
    for camp, sign in (("a", 1), ("b", -1)):
        for one in range(size):
            votes = dict.fromkeys(range(1, 7), sign) | {7: 1, 8: 0}
            votes[1 + one % 6] = 0
            cast(step, f"{camp}{one}", votes)


def compute(step: Step) -> Picture:
    return recompute(Picture.objects.get(conversation__step=step))


def press(client: Client, step: Step, number: int, value: int) -> Any:
    """Press a button as a browser does: with what the page carries."""
    page = client.get(step.get_absolute_url(), {"n": number})
    data = {"statement": number, "value": value}
    data |= {name: page.context[name] for name in ("opened", "who")}
    return client.post(f"{step.get_absolute_url()}voter/", data)
