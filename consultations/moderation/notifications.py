"""Telling authors what was decided about their words, why, and how to ask for another reading."""

from typing import Any

from django.utils.translation import gettext as _

from consultations.events import (
    ContributionCorrected,
    ContributionHeld,
    ContributionHidden,
    ContributionReceived,
    ContributionWithdrawn,
)
from consultations.models import Contribution
from consultations.moderation.actions import keep_print
from consultations.moderation.events import (
    AuthorKeptAway,
    AuthorWarned,
    ContributionAppealDecided,
)
from consultations.moderation.models import Appeal, Decision
from consultations.receipts import receipt_address
from participation.base.codes import spaced_code
from participation.base.events import Heard, listen
from participation.notifications.actions import write_letter


@listen(ContributionReceived, ContributionCorrected, ContributionWithdrawn)
def notice_repeats(heard: Heard) -> None:
    """Keep the print of the words, so that the same text sent again is grouped."""
    contribution = _about(heard)
    if contribution is not None:
        keep_print(contribution)


@listen(ContributionHeld, ContributionHidden)
def tell_reasons(heard: Heard) -> None:
    """Send the statement of reasons; who left no address reads it by their code."""
    contribution = _about(heard)
    decision = Decision.objects.against().filter(contribution=contribution).first()
    if contribution is None or decision is None:
        return
    subject = _("%(code)s : votre texte ne s’affiche pas pour le moment")
    _write(heard, contribution, "words_hidden", subject, {"decision": decision})


@listen(AuthorWarned, AuthorKeptAway)
def tell_measure(heard: Heard) -> None:
    """Tell who wrote it what they are reminded of, or kept from, and until when."""
    contribution = _about(heard)
    decision = Decision.objects.filter(pk=heard.event.decision_id).first()
    if contribution is not None and decision is not None:
        subject = _("%(code)s : un mot de la modération")
        _write(heard, contribution, "author_measure", subject, {"decision": decision})


@listen(ContributionAppealDecided)
def tell_second_reading(heard: Heard) -> None:
    """Say how the second reading ended, and why."""
    contribution = _about(heard)
    appeal = Appeal.objects.get(pk=heard.event.appeal_id)
    if contribution is not None:
        subject = _("%(code)s : la réponse à votre recours")
        _write(heard, contribution, "appeal_decided", subject, {"appeal": appeal})


def _about(heard: Heard) -> Contribution | None:
    rows = Contribution.objects.filter(pk=heard.event.contribution_id)
    return rows.select_related("consultation", "step", "author").first()


def _write(
    heard: Heard, contribution: Contribution, kind: str, subject: str, context: dict[str, Any]
) -> None:
    code = spaced_code(str(contribution.tracking_code))
    addresses = set(contribution.contacts.values_list("email", flat=True))
    if contribution.author is not None and contribution.author.is_active:
        addresses.add(contribution.author.email)
    for address in sorted(addresses):
        write_letter(
            entry_id=heard.entry_id,
            to=address,
            kind=kind,
            subject=subject % {"code": code},
            context={
                **context,
                "consultation": contribution.consultation,
                "receipt_url": receipt_address(contribution),
            },
        )
