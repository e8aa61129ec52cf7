"""A questionnaire as its file tells it, in the words of the questionnaire component."""

from typing import Any

from cms.demo.reading import Told
from consultations.components.questionnaire.actions import QuestionSpec, SectionSpec

KINDS = {"choice": "one_choice", "choices": "several_choices", "place": "commune"}
OPERATORS = {"equals": "equal", "contains": "contains"}
SAME = {"other": "has_other", "dont_know": "offers_no_answer", "required": "is_required"}


def sections_of(questionnaire: Told) -> list[SectionSpec]:
    """Give all sections, ready for `write_questions`."""
    options: dict[str, list[str]] = {}
    return [
        {
            "title": section["title"],
            "intro": section.get("help", ""),
            "questions": [_question(told, options) for told in section["questions"]],
        }
        for section in questionnaire["sections"]
    ]


def options_of(told: Told) -> list[str]:
    """Give the labels to choose from: options, the points of a scale, or columns."""
    if told["type"] == "scale":
        points: list[str] = [str(point) for point in range(1, told["points"] + 1)]
        points[0] += f" — {told['low']}"
        points[-1] += f" — {told['high']}"
        return points
    found: list[str] = told.get("options") or told.get("columns") or []
    return found


def choice_key(rank: int) -> str:
    """Name the option of this rank, from 0, as the component does."""
    return f"c{rank + 1}"


def row_key(rank: int) -> str:
    return f"r{rank + 1}"


def _question(told: Told, options: dict[str, list[str]]) -> QuestionSpec:
    options[told["code"]] = options_of(told)
    spec: dict[str, Any] = {
        "key": told["code"],
        "kind": KINDS.get(told["type"], told["type"]),
        "text": told["label"],
        "help_text": told.get("help", ""),
        "unit": told.get("unit", ""),
        "choices": options[told["code"]],
        "rows": told.get("rows", []),
        **{name: told[key] for key, name in SAME.items() if key in told},
        **_bounds(told),
    }
    if "if" in told:
        spec["conditions"] = [_condition(told["if"], options)]
    return spec  # type: ignore[return-value]  # its keys come from a file


def _bounds(told: Told) -> dict[str, Any]:
    if told["type"] == "number":
        return {"min_value": told["min"], "max_value": told["max"]}
    return {"max_choices": told["max"]} if "max" in told else {}


def _condition(told: Told, options: dict[str, list[str]]) -> Any:
    known = options[told["question"]]
    value = told["value"]
    key = choice_key(known.index(value)) if value in known else value
    return {
        "depends_on": told["question"],
        "operator": OPERATORS[told["op"]],
        "choices": [key],
    }
