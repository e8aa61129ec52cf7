"""What a step asked, all versions together: one entry per question, in its latest wording."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from consultations.components.questionnaire.models import Choice, Question, Version
from consultations.models import Step


@dataclass
class Entry:
    """One question by its key, with the rows that stand for it in each version."""

    number: int  # as printed and exported: Q1, Q2…
    question: Question  # its latest wording
    choices: list[Choice] = field(default_factory=list)
    rows: list[Choice] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def code(self) -> str:
        return f"Q{self.number}"

    @property
    def kind(self) -> str:
        return self.question.kind


class Catalogue:
    """The questions of a step. Five queries at most, whatever their number."""

    def __init__(self, step: Step) -> None:
        self.versions = list(
            Version.objects.filter(questionnaire__step=step)
            .order_by("number")
            .prefetch_related("questions__choices", "questions__conditions", "questions__section")
        )
        self.entries: dict[str, Entry] = {}
        self.key_of: dict[int, str] = {}  # question row -> key
        self.choice_key_of: dict[int, str] = {}  # choice row -> key, within its question and axis
        for version in reversed(self.versions):  # the latest wording comes first and stays
            for question in version.questions.all():
                self._take(question)

    def _take(self, question: Question) -> None:
        self.key_of[question.pk] = question.key
        entry = self.entries.get(question.key)
        if entry is None:
            entry = self.entries[question.key] = Entry(len(self.entries) + 1, question)
        for choice in question.choices.all():
            self.choice_key_of[choice.pk] = choice.key
            held = entry.rows if choice.axis == Choice.Axis.ROW else entry.choices
            if choice.key not in {one.key for one in held}:
                held.append(choice)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def rows_of(self, key: str) -> list[int]:
        """Give the rows of one question, a row per version."""
        return [row for row, its_key in self.key_of.items() if its_key == key]

    @cached_property
    def kinds(self) -> set[str]:
        return {entry.kind for entry in self.entries.values()}

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None
