"""What those who follow the public meetings of a council are told, without an account."""

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.meetings import events
from participation.councils.meetings.models import Follower, Meeting, MinutesVersion
from participation.councils.meetings.notifications.said import change, joined, meeting_of
from participation.councils.topics import topic_of
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.guards import guards_letters


@guards_letters("follower")
def still_follows(recipient: str, follower_id: int) -> bool:
    """Say whether this address still asks to be told."""
    return Follower.objects.filter(pk=follower_id, email=recipient).exists()


@listen(events.FollowAsked)
def ask_follower_to_confirm(heard: Heard) -> None:
    """Write to the address left, so that nobody subscribes somebody else."""
    follower = Follower.objects.filter(pk=heard.event.follower_id, confirmed_at=None).first()
    if follower is None:
        return
    write_letter(
        entry_id=heard.entry_id,
        to=follower.email,
        kind="meeting_follow",
        subject=_("Confirmez votre adresse : %(council)s") % {"council": follower.council},
        context={
            "council": follower.council,
            "confirm_url": absolute(reverse("meetings:confirm", args=[follower.token])),
        },
        guard=("follower", follower.pk),
    )


@listen(events.MeetingAnnounced)
def announce_to_followers(heard: Heard) -> None:
    """Tell those who follow the council of a public meeting."""
    meeting = meeting_of(heard)
    subject = _("Une réunion publique : %(council)s") % {"council": meeting.council}
    for follower in _followers(meeting):
        write_letter(
            entry_id=heard.entry_id,
            to=follower.email,
            kind="meeting_announced",
            subject=subject,
            unsubscribe_url=_stop(follower),
            context={"meeting": meeting, "meeting_url": absolute(meeting.get_absolute_url())},
            guard=("follower", follower.pk),
        )
    if meeting.is_public:
        _tell(heard, "meeting_announced", meeting, subject)


@listen(events.MinutesPublished)
def tell_of_minutes(heard: Heard) -> None:
    """Tell those who follow the council that minutes are there, of any meeting."""
    meeting = meeting_of(heard)
    subject = _("Un compte rendu est publié : %(council)s") % {"council": meeting.council}
    version = MinutesVersion.objects.filter(pk=heard.event.version_id, published_at__isnull=False)
    for follower in _all(meeting) if version.exists() else ():
        write_letter(
            entry_id=heard.entry_id,
            to=follower.email,
            kind="meeting_minutes_published",
            subject=subject,
            unsubscribe_url=_stop(follower),
            context={"meeting": meeting, "meeting_url": absolute(meeting.get_absolute_url())},
            guard=("follower", follower.pk),
        )
    if version.exists():
        _tell(heard, "meeting_minutes_published", meeting, subject)


@listen(events.MeetingPostponed, events.MeetingCancelled)
def tell_followers_of_the_change(heard: Heard) -> None:
    """Tell those who follow the council, when the meeting is public."""
    meeting = meeting_of(heard)
    subject, said = change(heard, meeting)
    calendar = joined(meeting, is_private=False)
    for follower in _followers(meeting):
        write_letter(
            entry_id=heard.entry_id,
            to=follower.email,
            kind="meeting_changed_public",
            subject=subject,
            unsubscribe_url=_stop(follower),
            context={**said, "meeting_url": absolute(meeting.get_absolute_url())},
            guard=("follower", follower.pk),
            calendar=calendar,
        )
    if meeting.is_public:
        _tell(heard, "meeting_changed_public", meeting, subject)


def _tell(heard: Heard, kind: str, meeting: Meeting, title: str) -> None:
    """Tell those who follow the council with an account, or among other things; each once."""
    summary = meeting.title if meeting.is_public else ""
    news = News(title, meeting.get_absolute_url(), summary)
    tell(heard.entry_id, kind, news, topics=[topic_of(meeting.council_id)])


def _followers(meeting: Meeting) -> list[Follower]:
    """Give those who asked to be told of this council's meetings, when this one is public."""
    return _all(meeting) if meeting.is_public else []


def _all(meeting: Meeting) -> list[Follower]:
    return list(Follower.objects.confirmed().filter(council=meeting.council).order_by("pk"))


def _stop(follower: Follower) -> str:
    return absolute(reverse("meetings:unfollow", args=[follower.token]))
