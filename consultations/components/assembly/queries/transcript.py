"""The thread of a meeting, and what is read of it afterwards."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consultations.components.assembly.models import Assembly, Item, Moment, Poll, Question, Turn


def moments_of(assembly: Assembly, *, after: int = 0, most: int | None = None) -> list[Moment]:
    """Give what happened, in order; with `after`, what happened since that change."""
    rows = Moment.objects.filter(assembly=assembly, changed__gt=after).order_by("number")
    related = rows.select_related("item", "question__contribution", "poll", "turn")
    return list(related if most is None else related[:most])


@dataclass
class Section:
    """One part of a transcript. Words come from their own rows: what is hidden later goes."""

    title: str
    item: Item | None = None
    questions: list[Question] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    seconds: int = 0
    is_left: bool = False  # questions that nobody came to

    @property
    def is_empty(self) -> bool:
        notes = self.item.notes if self.item else ""
        return not (notes or self.questions or self.polls or self.seconds)


def transcript(assembly: Assembly) -> list[Section]:
    """Gather the meeting point by point; then what stood outside, then what was left."""
    items = list(assembly.items.all())
    sections = {item.pk: Section(item.title, item) for item in items}
    outside = Section(_("Hors de l’ordre du jour"))
    left = Section(_("Questions restées sans réponse"), is_left=True)
    for question in _questions(assembly):
        if question.state in (Question.State.ANSWERED, Question.State.SET_ASIDE):
            sections.get(question.item_id or 0, outside).questions.append(question)
        else:
            left.questions.append(question)
    polls = assembly.polls.filter(state=Poll.State.CLOSED).order_by("opened_at", "pk")
    for poll in polls.prefetch_related("choices"):
        sections.get(poll.item_id or 0, outside).polls.append(poll)
    for turn in Turn.objects.filter(assembly=assembly, ended_at__isnull=False):
        sections.get(turn.item_id or 0, outside).seconds += turn.duration
    return [
        *sections.values(),
        *(section for section in (outside, left) if not section.is_empty),
    ]


def _questions(assembly: Assembly) -> list[Question]:
    """Give the questions whose words are public, groups under their first one."""
    rows = assembly.questions.published().filter(is_erased=False).with_envelope().with_support()
    questions = list(rows.order_by("number"))
    shown = {question.pk for question in questions}
    alike: dict[int, list[Question]] = {}
    for question in questions:
        question.assembly, question.contribution.step = assembly, assembly.step
        if question.group_of_id in shown:
            alike.setdefault(question.group_of_id or 0, []).append(question)
    for question in questions:
        question.those_alike = alike.get(question.pk, [])  # type: ignore[attr-defined]
    return [question for question in questions if question.group_of_id not in shown]
