"""What councils hold of a person: given to them on request, and without a name when they leave."""

from typing import Any

from participation.accounts.events import AccountErased
from participation.accounts.models import Account
from participation.accounts.personal import gives_personal_data
from participation.base.events import Heard, listen
from participation.councils.actions import forget_member
from participation.councils.models import Animation, JoinRequest, Membership, Visit
from participation.councils.registry import rooms


@gives_personal_data("conseils")
def councils_of(account: Account) -> dict[str, Any]:
    """Give each mandate, animation and request of the account, then what each room holds."""
    held = {
        "mandats": [_mandate(row) for row in _of(Membership, account).select_related("college")],
        "animations": [_spell(row) for row in _of(Animation, account)],
        "demandes": [_request(row) for row in _of(JoinRequest, account)],
        "coordinations_regionales": [
            {
                "territoire": str(row.territory),
                "fonction": row.role,
                "depuis_le": row.starts_on.isoformat(),
                "jusqu_au": row.ends_on.isoformat() if row.ends_on else None,
            }
            for row in account.regional_coordinations.select_related("territory").order_by("pk")
        ],
        "visites": [
            {"conseil": str(row.council), "vu_le": row.seen_at.isoformat()}
            for row in _of(Visit, account)
        ],
    }
    in_rooms = {room.name: room.personal_data(account) for room in rooms()}
    return {**held, **{name: data for name, data in in_rooms.items() if data is not None}}


def _of(model: Any, account: Account) -> Any:
    return model.objects.filter(account=account).select_related("council").order_by("pk")


def _spell(row: Membership | Animation) -> dict[str, Any]:
    return {
        "conseil": row.council.name,
        "nom": row.name,
        "depuis_le": row.starts_on.isoformat(),
        "jusqu_au": row.ends_on.isoformat() if row.ends_on else None,
    }


def _mandate(row: Membership) -> dict[str, Any]:
    return {
        **_spell(row),
        "college": row.college.name,
        "coordonne": row.is_coordinator,
        "suppleance": row.is_substitute,
        "nom_public": row.is_named_publicly,
        "genre": row.get_gender_display(),
        "fonction": row.get_office_display(),
        "venu": row.get_way_display(),
        "raison_de_fin": row.get_end_reason_display(),
        "charte_acceptee_le": row.charter_agreed_at.isoformat() if row.charter_agreed_at else None,
    }


def _request(row: JoinRequest) -> dict[str, Any]:
    return {
        "conseil": row.council.name,
        "nom": row.name,
        "pourquoi": row.motivation,
        "recue_le": row.asked_at.isoformat(),
        "etat": row.get_state_display(),
        "reponse": row.answer,
    }


@listen(AccountErased)
def forget_with_account(heard: Heard) -> None:
    """Take the name of an erased account out of every council and every room."""
    forget_member(heard.event.account_id)
    account = Account.objects.get(pk=heard.event.account_id)
    for room in rooms():
        room.forget(account)
