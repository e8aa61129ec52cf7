"""From vectors to themes: latent directions, turned until each is about few words.

LSA (Deerwester et al., 1990) finds the directions, varimax (Kaiser, 1958) turns them, and a text
goes to the direction it follows most: this finds the groups of a mixture (Rohe and Zeng, 2023).
K-means on the same directions gives groups as good, but a handful of new texts can throw all of
them about; these move as little as the texts do.
"""

from dataclasses import dataclass
from math import log
from typing import Any

SAMPLE = 20_000  # texts from which the directions are learnt
FEWEST_TEXTS = 12  # below, texts are read one by one
LARGEST = 0.33  # of all: a larger theme is cut in two
MOST_OTHERS = 0.30
FAINT = 0.16  # of a text's length along its theme: below, it is about something else
OVERSAMPLING, ROUNDS = 60, 8  # exactness of the directions: what is vague is not stable


@dataclass(frozen=True)
class Themes:
    """The theme of each text (-1: none of them) and the direction of each theme, by column."""

    of_text: Any
    strength: Any
    axes: Any  # columns of the vectors × themes
    faint: float = 0.0  # the strength up to which a text belongs to none


def theme_count(texts: int) -> int:
    """Say how many themes to look for: 4 for 30 texts, 14 for 600, 20 for 2,700, 24 at most."""
    return max(2, min(24, round(3.6 * log(max(texts, 1)) - 8.5)))


def find_themes(matrix: Any, wanted: int | None = None) -> Themes:
    """Find themes among rows of length 1; texts that follow none clearly are left out."""
    import numpy as np

    told = np.diff(matrix.indptr) > 0
    count = int(told.sum())
    nobody = np.full(matrix.shape[0], -1, dtype=np.int32)
    if count < FEWEST_TEXTS or matrix.shape[1] < 4:
        return Themes(nobody, np.zeros(len(nobody)), np.zeros((matrix.shape[1], 0)))
    axes = _directions(matrix[told], wanted or theme_count(count))
    axes = _cut_large(matrix, axes)
    strengths = np.asarray(matrix @ axes)
    of_text = strengths.argmax(axis=1).astype(np.int32)
    strength = strengths.max(axis=1)
    faint = min(FAINT, float(np.quantile(strength, MOST_OTHERS)))
    of_text[(strength <= faint) | ~told] = -1
    return _without_small(Themes(of_text, strength, axes, faint), count)


def _directions(matrix: Any, wanted: int) -> Any:
    """Give the turned directions, each pointing where its words are."""
    import numpy as np
    from sklearn.utils.extmath import randomized_svd

    step = -(-matrix.shape[0] // SAMPLE)
    sample = matrix[::step] if step > 1 else matrix
    wanted = max(1, min(wanted, min(sample.shape) - 1))
    _left, _strength, right = randomized_svd(
        sample, wanted, n_oversamples=OVERSAMPLING, n_iter=ROUNDS, random_state=0
    )
    places = np.asarray(sample @ right.T, dtype=np.float64)
    axes = right.T @ varimax(places)
    skew = ((sample @ axes) ** 3).sum(axis=0)
    axes = axes * np.where(skew < 0, -1, 1)
    order = np.argsort(-np.abs(skew), kind="stable")
    return np.ascontiguousarray(axes[:, order], dtype=np.float32)


def varimax(places: Any, rounds: int = 100, enough: float = 1e-7) -> Any:
    """Give the rotation that makes each column large for few rows (Kaiser, 1958)."""
    import numpy as np

    rows, columns = places.shape
    rotation, reached = np.eye(columns), 0.0
    for _round in range(rounds):
        turned = places @ rotation
        pull = turned**3 - turned * (turned**2).sum(axis=0) / rows
        left, values, right = np.linalg.svd(places.T @ pull)
        rotation = left @ right
        if values.sum() < reached * (1 + enough):
            break
        reached = values.sum()
    return rotation


def _cut_large(matrix: Any, axes: Any) -> Any:
    """Cut a theme that holds a third of all texts in two, up to three times."""
    import numpy as np

    for _time in range(3):
        of_text = np.asarray(matrix @ axes).argmax(axis=1)
        sizes = np.bincount(of_text, minlength=axes.shape[1])
        largest = int(sizes.argmax())
        if matrix.shape[0] < 60 or sizes[largest] <= LARGEST * matrix.shape[0]:
            break
        inside = matrix[(of_text == largest) & (np.diff(matrix.indptr) > 0)]
        both = _directions(inside, 2)
        axes = np.hstack([np.delete(axes, largest, axis=1), both])
    return axes


def _without_small(found: Themes, count: int) -> Themes:
    """Drop themes of hardly anybody; number the others by their size."""
    import numpy as np

    sizes = np.bincount(found.of_text[found.of_text >= 0], minlength=found.axes.shape[1])
    fewest = max(2, count // 200)
    order = [int(theme) for theme in np.argsort(-sizes, kind="stable") if sizes[theme] >= fewest]
    renumbered = np.full(len(sizes) + 1, -1, dtype=np.int32)  # the last is for none
    renumbered[order] = np.arange(len(order))
    of_text = renumbered[found.of_text]
    return Themes(of_text, found.strength, found.axes[:, order], found.faint)
