"""A draft keeps what is typed, comes along, is never mixed, and goes when one says so."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from consultations import actions as heart
from consultations.components.questionnaire.actions import (
    SectionSpec,
    expire_drafts,
    mend_wording,
    set_layout,
    write_questions,
)
from consultations.components.questionnaire.models import (
    AnswerFile,
    AnswerSheet,
    Choice,
    Question,
    Section,
    Version,
)
from consultations.components.questionnaire.views import keeping
from consultations.errors import Frozen, Refused
from consultations.models import Contribution, Step
from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from participation.base.limits import Limit
from participation.journal.models import Entry
from participation.notifications.models import Letter
from tests.consultations.components.questionnaire.asking import (
    EVERY_KIND,
    TWO,
    answer,
    answer_all,
    check_url,
    contribute,
    hidden_of,
    make_questionnaire,
    page_url,
    send,
)
from tests.factories import make_open
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def autosave_url(step: Step, key: str) -> str:
    return f"{page_url(step, key)}brouillon/"


def later_url(step: Step) -> str:
    return f"{step.get_absolute_url()}plus-tard/"


def resume_link(client: Client, step: Step) -> str:
    html = client.get(later_url(step)).content.decode()
    found = re.search(r'href="(?:http://[^/]+)(/[^"]+/reprendre/[^"]+)"', html)
    assert found
    return found[1]


def test_reading_leaves_neither_a_cookie_nor_a_row(client: Client) -> None:
    step = make_questionnaire()
    for address in (step.get_absolute_url(), page_url(step, "q1")):
        assert client.get(address).status_code == 200
    assert [name for name in client.cookies if name.startswith("brouillon-")] == []
    assert not Contribution.objects.exists()


def test_the_first_answer_makes_a_draft_kept_by_a_cookie_alone(client: Client) -> None:
    step = make_questionnaire()
    response = answer(client, step, "q1", {"q-q1": "c1"})
    cookie = response.cookies[f"brouillon-{step.pk}"]
    draft = Contribution.objects.get()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert draft.is_draft
    assert cookie.value not in (draft.draft_digest or "")
    assert client.get(page_url(step, "q1")).headers["Cache-Control"] == "private, no-store"
    assert "Reprendre mon brouillon" in client.get(step.get_absolute_url()).content.decode()


def test_a_refused_answer_is_kept_as_it_was_typed(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    response = answer(client, step, "q7", {"q-q7": "trois ou quatre"})
    assert response.status_code == 422
    assert 'value="trois ou quatre"' in response.content.decode()
    assert 'value="trois ou quatre"' in client.get(page_url(step, "q7")).content.decode()


def test_going_back_and_forth_loses_nothing(client: Client) -> None:
    step = make_questionnaire()
    answer_all(client, step, {"q1": {"q-q1": "c2"}, "q2": {"q-q2": "Pour l’ombre"}})
    shown = client.get(page_url(step, "q1")).content.decode()
    assert re.search(r'value="c2" checked', shown)
    client.get(step.get_absolute_url())
    assert "Pour l’ombre" in client.get(page_url(step, "q2")).content.decode()


def test_a_choice_that_was_taken_back_is_stored_nowhere(client: Client) -> None:
    table: Any = {"kind": "matrix", "text": "Et là ?", "rows": ["A", "B"], "choices": ["1", "2"]}
    step = make_questionnaire([*TWO, table])
    rows = {"q-q3-r1": "c1", "q-q3-r2": "c2"}
    answer_all(client, step, {"q1": {"q-q1": "c1"}, "q2": {"q-q2": "Oui"}, "q3": rows})
    for key in ("q1", "q3"):
        assert 'value=""' in client.get(page_url(step, key)).content.decode()
    answer_all(client, step, {"q1": {"q-q1": ""}, "q3": {**rows, "q-q3-r1": ""}})
    assert "checked" not in client.get(page_url(step, "q1")).content.decode()
    send(client, step)
    sent = Contribution.objects.counted().get()
    payload = sent.component.payload(sent)
    assert payload["answers"] == {"q2": "Oui", "q3": {"r2": "c2"}}


def test_a_correction_from_the_check_leads_straight_back_to_it(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    answer_all(client, step, {"q1": {"q-q1": "no"}, "q3": {"q-q3": "Bien"}})
    for key in ("q4", "q5", "q6", "q7", "q8", "q9", "q10", "q12"):
        answer(client, step, key, {})
    answer(client, step, "q11", {"q-q11": "c1"})
    back = client.post(f"{page_url(step, 'q3')}?retour=verifier", {"q-q3": "Mieux"})
    assert back.headers["Location"] == check_url(step)
    new = client.post(f"{page_url(step, 'q1')}?retour=verifier", {"q-q1": "yes"})
    assert new.headers["Location"] == page_url(step, "q2")  # a question appeared: it is asked


def test_typing_is_kept_without_being_judged(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    assert client.post(autosave_url(step, "q7"), {"q-q7": ""}).status_code == 204
    assert not Contribution.objects.exists()  # nothing typed, nothing kept
    saved = client.post(autosave_url(step, "q7"), {"q-q7": "3 ou"})
    assert saved.status_code == 204
    assert 'value="3 ou"' in client.get(page_url(step, "q7")).content.decode()
    assert client.get(autosave_url(step, "q7")).status_code == 404


def test_one_address_begins_only_so_many_drafts_by_typing_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "NEW_DRAFTS", Limit("essai-brouillons", times=1, seconds=60))
    step = make_questionnaire()
    assert client.post(autosave_url(step, "q2"), {"q-q2": "Un"}).status_code == 204
    assert client.post(autosave_url(step, "q2"), {"q-q2": "Un peu plus"}).status_code == 204
    assert Client().post(autosave_url(step, "q2"), {"q-q2": "Deux"}).status_code == 429
    assert AnswerSheet.objects.get().typed == {"q2": {"": ["Un peu plus"]}}


def test_ones_own_autosave_is_no_stranger(client: Client) -> None:
    step = make_questionnaire()
    form = hidden_of(client.get(page_url(step, "q2")))
    client.post(autosave_url(step, "q2"), {**form, "q-q2": "Plus d’om"})
    response = client.post(page_url(step, "q2"), {**form, "q-q2": "Plus d’ombre"})
    assert response.status_code == 303


def test_another_device_never_erases_an_answer_without_a_choice(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q1", {"q-q1": "c1"})
    telephone = Client()
    telephone.cookies = client.cookies.copy()  # type: ignore[assignment]
    here = hidden_of(client.get(page_url(step, "q2")))
    answer(telephone, step, "q2", {"q-q2": "Écrit au téléphone"})
    conflict = client.post(page_url(step, "q2"), {**here, "q-q2": "Écrit au bureau"})
    html = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Écrit au téléphone" in html
    assert "Écrit au bureau" in html
    chosen = {**here, "q-q2": "Écrit au bureau", "choix": "celle-ci"}
    assert client.post(page_url(step, "q2"), chosen).status_code == 303
    assert "Écrit au bureau" in client.get(check_url(step)).content.decode()


def test_a_link_opens_the_draft_on_another_device_only_when_it_is_asked(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q1", {"q-q1": "c1"})
    link = resume_link(client, step)
    telephone = Client()
    assert telephone.get(link).status_code == 200
    assert not [name for name in telephone.cookies if name.startswith("brouillon-")]
    opened = telephone.post(link)
    assert opened.headers["Location"] == page_url(step, "q2")
    assert "checked" in telephone.get(page_url(step, "q1")).content.decode()
    gone = telephone.get(link.rstrip("/")[:-4] + "0000/")
    assert gone.status_code == 404
    assert "n’existe plus" in gone.content.decode()


def test_the_link_goes_by_mail_and_is_written_in_no_table(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q1", {"q-q1": "c1"})
    response = client.post(later_url(step), {"email": "colette@example.org"})
    assert "Le lien est parti" in response.content.decode()
    [message] = mail.outbox
    assert message.to == ["colette@example.org"]
    assert resume_link(client, step) in message.body


def test_a_draft_is_deleted_in_two_clicks_and_leaves_nothing(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q2", {"q-q2": "À oublier"})
    drop = f"{step.get_absolute_url()}effacer/"
    assert "Effacer et quitter" in client.get(drop).content.decode()
    response = client.post(drop)
    assert response.cookies[f"brouillon-{step.pk}"].value == ""
    assert not Contribution.objects.exists()
    assert not AnswerSheet.objects.exists()


def test_signing_in_elsewhere_keeps_the_draft_and_gives_it_to_the_account(
    client: Client, resident: Account, browsing_as: SignIn
) -> None:
    step = make_questionnaire()
    answer(client, step, "q2", {"q-q2": "Avant de me connecter"})
    browsing_as(resident)
    assert "Avant de me connecter" in client.get(page_url(step, "q2")).content.decode()
    answer(client, step, "q1", {"q-q1": "c1"})
    draft = Contribution.objects.get()
    assert (draft.author, draft.draft_digest) == (resident, None)
    elsewhere = Client()
    elsewhere.force_login(resident, backend="django.contrib.auth.backends.ModelBackend")
    assert "Avant de me connecter" in elsewhere.get(check_url(step)).content.decode()


def test_two_drafts_of_one_person_are_never_mixed(
    client: Client, resident: Account, browsing_as: SignIn
) -> None:
    step = make_questionnaire()
    account = Client()
    account.force_login(resident, backend="django.contrib.auth.backends.ModelBackend")
    answer(account, step, "q2", {"q-q2": "Du compte"})
    answer(client, step, "q2", {"q-q2": "De ce navigateur"})
    browsing_as(resident)
    answer(client, step, "q1", {"q-q1": "c1"})
    assert "De ce navigateur" in client.get(check_url(step)).content.decode()
    assert "Du compte" in account.get(check_url(step)).content.decode()


def test_a_late_text_is_given_back_and_stays_in_the_draft(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q1", {"q-q1": "c1"})
    closing = step.consultation.closes_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(hours=1)):
        late = client.post(page_url(step, "q2"), {"q-q2": "Une idée tardive"})
        assert late.status_code == 409
        assert "Une idée tardive" in late.content.decode()
        again: Any = client.get(page_url(step, "q2"), follow=True)
        assert "Une idée tardive" in again.content.decode()
        assert "Retrouver les réponses" in client.get(step.get_absolute_url()).content.decode()


def test_a_draft_is_warned_about_then_expires_with_its_file(client: Client) -> None:
    step = make_questionnaire(
        EVERY_KIND,
        closes_at=now() + timedelta(days=200),
        response_due_on=(now() + timedelta(days=250)).date(),
        decision_due_on=(now() + timedelta(days=260)).date(),
    )
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 ...")
    client.post(page_url(step, "q10"), {"q-q10-file": upload})
    file = AnswerFile.objects.get()
    assert "plan" not in str(file.file.name)
    client.post(later_url(step), {"email": "colette@example.org"})
    with time_machine.travel(now() + timedelta(days=54)):
        assert expire_drafts() == (1, 0)
        assert expire_drafts() == (0, 0)
        assert Entry.objects.filter(event="DraftExpiring").count() == 1
    with time_machine.travel(now() + timedelta(days=61)):
        assert expire_drafts() == (0, 1)
    assert not AnswerSheet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_warning_goes_to_who_asked_for_the_link_and_opens_nothing(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q1", {"q-q1": "c1"})
    client.post(later_url(step), {"email": "colette@example.org"})
    secret = resume_link(client, step).rstrip("/").rsplit("/", 1)[1]
    with time_machine.travel(now() + timedelta(days=54)):
        assert expire_drafts() == (1, 0)
    letter = Letter.objects.get()
    assert (letter.recipient, letter.kind) == ("colette@example.org", "draft_expiring")
    assert secret not in letter.text + letter.html


def opened(client: Client, address: str) -> Any:
    """Get a file and let go of it; closing the whole answer would close the test's database."""
    response: Any = client.get(address)
    if response.streaming:
        content = HttpResponse(b"".join(response), headers=dict(response.items()))
        for let_go in response._resource_closers:
            let_go()
        return content
    return response


def test_a_file_opens_for_its_author_and_the_officers_and_nobody_else(
    client: Client, officer: Account, outsider: Account, public_body: PublicBody
) -> None:
    step = make_questionnaire(EVERY_KIND, public_body=public_body)
    upload = SimpleUploadedFile("../plan\u202e.pdf", b"%PDF-1.7 ...")
    client.post(page_url(step, "q10"), {"q-q10-file": upload})
    file = AnswerFile.objects.get()
    address = f"{step.get_absolute_url()}fichier/{file.pk}/"
    response = opened(client, address)
    assert b"".join(response) == b"%PDF-1.7 ..."
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for person, before, after in ((officer, 404, 200), (outsider, 404, 404)):
        other = Client()
        other.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        assert other.get(address).status_code == before
        if person is officer:
            answer(client, step, "q11", {"q-q11": "c1"})
            assert send(client, step).status_code == 303
        assert opened(other, address).status_code == after
    assert Client().get(address).status_code == 404


def test_a_files_number_in_a_form_is_not_believed(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 ...")
    client.post(page_url(step, "q10"), {"q-q10-file": upload})
    thief = Client()
    answer(thief, step, "q10", {"q-q10-file": str(AnswerFile.objects.get().pk)})
    assert "plan.pdf" not in thief.get(check_url(step)).content.decode()


def test_a_refused_file_says_why_and_the_page_keeps_the_rest(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    upload = SimpleUploadedFile("photo.jpg", b"<script>", "image/jpeg")
    response = client.post(page_url(step, "q10"), {"q-q10-file": upload})
    assert response.status_code == 422
    assert "ni une image" in response.content.decode()
    assert not AnswerFile.objects.exists()


def test_a_file_chosen_instead_of_another_takes_its_place(client: Client) -> None:
    step = make_questionnaire(EVERY_KIND)
    for name in ("plan.pdf", "autre.pdf"):
        upload = SimpleUploadedFile(name, b"%PDF-1.7 ...")
        client.post(page_url(step, "q10"), {"q-q10-file": upload})
    assert AnswerFile.objects.get().name == "autre.pdf"
    assert "autre.pdf" in client.get(check_url(step)).content.decode()


def test_hidden_drafts_of_consultations_look_absent(client: Client) -> None:
    step = make_questionnaire(is_open=False)
    assert client.get(step.get_absolute_url()).status_code == 404
    assert client.post(page_url(step, "q1"), {"q-q1": "c1"}).status_code == 404


def test_an_officer_tries_every_question_before_the_opening_and_nothing_is_kept(
    client: Client, officer: Account, public_body: PublicBody, browsing_as: SignIn
) -> None:
    step = make_questionnaire(EVERY_KIND, is_open=False, public_body=public_body)
    browsing_as(officer)
    assert "Essayer les questions" in client.get(step.get_absolute_url()).content.decode()
    assert "Aperçu" in client.get(page_url(step, "q2")).content.decode()
    following = client.post(page_url(step, "q1"), {"q-q1": "no"})
    assert following.headers["Location"] == page_url(step, "q2")
    assert client.post(page_url(step, "q7"), {"q-q7": "trois"}).status_code == 422
    assert client.post(autosave_url(step, "q7"), {"q-q7": "3"}).status_code == 404
    assert not Contribution.objects.exists()


def test_a_suspended_step_says_why_and_gives_the_text_back(client: Client) -> None:
    step = make_questionnaire()
    answer(client, step, "q1", {"q-q1": "c1"})
    heart.suspend(step.consultation, actor=None, reason="Recours au tribunal.")
    assert "Recours au tribunal." in client.get(step.get_absolute_url()).content.decode()
    refused = client.post(page_url(step, "q2"), {"q-q2": "Gardé"})
    assert refused.status_code == 409
    assert "Gardé" in refused.content.decode()
    assert "ne sont pas ouvertes" in refused.content.decode()


def test_an_open_version_never_changes_by_any_path(client: Client) -> None:
    step = make_questionnaire()
    contribute(client, step)
    question = Question.objects.get(key="q1")
    choice = Choice.objects.filter(question=question).order_by("pk")
    version = Version.objects.get()
    forbidden: list[Any] = [
        question.save,
        question.delete,
        choice[0].save,
        lambda: Choice.objects.filter(question=question).order_by().update(label="Autre"),
        lambda: Question.objects.filter(pk=question.pk).order_by().delete(),
        lambda: Section.objects.create(version=version, title="Nouvelle"),
        lambda: Question.objects.bulk_create([Question(version=version, key="q9")]),
        lambda: write_questions(step, [], actor=None),
    ]
    for change in forbidden:
        with pytest.raises(Frozen):
            change()


def test_a_wording_erratum_moves_drafts_along_and_leaves_what_was_sent(client: Client) -> None:
    step = make_questionnaire()
    sent = contribute(client, step)
    draft = Client()
    answer(draft, step, "q2", {"q-q2": "Commencé avant l’erratum"})
    first = Version.objects.get()
    mend_wording(step, {"q2": {"text": "Pour quelles raisons ?"}}, reason="Faute", actor=None)
    assert sent.sheet.version == first
    shown = draft.get(page_url(step, "q2")).content.decode()
    assert "Pour quelles raisons ?" in shown
    assert "Commencé avant l’erratum" in shown
    assert send(draft, step).status_code == 303
    newest = Contribution.objects.counted().latest("pk")
    assert newest.sheet.version.number == 2
    assert newest.component.payload(newest)["answers"]["q2"] == "Commencé avant l’erratum"


def test_questions_grouped_on_a_page_are_kept_together_and_shown_under_one_title(
    client: Client,
) -> None:
    step = make_questionnaire(is_open=False)
    sections: list[SectionSpec] = [
        {"title": "Vous et la place", "intro": "Deux questions.", "questions": TWO},
        {
            "title": "La suite",
            "questions": [
                {"kind": "yes_no", "text": "Viendrez-vous ?"},
                {
                    "kind": "short_text",
                    "text": "Pourquoi pas ?",
                    "conditions": [{"depends_on": "q3", "operator": "equal", "choices": ["no"]}],
                },
            ],
        },
    ]
    write_questions(step, sections, actor=None)
    set_layout(step, "grouped")
    make_open(step.consultation)
    shown = client.get(page_url(step, "q1")).content.decode()
    assert shown.count("<h1") == 1
    assert re.search(r"<h1>\s*Vous et la place\s*</h1>", shown)
    assert "Pourquoi" in shown
    first = answer(client, step, "q1", {"q-q1": "c1", "q-q2": "Pour l’ombre"})
    assert first.headers["Location"] == page_url(step, "q3")
    second = answer(client, step, "q3", {"q-q3": "no"})
    assert second.headers["Location"] == page_url(step, "q4")
    assert client.get(page_url(step, "q2")).status_code == 302  # it has no page of its own


def test_a_draft_that_grows_without_end_is_refused(client: Client) -> None:
    step = make_questionnaire([{"kind": "long_text", "text": f"Texte {n}"} for n in range(7)])
    statuses = [
        client.post(page_url(step, f"q{number}"), {f"q-q{number}": "a" * 199_000}).status_code
        for number in range(1, 8)
    ]
    assert statuses[0] == 422
    assert statuses[-1] == 409


def test_deleting_is_for_drafts_alone(client: Client) -> None:
    contribution = contribute(client, make_questionnaire())
    with pytest.raises(Refused):
        heart.delete_draft(contribution)
