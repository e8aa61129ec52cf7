"""What people follow is told to them: each event once, at their own rhythm, while they may read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client

from consultations import actions as consultations
from consultations.actions import announce
from participation.accounts.events import AccountRenamed
from participation.accounts.models import Account
from participation.base.events import record
from participation.notifications.actions import (
    News,
    ask_to_follow,
    choose_rhythms,
    confirm_follows,
    follow,
    sweep,
    tell,
)
from participation.notifications.actions.gathering import gather_due
from participation.notifications.kinds import Category, Rhythm
from participation.notifications.models import Follow, Letter, Notice, Subscriber
from participation.notifications.topics import Topic
from participation.territories.models import Territory
from tests.factories import make_account, make_consultation, make_step, make_territory

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)  # 12 h in Paris
HERE = Topic("territory", 1)


def told(kind: str = "consultation_news", topics: Any = (HERE,), **news: Any) -> int:
    """Tell of one event, in a transaction; give its journal line."""
    with transaction.atomic():
        line: Any = record(AccountRenamed(account_id=1), actor=None)
        found = {"title": "Ouverte : la halle", "path": "/demarches/la-halle/", **news}
        tell(line.pk, kind, News(**found), topics=topics)
    return int(line.pk)


def by_address(email: str, *topics: Topic, rhythm: str = "") -> Subscriber:
    ask_to_follow(email, topics, rhythm=rhythm)
    confirm_follows(list(Follow.objects.filter(subscriber__email=email)))
    return Subscriber.objects.get(email=email)


def sent_to(email: str) -> list[Any]:
    return [message for message in mail.outbox if message.to == [email]]


def test_a_summary_leaves_at_18_h_where_the_person_lives_and_holds_each_thing_once(
    resident: Account,
) -> None:
    follow(resident, HERE)
    with time_machine.travel(MONDAY_NOON, tick=False):
        line = told()
        told(title="Close : le marché")
        with transaction.atomic():  # heard a second time
            tell(line, "consultation_news", News("Ouverte : la halle", "/"), topics=[HERE])
        assert Notice.objects.filter(account=resident).count() == 2
        assert (gather_due(), sweep()) == (0, 0)
    with time_machine.travel(MONDAY_NOON + timedelta(hours=7), tick=False):  # the beat was late
        assert (gather_due(), gather_due()) == (1, 0)
        assert sweep() == 1
        told(title="Trop tard pour aujourd’hui")
        assert (gather_due(), sweep()) == (0, 0)
    (message,) = sent_to(resident.email)
    assert "halle" in message.body and "marché" in message.body
    assert "halle" not in message.subject
    html = str(message.alternatives[0][0])
    assert all(notice.title.split(" : ")[1] in html for notice in Notice.objects.all()[1:])
    assert len(message.message().as_bytes()) < 30_000


def test_each_person_has_the_rhythm_they_chose(resident: Account, councillor: Account) -> None:
    quiet = make_account("silence@example.org")
    for person in (resident, councillor, quiet):
        follow(person, HERE)
    choose_rhythms(resident, {Category.FOLLOWED: Rhythm.AT_ONCE})
    choose_rhythms(quiet, {Category.FOLLOWED: Rhythm.NOTHING})
    with time_machine.travel(MONDAY_NOON, tick=False):
        told()
        assert sweep() == 1
        choose_rhythms(councillor, {Category.FOLLOWED: Rhythm.WEEKLY})
    with time_machine.travel(MONDAY_NOON + timedelta(days=3), tick=False):
        assert gather_due() == 0
    with time_machine.travel(datetime(2026, 12, 4, 17, 1, tzinfo=UTC), tick=False):  # Friday
        assert gather_due() == 1
        assert sweep() == 1
    assert [message.to[0] for message in mail.outbox] == [resident.email, councillor.email]
    assert Notice.objects.filter(account=quiet).count() == 1
    resident.refresh_from_db()
    assert resident.unread_count == 1


def test_an_account_and_an_address_that_are_one_have_one_letter(resident: Account) -> None:
    follow(resident, HERE, rhythm=Rhythm.AT_ONCE)
    by_address(resident.email, HERE, rhythm=Rhythm.AT_ONCE)
    told()
    assert sweep() == 1
    assert len(sent_to(resident.email)) == 1


def test_one_who_follows_a_thing_in_several_ways_is_told_once(resident: Account) -> None:
    other = Topic("theme", 4)
    follow(resident, HERE)
    follow(resident, other)
    told(topics=[other, HERE])
    assert Notice.objects.get(account=resident).topic == "theme"


def test_what_may_not_be_read_any_more_does_not_leave(resident: Account, council: Any) -> None:
    follow(resident, HERE, rhythm=Rhythm.AT_ONCE)
    told(guard=("council", council.pk))
    assert sweep() == 0
    assert mail.outbox == []
    assert Letter.objects.get(kind="news").state == Letter.State.WITHHELD


def test_an_address_is_told_nothing_before_its_owner_confirms(client: Client) -> None:
    town = make_territory()
    page = f"/suivre/territory/{town.pk}/"
    answer = client.post(page, {"email": "Qui@example.org", "how_often": "at_once"})
    assert answer.status_code == 302
    told(topics=[Topic("territory", town.pk)])
    assert not Notice.objects.exists()
    asked = Follow.objects.get()
    link = f"/suivre/confirmer/{asked.token('confirm')}/"
    client.get(link)
    assert not Follow.objects.confirmed().exists()
    assert "confirmé" in client.post(link).content.decode()
    told(topics=[Topic("territory", town.pk)])
    assert sweep() >= 1
    assert sent_to("qui@example.org")


def test_one_click_ends_such_letters_and_the_token_serves_nothing_else(client: Client) -> None:
    who = by_address("qui@example.org", HERE, rhythm=Rhythm.AT_ONCE)
    told()
    sweep()
    message = sent_to("qui@example.org")[-1]
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    path = link.removeprefix("http://127.0.0.1:8000")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in message.body
    token = path.strip("/").split("/")[-1]
    assert client.get(path).status_code == 200
    assert Subscriber.objects.filter(pk=who.pk).exists()
    strict = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and not answer.cookies
    assert not Subscriber.objects.filter(pk=who.pk).exists()
    assert client.get(f"/suivre/confirmer/{token}/").status_code == 404
    assert client.get(path.replace(token, f"{token}x")).status_code == 404


def test_one_click_of_an_account_ends_the_category_and_keeps_the_inbox(
    client: Client, resident: Account
) -> None:
    follow(resident, HERE, rhythm=Rhythm.AT_ONCE)
    told()
    sweep()
    link = sent_to(resident.email)[0].extra_headers["List-Unsubscribe"].strip("<>")
    client.post(link.removeprefix("http://127.0.0.1:8000"))
    told()
    assert sweep() == 0
    assert Notice.objects.filter(account=resident).count() == 2


def test_a_consultation_is_told_to_who_follows_its_region(resident: Account) -> None:
    region = make_territory("Sorane", kind=Territory.Kind.REGION)
    town = make_territory("Tressigny", parent=region)
    follow(resident, Topic("territory", region.pk))
    consultation = make_consultation(territory=town)
    make_step(consultation)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda does, **_how: does())
        announce(consultation, actor=None)
        consultations.open_consultation(consultation, actor=None)
    titles = [notice.title for notice in Notice.objects.filter(account=resident)]
    assert titles == [f"{word}\u00a0: {consultation}" for word in ("Ouverte", "Bientôt")]
