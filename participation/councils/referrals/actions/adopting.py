"""The council's vote on a referral: only a vote that bound adopts it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.events import record
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.models import Council, Membership
from participation.councils.referrals.actions.drafting import in_draft, refuse_other_edition
from participation.councils.referrals.actions.stepping import step_to
from participation.councils.referrals.choices import State
from participation.councils.referrals.events import ReferralVoted
from participation.councils.referrals.models import MeetingVote, Referral
from participation.councils.referrals.queries import fingerprint


@transaction.atomic
def note_vote(
    referral: Referral,
    *,
    on: date,
    present: int,
    yes: int,
    no: int,
    abstained: int,
    reference: str,
    actor: Any,
    edition: int | None = None,
) -> MeetingVote:
    """Note a vote of the council in a meeting; adopt the draft if the vote binds.

    It binds when the quorum of the council's framework was there, counted on the mandates that ran
    that day, and when more said yes than no. Otherwise the referral stays a draft, and its page
    says why. `edition` is the wording that was read. Raises Refused for figures that do not add
    up, a day to come, a vote without the meeting it was held in, or another wording.
    """
    referral = in_draft(referral)
    council = referral.council
    called = mandates_on(council, on)
    _refuse_figures(called, present, yes + no + abstained)
    if on > council.today:
        raise Refused(_("Ce jour n’est pas encore venu. Notez le vote une fois qu’il a eu lieu."))
    if not one_line(reference):
        raise Refused(_("Indiquez la réunion où le conseil a voté."))
    refuse_other_edition(referral, edition)
    vote = MeetingVote.objects.create(
        referral=referral,
        number=referral.votes.count() + 1,
        edition=referral.edition,
        on=on,
        called=called,
        quorum=-(-called * council.framework.quorum_percent // 100),
        present=present,
        yes=yes,
        no=no,
        abstained=abstained,
        reference=one_line(reference),
        recorded_by=actor,
    )
    event = ReferralVoted(council_id=council.pk, referral_id=referral.pk, vote_id=vote.pk)
    record(event, actor=actor)
    if vote.is_adopted:
        said = _figures(vote)
        adopt(referral, on=vote.on, text=said, reference=vote.reference, actor=actor)
    return vote


@transaction.atomic
def adopt(referral: Referral, *, on: date, text: str, reference: str, actor: Any) -> None:
    """Freeze the words of a locked referral under their hash; `text` tells the figures."""
    referral.sha256 = fingerprint(referral)
    referral.save(update_fields=["sha256"])
    step_to(referral, State.ADOPTED, on=on, actor=actor, text=text, reference=reference)


def _figures(vote: MeetingVote) -> str:
    text = _(
        "Présents ou représentés : %(present)d sur %(called)d (quorum : %(quorum)d). "
        "Pour : %(yes)d. Contre : %(no)d. Abstentions : %(abstained)d."
    )
    names = ("present", "called", "quorum", "yes", "no", "abstained")
    return text % {name: getattr(vote, name) for name in names}


def mandates_on(council: Council, day: date) -> int:
    """Count those who sat in the council on a day: the base of the quorum."""
    return Membership.objects.in_council(council).on(day).filter(is_substitute=False).count()


def _refuse_figures(called: int, present: int, voices: int) -> None:
    if present > called:
        raise Refused(
            _("Ce jour-là, %(called)d personnes siégeaient. Vérifiez le nombre de présents.")
            % {"called": called}
        )
    if voices > present:
        raise Refused(_("Il y a plus de voix que de présents. Vérifiez les nombres."))
