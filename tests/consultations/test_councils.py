from typing import Any

import pytest

from consultations.actions import hide
from consultations.models import Contribution, Step
from consultations.verification import verify
from participation.accounts.models import Account
from participation.councils.actions import end_mandate
from participation.councils.choices import EndReason
from participation.councils.models import Council
from tests.factories import make_member, make_open_step
from tests.people import SignIn


@pytest.fixture
def step(db: None) -> Step:
    return make_open_step("register", anonymity="pseudonym")


def send(browser: Any, step: Step, **typed: Any) -> Any:
    url = f"{step.get_absolute_url()}ecrire/"
    form = browser.get(url).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    return browser.post(url, {**filled, "body": "Gardez les arbres.", **typed})


def test_a_coordinator_contributes_in_the_name_of_the_council(
    council: Council, coordinator: Account, step: Step, browsing_as: SignIn
) -> None:
    browser = browsing_as(coordinator)
    assert send(browser, step, council=council.pk).status_code == 302
    contribution = Contribution.objects.get()
    assert (contribution.council, contribution.public_name) == (council, council.name)
    page = browser.get(step.get_absolute_url()).content.decode()
    assert council.name in page
    assert coordinator.public_name not in page
    profile = browsing_as.client.get(council.get_absolute_url()).content.decode()
    assert "Gardez les arbres." in profile
    assert contribution.consultation.title in profile
    hide(contribution, article="Article 1", reason="Un nom y est écrit.", actor=None)
    assert "Gardez" not in browser.get(council.get_absolute_url()).content.decode()


def test_the_receipt_covers_in_whose_name_it_was_given(
    council: Council, coordinator: Account, neighbour: Account, step: Step, browsing_as: SignIn
) -> None:
    send(browsing_as(coordinator), step, council=council.pk)
    contribution = Contribution.objects.get()
    assert verify(contribution.consultation).is_sound
    elsewhere = neighbour.memberships.get().council
    Contribution.objects.filter(pk=contribution.pk).update(council=elsewhere)
    assert not verify(contribution.consultation).is_sound


@pytest.mark.parametrize("role", ["councillor", "animator", "resident", "officer"])
def test_nobody_else_is_offered_the_name_of_the_council(
    council: Council, role: str, step: Step, request: Any, browsing_as: SignIn
) -> None:
    browser = browsing_as(request.getfixturevalue(role))
    send(browser, step, council=council.pk)
    assert Contribution.objects.get().council is None


def test_a_former_coordinator_speaks_for_themself(
    council: Council, coordinator: Account, step: Step, browsing_as: SignIn
) -> None:
    make_member(council, is_coordinator=True)
    membership = coordinator.memberships.get()
    end_mandate(membership, reason=EndReason.RESIGNED, actor=coordinator)
    send(browsing_as(coordinator), step, council=council.pk)
    assert Contribution.objects.get().council is None


def test_an_anonymous_consultation_does_not_ask_in_whose_name(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    anonymous = make_open_step("register", anonymity="anonymous")
    send(browsing_as(coordinator), anonymous, council=council.pk)
    assert Contribution.objects.get().council is None
