"""Telling those who asked that the answer is there; once, and never again if they say so."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.events import AnswerPublished
from consultations.models import Consultation, OutcomeContact
from consultations.outcomes.queries import promise_of
from consultations.receipts import receipt_address
from consultations.topics import topic_of
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

SIGNER_SALT = "participation.unsubscribe"

declare(
    NoticeKind(
        "answer_published",
        Category.ANSWERS,
        gettext_lazy("La réponse à une démarche"),
        link="answer_url",
    )
)


def unsubscribe_token(contact: OutcomeContact) -> str:
    """Sign what names a contact: the same at each try, so that a letter can be repeated."""
    return Signer(salt=SIGNER_SALT).sign(str(contact.pk))


def contact_id_of(token: str) -> int | None:
    """Read a token back, or give None when it was altered."""
    try:
        return int(Signer(salt=SIGNER_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


@listen(AnswerPublished)
def tell_contributors(heard: Heard) -> None:
    """Write one letter to each person who left an address, then tell those who follow.

    A repeat writes none again; who left an address and follows is told once.
    """
    consultation = Consultation.objects.select_related("public_body").get(
        pk=heard.event.consultation_id
    )
    contacts = OutcomeContact.objects.filter(consultation=consultation)
    for contact in contacts.select_related("contribution").iterator(chunk_size=500):
        _tell(contact, consultation, heard.entry_id)
    news = News(
        title=_("La réponse est publiée : %(title)s") % {"title": consultation.title},
        path=reverse("consultations:outcome", args=[consultation.slug]),
    )
    tell(heard.entry_id, "answer_published", news, topics=[topic_of(consultation)])


def _tell(contact: OutcomeContact, consultation: Consultation, entry_id: int) -> None:
    contribution = contact.contribution
    write_letter(
        entry_id=entry_id,
        to=contact.email,
        kind="answer_published",
        subject=_("La réponse est publiée : %(title)s") % {"title": consultation.title},
        unsubscribe_url=absolute(
            reverse("consultations:unsubscribe", args=[unsubscribe_token(contact)])
        ),
        context={
            "consultation": consultation,
            "promise": promise_of(consultation),
            "answer_url": absolute(reverse("consultations:outcome", args=[consultation.slug])),
            "receipt_url": receipt_address(contribution) if contribution else "",
        },
    )
