"""What anyone reads: the home page, lists, a consultation in each of its states, feeds, the map."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import actions
from cms.models import ConsultationPage, HomePage, NewsIndexPage, NewsPage, Section, TextPage
from consultations import actions as heart
from consultations.models import Consultation, State, Theme
from participation.accounts.models import Account
from participation.base.clock import local, now
from participation.notifications.models import Follow
from participation.notifications.topics import topic_kind
from participation.territories.models import Territory
from tests.consultations.outcomes.answering import answer, closed_with, respond
from tests.factories import make_account, make_consultation, make_open_step, make_territory
from tests.people import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def page_of(client: Client, consultation: Consultation) -> str:
    return client.get(consultation.get_absolute_url()).content.decode()


def open_now(**fields: Any) -> Consultation:
    return make_open_step(**fields).consultation


def move(consultation: Consultation, **fields: Any) -> Consultation:
    """Put a consultation where time would have brought it."""
    Consultation.objects.filter(pk=consultation.pk).update(**fields)
    consultation.refresh_from_db()
    return consultation


def make_news(title: str = "La halle rouvre", **fields: Any) -> NewsPage:
    index = NewsIndexPage.objects.get()
    page: NewsPage = index.add_child(instance=NewsPage(title=title, lede="Enfin.", **fields))
    return page


def test_a_fresh_installation_has_a_site_and_building_it_again_changes_nothing(
    client: Client,
) -> None:
    paths = ["/", "/demarches/", "/organismes/", "/actualites/", "/aide/", "/accessibilite/"]
    paths += ["/mentions-legales/", "/donnees-personnelles/", "/plan-du-site/"]
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    assert "non conforme" in client.get("/accessibilite/").content.decode()
    before = TextPage.objects.count(), HomePage.objects.count()
    actions.build_site()
    assert (TextPage.objects.count(), HomePage.objects.count()) == before


def test_a_consultation_shows_its_promise_and_where_to_answer(client: Client) -> None:
    consultation = open_now()
    shown = page_of(client, consultation)
    for words in (
        consultation.question,
        consultation.negotiable,
        consultation.non_negotiable,
        consultation.decision_maker,
        "degré 2 sur 4",
        "Mairie, salle 2",
        "C’est gratuit.",
        consultation.steps.get().get_absolute_url(),
        consultation.contact_email,
    ):
        assert words in shown, words


def test_a_page_stands_without_anything_written_in_the_cms(client: Client) -> None:
    consultation = open_now()
    ConsultationPage.objects.filter(consultation=consultation).delete()
    assert client.get(consultation.get_absolute_url()).status_code == 200


def test_a_draft_is_for_its_officers_alone(
    client: Client, browsing_as: SignIn, officer: Account, outsider: Account, resident: Account
) -> None:
    public_body = officer.offices.get().public_body
    draft = make_consultation(public_body=public_body, title="Projet confidentiel")
    address = draft.get_absolute_url()
    assert client.get(address).status_code == 404
    for person, status in ((resident, 404), (outsider, 404), (officer, 200)):
        assert browsing_as(person).get(address).status_code == status
    client.logout()
    for path in ("/", "/demarches/", "/plan-du-site/", "/sitemap.xml", "/demarches.atom"):
        assert "confidentiel" not in client.get(path).content.decode(), path


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": State.SUSPENDED, "state_reason": "Une crue."}, ["est suspendue", "Une crue."]),
        (
            {"state": State.WITHDRAWN, "state_reason": "Sans budget."},
            ["est retirée", "Sans budget"],
        ),
        ({"state": State.CLOSED}, ["La démarche est close"]),
        (
            {
                "state": State.CLOSED,
                "response_due_on": local(now(), "Europe/Paris").date() - timedelta(days=3),
            },
            ["La réponse promise a 3\u00a0jours de retard", "Réponse en retard"],
        ),
        ({"state": State.ANNOUNCED, "opens_at": now() + timedelta(days=2)}, ["Ouvre le"]),
    ],
    ids=["suspended", "withdrawn", "closed", "overdue", "announced"],
)
def test_each_state_says_what_one_must_know(
    client: Client, fields: dict[str, Any], words: list[str]
) -> None:
    step = make_open_step()
    shown = page_of(client, move(step.consultation, **fields)).replace(" jours", "\u00a0jours")
    for word in words:
        assert word in shown, word
    assert f'href="{step.get_absolute_url()}"' not in shown


def test_an_exclusive_midnight_is_said_as_the_day_before(client: Client) -> None:
    closes_at = now().replace(hour=23, minute=0, second=0, microsecond=0) + timedelta(days=30)
    consultation = move(open_now(), closes_at=closes_at, zone="Etc/GMT-1")
    assert "à minuit" in page_of(client, consultation)


def test_the_plain_address_of_the_tree_leads_to_the_consultation(client: Client) -> None:
    consultation = open_now()
    page = actions.publish_page(consultation, actor=None)
    assert page.url == consultation.get_absolute_url()
    path = "/" + "/".join(page.url_path.strip("/").split("/")[1:]) + "/"
    assert client.get(path)["Location"] == consultation.get_absolute_url()


def test_what_is_written_shows_when_published_and_not_before(client: Client) -> None:
    consultation = open_now()
    page = actions.publish_page(consultation, actor=None)
    page.body = [("text", "<p>Une halle de 1897</p>")]
    page.save_revision()
    assert "1897" not in page_of(client, consultation)
    page.get_latest_revision().publish()
    assert "1897" in page_of(client, consultation)


@pytest.mark.parametrize("path", ["/", "/demarches/", "/organismes/"])
def test_lists_ask_no_more_queries_for_three_than_for_one(client: Client, path: str) -> None:
    counts = []
    for _number in (1, 2):
        for _row in range(_number):
            actions.open_section(open_now().public_body)
        client.get(path)  # what is found once for all is found now
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= 25


def test_a_consultations_page_asks_few_queries(client: Client) -> None:
    consultation = open_now()
    actions.publish_page(consultation, actor=None)
    client.get(consultation.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(consultation.get_absolute_url())
    assert len(asked) <= 25


def test_what_is_decided_shows_once_it_is_published(client: Client) -> None:
    answered, _said = closed_with("Des arbres.")
    answer(answered)
    awaited, _said = closed_with("Des bancs.")
    respond(awaited, heading="Les bancs")
    page = page_of(client, answered)
    assert f'href="{reverse("consultations:outcome", args=[answered.slug])}#reponse-' in page
    assert "Les arbres" in page
    assert "Les bancs" not in page_of(client, awaited)
    for path in ("/", "/demarches/"):
        assert client.get(path).content.decode().count("Retenu\xa0: 1") == 1


@pytest.fixture
def three() -> dict[str, Consultation]:
    """Three consultations that differ in everything one may filter by."""
    region = make_territory("Val-d’Ambrelle", kind=Territory.Kind.REGION)
    town = make_territory("Tressigny", parent=region)
    theme = Theme.objects.create(name="Mobilité", slug="mobilite")
    opened = open_now(title="Le plan vélo", territory=town, theme=theme)
    closed = open_now(title="La cantine", rung="concertation")
    announced = open_now(title="Le marché", territory=region)
    return {
        "velo": opened,
        "cantine": move(closed, state=State.CLOSED),
        "marche": move(announced, state=State.ANNOUNCED, opens_at=now() + timedelta(days=5)),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=velo", ["velo"]),
        ("state=open", ["velo"]),
        ("state=closed", ["cantine"]),
        ("state=announced", ["marche"]),
        ("rung=concertation", ["cantine"]),
        ("theme=mobilite", ["velo"]),
        ("territory=REGION", ["velo", "marche"]),
        ("territory=99999&rung=nope&theme=nope&state=nope&page=zz", ["velo", "cantine", "marche"]),
        ("q=introuvable", []),
    ],
)
def test_the_list_is_filtered_and_htmx_gets_the_very_fragment(
    client: Client, three: dict[str, Consultation], query: str, found: list[str]
) -> None:
    query = query.replace("REGION", str(three["marche"].territory_id))
    whole = client.get(f"/demarches/?{query}").content.decode()
    shown = {name for name, row in three.items() if row.get_absolute_url() in whole}
    assert shown == set(found)
    fragment = client.get(f"/demarches/?{query}", headers=HTMX).content.decode().strip()
    assert fragment in whole
    assert fragment.startswith('<div id="liste"')


def test_a_theme_and_a_territory_are_followed_from_their_lists(
    client: Client, three: dict[str, Consultation]
) -> None:
    theme, town = three["velo"].theme, three["velo"].territory
    quiet = make_territory("Ambrelle")  # nothing happens there yet: one may still follow it
    assert theme is not None
    plain = client.get("/demarches/").content.decode()
    assert "/suivre/theme/" not in plain and "/suivre/territory/" not in plain
    SignIn(client)(make_account("voisine@example.org"))
    for name, thing, query in (
        ("theme", theme, "theme=mobilite"),
        ("territory", town, f"territory={town.pk}"),
        ("territory", quiet, f"territory={quiet.pk}"),
    ):
        place = f"/demarches/?{query}"
        kind = topic_kind(name)
        assert kind is not None and kind.url(thing) == place
        address = reverse("notifications:follow", args=[name, thing.pk])
        page = client.get(place).content.decode()
        assert address in page and str(thing) in page
        assert client.post(address, {"next": place}).url == place  # type: ignore[attr-defined]
        assert "Ne plus suivre" in client.get(place).content.decode()
    assert Follow.objects.count() == 3


def test_feeds_are_valid_and_say_the_latest_first(client: Client) -> None:
    make_news("La halle rouvre", day=now().date() - timedelta(days=2))
    make_news("Les arbres arrivent")
    consultation = open_now()
    rss = ET.fromstring(client.get(reverse("news_rss")).content)
    assert [item.findtext("title") for item in rss.iter("item")] == [
        "Les arbres arrivent",
        "La halle rouvre",
    ]
    atom = "{http://www.w3.org/2005/Atom}"
    news = ET.fromstring(client.get(reverse("news_atom")).content)
    assert len(news.findall(f"{atom}entry")) == 2
    opened = ET.fromstring(client.get(reverse("consultations_atom")).content)
    assert [entry.findtext(f"{atom}title") for entry in opened.findall(f"{atom}entry")] == [
        consultation.title
    ]


def test_the_map_and_the_robots_find_each_page_once(client: Client) -> None:
    consultation = open_now()
    actions.publish_page(consultation, actor=None)
    found = client.get("/sitemap.xml").content.decode()
    assert found.count(f"{consultation.get_absolute_url()}<") == 1
    assert "/aide/<" in found
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in robots
    assert "/sitemap.xml" in robots


def test_news_is_filed_by_theme(client: Client) -> None:
    theme = Theme.objects.create(name="Culture", slug="culture")
    make_news("Le cinéma ouvre", theme=theme)
    make_news("La piscine ferme")
    shown = client.get("/actualites/?theme=culture").content.decode()
    assert "Le cinéma ouvre" in shown
    assert "La piscine ferme" not in shown


def test_a_body_shows_how_it_keeps_its_word(client: Client, section: Section) -> None:
    past = {"response_due_on": now().date() - timedelta(days=10)}
    for answered in (now() - timedelta(days=20), now() - timedelta(days=2), None):
        row = open_now(public_body=section.public_body)
        move(
            row,
            state=State.CLOSED if answered is None else State.RESPONDED,
            responded_at=answered,
            **past,
        )
    shown = client.get(section.page.url).content.decode()
    assert "3 réponses étaient promises" in shown
    assert shown.count("<dd>1</dd>") == 3


def test_the_page_takes_the_consultations_new_title(client: Client) -> None:
    consultation = make_consultation()
    page = actions.make_page(consultation, actor=None)
    heart.edit_consultation(consultation, actor=None, title="Un autre titre")
    actions.sync_page(consultation)
    actions.sync_page(consultation)
    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("Un autre titre", "Un autre titre")
    assert page.get_latest_revision_as_object().title == "Un autre titre"
