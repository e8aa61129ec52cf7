"""The one way to a new state: under the lock of the referral, by the table, in order of days."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils.errors import Refused
from participation.councils.referrals.choices import State
from participation.councils.referrals.events import StepRecorded
from participation.councils.referrals.models import Referral, Step
from participation.ui.typography import day


def locked(referral: Referral) -> Referral:
    """Give the referral as it is now, and let nobody change it until this transaction ends."""
    rows = Referral.objects.select_related("council__framework", "addressee", "holder")
    found: Referral = for_update(rows.filter(pk=referral.pk)).get()
    return found


@transaction.atomic
def step_to(referral: Referral, state: State, *, on: date, actor: Any, **fields: Any) -> Step:
    """Write a step of a locked referral and record it.

    Raises Refused where the table does not lead to that state, or for a day to come or before
    the step that precedes.
    """
    if state not in referral.may_become:
        raise Refused(
            _("Cette saisine est à l’étape « %(state)s » : l’étape choisie ne peut pas suivre.")
            % {"state": referral.get_state_display()}
        )
    last = referral.steps.order_by("-number").first()
    _refuse_day(referral, on, last)
    step = Step.objects.create(
        referral=referral,
        number=last.number + 1 if last else 1,
        state=state,
        on=on,
        recorded_by=actor,
        **_tidied(fields),
    )
    referral.state = state
    referral.save(update_fields=["state"])
    event = StepRecorded(
        council_id=referral.council_id, referral_id=referral.pk, step_id=step.pk, state=state
    )
    record(event, actor=actor)
    return step


def _tidied(fields: dict[str, Any]) -> dict[str, Any]:
    lines = ("reference", "to", "assembly")
    said = {name: one_line(fields[name]) for name in lines if name in fields}
    return {**fields, **said, "text": plain(fields.get("text", ""))}


def _refuse_day(referral: Referral, on: date, last: Step | None) -> None:
    if on > referral.council.today:
        raise Refused(_("Ce jour n’est pas encore venu. Notez l’étape une fois qu’elle a eu lieu."))
    if last is not None and on < last.on:
        raise Refused(
            _("L’étape précédente est du %(day)s. Choisissez ce jour ou un jour plus récent.")
            % {"day": day(last.on)}
        )
