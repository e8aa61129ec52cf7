"""Councils of other sites stand beside ours: in the list, by every search, on the map."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.base.clock import living_at, now
from participation.councils.choices import Activity
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.queries import Ref, Sought, find
from participation.councils.models import Council
from participation.territories.models import Outline, Territory
from tests.participation.councils.directory import making, others
from tests.participation.councils.directory.others import place, row

LIST_QUERIES, MAP_QUERIES = 12, 18


@pytest.fixture
def country(db: None) -> Council:
    """Our council of Saint-Ormel; the other site's of Saint-Ormel, Valombre and far away."""
    sorane = making.outline(making.department("0A", "Sorane"), 2.0, 44.0, 1.0)
    ormel = making.commune("Saint-Ormel", "0A001", sorane, 2.0, 44.0)
    making.commune("Valombre", "0A002", sorane, 2.2, 44.2)
    making.commune("Vermonde", "0A003", sorane, 2.5, 44.0)
    tilleuls = making.quarter("Les Tilleuls", "QN0A01", ormel, 2.01, 44.01)
    here = place("commune", "0A001", "Saint-Ormel")
    others.instance(
        row("Conseil citoyen des Saules"),
        row(
            "Atelier des Tilleuls",
            commune=here,
            neighbourhoods=[place("qpv", "QN0A01", "Les Tilleuls")],
            activity="dormant",
            type="youth_council",
            point=None,
        ),
        row(
            "Conseil d’Ailleurs",
            commune=place("commune", "0B7", "Ailleurs"),
            neighbourhoods=[],
        ),
    )
    return making.covering("Conseil citoyen des Tilleuls", ormel, tilleuls)


def names(typed: str = "", **asked: Any) -> list[str]:
    told = Client().get("/conseils/", {"q": typed, **asked})
    return [result.council.name for result in told.context["results"]]


def marks(**asked: Any) -> dict[str, Any]:
    features = Client().get("/conseils/carte.geojson", asked).json()["features"]
    return {one["properties"]["name"]: one for one in features if "url" in one["properties"]}


def test_they_are_in_one_list_by_name_each_with_its_site(country: Council, client: Client) -> None:
    assert names() == [
        "Atelier des Tilleuls",
        "Conseil citoyen des Saules",
        "Conseil citoyen des Tilleuls",
        "Conseil d’Ailleurs",
    ]
    told = client.get("/conseils/").content.decode()
    assert told.count("Sur un autre site\u00a0: Valombre participe") == 3
    link = f'<a href="{others.SITE}/conseils/conseil-citoyen-des-saules/" rel="noopener">'
    assert link in told
    assert "Dernière activité le 2\u00a0mars\u00a02026" in told
    assert "Dernières nouvelles" not in told


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("saules", ["Conseil citoyen des Saules"]),
        ("Valombre", ["Conseil citoyen des Saules"]),
        ("QN0A01", ["Atelier des Tilleuls", "Conseil citoyen des Tilleuls"]),
        ("Saint-Ormel", ["Atelier des Tilleuls", "Conseil citoyen des Tilleuls"]),
        ("ailleurs", ["Conseil d’Ailleurs"]),
    ],
)
def test_each_search_finds_them(country: Council, typed: str, found: list[str]) -> None:
    assert names(typed) == found


def test_a_department_and_what_it_holds_find_them(country: Council) -> None:
    assert "Conseil citoyen des Saules" in names("Sorane")
    Territory.objects.filter(code="0A002").delete()
    assert "Conseil citoyen des Saules" in names("Sorane")  # by its code alone
    assert "Conseil d’Ailleurs" not in names("Sorane")


def test_filters_hold_for_them_too(country: Council) -> None:
    assert names(nature="youth_council") == ["Atelier des Tilleuls"]
    assert names(etat="dormant") == ["Atelier des Tilleuls"]
    assert "Conseil d’Ailleurs" not in names(departement="0A")
    assert len(names(departement="0A")) == 3
    assert names(site="ici") == ["Conseil citoyen des Tilleuls"]
    other = RemoteInstance.objects.get()
    assert len(names(site=str(other.pk))) == 3
    assert len(names(site="nowhere")) == 4  # what does not exist is ignored


def test_the_nearest_are_theirs_too_and_those_of_the_commune_come_first(country: Council) -> None:
    found = find("Vermonde", Sought.everywhere())
    assert found.is_near and found.kilometres
    assert [ref.is_remote for ref in found.councils].count(True) == 3
    Outline.objects.all().delete()
    near = find("Vermonde", Sought.everywhere())
    assert near.is_near and len(near.councils) == 3
    assert Ref(False, country.pk) in near.councils


def test_a_neighbourhood_asked_for_is_told_for_them_too(country: Council, client: Client) -> None:
    told = client.get("/conseils/", {"q": "QN0A01"}).content.decode()
    assert told.count("Couvre le quartier «\u00a0Les Tilleuls\u00a0»") == 2


def test_a_code_of_ones_own_is_not_anothers(db: None) -> None:
    ormel = making.commune("Saint-Ormel", "0A001", making.department("0A", "Sorane"), 2.0, 44.0)
    making.quarter("La Butte", "Q1", ormel, 2, 44)
    Territory.objects.filter(code="Q1").update(kind=Territory.Kind.NEIGHBOURHOOD)
    others.instance(row("Conseil du Pré", neighbourhoods=[place("neighbourhood", "Q1", "Le Pré")]))
    assert find("La Butte", Sought.everywhere()).is_near


def test_the_map_marks_them_where_they_say_or_at_their_commune(country: Council) -> None:
    drawn = marks()
    saules, atelier = drawn["Conseil citoyen des Saules"], drawn["Atelier des Tilleuls"]
    assert saules["geometry"]["coordinates"] == [2.2, 44.2]
    assert atelier["geometry"]["coordinates"] == [2.0, 44.0]
    assert saules["properties"]["site"] == "Sur un autre site\u00a0: Valombre participe"
    assert saules["properties"]["url"] == f"{others.SITE}/conseils/conseil-citoyen-des-saules/"
    assert drawn["Conseil citoyen des Tilleuls"]["properties"]["site"] == ""
    assert list(marks(site="ici")) == ["Conseil citoyen des Tilleuls"]


def test_a_site_paused_or_silent_too_long_is_not_shown(country: Council) -> None:
    with living_at(now() + timedelta(days=29)):
        assert len(names()) == 4
    with living_at(now() + timedelta(days=31)):
        assert names() == ["Conseil citoyen des Tilleuls"]
    RemoteInstance.objects.update(is_active=False)
    assert names() == ["Conseil citoyen des Tilleuls"] and len(marks()) == 1


def test_old_news_are_dated(country: Council, client: Client) -> None:
    with living_at(now() + timedelta(days=3)):
        told = client.get("/conseils/").content.decode()
    assert told.count("Dernières nouvelles de ce site le") == 3


def test_our_register_tells_ours_alone(country: Council, client: Client) -> None:
    told = client.get("/conseils/registre.json").json()["councils"]
    assert [council["name"] for council in told] == ["Conseil citoyen des Tilleuls"]


def test_hostile_names_stay_words(db: None, client: Client) -> None:
    others.instance(row("<script>alert(1)</script>", id="x"))
    told = client.get("/conseils/").content.decode()
    assert "<script>alert" not in told and "&lt;script&gt;alert(1)" in told


def test_without_other_sites_nobody_is_asked_to_choose(db: None, client: Client) -> None:
    assert "Tous les sites" not in client.get("/conseils/").content.decode()


def test_the_same_queries_for_one_and_for_three(
    country: Council, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.covering("Conseil du Port", country.commune, activity=Activity.DORMANT)
    for asked in ({"etat": "dormant"}, {}):
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/conseils/", asked)
        with django_assert_num_queries(MAP_QUERIES):
            client.get("/conseils/carte.geojson", asked)
