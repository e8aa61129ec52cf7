"""Which referrals; private until they are sent, public from then on."""

from typing import Any, Self

from django.db.models import Q

from participation.councils.querysets import PrivateQuerySet
from participation.councils.referrals.choices import State


class ReferralQuerySet(PrivateQuerySet):
    """Which referrals."""

    def public(self) -> Self:
        """Those that were sent: from then on every step is public."""
        return self.exclude(sent_on=None)

    def answered_by(self, person: Any) -> Self:
        """Those whose present addressee this person acts for; an administrator acts for none."""
        if not person.is_authenticated:
            return self.none()
        return self.public().filter(holder__officers__account=person.pk)

    def unfinished(self) -> Self:
        return self.exclude(state=State.CLOSED)

    def held_by(self, body: Any) -> Self:
        """Those that were asked of an organism, or came to it."""
        return self.filter(Q(holder=body) | Q(addressee=body))

    def matching(self, words: list[str]) -> Self:
        """Those that hold each word, folded."""
        rows = self
        for word in words:
            rows = rows.filter(search_text__contains=word)
        return rows

    def latest_first(self) -> Self:
        return self.order_by("-drafted_at", "-pk")

    def with_progress(self) -> Self:
        """With what a list tells of each: its steps and its delays."""
        rows = self.select_related("council", "addressee", "holder")
        return rows.prefetch_related("steps", "delays")

    def whole(self) -> Self:
        """With all that a page or a file tells of each."""
        return self.with_progress().prefetch_related(
            *("steps__errata", "steps__attachments", "steps__body"),
            *("delays__formers", "attachments"),
        )


class OfReferralQuerySet(PrivateQuerySet):
    """Rows of a referral."""

    council_path = "referral__council"


class StepQuerySet(OfReferralQuerySet):
    """Which steps."""

    def written_for(self, person: Any) -> Self:
        """Those of public referrals that an organism wrote for which this person acts."""
        if not person.is_authenticated:
            return self.none()
        rows = self.exclude(referral__sent_on=None)
        return rows.filter(body__officers__account=person.pk)
