"""Asking a virus scanner about a file before it is kept: ClamAV, over its socket.

The protocol is INSTREAM (clamd(8)): each piece goes with its length in four bytes, most
significant first, and an empty piece ends the file. Off as long as `CLAMAV_SOCKET` is empty.
"""

import logging
import socket
import struct
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)
PATIENCE = 30  # seconds for one exchange
CHUNK = 64 * 1024
PORT = 3310


def refuse_viruses(file: "File[Any]") -> None:
    """Let a file through that the scanner finds clean.

    Raises ValidationError for a virus (`virus`), and when the scanner that was configured does not
    answer (`unscanned`): nothing is kept unseen.
    """
    if not settings.CLAMAV_SOCKET:
        return
    try:
        answer = _ask(file)
    except OSError as problem:
        answer = f"away: {problem}"
    if answer == "stream: OK":
        return
    log.warning("file refused by the virus scanner", extra={"answer": answer})
    if answer.endswith(" FOUND"):
        raise ValidationError(
            _(
                "Un virus a été trouvé dans ce fichier : il n’a pas été gardé. "
                "Faites vérifier votre appareil, puis choisissez un autre fichier."
            ),
            code="virus",
        )
    raise ValidationError(
        _(
            "La recherche de virus ne répond pas : ce fichier n’a pas été gardé. "
            "Réessayez dans quelques minutes."
        ),
        code="unscanned",
    )


def _ask(file: "File[Any]") -> str:
    """Send the file to the scanner and give its answer. Raises OSError when it is away."""
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for chunk in file.chunks(CHUNK):
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        with line.makefile("rb") as answer:
            said = answer.read(1000)
    file.seek(0)
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected() -> socket.socket:
    address = urlsplit(settings.CLAMAV_SOCKET)
    if address.scheme == "tcp":
        return socket.create_connection(
            (address.hostname or "", address.port or PORT), timeout=PATIENCE
        )
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line
