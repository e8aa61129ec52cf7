"""Dates are told on the calendar of the place, not on the server's."""

from datetime import UTC, datetime

import pytest

from cms import words
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
