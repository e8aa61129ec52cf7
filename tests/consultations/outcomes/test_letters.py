"""Telling those who asked: once each, with a way out that no scanner can press."""

import re

import pytest
from django.core import mail
from django.test import Client

from consultations import actions as heart
from consultations.events import AnswerPublished
from consultations.models import Contribution, OutcomeContact
from consultations.outcomes.notifications import tell_contributors, unsubscribe_token
from consultations.receipts import receipt_address
from participation.base.events import Heard
from participation.journal.actions import hear
from participation.journal.models import Entry
from participation.notifications.actions import send as send_letter
from participation.notifications.models import Letter
from tests.consultations.outcomes.answering import answer
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step

pytestmark = pytest.mark.django_db
EMAIL = "qui@example.org"


def hear_all() -> None:
    """Let the listeners hear what was recorded: a test's transaction never commits."""
    for entry_id in list(Entry.objects.filter(heard_at=None).values_list("pk", flat=True)):
        assert hear(entry_id)


def answered(**fields: str) -> Contribution:
    step = make_open_step(**fields)
    contribution = send(step, contact=EMAIL)
    send(step)
    consultation = make_closed(step.consultation)
    hear_all()
    answer(consultation)
    return contribution


def test_who_left_an_address_gets_the_receipt() -> None:
    contribution = send(make_open_step(), contact=EMAIL)
    hear_all()
    letter = Letter.objects.get()
    assert (letter.kind, letter.recipient) == ("receipt", EMAIL)
    for part in (letter.text, letter.html):
        assert receipt_address(contribution) in part
    assert letter.unsubscribe_url == ""


@pytest.mark.parametrize("fields", [{}, {"anonymity": "anonymous"}])
def test_without_an_address_or_when_anonymous_no_receipt_is_sent(fields: dict[str, str]) -> None:
    send(make_open_step(**fields), contact=EMAIL if fields else "")
    hear_all()
    assert not Letter.objects.exists()


def test_a_contribution_taken_back_at_once_sends_no_receipt() -> None:
    contribution = send(make_open_step(), contact=EMAIL)
    Contribution.objects.filter(pk=contribution.pk).update(state="withdrawn")
    hear_all()
    assert not Letter.objects.exists()


def test_an_address_left_later_gets_the_receipt_too() -> None:
    contribution = send(make_open_step())
    hear_all()
    heart.follow(contribution, email=EMAIL, actor=None)
    hear_all()
    assert Letter.objects.get().kind == "receipt"


def test_the_published_answer_is_told_once_to_each_address() -> None:
    contribution = answered()
    hear_all()
    entry = Entry.objects.get(event="AnswerPublished")
    event = contribution.consultation
    for _ in range(2):
        tell_contributors(Heard(AnswerPublished(consultation_id=event.pk), entry.pk))
    letter = Letter.objects.get(kind="answer_published")
    assert letter.recipient == EMAIL
    for part in (letter.text, letter.html):
        assert f"/demarches/{event.slug}/reponse/" in part
        assert receipt_address(contribution) in part


def test_an_anonymous_contributor_is_told_without_a_link_to_the_receipt() -> None:
    answered(anonymity="anonymous")
    hear_all()
    letter = Letter.objects.get(kind="answer_published")
    assert letter.recipient == EMAIL
    assert "/recu/" not in letter.text


def test_the_mail_carries_one_click_headers() -> None:
    answered()
    hear_all()
    assert send_letter(Letter.objects.get(kind="answer_published").pk)
    headers = mail.outbox[-1].extra_headers
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("http")
    assert "/ne-plus-suivre/" in address
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in mail.outbox[-1].body


def test_letters_are_escaped_in_html_and_plain_in_text() -> None:
    step = make_open_step(title="L'eau & le <b>feu</b>")
    send(step, contact=EMAIL)
    hear_all()
    letter = Letter.objects.get()
    assert "L'eau & le <b>feu</b>" in letter.text
    assert "<b>feu" not in letter.html


@pytest.fixture
def contact() -> OutcomeContact:
    send(make_open_step(), contact=EMAIL)
    return OutcomeContact.objects.get()


def way_out(contact: OutcomeContact) -> str:
    return f"/ne-plus-suivre/{unsubscribe_token(contact)}/"


def test_following_the_link_changes_nothing_pressing_the_button_does(
    client: Client, contact: OutcomeContact
) -> None:
    text = client.get(way_out(contact)).content.decode()
    assert re.search(r'<form method="post"', text)
    assert OutcomeContact.objects.exists()
    client.post(way_out(contact))
    assert not OutcomeContact.objects.exists()


def test_a_mail_program_unsubscribes_without_cookie_or_token(contact: OutcomeContact) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(way_out(contact), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not OutcomeContact.objects.exists()


def test_leaving_twice_is_said_in_the_same_way(client: Client, contact: OutcomeContact) -> None:
    path = way_out(contact)
    first, second, third = client.post(path), client.post(path), client.get(path)
    assert {row.status_code for row in (first, second, third)} == {200}
    assert all("effacée" in row.content.decode() for row in (first, second, third))


@pytest.mark.parametrize("token", ["1", "1:faux", "x:y"])
def test_an_altered_link_leads_nowhere(client: Client, contact: OutcomeContact, token: str) -> None:
    assert client.get(f"/ne-plus-suivre/{token}/").status_code == 404
    assert client.post(f"/ne-plus-suivre/{token}/").status_code == 404
    assert OutcomeContact.objects.exists()
