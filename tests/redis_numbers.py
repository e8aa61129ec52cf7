"""Give each run a Redis database of its own: caches and queues of neighbours must not mix."""

from typing import Any

import redis
from django.conf import settings


class Claim:
    """A database number nobody else uses, for as long as our connection lives."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = redis.Redis.from_url(f"{url}/0", single_connection_client=True)
        self.number = self._first_free()

    def use(self) -> None:
        """Point Django's cache, the news of live pages and Celery at the claimed database."""
        caches: Any = settings.CACHES
        caches["default"]["LOCATION"] = f"{self.url}/{self.number}"
        settings.CELERY_BROKER_URL = f"{self.url}/{self.number}"
        # Publishing crosses database numbers, so its names need the number too.
        settings.LIVE_REDIS_URL = f"{self.url}/{self.number}"
        settings.LIVE_CHANNEL = f"test-{self.number}"

    def release(self) -> None:
        """Empty the database and give its number back."""
        with redis.Redis.from_url(f"{self.url}/{self.number}") as ours:
            ours.flushdb()
        self.client.delete(_key(self.number))
        self.client.close()

    def _first_free(self) -> int:
        client: Any = self.client
        ours = client.client_id()
        for number in range(1, int(client.config_get("databases")["databases"])):
            holder = client.get(_key(number))
            alive = {entry["id"] for entry in client.client_list()}
            if holder and holder.decode() not in alive:  # a run that was killed
                forget(client, _key(number), holder)
            if client.set(_key(number), ours, nx=True):
                return number
        raise RuntimeError("Every Redis database is in use by another run: wait, or stop one.")


# Only what was read is deleted: a neighbour may have taken the number in the meantime.
FORGET = """
if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end
return 0
"""


def forget(client: Any, key: str, holder: bytes) -> bool:
    """Delete a claim if it is still this holder's; say whether it was."""
    return bool(client.eval(FORGET, 1, key, holder))


def _key(number: int) -> str:
    return f"participation:tests:{number}"
