"""Names for themes: the words that stand in them more than elsewhere (c-TF-IDF, BERTopic)."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from consultations.summaries.engine.vectors import Vectors
from consultations.summaries.engine.words import LANGUAGES, Words, folded, stop_words

WORDS_IN_LABEL = 3
LOOKED_AT = 40
HELD_TOGETHER = 0.45  # of the rarer word's places: then two words side by side are one
FEWEST_TEXTS = 2
TEXTS_SEARCHED = 300  # for how people write a pair of words
ORDINAL = re.compile(r"\d+[a-zº°ª]{1,4}")


def name_themes(
    words: Words, vectors: Vectors, of_text: Any, themes: int, texts: Sequence[str]
) -> list[list[str]]:
    """Give up to three words or pairs of words for each theme, as people most often write them.

    Weight of a term: its share among the words of the theme × log(1 + mean words of a theme /
    words of that kind in all) × the share of the theme's texts that hold it, by its square root.
    """
    import numpy as np
    from scipy import sparse

    count = len(words)
    inside = of_text >= 0
    member = sparse.csr_matrix(
        (np.ones(int(inside.sum())), (of_text[inside], np.nonzero(inside)[0])),
        shape=(themes, count),
    )
    said = np.asarray((member @ vectors.counts).todense())
    present = vectors.counts.copy()
    present.data = np.ones_like(present.data)
    holding = np.asarray((member @ present).todense())
    frequency = said.sum(axis=0)
    mean = said.sum(axis=1).mean() if themes else 0.0
    sizes = np.maximum(1, np.asarray(member.sum(axis=1)))
    weight = said / np.maximum(1, said.sum(axis=1, keepdims=True))
    weight = weight * np.log1p(mean / np.maximum(1, frequency)) * np.sqrt(holding / sizes)
    column = {term: place for place, term in enumerate(vectors.terms)}
    stops = _stops(words)
    names: list[list[str]] = []
    for theme in range(themes):
        best = np.argsort(-weight[theme], kind="stable")[:LOOKED_AT]
        terms = [vectors.terms[place] for place in best if holding[theme, place] >= FEWEST_TEXTS]
        members = np.nonzero(of_text == theme)[0][:TEXTS_SEARCHED]
        sample = " ".join(texts[row] for row in members).lower()
        chosen = _chosen(terms, words, holding[theme], column, stops)
        names.append([_as_written(term, words, sample) for term in chosen])
    return names


def _stops(words: Words) -> frozenset[str]:
    """Give the stop words of each language that one text in twenty is written in."""
    often = [code for code in LANGUAGES if words.languages.count(code) * 20 >= len(words)]
    return frozenset().union(*(stop_words(code) for code in often))


def _chosen(
    terms: list[tuple[int, ...]],
    words: Words,
    holding: Any,
    column: dict[tuple[int, ...], int],
    stops: frozenset[str],
) -> list[tuple[int, ...]]:
    """Take the best terms that share no stem; a word gives way to the pair that it lives in."""
    name: list[tuple[int, ...]] = []
    taken: set[int] = set()
    pairs = [term for term in terms if len(term) == 2 and _together(term, holding, column)]
    for term in terms:
        if len(term) == 2 and term not in pairs:
            continue
        home = next((pair for pair in pairs if set(term) <= set(pair)), term)
        forms = [words.forms[stem] for stem in home]
        if taken & set(home) or any(not _is_word(form, stops) for form in forms):
            continue
        taken |= set(home)
        name.append(home)
        if len(name) == WORDS_IN_LABEL:
            break
    return name


def _as_written(term: tuple[int, ...], words: Words, sample: str) -> str:
    """Write a pair as people do: « données personnelles », « lanceurs d’alerte »."""
    forms = [words.forms[stem] for stem in term]
    if len(forms) == 1:
        return forms[0]
    roots = [form[: max(3, len(form) - 4)] for form in forms]
    pattern = rf"\b{re.escape(roots[0])}\w*\s(?:[dl]['’]\s?)?{re.escape(roots[1])}\w*"
    found = Counter(re.findall(pattern, sample)).most_common(1)
    return found[0][0].replace("'", "’") if found else " ".join(forms)


def _together(pair: tuple[int, ...], holding: Any, column: dict[tuple[int, ...], int]) -> bool:
    alone = [holding[column[stem,]] for stem in pair if (stem,) in column]
    return bool(alone) and holding[column[pair]] >= max(2, HELD_TOGETHER * min(alone))


def _is_word(form: str, stops: frozenset[str]) -> bool:
    bare = folded(form)
    return len(bare) >= 2 and not ORDINAL.fullmatch(bare) and bare not in stops
