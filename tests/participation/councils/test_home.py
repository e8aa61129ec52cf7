"""The home of a space says what is new since the last visit, and what waits for the person."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import mark_left, mark_seen, open_exceptional_access
from participation.councils.models import Council, Visit
from participation.councils.queries.home import home_of
from participation.councils.registry import News, Waiting
from participation.councils.space import enter
from tests.participation.councils.stand_in import StandIn, alone
from tests.people import SignIn


@pytest.fixture
def kitchen(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    room: StandIn = alone(StandIn(), monkeypatch)
    return room


@pytest.fixture
def member(councillor: Account, council: Council, browsing_as: SignIn) -> Client:
    return browsing_as(councillor)


def said(text: str, at: datetime | None = None, **fields: Any) -> News:
    return News(at=at or now(), text=text, url="/", by="Yasmina", **fields)


def hours_ago(number: float) -> datetime:
    return now() - timedelta(hours=number)


def words(client: Client, council: Council) -> str:
    return client.get(council.space_url).content.decode()


def test_a_new_member_is_welcomed_with_first_steps(
    council: Council, member: Client, kitchen: StandIn
) -> None:
    assert "Préparez le café." in words(member, council)
    member.post(f"{council.space_url}parti/")
    assert "Bienvenue dans votre espace" in words(member, council)
    with living_at(now() + timedelta(minutes=31)):
        assert "Bonjour Aïssatou" in words(member, council)


def test_what_came_since_is_new_and_what_came_before_is_not(
    council: Council, councillor: Account, member: Client, kitchen: StandIn
) -> None:
    kitchen.said = [said("Le café est servi", hours_ago(1)), said("Une tasse", hours_ago(3))]
    with living_at(hours_ago(2)):
        mark_seen(council, actor=councillor, until=now())
    page = words(member, council)
    assert "Le café est servi" in page
    assert "Bonjour Aïssatou" in page
    main = page.split("<aside")[0]
    assert "Une tasse" not in main


def test_i_have_seen_it_all_marks_until_the_page_that_was_read(
    council: Council, councillor: Account, member: Client, kitchen: StandIn
) -> None:
    kitchen.said = [said("Arrivé pendant la lecture", hours_ago(0.5)), said("Lu", hours_ago(2))]
    read_at = hours_ago(1)
    answer = member.post(f"{council.space_url}vu/", {"until": read_at.isoformat()})
    assert answer["Location"] == council.space_url
    assert Visit.objects.get(account=councillor).new_since == read_at
    page = words(member, council).split("<aside")[0]
    assert "Arrivé pendant la lecture" in page
    assert ">Lu<" not in page
    assert member.post(f"{council.space_url}vu/", {"until": "hier"}).status_code == 302
    assert Visit.objects.get(account=councillor).new_since == read_at


def test_leaving_and_coming_back_soon_is_one_visit(
    council: Council, councillor: Account, member: Client, kitchen: StandIn
) -> None:
    kitchen.said = [said("Une nouvelle", hours_ago(5))]
    with living_at(hours_ago(6)):
        mark_left(council, actor=councillor)
    assert "Une nouvelle" in words(member, council)
    assert member.post(f"{council.space_url}parti/").status_code == 204
    assert "Une nouvelle" in words(member, council)
    with living_at(now() + timedelta(minutes=29)):
        mark_left(council, actor=councillor)
        assert "Une nouvelle" in words(member, council)
    with living_at(now() + timedelta(minutes=60)):
        assert "Une nouvelle" not in words(member, council).split("<aside")[0]


def test_a_mark_in_the_future_is_a_mark_of_now(council: Council, councillor: Account) -> None:
    mark_seen(council, actor=councillor, until=now() + timedelta(days=900))
    assert Visit.objects.get().seen_at <= now()


def test_looking_marks_nothing(council: Council, member: Client) -> None:
    words(member, council)
    member.get(f"{council.space_url}vu/")
    member.get(f"{council.space_url}parti/")
    assert not Visit.objects.exists()


def test_what_concerns_me_stands_first_and_once(
    council: Council, councillor: Account, kitchen: StandIn
) -> None:
    kitchen.said = [said("Pour tous"), said("Pour moi", is_for_me=True)]
    home = home_of(enter(councillor, council.slug))
    assert [item.text for item in home.for_me] == ["Pour moi"]
    assert [item.text for group in home.news for item in group.items] == ["Pour tous"]


def test_what_waits_is_sorted_by_its_day_and_late_is_said(
    council: Council, councillor: Account, member: Client, kitchen: StandIn
) -> None:
    late, soon = council.today - timedelta(days=1), council.today + timedelta(days=3)
    kitchen.waits = [Waiting("Sans date", "/"), Waiting("Bientôt", "/", soon)]
    kitchen.waits.append(Waiting("En retard", "/", late))
    home = home_of(enter(councillor, council.slug))
    assert [thing.text for thing in home.waiting] == ["En retard", "Bientôt", "Sans date"]
    assert "en retard depuis le" in words(member, council)


def test_a_long_list_says_how_many_more(council: Council, member: Client, kitchen: StandIn) -> None:
    kitchen.said = [said(f"Nouvelle {number}") for number in range(8)]
    page = words(member, council)
    assert "Nouvelle 5" in page
    assert "Nouvelle 6" not in page
    assert "et 2 autres nouveautés" in page


def test_an_administrator_let_in_reads_and_marks_nothing(
    council: Council, administrator: Account, browsing_as: SignIn, kitchen: StandIn
) -> None:
    kitchen.said = [said("Le café est servi")]
    open_exceptional_access(council, account=administrator, reason="Une plainte à instruire.")
    client = browsing_as(administrator)
    page = words(client, council)
    assert "Le café est servi" in page
    assert "J’ai tout vu" not in page and "Bienvenue" not in page
    assert "Vous ne pouvez rien écrire." in page
    assert client.post(f"{council.space_url}vu/").status_code == 404


def test_who_came_or_tried_since_is_new_too(
    council: Council,
    councillor: Account,
    administrator: Account,
    officer: Account,
    browsing_as: SignIn,
    kitchen: StandIn,
) -> None:
    with living_at(hours_ago(3)):
        open_exceptional_access(council, account=administrator, reason="Il y a longtemps.")
        mark_seen(council, actor=councillor, until=now())
    assert "est entrée" not in words(browsing_as(councillor), council)
    with living_at(hours_ago(2)):
        open_exceptional_access(council, account=administrator, reason="Une plainte à instruire.")
    browsing_as(officer).get(council.space_url)
    page = words(browsing_as(councillor), council)
    assert "Une personne qui administre la plateforme est entrée" in page
    assert "« Commune de Tressigny » a essayé d’entrer" in page.replace("\u00a0", " ")


def test_the_menu_marks_where_one_is(council: Council, member: Client, kitchen: StandIn) -> None:
    assert f'<a href="{council.space_url}" aria-current="page">' in words(member, council)
    page = member.get(f"{council.space_url}chercher/").content.decode()
    assert f'<a href="{council.space_url}chercher/" aria-current="page">' in page
    assert page.count('aria-current="page"') == 1
    assert f'<a href="{council.space_url}cuisine/">Cuisine</a>' in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_asks_a_fixed_number_of_queries(
    council: Council,
    councillor: Account,
    kitchen: StandIn,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kitchen.said = [said(f"Nouvelle {item}") for item in range(number)]
    space = enter(councillor, council.slug)
    with django_assert_num_queries(4):
        home_of(space)
