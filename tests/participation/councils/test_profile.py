"""The public page of a council."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.councils.actions import change_activity, edit_council
from participation.councils.choices import Activity
from participation.councils.models import Council, Coverage
from participation.councils.queries import profile as queries
from participation.councils.registry import Panel
from tests.factories import make_council, make_territory
from tests.participation.councils.stand_in import StandIn, alone
from tests.people import SignIn

DOOR = "Entrer dans l’espace privé"


def words(client: Client, council: Council) -> str:
    return client.get(council.get_absolute_url()).content.decode()


def test_everyone_reads_who_the_council_is_and_how_to_reach_it(
    council: Council, client: Client
) -> None:
    edit_council(
        council,
        actor=None,
        summary="Un quartier, ses habitants.",
        presentation="Nous nous voyons le mardi.\n\nVenez <b>nombreux</b>.",
        how_to_join="Poussez la porte.",
        contact_email="tilleuls@example.org",
    )
    page = words(client, council)
    for told in ("Un quartier, ses habitants.", "Poussez la porte.", "mailto:tilleuls@example.org"):
        assert told in page
    assert "<p>Venez &lt;b&gt;nombreux&lt;/b&gt;.</p>" in page


def test_only_neighbourhoods_covered_today_are_told(council: Council, client: Client) -> None:
    for name, until in (("Les Tilleuls", None), ("Le Vieux Port", date(2024, 1, 1))):
        Coverage.objects.create(council=council, territory=make_territory(name), valid_to=until)
    page = words(client, council)
    assert "Les Tilleuls" in page
    assert "Le Vieux Port" not in page


@pytest.mark.parametrize("person", ["councillor", "coordinator", "animator"], indirect=True)
def test_people_inside_find_the_door(council: Council, asking: Client) -> None:
    assert DOOR in words(asking, council)


@pytest.mark.parametrize(
    "person",
    ["nobody", "resident", "neighbour", "former_member", "officer", "administrator"],
    indirect=True,
)
def test_nobody_else_learns_of_a_door(council: Council, asking: Client) -> None:
    page = words(asking, council)
    assert DOOR not in page
    assert "espace/" not in page


@pytest.mark.parametrize(
    ("activity", "said"),
    [
        (Activity.DORMANT, "Ce conseil est en sommeil"),
        (Activity.BEING_SET_UP, "Ce conseil se met en place"),
        (Activity.BEING_RENEWED, "Ce conseil se renouvelle"),
        (Activity.ENDED, "Ce conseil a pris fin"),
    ],
)
def test_a_council_that_does_not_meet_says_so(
    council: Council, client: Client, activity: Activity, said: str
) -> None:
    assert said not in words(client, council)
    change_activity(council, activity, actor=None)
    page = words(client, council)
    assert said in page
    assert "La coordination" in page


def test_layers_above_show_sections_too(
    council: Council, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = Panel("ui/notice.html", {"title": "Trois démarches", "text": "", "kind": ""})
    monkeypatch.setattr(
        queries, "profile_panels", [lambda shown: notice if shown == council else None]
    )
    assert "Trois démarches" in words(client, council)
    assert "Trois démarches" not in words(client, make_council())


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_a_fixed_number_of_queries(
    council: Council,
    client: Client,
    number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone(StandIn(), monkeypatch)
    monkeypatch.setattr(queries, "profile_panels", [])
    for item in range(number):
        territory = make_territory(f"Quartier {item}")
        Coverage.objects.create(council=council, territory=territory)
    with django_assert_max_num_queries(5):
        client.get(council.get_absolute_url())


def test_a_missing_page_offers_to_sign_in_and_come_back(
    council: Council, client: Client, councillor: Account, browsing_as: SignIn
) -> None:
    for url in (council.space_url, "/conseils/nulle-part/espace/", "/rien/du-tout/"):
        page = client.get(url)
        assert page.status_code == 404
        assert f"/compte/login/?next={url}" in page.content.decode()
    page = browsing_as(councillor).get("/rien/du-tout/")
    assert "/compte/login/?next=" not in page.content.decode()
