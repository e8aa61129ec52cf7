"""What trainings tell of themselves to the rest of the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.councils.models import Council
from participation.councils.registry import News, Room
from participation.councils.space import Space
from participation.councils.training.actions import forget_trainee, settle_due
from participation.councils.training.models import Enrolment, TrainingSession


class TrainingRoom(Room):
    name = "training"
    label = gettext_lazy("Formations")
    hint = gettext_lazy("Apprenez à votre rythme. Les frais sont dits sur chaque page.")
    rank = 90

    def url(self, council: Council) -> str:
        return reverse("training:space", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        """Say which sessions began to take enrolments, and that one's own places were given."""
        opened = TrainingSession.objects.all().taking().filter(enrols_from__gt=since)
        told = [
            News(
                session.enrols_from,
                _("Inscriptions ouvertes : %(session)s") % {"session": session},
                session.get_absolute_url(),
            )
            for session in opened.select_related("programme").order_by("-enrols_from", "-pk")[:50]
        ]
        mine = Enrolment.objects.filter(account=space.person.pk, session__settled_at__gt=since)
        told += [
            News(
                enrolment.session.settled_at,
                _("%(session)s : %(state)s")
                % {"session": enrolment.session, "state": enrolment.get_state_display()},
                enrolment.session.get_absolute_url(),
                is_for_me=True,
            )
            for enrolment in mine.select_related("session__programme").order_by("pk")[:50]
        ]
        return sorted(told, key=lambda news: news.at, reverse=True)[:50]

    def personal_data(self, account: Any) -> Any:
        rows = Enrolment.objects.filter(account=account).select_related(
            "session__programme", "council"
        )
        return [
            {
                "formation": str(row.session),
                "conseil": str(row.council),
                "demande_le": row.asked_at.isoformat(),
                "etat": row.get_state_display(),
                "rang": row.rank,
            }
            for row in rows.order_by("asked_at", "pk")
        ] or None

    def forget(self, account: Any) -> None:
        forget_trainee(account)

    def tidy(self) -> int:
        return settle_due()


room = TrainingRoom()
