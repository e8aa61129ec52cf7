"""Among which councils somebody looks: those of this site, and those that other sites told of."""

from dataclasses import dataclass
from typing import NamedTuple

from participation.councils.directory.models import RemoteCouncil, RemoteInstance
from participation.councils.directory.querysets import RemoteCouncilQuerySet
from participation.councils.models import Council
from participation.councils.querysets import CouncilQuerySet


class Ref(NamedTuple):
    """One council found: whose site it is on, and its key there."""

    is_remote: bool
    pk: int


@dataclass(frozen=True)
class Sought:
    """The councils of this site and of the others that pass the same filters."""

    ours: CouncilQuerySet
    others: RemoteCouncilQuerySet

    @classmethod
    def everywhere(cls) -> "Sought":
        return cls(Council.objects.all(), shown_others())

    @classmethod
    def among(cls, found: list[Ref]) -> "Sought":
        """Give back as rows what was found."""
        ours = [ref.pk for ref in found if not ref.is_remote]
        others = [ref.pk for ref in found if ref.is_remote]
        return cls(Council.objects.filter(pk__in=ours), RemoteCouncil.objects.filter(pk__in=others))


def shown_others() -> RemoteCouncilQuerySet:
    """Give the councils of other sites that stand beside ours."""
    shown = RemoteInstance.objects.shown().order_by().values("pk")
    return RemoteCouncil.objects.filter(instance__in=shown)
