"""A copy is put back whole into an empty database, and whatever was altered in it is named."""

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from consultations.models import Consultation
from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.base.backups import archive, databases
from tests.consultations.sending import send
from tests.databases import _server, use
from tests.factories import make_account, make_open_step


def can_dump() -> bool:
    """Say whether pg_dump is here, and as new as the server."""
    if connection.vendor != "postgresql":
        return True
    if not (program := shutil.which("pg_dump")):
        return False
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"\d+", told.stdout)
    with psycopg.connect(**_where()) as server:
        return bool(found) and int(found[0]) * 10000 + 9999 >= server.info.server_version  # type: ignore[index]


def _where() -> dict[str, Any]:
    server = _server()
    with server:
        return {"conninfo": server.info.dsn, "dbname": "postgres"}


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not can_dump(), reason="no pg_dump as new as the server on this machine"),
]
Empty = Callable[[], None]


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "tilleul.png").write_bytes(b"\x89PNG tilleul")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "convention.pdf").write_bytes(b"%PDF" + bytes(3 * 1024 * 1024))
    return tmp_path


@pytest.fixture
def to_an_empty_place(files: Path, settings: Any) -> Iterator[Empty]:
    """Let the platform live elsewhere: a new database, and new folders."""
    ours, name = str(connection.settings_dict["NAME"]), f"participation_restored_{os.getpid()}"
    on_postgres = connection.vendor == "postgresql"
    new = name if on_postgres else str(files / "new.sqlite3")

    def go() -> None:
        if on_postgres:
            with _server() as server:
                server.execute(f"CREATE DATABASE {name}")
        use(new)
        settings.MEDIA_ROOT, settings.PRIVATE_ROOT = files / "media2", files / "private2"

    yield go
    use(ours)
    if on_postgres:
        with _server() as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def command(name: str, *words: str) -> str:
    told = StringIO()
    call_command(name, *words, stdout=told)
    return told.getvalue()


def some_life() -> Account:
    send(make_open_step(), "Des lignes\net des \\ signes, « œ ».")
    return make_account("marie@example.org")


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Write an archive anew with some of its members changed, or left out."""
    other = path.with_name("other.tar")
    with tarfile.open(path) as old, tarfile.open(other, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content
            if (changed := change(member.name, content.read())) is not None:
                member.size = len(changed)
                new.addfile(member, BytesIO(changed))
    return other


def test_a_copy_is_put_back_into_an_empty_database_with_the_same_counts_and_hashes(
    files: Path, to_an_empty_place: Empty
) -> None:
    some_life()
    path = files / "copy.tar"
    assert "2 fichiers" in command("backup", str(path))
    before = databases.contents()
    assert path.stat().st_mode & 0o077 == 0
    assert command("verify", str(path), "--here").startswith("Intacte")
    to_an_empty_place()
    assert databases.is_empty()
    assert "Restauré" in command("restore", str(path))
    assert databases.contents() == before
    assert sum(table.rows for table in before.values()) > 100
    assert sorted(archive.files_in_place()) == [
        "media/images/tilleul.png",
        "private/convention.pdf",
    ]
    assert Account.objects.filter(email="marie@example.org").exists()
    assert command("verify", str(path), "--here").startswith("Intacte")
    make_account()  # numbers go on from where they were


def test_what_changed_in_the_platform_is_named(files: Path) -> None:
    account = some_life()
    path = files / "copy.tar"
    command("backup", str(path))
    Consultation.objects.update(title="Autre titre")
    make_account()
    Account.objects.filter(pk=account.pk).update(email="autre@example.org")
    (files / "private" / "convention.pdf").write_bytes(b"%PDF autre")
    (files / "media" / "images" / "tilleul.png").unlink()
    (files / "media" / "neuf.png").write_bytes(b"neuf")
    with pytest.raises(CommandError) as found:
        command("verify", str(path), "--here")
    number = Account.objects.count()
    assert str(found.value).splitlines() == [
        f"La table accounts_account a {number} lignes au lieu de {number - 1}.",
        "Des lignes de la table consultations_consultation ont changé.",
        "Le fichier media/images/tilleul.png manque.",
        "Le fichier media/neuf.png est en trop.",
        "Le fichier private/convention.pdf a changé.",
    ]


def test_what_was_altered_in_a_copy_is_named_and_nothing_is_put_back(
    files: Path, to_an_empty_place: Empty
) -> None:
    path = files / "copy.tar"
    command("backup", str(path))
    dump = databases.DUMPS[connection.vendor]

    def forge(name: str, content: bytes) -> bytes | None:
        if name == "media/images/tilleul.png":
            return None
        return content[:-1] + b"X" if name in {dump, "private/convention.pdf"} else content

    forged = rewritten(path, forge)
    named = (
        f"Le fichier {dump} a changé.",
        "Le fichier media/images/tilleul.png manque.",
        "Le fichier private/convention.pdf a changé.",
    )
    with pytest.raises(CommandError) as found:
        command("verify", str(forged))
    assert str(found.value).splitlines() == list(named)
    to_an_empty_place()
    with pytest.raises(CommandError, match="Rien n'a été restauré"):
        command("restore", str(forged))
    assert databases.is_empty()


def test_a_copy_cut_short_or_without_manifest_is_refused(files: Path) -> None:
    path = files / "copy.tar"
    command("backup", str(path))
    cut = files / "cut.tar"
    cut.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CommandError, match=r"entière|coupée"):
        command("verify", str(cut))
    bare = rewritten(path, lambda name, content: None if name == archive.MANIFEST else content)
    with pytest.raises(CommandError, match="manifeste manque"):
        command("verify", str(bare))
    odd = rewritten(path, lambda name, content: b"{}" if name == archive.MANIFEST else content)
    with pytest.raises(CommandError, match="abîmé"):
        command("verify", str(odd))
    with pytest.raises(CommandError, match="existe déjà"):
        command("backup", str(path))


def test_what_is_there_is_replaced_only_when_asked_and_the_erased_stay_erased(files: Path) -> None:
    account = some_life()
    path = files / "copy.tar"
    command("backup", str(path))
    later = make_account("apres@example.org")
    erase_account(account, actor=None)
    with pytest.raises(CommandError, match="--replace"):
        command("restore", str(path))
    assert Account.objects.filter(pk=later.pk).exists()
    assert "de nouveau\u00a0: 1" in command("restore", str(path), "--replace")
    assert not Account.objects.filter(email__in=[later.email, "marie@example.org"]).exists()
    assert Account.objects.get(pk=account.pk).erased_at
    command("migrate", "--verbosity=0")


def test_encryption_is_refused_with_a_sentence_when_age_is_missing(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CommandError, match="age manque"):
        command("backup", str(files), "--recipient", "age1xyz")
    assert not list(files.glob("participation-*"))


@pytest.mark.skipif(not shutil.which("age-keygen"), reason="age is not installed here")
def test_a_sealed_copy_is_read_with_its_key_alone(files: Path) -> None:
    keys = [files / "one.key", files / "two.key"]
    for key in keys:
        subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    found = re.search(r"age1\w+", keys[0].read_text())
    assert found
    told = command("backup", str(files / "copy.tar"), "--recipient", found[0])
    path = files / "copy.tar.age"
    assert str(path) in told and b"tilleul" not in path.read_bytes()
    with pytest.raises(CommandError, match="--identity"):
        command("verify", str(path))
    with pytest.raises(CommandError, match="déchiffrement"):
        command("verify", str(path), "--identity", str(keys[1]))
    assert command("verify", str(path), "--identity", str(keys[0])).startswith("Intacte")
    with pytest.raises(CommandError, match="chiffrement a échoué"):
        command("backup", str(files / "bad.tar"), "--recipient", "nobody")
    assert not list(files.glob("bad*"))


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone has programs")
def test_a_missing_or_failing_program_is_told_in_a_sentence(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/false")
    with pytest.raises(CommandError, match="pg_dump a échoué"):
        command("backup", str(files / "copy.tar"))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CommandError, match="pg_dump manque"):
        command("backup", str(files / "copy.tar"))
