"""Running the command as anyone would, from outside, and measuring what it takes."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]);"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(code)"
)


@dataclass(frozen=True)
class Run:
    """What one run gave, in how many seconds (on the clock, of processor), and how much memory."""

    told: dict[str, Any]
    text: str
    seconds: float
    processor: float
    megabytes: float


def summary(path: Path, folder: Path, *options: str, seed: str = "0") -> Run:
    """Find the themes of a CSV file. Raises CalledProcessError when the command fails."""
    output = folder / f"{path.stem}.json"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "participation.settings.demo",
        "VAR_DIR": str(folder),
        "PYTHONHASHSEED": seed,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, "manage.py", "summary", str(path), "--output", str(output), *options]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    text = output.read_text(encoding="utf-8")
    processor, kilobytes = done.stdout.split()[-2:]
    return Run(json.loads(text), text, seconds, float(processor), int(kilobytes) / 1024)


def tests_pass(*arguments: str) -> bool:
    """Run some of the project's own tests; say whether all passed."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
