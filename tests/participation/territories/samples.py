"""A small fictional country, written in the formats of the official files."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

Row = dict[str, Any]

REGIONS: list[Row] = [{"code": "90", "nom": "Val-d'Ambrelle"}, {"code": "91", "nom": "Outre-Sorne"}]
DEPARTMENTS: list[Row] = [
    {"code": "0A", "nom": "Sorane", "region": "90"},
    {"code": "0B", "nom": "Ambrelle-Montagne", "region": "90"},
    {"code": "0C", "nom": "Sorne", "region": "91"},
]


def commune(code: str, name: str, people: int | None = None, **fields: Any) -> Row:
    department = fields.pop("departement", code[:2])
    row = {"code": code, "nom": name, "type": "commune-actuelle", "departement": department}
    return row | ({"population": people} if people is not None else {}) | fields


def part(kind: str, code: str, name: str, **fields: Any) -> Row:
    return {"code": code, "nom": name, "type": kind, "departement": code[:2], **fields}


COMMUNES: list[Row] = [
    commune("0A001", "Saint-Ormel", 41_200, codesPostaux=["00100", "00110"]),
    commune("0A002", "L'Haÿ-sous-Sorne", 3_400, codesPostaux=["00120"]),
    commune("0A003", "Vermonde", 900, codesPostaux=["00120"]),
    commune("0B001", "Saint-Ormel", 700, codesPostaux=["00200"]),
    commune("0B002", "Saint-Ormel-les-Œillets", 90_000, codesPostaux=["00210"]),
    commune("0C001", "Brissolles", 150, codesPostaux=["00300"]),
    commune("0C002", "Y", codesPostaux=["00310"]),
    part("arrondissement-municipal", "0A201", "Saint-Ormel 1er Arrondissement", commune="0A001"),
    part("commune-deleguee", "0B009", "Castellune", chefLieu="0B002"),
]


def group(code: str, name: str, *members: str, people: int = 0) -> Row:
    return {
        "code": code,
        "nom": name,
        "populationMunicipale": people,
        "membres": [{"code": member} for member in members],
    }


EPCI = [
    group("000000001", "CC de Sorane", "0A001", "0A002"),
    group("000000002", "CA des Deux Monts", "0A003", "0B001", "0B002"),
    group("000000003", "CC des Confins", "0C001", "0B001"),
]


def write_folder(folder: Path, **changed: list[Row]) -> Path:
    """Write the folder of divisions; a file may be given other rows."""
    files = {
        "regions": REGIONS,
        "departements": DEPARTMENTS,
        "communes": COMMUNES,
        "epci": EPCI,
        "ept": [group("000000004", "Sorane Est", "0A002")],
        **changed,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    return folder


def square(lon: float, lat: float, side: float = 1.0) -> list[list[float]]:
    """Give a ring with its south-western corner there."""
    east, north = lon + side, lat + side
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]


def polygon(*rings: Any) -> Row:
    return {"type": "Polygon", "coordinates": list(rings)}


def write_geojson(path: Path, *features: tuple[Row, Any]) -> Path:
    told = [
        {"type": "Feature", "properties": properties, "geometry": geometry}
        for properties, geometry in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": told}), "utf-8")
    return path


def imported(source: Path, **options: Any) -> str:
    """Run the command; give what it said."""
    said = StringIO()
    call_command("import_territories", str(source), stdout=said, stderr=said, **options)
    return said.getvalue()


def refused(source: Path, **options: Any) -> str:
    """Run the command, which must fail; give all it said."""
    said = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_territories", str(source), stdout=said, stderr=said, **options)
    return f"{said.getvalue()}{error.value}"
