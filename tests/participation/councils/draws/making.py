"""Draws in tests, made by the actions of the site."""

from datetime import timedelta
from typing import Any

from participation.base.clock import living_at, now
from participation.councils.choices import CollegeKind
from participation.councils.draws import actions
from participation.councils.draws.lists import read_list
from participation.councils.draws.models import Draw
from participation.councils.models import Council

GENDERS = ("femme", "homme")


def people(number: int, *, first: int = 1) -> bytes:
    """Write a list: names, addresses, and as many women as men."""
    lines = ["nom;prénom;adresse;Genre"]
    lines += [
        f"Nom{one};Prénom{one};{one} rue des Lilas;{GENDERS[one % 2]}"
        for one in range(first, first + number)
    ]
    return "\n".join(lines).encode()


def make_draw(council: Council, *, actor: Any = None, **fields: Any) -> Draw:
    """Prepare a draw of four seats, without a list yet; its seed is known tomorrow."""
    defaults = {
        "title": "Collège des habitants",
        "college": council.framework.colleges.get(kind=CollegeKind.RESIDENTS),
        "seats": 4,
        "substitutes": 1,
        "rule": "Toute personne de la liste peut être tirée.",
        "seed_source": "Les numéros du Loto, dans l'ordre de sortie",
        "seed_on": council.today + timedelta(days=1),
    }
    return actions.prepare_draw(council, actor=actor, **{**defaults, **fields})


def make_listed(council: Council, number: int = 20, **fields: Any) -> Draw:
    """Prepare a draw with a list and as many women as men."""
    draw = make_draw(council, **fields)
    actions.add_list(draw, read_list(people(number)), name="Bailleur", origin="2026", actor=None)
    half = draw.seats // 2
    return actions.set_quotas(draw, [["Genre", {one: [half, half] for one in GENDERS}]], actor=None)


def make_committed(council: Council, number: int = 20, **fields: Any) -> Draw:
    return actions.commit_draw(make_listed(council, number, **fields), actor=None)


def make_drawn(council: Council, number: int = 20, seed: str = "4 8 15", **fields: Any) -> Draw:
    """Draw as if the seed had become known the day after the announcement."""
    with living_at(now() - timedelta(days=2)):
        draw = make_committed(council, number, **fields)
    return actions.enter_seed(draw, seed, actor=None)
