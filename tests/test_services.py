"""Servers are found or started in each of the ways, and what was started is stopped."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import services


@pytest.mark.parametrize("way", ["local", "debian", "wheels"])
@pytest.mark.parametrize(
    ("variable", "answers"),
    [("DATABASE_URL", services.answers_postgres), ("REDIS_URL", services.answers_redis)],
    ids=["postgres", "redis"],
)
def test_a_server_answers_while_it_is_needed(
    variable: str, answers: Callable[[str], bool], way: str
) -> None:
    with ExitStack() as stack:
        try:
            url = services.WAYS_TO[variable][way](stack)
        except services.Missing:
            pytest.skip(f"no {way} server on this machine")
        assert answers(url)
    assert answers(url) == (way == "local")
    assert not Path(urlsplit(url).query.removeprefix("host=") or "/absent", "data").exists()


def test_what_the_environment_names_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere:6379")
    with ExitStack() as stack:
        assert services.find("REDIS_URL", stack) == "redis://elsewhere:6379"


def test_a_way_that_has_nothing_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(stack: ExitStack) -> str:
        raise services.Missing

    monkeypatch.setenv("PARTICIPATION_TEST_SERVICES", "wheels")
    monkeypatch.setitem(services.WAYS_TO["REDIS_URL"], "wheels", nothing)
    with pytest.raises(SystemExit, match="Give REDIS_URL"), ExitStack() as stack:
        services.find("REDIS_URL", stack)
