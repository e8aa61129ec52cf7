"""What trainees are told: their place or their rank, a place that became free, a cancellation."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.training import events
from participation.councils.training.choices import STILL_IN, EnrolmentState
from participation.councils.training.models import Enrolment
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind(
        "training_news",
        Category.COUNCILS,
        gettext_lazy("Votre place en formation"),
        link="session_url",
        has_sms=True,
    )
)


@listen(events.PlacesSettled)
def tell_places(heard: Heard) -> None:
    """Tell each person who asked whether they have a place, or at which rank they wait."""
    for enrolment in _of(session=heard.event.session_id, state__in=STILL_IN):
        if enrolment.state == EnrolmentState.PLACED:
            _write(heard, enrolment, _("Vous avez une place"))
        else:
            _write(heard, enrolment, _("Vous êtes sur liste d’attente"))


@listen(events.PlaceGiven)
def tell_free_place(heard: Heard) -> None:
    for enrolment in _of(pk=heard.event.enrolment_id, state=EnrolmentState.PLACED):
        _write(heard, enrolment, _("Une place s’est libérée pour vous"))


@listen(events.SessionCancelled)
def tell_cancellation(heard: Heard) -> None:
    for enrolment in _of(session=heard.event.session_id, state__in=STILL_IN):
        _write(heard, enrolment, _("Votre formation est annulée"))


def _of(**fields: Any) -> list[Enrolment]:
    rows = Enrolment.objects.filter(**fields).exclude(account=None)
    return list(rows.select_related("account", "session__programme").order_by("pk"))


def _write(heard: Heard, enrolment: Enrolment, subject: str) -> None:
    assert enrolment.account is not None
    session = enrolment.session
    write_letter(
        entry_id=heard.entry_id,
        to=enrolment.account.email,
        kind="training_news",
        subject=subject,
        context={
            "enrolment": enrolment,
            "session": session,
            "programme": session.programme,
            "has_place": enrolment.state == EnrolmentState.PLACED,
            "session_url": absolute(session.get_absolute_url()),
        },
    )
