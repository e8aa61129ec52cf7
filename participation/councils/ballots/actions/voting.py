"""Voting: once, under the lock of the vote, while it is open."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import living_at, now
from participation.base.events import record
from participation.base.text import plain
from participation.councils.ballots.actions.locking import locked, own_voter, refuse_unless_open
from participation.councils.ballots.choices import DATE_ANSWERS, Kind, Reasons
from participation.councils.ballots.errors import AlreadyVoted, Reworded
from participation.councils.ballots.events import VoteCast
from participation.councils.ballots.models import Ballot, Proxy, Slip, Vote, Voter, VoteVersion
from participation.councils.ballots.rules.counting import Choices
from participation.councils.errors import Refused
from participation.councils.models import Membership

LONGEST_REASON = 500


@transaction.atomic
def cast(
    ballot: Ballot,
    choices: Choices,
    *,
    actor: Any,
    reason: str = "",
    giver: Voter | None = None,
    edition: int | None = None,
) -> None:
    """Put one vote in the box: the actor's own, or that of the `giver` of their proxy.

    A vote with a name may be cast again until the closing, and replaces the former, which is kept;
    the same again changes nothing. A secret one is final. `choices` are as in `rules.Paper`;
    `edition` is the wording that was read. Raises Refused (closed, not called to vote, mandate
    ended, choices that do not fit), Reworded, and AlreadyVoted for a second secret vote.
    """
    ballot = locked(ballot)
    refuse_unless_open(ballot)
    holder = own_voter(ballot, actor)
    voter = _represented(ballot, giver, by=holder) if giver else holder
    if edition is not None and edition != ballot.edition:
        raise Reworded(_("La question a changé depuis que vous l’avez lue. Relisez, puis votez."))
    refuse_unfit(ballot, choices)
    said = _reason(ballot, reason)
    if not ballot.has_votes:
        ballot.has_votes = True
        ballot.save(update_fields=["has_votes"])
    if ballot.is_anonymous:
        _drop_slip(ballot, voter, choices, said)
    else:
        _write_vote(ballot, voter, choices, said, by=holder if giver else None, actor=actor)
    if giver is None:  # who votes in person no longer needs somebody else
        Proxy.objects.filter(giver=voter).delete()


def _represented(ballot: Ballot, giver: Voter, *, by: Voter) -> Voter:
    """Give the line of who gave the proxy, while their mandate and the proxy hold."""
    rows = Voter.objects.filter(pk=giver.pk, ballot=ballot, proxy__holder=by)
    voter = rows.filter(
        membership__in=Membership.objects.running().unsuspended().order_by()
    ).first()
    if voter is None:
        raise Refused(_("Cette procuration ne vaut plus. Vous pouvez toujours voter pour vous."))
    found: Voter = voter
    return found


def _drop_slip(ballot: Ballot, voter: Voter, choices: Choices, reason: str) -> None:
    """Mark that the person has voted, and put a slip in the box that leads to nobody.

    The journal keeps the hour of the opening, and no actor: the minute could be matched with a
    visit.
    """
    is_first = Voter.objects.filter(pk=voter.pk, has_voted=False).update(has_voted=True)
    if not is_first:
        raise AlreadyVoted(_("Ce bulletin est déjà dans l’urne : il compte une fois."))
    college = voter.college_id if ballot.is_by_college else None
    Slip.objects.create(ballot=ballot, college_id=college, choices=choices, reason=reason)
    with living_at(ballot.opens_at):
        record(VoteCast(council_id=ballot.council_id, ballot_id=ballot.pk), actor=None)


def _write_vote(
    ballot: Ballot, voter: Voter, choices: Choices, reason: str, *, by: Voter | None, actor: Any
) -> None:
    vote = Vote.objects.filter(voter=voter).first()
    if vote is None:
        Vote.objects.create(ballot=ballot, voter=voter, by=by, choices=choices, reason=reason)
        Voter.objects.filter(pk=voter.pk).update(has_voted=True)
    elif by is not None and vote.by_id is None:
        raise AlreadyVoted(_("Cette personne a voté elle-même. Sa voix compte déjà."))
    elif (vote.choices, vote.reason) == (choices, reason):
        return
    else:
        VoteVersion.objects.create(
            vote=vote, choices=vote.choices, reason=vote.reason, cast_at=vote.cast_at
        )
        vote.choices, vote.reason, vote.by, vote.cast_at = choices, reason, by, now()
        vote.save(update_fields=["choices", "reason", "by", "cast_at"])
    event = VoteCast(council_id=ballot.council_id, ballot_id=ballot.pk, voter_id=voter.pk)
    record(event, actor=actor)


def _reason(ballot: Ballot, typed: str) -> str:
    reason = "" if ballot.reasons == Reasons.NONE else plain(typed)
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Ramenez votre raison à %(most)d signes.") % {"most": LONGEST_REASON})
    if ballot.reasons == Reasons.REQUIRED and not reason:
        raise Refused(_("Dites pourquoi, en une phrase."))
    return reason


def refuse_unfit(ballot: Ballot, choices: Choices) -> None:
    """Stop what does not fit the vote: another option, too many, a rank twice. Blank may fit."""
    keys = set(ballot.options.values_list("key", flat=True))
    if not choices.keys() <= keys or not _fits(ballot, choices, keys):
        raise Refused(_("Cette réponse ne correspond pas à la question. Relisez, puis votez."))


def _fits(ballot: Ballot, choices: Choices, keys: set[str]) -> bool:
    values = list(choices.values())
    match Kind(ballot.kind):
        case Kind.CONSENT | Kind.YES_NO:
            return values == [1]
        case Kind.CHOOSE:
            return len(values) <= ballot.most_choices and set(values) <= {1}
        case Kind.RANKING:
            return sorted(values) == list(range(1, len(values) + 1))
        case Kind.MEETING_DATE:
            return choices.keys() == keys and set(values) <= DATE_ANSWERS.keys()
