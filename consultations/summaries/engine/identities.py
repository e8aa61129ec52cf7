"""Themes keep who they are from one computation to the next, by the contributions they share."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

One = TypeVar("One")
SHARED = 0.4  # of the smaller of both: then it is the same theme


def same_themes(before: Mapping[One, str], after: Mapping[One, int]) -> dict[int, str]:
    """Give the earlier key of each theme that goes on. Both map contributions to themes.

    Pairs are taken by the number of contributions they share, each theme once.
    """
    shared = Counter(
        (before[one], theme) for one, theme in after.items() if theme >= 0 and one in before
    )
    sizes_before = Counter(before.values())
    sizes_after = Counter(after.values())
    found: dict[int, str] = {}
    for (key, theme), number in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        smaller = min(sizes_before[key], sizes_after[theme])
        if theme not in found and key not in found.values() and number >= SHARED * smaller:
            found[theme] = key
    return found
