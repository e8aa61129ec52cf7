import copy
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from participation.councils.draws import lot


def draw_of(candidates: list[Any], quotas: list[Any], seats: int = 2, **fields: Any) -> dict:
    return {
        "method": lot.METHOD,
        "title": "Collège des habitants",
        "rule": "Chacun peut être tiré.",
        "seats": seats,
        "substitutes": 1,
        "quotas": quotas,
        "lists": [{"name": "Bailleur", "origin": "2026", "lines": 4, "sha256": "00"}],
        "duplicates": 0,
        "candidates": candidates,
        "seed_source": "Loto",
        "seed_on": "2026-12-05",
        **fields,
    }


FOUR = draw_of(
    [["aa", ["femme"]], ["bb", ["homme"]], ["cc", ["femme"]], ["dd", ["homme"]]],
    [["Genre", {"femme": [1, 1], "homme": [1, 1]}]],
)


def finished(draw: dict, seed: str = "4 8 15") -> dict:
    committed = {**draw, "commitment": lot.commitment(draw)}
    return {**committed, "seed": seed, "result": lot.result(draw, seed)}


def test_tickets_and_the_result_are_those_written_down_by_hand() -> None:
    committed = lot.commitment(FOUR)
    assert committed == "05762f917bb4e1f3a4d4139913df3b3b9308252a995a717a667a3ee48926c6e9"
    assert (
        lot.ticket(committed, "4 8 15", "aa")
        == "35169fef81ebf5741b846c705ce7fa88ec2eb863f93d75a4552260cdbcb5b0fe"
    )
    assert lot.result(FOUR, "4 8 15") == {"taken": ["cc", "dd"], "substitutes": ["aa", "bb"]}


def test_the_order_of_the_list_does_not_matter_to_the_tickets() -> None:
    turned = {**FOUR, "candidates": FOUR["candidates"][::-1]}
    assert lot.commitment(turned) != lot.commitment(FOUR)  # it is published in one order


answers = st.sampled_from(["n", "s", "e"])


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.tuples(st.sampled_from("fh"), answers), min_size=6, max_size=40),
    seats=st.integers(1, 6),
    seed=st.text(max_size=8),
)
def test_quotas_are_met_or_the_draw_says_it_cannot(
    people: list[tuple[str, str]], seats: int, seed: str
) -> None:
    half = seats // 2
    quotas = [
        ["Genre", {"f": [half, seats - half], "h": [half, seats - half]}],
        ["Lieu", {"n": [0, 3], "s": [1, 3], "e": [0, 3]}],
    ]
    rows = [[f"{number:04}", list(person)] for number, person in enumerate(people)]
    draw = draw_of(rows, quotas, seats)
    try:
        taken = lot.result(draw, seed)["taken"]
    except ValueError:
        assert not any(_fits(people, quotas, chosen) for chosen in _samples(people, seats))
        return
    assert len(taken) == len(set(taken)) == seats
    assert _fits(people, quotas, [int(code) for code in taken])


def _samples(people: list[Any], seats: int) -> list[list[int]]:
    random = Random(1)
    return [random.sample(range(len(people)), seats) for _ in range(200)]


def _fits(people: list[tuple[str, str]], quotas: list[Any], chosen: list[int]) -> bool:
    for place, (_name, bounds) in enumerate(quotas):
        for answer, (least, most) in bounds.items():
            number = sum(people[one][place] == answer for one in chosen)
            if not least <= number <= most:
                return False
    return True


@settings(max_examples=30, deadline=None)
@given(seed=st.text(max_size=12), number=st.integers(4, 60))
def test_substitutes_are_of_the_strata_that_were_taken(seed: str, number: int) -> None:
    rows = [[f"{one:04}", ["fh"[one % 2]]] for one in range(number)]
    draw = draw_of(rows, [["Genre", {"f": [1, 3], "h": [1, 3]}]], 4, substitutes=2)
    drawn = lot.result(draw, seed)
    assume(drawn["substitutes"])
    cells = {code: answers[0] for code, answers in rows}
    taken = [cells[code] for code in drawn["taken"]]
    for gender in "fh":
        kept = sum(cells[code] == gender for code in drawn["substitutes"])
        assert kept <= 2 * taken.count(gender)
    assert not set(drawn["substitutes"]) & set(drawn["taken"])


def test_without_quotas_everyone_has_the_same_chance() -> None:
    rows = [[f"{one:04}", []] for one in range(10)]
    drawn = [lot.result(draw_of(rows, [], 2), str(seed))["taken"] for seed in range(2_000)]
    counts = [sum(code in taken for taken in drawn) for code, _answers in rows]
    assert min(counts) > 340  # 400 expected; 60 is more than three standard deviations
    assert max(counts) < 460


def test_rehearsals_say_the_chances_of_each_stratum() -> None:
    assert lot.chances(FOUR, 50) == [[["femme"], 2, 50], [["homme"], 2, 50]]


def alterations(draw: dict, times: int) -> list[dict]:
    """Change one thing at random in the published file, each time another one."""
    random = Random(7)
    changed: list[dict] = []
    while len(changed) < times:
        other = copy.deepcopy(draw)
        _alter(other, random)
        if other != draw:
            changed.append(other)
    return changed


def _alter(told: Any, random: Random) -> None:
    """Walk down to a leaf, and change it."""
    while True:
        keys = list(told) if isinstance(told, dict) else list(range(len(told)))
        key = random.choice(keys)
        if isinstance(told[key], dict | list) and told[key]:
            told = told[key]
            continue
        if isinstance(told[key], int):
            told[key] += random.choice([-1, 1])
        elif isinstance(told[key], str):
            told[key] += random.choice("abc ")
        else:
            told[key] = ["x"]
        return


def test_each_of_a_thousand_random_alterations_is_found() -> None:
    rows = [[f"{one:04}", ["fh"[one % 2]]] for one in range(12)]
    draw = finished(draw_of(rows, [["Genre", {"f": [2, 2], "h": [2, 2]}]], 4))
    assert list(lot.disagreements(draw)) == []
    missed = [other for other in alterations(draw, 1_000) if not _is_noticed(other)]
    assert missed == []


def _is_noticed(draw: dict) -> bool:
    try:
        return bool(list(lot.disagreements(draw)))
    except (KeyError, TypeError, ValueError):
        return True  # a file that cannot even be read is no proof of anything


@pytest.mark.parametrize(("changed", "verdict"), [(False, 0), (True, 1)])
def test_the_file_alone_replays_with_python_alone(
    tmp_path: Path, changed: bool, verdict: int
) -> None:
    draw = finished(FOUR)
    if changed:
        draw["result"]["taken"] = draw["result"]["taken"][::-1]
    program, file = tmp_path / "lot.py", tmp_path / "draw.json"
    program.write_bytes(Path(lot.__file__).read_bytes())
    file.write_text(json.dumps(draw), encoding="utf-8")
    run = [sys.executable, "-I", "-S", str(program), str(file)]
    told = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.split(":")[0].split()[0]) == (
        verdict,
        "DIFFERS" if changed else "AGREES",
    )
