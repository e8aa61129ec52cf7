"""What the house is made of, and that its rules hold."""

import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.house import ROOT, RULES, Rule, our_files

LONGEST = 300
LONG = {  # longer files, each with its reason; the list only shrinks
    "consultations/components/questionnaire/models.py": "a question, its version and its answers",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_holds_everywhere(rule: Rule) -> None:
    assert rule.complaints() == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_can_fail(rule: Rule) -> None:
    assert list(rule.check(rule.fails_on)) != []


def test_top_level_is_the_one_that_was_agreed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    folders = {name.partition("/")[0] for name in listed if "/" in name}
    assert folders <= {
        *("participation", "cms", "consultations", "workers", "templates", "tests"),
        *("docs", "benchmarks", "locale", ".ci"),
    }


def test_files_tell_one_story() -> None:
    def is_told(path: Path) -> bool:
        return path.suffix == ".py" and "migrations" not in path.parts

    long = {
        str(path.relative_to(ROOT)): lines
        for path in filter(is_told, our_files())
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert long.keys() <= LONG.keys(), long


@pytest.mark.django_db
def test_migrations_of_each_app_follow_one_another() -> None:
    loader = MigrationLoader(connection)
    parents = [
        parent
        for migration in loader.disk_migrations.values()
        for parent in set(migration.dependencies)
        if parent[0] == migration.app_label and _is_ours(loader, parent[0])
    ]
    assert len(parents) == len(set(parents)), "two migrations follow the same one"
    assert loader.detect_conflicts() == {}


def _is_ours(loader: MigrationLoader, label: str) -> bool:
    module, _ = loader.migrations_module(label)
    return module is not None and (ROOT / module.replace(".", "/")).exists()
