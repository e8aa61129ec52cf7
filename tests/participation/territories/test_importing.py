from datetime import date
from pathlib import Path
from typing import Any

import pytest

from participation.journal.models import Entry
from participation.territories.actions import register_territory
from participation.territories.models import Territory, TerritoryWord
from tests.participation.territories.samples import (
    COMMUNES,
    DEPARTMENTS,
    EPCI,
    REGIONS,
    commune,
    group,
    imported,
    part,
    refused,
    write_folder,
)

pytestmark = pytest.mark.django_db


def get(code: str, kind: str = "commune", vintage: int = 2026) -> Territory:
    return Territory.objects.get(kind=kind, code=code, vintage=vintage)


def test_each_territory_lies_in_the_one_that_holds_it(country: Path) -> None:
    town = get("0A001")
    assert town.path == "/national:FR/region:90/department:0A/commune:0A001/"
    assert [town.parent.code, town.parent.parent.code] == ["0A", "90"]  # type: ignore[union-attr]
    assert (town.population, town.postcodes) == (41_200, " 00100 00110 ")
    assert (town.valid_from, town.valid_to) == (date(2026, 1, 1), None)
    assert get("0A201", "district").parent == town
    assert get("0B009", "delegated").parent == get("0B002")
    assert get("0C002").population is None


def test_groups_of_communes_lie_in_the_smallest_that_holds_them_all(country: Path) -> None:
    held = {code: get(code, "epci").parent.code for code in ("000000001", "000000002")}  # type: ignore[union-attr]
    assert held == {"000000001": "0A", "000000002": "90"}
    assert get("000000003", "epci").parent.kind == Territory.Kind.NATION  # type: ignore[union-attr]


def test_a_commune_is_in_its_groups_and_so_are_its_parts(country: Path) -> None:
    def groups(territory: Territory) -> list[str]:
        return sorted(territory.also_in.values_list("code", flat=True))

    assert groups(get("0A002")) == ["000000001", "000000004"]
    assert groups(get("0A201", "district")) == ["000000001"]
    assert groups(get("0B009", "delegated")) == ["000000002"]
    assert groups(get("0C002")) == []
    inside = Territory.objects.within(get("000000001", "epci")).order_by("path")
    assert [row.code for row in inside] == ["0A001", "0A201", "0A002", "000000001"]
    assert Territory.objects.within(get("0A", "department")).count() == 7


def test_one_event_tells_the_counts(country: Path) -> None:
    entry = Entry.objects.get(event="TerritoriesImported")
    assert entry.subject == "vintage:2026"
    assert entry.payload == {
        "vintage": 2026,
        "created": 19,
        "updated": 0,
        "ended": 0,
        "outlined": 0,
    }
    assert Territory.objects.count() == 19


def test_the_same_folder_again_changes_nothing_and_says_so(country: Path) -> None:
    said = imported(country, vintage=2026)
    assert "territoires\u00a0: 0. Modifiés\u00a0: 0. Inchangés\u00a0: 19." in said
    assert "Rien ne change" in said
    assert Entry.objects.filter(event="TerritoriesImported").count() == 1


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    said = imported(write_folder(tmp_path / "2026"), vintage=2026, preview=True)
    assert "\u00a0: 19. Modifiés" in said and "rien n’a été importé" in said
    assert not Territory.objects.exists() and not Entry.objects.exists()


def test_a_corrected_folder_changes_what_it_corrects(country: Path, tmp_path: Path) -> None:
    rows = [commune("0A001", "Saint-Ormel-le-Grand", 41_300), *COMMUNES[1:-1]]
    groups = [group("000000001", "CC de Sorane", "0A001", "0A003"), *EPCI[1:]]
    said = imported(write_folder(tmp_path / "bis", communes=rows, epci=groups), vintage=2026)
    assert "territoires\u00a0: 0. Modifiés\u00a0: 1. Inchangés\u00a0: 17." in said
    assert "Fins de validité\u00a0: 1, dont sans suite\u00a0: 1" in said
    town = get("0A001")
    assert (town.name, town.population, town.postcodes) == ("Saint-Ormel-le-Grand", 41_300, "")
    words = TerritoryWord.objects.filter(territory=town).order_by("pk")
    assert [row.word for row in words] == ["saint", "ormel", "le", "grand", "0a001"]
    members = get("000000001", "epci").members.filter(kind="commune").order_by("code")
    assert [row.code for row in members] == ["0A001", "0A003"]
    left_out = get("0B009", "delegated")
    assert not Territory.objects.valid_on(date(2026, 6, 1)).filter(pk=left_out.pk).exists()


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    """In 2027 Vermonde has joined Brissolles, and the department 0C is now in the region 90."""
    communes = [row for row in COMMUNES if row["nom"] != "Vermonde"]
    communes.append(part("commune-deleguee", "0A003", "Vermonde", chefLieu="0C001"))
    departments = [*DEPARTMENTS[:2], DEPARTMENTS[2] | {"region": "90"}]
    groups = [EPCI[0], group("000000002", "CA des Deux Monts", "0B001"), EPCI[2]]
    return write_folder(tmp_path / "2027", communes=communes, departements=departments, epci=groups)


@pytest.mark.parametrize("order", ["as the years pass", "backwards"])
def test_two_vintages_stand_side_by_side_each_in_its_time(
    tmp_path: Path, next_year: Path, order: str
) -> None:
    folders = [(write_folder(tmp_path / "2026"), 2026), (next_year, 2027)]
    for folder, vintage in folders if order == "as the years pass" else reversed(folders):
        imported(folder, vintage=vintage)
    for day, region, vintage in [(date(2026, 12, 31), "91", 2026), (date(2027, 1, 1), "90", 2027)]:
        valid = Territory.objects.valid_on(day)
        assert set(valid.values_list("vintage", flat=True).order_by()) == {vintage}
        assert f"/region:{region}/" in valid.get(code="0C001").path
    vermonde = Territory.objects.filter(code="0A003")
    assert vermonde.valid_on(date(2026, 12, 31)).get().kind == "commune"
    assert vermonde.valid_on(date(2027, 1, 1)).get().kind == "delegated"
    assert Territory.objects.valid_on(date(2025, 12, 31)).count() == 0


def test_what_ends_is_counted_and_what_nobody_follows_too(country: Path, next_year: Path) -> None:
    said = imported(next_year, vintage=2027)
    assert "\u00a0: 19. Modifiés" in said
    assert (
        "Fins de validité\u00a0: 19, dont sans suite\u00a0: 1." in said
    )  # the commune of Vermonde
    assert "Rien ne change" in imported(next_year, vintage=2027)
    assert "Rien ne change" in imported(country, vintage=2026)


def test_territories_of_another_source_live_on(country: Path, next_year: Path) -> None:
    mine = register_territory(kind="custom", code="rive", name="La rive", vintage=2026)
    imported(next_year, vintage=2027)
    mine.refresh_from_db()
    assert mine.valid_to is None


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nowhere": (
        {"communes": [commune("0Z001", "Nulle-Part")]},
        "communes.json, 1 (0Z001)\u00a0: le territoire qui le contient est inconnu",
    ),
    "twice": (
        {"communes": [*COMMUNES, COMMUNES[0]]},
        "communes.json, 10 (0A001)\u00a0: ce code est donné deux fois",
    ),
    "no code": ({"communes": [commune("", "Sans-Code", departement="0A")]}, "le code manque"),
    "no name": ({"communes": [commune("0A009", "")]}, "le nom manque"),
    "long name": ({"communes": [commune("0A009", "N" * 121)]}, "il est trop long"),
    "minus four": ({"communes": [commune("0A009", "Ici", -4)]}, "la population"),
    "people in words": ({"communes": [commune("0A009", "Ici", population="mille")]}, "population"),
    "seventy postcodes": (
        {"communes": [commune("0A009", "Ici", codesPostaux=["00100"] * 70)]},
        "trop de codes postaux",
    ),
    "hamlet": ({"communes": [commune("0A009", "Ici", type=["hameau"])]}, "le type est inconnu"),
    "part of nothing": (
        {"communes": [part("commune-deleguee", "0A009", "Ici", chefLieu="0A001")]},
        "est inconnu\u00a0: 0A001",
    ),
    "empty group": ({"epci": [group("000000009", "CC du Vide")]}, "une commune membre"),
    "unknown member": ({"epci": [group("000000009", "CC", "0A001", "0Z9")]}, "une commune membre"),
    "nameless region": (
        {"regions": [*REGIONS, {"code": "92"}]},
        "regions.json, 3 (92)\u00a0: le nom",
    ),
}


@pytest.mark.parametrize(("changed", "complaint"), BAD.values(), ids=BAD)
def test_one_bad_row_stops_all_of_it_and_is_named(
    tmp_path: Path, changed: dict[str, Any], complaint: str
) -> None:
    folder = write_folder(tmp_path / "2026", **changed)
    said = refused(folder, vintage=2026)
    assert complaint in said and "Rien n’a été importé" in said
    assert not Territory.objects.exists()


def test_only_the_first_problems_are_shown(tmp_path: Path) -> None:
    rows = [commune(f"0Z{number:03}", "Nulle-Part") for number in range(60)]
    folder = write_folder(tmp_path / "2026", communes=rows, epci=[], ept=[])
    said = refused(folder, vintage=2026)
    assert said.count("Nulle") == 0 and said.count("communes.json") == 50
    assert "… et 10 autres erreurs." in said


EMPTY = {"regions": "[]", "departements": "[]", "communes": "[]"}


@pytest.mark.parametrize(
    ("content", "vintage", "complaint"),
    [
        (None, 2026, "n’existe pas"),
        (EMPTY, None, "--vintage 2026"),
        (EMPTY, 26, "une année"),
        ({"communes": "[]"}, 2026, "Il manque dans ce dossier\u00a0: regions.json, dep"),
        ({**EMPTY, "regions": "{"}, 2026, "regions.json ne se lit pas"),
        ({**EMPTY, "regions": "{}"}, 2026, "regions.json doit contenir une liste d’objets"),
        ({**EMPTY, "regions": "[1]"}, 2026, "regions.json doit contenir une liste d’objets"),
    ],
)
def test_a_source_that_cannot_be_read_says_what_to_do(
    tmp_path: Path,
    content: dict[str, str] | None,
    vintage: int | None,
    complaint: str,
) -> None:
    folder = tmp_path / "dossier"
    if content is not None:
        folder.mkdir()
        for name, text in content.items():
            (folder / f"{name}.json").write_text(text)
    assert complaint in refused(folder, vintage=vintage)
