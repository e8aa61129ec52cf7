"""The life of each consultation, lived again day by day through the actions everybody uses."""

from datetime import timedelta

from django.db import transaction

from cms.demo import guaranteeing
from cms.demo.cast import Cast
from cms.demo.life import Life
from cms.demo.meeting import live_meetings
from cms.demo.preparing import prepare
from cms.demo.reading import Calendar, Told
from cms.demo.receiving import take_answers
from cms.demo.responding import answer
from cms.demo.theming import find_themes
from consultations import actions
from consultations.models import Consultation
from participation.base.clock import living_at


@transaction.atomic
def replay(told: Told, cast: Cast, calendar: Calendar) -> Consultation:
    """Live one consultation again up to today; one that is there already is left alone."""
    found = Consultation.objects.filter(slug=told["slug"]).first()
    if found is not None:
        return found
    life = Life(told, cast, calendar)
    begins = min(life.days.get("announced", -10), -10) - 12
    with living_at(calendar.at(begins, 11)):
        consultation = prepare(life)
        guaranteeing.name(consultation, life)
    goal = told["goal"]
    if goal == "draft":
        return consultation
    with living_at(life.at("announced")):
        actions.announce(consultation, actor=life.officer)
    if goal != "announced":
        _open_and_answer(consultation, life)
    return consultation


def _open_and_answer(consultation: Consultation, life: Life) -> None:
    told, officer = life.told, life.officer
    with living_at(life.opens_at):
        actions.open_consultation(consultation, actor=officer)
    where = take_answers(consultation, life)
    live_meetings(consultation, life)
    if "extension" in told:
        _extend(consultation, life)
    if "withdrawal" in told:
        with living_at(life.calendar.at(told["withdrawal"]["day"], 15)):
            reason = told["withdrawal"]["reason"]
            actions.withdraw_consultation(consultation, actor=officer, reason=reason)
    if life.days["closes"] < 0 and "withdrawal" not in told:
        with living_at(life.closes_at + timedelta(minutes=20)):
            actions.close_consultation(consultation, actor=None)
        find_themes(consultation, life)
        answer(consultation, life, where)
        guaranteeing.hear(consultation, life)


def _extend(consultation: Consultation, life: Life) -> None:
    """Push back the answer first, then the closing: an answer never comes before the end."""
    told = life.told["extension"]
    closes_at = life.calendar.at(told["closes"] + 1)
    due = life.calendar.day(told["response_due"])
    with living_at(life.calendar.at(told["day"], 17)):
        for name, to in (("response_due_on", due), ("closes_at", closes_at)):
            actions.extend(
                consultation, field=name, to=to, actor=life.officer, reason=told["reason"]
            )
