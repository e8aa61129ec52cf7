"""What is awaited, and in how many days: the council's wish, an organism's word, a law."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.referrals import events
from participation.councils.referrals.actions.stepping import locked
from participation.councils.referrals.choices import Awaited, Basis, State
from participation.councils.referrals.models import Delay, Referral

MOST_DAYS = 730


@transaction.atomic
def set_delay(
    referral: Referral,
    *,
    awaited: Awaited,
    days: int,
    basis: Basis,
    actor: Any,
    source: str = "",
) -> Delay:
    """Say in how many days after the sending a step is awaited.

    A wish of the council may change until the sending. What an organism or a law says needs its
    source and is noted once; the organism itself may change its own (`promise_delay`). Raises
    Refused otherwise, and once the referral is closed.
    """
    referral = locked(referral)
    _refuse_after_sending(referral, basis)
    source = one_line(source)
    if basis != Basis.WISHED and not source:
        raise Refused(_("Dites d’où vient ce délai : le texte et son article, ou la lettre reçue."))
    refuse_wrong_days(days)
    if basis == Basis.WISHED:
        referral.delays.filter(awaited=awaited, basis=basis).delete()
    try:
        with transaction.atomic():
            delay = Delay.objects.create(
                referral=referral,
                awaited=awaited,
                days=days,
                basis=basis,
                source=source,
                of_name=referral.holder_name if basis == Basis.OF_BODY else "",
            )
    except IntegrityError as error:
        raise Refused(_("Ce délai est déjà noté. Il ne change plus.")) from error
    event = events.DelaySet(
        council_id=referral.council_id, referral_id=referral.pk, delay_id=delay.pk
    )
    record(event, actor=actor)
    return delay


@transaction.atomic
def remove_delay(delay: Delay, *, actor: Any) -> None:
    """Take back what the council wished, before the sending. Raises Refused otherwise."""
    referral = locked(delay.referral)
    if delay.basis != Basis.WISHED:
        raise Refused(_("Ce délai vient d’ailleurs : il reste noté."))
    _refuse_after_sending(referral, Basis.WISHED)
    event = events.DelayRemoved(
        council_id=referral.council_id, referral_id=referral.pk, delay_id=delay.pk
    )
    delay.delete()
    record(event, actor=actor)


def _refuse_after_sending(referral: Referral, basis: Basis) -> None:
    if referral.state == State.CLOSED:
        raise Refused(_("Cette saisine est terminée : plus rien n’est attendu."))
    if basis == Basis.WISHED and referral.is_public:
        raise Refused(_("La saisine est partie : le délai souhaité ne change plus."))


def refuse_wrong_days(days: int) -> None:
    """Stop, with a sentence, at a number of days that makes no sense."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("Indiquez de 1 à %(most)d jours.") % {"most": MOST_DAYS})
