"""The files that the council adopts with its text: added and taken out as long as it is a draft."""

from typing import Any

from django.db import transaction

from participation.base.events import record
from participation.base.uploads import CleanFile
from participation.councils.referrals import events
from participation.councils.referrals.actions.drafting import in_draft
from participation.councils.referrals.actions.filing import drop, keep, refuse_where_full
from participation.councils.referrals.models import Attachment, Referral


@transaction.atomic
def attach(referral: Referral, *, upload: CleanFile, actor: Any) -> Attachment:
    """Add a file to a draft: another wording, since the council adopts it with the text.

    The same content again is one file. Raises Refused outside a draft, after ten files, or where
    the council's room is full.
    """
    referral = in_draft(referral)
    same: Attachment | None = referral.attachments.filter(sha256=upload.sha256).first()
    if same is not None:
        return same
    refuse_where_full(referral.council, upload.size)
    made = keep(referral, upload, actor=actor, step=None)
    _reword(referral)
    return made


@transaction.atomic
def detach(attachment: Attachment, *, actor: Any) -> None:
    """Take a file out of a draft. Raises Refused once its words do not change."""
    referral = in_draft(attachment.referral)
    event = events.ReferralFileRemoved(
        council_id=referral.council_id, referral_id=referral.pk, attachment_id=attachment.pk
    )
    record(event, actor=actor)
    drop(attachment)
    _reword(referral)


def _reword(referral: Referral) -> None:
    referral.edition += 1
    referral.save(update_fields=["edition"])
