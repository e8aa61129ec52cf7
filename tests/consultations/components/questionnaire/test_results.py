"""The results are what a patient person would count by hand, less what would point at somebody."""

import statistics
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from consultations import actions as heart
from consultations.components.questionnaire import actions
from consultations.components.questionnaire.results import Catalogue, results
from consultations.components.questionnaire.results.counting import Tally, count
from consultations.components.questionnaire.results.numbers import (
    date_bins,
    median,
    number_bins,
)
from consultations.components.questionnaire.results.shapes import QuestionResult
from consultations.models import Channel, Consultation, Contribution, Step
from participation.accounts.models import Account, PublicBody
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.factories import make_closed, make_open, make_territory
from tests.people import SignIn

pytestmark = pytest.mark.django_db

EVERY_KIND: list[Any] = [
    {"kind": "yes_no", "text": "Avez-vous un vélo ?", "offers_no_answer": True},
    {
        "kind": "one_choice",
        "text": "Comment venez-vous ?",
        "choices": ["À pied", "À vélo", "En bus"],
        "has_other": True,
    },
    {
        "kind": "several_choices",
        "text": "Que manque-t-il ?",
        "choices": ["Des bancs", "De l'ombre", "De l'eau"],
        "has_other": True,
        "conditions": [{"depends_on": "q1", "operator": "equal", "choices": ["yes"]}],
    },
    {"kind": "scale", "text": "Êtes-vous content ?", "choices": ["Non", "Un peu", "Oui"]},
    {"kind": "ranking", "text": "Classez", "choices": ["Un", "Deux", "Trois"]},
    {
        "kind": "matrix",
        "text": "Et ceci ?",
        "choices": ["Mal", "Bien"],
        "rows": ["La place", "La rue"],
        "conditions": [
            {"depends_on": "q2", "operator": "one_of", "choices": ["c1", "c2"]},
            {"depends_on": "q4", "operator": "not_equal", "choices": ["c1"]},
        ],
        "condition_mode": "any",
    },
    {"kind": "number", "text": "Combien ?", "decimals": 1},
    {
        "kind": "date",
        "text": "Quand ?",
        "conditions": [{"depends_on": "q7", "operator": "equal", "text": "3"}],
    },
    {
        "kind": "short_text",
        "text": "Un mot ?",
        "conditions": [{"depends_on": "q3", "operator": "all_of", "choices": ["c1", "c2"]}],
    },
    {
        "kind": "long_text",
        "text": "Pourquoi ?",
        "conditions": [{"depends_on": "q9", "operator": "contains", "text": "Été"}],
    },
    {"kind": "commune", "text": "Où ?"},
]


def maybe(parts: Any) -> Any:
    return st.one_of(st.just({}), parts)


def one_of(*keys: str) -> Any:
    return st.sampled_from(keys).map(lambda key: {"": [key], "other": ["autre chose"]})


SHEETS = st.fixed_dictionaries(
    {
        "q1": maybe(one_of("yes", "no", "__none")),
        "q2": maybe(one_of("c1", "c2", "c3", "__other")),
        "q3": maybe(
            st.sets(st.sampled_from(["c1", "c2", "c3", "__other"])).map(
                lambda keys: {"": sorted(keys), "other": ["du calme"]}
            )
        ),
        "q4": maybe(one_of("c1", "c2", "c3")),
        "q5": maybe(
            st.permutations(["c1", "c2", "c3"]).map(
                lambda order: {key: [str(rank)] for rank, key in enumerate(order, 1)}
            )
        ),
        "q6": maybe(
            st.sampled_from([{"r1": ["c1"]}, {"r1": ["c2"], "r2": ["c1"]}, {"r2": ["c2"]}])
        ),
        "q7": maybe(st.sampled_from(["1", "3", "3,0", "4,5", "12", "-2"]).map(lambda n: {"": [n]})),
        "q8": maybe(
            st.sampled_from([("1", "2", "2020"), ("3", "4", "2021")]).map(
                lambda d: {"day": [d[0]], "month": [d[1]], "year": [d[2]]}
            )
        ),
        "q9": maybe(st.sampled_from(["un bel ÉTÉ", "l'hiver", "ete"]).map(lambda t: {"": [t]})),
        "q10": maybe(st.just({"": ["parce que"]})),
        "q11": maybe(st.sampled_from(["Sornay", "Bellombre"]).map(lambda t: {"": [t]})),
    }
)
CHANNELS = st.sampled_from([Channel.ONLINE, Channel.PAPER])
STATES = st.sampled_from(
    [Contribution.State.RECEIVED, Contribution.State.HIDDEN, Contribution.State.WITHDRAWN]
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(SHEETS, CHANNELS, STATES), max_size=12))
def test_the_database_counts_as_a_person_would(
    every_kind: Step, given_sheets: list[tuple[Any, str, str]]
) -> None:
    Contribution.objects.all().delete()
    stored = [
        (answer(every_kind, typed, channel=channel, state=state)[1], channel)
        for typed, channel, state in given_sheets
        if state != Contribution.State.WITHDRAWN
    ]
    for typed, channel, state in given_sheets:
        if state == Contribution.State.WITHDRAWN:
            answer(every_kind, typed, channel=channel, state=state)
    counts = count(every_kind, Catalogue(every_kind))
    assert counts.total == len(stored)
    for key, tally in counts.tallies.items():
        stops = [
            (stop, channel)
            for path, channel in stored
            for stop in path.stops
            if stop.asked.key == key
        ]
        assert tally.shown == len(stops), key
        said = [(stop.said, channel) for stop, channel in stops if stop.said.is_answered]
        assert plain(tally.answered) == Counter(channel for _said, channel in said)
        assert tally.no_answer == sum(stop.said.is_no_answer for stop, _channel in stops)
        assert plain(tally.other) == Counter(ch for s, ch in said if s.other_text)
        assert picks_of(tally) == Counter(
            (pick.key, pick.row, pick.rank, ch) for s, ch in said for pick in s.picked
        )
        assert tally.numbers == Counter(s.number for s, _ch in said if s.number is not None)
        assert tally.dates == Counter(s.date for s, _ch in said if s.date is not None)


def plain(by_channel: dict[str, int]) -> dict[str, int]:
    return {channel: n for channel, n in by_channel.items() if n}


def picks_of(tally: Tally) -> dict[tuple[str, str, int | None, str], int]:
    return {
        (*pick, channel): n
        for pick, by_channel in tally.picks.items()
        for channel, n in by_channel.items()
    }


@pytest.fixture
def every_kind(db: None) -> Step:
    return make_questions(EVERY_KIND)


def ticked(*keys: str) -> dict[str, Any]:
    return {"": list(keys)}


def shaped(step: Step, viewer: Any = None) -> dict[str, QuestionResult]:
    return {result.key: result for result in results(step, viewer)["questions"]}


def answer_many(step: Step, key: str, numbers: dict[str, int], **fields: Any) -> None:
    for value, times in numbers.items():
        for _time in range(times):
            answer(step, {key: ticked(value)}, **fields)


def test_small_numbers_are_masked_with_one_more() -> None:
    step = make_questions([{"kind": "one_choice", "text": "?", "choices": ["A", "B", "C", "D"]}])
    answer_many(step, "q1", {"c1": 9, "c2": 2, "c3": 6})
    [chart] = shaped(step)["q1"].charts
    assert chart.rows == [("A", 9), ("B", None), ("C", None), ("D", 0)]
    assert chart.base == 17


def test_fewer_than_five_answers_show_nothing_at_all() -> None:
    step = make_questions([{"kind": "one_choice", "text": "?", "choices": ["A", "B"]}])
    answer_many(step, "q1", {"c1": 4})
    result = shaped(step)["q1"]
    assert result.is_masked
    assert (result.charts, result.grids, result.facts) == ([], [], [])


def test_several_choices_are_shares_of_those_who_answered() -> None:
    step = make_questions([{"kind": "several_choices", "text": "?", "choices": ["A", "B"]}])
    for _time in range(6):
        answer(step, {"q1": ticked("c1", "c2")})
    for _time in range(4):
        answer(step, {"q1": ticked("c1")})
    answer(step, {"q1": {}})
    [chart] = shaped(step)["q1"].charts
    assert chart.rows == [("A", 10), ("B", 6)]
    assert chart.base == 10
    assert shaped(step)["q1"].base.skipped == 1


def test_what_a_question_reached_is_said() -> None:
    step = make_questions(EVERY_KIND)
    for _time in range(6):
        answer(step, {"q1": ticked("yes"), "q3": ticked("c1")})
    answer(step, {"q1": ticked("yes")})
    for _time in range(5):
        answer(step, {"q1": ticked("no")})
    answer(step, {"q1": ticked("__none")})
    base = shaped(step)["q3"].base
    assert (base.total, base.shown, base.answered) == (13, 7, 6)
    assert (base.skipped, base.not_shown) == (1, 6)
    assert shaped(step)["q1"].base.no_answer == 1


def test_a_path_does_not_tell_what_is_masked_elsewhere() -> None:
    step = make_questions(EVERY_KIND)
    for _time in range(9):
        answer(step, {"q1": ticked("yes"), "q3": ticked("c1")})
    answer(step, {"q1": ticked("no")})
    found = shaped(step)
    assert [n for _label, n in found["q1"].charts[0].rows] == [None, None]
    assert (found["q3"].base.shown, found["q3"].base.not_shown) == (None, None)


def test_channels_are_told_apart() -> None:
    step = make_questions([{"kind": "yes_no", "text": "?"}])
    answer_many(step, "q1", {"yes": 10, "no": 20})
    answer_many(step, "q1", {"yes": 7, "no": 5}, channel=Channel.PAPER)
    found = results(step, None)
    assert [(str(label), n) for label, n in found["channels"]] == [("En ligne", 30), ("Papier", 12)]
    [grid] = found["questions"][0].grids
    assert grid.columns == ["En ligne", "Papier", "Ensemble"]
    assert grid.rows == [("Oui", [10, 7, 17]), ("Non", [20, 5, 25]), ("Ensemble", [30, 12, 42])]


def test_a_scale_tells_its_middle() -> None:
    step = make_questions([{"kind": "scale", "text": "?", "choices": ["Non", "Un peu", "Oui"]}])
    answer_many(step, "q1", {"c1": 6, "c3": 6})
    assert shaped(step)["q1"].facts == [("Réponse médiane", "entre «\xa0Non\xa0» et «\xa0Oui\xa0»")]


def test_a_ranking_tells_mean_places_and_counts() -> None:
    step = make_questions([{"kind": "ranking", "text": "?", "choices": ["A", "B"]}])
    for order, times in ((("c1", "c2"), 6), (("c2", "c1"), 9)):
        for _time in range(times):
            answer(step, {"q1": {key: [str(rank)] for rank, key in enumerate(order, 1)}})
    [grid] = shaped(step)["q1"].grids
    assert grid.rows == [("A", ["1,6", 6, 9, 15]), ("B", ["1,4", 9, 6, 15])]


def test_a_mean_place_is_masked_with_its_counts() -> None:
    step = make_questions([{"kind": "ranking", "text": "?", "choices": ["A", "B"]}])
    for order, times in ((("c1", "c2"), 2), (("c2", "c1"), 9)):
        for _time in range(times):
            answer(step, {"q1": {key: [str(rank)] for rank, key in enumerate(order, 1)}})
    [grid] = shaped(step)["q1"].grids
    assert grid.rows == [("A", ["masqué", None, None, 11]), ("B", ["masqué", None, None, 11])]


def test_a_table_is_counted_line_by_line() -> None:
    step = make_questions(
        [{"kind": "matrix", "text": "?", "choices": ["Mal", "Bien"], "rows": ["Place", "Rue"]}]
    )
    for _time in range(5):
        answer(step, {"q1": {"r1": ["c1"], "r2": ["c2"]}})
    for _time in range(7):
        answer(step, {"q1": {"r1": ["c2"]}})
    [grid] = shaped(step)["q1"].grids
    assert grid.rows == [("Place", [5, 7, 12]), ("Rue", [0, 5, 5])]


def test_numbers_tell_their_middle_and_their_bins() -> None:
    step = make_questions([{"kind": "number", "text": "?", "unit": "km", "decimals": 1}])
    values = ["1", "1", "1", "1", "1", "2", "2", "2", "2", "2", "2,5", "2,5", "2,5", "2,5", "2,5"]
    for value in values:
        answer(step, {"q1": ticked(value)})
    result = shaped(step)["q1"]
    assert result.facts == [
        ("Minimum", "1\xa0km"),
        ("Médiane", "2\xa0km"),
        ("Moyenne", "1,83\xa0km"),
        ("Maximum", "2,5\xa0km"),
    ]
    assert sum(n or 0 for _label, n in result.charts[0].rows) == 15


def test_an_extreme_held_by_one_person_is_not_told() -> None:
    step = make_questions([{"kind": "number", "text": "?"}])
    for value in ["1"] * 9 + ["2"] * 6 + ["40"]:
        answer(step, {"q1": ticked(value)})
    told = [label for label, _value in shaped(step)["q1"].facts]
    assert told == ["Minimum", "Médiane", "Moyenne"]


@given(st.dictionaries(st.decimals(-999, 9999, places=2), st.integers(1, 9), min_size=1))
def test_bins_hold_every_number_once(counts: dict[Decimal, int]) -> None:
    bins = number_bins(counts)
    assert sum(one.count for one in bins) == sum(counts.values())
    assert len(bins) <= 12


@given(st.dictionaries(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 9), min_size=1))
def test_bins_hold_every_day_once(counts: dict[date, int]) -> None:
    assert sum(one.count for one in date_bins(counts)) == sum(counts.values())


def test_places_named_fewer_than_five_times_are_not_named() -> None:
    step = make_questions([{"kind": "commune", "text": "?"}])
    make_territory("Sornay", code="71528")
    for name, times in (("Sornay", 8), ("Bellombre", 6), ("Fontcourte", 3), ("Vaux", 2)):
        for _time in range(times):
            answer(step, {"q1": ticked(name)})
    [chart] = shaped(step)["q1"].charts
    assert chart.rows == [("Sornay", 8), ("Bellombre", 6), ("Autres lieux", 5)]


def test_an_erratum_keeps_one_count_under_the_latest_wording() -> None:
    step = make_questions([{"kind": "one_choice", "text": "Comen ?", "choices": ["Velo", "Bus"]}])
    answer_many(step, "q1", {"c1": 6})
    make_open(step.consultation)
    actions.mend_wording(
        step,
        {"q1": {"text": "Comment ?", "choices": {"c1": "Vélo"}}},
        reason="Fautes",
        actor=None,
    )
    answer_many(step, "q1", {"c1": 5, "c2": 7})
    found = results(step, None)
    [result] = found["questions"]
    assert result.text == "Comment ?"
    assert result.charts[0].rows == [("Vélo", 11), ("Bus", 7)]
    assert [erratum["reason"] for erratum in found["errata"]] == ["Fautes"]


def test_words_are_shown_only_once_published() -> None:
    step = make_questions([{"kind": "long_text", "text": "Pourquoi ?"}])
    states = Contribution.State
    for text, state in (
        ("publié <b>", states.PUBLISHED),
        ("reçu", states.RECEIVED),
        ("masqué", states.HIDDEN),
        ("retenu", states.HELD),
        ("retiré", states.WITHDRAWN),
    ):
        answer(step, {"q1": ticked(text)}, state=state)
    result = shaped(step)["q1"]
    assert result.texts == ["<p>publié &lt;b&gt;</p>"]
    assert result.text_count == 1


def test_the_number_of_queries_does_not_follow_the_questions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one = make_questions([question for question in EVERY_KIND if "conditions" not in question])
    three = make_questions(
        [{**question} for question in EVERY_KIND if "conditions" not in question] * 3
    )
    for step in (one, three):
        for _time in range(6):
            keys = [entry.key for entry in Catalogue(step)]
            answer(step, {key: ticked("c1") for key in keys})
        with django_assert_num_queries(10):
            results(step, None)


def test_medians_are_those_of_the_library() -> None:
    values = [Decimal(3), Decimal(1), Decimal(4), Decimal(1), Decimal(5), Decimal(9)]
    assert median(Counter(values)) == statistics.median(values)


@pytest.fixture
def open_step(public_body: PublicBody) -> Step:
    step = make_questions(
        [
            {"kind": "yes_no", "text": "Avez-vous un vélo ?"},
            {"kind": "long_text", "text": "Pourquoi ?"},
        ],
        public_body=public_body,
    )
    make_open(step.consultation)
    answer_many(step, "q1", {"yes": 6, "no": 7})
    for number in range(27):
        answer(step, {"q2": ticked(f"raison {number:02}")}, state=Contribution.State.PUBLISHED)
    return step


def page_of(step: Step) -> str:
    return reverse("consultations:results", args=[step.consultation.slug])


def test_results_wait_for_their_publication(
    client: Client, open_step: Step, officer: Account, outsider: Account, browsing_as: SignIn
) -> None:
    for reader in (client, browsing_as(outsider)):
        page = reader.get(page_of(open_step)).content.decode()
        assert "Avez-vous un vélo" not in page
        assert "Pas encore de résultats" in page
    page = browsing_as(officer).get(page_of(open_step)).content.decode()
    assert "Avez-vous un vélo" in page
    assert "Ces résultats ne sont pas publiés" in page


def test_published_results_are_everybodys(client: Client, open_step: Step) -> None:
    close_and_publish(open_step)
    page = client.get(page_of(open_step)).content.decode()
    assert "Avez-vous un vélo" in page
    assert "ne sont pas publiés" not in page
    assert "raison 26" in page
    assert "raison 21" not in page


def close_and_publish(step: Step) -> None:
    Consultation.objects.filter(pk=step.consultation_id).update(
        opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(hours=1)
    )
    step.consultation.refresh_from_db()
    make_closed(step.consultation)
    heart.publish_results(step, actor=None)


def test_words_are_read_page_by_page(client: Client, open_step: Step) -> None:
    address = reverse("questionnaire:texts", args=[open_step.consultation.slug, open_step.pk, "q2"])
    assert client.get(address).status_code == 404
    close_and_publish(open_step)
    first, second = (client.get(address, {"page": n}).content.decode() for n in (1, 2))
    assert "raison 26" in first
    assert "raison 06" not in first
    assert "raison 06" in second


def test_a_draft_has_no_results(client: Client, public_body: PublicBody) -> None:
    step = make_questions([{"kind": "yes_no", "text": "?"}], public_body=public_body)
    assert client.get(page_of(step)).status_code == 404
