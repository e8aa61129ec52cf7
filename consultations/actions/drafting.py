"""Keeping what is typed before it is sent."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.errors import EditedElsewhere, Refused
from consultations.models import Anonymity, Contribution, Step
from participation.base.clock import now
from participation.base.codes import digest
from participation.base.databases import for_update


@transaction.atomic
def save_draft(
    step: Step,
    *,
    author: Any = None,
    draft_secret: str = "",
    revision: int | None = None,
) -> Contribution:
    """Find or make the draft of a person (by account, or by the secret in their browser).

    Raises EditedElsewhere when `revision` is not the draft's own: it changed on another device.
    In an anonymous consultation the account is not written down, so the secret is needed.
    """
    drafts = Contribution.objects.filter(step=step, state=Contribution.State.DRAFT)
    is_anonymous = step.consultation.anonymity == Anonymity.ANONYMOUS
    owner = None if is_anonymous or author is None or not author.is_authenticated else author
    mark = digest(draft_secret, purpose="draft") if draft_secret else None
    found = drafts.filter(author=owner) if owner else drafts.filter(draft_digest=mark)
    draft: Contribution | None = for_update(found).first() if (owner or mark) else None
    if draft is None:
        return Contribution.objects.create(
            consultation=step.consultation,
            step=step,
            author=owner,
            draft_digest=None if owner else mark,
            is_anonymous=is_anonymous,
            revision=1,
        )
    if revision is not None and revision != draft.revision:
        raise EditedElsewhere(
            _("Ce brouillon a changé sur un autre appareil. Choisissez la version à garder.")
        )
    Contribution.objects.filter(pk=draft.pk).update(revision=F("revision") + 1, updated_at=now())
    draft.refresh_from_db()
    return draft


@transaction.atomic
def delete_draft(draft: Contribution) -> None:
    """Forget a draft and all that was typed in it."""
    if not draft.is_draft:
        raise Refused(_("Cette contribution est déjà envoyée. Vous pouvez la retirer."))
    draft.component.erase(draft)
    draft.delete()
