"""The demonstration: complete, true to its own numbers, lived in, and loaded only once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from cms.demo.councils.load import is_lived_in
from cms.demo.councils.welcoming import call_to_vote
from cms.demo.load import load
from cms.demo.reading import PARIS, all_testimonies, consultations, read
from cms.models import NewsPage, TextPage
from consultations.ladder import Rung
from consultations.models import Consultation, Contribution, LedgerLeaf, RuleChange, State
from consultations.outcomes.models import OfficialResponse, Position
from consultations.receipts import fingerprint
from participation.accounts.models import Account, Officer
from participation.base.clock import now
from participation.base.events import Heard
from participation.councils.actions import seat
from participation.councils.ballots.choices import Kind, Outcome
from participation.councils.ballots.choices import State as BallotState
from participation.councils.ballots.models import Ballot, Decision, Result, Vote
from participation.councils.ballots.queries.reading import waiting_ballots
from participation.councils.choices import Activity, CollegeKind, Way
from participation.councils.draws import lot
from participation.councils.draws.models import Draw
from participation.councils.draws.queries import published, strata
from participation.councils.events import MemberSeated
from participation.councils.models import Council, Invitation, Membership, RecognitionOrder
from participation.councils.space import enter
from participation.councils.threads.models import Thread
from participation.journal.models import Entry as JournalEntry


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
    assert sorted(row.days_late for row in answered) == [0, 0, 0, 0, 19]
    assert [row.slug for row in Consultation.objects.all() if row.is_overdue] == [
        "route-des-cretes"
    ]


@pytest.mark.django_db
def test_an_extension_is_shown_with_its_reason(demo: date) -> None:
    changes = RuleChange.objects.filter(consultation__slug="place-aux-laines")

    assert {change.field for change in changes} == {"closes_at", "response_due_on"}
    assert all(change.reason for change in changes)


def said_by_councils() -> list[Any]:
    """Give what councils that are lived in said in consultations."""
    slugs = [row["slug"] for row in read("councils/register") if is_lived_in(row["slug"])]
    return [row for slug in slugs for row in read(f"councils/{slug}").get("interventions", [])]


@pytest.mark.django_db
def test_contributions_are_as_many_as_the_texts_say(demo: date) -> None:
    for told in consultations():
        expected = told.get("answers", {}).get("count", 0)
        if told["slug"] == "dire-pour-agir":
            expected = 250
        sent = [row for row in read("residents") if row["consultation"] == told["slug"]]
        expected += sum(row["is_sent"] for row in sent) + len(told.get("entries", []))
        expected += sum(row["consultation"] == told["slug"] for row in said_by_councils())
        evenings = [meeting["evening"] for meeting in told.get("meetings", [])]
        expected += sum("ask" in line for evening in evenings for line in evening)
        voted = told.get("statements", {"camps": [], "proposed": [], "waiting": []})
        expected += sum(voted["camps"]) + len(voted["proposed"]) + len(voted["waiting"])
        expected += len(told.get("drafting", {"amendments": []})["amendments"])
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
    assert Officer.objects.order_by().values("public_body").distinct().count() == 4
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
def test_forty_councils_are_in_every_state(demo: date) -> None:
    councils = Council.objects.order_by()

    assert councils.count() == 40
    assert set(councils.values_list("activity", flat=True)) == set(Activity.values)
    assert councils.values("framework").distinct().count() == 3
    assert Thread.objects.order_by().values("council").distinct().count() == 3


@pytest.mark.django_db
def test_the_draw_replays_and_shows_which_places_nobody_took(demo: date) -> None:
    draw = Draw.objects.get()

    assert list(lot.disagreements(published(draw))) == []
    assert sum(stratum.missing for stratum in strata(draw)) >= 1


@pytest.mark.django_db
def test_an_invitation_waits_for_the_newcomer(demo: date) -> None:
    invitation = Invitation.objects.pending().get()

    assert Account.objects.filter(email=invitation.email).exists()
    assert not Membership.objects.filter(account__email=invitation.email).exists()


@pytest.mark.django_db
def test_councils_voted_in_every_way_and_wrote_down_what_they_decided(demo: date) -> None:
    ballots = Ballot.objects.order_by()

    assert set(ballots.values_list("kind", flat=True)) == set(Kind.values)
    assert set(ballots.values_list("state", flat=True)) == {BallotState.OPEN, BallotState.CLOSED}
    outcomes = set(Result.objects.order_by().values_list("outcome", flat=True))
    assert {Outcome.ADOPTED, Outcome.CHOSEN, Outcome.BLOCKED} <= outcomes
    assert ballots.get(is_anonymous=True).result.outcome == Outcome.CHOSEN
    assert ballots.get(count_by="college").result.is_adopted
    decided = Decision.objects.order_by().values("council").distinct()
    assert decided.count() == 3
    assert decided.filter(is_public=True).count() == 2


@pytest.mark.django_db
def test_votes_wait_for_the_member_and_tell_no_time_to_come(demo: date) -> None:
    council = Council.objects.get(slug="tilleuls-verriers")
    space = enter(Account.objects.get(email="membre@demo.example"), council.slug)

    assert {ballot.kind for ballot in waiting_ballots(space)} == {Kind.RANKING, Kind.MEETING_DATE}
    assert not Vote.objects.filter(cast_at__gt=now()).exists()
    assert not Decision.objects.filter(decided_on__gt=demo).exists()


@pytest.mark.django_db
def test_a_council_speaks_in_its_own_name_in_a_consultation(demo: date, client: Client) -> None:
    page = client.get("/conseils/tilleuls-verriers/")

    assert "Trois points noirs autour de l’allée des Tilleuls" in unescape(page.content.decode())
    said = Contribution.objects.filter(council__slug="tilleuls-verriers")
    assert {row.public_name for row in said} == {"Conseil citoyen des Tilleuls-Verriers"}


@pytest.mark.django_db
def test_a_vote_opens_for_the_newcomer_once_and_for_nobody_else(demo: date) -> None:
    before = set(Ballot.objects.order_by().values_list("pk", flat=True))
    newcomer = Account.objects.get(email="nouvelle@demo.example")
    council = Council.objects.get(slug="tilleuls-verriers")
    college = council.framework.colleges.get(kind=CollegeKind.RESIDENTS)
    people: dict[str, Any] = {
        "college": college,
        "way": Way.VOLUNTEER,
        "actor": None,
        "gender": "woman",
    }
    waiting = Council.objects.get(slug="gare-basse")
    elsewhere = seat(waiting, name="Camille", account=newcomer, **people)
    call_to_vote(heard_of(elsewhere))
    other = Membership.objects.get(account__email="membre@demo.example")
    call_to_vote(heard_of(other))
    assert set(Ballot.objects.order_by().values_list("pk", flat=True)) == before

    sits = seat(council, name="Camille", account=newcomer, **people)
    for _time in range(2):
        call_to_vote(heard_of(sits))

    ballot = Ballot.objects.exclude(pk__in=before).get()
    assert ballot in waiting_ballots(enter(newcomer, council.slug))
    assert ballot.voters.count() == council.memberships.running().count()


def heard_of(member: Membership) -> Heard:
    seated = MemberSeated(council_id=member.council_id, membership_id=member.pk)
    return Heard(event=seated, entry_id=1)


@pytest.mark.django_db
def test_the_register_tells_orders_and_who_answers(demo: date) -> None:
    federation = Account.objects.get(email="agent.federation@demo.example")
    coast = Account.objects.get(email="agent.littoral@demo.example")

    assert Council.objects.kept_by(federation).count() == 40
    assert 0 < Council.objects.kept_by(coast).count() < 10
    assert RecognitionOrder.objects.filter(annulled_on=None).count() == 13
    assert RecognitionOrder.objects.get(annulled_on__isnull=False).annulled_because


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
