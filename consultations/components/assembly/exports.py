"""What officers export from a meeting: questions, polls, speaking time."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.assembly.models import Assembly, Poll, Question
from consultations.components.assembly.queries import shares
from consultations.models import Contribution, Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    """Give the questions first (alone in a CSV), then polls and speaking time."""
    questions = [
        _("Code de suivi"),
        _("Reçue le"),
        _("Canal"),
        _("État"),
        _("Question"),
        _("Point de l’ordre du jour"),
        _("Suite"),
        _("Réponse en bref"),
        _("Motif"),
        _("Soutiens"),
        _("Regroupée sous"),
    ]
    polls = [_("Sondage"), _("Ouvert le"), _("Réponse proposée"), _("Voix"), _("Votants")]
    times = [_("Collège ou position"), _("Prises de parole"), _("Secondes")]
    return [
        Table(name=_("Questions"), columns=questions, rows=_questions(step)),
        Table(name=_("Sondages"), columns=polls, rows=_polls(step.assembly)),
        Table(name=_("Temps de parole"), columns=times, rows=_times(step.assembly)),
    ]


def _questions(step: Step) -> Iterator[list[Any]]:
    counted = Contribution.objects.counted().filter(step=step)
    rows = Question.objects.filter(contribution__in=counted).with_support().order_by("pk")
    related = rows.select_related("contribution", "item", "group_of__contribution")
    for question in related.iterator(chunk_size=1000):
        yield _row(question)


def _row(question: Question) -> list[Any]:
    """Give one row; a hidden question is counted there, without its words."""
    contribution, lead = question.contribution, question.group_of
    is_hidden = contribution.is_hidden
    return [
        contribution.tracking_code,
        contribution.received_at,
        contribution.get_channel_display(),
        contribution.get_state_display(),
        "" if is_hidden else question.text,
        question.item.title if question.item else "",
        question.get_state_display(),
        "" if is_hidden else question.answer,
        question.reason,
        question.support_count,  # type: ignore[attr-defined]
        lead.contribution.tracking_code if lead else "",
    ]


def _polls(assembly: Assembly) -> Iterator[list[Any]]:
    closed = assembly.polls.filter(state=Poll.State.CLOSED).order_by("opened_at", "pk")
    for poll in closed.prefetch_related("choices"):
        for choice in poll.choices.all():
            yield [poll.text, poll.opened_at, choice.text, choice.count, poll.voter_count]


def _times(assembly: Assembly) -> Iterator[list[Any]]:
    for share in shares(assembly):
        yield [share.group, share.turns, share.seconds]
