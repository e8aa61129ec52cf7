"""Topics that may be followed, who may follow them, and pushing a fragment to followers."""

import logging
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

log = logging.getLogger(__name__)
MayFollow = Callable[[Any, int], bool]
TOPICS: dict[str, MayFollow] = {}


def open_topic(kind: str, may_follow: MayFollow) -> None:
    """Allow a kind of topic (`consultation`), with the rule that decides for each id."""
    TOPICS[kind] = may_follow


def may_follow(account: Any, topic: str) -> bool:
    """Say whether the account may follow `kind.id`; anything malformed is refused."""
    kind, _, identifier = topic.partition(".")
    if kind not in TOPICS or not identifier.isdecimal() or len(identifier) > 18:
        return False
    return TOPICS[kind](account, int(identifier))


def push(topic: str, *, target: str, html: str) -> None:
    """Send followers a fragment that replaces the element `target`; the same for all of them.

    Losing it is harmless: the truth is in the database and shows at the next load.
    """
    try:
        message = {"type": "fragment", "topic": topic, "target": target, "html": html}
        async_to_sync(get_channel_layer().group_send)(topic, message)
    except Exception:  # noqa: BLE001  a lost push harms nobody
        log.warning("push lost", extra={"topic": topic})
