"""Writing and reading a copy through `age`, when it is asked for: only a key's holder reads it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from participation.base.backups import Impossible

SUFFIX = ".age"


def program() -> str:
    """Find `age`; raises Impossible when it is missing: nobody must believe a copy is secret."""
    if not (found := shutil.which("age")):
        raise Impossible(
            "Le programme age manque, et rien n'a été fait. Installez-le (apt install age), "
            "ou faites une sauvegarde sans chiffrement, dans un lieu sûr."
        )
    return found


@contextmanager
def writing(path: Path, recipient: str) -> Iterator[IO[bytes]]:
    """Open a file to write to, sealed for a recipient (`age1…`) when one is given."""
    if not recipient:
        with _private(path) as file:
            yield file
        return
    command = [program(), "--recipient", recipient]
    with _private(path) as file:
        sealing = subprocess.Popen(  # noqa: S603  a list of words, no shell
            command, stdin=subprocess.PIPE, stdout=file, stderr=subprocess.PIPE
        )
        yield from _used(sealing, sealing.stdin, "Le chiffrement a échoué")


@contextmanager
def reading(path: Path, identity: str) -> Iterator[IO[bytes]]:
    """Open a file to read, unsealed with the key in the file `identity` if it was sealed."""
    if path.suffix != SUFFIX:
        with path.open("rb") as file:
            yield file
        return
    if not identity:
        raise Impossible("Cette sauvegarde est chiffrée : donnez --identity FICHIER-DE-LA-CLÉ.")
    command = [program(), "--decrypt", "--identity", identity, str(path)]
    unsealing = subprocess.Popen(  # noqa: S603  a list of words, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    yield from _used(unsealing, unsealing.stdout, "Le déchiffrement a échoué")


def _used(
    process: "subprocess.Popen[bytes]", stream: IO[bytes] | None, failure: str
) -> Iterator[IO[bytes]]:
    """Lend the stream, then see that the program ended well.

    What it says itself explains more than the broken stream; but one that was cut off because
    nobody read on has nothing to say.
    """
    assert stream
    assert process.stderr
    is_whole = False
    try:
        yield stream
        while stream.readable() and stream.read(65536):
            pass
        is_whole = True
    finally:
        with suppress(OSError):
            stream.close()
        said = process.stderr.read().decode(errors="replace").strip()
        process.stderr.close()
        code = process.wait()
        if code > 0 or (code and is_whole):
            raise Impossible(f"{failure}\u00a0: {said[:300]}")


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
