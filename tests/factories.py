"""Things that exist in tests, made as in life: by the actions that make them on the site."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from consultations import actions
from consultations.models import AccessPoint, Consultation, State, Step
from participation.accounts.actions import appoint_officer, create_public_body
from participation.accounts.models import Account, PublicBody
from participation.base.clock import local, now
from participation.councils.actions import agree_animation, create_council, seat
from participation.councils.choices import Activity, BodyType, CollegeKind, Way
from participation.councils.models import (
    Animation,
    Council,
    Framework,
    HostOrganisation,
    Membership,
)
from participation.territories.actions import register_territory
from participation.territories.models import Territory

_numbers = count(1)

ACCESS_POINT = {
    "kind": AccessPoint.Kind.PLACE,
    "name": "Mairie, salle 2",
    "details": "1 place de la Halle",
    "hours": "Du lundi au vendredi, de 9 h à 17 h",
}


def make_account(email: str = "", **fields: Any) -> Account:
    """Make an account that has no password; tests sign in with `client.force_login`."""
    return Account.objects.create_user(email or f"personne-{next(_numbers)}@example.org", **fields)


def make_public_body(name: str = "", **fields: Any) -> PublicBody:
    number = next(_numbers)
    fields.setdefault("slug", f"organisme-{number}")
    fields.setdefault("kind", PublicBody.Kind.TOWN)
    return create_public_body(actor=None, name=name or f"Commune n° {number}", **fields)


def make_officer(public_body: PublicBody, email: str = "", **fields: Any) -> Account:
    """Make an account that acts for the public body."""
    account = make_account(email, **fields)
    appoint_officer(account, public_body, actor=None)
    return account


def make_territory(name: str = "Tressigny", **fields: Any) -> Territory:
    fields.setdefault("kind", Territory.Kind.COMMUNE)
    fields.setdefault("code", f"{next(_numbers):05}")
    fields.setdefault("vintage", 2026)
    return register_territory(name=name, **fields)


def make_consultation(*, actor: Any = None, **fields: Any) -> Consultation:
    """Make a draft with all that even the highest rung demands, except its steps.

    It opened yesterday and closes in thirty days, once it is opened.
    """
    instant, zone = now(), fields.get("zone", "Europe/Paris")
    defaults: dict[str, Any] = {
        "rung": "consultation",
        "summary": "La commune refait la place de la Halle.",
        "question": "Que voulez-vous garder, que voulez-vous changer ?",
        "negotiable": "Les arbres, les bancs et la circulation.",
        "non_negotiable": "Le budget et la halle elle-même.",
        "decision_maker": "Le conseil municipal",
        "alternatives": "Garder la place telle qu'elle est.",
        "room_for_change": "Un tiers du budget reste à répartir.",
        "shared_part": "Le choix des plantations.",
        "signatories": "La maire et deux habitants",
        "disagreement_rule": "Un vote, après une seconde lecture.",
        "opens_at": instant - timedelta(days=1),
        "closes_at": instant + timedelta(days=30),
        "response_due_on": local(instant + timedelta(days=90), zone).date(),
        "decision_due_on": local(instant + timedelta(days=120), zone).date(),
        "contact_email": "mairie@example.org",
        "access_points": [ACCESS_POINT],
    }
    made: dict[str, Any] = {**defaults, **fields}
    made.setdefault("title", f"La place de la Halle n° {next(_numbers)}")
    made["public_body"] = made.get("public_body") or make_public_body()
    made["territory"] = made.get("territory") or make_territory()
    return actions.create_consultation(actor=actor, **made)


def make_step(
    consultation: Consultation, kind: str = "register", *, actor: Any = None, **fields: Any
) -> Step:
    """Put a component on the timeline; `template` and the step's own fields may be given."""
    fields.setdefault("title", "Vos contributions")
    return actions.add_step(consultation, kind=kind, actor=actor, **fields)


def make_open(consultation: Consultation, *, actor: Any = None) -> Consultation:
    """Open a draft at the date it promises; a register is added when it has no step yet."""
    if not consultation.steps.exists():
        make_step(consultation)
    return actions.open_consultation(consultation, actor=actor, at=consultation.opens_at)


def make_open_step(kind: str = "register", *, actor: Any = None, **fields: Any) -> Step:
    """Make an open consultation with one step of this kind; the fields are the consultation's."""
    consultation = make_consultation(actor=actor, **fields)
    step = make_step(consultation, kind, actor=actor)
    make_open(consultation, actor=actor)
    return Step.objects.select_related("consultation").get(pk=step.pk)


def make_closed(consultation: Consultation, *, actor: Any = None) -> Consultation:
    """Close an open consultation as the clock does when closing and grace are over.

    The clock itself stays where it is: the closing is written at the first instant it may be.
    """
    if consultation.state != State.OPEN:
        make_open(consultation, actor=actor)
    return actions.close_consultation(consultation, actor=actor, at=consultation.last_arrival)


def make_framework(**fields: Any) -> Framework:
    """Make the framework of 2014: two colleges, parity and a draw for residents."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "name": f"Cadre n° {number}",
        "source": "Loi n° 2014-173 du 21 février 2014, article 7",
        "valid_from": date(2014, 2, 22),
        "needs_recognition": True,
        "needs_draw": True,
        "animation_months": 12,
    }
    framework = Framework.objects.create(**{**defaults, **fields})
    framework.colleges.create(
        kind=CollegeKind.RESIDENTS,
        name="Habitants",
        least_percent=50,
        wants_parity=True,
        is_drawn=True,
        rank=1,
    )
    framework.colleges.create(kind=CollegeKind.LOCAL_ACTORS, name="Acteurs locaux", rank=2)
    return framework


def make_council(name: str = "", **fields: Any) -> Council:
    """Make an active citizens' council, with nobody in it yet."""
    number = next(_numbers)
    fields.setdefault("slug", f"conseil-{number}")
    fields.setdefault("body_type", BodyType.CITIZENS_COUNCIL)
    fields.setdefault("activity", Activity.ACTIVE)
    fields.setdefault("contact_role", "La coordination")
    fields["framework"] = fields.get("framework") or make_framework()
    fields["commune"] = fields.get("commune") or make_territory()
    return create_council(actor=None, name=name or f"Conseil citoyen n° {number}", **fields)


def make_member(council: Council, account: Account | None = None, **fields: Any) -> Membership:
    """Seat somebody among the residents, since thirty days ago."""
    account = account or make_account()
    fields.setdefault("name", account.display_name or f"Membre n° {next(_numbers)}")
    fields.setdefault("college", council.framework.colleges.get(kind=CollegeKind.RESIDENTS))
    fields.setdefault("way", Way.VOLUNTEER)
    fields.setdefault("starts_on", council.today - timedelta(days=30))
    return seat(council, account=account, actor=None, **fields)


def make_animator(council: Council, account: Account | None = None, **fields: Any) -> Animation:
    """Let somebody of a host organisation help the council."""
    host, _ = HostOrganisation.objects.get_or_create(name="Centre social de la Halle")
    account = account or make_account()
    fields.setdefault("name", account.display_name or "Animatrice")
    return agree_animation(council, account=account, host=host, actor=None, **fields)
