"""Minutes: written, corrected, and once approved, published."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.text import one_line, plain
from participation.councils.ballots.actions import cancel_ballot
from participation.councils.errors import Refused
from participation.councils.meetings import events
from participation.councils.meetings.actions.locking import locked, tell
from participation.councils.meetings.choices import AmendmentState
from participation.councils.meetings.models import Amendment, Meeting, MinutesVersion


@transaction.atomic
def write_minutes(
    meeting: Meeting,
    *,
    text: str,
    after: int,
    actor: Any,
    note: str = "",
    ends_vote: bool = False,
) -> MinutesVersion:
    """Write another version of the minutes, after version `after` (0 for the first).

    The same text again adds none. `ends_vote` cancels the vote that runs on the version before.
    Raises Refused for a meeting not held yet, when somebody wrote another version meanwhile, and
    while members vote unless their vote is to end.
    """
    meeting = locked(meeting)
    if not meeting.is_announced or not meeting.has_begun:
        raise Refused(_("On écrit le compte rendu d’une réunion qui a commencé."))
    last: MinutesVersion | None = meeting.minutes_versions.select_related("ballot").first()
    if last and last.text == plain(text):
        return last
    if (last.number if last else 0) != after:
        raise Refused(
            _("Quelqu’un a écrit une version entre-temps. Relisez-la, puis refaites la vôtre.")
        )
    if last and last.is_put_to_vote:
        _end_vote(last, actor=actor, is_wanted=ends_vote)
    version = MinutesVersion.objects.create(
        meeting=meeting,
        number=after + 1,
        text=plain(text),
        note=one_line(note)[:300],
        author=actor,
        written_at=now(),
    )
    tell(events.MinutesWritten, meeting, by=actor, version_id=version.pk)
    return version


def _end_vote(version: MinutesVersion, *, actor: Any, is_wanted: bool) -> None:
    assert version.ballot is not None  # it is put to a vote
    if not is_wanted:
        raise Refused(
            _("Les membres votent sur la version %(number)d. Attendez, ou annulez ce vote.")
            % {"number": version.number}
        )
    reason = _("Une nouvelle version du compte rendu est proposée.")
    cancel_ballot(version.ballot, reason=reason, actor=actor)


@transaction.atomic
def propose_amendment(version: MinutesVersion, *, text: str, reason: str, actor: Any) -> Amendment:
    """Say what should be written otherwise, and why; the same again adds none.

    Raises Refused once the version is approved, while members vote on it, or when a later one
    exists.
    """
    meeting = locked(version.meeting)
    refuse_unless_last(version, meeting)
    version.refresh_from_db()
    if version.approved_at:
        raise Refused(_("Ce compte rendu est approuvé. Demandez un point à la prochaine réunion."))
    if version.is_put_to_vote:
        raise Refused(
            _("Les membres votent sur cette version. Dites dans votre vote ce qui manque.")
        )
    amendment, is_new = Amendment.objects.get_or_create(
        version=version, author=actor, text=plain(text), defaults={"reason": plain(reason)}
    )
    if is_new:
        tell(events.AmendmentProposed, meeting, by=actor, amendment_id=amendment.pk)
    return amendment


@transaction.atomic
def answer_amendment(
    amendment: Amendment, *, is_taken: bool, actor: Any, reason: str = ""
) -> Amendment:
    """Take a correction, or decline it for a reason that its author reads; the first answer stays.

    Raises Refused for a refusal without a reason.
    """
    meeting = locked(amendment.version.meeting)
    amendment.refresh_from_db()
    if not amendment.is_open:
        return amendment
    if not is_taken and not plain(reason):
        raise Refused(_("Écrivez pourquoi vous écartez cette correction."))
    amendment.state = AmendmentState.TAKEN if is_taken else AmendmentState.DECLINED
    amendment.answer, amendment.answered_at = plain(reason), now()
    amendment.save(update_fields=["state", "answer", "answered_at"])
    tell(events.AmendmentAnswered, meeting, by=actor, amendment_id=amendment.pk)
    return amendment


@transaction.atomic
def publish_minutes(version: MinutesVersion, *, actor: Any) -> MinutesVersion:
    """Let everyone read an approved version; it takes the place of one published before.

    A second time changes nothing. Raises Refused for a version that is not approved.
    """
    meeting = locked(version.meeting)
    version.refresh_from_db()
    if version.published_at:
        return version
    if not version.approved_at:
        raise Refused(_("Le conseil n’a pas encore approuvé cette version."))
    meeting.minutes_versions.exclude(published_at=None).update(published_at=None)
    version.published_at, version.published_by = now(), actor
    version.save(update_fields=["published_at", "published_by"])
    tell(events.MinutesPublished, meeting, by=actor, version_id=version.pk)
    return version


@transaction.atomic
def unpublish_minutes(version: MinutesVersion, *, actor: Any) -> MinutesVersion:
    """Take a version off the public pages: somebody is named in it who should not be."""
    meeting = locked(version.meeting)
    version.refresh_from_db()
    if version.published_at:
        version.published_at, version.published_by = None, None
        version.save(update_fields=["published_at", "published_by"])
        tell(events.MinutesUnpublished, meeting, by=actor, version_id=version.pk)
    return version


def refuse_unless_last(version: MinutesVersion, meeting: Meeting) -> None:
    if version != meeting.minutes_versions.first():
        raise Refused(_("Une version plus récente existe. Relisez-la d’abord."))
