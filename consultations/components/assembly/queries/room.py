"""What is going on in the room: on the screen, in the queue, in the poll."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from consultations.components.assembly.models import Assembly, Poll, Question, Turn
from consultations.models import Consultation, Step

PER_PAGE = 50
LONGEST_QUEUE = 200  # questions a facilitator sees at once of each sort


def assembly_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the meetings of the consultation at this address, if the person may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="assembly", consultation__in=seen).select_related(
        "consultation__public_body", "assembly__item"
    )


def now_on(assembly: Assembly) -> dict[str, Any]:
    """Give what happens at this moment: the point, the question, who speaks, who comes next."""
    turns = list(assembly.turns.filter(ended_at=None).order_by("asked_at", "pk"))
    taken = assembly.questions.filter(state=Question.State.TAKEN).with_envelope().first()
    return {
        "assembly": assembly,
        "step": assembly.step,
        "taken": taken if taken is not None and taken.is_shown else None,
        "turn": next((turn for turn in turns if turn.is_running), None),
        "next_turns": [turn for turn in turns if turn.started_at is None],
    }


def poll_now(assembly: Assembly) -> Poll | None:
    """Give the poll that the room sees: the open one, else the last when its result is shown."""
    rows = assembly.polls.exclude(state=Poll.State.DRAFT).prefetch_related("choices")
    last = rows.order_by("-opened_at", "-pk").first()
    return last if last is not None and (last.is_open or last.is_shown) else None


def questions_on_the_page(assembly: Assembly, number: Any) -> Page[Question]:
    """Give one page of the questions as they came; the last page unless told otherwise."""
    rows = assembly.questions.on_the_page().with_envelope().with_support().order_by("number")
    paginator = Paginator(rows, PER_PAGE)
    page = paginator.get_page(number or paginator.num_pages)
    page.object_list = _within(assembly, page.object_list)
    return page


def changed_questions(assembly: Assembly, *, after: int, most: int) -> list[Question]:
    """Give the questions on the page that changed after this change, in their order."""
    rows = assembly.questions.on_the_page().changed_after(after)
    rows = rows.filter(changed__lte=assembly.last_change)
    return _within(assembly, rows.with_envelope().with_support().order_by("number")[:most])


def _within(assembly: Assembly, rows: Iterable[Question]) -> list[Question]:
    questions = list(rows)
    for question in questions:
        question.assembly = assembly
        question.contribution.step = assembly.step
    return questions


@dataclass
class Queue:
    """The questions as a facilitator sees them; groups stand under their first question."""

    unread: list[Question] = field(default_factory=list)
    taken: list[Question] = field(default_factory=list)
    waiting: list[Question] = field(default_factory=list)
    answered: list[Question] = field(default_factory=list)
    set_aside: list[Question] = field(default_factory=list)


def queue_of(assembly: Assembly) -> Queue:
    """Sort the questions: most supported first among those that wait."""
    rows = assembly.questions.counted().filter(is_erased=False).with_envelope()
    questions = _within(assembly, rows.most_supported_first())
    alike: dict[int, list[Question]] = {}
    for question in questions:
        if question.group_of_id and not question.contribution.is_hidden:
            alike.setdefault(question.group_of_id, []).append(question)
    queue = Queue()
    for question in questions:
        question.those_alike = alike.get(question.pk, [])  # type: ignore[attr-defined]
        if question.group_of_id or question.contribution.is_hidden:
            continue
        name = "unread" if question.waits_for_reading else question.state
        part: list[Question] = getattr(queue, name)
        if len(part) < LONGEST_QUEUE:
            part.append(question)
    return queue


def next_in_line(assembly: Assembly, most: int) -> list[Question]:
    """Give the published questions that wait, the most supported first: for the screen."""
    rows = assembly.questions.published().waiting().with_envelope()
    return _within(assembly, rows.most_supported_first()[:most])


def running_turn(assembly: Assembly) -> Turn | None:
    return assembly.turns.filter(started_at__isnull=False, ended_at=None).first()
