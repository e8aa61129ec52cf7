"""The goals S1 to S10, each held against what the command wrote."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benchmarks.summaries.data import Row
from benchmarks.summaries.judge import STOPS, Judge
from benchmarks.summaries.running import Run

SCRAPS = STOPS | {"hui", "aujourd", "qu", "lorsqu", "puisqu", "http", "https", "www", "com"}
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Goal:
    """One line of the table: what was measured, on which set, against which target."""

    goal: str
    what: str
    on: str
    value: Any
    target: str
    holds: bool

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def traceable(run: Run, rows: Sequence[Row], on: str) -> list[Goal]:
    """S2: each word and number can be found again."""
    bodies = {row.id: row.body for row in rows}
    told = run.told
    exact = sum(
        _even(bodies[one["id"]][one["start"] : one["end"]]) == _even(one["text"])
        for one in told["verbatims"]
    )
    counted = sum(
        one["number"] == len(set(one["source_ids"])) > 0 and set(one["source_ids"]) <= set(bodies)
        for one in told["statements"]
    )
    used = Counter(one for theme in told["themes"] for one in theme["source_ids"])
    aside = Counter(one["id"] for one in told["unassigned"] if one["reason"])
    once = used + aside == Counter(list(bodies))
    return [
        _share("S2", "verbatims that are exact substrings", on, exact, len(told["verbatims"])),
        _share("S2", "statements whose number recounts", on, counted, len(told["statements"])),
        Goal("S2", "used + set aside = all, each once", on, once, "yes", once),
    ]


def _share(goal: str, what: str, on: str, part: int, whole: int) -> Goal:
    return Goal(goal, what, on, f"{part}/{whole}", "all", part == whole)


def _even(text: str) -> str:
    return " ".join(text.split())


def covering(
    run: Run, rows: Sequence[Row], on: str, least: float, above: float | None = None
) -> list[Goal]:
    """S3 and S4: how many contributions some verbatim resembles, and no two alike."""
    judge = Judge([row.body for row in rows])
    chosen = [one["text"] for one in run.told["verbatims"]]
    found = judge.coverage(chosen)
    what = f"cov10 with {len(chosen)} verbatims"
    goals = [Goal("S3", what, on, round(found, 3), f">= {least}", found >= least)]
    if above is not None:
        chance = by_chance(judge, rows, len(chosen))
        target = f">= {chance:.3f} + {above}"
        holds = found >= chance + above
        goals.append(Goal("S3", "cov10 above chance", on, round(found, 3), target, holds))
    alike = judge.redundancy(chosen)
    return [*goals, Goal("S4", "red_max", on, round(alike, 2), "<= 0.60", alike <= 0.60)]


def by_chance(judge: Judge, rows: Sequence[Row], count: int) -> float:
    """Give the mean coverage of five draws of as many sentences of 8 words or more."""
    said = [s for row in rows for s in SENTENCE.split(row.body) if len(s.split()) >= 8]
    draws = [random.Random(seed).sample(said, min(count, len(said))) for seed in range(5)]
    return sum(judge.coverage(draw) for draw in draws) / len(draws)


def no_repetition(run: Run, rows: Sequence[Row], on: str) -> list[Goal]:
    """S4: nobody twice on a theme."""
    authors = {row.id: row.author for row in rows}
    seen = [(one["theme"], authors[one["id"]]) for one in run.told["verbatims"]]
    seen = [pair for pair in seen if pair[1]]
    return [_share("S4", "authors quoted once per theme", on, len(set(seen)), len(seen))]


def themes(run: Run, rows: Sequence[Row], on: str) -> list[Goal]:
    """S5: themes that organisers would know again, none too large, clean labels."""
    given = {row.id: row.theme for row in rows if row.theme}
    named = {
        one: theme["id"]
        for theme in run.told["themes"]
        for one in theme["source_ids"]
        if one in given and not theme["is_other"]
    }
    every = {
        one: theme["id"]
        for theme in run.told["themes"]
        for one in theme["source_ids"]
        if one in given
    }
    close = _information(named, given)
    whole = len(rows)
    largest = max(t["count"] for t in run.told["themes"] if not t["is_other"]) / whole
    others = sum(t["count"] for t in run.told["themes"] if t["is_other"]) / whole
    words = [w for t in run.told["themes"] for label in t["words"] for w in label.split()]
    clean = [word for word in words if _is_clean(word)]
    return [
        Goal("S5", "NMI, of what has a named theme", on, round(close, 3), ">= 0.20", close >= 0.2),
        _overall(every, given, on),
        Goal("S5", "largest named theme", on, f"{largest:.0%}", "<= 35 %", largest <= 0.35),
        Goal("S5", "« Autres »", on, f"{others:.0%}", "<= 35 %", others <= 0.35),
        _share("S5", "words of labels that are clean", on, len(clean), len(words)),
    ]


def _overall(every: dict[str, str], given: dict[str, str], on: str) -> Goal:
    value = _information(every, given)
    return Goal("S5", "NMI, « Autres » included", on, round(value, 3), ">= 0.20", value >= 0.2)


def _information(found: dict[str, str], given: dict[str, str]) -> float:
    ids = sorted(found)
    value = normalized_mutual_info_score([given[i] for i in ids], [found[i] for i in ids])
    return float(value)


def _is_clean(word: str) -> bool:
    bare = re.sub(r"^[dl]['’]", "", word)
    return len(bare) > 1 and not bare.isdigit() and bare not in SCRAPS and "/" not in bare


def balance(run: Run, rows: Sequence[Row], on: str) -> list[Goal]:
    """S6: the two sides are quoted as they are in the theme, and both where both are there."""
    stance = {row.id: row.stance for row in rows}
    off, one_sided, looked = [], 0, 0
    for theme in run.told["themes"]:
        sides = [stance[i] for i in theme["source_ids"] if stance[i] in {"pour", "contre"}]
        shown = [
            one["stance"]
            for one in run.told["verbatims"]
            if one["theme"] == theme["id"] and one["stance"] in {"pour", "contre"}
        ]
        if len(sides) < 5 or not shown:
            continue
        looked += 1
        part = sides.count("pour") / len(sides)
        off.append(abs(shown.count("pour") / len(shown) - part))
        one_sided += 0.2 <= part <= 0.8 and len(set(shown)) < 2
    worst = max(off, default=0)
    return [
        Goal("S6", f"worst gap of {looked} themes", on, round(worst, 3), "<= 0.15", worst <= 0.15),
        Goal("S6", "themes with a side left out", on, one_sided, "0", one_sided == 0),
    ]


def readable(run: Run, on: str) -> list[Goal]:
    """S7: 8 to 45 words, a capital, a final sign, no markup."""
    chosen = [one["text"] for one in run.told["verbatims"]]
    good = [
        text
        for text in chosen
        if 8 <= len(text.split()) <= 45
        and text[:1].isupper()
        and text.rstrip('»”" ')[-1:] in ".!?…"
        and not re.search(r"<[a-z/]", text)
    ]
    return [_share("S7", "verbatims that can be read alone", on, len(good), len(chosen))]


def stable(full: Run, part: Run, on: str) -> Goal:
    """S8: one contribution more in a hundred changes little."""
    whole, fewer = _themes_of(full), _themes_of(part)
    both = sorted(set(whole) & set(fewer))
    value = adjusted_rand_score([whole[i] for i in both], [fewer[i] for i in both])
    return Goal("S8", "ARI after +1 %", on, round(float(value), 3), ">= 0.80", value >= 0.8)


def _themes_of(run: Run) -> dict[str, str]:
    return {one: theme["id"] for theme in run.told["themes"] for one in theme["source_ids"]}


def same(first: Run, second: Run, on: str) -> Goal:
    """S8: another order, another process: the same bytes."""
    holds = first.text == second.text
    return Goal("S8", "byte-identical, rows shuffled, other hash seed", on, holds, "yes", holds)


def in_time(run: Run, on: str, seconds: float, megabytes: float | None = None) -> list[Goal]:
    """S1 and S10: how long it took, from CSV to JSON, and with how much memory."""
    what = f"seconds ({run.processor:.1f} of processor)"
    goals = [Goal("S1", what, on, round(run.seconds, 1), f"<= {seconds}", run.seconds <= seconds)]
    if megabytes is not None:
        holds, target = run.megabytes <= megabytes, f"<= {megabytes:.0f}"
        goals.append(Goal("S1", "megabytes at most", on, round(run.megabytes), target, holds))
    return goals
