"""What may still happen to a contribution once it is received."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.actions.contributing import (
    remember_contact,
    rounded_if_anonymous,
    write_hash,
)
from consultations.errors import Refused, TooLate
from consultations.models import Contribution, OutcomeContact
from participation.base.codes import secret
from participation.base.events import record


@transaction.atomic
def follow(contribution: Contribution, *, email: str, actor: Any) -> None:
    """Keep an address to tell the outcome to, left after the contribution was sent.

    Nothing is written in the journal of an anonymous one: the line would join the two.
    """
    if not contribution.is_counted:
        raise Refused(_("Cette contribution a été retirée."))
    if contribution.consultation.is_answered:
        raise Refused(_("La réponse est déjà publiée. Lisez-la sur la page de la démarche."))
    remember_contact(contribution, email)
    if not contribution.is_anonymous:
        event = events.ContributionFollowed(
            consultation_id=contribution.consultation_id, contribution_id=contribution.pk
        )
        record(event, actor=actor)


@transaction.atomic
def stop_following(contact_id: int) -> None:
    """Forget an address at once; a second time changes nothing."""
    OutcomeContact.objects.filter(pk=contact_id).delete()


@transaction.atomic
def correct(contribution: Contribution, *, actor: Any, arrived_at: datetime) -> Contribution:
    """Seal again after its author changed the words, while the step is open.

    The caller changes the component's rows in the same transaction, before or after.
    """
    _demand_open(contribution, arrived_at)
    contribution.updated_at = rounded_if_anonymous(contribution, arrived_at)
    contribution.revision += 1
    contribution.salt = contribution.salt or secret()
    contribution.save(update_fields=["updated_at", "revision"])
    write_hash(contribution)
    event = events.ContributionCorrected(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return contribution


@transaction.atomic
def withdraw(contribution: Contribution, *, actor: Any, arrived_at: datetime) -> Contribution:
    """Take a contribution back while the step is open: its words are erased at once."""
    _demand_open(contribution, arrived_at)
    contribution.component.erase(contribution)
    contribution.state = Contribution.State.WITHDRAWN
    contribution.updated_at = rounded_if_anonymous(contribution, arrived_at)
    contribution.sha256 = ""
    contribution.save(update_fields=["state", "updated_at", "sha256"])
    contribution.contacts.all().delete()
    event = events.ContributionWithdrawn(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return contribution


def _demand_open(contribution: Contribution, arrived_at: datetime) -> None:
    if not contribution.is_counted:
        raise Refused(_("Cette contribution a été retirée."))
    if not contribution.step.is_open_at(arrived_at):
        raise TooLate(_("La démarche est close : votre contribution ne peut plus changer."))


@transaction.atomic
def publish(contribution: Contribution, *, actor: Any) -> Contribution:
    """Show the words of one contribution to everybody."""
    if contribution.state != Contribution.State.RECEIVED:
        raise Refused(_("Seule une contribution reçue se publie."))
    contribution.state = Contribution.State.PUBLISHED
    contribution.save(update_fields=["state"])
    event = events.ContributionPublished(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=actor)
    return contribution
