"""Keeping the files that go with a referral or with one of its steps, already checked."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.uploads import CleanFile, weight
from participation.councils.documents.queries import shelf
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import events
from participation.councils.referrals.models import Attachment, Referral, Step, private_storage

MOST_FILES = 10


@transaction.atomic
def keep(referral: Referral, upload: CleanFile, *, actor: Any, step: Step | None) -> Attachment:
    """Keep a file of a locked referral under its next number, and record it.

    Raises Refused where its text, or this step, has ten files already.
    """
    rows = referral.attachments.order_by()
    if rows.filter(step=step).count() >= MOST_FILES:
        raise Refused(
            _("Il y a déjà %(most)d pièces jointes. Retirez-en une d’abord.") % {"most": MOST_FILES}
        )
    last = rows.aggregate(last=Max("number"))["last"] or 0
    attachment = Attachment(
        referral=referral,
        step=step,
        number=last + 1,
        name=upload.name,
        size=upload.size,
        sha256=upload.sha256,
        content_type=upload.kind.content_type,
        added_by=actor,
    )
    attachment.file.save(upload.name, upload.file, save=False)
    attachment.save()
    event = events.ReferralFileAdded(
        council_id=referral.council_id, referral_id=referral.pk, attachment_id=attachment.pk
    )
    record(event, actor=actor)
    return attachment


def drop(attachment: Attachment) -> None:
    """Delete a file's row; its content goes once that is certain."""
    transaction.on_commit(partial(private_storage().delete, str(attachment.file.name)))
    attachment.delete()


def refuse_where_full(council: Council, size: int) -> None:
    """Stop, with a sentence, where so many bytes do not fit beside what the council keeps."""
    rows = Attachment.objects.filter(referral__council=council).order_by()
    held = rows.aggregate(held=Sum("size"))["held"] or 0
    left = max(0, shelf(council).left - held)
    if size > left:
        raise Refused(
            _("Il reste %(left)s au conseil, et ce fichier pèse %(size)s. Retirez des documents.")
            % {"left": weight(left), "size": weight(size)}
        )
