"""The meetings of a council: announced, convened, held, told in minutes; put off or cancelled."""

from datetime import timedelta

from cms.demo.councils.lived import LivedCouncil
from cms.demo.reading import Told
from participation.councils.documents.models import Document
from participation.councils.meetings import actions
from participation.councils.meetings.choices import Choice, How, Kind
from participation.councils.meetings.models import Amendment, Meeting, MinutesVersion

Meetings = dict[str, Meeting]


def hold_meetings(life: LivedCouncil, documents: dict[str, Document]) -> None:
    """Live each meeting as far as its day has come, then approve and publish minutes."""
    held: Meetings = {}
    for told in life.told["meetings"]:
        held[told["key"]] = meeting = _plan(life, told, documents)
        _change(life, meeting, told)
        _convene(life, meeting, told)
        if "present" in told:
            _meet(life, meeting, told)
    for told in life.told["meetings"]:
        if "minutes" in told:
            _write(life, held, told)


def _plan(life: LivedCouncil, told: Told, documents: dict[str, Document]) -> Meeting:
    day, hour, minute = told["at"]
    keeper = life.accounts[told["by"]]
    starts_at = life.calendar.at(day, hour) + timedelta(minutes=minute)
    with life.at(told["planned"]):
        meeting = actions.plan_meeting(
            life.council,
            title=told["title"],
            kind=Kind(told.get("kind", Kind.ORDINARY)),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=told.get("hours", 2)),
            is_public=told.get("public", False),
            description=told.get("description", ""),
            place=told.get("place", ""),
            address=told.get("address", ""),
            online_link=told.get("online", ""),
            actor=keeper,
        )
        for title, minutes, presenter, *reading in told["items"]:
            actions.propose_item(
                meeting,
                title=title,
                minutes=minutes,
                presenter=presenter,
                document=documents.get("".join(reading)),
                is_accepted=True,
                actor=keeper,
            )
        if not told.get("draft"):
            actions.announce_meeting(meeting, actor=keeper)
    return meeting


def _change(life: LivedCouncil, meeting: Meeting, told: Told) -> None:
    keeper = life.accounts[told["by"]]
    for row in told.get("proposed", []):
        with life.at(row["at"]):
            item = actions.propose_item(
                meeting, title=row["title"], actor=life.accounts[row["who"]]
            )
            if "declined" in row:
                actions.decline_item(item, reason=row["declined"], actor=keeper)
    if row := told.get("postponed"):
        with life.at(row["at"]):
            starts_at = meeting.starts_at + timedelta(days=row["by_days"])
            length = meeting.ends_at - meeting.starts_at
            actions.postpone_meeting(
                meeting,
                starts_at=starts_at,
                ends_at=starts_at + length,
                reason=row["reason"],
                actor=keeper,
            )
    if row := told.get("cancelled"):
        with life.at(row["at"]):
            actions.cancel_meeting(meeting, reason=row["reason"], actor=keeper)
    meeting.refresh_from_db()


def _convene(life: LivedCouncil, meeting: Meeting, told: Told) -> None:
    if "convened" not in told:
        return
    keeper = life.accounts[told["by"]]
    with life.at(told["convened"]):
        convocation = actions.convene(meeting, actor=keeper)
    with life.at([told["convened"][0] + 1, 11, 0]):
        for summons in convocation.summons.filter(membership__account=None):
            actions.note_told(summons, how=How.PHONE, actor=keeper)
        for who, said in told.get("answers", {}).items():
            choice, _, carrier = said.partition(":")
            actions.answer(
                meeting,
                life.mandates[who],
                choice=Choice(choice),
                proxy_to=life.mandates.get(carrier),
                actor=life.accounts[who],
            )


def _meet(life: LivedCouncil, meeting: Meeting, told: Told) -> None:
    day, hour, minute = told["at"]
    with life.at([day, hour, minute + 10]):
        present = [life.mandates[who].pk for who in told["present"]]
        actions.take_attendance(
            meeting, present=present, guests=told.get("guests", 0), actor=life.accounts[told["by"]]
        )


def _write(life: LivedCouncil, held: Meetings, told: Told) -> None:
    meeting, minutes = held[told["key"]], told["minutes"]
    version: MinutesVersion | None = None
    for row in minutes["versions"]:
        with life.at(row["at"]):
            version = actions.write_minutes(
                meeting,
                text=row["text"],
                after=version.number if version else 0,
                note=row.get("note", ""),
                actor=life.accounts[row["who"]],
            )
        for asked in row.get("amendments", []):
            _amend(life, version, asked)
    assert version is not None  # minutes have a version at least
    keeper = life.accounts[told["by"]]
    if "approved" in minutes:
        with life.at(minutes["approved"]["at"]):
            actions.approve_minutes(
                version, in_meeting=held[minutes["approved"]["in"]], actor=keeper
            )
    if "published" in minutes:
        with life.at(minutes["published"]):
            actions.publish_minutes(version, actor=keeper)


def _amend(life: LivedCouncil, version: MinutesVersion, asked: Told) -> None:
    with life.at(asked["at"]):
        amendment: Amendment = actions.propose_amendment(
            version, text=asked["text"], reason=asked["reason"], actor=life.accounts[asked["who"]]
        )
    if "taken" in asked:
        with life.at([asked["at"][0] + 1, 10, 0]):
            actions.answer_amendment(
                amendment,
                is_taken=asked["taken"],
                reason=asked.get("answer", ""),
                actor=life.accounts[life.told["animator"]["who"]],
            )
