"""Counting: the order of slips changes nothing, and each rule says what its sentence says."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.councils.ballots.choices import (
    CollegeRule,
    CountBy,
    Kind,
    Majority,
    Outcome,
)
from participation.councils.ballots.rules import Paper, Terms, figures, is_reached, needed, verdict
from participation.councils.ballots.rules.schulze import beats, levels, pairs

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = ("1", "2", "3", "4")
DATES = st.fixed_dictionaries({key: st.sampled_from(["yes", "if_need_be", "no"]) for key in KEYS})
PICKS = st.sets(st.sampled_from(KEYS)).map(lambda keys: dict.fromkeys(keys, 1))
RANKS = st.lists(st.sampled_from(KEYS), unique=True).map(
    lambda keys: {key: rank for rank, key in enumerate(keys, start=1)}
)


def one_of(*keys: str) -> st.SearchStrategy[dict[str, int]]:
    return st.sampled_from(keys).map(lambda key: {key: 1})


CHOICES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.CONSENT: one_of("agree", "abstain", "disagree", "block"),
    Kind.YES_NO: one_of("yes", "no", "abstain"),
    Kind.CHOOSE: PICKS,
    Kind.RANKING: RANKS,
    Kind.MEETING_DATE: DATES,
}
KEYS_OF = {
    Kind.CONSENT: ("agree", "abstain", "disagree", "block"),
    Kind.YES_NO: ("yes", "no", "abstain"),
}


@st.composite
def votes(draw: st.DrawFn) -> tuple[Terms, list[Paper]]:
    kind = draw(st.sampled_from(list(Kind)))
    majorities = {
        Kind.CONSENT: [Majority.NO_BLOCK],
        Kind.YES_NO: [Majority.SIMPLE, Majority.TWO_THIRDS, Majority.UNANIMITY],
        Kind.CHOOSE: [Majority.SIMPLE, Majority.TWO_THIRDS, Majority.UNANIMITY],
    }
    terms = Terms(
        kind=kind,
        majority=draw(st.sampled_from(majorities.get(kind, [Majority.SIMPLE]))),
        keys=KEYS_OF.get(kind, KEYS),
        count_by=draw(st.sampled_from(list(CountBy))),
        college_rule=draw(st.sampled_from(list(CollegeRule))),
        colleges=(1, 2),
    )
    papers = st.builds(Paper, CHOICES[kind], st.sampled_from([1, 2]))
    return terms, draw(st.lists(papers, max_size=12))


@PATIENT
@given(votes(), st.randoms(use_true_random=False))
def test_the_order_of_slips_changes_nothing(vote: Any, chance: Any) -> None:
    terms, papers = vote
    shuffled = papers.copy()
    chance.shuffle(shuffled)
    assert verdict(terms, shuffled) == verdict(terms, papers)
    assert figures(terms.kind, terms.keys, shuffled) == figures(terms.kind, terms.keys, papers)


@PATIENT
@given(votes())
def test_every_slip_is_counted_once(vote: Any) -> None:
    terms, papers = vote
    counted = figures(terms.kind, terms.keys, papers)
    assert counted["votes"] == len(papers)
    if terms.kind in {Kind.CONSENT, Kind.YES_NO}:
        assert sum(counted["counts"].values()) == len(papers)
    if terms.kind == Kind.MEETING_DATE:
        assert {sum(said.values()) for said in counted["counts"].values()} == {len(papers)}


@PATIENT
@given(votes())
def test_one_college_alone_decides_as_people_do(vote: Any) -> None:
    terms, papers = vote
    here = [Paper(paper.choices, 1) for paper in papers]
    alone = {"keys": terms.keys, "majority": terms.majority, "kind": terms.kind, "colleges": (1,)}
    by_person = verdict(Terms(**alone), here)
    for rule in CollegeRule:
        by_college = Terms(**alone, count_by=CountBy.COLLEGE, college_rule=rule)
        assert verdict(by_college, here) == by_person


@PATIENT
@given(votes(), st.integers(2, 5))
def test_equal_colleges_do_not_weigh_by_their_number(vote: Any, times: int) -> None:
    terms, papers = vote
    equal = Terms(
        terms.kind, terms.majority, terms.keys, CountBy.COLLEGE, CollegeRule.EQUAL, (1, 2)
    )
    swollen = [paper for paper in papers for _ in range(times if paper.college == 1 else 1)]
    assert verdict(equal, swollen) == verdict(equal, papers)


@PATIENT
@given(st.integers(0, 100), st.integers(1, 60))
def test_quorum_is_the_smallest_number_that_is_the_share(percent: int, electorate: int) -> None:
    least = needed(percent, electorate)
    assert 1 <= least <= max(1, electorate)
    assert is_reached(percent, electorate, least)
    assert not is_reached(percent, electorate, least - 1)
    assert 100 * least >= percent * electorate
    assert least == 1 or 100 * (least - 1) < percent * electorate


@PATIENT
@given(st.lists(RANKS, min_size=1, max_size=9))
def test_an_option_preferred_to_each_other_wins_a_ranking(rankings: list[dict[str, int]]) -> None:
    matrix = pairs(KEYS, [(ranks, 1) for ranks in rankings])
    order = levels(KEYS, beats(KEYS, matrix))
    assert sorted(key for level in order for key in level) == sorted(KEYS)
    for one in KEYS:
        if all(matrix[one, other] > matrix[other, one] for other in KEYS if other != one):
            assert order[0] == [one]


@PATIENT
@given(st.lists(RANKS, max_size=9), st.permutations(KEYS))
def test_the_names_of_options_do_not_change_a_ranking(
    rankings: list[dict[str, int]], names: list[str]
) -> None:
    renamed = dict(zip(KEYS, names, strict=True))
    other = [{renamed[key]: rank for key, rank in ranks.items()} for ranks in rankings]
    terms = Terms(Kind.RANKING, Majority.SIMPLE, KEYS)
    first = verdict(terms, [Paper(ranks) for ranks in rankings])
    second = verdict(terms, [Paper(ranks) for ranks in other])
    assert {renamed[key] for key in first.winners} == set(second.winners)
    assert first.outcome == second.outcome


def test_the_example_of_schulze_is_ranked_as_in_his_article() -> None:
    """Schulze 2011, example 1: 45 voters, five candidates; the order is E A C B D."""
    ballots = {
        "acbed": 5, "adecb": 5, "bedac": 8, "cabed": 3, "caebd": 7, "cbade": 2, "dceba": 7,
        "ebadc": 8,
    }  # fmt: skip
    ranked = [
        ({key: rank for rank, key in enumerate(order, start=1)}, number)
        for order, number in ballots.items()
    ]
    matrix = pairs("abcde", ranked)
    assert (matrix["a", "b"], matrix["b", "d"], matrix["e", "c"]) == (20, 33, 21)
    assert levels("abcde", beats("abcde", matrix)) == [["e"], ["a"], ["c"], ["b"], ["d"]]


def test_a_perfect_circle_is_a_tie() -> None:
    circle = [{"1": 1, "2": 2, "3": 3}, {"2": 1, "3": 2, "1": 3}, {"3": 1, "1": 2, "2": 3}]
    for order in permutations(circle):
        said = verdict(Terms(Kind.RANKING, Majority.SIMPLE, KEYS), [Paper(r) for r in order])
        assert (said.outcome, said.winners) == (Outcome.TIED, ["1", "2", "3"])


@pytest.mark.parametrize(
    ("majority", "yes", "no", "outcome"),
    [
        (Majority.SIMPLE, 5, 4, Outcome.ADOPTED),
        (Majority.SIMPLE, 4, 4, Outcome.REJECTED),
        (Majority.TWO_THIRDS, 6, 3, Outcome.ADOPTED),
        (Majority.TWO_THIRDS, 5, 3, Outcome.REJECTED),
        (Majority.UNANIMITY, 3, 0, Outcome.ADOPTED),
        (Majority.UNANIMITY, 9, 1, Outcome.REJECTED),
        (Majority.UNANIMITY, 0, 0, Outcome.REJECTED),
    ],
)
def test_a_majority_is_of_the_votes_expressed(
    majority: Majority, yes: int, no: int, outcome: Outcome
) -> None:
    papers = [Paper({"yes": 1})] * yes + [Paper({"no": 1})] * no + [Paper({"abstain": 1})] * 20
    said = verdict(Terms(Kind.YES_NO, majority, KEYS_OF[Kind.YES_NO]), papers)
    assert said.outcome == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (["agree", "disagree", "disagree"], Outcome.ADOPTED),
        (["agree", "agree", "block"], Outcome.BLOCKED),
        (["abstain", "disagree"], Outcome.REJECTED),
    ],
)
def test_consent_asks_that_nobody_blocks(said: list[str], outcome: Outcome) -> None:
    papers = [Paper({key: 1}) for key in said]
    terms = Terms(Kind.CONSENT, Majority.NO_BLOCK, KEYS_OF[Kind.CONSENT])
    assert verdict(terms, papers).outcome == outcome


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [(CollegeRule.EVERY, Outcome.REJECTED), (CollegeRule.EQUAL, Outcome.ADOPTED)],
)
def test_colleges_agree_or_weigh_the_same(rule: CollegeRule, outcome: Outcome) -> None:
    """12 residents, 11 of them for; 3 local actors, 1 of them for: 62.5 % of the weights."""
    residents = [Paper({"yes": 1}, 1)] * 11 + [Paper({"no": 1}, 1)]
    actors = [Paper({"yes": 1}, 2)] + [Paper({"no": 1}, 2)] * 2
    terms = Terms(Kind.YES_NO, Majority.SIMPLE, KEYS_OF[Kind.YES_NO], CountBy.COLLEGE, rule, (1, 2))
    assert verdict(terms, residents + actors).outcome == outcome


def test_colleges_that_choose_differently_are_split() -> None:
    papers = [Paper({"1": 1}, 1)] * 3 + [Paper({"2": 1}, 2)]
    terms = Terms(Kind.CHOOSE, Majority.SIMPLE, KEYS, CountBy.COLLEGE, CollegeRule.EVERY, (1, 2))
    assert verdict(terms, papers).outcome == Outcome.SPLIT


def test_the_date_is_the_one_where_most_can_come() -> None:
    papers = [
        Paper({"1": "yes", "2": "if_need_be", "3": "if_need_be"}),
        Paper({"1": "no", "2": "yes", "3": "if_need_be"}),
    ]
    said = verdict(Terms(Kind.MEETING_DATE, Majority.SIMPLE, ("1", "2", "3")), papers)
    assert (said.outcome, said.winners) == (Outcome.CHOSEN, ["2"])
