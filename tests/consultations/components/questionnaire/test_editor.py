"""Authors write questions in plain forms, keep what they typed, and mend only spelling later."""

from typing import Any

import pytest
from django.forms import ChoiceField
from django.template.loader import render_to_string
from django.test import RequestFactory

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.component import component
from consultations.components.questionnaire.models import AnswerSheet, Version
from consultations.components.questionnaire.queries import asked_questions, current_version
from consultations.components.questionnaire.questions import Asked
from consultations.errors import Frozen, Refused
from consultations.models import RuleChange, Step
from participation.accounts.models import Account
from participation.journal.models import Entry
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.factories import make_consultation, make_open, make_step

pytestmark = pytest.mark.django_db
EDITOR = component.editor
assert EDITOR is not None


@pytest.fixture
def step() -> Step:
    return make_questions(
        [
            {"kind": "yes_no", "text": "Avez-vous un vélo ?"},
            {
                "kind": "several_choices",
                "text": "Que manque-t-il ?",
                "choices": ["Des bancs", "De l'ombre"],
                "conditions": [{"depends_on": "q1", "operator": "equal", "choices": ["yes"]}],
            },
        ]
    )


def typed(step: Step, **changes: Any) -> dict[str, Any]:
    """Give what the browser sends when the form is left as it is, with some changes."""
    forms = EDITOR.forms(step)
    data: dict[str, Any] = {"then": "save"}
    if "wording" in forms:
        rows = [forms["wording"]]
    else:
        formset: Any = forms["questions"]
        rows = [formset.management_form, forms["layout"], *formset]
    for form in rows:
        for field in form:
            value = field.value()
            if value is None and isinstance(field.field, ChoiceField):
                choices: Any = field.field.choices
                value = next(iter(choices))[0]  # a list always sends something
            if value is not None and value is not False:
                data[field.html_name] = "on" if value is True else str(value)
    return data | changes


def saved(step: Step, data: dict[str, Any], actor: Any = None) -> list[Asked]:
    forms = EDITOR.forms(step, data)
    assert all(form.is_valid() for form in forms.values()), [f.errors for f in forms.values()]
    EDITOR.save(step, forms, actor=actor)
    version = current_version(step)
    assert version is not None
    return asked_questions(version)


def errors_of(step: Step, data: dict[str, Any]) -> list[dict[str, Any]]:
    forms = EDITOR.forms(step, data)
    formset: Any = forms["questions"]
    assert not formset.is_valid()
    return [dict(errors) for errors in formset.errors if errors]


def test_saving_what_is_there_changes_nothing(step: Step) -> None:
    version = current_version(step)
    assert version is not None
    before = [(q.key, q.kind, q.text, q.rules, len(q.options)) for q in asked_questions(version)]
    after = [(q.key, q.kind, q.text, q.rules, len(q.options)) for q in saved(step, typed(step))]
    assert after == before


def test_a_new_questionnaire_offers_five_questions_at_once(officer: Account) -> None:
    step = make_step(make_consultation(), "questionnaire")
    formset: Any = EDITOR.forms(step)["questions"]
    assert len(formset.forms) == 5
    data = typed(step, **{"layout-layout": "grouped"})
    for number in range(5):
        data[f"questions-{number}-text"] = f"Question {number} ?"
    data["questions-1-kind"] = "one_choice"
    data["questions-1-choices"] = "- Oui\n• Non\n\n  Peut-être "
    questions = saved(step, data, officer)
    assert [question.text for question in questions] == [f"Question {n} ?" for n in range(5)]
    assert [option.label for option in questions[1].options] == ["Oui", "Non", "Peut-être"]
    step.refresh_from_db()
    assert step.questionnaire.layout == "grouped"
    entry = Entry.objects.get(event="QuestionsWritten")
    assert entry.actor == officer
    assert "Question" not in str(entry.payload)


def test_a_template_starts_with_questions_of_its_rung() -> None:
    step = make_step(make_consultation(), "questionnaire", template="consultation")
    formset: Any = EDITOR.forms(step)["questions"]
    assert len(formset.forms) == 6  # five, and room for one more
    assert len(saved(step, typed(step))) == 5


@pytest.mark.parametrize(("button", "keys"), [("up:q2", ["q2", "q1"]), ("up:q1", ["q1", "q2"])])
def test_buttons_move_a_question(button: str, keys: list[str]) -> None:
    step = make_questions([{"kind": "date", "text": "A"}, {"kind": "date", "text": "B"}])
    assert [q.key for q in saved(step, typed(step, then=f"stay:{button}"))] == keys


def test_numbers_move_a_question() -> None:
    step = make_questions([{"kind": "date", "text": text} for text in "ABC"])
    data = typed(step, **{"questions-2-ORDER": "1", "questions-0-ORDER": "2"})
    assert [q.text for q in saved(step, data)] == ["C", "A", "B"]


def test_a_copy_stands_after_its_model(step: Step) -> None:
    questions = saved(step, typed(step, then="stay:copy:q2"))
    assert [(q.key, q.text) for q in questions[1:]] == [
        ("q2", "Que manque-t-il ?"),
        ("q3", "Que manque-t-il ?"),
    ]
    assert questions[1].rules == questions[2].rules


def test_a_question_is_deleted(step: Step) -> None:
    questions = saved(step, typed(step, **{"questions-1-DELETE": "on"}))
    assert [q.key for q in questions] == ["q1"]


def test_a_question_others_depend_on_is_not_deleted_silently(step: Step) -> None:
    [errors] = errors_of(step, typed(step, **{"questions-0-DELETE": "on"}))
    assert list(errors) == ["depends_on"]


def test_a_condition_looks_back(step: Step) -> None:
    [errors] = errors_of(step, typed(step, then="stay:up:q2"))
    assert errors["depends_on"] == [
        "Placez cette question après celle dont elle dépend, ou changez la condition."
    ]


def test_a_condition_names_a_choice_whatever_its_accents(step: Step) -> None:
    data = typed(step, **{"questions-1-operator": "one_of", "questions-1-expected": "NON\noui"})
    [rule] = saved(step, data)[1].rules
    assert (rule.operator, rule.choices) == ("one_of", frozenset({"yes", "no"}))
    [errors] = errors_of(step, typed(step, **{"questions-1-expected": "peut-être"}))
    assert list(errors) == ["expected"]


def test_choices_keep_their_keys_when_their_order_changes(step: Step) -> None:
    data = typed(step, **{"questions-1-choices": "De l'eau\nDe l'ombre\nDes bancs"})
    options = saved(step, data)[1].options
    assert [(option.key, option.label) for option in options] == [
        ("c3", "De l'eau"),
        ("c2", "De l'ombre"),
        ("c1", "Des bancs"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"questions-1-choices": "Un seul"}, "choices"),
        ({"questions-1-choices": "Été\nete"}, "choices"),
        ({"questions-1-choices": "A\n" + "B" * 301}, "choices"),
        ({"questions-1-kind": "matrix"}, "rows"),
        ({"questions-1-max_choices": "9"}, "max_choices"),
        ({"questions-1-min_choices": "2", "questions-1-max_choices": "1"}, "max_choices"),
        ({"questions-1-min_value": "2,5", "questions-1-max_value": "1"}, "max_value"),
        ({"questions-1-text": " "}, "text"),
        ({"questions-2-choices": "Sans question"}, "text"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    step: Step, changes: dict[str, str], field: str
) -> None:
    data = typed(step, **changes)
    [errors] = errors_of(step, data)
    assert field in errors
    html = shown(step, data)
    assert "Que manque-t-il" in html or field == "text"
    for value in changes.values():
        assert value.strip().split("\n")[0] in html


def shown(step: Step, data: Any = None) -> str:
    forms = EDITOR.forms(step, data)
    for form in forms.values():
        form.is_valid()
    request = RequestFactory().get("/")
    context = {"step": step, "forms": forms, "errors": []}
    return render_to_string(EDITOR.template, context, request)


def test_nothing_at_all_is_refused(step: Step) -> None:
    data = typed(step, **{"questions-0-DELETE": "on", "questions-1-DELETE": "on"})
    formset: Any = EDITOR.forms(step, data)["questions"]
    assert not formset.is_valid()
    assert formset.non_form_errors() == ["Écrivez au moins une question."]


def test_a_forged_key_makes_no_trouble(step: Step) -> None:
    data = typed(step, **{"questions-1-key": "q1"})
    data |= {"questions-2-text": "Et ?", "questions-2-kind": "date", "questions-2-key": "<b>"}
    keys = [question.key for question in saved(step, data | {"questions-1-depends_on": ""})]
    assert keys[0] == "q1"
    assert len(set(keys)) == 3
    assert "<b>" not in keys


def test_parts_group_the_questions_that_name_them() -> None:
    step = make_questions([{"kind": "date", "text": text} for text in "ABC"])
    data = typed(step, **{"questions-1-part": "Le trajet", "questions-2-part": "Le trajet"})
    data["questions-1-part_intro"] = "Parlons-en."
    questions = saved(step, data)
    assert [question.section for question in questions] == ["", "Le trajet", "Le trajet"]
    assert questions[1].section_id == questions[2].section_id
    assert questions[1].section_intro == "Parlons-en."


def test_once_open_only_spelling_is_offered(step: Step) -> None:
    make_open(step.consultation)
    assert set(EDITOR.forms(step)) == {"wording"}
    html = shown(step)
    assert "elles ne changent plus" in html
    with pytest.raises(Frozen):
        actions.write_questions(step, [{"questions": []}], actor=None)


def test_spelling_is_mended_with_a_reason_that_everybody_reads(
    step: Step, officer: Account
) -> None:
    make_open(step.consultation)
    sheet, _path = answer(step, {"q2": {"": ["c1"]}, "q1": {"": ["yes"]}})
    data = typed(step, **{"wording-q2-text": "Que manque-t-il ici ?"})
    data["wording-q2-choice-c2"] = "De l’ombre"
    form: Any = EDITOR.forms(step, data)["wording"]
    assert not form.is_valid()
    assert form.errors["reason"] == ["Donnez le motif de la correction. Il sera lu par tous."]
    questions = saved(step, data | {"wording-reason": "Un mot manquait"}, officer)
    assert [question.text for question in questions] == [
        "Avez-vous un vélo ?",
        "Que manque-t-il ici ?",
    ]
    assert [(o.key, o.label) for o in questions[1].options] == [
        ("c1", "Des bancs"),
        ("c2", "De l’ombre"),
    ]
    assert questions[1].rules[0].key == "q1"
    assert AnswerSheet.objects.get(pk=sheet.pk).version.number == 1
    newest = Version.objects.get(questionnaire__step=step, number=2)
    assert newest.is_frozen
    changes = RuleChange.objects.order_by("pk").values_list("before", "after", "reason")
    assert list(changes) == [
        ("Que manque-t-il ?", "Que manque-t-il ici ?", "Un mot manquait"),
        ("De l'ombre", "De l’ombre", "Un mot manquait"),
    ]
    assert {change.field_label for change in RuleChange.objects.all()} == {
        "rédaction d’une question"
    }
    entry = Entry.objects.get(event="WordingMended")
    assert (entry.actor, entry.payload["version_number"]) == (officer, 2)


def test_nothing_changed_makes_no_version(step: Step) -> None:
    make_open(step.consultation)
    saved(step, typed(step))
    assert Version.objects.filter(questionnaire__step=step).count() == 1


def test_a_correction_adds_no_choice_and_empties_none(step: Step) -> None:
    make_open(step.consultation)
    words: Any = {"q2": {"choices": {"c1": " ", "c9": "Tout"}, "text": ""}, "q9": {"text": "?"}}
    actions.mend_wording(step, words, reason="Essai", actor=None)
    assert Version.objects.filter(questionnaire__step=step).count() == 1


def test_spelling_waits_for_the_opening_and_stops_at_the_closing(step: Step) -> None:
    words: Any = {"q1": {"text": "Avez-vous un vélo chez vous ?"}}
    with pytest.raises(Refused, match="librement"):
        actions.mend_wording(step, words, reason="Faute", actor=None)
    make_open(step.consultation)
    with pytest.raises(Refused, match="motif"):
        actions.mend_wording(step, words, reason=" ", actor=None)
    step.closes_at = step.consultation.opens_at
    with pytest.raises(Refused, match="closes"):
        actions.mend_wording(step, words, reason="Faute", actor=None)


def test_the_form_is_drawn_with_its_five_essentials(step: Step) -> None:
    html = shown(step)
    for words in ("Sorte de réponse", "Réponse obligatoire", "Monter", "Dupliquer", "Supprimer"):
        assert words in html
    assert html.index('value="stay"') < html.index('value="stay:up:q1"')
