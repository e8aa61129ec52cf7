"""Each guard is seen to fail once: a rail that cannot stop anything protects nobody."""

import socket
import warnings
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, engines
from django.template.base import Origin, Template
from django.test import RequestFactory
from pytest_socket import SocketConnectBlockedError

from tests.guards.reads import WroteOnRead
from tests.guards.variables import ROOT, UndefinedVariable


class Handler(BaseHandler):
    """A site of one page, which touches the accounts whatever the method."""

    def __init__(self) -> None:
        self._middleware_chain = self.page

    def page(self, request: HttpRequest) -> HttpResponse:
        request.resolver_match = None
        get_user_model().objects.filter(pk=0).update(is_active=False)
        return HttpResponse()


@pytest.mark.django_db
def test_a_page_that_writes_when_it_is_read_fails() -> None:
    with pytest.raises(WroteOnRead):
        Handler().get_response(RequestFactory().get("/"))


@pytest.mark.django_db
def test_a_page_that_writes_when_a_form_is_sent_passes() -> None:
    assert Handler().get_response(RequestFactory().post("/")).status_code == 200


def render(source: str, path: str = "templates/page.html") -> str:
    engine: Any = engines["django"]
    page = Template(source, Origin(str(ROOT / path)), "page.html", engine.engine)
    return page.render(Context())


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ nobody.name }}",
        "{{ nobody|upper }}",
        "{% load i18n %}{% blocktranslate %}{{ nobody }}{% endblocktranslate %}",
        "{% with name=nobody %}{{ name }}{% endwith %}",
    ],
)
def test_an_undefined_variable_in_our_template_fails(source: str) -> None:
    with pytest.raises(UndefinedVariable):
        render(source)


def test_a_default_says_what_stands_in_for_nothing() -> None:
    assert render("{{ nobody|default:'x' }}{% if nobody %}y{% endif %}") == "x"


def test_templates_of_other_packages_may_lean_on_undefined_variables() -> None:
    assert render("{{ nobody }}", ".venv/lib/wagtail/page.html") == ""


@pytest.mark.django_db
def test_rows_without_an_order_are_shuffled_and_ordered_rows_are_not() -> None:
    accounts = get_user_model().objects
    assert "ORDER BY RAND" in str(accounts.order_by().query).upper()
    assert "ORDER BY RAND" not in str(accounts.order_by("pk").query).upper()


@pytest.mark.django_db
def test_unordered_rows_still_unite_count_and_nest() -> None:
    accounts = get_user_model().objects.order_by()
    united = accounts.filter(pk=1).union(accounts.filter(pk=2))
    assert list(united) == list(accounts.filter(pk__in=accounts.values("pk"))) == []
    assert accounts.distinct().count() == accounts.count() == 0


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_is_closed() -> None:
    with pytest.raises(SocketConnectBlockedError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


@pytest.mark.django_db(transaction=True)
def test_rows_from_migrations_survive_tests_that_commit_first() -> None:
    _empty_and_count()


@pytest.mark.django_db(transaction=True)
def test_rows_from_migrations_survive_tests_that_commit_second() -> None:
    _empty_and_count()


def _empty_and_count() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
        assert cursor.rowcount > 0
