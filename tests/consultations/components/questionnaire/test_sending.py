"""Sent once, whatever the clicks; in time or too late by one rule; and never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connection, connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations import actions as heart
from consultations.components.questionnaire.actions import confirm_correction
from consultations.components.questionnaire.models import Answer, AnswerSheet
from consultations.models import Contribution, IdentityLevel, OutcomeContact, Step
from consultations.receipts import receipt_secret
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry
from tests.consultations.components.questionnaire.asking import (
    EVERY_ANSWER,
    EVERY_KIND,
    answer,
    answer_all,
    check_url,
    contribute,
    hidden_of,
    make_questionnaire,
    page_url,
    send,
)
from tests.people import SignIn

ANSWERS = {"q1": {"q-q1": "c1"}, "q2": {"q-q2": "Plus d’arbres."}}


@pytest.mark.django_db
@pytest.mark.sqlite
def test_every_kind_of_answer_is_received_as_rows(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    answer_all(client, step, EVERY_ANSWER)
    response = send(client, step, contact="Colette@Example.org")
    contribution = Contribution.objects.counted().get()
    assert response.headers["Location"].startswith(f"/recu/{contribution.tracking_code}/")
    assert Answer.objects.filter(sheet__contribution=contribution).count() == 11
    payload = contribution.component.payload(contribution)
    assert payload["answers"]["q5"] == ["c2", "c1", "c3"]
    assert payload["answers"]["q7"] == "3.5"
    lines = {line.question: line.answer for line in contribution.component.lines(contribution)}
    assert lines["Que voulez-vous y trouver ?"].startswith("Des arbres\nAutre")
    assert contribution.sheet.typed == {}
    assert OutcomeContact.objects.get().email == "colette@example.org"
    assert [found for found, _payload in contribution.component.payloads(step)] == [contribution]


@pytest.mark.django_db
def test_an_answer_hidden_by_a_change_of_mind_is_neither_shown_nor_counted(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    answer_all(client, step, EVERY_ANSWER)
    answer(client, step, "q1", {"q-q1": "no"})
    shown = client.get(check_url(step)).content.decode()
    assert "Par la rue des Verriers" not in shown
    send(client, step)
    contribution = Contribution.objects.counted().get()
    assert "q2" not in contribution.component.payload(contribution)["answers"]
    assert not Answer.objects.filter(text__contains="Verriers").exists()


@pytest.mark.django_db
@pytest.mark.sqlite
def test_the_same_form_again_leads_to_the_same_receipt(client: Client) -> None:
    step = make_questionnaire()
    answer_all(client, step, ANSWERS)
    form = hidden_of(client.get(check_url(step)))
    first = client.post(check_url(step), form)
    again = client.post(check_url(step), form)
    from_elsewhere = Client().post(check_url(step), form)  # its cookies were lost on the way
    assert first.status_code == again.status_code == 303
    assert first.headers["Location"] == again.headers["Location"]
    assert from_elsewhere.headers["Location"] == first.headers["Location"]
    assert Contribution.objects.count() == 1
    assert Entry.objects.filter(event="ContributionReceived").count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, by nature")
@pytest.mark.django_db(transaction=True)
def test_twenty_forms_at_once_make_one_contribution() -> None:
    step = make_questionnaire()
    browser = Client()
    answer_all(browser, step, ANSWERS)
    form = hidden_of(browser.get(check_url(step)))
    cookies = browser.cookies.output(header="", sep=";")

    def post(_number: int) -> tuple[int, str]:
        try:
            client = Client()
            client.cookies.load(cookies)
            response = client.post(check_url(step), form)
            return response.status_code, response.headers.get("Location", "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(post, range(20)))
    received = Contribution.objects.counted().get()
    assert {status for status, _address in answers} == {303}
    assert len(answers) == 1
    assert next(iter(answers))[1].startswith(f"/recu/{received.tracking_code}/")
    assert Contribution.objects.count() == 1
    assert Answer.objects.count() == 2
    assert Entry.objects.filter(event="ContributionReceived").count() == 1


@pytest.mark.django_db
def test_a_blank_sheet_is_not_sent(client: Client) -> None:
    step = make_questionnaire()
    answer_all(client, step, {"q1": {}, "q2": {}})
    response: Any = send(client, step)
    assert response.status_code == 422
    assert "Répondez à au moins une question" in response.content.decode()
    assert not Contribution.objects.counted().exists()


@pytest.mark.django_db
def test_a_missing_answer_is_named_before_sending(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    answer_all(client, step, {"q3": EVERY_ANSWER["q3"]})
    response: Any = send(client, step)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Le projet vous convient-il" in html
    assert "#ligne-q11" in html
    assert "De l’ombre." in html


@pytest.mark.django_db
def test_answers_changed_in_another_tab_are_shown_again_before_they_leave(client: Client) -> None:
    step = make_questionnaire()
    answer_all(client, step, ANSWERS)
    form = hidden_of(client.get(check_url(step)))
    answer(client, step, "q1", {"q-q1": "c2"})
    response = client.post(check_url(step), form)
    assert response.status_code == 422
    assert "ont changé depuis cette page" in response.content.decode()
    assert send(client, step).status_code == 303


@pytest.mark.django_db
def test_one_person_has_one_contribution_where_the_address_is_proven(client: Client) -> None:
    step = make_questionnaire(identity_level=IdentityLevel.EMAIL_CODE)
    assert _prove_and_send(client, step).status_code == 303
    second = Client()
    response: Any = _prove_and_send(second, step)
    assert response.status_code == 409
    assert "déjà répondu" in response.content.decode()
    assert Contribution.objects.counted().count() == 1
    assert Contribution.objects.filter(state="draft").count() == 1  # nothing typed is lost


def _prove_and_send(client: Client, step: Step) -> Any:
    address = f"{step.get_absolute_url()}adresse/"
    answer_all(client, step, ANSWERS)
    assert send(client, step).headers["Location"] == address
    client.post(address, {"email": "colette@example.org"})
    code = "".join(sign for sign in mail.outbox[-1].subject.split(":")[0] if sign.isdecimal())
    wrong = client.post(address, {"email": "colette@example.org", "code": "000000"})
    assert wrong.status_code == 422 or code == "000000"
    proven = client.post(address, {"email": "colette@example.org", "code": code})
    assert proven.headers["Location"] == check_url(step)
    return send(client, step)


@pytest.mark.django_db
def test_who_comes_back_after_sending_finds_what_they_can_do(
    client: Client, resident: Account, browsing_as: SignIn
) -> None:
    step = make_questionnaire()
    contribution = contribute(client, step)
    shown = client.get(step.get_absolute_url()).content.decode()
    assert str(contribution.tracking_code)[:4] in shown  # this browser knows the code alone
    assert "/recu/" not in shown
    browsing_as(resident)
    own = contribute(client, step)
    shown = client.get(step.get_absolute_url()).content.decode()
    assert f"/recu/{own.tracking_code}/" in shown


ZONES = [
    "Europe/Paris",
    "America/Guadeloupe",
    "Indian/Reunion",
    "Pacific/Noumea",
    "America/Miquelon",
]
# Local closing times: summer and winter, the hour that comes twice, the hour that never comes.
CLOSINGS = [
    (2027, 7, 1, 18, 0),
    (2027, 1, 15, 0, 0),
    (2026, 10, 25, 2, 30),
    (2027, 3, 28, 2, 30),
]


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("closing", CLOSINGS)
def test_one_rule_decides_around_the_closing_in_every_zone(
    zone: str, closing: tuple[int, int, int, int, int]
) -> None:
    closes_at = datetime(*closing, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    with time_machine.travel(closes_at - timedelta(days=2), tick=False):
        step = make_questionnaire(
            zone=zone,
            opens_at=closes_at - timedelta(days=9),
            closes_at=closes_at,
            response_due_on=closes_at.date() + timedelta(days=60),
            decision_due_on=closes_at.date() + timedelta(days=90),
        )
    offsets = {
        timedelta(seconds=-1): "in_time",
        timedelta(0): "in_grace",
        timedelta(seconds=1): "in_grace",
        timedelta(minutes=14): "in_grace",
        timedelta(minutes=16): None,
    }
    for offset, timeliness in offsets.items():
        client = Client()
        with time_machine.travel(closes_at - timedelta(minutes=5), tick=False):
            answer_all(client, step, ANSWERS)
            form = hidden_of(client.get(check_url(step)))
        with time_machine.travel(closes_at + offset, tick=False):
            response: Any = client.post(check_url(step), form)
        if timeliness is None:
            assert response.status_code == 409
            assert "Plus d’arbres." in response.content.decode()
        else:
            code = response.headers["Location"].split("/")[2]
            assert Contribution.objects.get(tracking_code=code).timeliness == timeliness


@pytest.mark.django_db
def test_a_form_opened_after_the_closing_has_no_grace(client: Client) -> None:
    step = make_questionnaire()
    closing = step.consultation.closes_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(minutes=1), tick=False):
        response = client.post(page_url(step, "q2"), {"q-q2": "Trop tard"})
    assert response.status_code == 409
    assert "Trop tard" in response.content.decode()


@pytest.mark.django_db
def test_the_first_page_opened_before_the_closing_has_its_grace(client: Client) -> None:
    step = make_questionnaire()
    closing = step.consultation.closes_at
    assert closing is not None
    with time_machine.travel(closing - timedelta(minutes=1), tick=False):
        form = hidden_of(client.get(page_url(step, "q2")))
    with time_machine.travel(closing + timedelta(minutes=5), tick=False):
        response = client.post(page_url(step, "q2"), {"q-q2": "Juste à temps", **form})
        assert response.status_code == 303
        assert send(client, step).status_code == 303


@pytest.mark.django_db
def test_a_correction_replaces_the_answers_at_once_and_seals_them_again(client: Client) -> None:
    step = make_questionnaire()
    contribution = contribute(client, step, "Plus d’ombre.")
    before = contribution.sha256
    link = _correction_link(client, step, contribution)
    assert "Plus d’ombre." in client.get(link).content.decode()
    client.post(f"{link}question/q2/", {"q-q2": "Plus de bancs."})
    contribution.refresh_from_db()
    assert contribution.sha256 == before  # nothing counts before it is confirmed
    assert "Plus de bancs." in client.get(link).content.decode()
    assert client.post(link).status_code == 303
    contribution.refresh_from_db()
    assert contribution.sha256 != before
    answers = contribution.component.payload(contribution)["answers"]
    assert answers == {"q1": ["c1"], "q2": "Plus de bancs."}
    assert Entry.objects.filter(event="ContributionCorrected").count() == 1


def _correction_link(client: Client, step: Step, contribution: Contribution) -> str:
    return contribution.component.edit_url(contribution, receipt_secret(contribution))


@pytest.mark.django_db
def test_a_correction_given_up_changes_nothing(client: Client) -> None:
    step = make_questionnaire()
    contribution = contribute(client, step, "Plus d’ombre.")
    link = _correction_link(client, step, contribution)
    client.post(f"{link}question/q2/", {"q-q2": "Autre chose"})
    client.post(link, {"suite": "annuler"})
    shown = client.get(link).content.decode()
    assert "Plus d’ombre." in shown
    assert "Autre chose" not in shown
    assert contribution.component.payload(contribution)["answers"]["q2"] == "Plus d’ombre."


@pytest.mark.django_db
def test_a_correction_needs_the_secret_and_an_open_step(client: Client) -> None:
    step = make_questionnaire()
    contribution = contribute(client, step)
    link = _correction_link(client, step, contribution)
    wrong = link.replace(link.split("/")[-2], "0" * 26)
    assert client.get(wrong).status_code == 404
    closing = step.consultation.closes_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(seconds=1)):
        assert "ne changent plus" in client.get(link).content.decode()
        assert client.post(f"{link}question/q2/", {"q-q2": "Tard"}).status_code == 409


@pytest.mark.django_db
def test_what_is_withdrawn_is_erased_and_can_be_sent_anew(client: Client) -> None:
    step = make_questionnaire()
    contribution = contribute(client, step, "Rue des Verriers")
    heart.withdraw(contribution, actor=None, arrived_at=now())
    assert not Answer.objects.exists()
    assert contribution.component.lines(contribution) == []
    assert contribution.component.excerpt(contribution) == ""
    assert contribute(Client(), step).is_counted


@pytest.mark.django_db
def test_an_anonymous_contribution_keeps_neither_author_nor_minute(
    client: Client, resident: Account, browsing_as: SignIn
) -> None:
    step = make_questionnaire(anonymity="anonymous")
    browsing_as(resident)
    answer_all(client, step, ANSWERS)
    assert Contribution.objects.get().author is None
    send(client, step)
    contribution = Contribution.objects.get()
    received = contribution.received_at
    assert received is not None
    assert contribution.author is None
    assert (received.minute, received.second, received.microsecond) == (0, 0, 0)
    sheet = AnswerSheet.objects.get()
    assert sheet.opened_at is None
    assert Entry.objects.get(event="ContributionReceived").actor is None


@pytest.mark.django_db
def test_a_page_asks_the_database_as_often_for_two_questions_as_for_twelve(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    few, many = make_questionnaire(), make_questionnaire(EVERY_KIND[:8] + EVERY_KIND[10:])
    for step in (few, many):
        answer_all(client, step, {"q1": {"q-q1": "c1"}})
        with django_assert_max_num_queries(9):
            client.get(page_url(step, "q1"))
        with django_assert_max_num_queries(9):
            client.get(check_url(step))
        with django_assert_max_num_queries(9):
            client.get(step.get_absolute_url())


@pytest.mark.django_db
def test_confirming_without_a_correction_changes_nothing(client: Client) -> None:
    contribution = contribute(client, make_questionnaire())
    same = confirm_correction(contribution, actor=None, arrived_at=now())
    assert same.revision == contribution.revision
