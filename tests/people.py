"""The cast: the same roles in every test, each the least that the role means."""

from collections.abc import Callable
from datetime import timedelta
from inspect import signature
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.test import Client

from participation.accounts.models import Account, PublicBody
from participation.councils.actions import (
    end_mandate,
    name_regional_coordinator,
    open_exceptional_access,
)
from participation.councils.choices import EndReason
from participation.councils.models import Council
from participation.territories.models import Territory
from tests.factories import (
    make_account,
    make_animator,
    make_council,
    make_member,
    make_officer,
    make_public_body,
    make_territory,
)

ROLES: dict[str, Callable[..., Any]] = {}


def role(make: Callable[..., Any]) -> Any:
    """Make a fixture of one of the cast, and keep how to make them for a `Village`."""
    ROLES[make.__name__] = make
    return pytest.fixture(make)


class Village:
    """The same cast where fixtures do not reach: `Village()("councillor")`.

    Whoever a role needs comes first, as with fixtures; each is read anew when asked for again.
    """

    def __init__(self) -> None:
        self._there: dict[str, Any] = {"db": None}

    def gather(self) -> None:
        """Make everybody now."""
        for name in ROLES:
            self(name)

    def __call__(self, name: str) -> Any:
        if name in self._there:
            one = self._there[name]
            return type(one)._default_manager.get(pk=one.pk) if isinstance(one, Model) else one
        make = ROLES[name]
        return self._there.setdefault(name, make(*map(self, signature(make).parameters)))


class SignIn:
    """Sign one client in as somebody else: `browsing_as(officer).get(address)`."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, person: Account) -> Client:
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return self.client


@role
def public_body(db: None) -> PublicBody:
    """The town whose consultations the tests are about."""
    return make_public_body("Commune de Tressigny", slug="tressigny")


@role
def resident(db: None) -> Account:
    """Somebody who lives there and has an account."""
    return make_account("habitante@example.org", display_name="Colette")


@role
def councillor(db: None) -> Account:
    """A member of a citizens' council: a resident, with no more rights outside that council."""
    return make_account("conseillere@example.org", display_name="Aïssatou")


@role
def council(councillor: Account) -> Council:
    """The citizens' council where the councillor sits."""
    made = make_council("Conseil citoyen des Tilleuls", slug="les-tilleuls")
    make_member(made, councillor)
    return made


@role
def coordinator(council: Council) -> Account:
    """A member who coordinates that council."""
    account = make_account("coordination@example.org", display_name="Yasmina")
    make_member(council, account, is_coordinator=True)
    return account


@role
def animator(council: Council) -> Account:
    """Somebody of the host organisation who helps that council for a time."""
    account = make_account("animation@example.org", display_name="Gaspard")
    make_animator(council, account)
    return account


@role
def former_member(council: Council) -> Account:
    """Somebody whose mandate in that council ended yesterday."""
    account = make_account("ancienne@example.org", display_name="Rosalie")
    membership = make_member(council, account)
    yesterday = council.today - timedelta(days=1)
    end_mandate(membership, reason=EndReason.TERM, on=yesterday, actor=None)
    return account


@role
def neighbour(db: None) -> Account:
    """A member of another council, who must see nothing of this one."""
    account = make_account("voisin@example.org", display_name="Lucien")
    make_member(make_council("Conseil citoyen du Port", slug="le-port"), account)
    return account


@role
def administrator(db: None) -> Account:
    """Somebody who administers the platform, and is outside every council."""
    return make_account(
        "administration@example.org", display_name="Admin", is_superuser=True, is_staff=True
    )


@role
def let_in(council: Council) -> Account:
    """Another administrator, whom an exceptional access lets read the council's space now."""
    account = make_account("plainte@example.org", is_superuser=True, is_staff=True)
    open_exceptional_access(council, account=account, reason="Une plainte à instruire.")
    return account


@role
def moderator(db: None) -> Account:
    """Somebody who moderates, and acts for no public body."""
    return make_account("moderation@example.org", display_name="Modération", is_moderator=True)


@role
def regional(council: Council) -> Account:
    """Somebody who keeps that council's place in the register, and must see nothing inside."""
    region = make_territory("Sorane", kind=Territory.Kind.REGION)
    council.commune.parent = region
    council.commune.save()
    account = make_account("region@example.org", display_name="Coordination de Sorane")
    name_regional_coordinator(
        region,
        email=account.email,
        role="Coordination régionale",
        contact_email="conseils@sorane.example.org",
        actor=None,
    )
    return account


@role
def officer(public_body: PublicBody) -> Account:
    """Somebody who acts for the public body the tests are about."""
    return make_officer(public_body, "agente@example.org", display_name="Agente de Tressigny")


@role
def outsider(db: None) -> Account:
    """Somebody who acts for another public body, and must have no power here."""
    elsewhere = make_public_body("Commune de Vermonde", slug="vermonde")
    return make_officer(elsewhere, "agent@ailleurs.example.org", display_name="Agent de Vermonde")


@role
def nobody() -> AnonymousUser:
    """Somebody who is not signed in."""
    return AnonymousUser()


@pytest.fixture
def browsing_as(client: Client) -> SignIn:
    """Give a function that signs the test's client in as one of the cast."""
    return SignIn(client)
