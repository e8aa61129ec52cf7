"""Who met a question: its conditions, said to the database as `conditions` says them."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from consultations.components.questionnaire.conditions import Operator, Rule
from consultations.components.questionnaire.models import (
    Answer,
    AnswerChoice,
    Condition,
    Question,
)
from consultations.components.questionnaire.questions.base import OTHER, Picked, Said
from consultations.components.questionnaire.results.catalogue import Catalogue

WORDS = ("text", "other_text", "number", "date")
SOMETHING = (Picked(""),)  # an answer was given, whatever it says


class Path:
    """The conditions of a step. Only answers on the path are kept, so a condition on a hidden
    question is never met: each looks at its own question alone.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.conditional = [entry for entry in catalogue if entry.question.conditions.all()]
        self.words = self._words()

    def filters(self) -> dict[str, Q]:
        """Give, for each question with conditions, the sheets on whose path it stood."""
        return {entry.key: self._shown(entry.question) for entry in self.conditional}

    def _shown(self, question: Question) -> Q:
        met = [
            Q(Exists(self._meeting(self._rule(condition)).filter(sheet=OuterRef("pk"))))
            for condition in question.conditions.all()
        ]
        return reduce(or_ if question.condition_mode == "any" else and_, met)

    def _rule(self, condition: Condition) -> Rule:
        return Rule(
            key=self.catalogue.key_of[condition.depends_on_id],
            operator=condition.operator,
            choices=frozenset(condition.choice_keys),
            text=condition.text,
        )

    def _given(self, key: str) -> QuerySet[Answer]:
        rows = self.catalogue.rows_of(key)
        return Answer.objects.filter(question_id__in=rows, is_no_answer=False).order_by()

    def _meeting(self, rule: Rule) -> QuerySet[Answer]:
        """Give the answers that meet a rule."""
        given = self._given(rule.key)
        if rule.operator == Operator.ANSWERED:
            return given
        if rule.operator == Operator.NOT_EQUAL:
            same = Rule(rule.key, Operator.EQUAL, rule.choices, rule.text)
            return given.exclude(pk__in=self._meeting(same).values("pk"))
        if not rule.choices:
            return given.filter(self._saying(rule))
        held = [_holds(key) for key in sorted(rule.choices)]
        if rule.operator == Operator.ONE_OF:
            return given.filter(reduce(or_, held))
        if rule.operator == Operator.EQUAL:
            held.append(_holds_only(rule.choices))
        return given.filter(reduce(and_, held))

    def _saying(self, rule: Rule) -> Q:
        """Match by words. The database cannot fold them as people read: it is given a list."""
        wanted = Q(pk__in=[])
        for said in self.words.get(rule.key, []):
            if rule.is_met(Said(picked=SOMETHING, **dict(zip(WORDS, said, strict=True)))):
                wanted |= Q(**dict(zip(WORDS, said, strict=True)))
        return wanted

    def _words(self) -> dict[str, list[tuple[Any, ...]]]:
        """Read the different words and numbers given where a condition is about words."""
        rules = [
            self._rule(condition)
            for entry in self.conditional
            for condition in entry.question.conditions.all()
        ]
        keys = {r.key for r in rules if not r.choices and r.operator != Operator.ANSWERED}
        if not keys:
            return {}
        rows = [row for key in keys for row in self.catalogue.rows_of(key)]
        found: dict[str, list[tuple[Any, ...]]] = {}
        given = Answer.objects.filter(question_id__in=rows, is_no_answer=False).order_by()
        for question, *words in given.values_list("question_id", *WORDS).distinct():
            found.setdefault(self.catalogue.key_of[question], []).append(tuple(words))
        return found


def _holds(key: str) -> Q:
    if key == OTHER:
        return ~Q(other_text="")
    return Q(Exists(AnswerChoice.objects.filter(_is(key), answer=OuterRef("pk"))))


def _holds_only(keys: frozenset[str]) -> Q:
    others = AnswerChoice.objects.filter(answer=OuterRef("pk"))
    known = [_is(key) for key in sorted(keys - {OTHER})]
    if known:
        others = others.exclude(reduce(or_, known))
    alone = ~Exists(others)
    return Q(alone) if OTHER in keys else Q(alone) & Q(other_text="")


def _is(key: str) -> Q:
    """Name a choice as conditions do: `choice`, or `row:column` in a table."""
    row, _colon, choice = key.rpartition(":")
    return Q(choice__key=choice, row__key=row) if row else Q(choice__key=choice, row=None)
