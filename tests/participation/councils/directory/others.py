"""Other sites for tests of the directory: their key, their register, what they answer."""

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.text import slugify

from participation.base.clock import now
from participation.base.reaching import Answer, NotReached
from participation.councils.directory import actions
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.reading import read

SITE = "https://valombre.example.org"
REGISTER = f"{SITE}/conseils/registre.json"


def key_pair(number: int = 1) -> tuple[Ed25519PrivateKey, str]:
    """Give a private key, always the same for a number, and how its public half is written."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    public = base64.urlsafe_b64encode(private.public_key().public_bytes_raw()).decode().rstrip("=")
    return private, public


def place(kind: str, code: str, name: str) -> dict[str, Any]:
    return {"kind": kind, "code": code, "vintage": 2026, "name": name}


def row(name: str = "Conseil citoyen des Saules", **fields: Any) -> dict[str, Any]:
    """Write one council as a register does; `fields` replace what it says."""
    slug = fields.pop("id", slugify(name))
    return {
        "id": slug,
        "url": f"{SITE}/conseils/{slug}/",
        "name": name,
        "type": "citizens_council",
        "activity": "active",
        "commune": {"kind": "commune", "code": "0A002", "vintage": 2026, "name": "Valombre"},
        "neighbourhoods": [
            {"kind": "qpv", "code": "QN0A09", "vintage": 2026, "name": "Les Saules"}
        ],
        "point": [2.2, 44.2],
        "last_active_on": "2026-03-02",
        **fields,
    }


def register(*rows: Any, at: datetime | None = None, **fields: Any) -> bytes:
    """Write a register."""
    told = {
        "format": "participation-register",
        "version": 1,
        "site": SITE,
        "name": "Valombre participe",
        "at": (at or now()).isoformat(),
        "councils": list(rows),
        **fields,
    }
    return json.dumps(told).encode()


def instance(*rows: Any, **fields: Any) -> RemoteInstance:
    """Follow the other site, and take over these councils of it."""
    made = actions.add_instance(
        site=fields.pop("site", SITE),
        register_url=REGISTER,
        name="Valombre participe",
        key=fields.pop("key", key_pair()[1]),
        actor=None,
    )
    if rows:
        actions.take_over(made, read(register(*rows), site=SITE))
    RemoteInstance.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


@dataclass
class OtherSite:
    """What answers in place of the network; `asked` remembers the addresses and headers."""

    content: bytes
    key_number: int = 1  # with which it signs
    told_number: int = 1  # which it says it signs with
    status: int = 200
    is_down: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    well_known: bytes | None = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def fetch(self, url: str, *, most_bytes: int, headers: Any = None, **how: Any) -> Answer:
        self.asked.append((url, dict(headers or {})))
        if self.is_down:
            raise NotReached(url)
        if "/.well-known/" in url:
            return Answer(200, {}, self._well_known())
        signed = base64.b64encode(key_pair(self.key_number)[0].sign(self.content)).decode()
        told = {"participation-signature": f"ed25519={signed}", **self.headers}
        return Answer(self.status, told, self.content)

    def _well_known(self) -> bytes:
        if self.well_known is not None:
            return self.well_known
        told = {
            "format": "participation-register",
            "version": 1,
            "register": REGISTER,
            "key": {"kty": "OKP", "crv": "Ed25519", "x": key_pair(self.told_number)[1]},
        }
        return json.dumps(told).encode()
