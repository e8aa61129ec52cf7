"""The guarantor: named before the closing, heard within a delay, answered within another."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.errors import Frozen, Refused
from consultations.models import GUARANTOR, Consultation, RuleChange
from consultations.outcomes import events
from consultations.outcomes.models import Guarantor
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain

NAMED = ("name", "designated_by", "basis", "legal_reference", "report_months", "answer_months")


@transaction.atomic
def name_guarantor(
    consultation: Consultation, *, actor: Any, reason: str = "", **fields: Any
) -> Guarantor:
    """Name who guarantees a consultation, and in how long the report and its answer are due.

    Once announced, naming or changing needs a reason that everybody reads. Raises Frozen after
    the closing: who guarantees is known before, and delays that run no longer move.
    """
    row = for_update(Consultation.objects.filter(pk=consultation.pk)).get()
    if row.has_ended:
        raise Frozen(_("La participation est close : le garant et ses délais ne changent plus."))
    guarantor = Guarantor.objects.filter(consultation=row).first() or Guarantor(consultation=row)
    before = _in_words(guarantor) if guarantor.pk else ""
    for name in NAMED:
        value = fields.get(name, getattr(guarantor, name))
        setattr(guarantor, name, one_line(value) if isinstance(value, str) else value)
    _demand_named(guarantor)
    after = _in_words(guarantor)
    if not row.is_draft and before != after:
        _log(row, before, after, reason)
    guarantor.save()
    event = events.GuarantorNamed(consultation_id=row.pk, guarantor_id=guarantor.pk)
    record(event, actor=actor)
    return guarantor


def _demand_named(guarantor: Guarantor) -> None:
    if not guarantor.name or not guarantor.designated_by:
        raise Refused(_("Donnez le nom du garant, et dites qui l’a désigné."))
    if guarantor.basis not in Guarantor.Basis.values:
        raise Refused(_("Dites d’où viennent les délais."))
    if guarantor.basis == Guarantor.Basis.LEGAL and not guarantor.legal_reference:
        raise Refused(_("Citez le texte qui fixe les délais, ou dites que vous les avez choisis."))
    if not (1 <= guarantor.report_months <= 12 and 1 <= guarantor.answer_months <= 12):
        raise Refused(_("Un délai va de 1 à 12 mois."))


def _in_words(guarantor: Guarantor) -> str:
    return _(
        "%(name)s, désigné par %(by)s ; bilan : %(report)d mois, réponse : %(answer)d mois"
    ) % {
        "name": guarantor.name,
        "by": guarantor.designated_by,
        "report": guarantor.report_months,
        "answer": guarantor.answer_months,
    }


def _log(row: Consultation, before: str, after: str, reason: str) -> None:
    reason = plain(reason)
    if not reason:
        raise Refused(_("La démarche est annoncée : donnez la raison, tout le monde la lira."))
    RuleChange.objects.create(
        consultation=row, field=GUARANTOR, before=before, after=after, reason=reason
    )


@transaction.atomic
def publish_report(
    guarantor: Guarantor, *, report: str = "", report_url: str = "", reported_on: date, actor: Any
) -> Guarantor:
    """Publish what the guarantor reports, once; the body's delay to answer begins that day."""
    row: Guarantor = (
        for_update(Guarantor.objects.filter(pk=guarantor.pk)).select_related("consultation").get()
    )
    if row.reported_on is not None:
        raise Frozen(_("Le bilan est publié. Il ne change plus : ajoutez un erratum."))
    if not row.consultation.has_ended:
        raise Refused(_("Le bilan se publie après la clôture de la participation."))
    _refuse_day(row, reported_on, not_before=row.consultation.last_day)
    row.report, row.report_url, row.reported_on = plain(report), report_url, reported_on
    if not row.report and not row.report_url:
        raise Refused(_("Recopiez le bilan, ou donnez l’adresse où on le lit."))
    row.save(update_fields=["report", "report_url", "reported_on"])
    _tell(events.GuarantorReported, row, actor)
    return row


@transaction.atomic
def answer_guarantor(guarantor: Guarantor, *, answer: str, actor: Any) -> Guarantor:
    """Publish the body's answer to the report, once, on the day it is written here."""
    row: Guarantor = (
        for_update(Guarantor.objects.filter(pk=guarantor.pk)).select_related("consultation").get()
    )
    if row.reported_on is None:
        raise Refused(_("Publiez d’abord le bilan du garant."))
    if row.answered_on is not None:
        raise Frozen(_("La réponse au garant est publiée. Elle ne change plus."))
    row.answer, row.answered_on = plain(answer), row.consultation.day_of(now())
    if not row.answer:
        raise Refused(_("Répondez au garant : ce que vous suivez, ce que vous ne suivez pas."))
    row.save(update_fields=["answer", "answered_on"])
    _tell(events.GuarantorAnswered, row, actor)
    return row


def _refuse_day(row: Guarantor, day: date, *, not_before: date) -> None:
    if not not_before <= day <= row.consultation.day_of(now()):
        raise Refused(_("Vérifiez la date : elle suit la clôture, et n’est pas à venir."))


def _tell(kind: Any, row: Guarantor, actor: Any) -> None:
    record(kind(consultation_id=row.consultation_id, guarantor_id=row.pk), actor=actor)
