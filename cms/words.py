"""Sentences about a consultation: its dates, its state, its promise, as residents read them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.ladder import Rung
from consultations.models import AccessPoint, Anonymity, Consultation, IdentityLevel, State, Step
from participation.base.clock import local, now
from participation.ui.typography import day, moment, number


def days_late_words(days: int) -> str:
    return ngettext("%(days)s jour", "%(days)s jours", days) % {"days": number(days)}


def shown_pill(consultation: Consultation) -> tuple[str, str]:
    """Give the state of the pill and its word; a late answer outdoes the state itself."""
    if consultation.is_overdue and consultation.has_ended:
        return "overdue", _("Réponse en retard")
    state = consultation.shown_state
    if state == State.OPEN and consultation.opens_at and consultation.opens_at > now():
        state = State.ANNOUNCED
    return state.value, str(state.label)


def until(instant: datetime, zone: str) -> str:
    """Say an exclusive end: "jusqu'au 31 mars à minuit" when it falls at 00:00."""
    there = local(instant, zone)
    if (there.hour, there.minute) == (0, 0):
        last = (there - timedelta(seconds=1)).date()
        return _("jusqu’au %(day)s à minuit") % {"day": day(last)}
    return _("jusqu’au %(moment)s") % {"moment": moment(instant, zone)}


def date_words(consultation: Consultation) -> str:
    """Say in one sentence the date that matters now."""
    state, zone = consultation.shown_state, consultation.zone
    is_coming = state in {State.DRAFT, State.ANNOUNCED}
    if is_coming and consultation.opens_at:
        return _("Ouvre le %(day)s") % {"day": day(consultation.opens_at, zone)}
    if is_coming and not consultation.closes_at:
        return _("Dates à choisir")
    if (is_coming or state == State.OPEN) and consultation.closes_at:
        return capfirst(until(consultation.closes_at, zone))
    if consultation.responded_at:
        return _("Réponse publiée le %(day)s") % {"day": day(consultation.responded_at, zone)}
    return _answer_words(consultation)


def _answer_words(consultation: Consultation) -> str:
    state = consultation.shown_state
    if state == State.SUSPENDED:
        return _("Suspendue pour le moment")
    if state == State.WITHDRAWN:
        return _("Retirée : le motif est publié")
    if consultation.is_overdue:
        late = days_late_words(consultation.days_late)
        return _("Réponse en retard de %(late)s") % {"late": late}
    if consultation.response_due_on:
        return _("Réponse promise le %(day)s") % {"day": day(consultation.response_due_on)}
    return _("Terminée")


def count_words(count: int | None) -> str:
    """Say how many took part; nothing when nobody did."""
    if not count:
        return ""
    words = ngettext("%(count)s contribution", "%(count)s contributions", count)
    return words % {"count": number(count)}


def promise_of(consultation: Consultation) -> dict[str, Any]:
    """Give what `ui/promise.html` shows: the rung, its promise, and what this one adds."""
    items = [
        (_("Qui décide"), consultation.decision_maker, Rung.INFORMATION),
        (_("Ce qui peut changer"), consultation.negotiable, Rung.CONSULTATION),
        (_("Ce qui ne changera pas"), consultation.non_negotiable, Rung.CONSULTATION),
        (_("Les autres choix possibles"), consultation.alternatives, Rung.CONCERTATION),
        (_("Les marges de manœuvre"), consultation.room_for_change, Rung.CONCERTATION),
        (_("La part partagée avec vous"), consultation.shared_part, Rung.CO_CONSTRUCTION),
        (_("Qui signera"), consultation.signatories, Rung.CO_CONSTRUCTION),
        (_("En cas de désaccord"), consultation.disagreement_rule, Rung.CO_CONSTRUCTION),
    ]
    rung = Rung(consultation.rung)
    shown: list[dict[str, Any]] = [
        {"label": label, "text": text, "is_written": True}
        for label, text, lowest in items
        if text and rung.admits(lowest)
    ]
    if rung.admits(Rung.CONSULTATION) and (answer := _response_words(consultation)):
        shown.append({"label": _("Quand vous aurez la réponse"), "text": answer})
    return {"rung": consultation.rung, "lede": rung.terms.promise, "items": shown}


def _response_words(consultation: Consultation) -> str:
    due: date | None = consultation.response_due_on
    if due is None:
        return ""
    if consultation.state == State.WITHDRAWN:
        return _("La démarche est retirée : il n’y aura pas de réponse.")
    if consultation.responded_at is None:
        if consultation.is_overdue:
            late = days_late_words(consultation.days_late)
            return _("Promise le %(day)s. Elle a %(late)s de retard.") % {
                "day": day(due),
                "late": late,
            }
        return _("Le %(day)s au plus tard. Un retard s’afficherait ici.") % {"day": day(due)}
    said = _("Promise le %(due)s, publiée le %(day)s") % {
        "due": day(due),
        "day": day(consultation.responded_at, consultation.zone),
    }
    if consultation.days_late:
        late = days_late_words(consultation.days_late)
        return _("%(said)s, avec %(late)s de retard.") % {"said": said, "late": late}
    return _("%(said)s : dans les temps.") % {"said": said}


def rules_of(consultation: Consultation) -> list[str]:
    """Say who may take part and what becomes of their name."""
    who = {
        IdentityLevel.OPEN: _("Tout le monde peut répondre, sans compte."),
        IdentityLevel.EMAIL_CODE: _(
            "Une personne, une réponse : nous vous envoyons un code par courriel."
        ),
    }
    name = {
        Anonymity.PSEUDONYM: _("Votre pseudonyme peut s’afficher avec ce que vous écrivez."),
        Anonymity.CONFIDENTIAL: _("Votre nom ne s’affiche nulle part."),
        Anonymity.ANONYMOUS: _("Rien ne relie votre réponse à vous."),
    }
    return [
        _("C’est gratuit."),
        str(who[IdentityLevel(consultation.identity_level)]),
        str(name[Anonymity(consultation.anonymity)]),
    ]


def step_row(step: Step) -> dict[str, Any]:
    """Give one line of the timeline of steps."""
    starts, ends, zone = step.starts_at, step.ends_at, step.consultation.zone
    if step.has_ended:
        state, when = "done", _("Terminé")
    elif step.is_open:
        state, when = "current", until(ends, zone) if ends else ""
    else:
        state, when = (
            "coming",
            _("à partir du %(day)s") % {"day": moment(starts, zone)} if starts else "",
        )
    return {"state": state, "when": capfirst(when), "step": step}


def milestones(consultation: Consultation) -> list[dict[str, str]]:
    """Give the life of the consultation, date by date, as `ui/timeline.html` shows it."""
    zone = consultation.zone
    rows: list[tuple[str, datetime | None, datetime | None]] = [
        (_("Annonce"), None, consultation.announced_at),
        (_("Ouverture"), consultation.opens_at, consultation.opened_at),
        (_("Clôture"), consultation.closes_at, consultation.closed_at),
        (_("Synthèse"), None, consultation.synthesis_at),
    ]
    found = [
        {"name": name, "when": _when(planned, done, zone), "state": _stage(planned, done)}
        for name, planned, done in rows
        if planned or done
    ]
    for row in found:
        if row["name"] == _("Clôture") and consultation.closes_at:
            row["when"] = capfirst(until(consultation.closes_at, zone))
    if consultation.is_open:
        found[-2]["state"] = "current"  # the opening lasts until the closing
    is_withdrawn = consultation.state == State.WITHDRAWN
    if (consultation.response_due_on and not is_withdrawn) or consultation.responded_at:
        found.append(_answer_milestone(consultation))
    if consultation.decision_due_on:
        passed = consultation.decision_due_on < consultation.day_of(now())
        found.append(
            {
                "name": _("Décision"),
                "when": _("Prévue le %(day)s") % {"day": day(consultation.decision_due_on)},
                "state": "done" if passed and consultation.is_answered else "coming",
            }
        )
    return found


def _stage(planned: datetime | None, done: datetime | None) -> str:
    return "done" if done or (planned and planned <= now()) else "coming"


def _when(planned: datetime | None, done: datetime | None, zone: str) -> str:
    if planned:
        return moment(planned, zone)
    return day(done, zone)


def _answer_milestone(consultation: Consultation) -> dict[str, str]:
    due, done = consultation.response_due_on, consultation.responded_at
    if done:
        late = consultation.days_late
        words = _("%(day)s, en retard de %(late)s") if late else "%(day)s"
        when = words % {"day": day(done, consultation.zone), "late": days_late_words(late)}
        return {"name": _("Réponse publiée"), "when": when, "state": "done"}
    state = "late" if consultation.is_overdue else "coming"
    return {
        "name": _("Réponse"),
        "when": _("Promise le %(day)s") % {"day": day(due)},
        "state": state,
    }


def way(point: AccessPoint) -> dict[str, str]:
    """Give one way of taking part offline; a telephone number is a link."""
    url = f"tel:{point.number}" if point.number else ""
    return {"label": point.name, "text": point.details, "url": url, "more": point.hours}


EVENTS: dict[str, str | Promise] = {
    "ConsultationCreated": gettext_lazy("Brouillon créé"),
    "ConsultationEdited": gettext_lazy("Promesse modifiée"),
    "ConsultationAnnounced": gettext_lazy("Annoncée"),
    "ConsultationOpened": gettext_lazy("Ouverte"),
    "ConsultationClosed": gettext_lazy("Démarche close"),
    "ConsultationSuspended": gettext_lazy("Suspendue"),
    "ConsultationResumed": gettext_lazy("Reprise"),
    "ConsultationWithdrawn": gettext_lazy("Retirée"),
    "SynthesisWritten": gettext_lazy("Synthèse écrite"),
    "SynthesisPublished": gettext_lazy("Synthèse publiée"),
    "ResponseWritten": gettext_lazy("Réponse écrite"),
    "ResponseRemoved": gettext_lazy("Réponse retirée"),
    "ContributionsCited": gettext_lazy("Contributions citées"),
    "CitationRelated": gettext_lazy("Citation précisée"),
    "CitationRemoved": gettext_lazy("Citation retirée"),
    "DeliberationLinked": gettext_lazy("Délibération liée"),
    "ErratumPublished": gettext_lazy("Erratum publié"),
    "GuarantorNamed": gettext_lazy("Garant nommé"),
    "GuarantorReported": gettext_lazy("Bilan du garant publié"),
    "GuarantorAnswered": gettext_lazy("Réponse au garant publiée"),
    "AnswerPublished": gettext_lazy("Réponse publiée"),
    "FollowUpStarted": gettext_lazy("Suivi commencé"),
    "ConsultationArchived": gettext_lazy("Archivée"),
    "RuleChanged": gettext_lazy("Date repoussée"),
    "LedgerPublished": gettext_lazy("Registre des reçus publié"),
    "StepAdded": gettext_lazy("Étape ajoutée"),
    "StepEdited": gettext_lazy("Étape modifiée"),
    "StepRemoved": gettext_lazy("Étape retirée"),
    "SummaryAsked": gettext_lazy("Calcul des thèmes demandé"),
    "SummaryMade": gettext_lazy("Thèmes proposés par le calcul"),
    "SummaryFailed": gettext_lazy("Calcul des thèmes en échec"),
    "SummaryCancelled": gettext_lazy("Calcul des thèmes arrêté"),
    "SummarySigned": gettext_lazy("Thèmes signés et publiés"),
    "TopicsChanged": gettext_lazy("Thèmes corrigés"),
    "ChangeUndone": gettext_lazy("Correction des thèmes annulée"),
    "SampleDrawn": gettext_lazy("Échantillon tiré pour une seconde lecture"),
    "ReadAgain": gettext_lazy("Contribution relue par une seconde personne"),
    "ArrivalsPlaced": gettext_lazy("Nouvelles contributions placées dans les thèmes"),
    "ThemesDrafted": gettext_lazy("Thèmes présentés avec une IA"),
    "ResultsPublished": gettext_lazy("Résultats publiés"),
    "QuestionsWritten": gettext_lazy("Questions écrites"),
    "WordingMended": gettext_lazy("Faute corrigée dans une question"),
    "LayoutChanged": gettext_lazy("Présentation des questions changée"),
    "ContributionsImported": gettext_lazy("Contributions importées"),
    "ExportMade": gettext_lazy("Contributions exportées"),
}


def event_words(kind: str) -> str:
    """Say what happened, for the journal of a consultation."""
    return str(EVENTS.get(kind) or kind)
