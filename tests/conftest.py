"""What every test starts from: real servers, a database of its own, and the guard rails."""

import atexit
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import django
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests import services

# A slow machine is not a failure.
hypothesis.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("any")

# Settings are read as soon as Django starts, so the servers are found before anything else.
OUR_SERVERS = ExitStack()
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit what the first process found
    OUR_SERVERS.enter_context(services.services())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participation.settings.test")
django.setup()

from django.conf import settings  # noqa: E402  Django is set up just above
from django.core.cache import cache  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from django.utils import translation  # noqa: E402
from pytest_django import DjangoDbBlocker  # noqa: E402

from tests.databases import databases  # noqa: E402
from tests.guards.order import unordered_rows_are_shuffled  # noqa: E402
from tests.guards.reads import reads_never_write  # noqa: E402
from tests.guards.variables import undefined_variables_fail  # noqa: E402
from tests.redis_numbers import Claim  # noqa: E402

pytest_plugins = ["tests.people"]  # the cast
atexit.register(shutil.rmtree, settings.VAR_DIR, ignore_errors=True)


def pytest_unconfigure() -> None:
    OUR_SERVERS.close()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this worker a copy of the migrated template, and a fresh copy after each commit."""
    with django_db_blocker.unblock():
        keeper = databases()
        try:
            keeper.prepare()
        except BaseException:
            keeper.remove()
            raise
    with pytest.MonkeyPatch.context() as patch:
        # Django would empty all tables, and with them the rows that migrations made.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: keeper.renew())
        yield
    with django_db_blocker.unblock():
        keeper.remove()


@pytest.fixture(scope="session", autouse=True)
def _our_redis() -> Iterator[None]:
    if not settings.REDIS_URL:
        yield
        return
    claim = Claim(settings.REDIS_URL)
    claim.use()
    yield
    claim.release()


@pytest.fixture(scope="session", autouse=True)
def _guards() -> Iterator[None]:
    with reads_never_write(), undefined_variables_fail(), unordered_rows_are_shuffled():
        yield


@pytest.fixture(autouse=True)
def _clean_slate(_our_redis: None) -> Iterator[None]:
    """Leave neither a cached count nor a chosen language to the next test.

    Names are new for each test: emptying the database would also empty a neighbour's.
    """
    prefix = secrets.token_hex(6)
    settings.CACHES["default"]["KEY_PREFIX"] = prefix
    cache.key_prefix = prefix
    yield
    translation.deactivate()
