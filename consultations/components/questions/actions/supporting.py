"""Asking the same as somebody else, and waiting for the answer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.components.questions.events import PublicQuestionSupported
from consultations.components.questions.models import Question, Support, Waiting
from consultations.errors import TooLate
from consultations.models import Contribution
from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.notifications.actions import forget_recipients

KEPT = timedelta(days=365)  # an address waits no longer than this after the closing


@transaction.atomic
def change_support(
    question: Question,
    *,
    voter: str,
    email: str = "",
    account: Account | None = None,
    language: str = "fr",
) -> bool:
    """Count a person among those who ask the same, or no longer; say whether they count.

    `voter` stands for the person in this consultation and tells nobody who they are. An address
    is kept to write once, when the answer comes; nothing ties it to the support.
    """
    row = for_update(Question.objects.select_related("contribution__step__consultation")).get(
        pk=question.pk
    )
    if not row.contribution.step.is_open:
        raise TooLate(_("Cette étape est close : les soutiens n’y changent plus."))
    _row, is_new = Support.objects.get_or_create(question=row, voter=voter)
    if not is_new:
        Support.objects.filter(question=row, voter=voter).delete()
    step = F("support_count") + 1 if is_new else F("support_count") - 1
    Question.objects.filter(pk=row.pk).update(support_count=step)
    question.refresh_from_db(fields=["support_count"])
    if is_new and email and not row.contribution.is_anonymous:
        Waiting.objects.get_or_create(
            question=row,
            email=email.strip().lower(),
            defaults={"account": account, "language": language},
        )
    event = PublicQuestionSupported(
        consultation_id=row.contribution.consultation_id, contribution_id=row.contribution_id
    )
    record(event, actor=None)
    return is_new


@transaction.atomic
def forget_told(waiting: Waiting) -> None:
    """Delete an address once it has been written to."""
    waiting.delete()


@transaction.atomic
def forget_waiting(account_id: int) -> None:
    """Delete the addresses left by somebody whose account is erased, and their letters."""
    rows = Waiting.objects.filter(account=account_id)
    forget_recipients(list(rows.values_list("email", flat=True)))
    rows.delete()


@transaction.atomic
def tidy_addresses() -> int:
    """Delete the addresses that wait since more than a year after the closing; say how many."""
    old = Contribution.objects.filter(consultation__closes_at__lt=now() - KEPT)
    number, _by_kind = Waiting.objects.filter(question__contribution__in=old).delete()
    return number
