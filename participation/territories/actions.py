"""What changes the register of territories."""

from typing import Any

from django.db import transaction

from participation.base.events import record
from participation.base.text import one_line
from participation.territories.events import TerritoryRegistered
from participation.territories.models import Territory


@transaction.atomic
def register_territory(
    *, kind: str, code: str, name: str, vintage: int, actor: Any = None, **fields: Any
) -> Territory:
    """Register a territory, or give the one already there for this kind, code and vintage.

    `postcodes` is given as a list of texts.
    """
    postcodes = fields.pop("postcodes", [])
    fields["postcodes"] = f" {' '.join(postcodes)} " if postcodes else ""
    territory, is_new = Territory.objects.get_or_create(
        kind=kind, code=code, vintage=vintage, defaults={"name": one_line(name), **fields}
    )
    if is_new:
        record(TerritoryRegistered(territory_id=territory.pk), actor=actor)
    return territory
