"""Who comes into a space by exception, and who tries in vain: its members are told."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate, tidy_attempts
from participation.councils.choices import EndReason
from participation.councils.models import Attempt, Council, ExceptionalAccess, Membership
from participation.notifications.actions import sweep
from tests.factories import make_council, make_member
from tests.people import SignIn

REASON = "La coordination m’a écrit : un membre ne peut plus entrer."
OUTSIDE = ("nobody", "resident", "neighbour", "former_member", "officer", "moderator")


def door(council: Council) -> str:
    return f"{council.get_absolute_url()}acces-exceptionnel/"


@pytest.mark.parametrize("person", [*OUTSIDE, "councillor"], indirect=True)
def test_nobody_but_an_administrator_may_ask(council: Council, asking: Client) -> None:
    for method in (asking.get, asking.post):
        assert method(door(council)).status_code == 404
    assert not ExceptionalAccess.objects.exists()


@pytest.mark.parametrize("reason", ["", "Pour voir.", "x" * 1001])
def test_a_reason_is_demanded_and_what_was_typed_is_kept(
    council: Council, administrator: Account, browsing_as: SignIn, reason: str
) -> None:
    answer = browsing_as(administrator).post(door(council), {"reason": reason})
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not ExceptionalAccess.objects.exists()


def test_an_administrator_reads_for_one_hour_and_members_read_why(
    council: Council, administrator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(administrator)
    assert client.get(council.space_url).status_code == 404
    answer = client.post(door(council), {"reason": REASON}, follow=True)
    assert answer.redirect_chain == [(council.space_url, 302)]
    with living_at(now() + timedelta(minutes=61)):
        assert client.get(council.space_url).status_code == 404
    page = browsing_as(councillor).get(f"{council.space_url}acces/").content.decode()
    assert REASON in page


def test_each_member_is_told_by_a_letter_and_nobody_else(
    council: Council,
    coordinator: Account,
    animator: Account,
    former_member: Account,
    neighbour: Account,
    administrator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browsing_as(administrator).post(door(council), {"reason": REASON})
    told = sorted(address for letter in mail.outbox for address in letter.to)
    assert told == ["animation@example.org", "conseillere@example.org", "coordination@example.org"]
    assert all(REASON not in f"{letter.subject} {letter.body}" for letter in mail.outbox)


def test_a_letter_is_not_sent_to_whose_mandate_has_just_ended(
    council: Council,
    councillor: Account,
    administrator: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("participation.notifications.actions.writing.send", lambda letter_id: False)
        with django_capture_on_commit_callbacks(execute=True):
            browsing_as(administrator).post(door(council), {"reason": REASON})
    membership = Membership.objects.get(account=councillor)
    make_member(council, is_coordinator=True)
    end_mandate(membership, reason=EndReason.MOVED, actor=None)
    sweep()
    assert mail.outbox == []


TRIES: dict[str, str] = {
    "officer": "Un agent de l’organisme « Commune de Tressigny »",
    "outsider": "Un agent de l’organisme « Commune de Vermonde »",
    "moderator": "Une personne qui modère la plateforme",
    "administrator": "Une personne qui administre la plateforme",
}


@pytest.mark.parametrize("person", TRIES, indirect=True)
def test_who_tries_with_an_office_is_noted_once_a_day_and_members_read_it(
    council: Council,
    person: Account,
    asking: Client,
    councillor: Account,
    browsing_as: SignIn,
    request: Any,
) -> None:
    for url in (council.space_url, f"{council.space_url}chercher/"):
        assert asking.get(url).status_code == 404
    attempt = Attempt.objects.get()
    role = request.node.callspec.params["person"]
    assert attempt.who.replace("\u00a0", " ") == TRIES[role]
    page = browsing_as(councillor).get(f"{council.space_url}acces/").content.decode()
    assert attempt.who in page
    assert person.display_name not in page
    with living_at(now() + timedelta(days=1)):
        browsing_as(person).get(council.space_url)
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    "person", ["nobody", "resident", "neighbour", "former_member"], indirect=True
)
def test_a_resident_who_tries_is_not_noted(council: Council, asking: Client) -> None:
    asking.get(council.space_url)
    assert not Attempt.objects.exists()


def test_an_attempt_elsewhere_is_not_shown_here(
    council: Council, councillor: Account, officer: Account, browsing_as: SignIn
) -> None:
    browsing_as(officer).get(make_council().space_url)
    page = browsing_as(councillor).get(f"{council.space_url}acces/").content.decode()
    assert "Aucun essai." in page


def test_attempts_at_nothing_are_dropped_after_a_day(
    council: Council, officer: Account, browsing_as: SignIn
) -> None:
    client = browsing_as(officer)
    client.get(council.space_url)
    client.get("/conseils/nulle-part/espace/")
    assert tidy_attempts() == 0
    with living_at(now() + timedelta(days=1, minutes=1)):
        assert tidy_attempts() == 1
    assert Attempt.objects.get().slug == council.slug


STRANGERS = (*OUTSIDE, "outsider", "administrator")


@pytest.mark.parametrize("person", STRANGERS, indirect=True)
def test_a_private_address_costs_the_same_whether_it_exists_or_not(
    council: Council, asking: Client
) -> None:
    """The same statements, in the same order, and the same words: time has nothing to tell."""

    def asked(url: str) -> tuple[list[str], bytes]:
        with CaptureQueriesContext(connection) as sent:
            answer = asking.get(url)
        return [shape(query["sql"]) for query in sent.captured_queries], answer.content

    shape = shaped(council.slug, "nulle-part")
    asking.get("/rien/")  # a session notes where it was first seen
    there, nowhere = asked(council.space_url), asked("/conseils/nulle-part/espace/")
    assert there[0] == nowhere[0]
    assert there[1].replace(council.slug.encode(), b"nulle-part") == nowhere[1]


def shaped(*slugs: str) -> Callable[[str], str]:
    """Give a function that leaves out of a statement what differs by nature."""
    pattern = "|".join([*map(re.escape, slugs), r"\d{4}-\d\d-\d\d[^']*", r"(?<=_x)\d+"])
    return lambda sql: re.sub(pattern, "…", sql)
