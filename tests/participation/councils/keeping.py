"""What tests of the register start from: two regions, a council in each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from participation.accounts.models import Account
from participation.councils.actions import name_regional_coordinator
from participation.councils.models import Council, RegionalCoordinator
from participation.territories.models import Territory
from tests.factories import make_account, make_council, make_territory


@dataclass
class Country:
    """Two régions; in the first two départements, each with a commune and its council."""

    sorane: Territory
    haute: Territory
    basse: Territory
    ambre: Territory
    above: Council
    below: Council
    elsewhere: Council


def make_country() -> Country:
    region, department = Territory.Kind.REGION, Territory.Kind.DEPARTMENT
    sorane = make_territory("Sorane", kind=region, code="S1")
    ambre = make_territory("Ambre", kind=region, code="S2")
    haute = make_territory("Haute-Sorane", kind=department, code="1A", parent=sorane)
    basse = make_territory("Basse-Sorane", kind=department, code="1B", parent=sorane)
    there = make_territory("Ambre-Mer", kind=department, code="2A", parent=ambre)
    hautville = make_territory("Hautville", parent=haute)
    basville = make_territory("Basville", parent=basse)
    merville = make_territory("Merville", parent=there)
    return Country(
        *(sorane, haute, basse, ambre),
        above=make_council("Conseil du Haut", commune=hautville),
        below=make_council("Conseil du Bas", commune=basville),
        elsewhere=make_council("Conseil des Dunes", commune=merville),
    )


def make_regional(territory: Territory, **fields: Any) -> RegionalCoordinator:
    """Entrust somebody with a territory, since the first of January 2026."""
    account: Account = fields.pop("account", None) or make_account()
    fields.setdefault("role", "Coordination régionale")
    fields.setdefault("contact_email", "conseils@region.example.org")
    fields.setdefault("starts_on", date(2026, 1, 1))
    return name_regional_coordinator(territory, email=account.email, actor=None, **fields)
