"""What happens to territories."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class TerritoryRegistered(Event):
    subject = "territory_id"
    territory_id: int
