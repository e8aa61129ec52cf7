"""Requests to join: asked by somebody with an account, answered with words."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils import events
from participation.councils.actions.inviting import invite
from participation.councils.actions.locking import lock
from participation.councils.choices import Activity, Asked, Way
from participation.councils.errors import Refused
from participation.councils.models import College, Council, Invitation, JoinRequest, Seat
from participation.councils.queries.obstacles import barring_office


@transaction.atomic
def ask_to_join(council: Council, *, account: Account, name: str, motivation: str) -> JoinRequest:
    """Ask to join; asking again while the first request waits gives that one, unchanged.

    Raises Refused for a council that has ended, for who has a mandate there, for a barred office.
    """
    lock(council)
    waiting = council.join_requests.filter(account=account, state=Asked.OPEN).first()
    if waiting is not None:
        return waiting
    if council.activity == Activity.ENDED:
        raise Refused(_("Ce conseil a pris fin. Cherchez un autre conseil près de chez vous."))
    if council.memberships.filter(account=account, closed_at=None).exists():
        raise Refused(_("Vous avez déjà un mandat dans ce conseil."))
    if obstacle := barring_office(council, account, ""):
        raise Refused(obstacle)
    asked = JoinRequest.objects.create(
        council=council, account=account, name=one_line(name)[:80], motivation=plain(motivation)
    )
    record(events.JoinAsked(council_id=council.pk, request_id=asked.pk), actor=account)
    return asked


@transaction.atomic
def withdraw_request(asked: JoinRequest, *, actor: Any) -> JoinRequest:
    """Take one's request back before it is answered."""
    if not _still_waits(asked):
        return asked
    asked.state, asked.answered_at = Asked.WITHDRAWN, now()
    asked.save(update_fields=["state", "answered_at"])
    event = events.JoinWithdrawn(council_id=asked.council_id, request_id=asked.pk)
    record(event, actor=actor)
    return asked


@transaction.atomic
def decline_request(asked: JoinRequest, *, answer: str, actor: Any) -> JoinRequest:
    """Say no, and why. A request already answered stays as it was."""
    if not _still_waits(asked):
        return asked
    _answer(asked, Asked.DECLINED, answer, actor)
    event = events.JoinDeclined(council_id=asked.council_id, request_id=asked.pk)
    record(event, actor=actor)
    return asked


@transaction.atomic
def invite_who_asked(
    asked: JoinRequest,
    *,
    college: College,
    way: Way,
    answer: str,
    actor: Any,
    seat: Seat | None = None,
    is_substitute: bool = False,
) -> Invitation | None:
    """Say yes: an invitation leaves to the person's address, with the answer.

    Gives nothing for a request already answered. Raises Refused as `invite` does.
    """
    lock(asked.council)
    if not _still_waits(asked):
        return None
    _answer(asked, Asked.INVITED, answer, actor)
    return invite(
        asked.council,
        email=asked.account.email,
        college=college,
        seat=seat,
        is_substitute=is_substitute,
        way=way,
        words=answer,
        actor=actor,
    )


def _still_waits(asked: JoinRequest) -> bool:
    """Lock the request and say whether nobody has answered it yet."""
    for_update(JoinRequest.objects.filter(pk=asked.pk).order_by()).get()
    asked.refresh_from_db()
    return asked.state == Asked.OPEN


def _answer(asked: JoinRequest, state: Asked, answer: str, actor: Any) -> None:
    asked.state, asked.answer = state, plain(answer)
    asked.answered_at, asked.answered_by = now(), actor
    asked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
