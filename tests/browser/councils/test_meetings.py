"""Meetings of a council: prepared, announced, answered; on a phone and without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.ballots.actions import withdraw_decision
from participation.councils.meetings import actions
from participation.councils.meetings.models import Meeting
from participation.councils.meetings.queries.decisions import decided
from participation.councils.models import Council, Membership
from tests.browser.councils.entering import enter_as, is_sound
from tests.browser.support import budget
from tests.factories import make_member
from tests.participation.councils.meetings.making import make_held, make_meeting, make_published


@pytest.fixture
def meeting(site: str, council: Council, councillor: Account, coordinator: Account) -> Meeting:
    """A public meeting postponed once, convened late, with a proposal, an observer and a public."""
    actions.set_notice(council, days=60, actor=coordinator)
    meeting = make_meeting(
        council,
        is_public=True,
        takes_registrations=True,
        places=1,
        address="3 rue des Lilas",
        description="On parlera du quartier.",
    )
    actions.propose_item(meeting, title="Les bancs de la place", actor=councillor)
    actions.propose_item(meeting, title="Les repas de rue", is_accepted=True, actor=coordinator)
    later = meeting.starts_at + timedelta(days=7)
    actions.postpone_meeting(
        meeting,
        starts_at=later,
        ends_at=later + timedelta(hours=2),
        reason="La salle est inondée.",
        actor=coordinator,
    )
    odette = make_member(council, name="Odette")
    Membership.objects.filter(pk=odette.pk).update(account=None)
    actions.convene(meeting, urgency="Les travaux commencent lundi.", actor=coordinator)
    for name in ("Colette", "Marius"):
        actions.note_registration(
            meeting, name=name, phone="01 99 00 12 34", needs="Une rampe", actor=coordinator
        )
    actions.ask_for_place(meeting, name="Ida", email="ida@example.org", needs="Un siège")
    actions.give_pass(meeting, name="Ida", email="ida@example.org", actor=coordinator)
    actions.make_calendar_link(council, actor=coordinator)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def held(council: Council, councillor: Account, coordinator: Account) -> Meeting:
    """A meeting with its attendance, its minutes and a correction."""
    held = make_held(council, title="Réunion de mars")
    present = Membership.objects.running().filter(council=council).values_list("pk", flat=True)
    actions.take_attendance(held, present=present, guests=3, actor=coordinator)
    version = actions.write_minutes(
        held,
        text="Le 06 12 34 56 78 a sonné.\n\nDécision : garder le jardin ouvert le soir.",
        after=0,
        actor=coordinator,
    )
    gone = actions.note_decision(held, title="Deux bancs.", text="Au marché.", actor=coordinator)
    withdraw_decision(gone, reason="Votée sans quorum.", actor=coordinator)
    actions.propose_amendment(version, text="Il a vibré.", reason="J’y étais.", actor=councillor)
    return held


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_meetings_is_clean(
    visit: Any, site: str, meeting: Meeting, held: Meeting, coordinator: Account, width: int
) -> None:
    page: Page = visit(viewport={"width": width, "height": 800})
    enter_as(page, coordinator, site)
    council = meeting.council
    published = make_published(council).meeting
    base, one = f"{council.space_url}reunions/", meeting.space_url
    voted = make_held(council, title="Réunion d’avril", days_ago=2)
    version = actions.write_minutes(voted, text="On a parlé.", after=0, actor=None)
    actions.put_to_vote(version, closes_at=now() + timedelta(days=3), actor=None)
    coming = meeting.registrations.get(email="ida@example.org")
    [decision] = decided(held, [], None).written
    item, minutes = meeting.items.first(), f"{held.space_url}compte-rendu/"
    amendment = held.minutes_versions.get().amendments.get()
    assert item is not None
    for name, path in {
        "list": base,
        "plan": f"{base}nouvelle/",
        "link": f"{base}agenda/",
        "meeting": one,
        "edit": f"{one}modifier/",
        "postpone": f"{one}reporter/",
        "cancel": f"{one}annuler/",
        "item": f"{one}points/{item.pk}/",
        "convene": f"{one}convoquer/",
        "proof": f"{one}convocations/",
        "answer": f"{one}repondre/",
        "passes": f"{one}observateurs/",
        "held": held.space_url,
        "attendance": f"{held.space_url}presences/",
        "minutes": minutes,
        "write": f"{minutes}ecrire/",
        "amendment": f"{minutes}corrections/{amendment.pk}/",
        "approve": f"{minutes}approuver/",
        "publish": f"{minutes}publier/",
        "vote": f"{minutes}voter/",
        "decide": f"{minutes}decisions/autre/",
        "voted": f"{voted.space_url}compte-rendu/",
        "rewrite-voted": f"{voted.space_url}compte-rendu/ecrire/",
        "rule": f"{base}regle/",
        "registrations": f"{one}inscriptions/",
        "register": f"{meeting.get_absolute_url()}inscription/",
        "register-asked": f"{meeting.get_absolute_url()}inscription/envoye/",
        "registration": coming.url,
        "withdrawn": decision.get_absolute_url(),
        "register-of-decisions": f"{council.space_url}decisions/",
        "public-list": f"/conseils/{council.slug}/reunions/",
        "public": meeting.get_absolute_url(),
        "public-minutes": published.get_absolute_url(),
        "observe": meeting.passes.get().url,
        "follow": f"/conseils/{council.slug}/reunions/suivre/",
        "asked": f"/conseils/{council.slug}/reunions/suivre/envoye/",
        "profile": council.get_absolute_url(),
    }.items():
        page.goto(path)
        is_sound(page, f"meetings-{name}")


def test_a_meeting_is_prepared_and_answered_without_javascript(
    nojs: Page, site: str, council: Council, councillor: Account, coordinator: Account
) -> None:
    enter_as(nojs, coordinator, site)
    nojs.goto(f"{council.space_url}reunions/nouvelle/")
    day = council.today + timedelta(days=12)
    nojs.get_by_label("Titre").fill("Réunion de rentrée")
    nojs.get_by_label("Jour", exact=True).fill(str(day.day))
    nojs.get_by_label("Mois").fill(str(day.month))
    nojs.get_by_label("Année").fill(str(day.year))
    nojs.get_by_label("De", exact=True).fill("18:30")
    nojs.get_by_label("À", exact=True).fill("17:30")
    nojs.get_by_role("button", name="Enregistrer").click()
    expect(nojs.get_by_role("alert")).to_contain_text("finir après")
    nojs.get_by_label("À", exact=True).fill("20:30")
    nojs.get_by_role("button", name="Enregistrer").click()
    nojs.get_by_role("link", name="Ajouter un point").click()
    nojs.get_by_label("Sujet").fill("Le jardin")
    nojs.get_by_role("button", name="Enregistrer").click()
    nojs.get_by_role("button", name="Annoncer la réunion").click()
    nojs.get_by_role("link", name="Convoquer les membres").click()
    nojs.get_by_role("button", name="Envoyer la convocation").click()
    expect(nojs.get_by_role("main")).to_contain_text("Aïssatou")
    enter_as(nojs, councillor, site)
    nojs.goto(council.space_url)
    nojs.get_by_role("link", name="Dire si vous venez").click()
    nojs.get_by_label("Je donne procuration").check()
    nojs.get_by_label("à qui").select_option(label="Yasmina")
    nojs.get_by_role("button", name="Envoyer ma réponse").click()
    expect(nojs.get_by_role("main")).to_contain_text("Vous donnez procuration à Yasmina.")


def test_somebody_comes_without_an_account_and_without_javascript(
    nojs: Page, site: str, council: Council
) -> None:
    meeting = make_meeting(
        council, title="Forum", is_public=True, takes_registrations=True, places=1
    )
    nojs.goto(meeting.get_absolute_url())
    nojs.get_by_role("link", name="M’inscrire").click()
    nojs.get_by_role("button", name="Je viens").click()
    expect(nojs.get_by_role("alert")).to_contain_text("un prénom suffit")
    nojs.get_by_label("Nom ou prénom").fill("Colette")
    nojs.get_by_label("Votre adresse électronique").fill("colette@example.org")
    nojs.get_by_label("De quoi avez-vous besoin").fill("Une rampe")
    nojs.get_by_role("button", name="Je viens").click()
    expect(nojs.get_by_role("heading", level=1)).to_contain_text("Regardez vos messages")
    nojs.goto(meeting.registrations.get().url)
    nojs.get_by_role("button", name="Confirmer mon inscription").click()
    expect(nojs.get_by_role("main")).to_contain_text("Votre place est réservée.")
    nojs.goto(meeting.get_absolute_url())
    expect(nojs.get_by_role("main")).to_contain_text("0 place libre sur 1")
    nojs.goto(meeting.registrations.get().url)
    nojs.get_by_role("button", name="Effacer mon inscription").click()
    expect(nojs.get_by_role("main")).to_contain_text("sont effacés")


def test_minutes_are_voted_and_what_they_decide_is_recorded_without_javascript(
    nojs: Page, site: str, council: Council, councillor: Account, coordinator: Account
) -> None:
    held = make_held(council, title="Réunion de mars")
    enter_as(nojs, coordinator, site)
    nojs.goto(f"{held.space_url}compte-rendu/")
    nojs.get_by_role("link", name="Écrire le compte rendu").click()
    nojs.get_by_label("Ce qui s’est dit").fill("Décision : garder le jardin ouvert.")
    nojs.get_by_role("button", name="Proposer aux membres").click()
    nojs.get_by_role("link", name="Inscrire au registre : garder le jardin ouvert.").click()
    nojs.get_by_label("Ce qui est décidé").fill("Jusqu’à 21 heures.")
    nojs.get_by_role("button", name="Inscrire au registre").click()
    expect(nojs.get_by_role("main")).to_contain_text("Réunion de mars")
    nojs.get_by_role("link", name="Lire le compte rendu").click()
    nojs.get_by_role("link", name="Faire approuver par un vote").click()
    last = (council.today + timedelta(days=3)).isoformat()
    nojs.get_by_label("Dernier jour pour voter").fill(last)
    nojs.get_by_role("button", name="Ouvrir le vote").click()
    expect(nojs.get_by_role("main")).to_contain_text("Les membres votent sur cette version")
    enter_as(nojs, councillor, site)
    nojs.goto(council.space_url)
    nojs.get_by_role("link", name="Un vote vous attend").click()
    nojs.get_by_role("link", name="Voir ce sur quoi porte ce vote").click()
    nojs.get_by_role("link", name="Approuver le compte rendu").click()
    nojs.get_by_role("link", name="Voter", exact=True).click()
    nojs.get_by_label("Oui").check()
    nojs.get_by_role("button", name="Voter").click()
    expect(nojs.get_by_role("main")).to_contain_text("Changer mon vote")


def test_a_public_meeting_is_light(visit: Any, meeting: Meeting) -> None:
    page: Page = visit()
    page.goto(meeting.get_absolute_url())
    budget(page)
