"""Votes and decisions: opened, voted on a phone and without JavaScript, counted, written down."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.ballots import actions
from participation.councils.ballots.choices import Kind, ResultsShown
from participation.councils.ballots.models import Ballot, Decision, Slip, Vote
from participation.councils.models import Council
from tests.browser.councils.entering import enter_as, is_sound
from tests.participation.councils.ballots.making import (
    YES,
    close,
    make_ballot,
    make_decision,
    make_voters,
    voter_of,
)

CONTEXT = "Le jardin ferme à 18 heures.\n\nLes voisins demandent le calme après 21 heures."


@pytest.fixture
def accounts(council: Council) -> list[Account]:
    people: list[Account] = make_voters(council, 6)
    return people


def rank_and_change(page: Page, ballot: Ballot) -> None:
    page.goto(f"{ballot.get_absolute_url()}voter/")
    page.get_by_label("La fontaine", exact=True).select_option("1")
    page.get_by_label("Le banc", exact=True).select_option("3")
    page.get_by_role("button", name="Voter").click()
    page.get_by_role("link", name="Donnez les rangs").click()
    is_sound(page, "ballot-ranking-refused")
    page.get_by_label("Le banc", exact=True).select_option("2")
    page.get_by_role("button", name="Voter").click()
    expect(page.get_by_text("Votre vote est pris")).to_be_visible()
    is_sound(page, "ballot-ranking-open")


def test_a_ranking_is_given_on_a_phone(
    phone: Page, site: str, council: Council, councillor: Account
) -> None:
    options = ["Le banc", "L’arbre", "La fontaine"]
    ballot = make_ballot(
        council,
        title="Que met-on au milieu de la place ?",
        kind=Kind.RANKING,
        options=options,
        results_shown=ResultsShown.ALWAYS,
        context=CONTEXT,
    )
    enter_as(phone, councillor, site)
    rank_and_change(phone, ballot)
    assert Vote.objects.get().choices == {"3": 1, "1": 2}
    phone.get_by_role("link", name="Changer mon vote").click()
    phone.get_by_role("button", name="Monter : Le banc").click()
    phone.get_by_role("button", name="Voter").click()
    expect(phone.get_by_text("Votre vote est pris")).to_be_visible()
    assert Vote.objects.get().choices == {"1": 1, "3": 2, "2": 3}


def test_a_ranking_is_given_without_javascript(
    nojs: Page, site: str, council: Council, councillor: Account
) -> None:
    options = ["Le banc", "L’arbre", "La fontaine"]
    ballot = make_ballot(council, kind=Kind.RANKING, options=options)
    enter_as(nojs, councillor, site)
    nojs.goto(f"{ballot.get_absolute_url()}voter/")
    nojs.get_by_label("La fontaine", exact=True).select_option("1")
    nojs.get_by_role("button", name="Voter").click()
    assert Vote.objects.get().choices == {"3": 1}


def test_a_secret_vote_is_read_over_and_put_in_the_box(
    phone: Page, site: str, council: Council, accounts: list[Account]
) -> None:
    ballot = make_ballot(council, is_anonymous=True, context=CONTEXT)
    enter_as(phone, accounts[0], site)
    phone.goto(ballot.get_absolute_url())
    is_sound(phone, "ballot-secret")
    phone.get_by_role("link", name="Voter", exact=True).click()
    is_sound(phone, "ballot-secret-vote")
    phone.get_by_label("Oui").check()
    phone.get_by_role("button", name="Relire mon bulletin").click()
    is_sound(phone, "ballot-secret-check")
    assert not Slip.objects.exists()
    phone.get_by_role("button", name="Mettre dans l’urne").click()
    expect(phone.get_by_text("Votre bulletin est dans l’urne.")).to_be_visible()
    assert Slip.objects.get().choices == YES
    for account in accounts[1:]:
        actions.cast(ballot, YES, actor=account, reason="Pour l’ombre du soir.")
    close(ballot)
    phone.reload()
    is_sound(phone, "ballot-secret-closed")


def test_who_coordinates_opens_a_vote_and_writes_the_decision(
    desktop: Page, site: str, council: Council, councillor: Account, coordinator: Account
) -> None:
    enter_as(desktop, coordinator, site)
    desktop.goto(f"{council.space_url}votes/")
    is_sound(desktop, "ballots-none")
    desktop.get_by_role("link", name="Ouvrir un vote").click()
    is_sound(desktop, "ballot-kinds")
    desktop.get_by_role("link", name="Consentement").click()
    is_sound(desktop, "ballot-open")
    desktop.get_by_label("Question").fill("Garde-t-on le jardin ouvert le soir ?")
    day = (now() + timedelta(days=8)).date().isoformat()
    desktop.get_by_label("Dernier jour pour voter").fill(day)
    desktop.get_by_text("Changer les règles").click()
    is_sound(desktop, "ballot-open-rules")
    desktop.get_by_role("button", name="Ouvrir le vote").click()
    ballot = Ballot.objects.get()
    expect(desktop).to_have_url(f"{site}{ballot.get_absolute_url()}")
    desktop.get_by_role("link", name="Voter", exact=True).click()
    is_sound(desktop, "ballot-consent-vote")
    for account in (councillor, coordinator):
        actions.cast(ballot, {"agree": 1}, actor=account, reason="On en a parlé.")
    desktop.goto(ballot.get_absolute_url())
    desktop.get_by_role("button", name="clore maintenant").click()
    expect(desktop.get_by_text("La proposition est adoptée.")).to_be_visible()
    is_sound(desktop, "ballot-closed")
    desktop.get_by_role("link", name="Inscrire la décision au registre").click()
    is_sound(desktop, "decision-write")
    desktop.get_by_role("button", name="Inscrire au registre").click()
    is_sound(desktop, "decision")
    desktop.get_by_role("link", name="Publier cette décision").click()
    is_sound(desktop, "decision-publish")
    desktop.get_by_label("J’ai relu").check()
    desktop.get_by_role("button", name="Publier", exact=True).click()
    desktop.get_by_role("link", name="Voir la page publique").click()
    is_sound(desktop, "decision-public")
    assert Decision.objects.get().is_public


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_other_page_is_sound(
    request: pytest.FixtureRequest,
    size: str,
    site: str,
    council: Council,
    councillor: Account,
    coordinator: Account,
    accounts: list[Account],
) -> None:
    page: Page = request.getfixturevalue(size)
    dates = [now() + timedelta(days=days) for days in (20, 21, 22)]
    ballot = make_ballot(
        council,
        title="Quand se voit-on en décembre ?",
        kind=Kind.MEETING_DATE,
        options=dates,
        results_shown=ResultsShown.ALWAYS,
        count_by="college",
    )
    said = {"1": "yes", "2": "if_need_be", "3": "no"}
    for account in accounts[1:]:
        actions.cast(ballot, said, actor=account, reason="Le mardi, c’est mieux.")
    voters = {"giver": voter_of(ballot, councillor), "holder": voter_of(ballot, coordinator)}
    actions.give_proxy(ballot, **voters, actor=councillor)
    first = make_decision(council)
    second = make_decision(council, title="Ouvert jusqu’à 22 heures.", replaces=first)
    actions.publish_decision(first, actor=None)
    enter_as(page, coordinator, site)
    here = ballot.get_absolute_url()
    for name, address in {
        "ballots": f"{council.space_url}votes/",
        "ballot-dates": here,
        "ballot-dates-vote": f"{here}voter/",
        "ballot-cancel": f"{here}annuler/",
        "register": f"{council.space_url}decisions/",
        "decision-replaced": first.get_absolute_url(),
        "decision-review": f"{second.get_absolute_url()}revoir/",
        "decisions-public": f"/conseils/{council.slug}/decisions/",
        "profile-decisions": f"/conseils/{council.slug}/",
        "home-decisions": council.space_url,
        "ballot-open-dates": f"{council.space_url}votes/nouveau/meeting_date/",
        "ballot-open-choose": f"{council.space_url}votes/nouveau/choose/",
    }.items():
        page.goto(address)
        is_sound(page, name)
    enter_as(page, accounts[0], site)
    page.goto(f"{here}procuration/")
    is_sound(page, "ballot-proxy")
