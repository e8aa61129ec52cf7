"""The dates of a consultation are kept in people's calendars, and move with it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from consultations.models import Consultation, Step
from participation.base.clock import now
from tests.factories import make_consultation, make_open_step

pytestmark = pytest.mark.django_db


def events(client: Client, consultation: Consultation) -> dict[str, Any]:
    """Give the events of its calendar by what tells them apart."""
    response = client.get(f"/demarches/{consultation.slug}/dates.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(response.content).walk("VEVENT")
    start = f"consultation-{consultation.pk}-"
    return {str(e["uid"]).split("@")[0].removeprefix(start): e for e in found}


def whole(instant: datetime | None) -> datetime:
    """Give an instant as a calendar writes it, without parts of a second."""
    assert instant is not None
    return instant.replace(microsecond=0)


def test_it_says_when_it_opens_and_closes_and_when_the_answer_is_due(client: Client) -> None:
    consultation = make_open_step(title="La place").consultation
    due = now().date() + timedelta(days=90)
    Consultation.objects.filter(pk=consultation.pk).update(response_due_on=due)
    found = events(client, consultation)
    assert list(found) == ["opens", "closes", "answer"]
    assert found["closes"].decoded("dtstart") == whole(consultation.closes_at)
    answer = found["answer"].decoded("dtstart")
    assert (type(answer), answer) == (date, due)


def test_a_step_has_dates_of_its_own_and_a_date_that_moves_keeps_its_name(client: Client) -> None:
    step = make_open_step()
    consultation = step.consultation
    before = events(client, consultation)["closes"]
    assert consultation.closes_at is not None
    later = consultation.closes_at + timedelta(days=7)
    Step.objects.filter(pk=step.pk).update(closes_at=consultation.closes_at)
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=later)
    found = events(client, consultation)
    assert found["closes"].decoded("dtstart") == whole(later)
    assert found["closes"]["uid"] == before["uid"]
    assert found[f"step-{step.pk}-closes"].decoded("dtstart") == whole(consultation.closes_at)


def test_a_draft_has_no_calendar_for_others(client: Client) -> None:
    consultation = make_consultation()
    assert client.get(f"/demarches/{consultation.slug}/dates.ics").status_code == 404
