"""Taking in what residents said, as if they had said it day by day."""

import hashlib
import json
from collections.abc import Mapping
from random import Random

from cms.demo.answering import Filling, moments, sheets, source_id
from cms.demo.contributing import write_entry
from cms.demo.debating import take_debate
from cms.demo.drafting import take_amendments
from cms.demo.life import Life
from cms.demo.proposing import take_proposals
from cms.demo.questioning import take_questions
from cms.demo.reading import Told, all_testimonies, read
from cms.demo.residents import take_part
from cms.demo.survey import survey
from cms.demo.voting import take_votes
from consultations.components.questionnaire.actions import importing
from consultations.components.register import actions as register
from consultations.models import Consultation, Step
from participation.base.clock import living_at
from participation.territories.models import Territory

HOMES = (Territory.Kind.NEIGHBOURHOOD, Territory.Kind.PRIORITY_NEIGHBOURHOOD)
Where = Mapping[tuple[str, int], str]  # source id of the contribution that holds a text


def take_answers(consultation: Consultation, life: Life) -> Where:
    """Take in what residents said; give which contribution holds which text."""
    if not life.told.keys() & {"answers", "drafting", "entries", "statements"}:
        return {}
    step = consultation.steps.exclude(kind="assembly").get()
    if "statements" in life.told:
        take_votes(step, life)
        return {}
    if "drafting" in life.told:
        take_amendments(step, life)
        return {}
    if "entries" in life.told:
        return _take_entries(step, life)
    with living_at(life.last_word_at):
        if step.kind == "register":
            return _take_testimonies(step, life)
        where = _take_sheets(step, life)
    take_part(step, life.cast.accounts, life.calendar, officer=life.officer)
    return where


def _take_entries(step: Step, life: Life) -> Where:
    if step.kind == "debate":
        take_debate(step, life)
        return {}
    if step.kind == "questions":
        take_questions(step, life)
        return {}
    if step.kind == "proposals":
        return take_proposals(step, life)
    for row in life.told["entries"]:
        at = life.calendar.at(row["day"], 18)
        write_entry(step, row, at, author=life.cast.accounts.get(row.get("who", "")))
    return {}


def _digest(told: Told) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _take_sheets(step: Step, life: Life) -> Where:
    told = life.told
    filling = Filling(
        told=told,
        rng=Random(told["slug"]),  # noqa: S311  a die for a demonstration
        places=_places(life),
        opens_at=life.opens_at,
        ends_at=life.last_word_at,
    )
    is_survey = told["answers"].get("survey")
    towns = {t.name: t.pk for t in life.cast.territories.values() if t.kind == "commune"}
    filled = survey(filling, towns) if is_survey else sheets(filling)
    importing.take_over(
        step,
        [sheet.taken() for sheet in filled],
        sha256=_digest(told),
        name="Démonstration",
        actor=life.officer,
    )
    return {text: source_id(sheet.rank) for sheet in filled for text in sheet.words}


def _places(life: Life) -> list[tuple[int, int]]:
    """Give where people live: the quarters of a town, or the towns of the county."""
    territories = life.cast.territories
    if told := life.told["answers"].get("places"):
        return [(territories[code].pk, weight) for code, weight in told.items()]
    commune = territories[life.told["territory"]]
    of_town = [
        (t.pk, t.population or 0)
        for t in territories.values()
        if t.kind in HOMES and t.parent_id == commune.pk
    ]
    towns = [
        (territories[row["code"]].pk, row["population"]) for row in read("territories")["communes"]
    ]
    return of_town or towns


def _take_testimonies(step: Step, life: Life) -> Where:
    """Take in the 250 testimonies; nothing says at what minute a person spoke."""
    told = list(all_testimonies())
    rng = Random("testimonies")  # noqa: S311  a die for a demonstration
    channels = [row["channel"] for _town, _rank, row in told]
    instants = moments(len(told), life.opens_at, life.last_word_at, channels, rng)
    rng.shuffle(instants)
    rows = [
        register.TakenOver(
            source_id=source_id(number),
            received_at=instant.replace(minute=0, second=0, microsecond=0),
            words=_words(town, row),
            channel=row["channel"],
            territory_id=life.cast.town(town).pk,
        )
        for number, ((town, _rank, row), instant) in enumerate(zip(told, instants, strict=True))
    ]
    register.take_over(
        step, rows, sha256=_digest(life.told), name="Démonstration", actor=life.officer
    )
    return {(town, rank): source_id(number) for number, (town, rank, _row) in enumerate(told)}


def _words(town: str, row: Told) -> register.Words:
    labels = read("labels")
    who = f"{labels['stances'][row['stance']]}, {town}, {labels['ages'][row['age']]}"
    title = f"{row['title']} ({who[0].lower()}{who[1:]})"
    return register.Words(body=row["text"], title=title, theme=labels["themes"][row["theme"]])
