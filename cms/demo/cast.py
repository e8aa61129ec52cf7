"""Where the demonstration takes place and who is in it: territories, public bodies, accounts."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from cms.demo.reading import Told, read
from consultations.models import Theme
from participation.accounts.actions import appoint_officer, create_public_body
from participation.accounts.models import Account, PublicBody
from participation.territories.actions import register_territory
from participation.territories.models import Territory

BODY_FIELDS = ("name", "slug", "kind", "summary", "contact_email", "contact_phone")


@dataclass
class Cast:
    """Everything the rest points to, by the code or the name its file gives it."""

    territories: dict[str, Territory] = field(default_factory=dict)
    bodies: dict[str, PublicBody] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def officer_of(self, body: str) -> Account:
        """Give the account that acts for a body."""
        told = next(row for row in read("people")["accounts"] if row.get("body") == body)
        return self.accounts[told["email"]]

    def town(self, name: str) -> Territory:
        """Give a commune by its name."""
        kind = Territory.Kind.COMMUNE
        return next(t for t in self.territories.values() if t.name == name and t.kind == kind)


@transaction.atomic
def gather() -> Cast:
    """Make the whole cast, or find it; a second time changes nothing."""
    cast = Cast()
    _register_territories(cast)
    for theme in read("people")["themes"]:
        cast.themes[theme["slug"]], _ = Theme.objects.get_or_create(
            slug=theme["slug"], defaults={"name": theme["name"]}
        )
    for told in read("bodies"):
        cast.bodies[told["slug"]] = _body(told)
    for told in read("people")["accounts"]:
        cast.accounts[told["email"]] = _account(told, cast)
    return cast


def _register_territories(cast: Cast) -> None:
    told = read("territories")
    region = _territory(cast, told, told["region"], Territory.Kind.REGION)
    department = _territory(cast, told, told["department"], Territory.Kind.DEPARTMENT, region)
    other = _territory(cast, told, told["other_department"], Territory.Kind.DEPARTMENT, region)
    epci = _territory(cast, told, told["epci"], Territory.Kind.EPCI, department)
    for commune in told["communes"]:
        parent = epci if commune["epci"] else department
        _territory(cast, told, commune, Territory.Kind.COMMUNE, parent)
    for number, name in enumerate(read("centres")["others"], start=1):
        commune = {"code": f"0B{number:03}", "name": name, "population": None}
        _territory(cast, told, commune, Territory.Kind.COMMUNE, other)
    for kind, key in (
        (Territory.Kind.PRIORITY_NEIGHBOURHOOD, "priority_neighbourhoods"),
        (Territory.Kind.NEIGHBOURHOOD, "neighbourhoods"),
    ):
        for part in told[key]:
            _territory(cast, told, part, kind, cast.territories[part["commune"]])


def _territory(
    cast: Cast, told: Told, row: Told, kind: str, parent: Territory | None = None
) -> Territory:
    territory = register_territory(
        kind=kind,
        code=row["code"],
        name=row["name"],
        vintage=told["vintage"],
        population=row["population"],
        postcodes=row.get("postcodes", []),
        parent=parent,
        source=told["source"],
    )
    cast.territories[row["code"]] = territory
    return territory


def _body(told: Told) -> PublicBody:
    found = PublicBody.objects.filter(slug=told["slug"]).first()
    if found is not None:
        return found
    fields: dict[str, Any] = {name: told[name] for name in BODY_FIELDS}
    return create_public_body(actor=None, contact_address=told["contact_address"], **fields)


@cache
def password() -> str:
    """Hash the password of all accounts once: hashing is slow on purpose."""
    return make_password(read("people")["password"])


def _account(told: Told, cast: Cast) -> Account:
    """Make an account whose address is verified already, with the password of all of them."""
    found = Account.objects.filter(email=told["email"]).first()
    if found is not None:
        return found
    is_administrator = told["role"] == "administrator"
    account = Account.objects.create(
        email=told["email"],
        password=password(),
        display_name=told["display_name"],
        is_staff=is_administrator,
        is_superuser=is_administrator,
        is_moderator=told["role"] == "moderator",
    )
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    if told["role"] == "officer":
        appoint_officer(account, cast.bodies[told["body"]], actor=None)
    return account
