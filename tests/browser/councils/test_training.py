"""Trainings: planned, asked for, waited for, attended; on a phone and without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.models import Council
from participation.councils.training import actions
from participation.councils.training.choices import EnrolmentState
from participation.councils.training.models import Enrolment, TrainingSession
from tests.browser.conftest import Visit
from tests.browser.councils.entering import enter_as, is_sound
from tests.factories import make_account, make_council, make_member
from tests.participation.councils.training.making import (
    ask,
    make_programme,
    make_session,
    settled,
    trained,
)

LONG = "Anticonstitutionnellement" * 4


def in_the_past(session: TrainingSession, days: int) -> TrainingSession:
    """Let a session have begun, with all its dates some days earlier."""
    for name in ("starts_at", "ends_at", "enrols_from", "enrols_until"):
        setattr(session, name, getattr(session, name) - timedelta(days=days))
    session.save()
    return session


def test_a_programme_is_written_and_a_session_planned_without_javascript(
    nojs: Page, site: str, administrator: Account
) -> None:
    enter_as(nojs, administrator, site)
    nojs.goto("/formations/")
    nojs.get_by_role("link", name="Ajouter une formation").click()
    nojs.get_by_label("Titre").fill("Lire un budget")
    nojs.get_by_label("À quoi elle sert").fill("Comprendre où va l’argent.")
    nojs.get_by_label("Organisée par").fill("La fédération")
    nojs.get_by_label("Financée par").fill("l’État")
    nojs.get_by_label("Modules").fill("Le budget")
    nojs.get_by_role("button", name="Enregistrer").click()
    expect(nojs.get_by_role("link", name="écrivez le titre, une virgule")).to_be_visible()
    nojs.get_by_label("Modules").fill("Le budget, 3 h\nL’impôt, 2 h")
    nojs.get_by_role("button", name="Enregistrer").click()
    expect(nojs.get_by_text("L’impôt")).to_be_visible()
    nojs.get_by_role("link", name="Prévoir une session").click()
    nojs.get_by_label("Lieu").fill("Vermonde")
    nojs.get_by_label("Horaires").fill("9 h à 17 h")
    nojs.get_by_label("Places").fill("12")
    days = {"Commence": 30, "Finit": 33, "Inscriptions depuis": 1, "Inscriptions jusqu’à": 10}
    for label, number in days.items():
        day = (now() + timedelta(days=number)).date().isoformat()
        nojs.get_by_label(label).fill(f"{day}T09:00")
    nojs.get_by_role("button", name="Enregistrer").click()
    expect(nojs.get_by_text("La session est prévue, et publique.")).to_be_visible()
    expect(nojs.get_by_text("D’abord les personnes qui n’ont jamais suivi")).to_be_visible()


def test_who_was_never_trained_passes_first_and_attends_without_javascript(
    visit: Visit, site: str, council: Council, councillor: Account, administrator: Account
) -> None:
    veteran = make_account(display_name="Ancienne")
    make_member(council, veteran)
    trained(veteran)
    session = make_session(seats=1)
    page = enter_as(visit(java_script_enabled=False), veteran, site)
    page.goto(session.get_absolute_url())
    page.get_by_role("button", name="Je veux suivre cette formation").click()
    expect(page.get_by_text("votre rang est 1 pour 1 place.")).to_be_visible()
    newcomer = enter_as(visit(java_script_enabled=False), councillor, site)
    newcomer.goto(f"{council.space_url}formations/")
    newcomer.get_by_role("link", name=str(session.programme)).click()
    newcomer.get_by_role("button", name="Je veux suivre cette formation").click()
    settled(session)
    newcomer.reload()
    expect(newcomer.get_by_text("Vous avez une place.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Vous êtes sur liste d’attente, au rang 2")).to_be_visible()

    newcomer.get_by_role("link", name="Je ne peux plus venir").click()
    newcomer.get_by_role("button", name="Annuler mon inscription").click()
    page.reload()
    expect(page.get_by_text("Vous avez une place.")).to_be_visible()

    in_the_past(TrainingSession.objects.get(pk=session.pk), days=30)
    boss = enter_as(visit(java_script_enabled=False), administrator, site)
    boss.goto(session.get_absolute_url())
    boss.get_by_role("link", name="Noter les présences").click()
    boss.get_by_label("Ancienne, Conseil citoyen des Tilleuls").check()
    boss.get_by_role("button", name="Enregistrer les présences").click()
    attended = Enrolment.objects.get(session=session, account=veteran)
    assert attended.state == EnrolmentState.ATTENDED
    page.reload()
    page.get_by_role("link", name="Imprimer l’attestation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attestation de présence")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_page_is_sound(
    request: pytest.FixtureRequest,
    size: str,
    site: str,
    council: Council,
    councillor: Account,
    administrator: Account,
) -> None:
    page: Page = request.getfixturevalue(size)
    page.goto("/formations/")
    is_sound(page, "trainings-none")
    trained(councillor)
    make_member(make_council("Conseil des Érables"), councillor)
    programme = make_programme(
        title="Prendre la parole",
        contact_email="formation@example.org",
        covers_lodging=False,
        cost_note="Le train se réserve avec nous.",
        modules=[("La voix", 3), (LONG, 1), ("Les arguments", 4)],
    )
    asking = make_session(programme=programme, place="Salle des fêtes, 12 rue du Port, Vermonde")
    waiting, held, cancelled = (make_session(1, programme=programme) for _each in range(3))
    for session in (asking, waiting, held):
        for number in range(12):
            account = make_member(council, name=f"Personne {number}").account
            ask(session, account)
        ask(session, councillor, council)
    settled(waiting)
    settled(held)
    mine = held.enrolments.get(account=councillor)
    Enrolment.objects.filter(pk=mine.pk).update(state=EnrolmentState.PLACED)
    with living_at(held.ends_at):
        actions.take_attendance(held, {mine.pk}, actor=None)
    actions.cancel_session(cancelled, reason="La salle est prise.", actor=None)
    for name, address in {
        "trainings": "/formations/",
        "programme": programme.get_absolute_url(),
        "session": asking.get_absolute_url(),
        "session-cancelled": cancelled.get_absolute_url(),
    }.items():
        page.goto(address)
        is_sound(page, f"training-{name}")
    enter_as(page, councillor, site)
    for name, address in {
        "session-asked": asking.get_absolute_url(),
        "session-waiting": waiting.get_absolute_url(),
        "session-held": held.get_absolute_url(),
        "certificate": f"{held.get_absolute_url()}attestation/",
        "give-up": f"{asking.get_absolute_url()}renoncer/",
        "space": f"{council.space_url}formations/",
        "enrol": f"{make_session(programme=programme).get_absolute_url()}demander/",
    }.items():
        page.goto(address)
        is_sound(page, f"training-{name}")
    enter_as(page, administrator, site)
    for name, address in {
        "people": f"{asking.get_absolute_url()}inscriptions/",
        "attendance": f"{held.get_absolute_url()}presences/",
        "attendance-none": f"{asking.get_absolute_url()}presences/",
        "session-run": asking.get_absolute_url(),
        "edit": f"{asking.get_absolute_url()}modifier/",
        "cancel": f"{asking.get_absolute_url()}annuler/",
        "write": "/formations/nouvelle/",
        "plan": f"{programme.get_absolute_url()}prevoir/",
    }.items():
        page.goto(address)
        is_sound(page, f"training-{name}")
