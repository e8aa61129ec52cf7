"""In the admin: citations one by one, deliberations, and the guarantor; each body for itself."""

from typing import Any

import pytest

from cms.models import Section
from consultations.models import Consultation
from consultations.outcomes import actions
from consultations.outcomes.models import Guarantor
from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from tests.cms.conftest import InAdmin
from tests.consultations.outcomes.answering import answer, closed_with, respond
from tests.factories import make_consultation

pytestmark = pytest.mark.django_db


def test_an_officer_says_what_is_done_with_each_contribution(
    in_admin: InAdmin, officer: Account, public_body: PublicBody, section: Section
) -> None:
    consultation, (one, two) = closed_with("un", "deux", public_body=public_body)
    response = respond(consultation)
    (kept,) = actions.cite(response, [str(one.tracking_code)], actor=None)
    place = f"/cms/demarches/{consultation.pk}/reponse/{response.pk}/citations/"
    client = in_admin(officer)
    assert place in client.get(f"/cms/demarches/{consultation.pk}/reponse/").content.decode()
    given = {
        f"relation_{kept.pk}": "not_taken_up",
        f"reason_{kept.pk}": "",
        "codes": str(two.tracking_code),
    }
    refused = client.post(place, given).content.decode()
    assert "Dites pourquoi" in refused
    assert str(two.tracking_code) in refused
    assert response.citations.count() == 1
    client.post(place, {**given, f"reason_{kept.pk}": "Trop cher."})
    kept.refresh_from_db()
    assert (kept.relation, kept.reason) == ("not_taken_up", "Trop cher.")
    assert response.citations.count() == 2


def test_the_guarantor_and_a_deliberation_are_written_by_forms(
    in_admin: InAdmin, officer: Account, public_body: PublicBody, section: Section
) -> None:
    client = in_admin(officer)
    draft = make_consultation(public_body=public_body)
    named = {
        "name": "Ines Moreau",
        "designated_by": "Le conseil",
        "basis": "legal",
        "report_months": 1,
        "answer_months": 2,
    }
    place = f"/cms/demarches/{draft.pk}/garant/"
    assert "Citez le texte" in client.post(place, named).content.decode()
    client.post(place, {**named, "basis": "body"})
    assert Guarantor.objects.get().consultation == draft
    consultation, _sent = closed_with("un", public_body=public_body)
    response = answer(consultation)
    today = now().date()
    given: dict[str, Any] = {"response": response.pk, "delib_id": "2026-42"}
    given |= {"delib_on_day": today.day, "delib_on_month": today.month, "delib_on_year": today.year}
    client.post(f"/cms/demarches/{consultation.pk}/deliberation/", given)
    assert response.deliberations.get().delib_id == "2026-42"


def test_another_body_reaches_none_of_it(
    in_admin: InAdmin, outsider: Account, other_section: Section, public_body: PublicBody
) -> None:
    consultation, _sent = closed_with("un", public_body=public_body)
    response = respond(consultation)
    client = in_admin(outsider)
    for path in (f"reponse/{response.pk}/citations/", "deliberation/", "garant/", "garant/bilan/"):
        place = f"/cms/demarches/{consultation.pk}/{path}"
        assert client.get(place).status_code == client.post(place, {}).status_code == 404, path


def test_the_section_of_a_body_says_how_it_keeps_its_word(
    client: Any, public_body: PublicBody, section: Section, django_assert_num_queries: Any
) -> None:
    for _each in range(2):
        consultation, _sent = closed_with("un", public_body=public_body)
        answer(consultation)
    Consultation.objects.filter(pk=consultation.pk).update(response_due_on="2020-01-01")
    text = client.get(section.page.url).content.decode()
    assert "Promesse tenue en partie" in text
    assert "Promesse tenue<" in text
    assert "Toutes les contributions, lues" in text
