"""What meetings tell of themselves to the rest of the house."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.clock import local
from participation.base.text import excerpt
from participation.councils.meetings import actions
from participation.councils.meetings.choices import State
from participation.councils.meetings.models import (
    AgendaItem,
    Amendment,
    Answer,
    Attendance,
    Follower,
    Meeting,
    MinutesVersion,
    Registration,
)
from participation.councils.meetings.queries.pages import (
    meetings_of,
    public_meetings,
    told_meetings,
    within,
)
from participation.councils.models import Council
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space
from participation.councils.standing import may_animate

MOST = 50
MOST_SHOWN = 3


class MeetingsRoom(Room):
    name = "meetings"
    label = gettext_lazy("Réunions")
    hint = gettext_lazy("Voyez la prochaine réunion, et dites si vous venez.")
    rank = 20

    def url(self, council: Council) -> str:
        return reverse("meetings:meetings", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        recent = Q(announced_at__gt=since) | Q(changed_at__gt=since)
        rows = meetings_of(space).announced().filter(recent).order_by("-changed_at", "-pk")[:MOST]
        told = [_changed(row, since) for row in within(space.council, rows)]
        versions = MinutesVersion.objects.visible_to(space.person).filter(
            meeting__council=space.council, written_at__gt=since
        )
        told += [_minutes(version, space) for version in versions.select_related("meeting")[:MOST]]
        return sorted(told, key=lambda news: news.at, reverse=True)[:MOST]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        yield from _answers_awaited(space)
        if space.may(may_animate):
            yield from _minutes_awaited(space)

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        for row in within(space.council, meetings_of(space).matching(words)[:MOST]):
            told = excerpt(row.description or row.place)
            yield Found(title=row.title, excerpt=told, url=row.space_url, at=row.starts_at)

    def home(self, space: Space) -> Panel | None:
        row = meetings_of(space).announced().coming().exclude(state=State.CANCELLED).first()
        if row is None:
            return None
        row.council = space.council
        return Panel("meetings/_home.html", {"meeting": row})

    def panel(self, council: Council) -> Panel | None:
        rows = public_meetings(council)
        coming = within(council, rows.coming()[:MOST_SHOWN])
        said = told_meetings(council).past().filter(minutes_versions__published_at__isnull=False)
        last = within(council, said[:MOST_SHOWN])
        if not coming and not last and not rows.exists():
            return None
        context = {"council": council, "coming": coming, "last": last}
        return Panel("meetings/_panel.html", context)

    def personal_data(self, account: Any) -> Any:
        """Give what a person answered, proposed and wrote, and the meetings they came to."""
        held = {
            "reponses": _told(Answer, "membership__account", account, "choice"),
            "presences": _told(Attendance, "membership__account", account),
            "points_proposes": _told(AgendaItem, "proposed_by", account, "title", "details"),
            "comptes_rendus": _told(MinutesVersion, "author", account, "number", "note"),
            "corrections": list(
                Amendment.objects.filter(author=account)
                .order_by("pk")
                .values("version__meeting__title", "text", "reason", "state")
            ),
            "inscriptions": list(
                Registration.objects.filter(Q(account=account) | Q(email__iexact=account.email))
                .order_by("pk")
                .values("meeting__council__name", "meeting__title", "name", "needs", "has_place")
            ),
            "conseils_suivis": list(
                Follower.objects.filter(email__iexact=account.email)
                .order_by("pk")
                .values("council__name", "asked_at", "confirmed_at")
            ),
        }
        return held if any(held.values()) else None

    def forget(self, account: Any) -> None:
        actions.forget_person(account)

    def tidy(self) -> int:
        return (
            actions.ask_for_late_minutes()
            + actions.forget_old_passes()
            + actions.forget_unconfirmed()
            + actions.forget_old_registrations()
        )


def _told(model: Any, owner: str, account: Any, *names: str) -> list[dict[str, Any]]:
    rows = model.objects.filter(**{owner: account}).order_by("pk")
    return list(rows.values("meeting__council__name", "meeting__title", *names))


def _changed(row: Meeting, since: datetime) -> News:
    if row.is_cancelled:
        text = _("Réunion annulée : %(title)s")
    elif row.announced_at and row.announced_at > since:
        text = _("Nouvelle réunion : %(title)s")
    elif row.is_postponed:
        text = _("Réunion reportée : %(title)s")
    else:
        text = _("Réunion modifiée : %(title)s")
    return News(at=row.changed_at, text=text % {"title": row.title}, url=row.space_url)


def _minutes(version: MinutesVersion, space: Space) -> News:
    text = _("Compte rendu à relire : %(title)s") % {"title": version.meeting.title}
    url = reverse("meetings:minutes", args=[space.council.slug, version.meeting_id])
    return News(at=version.written_at, text=text, url=url)


def _answers_awaited(space: Space) -> Iterator[Waiting]:
    """Say which convocations wait for this member's answer."""
    me = space.standing.membership
    if me is None:
        return
    rows = meetings_of(space).announced().coming().exclude(answers__membership=me)
    convened = rows.filter(convocations__summons__membership=me).distinct()
    for row in within(space.council, convened):
        if row.is_coming:
            text = _("Dire si vous venez : %(title)s") % {"title": row.title}
            url = reverse("meetings:answer", args=[space.council.slug, row.pk])
            until = local(row.starts_at, space.council.zone).date()
            yield Waiting(text=text, url=url, until=until)


def _minutes_awaited(space: Space) -> Iterator[Waiting]:
    """Say which minutes are awaited, to those who write them."""
    for row in within(space.council, meetings_of(space).without_minutes()[:MOST]):
        text = _("Publier le compte rendu : %(title)s") % {"title": row.title}
        url = reverse("meetings:minutes", args=[space.council.slug, row.pk])
        yield Waiting(text=text, url=url, until=row.minutes_due_on)


room = MeetingsRoom()
