"""Sections with their officers, and the way into the admin."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cms import actions
from cms.models import Attachment, Picture, Section
from cms.second_factor import PROVED
from participation.accounts.models import Account, PublicBody
from tests.factories import make_consultation, make_territory
from tests.people import SignIn

InAdmin = Callable[[Account], Client]


def enter(account: Account, client: Client) -> Client:
    """Sign in with a second factor, as the admin demands."""
    Authenticator.objects.get_or_create(
        user=account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    SignIn(client)(account)
    session = client.session
    session[PROVED] = account.pk
    session.save()
    return client


@pytest.fixture
def in_admin(client: Client) -> InAdmin:
    """Give a function that lets somebody into the admin with a second factor."""
    return lambda account: enter(account, client)


@pytest.fixture
def section(public_body: PublicBody, officer: Account) -> Section:
    """The section of the town the tests are about, with its officer inside."""
    actions.admit_officer(officer, public_body)
    return actions.open_section(public_body)


@pytest.fixture
def other_section(outsider: Account) -> Section:
    """Another body's section, with its own officer."""
    elsewhere = PublicBody.objects.get(officers__account=outsider)
    actions.admit_officer(outsider, elsewhere)
    return actions.open_section(elsewhere)


def picture_file(name: str = "halle.jpg", **saved: Any) -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(written, "JPEG", **saved)
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def make_picture(section: Section, title: str = "La halle", **saved: Any) -> Picture:
    picture: Picture = Picture.objects.create(
        title=title, file=picture_file(**saved), collection=section.collection
    )
    return picture


def make_attachment(
    section: Section, title: str = "L'étude", name: str = "etude.txt"
) -> Attachment:
    attachment: Attachment = Attachment.objects.create(
        title=title,
        file=SimpleUploadedFile(name, b"Des chiffres"),
        collection=section.collection,
    )
    return attachment


@pytest.fixture
def draft(section: Section) -> Any:
    """A draft of the town, with a page on which something is written already."""
    consultation = make_consultation(
        public_body=section.public_body, territory=make_territory(), title="Projet confidentiel"
    )
    page = actions.make_page(consultation, actor=None)
    page.body = [("text", "<p>Mots encore secrets</p>")]
    page.save_revision()
    page.save_revision()
    return consultation
