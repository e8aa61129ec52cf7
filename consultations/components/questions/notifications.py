"""Telling the asker and those who ask the same that the answer is there: once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from consultations.components.questions.actions import forget_told, forget_waiting
from consultations.components.questions.events import PublicQuestionAnswered
from consultations.components.questions.models import Question, Waiting
from consultations.models import Contribution
from participation.accounts.events import AccountErased
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind(
        "question_answered",
        Category.ANSWERS,
        gettext_lazy("La réponse à une question posée à un organisme"),
        link="question_url",
    )
)


@listen(PublicQuestionAnswered)
def tell_who_waits(heard: Heard) -> None:
    """Write to each address once, then forget it; a question hidden meanwhile tells nobody."""
    question = (
        Question.objects.with_envelope()
        .select_related("contribution__step__consultation__public_body")
        .filter(contribution=heard.event.contribution_id)
        .first()
    )
    if question is None or question.contribution.state != Contribution.State.PUBLISHED:
        return
    for waiting in question.waiting.order_by("pk"):
        _write(heard, question, waiting)
        forget_told(waiting)


def _write(heard: Heard, question: Question, waiting: Waiting) -> None:
    contribution = question.contribution
    address = absolute(contribution.component.public_url(contribution))
    with override(waiting.language):
        write_letter(
            entry_id=heard.entry_id,
            to=waiting.email,
            kind="question_answered",
            subject=_("Une réponse à votre question : %(question)s") % {"question": question.text},
            context={
                "consultation": contribution.consultation,
                "body": contribution.step.consultation.public_body,
                "question": question,
                "answer": question.given_answer,
                "question_url": address,
            },
        )


@listen(AccountErased)
def forget_with_account(heard: Heard) -> None:
    """Delete the addresses left by an erased account; a repeat finds nothing more."""
    forget_waiting(heard.event.account_id)
