"""LexRank of sumy beside it, in a throw-away environment: the project itself never installs it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.summaries.data import Row
from benchmarks.summaries.judge import Judge

SIZES = (100, 300, 600)
PROGRAM = """
import json, re, sys, time
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.nlp.stemmers import Stemmer
class Words:
    def to_words(self, text): return tuple(re.findall(r"[^\\W\\d_]{2,}", text))
told = json.load(open(sys.argv[1], encoding="utf-8"))
cut = re.compile(r"(?<=[.!?])\\s+|\\n+")
sentences = [s for t in told["texts"] for s in cut.split(t) if len(s.split()) >= 8]
words = Words()
start = time.perf_counter()
document = ObjectDocumentModel([Paragraph([Sentence(s, words) for s in sentences])])
ranker = LexRankSummarizer(Stemmer("french")); ranker.stop_words = told["stops"]
chosen = [str(s) for s in ranker(document, told["count"])]
json.dump({"seconds": time.perf_counter() - start, "verbatims": chosen}, sys.stdout)
"""


def lexrank(rows: Sequence[Row], folder: Path, stops: list[str]) -> list[dict[str, Any]]:
    """Give seconds and coverage of LexRank at the sizes it can do; or why it was not measured."""
    python = _environment(folder)
    if python is None:
        return [{"skipped": "sumy could not be installed (no network, or no uv)"}]
    found = []
    for size in SIZES:
        texts = [row.body for row in rows[:size]]
        told = folder / "lexrank.json"
        asked = {"texts": texts, "count": 45, "stops": stops}
        told.write_text(json.dumps(asked), encoding="utf-8")
        command = [str(python), "-c", PROGRAM, str(told)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
            last = str(getattr(problem, "stderr", "") or problem).strip().splitlines()[-1:]
            found.append({"size": size, "skipped": " ".join(last)})
            continue
        answer = json.loads(done.stdout)
        judge = Judge(texts)
        found.append(
            {
                "size": size,
                "seconds": round(answer["seconds"], 1),
                "cov10": round(judge.coverage(answer["verbatims"]), 3),
                "red_max": round(judge.redundancy(answer["verbatims"]), 2),
            }
        )
    return found


def _environment(folder: Path) -> Path | None:
    uv = shutil.which("uv")
    if uv is None:
        return None
    place = folder / "sumy"
    python = place / "bin" / "python"
    commands = (
        [uv, "venv", "--quiet", "--python", sys.executable, str(place)],
        [
            uv,
            "pip",
            "install",
            "--quiet",
            "--python",
            str(python),
            "sumy",
            "numpy",
            "setuptools<81",
        ],
    )
    for command in commands:
        if subprocess.run(command, capture_output=True, check=False, timeout=300).returncode:
            return None
    return python
