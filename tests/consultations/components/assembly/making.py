"""Meetings and what happens in them, for tests."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from consultations.actions import Submission
from consultations.components.assembly import actions
from consultations.components.assembly.models import Assembly, Question
from consultations.models import Consultation
from participation.base.clock import now
from tests.factories import make_consultation, make_open, make_step

POINTS = ["Le plan de la place", "Le calendrier"]
GROUPS = "Habitants\nCommerçants"


def make_meeting(consultation: Consultation, **plan: Any) -> Assembly:
    """Put a meeting in a draft: tomorrow at the town hall, with two points and two groups."""
    step = make_step(consultation, "assembly", title="La réunion publique")
    plan.setdefault("starts_at", now() + timedelta(days=1))
    plan.setdefault("place", "Salle des fêtes, 2 place de la Halle")
    plan.setdefault("groups", GROUPS)
    plan.setdefault("points", [actions.Point(title) for title in POINTS])
    return actions.edit_assembly(step.assembly, actions.Plan(**plan), actor=None)


def make_open_meeting(*, is_running: bool = True, **fields: Any) -> Assembly:
    """Make a meeting of an open consultation, which goes on now unless told otherwise."""
    plan = {name: fields.pop(name) for name in ("publication", "groups") if name in fields}
    consultation = make_consultation(**fields)
    made = make_meeting(consultation, **plan)
    make_open(consultation)
    assembly = Assembly.objects.select_related("step__consultation", "item").get(pk=made.pk)
    return actions.open_room(assembly, actor=None) if is_running else assembly


def ask(assembly: Assembly, text: str = "Et les arbres ?", **given: Any) -> Question:
    """Ask a question as somebody without an account."""
    submission = Submission(key=uuid4(), arrived_at=now(), **given)
    contribution = actions.ask(assembly, text, submission)
    question: Question = Question.objects.with_envelope().get(contribution=contribution)
    question.assembly = assembly
    return question
