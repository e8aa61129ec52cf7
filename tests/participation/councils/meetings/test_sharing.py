"""Calendars that programs subscribe to, and who observes one meeting."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

from django.core import mail
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.meetings import actions
from participation.councils.meetings.models import CalendarLink, Meeting, ObserverPass
from participation.councils.models import Council, Membership
from tests.participation.councils.documents.making import clean, make_document, upload
from tests.participation.councils.meetings.making import (
    make_draft,
    make_held,
    make_meeting,
    make_published,
)
from tests.people import SignIn


def events_at(client: Client, url: str) -> dict[str, Any]:
    """Give the events of a calendar by title, without the council's name."""
    answer = client.get(url)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["summary"]).partition(" – ")[0]: event for event in events}


def test_the_public_calendar_holds_public_meetings_alone(council: Council, client: Client) -> None:
    make_meeting(council, title="Forum", is_public=True, online_link="https://x.example.org/")
    make_meeting(council, title="Entre nous")
    make_draft(council, title="Surprise", is_public=True)
    events = events_at(client, f"/conseils/{council.slug}/reunions.ics")
    assert list(events) == ["Forum"]
    assert "x.example.org" not in str(events["Forum"].to_ical())


def test_a_calendar_follows_what_becomes_of_a_meeting(council: Council, client: Client) -> None:
    Council.objects.filter(pk=council.pk).update(zone="Indian/Reunion")
    council.refresh_from_db()
    url = f"/conseils/{council.slug}/reunions.ics"
    starts_at = datetime(2027, 1, 9, 14, tzinfo=UTC)
    with living_at(datetime(2026, 12, 1, tzinfo=UTC)):
        meeting = make_meeting(council, title="Forum", is_public=True, starts_at=starts_at)
        first = events_at(client, url)["Forum"]
        later = starts_at + timedelta(days=7)
        actions.postpone_meeting(
            meeting, starts_at=later, ends_at=later + timedelta(hours=2), reason="R.", actor=None
        )
        second = events_at(client, url)["Forum"]
        actions.cancel_meeting(meeting, reason="Personne.", actor=None)
        third = events_at(client, url)["Forum"]
    assert first["uid"] == second["uid"] == third["uid"]
    assert [int(event["sequence"]) for event in (first, second, third)] == [0, 1, 2]
    assert [str(event["status"]) for event in (first, second, third)] == [
        *("CONFIRMED", "CONFIRMED", "CANCELLED")
    ]
    assert first["dtstart"].params["TZID"] == "Indian/Reunion"
    assert first.decoded("dtstart").strftime("%d %H:%M") == "09 18:00"
    assert second.decoded("dtstart").astimezone(UTC) == later
    assert "LAST-MODIFIED" in first


def test_a_calendar_explains_its_zones(council: Council, client: Client) -> None:
    make_meeting(council, is_public=True)
    content = client.get(f"/conseils/{council.slug}/reunions.ics").content
    zones = [str(zone["tzid"]) for zone in Calendar.from_ical(content).walk("VTIMEZONE")]
    assert zones == [council.zone]


def test_a_members_own_calendar_dies_with_the_mandate(
    council: Council, councillor: Account, browsing_as: SignIn, client: Client
) -> None:
    make_meeting(council, title="Entre nous")
    make_draft(council, title="Surprise")
    here = f"{council.space_url}reunions/agenda/"
    browsing_as(councillor).post(here, {"do": "make"})
    link = CalendarLink.objects.get()
    assert link.address in browsing_as(councillor).get(here).content.decode()
    address = link.address.removeprefix("http://testserver")
    client.logout()
    assert list(events_at(client, address)) == ["Entre nous"]
    assert client.get(address.replace(".ics", "x.ics")).status_code == 404
    assert client.get(f"/agendas/{link.nonce}.ics").status_code == 404  # not signed
    end_mandate(
        Membership.objects.get(account=councillor, closed_at=None),
        reason=EndReason.MOVED,
        actor=None,
    )
    assert client.get(address).status_code == 404


def test_another_link_ends_the_one_before(council: Council, councillor: Account) -> None:
    first = actions.make_calendar_link(council, actor=councillor)
    second = actions.make_calendar_link(council, actor=councillor)
    assert list(CalendarLink.objects.with_token(first.token)) == []
    assert list(CalendarLink.objects.with_token(second.token)) == [second]
    actions.revoke_calendar_link(council, actor=councillor)
    assert not CalendarLink.objects.exists()


def observed(council: Council) -> tuple[Meeting, ObserverPass, Any]:
    """Invite somebody to a private meeting whose agenda holds a document."""
    file = clean(upload("Le plan des bancs.", "plan.txt"))
    document = make_document(council, title="Le plan", upload=file)
    meeting = make_meeting(council, title="Entre nous")
    item = actions.propose_item(
        meeting, title="Les bancs", document=document, is_accepted=True, actor=None
    )
    given = actions.give_pass(meeting, name="Ida", email="ida@example.org", actor=None)
    return meeting, given, item


def test_an_observer_reads_one_meeting_and_its_documents(council: Council, client: Client) -> None:
    meeting, given, item = observed(council)
    page = client.get(given.url)
    assert "Les bancs" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    file: Any = client.get(f"{given.url}{item.pk}/")
    assert b"".join(file.streaming_content) == b"Le plan des bancs."
    other = actions.propose_item(
        make_meeting(council, title="Autre"), title="Autre", is_accepted=True, actor=None
    )
    assert client.get(f"{given.url}{other.pk}/").status_code == 404
    assert client.get(meeting.space_url).status_code == 404


def test_a_pass_ends_with_the_meeting_or_when_it_is_taken_back(
    council: Council, coordinator: Account, browsing_as: SignIn, client: Client
) -> None:
    meeting, given, item = observed(council)
    addresses = (given.url, f"{given.url}{item.pk}/")
    with living_at(meeting.ends_at):
        assert {client.get(url).status_code for url in addresses} == {404}
    browsing_as(coordinator).post(f"{meeting.space_url}observateurs/{given.pk}/retirer/")
    client.logout()
    assert {client.get(url).status_code for url in addresses} == {404}


def test_the_invitation_leaves_by_letter_and_is_forgotten_after_a_month(
    council: Council,
    coordinator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    meeting = make_meeting(council)
    form = {"name": "Ida", "email": "Ida@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            browsing_as(coordinator).post(f"{meeting.space_url}observateurs/", form)
    given = ObserverPass.objects.get()
    assert [sent.to for sent in mail.outbox] == [["ida@example.org"]]
    assert given.url in str(mail.outbox[0].body)
    assert actions.forget_old_passes() == 0
    with living_at(meeting.ends_at + timedelta(days=31)):
        assert actions.forget_old_passes() == 1


def test_a_past_year_leaves_calendars(council: Council, client: Client) -> None:
    with living_at(now() - timedelta(days=400)):
        make_held(council, title="Ancienne", is_public=True)
    make_held(council, title="Récente", is_public=True)
    assert list(events_at(client, f"/conseils/{council.slug}/reunions.ics")) == ["Récente"]


def test_news_are_of_public_meetings_and_published_minutes(
    council: Council, client: Client
) -> None:
    make_meeting(council, title="Entre nous")
    make_published(council, "On a parlé des bancs.")
    meeting = make_meeting(council, title="Forum", is_public=True)
    actions.cancel_meeting(meeting, reason="Neige.", actor=None)
    answer = client.get(f"/conseils/{council.slug}/reunions.rss")
    titles = [
        item.findtext("title") for item in ElementTree.fromstring(answer.content).iter("item")
    ]
    assert sorted(titles, key=str) == [
        "Annulée\u00a0: Forum",
        "Compte rendu\u00a0: Réunion de rentrée",
        "Réunion de rentrée",
    ]
