"""A training for members: a session held, and one to come with a waiting list."""

from datetime import timedelta

from cms.demo.reading import Calendar, Told, read
from participation.accounts.models import Account
from participation.base.clock import living_at
from participation.councils.models import Membership
from participation.councils.training import actions
from participation.councils.training.models import Programme, TrainingSession


def teach(calendar: Calendar, administrator: Account) -> None:
    """Write the programmes, plan their sessions, and let members ask for a place."""
    for told in read("councils/trainings"):
        if Programme.objects.filter(title=told["title"]).exists():
            continue
        with living_at(calendar.at(told["written"], 9)):
            programme = actions.write_programme(
                modules=[(title, hours) for title, hours in told["modules"]],
                actor=administrator,
                **{name: told[name] for name in ("title", "aims", "organiser", "funded_by")},
            )
        for row in told["sessions"]:
            _session(programme, row, calendar, administrator)


def _session(programme: Programme, row: Told, calendar: Calendar, administrator: Account) -> None:
    starts_at = calendar.at(row["starts"], 9)
    with living_at(calendar.at(row["planned"], 9)):
        session = actions.plan_session(
            programme,
            actor=administrator,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=row["days"] - 1, hours=8),
            schedule=row["schedule"],
            place=row["place"],
            seats=row["seats"],
            enrols_from=calendar.at(row["opens"], 9),
            enrols_until=calendar.at(row["closes"], 18),
        )
    for number, who in enumerate(row["asked"]):
        member = Membership.objects.select_related("account", "council").get(
            account__email=f"{who}@demo.example", is_substitute=False, closed_at=None
        )
        assert member.account is not None  # it was found by its account
        with living_at(calendar.at(row["opens"] + 1 + number, 20)):
            actions.enrol(session, member, actor=member.account)
    if row["closes"] < 0:
        _give_places(session, row, calendar, administrator)


def _give_places(
    session: TrainingSession, row: Told, calendar: Calendar, administrator: Account
) -> None:
    with living_at(calendar.at(row["closes"], 19)):
        session = actions.settle(session)
    if "came" in row:
        with living_at(calendar.at(row["starts"], 18)):
            names = session.enrolments.values_list("pk", flat=True).order_by("rank")
            actions.take_attendance(session, list(names[: row["came"]]), actor=administrator)
