"""What happens to territories."""

from dataclasses import dataclass

from participation.base.events import Event


@dataclass(frozen=True, kw_only=True)
class TerritoryRegistered(Event):
    subject = "territory_id"
    territory_id: int


@dataclass(frozen=True, kw_only=True)
class TerritoryOutlined(Event):
    subject = "territory_id"
    territory_id: int


@dataclass(frozen=True, kw_only=True)
class TerritoriesImported(Event):
    """A file or folder of territories was taken in; told by its counts."""

    subject = "vintage"
    vintage: int
    created: int
    updated: int
    ended: int
    outlined: int
