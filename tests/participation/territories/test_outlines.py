import gzip
import json
import math
from pathlib import Path
from typing import Any

import pytest

from participation.territories.models import Outline, Territory
from participation.territories.queries import outlines_geojson
from tests.factories import make_territory
from tests.participation.territories.samples import (
    COMMUNES,
    Row,
    commune,
    imported,
    polygon,
    refused,
    square,
    write_folder,
    write_geojson,
)

pytestmark = pytest.mark.django_db

OLD: Row = {  # as the file of 2015 says it
    "code_qp": "QP00A001",
    "nom_qp": "Les Tanneries",
    "code_commune": "0A001",
    "nom_commune": "Saint-Ormel",
}
NEW: Row = {"code_qp": "QN00A01M", "lib_qp": "Les Tanneries", "insee_com": "0A001, 0B001"}
BY_NAME: Row = {"code_qp": "QN00B01M", "nom_qp": "Le Port", "commune_qp": "Saint-Ormel"}
HERE = polygon(square(2, 44, 0.01))


def neighbourhood(code: str) -> Territory:
    return Territory.objects.get(kind=Territory.Kind.PRIORITY_NEIGHBOURHOOD, code=code)


def write(folder: Path, *properties: Row, geometry: Any = HERE) -> Path:
    return write_geojson(folder / "qp.geojson", *((told, geometry) for told in properties))


def test_a_neighbourhood_lies_in_its_commune(country: Path) -> None:
    said = imported(write(country, OLD))
    assert "millésime 2015" in said and "\u00a0: 1. Modifiés" in said
    found = neighbourhood("QP00A001")
    assert found.path.endswith("/department:0A/commune:0A001/qpv:QP00A001/")
    assert found.label == "Les Tanneries (0A)"
    assert [row.code for row in found.also_in.order_by("code")] == ["000000001"]  # its EPCI
    assert "Rien ne change" in imported(write(country, OLD))


def test_a_neighbourhood_keeps_all_its_communes(country: Path) -> None:
    imported(write(country, NEW))
    found = neighbourhood("QN00A01M")
    assert found.vintage == 2024
    others = [row.code for row in found.also_in.order_by("code")]
    assert others == ["000000001", "000000002", "000000003", "0B001"]
    for code in ("0A001", "0B001", "0A", "0B", "000000003"):
        holder = Territory.objects.get(code=code)
        assert found in Territory.objects.within(holder), code
    assert found not in Territory.objects.within(Territory.objects.get(code="0A002"))


def test_communes_are_found_by_their_names_in_the_department_of_the_code(country: Path) -> None:
    imported(write(country, BY_NAME))
    assert neighbourhood("QN00B01M").parent == Territory.objects.get(code="0B001")


def test_what_was_a_commune_stands_for_the_one_it_joined(country: Path) -> None:
    district = {**OLD, "code_qp": "QP00A002", "code_commune": "0A201"}
    imported(write(country, {**OLD, "code_commune": "0B009"}, district))
    assert neighbourhood("QP00A001").parent == Territory.objects.get(code="0B002")
    assert neighbourhood("QP00A002").parent == Territory.objects.get(code="0A201")


def test_a_new_map_of_neighbourhoods_ends_the_old_one_in_its_departments(country: Path) -> None:
    elsewhere = {**OLD, "code_qp": "QP00B001", "code_commune": "0B002"}
    imported(write(country, OLD, elsewhere))
    assert "dont sans suite\u00a0: 1" in imported(write(country, {**NEW, "insee_com": "0A001"}))
    valid = Territory.objects.valid_today().filter(kind="qpv").order_by("code")
    assert [row.code for row in valid] == ["QN00A01M", "QP00B001"]
    assert Territory.objects.filter(kind="qpv").count() == 3


def test_neighbourhoods_given_again_follow_their_communes(country: Path) -> None:
    imported(write(country, OLD))
    departments = [commune("0A001", "Saint-Ormel", departement="0C"), *COMMUNES[1:]]
    imported(write_folder(country.parent / "2027", communes=departments), vintage=2027)
    assert "Modifiés\u00a0: 1." in imported(write(country, OLD))
    found = neighbourhood("QP00A001")
    assert found.department_code == "0C" and found.parent is not None
    assert found.parent.vintage == 2027


@pytest.mark.parametrize(
    ("told", "geometry", "complaint"),
    [
        (
            {**OLD, "code_commune": "0Z1"},
            HERE,
            "QP00A001\u00a0: la commune est inconnue",
        ),
        ({"code_qp": "QP00A001", "nom_qp": "Ici"}, HERE, "la commune est inconnue\u00a0: –"),
        ({**BY_NAME, "commune_qp": "Saint-Ormel, Ailleurs"}, HERE, "est inconnue\u00a0: Ailleurs"),
        ({**OLD, "code_qp": "QPX"}, HERE, "ce n’est pas un code de quartier prioritaire"),
        ({**OLD, "nom_qp": ""}, HERE, "le nom manque"),
        (OLD, None, "il faut un contour de type Polygon"),
        (OLD, polygon(square(652_000, 6_862_000)), "ne sont pas en degrés"),
    ],
)
def test_a_bad_neighbourhood_stops_the_file_and_is_named(
    country: Path, told: Row, geometry: Any, complaint: str
) -> None:
    good = {**OLD, "code_qp": "QP00A009"} if told["code_qp"][1] == "P" else NEW
    said = refused(write_geojson(country / "qp.geojson", (good, HERE), (told, geometry)))
    assert complaint in said and "Rien n’a été importé" in said
    assert not Territory.objects.filter(kind="qpv").exists()


def test_two_maps_in_one_file_ask_which_it_is(country: Path) -> None:
    assert "plusieurs millésimes" in refused(write(country, OLD, NEW))
    imported(write(country, OLD, NEW), vintage=2024)
    assert Territory.objects.filter(kind="qpv", vintage=2024).count() == 2


def test_neighbourhoods_wait_for_the_communes(db: None, tmp_path: Path) -> None:
    assert "Importez d’abord le découpage" in refused(write(tmp_path, OLD))


# Outlines of what is registered already ---------------------------------------------------


def outline_departments(folder: Path, **geometries: Any) -> Path:
    """Outline the departments 0A (2 to 3 degrees east), 0B (3 to 4) and 0C (4 to 5)."""
    names = {"0A": "Sorane", "0B": "Ambrelle-Montagne", "0C": "Sorne"}
    shapes = {code: polygon(square(2 + place, 44)) for place, code in enumerate(names)}
    features = [
        ({"code": code, "nom": names[code]}, geometry)
        for code, geometry in {**shapes, **geometries}.items()
    ]
    return write_geojson(folder / "departements.geojson", *features)


def test_outlines_find_the_kind_and_the_latest_vintage_of_their_territories(country: Path) -> None:
    imported(country, vintage=2027)
    make_territory("Autre chose", code="0A", kind="custom", vintage=2028)
    said = imported(outline_departments(country))
    assert "millésime 2027" in said and "Nouveaux contours\u00a0: 3. Modifiés\u00a0: 0." in said
    outline = Outline.objects.get(territory__code="0A")
    assert (outline.territory.kind, outline.territory.vintage) == ("department", 2027)
    box = (outline.west, outline.south, outline.east, outline.north)
    assert (*box, outline.lon, outline.lat) == pytest.approx((2, 44, 3, 45, 2.5, 44.5))
    assert "Rien ne change" in imported(outline_departments(country))
    redrawn = outline_departments(country, **{"0A": polygon(square(2, 44, 0.5))})
    assert "contours\u00a0: 0. Modifiés\u00a0: 1." in imported(redrawn)
    assert "\u00a0: 3. Modifiés" in imported(outline_departments(country), vintage=2026)


def test_an_outline_of_nothing_known_stops_the_file(country: Path) -> None:
    path = outline_departments(country, **{"0A": {"type": "Point", "coordinates": [2, 44]}})
    assert "departements.geojson, 0A Sorane\u00a0: contour refusé" in refused(path)
    path = write_geojson(
        country / "communes.geojson",
        ({"code_commune": "0A002", "nom_commune": "L’Haÿ-sous-Sorne"}, HERE),
        ({"code_commune": "0A099", "nom_commune": "Ailleurs"}, HERE),
        ({"code_commune": "0A002", "nom_commune": "L’Haÿ-sous-Sorne"}, HERE),
    )
    said = refused(path)
    assert "0A099 Ailleurs\u00a0: ce code n’est pas enregistré au millésime 2026" in said
    assert "ce contour est donné deux fois" in said
    assert not Outline.objects.exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[]", "de type FeatureCollection"),
        ('{"features": []}', "de type FeatureCollection"),
        ('{"features": [{"properties": null}]}', "n’a pas de propriétés"),
        ('{"features": [{"properties": {"code": "99"}}]}', "Aucun de ces territoires"),
        ("[" * 100_000, "ne se lit pas"),
    ],
)
def test_a_file_that_is_no_map_says_what_it_must_be(
    country: Path, text: str, complaint: str
) -> None:
    path = country / "carte.geojson"
    path.write_text(text)
    assert complaint in refused(path)


def test_a_point_is_found_in_all_that_holds_it(country: Path) -> None:
    lake = [square(2, 44), square(2.4, 44.4, 0.2)]
    imported(outline_departments(country, **{"0A": polygon(*lake)}))
    imported(write(country, OLD))

    def there(lon: float, lat: float) -> list[str]:
        found = Territory.objects.valid_today().containing(lon, lat).order_by("path")
        return [row.code for row in found]

    assert there(2.005, 44.005) == ["0A", "QP00A001"]
    assert there(2.1, 44.9) == ["0A"]
    assert there(2.5, 44.5) == []  # in the lake
    assert there(3.5, 44.5) == ["0B"]
    assert there(50, 50) == []
    assert not Territory.objects.filter(kind="commune").containing(2.1, 44.9)


# The map ------------------------------------------------------------------------------------


def coast(lon: float, lat: float, points: int = 3000) -> list[list[float]]:
    """Give a ring as winding as a coast: large bays, and many small ones."""
    ring = []
    for number in range(points):
        turn = 2 * math.pi * number / points
        reach = 0.4 + 0.04 * math.sin(9 * turn) + 0.004 * math.sin(171 * turn)
        ring.append([lon + reach * math.cos(turn), lat + reach * math.sin(turn)])
    return [*ring, ring[0]]


def test_the_map_tells_codes_and_names_and_nothing_else(
    country: Path, django_assert_num_queries: Any
) -> None:
    imported(outline_departments(country))
    for codes in (["0A"], ["0A", "0B", "0C"]):
        chosen = Territory.objects.filter(kind="department", code__in=codes)
        with django_assert_num_queries(1):
            drawn = outlines_geojson(chosen)
        assert [feature["properties"]["code"] for feature in drawn["features"]] == codes
    assert drawn["type"] == "FeatureCollection" and drawn["bbox"] == (2, 44, 5, 45)
    first = drawn["features"][0]
    assert first["properties"] == {"code": "0A", "name": "Sorane"}
    assert first["geometry"] == {"type": "MultiPolygon", "coordinates": [[square(2, 44)]]}
    assert outlines_geojson(Territory.objects.filter(kind="commune"))["features"] == []


def test_a_map_of_fine_outlines_stays_light(country: Path) -> None:
    coasts = {f"0{'ABC'[place]}": polygon(coast(2.5 + place, 44.5)) for place in range(3)}
    path = outline_departments(country, **coasts)
    imported(path)
    for chosen in (Territory.objects.filter(code="0A"), Territory.objects.all()):
        text = json.dumps(outlines_geojson(chosen), separators=(",", ":")).encode()
        assert len(gzip.compress(text)) < 6_000 < path.stat().st_size / 50
