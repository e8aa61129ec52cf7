"""What an administrator does by a command when a person asks, and when letters do not arrive."""

import json
import smtplib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from consultations.models import Contribution
from participation.accounts.models import Account
from tests.consultations.sending import send
from tests.factories import make_open_step
from workers.management.commands import check_email

pytestmark = pytest.mark.django_db


def command(name: str | BaseCommand, *words: str) -> str:
    told = StringIO()
    call_command(name, *words, stdout=told)
    return told.getvalue()


def test_a_person_is_given_everything_in_a_file_that_others_cannot_read(
    resident: Account, tmp_path: Path
) -> None:
    send(make_open_step(), "Gardez les tilleuls.", author=resident)
    path = tmp_path / "person.json"
    command("export_person", resident.email.upper(), str(path))
    data = json.loads(path.read_text())
    assert data["compte"]["adresse"] == resident.email
    assert "Gardez les tilleuls." in json.dumps(data["contributions"], ensure_ascii=False)
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="ne peut pas"):
        command("export_person", str(resident.pk), str(path))
    assert json.loads(command("export_person", str(resident.pk)))["compte"] == data["compte"]


def test_a_person_is_erased_only_when_it_is_meant(officer: Account) -> None:
    contribution = send(make_open_step(), "Gardez les tilleuls.", author=officer)
    with pytest.raises(CommandError, match="--yes"):
        command("erase_person", officer.email)
    assert Account.objects.filter(email=officer.email).exists()
    told = command("erase_person", officer.email, "--yes")
    assert f"Le compte {officer.pk} est effacé." in told
    erased = Account.objects.get(pk=officer.pk)
    assert erased.erased_at and erased.email != officer.email
    assert Contribution.objects.get(pk=contribution.pk).is_counted
    with pytest.raises(CommandError, match="Aucun compte"):
        command("erase_person", officer.email, "--yes")


def test_settings_that_send_nothing_are_told(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "participation@localhost"
    with pytest.raises(CommandError) as told:
        command("check_email")
    assert [line.split()[0] for line in str(told.value).splitlines()] == [
        "EMAIL_URL",
        "DEFAULT_FROM_EMAIL",
    ]


def test_a_trial_letter_leaves_and_a_refusal_is_told(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Ville <participation@ville.example>"
    monkeypatch.setattr(check_email, "SENDING", settings.EMAIL_BACKEND)
    assert "répond" in command("check_email")
    assert mail.outbox == []
    command("check_email", "moi@ville.example")
    assert [letter.to for letter in mail.outbox] == [["moi@ville.example"]]

    def refuse() -> None:
        raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(check_email, "get_connection", refuse)
    with pytest.raises(CommandError, match="refuse ou se tait"):
        command("check_email")
