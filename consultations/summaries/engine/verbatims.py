"""Choosing verbatims: few sentences that together resemble as many contributions as can be.

Facility location, greedily (Nemhauser, Wolsey and Fisher, 1978: at least 63 % of the best), with
each likeness bounded, so that one more contribution touched counts more than one touched twice.
"""

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Any

from consultations.summaries.engine.sentences import Span, is_readable, sentences, worth
from consultations.summaries.engine.vectors import Vectors, unit_rows
from consultations.summaries.engine.words import Words

ENOUGH = 0.25  # a likeness beyond this is no better
TOO_ALIKE = 0.42  # two chosen verbatims resemble each other less than this
STILL_APART = 0.55
TEXTS_READ = 3_000  # against which the choice is weighed
TEXTS_HEARD = 360  # of one theme, from which sentences are taken
FEWEST, MOST = 2, 6  # for one theme
FEWEST_WITH_STANCE = 5
CLEAR = 0.35  # a sentence that follows its theme so far stands for it fully
OWN = 3.0  # how much more the contributions of its own theme weigh


@dataclass(frozen=True)
class Said:
    """One contribution as the choice sees it."""

    text: str
    author: str
    stance: str
    theme: int
    may_quote: bool = True


@dataclass(frozen=True)
class Chosen:
    """One verbatim: a place in the text of a contribution."""

    row: int
    span: Span
    theme: int


@dataclass
class Quota:
    """What one theme may still take: in all, and of each stance when stances are balanced."""

    left: int
    by_stance: dict[str, int] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)

    def admits(self, stance: str) -> bool:
        return self.left > 0 and (not self.by_stance or self.by_stance.get(stance, 0) > 0)

    def limit(self, stance: str) -> float:
        """Give how alike one more may be: a side that has no voice yet may resemble the other."""
        is_side = stance in {"for", "against"} and stance in self.by_stance
        return STILL_APART if is_side and stance not in self.heard else TOO_ALIKE

    def take(self, stance: str) -> None:
        self.left -= 1
        self.heard.add(stance)
        if self.by_stance:
            self.by_stance[stance] -= 1


def verbatim_count(texts: int) -> int:
    """Say how many verbatims tell so many texts: 24 for 130, 40 for 700, 52 for 2,700."""
    return max(4, min(90, round(9.5 * log(max(texts, 2)) - 22)))


def choose(
    said: Sequence[Said], words: Words, vectors: Vectors, axes: Any, wanted: int | None = None
) -> list[Chosen]:
    """Choose the verbatims of all themes, the best first in each; -1 is the theme of the others.

    `axes` has a column for each theme: a sentence that does not follow it can hardly stand for it.
    """
    import numpy as np

    quotas = _quotas(said, axes.shape[1], wanted or verbatim_count(len(said)))
    places = _candidates(said, quotas)
    if not places:
        return []
    rows = _span_vectors(said, places, words, vectors)
    clear = _clearness(rows, places, vectors, axes)
    step = -(-len(said) // TEXTS_READ)
    read = vectors.matrix[::step]
    likeness = np.minimum(np.asarray((rows @ read.T).todense()), ENOUGH)
    theme_of_read = np.array([said[row].theme for row in range(0, len(said), step)])
    theme_of_place = np.array([place.theme for place in places])
    weight = np.array(
        [worth(said[p.row].text[p.span.start : p.span.end]) for p in places], dtype=np.float32
    )
    weight *= clear
    own = theme_of_read[None, :] == theme_of_place[:, None]
    focus = (likeness * own).sum(axis=1) * OWN / len(theme_of_read)
    return _greedy(said, places, rows, likeness, weight, focus, quotas)


def _clearness(rows: Any, places: list[Chosen], vectors: Vectors, axes: Any) -> Any:
    """Say from 0.1 to 1 how far each piece follows its own theme; the others have none."""
    import numpy as np
    from scipy import sparse

    telling = unit_rows(rows @ sparse.diags(vectors.idf))
    themes = np.array([place.theme for place in places])
    clear = np.ones(len(places), dtype=np.float32)
    for theme in range(axes.shape[1]):
        here = np.nonzero(themes == theme)[0]
        if len(here):
            strength = np.asarray(telling[here] @ axes[:, theme])
            clear[here] = np.clip(strength / CLEAR, 0.1, 1)
    return clear


def _greedy(
    said: Sequence[Said],
    places: list[Chosen],
    rows: Any,
    likeness: Any,
    weight: Any,
    focus: Any,
    quotas: dict[int, Quota],
) -> list[Chosen]:
    """Take what adds most, again and again; what was computed before is an upper bound (lazy)."""
    import numpy as np

    best = np.zeros(likeness.shape[1], dtype=np.float32)
    gains = (likeness.mean(axis=1) + 0.02 * focus) * weight
    heap = [(-float(gain), number) for number, gain in enumerate(gains.tolist())]
    heapq.heapify(heap)
    chosen: list[int] = []
    authors: set[tuple[int, str]] = set()
    used: set[int] = set()
    while heap and any(quota.left > 0 for quota in quotas.values()):
        _gain, number = heapq.heappop(heap)
        place = places[number]
        one = said[place.row]
        if not quotas[place.theme].admits(one.stance) or place.row in used:
            continue
        if (place.theme, one.author) in authors:
            continue
        added = np.maximum(likeness[number] - best, 0).mean() + 0.02 * focus[number]
        gain = float(added * weight[number])
        if heap and gain < -heap[0][0] - 1e-9:
            heapq.heappush(heap, (-gain, number))
            continue
        limit = quotas[place.theme].limit(one.stance)
        if chosen and (rows[number] @ rows[chosen].T).max() > limit:
            continue
        chosen.append(number)
        best = np.maximum(best, likeness[number])
        used.add(place.row)
        authors |= {(place.theme, one.author)} if one.author else set()
        quotas[place.theme].take(one.stance)
    return _balanced([places[number] for number in chosen], said)


def _quotas(said: Sequence[Said], themes: int, wanted: int) -> dict[int, Quota]:
    """Share the verbatims out by the square root of sizes; each theme has two at least."""
    by_theme: dict[int, list[Said]] = {theme: [] for theme in (*range(themes), -1)}
    for one in said:
        by_theme[one.theme].append(one)
    sizes = {theme: len(ones) ** 0.5 for theme, ones in by_theme.items() if ones}
    total = sum(sizes.values()) or 1
    quotas = {}
    for theme, size in sizes.items():
        share = max(FEWEST, min(MOST, round(wanted * size / total)))
        quotas[theme] = _quota(share, Counter(one.stance for one in by_theme[theme]))
    return quotas


def _quota(share: int, stances: Counter[str]) -> Quota:
    """Split a theme's share between those for, those against, and the others, as they are in it."""
    sides = stances["for"] + stances["against"]
    if sides < FEWEST_WITH_STANCE:
        return Quota(share)
    others = sum(stances.values()) - sides
    for_others = round(share * others / (others + sides))
    held = max(2, share - for_others)
    part = stances["for"] / sides
    least = 1 if min(part, 1 - part) >= 0.2 else 0
    best = min(
        (
            (abs(number / size - part) > 0.13, size, abs(number / size - part), number)
            for size in range(held, held + 3)
            for number in range(least, size - least + 1)
        ),
    )
    _off, size, _gap, number = best
    by_stance = {"for": number, "against": size - number}
    rest = {stance: for_others for stance in stances if stance not in by_stance}
    return Quota(size + for_others, {**by_stance, **rest})


def _balanced(chosen: list[Chosen], said: Sequence[Said]) -> list[Chosen]:
    """Where one side had too few sentences to quote, take the last ones of the other side away."""
    kept = list(chosen)
    shares: dict[int, list[str]] = {}
    for one in said:
        if one.stance in {"for", "against"}:
            shares.setdefault(one.theme, []).append(one.stance)
    for theme, stances in shares.items():
        if len(stances) < FEWEST_WITH_STANCE:
            continue
        part = stances.count("for") / len(stances)
        while True:
            here = [c for c in kept if c.theme == theme]
            sides = [said[c.row].stance for c in here]
            pros, cons = sides.count("for"), sides.count("against")
            if not pros + cons or abs(pros / (pros + cons) - part) <= 0.15:
                break
            excess = "for" if pros / (pros + cons) > part else "against"
            if len(here) == 1 or (pros and cons and (pros if excess == "for" else cons) == 1):
                break  # a voice alone, or the last one of a side
            kept.remove([c for c in here if said[c.row].stance == excess][-1])
    return kept


def _candidates(said: Sequence[Said], quotas: dict[int, Quota]) -> list[Chosen]:
    """Give the pieces that can stand alone, from evenly spread contributions of each theme."""
    of_theme: dict[int, list[int]] = {theme: [] for theme in quotas}
    for row, one in enumerate(said):
        if one.may_quote:
            of_theme[one.theme].append(row)
    places: list[Chosen] = []
    for theme, rows in of_theme.items():
        heard = rows[:: -(-len(rows) // TEXTS_HEARD)] if rows else []
        found = [Chosen(row, span, theme) for row in heard for span in pieces(said[row].text)]
        places += found or [
            Chosen(row, span, theme) for row in heard for span in fragments(said[row].text)
        ]
    return places


def pieces(text: str) -> list[Span]:
    """Give the sentences of a text that can stand alone, and two together where they are short."""
    found = sentences(text)
    singles = [span for span in found if is_readable(text[span.start : span.end])]
    both = [
        Span(one.start, two.end)
        for one, two in pairwise(found)
        if two.start - one.end <= 2 and is_readable(text[one.start : two.end])
    ]
    return singles + both


def fragments(text: str) -> list[Span]:
    """Give what can be quoted where nobody wrote a whole sentence."""
    found = sentences(text)
    return [span for span in found if 3 <= len(text[span.start : span.end].split()) <= 45]


def _span_vectors(
    said: Sequence[Said], places: list[Chosen], words: Words, vectors: Vectors
) -> Any:
    """Give the TF-IDF vectors of the pieces, in the columns of the contributions."""
    import numpy as np
    from scipy import sparse

    column = {term[0]: place for place, term in enumerate(vectors.terms) if len(term) == 1}
    indices: list[int] = []
    data: list[float] = []
    starts = [0]
    for place in places:
        piece = said[place.row].text[place.span.start : place.span.end]
        stems = Counter(words.of(piece, words.languages[place.row]))
        held = sorted((column[stem], number) for stem, number in stems.items() if stem in column)
        values = [(1 + log(number)) * vectors.idf[at] for at, number in held]
        length = sum(value * value for value in values) ** 0.5 or 1.0
        indices += [at for at, _number in held]
        data += [value / length for value in values]
        starts.append(len(indices))
    shape = (len(places), len(vectors.terms))
    return sparse.csr_matrix((np.array(data, dtype=np.float32), indices, starts), shape=shape)
