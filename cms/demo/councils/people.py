"""Who sits in the councils that are lived in: members, substitutes, past members, animators."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress

from cms.demo.cast import password
from cms.demo.councils.lived import LivedCouncil
from cms.demo.reading import Told
from participation.accounts.models import Account
from participation.councils import actions
from participation.councils.choices import CollegeKind, EndReason, Way

EDITED = ("presentation", "how_to_join", "resources")


def gather_members(life: LivedCouncil) -> None:
    """Seat everybody on their day, in the order of the days; say who leaves, and when."""
    council, told = life.council, life.told
    with life.at(told["members"][0]["since"], 8):
        actions.edit_council(council, actor=None, **{name: told[name] for name in EDITED})
        actions.write_charter(council, charter=told["charter"], actor=None)
    for row in sorted(told["members"], key=lambda row: row["since"]):
        if not row.get("offline"):
            life.accounts[row["who"]] = account_of(row)
        with life.at(row["since"], 9):
            _seat(life, row)
    for row in told["members"]:
        if "left" in row:
            with life.at(row["left"] - 20, 9):
                actions.end_mandate(
                    life.mandates[row["who"]],
                    reason=EndReason(row["because"]),
                    on=life.calendar.day(row["left"]),
                    actor=None,
                )
    _animate(life)


def account_of(row: Told) -> Account:
    """Give the account of somebody of a file; its address is verified."""
    email = row.get("email") or f"{row['who']}@demo.example"
    account, is_new = Account.objects.get_or_create(
        email=email, defaults={"display_name": row["name"], "password": password()}
    )
    if is_new:
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def _seat(life: LivedCouncil, row: Told) -> None:
    council = life.council
    college = council.framework.colleges.get(kind=CollegeKind(row["college"]))
    fields: dict[str, Any] = {"is_substitute": True} if row.get("substitute") else {}
    if not fields:
        fields["seat"] = council.seats.filter(college=college).vacant().first()
        fields["is_coordinator"] = row.get("coordinates", False)
    account = life.accounts.get(row["who"])
    mandate = actions.seat(
        council,
        name=row["name"],
        gender=row["gender"],
        is_named_publicly=row.get("named", False),
        college=college,
        way=Way(row["way"]),
        account=account,
        ends_on=_end(life, row),
        actor=None,
        **fields,
    )
    life.mandates[row["who"]] = mandate
    if account:
        actions.agree_to_charter(mandate, actor=account)


def _end(life: LivedCouncil, row: Told) -> date | None:
    return life.calendar.day(row["ends"]) if "ends" in row else None


def _animate(life: LivedCouncil) -> None:
    row, host = life.told["animator"], life.council.host
    life.accounts[row["who"]] = account = account_of(row)
    assert host is not None  # who is animated is carried by somebody
    with life.at(row["since"], 9):
        actions.agree_animation(
            life.council,
            account=account,
            host=host,
            name=row["name"],
            ends_on=life.calendar.day(row["ends"]),
            actor=None,
        )


def come_by(life: LivedCouncil) -> None:
    """Let some members have come lately: what happened since is new for them."""
    for who, moment in life.told.get("visits", {}).items():
        with life.at(moment) as instant:
            actions.mark_seen(life.council, actor=life.accounts[who], until=instant)


def close_mandates(life: LivedCouncil) -> None:
    """Close what has ended, once everything else is lived: until then its people are inside."""
    for day in sorted({row["left"] for row in life.told["members"] if "left" in row}):
        with life.at(day + 1, 1):
            actions.close_ended_mandates(life.council)


def invite_newcomer(life: LivedCouncil) -> None:
    """Send the invitation that waits for the newcomer of the demonstration."""
    if row := life.told.get("invitation"):
        with life.at(row["at"]):
            actions.invite(
                life.council,
                email=row["email"],
                college=life.council.framework.colleges.get(kind=CollegeKind(row["college"])),
                way=Way.VOLUNTEER,
                actor=life.accounts[row["by"]],
                words=row["words"],
            )
