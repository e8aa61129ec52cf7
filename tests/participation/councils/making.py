"""What tests of people in councils start from."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress

from participation.accounts.models import Account
from participation.councils import actions
from participation.councils.choices import CollegeKind, Way
from participation.councils.models import College, Council, HostOrganisation, Invitation, Membership
from tests.factories import make_account


def college_of(council: Council, kind: CollegeKind = CollegeKind.RESIDENTS) -> College:
    return council.framework.colleges.get(kind=kind)


def make_invited(email: str = "invitee@example.org", **fields: Any) -> Account:
    """Make an account whose address is proved, as after a sign-up."""
    account = make_account(email, **fields)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def make_invitation(council: Council, email: str = "invitee@example.org", **fields: Any) -> Any:
    fields.setdefault("college", college_of(council))
    fields.setdefault("way", Way.VOLUNTEER)
    fields.setdefault("actor", None)
    return actions.invite(council, email=email, **fields)


def make_animator_invitation(council: Council, email: str, **fields: Any) -> Invitation:
    host, _ = HostOrganisation.objects.get_or_create(name="Centre social de la Halle")
    fields.setdefault("ends_on", council.today + timedelta(days=90))
    return actions.invite_animator(council, email=email, host=host, actor=None, **fields)


def mandate_of(account: Account) -> Membership:
    """Give the mandate of somebody who has one alone."""
    return Membership.objects.select_related("council").get(account=account)
