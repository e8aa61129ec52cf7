"""Which councils, and whose: the one rule of sight that every surface of a private space uses."""

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, Max, OuterRef, Q
from django.utils import timezone

from participation.accounts.models import Officer, PublicBody
from participation.base.clock import now
from participation.base.codes import digest
from participation.base.databases import begins_with
from participation.base.text import folded

if TYPE_CHECKING:
    from participation.councils.models import (  # noqa: F401
        Council,
        ExceptionalAccess,
        HostOrganisation,
        Invitation,
        Membership,
        RecognitionOrder,
        RegionalCoordinator,
        Seat,
    )

AUTHORITIES = [
    PublicBody.Kind.TOWN,
    PublicBody.Kind.INTERCOMMUNAL,
    PublicBody.Kind.DEPARTMENT,
    PublicBody.Kind.REGION,
    PublicBody.Kind.PREFECTURE,
]


def _rows(model: str) -> Any:
    """Give the manager of a model of councils: they are declared with these querysets."""
    return apps.get_model("councils", model)._default_manager  # noqa: SLF001  Django documents it


def running(**fields: Any) -> Q:
    """Say that a spell runs at this instant, with other conditions on the same row."""
    instant = now()
    return Q(**fields, starts_at__lte=instant) & (Q(ends_at=None) | Q(ends_at__gt=instant))


class CouncilQuerySet(models.QuerySet["Council"]):
    """Which councils."""

    def entered_by(self, person: Any) -> "CouncilQuerySet":
        """Those whose private space the person may read at this instant.

        Members (never substitutes), those who animate, and an administrator with a running
        exceptional access. Where the framework bars officers, an officer of an authority is kept
        out even with a mandate (circular of 2 February 2017 on citizens' councils).
        """
        if not person.is_authenticated:
            return self.none()
        here = {"council": OuterRef("pk"), "account": person.pk}
        members = _rows("Membership").filter(running(**here, is_substitute=False, closed_at=None))
        animators = _rows("Animation").filter(running(**here))
        let_in = _rows("ExceptionalAccess").running().filter(**here)
        officers = Officer.objects.filter(account=person.pk, public_body__kind__in=AUTHORITIES)
        sits = Q(Exists(members)) | Q(Exists(animators))
        is_barred = Q(framework__bars_officers=True) & Q(Exists(officers))
        return self.filter((sits & ~is_barred) | Q(Exists(let_in)))

    def kept_by(self, person: Any) -> "CouncilQuerySet":
        """Those whose place in the register the person keeps; this opens no private space.

        All for an administrator; for a regional coordinator, those whose commune lies in the
        territories they answer for today.
        """
        return self.filter(kept_places(person, "commune__path"))

    def with_is_coordinated(self) -> "CouncilQuerySet":
        """Say of each whether somebody can coordinate it at this instant."""
        return self.annotate(is_coordinated=_coordinated())

    def uncoordinated(self) -> "CouncilQuerySet":
        """Those that nobody can coordinate at this instant."""
        return self.filter(~_coordinated())

    def matching(self, typed: str) -> "CouncilQuerySet":
        """Those whose name holds each word typed; accents do not matter."""
        rows = self
        for word in folded(typed).split():
            rows = rows.filter(search_name__contains=word)
        return rows


class RegionalCoordinatorQuerySet(models.QuerySet["RegionalCoordinator"]):
    """Which regional coordinators."""

    def running(self) -> "RegionalCoordinatorQuerySet":
        """Those in their role today, on the clock of the site."""
        day = timezone.localdate(now())
        begun = self.filter(starts_on__lte=day, account__is_active=True)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gt=day))


def kept_places(person: Any, path: str) -> Q:
    """Say that a place lies where the person keeps the register; `path` leads to its path.

    The sole rule on who keeps what: everything for an administrator, their territories for a
    regional coordinator, nothing for anybody else.
    """
    nothing = Q(pk__in=[])
    if not person.is_authenticated or not person.is_active:
        return nothing
    if person.is_superuser:
        return Q()
    mine = _rows("RegionalCoordinator").running().filter(account=person.pk).order_by()
    paths = mine.values_list("territory__path", flat=True).distinct()
    return reduce(or_, (begins_with(path, above) for above in paths), nothing)


class HostQuerySet(models.QuerySet["HostOrganisation"]):
    """Which host organisations."""

    def kept_by(self, person: Any) -> "HostQuerySet":
        """Those whose every council the person keeps; those that carry none yet are among them."""
        kept = _rows("Council").kept_by(person).order_by().values("pk")
        others = _rows("Council").filter(host=OuterRef("pk")).exclude(pk__in=kept)
        return self.filter(~Exists(others.order_by()))


class OrderQuerySet(models.QuerySet["RecognitionOrder"]):
    """Which recognition orders."""

    def standing_on(self, day: date) -> "OrderQuerySet":
        """Those signed by that day, and not annulled yet."""
        return self.filter(Q(annulled_on=None) | Q(annulled_on__gt=day), signed_on__lte=day)


def _coordinated() -> Exists:
    """Say of a council that somebody can coordinate it at this instant."""
    coordinators = _rows("Membership").coordinators().filter(council=OuterRef("pk"))
    return Exists(coordinators.order_by())


class PrivateQuerySet(models.QuerySet[Any]):
    """Rows of a private space; `council_path` leads from the row to its council."""

    council_path = "council"

    def visible_to(self, person: Any) -> Self:
        """Those of the councils whose space the person may read; nothing for others."""
        entered = _rows("Council").entered_by(person)
        return self.filter(**{f"{self.council_path}__in": entered.order_by().values("pk")})


def _suspended() -> Q:
    """Say of a mandate that its member became an officer whom the framework bars."""
    officers = Officer.objects.filter(
        account=OuterRef("account"), public_body__kind__in=AUTHORITIES
    )
    return Q(council__framework__bars_officers=True) & Q(Exists(officers))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Which mandates."""

    def running(self) -> "MembershipQuerySet":
        """Those that give their rights at this instant: seated, begun, not ended."""
        return self.filter(running(is_substitute=False, closed_at=None))

    def on(self, day: date) -> "MembershipQuerySet":
        """Those that run on a day, substitutes' too."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def ended(self) -> "MembershipQuerySet":
        """Those whose last day is over and that nobody has closed yet."""
        return self.filter(closed_at=None, ends_at__lte=now()).order_by("pk")

    def with_is_suspended(self) -> "MembershipQuerySet":
        """Say of each whether an office keeps the member outside for now, as in `entered_by`."""
        return self.annotate(is_suspended=ExpressionWrapper(_suspended(), models.BooleanField()))

    def unsuspended(self) -> "MembershipQuerySet":
        """Those whose member no office keeps outside, with or without an account."""
        return self.filter(~_suspended())

    def inside(self) -> "MembershipQuerySet":
        """Those whose member can enter at this instant: running, with an account, not barred."""
        return self.running().unsuspended().filter(account__is_active=True)

    def next_rank(self, college: Any) -> int:
        """Give the rank of the next substitute of a college of one council."""
        waiting = self.filter(college=college, closed_at=None).aggregate(
            last=Max("substitute_rank")
        )
        return (waiting["last"] or 0) + 1

    def first_substitute(self, college: Any, seat: Any = None) -> "Membership | None":
        """Give who goes first in a college of one council, into this seat when it is said.

        The personal substitute of its last holder, then the first in rank.
        """
        waiting = self.filter(college=college, is_substitute=True, closed_at=None)
        personal = waiting.filter(substitute_for__seat=seat).exclude(substitute_for__closed_at=None)
        ranked = waiting.filter(substitute_for=None).order_by("substitute_rank", "pk")
        return (personal.order_by("pk").first() if seat else None) or ranked.first()

    def coordinators(self) -> "MembershipQuerySet":
        """Those who can coordinate at this instant."""
        return self.inside().filter(is_coordinator=True)

    def in_council(self, council: Any) -> "MembershipQuerySet":
        return self.filter(council=council)


class SeatQuerySet(models.QuerySet["Seat"]):
    """Which seats."""

    def unheld(self) -> "SeatQuerySet":
        """Those that no running mandate holds."""
        held = _rows("Membership").filter(seat=OuterRef("pk"), is_substitute=False, closed_at=None)
        return self.filter(~Exists(held))

    def vacant(self) -> "SeatQuerySet":
        """Those that nobody holds and that no pending invitation promises."""
        promised = _rows("Invitation").pending().filter(seat=OuterRef("pk"))
        return self.unheld().filter(~Exists(promised))


class ExceptionalAccessQuerySet(models.QuerySet["ExceptionalAccess"]):
    """Which exceptional accesses."""

    def running(self) -> "ExceptionalAccessQuerySet":
        """Those that let an administrator in at this instant."""
        instant = now()
        return self.filter(opened_at__lte=instant, ends_at__gt=instant, account__is_superuser=True)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations."""

    def pending(self) -> "InvitationQuerySet":
        """Those that may still be accepted."""
        return self.unanswered().filter(expires_at__gt=now())

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; some may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def from_outside(self) -> "InvitationQuerySet":
        """Those to coordinate, sent by who keeps the register and never sat in the council."""
        sits = _rows("Membership").filter(
            council=OuterRef("council"), account=OuterRef("invited_by")
        )
        return self.filter(~Exists(sits), is_coordinator=True, invited_by__isnull=False)

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_digest=digest(token, purpose="invitation-link"))

    def of_no_more_use(self) -> "InvitationQuerySet":
        """Withdrawn or expired for a month: the address they hold has no reason to stay."""
        long_ago = now() - timedelta(days=30)
        past = Q(revoked_at__lt=long_ago) | Q(expires_at__lt=long_ago)
        return self.filter(past, accepted_at=None).order_by()
