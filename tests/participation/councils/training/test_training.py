from datetime import time, timedelta
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.base.clock import at_hour, living_at, now
from participation.councils.models import Council
from participation.councils.training import actions
from participation.councils.training.choices import EnrolmentState, SessionState
from participation.councils.training.errors import NotPossible
from participation.councils.training.models import Enrolment, Programme, TrainingSession
from participation.councils.training.queries import order, standing_of
from participation.notifications.actions import sweep as send_letters
from participation.ui import typography
from tests.factories import make_account, make_council, make_member
from tests.participation.councils.training.making import (
    ask,
    make_programme,
    make_session,
    settled,
    trained,
)
from tests.people import SignIn


@given(
    people=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50)), max_size=20),
    shuffle=st.randoms(use_true_random=False),
)
def test_the_rule_does_not_depend_on_the_order_of_the_list(people: Any, shuffle: Any) -> None:
    start = now()
    rows = [
        Enrolment(pk=number, account_id=number, asked_at=start + timedelta(minutes=minutes))
        for number, (_times, minutes) in enumerate(people)
    ]
    times: dict[int | None, int] = {number: one[0] for number, one in enumerate(people)}
    first = [one.pk for one in order(rows, times)]
    shuffle.shuffle(rows)
    assert [one.pk for one in order(rows, times)] == first
    trainings = [times[pk] for pk in first]
    assert trainings == sorted(trainings)


def test_never_trained_pass_before_those_who_asked_first(db: None) -> None:
    session = make_session(seats=1)
    veteran, beginner = trained(make_account()), make_account()
    ask(session, veteran)
    ask(session, beginner)
    before = standing_of(session, veteran)
    assert before is not None
    assert (before.rank, before.is_final) == (2, False)
    session = settled(session)
    states = dict(session.enrolments.values_list("account", "state"))
    assert states == {beginner.pk: EnrolmentState.PLACED, veteran.pk: EnrolmentState.WAITING}
    after = standing_of(session, veteran)
    assert after is not None
    assert (after.rank, after.ahead, after.is_waiting, after.is_final) == (2, 0, True, True)


def test_a_place_given_back_goes_to_the_next_who_is_told(db: None) -> None:
    session = make_session(seats=1)
    first, second = ask(session), ask(session)
    settled(session)
    mail.outbox.clear()
    first.refresh_from_db()
    given_to = actions.cancel_enrolment(first, actor=first.account)
    assert given_to == second
    send_letters()
    second.refresh_from_db()
    assert second.state == EnrolmentState.PLACED


@pytest.mark.django_db(transaction=True)
def test_everyone_is_told_their_place_or_their_rank_once(db: None) -> None:
    session = make_session(seats=1)
    first, second = ask(session), ask(session)
    mail.outbox.clear()
    settled(session)
    settled(session)
    told = sorted((letter.to[0], letter.subject) for letter in mail.outbox)
    assert first.account is not None
    assert second.account is not None
    assert told == sorted(
        [
            (first.account.email, "Vous avez une place"),
            (second.account.email, "Vous êtes sur liste d’attente"),
        ]
    )


def test_asking_twice_is_asking_once_and_giving_up_goes_to_the_end(db: None) -> None:
    session = make_session(seats=1)
    first = ask(session)
    assert first.account is not None
    assert ask(session, first.account) == first
    second = ask(session)
    actions.cancel_enrolment(first, actor=first.account)
    ask(session, first.account)
    settled(session)
    second.refresh_from_db()
    assert second.state == EnrolmentState.PLACED


@pytest.mark.parametrize("offset", [timedelta(days=-2), timedelta(days=8)])
def test_enrolment_has_its_time(db: None, offset: timedelta) -> None:
    session = make_session()
    account = make_account()
    membership = make_member(make_council(), account)
    with living_at(now() + offset), pytest.raises(NotPossible):
        actions.enrol(session, membership, actor=account)
    assert not session.enrolments.exists()


def test_what_was_promised_does_not_change_once_enrolment_is_open(db: None) -> None:
    session = make_session(seats=5)
    for change in ({"seats": 4}, {"starts_at": session.starts_at + timedelta(days=1)}):
        with pytest.raises(NotPossible):
            actions.edit_session(session, actor=None, **change)
    more = actions.edit_session(session, actor=None, seats=6, place="Salle 2")
    assert (more.seats, more.place) == (6, "Salle 2")
    ask(session)
    settled(session)
    with pytest.raises(NotPossible):
        actions.edit_session(session, actor=None, place="Salle 3")


def test_absence_is_noted_and_does_not_count_as_training(db: None) -> None:
    session = make_session()
    came, stayed_away = ask(session), ask(session)
    settled(session)
    with pytest.raises(NotPossible):
        actions.take_attendance(session, {came.pk}, actor=None)
    with living_at(session.starts_at):
        actions.take_attendance(session, {came.pk}, actor=None)
    states = dict(session.enrolments.values_list("pk", "state"))
    assert states == {
        came.pk: EnrolmentState.ATTENDED,
        stayed_away.pk: EnrolmentState.ABSENT,
    }
    with living_at(session.ends_at + timedelta(days=1)):
        later = make_session(seats=1)
        assert came.account is not None
        assert stayed_away.account is not None
        ask(later, came.account)
        ask(later, stayed_away.account)
        standing = standing_of(later, stayed_away.account)
    assert standing is not None
    assert standing.rank == 1


def test_a_cancelled_session_says_why(db: None, client: Client) -> None:
    session = make_session()
    actions.cancel_session(session, reason="La salle est inondée.", actor=None)
    with pytest.raises(NotPossible):
        actions.cancel_session(session, reason="Encore.", actor=None)
    assert "La salle est inondée." in client.get(session.get_absolute_url()).content.decode()


def test_an_erased_person_leaves_their_place_to_the_next(db: None) -> None:
    session = make_session(seats=1)
    first, second = ask(session), ask(session)
    settled(session)
    assert first.account is not None
    actions.forget_trainee(first.account)
    left = Enrolment.objects.get(pk=first.pk)
    second.refresh_from_db()
    assert (left.account, left.name) == (None, "ancien membre")
    assert second.state == EnrolmentState.PLACED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_request_sent_five_times_at_once_is_one_request() -> None:
    session = make_session()
    account = make_account()
    membership = make_member(make_council(), account)

    def send() -> None:
        try:
            actions.enrol(session, membership, actor=account)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.enrolments.count() == 1


def test_a_member_asks_sees_their_rank_and_gives_up(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    session = make_session()
    here = session.get_absolute_url()
    browser = browsing_as(councillor)
    assert "Je veux suivre cette formation" in browser.get(here).content.decode()
    membership = councillor.memberships.get()
    assert browser.post(f"{here}demander/", {"membership": "0"}).status_code == 422
    assert browser.post(f"{here}demander/", {"membership": membership.pk}).status_code == 302
    assert "votre rang est 1 pour 2 places" in browser.get(here).content.decode()
    assert browser.post(f"{here}renoncer/").status_code == 302
    assert "Je veux suivre cette formation" in browser.get(here).content.decode()
    assert browser.get(f"{here}renoncer/").status_code == 404


def test_others_are_told_who_may_ask(
    council: Council, resident: Account, client: Client, browsing_as: SignIn
) -> None:
    session = make_session()
    here = session.get_absolute_url()
    assert "Se connecter pour demander une place" in client.get(here).content.decode()
    browser = browsing_as(resident)
    assert "Vous n’y siégez pas encore" in browser.get(here).content.decode()
    assert browser.post(f"{here}demander/", {"membership": "1"}).status_code == 404


@pytest.mark.parametrize("role", ["resident", "councillor", "coordinator", "officer", "moderator"])
def test_only_those_who_run_the_trainings_see_who_asked(
    council: Council, role: str, request: Any, browsing_as: SignIn
) -> None:
    session = make_session()
    ask(session)
    browser = browsing_as(request.getfixturevalue(role))
    for path in ("inscriptions/", "presences/", "modifier/", "annuler/"):
        assert browser.get(f"{session.get_absolute_url()}{path}").status_code == 404


def test_an_administrator_runs_a_training_from_the_programme_to_the_certificate(
    council: Council, councillor: Account, administrator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(administrator)
    written = {
        "title": "Lire un budget",
        "aims": "Comprendre les comptes de la commune.",
        "organiser": "Fédération",
        "funded_by": "la Région",
        "covers_travel": "on",
        "outline": "Les recettes, 3 h\nLes dépenses, 4 h",
    }
    assert browser.post("/formations/nouvelle/", {**written, "outline": "x"}).status_code == 422
    assert browser.post("/formations/nouvelle/", written).status_code == 302
    programme = Programme.objects.get()
    assert list(programme.modules.values_list("title", "hours")) == [
        ("Les recettes", 3),
        ("Les dépenses", 4),
    ]
    page = browser.get(programme.get_absolute_url()).content.decode()
    assert "Hébergement : à votre charge" in page
    day = "%Y-%m-%dT%H:%M"
    session = {
        "place": "Roubaix",
        "schedule": "9 h à 17 h",
        "seats": 1,
        "enrols_from": (now() - timedelta(days=1)).strftime(day),
        "enrols_until": (now() + timedelta(days=2)).strftime(day),
        "starts_at": (now() + timedelta(days=5)).strftime(day),
        "ends_at": (now() + timedelta(days=6)).strftime(day),
    }
    plan = f"{programme.get_absolute_url()}prevoir/"
    assert browser.post(plan, {**session, "ends_at": session["enrols_from"]}).status_code == 422
    assert browser.post(plan, session).status_code == 302
    planned = TrainingSession.objects.get()
    mine = ask(planned, councillor)
    here = planned.get_absolute_url()
    assert councillor.display_name in browser.get(f"{here}inscriptions/").content.decode()
    assert browser.post(f"{here}presences/", {"present": []}).status_code == 422  # too early
    settled(planned)
    with living_at(planned.starts_at):
        assert browser.post(f"{here}presences/", {"present": [mine.pk]}).status_code == 302
    planned.refresh_from_db()
    assert planned.state == SessionState.HELD
    paper = browsing_as(councillor).get(f"{here}attestation/").content.decode()
    assert "a suivi la formation « Lire un budget »" in paper


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_number_of_queries(
    client: Client, db: None, number: int, django_assert_num_queries: Any
) -> None:
    programme = make_programme()
    for _ in range(number):
        make_session(programme=programme)
    client.get("/formations/")
    with django_assert_num_queries(3):
        client.get("/formations/")


def test_erasing_an_account_forgets_the_trainee(council: Council, councillor: Account) -> None:
    session = make_session()
    ask(session, councillor)
    erase_account(councillor, actor=councillor)
    actions.forget_trainee(councillor)
    assert session.enrolments.get().account is None


def test_a_session_of_one_day_says_so(client: Client, db: None) -> None:
    starts_at = at_hour(now().date() + timedelta(days=30), time(9), "Europe/Paris")
    make_session(starts_at=starts_at, ends_at=starts_at + timedelta(hours=7), place="Ormel")
    page = client.get("/formations/").content.decode()
    assert f"Le {typography.day(starts_at, 'Europe/Paris')}, Ormel" in page
    assert f"Du {typography.day(starts_at, 'Europe/Paris')}" not in page
