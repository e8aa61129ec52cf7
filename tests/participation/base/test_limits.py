"""Rate limits, and what they do when the cache is away."""

import pytest
from django.core.cache import cache

from participation.base.limits import Limit


def test_the_sixth_try_is_refused_and_another_key_is_not() -> None:
    limit = Limit("essai", times=5, seconds=60)
    assert [limit.allows("a") for _ in range(6)] == [True] * 5 + [False]
    assert limit.allows("b")


@pytest.mark.parametrize("fails_open", [True, False])
def test_without_a_cache_each_limit_does_what_it_said(
    monkeypatch: pytest.MonkeyPatch, fails_open: bool
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)
    assert Limit("essai", times=1, seconds=60, fails_open=fails_open).allows("a") is fails_open
