"""Sending an adopted referral: by a letter of the platform, by post, by hand; always with proof."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.uploads import CleanFile
from participation.councils.errors import Refused
from participation.councils.referrals.actions.filing import keep
from participation.councils.referrals.actions.promising import take_up
from participation.councils.referrals.actions.stepping import locked, step_to
from participation.councils.referrals.choices import Means, State
from participation.councils.referrals.models import Referral, Step
from participation.councils.referrals.queries import fingerprint


@transaction.atomic
def send_referral(
    referral: Referral,
    *,
    actor: Any,
    means: Means,
    on: date | None = None,
    reference: str = "",
    file: CleanFile | None = None,
) -> Step:
    """Send a referral that the council adopted; from now on it is public.

    By e-mail the letter leaves after the commit, and the day is today. By post or by hand, `on`
    and `reference` (tracking number, signed receipt) are what proves it; `file` may show it.
    Raises Refused before the adoption, a second time, without an address or without a proof.
    """
    referral = locked(referral)
    if referral.is_voting:
        raise Refused(_("Le conseil vote encore sur ce texte. Attendez la clôture du vote."))
    if referral.sent_on is not None:
        raise Refused(_("Cette saisine est déjà envoyée."))
    if not referral.is_adopted:
        raise Refused(_("Le conseil n’a pas adopté cette saisine. Notez d’abord son vote."))
    if referral.sha256 != fingerprint(referral):
        raise Refused(_("Ce texte n’est plus celui que le conseil a adopté : il ne part pas."))
    if means == Means.EMAIL and not referral.email:
        raise Refused(_("Aucune adresse n’est connue. Envoyez par la poste, ou en main propre."))
    if means != Means.EMAIL and not reference.strip():
        raise Refused(_("Indiquez ce qui prouve l’envoi : numéro de suivi, récépissé."))
    day = referral.council.today if means == Means.EMAIL or on is None else on
    step = step_to(
        referral,
        State.SENT,
        on=day,
        actor=actor,
        means=means,
        reference=reference,
        to=referral.addressee_name,
    )
    referral.sent_on = day
    referral.save(update_fields=["sent_on"])
    take_up(referral)
    if file is not None:
        keep(referral, file, actor=actor, step=step)
    return step
