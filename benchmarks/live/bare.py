"""What a hub and a channel layer cost alone: no rights, no rows, the same text for everybody."""

import asyncio
import json
import os
from typing import Any

import redis.asyncio as redis
from channels_redis.pubsub import RedisPubSubChannelLayer

URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
CHANNEL = "benchmark-live-bare"
GROUP = "benchmark"

_sends: set[Any] = set()
_listening: list[asyncio.Task[None]] = []
_layers: list[RedisPubSubChannelLayer] = []


async def _spread() -> None:
    """One subscription for the process, one event object for all its sockets."""
    async with redis.Redis.from_url(URL) as client, client.pubsub() as news:
        await news.subscribe(CHANNEL)
        async for said in news.listen():
            if said["type"] == "message":
                event = {"type": "websocket.send", "text": said["data"].decode()}
                for send in list(_sends):
                    await send(event)


async def hub(scope: Any, receive: Any, send: Any) -> None:
    """A socket that hears what is published, and nothing else."""
    if not _listening:
        _listening.append(asyncio.create_task(_spread()))
    await receive()
    await send({"type": "websocket.accept"})
    _sends.add(send)
    while (await receive())["type"] != "websocket.disconnect":
        pass
    _sends.discard(send)


async def layer(scope: Any, receive: Any, send: Any) -> None:
    """A socket with a channel of its own in a group, as a consumer of Channels has."""
    if not _layers:
        _layers.append(RedisPubSubChannelLayer(hosts=[URL], prefix=CHANNEL))
    own = _layers[0]
    name = await own.new_channel()
    await receive()
    await own.group_add(GROUP, name)
    await send({"type": "websocket.accept"})

    async def forward() -> None:
        while True:
            told = await own.receive(name)
            await send({"type": "websocket.send", "text": json.dumps(told["told"])})

    task = asyncio.create_task(forward())
    while (await receive())["type"] != "websocket.disconnect":
        pass
    task.cancel()
    await own.group_discard(GROUP, name)
