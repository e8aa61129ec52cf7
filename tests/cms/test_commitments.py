"""Officers keep the plans of their own body, and reach no other's."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import Section
from consultations.commitments.models import Plan
from participation.accounts.models import Account, PublicBody
from tests.cms.conftest import InAdmin
from tests.consultations.commitments.planning import make_plan, measure_of
from tests.factories import make_territory

pytestmark = pytest.mark.django_db


def test_a_plan_is_written_published_and_moved(
    in_admin: InAdmin, officer: Account, public_body: PublicBody, section: Section
) -> None:
    client = in_admin(officer)
    territory = make_territory("Rochemelle")
    given: dict[str, Any] = {
        "public_body": public_body.pk,
        "territory": f"Rochemelle ({territory.code})",
        "kind": "plan",
        "title": "Feuille de route",
        "levels": "Axe / axes\nMesure / mesures",
        "rhythm_days": 92,
    }
    assert "Donnez" not in client.post("/cms/engagements/nouveau/", given).content.decode()
    plan = Plan.objects.get()
    desk = f"/cms/engagements/{plan.pk}/"
    client.post(f"{desk}branches/", {"title": "Se déplacer"})
    client.post(f"{desk}mesures/", {"title": "Soixante bancs", "branch": plan.branches.get().pk})
    client.post(f"{desk}publier/")
    plan.refresh_from_db()
    measure = measure_of(plan)
    assert plan.is_published
    moved = {"measures": [measure.pk], "status": "abandoned", "text": ""}
    refused = client.post(desk, moved).content.decode()
    assert "Dites pourquoi la mesure est abandonnée" in refused
    assert "checked" in refused
    client.post(desk, {**moved, "status": "in_progress"})
    place = f"{desk}mesures/{measure.pk}/"
    assert client.get(place).status_code == client.get(f"{place}modifier/").status_code == 200
    client.post(place, {"move": "news", "newsform-text": "Dix bancs posés."})
    figure = {"move": "figure", "figureform-name": "Bancs", "figureform-year": "2031"}
    client.post(place, {**figure, "figureform-target": "20"})
    client.post(place, {**figure, "figureform-achieved": "22,5"})
    text = client.get(measure.get_absolute_url()).content.decode()
    for words in ("Dix bancs posés.", "22,5", "objectif atteint", "En cours"):
        assert words in text


def test_a_file_is_previewed_and_then_confirmed(
    in_admin: InAdmin, officer: Account, public_body: PublicBody, section: Section
) -> None:
    plan = make_plan(public_body)
    client = in_admin(officer)
    place = f"/cms/engagements/{plan.pk}/importer/"
    assert client.get(place).status_code == 200
    content = "numero;titre\n1;Mesure n° 1\n2;Deux\n"
    file = SimpleUploadedFile("m.csv", content.encode("cp1252"))
    shown = client.post(place, {"file": file}).content.decode()
    assert "ajoutée" in shown
    assert plan.measures.count() == 1
    client.post(place, {"content": content, "confirm": "1"})
    assert plan.measures.count() == 2


def test_another_body_reaches_none_of_it(
    in_admin: InAdmin, outsider: Account, other_section: Section, public_body: PublicBody
) -> None:
    plan = make_plan(public_body)
    client = in_admin(outsider)
    measure = measure_of(plan)
    for path in (
        "",
        "modifier/",
        "publier/",
        "branches/",
        "mesures/",
        f"mesures/{measure.pk}/",
        f"mesures/{measure.pk}/modifier/",
        "importer/",
        "signataires/",
        "avenants/",
        "reviser/",
    ):
        place = f"/cms/engagements/{plan.pk}/{path}"
        assert client.get(place).status_code == client.post(place, {}).status_code == 404, path
    assert "Feuille de route" not in client.get("/cms/engagements/").content.decode()
