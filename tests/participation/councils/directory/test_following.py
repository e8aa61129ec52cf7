"""What programs follow of councils: public news as RSS, public meetings as calendars."""

from datetime import time, timedelta
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from participation.base.clock import at_hour, living_at
from participation.councils.actions import change_activity
from participation.councils.choices import Activity
from participation.councils.directory.queries.news import news_of
from participation.councils.documents.actions import publish_document
from participation.councils.documents.choices import DocumentType
from participation.councils.models import Council
from tests.factories import make_council, make_member, make_territory
from tests.participation.councils.documents.making import make_document
from tests.participation.councils.library import making as library
from tests.participation.councils.meetings import making as meetings
from tests.participation.councils.referrals.making import make_referral, make_sent

QUERIES = 5
ALL = "/conseils/nouvelles.rss"


def titles(client: Client, url: str = ALL) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200 and "rss" in answer["Content-Type"]
    return [str(item.findtext("title")) for item in Xml.fromstring(answer.content).iter("item")]


def live(council: Council) -> None:
    """Let a council do one public thing of each kind."""
    make_member(council)
    change_activity(council, Activity.BEING_RENEWED, actor=None, reason="Un tirage au sort.")
    meetings.make_published(council)
    make_sent(council)
    brochure = make_document(council, title="Qui sommes-nous", doc_type=DocumentType.BROCHURE)
    publish_document(brochure, actor=None)
    library.make_published(council)


def test_each_public_thing_is_news(council: Council, client: Client) -> None:
    live(council)
    told = titles(client)
    for expected in (
        "Conseil citoyen des Tilleuls – En renouvellement",
        "Conseil citoyen des Tilleuls – Compte rendu\u00a0: Réunion de rentrée",
        "Conseil citoyen des Tilleuls – Qui sommes-nous",
    ):
        assert told.count(expected) == 1
    assert any("Bonne pratique\u00a0: " in title for title in told)
    assert any("Envoyée\u00a0: " in title for title in told)


def test_what_is_private_or_not_yet_published_is_no_news(council: Council, client: Client) -> None:
    later = council.today + timedelta(days=3)
    council.activity_changes.create(activity=Activity.DORMANT, on=later)
    meetings.make_minutes(council, is_public=True)
    make_referral(council)
    make_document(council, title="Notes")
    library.make_practice(council)
    assert titles(client) == ["Conseil citoyen des Tilleuls – Actif"]


def test_minutes_of_a_closed_meeting_are_no_news(council: Council, client: Client) -> None:
    version = meetings.make_published(council)
    type(version.meeting).objects.filter(pk=version.meeting_id).update(is_public=False)
    assert titles(client) == ["Conseil citoyen des Tilleuls – Actif"]


def test_news_lead_somewhere_and_have_one_key_each(council: Council, client: Client) -> None:
    live(council)
    lines = news_of(Council.objects.all())
    assert len({line.key for line in lines}) == len(lines) >= 5
    assert lines == sorted(lines, key=lambda line: line.at, reverse=True)
    for line in lines:
        assert client.get(line.url.partition("#")[0]).status_code == 200


def test_a_council_and_a_territory_have_their_own(council: Council, client: Client) -> None:
    other = make_council(
        "Conseil du Lac", commune=make_territory("Rivelune", code="0C001", kind="commune")
    )
    for one in (council, other):
        change_activity(one, Activity.BEING_RENEWED, actor=None)
    assert len(titles(client)) == 4
    ours = [f"Conseil citoyen des Tilleuls – {state}" for state in ("En renouvellement", "Actif")]
    assert titles(client, f"/conseils/{council.slug}/nouvelles.rss") == ours
    commune = council.commune
    assert titles(client, f"/conseils/nouvelles/commune/{commune.code}.rss") == ours


@pytest.mark.parametrize(
    "url",
    [
        "/conseils/nowhere/nouvelles.rss",
        "/conseils/nouvelles/commune/99999.rss",
        "/conseils/reunions/planet/1.ics",
    ],
)
def test_what_does_not_exist_has_none(db: None, client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_public_meetings_of_everywhere_or_of_a_territory_are_calendars(
    council: Council, client: Client
) -> None:
    elsewhere = make_council("Conseil du Lac", commune=make_territory("Rivelune", code="0C001"))
    meetings.make_meeting(council, title="Réunion ouverte", is_public=True)
    meetings.make_meeting(council, title="Réunion fermée")
    meetings.make_meeting(elsewhere, title="Au lac", is_public=True)

    def summaries(url: str) -> set[str]:
        answer = client.get(url)
        assert answer["Content-Type"].startswith("text/calendar")
        return {str(event["summary"]) for event in Calendar.from_ical(answer.content).events}

    ours = "Réunion ouverte – Conseil citoyen des Tilleuls"
    assert summaries("/conseils/reunions.ics") == {ours, "Au lac – Conseil du Lac"}
    where = reverse("directory:meetings_around", args=["commune", council.commune.code])
    assert summaries(where) == {ours}


def test_pages_tell_of_them(council: Council, client: Client) -> None:
    rss = 'rel="alternate" type="application/rss+xml"'
    finder = client.get("/conseils/").content.decode()
    assert rss in finder and f'href="{ALL}"' in finder and "/conseils/reunions.ics" in finder
    around = client.get("/conseils/", {"q": council.commune.name}).content.decode()
    assert f"/conseils/nouvelles/commune/{council.commune.code}.rss" in around
    profile = client.get(council.get_absolute_url()).content.decode()
    assert rss in profile and f"/conseils/{council.slug}/nouvelles.rss" in profile


def test_the_same_queries_for_one_and_for_three(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for more in (1, 2):
        for _ in range(more):
            live(make_council())
        with django_assert_num_queries(QUERIES):
            news_of(Council.objects.all())


def test_no_news_come_from_later_today(council: Council) -> None:
    early = at_hour(council.today, time(6), council.zone)
    with living_at(early):
        change_activity(council, Activity.BEING_RENEWED, actor=None, reason="Un tirage au sort.")
        assert [line.at for line in news_of(Council.objects.all())] == [early, early]
