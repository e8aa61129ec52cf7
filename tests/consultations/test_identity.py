"""A mailbox is somebody's own: shown by a code, kept by nobody."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.test import RequestFactory

from consultations import actions, identity
from consultations.errors import Refused, TooManyTries, WrongCode
from consultations.models import EmailCheck, Step
from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.limits import Limit
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.factories import make_open_step

pytestmark = pytest.mark.django_db
EMAIL = "Qui@Example.org"


def a_browser(person: Any = None, address: str = "192.0.2.1") -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.session, request.user = SessionStore(), person or AnonymousUser()
    return request


@pytest.fixture
def step() -> Step:
    return make_open_step(identity_level=1)


def sent_code() -> str:
    return "".join(sign for sign in str(mail.outbox[-1].subject) if sign.isdecimal())


def wrong_code() -> str:
    return f"{(int(sent_code()) + 1) % 1_000_000:06d}"


def test_an_open_consultation_asks_for_nothing() -> None:
    assert not identity.needs_proof(a_browser(), make_open_step())


def test_the_code_that_was_sent_proves_the_mailbox(step: Step) -> None:
    browser = a_browser()
    assert identity.needs_proof(browser, step)
    identity.request_code(browser, step, EMAIL)
    assert mail.outbox[-1].to == ["qui@example.org"]
    shown = f"{sent_code()[:3]} {sent_code()[3:]}"
    identity.confirm_code(browser, step, f" {EMAIL} ", shown)
    assert not identity.needs_proof(browser, step)
    assert identity.verified_identity(browser, step) == identity.identity_of(
        step.consultation, "qui@example.org"
    )


def test_neither_address_nor_code_is_kept_in_clear(step: Step) -> None:
    browser = a_browser()
    identity.request_code(browser, step, EMAIL)
    check = EmailCheck.objects.get()
    identity.confirm_code(browser, step, EMAIL, sent_code())
    kept = f"{check.email_digest} {check.code_digest} {dict(browser.session)}".lower()
    assert "qui@" not in kept
    assert sent_code() not in kept
    assert not Letter.objects.exists()
    assert "qui@" not in str(list(Entry.objects.order_by("pk").values_list("payload")))


def test_what_stands_for_a_person_means_nothing_elsewhere(step: Step) -> None:
    other = make_open_step(identity_level=1)
    here = identity.identity_of(step.consultation, EMAIL)
    assert here == identity.identity_of(step.consultation, "qui@example.org")
    assert here != identity.identity_of(other.consultation, EMAIL)


def test_a_proof_for_one_step_proves_nothing_for_another(step: Step) -> None:
    browser, other = a_browser(), make_open_step(identity_level=1)
    identity.request_code(browser, step, EMAIL)
    identity.confirm_code(browser, step, EMAIL, sent_code())
    assert identity.needs_proof(browser, other)


def test_a_known_and_an_unknown_address_are_answered_alike(step: Step, resident: Account) -> None:
    for email in (resident.email, "inconnu@example.org"):
        identity.request_code(a_browser(), step, email)
    first, second = mail.outbox
    assert [first.subject[8:], first.body[40:60]] == [second.subject[8:], second.body[40:60]]


def test_a_wrong_code_says_how_many_tries_are_left(step: Step) -> None:
    browser = a_browser()
    identity.request_code(browser, step, EMAIL)
    with pytest.raises(WrongCode) as refusal:
        identity.confirm_code(browser, step, EMAIL, wrong_code())
    assert "4" in str(refusal.value.message)
    identity.confirm_code(browser, step, EMAIL, sent_code())


def test_after_five_tries_even_the_right_code_is_refused(step: Step) -> None:
    browser = a_browser()
    identity.request_code(browser, step, EMAIL)
    for _ in range(5):
        with pytest.raises(WrongCode):
            identity.confirm_code(browser, step, EMAIL, wrong_code())
    with pytest.raises(WrongCode):
        identity.confirm_code(browser, step, EMAIL, sent_code())
    assert identity.needs_proof(browser, step)


def test_the_right_code_for_another_address_is_refused(step: Step) -> None:
    browser = a_browser()
    identity.request_code(browser, step, EMAIL)
    with pytest.raises(WrongCode):
        identity.confirm_code(browser, step, "victime@example.org", sent_code())


def test_a_code_works_only_in_the_browser_that_asked(step: Step) -> None:
    identity.request_code(a_browser(), step, EMAIL)
    with pytest.raises(WrongCode):
        identity.confirm_code(a_browser(), step, EMAIL, sent_code())


def test_a_code_works_once_and_for_fifteen_minutes(step: Step) -> None:
    browser = a_browser()
    identity.request_code(browser, step, EMAIL)
    EmailCheck.objects.update(sent_at=now() - timedelta(minutes=15, seconds=1))
    with pytest.raises(WrongCode):
        identity.confirm_code(browser, step, EMAIL, sent_code())
    identity.request_code(browser, step, EMAIL)
    identity.confirm_code(browser, step, EMAIL, sent_code())
    with pytest.raises(WrongCode):
        identity.confirm_code(browser, step, EMAIL, sent_code())


def test_a_proof_lasts_a_day_and_is_forgotten_on_request(step: Step) -> None:
    browser = a_browser()
    identity.request_code(browser, step, EMAIL)
    identity.confirm_code(browser, step, EMAIL, sent_code())
    with mock.patch("consultations.identity.now", return_value=now() + timedelta(hours=25)):
        assert identity.needs_proof(browser, step)
    assert not identity.needs_proof(browser, step)
    identity.forget_identity(browser, step)
    assert identity.needs_proof(browser, step)


def test_a_verified_account_needs_no_code_and_is_the_same_person(
    step: Step, resident: Account
) -> None:
    assert identity.needs_proof(a_browser(resident), step)
    EmailAddress.objects.create(user=resident, email=resident.email, verified=False, primary=True)
    assert identity.needs_proof(a_browser(resident), step)
    EmailAddress.objects.update(verified=True)
    assert identity.verified_identity(a_browser(resident), step) == identity.identity_of(
        step.consultation, resident.email
    )


def test_one_mailbox_is_not_flooded(step: Step) -> None:
    for number in range(5):
        identity.request_code(a_browser(address=f"192.0.2.{number}"), step, EMAIL)
    with pytest.raises(TooManyTries):
        identity.request_code(a_browser(address="192.0.2.99"), step, EMAIL)
    assert len(mail.outbox) == 5


def test_one_computer_does_not_flood_many_mailboxes(
    step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "PER_ADDRESS", Limit("essai", times=3, seconds=60))
    for number in range(3):
        identity.request_code(a_browser(), step, f"p{number}@example.org")
    with pytest.raises(TooManyTries):
        identity.request_code(a_browser(), step, "p3@example.org")


def test_guessing_from_one_computer_is_limited(step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "TRIES", Limit("essai", times=3, seconds=60))
    for _ in range(3):
        with pytest.raises(WrongCode):
            identity.confirm_code(a_browser(), step, EMAIL, "000000")
    with pytest.raises(TooManyTries):
        identity.confirm_code(a_browser(), step, EMAIL, "000000")


def test_a_mail_that_does_not_leave_is_said(step: Step) -> None:
    browser = a_browser()
    with (
        mock.patch.object(EmailMultiAlternatives, "send", side_effect=ConnectionRefusedError),
        pytest.raises(Refused),
    ):
        identity.request_code(browser, step, EMAIL)
    with pytest.raises(WrongCode):
        identity.confirm_code(browser, step, EMAIL, "000000")


def test_old_checks_are_forgotten(step: Step) -> None:
    identity.request_code(a_browser(), step, EMAIL)
    assert actions.forget_old_checks() == 0
    EmailCheck.objects.update(sent_at=now() - timedelta(hours=1))
    assert actions.forget_old_checks() == 1
