"""Preparing, announcing, postponing, cancelling; who reads what."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, local, now
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.choices import State
from participation.councils.meetings.forms.planning import instant
from participation.councils.meetings.models import Meeting
from participation.councils.models import Council
from tests.factories import make_council
from tests.participation.councils.meetings.making import make_draft, make_held, make_meeting
from tests.people import SignIn

QUERIES = 16


def typed(council: Council, **fields: Any) -> dict[str, Any]:
    """Give what somebody types to prepare a meeting in ten days."""
    day = council.today + timedelta(days=10)
    when = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    return {
        **when,
        "title": "Réunion de rentrée",
        "starts": "18:30",
        "ends": "20:30",
        "kind": "ordinary",
        "counts_proxies": "on",
        **fields,
    }


def test_who_animates_prepares_then_announces(
    council: Council, animator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(animator)
    here = f"{council.space_url}reunions/"
    assert browser.post(f"{here}nouvelle/", typed(council, ends="17:00")).status_code == 422
    browser.post(f"{here}nouvelle/", typed(council))
    meeting = Meeting.objects.get()
    assert local(meeting.starts_at, council.zone).strftime("%H:%M") == "18:30"
    assert browsing_as(councillor).get(meeting.space_url).status_code == 404
    browsing_as(animator).post(f"{meeting.space_url}annoncer/")
    assert browsing_as(councillor).get(meeting.space_url).status_code == 200
    assert browsing_as(councillor).post(f"{meeting.space_url}annuler/").status_code == 404


def test_the_same_form_sent_twice_makes_one_meeting(
    council: Council, animator: Account, browsing_as: SignIn
) -> None:
    form = typed(council, key="6f1c9a52-0bb0-4d53-9f35-5c8e0c8bb0aa")
    for _ in range(2):
        browsing_as(animator).post(f"{council.space_url}reunions/nouvelle/", form)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("zone", "starts_at"),
    [
        ("Indian/Reunion", datetime(2027, 3, 28, 14, 30, tzinfo=UTC)),
        ("Europe/Paris", datetime(2027, 3, 28, 16, 30, tzinfo=UTC)),  # summer since that night
        ("America/Martinique", datetime(2027, 3, 28, 22, 30, tzinfo=UTC)),
    ],
)
def test_hours_are_those_of_the_councils_own_clock(
    zone: str, starts_at: datetime, animator: Account, council: Council, browsing_as: SignIn
) -> None:
    Council.objects.filter(pk=council.pk).update(zone=zone)
    with living_at(datetime(2027, 3, 1, tzinfo=UTC)):
        day = {"on_day": 28, "on_month": 3, "on_year": 2027}
        browsing_as(animator).post(
            f"{council.space_url}reunions/nouvelle/", {**typed(council), **day}
        )
    assert Meeting.objects.get().starts_at == starts_at


def test_an_hour_that_the_clock_leaps_over_is_refused() -> None:
    day = datetime(2027, 3, 28)
    with pytest.raises(Exception, match="heure d’été"):
        instant(day.date(), day.replace(hour=2, minute=30).time(), "Europe/Paris")
    night = datetime(2027, 10, 31, 2, 30)  # comes twice: the first one
    assert instant(night.date(), night.time(), "Europe/Paris") == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )


def test_a_postponed_meeting_shows_its_former_date_struck_through(
    council: Council, coordinator: Account, client: Client, browsing_as: SignIn
) -> None:
    starts_at = datetime(2027, 1, 9, 17, 30, tzinfo=UTC)
    with living_at(datetime(2026, 12, 1, tzinfo=UTC)):
        meeting = make_meeting(council, starts_at=starts_at, is_public=True)
        actions.postpone_meeting(
            meeting,
            starts_at=starts_at + timedelta(days=7),
            ends_at=starts_at + timedelta(days=7, hours=2),
            reason="La grève des transports.",
            actor=coordinator,
        )
        page = client.get(meeting.get_absolute_url()).content.decode()
    struck = page[page.index("<del>") : page.index("</del>")]
    assert "9\u00a0janvier\u00a02027" in struck
    assert "16\u00a0janvier\u00a02027" in page
    assert "La grève des transports." in page


def test_whoever_expects_a_meeting_is_told_when_it_changes(
    council: Council,
    councillor: Account,
    coordinator: Account,
    former_member: Account,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    meeting = make_meeting(council)
    with django_capture_on_commit_callbacks(execute=True):
        actions.give_pass(meeting, name="Ida", email="ida@example.org", actor=coordinator)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        later = meeting.starts_at + timedelta(days=7)
        actions.postpone_meeting(
            meeting,
            starts_at=later,
            ends_at=later + timedelta(hours=2),
            reason="Neige.",
            actor=coordinator,
        )
    assert sorted(sent.to[0] for sent in mail.outbox) == [
        *("conseillere@example.org", "coordination@example.org", "ida@example.org")
    ]
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_meeting(meeting, reason="Verglas.", actor=coordinator)
    assert [sent.to[0] for sent in mail.outbox[3:]] == [sent.to[0] for sent in mail.outbox[:3]]
    del mail.outbox[3:]
    assert all("Neige." in str(sent.body) for sent in mail.outbox)
    assert all(meeting.title not in sent.subject for sent in mail.outbox)


def test_what_is_over_or_cancelled_changes_no_more(council: Council) -> None:
    held, cancelled = make_held(council), make_meeting(council, title="Autre")
    actions.cancel_meeting(cancelled, reason="Personne.", actor=None)
    later = {"starts_at": now() + timedelta(days=3), "ends_at": now() + timedelta(days=4)}
    for meeting in (held, cancelled):
        with pytest.raises(Refused):
            actions.postpone_meeting(meeting, reason="Non.", actor=None, **later)
        with pytest.raises(Refused):
            actions.edit_meeting(meeting, title="Autre titre", actor=None)
    with pytest.raises(Refused):
        actions.cancel_meeting(held, reason="Non.", actor=None)


def test_an_announced_public_meeting_never_becomes_private(council: Council) -> None:
    meeting = make_meeting(council, is_public=True)
    with pytest.raises(Refused):
        actions.edit_meeting(meeting, is_public=False, actor=None)
    sequence = actions.edit_meeting(meeting, place="Salle des fêtes", actor=None).sequence
    assert (sequence, meeting.council.meetings.public().count()) == (1, 1)


@pytest.mark.parametrize("field", ["starts_at", "state"])
def test_an_announced_date_changes_by_postponing_alone(council: Council, field: str) -> None:
    meeting = make_meeting(council)
    actions.edit_meeting(meeting, starts_at=now() + timedelta(days=1), actor=None)
    before = getattr(meeting, field)
    meeting.refresh_from_db()
    assert getattr(meeting, field) == before


def test_everyone_reads_public_meetings_and_no_other(
    council: Council, coordinator: Account, client: Client
) -> None:
    private, public = make_meeting(council), make_meeting(council, title="Forum", is_public=True)
    draft = make_draft(council, title="Surprise", is_public=True)
    actions.edit_meeting(public, online_link="https://visio.example.org/forum", actor=coordinator)
    for hidden in (private, draft):
        assert client.get(hidden.get_absolute_url()).status_code == 404
    listed = client.get(f"/conseils/{council.slug}/reunions/").content.decode()
    profile = client.get(council.get_absolute_url()).content.decode()
    for page in (listed, profile):
        assert "Forum" in page
        assert private.title not in page
        assert "Surprise" not in page
    page = client.get(public.get_absolute_url()).content.decode()
    assert "visio.example.org" not in page
    actions.edit_meeting(public, shows_online_link=True, actor=coordinator)
    assert "visio.example.org" in client.get(public.get_absolute_url()).content.decode()


def test_a_meeting_stays_in_its_own_council(council: Council, coordinator: Account) -> None:
    meeting = make_meeting(make_council())
    assert list(Meeting.objects.visible_to(coordinator)) == []
    assert meeting.state == State.SCHEDULED


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_number_of_queries(
    council: Council,
    coordinator: Account,
    browsing_as: SignIn,
    number: int,
    django_assert_num_queries: Any,
) -> None:
    for place in range(number):
        make_meeting(council, title=f"À venir {place}")
        make_held(council, title=f"Passée {place}")
    browser = browsing_as(coordinator)
    browser.get(f"{council.space_url}reunions/")
    with django_assert_num_queries(QUERIES):
        browser.get(f"{council.space_url}reunions/")


@pytest.mark.parametrize("number", [1, 3])
def test_public_lists_ask_the_same_number_of_queries(
    council: Council, client: Client, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        make_meeting(council, title=f"À venir {place}", is_public=True)
        make_held(council, title=f"Passée {place}", is_public=True)
    client.get(f"/conseils/{council.slug}/reunions/")
    with django_assert_num_queries(4):
        client.get(f"/conseils/{council.slug}/reunions/")
