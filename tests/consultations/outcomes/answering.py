"""A consultation that was answered, as bodies do it: synthesis, responses, publication."""

from typing import Any

from consultations.models import Consultation, Contribution
from consultations.outcomes import actions
from consultations.outcomes.models import OfficialResponse, Position
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step

RESPONSE: dict[str, Any] = {
    "heading": "Les arbres",
    "what_was_said": "Vous voulez garder les tilleuls.",
    "position": Position.ACCEPTED,
    "what_is_decided": "Les douze tilleuls restent.",
    "reason": "Ils sont sains, et l'ombre manque.",
}


def closed_with(*words: str, **fields: Any) -> tuple[Consultation, list[Contribution]]:
    """Make a closed consultation in which these words were sent."""
    step = make_open_step(**fields)
    contributions = [send(step, each) for each in words]
    consultation = make_closed(step.consultation)
    return consultation, contributions


def respond(consultation: Consultation, **fields: Any) -> OfficialResponse:
    return actions.write_response(consultation, actor=None, **{**RESPONSE, **fields})


def answer(consultation: Consultation, *contributions: Contribution) -> OfficialResponse:
    """Publish a synthesis that read all, and one response that cites these contributions."""
    received = Contribution.objects.filter(consultation=consultation).counted().by_channel()
    actions.write_synthesis(consultation, text="Gardez **tout**.", read=received, actor=None)
    response = respond(consultation)
    if contributions:
        codes = [str(row.tracking_code) for row in contributions]
        actions.cite(response, codes, actor=None)
    actions.publish_answer(consultation, actor=None)
    return response
