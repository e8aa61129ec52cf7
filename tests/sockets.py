"""A socket for tests, on asgiref alone (Channels' own helper wants another server installed)."""

import json
from collections.abc import Callable
from typing import Any

from asgiref.testing import ApplicationCommunicator


class Socket:
    """Talk to a consumer as a browser does."""

    def __init__(
        self,
        application: Callable[..., Any],
        person: Any,
        session: Any = None,
        **more: Any,
    ) -> None:
        scope: Any = {"type": "websocket", "path": "/ws/", "headers": [], "user": person, **more}
        if session is not None:
            scope["session"] = session
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

    async def hear(self, *, presence: bool = False) -> Any:
        """Give the next message, or the code with which the socket was closed.

        Who is there is told every few seconds: it is left out unless it is asked for.
        """
        while True:
            answer = await self.wire.receive_output(5)
            if answer["type"] == "websocket.close":
                return answer["code"]
            told = json.loads(answer["text"])
            if presence or told.get("target") != "presence":
                return told

    async def leave(self) -> None:
        await self.wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wire.wait(5)
