"""One file that holds it all: a tar of the database, the files, and last of all the manifest."""

import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings

from participation.base.backups import Impossible, databases, encryption
from participation.base.backups.manifest import File, Manifest, altered_files
from participation.base.clock import now

MANIFEST = "manifest.json"
BLOCK = 1024 * 1024


def file_roots() -> dict[str, Path]:
    """Where files are, by the name that their folder bears in a copy."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def make(path: Path, *, recipient: str = "") -> Manifest:
    """Write a copy of everything to a new file; raises Impossible.

    It takes its name at the end: a copy that was cut short is never taken for a whole one.
    """
    if recipient:
        encryption.program()  # missing, it is said before an hour of work
    if path.exists():
        raise Impossible(f"{path} existe déjà. Donnez un autre nom.")
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with encryption.writing(unfinished, recipient) as output:
            manifest = _write(output)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(output: IO[bytes]) -> Manifest:
    with (
        TemporaryDirectory(prefix="participation-") as folder,
        tarfile.open(fileobj=output, mode="w|") as tar,
    ):
        made_at = now().isoformat()
        dumped, tables = databases.dump(Path(folder))
        files = {dumped.name: _add(tar, dumped, dumped.name)}
        for name, source in _files():
            with suppress(FileNotFoundError):  # deleted since it was listed
                files[name] = _add(tar, source, name)
        engine = dumped.suffix.removeprefix(".").replace("dump", "postgresql")
        manifest = Manifest(made_at, engine.removesuffix("3"), tables, files)
        text = manifest.to_json().encode()
        last = tarfile.TarInfo(MANIFEST)
        last.size = len(text)
        tar.addfile(last, BytesIO(text))
    return manifest


def _files() -> Iterator[tuple[str, Path]]:
    for name, root in file_roots().items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{name}/{path.relative_to(root).as_posix()}", path


def files_in_place() -> dict[str, File]:
    """Hash the files that the platform holds now."""
    return {name: _hashed(path) for name, path in _files()}


class _Hashing:
    """A stream that is hashed as it is read: what is hashed is what was copied."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.content = sha256()
        self.size = 0

    def read(self, size: int = BLOCK) -> bytes:
        block = self.stream.read(size)
        self.content.update(block)
        self.size += len(block)
        return block

    def end(self) -> File:
        """Read what is left, and give the whole."""
        while self.read():
            pass
        return File(self.size, self.content.hexdigest())


def _add(tar: tarfile.TarFile, path: Path, name: str) -> File:
    with path.open("rb") as file:
        told = tar.gettarinfo(arcname=name, fileobj=file)
        told.uid = told.gid = 0
        told.uname = told.gname = ""
        stream = _Hashing(file)
        tar.addfile(told, stream)
    return File(stream.size, stream.content.hexdigest())


def _hashed(path: Path) -> File:
    with path.open("rb") as file:
        return _Hashing(file).end()


@contextmanager
def opened(path: Path, *, identity: str = "") -> Iterator[tuple[Manifest, Path, list[str]]]:
    """Unpack a copy; give its manifest, the folder, and what in it is not as it was."""
    with TemporaryDirectory(prefix="participation-", dir=_room()) as name:
        folder = Path(name)
        try:
            with encryption.reading(path, identity) as stream:
                found = _unpack(stream, folder)
        except (OSError, EOFError, tarfile.TarError) as problem:
            raise Impossible(f"{path} n'est pas une sauvegarde entière : {problem}") from problem
        if MANIFEST not in found:
            raise Impossible(f"{path} est coupée : son manifeste manque.")
        found.pop(MANIFEST)
        manifest = Manifest.from_json((folder / MANIFEST).read_bytes())
        yield manifest, folder, list(altered_files(manifest.files, found))


def _room() -> Path:
    room = Path(settings.VAR_DIR)  # a container's /tmp is small
    room.mkdir(parents=True, exist_ok=True)
    return room


def _unpack(stream: IO[bytes], folder: Path) -> dict[str, File]:
    found = {}
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if not member.isfile() or path.is_absolute() or ".." in path.parts:
                raise Impossible(f"La sauvegarde contient une entrée inattendue : {member.name}")
            target = folder.joinpath(*path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content
            hashing = _Hashing(content)
            with target.open("xb") as file:
                shutil.copyfileobj(hashing, file)
            found[member.name] = hashing.end()
    return found
