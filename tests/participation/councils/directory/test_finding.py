"""Finding a council by its name, a place, an address; and what is said when nothing fits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from participation.councils.choices import Activity, BodyType
from participation.councils.directory.queries import Ref, Sought, find, finding, results_of
from participation.councils.directory.queries.nearby import kilometres
from participation.councils.models import Council, Coverage
from participation.territories.geocoding import NotFound, Place, Unavailable
from participation.territories.models import Outline, Territory
from tests.participation.councils.directory import making

QUERIES = 12


@dataclass
class Country:
    """Two départements, two towns of one name, three neighbourhoods, three councils."""

    ormel: Territory
    vermonde: Territory
    tilleuls: Territory
    port: Council
    lindens: Council
    far: Council


@pytest.fixture
def country(db: None) -> Country:
    sorane, ambre = making.department("0A", "Sorane"), making.department("0B", "Ambrelle")
    ormel = making.commune("Saint-Ormel", "0A001", sorane, 2.0, 44.0)
    vermonde = making.commune("Vermonde", "0A003", sorane, 2.5, 44.0)
    other = making.commune("Saint-Ormel", "0B001", ambre, 5.0, 46.0)
    tilleuls = making.quarter("Les Tilleuls", "QN0A01", ormel, 2.01, 44.01)
    harbour = making.quarter("Le Vieux-Port", "QN0A02", ormel, 1.97, 43.97)
    return Country(
        ormel,
        vermonde,
        tilleuls,
        making.covering("Conseil citoyen du Port", ormel, harbour, activity=Activity.DORMANT),
        making.covering("Conseil citoyen des Tilleuls", ormel, tilleuls),
        making.covering("Conseil de quartier de l’Écluse", other),
    )


def names(typed: str) -> list[str]:
    found = find(typed, Sought.everywhere())
    return [result.council.name for result in results_of(found, found.councils)]


def refs(*councils: Council) -> list[Ref]:
    return [Ref(False, council.pk) for council in councils]


def page(client: Client, **asked: Any) -> str:
    return client.get("/conseils/", asked).content.decode()


@pytest.fixture
def locate(monkeypatch: pytest.MonkeyPatch) -> Any:
    def answering(answer: Any) -> None:
        monkeypatch.setattr(finding, "locate", lambda typed: answer)

    return answering


@pytest.mark.parametrize("typed", ["ecluse", "  CONSEIL écluse "])
def test_by_its_name_without_accents(country: Country, typed: str) -> None:
    assert names(typed) == ["Conseil de quartier de l’Écluse"]


@pytest.mark.parametrize("typed", ["les tilleuls", "QN0A01", "Les Tilleuls (0A)"])
def test_by_its_neighbourhood(country: Country, typed: str) -> None:
    assert names(typed) == ["Conseil citoyen des Tilleuls"]


def test_homonyms_are_told_apart(country: Country, client: Client) -> None:
    assert len(names("saint ormel")) == 3
    told = page(client, q="saint ormel")
    assert "Saint-Ormel (0A)" in told and "?q=Saint-Ormel+%280B%29" in told
    assert names("Saint-Ormel (0B)") == ["Conseil de quartier de l’Écluse"]


def test_a_coverage_that_ended_finds_nothing(country: Country) -> None:
    Coverage.objects.filter(council=country.lindens).update(valid_to=date(2024, 1, 1))
    assert find("Les Tilleuls", Sought.everywhere()).is_near


def test_a_commune_without_council_gives_the_nearest_and_other_ways(
    country: Country, client: Client
) -> None:
    found = find("Vermonde", Sought.everywhere())
    assert found.is_near and found.place == country.vermonde
    assert found.councils == refs(country.lindens, country.port, country.far)
    assert found.kilometres[refs(country.lindens)[0]] == pytest.approx(39.3, abs=0.5)
    told = page(client, q="Vermonde")
    assert "aucun conseil ici\u00a0: Vermonde (0A)." in told
    assert "/demarches/?q=Vermonde" in told


def test_without_outlines_what_is_near_is_in_the_department(country: Country) -> None:
    Outline.objects.all().delete()
    found = find("Vermonde", Sought.everywhere())
    assert found.is_near and found.kilometres == {}
    assert found.councils == refs(country.lindens, country.port)


def test_a_kilometre_is_a_kilometre() -> None:
    assert kilometres((2.3522, 48.8566), (4.8357, 45.7640)) == pytest.approx(391.5, abs=1)


def test_an_address_leads_to_who_covers_its_neighbourhood(
    country: Country, client: Client, locate: Any
) -> None:
    locate(Place(2.012, 44.008, "4 rue des Halles, Saint-Ormel", "0A001"))
    told = page(client, q="4 rue des halles saint ormel")
    assert "Couvre le quartier «\u00a0Les Tilleuls\u00a0»" in told
    assert "Conseil citoyen du Port" not in told


def test_an_address_in_no_neighbourhood_leads_to_the_nearest(
    country: Country, client: Client, locate: Any
) -> None:
    locate(Place(2.06, 44.05, "9 route du Lac, Saint-Ormel", "0A001"))
    told = page(client, q="9 route du lac")
    assert "Les conseils les plus proches" in told
    assert told.index("des Tilleuls") < told.index("du Port") < told.index("Écluse")
    assert "/demarches/?q=Saint-Ormel" in told


@pytest.mark.parametrize(
    ("answer", "said"),
    [(Unavailable(), "ne répond pas"), (NotFound(), "ne trouvons pas cette adresse")],
)
def test_when_no_address_is_found_the_commune_still_helps(
    country: Country, client: Client, locate: Any, answer: Any, said: str
) -> None:
    locate(answer)
    told = page(client, q="4 rue des Halles, Saint-Ormel (0A)")
    assert said in told
    assert "Conseil citoyen des Tilleuls" in told and "Écluse" not in told
    assert said in page(client, q="4 rue de Nulle Part")


def test_a_dormant_council_says_so_and_whom_to_write_to(country: Country, client: Client) -> None:
    Council.objects.filter(pk=country.port.pk).update(contact_email="port@example.org")
    told = page(client, q="vieux port")
    assert "Ce conseil est en sommeil" in told and "mailto:port@example.org" in told


def test_filters_narrow_and_what_they_do_not_know_is_ignored(
    country: Country, client: Client
) -> None:
    assert "Écluse" not in page(client, departement="0A")
    assert "du Port" not in page(client, etat="active")
    assert "1 conseil" in page(client, nature=BodyType.CITIZENS_COUNCIL, etat="dormant")
    assert "3 conseils" in page(client, nature="autre", departement="99", page="7")


def test_nothing_found_says_what_to_do(country: Country, client: Client) -> None:
    assert "Rien ne correspond" in page(client, q="zzz")
    assert "Pas encore" not in page(client, q="zzz")


def test_no_council_yet(db: None, client: Client) -> None:
    assert "Pas encore de conseil" in page(client)


def test_htmx_gets_the_list_of_the_page(country: Country, client: Client) -> None:
    alone = client.get("/conseils/", {"q": "tilleuls"}, headers={"HX-Request": "true"})
    assert alone.content.decode().strip() in page(client, q="tilleuls")


def test_the_same_queries_for_one_and_for_three(
    country: Country, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for typed in ("Les Tilleuls", "Saint-Ormel"):
        with django_assert_num_queries(QUERIES):
            page(client, q=typed)
