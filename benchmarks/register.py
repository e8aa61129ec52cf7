"""A register of 10,000 entries: taking it over, reading it, checking its receipts.

    python -m benchmarks.register [--rows 10000] [--sqlite FILE]

Goals: each page in at most 12 queries and 200 ms; the check in memory that does not grow.
"""

import argparse
import csv
import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks._common.database import empty_database, sqlite_database
from benchmarks._common.measures import Measure, measured, show

ROUNDS = 15
SENTENCE = (
    "la place les arbres un banc notre rue l’école le marché plus d’ombre moins de voitures "
    "une fontaine des jeux pour les enfants la nuit trop de bruit il faudrait garder changer"
)
MAPPING = "id=id parent=sur title=titre body=texte theme=theme stance=avis created_at=date"
THEMES = ("Arbres", "Circulation", "Jeux", "Lumière")


def write_file(path: Path, rows: int) -> None:
    """Write a file in which two rows in three answer an earlier one."""
    chance = random.Random(2027)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "sur", "titre", "texte", "theme", "avis", "date"])
        for number in range(rows):
            parent = chance.randrange(number) if number % 3 else ""
            text = " ".join(chance.choices(SENTENCE.split(), k=chance.randint(10, 200)))
            stance = chance.choice(["pour", "contre"]) if parent != "" else ""
            day = f"2024-{1 + number % 12:02}-{1 + number % 28:02} 10:00:00"
            theme = chance.choice(THEMES)
            out.writerow([number, parent, f"Avis {number}", text, theme, stance, day])


def take_over(step: Any, path: Path) -> int:
    from django.core.management import call_command

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        call_command(
            "import_contributions",
            str(path),
            consultation=step.consultation.slug,
            mapping=MAPPING.split(),
            stdout=nowhere,
        )
    return path.stat().st_size


def read_pages(step: Any) -> None:
    """Ask each kind of page as a stranger does; tell milliseconds and queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from consultations.components.register.models import Entry

    start = step.get_absolute_url()
    first = Entry.objects.filter(parent=None).select_related("contribution").order_by("pk")[0]
    pages = {
        "list": start,
        "last page": f"{start}?page=9999",
        "search": f"{start}?words=fontaine+ecole",
        "filter": f"{start}?theme=Jeux&stance=for",
        "random": f"{start}?sort=random&seed=77",
        "entry": f"{start}contributions/{first.contribution.tracking_code}/",
        "feed": f"{start}atom/",
    }
    visitor = Client(SERVER_NAME="127.0.0.1")
    print(f"\n{'page':<12}{'ms':>8}{'queries':>9}")
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(address).status_code == 200, address
        number = len(queries)  # the next request forgets them
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            visitor.get(address)
            times.append((time.perf_counter() - began) * 1000)
        print(f"{name:<12}{statistics.median(times):>8.1f}{number:>9}")


def check_receipts(step: Any) -> int:
    from consultations.actions import close_consultation
    from consultations.verification import verify

    close_consultation(step.consultation, actor=None, at=step.consultation.last_arrival)
    report = verify(step.consultation)
    assert report.is_sound
    return report.checked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--sqlite", type=Path, help="measure on this new file instead")
    given = parser.parse_args()
    name = "participation_benchmark_register"
    with sqlite_database(given.sqlite) if given.sqlite else empty_database(name):
        from tests.factories import make_open_step

        step = make_open_step("register")
        path = Path(tempfile.mkdtemp()) / "reprise.csv"
        write_file(path, given.rows)
        measures: list[Measure] = [measured("take over", given.rows, lambda: take_over(step, path))]
        read_pages(step)
        measures.append(measured("check", given.rows, lambda: check_receipts(step)))
    show(measures, "A register")


if __name__ == "__main__":
    main()
