"""The demonstration: complete, true to its own numbers, well set, and loaded only once."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from cms.demo.dealing import deal_several, shares
from cms.demo.load import load
from cms.demo.reading import DATA, PARIS, all_testimonies, consultations, read
from cms.demo.survey import centres
from cms.demo.typography import faults, french
from cms.models import NewsPage, TextPage
from consultations.ladder import Rung
from consultations.models import Consultation, Contribution, LedgerLeaf, RuleChange, State
from consultations.outcomes.models import OfficialResponse, Position
from consultations.receipts import fingerprint
from participation.accounts.models import Account, Officer
from participation.base.clock import now
from participation.journal.models import Entry as JournalEntry

WORDS = re.compile(r"\S+")
CODED = {"email", "slug", "code", "key", "kind", "type", "channel", "state", "rung", "path"}


def sentences_of(told: Any, key: str = "") -> Iterator[str]:
    """Give every text of a file that people read."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from sentences_of(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from sentences_of(value, key)
    elif isinstance(told, str) and key not in CODED:
        yield told


# What was written ---------------------------------------------------------------------------


def test_two_hundred_and_fifty_testimonies_come_from_fourteen_towns() -> None:
    told = list(all_testimonies())

    assert len(told) == 250
    assert len({town for town, _rank, _row in told}) == 14
    assert {town for town, _rank, _row in told} == {
        commune["name"] for commune in read("territories")["communes"]
    }


def test_no_two_testimonies_share_a_sentence() -> None:
    texts = [row["text"] for _town, _rank, row in all_testimonies()]
    said = Counter(s for text in texts for s in set(re.split(r"(?<=[.!?])\s+", text)))

    assert [sentence for sentence, number in said.items() if number > 1] == []


def test_each_testimony_is_between_forty_and_a_hundred_and_twenty_words() -> None:
    lengths = [len(WORDS.findall(row["text"])) for _town, _rank, row in all_testimonies()]

    assert min(lengths) >= 40
    assert max(lengths) <= 120


@pytest.mark.parametrize("file", sorted(DATA.rglob("*.json")), ids=lambda file: file.stem)
def test_each_text_is_set_with_french_spaces(file: Any) -> None:
    texts = list(sentences_of(read(str(file.relative_to(DATA).with_suffix("")))))

    assert [text for text in texts if french(text) != text or faults(text)] == []


def test_a_missing_space_is_found() -> None:
    assert faults("Vraiment ?") != []
    assert faults("Vraiment?") != []
    assert faults("« Non »") != []
    assert faults(french("« Vraiment ? » : oui, 10 000 fois !")) == []


def test_two_hundred_and_thirty_eight_centres_of_which_ninety_answered() -> None:
    all_centres = centres()

    assert len({centre.name for centre in all_centres}) == 238
    answered = sum(centre.has_answered for centre in all_centres)
    assert answered == 90
    assert round(100 * answered / len(all_centres)) == 38
    assert all_centres == centres()


def test_shares_are_exact() -> None:
    assert shares([1, 1, 1], 10) == [4, 3, 3]
    assert sum(shares([86, 14], 90)) == 90


def test_handfuls_are_neither_empty_nor_too_large() -> None:
    hands = deal_several(["a", "b", "c"], [70, 60, 50], 40, 2, Random(1))

    assert {len(hand) for hand in hands} == {1, 2}


# What is loaded -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[date]:
    """The demonstration, loaded once for the tests below and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        today = now().astimezone(PARIS).date()
        load(today)
        yield today
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_rung_is_there(demo: date) -> None:
    assert set(Consultation.objects.order_by().values_list("rung", flat=True)) == set(Rung.values)


@pytest.mark.django_db
def test_every_state_of_a_life_is_there(demo: date) -> None:
    assert set(Consultation.objects.order_by().values_list("state", flat=True)) == {
        State.DRAFT,
        State.ANNOUNCED,
        State.OPEN,
        State.CLOSED,
        State.SYNTHESIS_PUBLISHED,
        State.RESPONDED,
        State.FOLLOW_UP,
        State.WITHDRAWN,
    }
    answered = [row for row in Consultation.objects.all() if row.is_answered]
    assert sorted(row.days_late for row in answered) == [0, 0, 0, 19]
    assert [row.slug for row in Consultation.objects.all() if row.is_overdue] == [
        "route-des-cretes"
    ]


@pytest.mark.django_db
def test_an_extension_is_shown_with_its_reason(demo: date) -> None:
    changes = RuleChange.objects.filter(consultation__slug="place-aux-laines")

    assert {change.field for change in changes} == {"closes_at", "response_due_on"}
    assert all(change.reason for change in changes)


@pytest.mark.django_db
def test_contributions_are_as_many_as_the_texts_say(demo: date) -> None:
    for told in consultations():
        expected = told.get("answers", {}).get("count", 0)
        if told["slug"] == "dire-pour-agir":
            expected = 250
        sent = [row for row in read("residents") if row["consultation"] == told["slug"]]
        expected += sum(row["is_sent"] for row in sent)
        received = Contribution.objects.filter(consultation__slug=told["slug"]).counted()
        assert received.count() == expected, told["slug"]


@pytest.mark.django_db
def test_testimonies_keep_their_town_and_their_channel(demo: date) -> None:
    rows = Contribution.objects.filter(consultation__slug="dire-pour-agir")

    assert rows.order_by().values("territory").distinct().count() == 14
    assert rows.by_channel() == Counter(row["channel"] for _town, _rank, row in all_testimonies())


@pytest.mark.django_db
def test_each_contribution_has_a_receipt_that_proves_it(demo: date) -> None:
    step = Consultation.objects.get(slug="bibliobus").steps.get()
    pairs = list(step.component.payloads(step))

    assert len(pairs) == 201
    assert all(row.sha256 == fingerprint(row, payload) for row, payload in pairs)
    assert len({str(payload) for _row, payload in pairs}) > 150
    leaves = LedgerLeaf.objects.filter(ledger__consultation__slug="bibliobus")
    assert set(leaves.values_list("sha256", flat=True)) == {row.sha256 for row, _ in pairs}


@pytest.mark.django_db
def test_every_position_is_taken_with_a_reason_and_cites(demo: date) -> None:
    responses = OfficialResponse.objects.all()

    assert {response.position for response in responses} == set(Position.values)
    assert all(response.reason and response.citations.exists() for response in responses)


@pytest.mark.django_db
def test_what_is_cited_can_be_read(demo: date) -> None:
    cited = Contribution.objects.filter(citations__isnull=False).distinct()

    assert cited.count() > 20
    assert {row.state for row in cited} == {Contribution.State.PUBLISHED}


@pytest.mark.django_db
def test_accounts_play_their_parts(demo: date) -> None:
    assert Officer.objects.order_by().values("public_body").distinct().count() == 3
    assert Account.objects.filter(is_superuser=True).count() == 1
    assert Account.objects.filter(is_moderator=True).count() == 1
    assert all(account.email.endswith("@demo.example") for account in Account.objects.all())


@pytest.mark.django_db
def test_news_and_texts_are_published(demo: date) -> None:
    assert NewsPage.objects.live().count() == 10
    for slug in ("aide", "accessibilite", "mentions-legales", "donnees-personnelles"):
        assert TextPage.objects.live().get(slug=slug).body


@pytest.mark.django_db
@pytest.mark.parametrize("told", consultations(), ids=lambda told: told["slug"])
def test_each_page_shows_what_was_written_for_it(demo: date, told: Any, client: Client) -> None:
    page = client.get(f"/demarches/{told['slug']}/")

    if told["goal"] == "draft":
        assert page.status_code == 404
        return
    html = unescape(page.content.decode())
    for part in told["page"]:
        titles = [item.get("title") or item.get("label") for item in part.get("items", [])]
        for title in filter(None, titles):
            assert title in html


@pytest.mark.django_db
def test_the_past_is_in_the_journal_and_never_in_the_future(demo: date) -> None:
    entries = JournalEntry.objects.all()

    assert entries.filter(at__gt=now()).count() == 0
    assert entries.filter(event="ConsultationOpened").order_by("at")[0].at.date() < demo


@pytest.mark.django_db
def test_loading_again_changes_nothing(demo: date) -> None:
    before = counts()

    load(demo)

    assert counts() == before


def counts() -> dict[str, int]:
    """Count the rows of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db
def test_reset_is_refused_outside_the_demonstration(settings: Settings) -> None:
    settings.IS_DEMO = False

    with pytest.raises(CommandError, match="Refusé"):
        call_command("load_demo", "--reset")
