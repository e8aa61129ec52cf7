"""What the page of an answer gathers, and finding contributions by the codes people type."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation, Contribution
from consultations.outcomes.models import Citation, OfficialResponse, Synthesis
from consultations.queries import Fate, count_by_channel, tell_fates
from participation.base.codes import spaced_code, tidy_code


def find_cited(
    consultation: Consultation, typed: Iterable[str]
) -> tuple[list[Contribution], list[str]]:
    """Find the contributions that codes name, in the order typed, and a sentence per bad code.

    A code of another consultation is answered like one that does not exist.
    """
    codes = list(dict.fromkeys(code for code in map(tidy_code, typed) if code))
    rows = Contribution.objects.filter(consultation=consultation, tracking_code__in=codes)
    by_code = {row.tracking_code: row for row in rows.order_by("pk")}
    found, errors = [], []
    for code in codes:
        contribution = by_code.get(code)
        problem = _why_not(contribution)
        if problem:
            errors.append(problem % {"code": spaced_code(code)})
        elif contribution is not None:
            found.append(contribution)
    return found, errors


def _why_not(contribution: Contribution | None) -> str:
    if contribution is None or contribution.is_draft:
        return _("%(code)s : ce code n’existe pas dans cette démarche. Vérifiez-le.")
    if contribution.state == Contribution.State.WITHDRAWN:
        return _("%(code)s : cette contribution a été retirée par son auteur. Enlevez ce code.")
    if contribution.is_hidden:
        return _("%(code)s : cette contribution est masquée. Enlevez ce code.")
    return ""


@dataclass(frozen=True)
class Cited:
    """A published contribution that a response names, as readers see it."""

    code: str
    excerpt: str
    url: str


@dataclass
class Answer:
    """One response with what it cites: published words, and the number of the others."""

    response: OfficialResponse
    cited: list[Cited] = field(default_factory=list)
    further: int = 0  # published too, but too many to show here
    unpublished: int = 0


@dataclass(frozen=True)
class Read:
    """What was received and read, by one channel."""

    label: str
    received: int
    read: int


@dataclass(frozen=True)
class Promise:
    """The promised day of the answer against the real one."""

    due_on: date | None
    answered_on: date | None
    days_late: int


MOST_SHOWN = 5  # published words shown under each response; the others are linked to or counted


def outcome_page(consultation: Consultation) -> dict[str, Any]:
    """Gather what anyone may read of the answer; before it is published, only what to expect."""
    synthesis = Synthesis.objects.filter(consultation=consultation).exclude(published_at=None)
    shown = synthesis.prefetch_related("coverage").first()
    coverage = [
        Read(row.get_channel_display(), row.received, row.read)
        for row in (shown.coverage.all() if shown else ())
    ]
    received = sum(row.received for row in coverage)
    read = sum(row.read for row in coverage)
    return {
        "consultation": consultation,
        "body": consultation.public_body,
        "promise": promise_of(consultation),
        "synthesis": shown,
        "coverage": coverage,
        "received": received,
        "read": read,
        "read_share": 100 * read // received if received else 100,
        "channels": count_by_channel(Contribution.objects.filter(consultation=consultation)),
        "answers": answers_of(consultation) if consultation.is_answered else [],
        "has_changes": consultation.changes.exists(),
    }


def promise_of(consultation: Consultation) -> Promise:
    """Compare the promised day with the day of the answer, on the consultation's own calendar."""
    answered = consultation.responded_at
    return Promise(
        due_on=consultation.response_due_on,
        answered_on=answered.astimezone(consultation.tzinfo).date() if answered else None,
        days_late=consultation.days_late,
    )


def answers_of(consultation: Consultation) -> list[Answer]:
    """Give the responses in order, each with what it cites, in a fixed number of queries."""
    responses = OfficialResponse.objects.filter(consultation=consultation)
    answers = {row.pk: Answer(row) for row in responses.prefetch_related("errata")}
    citations = Citation.objects.filter(response__consultation=consultation).select_related(
        "contribution__step"
    )
    public: list[tuple[Answer, Contribution]] = []
    for citation in citations:
        answer, contribution = answers[citation.response_id], citation.contribution
        contribution.consultation = contribution.step.consultation = consultation
        if contribution.state != Contribution.State.PUBLISHED:
            answer.unpublished += 1
        elif sum(known is answer for known, _row in public) < MOST_SHOWN:
            public.append((answer, contribution))
        else:
            answer.further += 1
    words = _words([contribution for _answer, contribution in public])
    for answer, contribution in public:
        answer.cited.append(words[contribution.pk])
    return list(answers.values())


def _words(contributions: list[Contribution]) -> dict[int, Cited]:
    """Ask each component once for the words and addresses of its own contributions."""
    by_kind: dict[str, list[Contribution]] = {}
    for contribution in contributions:
        by_kind.setdefault(contribution.step.kind, []).append(contribution)
    words = {}
    for same_kind in by_kind.values():
        component = same_kind[0].component
        for contribution, quotation in component.quotations(same_kind):
            words[contribution.pk] = Cited(
                spaced_code(str(contribution.tracking_code)), quotation.excerpt, quotation.url
            )
    return words


@tell_fates
def fates_by_citation(contributions: list[Contribution]) -> dict[int, list[Fate]]:
    """Give, by contribution, the published responses that name it: what became of it."""
    citations = Citation.objects.filter(
        contribution__in=contributions, response__consultation__responded_at__isnull=False
    ).select_related("response__consultation")
    fates: dict[int, list[Fate]] = {}
    for citation in citations:
        response = citation.response
        page = reverse("consultations:outcome", args=[response.consultation.slug])
        fate = Fate(
            heading=response.heading,
            position=response.position,
            label=response.get_position_display(),
            url=f"{page}#reponse-{response.pk}",
        )
        fates.setdefault(citation.contribution_id, []).append(fate)
    return fates
