"""When a council was last seen at work, by what everyone may read."""

from datetime import date, timedelta

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.base.clock import living_at, now
from participation.councils.actions import change_activity
from participation.councils.choices import Activity
from participation.councils.directory.queries.activity import last_activities
from participation.councils.documents.actions import publish_document
from participation.councils.models import ActivityChange, Council
from tests.factories import make_council
from tests.participation.councils.directory.test_following import live
from tests.participation.councils.documents.making import make_document
from tests.participation.councils.meetings.making import make_meeting, make_published

LONG_AGO = date(2024, 2, 5)


def asleep(council: Council) -> Council:
    """Give a council of which nothing was seen since it began."""
    ActivityChange.objects.filter(council=council).update(on=LONG_AGO)
    return council


def last(council: Council) -> date | None:
    return last_activities(Council.objects.all()).get(council.pk)


def test_only_what_everyone_sees_is_activity(council: Council) -> None:
    asleep(council)
    brochure = make_document(council, title="Qui sommes-nous")
    make_meeting(council)
    assert last(council) == LONG_AGO
    publish_document(brochure, actor=None)
    assert last(council) == council.today


def test_falling_asleep_is_no_activity(council: Council) -> None:
    asleep(council)
    change_activity(council, Activity.DORMANT, actor=None)
    assert last(council) == LONG_AGO


def test_a_public_meeting_counts_once_it_was_held(council: Council) -> None:
    asleep(council)
    with living_at(now() - timedelta(days=40)):
        make_published(council)
    assert LONG_AGO < (last(council) or LONG_AGO) < council.today


def test_the_list_tells_it(council: Council, client: Client) -> None:
    asleep(council)
    page = client.get("/conseils/").content.decode().replace("\u00a0", " ")
    assert "Dernière activité le 5 février 2024" in page


def test_one_query_for_one_and_for_three(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for more in (1, 2):
        for _ in range(more):
            live(make_council())
        with django_assert_num_queries(1):
            assert set(last_activities(Council.objects.all()).values()) != set()
