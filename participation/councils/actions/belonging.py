"""What members decide for themselves: how they are named; and the charter they agree to."""

from typing import Any

from django.db import transaction

from participation.base.clock import now
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils import events
from participation.councils.models import Council, Membership


@transaction.atomic
def describe_oneself(
    membership: Membership, *, name: str, is_named_publicly: bool, gender: str, actor: Any
) -> Membership:
    """Change one's name in the council, whether the public reads it, and one's gender if said."""
    membership.name = one_line(name)[:80]
    membership.is_named_publicly, membership.gender = is_named_publicly, gender
    membership.save(update_fields=["name", "is_named_publicly", "gender"])
    _tell(membership, actor)
    return membership


@transaction.atomic
def agree_to_charter(membership: Membership, *, actor: Any) -> Membership:
    """Agree to the charter as it stands now."""
    membership.charter_agreed_at = now()
    membership.save(update_fields=["charter_agreed_at"])
    _tell(membership, actor)
    return membership


@transaction.atomic
def write_charter(council: Council, *, charter: str, actor: Any) -> Council:
    """Change the charter, which is public; its members are asked to agree again."""
    text = plain(charter)
    if text == council.charter:
        return council
    council.charter, council.charter_changed_at = text, now()
    council.save(update_fields=["charter", "charter_changed_at"])
    record(events.CharterChanged(council_id=council.pk), actor=actor)
    return council


def _tell(membership: Membership, actor: Any) -> None:
    event = events.MandateChanged(council_id=membership.council_id, membership_id=membership.pk)
    record(event, actor=actor)
