"""Members say who does what: on a phone, at a desk, without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.models import Council
from participation.councils.tasks.actions import add_task
from participation.councils.tasks.models import Task
from tests.browser.councils.entering import enter_as, is_sound


@pytest.fixture
def task(site: str, council: Council, councillor: Account, coordinator: Account) -> Task:
    """A task that is late, one that nobody does, one that waits for the member."""
    title = "Demander à la mairie les plans de la place, avec les arbres et les bancs"
    with living_at(now() - timedelta(days=9)):
        late = add_task(
            council,
            actor=coordinator,
            title=title,
            assignee_id=councillor.pk,
            due_on=council.today,
            details="Les plans de mars.\nPas ceux de janvier.",
            origin="La réunion de mars",
            origin_url=council.space_url,
        )
    add_task(council, actor=coordinator, title="Coller les affiches")
    return late


@pytest.mark.parametrize("size", ["phone", "desktop", "nojs"])
def test_a_member_adds_takes_and_finishes_a_task(
    request: pytest.FixtureRequest, task: Task, councillor: Account, site: str, size: str
) -> None:
    page = enter_as(request.getfixturevalue(size), councillor, site)
    page.goto(f"{task.council.space_url}taches/")
    if size != "nojs":
        is_sound(page, "tasks")
    page.get_by_role("button", name="Je m’en charge : Coller les affiches").click()
    expect(page.get_by_text("Vous avez pris cette tâche.")).to_be_visible()
    page.get_by_role("link", name="Les miennes").click()
    page.get_by_role("link", name=task.title).click()
    if size != "nojs":
        is_sound(page, "task")
    page.get_by_role("button", name="C’est fait").click()
    expect(page.get_by_text("La tâche est faite. Merci.")).to_be_visible()
    page.get_by_role("link", name="Tâches", exact=True).last.click()
    page.get_by_role("link", name="Ajouter une tâche").click()
    page.get_by_role("button", name="Ajouter la tâche").click()
    page.get_by_role("link", name="Écrivez ce qu’il faut faire.").click()
    if size != "nojs":
        is_sound(page, "task-error")
    page.get_by_label("Que faut-il faire ?").fill("Imprimer le tract")
    page.get_by_label("Qui s’en charge ?").select_option("Yasmina")
    page.get_by_role("button", name="Ajouter la tâche").click()
    expect(page.get_by_role("heading", name="Imprimer le tract", level=1)).to_be_visible()
    assert list(Task.objects.order_by("pk").values_list("assignee__display_name", "done_at")) == [
        ("Aïssatou", Task.objects.get(pk=task.pk).done_at),
        ("Aïssatou", None),
        ("Yasmina", None),
    ]
