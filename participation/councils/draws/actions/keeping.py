"""The end of a draw: finished, cancelled for a public reason, begun again, forgotten."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import plain
from participation.councils.draws import events
from participation.councils.draws.choices import State
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.models import Candidate, Draw

CONTACTS_KEPT = timedelta(days=183)  # after the end, in case somebody drawn comes forward
NOBODY = {"name": "", "email": "", "phone": "", "address": ""}


@transaction.atomic
def finish_draw(draw: Draw, *, actor: Any) -> Draw:
    """Say that everyone has been asked; places that stayed empty are shown as such."""
    draw = for_update(Draw.objects.filter(pk=draw.pk)).get()
    if not draw.is_drawn:
        raise NotPossible(_("Ce tirage n’a pas encore eu lieu."))
    if draw.drawn.all().to_answer().exists():
        raise NotPossible(_("Des personnes n’ont pas encore de réponse notée. Notez-les d’abord."))
    return _end(draw, State.DONE, events.DrawFinished, actor=actor)


@transaction.atomic
def cancel_draw(draw: Draw, *, actor: Any, reason: str) -> Draw:
    """Give a draw up. Once announced it stays public, with the reason."""
    draw = for_update(Draw.objects.filter(pk=draw.pk)).get()
    if draw.ended_at is not None:
        raise NotPossible(_("Ce tirage est déjà terminé."))
    draw.end_reason = plain(reason)
    return _end(draw, State.CANCELLED, events.DrawCancelled, actor=actor)


def _end(draw: Draw, state: State, event: type[events.DrawEvent], *, actor: Any) -> Draw:
    draw.state = state
    draw.ended_at = now()
    draw.save(update_fields=["state", "ended_at", "end_reason"])
    record(event(draw_id=draw.pk, council_id=draw.council_id), actor=actor)
    return draw


@transaction.atomic
def start_again(draw: Draw, *, actor: Any, reason: str) -> Draw:
    """Prepare another attempt of a cancelled draw: a new commitment, and both are shown.

    The lists are added anew. Raises NotPossible unless the draw was cancelled, or when another
    attempt exists already.
    """
    draw = for_update(Draw.objects.filter(pk=draw.pk)).get()
    if draw.state != State.CANCELLED or hasattr(draw, "replaced_by"):
        raise NotPossible(_("Annulez d’abord ce tirage, en disant pourquoi."))
    again: Draw = Draw.objects.create(
        council=draw.council,
        college=draw.college,
        title=draw.title,
        rule=draw.rule,
        seats=draw.seats,
        substitutes=draw.substitutes,
        seed_source=draw.seed_source,
        seed_on=max(draw.seed_on, draw.council.today + timedelta(days=1)),
        replaces=draw,
        reason=plain(reason),
    )
    record(events.DrawPrepared(draw_id=again.pk, council_id=again.council_id), actor=actor)
    return again


def forget_contacts() -> int:
    """Erase the names and contacts of draws that ended six months ago; give how many draws."""
    over = Draw.objects.filter(ended_at__lt=now() - CONTACTS_KEPT, contacts_forgotten_at=None)
    forgotten = list(over.order_by("pk"))
    for draw in forgotten:
        _forget(draw)
    return len(forgotten)


@transaction.atomic
def _forget(draw: Draw) -> None:
    Candidate.objects.filter(draw=draw).update(**NOBODY)
    draw.contacts_forgotten_at = now()
    draw.salt = ""  # without it a code leads back to nobody
    draw.save(update_fields=["contacts_forgotten_at", "salt"])
    record(events.ContactsForgotten(draw_id=draw.pk, council_id=draw.council_id), actor=None)


@transaction.atomic
def forget_contacts_of(email: str) -> None:
    """Erase the contact of whoever left this address on a list; the code and the answers stay."""
    Candidate.objects.filter(email__iexact=email).exclude(email="").update(**NOBODY)
