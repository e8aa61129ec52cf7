"""Forgetting people: what is left of somebody whose account is erased."""

from django.db import transaction

from consultations.actions.drafting import delete_draft
from consultations.models import Contribution, OutcomeContact
from participation.notifications.actions import forget_recipients


@transaction.atomic
def forget_person(account_id: int) -> None:
    """Erase what is left of somebody whose account is erased: drafts, and addresses they left.

    What they sent stays counted, signed by nobody. The letters to those addresses go as well.
    """
    theirs = Contribution.objects.filter(author_id=account_id)
    for draft in theirs.filter(state=Contribution.State.DRAFT).order_by("pk"):
        delete_draft(draft)
    contacts = OutcomeContact.objects.filter(contribution__in=theirs)
    forget_recipients(list(contacts.values_list("email", flat=True)))
    contacts.delete()
