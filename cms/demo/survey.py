"""The 238 community centres, and the coherent answers of the 90 that replied."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from cms.demo.answering import Filling, Sheet, sheets
from cms.demo.asking import choice_key, row_key
from cms.demo.reading import read
from consultations.components.questionnaire.actions.importing import Given

SUFFICIENT, LACKING, ABSENT = (choice_key(rank) for rank in range(3))
SIZES = ("small", "middle", "large")


@dataclass(frozen=True)
class Centre:
    """One community centre that exists nowhere."""

    name: str
    kind: str
    place: str
    size: str
    has_answered: bool

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


def centres() -> list[Centre]:
    """Give all 238, always the same; those of the two monographs answered."""
    told = read("centres")
    rng = Random("centres")  # noqa: S311  a die for a demonstration, nothing to protect
    towns = [(row["name"], row["population"]) for row in read("territories")["communes"]]
    places = [*towns, *((name, 4000) for name in told["others"])]
    names, people = zip(*places, strict=True)
    homes = {row["name"].replace("'", "’"): row["town"] for row in told["monographs"]}
    first = [name for name in told["names"] if name in homes]
    rest = [name for name in told["names"] if name not in homes]
    answered = {*first, *rng.sample(rest, told["answered"] - len(first))}
    return [
        Centre(
            name=name,
            kind=rng.choice(told["kinds"]),
            place=homes.get(name) or rng.choices(names, people)[0],
            size=rng.choices(SIZES, (5, 4, 2) if name in answered else (7, 3, 1))[0],
            has_answered=name in answered,
        )
        for name in told["names"]
    ]


def survey(filling: Filling, territory_ids: dict[str, int]) -> list[Sheet]:
    """Fill in one sheet for each centre that answered: a large one is open longer, helps more."""
    filled = sheets(filling)
    answered = [centre for centre in centres() if centre.has_answered]
    for sheet, centre in zip(filled, answered, strict=True):
        sheet.territory_id = territory_ids[centre.place]
        sheet.answers.update(_describe(centre, sheet, filling.rng))
    return filled


TEAM = {"small": (1, 4), "middle": (4, 11), "large": (11, 32)}
HOURS = {"small": (14, 28), "middle": (26, 42), "large": (38, 60)}
REQUESTS = {"small": (2, 18), "middle": (10, 45), "large": (25, 120)}
MEANS = {"small": (3, 5, 2), "middle": (5, 4, 1), "large": (7, 3, 0)}


def _describe(centre: Centre, sheet: Sheet, rng: Random) -> dict[str, Given]:
    means = rng.choices((SUFFICIENT, LACKING, ABSENT), MEANS[centre.size], k=4)
    described = {
        "centre": Given(text=centre.full_name),
        "commune": Given(territory_id=sheet.territory_id),
        "equipe": _drawn(TEAM[centre.size], rng),
        "heures": _drawn(HOURS[centre.size], rng),
        "materiel": Given(rows={row_key(rank): mean for rank, mean in enumerate(means)}),
    }
    if "demandes" in sheet.answers:
        described["demandes"] = _drawn(REQUESTS[centre.size], rng)
    return described


def _drawn(bounds: tuple[int, int], rng: Random) -> Given:
    return Given(number=Decimal(rng.randint(*bounds)))
