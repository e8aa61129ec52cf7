"""What several pages of referrals look for."""

from django.shortcuts import get_object_or_404

from participation.councils.referrals.models import Referral
from participation.councils.referrals.querysets import ReferralQuerySet
from participation.councils.space import Space


def referrals_of(space: Space) -> ReferralQuerySet:
    rows: ReferralQuerySet = Referral.objects.visible_to(space.person).filter(council=space.council)
    return rows


def referral_of(space: Space, referral_id: int) -> Referral:
    """Give a referral of this space; raises Http404."""
    found: Referral = get_object_or_404(referrals_of(space).whole(), pk=referral_id)
    found.council = space.council
    return found


def public_referral(slug: str, referral_id: int) -> Referral:
    """Give a referral that everyone may read; raises Http404."""
    rows = Referral.objects.filter(council__slug=slug).public().whole()
    found: Referral = get_object_or_404(rows, pk=referral_id)
    return found
