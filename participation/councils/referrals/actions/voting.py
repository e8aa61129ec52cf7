"""Putting a draft to a vote of the members, on these very words, and taking the outcome."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import local, now
from participation.base.events import record
from participation.base.text import excerpt
from participation.councils.ballots.actions import open_ballot
from participation.councils.ballots.models import Ballot
from participation.councils.ballots.queries.binding import bound
from participation.councils.errors import Refused
from participation.councils.referrals import events
from participation.councils.referrals.actions.adopting import adopt
from participation.councils.referrals.actions.drafting import in_draft, refuse_other_edition
from participation.councils.referrals.actions.stepping import locked
from participation.councils.referrals.choices import State
from participation.councils.referrals.models import OnlineVote, Referral
from participation.councils.referrals.queries import fingerprint
from participation.ui.typography import day

PURPOSE = "referral"
LONGEST_TITLE = 100


@transaction.atomic
def open_vote(
    referral: Referral,
    *,
    actor: Any,
    edition: int | None = None,
    quorum_percent: int | None = None,
    key: UUID | None = None,
    **rules: Any,
) -> OnlineVote:
    """Put a draft to a vote of the members: its words change no more until it is settled.

    `rules` are those of `open_ballot`, with its kind and its hours; `edition` is the wording that
    was read. The quorum is at least that of the council's framework. The same `key` again gives
    the same vote. Raises Refused for another wording, a lower quorum, outside a draft, or where
    the vote may not open.
    """
    made: OnlineVote | None = None
    if key is not None:
        made = OnlineVote.objects.filter(referral=referral, ballot__key=key).first()
    if made is not None:
        return made
    referral = in_draft(referral)
    refuse_other_edition(referral, edition)
    least = referral.council.framework.quorum_percent
    if quorum_percent is not None and quorum_percent < least:
        raise Refused(
            _("Le quorum ne peut pas être plus bas que celui du conseil : %(least)d %%.")
            % {"least": least}
        )
    ballot = open_ballot(
        referral.council,
        actor=actor,
        title=_("Adopter la saisine « %(title)s » ?")
        % {"title": excerpt(referral.title, LONGEST_TITLE)},
        context=_put(referral),
        quorum_percent=quorum_percent,
        purpose=f"{PURPOSE}:{referral.pk}",
        about_url=referral.space_url,
        key=key,
        **rules,
    )
    vote = OnlineVote.objects.create(
        referral=referral, ballot=ballot, edition=referral.edition, sha256=fingerprint(referral)
    )
    _come_to(referral, State.VOTING)
    event = events.ReferralPutToVote(
        council_id=referral.council_id, referral_id=referral.pk, vote_id=vote.pk
    )
    record(event, actor=actor)
    return vote


@transaction.atomic
def settle_vote(vote: OnlineVote) -> None:
    """Take the outcome of a vote that was counted or cancelled: adopted, or a draft again.

    A repeat changes nothing: an UPDATE decides who of several settles it.
    """
    referral = locked(vote.referral)
    ballot = Ballot.objects.select_related("result").get(pk=vote.ballot_id)
    if ballot.is_running:
        return
    open_ones = OnlineVote.objects.filter(pk=vote.pk, settled_at=None).order_by()
    if not open_ones.update(settled_at=now()):
        return
    if ballot.is_over and ballot.result.is_adopted and vote.sha256 == fingerprint(referral):
        closed_on = local(ballot.ended_at, referral.council.zone).date()
        reference = _("Vote en ligne clos le %(day)s") % {"day": day(closed_on)}
        adopt(referral, on=closed_on, text=_said(ballot), reference=reference, actor=None)
        return
    _come_to(referral, State.DRAFTED)
    event = events.ReferralBackInDraft(
        council_id=referral.council_id, referral_id=referral.pk, vote_id=vote.pk
    )
    record(event, actor=None)


def _come_to(referral: Referral, state: State) -> None:
    referral.state = state
    referral.save(update_fields=["state"])


def _put(referral: Referral) -> str:
    """Give the words on which one votes, as they are."""
    parts = [
        _("À : %(name)s.") % {"name": referral.addressee_name},
        _("Ce que vivent les habitants"),
        referral.difficulties,
        _("Ce que le conseil demande"),
        referral.requests,
    ]
    if referral.evidence:
        parts += [_("Sur quoi il s’appuie"), referral.evidence]
    files = [row.name for row in referral.attachments.filter(step=None)]
    if files:
        parts += [_("Pièces jointes"), "\n".join(files)]
    parts.append(_("Empreinte du texte : %(hash)s") % {"hash": fingerprint(referral)})
    return "\n\n".join(parts)


def _said(ballot: Ballot) -> str:
    """Say the figures of a vote that adopted."""
    turnout = _("Votants : %(turnout)d sur %(called)d (quorum : %(quorum)d).") % {
        "turnout": ballot.result.turnout,
        "called": ballot.result.electorate,
        "quorum": ballot.result.quorum,
    }
    figures = [
        _("%(answer)s : %(votes)d.") % {"answer": answer, "votes": votes}
        for answer, votes in bound(ballot).figures
    ]
    return " ".join([turnout, *figures])
