"""What the pages, receipts and exports of questions need across tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from consultations.components.questions.models import Question, QuestionQuerySet
from consultations.models import Consultation, Contribution, Step
from participation.base.text import folded

PER_PAGE = 20
LOOKED_AT = 300  # candidates compared with what somebody is about to ask
MOST_ALIKE = 5
ALIKE = 0.4  # the share of the words of the shorter question that both have
STEM = 5  # signs of a word that must agree: « trottoir », « trottoirs »


def payload_of(question: Question) -> dict[str, Any]:
    """Give what the person said as plain JSON data; the receipt's hash covers it."""
    said = {"question": question.text, "details": question.details}
    council = question.contribution.council
    return {**said, "council": council.slug} if council else said


def payload(contribution: Contribution) -> dict[str, Any] | None:
    """Give the payload of a contribution, or None when its words are gone."""
    try:
        return payload_of(contribution.public_question)
    except ObjectDoesNotExist:
        return None


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload; None stands for words that are gone."""
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    for contribution in rows.select_related("council", "public_question").iterator(1000):
        yield contribution, payload(contribution)


def question_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the steps with questions of the consultation at this address, if one may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="questions", consultation__in=seen).select_related(
        "consultation__public_body", "question_desk"
    )


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the list."""

    words: str = ""
    show: str = ""
    sort: str = "newest"

    @property
    def is_filtered(self) -> bool:
        return bool(self.show or self.sort != "newest")


ORDERS = {
    "newest": ("-contribution__received_at", "-pk"),
    "oldest": ("contribution__received_at", "pk"),
    "supported": ("-support_count", "contribution__received_at", "pk"),
    "answered": (F("answer__published_at").desc(nulls_last=True), "-pk"),
}


def browse(step: Step, asked: Asked) -> QuestionQuerySet:
    """Give the published questions that match, in the order asked for."""
    rows = Question.objects.of(step).published().matching(asked.words)
    if asked.show == "unanswered":
        rows = rows.unanswered()
    elif asked.show == "late":
        rows = rows.late(step)
    elif asked.show == "answered":
        rows = rows.exclude(answer=None)
    return rows.order_by(*ORDERS[asked.sort])


def page_of(rows: QuestionQuerySet, number: Any, step: Step) -> Page[Question]:
    """Give one page of the list; two queries."""
    page = Paginator(rows.with_envelope(), PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    for question in page.object_list:
        place(question, step)
    return page


def place(question: Question, step: Step) -> Question:
    """Put the step that is at hand on a question, which is asked for its delay."""
    question.contribution.step = step
    return question


@dataclass(frozen=True)
class Standing:
    """How a step keeps its promise: what everybody reads on top of it."""

    asked: int
    answered: int
    late: int
    answered_late: int

    @property
    def unanswered(self) -> int:
        return self.asked - self.answered


def standing(step: Step) -> Standing:
    """Count the published questions, those answered, and those that are late; two queries.

    An answer is late by calendar days of the consultation's zone, as on each question.
    """
    published = Question.objects.of(step).published().order_by()
    counts = published.aggregate(
        asked=Count("pk"),
        late=Count("pk", filter=Q(pk__in=Question.objects.of(step).late(step).order_by())),
    )
    dates = published.exclude(answer=None).values_list(
        "contribution__received_at", "answer__published_at"
    )
    day_of, days = step.consultation.day_of, step.question_desk.answer_days
    taken = [(day_of(told) - day_of(asked)).days for asked, told in dates if asked is not None]
    late = sum(took > days for took in taken)
    return Standing(
        asked=counts["asked"], answered=len(taken), late=counts["late"], answered_late=late
    )


def to_answer(step: Step) -> QuestionQuerySet:
    """Give what waits for officers, the most pressing first: to be read, or to be answered."""
    states = (Contribution.State.RECEIVED, Contribution.State.PUBLISHED)
    rows = Question.objects.of(step).unanswered().filter(contribution__state__in=states)
    return rows.order_by("contribution__received_at", "pk")


def alike(step: Step, text: str) -> list[Question]:
    """Give published questions that say nearly the same, closest first; two queries at most."""
    stems = _stems(text)
    if not stems:
        return []
    some = Q()
    for stem in sorted(stems):
        some |= Q(search_text__contains=stem)
    rows = Question.objects.of(step).published().filter(some).with_envelope()
    near = [(_nearness(stems, row), row) for row in rows.order_by("-pk")[:LOOKED_AT]]
    kept = sorted((pair for pair in near if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [place(question, step) for _near, question in kept[:MOST_ALIKE]]


def _stems(text: str) -> set[str]:
    words = "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()
    return {word[:STEM] for word in words if len(word) >= STEM}


def _nearness(stems: set[str], question: Question) -> float:
    others = _stems(question.text)
    return len(stems & others) / min(len(stems), len(others)) if others else 0.0
