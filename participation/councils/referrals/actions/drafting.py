"""Writing a referral together, until the council votes on it."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import events
from participation.councils.referrals.actions.filing import drop
from participation.councils.referrals.actions.stepping import locked
from participation.councils.referrals.choices import WISHES
from participation.councils.referrals.models import Delay, Referral

LINES = ("title", "addressee_name")
TEXTS = ("difficulties", "requests", "evidence")


@transaction.atomic
def draft_referral(
    council: Council, *, actor: Any, key: UUID | None = None, **fields: Any
) -> Referral:
    """Begin a referral, with the delays that a council wishes by default.

    `fields` are kind, title, difficulties, requests, evidence, addressee (a PublicBody),
    addressee_name, addressee_email, thread. The same `key` again gives the same referral.
    """
    referral, is_new = Referral.objects.get_or_create(
        key=key or uuid4(), defaults={"council": council, "drafted_by": actor}
    )
    if referral.council_id != council.pk:
        raise Refused(_("Ce formulaire a déjà servi. Rechargez la page, puis recommencez."))
    if is_new:
        _write(referral, fields)
        Delay.objects.bulk_create(
            Delay(referral=referral, awaited=awaited, days=days) for awaited, days in WISHES.items()
        )
        event = events.ReferralDrafted(council_id=council.pk, referral_id=referral.pk)
        record(event, actor=actor)
    return referral


@transaction.atomic
def edit_draft(
    referral: Referral, *, actor: Any, edition: int | None = None, **fields: Any
) -> Referral:
    """Change the words of a draft; `edition` is the wording that was read.

    Raises Refused once it is adopted, and when somebody else has changed it meanwhile.
    """
    referral = in_draft(referral)
    if edition is not None and edition != referral.edition:
        raise Refused(
            _(
                "Quelqu’un a changé ce texte pendant que vous écriviez. "
                "Copiez vos changements, rechargez la page, puis collez-les."
            )
        )
    referral.edition += 1
    _write(referral, fields)
    event = events.ReferralEdited(council_id=referral.council_id, referral_id=referral.pk)
    record(event, actor=actor)
    return referral


def in_draft(referral: Referral) -> Referral:
    """Give the referral, locked; raises Refused while its words do not change, or any more."""
    referral = locked(referral)
    if referral.is_voting:
        raise Refused(
            _("Le conseil vote sur ce texte : il ne change pas. Annulez le vote pour le reprendre.")
        )
    if not referral.is_draft:
        raise Refused(_("Le conseil a adopté ce texte : il ne change plus."))
    return referral


def refuse_other_edition(referral: Referral, edition: int | None) -> None:
    """Stop a vote on another wording than the one that was read."""
    if edition is not None and edition != referral.edition:
        raise Refused(_("Le texte a changé depuis que vous l’avez lu. Relisez-le d’abord."))


@transaction.atomic
def delete_draft(referral: Referral, *, actor: Any) -> None:
    """Delete a draft on which nobody has voted, with its files; their content goes after that.

    Raises Refused once the council has voted on it: its history stays, whatever the outcome.
    """
    referral = in_draft(referral)
    if referral.votes.exists() or referral.online_votes.exists():
        raise Refused(_("Le conseil a déjà voté sur ce texte : il reste, avec son histoire."))
    event = events.ReferralDeleted(council_id=referral.council_id, referral_id=referral.pk)
    record(event, actor=actor)
    for attachment in referral.attachments.all():
        drop(attachment)
    referral.delete()


def _write(referral: Referral, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(referral, name, value)
    for name in LINES:
        setattr(referral, name, one_line(getattr(referral, name)))
    for name in TEXTS:
        setattr(referral, name, plain(getattr(referral, name)))
    if referral.addressee is not None:
        referral.addressee_name = referral.addressee.name
    if not referral.addressee_name:
        raise Refused(_("Choisissez un organisme, ou écrivez à qui vous vous adressez."))
    referral.holder, referral.holder_name = referral.addressee, referral.addressee_name
    referral.fill_search_text()
    referral.save()
