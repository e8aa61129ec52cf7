"""Signatures on registers, ours and others': Ed25519 (RFC 8032), detached, on the very bytes."""

import base64
import hashlib
import hmac
from binascii import Error

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PURPOSE = b"participation.register"
SCHEME = "ed25519="


def _key() -> Ed25519PrivateKey:
    """Give the key of `REGISTER_KEY`; without one, a key that follows from `SECRET_KEY`.

    Raises ImproperlyConfigured for what is not 32 bytes in base64.
    """
    if not settings.REGISTER_KEY:
        seed = hmac.new(settings.SECRET_KEY.encode(), PURPOSE, hashlib.sha256).digest()
        return Ed25519PrivateKey.from_private_bytes(seed)
    try:
        seed = base64.b64decode(settings.REGISTER_KEY, validate=True)
        return Ed25519PrivateKey.from_private_bytes(seed)
    except (Error, ValueError) as wrong:
        raise ImproperlyConfigured("REGISTER_KEY: 32 bytes in base64 (see registers.md)") from wrong


def signature(content: bytes) -> str:
    """Sign these bytes; give 64 bytes in base64."""
    return base64.b64encode(_key().sign(content)).decode()


def public_key() -> str:
    """Give what verifies the signature: 32 bytes in base64url, as in a JWK (RFC 8037)."""
    return _written(_key().public_key())


def _written(key: Ed25519PublicKey) -> str:
    return base64.urlsafe_b64encode(key.public_bytes_raw()).decode().rstrip("=")


def _other_key(key: str) -> Ed25519PublicKey:
    """Take a public key as others write it; raises ValueError for what is not one."""
    raw = base64.b64decode(key.rstrip("=") + "=", altchars=b"-_", validate=True)
    return Ed25519PublicKey.from_public_bytes(raw)


def tidy_key(key: str) -> str:
    """Write a public key in the one way we keep; raises ValueError for what is not one."""
    return _written(_other_key(key))


def verifies(key: str, header: str, content: bytes) -> bool:
    """Say whether the header `Participation-Signature` is this key's signature of these bytes."""
    try:
        signed = base64.b64decode(header.removeprefix(SCHEME), validate=True)
        _other_key(key).verify(signed, content)
    except (ValueError, InvalidSignature):
        return False
    return header.startswith(SCHEME)


def fingerprint(key: str) -> str:
    """Give what people compare of a key: the SHA-256 of its 32 bytes, by groups of four signs."""
    told = hashlib.sha256(_other_key(key).public_bytes_raw()).hexdigest()
    return " ".join(told[start : start + 4] for start in range(0, len(told), 4))
