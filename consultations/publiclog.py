"""The public log of a consultation: what happened when, what changed, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import (
    ACCESS_POINTS,
    GUARANTOR,
    OF_STEP,
    WORDING,
    Consultation,
    RuleChange,
    Step,
)
from participation.journal.models import Entry
from participation.ui.typography import ZONE_NAMES, day, ending, moment

# What everybody may know, and the column that says when it holds (else the journal's own time).
TOLD: dict[str, tuple[str | Promise, str]] = {
    "ConsultationAnnounced": (_("La démarche est annoncée"), "announced_at"),
    "ConsultationOpened": (_("La participation s’ouvre"), "opened_at"),
    "ConsultationClosed": (_("La participation est close"), "closed_at"),
    "ConsultationSuspended": (_("La démarche est suspendue"), ""),
    "ConsultationResumed": (_("La démarche reprend"), ""),
    "ConsultationWithdrawn": (_("La démarche est retirée"), ""),
    "LedgerPublished": (_("La liste des reçus est publiée"), "closed_at"),
    "ResultsPublished": (_("Les résultats sont publiés"), ""),
    "SynthesisPublished": (_("La synthèse est publiée"), "synthesis_at"),
    "AnswerPublished": (_("La réponse est publiée"), "responded_at"),
    "ErratumPublished": (_("Un erratum est ajouté"), ""),
    "DeliberationLinked": (_("Une délibération est liée à une décision"), ""),
    "GuarantorNamed": (_("Un garant est nommé"), ""),
    "GuarantorReported": (_("Le bilan du garant est publié"), ""),
    "GuarantorAnswered": (_("La réponse au garant est publiée"), ""),
    "FollowUpStarted": (_("Le suivi des engagements commence"), ""),
    "ConsultationArchived": (_("La démarche est archivée"), ""),
}
WITH_REASON = ("ConsultationSuspended", "ConsultationWithdrawn")


@dataclass(frozen=True)
class Line:
    """One line of the log: an event, or a change with what it was, what it is, and why."""

    at: datetime
    what: str
    before: str = ""
    after: str = ""
    reason: str = ""
    is_change: bool = False
    is_written: bool = False  # what it was and is are somebody's words, not ours


def public_log(consultation: Consultation) -> list[Line]:
    """Give the log, latest first: the journal's public events and every logged change."""
    entries = Entry.objects.about_consultation(consultation.pk).filter(event__in=TOLD)
    lines = [_event_line(entry, consultation) for entry in entries.order_by("pk")]
    lines += [_change_line(change, consultation) for change in consultation.changes.all()]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _event_line(entry: Entry, consultation: Consultation) -> Line:
    what, column = TOLD[entry.event]
    at = getattr(consultation, column) if column else None
    reason = consultation.state_reason if entry.event in WITH_REASON else ""
    return Line(at=at or entry.at, what=str(what), reason=reason)


def _change_line(change: RuleChange, consultation: Consultation) -> Line:
    return Line(
        at=change.at,
        what=change.field_label,
        before=readable(change.field, change.before, consultation),
        after=readable(change.field, change.after, consultation),
        reason=change.reason,
        is_change=True,
        is_written=_is_written(change.field),
    )


def readable(name: str, stored: str, consultation: Consultation) -> str:
    """Write a logged value as people read it: a date in words, a choice by its label."""
    field = _field(name)
    if field is None:
        return stored
    if isinstance(field, models.DateTimeField):
        told = ending if name.endswith("closes_at") else moment
        return told(parse_datetime(stored), consultation.zone) if stored else ""
    if isinstance(field, models.DateField):
        return day(parse_date(stored)) if stored else ""
    return _labels(field).get(stored, stored)


def _field(name: str) -> Any:
    """Give the field of a consultation or of a step that was changed, or None for other things."""
    if name in (WORDING, ACCESS_POINTS, GUARANTOR):
        return None
    model = Step if name.startswith(OF_STEP) else Consultation
    return model._meta.get_field(name.removeprefix(OF_STEP))


def _labels(field: Any) -> dict[str, str]:
    choices = ZONE_NAMES.items() if field.name == "zone" else field.choices or ()
    return {str(value): str(label) for value, label in choices}


def _is_written(name: str) -> bool:
    field = _field(name)
    is_text = isinstance(field, models.CharField | models.TextField)
    return field is None or (is_text and not _labels(field))
