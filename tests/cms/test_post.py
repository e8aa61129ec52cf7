"""Letters on paper: one page for each person, each thing once, their address in the window."""

import io

import pytest
from django.db import transaction
from pypdf import PdfReader

from cms.models import Section
from participation.accounts.events import AccountRenamed
from participation.accounts.models import Account
from participation.base.events import record
from participation.journal.models import Entry
from participation.notifications.actions import News, tell
from participation.notifications.models import Letter, PrintBatch, Subscriber
from participation.notifications.printing import pdf_maker
from participation.notifications.topics import Topic
from tests.cms.conftest import InAdmin

pytestmark = pytest.mark.django_db


def told(section: Section, title: str) -> None:
    with transaction.atomic():
        line: Entry = record(AccountRenamed(account_id=1), actor=None)
        news = News(title, "/demarches/", "La commune refait la place.")
        tell(line.pk, "consultation_news", news, topics=[Topic("body", section.public_body_id)])


def test_who_has_no_address_is_written_to_on_paper_once(
    section: Section, officer: Account, in_admin: InAdmin
) -> None:
    client, page = in_admin(officer), f"/cms/demarches/courriers/{section.public_body_id}/"
    assert client.post(page, {"ajouter": "1", "name": "Odile"}).status_code == 422
    for name in ("Odile Marchandeau", "Résidence Les Acacias"):
        where = "12 rue des Verriers\n0A001 VERMONDE"
        client.post(page, {"ajouter": "1", "name": name, "postal_address": where})
    told(section, "Ouverte : la halle")
    told(section, "Close : le marché")
    assert not Letter.objects.exists()
    client.post(page, {"preparer": "1"})
    client.post(page, {"preparer": "1"})
    batch = PrintBatch.objects.get()
    printed = client.get(f"{page}{batch.pk}/?page=1").content.decode()
    assert printed.count('class="window"') == 2
    assert printed.count("la halle") == 2 and "Odile Marchandeau" in printed
    if pdf_maker() is not None:
        pdf = client.get(f"{page}{batch.pk}/")
        assert len(PdfReader(io.BytesIO(pdf.content)).pages) == 2
    client.post(page, {"retirer": Subscriber.objects.order_by("pk")[0].pk})
    assert Subscriber.objects.count() == 1


def test_another_body_sees_nothing_of_it(
    section: Section, other_section: Section, outsider: Account, in_admin: InAdmin
) -> None:
    client = in_admin(outsider)
    assert client.get(f"/cms/demarches/courriers/{section.public_body_id}/").status_code == 404
