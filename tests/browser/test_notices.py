"""Following, reading one's notices, choosing what one receives: clean, and without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultations import actions
from participation.accounts.models import Account
from participation.journal.actions import sweep as hear_all
from participation.notifications.actions import follow
from participation.notifications.links import stop_category_url
from participation.notifications.models import Follow, Preference
from participation.notifications.topics import Topic
from tests.browser.support import axe, budget, look
from tests.browser.test_account_journey import sign_in
from tests.factories import make_consultation, make_open


@pytest.fixture
def told(resident: Account, site: str) -> Account:
    """Colette follows a consultation that opened, then closed."""
    consultation = make_consultation(title="La place de la Halle")
    follow(resident, Topic("consultation", consultation.pk))
    make_open(consultation)
    actions.suspend(consultation, actor=None, reason="La halle est fermée pour travaux.")
    hear_all()
    return resident


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_clean(visit: Any, told: Account, site: str, width: int) -> None:
    page: Page = visit(viewport={"width": width, "height": 800})
    topic = Follow.objects.get(account=told)
    stop = stop_category_url(told, "followed").removeprefix(site)
    for name, path in {
        "subscribe": "/suivre/",
        "follow-without-account": f"/suivre/consultation/{topic.topic_id}/",
        "follow-asked": "/suivre/demande/",
        "stop": stop,
    }.items():
        page.goto(path)
        axe(page)
        look(page, name)
    sign_in(page, told, site)
    for name, path in {
        "inbox": "/mes-avis/",
        "preferences": "/mes-avis/reglages/",
        "phone": "/mes-avis/telephone/",
        "follow": f"/suivre/consultation/{topic.topic_id}/",
    }.items():
        page.goto(path)
        axe(page)
        look(page, name)
    budget(page, cookies=2)


def test_it_all_works_without_javascript(visit: Any, told: Account, site: str) -> None:
    page: Page = visit(java_script_enabled=False)
    sign_in(page, told, site)
    page.goto("/")
    page.get_by_role("link", name="Mes avis").click()
    row = page.get_by_role("listitem").filter(has_text="Suspendue").first
    row.get_by_role("button", name="Marquer comme lu").click()
    expect(page.get_by_text("À lire", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Tout marquer comme lu").click()
    told.refresh_from_db()
    assert told.unread_count == 0
    page.get_by_role("link", name="Régler ce que je reçois").click()
    page.locator("#id_followed").select_option("weekly")
    page.get_by_role("button", name="Enregistrer mes réglages").click()
    assert Preference.objects.get(account=told, category="followed").rhythm == "weekly"
    page.get_by_role("link", name="Ne plus suivre").first.click()
    page.get_by_role("button", name="Ne plus suivre").click()
    assert not Follow.objects.filter(account=told).exists()
