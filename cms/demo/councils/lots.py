"""A draw by lot with refusals and a place that nobody could fill; anyone may replay it."""

import csv
import io
from random import Random

from cms.demo.councils.lived import LivedCouncil
from cms.demo.reading import Told, read
from participation.councils.choices import CollegeKind
from participation.councils.draws import actions
from participation.councils.draws.choices import Answer
from participation.councils.draws.lists import ReadList, read_list
from participation.councils.draws.models import Draw, DrawnPerson
from participation.councils.draws.queries import follow_up, strata

AGES = ("16-30 ans", "31-60 ans", "plus de 60 ans")
MOST_CALLED = 60


def draw_by_lot(life: LivedCouncil) -> None:
    """Prepare the draw, announce it, draw, call people, and seat those who say yes."""
    told = life.told.get("draw")
    if told is None:
        return
    actor = life.accounts[told["by"]]
    with life.at(told["prepared"]):
        college = life.council.framework.colleges.get(kind=CollegeKind.RESIDENTS)
        draw = actions.prepare_draw(
            life.council,
            actor=actor,
            college=college,
            title=told["title"],
            rule=told["rule"],
            seats=told["seats"],
            substitutes=told["substitutes"],
            seed_source=told["seed_source"],
            seed_on=life.calendar.day(told["drawn"]),
        )
        for source in told["lists"]:
            actions.add_list(
                draw, _list(source), name=source["name"], origin=source["origin"], actor=actor
            )
        draw.refresh_from_db()
        actions.set_quotas(draw, told["quotas"], actor=actor)
        draw.refresh_from_db()
        draw = actions.commit_draw(draw, actor=actor)
    with life.at(told["drawn"], 20):
        draw = actions.enter_seed(draw, told["seed"], actor=actor)
    _call(life, draw, told)


def _list(source: Told) -> ReadList:
    """Write a list of invented people; two lists may share some of them."""
    rng = Random(source["die"])  # noqa: S311  a die for a demonstration
    names = read("councils/names")
    file = io.StringIO()
    table = csv.writer(file, delimiter=";")
    table.writerow(["nom", "prénom", "adresse", "Genre", "Âge"])
    for number in range(source["people"]):
        first = rng.choice(names["first"])
        gender = "Femme" if first["gender"] == "woman" else "Homme"
        age = rng.choices(AGES, source["ages"])[0]
        address = f"{number // 3 + 1}, rue du Laminoir"
        table.writerow([f"{rng.choice(names['last'])}.", first["name"], address, gender, age])
    return read_list(file.getvalue().encode())


def _call(life: LivedCouncil, draw: Draw, told: Told) -> None:
    """Note what each person called answers; those called instead answer in their turn."""
    rng = Random(told["seed"])  # noqa: S311  the same
    actor = life.accounts[told["by"]]
    silent, dry = told["silent"], _smallest(draw)
    with life.at(told["called"], 19):
        for _ in range(MOST_CALLED):
            waiting = [row for row in follow_up(draw) if row.answer == Answer.TO_CONTACT]
            waiting.sort(key=lambda row: row.cell != dry)
            if len(waiting) <= silent:
                break
            for drawn in waiting[: len(waiting) - silent]:
                actions.note_answer(drawn, _answer(drawn, rng, dry), actor=actor)


def _smallest(draw: Draw) -> tuple[str, ...]:
    """Give the stratum with the fewest people on the lists, among those where some were drawn."""
    return tuple(
        min((one for one in strata(draw) if one.places), key=lambda one: one.people).answers
    )


def _answer(drawn: DrawnPerson, rng: Random, dry: tuple[str, ...]) -> Answer:
    """One stratum runs dry: nobody in it can come, and the shortfall shows."""
    if drawn.cell == dry:
        return Answer.REFUSED
    answers = [Answer.ACCEPTED, Answer.REFUSED, Answer.UNREACHABLE, Answer.MOVED]
    return rng.choices(answers, [6, 3, 2, 1])[0]
