"""A council sends a referral and everyone follows it: on a phone, at a desk, without JavaScript."""

from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import FilePayload, expect

from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from participation.councils.ballots.actions import cast
from participation.councils.ballots.models import Ballot
from participation.councils.models import Council
from participation.councils.referrals.actions import set_body_delay
from participation.councils.referrals.choices import Awaited, State
from participation.councils.referrals.models import Follower, Referral, Step
from tests.browser.councils.entering import enter_as, is_sound
from tests.factories import make_officer
from tests.participation.councils.referrals.making import make_sent, make_step


@pytest.fixture
def referral(site: str, council: Council, public_body: PublicBody) -> Referral:
    """A referral sent long ago, of which the addressee has said little."""
    sent = make_sent(council, council.today - timedelta(days=25), addressee=public_body)
    make_step(sent, State.ACKNOWLEDGED, council.today - timedelta(days=3), text="Bien reçu.")
    return sent


def age(referral: Referral, days: int) -> None:
    """Let days pass since the sending: everything noted so far moves back."""
    for step in referral.steps.all():
        Step.objects.filter(pk=step.pk).update(on=step.on - timedelta(days=days))
    Referral.objects.filter(pk=referral.pk).update(sent_on=F("sent_on") - timedelta(days=days))


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_from_a_draft_to_the_end(
    request: pytest.FixtureRequest,
    council: Council,
    councillor: Account,
    coordinator: Account,
    public_body: PublicBody,
    officer: Account,
    site: str,
    size: str,
) -> None:
    def look(name: str) -> None:
        if size != "nojs":
            is_sound(page, name)

    set_body_delay(public_body, awaited=Awaited.ACKNOWLEDGED, days=10, actor=officer)
    page = enter_as(request.getfixturevalue(size), coordinator, site)
    page.goto(f"{council.space_url}saisines/")
    look("referrals-empty")
    page.get_by_role("link", name="Écrire une saisine").click()
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    look("referrals-error")
    page.get_by_label("Interpellation d’un organisme public").check()
    page.get_by_label("À quel organisme\u202f?").select_option(label=public_body.name)
    page.get_by_label("Titre").fill("Trois ascenseurs en panne depuis mars")
    page.get_by_label("Que vivent les habitants\u202f?").fill("Des aînés ne sortent plus.")
    page.get_by_label("Que demande le conseil\u202f?").fill("Une réparation avant l’hiver.")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_role("link", name="Joindre un fichier").click()
    note: FilePayload = {
        "name": "releves.txt",
        "mimeType": "text/plain",
        "buffer": b"Quatre pannes.",
    }
    page.get_by_label("Fichier", exact=True).set_input_files(note)
    page.get_by_role("button", name="Joindre ce fichier").click()
    look("referrals-files")
    page.get_by_role("link", name="Trois ascenseurs").click()
    look("referrals-draft")
    page.get_by_role("link", name="Supprimer ce brouillon").click()
    look("referrals-delete")
    page.get_by_role("link", name="Le garder").click()
    page.get_by_role("link", name="Mettre ce texte au vote").click()
    look("referrals-open-vote")
    page.get_by_label("Dernier jour pour voter").fill(
        (now() + timedelta(days=8)).date().isoformat()
    )
    page.get_by_role("button", name="Ouvrir le vote").click()
    look("referrals-ballot")
    page.get_by_role("link", name="Voir ce sur quoi porte ce vote").click()
    expect(page.get_by_text("Le conseil vote sur ce texte")).to_be_visible()
    look("referrals-voting")
    ballot = Ballot.objects.get()
    for account in (councillor, coordinator):
        cast(ballot, {"yes": 1}, actor=account)
    page.goto(f"{site}{ballot.get_absolute_url()}")
    page.get_by_role("button", name="clore maintenant").click()
    page.get_by_role("link", name="Voir ce sur quoi porte ce vote").click()
    look("referrals-adopted")
    page.get_by_role("link", name="Envoyer la saisine").click()
    look("referrals-send")
    page.get_by_label("Par la poste, en recommandé").check()
    page.get_by_label("Ce qui le prouve").fill("RK 123")
    page.get_by_role("button", name="Envoyer la saisine").click()
    expect(page.get_by_text("La saisine est envoyée.")).to_be_visible()
    look("referrals-sent")
    page.get_by_role("link", name="Fixer les délais").click()
    look("referrals-delays")
    referral = Referral.objects.get()
    age(referral, 25)
    page.goto(f"{site}{referral.get_absolute_url()}")
    expect(page.get_by_text("En retard de 15 jours").first).to_be_visible()
    look("referrals-late")
    enter_as(page, officer, site)
    page.reload()
    page.get_by_role("link", name="Répondre au nom de l’organisme").click()
    page.get_by_role("link", name="Réception confirmée").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Avec 15 jours de retard.")).to_be_visible()
    page.get_by_role("link", name="Répondre au nom de l’organisme").click()
    page.get_by_role("link", name="Fixer votre délai").click()
    page.get_by_label("Ce que vous ferez").select_option(label="répondre")
    page.get_by_label("En combien de jours").fill("60")
    page.get_by_role("button", name="Publier ce délai").click()
    look("referrals-promised")
    page.get_by_role("link", name="Répondre au nom de l’organisme").click()
    page.get_by_role("link", name="Réponse\u00a0: diagnostic et actions").click()
    page.get_by_label("Que dit la réponse\u202f?").fill("Une réparation en octobre.")
    page.get_by_role("button", name="Publier").click()
    enter_as(page, coordinator, site)
    page.goto(f"{site}{referral.space_url}")
    page.get_by_role("link", name="Terminée").click()
    page.get_by_label("Demande satisfaite en partie").check()
    page.get_by_label("L’avis du conseil").fill("Réparés, avec un hiver de retard.")
    page.get_by_role("button", name="Noter cette étape").click()
    page.context.clear_cookies()
    page.goto(f"{site}{referral.get_absolute_url()}")
    expect(page.get_by_text("Réparés, avec un hiver de retard.")).to_be_visible()
    look("referrals-closed")
    referral.refresh_from_db()
    assert referral.state == State.CLOSED


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_anybody_follows_by_an_address(
    request: pytest.FixtureRequest, referral: Referral, site: str, size: str
) -> None:
    page = request.getfixturevalue(size)
    page.goto(f"{site}{referral.get_absolute_url()}")
    page.get_by_role("link", name="Suivre cette saisine").click()
    page.get_by_label("Votre adresse électronique").fill("lectrice@example.org")
    if size != "nojs":
        is_sound(page, "referrals-follow")
    page.get_by_role("button", name="Me prévenir").click()
    expect(page.get_by_role("heading", name="Regardez vos messages")).to_be_visible()
    follower = Follower.objects.get(email="lectrice@example.org")
    page.goto(f"{site}/saisines/suivre/{follower.token}/")
    page.get_by_role("button", name="Me prévenir de chaque étape").click()
    expect(page.get_by_text("Nous vous écrirons à chaque étape.")).to_be_visible()
    page.goto(f"{site}/saisines/ne-plus-suivre/{follower.token}/")
    if size != "nojs":
        is_sound(page, "referrals-unfollow")
    page.get_by_role("button", name="Ne plus suivre").click()
    expect(page.get_by_role("heading", name="C’est fait")).to_be_visible()
    assert not Follower.objects.filter(email="lectrice@example.org").exists()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_organism_shows_its_delays_and_sixty_referrals(
    request: pytest.FixtureRequest,
    council: Council,
    public_body: PublicBody,
    officer: Account,
    site: str,
    size: str,
) -> None:
    for number in range(60):
        make_sent(council, council.today - timedelta(days=number % 20), addressee=public_body)
    page = enter_as(request.getfixturevalue(size), officer, site)
    page.goto(f"{site}/organismes/{public_body.slug}/saisines/")
    page.get_by_role("link", name="Fixer nos délais").click()
    page.get_by_label("Ce que vous ferez").select_option(label="répondre")
    page.get_by_label("En combien de jours").fill("45")
    is_sound(page, "body-delays")
    page.get_by_role("button", name="Publier ce délai").click()
    expect(page.get_by_text("répondre\u00a0: 45 jours après la réception")).to_be_visible()
    is_sound(page, "body")
    page.goto(f"{site}/conseils/{council.slug}/saisines/?page=3")
    is_sound(page, "referrals-sixty")


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_everyone_follows_and_the_addressee_answers(
    request: pytest.FixtureRequest,
    referral: Referral,
    public_body: PublicBody,
    site: str,
    size: str,
) -> None:
    page = request.getfixturevalue(size)
    page.goto(f"{site}/conseils/{referral.council.slug}/saisines/")
    if size != "nojs":
        is_sound(page, "referrals-public-list")
    page.get_by_role("link", name=referral.title).click()
    expect(page.get_by_text("Première réponse en 22 jours")).to_be_visible()
    if size != "nojs":
        is_sound(page, "referrals-public")
    enter_as(page, make_officer(public_body), site)
    page.reload()
    page.get_by_role("link", name="Répondre au nom de l’organisme").click()
    if size != "nojs":
        is_sound(page, "referrals-answer")
    page.get_by_role("link", name="Réponse\u00a0: pas d’action").click()
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("link", name="Écrivez la raison\u00a0: un refus se justifie.").click()
    if size != "nojs":
        is_sound(page, "referrals-no-reason")
    page.get_by_label("Pour quelle raison\u202f?").fill("Le bailleur est seul compétent.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Le bailleur est seul compétent.")).to_be_visible()
    assert Referral.objects.get().state == State.NO_ACTION
