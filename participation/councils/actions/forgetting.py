"""Forgetting: a person's name goes from every council, what they held stays; old addresses go."""

from django.db import transaction

from participation.councils.actions.mandates import end_mandate
from participation.councils.actions.regional import end_regional_coordination
from participation.councils.choices import EndReason, Gender
from participation.councils.models import (
    Animation,
    Invitation,
    JoinRequest,
    Membership,
    RegionalCoordinator,
    Visit,
)

GONE = "Ancien membre"  # what stands in the place of the name, in every language


@transaction.atomic
def forget_member(account_id: int) -> None:
    """End the mandates of an erased account and take its name out of them (GDPR art. 17).

    The rows stay: who sat in which college, and until when, is the council's history. It may run
    twice.
    """
    mine = Membership.objects.filter(account=account_id)
    for membership in mine.filter(closed_at=None).order_by("pk").select_related("council"):
        end_mandate(membership, reason=EndReason.RESIGNED, actor=None)
    mine.update(account=None, name=GONE, is_named_publicly=False, gender=Gender.UNSAID)
    for animation in Animation.objects.filter(account=account_id).select_related("council"):
        if animation.is_running:
            animation.ends_on = max(animation.council.today, animation.starts_on)
        animation.name = GONE
        animation.save(update_fields=["ends_on", "name"])
    for coordinator in RegionalCoordinator.objects.filter(account=account_id):
        end_regional_coordination(coordinator, actor=None)
    Visit.objects.filter(account=account_id).delete()
    JoinRequest.objects.filter(account=account_id).delete()
    Invitation.objects.filter(accepted_by=account_id).update(accepted_by=None)


@transaction.atomic
def forget_old_invitations() -> int:
    """Delete invitations that were withdrawn, or expired, a month ago; say how many."""
    number, _ = Invitation.objects.of_no_more_use().delete()
    return number
