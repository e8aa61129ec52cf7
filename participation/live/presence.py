"""How many people look at a room now, summed over the processes; who they are, where it is said."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from participation.base.codes import secret
from participation.live.bus import News
from participation.live.topics import stream_in

FORGET_SECONDS = 12.0  # what a process said of its sockets counts for so long


@dataclass(frozen=True)
class Present:
    """The accounts that look, each once, and how many sockets of nobody in particular."""

    accounts: frozenset[int]
    others: int

    @property
    def number(self) -> int:
        return len(self.accounts) + self.others


@dataclass
class Presence:
    """What each process said of its sockets last; news hold ids, and no names."""

    me: str = field(default_factory=secret)
    heard: dict[str, dict[str, tuple[float, Present]]] = field(default_factory=dict)
    shown: dict[Any, str] = field(default_factory=dict)

    def hear(self, news: News) -> None:
        """Take in what a process says of its sockets."""
        said = Present(frozenset(news["accounts"]), news["others"])
        self.heard.setdefault(news["present"], {})[news["hub"]] = (time.monotonic(), said)

    def counted(self, crowds: dict[str, Any]) -> list[News]:
        """Give what this process has to say of its sockets, for `publish`."""
        news = []
        for topic, by_key in crowds.items():
            sockets = [one.scope["user"].pk for crowd in by_key.values() for one in crowd.followers]
            accounts = sorted({pk for pk in sockets if pk})
            others = sockets.count(None)
            here = {"hub": self.me, "accounts": accounts, "others": others}
            news.append({"present": topic, **here})
        return news

    def in_all(self, topic: str) -> Present:
        """Sum up what every process said lately."""
        since = time.monotonic() - FORGET_SECONDS
        lately = [said for at, said in self.heard.get(topic, {}).values() if at > since]
        accounts = frozenset(pk for said in lately for pk in said.accounts)
        return Present(accounts, sum(said.others for said in lately))

    def fragments(self, keys: Iterable[Any]) -> list[tuple[Any, str]]:
        """Give, for those of each key, the fragment that says who is there, where it changed."""
        keys = list(keys)
        self.heard = {
            topic: self.heard[topic] for topic in {key.topic for key in keys} & self.heard.keys()
        }
        self.shown = {key: self.shown[key] for key in keys if key in self.shown}
        fresh = []
        for key in keys:
            found = stream_in(key.topic)
            if found is None:
                continue
            stream, room_id = found
            with translation.override(key.language):
                html = stream.presence(room_id, self.in_all(key.topic))
            if html and self.shown.get(key) != html:
                self.shown[key] = html
                fresh.append(
                    (key, json.dumps({"topic": key.topic, "target": "presence", "html": html}))
                )
        return fresh
