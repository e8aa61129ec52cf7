"""Two runs that find the same abandoned claim at once must not both take its number."""

import pytest
import redis
from django.conf import settings

from tests.redis_numbers import forget

KEY = "participation:tests:try"


@pytest.mark.skipif(not settings.REDIS_URL, reason="the embedded way has no Redis")
def test_a_claim_taken_in_the_meantime_is_left_alone() -> None:
    with redis.Redis.from_url(f"{settings.REDIS_URL}/0") as client:
        client.set(KEY, "newcomer", ex=60)
        assert not forget(client, KEY, b"abandoned")
        assert client.get(KEY) == b"newcomer"
        assert forget(client, KEY, b"newcomer")
        assert client.get(KEY) is None
