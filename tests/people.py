"""The cast: the same five roles in every test, each the least that the role means."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from participation.accounts.models import Account, PublicBody
from tests.factories import make_account, make_officer, make_public_body


class SignIn:
    """Sign one client in as somebody else: `browsing_as(officer).get(address)`."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, person: Account) -> Client:
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return self.client


@pytest.fixture
def public_body(db: None) -> PublicBody:
    """The town whose consultations the tests are about."""
    return make_public_body("Commune de Tressigny", slug="tressigny")


@pytest.fixture
def resident(db: None) -> Account:
    """Somebody who lives there and has an account."""
    return make_account("habitante@example.org", display_name="Colette")


@pytest.fixture
def councillor(db: None) -> Account:
    """A member of a citizens' council: a resident, with no more rights outside that council."""
    return make_account("conseillere@example.org", display_name="Aïssatou")


@pytest.fixture
def moderator(db: None) -> Account:
    """Somebody who moderates, and acts for no public body."""
    return make_account("moderation@example.org", display_name="Modération", is_moderator=True)


@pytest.fixture
def officer(public_body: PublicBody) -> Account:
    """Somebody who acts for the public body the tests are about."""
    return make_officer(public_body, "agente@example.org", display_name="Agente de Tressigny")


@pytest.fixture
def outsider(db: None) -> Account:
    """Somebody who acts for another public body, and must have no power here."""
    elsewhere = make_public_body("Commune de Vermonde", slug="vermonde")
    return make_officer(elsewhere, "agent@ailleurs.example.org", display_name="Agent de Vermonde")


@pytest.fixture
def nobody() -> AnonymousUser:
    """Somebody who is not signed in."""
    return AnonymousUser()


@pytest.fixture
def browsing_as(client: Client) -> SignIn:
    """Give a function that signs the test's client in as one of the cast."""
    return SignIn(client)
