"""Run the platform as in production, as plain processes: what docker-compose.yml says, without it.

PostgreSQL and Redis are found or started as for the tests; pages in two processes, sockets, a
worker and the clock use the production settings. Ctrl+C stops all that was started.

    python -m tests.topology [--port 8000] [--demo]
"""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests.services import services

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("VAR_DIR", ROOT / "var" / "local"))
DATABASE = "participation_local"
MANAGE = "python manage.py"

# As docker-compose.yml and the Dockerfile have them, but for the address and the room for files.
PROCESSES = {
    "pages": "granian --interface wsgi --host 127.0.0.1 --port {port} --workers 2 "
    "--blocking-threads 4 participation.wsgi:application",
    "sockets": "uvicorn participation.asgi:application --host 127.0.0.1 --port {next_port} "
    "--ws websockets-sansio --ws-max-size 65536 --ws-ping-interval 30 "
    "--ws-per-message-deflate false --log-level warning --no-access-log",
    "worker": "celery --app workers.celery worker --concurrency 2 --loglevel INFO",
    "clock": "celery --app workers.celery beat --schedule {folder}/beat --pidfile= --loglevel INFO",
}
PATIENCE = 90


def own_database(url: str) -> str:
    """Give a database of our own on a server that was found; one that was named is taken as is."""
    ours = url.replace("/postgres?", f"/{DATABASE}?")
    ours = ours.replace(":5432/postgres", f":5432/{DATABASE}")
    if ours == url:
        return url
    with psycopg.connect(url, autocommit=True) as server:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not server.execute(known, [DATABASE]).fetchone():
            server.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
    return ours


def environment(found: Mapping[str, str], port: int) -> dict[str, str]:
    """Give the settings that every process shares; what is given from outside comes first."""
    ours = {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "METRICS_TOKEN": secrets.token_urlsafe(20),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SSL_REDIRECT": "0",  # no proxy with TLS stands in front
        "EMAIL_URL": f"filemail://{FOLDER}/letters",
        "EDITORS_NEED_SECOND_FACTOR": "0",
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
    }
    return {
        **ours,
        **{name: value for name, value in os.environ.items() if name != "PATH"},
        "DATABASE_URL": own_database(found["DATABASE_URL"]),
        "REDIS_URL": found["REDIS_URL"],
        "DJANGO_SETTINGS_MODULE": "participation.settings.production",
        "VAR_DIR": str(FOLDER),
        "PROMETHEUS_MULTIPROC_DIR": f"{FOLDER}/measures",
    }


Process = subprocess.Popen[bytes]


@contextmanager
def running(commands: Mapping[str, list[str]], env: dict[str, str]) -> Iterator[dict[str, Process]]:
    """Run them, each with its log in a file; stop exactly these, the last one first."""
    with ExitStack() as stack:
        started = {}
        for name, command in commands.items():
            log = stack.enter_context((FOLDER / f"{name}.log").open("w"))
            started[name] = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )
            stack.callback(stop, name, started[name])
        yield started


def stop(name: str, process: Process) -> None:
    """Ask it to end, and wait; after half a minute, end it."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    print(f"  {name}: stopped ({process.returncode})")


def readiness(port: int, token: str) -> dict[str, object]:
    """Ask how it is doing; an empty answer when nothing answers yet."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/readyz", headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as refusal:
        return dict(json.load(refusal))
    except OSError:
        return {}


def watch(processes: Mapping[str, Process], port: int, token: str) -> int:
    """Say when it is ready, then wait until one of them ends; that is an error."""
    deadline, told = time.monotonic() + PATIENCE, False
    while all(process.poll() is None for process in processes.values()):
        if not told and (state := readiness(port, token)).get("ready"):
            told = True
            print(json.dumps(state["checks"], indent=1, ensure_ascii=False))
            print(f"Pages:   http://127.0.0.1:{port}/\nSockets: http://127.0.0.1:{port + 1}/")
            print(f"Logs:    {FOLDER}/*.log   (Ctrl+C to stop)", flush=True)
        if not told and time.monotonic() > deadline:
            print(f"Not ready after {PATIENCE} s: {readiness(port, token)}")
            return 1
        time.sleep(0.5)
    ended = [name for name, process in processes.items() if process.poll() is not None]
    print(f"Ended by itself: {', '.join(ended)}. See {FOLDER}/{ended[0]}.log")
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", action="store_true", help="load the demonstration")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = {"port": given.port, "next_port": given.port + 1, "folder": FOLDER}
    commands = {name: text.format(**words).split() for name, text in PROCESSES.items()}
    with services() as found:
        env = environment(found, given.port)
        prepare = ["migrate --noinput --verbosity 0", "collectstatic --noinput --verbosity 0"]
        for step in [*prepare, *(["load_demo"] if given.demo else [])]:
            subprocess.run([*MANAGE.split(), *step.split()], cwd=ROOT, env=env, check=True)
        with running(commands, env) as processes:
            return watch(processes, given.port, env["METRICS_TOKEN"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("Stopped.")
