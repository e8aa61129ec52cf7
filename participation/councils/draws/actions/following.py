"""After the lot: who was reached, who said yes, and who is called instead."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.actions import seat
from participation.councils.choices import Way
from participation.councils.draws import events
from participation.councils.draws.choices import GONE, Answer
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.models import Draw, DrawnPerson
from participation.councils.models import Membership


@transaction.atomic
def note_answer(drawn: DrawnPerson, answer: Answer, *, actor: Any) -> DrawnPerson | None:
    """Note what a drawn person answered; give the substitute called in their place, if any.

    The next substitute of the same stratum is called; when there is none the place stays empty
    and the shortfall shows. Raises NotPossible once somebody was called instead.
    """
    draw = for_update(Draw.objects.filter(pk=drawn.draw_id)).get()
    drawn = DrawnPerson.objects.select_related("candidate").get(pk=drawn.pk)
    _refuse_settled(draw, drawn)
    drawn.answer = answer
    drawn.answered_at = now()
    drawn.save(update_fields=["answer", "answered_at"])
    called = _call_next(draw, drawn) if answer in GONE else None
    event = events.PersonAnswered(draw_id=draw.pk, council_id=draw.council_id, drawn_id=drawn.pk)
    record(event, actor=actor)
    return called


def _refuse_settled(draw: Draw, drawn: DrawnPerson) -> None:
    if not draw.is_drawn or drawn.called_at is None:
        raise NotPossible(_("Cette personne n’attend pas de réponse."))
    if hasattr(drawn, "replacement"):
        raise NotPossible(_("Une autre personne a déjà été appelée à sa place."))
    if drawn.membership_id is not None:
        raise NotPossible(_("Cette personne siège déjà au conseil."))


def _call_next(draw: Draw, drawn: DrawnPerson) -> DrawnPerson | None:
    waiting = DrawnPerson.objects.filter(draw=draw, is_substitute=True).waiting()
    for substitute in waiting.select_related("candidate"):
        if substitute.cell == drawn.cell:
            substitute.called_at = now()
            substitute.in_place_of = drawn
            substitute.save(update_fields=["called_at", "in_place_of"])
            found: DrawnPerson = substitute
            return found
    return None


@transaction.atomic
def seat_drawn(drawn: DrawnPerson, *, actor: Any, **fields: Any) -> Membership:
    """Seat somebody who accepted, as drawn by lot.

    Raises NotPossible for anybody else, and Refused for an office that the framework bars.
    """
    drawn = for_update(DrawnPerson.objects.filter(pk=drawn.pk)).get()
    if drawn.answer != Answer.ACCEPTED or drawn.membership_id is not None:
        raise NotPossible(_("Seule une personne qui a accepté prend place, une seule fois."))
    membership = seat(
        drawn.draw.council,
        name=drawn.candidate.name,
        college=drawn.draw.college,
        way=Way.BY_LOT,
        actor=actor,
        **fields,
    )
    drawn.membership = membership
    drawn.save(update_fields=["membership"])
    return membership
