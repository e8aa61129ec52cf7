"""The whole way: texts in, themes with their names, members and verbatims out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from consultations.summaries.engine.duplicates import alike_groups
from consultations.summaries.engine.labels import name_themes
from consultations.summaries.engine.placing import Memory, axis_weights, remembered
from consultations.summaries.engine.sentences import Span
from consultations.summaries.engine.themes import find_themes
from consultations.summaries.engine.vectors import vectors
from consultations.summaries.engine.verbatims import Said, choose
from consultations.summaries.engine.words import read_words

VERSION = "1"
NO_TEXT, NO_SUBJECT = "no_text", "no_subject"
Tell = Callable[[str, int], None]  # what is being done, and how far it is, from 0 to 100


@dataclass(frozen=True)
class Item:
    """One contribution: who wrote it matters only so that nobody is quoted twice on a theme.

    `stance` is `for`, `against`, another word, or nothing.
    """

    id: str
    text: str
    author: str = ""
    stance: str = ""
    may_quote: bool = True


@dataclass(frozen=True)
class Verbatim:
    """A place in the text of a contribution, and how many say nearly the same words as it."""

    id: str
    start: int
    end: int
    alike: int


@dataclass(frozen=True)
class Theme:
    """What several contributions are about; the last one, `is_other`, holds what is left."""

    words: list[str]
    ids: list[str]
    verbatims: list[Verbatim]
    weights: dict[str, float] = field(default_factory=dict)
    is_other: bool = False

    @property
    def label(self) -> str:
        return ", ".join(self.words)


@dataclass(frozen=True)
class Summary:
    """Each contribution is in exactly one theme, or set aside with the reason why."""

    themes: list[Theme]
    set_aside: dict[str, str]
    alike: dict[str, str]  # to the first contribution that says nearly the same
    parameters: dict[str, Any]
    memory: Memory


def summarise(
    items: Iterable[Item],
    *,
    themes: int | None = None,
    verbatims: int | None = None,
    tell: Tell = lambda _stage, _percent: None,
) -> Summary:
    """Find themes, name them, and choose verbatims; the order of the items does not matter.

    `tell` hears how far it is; what it raises stops the work.
    """
    given = sorted(items, key=lambda item: (item.id, item.text))
    words = read_words(
        [item.text for item in given],
        lambda done, total: tell("words", 45 * done // total),
    )
    tell("themes", 45)
    subjects = _subject_counts(words)
    set_aside = {
        item.id: NO_SUBJECT if item.text.strip() else NO_TEXT
        for item, number in zip(given, subjects, strict=True)
        if number == 0
    }
    telling = vectors(words, power=2)
    found = find_themes(telling.matrix, themes)
    tell("names", 60)
    count = found.axes.shape[1]
    texts = [item.text for item in given]
    names = name_themes(words, vectors(words, pairs=True), found.of_text, count, texts)
    tell("alike", 70)
    plain = vectors(words)
    groups = alike_groups(plain.matrix).tolist()
    tell("verbatims", 80)
    of_text = _with_named(found.of_text, names)
    rows = [row for row, item in enumerate(given) if item.id not in set_aside]
    said = [_said(item, int(of_text[row])) for row, item in enumerate(given)]
    chosen = choose(said, words, plain, found.axes, verbatims)
    sizes = Counter(groups)
    quotes: dict[int, list[Verbatim]] = {}
    for one in chosen:
        quote = Verbatim(given[one.row].id, one.span.start, one.span.end, sizes[groups[one.row]])
        quotes.setdefault(one.theme, []).append(quote)
    members: dict[int, list[str]] = {}
    for row in rows:
        members.setdefault(int(of_text[row]), []).append(given[row].id)
    tell("writing", 95)
    return Summary(
        themes=[
            Theme(
                words=names[theme] if theme >= 0 else [],
                ids=members[theme],
                verbatims=quotes.get(theme, []),
                weights=axis_weights(words, telling, found.axes[:, theme]) if theme >= 0 else {},
                is_other=theme < 0,
            )
            for theme in (*range(count), -1)
            if theme in members
        ],
        set_aside=set_aside,
        alike={
            given[row].id: given[first].id
            for row, first in enumerate(groups)
            if sizes[first] > 1 and given[row].id not in set_aside
        },
        parameters=_parameters(themes, verbatims, words.languages),
        memory=remembered(words, telling, found.faint),
    )


def _subject_counts(words: Any) -> list[int]:
    """Count the words of each text that are no stop words."""
    import numpy as np

    owner = np.repeat(np.arange(len(words)), np.diff(words.starts))
    counts: list[int] = np.bincount(owner[words.ids >= 0], minlength=len(words)).tolist()
    return counts


def _with_named(of_text: Any, names: Sequence[Sequence[str]]) -> Any:
    """Put the texts of a theme for which no word stands among the others."""
    import numpy as np

    nameless = [theme for theme, words in enumerate(names) if not words]
    return np.where(np.isin(of_text, nameless), -1, of_text)


def _said(item: Item, theme: int) -> Said:
    return Said(item.text, item.author, item.stance, theme, item.may_quote)


def _parameters(themes: int | None, verbatims: int | None, languages: list[str]) -> dict[str, Any]:
    spoken = {code: languages.count(code) for code in sorted(set(languages))}
    return {
        "version": VERSION,
        "themes_wanted": themes,
        "verbatims_wanted": verbatims,
        "languages": spoken,
    }


__all__ = ["Item", "Memory", "Span", "Summary", "Theme", "Verbatim", "summarise"]
