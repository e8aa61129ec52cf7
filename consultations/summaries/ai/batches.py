"""Cutting many texts into loads the service can take: each word is sent once, none is dropped."""

import re
from collections.abc import Iterable, Iterator

MOST_SIGNS = 12_000  # of one load
CONTACT = re.compile(r"\S+@\S+\.\w+|(?:\+\d{2}|\b0)[\d .\-]{8,16}\d")


def batches(texts: Iterable[tuple[int, str]], most: int = MOST_SIGNS) -> Iterator[dict[int, str]]:
    """Give loads of numbered texts; a text longer than a load goes in pieces, one after another.

    Addresses and telephone numbers that people wrote into their texts stay here.
    """
    load: dict[int, str] = {}
    size = 0
    for number, text in texts:
        bare = CONTACT.sub("…", text)
        for start in range(0, max(len(bare), 1), most):
            piece = bare[start : start + most]
            if load and (size + len(piece) > most or number in load):
                yield load
                load, size = {}, 0
            load[number] = piece
            size += len(piece)
    if load:
        yield load
