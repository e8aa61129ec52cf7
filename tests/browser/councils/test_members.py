"""A whole stay in a council, in a browser without JavaScript; and the pages about people."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from participation.accounts.models import Account
from participation.councils import actions
from participation.councils.choices import CollegeKind, Way
from participation.councils.models import Council, HostOrganisation
from tests.browser.councils.entering import enter_as, is_sound
from tests.factories import make_animator, make_member
from tests.participation.councils.making import (
    college_of,
    make_invitation,
    make_invited,
)

CHARTER = "On s’écoute.\n\nOn parle chacun son tour."


def test_invited_joins_reads_leaves_and_sees_nothing_more(
    visit: Any, council: Council, coordinator: Account, site: str
) -> None:
    actions.write_charter(council, charter=CHARTER, actor=coordinator)
    nadia = make_invited("nadia@example.org")
    boss: Page = enter_as(visit(java_script_enabled=False), coordinator, site)
    boss.goto(council.space_url)
    boss.get_by_role("link", name="Membres").first.click()
    boss.get_by_role("link", name="Inviter une personne").click()
    boss.get_by_label("Adresse électronique").fill("nadia@example.org")
    boss.get_by_label("Habitants").check()
    boss.get_by_label("Volontaire").check()
    boss.get_by_role("button", name="Envoyer l’invitation").click()
    expect(boss.get_by_text("L’invitation est partie.")).to_be_visible()
    link = next(word for word in mail.outbox[-1].body.split() if "/invitation/" in word)

    page: Page = visit(java_script_enabled=False)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(council.name)
    expect(page.get_by_role("heading", name="Connectez-vous pour répondre")).to_be_visible()
    assert link.rsplit("/", 2)[1] not in page.content()
    enter_as(page, nadia, site)
    page.goto(link)
    page.get_by_label("Votre nom dans le conseil").fill("Nadia")
    page.get_by_label("Aucune de ces fonctions").check()
    page.get_by_role("button", name="Accepter l’invitation").click()
    expect(page.get_by_text("Lisez la charte, puis cochez la case.").first).to_be_visible()
    page.get_by_label("Je m’engage à respecter la charte").check()
    page.get_by_role("button", name="Accepter l’invitation").click()
    expect(page.get_by_text("Vous faites partie du conseil.")).to_be_visible()
    page.get_by_role("link", name="Membres").first.click()
    expect(page.get_by_role("link", name="Aïssatou")).to_be_visible()
    page.get_by_role("link", name="Mon mandat").click()
    page.get_by_role("link", name="Quitter le conseil").click()
    page.get_by_label("Déménagement").check()
    page.get_by_label("Je quitte le conseil aujourd’hui.").check()
    page.get_by_role("button", name="Quitter le conseil").click()
    expect(page.get_by_text("Vous avez quitté le conseil.")).to_be_visible()
    expect(page.get_by_role("link", name="Entrer dans l’espace privé")).to_have_count(0)
    answer = page.goto(council.space_url)
    assert answer is not None
    assert answer.status == 404


@pytest.fixture
def full_council(council: Council, coordinator: Account, former_member: Account) -> Council:
    """A council in which each page about people has something to show."""
    council.host = HostOrganisation.objects.create(name="Centre social de la Halle, Tressigny")
    council.save()
    actions.write_charter(council, charter=CHARTER, actor=coordinator)
    seats = actions.set_seats(council, college_of(council), 9, ["Rue du Port"], actor=None)
    for seat, gender in zip(seats, ["woman", "woman", "woman", "man", "man", "man"], strict=False):
        make_member(council, seat=seat, gender=gender, way=Way.BY_LOT)
    actors = college_of(council, CollegeKind.LOCAL_ACTORS)
    for _ in range(12):
        make_member(council, college=actors, is_named_publicly=True)
    make_member(council, is_substitute=True, name="Odile")
    make_animator(council)
    make_invitation(council, "une-personne-a-l-adresse-plutot-longue@exemple.example.org")
    asking = make_invited("asking@example.org")
    actions.ask_to_join(council, account=asking, name="Nadia", motivation="Le terrain.\n\nOui.")
    return council


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_about_people_is_sound(
    visit: Any, full_council: Council, coordinator: Account, site: str, width: int
) -> None:
    page: Page = enter_as(visit(viewport={"width": width, "height": 800}), coordinator, site)
    council = full_council
    people = f"{council.space_url}membres/"
    member = council.memberships.filter(seat__number=1).get()
    substitute = council.memberships.get(name="Odile")
    paths = {
        "members": people,
        "members-past": f"{people}anciens/",
        "members-seats": f"{people}sieges/",
        "members-charter": f"{people}charte/",
        "members-invite": f"{people}inviter/",
        "members-invite-animator": f"{people}inviter/animation/",
        "members-invitations": f"{people}invitations/",
        "members-revoke": f"{people}invitations/{council.invitations.get().pk}/retirer/",
        "members-requests": f"{people}demandes/",
        "members-answer": f"{people}demandes/{council.join_requests.get().pk}/",
        "members-mine": f"{people}mon-mandat/",
        "members-leave": f"{people}mon-mandat/quitter/",
        "members-member": f"{people}{member.pk}/",
        "members-end": f"{people}{member.pk}/fin/",
        "members-term": f"{people}{member.pk}/duree/",
        "members-seat": f"{people}{member.pk}/siege/",
        "members-promote": f"{people}{substitute.pk}/titulaire/",
        "members-coordination": f"{people}{member.pk}/coordination/",
        "members-public": council.get_absolute_url(),
        "members-join": f"{council.get_absolute_url()}rejoindre/",
    }
    for name, path in paths.items():
        page.goto(path)
        is_sound(page, name)
    page.goto(f"{people}inviter/")
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_role("heading", name="Il y a un problème")).to_be_visible()
    is_sound(page, "members-invite-refused")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_in_is_sound(visit: Any, full_council: Council, site: str, width: int) -> None:
    council = full_council
    invitee = make_invited("invitee@example.org")
    ends_on = council.today + timedelta(days=700)
    invitation = make_invitation(council, invitee.email, ends_on=ends_on)
    page: Page = visit(viewport={"width": width, "height": 800})
    page.goto(f"{council.get_absolute_url()}rejoindre/")
    is_sound(page, "members-join-anonymous")
    page.goto("/invitation/")
    is_sound(page, "members-reopen")
    page.goto(f"/invitation/{invitation.token}/")
    is_sound(page, "members-accept-anonymous")
    enter_as(page, invitee, site)
    page.goto(f"/invitation/{invitation.token}/")
    is_sound(page, "members-accept")
    actions.revoke_invitation(invitation, actor=None)
    page.goto("/invitation/")
    is_sound(page, "members-accept-revoked")
