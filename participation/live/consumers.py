"""The one socket of a page: it says what changed, and takes no command but what to follow."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from participation.live.topics import may_follow

MOST_TOPICS = 10


class PageConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]  # channels is untyped
    """Follow topics and forward their fragments."""

    async def connect(self) -> None:
        self.followed: set[str] = set()
        await self.accept()

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        topic = content.get("follow") if isinstance(content, dict) else None
        if not isinstance(topic, str) or len(self.followed) >= MOST_TOPICS:
            await self.close(code=4400)
            return
        if not await database_sync_to_async(may_follow)(self.scope["user"], topic):
            await self.send_json({"refused": topic})
            return
        self.followed.add(topic)
        await self.channel_layer.group_add(topic, self.channel_name)
        await self.send_json({"following": topic})

    async def disconnect(self, code: int) -> None:
        for topic in self.followed:
            await self.channel_layer.group_discard(topic, self.channel_name)

    async def fragment(self, message: dict[str, Any]) -> None:
        await self.send_json({key: message[key] for key in ("topic", "target", "html")})
