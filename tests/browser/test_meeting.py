"""A public meeting in three browsers: the hall's screen, a telephone, the facilitator's desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.components.assembly.actions import Plan, Point, edit_assembly, open_room
from consultations.components.assembly.models import Assembly, Question, Support, Vote
from consultations.models import Step
from participation.accounts.models import Account, PublicBody
from tests.browser.conftest import SIZES, Visit
from tests.browser.councils.entering import enter_as
from tests.browser.support import axe, look
from tests.consultations.components.assembly.making import ask, make_meeting
from tests.factories import make_consultation, make_open

IS_LIVE = re.compile("^En direct")


@pytest.fixture
def step(site: str, public_body: PublicBody) -> Step:
    """A meeting that has not begun, with one question asked before."""
    consultation = make_consultation(public_body=public_body, title="La place de la Halle")
    made = make_meeting(consultation)
    make_open(consultation)
    assembly = Assembly.objects.select_related("step__consultation").get(pk=made.pk)
    ask(assembly, "Les arbres de la place seront-ils gardés ?")
    return assembly.step


def open_live(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("[data-how]")).to_have_text(IS_LIVE)
    return page


def act(page: Page, name: str) -> None:
    """Press a button of the desk; its name is followed by what it is about, for who hears it."""
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def flat(page: Page, selector: str) -> str:
    """The part of a page, whatever its blanks; a focus that was kept leaves its mark."""
    return re.sub(r"\s+| tabindex=\"-1\"", "", page.locator(selector).inner_html())


@pytest.mark.sqlite
def test_a_meeting_is_run_from_the_screen_a_telephone_and_the_desk(
    visit: Visit, phone: Page, step: Step, officer: Account, site: str
) -> None:
    start = step.get_absolute_url()
    code = Assembly.objects.get(step=step).code
    screen = open_live(visit(viewport={"width": 1920, "height": 1080}), f"{start}ecran/")
    desk = open_live(enter_as(visit(), officer, site), f"{start}animer/")
    phone = open_live(phone, f"/r/{code.lower()}/")
    assert phone.url.endswith(start)
    expect(phone.get_by_role("heading", name="La réunion n’a pas commencé")).to_be_visible()

    act(desk, "Ouvrir la réunion")
    expect(screen.get_by_role("heading", name="Le plan de la place")).to_be_visible()
    expect(phone.get_by_role("heading", name="En ce moment")).to_be_visible()

    # A question from the hall, with its receipt, and a support without leaving the page.
    phone.get_by_role("link", name="Poser une question").click()
    phone.get_by_label("Votre question").fill("Qui paiera la fontaine ?")
    phone.get_by_role("button", name="Envoyer ma question").click()
    expect(phone.get_by_role("heading", name="C’est envoyé")).to_be_visible()
    phone = open_live(phone, start)
    expect(desk.locator("#desk-queue")).to_contain_text("Qui paiera la fontaine ?")
    expect(screen.locator("#screen")).to_contain_text("Qui paiera la fontaine ?")
    fountain = Question.objects.get(text__startswith="Qui paiera")
    mine = phone.locator(f"#q{fountain.pk}")
    mine.get_by_role("link", name="Soutenir").click()
    expect(mine).to_contain_text("1 soutien")
    expect(mine.get_by_role("link", name="Ne plus soutenir")).to_be_focused()
    assert Support.objects.filter(question=fountain).count() == 1

    # The most supported comes first on the desk; it is taken, then answered in brief.
    expect(desk.locator("#desk-queue .desk-question").first).to_contain_text("la fontaine")
    act(desk, "Prendre")
    for page in (screen, phone):
        expect(page.locator(".screen-taken, .hall-taken")).to_contain_text("la fontaine")
    desk.get_by_label("Collège ou position").select_option("Habitants")
    desk.get_by_label("Prénom ou fonction").fill("Awa")
    act(desk, "Donner la parole tout de suite")
    expect(screen.get_by_role("timer")).to_have_text(re.compile("^Reste 2.min"))
    expect(phone.locator("#now")).to_contain_text("Awa – Habitants")
    look(screen, "meeting-screen")
    look(phone, "meeting-phone")
    look(desk, "meeting-desk")
    for page in (screen, phone, desk):
        axe(page)
    act(desk, "Fin de la prise de parole")
    expect(screen.get_by_role("timer")).to_have_count(0)
    desk.locator(f"#tend-{fountain.pk}").click()
    desk.get_by_label("Réponse en bref").fill("La commune, sur le budget de 2027.")
    act(desk, "Enregistrer")
    expect(mine).to_contain_text("La commune, sur le budget de 2027.")

    # A poll: the room answers, and sees the result when the facilitator decides.
    desk.get_by_role("link", name="Préparer un sondage").click()
    desk.get_by_label("Question du sondage").fill("Faut-il une fontaine ?")
    desk.get_by_label("Réponses proposées").fill("Oui\nNon\nSans avis")
    act(desk, "Ouvrir tout de suite")
    expect(screen.locator("#screen")).to_contain_text("0 réponse")
    phone.get_by_role("link", name="Répondre au sondage").click()
    phone.get_by_label("Sans avis").check()
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(screen.locator("#screen")).to_contain_text("1 réponse")
    open_live(phone, start)
    open_live(desk, f"{start}animer/")
    act(desk, "Fermer le sondage")
    expect(phone.locator("#poll")).to_be_hidden()
    act(desk, "Montrer le résultat")
    for page in (screen, phone):
        expect(page.get_by_role("row", name=re.compile("Sans avis 1"))).to_be_visible()
    assert not Vote.objects.exists()

    # What was pushed is what a reload shows.
    shown = (
        (phone, ("#now", "#poll", "#questions")),
        (screen, ("#ecran",)),
        (desk, ("#desk-now", "#desk-queue", "#desk-polls")),
    )
    for page, parts in shown:
        pushed = [flat(page, part) for part in parts]
        page.reload()
        expect(page.locator("[data-how]")).to_have_text(IS_LIVE)
        assert [flat(page, part) for part in parts] == pushed

    # The end, the minutes, the transcript.
    act(desk, "Terminer la réunion")
    expect(screen.locator("#screen")).to_contain_text("Merci d’être venus")
    expect(phone.get_by_role("link", name="Poser une question")).to_be_hidden()
    desk.goto(f"{start}notes/")
    desk.get_by_label("Notes sur ce point").fill(
        "M. Petit présente le plan. Appeler le 06 12 34 56 78."
    )
    expect(desk.locator("[data-autosave-status]")).to_have_text(re.compile("^Notes enregistrées"))
    desk.goto(f"{start}transcription/relire/")
    expect(desk.get_by_role("listitem").filter(has_text="M. Petit, 06 12 34 56 78")).to_be_visible()
    look(desk, "meeting-review")
    axe(desk)
    act(desk, "Publier la transcription")
    expect(phone.get_by_role("link", name="Lire la transcription")).to_be_visible()
    phone.get_by_role("link", name="Lire la transcription").click()
    expect(phone.get_by_role("heading", name="Ce qui a été dit en réunion")).to_be_visible()
    look(phone, "meeting-transcript")
    axe(phone)


def test_without_scripts_a_meeting_is_followed_supported_and_voted(
    visit: Visit, step: Step, officer: Account, site: str
) -> None:
    start = step.get_absolute_url()
    hall = visit(java_script_enabled=False, viewport={"width": 320, "height": 640})
    desk = enter_as(visit(java_script_enabled=False), officer, site)
    desk.goto(f"{start}animer/")
    act(desk, "Ouvrir la réunion")
    desk.get_by_role("link", name="Préparer un sondage").click()
    desk.get_by_label("Question du sondage").fill("Faut-il une fontaine ?")
    desk.get_by_label("Réponses proposées").fill("Oui\nNon")
    desk.get_by_label("On peut en choisir plusieurs").check()
    act(desk, "Ouvrir tout de suite")
    hall.goto(start)
    hall.get_by_role("link", name="Soutenir").first.click()
    hall.get_by_role("button", name="Soutenir").click()
    expect(hall.locator("#questions")).to_contain_text("1 soutien")
    expect(hall.get_by_role("link", name="Ne plus soutenir")).to_be_visible()
    hall.get_by_role("link", name="Répondre au sondage").click()
    hall.get_by_role("button", name="Envoyer ma réponse").click()
    expect(hall.get_by_role("alert")).to_contain_text("Choisissez une réponse.")
    hall.get_by_label("Oui").check()
    hall.get_by_label("Non").check()
    hall.get_by_role("button", name="Envoyer ma réponse").click()
    expect(hall.get_by_text("Votre réponse est comptée.")).to_be_visible()
    hall.get_by_role("link", name="Répondre au sondage").click()
    expect(hall.get_by_text("Vous avez répondu.")).to_be_visible()
    desk.get_by_role("link", name="Saisir une question papier ou orale").click()
    desk.get_by_label("La question").fill("Et les bancs ?")
    desk.get_by_label("Écrite sur papier").check()
    desk.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(desk.get_by_text("Code à donner à la personne")).to_be_visible()
    hall.goto(start)
    expect(hall.locator("#questions")).to_contain_text("Et les bancs ?")
    assert hall.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_socket_a_telephone_asks_again(phone: Page, step: Step) -> None:
    assembly = Assembly.objects.select_related("step__consultation").get(step=step)
    phone.route_web_socket(re.compile("/ws/"), lambda socket: socket.close())
    phone.clock.install()
    phone.goto(step.get_absolute_url())
    expect(phone.locator("[data-how]")).to_have_text(re.compile("^Connexion difficile"))
    open_room(assembly, actor=None)
    question = ask(assembly, "Et les bancs ?")
    phone.clock.run_for(16_000)
    expect(phone.get_by_role("heading", name="En ce moment")).to_be_visible()
    expect(phone.locator(f"#q{question.pk}")).to_contain_text("Et les bancs ?")


@pytest.mark.parametrize("size", sorted(SIZES))
def test_each_page_is_accessible_and_fits(
    visit: Visit, step: Step, officer: Account, site: str, size: str
) -> None:
    assembly = Assembly.objects.select_related("step__consultation").get(step=step)
    plan = Plan(
        starts_at=assembly.starts_at,
        place="Salle des fêtes",
        groups="Habitants\nCommerçants",
        points=[Point("Le plan de la place", 20), Point("Questions diverses")],
    )
    edit_assembly(assembly, plan, actor=None)
    open_room(assembly, actor=None)
    page = enter_as(visit(viewport=SIZES[size]), officer, site)
    question = Question.objects.select_related("contribution").get()
    start = step.get_absolute_url()
    alone = f"{start}questions/{question.contribution.tracking_code}/"
    addresses = {
        "start": start,
        "ask": f"{start}questions/poser/",
        "question": alone,
        "support": f"{alone}soutenir/",
        "tend": f"{alone}traiter/",
        "screen": f"{start}ecran/",
        "desk": f"{start}animer/",
        "paper": f"{start}animer/papier/",
        "prepare": f"{start}sondages/preparer/",
        "notes": f"{start}notes/",
        "review": f"{start}transcription/relire/",
    }
    for name, address in addresses.items():
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        look(page, f"meeting-page-{name}")
