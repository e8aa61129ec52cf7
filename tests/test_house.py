"""What the house is made of, and that its rules hold."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.syndication.views import Feed
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, get_resolver, path

from tests.house import OURS, ROOT, RULES, Rule, our_files

LONGEST = 300
LONG = {  # longer files, each with its reason; the list only shrinks
    "consultations/components/questionnaire/editor/questions.py": "a form for each kind",
    "consultations/components/questionnaire/models.py": "a question, its version and its answers",
    "consultations/components/questionnaire/questions/texts.py": "five kinds answered by typing",
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
    def is_told(path: Path) -> bool:  # a test file is a list, and as long as what it lists
        return path.suffix == ".py" and not {"migrations", "tests"} & set(path.parts)

    long = {
        str(path.relative_to(ROOT)): lines
        for path in filter(is_told, our_files())
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert long.keys() <= LONG.keys(), long


def test_every_view_says_whom_it_serves() -> None:
    assert views_without_audience(get_resolver().url_patterns) == []


def test_a_view_that_does_not_say_is_noticed() -> None:
    assert views_without_audience([path("", _silent_view)]) == ["tests.test_house._silent_view"]


def _silent_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def views_without_audience(patterns: Iterable[Any]) -> list[str]:
    """Give our views, among all addresses, that are decorated by neither @reads nor @writes."""
    silent = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            silent += views_without_audience(pattern.url_patterns)
            continue
        view = getattr(pattern.callback, "view_class", pattern.callback)
        if isinstance(view, Feed):  # news for everyone, by its kind
            continue
        name = f"{view.__module__}.{view.__qualname__}"
        if name.startswith(OURS) and not hasattr(pattern.callback, "audience"):
            silent.append(name)
    return silent


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
