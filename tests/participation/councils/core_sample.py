"""One of everything the core of councils holds: people, their seats, who came in and why."""

from datetime import date, timedelta

from participation.base.clock import living_at, now
from participation.councils.actions import (
    change_activity,
    open_exceptional_access,
    record_order,
)
from participation.councils.choices import Activity
from tests.factories import make_account, make_animator, make_member
from tests.participation.councils.samples import Sample, Seed

REGISTER = "what the register says of a council is for everyone"
PUBLIC_FIELDS = {
    "councils.Council": REGISTER,
    "councils.Framework": "rules are law, or published by who set the council up",
    "councils.College": "the same",
    "councils.HostOrganisation": "a legal person, with a role's contact",
    "councils.ActivityChange": REGISTER,
    "councils.RecognitionOrder": "an administrative act, published",
    "councils.RegionalCoordinator": "a role and its contact, for everyone",
    "councils.Seat": "a seat exists whoever holds it; its label names what it stands for",
    "councils.Attempt.slug": "the public part of an address",
}
PUBLIC_ROUTES = {
    "councils:profile": "the public face of a council",
    "councils:ask_access": "an administrator is outside when asking to enter",
}


def sample(seed: Seed) -> Sample:
    make_member(seed.council, name=seed.word())
    make_animator(seed.council, make_account(), name=seed.word())
    record_order(
        seed.council,
        number="2026-12",
        signed_on=date(2026, 3, 2),
        authority="La préfète",
        actor=None,
    )
    change_activity(seed.council, Activity.ACTIVE, actor=None, reason="Une nouvelle équipe.")
    with living_at(now() - timedelta(hours=2)):
        somebody = make_account(is_superuser=True)
        open_exceptional_access(seed.council, account=somebody, reason=seed.word())
    return Sample(public_fields=PUBLIC_FIELDS, public_routes=PUBLIC_ROUTES)
