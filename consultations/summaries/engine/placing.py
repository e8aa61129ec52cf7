"""Finding the theme of one more text, in a few milliseconds, with what a summary remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from consultations.summaries.engine.words import LANGUAGES, Words, folded, stop_words, tokens

MOST_STEMS = 8_000
STEMS_OF_THEME = 250
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Memory:
    """How much each stem tells, and below which strength a text belongs to no theme."""

    idf: Weights
    unknown: float
    faint: float

    def as_json(self) -> dict[str, Any]:
        return {"idf": dict(self.idf), "unknown": self.unknown, "faint": self.faint}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Memory":
        return cls(told["idf"], told["unknown"], told["faint"])


def vector(text: str, memory: Memory) -> dict[str, float]:
    """Give the stems of a text with their weights, of length 1 together."""
    said = tokens(text)
    language = max(LANGUAGES, key=lambda code: sum(folded(w) in stop_words(code) for w in said))
    counts: dict[str, int] = {}
    stem = _stem_with(language)
    for word in said:
        bare = folded(word)
        if 2 <= len(bare) <= 30 and not bare.isdigit() and bare not in stop_words(language):
            name = stem(word)
            counts[name] = counts.get(name, 0) + 1
    raw = {name: (1 + log(n)) * memory.idf.get(name, memory.unknown) for name, n in counts.items()}
    length = sum(value * value for value in raw.values()) ** 0.5 or 1.0
    return {name: value / length for name, value in raw.items()}


def _stem_with(language: str) -> Any:
    import snowballstemmer

    stemmer = snowballstemmer.stemmer(LANGUAGES[language])
    return lambda word: folded(stemmer.stemWord(word))


def place(text: str, memory: Memory, themes: Sequence[Weights]) -> int:
    """Give the number of the theme that a text follows most; -1 when it follows none clearly."""
    said = vector(text, memory)
    strengths = [
        sum(value * theme.get(name, 0.0) for name, value in said.items()) for theme in themes
    ]
    if not strengths or max(strengths) <= memory.faint:
        return -1
    return strengths.index(max(strengths))


def mean_weights(texts: Sequence[str], memory: Memory) -> dict[str, float]:
    """Give the direction of a theme that a person made, from the texts put into it."""
    total: dict[str, float] = {}
    for text in texts:
        for name, value in vector(text, memory).items():
            total[name] = total.get(name, 0.0) + value
    return shortened(total)


def shortened(weights: Weights) -> dict[str, float]:
    """Keep the heaviest stems, of length 1 together, in four digits."""
    heavy = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:STEMS_OF_THEME]
    length = sum(value * value for _name, value in heavy) ** 0.5 or 1.0
    return {name: round(value / length, 4) for name, value in heavy if value > 0}


def remembered(words: Words, vectors: Any, faint: float) -> Memory:
    """Keep what is needed to place a text later: the stems that most texts hold."""
    import numpy as np

    lightest = np.argsort(vectors.idf, kind="stable")[:MOST_STEMS]
    idf = {words.stems[vectors.terms[c][0]]: round(float(vectors.idf[c]), 3) for c in lightest}
    return Memory(idf, round(float(vectors.idf.max(initial=1.0)), 3), round(faint, 4))


def axis_weights(words: Words, vectors: Any, axis: Any) -> dict[str, float]:
    """Give the direction of a theme that was found, by its heaviest stems."""
    import numpy as np

    heavy = np.argsort(-axis, kind="stable")[:STEMS_OF_THEME]
    return {
        words.stems[vectors.terms[c][0]]: round(float(axis[c]), 4) for c in heavy if axis[c] > 0
    }
