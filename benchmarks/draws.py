"""A draw by lot from a long list: 10,000 people, four categories, forty seats.

    python -m benchmarks.draws [--people 10000] [--rehearsals 100] [--sqlite FILE]

Goals: the list is read and kept in 10 s, the draw announced in 5 s and drawn in 2 s; 100 rehearsals
take a minute; no step needs more than 200 MB beyond what Django holds.
"""

import argparse
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks._common.database import empty_database, sqlite_database
from benchmarks._common.measures import Measure, measured, show

SEATS = 40
CATEGORIES = {
    "Genre": (("femme", 52), ("homme", 48)),
    "Âge": (("16 à 29 ans", 22), ("30 à 44 ans", 26), ("45 à 59 ans", 27), ("60 ans ou plus", 25)),
    "Quartier": (("Nord", 30), ("Centre", 25), ("Sud", 25), ("Îles", 20)),
    "Logement": (("locataire", 62), ("propriétaire", 30), ("hébergé", 8)),
}
SEED = "4 8 15 16 23 42"


def people(number: int) -> bytes:
    """Write the list: each answer falls by its share, the same on every machine."""
    chance = random.Random(2027)
    lines = [";".join(["nom", "prénom", "adresse", *CATEGORIES])]
    for one in range(number):
        answers = [
            chance.choices([name for name, _ in shares], [share for _, share in shares])[0]
            for shares in CATEGORIES.values()
        ]
        lines.append(";".join([f"Nom{one}", f"Prénom{one}", f"{one} rue des Lilas", *answers]))
    return "\n".join(lines).encode()


def quotas() -> list[Any]:
    """Ask each answer for its share of the seats, two more or less."""
    return [
        [
            name,
            {
                answer: [max(0, SEATS * share // 100 - 2), SEATS * share // 100 + 2]
                for answer, share in shares
            },
        ]
        for name, shares in CATEGORIES.items()
    ]


def made_draw() -> Any:
    """Prepare the draw of a new council, without a list."""
    from participation.councils.choices import CollegeKind
    from participation.councils.draws.actions import prepare_draw
    from tests.factories import make_council

    council = make_council()
    return prepare_draw(
        council,
        actor=None,
        title="Collège des habitants",
        college=council.framework.colleges.get(kind=CollegeKind.RESIDENTS),
        seats=SEATS,
        substitutes=2,
        rule="Toute personne de la liste peut être tirée.",
        seed_source="Les numéros du Loto",
        seed_on=council.today + timedelta(days=1),
    )


def measure(number: int, rehearsals: int) -> list[Measure]:
    """Take a draw from its list to its replay; each step in a process of its own."""
    from participation.base.clock import living_at, now
    from participation.councils.draws import actions, lot
    from participation.councils.draws.lists import read_list
    from participation.councils.draws.queries import committed_part, published, strata

    draw, file = made_draw(), people(number)

    def add() -> int:
        actions.add_list(draw, read_list(file), name="Bailleur", origin="2026", actor=None)
        actions.set_quotas(draw, quotas(), actor=None)
        return len(file)

    def announce() -> int:
        actions.commit_draw(draw, actor=None)
        return 0

    def rehearse() -> int:
        draw.refresh_from_db()
        found = lot.chances(committed_part(draw), rehearsals)
        assert sum(taken for _, _, taken in found) == SEATS * rehearsals
        return len(lot.canonical(found))

    def draw_lot() -> int:
        with living_at(now() + timedelta(days=2)):
            actions.enter_seed(draw, SEED, actor=None)
        return 0

    def tell() -> int:
        draw.refresh_from_db()
        return len(lot.canonical(published(draw))) + len(strata(draw))

    def replay() -> int:
        draw.refresh_from_db()
        assert not list(lot.disagreements(published(draw)))
        return 0

    steps = {"list": add, "announce": announce, "rehearse": rehearse}
    steps |= {"draw": draw_lot, "public": tell, "replay": replay}
    return [measured(name, number, work) for name, work in steps.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rehearsals", type=int, default=100)
    parser.add_argument("--sqlite", type=Path, help="measure on this new file instead")
    given = parser.parse_args()
    name = "participation_benchmark_draws"
    with sqlite_database(given.sqlite) if given.sqlite else empty_database(name):
        title = f"{SEATS} seats, {len(CATEGORIES)} categories, {given.rehearsals} rehearsals"
        show(measure(given.people, given.rehearsals), title)


if __name__ == "__main__":
    main()
