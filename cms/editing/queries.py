"""What the editors' pages need across tables."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cms.models import ConsultationPage
from cms.words import days_late_words
from consultations.actions.editing import STILL_TO_CLOSE
from consultations.ladder import Missing, Rung
from consultations.models import Consultation, State, Step
from consultations.outcomes.queries import guarantor_of
from consultations.registry import components
from participation.accounts.models import PublicBody
from participation.councils.referrals.models import Referral
from participation.councils.referrals.queries import told
from participation.journal.models import Entry

LATEST_ENTRIES = 25
MOST_REFERRALS = 8


@dataclass(frozen=True)
class Row:
    """One consultation in the officer's list: where it stands, and what it asks of them."""

    consultation: Consultation
    todo: str
    is_urgent: bool = False


def own_rows(person: Any) -> list[Row]:
    """Give an officer's consultations, what presses first."""
    rows = (
        Consultation.objects.editable_by(person)
        .select_related("public_body", "territory")
        .with_contribution_count()
        .order_by("-created_at", "-pk")
    )
    found = [_row(consultation) for consultation in rows]
    return sorted(found, key=lambda row: (not row.is_urgent, _rank(row.consultation)))


def _rank(consultation: Consultation) -> int:
    order = [State.OPEN, State.ANNOUNCED, State.DRAFT, State.CLOSED, State.SYNTHESIS_PUBLISHED]
    state = consultation.shown_state
    return order.index(state) if state in order else len(order)


def _row(consultation: Consultation) -> Row:
    state = consultation.shown_state
    if consultation.is_overdue and state not in {State.DRAFT, State.WITHDRAWN}:
        late = days_late_words(consultation.days_late)
        return Row(consultation, _("Réponse en retard de %(late)s") % {"late": late}, True)
    words = {
        State.DRAFT: _("À compléter et à publier"),
        State.CLOSED: _("Lire, faire la synthèse, répondre"),
        State.SYNTHESIS_PUBLISHED: _("Publier la réponse"),
        State.SUSPENDED: _("À reprendre ou à abandonner"),
    }
    return Row(consultation, words.get(state, ""))


@dataclass(frozen=True)
class Link:
    """Something missing, with where to mend it."""

    text: str
    url: str


def links_to(consultation: Consultation, missing: list[Missing]) -> list[Link]:
    """Turn what is missing into links to the very fields."""
    form = reverse("editing:promise", args=[consultation.pk])
    step = consultation.steps.order_by("position", "pk").first()
    steps = (
        reverse("editing:step", args=[consultation.pk, step.pk])
        if step
        else reverse("editing:workbench", args=[consultation.pk]) + "#etapes"
    )
    return [
        Link(str(item.message), steps if item.field == "steps" else f"{form}#{_anchor(item.field)}")
        for item in missing
        if item.field != "opens_at"  # left empty, it is the moment of publishing
    ]


def _anchor(field: str) -> str:
    if field == "access_points":
        return "points"
    return f"id_{field}_0" if field in {"opens_at", "closes_at"} else f"id_{field}"


def workbench(consultation: Consultation) -> dict[str, Any]:
    """Gather all that an officer does with one consultation."""
    steps = list(consultation.steps.all())
    for step in steps:
        step.consultation = consultation
    page = ConsultationPage.objects.filter(consultation=consultation).first()
    state = consultation.state
    can_open = state in {State.DRAFT, State.ANNOUNCED}
    return {
        "consultation": consultation,
        "steps": steps,
        "page": page,
        "missing": links_to(consultation, consultation.missing()) if can_open else [],
        "can_open": can_open,
        "can_extend": state
        in {*STILL_TO_CLOSE, State.CLOSED, State.SYNTHESIS_PUBLISHED} - {State.DRAFT},
        "can_suspend": state in {State.ANNOUNCED, State.OPEN},
        "can_resume": state == State.SUSPENDED,
        "can_withdraw": state in {State.ANNOUNCED, State.OPEN, State.SUSPENDED, State.CLOSED},
        "can_answer": state in {State.CLOSED, State.SYNTHESIS_PUBLISHED}
        or consultation.shown_state == State.CLOSED,
        "can_follow": state == State.RESPONDED,
        "can_archive": state in {State.RESPONDED, State.FOLLOW_UP, State.WITHDRAWN},
        "count": consultation.contributions.counted().count(),
        "guarantor": guarantor_of(consultation),
        "entries": journal(consultation),
        "kinds": addable(consultation),
    }


def addable(consultation: Consultation) -> list[Any]:
    """Give the kinds of step that the rung admits, while steps may still be added."""
    if consultation.is_frozen:
        return []
    rung = consultation.ladder_rung
    return [kind for kind in components().values() if rung.admits(kind.lowest_rung)]


def journal(consultation: Consultation) -> list[Entry]:
    """Give what was done to a consultation; who contributed is nobody's business here."""
    return list(
        Entry.objects.about_consultation(consultation.pk)
        .exclude(subject__startswith="contribution:")
        .select_related("actor")
        .order_by("-pk")[:LATEST_ENTRIES]
    )


def defaults_for(person: Any, rung: Rung) -> dict[str, Any]:
    """Give what a new consultation starts with: what the last one of the same body said."""
    last = _last_of(person)
    if last is None:
        body = PublicBody.objects.of(person).first()
        return {
            "public_body": body,
            "contact_email": body.contact_email if body else "",
            "contact_phone": body.contact_phone if body else "",
        }
    names = ("contact_name", "contact_email", "contact_phone", "zone", "decision_maker")
    found = {name: getattr(last, name) for name in names}
    return {**found, "public_body": last.public_body, "territory": last.territory}


def last_access_points(person: Any) -> list[dict[str, str]]:
    """Give the access points of the last consultation of the person's bodies."""
    last = _last_of(person)
    return points_of(last) if last else []


def _last_of(person: Any) -> Consultation | None:
    bodies = PublicBody.objects.of(person)
    return Consultation.objects.filter(public_body__in=bodies).order_by("-pk").first()


def points_of(consultation: Consultation) -> list[dict[str, str]]:
    """Give the access points as forms and actions take them."""
    return [point.given for point in consultation.access_points.all()]


def step_links(step: Step) -> list[tuple[str, str]]:
    """Give the places where a step is seen: as residents, on paper."""
    places = [(_("Voir comme un habitant"), step.get_absolute_url())]
    try:
        paper = reverse(f"{step.kind}:paper", args=[step.consultation.slug, step.pk])
    except NoReverseMatch:  # not every kind can be printed
        return places
    return [*places, (_("Version à imprimer"), paper)]


def received_referrals(person: Any) -> dict[str, Any]:
    """Give the organisms an officer acts for, and what councils still ask of them, oldest first."""
    rows = (
        Referral.objects.answered_by(person).unfinished().with_progress().order_by("sent_on", "pk")
    )
    bodies = PublicBody.objects.filter(officers__account=person.pk).order_by("name")
    return {"bodies": list(bodies), "rows": told(rows[:MOST_REFERRALS])}
