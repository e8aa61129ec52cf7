"""Telling that a contribution breaks the charter: whoever reads may, once."""

from typing import Any

from django.db import transaction

from consultations.models import Contribution
from consultations.moderation.events import ContributionReported
from consultations.moderation.models import Report
from participation.base.codes import digest
from participation.base.events import record
from participation.base.text import plain


@transaction.atomic
def report(
    contribution: Contribution, *, article: str, details: str, by: str, actor: Any
) -> Report:
    """Keep one report of one reporter (`by`: what tells them apart); a repeat changes nothing.

    However many reports there are, the words stay in place until a person has read them.
    """
    found, is_new = Report.objects.get_or_create(
        contribution=contribution,
        reporter_key=digest(f"{contribution.pk}:{by}", purpose="report"),
        closed_at=None,
        defaults={"article": article, "details": plain(details)},
    )
    if is_new:
        event = ContributionReported(
            consultation_id=contribution.consultation_id, contribution_id=contribution.pk
        )
        record(event, actor=None)  # who reports is nobody's business
    return found
