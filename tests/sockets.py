"""A socket for tests, on asgiref alone (Channels' own helper wants another server installed)."""

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator
from asgiref.typing import ASGI3Application


class Socket:
    """Talk to a consumer as a browser does."""

    def __init__(self, application: ASGI3Application, person: Any) -> None:
        scope: Any = {"type": "websocket", "path": "/ws/", "headers": [], "user": person}
        self.wire: Any = ApplicationCommunicator(  # type: ignore[no-untyped-call]
            application, scope
        )

    async def connect(self) -> "Socket":
        await self.wire.send_input({"type": "websocket.connect"})
        answer = await self.wire.receive_output(5)
        assert answer["type"] == "websocket.accept", answer
        return self

    async def say(self, content: Any) -> None:
        await self.wire.send_input({"type": "websocket.receive", "text": json.dumps(content)})

    async def hear(self) -> Any:
        """Give the next message, or the code with which the socket was closed."""
        answer = await self.wire.receive_output(5)
        if answer["type"] == "websocket.close":
            return answer["code"]
        return json.loads(answer["text"])

    async def leave(self) -> None:
        await self.wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wire.wait(5)
