"""« Mon compte »: the pseudonym, one's data, and leaving."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.utils import get_form_class
from django.test import Client
from django.utils.translation import override

from consultations.actions import save_draft
from consultations.models import Contribution, OutcomeContact
from participation.accounts.models import Account
from participation.journal.actions import hear
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.consultations.sending import send
from tests.factories import make_open_step
from tests.people import SignIn

pytestmark = pytest.mark.django_db
PAGES = ["/mon-compte/", "/mon-compte/mes-donnees.json", "/mon-compte/fermer/"]


def hear_all() -> None:
    for entry_id in list(Entry.objects.filter(heard_at=None).values_list("pk", flat=True)):
        assert hear(entry_id)


@pytest.mark.parametrize("path", PAGES)
def test_an_account_is_for_its_owner(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/compte/login/")


def test_the_pseudonym_is_changed_and_tidied(browsing_as: SignIn, resident: Account) -> None:
    client = browsing_as(resident)
    response = client.post("/mon-compte/", {"display_name": "  Coco \u202e l'apache "}, follow=True)
    resident.refresh_from_db()
    assert resident.display_name == "Coco l'apache"
    assert "enregistré" in response.content.decode()


def test_a_pseudonym_too_long_is_refused_and_kept(browsing_as: SignIn, resident: Account) -> None:
    response = browsing_as(resident).post("/mon-compte/", {"display_name": "x" * 61})
    assert "x" * 61 in response.content.decode()
    resident.refresh_from_db()
    assert resident.display_name == "Colette"


def test_the_page_says_for_whom_an_officer_acts(browsing_as: SignIn, officer: Account) -> None:
    assert "Commune de Tressigny" in browsing_as(officer).get("/mon-compte/").content.decode()


def test_ones_data_hold_ones_words_and_nobody_elses(
    browsing_as: SignIn, resident: Account, outsider: Account
) -> None:
    step = make_open_step()
    mine = send(step, "Mes mots", author=resident, contact="moi@example.org")
    send(step, "Leurs mots", author=outsider)
    save_draft(make_open_step(), author=resident)
    response = browsing_as(resident).get("/mon-compte/mes-donnees.json")
    assert "attachment" in response.headers["Content-Disposition"]
    data = response.json()
    assert data["compte"]["pseudonyme"] == "Colette"
    row, draft = data["contributions"]
    assert (draft["etat"], draft["reponses"]) == ("Brouillon", [])
    assert (row["code"], row["adresses_pour_la_suite"]) == (
        mine.tracking_code,
        ["moi@example.org"],
    )
    assert "Mes mots" in str(row["reponses"])
    assert "Leurs mots" not in response.content.decode()


def test_leaving_asks_for_a_tick_first(browsing_as: SignIn, resident: Account) -> None:
    client = browsing_as(resident)
    assert "Ce qui reste" in client.get("/mon-compte/fermer/").content.decode()
    assert client.post("/mon-compte/fermer/").status_code == 422
    resident.refresh_from_db()
    assert resident.is_active


def test_leaving_erases_names_drafts_and_addresses_and_keeps_what_counts(
    browsing_as: SignIn, resident: Account
) -> None:
    EmailAddress.objects.create(user=resident, email=resident.email, verified=True)
    step = make_open_step(anonymity="pseudonym")
    sent = send(step, "Mes mots", author=resident, contact="moi@example.org")
    save_draft(make_open_step(), author=resident)
    hear_all()
    assert Letter.objects.filter(recipient="moi@example.org").exists()

    client = browsing_as(resident)
    response = client.post("/mon-compte/fermer/", {"is_sure": "on"}, follow=True)
    hear_all()

    assert "Votre compte est fermé" in response.content.decode()
    assert client.get("/mon-compte/").status_code == 302
    resident.refresh_from_db()
    assert not resident.is_active
    assert (resident.display_name, "habitante" in resident.email) == ("", False)
    assert not EmailAddress.objects.exists()
    assert not OutcomeContact.objects.exists()
    assert not Letter.objects.exists()
    (kept,) = Contribution.objects.all()
    assert kept == sent
    assert kept.public_name == "Un habitant"


def test_hearing_of_an_erasure_twice_changes_nothing_more(
    browsing_as: SignIn, resident: Account
) -> None:
    browsing_as(resident).post("/mon-compte/fermer/", {"is_sure": "on"})
    hear_all()
    entry = Entry.objects.get(event="AccountErased")
    Entry.objects.filter(pk=entry.pk).update(heard_at=None)
    assert hear(entry.pk)


@pytest.mark.parametrize(
    ("language", "label"), [("fr", "Nom de la clé"), ("en", "Name of the key")]
)
def test_the_name_of_a_key_is_asked_in_the_language_of_the_page(
    resident: Account, language: str, label: str
) -> None:
    form = get_form_class(mfa_settings.FORMS, "add_webauthn", None)
    with override(language):
        assert str(form(user=resident).fields["name"].label) == label


def test_an_empty_address_is_asked_for_in_our_own_words(client: Client) -> None:
    html = client.post("/compte/login/code/", {"email": ""}).content.decode()
    assert "Remplissez ce champ." in html
    assert ">Adresse électronique</label>" in html


def test_where_the_code_is_typed_the_title_says_so(client: Client) -> None:
    response = client.post("/compte/signup/", {"email": "nouvelle@example.org"}, follow=True)
    title = response.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert " ".join(title.split()) == "Recopiez le code reçu – Participation"
