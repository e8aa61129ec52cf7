"""What the page of an answer gathers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consultations.models import Consultation, Contribution
from consultations.outcomes.models import Citation, Guarantor, OfficialResponse, Synthesis
from consultations.outcomes.models.citations import PILLS
from consultations.outcomes.queries.coverage import answered_themes, coverage_of_citations
from consultations.outcomes.queries.promises import verdicts_of
from consultations.queries import count_by_channel, quoted
from participation.base.codes import spaced_code


@dataclass(frozen=True)
class Cited:
    """A published contribution that a response names, as readers see it."""

    code: str
    excerpt: str
    url: str
    relation: str = ""
    pill: str = ""
    because: str = ""  # its own reason, when the decision's is not the one


@dataclass(frozen=True)
class MeasureTold:
    """A measure that follows from a decision, as readers see it."""

    title: str
    url: str
    label: str
    pill: str


MeasureTeller = Callable[[list[int]], dict[int, list[MeasureTold]]]
_measure_tellers: list[MeasureTeller] = []


def tell_measures(teller: MeasureTeller) -> MeasureTeller:
    """Register who knows which measures follow from decisions; it stands above outcomes."""
    _measure_tellers.append(teller)
    return teller


@dataclass
class Answer:
    """One response with what it cites: published words, and the number of the others."""

    response: OfficialResponse
    cited: list[Cited] = field(default_factory=list)
    further: int = 0  # published too, but too many to show here
    unpublished: int = 0
    by_relation: dict[str, int] = field(default_factory=dict)
    measures: list[MeasureTold] = field(default_factory=list)

    def count(self, citation: Citation) -> None:
        self.by_relation[citation.relation] = self.by_relation.get(citation.relation, 0) + 1

    @property
    def relations(self) -> list[tuple[str, str, int]]:
        """How many contributions are taken up, in part, not: pill, words, number."""
        return [
            (PILLS[relation], str(relation.label), self.by_relation[relation])
            for relation in Citation.Relation
            if relation in self.by_relation
        ]


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
    is_answered = consultation.is_answered
    return {
        "consultation": consultation,
        "body": consultation.public_body,
        "promise": promise_of(consultation),
        "verdict": next(iter(verdicts_of([consultation])), None) if is_answered else None,
        "synthesis": shown,
        "coverage": coverage,
        "received": received,
        "read": read,
        "read_share": 100 * read // received if received else 100,
        "channels": count_by_channel(Contribution.objects.filter(consultation=consultation)),
        "answers": answers_of(consultation) if is_answered else [],
        "citing": coverage_of_citations(consultation) if is_answered else None,
        "themes": answered_themes(consultation) if is_answered else [],
        "guarantor": guarantor_of(consultation),
        "synthesis_errata": list(shown.errata.all()) if shown else [],
        "has_changes": consultation.changes.exists(),
    }


def promise_of(consultation: Consultation) -> Promise:
    """Compare the promised day with the day of the answer, on the consultation's own calendar."""
    answered = consultation.responded_at
    return Promise(
        due_on=consultation.response_due_on,
        answered_on=consultation.day_of(answered) if answered else None,
        days_late=consultation.days_late,
    )


def answers_of(consultation: Consultation) -> list[Answer]:
    """Give the responses in order, each with what it cites, in a fixed number of queries."""
    responses = OfficialResponse.objects.filter(consultation=consultation)
    answers = {row.pk: Answer(row) for row in responses.prefetch_related("errata", "deliberations")}
    citations = Citation.objects.filter(response__consultation=consultation).select_related(
        "contribution__step"
    )
    public: list[tuple[Answer, Citation]] = []
    for citation in citations:
        answer, contribution = answers[citation.response_id], citation.contribution
        answer.count(citation)
        contribution.consultation = contribution.step.consultation = consultation
        if contribution.state != Contribution.State.PUBLISHED:
            answer.unpublished += 1
        elif sum(known is answer for known, _row in public) < MOST_SHOWN:
            public.append((answer, citation))
        else:
            answer.further += 1
    words = quoted([citation.contribution for _answer, citation in public])
    for answer, citation in public:
        quotation = words[citation.contribution_id]
        answer.cited.append(
            Cited(
                code=spaced_code(str(citation.contribution.tracking_code)),
                excerpt=quotation.excerpt,
                url=quotation.url,
                relation=citation.get_relation_display(),
                pill=citation.pill,
                because=citation.reason,
            )
        )
    for teller in _measure_tellers:
        for response_id, measures in teller(list(answers)).items():
            answers[response_id].measures.extend(measures)
    return list(answers.values())


def guarantor_of(consultation: Consultation) -> Guarantor | None:
    """Give the guarantor with the corrections made since, if one is named."""
    rows = Guarantor.objects.filter(consultation=consultation).prefetch_related("errata")
    guarantor = rows.first()
    if guarantor is not None:
        guarantor.consultation = consultation
    return guarantor
