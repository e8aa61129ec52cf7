"""Which draws, and which people of a draw."""

from participation.councils.draws.choices import Answer
from participation.councils.querysets import PrivateQuerySet


class DrawQuerySet(PrivateQuerySet):
    """Which draws."""

    def public(self) -> "DrawQuerySet":
        """Those that were announced: from then on everything but the people is public."""
        return self.exclude(committed_at=None)


class DrawnQuerySet(PrivateQuerySet):
    """Which people, taken by the lot or called as substitutes."""

    council_path = "draw__council"

    def called(self) -> "DrawnQuerySet":
        """Those whom the lot took, and the substitutes who were called in their place."""
        return self.exclude(called_at=None)

    def waiting(self) -> "DrawnQuerySet":
        """Substitutes who may still be called, first in rank first."""
        return self.filter(called_at=None).order_by("rank")

    def to_answer(self) -> "DrawnQuerySet":
        return self.called().filter(answer__in=[Answer.TO_CONTACT, Answer.CONTACTED])
