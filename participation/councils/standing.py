"""What one person is in one council at this instant, and what that lets them do there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from participation.councils.models import Animation, Council, ExceptionalAccess, Membership
from participation.councils.querysets import running


@dataclass(frozen=True)
class Standing:
    """A person inside a council: as a member, as an animator, or by exception."""

    membership: Membership | None = None
    animation: Animation | None = None
    access: ExceptionalAccess | None = None

    @property
    def name(self) -> str:
        """The name by which the council knows the person."""
        known = self.membership or self.animation
        return known.name if known else ""

    @property
    def is_by_exception(self) -> bool:
        """Whether nothing but an exceptional access lets the person in."""
        return self.membership is None and self.animation is None


Right = Callable[[Standing], bool]


def may_read(standing: Standing) -> bool:
    """Anybody inside."""
    return True


def may_speak(standing: Standing) -> bool:
    """Members and animators; never an administrator who came in by exception."""
    return standing.membership is not None or standing.animation is not None


def may_vote(standing: Standing) -> bool:
    """Members alone."""
    return standing.membership is not None


def may_coordinate(standing: Standing) -> bool:
    """Coordinators: invitations, mandates, what is published in the council's name."""
    return standing.membership is not None and standing.membership.is_coordinator


def may_animate(standing: Standing) -> bool:
    """Coordinators and animators: meetings, minutes, order in documents and threads."""
    return may_coordinate(standing) or standing.animation is not None


def standing_in(council: Council, person: Any) -> Standing | None:
    """Give what the person is in this council, or nothing for those outside.

    `Council.objects.entered_by` decides who is inside; this says as what.
    """
    if not Council.objects.entered_by(person).filter(pk=council.pk).exists():
        return None
    here = {"council": council, "account": person.pk}
    return Standing(
        membership=Membership.objects.running().filter(**here).select_related("college").first(),
        animation=Animation.objects.filter(running(**here)).first(),
        access=ExceptionalAccess.objects.running().filter(**here).order_by("-pk").first(),
    )
