"""What meetings tell the home of the space, its search, the public page, and each person."""

from datetime import timedelta
from typing import Any

import pytest

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.meetings import actions
from participation.councils.meetings.choices import Choice
from participation.councils.meetings.models import AgendaItem, CalendarLink, Follower
from participation.councils.meetings.room import room
from participation.councils.models import Council, Membership
from participation.councils.space import enter
from tests.participation.councils.meetings.making import (
    make_draft,
    make_held,
    make_meeting,
    make_minutes,
    make_published,
)


def later_than(meeting: Any) -> dict[str, Any]:
    starts_at = meeting.starts_at + timedelta(days=7)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}


def test_the_home_says_what_is_new(council: Council, councillor: Account) -> None:
    since = now() - timedelta(days=1)
    make_draft(council, title="Surprise")
    postponed, cancelled = make_meeting(council, title="Deux"), make_meeting(council, title="Trois")
    actions.postpone_meeting(postponed, reason="Neige.", actor=None, **later_than(postponed))
    actions.cancel_meeting(cancelled, reason="Neige.", actor=None)
    make_meeting(council, title="Une")
    make_minutes(council, title="Quatre")
    space = enter(councillor, council.slug)
    told = {news.text.replace("\u00a0", " ") for news in room.news(space, since)}
    assert told == {
        "Nouvelle réunion : Une",
        "Nouvelle réunion : Deux",
        "Réunion annulée : Trois",
        "Compte rendu à relire : Quatre",
    }
    later = {news.text for news in room.news(space, now())}
    assert later == set()


def test_a_convocation_waits_for_an_answer_and_minutes_for_who_writes_them(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    meeting = make_meeting(council, title="Une")
    make_meeting(council, title="Pas convoquée")
    make_held(council, title="Tenue")
    member = enter(councillor, council.slug)
    assert list(room.waiting(member)) == []
    actions.convene(meeting, actor=coordinator)
    assert [thing.text[-3:] for thing in room.waiting(member)] == ["Une"]
    mandate = Membership.objects.get(account=councillor)
    actions.answer(meeting, mandate, choice=Choice.ABSENT, actor=councillor)
    assert list(room.waiting(member)) == []
    texts = [thing.text for thing in room.waiting(enter(coordinator, council.slug))]
    assert [text.rpartition(" ")[2] for text in texts] == ["Une", "Tenue"]


def test_a_search_finds_what_one_may_read(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    make_meeting(council, title="Forum des quartiers", description="Une idée neuve.")
    make_draft(council, title="Forum secret")
    found = [
        [one.title for one in room.find(enter(person, council.slug), ["forum"])]
        for person in (councillor, coordinator)
    ]
    assert found[0] == ["Forum des quartiers"]
    assert sorted(found[1]) == ["Forum des quartiers", "Forum secret"]


def test_the_next_meeting_stands_on_the_home(council: Council, councillor: Account) -> None:
    space = enter(councillor, council.slug)
    assert room.home(space) is None
    make_meeting(council, title="Plus tard", starts_at=now() + timedelta(days=30))
    meeting = make_meeting(council)
    sooner = make_meeting(council, starts_at=now() + timedelta(hours=3))
    actions.cancel_meeting(sooner, reason="Tempête.", actor=None)
    panel = room.home(space)
    assert panel is not None
    assert panel.context["meeting"] == meeting


def test_the_public_page_shows_nothing_of_a_council_without_public_meetings(
    council: Council,
) -> None:
    make_meeting(council)
    assert room.panel(council) is None
    meeting = make_published(council).meeting
    panel = room.panel(council)
    assert panel is not None
    assert (panel.context["coming"], panel.context["last"]) == ([], [meeting])


@pytest.fixture
def involved(council: Council, councillor: Account) -> AgendaItem:
    """A member who proposed, answered, follows, and has an address for their calendar."""
    meeting = make_meeting(council)
    mandate = Membership.objects.get(account=councillor)
    actions.answer(meeting, mandate, choice=Choice.COMING, actor=councillor)
    actions.make_calendar_link(council, actor=councillor)
    actions.ask_to_follow(council, councillor.email)
    return actions.propose_item(meeting, title="Les bancs", actor=councillor)


def test_a_person_is_given_what_is_held_of_them(
    involved: AgendaItem, councillor: Account, resident: Account
) -> None:
    held = room.personal_data(councillor)
    assert [row["title"] for row in held["points_proposes"]] == ["Les bancs"]
    assert [row["choice"] for row in held["reponses"]] == ["coming"]
    assert len(held["conseils_suivis"]) == 1
    assert room.personal_data(resident) is None


def test_an_erased_person_leaves_no_name_and_no_address(
    involved: AgendaItem, councillor: Account
) -> None:
    room.forget(councillor)
    involved.refresh_from_db()
    assert (involved.title, involved.proposed_by) == ("Les bancs", None)
    assert not CalendarLink.objects.exists()
    assert not Follower.objects.exists()


def test_time_passing_twice_does_nothing_more(council: Council) -> None:
    make_held(council, days_ago=60)
    assert [room.tidy(), room.tidy()] == [1, 0]
