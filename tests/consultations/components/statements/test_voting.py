from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.statements.actions import compute_stale, mark_stale, write
from consultations.components.statements.models import Picture, Sheet, Statement, Vote
from consultations.components.statements.queries import asking
from consultations.components.statements.results import landscape, place_of
from consultations.components.statements.results.splitting import hidden_places
from consultations.errors import Refused
from consultations.models import Contribution, Step
from consultations.verification import verify
from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.actions import sweep
from tests.consultations.components.statements.voting import (
    SEEDS,
    cast,
    compute,
    make_open_conversation,
    press,
    two_camps,
)
from tests.people import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def step(db: None) -> Step:
    return make_open_conversation()


def test_three_buttons_without_script_make_one_sheet_with_one_receipt(
    client: Client, step: Step
) -> None:
    for number, value in ((1, 1), (2, -1), (3, 0)):
        assert press(client, step, number, value).status_code == 303
    sheet = Sheet.objects.get()
    assert dict(sheet.votes.values_list("statement__number", "value")) == {1: 1, 2: -1, 3: 0}
    assert Contribution.objects.counted().count() == 1
    receipt = client.get(client.get(step.get_absolute_url()).context["receipt"]).content.decode()
    assert SEEDS[0] in receipt and "D’accord" in receipt
    assert verify(step.consultation).findings == []


def test_the_last_vote_counts(client: Client, step: Step) -> None:
    press(client, step, 1, 1)
    press(client, step, 1, -1)
    assert Vote.objects.get().value == -1
    assert "pas d’accord. Votez encore" in client.get(
        step.get_absolute_url(), {"n": 1}
    ).content.decode().replace("\u00a0", " ")


def test_two_clicks_of_a_new_browser_are_one_person(client: Client, step: Step) -> None:
    page = client.get(step.get_absolute_url(), {"n": 1})
    data = {
        "statement": 1,
        "value": 1,
        "opened": page.context["opened"],
        "who": page.context["who"],
    }
    for browser in (Client(), Client()):
        browser.post(f"{step.get_absolute_url()}voter/", data)
    assert (Sheet.objects.count(), Vote.objects.count()) == (1, 1)


def test_a_signed_in_person_has_one_sheet_on_two_devices(
    browsing_as: SignIn, step: Step, resident: Account
) -> None:
    press(browsing_as(resident), step, 1, 1)
    press(browsing_as(resident), step, 2, 1)
    assert Sheet.objects.get().contribution.author == resident


@pytest.mark.parametrize(
    "data",
    [
        {"statement": 1, "value": 2},
        {"statement": 1, "value": "NaN"},
        {"statement": 1, "value": "1e309"},
        {"statement": 2**63, "value": 1},
        {"statement": 999, "value": 1},
        {"value": 1},
    ],
)
def test_what_is_no_vote_is_refused_in_words(
    client: Client, step: Step, data: dict[str, Any]
) -> None:
    response = client.post(f"{step.get_absolute_url()}voter/", data, follow=True)
    assert response.status_code == 200
    assert list(response.context["messages"])
    assert not Vote.objects.exists() and not Contribution.objects.exists()


def test_a_vote_by_a_link_changes_nothing(client: Client, step: Step) -> None:
    client.get(f"{step.get_absolute_url()}voter/", {"statement": 1, "value": 1})
    assert not Vote.objects.exists()


def test_a_verified_address_is_one_person_whatever_the_browser(step: Step) -> None:
    step.consultation.identity_level = 1
    step.consultation.save(update_fields=["identity_level"])
    response = press(Client(), step, 1, 1)
    assert response.status_code == 200
    assert "Prouvez votre adresse" in response.content.decode()
    assert not Vote.objects.exists()


def test_a_statement_no_longer_shown_takes_no_vote(step: Step) -> None:
    Statement.objects.filter(number=1).update(is_aside=True)
    with pytest.raises(Refused):
        cast(step, "someone", {1: 1})


def test_the_next_statement_stays_when_the_page_is_reloaded(client: Client, step: Step) -> None:
    press(client, step, 1, 1)
    shown = {client.get(step.get_absolute_url()).context["statement"].number for _ in range(5)}
    assert len(shown) == 1 and 1 not in shown


def test_withdrawing_takes_the_votes_away_and_lets_one_begin_again(
    client: Client, step: Step
) -> None:
    press(client, step, 1, 1)
    sheet = Sheet.objects.select_related("contribution").get()
    heart.withdraw(sheet.contribution, actor=None, arrived_at=now())
    assert not Vote.objects.exists()
    press(client, step, 2, 1)
    assert Vote.objects.get().statement.number == 2


def test_the_votes_of_an_erased_account_are_gone_from_the_groups(
    step: Step, browsing_as: SignIn, resident: Account
) -> None:
    press(browsing_as(resident), step, 1, 1)
    erase_account(resident, actor=resident)
    sweep()
    assert not Vote.objects.exists()
    assert not Contribution.objects.counted().exists()


def test_groups_are_found_named_and_shown(client: Client, step: Step) -> None:
    two_camps(step)
    picture = compute(step)
    assert [group["size"] for group in picture.summary["groups"]] == [8, 8]
    assert [group["letter"] for group in picture.summary["groups"]] == ["A", "B"]
    told = landscape(step, picture)
    assert [said.statement.number for said in told.uniting] == [7]
    assert {said.statement.number for said in told.dividing} == {1, 2, 3, 4, 5, 6}
    assert [said.statement.number for said in told.unsure] == [8]
    page = client.get(f"{step.get_absolute_url()}groupes/").content.decode()
    assert page.count("<circle") >= 2 and "Groupe A" in page


def test_one_s_own_place_moves_at_once(client: Client, step: Step) -> None:
    two_camps(step)
    before = compute(step)
    for number in range(1, 8):
        press(client, step, number, 1)
    place = client.get(step.get_absolute_url()).context["place"]
    camp = before.memory["groups"][str(Sheet.objects.get(person_key="a0").pk)]
    assert place.letter == camp


def test_groups_keep_their_letter_when_votes_come(step: Step) -> None:
    two_camps(step)
    first = compute(step).memory["groups"]
    for one in range(12):
        cast(step, f"b{one + 20}", dict.fromkeys(range(1, 7), -1) | {7: 1, 8: 0})
    after = compute(step).memory["groups"]
    assert {pk: after[pk] for pk in first} == first


def test_a_hidden_statement_leaves_the_groups_at_once(
    step: Step, moderator: Account, client: Client
) -> None:
    proposed = write(step, "Un kiosque.", Submission(key=uuid4(), arrived_at=now()))
    heart.publish(proposed, actor=None)
    two_camps(step)
    for person in Sheet.objects.order_by("pk").values_list("person_key", flat=True):
        cast(step, str(person), {9: 1})
    picture = compute(step)
    assert 9 in [said.statement.number for said in landscape(step, picture).uniting]
    heart.hide(proposed, actor=moderator, article="2", reason="Publicité")
    assert 9 not in [said.statement.number for said in landscape(step, picture).uniting]
    mark_stale(proposed.pk)
    assert compute_stale() == 1
    assert str(proposed.statement.pk) not in Picture.objects.get().places


def test_groups_stay_hidden_until_the_results_when_the_step_says_so(client: Client) -> None:
    step = make_open_conversation(showing="with_results")
    two_camps(step)
    compute(step)
    pages = [
        client.get(f"{step.get_absolute_url()}{place}").content.decode()
        for place in ("", "groupes/", "affirmations/", "affirmations/1/")
    ]
    assert not any("map-drawing" in page or "Groupe A" in page for page in pages)
    assert not any("16 votes" in page or "split-votes" in page for page in pages)


def test_fewer_than_ten_people_form_no_group(step: Step, client: Client) -> None:
    for size in (0, 1, 4):
        if size:
            two_camps(step, size)
        assert compute(step).summary["groups"] == []
    page = client.get(f"{step.get_absolute_url()}groupes/").content.decode()
    assert "trop peu nombreux" in page


def test_small_numbers_cannot_be_worked_out() -> None:
    assert hidden_places([20, 3, 0]) == {0, 1}
    assert hidden_places([20, 3, 9]) == {1}
    assert hidden_places([20, 12, 0]) == set()
    assert hidden_places([20, 8, 2, 1]) == {1, 2}


def test_one_and_many_statements_cost_the_same_queries(
    client: Client, step: Step, django_assert_max_num_queries: Any
) -> None:
    two_camps(step)
    compute(step)
    for number in range(1, 8):
        press(client, step, number, 1)
    for place in ("", "groupes/", "affirmations/", "affirmations/1/"):
        with django_assert_max_num_queries(25):
            client.get(f"{step.get_absolute_url()}{place}")


def test_a_place_is_told_only_after_seven_votes(step: Step) -> None:
    two_camps(step)
    picture = compute(step)
    cast(step, "new", {1: 1, 2: 1})
    place = place_of(picture, asking(step, "new").votes)
    assert place is not None
    assert (place.letter, place.missing) == ("", 5)
