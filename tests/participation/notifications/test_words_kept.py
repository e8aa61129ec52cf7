"""A letter that left keeps no words: they may hold the secret half of a receipt's link."""

import pytest
from django.core import mail
from django.db import transaction

from participation.journal.models import Entry
from participation.notifications.actions import send, write_letter
from participation.notifications.models import Letter
from tests.factories import make_public_body


@pytest.mark.django_db
def test_a_letter_is_emptied_once_it_is_sent() -> None:
    make_public_body()
    with transaction.atomic():
        letter = write_letter(
            entry_id=Entry.objects.latest("pk").pk,
            to="habitante@example.org",
            kind="identity_code",
            subject="Votre code",
            context={"code": "123456", "consultation": {"title": "La halle"}},
        )
    assert "123456" in letter.text
    assert send(letter.pk)
    assert "123456" in str(mail.outbox[0].body)
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.state, kept.text, kept.html) == (Letter.State.SENT, "", "")
