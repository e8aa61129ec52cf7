"""Shared texts that exist in tests, made by the actions that make them on the site."""

from typing import Any
from uuid import uuid4

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.drafting.actions import Words, amend, edit_text, import_text
from consultations.components.drafting.actions.editing import Piece
from consultations.components.drafting.models import Amendment
from consultations.components.drafting.queries.texts import current_wordings
from consultations.models import Consultation, Step
from participation.base.clock import now
from participation.councils.models import Council
from tests.factories import make_consultation, make_council, make_open, make_step

ARTICLES = [
    Piece("Le temps du repas", "Chaque enfant a trente minutes pour manger."),
    Piece("Les produits", "La moitié des produits vient de moins de cent kilomètres."),
]


def add_text(consultation: Consultation, council: Council | None = None) -> Step:
    """Put a text of two articles in a draft of the highest rung."""
    promise = {
        "rung": "co_construction",
        "shared_part": "Le texte entier.",
        "signatories": "La maire et le conseil.",
        "disagreement_rule": "Une médiatrice réunit les deux parties.",
        "alternatives": "Garder le règlement.",
        "room_for_change": "Tout le texte.",
    }
    Consultation.objects.filter(pk=consultation.pk).update(**promise)
    consultation.refresh_from_db()
    step = make_step(consultation, "drafting")
    edit_text(step.shared_text, council=council or make_council(), actor=None)
    import_text(step.shared_text, ARTICLES, actor=None)
    return step


def a_text(council: Council | None = None, **fields: Any) -> Step:
    """Open a text that anyone may amend."""
    consultation = make_consultation(anonymity="pseudonym", **fields)
    step = add_text(consultation, council)
    make_open(consultation)
    return Step.objects.select_related("consultation").get(pk=step.pk)


def propose(step: Step, body: str, *, number: int = 1, author: Any = None) -> Amendment:
    """Amend an article, and have it published."""
    wording = current_wordings(step.shared_text).get(article__number=number)
    submission = Submission(key=uuid4(), arrived_at=now(), opened_at=now(), author=author)
    words = Words(body=body, reason="Pour mieux manger.")
    contribution = amend(step, words, submission, wording=wording)
    heart.publish(contribution, actor=None)
    return Amendment.objects.select_related("contribution").get(contribution=contribution)
