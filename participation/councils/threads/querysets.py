"""Which discussions and which messages; whose space they belong to decides who sees them."""

from django.db.models import Q

from participation.base.text import folded
from participation.councils.querysets import PrivateQuerySet


class ThreadQuerySet(PrivateQuerySet):
    """Which discussions."""

    def latest_first(self) -> "ThreadQuerySet":
        """Those pinned, then those where somebody wrote last."""
        return self.order_by("-is_pinned", "-last_written_at", "-pk")


class MessageQuerySet(PrivateQuerySet):
    """Which messages."""

    council_path = "thread__council"

    def shown(self) -> "MessageQuerySet":
        """Those whose words the space still shows: neither withdrawn nor hidden."""
        return self.filter(withdrawn_at=None, hidden_at=None)

    def matching(self, words: list[str]) -> "MessageQuerySet":
        """Those that hold each word; a first message answers for the title as well."""
        found = Q()
        for word in words:
            found &= Q(search_text__contains=folded(word))
        return self.filter(found)

    def newest_first(self) -> "MessageQuerySet":
        return self.order_by("-written_at", "-pk")
