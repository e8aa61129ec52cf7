"""What becomes of a sent referral, told by its addressee or noted by the council."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.uploads import CleanFile
from participation.councils.errors import Refused
from participation.councils.referrals.actions.filing import keep
from participation.councils.referrals.actions.promising import take_up
from participation.councils.referrals.actions.stepping import locked, step_to
from participation.councils.referrals.choices import (
    BY_ADDRESSEE,
    BY_HAND,
    NEEDED,
    Side,
    State,
)
from participation.councils.referrals.models import Referral, Step


@transaction.atomic
def record_step(
    referral: Referral,
    state: State,
    *,
    on: date,
    actor: Any,
    side: Side = Side.COUNCIL,
    after: int | None = None,
    body: Any = None,
    file: CleanFile | None = None,
    **fields: Any,
) -> Step:
    """Note one step of a sent referral; `fields` are text, reference, to, assembly,
    scheduled_on, link, outcome.

    `after` is the number of the last step that was read: the same step sent twice is one. `body`
    is the PublicBody that a transfer leads to, if the platform knows it; `file` goes with the
    step. Raises Refused for a step that may not follow, a refusal without its reason, or a day
    that does not fit.
    """
    referral = locked(referral)
    last: Step | None = referral.steps.order_by("-number").first()
    if after is not None and last is not None and last.number != after:
        if last.number == after + 1 and (last.state, last.recorded_by) == (state, actor):
            return last
        raise Refused(_("Une autre étape vient d’être notée. Rechargez la page."))
    if state not in (BY_ADDRESSEE if side == Side.ADDRESSEE else BY_HAND):
        raise Refused(_("Cette étape ne se note pas ici."))
    _refuse_incomplete(state, fields)
    writer = referral.holder if side == Side.ADDRESSEE else None
    step = step_to(referral, state, on=on, actor=actor, side=side, body=writer, **fields)
    if file is not None:
        keep(referral, file, actor=actor, step=step)
    if state == State.REDIRECTED:
        referral.holder, referral.holder_name = body, step.to
        referral.save(update_fields=["holder", "holder_name"])
        take_up(referral)
    return step


def _refuse_incomplete(state: State, said: dict[str, Any]) -> None:
    """Stop, with a sentence, where a step does not say what it must."""
    for name, sentence in NEEDED.get(state, {}).items():
        value = said.get(name)
        if not (value.strip() if isinstance(value, str) else value):
            raise Refused(str(sentence))
