"""Rate limits counted in the cache: how often one key may do one thing."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from participation.base.codes import digest


@dataclass(frozen=True)
class Limit:
    """At most `times` within `seconds`; `fails_open` says what happens when the cache is away."""

    name: str
    times: int
    seconds: int
    fails_open: bool = True

    def allows(self, key: str) -> bool:
        """Count one more try of this key and say whether it is still within the limit."""
        slot = f"limit:{self.name}:{digest(key, purpose='limit')[:32]}"
        try:
            cache.add(slot, 0, timeout=self.seconds)
            return int(cache.incr(slot)) <= self.times
        except ValueError:  # the slot expired between the two calls: this is its first try
            return True
        except Exception:  # noqa: BLE001  whatever the cache says, a page must not fail
            return self.fails_open


def address_of(request: HttpRequest) -> str:
    """Give the client's address behind the declared number of proxies, and no other."""
    return str(get_adapter(request).get_client_ip(request))
