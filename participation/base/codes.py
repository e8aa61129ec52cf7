"""Codes that people read aloud and secrets that machines keep."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0 O 1 I


def readable_code(length: int = 8) -> str:
    """Draw a code of `length` signs without look-alikes (5 bits a sign)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """Read a code as people type it: any case, spaces, dashes; O for 0 and so on is refused."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def spaced_code(code: str) -> str:
    """Show a code in groups of four: `K7QD 2MHX`."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def secret() -> str:
    """Draw a secret of 128 bits, safe in an address."""
    return secrets.token_urlsafe(16)


def digest(value: str, *, purpose: str) -> str:
    """Hash a secret for storage: who reads the table cannot use it.

    Keyed with SECRET_KEY and bound to a purpose; gives 64 hexadecimal signs.
    """
    return salted_hmac(f"participation.{purpose}", value, algorithm="sha256").hexdigest()


def keyed_digest(value: str, key: str) -> str:
    """Hash a person's identifier with a consultation's own key, so that nobody can follow them
    from one consultation to another, and not at all once the key is destroyed.
    """
    return hmac.new(key.encode(), value.strip().casefold().encode(), hashlib.sha256).hexdigest()


def same(first: str, second: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(first.encode(), second.encode())


def absolute(path: str) -> str:
    """Give the full address of a path of this site, never from the Host header."""
    return f"{settings.SITE_URL}{path}"
