"""The scanner's protocol, spoken to a small stand-in for it."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from participation.base.filekinds import TEXTS
from participation.base.scanning import refuse_viruses
from participation.base.uploads import Admitted, cleaned

# The string that every scanner must take for a virus (EICAR), in two halves: it is none here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 1_000_000  # bytes that the stand-in takes in


class Scanner(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as ClamAV does, and knows one virus."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        seen = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            seen += self.rfile.read(length)
            if len(seen) > LARGEST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in seen else b"stream: OK\0"
        self.wfile.write(found)


@contextmanager
def listening(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=["unix", "tcp"])
def scanner(request: Any, tmp_path: Path, settings: Any) -> Iterator[None]:
    if request.param == "unix":
        path = str(tmp_path / "clamd.ctl")
        settings.CLAMAV_SOCKET = f"unix://{path}"
        server: socketserver.BaseServer = socketserver.ThreadingUnixStreamServer(path, Scanner)
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner)
        settings.CLAMAV_SOCKET = f"tcp://127.0.0.1:{server.server_address[1]}"
    with listening(server):
        yield


def code_for(content: bytes) -> str:
    with pytest.raises(ValidationError) as error:
        refuse_viruses(SimpleUploadedFile("notes.txt", content))
    return str(error.value.code)


def test_a_virus_is_refused_and_the_rest_passes_unread(scanner: None) -> None:
    file = SimpleUploadedFile("notes.txt", b"Rien de grave. " * 20_000)
    refuse_viruses(file)
    assert file.tell() == 0
    assert code_for(EICAR) == "virus"
    assert code_for(b"devant " * 30_000 + EICAR) == "virus"  # in a later piece


def test_each_upload_passes_by_the_scanner(scanner: None) -> None:
    admitted = Admitted(TEXTS, 1_000, "")
    with pytest.raises(ValidationError, match="Un virus a été trouvé"):
        cleaned(SimpleUploadedFile("notes.txt", EICAR), admitted)


def test_what_the_scanner_would_not_read_is_refused(scanner: None) -> None:
    assert code_for(b"0" * (LARGEST + 1)) == "unscanned"


@pytest.mark.parametrize("address", ["unix:///nulle/part.ctl", "tcp://127.0.0.1:1"])
def test_nothing_is_kept_unseen_when_the_scanner_is_away(address: str, settings: Any) -> None:
    settings.CLAMAV_SOCKET = address
    assert code_for(b"Rien de grave.") == "unscanned"


def test_without_a_scanner_files_pass(settings: Any) -> None:
    settings.CLAMAV_SOCKET = ""
    refuse_viruses(SimpleUploadedFile("notes.txt", EICAR))
