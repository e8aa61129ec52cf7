"""The way through the questions: which are shown, on which pages, and what was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from consultations.components.questionnaire.conditions import is_shown
from consultations.components.questionnaire.models import Layout
from consultations.components.questionnaire.questions import (
    Asked,
    Said,
    Surroundings,
    Typed,
    kind_of,
)


@dataclass(frozen=True)
class Page:
    """Questions shown together; named after the first of them."""

    key: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Stop:
    """One question on the path, what was said there, or what is wrong with it."""

    asked: Asked
    said: Said
    error: ValidationError | None = None
    was_seen: bool = True


@dataclass(frozen=True)
class Walk:
    """The path as the answers draw it; hidden questions are not on it, nor what they were told."""

    stops: tuple[Stop, ...]
    pages: tuple[Page, ...]

    @property
    def errors(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.error is not None]

    @property
    def answers(self) -> list[tuple[Asked, Said]]:
        """What counts: each question on the path that was answered, or declined."""
        return [
            (stop.asked, stop.said)
            for stop in self.stops
            if stop.error is None and not stop.said.is_empty
        ]

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)

    def before(self, page: Page) -> Page | None:
        rank = self.pages.index(page)
        return self.pages[rank - 1] if rank else None

    def after(self, page: Page) -> Page | None:
        rank = self.pages.index(page) + 1
        return self.pages[rank] if rank < len(self.pages) else None

    def first_unseen(self) -> Page | None:
        """Give the first page that holds a question the person has not met yet."""
        unseen = {stop.asked.key for stop in self.stops if not stop.was_seen}
        pages = (p for p in self.pages if any(asked.key in unseen for asked in p.questions))
        return next(pages, None)

    def is_settled_from(self, page: Page, questions: Iterable[Asked]) -> bool:
        """Say whether no question from this page on decides about another: the count is sure."""
        before = {
            asked.key
            for earlier in self.pages[: self.pages.index(page)]
            for asked in earlier.questions
        }
        deciding = {rule.key for asked in questions for rule in asked.rules}
        hidden_too = {key for key in deciding if key not in before}
        shown = {stop.asked.key for stop in self.stops}
        return not (hidden_too & shown)


def walk(
    questions: Sequence[Asked],
    typed: dict[str, Typed],
    *,
    layout: str = Layout.ONE_PER_PAGE,
    around: Surroundings | None = None,
) -> Walk:
    """Follow the questions in order, each shown or not by the answers on the path before it.

    What is invalid counts as unanswered for the conditions, and is told in its stop.
    """
    heard: dict[str, Said] = {}
    stops = []
    for asked in questions:
        if not is_shown(asked.rules, asked.condition_mode, heard):
            continue
        stop = _stop(asked, typed, around or Surroundings())
        stops.append(stop)
        if stop.said.is_answered:
            heard[asked.key] = stop.said
    shown = {stop.asked.key for stop in stops}
    pages = [
        Page(page.key, tuple(asked for asked in page.questions if asked.key in shown))
        for page in in_pages(questions, layout)
    ]
    return Walk(tuple(stops), tuple(page for page in pages if page.questions))


def _stop(asked: Asked, typed: dict[str, Typed], around: Surroundings) -> Stop:
    was_seen = asked.key in typed
    try:
        said = kind_of(asked).clean(asked, typed.get(asked.key, {}), around)
    except ValidationError as error:
        return Stop(asked, Said(), error, was_seen)
    return Stop(asked, said, None, was_seen)


def in_pages(questions: Sequence[Asked], layout: str) -> list[Page]:
    """Cut the questions into pages: one each, or as the author grouped them.

    A question that depends on another never shares its page: without JavaScript nobody would
    know that it is to be answered.
    """
    groups: list[list[Asked]] = []
    for asked in questions:
        if not groups or layout == Layout.ONE_PER_PAGE or _turns_page(asked, groups[-1]):
            groups.append([])
        groups[-1].append(asked)
    return [Page(group[0].key, tuple(group)) for group in groups]


def _turns_page(asked: Asked, group: list[Asked]) -> bool:
    depends = {rule.key for rule in asked.rules}
    return (
        asked.starts_page
        or asked.section_id != group[-1].section_id
        or any(other.key in depends for other in group)
    )
