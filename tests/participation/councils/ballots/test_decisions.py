"""The register: numbers without a gap, never rewritten, public when somebody says so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from participation.accounts.models import Account
from participation.councils.ballots import actions
from participation.councils.ballots.models import Decision, Origin
from participation.councils.ballots.room import room
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.space import enter
from tests.factories import make_council
from tests.participation.councils.ballots.making import (
    YES,
    make_ballot,
    make_closed,
    make_decision,
)
from tests.people import SignIn


def test_numbers_follow_one_another_within_each_year_and_council(council: Council) -> None:
    elsewhere = make_council()
    assert make_decision(elsewhere).number == 1
    days = [date(2024, 3, 1), date(2025, 1, 5), date(2024, 11, 2)]
    found = [make_decision(council, decided_on=day).reference for day in days]
    assert found == ["2024-1", "2025-1", "2024-2"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_decisions_written_at_the_same_instant_have_their_own_numbers(council: Council) -> None:
    def write(_number: int) -> int:
        try:
            return make_decision(council).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(write, range(8))) == list(range(1, 9))


def test_a_vote_is_written_once_and_only_if_it_decided(
    council: Council, councillor: Account
) -> None:
    with pytest.raises(Refused, match="n’a rien décidé"):
        make_decision(council, ballot=make_ballot(council))
    ballot = make_closed(council, [(councillor, YES)])
    with pytest.raises(Refused, match="n’a rien décidé"):
        make_decision(make_council(), ballot=ballot)
    assert make_decision(council, ballot=ballot) == make_decision(council, ballot=ballot)


def test_a_decision_is_not_for_tomorrow(council: Council) -> None:
    with pytest.raises(Refused, match="une fois prise"):
        make_decision(council, decided_on=council.today + timedelta(days=1))


def test_a_later_decision_replaces_an_earlier_one_once(council: Council) -> None:
    first = make_decision(council)
    second = make_decision(council, replaces=first)
    with pytest.raises(Refused, match="déjà remplacée"):
        make_decision(council, replaces=first)
    assert Decision.objects.get(pk=first.pk).successor == second
    assert [row.number for row in Decision.objects.latest_first()] == [2, 1]


def test_everyone_reads_what_is_published_and_nothing_else(
    council: Council, client: Client
) -> None:
    shown = make_decision(council)
    hidden = make_decision(council, title="Écrire au préfet", replaces=shown)
    actions.publish_decision(shown, actor=None)
    public = f"/conseils/{council.slug}/decisions/"
    html = client.get(public).content.decode()
    assert ("Le jardin reste ouvert" in html, "préfet" in html) == (True, False)
    page = client.get(shown.public_url)
    assert page.status_code == 200
    assert "Écrire au préfet" not in page.content.decode()
    assert client.get(hidden.public_url).status_code == 404
    assert room.panel(council).context["decisions"] == [shown]  # type: ignore[union-attr]
    actions.unpublish_decision(shown, actor=None)
    assert client.get(shown.public_url).status_code == 404
    assert room.panel(council) is None


def test_a_decision_to_review_waits_for_who_animates(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    decision = make_decision(council, review_on=council.today)
    make_decision(council, review_on=council.today + timedelta(days=1))

    def waiting(person: Account) -> list[str]:
        return [thing.url for thing in room.waiting(enter(person, council.slug))]

    assert waiting(coordinator) == [decision.get_absolute_url()]
    assert waiting(councillor) == []
    with pytest.raises(Refused, match="à venir"):
        actions.review_decision(decision, review_on=council.today, actor=coordinator)
    actions.review_decision(decision, review_on=None, actor=coordinator)
    assert waiting(coordinator) == []


def test_a_withdrawn_decision_keeps_its_place_with_the_reason(
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    client: Client,
) -> None:
    decision = make_decision(council, title="Le jardin reste ouvert.")
    actions.publish_decision(decision, actor=coordinator)
    here = f"{decision.get_absolute_url()}abandonner/"
    assert browsing_as(councillor).get(here).status_code == 404
    browser = browsing_as(coordinator)
    assert browser.get(here).status_code == 200
    assert browser.post(here, {"reason": ""}).status_code == 422
    browser.post(here, {"reason": "Votée sans quorum."})
    browser.post(here, {"reason": "Autre raison."})
    decision.refresh_from_db()
    assert (decision.is_withdrawn, decision.withdrawn_reason) == (True, "Votée sans quorum.")
    for address in (decision.get_absolute_url(), decision.public_url):
        page = browser.get(address).content.decode()
        assert "Votée sans quorum." in page and "Le jardin reste ouvert." in page
    for address in (f"{council.space_url}decisions/", f"/conseils/{council.slug}/decisions/"):
        assert "<del>Le jardin reste ouvert.</del>" in browser.get(address).content.decode()
    since = decision.recorded_at
    said = [str(news.text) for news in room.news(enter(councillor, council.slug), since)]
    assert "Décision retirée\u00a0: Le jardin reste ouvert." in said
    assert make_decision(council).number == 2


def test_what_is_withdrawn_is_neither_replaced_reviewed_nor_published(council: Council) -> None:
    decision = make_decision(council, review_on=None)
    with pytest.raises(Refused, match="en une phrase"):
        actions.withdraw_decision(decision, reason=" ", actor=None)
    actions.withdraw_decision(decision, reason="Erreur.", actor=None)
    with pytest.raises(Refused, match="plus à remplacer"):
        make_decision(council, replaces=decision)
    with pytest.raises(Refused, match="ne se publie plus"):
        actions.publish_decision(decision, actor=None)
    with pytest.raises(Refused, match="plus à revoir"):
        actions.review_decision(decision, review_on=None, actor=None)
    replaced = make_decision(council)
    make_decision(council, replaces=replaced)
    with pytest.raises(Refused, match="déjà remplacé"):
        actions.withdraw_decision(replaced, reason="Trop tard.", actor=None)


def test_a_withdrawn_decision_offers_nothing_more(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    decision = make_decision(council)
    actions.withdraw_decision(decision, reason="Erreur.", actor=None)
    browser = browsing_as(coordinator)
    assert browser.get(f"{decision.get_absolute_url()}publier/").status_code == 404
    page = browser.get(decision.get_absolute_url()).content.decode()
    assert "abandonner/" not in page and "publier/" not in page


def test_one_part_of_a_source_is_decided_once(council: Council) -> None:
    origin = Origin(source="meeting:1", part="item-1", url="/ici/", present=3, quorum=4)
    first = make_decision(council, origin=origin)
    assert make_decision(council, origin=origin) == first
    assert make_decision(make_council(), origin=origin) != first
    assert first.has_quorum is False
    twin = Decision.objects.get(pk=first.pk)
    twin.pk, twin.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
