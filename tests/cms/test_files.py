"""Pictures tell nothing of who took them; documents are read by whoever may read them."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import CollectionViewRestriction

from cms import actions
from cms.models import ConsultationPage, Picture, Section, TextPage
from participation.accounts.models import Account
from tests.cms.conftest import InAdmin, make_attachment, make_picture
from tests.factories import make_consultation, make_open

pytestmark = pytest.mark.django_db
PLACE_AND_OWNER = {0x010F: "Fabricant", 0x8298: "Colette", 0x0112: 6}  # turned by a quarter


def read(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_picture_loses_what_the_camera_wrote_and_stands_upright(section: Section) -> None:
    exif = Image.Exif()
    for key, value in PLACE_AND_OWNER.items():
        exif[key] = value
    exif.get_ifd(0x8825)[1] = "N"
    picture = make_picture(section, exif=exif)
    with picture.file.open() as stored, Image.open(stored) as opened:
        assert dict(opened.getexif()) == {}
        assert opened.size == (400, 640)
    assert (picture.width, picture.height) == (400, 640)
    assert b"Colette" not in Path(picture.file.path).read_bytes()


@pytest.mark.parametrize(("kind", "kept"), [("PNG", "PNG"), ("GIF", "PNG"), ("WEBP", "WEBP")])
def test_every_kind_of_picture_is_written_anew_and_no_larger_than_needed(
    section: Section, kind: str, kept: str
) -> None:
    written = io.BytesIO()
    Image.new("RGB", (3400, 200), "teal").save(written, kind)
    upload = SimpleUploadedFile(f"plan.{kind.lower()}", written.getvalue())
    picture = Picture.objects.create(title="Plan", file=upload, collection=section.collection)
    with picture.file.open() as stored, Image.open(stored) as opened:
        assert (opened.format, max(opened.size)) == (kept, 3000)


def test_renditions_are_public_and_originals_are_not(client: Client, section: Section) -> None:
    picture = make_picture(section)
    rendition = picture.get_rendition("width-480|format-webp")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert read(response).startswith(b"RIFF")
    name = Path(picture.file.name).name
    assert not Path(picture.file.path).is_relative_to(settings.MEDIA_ROOT)
    for path in (f"/media/{picture.file.name}", f"/media/images/{name}", "/media/images/../x"):
        assert client.get(path).status_code in {400, 404}, path


def test_a_document_is_secret_until_a_public_page_shows_it(
    client: Client, section: Section
) -> None:
    attachment = make_attachment(section)
    assert client.get(attachment.url).status_code == 404
    consultation = make_consultation(public_body=section.public_body)
    page = actions.make_page(consultation, actor=None)
    page.body = [("document", {"document": attachment, "summary": "Des chiffres."})]
    page.save()
    page.save_revision()
    assert client.get(attachment.url).status_code == 404  # the page of a draft
    make_open(consultation)
    actions.publish_page(consultation, actor=None)
    response = client.get(attachment.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert read(response) == b"Des chiffres"
    ConsultationPage.objects.get().unpublish()
    assert client.get(attachment.url).status_code == 404


def test_a_restricted_collection_stays_closed_to_the_public(
    client: Client, section: Section, outsider: Account, officer: Account, in_admin: InAdmin
) -> None:
    attachment = make_attachment(section)
    page = section.page.add_child(instance=TextPage(title="Étude"))
    page.body = [("document", {"document": attachment, "summary": "Des chiffres."})]
    page.save()
    response = client.get(attachment.url)
    assert response.status_code == 200
    read(response)
    CollectionViewRestriction.objects.create(
        collection=section.collection, restriction_type="groups"
    ).groups.add(section.group)
    assert client.get(attachment.url).status_code != 200
    assert in_admin(outsider).get(attachment.url).status_code != 200
    allowed = in_admin(officer).get(attachment.url)
    assert allowed.status_code == 200
    read(allowed)


def test_uploads_lie_outside_what_is_published(section: Section) -> None:
    attachment = make_attachment(section)
    assert storages["private"].exists(str(attachment.file.name))
    assert not Path(attachment.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert (attachment.file_size, len(attachment.file_hash)) == (12, 40)
