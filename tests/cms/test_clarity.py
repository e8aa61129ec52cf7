import json

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import ClarityNote, Section, TextPage
from participation.accounts.models import Account, PublicBody
from participation.journal.models import Entry
from tests.cms.conftest import InAdmin
from tests.factories import make_consultation, make_open_step

pytestmark = pytest.mark.django_db
WORDS = "Je ne comprends pas « maîtrise d’ouvrage »."


def test_a_consultation_asks_whether_it_is_clear_and_sets_no_cookie(client: Client) -> None:
    consultation = make_open_step("register").consultation
    response = client.get(consultation.get_absolute_url())
    assert 'name="demarche"' in response.content.decode()
    assert not response.cookies


def test_a_reader_says_so_without_account(client: Client) -> None:
    consultation = make_open_step("register").consultation
    address = f"{reverse('clarity')}?demarche={consultation.slug}&avis=non"
    form = client.get(address).context["form"]
    assert form["answer"].value() == "non"
    assert client.post(address, {"answer": ""}).status_code == 422
    assert client.post(address, {"answer": "non", "words": "x" * 501}).status_code == 422
    response = client.post(address, {"answer": "non", "words": WORDS})
    assert response.headers["Location"] == consultation.get_absolute_url()
    note = ClarityNote.objects.get()
    assert (note.is_clear, note.words, note.consultation) == (False, WORDS, consultation)
    line = Entry.objects.filter(event="PageFoundUnclear").get()
    assert line.actor is None
    assert "maîtrise" not in json.dumps(line.payload, ensure_ascii=False)


def test_a_text_page_asks_too(client: Client) -> None:
    page = TextPage.objects.live().order_by("pk").first()
    assert page is not None
    assert f'name="page" value="{page.pk}"' in client.get(page.url).content.decode()
    client.post(f"{reverse('clarity')}?page={page.pk}", {"answer": "oui"})
    assert ClarityNote.objects.get().page_id == page.pk


@pytest.mark.parametrize("asked", ["", "page=0", "page=x", "page=9999999999999", "demarche=rien"])
def test_what_cannot_be_read_is_not_judged(client: Client, asked: str) -> None:
    assert client.get(f"{reverse('clarity')}?{asked}").status_code == 404


def test_a_draft_is_not_judged(client: Client) -> None:
    draft = make_consultation()
    address = f"{reverse('clarity')}?demarche={draft.slug}"
    assert client.post(address, {"answer": "oui"}).status_code == 404
    assert ClarityNote.objects.count() == 0


def test_sixty_in_an_hour_are_enough(client: Client) -> None:
    consultation = make_open_step("register").consultation
    address = f"{reverse('clarity')}?demarche={consultation.slug}"
    found = [client.post(address, {"answer": "oui"}).status_code for _time in range(61)]
    assert found == [302] * 60 + [429]


def test_officers_read_what_was_said_of_their_own_pages(
    client: Client,
    in_admin: InAdmin,
    section: Section,
    officer: Account,
    public_body: PublicBody,
) -> None:
    ours = make_open_step("register", public_body=public_body, title="La halle").consultation
    other = make_open_step("register", title="Le pont").consultation
    for consultation, answer in ((ours, "non"), (ours, "oui"), (ours, "non"), (other, "non")):
        address = f"{reverse('clarity')}?demarche={consultation.slug}"
        client.post(address, {"answer": answer, "words": f"{consultation.title} {answer}"})
    response = in_admin(officer).get(reverse("editing:clarity"))
    pages = response.context["pages"]
    assert [(page.title, page.clear, page.unclear) for page in pages] == [("La halle", 1, 2)]
    words = [note.words for note in response.context["words"]]
    assert words == ["La halle non", "La halle oui", "La halle non"]
