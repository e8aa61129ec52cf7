"""The directory of a whole country: 1,200 councils among 35,000 communes, found in many ways.

    python -m benchmarks.directory [--communes 35000] [--councils 1200] [--sqlite FILE]

The country is invented, each commune and neighbourhood with a square for its outline. Goals: each
search in at most 12 queries and 200 ms; the map of all councils in at most a second.
"""

import argparse
import random
import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks._common.database import empty_database, sqlite_database

ROUNDS = 7
DEPARTMENTS = 96
SYLLABLES = ("bel", "cour", "dor", "fon", "gar", "lan", "mon", "nel", "pré", "rou", "sau", "val")


def invent(communes: int, councils: int) -> None:
    """Write the country, and its councils in as many of its neighbourhoods."""
    from django.db import transaction

    from participation.territories.models import Outline, Territory, TerritoryWord
    from tests.factories import make_council, make_framework

    chance = random.Random(2027)
    kind = Territory.Kind

    def kept(rows: list[Territory]) -> list[Territory]:
        for row in rows:
            row.derive()
        Territory.objects.bulk_create(rows)
        words = [TerritoryWord(word=word, territory=row) for row in rows for word in row.words]
        TerritoryWord.objects.bulk_create(words, batch_size=5000)
        return rows

    def drawn(row: Territory, lon: float, lat: float, half: float) -> Outline:
        west, south, east, north = lon - half, lat - half, lon + half, lat + half
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        box = {"west": west, "south": south, "east": east, "north": north}
        return Outline(territory=row, lon=lon, lat=lat, source="bench", shape=[[ring]], **box)

    def named(number: int) -> str:
        name = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
        return f"Saint-{name}" if number % 8 == 0 else name

    with transaction.atomic():
        departments = kept(
            [
                Territory(kind=kind.DEPARTMENT, code=f"{one:02}", name=f"Pays {one}", vintage=2026)
                for one in range(1, DEPARTMENTS + 1)
            ]
        )
        towns = kept(
            [
                Territory(
                    kind=kind.COMMUNE,
                    code=f"{1 + one % DEPARTMENTS:02}{one // DEPARTMENTS:03}",
                    name=named(one),
                    parent=departments[one % DEPARTMENTS],
                    vintage=2026,
                    population=chance.randint(50, 90_000),
                )
                for one in range(communes)
            ]
        )
        quarters = kept(
            [
                Territory(
                    kind=kind.PRIORITY_NEIGHBOURHOOD,
                    code=f"QN{one:06}",
                    name=f"Les {named(one)}",
                    parent=towns[one * (communes // councils)],
                    vintage=2024,
                )
                for one in range(councils)
            ]
        )
        spots = [(chance.uniform(-4, 8), chance.uniform(42, 51)) for _ in towns]
        outlines = [drawn(row, *spot, 0.05) for row, spot in zip(towns, spots, strict=True)]
        step = communes // councils
        outlines += [drawn(row, *spots[one * step], 0.005) for one, row in enumerate(quarters)]
        Outline.objects.bulk_create(outlines, batch_size=2000)
        framework = make_framework()
        for quarter in quarters:
            name = f"Conseil citoyen {quarter.name}"
            fields: dict[str, Any] = {"commune": quarter.parent, "neighbourhoods": [quarter]}
            make_council(name, framework=framework, **fields)


def searches() -> list[str]:
    from participation.councils.models import Council
    from participation.territories.models import Territory

    council = Council.objects.select_related("commune").order_by("pk")[600]
    empty = Territory.objects.filter(kind="commune").exclude(pk=council.commune_id).last()
    assert empty is not None
    return [
        *("/conseils/", "/conseils/?departement=42", "/conseils/?q=saint", "/conseils/?q=a"),
        f"/conseils/?q={council.commune.name}",
        f"/conseils/?q={council.name}",
        f"/conseils/?q={empty.code}",
        "/conseils/?q=4 rue de nulle part, 99999 ailleurs",
        *("/conseils/carte.geojson", "/conseils/carte.geojson?departement=42"),
        "/conseils/registre.json",
    ]


def ask(path: str) -> None:
    """Ask one page as a stranger does; tell milliseconds, queries and kilobytes."""
    from django.db import connection
    from django.test import Client

    queries = 0

    def counted(execute: Any, *told: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*told)

    visitor = Client(SERVER_NAME="127.0.0.1")
    with connection.execute_wrapper(counted):
        answer = visitor.get(path)
    assert answer.status_code == 200, path
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        visitor.get(path)
        times.append((time.perf_counter() - began) * 1000)
    kilobytes = len(answer.content) / 1000
    print(f"{path:<56}{statistics.median(times):>8.1f}{queries:>9}{kilobytes:>9.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communes", type=int, default=35_000)
    parser.add_argument("--councils", type=int, default=1200)
    parser.add_argument("--sqlite", type=Path, help="measure on this new file instead")
    given = parser.parse_args()
    name = "participation_benchmark_directory"
    with sqlite_database(given.sqlite) if given.sqlite else empty_database(name):
        from participation.base.databases import count_anew
        from participation.territories.models import Outline, Territory, TerritoryWord

        invent(given.communes, given.councils)
        count_anew(Territory, TerritoryWord, Outline)
        print(f"{'page':<56}{'ms':>8}{'queries':>9}{'kB':>9}")
        for path in searches():
            ask(path)


if __name__ == "__main__":
    main()
