"""What councils ask of the prefect and of public bodies, step by step, with what is overdue."""

from cms.demo.cast import Cast
from cms.demo.councils.lived import LivedCouncil
from cms.demo.councils.people import account_of
from cms.demo.reading import Told, read
from participation.accounts.actions import appoint_officer, create_public_body
from participation.accounts.models import Account, PublicBody
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Kind, Means, Outcome, Side, State
from participation.councils.referrals.models import Referral

SAID = ("text", "reference", "to", "assembly", "link")


def add_prefecture(cast: Cast) -> None:
    """Register the préfecture that councils may refer to, with somebody who answers for it."""
    told = read("councils/rules")["prefecture"]
    body = PublicBody.objects.filter(slug=told["body"]["slug"]).first()
    cast.bodies[told["body"]["slug"]] = body or create_public_body(actor=None, **told["body"])
    account = account_of(told["officer"])
    cast.accounts[account.email] = account
    appoint_officer(account, cast.bodies[told["body"]["slug"]], actor=None)


def refer(life: LivedCouncil) -> None:
    """Draft each referral, adopt it, send it and follow it as far as it has come."""
    for told in life.told["referrals"]:
        _refer(life, told)


def _refer(life: LivedCouncil, told: Told) -> None:
    actor = life.accounts[told["by"]]
    with life.at(told["drafted"]):
        referral = actions.draft_referral(
            life.council,
            actor=actor,
            kind=Kind(told["kind"]),
            title=told["title"],
            difficulties=told["difficulties"],
            requests=told["requests"],
            evidence=told.get("evidence", ""),
            addressee=life.cast.bodies.get(told.get("body", "")),
            addressee_name=told.get("addressee", ""),
        )
    if vote := told.get("vote"):
        with life.at(vote["at"]):
            figures = {name: vote[name] for name in ("present", "yes", "no", "abstained")}
            actions.note_vote(
                referral,
                on=life.calendar.day(vote["at"][0]),
                reference=vote["reference"],
                actor=actor,
                **figures,
            )
    if sent := told.get("sent"):
        with life.at(sent["at"]):
            referral.refresh_from_db()
            means, reference = Means(sent["means"]), sent.get("reference", "")
            actions.send_referral(referral, actor=actor, means=means, reference=reference)
    for row in told.get("steps", []):
        _step(life, referral, row)


def _step(life: LivedCouncil, referral: Referral, row: Told) -> None:
    fields = {name: row[name] for name in SAID if name in row}
    if "scheduled" in row:
        fields["scheduled_on"] = life.calendar.day(row["scheduled"])
    if "outcome" in row:
        fields["outcome"] = Outcome(row["outcome"])
    with life.at(row["at"]):
        actions.record_step(
            referral,
            State(row["state"]),
            on=life.calendar.day(row["at"][0]),
            actor=_who(life, row),
            side=Side(row.get("side", Side.COUNCIL)),
            **fields,
        )


def _who(life: LivedCouncil, row: Told) -> Account:
    """Find who notes a step: a member, or whoever answers for the préfecture."""
    if row.get("side") == Side.ADDRESSEE:
        return life.cast.accounts[read("councils/rules")["prefecture"]["officer"]["email"]]
    return life.accounts[row["who"]]
