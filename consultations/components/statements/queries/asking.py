"""Which statement is asked next, and what the person has said so far."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from consultations.components.statements.models import Picture, Sheet, Statement
from consultations.components.statements.opinions import routing
from consultations.components.statements.queries.votes import votes_of
from consultations.models import Consultation, Step
from consultations.rules import is_officer

UNKNOWN = routing.priority(agrees=0, passes=0, votes=0, extremity=0.0)


@dataclass(frozen=True)
class Asking:
    """One person in front of a conversation: their sheet, their votes, what is shown to all."""

    sheet: Sheet | None = None
    votes: dict[int, int] = field(default_factory=dict)  # by statement
    shown: dict[int, int] = field(default_factory=dict)  # the number of each statement shown

    @property
    def done(self) -> int:
        return sum(pk in self.shown for pk in self.votes)

    @property
    def left(self) -> int:
        return len(self.shown) - self.done


def conversation_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the conversations of the consultation at this address, if the person may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="statements", consultation__in=seen).select_related(
        "consultation__public_body", "conversation"
    )


def asking(step: Step, person_key: str) -> Asking:
    """Gather what a person said in a conversation; three queries."""
    sheet = None
    if person_key:
        rows = Sheet.objects.filter(conversation=step.conversation, person_key=person_key)
        sheet = rows.select_related("contribution").first()
    shown = Statement.objects.of(step).shown().order_by("number")
    return Asking(sheet, votes_of(sheet), dict(shown.values_list("pk", "number")))


def next_statement(
    step: Step, told: Asking, picture: Picture, *, seed: str, wanted: int = 0
) -> Statement | None:
    """Give the statement asked for by its number, else draw one not voted on; None at the end.

    The same seed and the same votes draw the same statement: a page reloaded does not change.
    """
    chosen = next((pk for pk, number in told.shown.items() if number == wanted), None)
    if chosen is None:
        weights = {pk: _priority(picture, pk) for pk in told.shown}
        chosen = routing.draw(weights, seen=told.votes, seed=f"{seed}:{len(told.votes)}")
    if chosen is None:
        return None
    return Statement.objects.of(step).with_envelope().get(pk=chosen)


def _priority(picture: Picture, pk: int) -> float:
    place = picture.places.get(str(pk))
    return float(place["priority"]) if place else UNKNOWN


def picture_for(step: Step) -> Picture:
    """Give what was last computed, without what only the next computation needs."""
    return Picture.objects.defer("memory").get(conversation=step.conversation)


def may_see_groups(person: Any, step: Step) -> bool:
    """Say whether the groups may be shown: by the rule of the step, or to its officers."""
    if is_officer(person, step.consultation) or step.results_published_at is not None:
        return True
    return bool(step.conversation.shows_while_open and not step.consultation.is_draft)
