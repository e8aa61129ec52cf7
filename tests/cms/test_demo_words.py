"""The files of the demonstration: as many as they say, each of its own, and well set."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from cms.demo.dealing import deal_several, shares
from cms.demo.reading import DATA, all_testimonies, consultations, read
from cms.demo.survey import centres
from tests.cms.typography import faults, french

WORDS = re.compile(r"\S+")
CODED = {"email", "slug", "code", "key", "kind", "type", "channel", "state", "rung", "path"}


def sentences_of(told: Any, key: str = "") -> Iterator[str]:
    """Give every text of a file that people read."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from sentences_of(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from sentences_of(value, key)
    elif isinstance(told, str) and key not in CODED:
        yield told


def test_two_hundred_and_fifty_testimonies_come_from_fourteen_towns() -> None:
    told = list(all_testimonies())

    assert len(told) == 250
    assert len({town for town, _rank, _row in told}) == 14
    assert {town for town, _rank, _row in told} == {
        commune["name"] for commune in read("territories")["communes"]
    }


def test_no_two_testimonies_share_a_sentence() -> None:
    texts = [row["text"] for _town, _rank, row in all_testimonies()]
    said = Counter(s for text in texts for s in set(re.split(r"(?<=[.!?])\s+", text)))

    assert [sentence for sentence, number in said.items() if number > 1] == []


def test_each_testimony_is_between_forty_and_a_hundred_and_twenty_words() -> None:
    lengths = [len(WORDS.findall(row["text"])) for _town, _rank, row in all_testimonies()]

    assert min(lengths) >= 40
    assert max(lengths) <= 120


@pytest.mark.parametrize("file", sorted(DATA.rglob("*.json")), ids=lambda file: file.stem)
def test_each_text_is_set_with_french_spaces(file: Any) -> None:
    texts = list(sentences_of(read(str(file.relative_to(DATA).with_suffix("")))))

    assert [text for text in texts if french(text) != text or faults(text)] == []


def test_a_missing_space_is_found() -> None:
    assert faults("Vraiment ?") != []
    assert faults("Vraiment?") != []
    assert faults("« Non »") != []
    assert faults(french("« Vraiment ? » : oui, 10 000 fois !")) == []


def test_no_questionnaire_tells_its_own_length() -> None:
    """Its first page computes how many minutes it takes: a second number would contradict it."""
    intros = [told["questionnaire"]["intro"] for told in consultations() if "questionnaire" in told]
    assert [intro for intro in intros if "minute" in intro] == []


def test_two_hundred_and_thirty_eight_centres_of_which_ninety_answered() -> None:
    all_centres = centres()

    assert len({centre.name for centre in all_centres}) == 238
    answered = sum(centre.has_answered for centre in all_centres)
    assert answered == 90
    assert round(100 * answered / len(all_centres)) == 38
    assert all_centres == centres()


def test_shares_are_exact() -> None:
    assert shares([1, 1, 1], 10) == [4, 3, 3]
    assert sum(shares([86, 14], 90)) == 90


def test_handfuls_are_neither_empty_nor_too_large() -> None:
    hands = deal_several(["a", "b", "c"], [70, 60, 50], 40, 2, Random(1))

    assert {len(hand) for hand in hands} == {1, 2}
