"""The technical log follows a request and quotes nobody."""

import json
import logging
import logging.config
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from participation.base import sentry
from participation.base.logs import JsonFormatter, speaking_of, to_json


def line(name: str = "participation.x", msg: str = "said", *args: Any, **fields: Any) -> Any:
    record = logging.LogRecord(name, logging.INFO, "", 0, msg, args, fields.pop("exc_info", None))
    vars(record).update(fields)
    return json.loads(JsonFormatter().format(record))


def test_a_line_carries_the_id_of_its_request() -> None:
    with speaking_of("abcdef123"):
        assert line()["request"] == "abcdef123"
    assert "request" not in line()


def test_addresses_and_telephone_numbers_are_taken_out() -> None:
    told = line("x", "from %s or %s", "a.b@c.fr", "06 12 34 56 78")
    assert told["message"] == "from [courriel] or [téléphone]"


def test_extras_are_numbers_and_words_and_never_sentences() -> None:
    told = line(entry=3, event="AnswerSent", text="Je suis contre ce projet", other="a@b.fr")
    assert (told["entry"], told["event"]) == (3, "AnswerSent")
    assert {"text", "other"}.isdisjoint(told)


def test_django_says_no_address_which_may_hold_a_code() -> None:
    assert line("django.request", "Not Found: %s", "/recu/K7QM/")["message"] == "Not Found: %s"


def test_an_exception_is_told_by_its_kind_and_way_not_by_what_it_quotes() -> None:
    try:
        int("a@b.fr, je suis contre")
    except ValueError as problem:
        told = line(exc_info=(ValueError, problem, problem.__traceback__))
    assert told["exception"] == "ValueError"
    assert "test_logs.py" in told["way"][0]
    assert "contre" not in json.dumps(told) and "a@b.fr" not in json.dumps(told)


@pytest.mark.django_db
def test_a_request_is_named_and_its_line_names_the_view(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "participation.access"):
        response = client.get("/page-absente/secret/", headers={"X-Request-ID": "given-12345"})
    assert response.headers["X-Request-ID"] != "given-12345"
    told = [JsonFormatter().format(record) for record in caplog.records]
    assert not any("secret" in each for each in told)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    response = client.get("/", headers={"X-Request-ID": "given-12345"})
    assert response.headers["X-Request-ID"] == "given-12345"


def test_the_setting_is_one_that_logging_takes() -> None:
    logging.config.dictConfigClass(to_json())  # refuses what it cannot read
    assert to_json()["root"]["handlers"] == ["output"]


def test_sentry_is_refused_with_a_sentence_when_its_package_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentry, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="sentry-sdk"):
        sentry.start("https://key@errors.example/1")


def test_sentry_is_told_what_broke_and_nothing_of_anybody() -> None:
    frame = {"filename": "a.py", "lineno": 3, "vars": {"text": "Je suis contre"}}
    error = {"type": "ValueError", "value": "a@b.fr", "stacktrace": {"frames": [frame]}}
    event = {
        "event_id": "1",
        "exception": {"values": [error]},
        "request": {"url": "https://x/recu/K7QM/", "data": "Je suis contre"},
        "user": {"email": "a@b.fr"},
        "transaction": "/recu/K7QM/",
        "breadcrumbs": ["a@b.fr"],
        "extra": {"x": 1},
    }
    kept = {"type": "ValueError", "module": None}
    kept["stacktrace"] = {"frames": [{"filename": "a.py", "lineno": 3}]}  # type: ignore[assignment]
    assert sentry.scrub(event, {}) == {
        "event_id": "1",
        "exception": {"values": [kept]},
        "transaction": "address",
    }
