"""Conditions as authors write them: a question, an operator, and the words expected there."""

from typing import Any

from consultations.components.questionnaire.actions import ConditionSpec
from consultations.components.questionnaire.conditions import Operator, Rule
from consultations.components.questionnaire.editor.choices import Pairs, typed_lines
from consultations.components.questionnaire.questions import Asked
from consultations.components.questionnaire.questions.base import OTHER, OTHER_LABEL
from consultations.components.questionnaire.questions.names import (
    CHOSEN_KINDS,
    YES_NO_CHOICES,
    QuestionKind,
)
from participation.base.text import folded


def condition_from(typed: dict[str, Any], source: dict[str, Any]) -> ConditionSpec | None:
    """Read the condition typed on a question, given the one it looks at; None if it says nothing.

    Expected answers are found among the choices by their words; accents and case do not matter.
    """
    spec: ConditionSpec = {"depends_on": typed["depends_on"], "operator": typed["operator"]}
    expected = typed_lines(typed.get("expected", ""))
    if typed["operator"] == Operator.ANSWERED:
        return spec
    if source["kind"] not in CHOSEN_KINDS:
        return {**spec, "text": expected[0]} if expected else None
    keys = {folded(label): key for key, label in _choosable(source)}
    found = [keys.get(folded(line)) for line in expected]
    if not found or None in found:
        return None
    return {**spec, "choices": [key for key in found if key]}


def _choosable(source: dict[str, Any]) -> Pairs:
    choices: Pairs = source["choice_pairs"]
    if source["kind"] == QuestionKind.YES_NO and not choices:
        choices = [*YES_NO_CHOICES]
    if source["kind"] == QuestionKind.MATRIX:
        return [
            (f"{row}:{key}", f"{line} : {label}")
            for row, line in source["row_pairs"]
            for key, label in choices
        ]
    return [*choices, (OTHER, str(OTHER_LABEL))] if source.get("has_other") else choices


def spec_of(rule: Rule) -> ConditionSpec:
    return {
        "depends_on": rule.key,
        "operator": rule.operator,
        "choices": sorted(rule.choices),
        "text": rule.text,
    }


def shown_rule(rule: Rule, known: dict[str, Asked]) -> dict[str, Any]:
    source = known.get(rule.key)
    labels = [rule.text] if rule.text else []
    if source is not None:
        pairs = _choosable(
            {
                "kind": source.kind,
                "choice_pairs": [(one.key, one.label) for one in source.options],
                "row_pairs": [(one.key, one.label) for one in source.rows],
                "has_other": source.has_other,
            }
        )
        labels += [label for key, label in pairs if key in rule.choices]
    return {"depends_on": rule.key, "operator": rule.operator, "expected": "\n".join(labels)}
