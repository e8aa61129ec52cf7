"""The processes that are measured: those that serve sockets, and those that serve pages."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SOCKETS = """
import uvicorn
from participation.asgi import application
from participation.live import hub
hub.MOST_PER_PERSON = hub.MOST_PER_ADDRESS = 10**6
uvicorn.run(application, host="127.0.0.1", port={port}, lifespan="off", log_level="error",
            ws="websockets-sansio", ws_max_size=65536, ws_per_message_deflate=False,
            timeout_graceful_shutdown=1)
"""
BARE = """
import uvicorn
from benchmarks.live.bare import {name}
uvicorn.run({name}, host="127.0.0.1", port={port}, lifespan="off", log_level="error",
            ws="websockets-sansio", ws_per_message_deflate=False, timeout_graceful_shutdown=1)
"""


class Server:
    """One process on one port; it can be ended and started again there."""

    def __init__(self, code: str) -> None:
        self.code, self.port = code, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> "Server":
        code = self.code.format(port=self.port)
        self.process = subprocess.Popen([sys.executable, "-c", code])
        wait_for(self.port)
        return self

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(5)
        self.process = None

    @property
    def kilobytes(self) -> int:
        """Give what the process holds in memory."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0])


@contextmanager
def served(code: str, number: int) -> Iterator[list[Server]]:
    """Serve in so many processes, until it is enough."""
    servers = [Server(code) for _ in range(number)]
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.stop()


@contextmanager
def pages() -> Iterator[tuple[str, int]]:
    """Serve pages as in production (granian, two workers); give the address and the process."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--no-access-log"),
        *("--log-level", "error", "participation.wsgi:application"),
    ]
    process = subprocess.Popen(command, env=dict(os.environ))
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("The server does not answer.")
