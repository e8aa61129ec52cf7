"""The site's own pages, as anyone sees them: on a phone, at a desk, without JavaScript."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from cms import actions
from consultations.models import Consultation
from participation.base.clock import now
from tests.browser.conftest import Visit
from tests.browser.support import axe, budget, look
from tests.factories import make_open_step

SIZES = [360, 1280]
FIXED = ["/", "/demarches/", "/organismes/", "/actualites/", "/aide/", "/plan-du-site/"]


@pytest.fixture
def consultation(site: str) -> Consultation:
    """An open consultation with every kind of written part, beside one that is late."""
    late = make_open_step(title="La cantine, et après ?").consultation
    Consultation.objects.filter(pk=late.pk).update(
        state="closed", response_due_on=now().date() - timedelta(days=9)
    )
    found = make_open_step(title="Que faire de la place du marché ?").consultation
    page = actions.publish_page(found, actor=None)
    today = now().date()
    page.body = [
        ("heading", "La place aujourd’hui"),
        ("text", "<p>Quarante-trois tilleuls, et une halle de 1897.</p>"),
        ("figures", {"title": "En chiffres", "items": [{"value": "43", "label": "tilleuls"}]}),
        (
            "timeline",
            {"title": "Le chantier", "items": [{"day": today, "title": "Étude", "text": ""}]},
        ),
        (
            "questions",
            {"title": "", "items": [{"question": "Et le marché ?", "answer": "<p>Il reste.</p>"}]},
        ),
        ("quote", {"text": "On y passe tous.", "author": "Une habitante", "source": ""}),
        ("side_by_side", {"title": "Le vœu", "text": "<p>Vu.</p>", "plain": "<p>Oui.</p>"}),
    ]
    page.save_revision().publish()
    return found


@pytest.mark.parametrize("width", SIZES)
def test_every_page_is_accessible_and_light(
    visit: Visit, consultation: Consultation, width: int
) -> None:
    page = visit(viewport={"width": width, "height": 900})
    addresses = [*FIXED, consultation.get_absolute_url(), consultation.public_body.page.url]
    for address in addresses:
        page.goto(address)
        budget(page)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        look(page, f"site-{address.strip('/') or 'home'}")


def test_filters_work_without_javascript(nojs: Page, consultation: Consultation) -> None:
    nojs.goto("/demarches/")
    expect(nojs.get_by_role("heading", name="2 démarches")).to_be_visible()
    nojs.get_by_label("État").select_option("open")
    nojs.get_by_role("button", name="Chercher").click()
    expect(nojs.get_by_role("heading", name="1 démarche")).to_be_visible()
    expect(nojs.get_by_role("link", name=consultation.title)).to_be_visible()


def test_filters_answer_at_once_with_javascript(desktop: Page, consultation: Consultation) -> None:
    desktop.goto("/demarches/")
    desktop.locator("#search_q").press_sequentially("cantine")
    expect(desktop.get_by_role("heading", name="1 démarche")).to_be_visible()
    expect(desktop.get_by_role("link", name="La cantine, et après ?")).to_be_visible()
    assert "q=cantine" in desktop.url
