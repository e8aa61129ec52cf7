"""What `make up-local` runs is what docker-compose.yml runs."""

from pathlib import Path

import pytest

from tests import topology

ROOT = Path(__file__).resolve().parent.parent
SAID = (ROOT / "docker-compose.yml").read_text(), (ROOT / "Dockerfile").read_text()


def as_in_containers(name: str) -> str:
    words = {"port": 8000, "next_port": 8001, "folder": "/tmp"}
    return topology.PROCESSES[name].format(**words).replace("127.0.0.1", "0.0.0.0")


@pytest.mark.parametrize("name", ["sockets", "worker", "clock"])
def test_a_container_runs_the_same_words(name: str) -> None:
    assert f"  {name}:\n" in SAID[0]
    assert f"command: {as_in_containers(name)}\n" in SAID[0]


def test_the_image_serves_pages_with_the_same_words() -> None:
    words = ", ".join(f'"{word}"' for word in as_in_containers("pages").split())
    assert f"CMD [{words}]" in SAID[1]


def test_a_database_that_was_named_is_taken_as_it_is() -> None:
    url = "postgres://town@db.example/participation"
    assert topology.own_database(url) == url
