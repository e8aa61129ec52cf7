"""Officers lead a consultation by forms: what they type is kept, what is refused is explained."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from cms.models import ConsultationPage, Section
from consultations import actions as consultations
from consultations.models import Consultation
from participation.accounts.models import Account
from participation.journal.models import Entry
from tests.cms.conftest import InAdmin
from tests.factories import make_consultation, make_open, make_step, make_territory

pytestmark = pytest.mark.django_db
POINT = {"kind": "place", "name": "Mairie", "details": "1, place de la Halle", "hours": ""}


@pytest.fixture
def editing(officer: Account, section: Section, in_admin: InAdmin) -> Client:
    """The officer of the section, in the admin."""
    return in_admin(officer)


def typed(**fields: str) -> dict[str, str]:
    """What a complete form sends."""
    closing = localdate() + timedelta(days=28)
    points = {f"points-0-{name}": value for name, value in POINT.items()}
    return {
        "title": "Que faire de la place ?",
        "summary": "La ville refait la place.",
        "territory": "Tressigny",
        "question": "Que garder ?",
        "negotiable": "Les arbres.",
        "non_negotiable": "Le marché.",
        "decision_maker": "Le conseil municipal",
        "closes_at_day": closing.isoformat(),
        "zone": "Europe/Paris",
        "response_due_on": (closing + timedelta(days=45)).isoformat(),
        "identity_level": "0",
        "anonymity": "confidential",
        "contact_email": "place@tressigny.example",
        "easy_read_status": "none",
        "points-TOTAL_FORMS": "1",
        "points-INITIAL_FORMS": "0",
        **points,
        **fields,
    }


def create(client: Client, rung: str = "consultation", **fields: str) -> Any:
    if not Consultation.objects.exists():
        make_territory("Tressigny", code="00007")
    return client.post(reverse("editing:new", args=[rung]), typed(**fields))


def test_a_draft_comes_with_its_page_its_step_and_a_line_in_the_journal(
    editing: Client, officer: Account, section: Section
) -> None:
    response = create(editing, then="questions")
    consultation = Consultation.objects.get()
    step = consultation.steps.get()
    assert response["Location"] == reverse("editing:step", args=[consultation.pk, step.pk])
    assert consultation.public_body == section.public_body
    assert ConsultationPage.objects.get().get_parent().pk == section.page.pk
    assert Entry.objects.filter(event="ConsultationCreated", actor=officer).count() == 1
    assert step.component.missing(step) == []


def test_an_hour_left_out_means_the_whole_day_in_the_chosen_zone(editing: Client) -> None:
    create(editing, closes_at_day="2027-03-28", zone="Pacific/Noumea", response_due_on="2027-05-01")
    closes_at = Consultation.objects.get().closes_at
    assert closes_at == datetime(2027, 3, 28, 13, tzinfo=UTC)  # midnight at the end, UTC+11


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Donnez un titre"),
        ({"territory": "Atlantide"}, "Aucun territoire ne s’appelle ainsi"),
        ({"closes_at_day": "2027-03-28", "closes_at_hour": "02:30"}, "Cette heure n’existe pas"),
        ({"opens_at_day": "2027-04-01", "closes_at_day": "2027-03-01"}, "après l’ouverture"),
    ],
)
def test_what_is_refused_is_explained_and_what_was_typed_is_kept(
    editing: Client, fields: dict[str, str], words: str
) -> None:
    shown = create(editing, **fields).content.decode()
    assert words in shown
    assert "La ville refait la place." in shown
    assert "1, place de la Halle" in shown
    assert not Consultation.objects.exists()


def test_two_territories_of_one_name_ask_for_the_code(editing: Client) -> None:
    make_territory("Saint-Ormel", code="00101")
    make_territory("Saint-Ormel", code="00202")
    shown = create(editing, territory="Saint-Ormel").content.decode()
    assert "Saint-Ormel (00101), Saint-Ormel (00202)" in shown
    create(editing, territory="Saint-Ormel (00202)")
    assert Consultation.objects.get().territory.code == "00202"


def test_a_code_shared_by_two_kinds_or_two_vintages_is_told_apart_by_the_name(
    editing: Client,
) -> None:
    make_territory("Guadeloupe", code="01", kind="region")
    make_territory("Ain", code="01", kind="department", vintage=2025)
    make_territory("Ain", code="01", kind="department", vintage=2026)
    create(editing, territory="Ain (01)")
    territory = Consultation.objects.get().territory
    assert (territory.kind, territory.vintage) == ("department", 2026)


def test_the_promise_is_previewed_and_nothing_is_saved(editing: Client) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        address = reverse("editing:new", args=["consultation"])
        make_territory("Tressigny")
        shown = editing.post(address, typed(then="preview"), headers=headers).content.decode()
        assert "srcdoc=" in shown
        assert "Le marché." in shown
    assert not Consultation.objects.exists()


def test_publishing_opens_announces_or_lists_what_is_missing(editing: Client) -> None:
    create(editing, then="save", summary="")
    consultation = Consultation.objects.get()
    address = reverse("editing:publish", args=[consultation.pk])
    shown = editing.post(address, follow=True).content.decode()
    promise = reverse("editing:promise", args=[consultation.pk])
    assert f'href="{promise}#id_summary"' in shown
    later = (localdate() + timedelta(days=3)).isoformat()
    written = typed(then="publish", opens_at_day=later, **{"points-INITIAL_FORMS": "1"})
    editing.post(promise, written)
    consultation.refresh_from_db()
    assert consultation.state == "announced"
    editing.post(address)
    consultation.refresh_from_db()
    assert consultation.state == "open"


def test_after_the_opening_a_change_gives_its_reason_and_the_promise_stays(
    editing: Client, section: Section
) -> None:
    consultation = make_open(make_consultation(public_body=section.public_body))
    address = reverse("editing:promise", args=[consultation.pk])
    shown = editing.get(address).content.decode()
    assert 'name="question"' not in shown
    change = typed(summary="Plus clair.", question="Une autre ?")
    assert "Donnez le motif du changement" in editing.post(address, change).content.decode()
    editing.post(address, {**change, "reason": "Une faute."})
    consultation.refresh_from_db()
    assert (consultation.summary, consultation.question != "Une autre ?") == ("Plus clair.", True)
    assert "Une faute." in set(consultation.changes.values_list("reason", flat=True))


def test_what_is_announced_keeps_what_it_takes_to_open(editing: Client, section: Section) -> None:
    consultation = make_consultation(public_body=section.public_body)
    make_step(consultation)
    consultations.announce(consultation, actor=None)
    address = reverse("editing:promise", args=[consultation.pk])
    shown = editing.post(address, typed(question="", reason="Plus court.")).content.decode()
    assert "Écrivez la question posée aux habitants." in shown
    consultation.refresh_from_db()
    assert consultation.question
    assert not consultation.changes.exists()


def test_an_open_step_changes_with_a_reason_that_everybody_reads(
    editing: Client, section: Section
) -> None:
    consultation = make_open(make_consultation(public_body=section.public_body))
    step = consultation.steps.get()
    address = reverse("editing:step", args=[consultation.pk, step.pk])
    change = {"step-title": "Votre avis", "step-intro": "Dix minutes.", "then": "save"}
    change |= {
        "register-publication": step.register.publication,
        "register-takes_answers": "on",
    }
    assert "Donnez le motif du changement" in editing.post(address, change).content.decode()
    editing.post(address, {**change, "step-reason": "Plus clair."})
    step.refresh_from_db()
    assert (step.title, step.intro) == ("Votre avis", "Dix minutes.")
    assert set(consultation.changes.values_list("reason", flat=True)) == {"Plus clair."}


@pytest.mark.parametrize(
    ("act", "fields", "state"),
    [
        ("suspend", {"suspend-reason": "Une crue."}, "suspended"),
        ("withdraw", {"withdraw-reason": "Sans budget."}, "withdrawn"),
        ("suspend", {"suspend-reason": ""}, "open"),
    ],
)
def test_changing_its_course_gives_a_reason(
    editing: Client, section: Section, act: str, fields: dict[str, str], state: str
) -> None:
    consultation = make_open(make_consultation(public_body=section.public_body))
    response = editing.post(reverse(f"editing:{act}", args=[consultation.pk]), fields)
    consultation.refresh_from_db()
    assert consultation.state == state
    assert ("Donnez un motif." in response.content.decode()) == (state == "open")


def test_a_date_goes_back_only_and_says_why(editing: Client, section: Section) -> None:
    consultation = make_open(make_consultation(public_body=section.public_body))
    before = consultation.closes_at
    address = reverse("editing:extend", args=[consultation.pk])
    move = {"extend-field": "closes_at", "extend-reason": "Les vacances."}
    shown = editing.post(address, {**move, "extend-to_day": localdate().isoformat()})
    assert "Une date ne s’avance pas" in shown.content.decode()
    assert "Les vacances." in shown.content.decode()
    later = (localdate() + timedelta(days=45)).isoformat()
    editing.post(address, {**move, "extend-to_day": later})
    consultation.refresh_from_db()
    assert before is not None
    assert consultation.closes_at is not None
    assert consultation.closes_at > before


def test_a_copy_keeps_the_promise_and_the_written_page(editing: Client) -> None:
    create(editing)
    page = ConsultationPage.objects.get()
    page.body = [("text", "<p>Une halle de 1897</p>")]
    page.save_revision()
    editing.post(reverse("editing:duplicate", args=[page.consultation_id]))
    copy = Consultation.objects.order_by("-pk")[0]
    assert (copy.state, copy.closes_at, copy.question) == ("draft", None, "Que garder ?")
    preview = editing.get(reverse("editing:preview", args=[copy.pk]))
    assert "1897" in preview.content.decode()


def test_scheduled_writing_is_published_when_its_time_comes(editing: Client) -> None:
    create(editing, then="publish")
    consultation = Consultation.objects.get()
    editing.post(reverse("editing:publish", args=[consultation.pk]))
    page = ConsultationPage.objects.get()
    page.body = [("text", "<p>Demain seulement</p>")]
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    address = consultation.get_absolute_url()
    assert "Demain" not in Client().get(address).content.decode()
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = None
    revision.save()
    call_command("publish_scheduled")
    assert "Demain seulement" in Client().get(address).content.decode()


def test_the_list_says_what_presses_first(editing: Client, section: Section) -> None:
    make_consultation(public_body=section.public_body, title="Encore un brouillon")
    late = make_open(make_consultation(public_body=section.public_body, title="En souffrance"))
    Consultation.objects.filter(pk=late.pk).update(
        state="closed", response_due_on=localdate() - timedelta(days=4)
    )
    shown = editing.get(reverse("editing:consultations")).content.decode()
    assert shown.index("En souffrance") < shown.index("Encore un brouillon")
    assert "Réponse en retard de" in shown


def test_no_two_parts_of_the_promise_have_one_name(editing: Client) -> None:
    form = editing.get(reverse("editing:new", args=["co_construction"])).context["form"]
    names = [str(part["title"]) for part in form.groups]
    names += [str(field.label) for part in form.groups for field in part["fields"]]
    assert [name for name, number in Counter(names).items() if number > 1] == []
