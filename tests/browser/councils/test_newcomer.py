"""A newcomer's whole way: invited, inside, busy, gone; and then nothing is there any more."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.actions import write_charter
from participation.councils.ballots.models import Vote
from participation.councils.models import Council, Invitation
from participation.councils.threads.actions import open_thread
from participation.notifications.actions import sweep
from participation.notifications.models import Letter
from tests.browser.councils.entering import enter_as, is_sound
from tests.participation.councils.ballots.making import YES, make_ballot
from tests.participation.councils.making import make_invitation, make_invited
from tests.participation.councils.meetings.making import make_meeting

WIDTHS = ["phone", "desktop", "nojs"]
NOTES = {"name": "Bancs.txt", "mimeType": "text/plain", "buffer": b"Six bancs."}


@pytest.fixture
def newcomer(site: str) -> Account:
    return make_invited("camille@example.org", display_name="Camille")


@pytest.fixture
def invitation(newcomer: Account, council: Council, coordinator: Account) -> Invitation:
    """An invitation into a council where people talk, and meet soon."""
    write_charter(council, charter="On écoute jusqu’au bout.", actor=coordinator)
    text = "On garde le banc, et on plante un tilleul."
    open_thread(council, title="Le banc de la place", text=text, actor=coordinator)
    make_meeting(council, title="Réunion ordinaire")
    made: Invitation = make_invitation(council, newcomer.email)
    return made


@pytest.mark.sqlite
@pytest.mark.parametrize("size", WIDTHS)
def test_a_newcomer_comes_in_takes_part_and_leaves(
    request: pytest.FixtureRequest, invitation: Invitation, newcomer: Account, site: str, size: str
) -> None:
    page = enter_as(request.getfixturevalue(size), newcomer, site)
    council, space = invitation.council, invitation.council.space_url
    had = _pages_of(page, space)
    _come_in(page, invitation)
    if size != "nojs":  # axe needs scripts
        is_sound(page, "newcomer-home")
    _read(page)
    _put_a_document(page, space)
    _answer_the_convocation(page, space)
    _vote(page, council)
    _find(page, space)
    _leave(page, space)
    _see_nothing_any_more(page, had)
    _hear_nothing_any_more(council, newcomer)


def _pages_of(page: Page, space: str) -> set[str]:
    """Give the addresses of the space, files too, that this browser is shown from now on."""
    had = set()

    def note(response: Response) -> None:
        is_shown = response.ok and response.request.method == "GET"
        if is_shown and space in response.url and not response.url.endswith("/parti/"):
            had.add(response.url)

    page.on("response", note)
    return had


def _come_in(page: Page, invitation: Invitation) -> None:
    page.goto(invitation.link)
    expect(page.get_by_role("heading", name="Conseil citoyen des Tilleuls")).to_be_visible()
    page.get_by_label("Votre nom dans le conseil").fill("Camille")
    page.get_by_label("Aucune de ces fonctions").check()
    page.get_by_role("button", name="Accepter l’invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("Lisez la charte, puis cochez la case.")
    expect(page.get_by_label("Votre nom dans le conseil")).to_have_value("Camille")
    page.get_by_label("Je m’engage à respecter la charte du conseil.").check()
    page.get_by_role("button", name="Accepter l’invitation").click()
    expect(page.get_by_text("Vous faites partie du conseil.")).to_be_visible()


def _read(page: Page) -> None:
    """What happened before one came is on the home, and leads to the words."""
    page.get_by_role("main").get_by_role("link", name="Le banc de la place").first.click()
    expect(page.get_by_text("on plante un tilleul")).to_be_visible()
    page.get_by_label("Votre message").fill("Je viens avec une pelle.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("main")).to_contain_text("Je viens avec une pelle.")


def _put_a_document(page: Page, space: str) -> None:
    page.goto(f"{space}documents/")
    page.get_by_role("link", name="Ajouter un document").click()
    page.get_by_label("Titre").fill("Les bancs du quartier")
    page.get_by_label("Fichier").set_input_files(NOTES)  # type: ignore[arg-type]
    page.get_by_role("button", name="Ajouter ce document").click()
    expect(page.get_by_role("heading", name="Les bancs du quartier")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger").click()
    assert Path(download.value.path()).read_bytes() == NOTES["buffer"]


def _answer_the_convocation(page: Page, space: str) -> None:
    page.goto(f"{space}reunions/")
    page.get_by_role("link", name="Réunion ordinaire").first.click()
    page.get_by_role("link", name="Répondre", exact=True).click()
    page.get_by_label("Je viens", exact=True).check()
    page.get_by_role("button", name="Envoyer ma réponse").click()
    expect(page.get_by_role("main")).to_contain_text("Je viens")


def _vote(page: Page, council: Council) -> None:
    """A vote that opens once she sits waits on her home; what she said may change."""
    ballot = make_ballot(council, title="Peint-on les bancs ?")
    page.goto(council.space_url)
    page.get_by_role("link", name="Un vote vous attend : Peint-on les bancs ?").click()
    page.get_by_role("link", name="Voter", exact=True).click()
    page.get_by_role("button", name="Voter").click()
    expect(page.get_by_role("main")).to_contain_text("Choisissez une réponse")
    page.get_by_label("Oui").check()
    page.get_by_role("button", name="Voter").click()
    expect(page.get_by_text("Votre vote est pris")).to_be_visible()
    assert Vote.objects.get(ballot=ballot).choices == YES


def _find(page: Page, space: str) -> None:
    page.goto(f"{space}chercher/?q=bancs")
    expect(page.get_by_role("link", name="Les bancs du quartier")).to_be_visible()


def _leave(page: Page, space: str) -> None:
    page.goto(f"{space}membres/mon-mandat/")
    page.get_by_role("link", name="Quitter le conseil").click()
    page.get_by_label("Déménagement").check()
    page.get_by_label("Je quitte le conseil aujourd’hui.").check()
    page.get_by_role("button", name="Quitter le conseil").click()
    expect(page.get_by_text("Merci pour votre engagement.")).to_be_visible()


def _see_nothing_any_more(page: Page, had: set[str]) -> None:
    """The public page stays; each private address is now one that does not exist."""
    expect(page.get_by_role("main")).not_to_contain_text("Le banc de la place")
    for kind in ("/discussions/", "/versions/1/", "/votes/", "/reunions/", "/chercher/?q=bancs"):
        assert any(kind in address for address in had), kind
    for address in had:
        answer = page.request.get(address)
        assert answer.status == 404, address
        assert "banc" not in answer.text().replace("?q=bancs", "")  # the address itself


def _hear_nothing_any_more(council: Council, newcomer: Account) -> None:
    """A letter that had not left yet is withheld; of what happens next she is told nothing."""
    hers = Letter.objects.filter(recipient=newcomer.email, guard="council")
    late = hers.latest("pk")
    hers.filter(pk=late.pk).update(state=Letter.State.WAITING, next_try_at=now())
    assert sweep() == 0
    late.refresh_from_db()
    assert late.state == Letter.State.WITHHELD

    others = Letter.objects.filter(kind="ballot_opened").exclude(recipient=newcomer.email)
    told, told_others = hers.count(), others.count()
    make_ballot(council, title="Et les arbres ?")
    assert others.count() > told_others
    assert hers.count() == told
