"""On English pages, what public bodies wrote in French says so (WCAG 2.2, 3.1.2)."""

import pytest
from django.test import Client

from cms import actions as site
from cms.models import NewsIndexPage, NewsPage, Section
from consultations.actions import edit_consultation, publish_results, suspend
from consultations.models import Consultation
from consultations.outcomes import actions
from tests.consultations.outcomes.answering import RESPONSE, respond
from tests.consultations.sending import send
from tests.factories import ACCESS_POINT, make_closed, make_consultation, make_open, make_step
from tests.languages import unmarked

pytestmark = pytest.mark.django_db
WORD = "Zinzolin"  # in each text that somebody of the public body writes
WRITTEN = (
    "summary",
    "question",
    "negotiable",
    "non_negotiable",
    "decision_maker",
    "easy_read",
)


def written_by(section: Section) -> Consultation:
    """An open consultation in which every text holds the word."""
    points = [{**ACCESS_POINT, "details": f"{WORD}, premier étage"}]
    consultation = make_consultation(
        public_body=section.public_body,
        access_points=points,
        **{name: f"{WORD} : {name}" for name in WRITTEN},
    )
    make_step(consultation, title=f"{WORD} et vous", intro=f"{WORD}, en dix minutes")
    page = site.make_page(consultation, actor=None)
    page.body = [("text", f"<p>{WORD} depuis 1897</p>")]
    page.save_revision()
    return make_open(consultation)


def answered(consultation: Consultation) -> Consultation:
    contribution = send(consultation.steps.get(), f"{WORD} pour tous")
    make_closed(consultation)
    publish_results(consultation.steps.get(), actor=None)
    actions.write_synthesis(consultation, text=f"{WORD} **tout**", read={"online": 1}, actor=None)
    texts = ("heading", "what_was_said", "what_is_decided", "reason", "measure")
    response = respond(consultation, **{name: f"{WORD} {RESPONSE.get(name)}" for name in texts})
    actions.cite(response, [str(contribution.tracking_code)], actor=None)
    actions.publish_answer(consultation, actor=None)
    actions.add_erratum(response, text=f"{WORD}, et non zinzolin", actor=None)
    return consultation


def read(client: Client, path: str, language: str = "en") -> str:
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("place", ["", "resultats/", "reponse/", "changements/"])
def test_a_consultation_says_in_which_language_it_is_written(
    client: Client, section: Section, place: str
) -> None:
    consultation = written_by(section)
    reason = f"{WORD} manquait"
    edit_consultation(consultation, actor=None, title=f"Du {WORD}", reason=reason)
    html = read(client, f"{answered(consultation).get_absolute_url()}{place}")
    assert WORD in html
    assert unmarked(html, WORD) == []


def test_a_reason_says_in_which_language_it_is_written(client: Client, section: Section) -> None:
    consultation = suspend(written_by(section), actor=None, reason=f"Plus de {WORD}")
    for place in ("", "reponse/"):
        html = read(client, f"{consultation.get_absolute_url()}{place}")
        assert f"Plus de {WORD}" in html
        assert unmarked(html, WORD) == []


def test_lists_and_news_say_in_which_language_they_are_written(
    client: Client, section: Section
) -> None:
    written_by(section)
    news = NewsPage(title=f"Le {WORD} rouvre", lede=f"{WORD} pour tous")
    news.body = [("text", f"<p>{WORD} depuis 1897</p>")]
    NewsIndexPage.objects.get().add_child(instance=news)
    for path in ("/", "/demarches/", "/actualites/", news.url, section.page.url):
        html = read(client, path)
        assert WORD in html
        assert unmarked(html, WORD) == []


def test_a_french_page_says_its_language_once(client: Client, section: Section) -> None:
    html = read(client, written_by(section).get_absolute_url(), language="fr")
    assert html.count('lang="fr"') == 1
    assert len(unmarked(html.replace('<html lang="fr">', "<html>"), WORD)) > len(WRITTEN)
