"""A mail server on the loopback that counts what it takes, and can be away."""

import email
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Sink:
    """Takes every letter; `stop` refuses connections, as a server that is down does."""

    port: int = 0
    copies: "Counter[str]" = field(default_factory=Counter)  # by Message-ID
    last_at: float = 0.0
    heaviest: int = 0
    controller: Any = None

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        """Count a letter, as aiosmtpd asks."""
        headers = email.message_from_bytes(envelope.content)
        self.copies[str(headers["Message-ID"]).strip()] += 1
        self.heaviest = max(self.heaviest, len(envelope.content))
        self.last_at = time.monotonic()
        return "250 OK"

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop(no_assert=True)
            self.controller = None
