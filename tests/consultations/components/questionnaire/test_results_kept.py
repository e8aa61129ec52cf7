"""Numbers of many sheets are kept, and are still those one would count anew; words never are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from consultations import actions as heart
from consultations.components.questionnaire import actions
from consultations.components.questionnaire import results as counting
from consultations.components.questionnaire.models import AnswerChoice
from consultations.models import Contribution, Step
from participation.base.clock import now
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.factories import make_open

pytestmark = pytest.mark.django_db
ASKED: list[Any] = [
    {"kind": "yes_no", "text": "Venez-vous ?"},
    {"kind": "long_text", "text": "Pourquoi ?"},
    {"kind": "commune", "text": "Où ?"},
]
SECRET = "Zinzolin"  # what somebody wrote


@pytest.fixture(autouse=True)
def _everything_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MANY", 1)
    cache.clear()


@pytest.fixture
def step() -> Step:
    step = make_questions(ASKED)
    for choice, place in (
        [("yes", "Sornay")] * 7 + [("no", f"{SECRET}-le-Haut")] * 4 + [("no", "Bellombre")] * 4
    ):
        said = {"q1": {"": [choice]}, "q2": {"": [SECRET]}, "q3": {"": [place]}}
        answer(step, said, state=Contribution.State.PUBLISHED)
    return step


def read(step: Step) -> Any:
    shown = counting.results(step, None)
    return shown["total"], shown["questions"]


def one_of(step: Step) -> Contribution:
    rows = Contribution.objects.filter(step=step).select_related("step", "consultation")
    contribution: Contribution = rows.order_by("pk")[0]
    contribution.step.consultation = step.consultation
    return contribution


def comes(step: Step) -> None:
    answer(step, {"q1": {"": ["no"]}})


def is_corrected(step: Step) -> None:
    row = one_of(step)
    no = AnswerChoice.objects.filter(choice__key="no").values_list("choice", flat=True)[0]
    AnswerChoice.objects.filter(answer__sheet__contribution=row).update(choice=no)
    heart.correct(row, actor=None, arrived_at=now())


def is_withdrawn(step: Step) -> None:
    row = one_of(step)
    heart.withdraw(row, actor=None, arrived_at=now())


def is_hidden(step: Step) -> None:
    heart.hide(one_of(step), actor=None, article="Article 3", reason="Injure")


def is_worded_anew(step: Step) -> None:
    wording: Any = {"q1": {"text": "Venez-vous ici ?"}}
    actions.mend_wording(step, wording, reason="Un mot manquait", actor=None)


@pytest.mark.parametrize("happens", [comes, is_corrected, is_withdrawn, is_hidden, is_worded_anew])
def test_what_is_kept_is_what_one_would_count_anew(
    step: Step, happens: Callable[[Step], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_open(step.consultation)
    before = read(step)
    assert read(step) == before
    happens(step)
    after = read(step)
    monkeypatch.setattr(counting, "MANY", 10**9)
    assert after == read(step)
    assert after != before


def test_a_second_reader_asks_for_no_count(
    step: Step, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    read(step)
    with django_assert_num_queries(7):
        read(step)


def test_labels_come_in_the_language_of_the_reader(step: Step) -> None:
    for language, others in (("fr", "Autres lieux"), ("en", "Other places")):
        with translation.override(language):
            [chart] = read(step)[1][2].charts
        assert chart.rows[-1] == (others, 8)


def test_words_are_never_kept(step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr(cache, "set", lambda _name, value, _seconds: kept.append(repr(value)))
    assert SECRET in repr(read(step))
    assert ["Sornay" in numbers and SECRET not in numbers for numbers in kept] == [True]


def test_a_cache_that_is_away_only_costs_time(step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: Any) -> None:
        raise ConnectionError

    expected = read(step)
    monkeypatch.setattr(cache, "get", away)
    monkeypatch.setattr(cache, "set", away)
    assert read(step) == expected
