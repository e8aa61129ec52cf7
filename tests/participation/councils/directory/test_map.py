"""The map says what the list says, and asks nobody else for anything."""

from typing import Any

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.councils.choices import Activity
from participation.councils.directory.queries import mapping
from participation.settings.env import origins
from tests.factories import make_council, make_territory
from tests.participation.councils.directory import making

QUERIES = 14


def features(client: Client, **asked: Any) -> dict[str, list[Any]]:
    """Give what the map draws: marks by name, and outlines by kind."""
    answer = client.get("/conseils/carte.geojson", asked).json()
    drawn: dict[str, list[Any]] = {"said": [answer["said"]], "marks": [], "back": [], "quarter": []}
    for feature in answer["features"]:
        told = feature["properties"]
        drawn[told.get("kind", "marks")].append(told | {"at": feature["geometry"]["coordinates"]})
    return drawn


def plant() -> None:
    sorane = making.outline(making.department("0A", "Sorane"), 2.0, 44.0, 1.0)
    ormel = making.commune("Saint-Ormel", "0A001", sorane, 2.0, 44.0)
    tilleuls = making.quarter("Les Tilleuls", "QN0A01", ormel, 2.01, 44.01)
    making.covering("Conseil des Tilleuls", ormel, tilleuls, slug="les-tilleuls")
    making.covering("Conseil du Port", ormel, activity=Activity.DORMANT)
    make_council("Conseil d’Ailleurs", commune=make_territory("Ailleurs", code="0B009"))


def test_each_council_found_has_its_mark_and_those_without_place_are_counted(
    db: None, client: Client
) -> None:
    plant()
    drawn = features(client)
    assert [mark["name"] for mark in drawn["marks"]] == ["Conseil des Tilleuls", "Conseil du Port"]
    first = drawn["marks"][0]
    assert first["url"] == "/conseils/les-tilleuls/" and first["at"] == [2.01, 44.01]
    assert (first["state"], first["where"]) == ("Actif", "Saint-Ormel (0A)")
    assert first["covers"] == "Quartiers\u00a0: Les Tilleuls"
    assert [row["code"] for row in drawn["back"] + drawn["quarter"]] == ["0A", "QN0A01"]
    (said,) = drawn["said"]
    assert said == (
        "La carte montre les 2 conseils de la liste. "
        "1 conseil sans contour connu est dans la liste seule."
    )


def test_the_map_answers_the_same_search_as_the_list(db: None, client: Client) -> None:
    plant()
    drawn = features(client, q="Saint-Ormel", etat="dormant", page="3")
    assert [mark["name"] for mark in drawn["marks"]] == ["Conseil du Port"]
    assert features(client, q="zzz")["marks"] == []


def test_too_many_neighbourhoods_are_marks_alone(
    db: None, client: Client, monkeypatch: Any
) -> None:
    plant()
    monkeypatch.setattr(mapping, "MOST_OUTLINES", 0)
    drawn = features(client)
    assert drawn["quarter"] == [] and len(drawn["marks"]) == 2


def test_the_same_queries_for_one_and_for_three(
    db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plant()
    for asked in ({"etat": "dormant"}, {}):
        with django_assert_num_queries(QUERIES):
            features(client, **asked)


def test_a_browser_may_fetch_tiles_from_their_origin_alone() -> None:
    assert origins("https://{s}.tuiles.example.org/{z}/{x}/{y}.png") == [
        "https://*.tuiles.example.org"
    ]
    assert origins("") == []
