"""Dates are told on the calendar of the place, not on the server's."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cms import words
from cms.blocks import TimelineBlock
from consultations.models import Consultation, State
from tests.factories import make_consultation

MORNING_OVERSEAS = datetime(2029, 2, 28, 21, 0, tzinfo=UTC)  # 1 March, 1:00 in Réunion


@pytest.fixture
def consultation(db: None) -> Consultation:
    return make_consultation(
        zone="Indian/Reunion", opens_at=MORNING_OVERSEAS, closes_at=None, response_due_on=None
    )


def test_the_opening_day_is_the_one_of_the_place(consultation: Consultation) -> None:
    assert words.date_words(consultation) == "Ouvre le 1er\u00a0mars\u00a02029"


def test_the_day_of_the_answer_is_the_one_of_the_place(consultation: Consultation) -> None:
    consultation.state, consultation.responded_at = State.RESPONDED, MORNING_OVERSEAS
    assert words.date_words(consultation) == "Réponse publiée le 1er\u00a0mars\u00a02029"


@pytest.mark.parametrize(("hour", "state"), [(19, "coming"), (20, "done")])
def test_a_decision_has_passed_when_its_day_is_over_there(
    consultation: Consultation, hour: int, state: str
) -> None:
    consultation.state, consultation.responded_at = State.RESPONDED, MORNING_OVERSEAS
    consultation.decision_due_on = date(2029, 2, 28)
    with time_machine.travel(datetime(2029, 2, 28, hour, 30, tzinfo=UTC), tick=False):
        assert words.milestones(consultation)[-1]["state"] == state


def test_the_milestone_of_the_answer_stands_on_the_day_of_the_place(
    consultation: Consultation,
) -> None:
    consultation.state, consultation.responded_at = State.RESPONDED, MORNING_OVERSEAS
    answered = {row["name"]: row["when"] for row in words.milestones(consultation)}
    assert answered["Réponse publiée"] == "1er\u00a0mars\u00a02029"


def test_a_written_calendar_follows_the_day_of_the_place(consultation: Consultation) -> None:
    block = TimelineBlock()
    value = block.to_python({"items": [{"day": "2029-02-28", "title": "Atelier", "text": ""}]})
    with time_machine.travel(MORNING_OVERSEAS, tick=False):
        there = block.get_context(value, {"consultation": consultation})["states"]
        here = block.get_context(value)["states"]
    assert (there, here) == (["done"], ["coming"])
