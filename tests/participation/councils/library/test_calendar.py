from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.choices import Scope
from participation.councils.library.models import CalendarDate
from participation.territories.models import Territory
from tests.factories import make_territory
from tests.participation.councils.library.making import make_date
from tests.people import SignIn

LIST = "/ressources/calendrier/"
TYPED = {
    "title": "Forum des conseils",
    "scope": "regional",
    "territory_name": "bretagne",
    "starts_at": "2031-03-04T09:00",
    "ends_at": "2031-03-04T17:00",
    "place": "Rennes",
    "organiser": "La coordination",
}


@pytest.fixture
def brittany(db: None) -> Territory:
    return make_territory("Bretagne", kind=Territory.Kind.REGION)


def events(client: Client, **filters: Any) -> list[Any]:
    answer = client.get(f"{LIST}calendrier.ics", filters)
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_administrator_announces_and_everyone_reads(
    administrator: Account, councillor: Account, brittany: Territory, browsing_as: SignIn
) -> None:
    url = f"{LIST}annoncer/"
    assert browsing_as(councillor).post(url, TYPED).status_code == 404
    browser = browsing_as(administrator)
    nowhere = browser.post(url, {**TYPED, "territory_name": "Nulle part"})
    assert (nowhere.status_code, "Forum des conseils" in nowhere.text) == (422, True)
    backwards = browser.post(url, {**TYPED, "ends_at": "2031-03-04T08:00"})
    assert "La fin vient après le début" in backwards.text
    browser.post(url, TYPED)
    date = CalendarDate.objects.get()
    assert (date.territory, date.scope) == (brittany, Scope.REGIONAL)
    browser.logout()
    page = browser.get(LIST).text
    assert ("Forum des conseils" in page, "mars 2031" in page.lower()) == (True, True)
    assert "Rennes" in browser.get(date.get_absolute_url()).text


def test_a_date_that_is_postponed_keeps_the_former_one_struck_through(
    client: Client, db: None
) -> None:
    date = make_date()
    later = date.starts_at + timedelta(days=7)
    for _each in range(2):
        moved = actions.postpone_date(
            date, starts_at=later, ends_at=later + timedelta(hours=1), reason="Grève", actor=None
        )
    assert moved.former_starts_at == date.starts_at
    page = client.get(date.get_absolute_url()).text
    assert ("<del>" in page, "Grève" in page) == (True, True)
    [event] = events(client)
    assert (int(event["sequence"]), event["dtstart"].dt) == (2, later.replace(microsecond=0))


def test_a_date_is_corrected_for_everyone_and_for_their_calendars(
    administrator: Account, councillor: Account, brittany: Territory, browsing_as: SignIn
) -> None:
    date = make_date(title="Le frorum", scope=Scope.REGIONAL, territory=brittany)
    url = f"{date.get_absolute_url()}corriger/"
    assert browsing_as(councillor).get(url).status_code == 404
    browser = browsing_as(administrator)
    assert "Le frorum" in browser.get(url).text
    typed = {**TYPED, "title": "Le forum", "correction": ""}
    assert browser.post(url, typed).status_code == 422
    assert browser.post(url, {**typed, "correction": "C’est un forum."}).status_code == 302
    browser.logout()
    page = browser.get(date.get_absolute_url()).text
    assert ("Le forum" in page, "C’est un forum." in page, "<del>" in page) == (True, True, True)
    [event] = events(browser)
    assert (str(event["summary"]), int(event["sequence"])) == ("Le forum", 1)
    assert "C’est un forum." in str(event["description"])


def test_a_correction_of_words_leaves_the_hour_and_the_reason_of_a_postponement(
    client: Client, db: None
) -> None:
    date = make_date()
    later = date.starts_at + timedelta(days=7)
    hours = {"starts_at": later, "ends_at": later + timedelta(hours=1)}
    actions.postpone_date(date, **hours, reason="Grève", actor=None)
    date.refresh_from_db()
    actions.correct_date(date, correction="La salle", place="Halle", actor=None)
    page = client.get(date.get_absolute_url()).text
    assert all(words in page for words in ("Grève", "La salle", "Halle"))
    assert page.count("<del>") == 1


def test_a_date_that_is_cancelled_is_not_corrected(
    administrator: Account, browsing_as: SignIn
) -> None:
    date = make_date()
    actions.cancel_date(date, reason="Tempête", actor=None)
    typed = {**TYPED, "scope": "national", "correction": "Le lieu"}
    answer = browsing_as(administrator).post(f"{date.get_absolute_url()}corriger/", typed)
    assert (answer.status_code, "Annoncez-en une nouvelle" in answer.text) == (422, True)


def test_the_way_to_follow_keeps_the_filters(client: Client, brittany: Territory) -> None:
    make_date(scope=Scope.REGIONAL, territory=brittany)
    chosen = {"portee": "regional", "territoire": str(brittany.pk), "quand": "passees"}
    page = client.get(LIST, chosen).text
    told = f"{LIST}calendrier.ics?portee=regional&amp;territoire={brittany.pk}"
    assert f'href="webcal://127.0.0.1:8000{told}"' in page.replace("localhost", "127.0.0.1")
    assert f'value="http://127.0.0.1:8000{told}"' in page.replace("localhost", "127.0.0.1")


def test_a_date_that_is_cancelled_stays_with_its_reason(client: Client, db: None) -> None:
    date = make_date()
    actions.cancel_date(date, reason="Tempête", actor=None)
    assert "Tempête" in client.get(date.get_absolute_url()).text
    [event] = events(client)
    assert str(event["status"]) == "CANCELLED"
    with pytest.raises(Refused):
        actions.cancel_date(date, reason="Encore", actor=None)


def test_filters_narrow_the_list_and_the_feed_to_a_scope_and_a_territory(
    client: Client, brittany: Territory
) -> None:
    rennes = make_territory("Rennes", parent=brittany)
    make_date(title="Nationale")
    make_date(title="Bretonne", scope=Scope.REGIONAL, territory=brittany)
    make_date(title="Rennaise", scope=Scope.LOCAL, territory=rennes)
    inside = {str(event["summary"]) for event in events(client, territoire=brittany.pk)}
    assert inside == {"Bretonne", "Rennaise"}
    [only] = events(client, portee="national")
    assert str(only["summary"]) == "Nationale"
    page = client.get(LIST, {"portee": "regional"}).text
    assert ("Bretonne" in page, "Rennaise" in page) == (True, False)
    assert client.get(LIST, {"portee": "x", "territoire": "y", "quand": "z"}).status_code == 200


def test_what_is_past_is_on_its_own_list_and_leaves_the_feed_after_three_months(
    client: Client, db: None
) -> None:
    make_date(title="Passée", starts_at=now() - timedelta(days=100))
    assert "Passée" not in client.get(LIST).text.partition("<main")[2].replace("Passées", "")
    assert "Passée<" in client.get(LIST, {"quand": "passees"}).text
    assert events(client) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_asks_the_same_number_of_queries(
    client: Client, brittany: Territory, number: int, django_assert_num_queries: Any
) -> None:
    for _each in range(number):
        make_date(scope=Scope.REGIONAL, territory=brittany)
    client.get(LIST)
    with django_assert_num_queries(3):
        client.get(LIST)
