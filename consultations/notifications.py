"""What residents are told: the receipt of their contribution, and the life of what they follow."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations import events
from consultations.events import ContributionFollowed, ContributionReceived
from consultations.models import (
    Consultation,
    Contribution,
    LedgerCheck,
    Reminder,
    State,
    Step,
)
from consultations.receipts import receipt_address
from consultations.topics import topic_of, topics_around
from participation.accounts.models import Account, Officer
from participation.base.codes import spaced_code
from participation.base.events import Heard, listen
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.kinds import Category, NoticeKind, Rhythm, declare
from participation.notifications.topics import Topic

declare(
    NoticeKind("receipt", Category.ESSENTIAL, gettext_lazy("Le reçu de votre contribution")),
    NoticeKind("identity_code", Category.ESSENTIAL, gettext_lazy("Un code de vérification")),
    NoticeKind("resume_draft", Category.ESSENTIAL, gettext_lazy("Le lien de votre brouillon")),
    NoticeKind(
        "consultation_news",
        Category.FOLLOWED,
        gettext_lazy("Une démarche qui s’ouvre, se clôt ou change"),
        Rhythm.DAILY,
    ),
    NoticeKind("response_due", Category.OFFICE, gettext_lazy("Une réponse à donner")),
    NoticeKind("ledger_broken", Category.ESSENTIAL, gettext_lazy("Une anomalie dans les reçus")),
)


@listen(ContributionReceived, ContributionFollowed)
def send_receipt(heard: Heard) -> None:
    """Write the receipt to the address left with the contribution.

    An anonymous contribution has none: nothing leads from it to an address.
    """
    contribution = (
        Contribution.objects.counted()
        .filter(pk=heard.event.contribution_id)
        .select_related("consultation__public_body")
        .first()
    )
    if contribution is None:  # taken back meanwhile
        return
    code = spaced_code(str(contribution.tracking_code))
    for contact in contribution.contacts.all():
        write_letter(
            entry_id=heard.entry_id,
            to=contact.email,
            kind="receipt",
            subject=_("%(code)s : le reçu de votre contribution") % {"code": code},
            context={
                "consultation": contribution.consultation,
                "contribution": contribution,
                "code": code,
                "receipt_url": receipt_address(contribution),
            },
        )


@listen(events.ConsultationAnnounced)
def tell_announced(heard: Heard) -> None:
    consultation = _consultation(heard)
    title = _("Bientôt : %(title)s") % {"title": consultation.title}
    _tell(heard, consultation, title, topics_around(consultation))


@listen(events.ConsultationOpened)
def tell_opened(heard: Heard) -> None:
    consultation = _consultation(heard)
    title = _("Ouverte : %(title)s") % {"title": consultation.title}
    _tell(heard, consultation, title, topics_around(consultation))


@listen(events.ConsultationClosed)
def tell_closed(heard: Heard) -> None:
    consultation = _consultation(heard)
    title = _("Close : %(title)s") % {"title": consultation.title}
    _tell(heard, consultation, title)


@listen(events.ConsultationSuspended, events.ConsultationWithdrawn)
def tell_stopped(heard: Heard) -> None:
    """Say that it stops, for a time or for good, and why."""
    consultation = _consultation(heard)
    title = (
        _("Suspendue : %(title)s")
        if consultation.state == State.SUSPENDED
        else _("Retirée : %(title)s")
    )
    text = consultation.state_reason
    _tell(heard, consultation, title % {"title": consultation.title}, summary=text)


@listen(events.SynthesisPublished)
def tell_synthesis(heard: Heard) -> None:
    consultation = _consultation(heard)
    title = _("La synthèse est publiée : %(title)s") % {"title": consultation.title}
    _tell(heard, consultation, title)


@listen(events.StepBegan, events.StepEnded)
def tell_step(heard: Heard) -> None:
    """Say that a step begins or ends on a date of its own."""
    consultation = _consultation(heard)
    step = Step.objects.filter(pk=heard.event.step_id).first()
    if step is None:
        return
    begins = isinstance(heard.event, events.StepBegan)
    title = _("Ouverte : %(title)s") if begins else _("Close : %(title)s")
    _tell(heard, consultation, title % {"title": f"{step.title} – {consultation.title}"})


@listen(events.ResultsPublished)
def tell_results(heard: Heard) -> None:
    consultation = _consultation(heard)
    title = _("Les résultats sont publiés : %(title)s") % {"title": consultation.title}
    _tell(heard, consultation, title)


@listen(events.ResponseReminded)
def remind_of_the_answer(heard: Heard) -> None:
    """Tell each officer of the body that an answer is due soon, or late."""
    reminder = Reminder.objects.get(pk=heard.event.reminder_id)
    consultation = _consultation(heard)
    if consultation.is_answered:
        return
    is_late = reminder.kind == Reminder.Kind.LATE
    title = _("Réponse en retard : %(title)s") if is_late else _("Réponse à donner : %(title)s")
    due = date_format(reminder.due_on, "j F Y")
    late = _("Elle était promise pour le %(day)s. Le retard est visible de tous.")
    soon = _("Elle est promise pour le %(day)s.")
    news = News(
        title % {"title": consultation.title},
        reverse("editing:answer", args=[consultation.pk]),
        (late if is_late else soon) % {"day": due},
    )
    officers = Officer.objects.filter(
        public_body=consultation.public_body_id, account__is_active=True
    )
    accounts = officers.order_by("account_id").values_list("account_id", flat=True)
    tell(heard.entry_id, "response_due", news, accounts=accounts)


@listen(events.LedgerBroken)
def alarm_administrators(heard: Heard) -> None:
    """Tell who administers that receipts do not agree any more with what is counted."""
    consultation = _consultation(heard)
    check = LedgerCheck.objects.get(pk=heard.event.check_id)
    news = News(
        _("Anomalie dans les reçus : %(title)s") % {"title": consultation.title},
        reverse("consultations:ledger", args=[consultation.slug]),
        _("La vérification a trouvé %(number)d anomalies. Lancez verify_consultation.")
        % {"number": len(check.findings)},
    )
    people = Account.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    tell(heard.entry_id, "ledger_broken", news, accounts=people.values_list("pk", flat=True))


def _consultation(heard: Heard) -> Consultation:
    rows = Consultation.objects.select_related("territory", "public_body")
    return rows.get(pk=heard.event.consultation_id)


def _tell(
    heard: Heard,
    consultation: Consultation,
    title: str,
    topics: list[Topic] | None = None,
    summary: str = "",
) -> None:
    """Tell those who follow it; one that became a draft or is hidden again tells nobody."""
    if consultation.is_draft:
        return
    news = News(title, consultation.get_absolute_url(), summary or consultation.summary)
    topics = topics or [topic_of(consultation)]
    tell(heard.entry_id, "consultation_news", news, topics=topics)
