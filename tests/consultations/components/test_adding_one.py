"""Adding a component is adding one folder: the contract holds for one the house has never seen."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.consultations.components.a_toy import COMPONENT, SCENARIO
from tests.house import ROOT

HOUSE = ("participation", "cms", "consultations", "workers", "templates", "locale", "tests")


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")


def test_one_folder_more_passes_the_contract_and_nothing_else_changes(tmp_path: Path) -> None:
    """The house is copied as it is; its suite then finds the toy by itself.

    Its own process, on the embedded database: apps are found once, when Django starts.
    """
    left = shutil.ignore_patterns("__pycache__", "node_modules", "*.pyc", "browser", "data")
    for name in HOUSE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left)
    for name in ("manage.py", "pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    write(tmp_path / "consultations" / "components" / "toy", COMPONENT)
    told = {"__init__.py": "", "scenario.py": SCENARIO}
    write(tmp_path / "tests" / "consultations" / "components" / "toy", told)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))
    }
    environment = {
        **kept,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'toy.sqlite3'}",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "participation.settings.test",
    }
    suite = "tests/consultations/components/test_contract.py"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", "--no-header", suite, "-k", "toy"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
    passed = re.search(r"(\d+) passed", ran.stdout)
    assert passed is not None
    assert int(passed[1]) >= 20, ran.stdout
