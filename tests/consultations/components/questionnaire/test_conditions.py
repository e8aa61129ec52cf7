"""A question is shown by the path alone: what is hidden decides nothing and counts nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.components.questionnaire.conditions import Operator, Rule, is_shown
from consultations.components.questionnaire.models import Layout
from consultations.components.questionnaire.queries import in_pages, walk
from consultations.components.questionnaire.questions import Asked, Option, Picked, Said, Typed

OPTIONS = (Option("a", "A"), Option("b", "B"), Option("c", "C"))
CHOSEN = Said(picked=(Picked("a"), Picked("b")))
WORDS = Said(text="Près de l’École")
NUMBER = Said(number=Decimal("3.50"))


@pytest.mark.parametrize(
    ("said", "operator", "choices", "text", "is_met"),
    [
        (WORDS, Operator.ANSWERED, set(), "", True),
        (None, Operator.ANSWERED, set(), "", False),
        (Said(is_no_answer=True), Operator.ANSWERED, set(), "", False),
        (CHOSEN, Operator.EQUAL, {"a", "b"}, "", True),
        (CHOSEN, Operator.EQUAL, {"a"}, "", False),
        (CHOSEN, Operator.NOT_EQUAL, {"a"}, "", True),
        (None, Operator.NOT_EQUAL, {"a"}, "", False),
        (CHOSEN, Operator.CONTAINS, {"b"}, "", True),
        (CHOSEN, Operator.CONTAINS, {"c"}, "", False),
        (CHOSEN, Operator.ALL_OF, {"a", "b"}, "", True),
        (CHOSEN, Operator.ALL_OF, {"a", "c"}, "", False),
        (CHOSEN, Operator.ONE_OF, {"b", "c"}, "", True),
        (CHOSEN, Operator.ONE_OF, {"c"}, "", False),
        (WORDS, Operator.EQUAL, set(), "pres de l'ecole", True),
        (WORDS, Operator.CONTAINS, set(), "ÉCOLE", True),
        (NUMBER, Operator.EQUAL, set(), "3,5", True),
        (NUMBER, Operator.EQUAL, set(), "trois", False),
        (Said(other_text="Un kiosque"), Operator.ONE_OF, {"__other"}, "", True),
    ],
)
def test_a_condition_reads_an_answer(
    said: Said | None, operator: str, choices: set[str], text: str, *, is_met: bool
) -> None:
    assert Rule("q1", operator, frozenset(choices), text).is_met(said) is is_met


def test_all_conditions_or_one_of_them() -> None:
    rules = [Rule("q1", Operator.ANSWERED), Rule("q2", Operator.ANSWERED)]
    assert is_shown(rules, "any", {"q1": WORDS})
    assert not is_shown(rules, "all", {"q1": WORDS})


@st.composite
def questionnaires(draw: st.DrawFn) -> list[Asked]:
    """Up to eight questions; each may depend on any that comes before."""
    questions: list[Asked] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        rules = [
            Rule(
                draw(st.sampled_from([asked.key for asked in questions])),
                draw(st.sampled_from(list(Operator))),
                frozenset(draw(st.sets(st.sampled_from("abc"), min_size=1))),
            )
            for _rule in range(draw(st.integers(0, 2)) if questions else 0)
        ]
        asked = Asked(
            key=f"q{number}",
            kind="several_choices",
            text=f"Question {number}",
            options=OPTIONS,
            rules=tuple(rules),
            condition_mode=draw(st.sampled_from(["all", "any"])),
        )
        questions.append(asked)
    return questions


answers = st.dictionaries(
    st.sampled_from([f"q{number}" for number in range(1, 9)]),
    st.fixed_dictionaries({"": st.lists(st.sampled_from("abc"), unique=True)}),
)


@given(questionnaires(), answers)
def test_what_counts_is_what_the_path_alone_explains(
    questions: list[Asked], typed: dict[str, Typed]
) -> None:
    """Forgetting everything that is hidden changes neither the path nor what counts."""
    whole = walk(questions, typed)
    counted = {asked.key: said for asked, said in whole.answers}
    on_path = {stop.asked.key for stop in whole.stops}
    assert set(counted) <= on_path
    bare = walk(questions, {key: fields for key, fields in typed.items() if key in on_path})
    assert [stop.asked.key for stop in bare.stops] == [stop.asked.key for stop in whole.stops]
    assert {asked.key: said for asked, said in bare.answers} == counted
    for asked in questions:
        assert (asked.key in on_path) == is_shown(asked.rules, asked.condition_mode, counted)


@given(questionnaires(), answers, st.sampled_from(list(Layout)))
def test_pages_hold_each_question_of_the_path_once_and_in_order(
    questions: list[Asked], typed: dict[str, Typed], layout: str
) -> None:
    path = walk(questions, typed, layout=layout)
    paged = [asked.key for page in path.pages for asked in page.questions]
    assert paged == [stop.asked.key for stop in path.stops]
    for page in in_pages(questions, layout):
        keys = {asked.key for asked in page.questions}
        depended = {rule.key for asked in page.questions for rule in asked.rules}
        assert not (keys & depended)


def test_the_number_of_questions_is_told_only_when_it_is_sure() -> None:
    questions = [
        Asked("q1", "several_choices", "1", options=OPTIONS),
        Asked("q2", "several_choices", "2", options=OPTIONS),
        Asked(
            "q3",
            "several_choices",
            "3",
            options=OPTIONS,
            rules=(Rule("q2", Operator.ANSWERED),),
        ),
        Asked("q4", "several_choices", "4", options=OPTIONS),
    ]
    path = walk(questions, {"q2": {"": ["a"]}})
    assert [path.is_settled_from(page, questions) for page in path.pages] == [
        False,
        False,
        True,
        True,
    ]
