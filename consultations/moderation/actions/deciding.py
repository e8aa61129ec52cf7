"""Holding, hiding, restoring and leaving in place; each with its reason, by whom may."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultations import actions as heart
from consultations.errors import Refused
from consultations.models import Contribution, Step
from consultations.moderation.charter import BY_KEY
from consultations.moderation.events import AuthorKeptAway, AuthorWarned, ReportsDismissed
from consultations.moderation.models import Appeal, Decision, Report
from consultations.moderation.queries import exclusion_of
from consultations.rules import may_hide
from participation.base.clock import now
from participation.base.events import record
from participation.base.text import plain
from participation.ui.typography import moment

LONGEST_EXCLUSION = timedelta(days=7)


@transaction.atomic
def hide(contribution: Contribution, *, actor: Any, article: str, reason: str) -> Decision:
    """Take the words off every page; they are kept, still counted, and the author may appeal."""
    contribution = _theirs(contribution, actor, article)
    heart.hide(contribution, actor=actor, article=_as_written(article), reason=reason)
    return _decide(contribution, Decision.Act.HIDE, actor, reason, article)


@transaction.atomic
def hold(contribution: Contribution, *, actor: Any, article: str, reason: str) -> Decision:
    """Take the words off the pages while somebody looks closer; it may be appealed as well."""
    contribution = _theirs(contribution, actor, article)
    heart.hold(contribution, actor=actor, article=_as_written(article), reason=reason)
    return _decide(contribution, Decision.Act.HOLD, actor, reason, article)


@transaction.atomic
def restore(contribution: Contribution, *, actor: Any, reason: str) -> Decision:
    """Show the words again as they were before."""
    contribution = _theirs(contribution, actor)
    waiting = Appeal.objects.waiting().filter(
        decision__in=Decision.objects.against().filter(contribution=contribution)
    )
    if waiting.exists():
        raise Refused(_("L’auteur a fait un recours. Répondez-y : c’est lui qui décide."))
    heart.restore(contribution, actor=actor)
    return _decide(contribution, Decision.Act.RESTORE, actor, reason)


@transaction.atomic
def keep(contribution: Contribution, *, actor: Any, reason: str) -> Decision:
    """Answer reports by leaving the words in place."""
    contribution = _theirs(contribution, actor)
    if contribution.is_hidden:
        raise Refused(_("Ce texte ne s’affiche pas. Rétablissez-le d’abord."))
    decision = _decide(contribution, Decision.Act.KEEP, actor, reason)
    event = ReportsDismissed(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=actor)
    return decision


@transaction.atomic
def warn(contribution: Contribution, *, actor: Any, article: str, reason: str) -> Decision:
    """Remind who wrote this of the charter; the words stay, and nobody else reads it."""
    contribution = _theirs(contribution, actor, article)
    _refuse_outside_rooms(contribution)
    decision = _decide(contribution, Decision.Act.WARN, actor, reason, article)
    return _tell_author(decision, AuthorWarned, actor)


@transaction.atomic
def exclude(
    contribution: Contribution, *, actor: Any, article: str, reason: str, lasts: timedelta
) -> Decision:
    """Keep who wrote this from writing in the same step for a time; they still read all of it.

    Only somebody who signed in is recognised: nothing else follows a person from text to text.
    """
    contribution = _theirs(contribution, actor, article)
    _refuse_outside_rooms(contribution)
    if contribution.author_id is None:
        raise Refused(_("On ne sait pas qui a écrit ce texte. Masquez-le, s’il le faut."))
    until = now() + min(lasts, LONGEST_EXCLUSION)
    decision = _decide(contribution, Decision.Act.EXCLUDE, actor, reason, article, until=until)
    return _tell_author(decision, AuthorKeptAway, actor)


def _refuse_outside_rooms(contribution: Contribution) -> None:
    if not contribution.component.is_room:
        raise Refused(_("Personne ne se répond à cette étape. Masquez le texte, s’il le faut."))


def _tell_author(decision: Decision, kind: Any, actor: Any) -> Decision:
    contribution = decision.contribution
    event = kind(
        consultation_id=contribution.consultation_id,
        contribution_id=contribution.pk,
        decision_id=decision.pk,
    )
    record(event, actor=actor)
    return decision


def _theirs(contribution: Contribution, actor: Any, article: str | None = None) -> Contribution:
    """Lock the row, and refuse whoever is not to judge it."""
    if not may_hide(actor, contribution):
        raise Refused(_("Vous agissez pour cet organisme. Une autre personne doit décider."))
    if article is not None and article not in BY_KEY:
        raise Refused(_("Choisissez un article de la charte."))
    rows = Contribution.objects.select_for_update(of=("self",)).select_related(
        "consultation", "step"
    )
    return rows.get(pk=contribution.pk)


def _as_written(article: str) -> str:
    """Give the article in the language of the site: everybody reads the same."""
    with override(settings.LANGUAGE_CODE):
        return str(BY_KEY[article])


def _decide(
    contribution: Contribution,
    act: Decision.Act,
    actor: Any,
    reason: str,
    article: str = "",
    until: datetime | None = None,
) -> Decision:
    if not plain(reason):
        raise Refused(_("Écrivez le motif : il est envoyé à l’auteur."))
    decision: Decision = Decision.objects.create(
        contribution=contribution,
        act=act,
        article=article,
        reason=plain(reason),
        until=until,
        decided_by=actor,
        decided_at=now(),
    )
    Report.objects.open().filter(contribution=contribution).update(closed_at=decision.decided_at)
    return decision


def refuse_excluded(step: Step, author: Any) -> None:
    """Raise Refused for somebody who may not write in this step for a time; say until when."""
    exclusion = exclusion_of(author, step)
    if exclusion is not None:
        until = moment(exclusion.until, step.consultation.zone)
        raise Refused(
            _("Vous ne pouvez plus écrire ici jusqu’à : %(until)s. Le motif est sur votre reçu.")
            % {"until": until}
        )
