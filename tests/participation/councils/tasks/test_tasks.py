"""Tasks: added, taken, done, changed; their list; what they tell of themselves."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import end_mandate, open_exceptional_access
from participation.councils.choices import EndReason
from participation.councils.errors import Refused
from participation.councils.models import Council, Membership
from participation.councils.space import enter
from participation.councils.tasks.actions import finish_task, reopen_task, take_task
from participation.councils.tasks.models import Task
from participation.councils.tasks.room import room
from participation.journal.models import Entry
from tests.participation.councils.tasks.making import make_task
from tests.people import SignIn

A_WEEK = timedelta(days=7)


def address(name: str, *arguments: Any) -> str:
    return reverse(f"tasks:{name}", args=["les-tilleuls", *arguments])


def boxes(day: int, month: int, year: int) -> dict[str, int]:
    """Give a date as it is typed."""
    return {"due_on_day": day, "due_on_month": month, "due_on_year": year}


def test_a_member_adds_a_task_once_and_entrusts_it(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    day = council.today + A_WEEK
    form = {
        "title": "Réserver  la salle",
        "details": "Avec le micro.",
        "assignee": coordinator.pk,
        **boxes(day.day, day.month, day.year),
        "origin": "La réunion de mars",
        "origin_url": "/conseils/les-tilleuls/",
        "key": str(uuid4()),
    }
    browser = browsing_as(councillor)
    answers: list[Any] = [browser.post(address("add"), form) for _ in range(2)]
    task = Task.objects.get()
    assert [one.headers["Location"] for one in answers] == [task.get_absolute_url()] * 2
    assert (task.title, task.due_on, task.assignee, task.assigned_by) == (
        "Réserver la salle",
        day,
        coordinator,
        councillor,
    )
    page = browser.get(task.get_absolute_url()).content.decode()
    assert "Yasmina" in page and 'href="/conseils/les-tilleuls/">La réunion de mars</a>' in page
    entry = Entry.objects.get(subject=f"task:{task.pk}")
    assert (entry.event, entry.payload) == (
        "TaskAdded",
        {"council_id": council.pk, "task_id": task.pk},
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "Écrivez ce qu’il faut faire."),
        ({"details": "é" * 2001}, "Ramenez-les à 2000 signes."),
        ({"due_on_day": "1", "due_on_month": "3", "due_on_year": "2020"}, "Ce jour est passé."),
        (
            {"due_on_day": "31", "due_on_month": "2", "due_on_year": "2030"},
            "Cette date n’existe pas.",
        ),
        ({"assignee": "0"}, "Cette personne n’est plus au conseil."),
    ],
)
def test_what_cannot_be_taken_is_explained_and_kept(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    changed: dict[str, Any],
    sentence: str,
) -> None:
    form = {"title": "Réserver la salle", "origin": "La réunion", **changed}
    answer = browsing_as(councillor).post(address("add"), form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and 'value="La réunion"' in answer.content.decode()
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    "url", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:x"]
)
def test_a_task_leads_nowhere_else(
    council: Council, councillor: Account, browsing_as: SignIn, url: str
) -> None:
    browsing_as(councillor).post(address("add"), {"title": "Réserver", "origin_url": url})
    assert Task.objects.get().origin_url == ""


def test_a_task_is_taken_by_one_person(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    task = make_task(council, coordinator)
    take_task(task, actor=councillor)
    assert take_task(task, actor=councillor).assignee == councillor
    with pytest.raises(Refused):
        take_task(task, actor=coordinator)
    late = browsing_as(coordinator).post(address("act", task.pk), {"do": "take"}, follow=True)
    assert "Quelqu’un vient de prendre cette tâche." in late.content.decode()
    assert Task.objects.get().assignee == councillor


def test_what_a_former_member_had_to_do_is_free_again(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    task = make_task(council, coordinator, councillor)
    membership = Membership.objects.get(account=councillor)
    end_mandate(membership, reason=EndReason.RESIGNED, actor=councillor)
    page = browsing_as(coordinator).get(task.get_absolute_url()).content.decode()
    assert "ancien membre" in page and "Je m’en charge" in page
    assert take_task(task, actor=coordinator).assignee == coordinator


def test_a_task_is_done_and_undone_once_each(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    task = make_task(council, coordinator, councillor)
    browser = browsing_as(councillor)
    for do in ("finish", "finish", "nonsense"):
        back = browser.post(address("act", task.pk), {"do": do, "next": address("tasks")})
        assert back.headers["Location"] == address("tasks")
    done = finish_task(task, actor=coordinator)
    assert (done.is_done, done.done_by) == (True, councillor)
    assert task in browser.get(address("tasks"), {"vue": "faites"}).context["page"].object_list
    for _ in range(2):
        reopened = reopen_task(task, actor=coordinator)
    assert (reopened.is_done, reopened.done_by) == (False, None)
    events = Entry.objects.filter(subject=f"task:{task.pk}").order_by("pk")
    assert list(events.values_list("event", flat=True)) == [
        "TaskAdded",
        "TaskFinished",
        "TaskReopened",
    ]


def test_a_task_is_changed_and_may_keep_a_day_that_is_over(
    council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    with living_at(now() - A_WEEK):
        task = make_task(council, councillor, due_on=council.today)
    day = council.today - A_WEEK
    form = {
        "title": "Autre salle",
        "assignee": councillor.pk,
        **boxes(day.day, day.month, day.year),
    }
    browser = browsing_as(councillor)
    assert browser.post(address("change", task.pk), form).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.search_text) == ("Autre salle", "autre salle")
    assert task.assignee == councillor
    assert "En retard" in browser.get(address("tasks")).content.decode()


def test_the_list_shows_what_is_to_do_soonest_first_and_mine_apart(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    someday = make_task(council, coordinator, councillor)
    later = make_task(council, coordinator, due_on=council.today + A_WEEK)
    soon = make_task(council, coordinator, due_on=council.today)
    finish_task(make_task(council, coordinator, councillor), actor=councillor)
    browser = browsing_as(councillor)
    shown = {
        view: browser.get(address("tasks"), {"vue": view}).context["page"].object_list
        for view in ("", "miennes", "n’importe quoi")
    }
    assert shown == {
        "": [soon, later, someday],
        "miennes": [someday],
        "n’importe quoi": [soon, later, someday],
    }
    waiting = list(room.waiting(enter(councillor, council.slug)))
    assert [(one.text, one.until) for one in waiting] == [(someday.title, None)]


def test_who_only_reads_sees_no_button(
    council: Council, councillor: Account, administrator: Account, browsing_as: SignIn
) -> None:
    task = make_task(council, councillor)
    open_exceptional_access(council, account=administrator, reason="Une plainte à instruire.")
    browser = browsing_as(administrator)
    for page in (address("tasks"), task.get_absolute_url()):
        assert 'name="do"' not in browser.get(page).content.decode()
    for page in (address("add"), address("change", task.pk), address("act", task.pk)):
        assert browser.post(page, {"do": "finish", "title": "x"}).status_code == 404
    assert not Task.objects.get().is_done


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_whatever_it_holds(
    council: Council,
    councillor: Account,
    browsing_as: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _ in range(number):
        make_task(council, councillor, councillor, due_on=council.today)
    browser = browsing_as(councillor)
    browser.get("/aide/")  # the first page notes a session, each one that it is alive
    with django_assert_num_queries(16):
        browser.get(address("tasks"))


def test_news_are_what_others_did(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    since = now() - timedelta(minutes=5)
    with living_at(now() - A_WEEK):
        old = make_task(council, coordinator, title="Ancienne")
    mine = make_task(council, coordinator, councillor, title="Pour moi")
    other = make_task(council, coordinator, title="Pour tous")
    make_task(council, councillor, councillor, title="La mienne")
    finish_task(old, actor=coordinator)
    take_task(other, actor=councillor)
    told = [
        (news.text, news.url, news.by, news.is_for_me)
        for news in room.news(enter(councillor, council.slug), since)
    ]
    assert sorted(told) == [
        ("Nouvelle tâche : Pour tous", other.get_absolute_url(), "Yasmina", False),
        ("On vous confie une tâche : Pour moi", mine.get_absolute_url(), "", True),
        ("Tâche faite : Ancienne", old.get_absolute_url(), "Yasmina", False),
    ]


def test_found_given_and_forgotten(
    council: Council, councillor: Account, coordinator: Account, neighbour: Account
) -> None:
    make_task(neighbour.memberships.get().council, neighbour, title="École ailleurs")
    task = make_task(council, councillor, coordinator, title="Voir l’école", details="Le matin.")
    finish_task(task, actor=coordinator)
    found = list(room.find(enter(councillor, council.slug), ["ecole", "matin"]))
    assert [(one.title, one.excerpt, one.url) for one in found] == [
        ("Voir l’école", "Le matin.", task.get_absolute_url())
    ]
    held = room.personal_data(coordinator)
    assert [(one["tache"], one["precisions"], one["faite_par_vous"]) for one in held] == [
        ("Voir l’école", None, True)
    ]
    for _ in range(2):
        room.forget(coordinator)
    task.refresh_from_db()
    assert (task.assignee, task.done_by, task.added_by) == (None, None, councillor)
    assert room.personal_data(coordinator) is None
