"""The sets that goals are measured on; they lie outside the project and are never copied here."""

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_FIELD = 10_000_000
STANCES = {"1": "pour", "-1": "contre"}


@dataclass(frozen=True)
class Row:
    """One contribution as the command reads it, with the theme its organisers gave."""

    id: str
    body: str
    author: str = ""
    stance: str = ""
    theme: str = ""


def _read(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(LONGEST_FIELD)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digital_republic(data: Path) -> list[Row]:
    """Give « Pour une République numérique » (2015): arguments with a stance, and propositions."""
    folder = data / "republique-numerique-fr"
    arguments = [
        Row(row["id"], row["body"], row["author"], row["stance"], row["theme"])
        for row in _read(folder / "arguments.csv")
    ]
    propositions = [
        Row(row["id"], f"{row['title']}\n{row['body']}", row["author"], "", row["theme"])
        for row in _read(folder / "propositions.csv")
    ]
    return arguments + propositions


def great_debate(data: Path) -> list[Row]:
    """Give the comments of the « grand débat » in Lille (2019), under the four official themes."""
    folder = data / "grand-debat-mel-decidim-fr"
    themes = {row["id"]: row["description"] for row in _read(folder / "debates.csv")}
    rows = {  # the file repeats some comments
        row["id"]: Row(
            row["id"],
            row["body"],
            row["author"],
            STANCES.get(row["alignment"], ""),
            themes.get(row["commentable_id"], ""),
        )
        for row in _read(folder / "comments.csv")
    }
    return list(rows.values())


def madrid(data: Path) -> list[Row]:
    """Give comments of Decide Madrid, in Spanish, under the proposal they stand below."""
    rows = _read(data / "decide-madrid-2019-es" / "comments.csv")
    return [Row(row["id"], row["text"], row["userId"], "", row["proposalId"]) for row in rows]


def recombined(rows: list[Row], count: int, seed: int = 1) -> Iterator[Row]:
    """Make as many contributions as wanted out of real sentences, 3 words in 100 misspelt."""
    chance = random.Random(seed)
    said = [s for row in rows for s in re.split(r"(?<=[.!?])\s+", row.body) if len(s) > 20]
    for number in range(count):
        sentences = [_misspelt(chance.choice(said), chance) for _ in range(chance.randint(1, 4))]
        stance = chance.choice(("pour", "contre", ""))
        yield Row(f"m{number:06}", " ".join(sentences), f"a{number % 50_000}", stance)


def _misspelt(sentence: str, chance: random.Random) -> str:
    words = sentence.split(" ")
    for place, word in enumerate(words):
        if len(word) > 5 and chance.random() < 0.03:
            at = chance.randrange(1, len(word) - 1)
            words[place] = word[:at] + word[at + 1 :]
    return " ".join(words)


def write(rows: Iterator[Row] | list[Row], path: Path) -> Path:
    """Write contributions as the command reads them; the organisers' theme is left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "body", "author", "stance"))
        writer.writerows((row.id, row.body, row.author, row.stance) for row in rows)
    return path
