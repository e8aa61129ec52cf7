"""The judge of verbatims: it shares no code with what it judges, and knows nothing of themes.

Lower case, URLs off, French elisions off, tokens of two letters or more, stop words off (the list
of Snowball, as PostgreSQL ships it), Snowball's French stems, accents off, unigrams; TF-IDF with
sublinear tf, fitted on the contributions.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import snowballstemmer
from sklearn.feature_extraction.text import TfidfVectorizer

STOPS = frozenset((Path(__file__).parent / "stopwords.txt").read_text(encoding="utf-8").split())
URL = re.compile(r"https?://\S+|www\.\S+")
ELISION = re.compile(r"\b(?:qu|jusqu|lorsqu|puisqu|[cdjlmnst])['’]")
TOKEN = re.compile(r"[^\W\d_]{2,}")
STEMMER = snowballstemmer.stemmer("french")
_stems: dict[str, str] = {}
COVERED = 0.10


def stems(text: str) -> list[str]:
    """Give the stems of a text as the judge reads it."""
    bare = ELISION.sub(" ", URL.sub(" ", text.lower()))
    return [_stem(token) for token in TOKEN.findall(bare) if token not in STOPS]


def _stem(token: str) -> str:
    if token not in _stems:
        spread = unicodedata.normalize("NFD", STEMMER.stemWord(token))
        _stems[token] = "".join(c for c in spread if not unicodedata.combining(c))
    return _stems[token]


class Judge:
    """Reads the contributions once; then judges any choice of verbatims."""

    def __init__(self, contributions: Sequence[str]) -> None:
        read = [stems(text) for text in contributions]
        self.vectors = TfidfVectorizer(analyzer=lambda said: said, sublinear_tf=True)
        self.matrix = self.vectors.fit_transform([words for words in read if words])
        frequency = Counter(stem for words in read for stem in set(words))
        self.top100 = [stem for stem, _number in frequency.most_common(100)]

    def of(self, verbatims: Sequence[str]) -> Any:
        return self.vectors.transform([stems(said) for said in verbatims])

    def coverage(self, verbatims: Sequence[str]) -> float:
        """Give cov10: the share of contributions that some verbatim resembles by 0.10 or more."""
        if not verbatims:
            return 0.0
        likeness = (self.matrix @ self.of(verbatims).T).tocsr()
        return float(np.mean(likeness.max(axis=1).toarray() >= COVERED))

    def redundancy(self, verbatims: Sequence[str]) -> float:
        """Give red_max: the largest cosine between two verbatims."""
        chosen = self.of(verbatims)
        likeness = (chosen @ chosen.T).toarray()
        np.fill_diagonal(likeness, 0)
        return float(likeness.max(initial=0))

    def frequent_words(self, verbatims: Sequence[str]) -> float:
        """Give top100: the share of the 100 most frequent stems that the verbatims hold."""
        held = {stem for said in verbatims for stem in stems(said)}
        return sum(stem in held for stem in self.top100) / max(1, len(self.top100))
