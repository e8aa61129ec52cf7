"""Proposals that exist in tests, made by the actions that make them on the site."""

from typing import Any
from uuid import uuid4

from consultations.actions import Submission
from consultations.components.proposals.actions import Words, propose
from consultations.components.proposals.models import Proposal
from consultations.components.proposals.queries import place
from consultations.models import Step
from participation.base.clock import now
from tests.factories import make_open_step


def a_step(**fields: Any) -> Step:
    """Open a step that takes proposals and publishes at once."""
    return make_open_step(
        "proposals", **{"rung": "concertation", "anonymity": "pseudonym", **fields}
    )


def proposed(step: Step, title: str, *, text: str = "", author: Any = None) -> Proposal:
    """Propose something now."""
    submission = Submission(key=uuid4(), arrived_at=now(), opened_at=now(), author=author)
    contribution = propose(step, Words(title, text or "Pour y passer l’été."), submission)
    return fresh(step, contribution.pk)


def fresh(step: Step, contribution_id: int) -> Proposal:
    """Read a proposal anew, as the pages do."""
    rows = Proposal.objects.with_envelope()
    return place(rows.get(contribution=contribution_id), step)
