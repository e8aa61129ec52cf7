"""Who may do what with a referral, beside the rights that a standing gives in the whole space."""

from participation.councils.referrals.models import Referral
from participation.councils.space import Space
from participation.councils.standing import may_coordinate, may_speak


def may_delete(space: Space, referral: Referral) -> bool:
    """Say who may delete a draft: who began it, and those who coordinate."""
    is_own = space.may(may_speak) and referral.drafted_by_id == space.person.pk
    return is_own or space.may(may_coordinate)
