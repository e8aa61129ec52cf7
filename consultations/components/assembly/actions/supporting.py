"""Supporting a question: once for each person, by the database's own rule.

Nothing is written in the journal: a line would say who supports what.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly.actions.telling import held, tell
from consultations.components.assembly.models import Question, Support
from consultations.errors import Refused


@transaction.atomic
def support(question: Question, *, voter: str) -> None:
    """Support a question; a second time changes nothing."""
    row = held(question.assembly)
    question.refresh_from_db()
    if not question.may_be_supported or not row.takes_questions:
        raise Refused(_("Cette question ne prend plus de soutiens."))
    try:
        with transaction.atomic():
            Support.objects.create(question=question, voter_key=voter)
    except IntegrityError:
        return
    _tell(question)


@transaction.atomic
def withdraw_support(question: Question, *, voter: str) -> None:
    """Take one's support back; one that is not there is no error."""
    held(question.assembly)
    deleted, _each = Support.objects.filter(question=question, voter_key=voter).delete()
    if deleted:
        _tell(question)


def _tell(question: Question) -> None:
    question.assembly.touch(question)
    question.save(update_fields=["changed"])
    tell(question.assembly, "queue")
