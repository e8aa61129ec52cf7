"""Asking for another reading, and giving it: never by who decided first."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.errors import Refused
from consultations.models import Contribution
from consultations.moderation.events import ContributionAppealDecided, ContributionAppealed
from consultations.moderation.models import Appeal, Decision
from consultations.moderation.queries import appealable
from consultations.rules import may_hide
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import plain


@transaction.atomic
def make_appeal(contribution: Contribution, *, words: str, actor: Any) -> Appeal:
    """Ask that another person look again at what was decided; once for each decision."""
    words = plain(words)
    if not words:
        raise Refused(_("Dites pourquoi cette décision devrait changer."))
    decision = appealable(contribution)
    if decision is None:
        raise Refused(_("Aucune décision à revoir. Écrivez au service de contact."))
    try:
        with transaction.atomic():
            appeal: Appeal = Appeal.objects.create(
                decision=decision, first_decider_id=decision.decided_by_id, words=words
            )
    except IntegrityError:
        raise Refused(_("Votre demande est déjà reçue. Vous aurez une réponse.")) from None
    event = ContributionAppealed(
        consultation_id=contribution.consultation_id,
        contribution_id=contribution.pk,
        appeal_id=appeal.pk,
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return appeal


@transaction.atomic
def decide_appeal(appeal: Appeal, *, is_granted: bool, reason: str, actor: Any) -> Appeal:
    """Say whether the author is right, and why; when they are, what was decided is undone."""
    contribution = appeal.decision.contribution
    if not may_hide(actor, contribution):
        raise Refused(_("Vous agissez pour cet organisme. Une autre personne doit décider."))
    if appeal.first_decider_id == actor.pk:
        raise Refused(_("Vous avez pris la première décision. Une autre personne doit relire."))
    if not plain(reason):
        raise Refused(_("Écrivez le motif : il est envoyé à l’auteur."))
    locked = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if locked.decided_at is not None:
        raise Refused(_("Quelqu’un a déjà répondu à ce recours."))
    locked.is_granted, locked.reason = is_granted, plain(reason)
    locked.decided_by, locked.decided_at = actor, now()
    locked.save(update_fields=["is_granted", "reason", "decided_by", "decided_at"])
    event = ContributionAppealDecided(
        consultation_id=contribution.consultation_id,
        contribution_id=contribution.pk,
        appeal_id=locked.pk,
        is_granted=is_granted,
    )
    record(event, actor=actor)
    if is_granted:
        _undo(appeal.decision, contribution, actor)
    return locked


def _undo(decision: Decision, contribution: Contribution, actor: Any) -> None:
    """Let the author write again, or show their words again."""
    if decision.is_running:
        decision.until = now()
        decision.save(update_fields=["until"])
    elif not decision.is_about_author and contribution.is_hidden:
        heart.restore(contribution, actor=actor)
