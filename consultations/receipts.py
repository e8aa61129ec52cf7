"""Receipts: what a contribution's hash covers, its secret half, and the published root."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from consultations.models import Contribution
from participation.base.codes import absolute


def canonical(value: Any) -> bytes:
    """Write JSON data one way only: sorted keys, no blanks, UTF-8 (after RFC 8785)."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def instant_text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def fingerprint(contribution: Contribution, payload: Any) -> str:
    """Compute the SHA-256 of a contribution: code, step, instant, channel, words and salt.

    The salt keeps a short answer from being guessed from its published hash.
    """
    covered = {
        "code": contribution.tracking_code,
        "step": contribution.step_id,
        "received_at": instant_text(contribution.received_at),  # type: ignore[arg-type]
        "channel": contribution.channel,
        "payload": payload,
        "salt": contribution.salt,
    }
    return hashlib.sha256(canonical(covered)).hexdigest()


def root_of(hashes: Iterable[str]) -> str:
    """Hash the sorted list of hashes, one a line: the root that is published at closing."""
    lines = hashlib.sha256()
    for line in sorted(hashes):
        lines.update(line.encode() + b"\n")
    return lines.hexdigest()


def receipt_secret(contribution: Contribution, key: str | None = None) -> str:
    """Derive the secret half of the receipt's link; it is stored nowhere."""
    value = f"{contribution.tracking_code}:{contribution.salt}"
    return salted_hmac("participation.receipt", value, key, algorithm="sha256").hexdigest()[:26]


def holds_secret(contribution: Contribution, given: str) -> bool:
    """Say whether the secret half is right, under today's key or an earlier one."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(receipt_secret(contribution, key), given) for key in keys)


def receipt_path(contribution: Contribution, *, is_new: bool = False) -> str:
    """Give the page of the receipt, with its secret half: for the author alone.

    `is_new` makes the page say first that the contribution was sent.
    """
    path = reverse(
        "consultations:receipt_with_secret",
        args=[contribution.tracking_code, receipt_secret(contribution)],
    )
    return f"{path}?envoye=1" if is_new else path


def receipt_address(contribution: Contribution) -> str:
    return absolute(receipt_path(contribution))
