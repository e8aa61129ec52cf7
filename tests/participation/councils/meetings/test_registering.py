"""Coming to a public meeting: confirmed, placed, waiting, called off, erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.errors import Refused
from participation.councils.meetings import actions
from participation.councils.meetings.models import Meeting, Registration
from participation.councils.meetings.room import room
from participation.councils.models import Council
from participation.notifications.actions import sweep
from participation.notifications.models import Letter
from tests.participation.councils.meetings.making import make_held, make_meeting
from tests.participation.councils.meetings.test_following import link_in
from tests.people import SignIn

MINE = "visiteuse@example.org"


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    cache.clear()


@pytest.fixture
def meeting(council: Council) -> Meeting:
    return make_open(council, places=2)


def make_open(council: Council, **fields: Any) -> Meeting:
    fields.setdefault("title", "Forum du quartier")
    return make_meeting(council, is_public=True, takes_registrations=True, **fields)


def come(meeting: Meeting, name: str) -> Registration:
    """Register somebody to the end, from the address of that name."""
    email = f"{name.lower()}@example.org"
    actions.ask_for_place(meeting, name=name, email=email)
    return actions.confirm_registration(meeting.registrations.get(email=email))


def placed(meeting: Meeting) -> list[tuple[str, bool]]:
    rows = meeting.registrations.confirmed().order_by("confirmed_at", "pk")
    return list(rows.values_list("name", "has_place"))


def test_somebody_without_an_account_comes_and_gives_up(
    meeting: Meeting,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = client.get(meeting.get_absolute_url()).content.decode()
    here = f"{meeting.get_absolute_url()}inscription/"
    assert here in page and "2 places libres sur 2" in page
    assert client.post(here, {"name": " ", "email": "non"}).status_code == 422
    said = {"name": "Colette", "email": MINE.upper(), "needs": "Une rampe"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(here, said, follow=True).status_code == 200
    assert not placed(meeting)
    assert [sent.to for sent in mail.outbox] == [[MINE]]
    mine = link_in(mail.outbox[0], "/reunions/inscription/")
    shown = client.get(mine)
    assert shown["Referrer-Policy"] == "same-origin" and "Une rampe" in shown.content.decode()
    assert not placed(meeting)  # a scanner followed the link
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(mine, {"do": "confirm"})
        client.post(mine, {"do": "confirm"})
    assert placed(meeting) == [("Colette", True)]
    [sent] = mail.outbox
    assert "Votre place est réservée" in sent.body
    assert (sent.attachments[0][0], sent.attachments[0][2]) == ("reunion.ics", "text/calendar")
    assert "Votre place est réservée" in client.get(mine).content.decode()
    assert "Colette" not in client.get(meeting.get_absolute_url()).content.decode()
    gone = client.post(mine, {"do": "leave"})
    assert "n’existe pas, ou plus" in gone.content.decode()
    assert client.get(mine).status_code == 200 and not Registration.objects.exists()


def test_a_known_address_gets_the_same_page_and_a_letter_that_says_what_it_has(
    meeting: Meeting,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    come(meeting, "Colette")
    here = f"{meeting.get_absolute_url()}inscription/"
    answers = []
    for email in ("colette@example.org", "autre@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            said = {"name": "Zoé", "email": email}
            answers.append(client.post(here, said, follow=True).content)
    bare = [b"".join(one.split(b"nonce")[:1]) for one in answers]
    assert bare[0] == bare[1]
    assert [(one.to, "Votre place est réservée" in one.body) for one in mail.outbox] == [
        (["colette@example.org"], True),
        (["autre@example.org"], False),
    ]
    assert meeting.registrations.get(email="colette@example.org").name == "Colette"


def test_somebody_signed_in_has_a_place_at_once(
    meeting: Meeting, resident: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(resident)
    here = f"{meeting.get_absolute_url()}inscription/"
    form = browser.get(here).context["form"]
    assert (list(form.fields), form["name"].value()) == (["name", "needs"], "Colette")
    answer = browser.post(here, {"name": "Colette", "needs": ""})
    row = Registration.objects.get()
    assert (answer["Location"], row.account, row.has_place) == (row.url, resident, True)
    browser.post(here, {"name": "Colette", "needs": "Une rampe"})
    row.refresh_from_db()
    assert (Registration.objects.count(), row.needs) == (1, "Une rampe")


def test_the_third_waits_and_gets_the_place_that_is_given_back(
    meeting: Meeting,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first = come(meeting, "Ana")
    come(meeting, "Bob")
    third, fourth = come(meeting, "Cyr"), come(meeting, "Dia")
    assert (third.rank, fourth.rank, first.rank) == (1, 2, None)
    page = client.get(fourth.url).content.decode()
    assert "au rang 2" in page
    public = client.get(meeting.get_absolute_url()).content.decode()
    assert "liste d’attente" in public and "0 place libre sur 2" in public
    with django_capture_on_commit_callbacks(execute=True):
        actions.end_registration(first, actor=None)
        actions.end_registration(first, actor=None)
    assert placed(meeting) == [("Bob", True), ("Cyr", True), ("Dia", False)]
    assert [(one.to, "elle est à vous" in one.body) for one in mail.outbox] == [
        (["cyr@example.org"], True)
    ]
    assert fourth.rank == 1


def test_more_places_are_given_to_those_who_wait_and_fewer_take_none_away(
    meeting: Meeting,
) -> None:
    for name in ("Ana", "Bob", "Cyr", "Dia"):
        come(meeting, name)
    actions.edit_meeting(meeting, places=3, actor=None)
    assert [has_place for _name, has_place in placed(meeting)] == [True, True, True, False]
    actions.edit_meeting(meeting, places=1, actor=None)
    assert [has_place for _name, has_place in placed(meeting)] == [True, True, True, False]
    actions.edit_meeting(meeting, places=None, actor=None)
    assert [has_place for _name, has_place in placed(meeting)] == [True] * 4


def test_who_organises_notes_who_called_and_reads_needs_alone(
    meeting: Meeting,
    council: Council,
    councillor: Account,
    coordinator: Account,
    browsing_as: SignIn,
    client: Client,
) -> None:
    here = f"{meeting.space_url}inscriptions/"
    said = {"name": "Odette", "phone": "01 99 00 12 34", "needs": "Lire sur les lèvres"}
    assert browsing_as(councillor).get(here).status_code == 404
    browser = browsing_as(coordinator)
    assert browser.post(here, {"name": ""}).status_code == 422
    browser.post(here, said)
    browser.post(here, said)  # pressed twice
    row = Registration.objects.get()
    assert (row.has_place, row.noted_by, row.email) == (True, coordinator, "")
    page = browser.get(here).content.decode()
    assert "Lire sur les lèvres" in page and "01 99 00 12 34" in page
    for address in (meeting.space_url, meeting.get_absolute_url()):
        seen = browsing_as(councillor).get(address).content.decode()
        assert "Odette" not in seen and "1 personne du public inscrite" in seen
    end = f"{here}{row.pk}/effacer/"
    assert browsing_as(councillor).post(end).status_code == 404
    browsing_as(coordinator).get(end)
    assert Registration.objects.exists()
    browsing_as(coordinator).post(end)
    assert not Registration.objects.exists()


def test_those_who_come_are_told_of_another_date_and_of_the_end(
    meeting: Meeting,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    row = come(meeting, "Ana")
    actions.ask_for_place(meeting, name="Jamais", email="jamais@example.org")
    later = {
        "starts_at": meeting.starts_at + timedelta(days=7),
        "ends_at": meeting.ends_at + timedelta(days=7),
    }
    with django_capture_on_commit_callbacks(execute=True):
        actions.postpone_meeting(meeting, reason="Grève des trains.", actor=None, **later)
    told = {sent.to[0]: sent for sent in mail.outbox}
    assert "jamais@example.org" not in told
    sent = told["ana@example.org"]
    assert "Grève des trains." in sent.body and row.url in sent.body
    assert "SEQUENCE:1" in sent.attachments[0][1]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_meeting(meeting, reason="Salle fermée.", actor=None)
    sent = {sent.to[0]: sent for sent in mail.outbox}["ana@example.org"]
    assert "STATUS:CANCELLED" in sent.attachments[0][1]
    page = client.get(row.url).content.decode()
    assert "Salle fermée." in page and "Effacer mon inscription" in page


def test_a_letter_to_somebody_who_gave_up_never_leaves(
    meeting: Meeting, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = come(meeting, "Ana")
    with django_capture_on_commit_callbacks() as waiting:
        actions.cancel_meeting(meeting, reason="Salle fermée.", actor=None)
    actions.end_registration(row, actor=None)
    for callback in waiting:
        callback()
    sweep()
    assert "ana@example.org" not in [sent.to[0] for sent in mail.outbox]
    kept = Letter.objects.filter(recipient="ana@example.org")
    assert {letter.calendar for letter in kept} <= {""}


@pytest.mark.parametrize("fields", [{"takes_registrations": False}, {"is_public": False}])
def test_one_does_not_register_where_nobody_asks_for_it(
    council: Council, client: Client, fields: dict[str, bool]
) -> None:
    meeting = make_meeting(council, **{"is_public": True, "takes_registrations": True, **fields})
    with pytest.raises(Refused, match="ne s’inscrit plus"):
        actions.ask_for_place(meeting, name="Ana", email=MINE)
    page = client.get(f"{meeting.get_absolute_url()}inscription/")
    assert page.status_code == (200 if meeting.is_public else 404)
    assert "<form method" not in page.content.decode().split("<main")[-1].split("</main")[0]


def test_registration_ends_with_the_start(meeting: Meeting, client: Client) -> None:
    actions.ask_for_place(meeting, name="Ana", email=MINE)
    row = meeting.registrations.get()
    with living_at(meeting.starts_at):
        assert client.post(row.url, {"do": "confirm"}).status_code == 422
        assert "ne s’inscrit plus" in client.get(row.url).content.decode()
        answer = client.post(
            f"{meeting.get_absolute_url()}inscription/", {"name": "Bob", "email": "b@example.org"}
        )
        assert answer.status_code == 422
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_nobody_waits_in_vain_once_it_has_begun(council: Council) -> None:
    meeting = make_open(council, places=1)
    first, second = come(meeting, "Ana"), come(meeting, "Bob")
    with living_at(meeting.starts_at):
        actions.end_registration(first, actor=None)
    second.refresh_from_db()
    assert second.has_place is False


def test_too_many_requests_from_one_place_are_refused(meeting: Meeting, client: Client) -> None:
    here = f"{meeting.get_absolute_url()}inscription/"
    statuses = [
        client.post(here, {"name": "Ana", "email": f"a{number}@example.org"}).status_code
        for number in range(11)
    ]
    assert statuses == [302] * 10 + [422]


def test_everything_is_erased_a_month_after(council: Council, meeting: Meeting) -> None:
    come(meeting, "Ana")
    actions.ask_for_place(meeting, name="Bob", email="bob@example.org")
    with living_at(now() + timedelta(days=8)):
        assert actions.forget_old_registrations() == 1  # who never confirmed
    with living_at(meeting.ends_at + timedelta(days=29)):
        assert actions.forget_old_registrations() == 0
    with living_at(meeting.ends_at + timedelta(days=31)):
        assert room.tidy() >= 1
    assert not Registration.objects.exists()


def test_a_person_is_given_and_erased_what_is_held_of_them(
    council: Council, resident: Account
) -> None:
    meeting = make_open(council, places=1)
    actions.register(meeting, name="Colette", account=resident, needs="Une rampe")
    waiting = come(meeting, "Bob")
    assert room.personal_data(resident)["inscriptions"] == [
        {
            "meeting__council__name": council.name,
            "meeting__title": "Forum du quartier",
            "name": "Colette",
            "needs": "Une rampe",
            "has_place": True,
        }
    ]
    room.forget(resident)
    waiting.refresh_from_db()
    assert (meeting.registrations.count(), waiting.has_place) == (1, True)


def test_places_go_with_registration_and_an_open_meeting(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(coordinator)
    said = {
        "title": "Forum",
        "kind": "ordinary",
        "on_0": "1",
        "on_1": "9",
        "on_2": "2099",
        "starts": "18:00",
        "ends": "20:00",
        "takes_registrations": "on",
        "places": "0",
    }
    answer = browser.post(f"{council.space_url}reunions/nouvelle/", said)
    errors = answer.context["form"].errors
    assert (answer.status_code, {"takes_registrations", "places"} <= set(errors)) == (422, True)


def test_a_public_meeting_is_a_file_for_one_s_calendar(
    council: Council, meeting: Meeting, client: Client
) -> None:
    answer = client.get(f"{meeting.get_absolute_url()}reunion.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "Forum du quartier" in answer.content.decode()
    private = make_held(council, title="Entre nous")
    assert client.get(f"{private.get_absolute_url()}reunion.ics").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_the_same_queries_whatever_their_number(
    council: Council,
    coordinator: Account,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    meeting = make_open(council)
    for name in ("Ana", "Bob", "Cyr")[:number]:
        come(meeting, name)
    browser = browsing_as(coordinator)
    browser.get("/aide/")
    with django_assert_num_queries(15):
        browser.get(f"{meeting.space_url}inscriptions/")
