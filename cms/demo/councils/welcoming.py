"""The newcomer of the demonstration finds a vote that waits for her: who was not there when the
others were opened is not called to them.
"""

from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

from cms.demo.cast import Cast
from cms.demo.councils.lived import LivedCouncil
from cms.demo.councils.load import is_lived_in
from cms.demo.councils.people import account_of
from cms.demo.councils.voting import open_told
from cms.demo.reading import Calendar, read
from participation.base.clock import end_of_day
from participation.base.events import Heard
from participation.councils.models import Membership


def call_to_vote(heard: Heard) -> None:
    """Open the vote that the file keeps for the newcomer, once she sits; once only."""
    rows = Membership.objects.select_related("account", "council")
    member = rows.filter(pk=heard.event.membership_id, closed_at=None).first()
    if member is None or member.account is None or not is_lived_in(member.council.slug):
        return
    council, told = member.council, read(f"councils/{member.council.slug}")
    if told.get("invitation", {}).get("email") != member.account.email:
        return
    row, today = told["arrival"], council.today
    by = next(one for one in told["members"] if one["who"] == row["by"])
    life = LivedCouncil(council, told, Cast(), Calendar(today), {row["by"]: account_of(by)})
    open_told(
        life,
        row,
        closes_at=end_of_day(today + timedelta(days=row["days"]), council.zone),
        key=uuid5(NAMESPACE_OID, f"arrival of {member.pk}"),
    )
