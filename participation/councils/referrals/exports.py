"""A council's public referrals as open data."""

from typing import Any

from participation.councils.models import Council
from participation.councils.referrals.models import Attachment, Referral, Step
from participation.councils.referrals.queries import Due, files_of, progress_of, words_of

OF_A_STEP = (
    *("number", "state", "on", "side", "text", "to", "assembly", "scheduled_on"),
    *("link", "outcome", "means", "recorded_at"),
)


def open_data(council: Council) -> dict[str, Any]:
    """Give every referral that was sent, its steps and its delays; nobody is named."""
    rows = Referral.objects.filter(council=council).public().whole().order_by("sent_on", "pk")
    return {"council": council.slug, "referrals": [_referral(row) for row in rows]}


def _referral(referral: Referral) -> dict[str, Any]:
    progress = progress_of(referral)
    return {
        "id": referral.pk,
        "url": referral.get_absolute_url(),
        **words_of(referral),
        "attachments": [_file(file) for file in files_of(referral)],
        "sha256": referral.sha256,
        "held_by": referral.holder_name,
        "state": referral.state,
        "sent_on": referral.sent_on,
        "days_late": progress.days_late,
        "steps": [_step(step) for step in progress.steps],
        "delays": [_due(due) for due in progress.dues],
    }


def _step(step: Step) -> dict[str, Any]:
    told = {name: getattr(step, name) for name in OF_A_STEP}
    return {
        **told,
        "body": step.body.name if step.body else None,
        "errata": [erratum.text for erratum in step.errata.all()],
        "attachments": [_file(file) for file in step.attachments.all()],
    }


def _file(file: Attachment) -> dict[str, Any]:
    return {"name": file.name, "url": file.public_url, "size": file.size, "sha256": file.sha256}


def _due(due: Due) -> dict[str, Any]:
    return {
        "awaited": due.delay.awaited,
        "days": due.delay.days,
        "basis": due.delay.basis,
        "source": due.delay.source,
        "of": due.delay.of_name,
        "formerly": [
            {"days": former.days, "reason": former.reason, "changed_at": former.changed_at}
            for former in due.delay.formers.all()
        ],
        "due_on": due.on,
        "met_on": due.met_by.on if due.met_by and not due.is_moot else None,
    }
