"""What an organism promises: its own delays, for all it receives, and for one referral."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import PublicBody
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.referrals import events
from participation.councils.referrals.actions.delays import refuse_wrong_days
from participation.councils.referrals.actions.stepping import locked
from participation.councils.referrals.choices import Awaited, Basis
from participation.councils.referrals.models import BodyDelay, Delay, FormerDelay, Referral
from participation.councils.referrals.queries import Due, current_delays, progress_of
from participation.ui.typography import day


@transaction.atomic
def set_body_delay(body: PublicBody, *, awaited: Awaited, days: int, actor: Any) -> BodyDelay:
    """Say in how many days an organism does a step, for each referral it receives from now on.

    What it received before keeps its delays. Those before stay readable, with their day; the same
    number again is no change. Raises Refused for a number of days that makes no sense.
    """
    refuse_wrong_days(days)
    body = for_update(PublicBody.objects.filter(pk=body.pk)).get()
    last = current_delays(body).get(awaited)
    if last is not None and last.days == days:
        return last
    made = BodyDelay.objects.create(body=body, awaited=awaited, days=days, set_by=actor)
    record(events.BodyDelaySet(body_id=body.pk, delay_id=made.pk), actor=actor)
    return made


def take_up(referral: Referral) -> None:
    """Write down, of a locked referral that its holder receives, what the holder promises to all.

    A delay of this organism that the council noted already stays as it is.
    """
    if referral.holder is None:
        return
    Delay.objects.bulk_create(
        [
            Delay(
                referral=referral,
                awaited=one.awaited,
                days=one.days,
                basis=Basis.OF_BODY,
                of_name=referral.holder_name,
                added_at=one.set_at,
            )
            for one in current_delays(referral.holder).values()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def promise_delay(
    referral: Referral, *, awaited: Awaited, days: int, actor: Any, reason: str = ""
) -> Delay:
    """Set or change the holder's own delay for one referral; `actor` is one of its officers.

    What it was stays in sight, with the reason. Raises Refused for a step that is done, a day that
    is past, a longer delay without a reason, or one already missed: nothing moves it any more.
    """
    refuse_wrong_days(days)
    referral = locked(referral)
    progress = progress_of(referral)
    due = progress.own_due(awaited)
    if due is not None and due.delay.days == days:
        return due.delay
    if progress.met_by(awaited) is not None:
        raise Refused(_("Cette étape n’est plus attendue : son délai ne change plus."))
    if progress.due_on(days) < referral.council.today:
        raise Refused(_("Ce jour est déjà passé. Comptez plus de jours depuis la réception."))
    if due is not None:
        return _changed(referral, due, days, one_line(reason), actor)
    delay = Delay.objects.create(
        referral=referral,
        awaited=awaited,
        days=days,
        basis=Basis.OF_BODY,
        of_name=referral.holder_name,
    )
    event = events.DelaySet(
        council_id=referral.council_id, referral_id=referral.pk, delay_id=delay.pk
    )
    record(event, actor=actor)
    return delay


def _changed(referral: Referral, due: Due, days: int, reason: str, actor: Any) -> Delay:
    delay = due.delay
    if due.is_overdue:
        raise Refused(
            _("Ce délai est dépassé depuis le %(day)s. Plus rien ne le change.")
            % {"day": day(due.on)}
        )
    if days > delay.days and not reason:
        raise Refused(_("Écrivez pourquoi ce délai s’allonge. Tout le monde lira la raison."))
    former = FormerDelay.objects.create(
        delay=delay, days=delay.days, reason=reason, changed_by=actor
    )
    delay.days = days
    delay.save(update_fields=["days"])
    event = events.DelayChanged(
        council_id=referral.council_id,
        referral_id=referral.pk,
        delay_id=delay.pk,
        former_id=former.pk,
    )
    record(event, actor=actor)
    return delay
