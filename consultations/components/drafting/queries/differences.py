"""What changes from one text to another, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"\s*(?:(?![.,;](?:\s|\Z))\S)+|\s*[.,;]|\s+")
Kind = Literal["same", "deleted", "inserted"]


class Part(NamedTuple):
    """Words in a row that stay, go, or come."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Part]:
    """Give both texts as one: the parts that stay or go make the old, stay or come the new.

    A word goes with the blanks before it, so that changed words in a row are read together; the
    point or comma after it is apart, so that a sentence made longer keeps its last word.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    parts: list[Part] = []
    for kind, words in _steps(before, after):
        text = "".join(words)
        if parts and parts[-1].kind == kind:
            parts[-1] = Part(kind, parts[-1].text + text)
        elif text:
            parts.append(Part(kind, text))
    return parts


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Kind, Sequence[str]]]:
    for _tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if before[i1:i2] == after[j1:j2]:
            yield "same", before[i1:i2]
            continue
        yield "deleted", before[i1:i2]
        yield "inserted", after[j1:j2]
