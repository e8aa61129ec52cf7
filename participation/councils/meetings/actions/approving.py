"""The council approves its minutes: in a later meeting, or by a vote of its members."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.text import one_line
from participation.councils.ballots.actions import open_ballot
from participation.councils.ballots.choices import Kind
from participation.councils.ballots.models import Ballot
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.actions.minutes import refuse_unless_last
from participation.councils.meetings.choices import AmendmentState
from participation.councils.meetings.models import Meeting, MinutesVersion
from participation.ui.typography import day


@transaction.atomic
def approve_minutes(version: MinutesVersion, *, in_meeting: Meeting, actor: Any) -> MinutesVersion:
    """Record that the council approved the last version, in a later meeting of its own.

    A second time changes nothing. Raises Refused while a correction waits for its answer or
    members vote, for a version they rejected, and for a meeting that is not later, not begun or
    not of this council.
    """
    meeting = locked(version.meeting)
    version.refresh_from_db()
    if version.approved_at:
        return version
    _refuse_unless_ready(version, meeting)
    if version.is_put_to_vote:
        raise Refused(_("Les membres votent sur cette version. Attendez la clôture."))
    is_later = in_meeting.starts_at >= meeting.ends_at and in_meeting.has_begun
    if in_meeting.council_id != meeting.council_id or not (is_later and in_meeting.is_announced):
        raise Refused(_("Choisissez une réunion de ce conseil tenue après celle-ci."))
    version.approved_in, version.approved_at = in_meeting, now()
    version.save(update_fields=["approved_in", "approved_at"])
    tell(events.MinutesApproved, meeting, by=actor, version_id=version.pk)
    return version


@transaction.atomic
def put_to_vote(version: MinutesVersion, *, actor: Any, **rules: Any) -> Ballot:
    """Ask the members, by yes or no, whether they approve the last version.

    `rules` are those of `open_ballot`; the same `key` again gives the vote it opened. A vote that
    decided nothing (no quorum) may be held again. Raises Refused while a correction waits for its
    answer, while a vote runs, and for a version that is approved or rejected.
    """
    meeting = locked(version.meeting)
    version.refresh_from_db()
    last = version.ballot
    if last is not None and rules.get("key") is not None and last.key == rules["key"]:
        return last
    if version.approved_at:
        raise Refused(_("Le conseil a déjà approuvé cette version."))
    _refuse_unless_ready(version, meeting)
    version.meeting = meeting
    ballot = open_ballot(
        meeting.council,
        actor=actor,
        title=_title(meeting),
        context=_context(version),
        purpose=version.purpose,
        about_url=version.url,
        **{**rules, "kind": Kind.YES_NO},
    )
    version.ballot = ballot
    version.save(update_fields=["ballot"])
    ids = {"version_id": version.pk, "ballot_id": ballot.pk}
    tell(events.MinutesPutToVote, meeting, by=actor, **ids)
    return ballot


@transaction.atomic
def settle_vote(version_id: int, ballot_id: int) -> None:
    """Approve the version that members voted on, on the day they did.

    Said again, or of a vote that did not carry, it changes nothing.
    """
    found = MinutesVersion.objects.select_related("meeting").filter(pk=version_id).first()
    if found is None:
        return
    meeting = locked(found.meeting)
    version = MinutesVersion.objects.select_related("ballot__result").get(pk=version_id)
    ballot = version.ballot
    is_ours = ballot is not None and ballot.pk == ballot_id and ballot.is_over
    if version.approved_at or ballot is None or not is_ours or not ballot.result.is_adopted:
        return
    version.approved_at = ballot.ended_at
    version.save(update_fields=["approved_at"])
    tell(events.MinutesApproved, meeting, by=None, version_id=version.pk)


def _refuse_unless_ready(version: MinutesVersion, meeting: Meeting) -> None:
    refuse_unless_last(version, meeting)
    if version.amendments.filter(state=AmendmentState.OPEN).exists():
        raise Refused(_("Une correction attend encore une réponse. Répondez-y d’abord."))
    if version.is_rejected:
        raise Refused(_("Le conseil a rejeté cette version. Écrivez-en une autre."))


def _title(meeting: Meeting) -> str:
    """Give a question that fits; the page says the rest."""
    whole = _("Approuver le compte rendu : %(title)s") % {"title": meeting.title}
    return one_line(whole)[:150]


def _context(version: MinutesVersion) -> str:
    meeting = version.meeting
    return _(
        "Le vote porte sur la version %(number)d du compte rendu de la réunion du %(day)s. "
        "Lisez-la avant de voter."
    ) % {"number": version.number, "day": day(meeting.starts_at, meeting.council.zone)}
