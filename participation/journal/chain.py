"""How lines are chained: what a hash covers, and what the signature of an end is made of."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from participation.journal.models import ChainEnd, Entry

SALT = "participation.journal.chain"
BEGINNING = "0" * 64


def chain_of(entry: Entry) -> int:
    """Give the chain of a line: its consultation, or 0."""
    return entry.consultation_id or 0


def link_hash(before: str, position: int, entry: Entry) -> str:
    """Hash a line with the hash before it: what happened, when, by whom, about what."""
    covered = {
        "before": before,
        "chain": chain_of(entry),
        "position": position,
        "id": entry.pk,
        "event": entry.event,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "subject": entry.subject,
        "payload": entry.payload,
    }
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def signature(end: ChainEnd, key: str | None = None) -> str:
    """Sign an end with the secret key, which the database does not hold."""
    value = f"{end.chain}:{end.length}:{end.sha256}"
    return salted_hmac(SALT, value, key, algorithm="sha256").hexdigest()


def is_signed(end: ChainEnd) -> bool:
    """Say whether an end bears our signature, under today's key or an earlier one."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(signature(end, key), end.signature) for key in keys)
