"""The life of each consultation, lived again day by day through the actions everybody uses."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from cms.demo.answering import Filling, moments, sheets, source_id
from cms.demo.asking import sections_of
from cms.demo.cast import Cast
from cms.demo.reading import Calendar, Told, all_testimonies, read
from cms.demo.residents import take_part
from cms.demo.survey import survey
from consultations import actions
from consultations.components.questionnaire import actions as questionnaire
from consultations.components.questionnaire.actions import importing
from consultations.components.register import actions as register
from consultations.components.register.models import Publication
from consultations.models import Consultation, Contribution, Step
from consultations.outcomes import actions as outcomes
from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.territories.models import Territory

PROMISE = (
    "title",
    "slug",
    "rung",
    "summary",
    "question",
    "negotiable",
    "non_negotiable",
    "decision_maker",
    "alternatives",
    "room_for_change",
    "shared_part",
    "signatories",
    "disagreement_rule",
    "easy_read",
    "easy_read_status",
    "identity_level",
    "anonymity",
)
HOMES = (Territory.Kind.NEIGHBOURHOOD, Territory.Kind.PRIORITY_NEIGHBOURHOOD)
Where = Mapping[tuple[str, int], str]  # source id of the contribution that holds a text


@dataclass(frozen=True)
class Replay:
    """One consultation as its file tells it, the cast, and the calendar."""

    told: Told
    cast: Cast
    calendar: Calendar

    @property
    def officer(self) -> Account:
        return self.cast.officer_of(self.told["body"])

    @property
    def days(self) -> dict[str, int]:
        found: dict[str, int] = self.told["days"]
        return found

    def at(self, moment: str, hour: int = 10) -> datetime:
        return self.calendar.at(self.days[moment], hour)

    @property
    def opens_at(self) -> datetime:
        return self.at("opens", 9)

    @property
    def closes_at(self) -> datetime:
        """The last day, to its end."""
        return self.calendar.at(self.days["closes"] + 1)

    @property
    def last_word_at(self) -> datetime:
        """When the last contribution so far arrived."""
        last = self.closes_at - timedelta(hours=2)
        if "withdrawal" in self.told:
            last = self.calendar.at(self.told["withdrawal"]["day"], 9)
        return min(last, self.calendar.at(0) - timedelta(minutes=5))


@transaction.atomic
def replay(told: Told, cast: Cast, calendar: Calendar) -> Consultation:
    """Live one consultation again up to today; one that is there already is left alone."""
    found = Consultation.objects.filter(slug=told["slug"]).first()
    if found is not None:
        return found
    lived = Replay(told, cast, calendar)
    begins = min(lived.days.get("announced", -10), -10) - 12
    with living_at(calendar.at(begins, 11)):
        consultation = _prepare(lived)
    goal = told["goal"]
    if goal == "draft":
        return consultation
    with living_at(lived.at("announced")):
        actions.announce(consultation, actor=lived.officer)
    if goal != "announced":
        _open_and_answer(consultation, lived)
    return consultation


def _prepare(lived: Replay) -> Consultation:
    """Make the draft with its promise, its ways in, and its questions."""
    told, cast = lived.told, lived.cast
    consultation = actions.create_consultation(
        actor=lived.officer,
        public_body=cast.bodies[told["body"]],
        territory=cast.territories[told["territory"]],
        theme=cast.themes[told["theme"]],
        access_points=_access_points(told),
        contact_name=told["contact"]["name"],
        contact_email=told["contact"]["email"],
        contact_phone=told["contact"]["phone"],
        opens_at=lived.opens_at,
        closes_at=lived.closes_at,
        response_due_on=_due(lived, "response_due"),
        decision_due_on=_due(lived, "decision_due"),
        **{name: told[name] for name in PROMISE if name in told},
    )
    if told.get("answers", {}).get("testimonies"):
        _add_register(consultation, lived)
    elif "questionnaire" in told:
        _add_questionnaire(consultation, lived)
    return consultation


def _access_points(told: Told) -> list[dict[str, str]]:
    body = next(row for row in read("bodies") if row["slug"] == told["body"])
    return [
        {name: point[name] for name in ("kind", "name", "details", "hours")}
        for point in body["access_points"]
        if point["key"] in told["access_points"]
    ]


def _due(lived: Replay, moment: str) -> Any:
    return lived.calendar.day(lived.days[moment]) if moment in lived.days else None


def _add_questionnaire(consultation: Consultation, lived: Replay) -> None:
    told = lived.told["questionnaire"]
    step = actions.add_step(
        consultation,
        kind="questionnaire",
        title=told["title"],
        intro=told["intro"],
        actor=lived.officer,
    )
    questionnaire.write_questions(step, sections_of(told), actor=lived.officer)


def _add_register(consultation: Consultation, lived: Replay) -> None:
    told = lived.told["questionnaire"]
    step = actions.add_step(
        consultation, kind="register", title=told["title"], intro=told["intro"], actor=lived.officer
    )
    register.edit_register(
        step.register,
        publication=Publication.AFTER_READING,
        takes_answers=False,
        themes="\n".join(_themes(lived.told)),
        actor=lived.officer,
    )


def _themes(told: Told) -> list[str]:
    """Give the themes a testimony may be filed under, as the questionnaire lists them."""
    questions = told["questionnaire"]["sections"][0]["questions"]
    found: list[str] = next(row for row in questions if row["code"] == "theme")["options"]
    return found


def _open_and_answer(consultation: Consultation, lived: Replay) -> None:
    told, officer = lived.told, lived.officer
    with living_at(lived.opens_at):
        actions.open_consultation(consultation, actor=officer)
    where = _take_answers(consultation, lived)
    if "extension" in told:
        _extend(consultation, lived)
    if "withdrawal" in told:
        with living_at(lived.calendar.at(told["withdrawal"]["day"], 15)):
            reason = told["withdrawal"]["reason"]
            actions.withdraw_consultation(consultation, actor=officer, reason=reason)
    if lived.days["closes"] < 0 and "withdrawal" not in told:
        with living_at(lived.closes_at + timedelta(minutes=20)):
            actions.close_consultation(consultation, actor=None)
        _answer(consultation, lived, where)


def _extend(consultation: Consultation, lived: Replay) -> None:
    """Push back the answer first, then the closing: an answer never comes before the end."""
    told = lived.told["extension"]
    closes_at = lived.calendar.at(told["closes"] + 1)
    due = lived.calendar.day(told["response_due"])
    with living_at(lived.calendar.at(told["day"], 17)):
        for name, to in (("response_due_on", due), ("closes_at", closes_at)):
            actions.extend(
                consultation, field=name, to=to, actor=lived.officer, reason=told["reason"]
            )


def _take_answers(consultation: Consultation, lived: Replay) -> Where:
    """Take in what residents said; give which contribution holds which text."""
    if "answers" not in lived.told:
        return {}
    step = consultation.steps.get()
    with living_at(lived.last_word_at):
        if step.kind == "register":
            return _take_testimonies(step, lived)
        where = _take_sheets(step, lived)
    take_part(step, lived.cast.accounts, lived.calendar, officer=lived.officer)
    return where


def _digest(told: Told) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _take_sheets(step: Step, lived: Replay) -> Where:
    told = lived.told
    filling = Filling(
        told=told,
        rng=Random(told["slug"]),  # noqa: S311  a die for a demonstration
        places=_places(lived),
        opens_at=lived.opens_at,
        ends_at=lived.last_word_at,
    )
    is_survey = told["answers"].get("survey")
    towns = {t.name: t.pk for t in lived.cast.territories.values() if t.kind == "commune"}
    filled = survey(filling, towns) if is_survey else sheets(filling)
    importing.take_over(
        step,
        [sheet.taken() for sheet in filled],
        sha256=_digest(told),
        name="Démonstration",
        actor=lived.officer,
    )
    return {text: source_id(sheet.rank) for sheet in filled for text in sheet.words}


def _places(lived: Replay) -> list[tuple[int, int]]:
    """Give where people live: the quarters of a town, or the towns of the county."""
    territories = lived.cast.territories
    if told := lived.told["answers"].get("places"):
        return [(territories[code].pk, weight) for code, weight in told.items()]
    commune = territories[lived.told["territory"]]
    of_town = [
        (t.pk, t.population or 0)
        for t in territories.values()
        if t.kind in HOMES and t.parent_id == commune.pk
    ]
    towns = [
        (territories[row["code"]].pk, row["population"]) for row in read("territories")["communes"]
    ]
    return of_town or towns


def _take_testimonies(step: Step, lived: Replay) -> Where:
    """Take in the 250 testimonies; nothing says at what minute a person spoke."""
    told = list(all_testimonies())
    rng = Random("testimonies")  # noqa: S311  a die for a demonstration
    channels = [row["channel"] for _town, _rank, row in told]
    instants = moments(len(told), lived.opens_at, lived.last_word_at, channels, rng)
    rng.shuffle(instants)
    rows = [
        register.TakenOver(
            source_id=source_id(number),
            received_at=instant.replace(minute=0, second=0, microsecond=0),
            words=_words(town, row),
            channel=row["channel"],
            territory_id=lived.cast.town(town).pk,
        )
        for number, ((town, _rank, row), instant) in enumerate(zip(told, instants, strict=True))
    ]
    register.take_over(
        step, rows, sha256=_digest(lived.told), name="Démonstration", actor=lived.officer
    )
    return {(town, rank): source_id(number) for number, (town, rank, _row) in enumerate(told)}


def _words(town: str, row: Told) -> register.Words:
    labels = read("labels")
    who = f"{labels['stances'][row['stance']]}, {town}, {labels['ages'][row['age']]}"
    title = f"{row['title']} ({who[0].lower()}{who[1:]})"
    return register.Words(body=row["text"], title=title, theme=labels["themes"][row["theme"]])


def _answer(consultation: Consultation, lived: Replay, where: Where) -> None:
    """Publish what the body made of it, as far as its life has come."""
    summary = lived.told.get("outcome") or lived.told.get("outcome_synthesis")
    if not summary:
        return
    with living_at(lived.at("synthesis")):
        received = Contribution.objects.filter(consultation=consultation).counted().by_channel()
        text = summary["synthesis"]
        outcomes.write_synthesis(consultation, text=text, read=received, actor=lived.officer)
        outcomes.publish_synthesis(consultation, actor=lived.officer, at=now())
        for step in consultation.steps.all():
            actions.publish_results(step, actor=lived.officer)
    if "themes" in summary:
        with living_at(lived.at("responded")):
            _respond(consultation, lived, summary["themes"], _codes(consultation, where))
    if "follow_up" in lived.days:
        with living_at(lived.at("follow_up")):
            actions.follow_up(consultation, actor=lived.officer)


def _codes(consultation: Consultation, where: Where) -> Callable[[Any], str]:
    """Give a function that finds the code of a text, or of what somebody with an account said."""
    rows = Contribution.objects.filter(consultation=consultation).order_by("pk")
    codes = {
        row.author.email if row.author else row.source_id: row.tracking_code or ""
        for row in rows.select_related("author")
    }
    return lambda text: codes[text[0] if "@" in text[0] else where[text[0], text[1]]]


def _respond(
    consultation: Consultation, lived: Replay, themes: list[Told], code: Callable[[Any], str]
) -> None:
    for theme in themes:
        response = outcomes.write_response(
            consultation,
            actor=lived.officer,
            heading=theme["title"],
            what_was_said=theme["said"],
            position=theme["position"],
            what_is_decided=theme["decided"],
            reason=theme["reason"],
            competent_body=theme.get("competent_body", ""),
        )
        outcomes.cite(response, [code(text) for text in theme["cites"]], actor=lived.officer)
    outcomes.publish_answer(consultation, actor=lived.officer, at=now())
