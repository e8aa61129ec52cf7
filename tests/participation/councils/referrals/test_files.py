"""Files: adopted with the text, or the proof of a step; checked, scanned, public once sent."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account, PublicBody
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import State
from participation.councils.referrals.models import Attachment, Referral, private_storage
from participation.councils.referrals.queries import fingerprint, words_of
from tests.participation.councils.referrals.making import (
    make_referral,
    make_sent,
    make_step,
    make_upload,
    make_voting,
    vote,
)
from tests.participation.councils.referrals.test_pages import day
from tests.people import SignIn

NOTE = "Quatre pannes en mars.\n"


def upload(name: str = "releves.txt", text: str = NOTE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_is_adopted_with_the_text(council: Council, coordinator: Account) -> None:
    referral = make_referral(council)
    before = fingerprint(referral)
    attached = actions.attach(referral, upload=make_upload(), actor=coordinator)
    again = actions.attach(referral, upload=make_upload("autre.txt"), actor=coordinator)
    referral = Referral.objects.get(pk=referral.pk)
    assert again == attached and referral.edition == 2
    assert "attachments" not in words_of(make_referral(council))
    assert words_of(referral)["attachments"] == [{"name": "releves.txt", "sha256": attached.sha256}]
    assert fingerprint(referral) != before
    vote(referral)
    for change in (
        lambda: actions.attach(referral, upload=make_upload(text="Autre"), actor=None),
        lambda: actions.detach(attached, actor=None),
    ):
        with pytest.raises(Refused):
            change()


def test_ten_files_and_the_room_that_is_left(council: Council) -> None:
    referral = make_referral(council)
    for number in range(10):
        actions.attach(referral, upload=make_upload(text=f"Page {number}"), actor=None)
    with pytest.raises(Refused, match="10"):
        actions.attach(referral, upload=make_upload(text="Une de trop"), actor=None)
    council.quota_megabytes = 0
    council.save()
    with pytest.raises(Refused, match="reste"):
        actions.attach(make_referral(council), upload=make_upload(), actor=None)


def test_members_attach_read_and_take_out_by_pages(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    referral = make_referral(council)
    where = [council.slug, referral.pk]
    page, client = reverse("referrals:files", args=where), browsing_as(councillor)
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"file": upload("page.exe")}).status_code == 422
    client.post(page, {"file": upload()})
    attached = Attachment.objects.get()
    path = Path(private_storage().path(str(attached.file.name)))
    assert "releves.txt" in client.get(page).text and path.exists()
    assert body_of(client.get(attached.url)) == NOTE.encode()
    assert client.get(attached.public_url).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("referrals:detach", args=[*where, attached.number]))
    assert not Attachment.objects.exists() and not path.exists()
    council.quota_megabytes = 0
    council.save()
    refused = client.post(page, {"file": upload()})
    assert refused.status_code == 422 and "Choisissez le fichier à nouveau" in refused.text
    council.quota_megabytes = 9
    council.save()
    client.post(page, {"file": upload()})
    vote(referral)
    assert client.get(page).status_code == 404
    answer = client.post(reverse("referrals:detach", args=[*where, 1]), follow=True)
    assert "ne change plus" in answer.text and Attachment.objects.exists()


def test_a_file_with_a_virus_is_not_kept_and_the_page_says_so(
    council: Council, councillor: Account, browsing_as: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(file: Any) -> None:
        raise ValidationError("Un virus a été trouvé dans ce fichier.", code="virus")

    monkeypatch.setattr("participation.base.uploads.refuse_viruses", find)
    page = reverse("referrals:files", args=[council.slug, make_referral(council).pk])
    answer = browsing_as(councillor).post(page, {"file": upload()})
    assert answer.status_code == 422 and "Un virus a été trouvé" in answer.text
    assert not Attachment.objects.exists()


def test_everyone_downloads_the_files_of_a_referral_once_it_is_sent(
    council: Council, councillor: Account, client: Client
) -> None:
    sent = make_sent(council)
    step = make_step(sent, State.ACKNOWLEDGED, file=make_upload("recu.txt"))
    (proof,) = step.attachments.all()
    assert proof.name in client.get(sent.get_absolute_url()).text
    answer = client.get(proof.public_url)
    assert body_of(answer) == NOTE.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(proof.url).status_code == 404
    data = client.get(reverse("referrals:data", args=[council.slug])).json()
    assert data["referrals"][0]["steps"][2]["attachments"][0]["sha256"] == proof.sha256
    assert fingerprint(sent) == sent.sha256


def test_a_step_and_a_sending_take_their_proof_by_pages(
    council: Council,
    coordinator: Account,
    public_body: PublicBody,
    officer: Account,
    browsing_as: SignIn,
) -> None:
    referral = make_referral(council, addressee=public_body)
    vote(referral)
    client, where = browsing_as(coordinator), [council.slug, referral.pk]
    page = reverse("referrals:send", args=where)
    said = {"means": "post", **day("on", council.today)}
    wrong = client.post(page, {**said, "file": upload()})
    assert wrong.status_code == 422 and "Choisissez le fichier à nouveau" in wrong.text
    client.post(page, {**said, "reference": "RK 1", "file": upload("recepisse.txt")})
    client = browsing_as(officer)
    page = reverse("referrals:answer_step", args=[*where, State.DIAGNOSIS])
    client.post(
        page, {**day("on", council.today), "text": "Oui.", "file": upload("lettre.txt", "Oui")}
    )
    kept = {file.name: file.step.state for file in referral.attachments.all()}
    assert kept == {"recepisse.txt": State.SENT, "lettre.txt": State.DIAGNOSIS}


@pytest.mark.parametrize("person", ["councillor", "coordinator", "animator"])
def test_a_draft_is_deleted_by_who_began_it_or_coordinates(
    council: Council,
    councillor: Account,
    person: str,
    request: Any,
    browsing_as: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    referral = make_referral(council, councillor)
    attached = actions.attach(referral, upload=make_upload(), actor=None)
    path = Path(private_storage().path(str(attached.file.name)))
    page = reverse("referrals:delete", args=[council.slug, referral.pk])
    client = browsing_as(request.getfixturevalue(person))
    is_allowed = person != "animator"
    assert client.get(page).status_code == (200 if is_allowed else 404)
    assert (page in client.get(referral.space_url).text) == is_allowed
    assert Referral.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page)
    assert (Referral.objects.exists(), path.exists()) == (not is_allowed, not is_allowed)


def test_a_text_on_which_the_council_voted_is_not_deleted(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    lost = make_referral(council)
    vote(lost, yes=0)
    client = browsing_as(coordinator)
    for referral in (lost, make_voting(council), make_sent(council)):
        page = reverse("referrals:delete", args=[council.slug, referral.pk])
        assert page not in client.get(referral.space_url).text
        client.post(page)
    assert Referral.objects.count() == 3
