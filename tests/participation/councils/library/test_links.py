from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from participation.accounts.models import Account
from participation.base import reaching
from participation.base.clock import living_at, now
from participation.base.reaching import NotReached
from participation.councils.library import actions
from participation.councils.library.actions import links
from participation.councils.library.models import UsefulLink
from tests.participation.councils.library.making import make_link
from tests.people import SignIn

LIST = "/ressources/liens/"
CONTROL = "https://temoin.example.org/"


def test_administrator_keeps_the_list_and_others_read_it(
    administrator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    typed = {
        "title": "La boussole",
        "url": "https://boussole.example.org/",
        "note": "Trouver une aide.",
        "organisation": "La mairie",
    }
    assert browsing_as(councillor).post(f"{LIST}ajouter/", typed).status_code == 404
    browser = browsing_as(administrator)
    assert browser.post(f"{LIST}ajouter/", {**typed, "url": "nulle part"}).status_code == 422
    assert browser.post(f"{LIST}ajouter/", typed).status_code == 302
    assert browser.post(f"{LIST}ajouter/", typed).status_code == 422
    link = UsefulLink.objects.get()
    assert link.owner == administrator
    browser.logout()
    assert "La boussole" in browser.get(LIST).text
    browser = browsing_as(administrator)
    browser.post(f"{LIST}{link.pk}/modifier/", {**typed, "title": "Le cap"})
    assert "Le cap" in browser.get(LIST).text
    browser.post(f"{LIST}{link.pk}/retirer/")
    assert "Pas encore de lien" in browser.get(LIST).text


def fail(link: UsefulLink, day: int, status: int | None = None) -> UsefulLink:
    """Note a check that failed, some days from now."""
    with living_at(now() + timedelta(days=day)):
        return actions.note_check(link, status)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> dict[str, int]:
    """Which addresses answer, and what; any other is out of reach."""
    given: dict[str, int] = {}

    def answer(url: str, **options: Any) -> int:
        if url not in given:
            raise NotReached(url)
        return given[url]

    settings.LINK_CONTROLS = [CONTROL]
    monkeypatch.setattr(links, "status_of", answer)
    monkeypatch.setattr(reaching, "status_of", answer)
    return given


@pytest.mark.django_db(transaction=True)
def test_failures_on_three_days_are_shown_and_told_once(
    administrator: Account, client: Client
) -> None:
    link = make_link(actor=administrator)
    for day, status in enumerate((503, None, None)):
        assert "lien mort" not in client.get(LIST).text
        fail(link, day, status)
    fail(link, 3)
    assert "lien mort depuis le" in client.get(LIST).text
    told = [(sent.to, sent.subject) for sent in mail.outbox]
    assert told == [([administrator.email], "Un lien utile ne répond plus")]
    actions.note_check(link, 200)
    assert "lien mort" not in client.get(LIST).text


def test_one_success_between_two_failures_starts_again(db: None) -> None:
    link = make_link()
    for day, status in enumerate((None, None, 200, None)):
        link = fail(link, day, status)
    assert (link.failures, link.is_dead) == (1, False)


def test_failures_of_one_day_count_once(db: None) -> None:
    link = make_link()
    with living_at(datetime(2027, 1, 12, 12, tzinfo=UTC)):
        for _each in range(3):
            link = actions.note_check(link, None)
    assert (link.failures, link.is_dead) == (1, False)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_its_site_says_gone_is_dead_at_once(db: None, status: int) -> None:
    assert actions.note_check(make_link(), status).is_dead


@pytest.mark.parametrize("status", [401, 403, 405, 429])
def test_a_page_kept_from_robots_is_not_dead(db: None, status: int) -> None:
    link = make_link()
    for day in range(4):
        link = fail(link, day, status)
    assert (link.failures, link.is_dead) == (0, False)


def test_nothing_is_noted_while_the_machine_itself_is_cut_off(
    client: Client, db: None, answers: dict[str, int]
) -> None:
    link = make_link()
    for day in range(5):
        with living_at(now() + timedelta(days=day, minutes=day)):
            assert [actions.check_due_link() for _each in range(2)] == [1, 0]
    link.refresh_from_db()
    assert (link.failures, link.last_checked_at) == (0, None)
    assert "vérifié le" not in client.get(LIST).text


def test_a_link_out_of_reach_while_a_control_answers_dies_in_three_days(
    db: None, answers: dict[str, int]
) -> None:
    link = make_link()
    answers[CONTROL] = 503  # whatever it says, it is there
    for day in range(3):
        assert not link.is_dead
        with living_at(now() + timedelta(days=day, minutes=day)):
            actions.check_due_link()
        link.refresh_from_db()
    assert link.is_dead


def test_an_invented_name_is_never_asked(db: None, answers: dict[str, int]) -> None:
    link = make_link(url="https://guide.demo.example/")
    answers[CONTROL] = 200
    for day in range(4):
        with living_at(now() + timedelta(days=day, minutes=day)):
            actions.check_due_link()
    link.refresh_from_db()
    assert (link.failures, link.last_checked_at) == (0, None)


def test_links_are_asked_one_at_a_time_each_week_and_each_day_when_they_fail(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(url: str) -> int:
        asked.append(url)
        return 500 if "mort" in url else 200

    monkeypatch.setattr(links, "status_of", answer)
    alive = make_link(url="https://vivant.example.org/").url
    dead = make_link(url="https://mort.example.org/").url
    assert [actions.check_due_link() for _each in range(3)] == [1, 1, 0]
    assert asked == [alive, dead]
    with living_at(now() + timedelta(days=1, minutes=1)):
        assert [actions.check_due_link() for _each in range(2)] == [1, 0]
    with living_at(now() + timedelta(days=7, minutes=1)):
        assert [actions.check_due_link() for _each in range(3)] == [1, 1, 0]
    assert asked == [alive, dead, dead, alive, dead]


def test_another_address_is_checked_from_the_beginning(db: None) -> None:
    link = actions.note_check(make_link(), 404)
    assert link.is_dead
    actions.write_link(link, url="https://ailleurs.example.org/", actor=None)
    link.refresh_from_db()
    assert (link.is_dead, link.last_checked_at, link.asked_at) == (False, None, None)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_links_asks_the_same_number_of_queries(
    client: Client, db: None, number: int, django_assert_num_queries: Any
) -> None:
    for _each in range(number):
        make_link()
    client.get(LIST)
    with django_assert_num_queries(2):
        client.get(LIST)
