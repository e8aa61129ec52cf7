"""Holding or hiding a contribution, with an article and a reason; and showing it again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.errors import Refused
from consultations.models import Contribution
from participation.base.events import record
from participation.base.text import one_line, plain

CHANGED = ["state", "state_before", "hidden_article", "hidden_reason"]


@transaction.atomic
def hide(contribution: Contribution, *, actor: Any, article: str, reason: str) -> Contribution:
    """Take the words off every page, feed and export; they are kept, and still counted."""
    return _take_off(contribution, Contribution.State.HIDDEN, actor, article, reason)


@transaction.atomic
def hold(contribution: Contribution, *, actor: Any, article: str, reason: str) -> Contribution:
    """Take the words off, as `hide`, while somebody looks closer."""
    return _take_off(contribution, Contribution.State.HELD, actor, article, reason)


def _take_off(
    contribution: Contribution,
    state: Contribution.State,
    actor: Any,
    article: str,
    reason: str,
) -> Contribution:
    article, reason = one_line(article), plain(reason)
    if not article or not reason:
        raise Refused(_("Choisissez un article de la charte et écrivez le motif."))
    if not contribution.is_counted:
        raise Refused(_("Cette contribution n’est pas publiée."))
    if not contribution.is_hidden:
        contribution.state_before = contribution.state
    contribution.state = state
    contribution.hidden_article, contribution.hidden_reason = article, reason
    contribution.save(update_fields=CHANGED)
    is_held = state == Contribution.State.HELD
    kind = events.ContributionHeld if is_held else events.ContributionHidden
    event = kind(consultation_id=contribution.consultation_id, contribution_id=contribution.pk)
    record(event, actor=actor)
    return contribution


@transaction.atomic
def restore(contribution: Contribution, *, actor: Any) -> Contribution:
    """Show it again as it was before; its history stays in the journal."""
    if not contribution.is_hidden:
        raise Refused(_("Cette contribution n’est pas masquée."))
    contribution.state = contribution.state_before or Contribution.State.RECEIVED
    contribution.hidden_article = contribution.hidden_reason = contribution.state_before = ""
    contribution.save(update_fields=CHANGED)
    event = events.ContributionRestored(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=actor)
    return contribution
