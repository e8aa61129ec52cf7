"""The prefects' orders, and who answers for the councils of the region."""

from cms.demo.cast import Cast
from cms.demo.councils.people import account_of
from cms.demo.reading import Calendar, Told, read
from participation.base.clock import living_at
from participation.councils import actions
from participation.councils.models import Council, RegionalCoordinator

HOUR = 11


def recognise(council: Council, told: Told, calendar: Calendar) -> None:
    """Enter the orders of a council, each on the day it was signed; some are annulled since."""
    for row in told.get("orders", []):
        with living_at(calendar.at(row["day"], HOUR)):
            order = actions.record_order(
                council,
                number=row["number"],
                signed_on=council.today,
                authority=row["authority"],
                subject=row["subject"],
                actor=None,
            )
        if end := row.get("annulled"):
            with living_at(calendar.at(end["day"], HOUR)):
                actions.annul_order(order, on=council.today, reason=end["reason"], actor=None)


def name_who_answers(cast: Cast, calendar: Calendar) -> None:
    """Entrust the region, and one of its departments, to who keeps their councils."""
    if RegionalCoordinator.objects.exists():
        return
    for row in read("councils/regional"):
        account = account_of({**row, "name": row["role"]})
        with living_at(calendar.at(row["since"], HOUR)):
            actions.name_regional_coordinator(
                cast.territories[row["territory"]],
                email=account.email,
                role=row["role"],
                contact_email=row["contact_email"],
                contact_phone=row["contact_phone"],
                actor=cast.accounts["administration@demo.example"],
            )
