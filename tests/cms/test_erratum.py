"""A published answer is corrected in the open, by those who gave it."""

import pytest
from django.test import Client

from cms.models import Section
from consultations.models import Consultation
from consultations.outcomes.models import Erratum
from participation.accounts.models import Account, PublicBody
from tests.cms.conftest import InAdmin
from tests.consultations.outcomes.answering import answer, closed_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(public_body: PublicBody, section: Section) -> Consultation:
    consultation, _sent = closed_with("un", public_body=public_body)
    answer(consultation)
    return consultation


def place(consultation: Consultation) -> str:
    return f"/cms/demarches/{consultation.pk}/erratum/"


def test_an_officer_corrects_beside_what_was_published(
    in_admin: InAdmin, officer: Account, answered: Consultation
) -> None:
    client: Client = in_admin(officer)
    assert place(answered) in client.get(f"/cms/demarches/{answered.pk}/").content.decode()
    response = answered.responses.get()
    refused = client.post(place(answered), {"subject": f"response-{response.pk}", "text": " "})
    assert "Écrivez la correction." in refused.content.decode()
    client.post(place(answered), {"subject": f"response-{response.pk}", "text": "Treize tilleuls."})
    assert Erratum.objects.get().response == response
    page = client.get(f"/demarches/{answered.slug}/reponse/").content.decode()
    assert "Treize tilleuls." in page


def test_another_body_corrects_nothing_here(
    in_admin: InAdmin, outsider: Account, other_section: Section, answered: Consultation
) -> None:
    client = in_admin(outsider)
    data = {"subject": f"response-{answered.responses.get().pk}", "text": "Treize."}
    assert client.post(place(answered), data).status_code == 404
    assert not Erratum.objects.exists()


def test_nothing_is_corrected_before_it_is_published(
    in_admin: InAdmin, officer: Account, public_body: PublicBody, section: Section
) -> None:
    consultation, _sent = closed_with("un", public_body=public_body)
    text = in_admin(officer).get(f"/cms/demarches/{consultation.pk}/").content.decode()
    assert place(consultation) not in text
