"""Signs of somebody who answered many times are listed; honest days are left in peace."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from consultations.anomalies import Sign, anomalies, bursts, poisson_tail, words_key
from participation.base.clock import now
from tests.consultations.sending import send
from tests.factories import make_open_step

START = datetime.fromisoformat("2026-03-02T08:00:00+00:00")
LONG = "Le marché doit rester sur la place, près des tilleuls et de l’arrêt de bus."


def came(*counts: int) -> list[tuple[datetime, str]]:
    """So many contributions in each ten minutes."""
    return [
        (START + timedelta(minutes=10 * window, seconds=number % 590), f"{window}-{number}")
        for window, count in enumerate(counts)
        for number in range(count)
    ]


def test_stuffing_at_night_is_a_burst_and_nearly_all_of_it_is_listed() -> None:
    found = list(bursts(came(*[2, 3, 1, 4] * 30, 160, 170, 170)))
    assert sum(len(each.codes) for each in found) == 500
    assert {each.sign for each in found} == {Sign.BURST}


def test_an_ordinary_day_and_a_busy_town_hall_are_left_in_peace() -> None:
    assert list(bursts(came(*[2, 3, 1, 4] * 30))) == []
    assert list(bursts(came(*[10] * 40))) == []
    assert list(bursts([])) == []


def test_the_chance_of_many_events_is_that_of_poisson() -> None:
    assert poisson_tail(0, 2.0) == 1.0
    assert poisson_tail(1, 2.0) == pytest.approx(0.8646647)
    assert poisson_tail(3, 2.0) == pytest.approx(0.3233236)


def test_the_same_words_have_one_key_and_short_ones_none() -> None:
    assert words_key({"body": LONG}) == words_key({"body": f"  {LONG.upper()} !"}) != ""
    assert words_key({"body": LONG}) != words_key({"body": f"{LONG} Et le soir."})
    assert words_key({"body": "Oui."}) == words_key(["Oui.", 3]) == ""


@pytest.mark.django_db
def test_the_report_names_codes_and_ends_with_1_when_there_is_something_to_see() -> None:
    step = make_open_step()
    codes = [send(step, f"{LONG}{' ' * number}").tracking_code for number in range(3)]
    send(step, "Autre chose, dite une seule fois, avec assez de mots pour compter.")
    [found] = anomalies(step.consultation)
    assert (found.sign, sorted(found.codes)) == (Sign.SAME_WORDS, sorted(map(str, codes)))
    told = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("anomaly_report", step.consultation.slug, stdout=told)
    assert end.value.code == 1
    assert "4 contributions comptées" in told.getvalue()
    assert "3 disent la même chose" in told.getvalue()
    assert "tilleuls" not in told.getvalue()
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("anomaly_report", str(step.consultation.pk), "--json", stdout=told)
    assert [each["sign"] for each in json.loads(told.getvalue())] == ["same_words"]


@pytest.mark.django_db
def test_nothing_to_see_is_said_and_an_unknown_consultation_too() -> None:
    step = make_open_step()
    send(step, LONG, at=now())
    told = StringIO()
    call_command("anomaly_report", step.consultation.slug, stdout=told)
    assert "Rien à signaler." in told.getvalue()
    with pytest.raises(CommandError, match="Aucune démarche"):
        call_command("anomaly_report", "absente")
