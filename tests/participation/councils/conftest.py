"""A council in which every room has planted one of everything, and people inside and outside."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client, TestCase
from pytest_django import DjangoDbBlocker

from participation.councils.models import Council
from tests.participation.councils.samples import Sample, Seed, plant
from tests.people import SignIn, Village

INSIDE = ("council", "councillor", "coordinator", "animator", "former_member")


@dataclass
class Planted:
    """What every room planted, once for all the tests of a module, and what it caused."""

    council: Council
    cast: Village
    sample: Sample
    letters: list[EmailMessage]
    log: str


@pytest.fixture(scope="module")
def planted_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Planted]:
    """Plant every room's sample; letters are written and sent as after a commit."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast, log = Village(), io.StringIO()
        with TestCase.captureOnCommitCallbacks(execute=True), _logged(log):
            cast.gather()
            sample = plant(Seed(*map(cast, INSIDE)))
        yield Planted(cast("council"), cast, sample, list(mail.outbox), log.getvalue())
        transaction.set_rollback(True)


@contextmanager
def _logged(log: io.StringIO) -> Iterator[None]:
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def planted(planted_world: Planted, db: None) -> Planted:
    """All that was planted; what the test changes is undone after it."""
    return planted_world


@pytest.fixture
def person(request: Any) -> Any:
    """Whom the test's parameter names; of the planted world where the test is about that."""
    if "planted" in request.fixturenames:
        return request.getfixturevalue("planted").cast(request.param)
    return request.getfixturevalue(request.param)


@pytest.fixture
def asking(person: Any, browsing_as: SignIn) -> Client:
    """A browser of that person."""
    return browsing_as.client if isinstance(person, AnonymousUser) else browsing_as(person)
