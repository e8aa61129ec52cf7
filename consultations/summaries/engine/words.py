"""From texts to word stems, in the language each text is written in."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

STOPWORDS = Path(__file__).parent / "stopwords"
LANGUAGES = {"fr": "french", "es": "spanish", "ca": "catalan", "en": "english"}
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|<[^>\n]{1,200}>|&[a-z]{2,8};")
# What French, Catalan and Italian cut off before a vowel; « aujourd’hui » is one word.
ELISION = re.compile(
    r"\b(?:qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|aujourd|entr|[cdjlmnst])['’ʼ´`](?=\w)"
)
WORD = re.compile(r"[^\W_]+")
SHORTEST, LONGEST = 2, 30  # letters
MOST_WORDS = 20_000  # of one text: more would tell nothing new


@dataclass(frozen=True)
class Words:
    """The words of many texts as numbers: `stems[i]` is the name of number i, -1 a stop word.

    `ids` holds all texts one after the other, text k from `starts[k]` to `starts[k + 1]`;
    `forms[i]` is how people most often write stem i; `languages` has a code for each text;
    `numbers` finds a stem again by language and word.
    """

    ids: Any
    starts: Any
    stems: list[str]
    forms: list[str]
    languages: list[str]
    numbers: dict[tuple[str, str], int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, said: str, language: str) -> list[int]:
        """Give the stems of one more piece of text, known ones only."""
        found = (self.numbers.get((language, word), -1) for word in tokens(said))
        return [number for number in found if number >= 0]


def folded(word: str) -> str:
    """Take the accents off, ligatures too."""
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Give the words of a language that say nothing of the subject, accents off.

    Those of talking about a text (« d’accord », « bonne idée », « hors sujet ») are among them.
    """
    files = sorted(STOPWORDS.glob(f"{language}*.txt"))
    return frozenset(folded(word) for file in files for word in file.read_text("utf-8").split())


def tokens(text: str) -> list[str]:
    """Give the words of a text in small letters, without addresses, tags and elisions."""
    bare = ADDRESS.sub(" ", text.lower())
    return WORD.findall(ELISION.sub(" ", bare))[:MOST_WORDS]


def read_words(texts: Sequence[str], tell: Any = None) -> Words:
    """Read all texts; `tell(done, total)` is called now and then."""
    import numpy as np

    known: dict[str, int] = {}
    ids, lengths = array("i"), array("q", [0])
    for number, text in enumerate(texts):
        ids.extend([known.setdefault(word, len(known)) for word in tokens(text)])
        lengths.append(len(ids))
        if tell and number % 1000 == 999:
            tell(number + 1, len(texts))
    raw = np.frombuffer(ids, dtype=np.int32) if ids else np.zeros(0, dtype=np.int32)
    starts = np.frombuffer(lengths, dtype=np.int64)
    return _stemmed(list(known), raw, starts)


def _stemmed(types: list[str], raw: Any, starts: Any) -> Words:
    """Put a stem in the place of each word, after the language of its text."""
    import numpy as np

    bare = [folded(word) for word in types]
    codes = list(LANGUAGES)
    stops = np.array(
        [[word in stop_words(code) for word in bare] for code in codes], dtype=bool
    ).reshape(len(codes), len(types))
    spoken = _languages(stops, raw, starts)
    of_word = np.repeat(spoken, np.diff(starts))
    is_word = np.array(
        [SHORTEST <= len(word) <= LONGEST and not word.isdigit() for word in bare], dtype=bool
    )
    stopped = ~is_word[raw] | stops[of_word, raw] if len(raw) else np.zeros(0, dtype=bool)
    pairs, inverse, counts = np.unique(
        (of_word * max(len(types), 1) + raw)[~stopped], return_inverse=True, return_counts=True
    )
    numbers: dict[str, int] = {}
    by_word: dict[tuple[str, str], int] = {}
    best: list[tuple[int, str]] = []
    of_pair = np.empty(len(pairs), dtype=np.int32)
    for place, (pair, count) in enumerate(zip(pairs.tolist(), counts.tolist(), strict=True)):
        language, word = divmod(pair, len(types))
        stem = folded(_stemmer(codes[language]).stemWord(types[word]))
        number = numbers.setdefault(stem, len(numbers))
        if number == len(best):
            best.append((0, ""))
        best[number] = max(best[number], (count, types[word]))
        by_word[codes[language], types[word]] = number
        of_pair[place] = number
    ids = np.full(len(raw), -1, dtype=np.int32)
    ids[~stopped] = of_pair[inverse]
    forms = [word for _count, word in best]
    languages = [codes[code] for code in spoken.tolist()]
    return Words(ids, starts, list(numbers), forms, languages, by_word)


def _languages(stops: Any, raw: Any, starts: Any) -> Any:
    """Say the language of each text by its stop words; a text without any speaks as most do."""
    import numpy as np

    count = len(starts) - 1
    owner = np.repeat(np.arange(count), np.diff(starts))
    hits = np.stack([np.bincount(owner[row[raw]], minlength=count) for row in stops])
    usual = int(hits.sum(axis=1).argmax())
    hits[usual] += 1  # a doubt goes to what most people speak here
    return hits.argmax(axis=0)


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(LANGUAGES[language])
