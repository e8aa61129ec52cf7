"""Was the promise of a consultation kept? Computed from dates and coverage, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.models import Consultation, State
from consultations.outcomes.models import Coverage, Guarantor
from participation.ui.typography import day, number


class Word(models.TextChoices):
    """What a promise has become."""

    KEPT = "kept", gettext_lazy("Promesse tenue")
    IN_PART = "in_part", gettext_lazy("Promesse tenue en partie")
    BROKEN = "broken", gettext_lazy("Promesse non tenue à ce jour")
    TO_COME = "to_come", gettext_lazy("Promesse pas encore échue")


PILLS = {Word.KEPT: "done", Word.IN_PART: "under_study", Word.BROKEN: "late", Word.TO_COME: ""}


@dataclass(frozen=True)
class Point:
    """One thing that was promised: whether it is so, and the figures that say it."""

    name: str
    is_kept: bool
    figures: str


@dataclass
class Verdict:
    """One consultation against its promise.

    Kept: the answer came by the promised day, all that was received was read, and a guarantor's
    report, if there is one, was answered in time. In part: the answer came, and one of these is
    not so. Broken: the day has passed, without an answer. A promise that is not due yet is none of
    these, nor is a consultation that was withdrawn or never promised an answer.
    """

    consultation: Consultation
    points: list[Point] = field(default_factory=list)

    @property
    def word(self) -> Word:
        if not self.consultation.is_answered:
            return Word.BROKEN if self.consultation.is_overdue else Word.TO_COME
        return Word.KEPT if all(point.is_kept for point in self.points) else Word.IN_PART

    @property
    def label(self) -> str:
        return str(self.word.label)

    @property
    def pill(self) -> str:
        return PILLS[self.word]


def verdicts_of(consultations: Iterable[Consultation]) -> list[Verdict]:
    """Judge each consultation that promised an answer, in a fixed number of queries."""
    promised = [row for row in consultations if _has_promised(row)]
    keys = [row.pk for row in promised]
    read = _read_by_consultation(keys)
    guarantors = {
        row.consultation_id: row for row in Guarantor.objects.filter(consultation__in=keys)
    }
    return [
        Verdict(row, [*_points(row, read.get(row.pk)), *_guarantor(row, guarantors.get(row.pk))])
        for row in promised
    ]


def _has_promised(row: Consultation) -> bool:
    is_running = row.opened_at is not None and row.response_due_on is not None
    return is_running and row.state != State.WITHDRAWN


def _read_by_consultation(keys: list[int]) -> dict[int, tuple[int, int]]:
    rows: Any = (
        Coverage.objects.filter(synthesis__consultation__in=keys)
        .order_by()
        .values_list("synthesis__consultation")
        .annotate(received=Sum("received"), read=Sum("read"))
    )
    return {key: (received, read) for key, received, read in rows}


def _points(row: Consultation, coverage: tuple[int, int] | None) -> list[Point]:
    due = day(row.response_due_on)
    if row.responded_at is None:
        figures = _("promise pour le %(due)s, pas encore publiée") % {"due": due}
        return [Point(_("La réponse, à la date promise"), not row.is_overdue, figures)]
    words = {"due": due, "on": day(row.responded_at, row.zone)}
    points = [
        Point(
            _("La réponse, à la date promise"),
            row.days_late == 0,
            _("promise pour le %(due)s, publiée le %(on)s") % words + _late(row.days_late),
        )
    ]
    if coverage is not None:
        received, read = coverage
        words = {"read": number(read), "received": number(received)}
        figures = _("%(read)s lues sur %(received)s reçues") % words
        points.append(Point(_("Toutes les contributions, lues"), read == received, figures))
    return points


def _guarantor(row: Consultation, guarantor: Guarantor | None) -> list[Point]:
    """The body answers the report; that the report itself is late is not its doing."""
    if guarantor is None or guarantor.reported_on is None or guarantor.answer_due_on is None:
        return []
    guarantor.consultation = row
    due, late = day(guarantor.answer_due_on), guarantor.answer_days_late
    if guarantor.answered_on is None:
        figures = _("attendue pour le %(due)s") % {"due": due}
    else:
        words = {"due": due, "on": day(guarantor.answered_on)}
        figures = _("attendue pour le %(due)s, publiée le %(on)s") % words
    return [Point(_("La réponse au garant, dans le délai"), late == 0, figures + _late(late))]


def _late(days: int) -> str:
    if not days:
        return ""
    said = ngettext(", %(days)d jour de retard", ", %(days)d jours de retard", days)
    return said % {"days": days}
