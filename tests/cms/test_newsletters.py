"""A newsletter is sent once, to who follows its body, its themes or its territories."""

import json
from typing import Any

import pytest
from django.core import mail

from cms import actions
from cms.models import BodyPage, NewsletterPage
from consultations.errors import Refused
from consultations.models import Theme
from participation.accounts.models import Account, PublicBody
from participation.journal.actions import sweep as hear_all
from participation.notifications.actions import follow, sweep
from participation.notifications.topics import Topic
from tests.cms.conftest import InAdmin

pytestmark = pytest.mark.django_db
BODY = json.dumps(
    [
        {"type": "heading", "value": "Ce qui s’ouvre"},
        {
            "type": "text",
            "value": '<p>La <b>halle</b> : <a href="/demarches/">dites ce que vous voulez</a>.</p>',
        },
    ]
)


@pytest.fixture
def letter(public_body: PublicBody) -> NewsletterPage:
    actions.build_site()
    actions.open_section(public_body)
    page = NewsletterPage(title="La lettre de décembre", slug="decembre", lede="Trois rendez-vous.")
    page.body = BODY
    BodyPage.objects.get(public_body=public_body).add_child(instance=page)
    page.save_revision().publish()
    found: NewsletterPage = NewsletterPage.objects.get(pk=page.pk)
    return found


def test_it_leaves_once_to_each_reader_whatever_they_follow(
    letter: NewsletterPage, resident: Account, councillor: Account, officer: Account
) -> None:
    theme = Theme.objects.create(name="Alimentation", slug="alimentation")
    letter.themes.add(theme)
    letter.save_revision().publish()
    letter = NewsletterPage.objects.get(pk=letter.pk)
    follow(resident, Topic("body", letter.public_body.pk))
    follow(resident, Topic("theme", theme.pk))
    follow(councillor, Topic("theme", theme.pk))
    actions.send_newsletter(letter, actor=officer)
    with pytest.raises(Refused):
        actions.send_newsletter(letter, actor=officer)
    hear_all()
    assert sweep() == 2
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [resident.email, councillor.email]
    )
    message: Any = mail.outbox[0]
    html = str(message.alternatives[0][0])
    assert "dites ce que vous voulez (http" in message.body
    assert 'href="http' in html and "<b>halle</b>" in html
    assert "List-Unsubscribe-Post" in message.extra_headers
    assert len(message.message().as_bytes()) < 30_000
    assert "<img" not in html


def test_one_that_is_not_published_is_refused_and_a_copy_goes_to_its_writer_alone(
    letter: NewsletterPage, officer: Account, resident: Account, in_admin: InAdmin
) -> None:
    follow(resident, Topic("body", letter.public_body.pk))
    letter.lede = "Quatre rendez-vous."
    letter.save_revision()
    letter.refresh_from_db()
    with pytest.raises(Refused):
        actions.send_newsletter(letter, actor=officer)
    actions.admit_officer(officer, letter.public_body)
    client = in_admin(officer)
    page = f"/cms/demarches/lettres/{letter.pk}/"
    assert client.get("/cms/demarches/lettres/").status_code == 200
    assert client.get(page).status_code == 200
    client.post(page, {"essai": "1"})
    hear_all()
    sweep()
    (message,) = mail.outbox
    assert message.to == [officer.email]
    assert "Quatre rendez-vous." in message.body


def test_another_body_neither_sees_nor_sends_it(
    letter: NewsletterPage, outsider: Account, in_admin: InAdmin
) -> None:
    actions.build_site()
    actions.admit_officer(outsider, outsider.offices.get().public_body)
    client = in_admin(outsider)
    assert client.get("/cms/demarches/lettres/").status_code == 200
    assert letter.title not in client.get("/cms/demarches/lettres/").content.decode()
    assert client.post(f"/cms/demarches/lettres/{letter.pk}/", {"sur": "1"}).status_code == 404
