"""Which votes and which decisions; whose space they belong to decides who sees them."""

from datetime import datetime
from typing import Any, NoReturn

from django.db.models import Exists, OuterRef

from participation.councils.ballots.choices import State
from participation.councils.querysets import PrivateQuerySet


class BallotQuerySet(PrivateQuerySet):
    """Which votes."""

    def open_at(self, instant: datetime) -> "BallotQuerySet":
        """Those one may vote in; a vote past its hour is over, though not yet counted."""
        return self.filter(state=State.OPEN, closes_at__gt=instant)

    def due_to_open(self, instant: datetime) -> "BallotQuerySet":
        return self.filter(state=State.PLANNED, opens_at__lte=instant).order_by("pk")

    def due_to_close(self, instant: datetime) -> "BallotQuerySet":
        return self.filter(state=State.OPEN, closes_at__lte=instant).order_by("pk")

    def matching(self, words: list[str]) -> "BallotQuerySet":
        """Those that hold each word, folded."""
        rows = self
        for word in words:
            rows = rows.filter(search_text__contains=word)
        return rows

    def latest_first(self) -> "BallotQuerySet":
        return self.order_by("-opens_at", "-pk")

    def waiting_for(self, membership: Any) -> "BallotQuerySet":
        """Those where this mandate has a voice left to give, its own or one it holds by proxy."""
        voters = self.model._meta.get_field("voters").related_model
        rows = voters._default_manager.filter(ballot=OuterRef("pk"), has_voted=False)  # noqa: SLF001
        own = rows.filter(membership=membership)
        held = rows.filter(proxy__holder__membership=membership)
        return self.filter(Exists(own) | Exists(held))


class OfBallotQuerySet(PrivateQuerySet):
    """Rows of a vote."""

    council_path = "ballot__council"


class SlipQuerySet(OfBallotQuerySet):
    """Slips are put in the box and read; nobody changes or takes one."""

    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("a slip is never changed")

    def bulk_update(self, *args: Any, **fields: Any) -> NoReturn:
        raise TypeError("a slip is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("a slip is never taken out")


class DecisionQuerySet(PrivateQuerySet):
    """Which decisions."""

    def public(self) -> "DecisionQuerySet":
        """Those everyone may read."""
        return self.filter(is_public=True)

    def matching(self, words: list[str]) -> "DecisionQuerySet":
        """Those that hold each word, folded."""
        rows = self
        for word in words:
            rows = rows.filter(search_text__contains=word)
        return rows

    def latest_first(self) -> "DecisionQuerySet":
        return self.order_by("-year", "-number", "-pk")
