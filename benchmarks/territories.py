"""The territories of a whole country: importing them, and finding one by its name.

    python -m benchmarks.territories FOLDER [--vintage 2026] [--sqlite FILE]

FOLDER holds the official divisions in JSON (see docs/importing.md). Goals: 35,000 communes in less
than 60 seconds; each search in less than 50 ms.
"""

import argparse
import json
import os
import statistics
import time
from dataclasses import replace
from pathlib import Path

from benchmarks._common.database import empty_database, sqlite_database
from benchmarks._common.measures import measured, show

ROUNDS = 15
SHOWN = 12
TYPED = (
    *("Saint-Denis", "st denis", "saint", "la", "a", "les", "l hay les roses", "paris 13"),
    *("93200", "93", "75056", "saint denis 93", "nulle part"),
)


def import_folder(folder: Path, vintage: int) -> int:
    from django.core.management import call_command

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command("import_territories", str(folder), vintage=vintage, stdout=nowhere)
    return sum(path.stat().st_size for path in folder.glob("*.json"))


def search() -> None:
    """Look for each name as a form does; tell milliseconds, for people and then for machines."""
    from participation.territories.models import Territory

    print(f"\n{'typed':<20}{'ms':>8}{'found':>7}")
    told = []
    for typed in TYPED:
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = len(Territory.objects.named(typed).select_related("parent")[:SHOWN])
            times.append((time.perf_counter() - began) * 1000)
        told.append({"typed": typed, "ms": round(statistics.median(times), 1), "found": found})
        print(f"{typed:<20}{told[-1]['ms']:>8}{found:>7}")
    print(json.dumps(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the official divisions, in JSON")
    parser.add_argument("--vintage", type=int, default=2026)
    parser.add_argument("--sqlite", type=Path, help="measure on this new file instead")
    given = parser.parse_args()
    name = "participation_benchmark_territories"
    with sqlite_database(given.sqlite) if given.sqlite else empty_database(name):
        from participation.territories.models import Territory

        def work() -> int:
            return import_folder(given.folder, given.vintage)

        first = measured("import", 0, work)
        again = measured("again", 0, work)
        rows = Territory.objects.count()
        search()
        show([replace(one, rows=rows) for one in (first, again)], "Territories")


if __name__ == "__main__":
    main()
