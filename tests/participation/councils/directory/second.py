"""Starting and stopping a second site; see `other_site.py`."""

import base64
import os
import socket
import subprocess
import sys
from pathlib import Path

PROGRAM = "tests.participation.councils.directory.other_site"
ROOT = Path(__file__).resolve().parents[4]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class SecondSite:
    """Another instance of the same software, on the same machine and with nothing in common."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.key = 0
        self.process: subprocess.Popen[str] | None = None

    def start(self, key: int = 1) -> None:
        """Serve with this key, unless it does; what it holds stays from one start to the next."""
        if self.process and self.key == key:
            return
        self.stop()
        self.key = key
        told = {
            "DJANGO_SETTINGS_MODULE": "participation.settings.test",
            "DATABASE_URL": f"sqlite:///{self.folder}/second.sqlite3",
            "REDIS_URL": "",
            "VAR_DIR": str(self.folder),
            "SITE_URL": self.url,
            "SITE_NAME": "Valombre participe",
            "REGISTER_KEY": base64.b64encode(bytes([key]) * 32).decode(),
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.participation.councils.directory.other_site",
                str(self.port),
            ],
            cwd=ROOT,
            env={**os.environ, **told},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.communicate(timeout=20)
            self.process = None
