"""The blank questionnaire on paper: codes, conditions in words, and where to bring it."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from consultations.components.questionnaire import printing
from consultations.components.questionnaire.printing import paper_form
from consultations.models import Step
from participation.accounts.models import Account, PublicBody
from tests.consultations.components.questionnaire.sheets import make_questions
from tests.factories import make_open
from tests.people import SignIn

pytestmark = pytest.mark.django_db

QUESTIONS: list[Any] = [
    {"kind": "yes_no", "text": "Avez-vous un vélo ?", "offers_no_answer": True},
    {
        "kind": "several_choices",
        "text": "Que manque-t-il ?",
        "choices": ["Des bancs", "De l'ombre"],
        "has_other": True,
        "is_required": True,
        "min_choices": 1,
        "max_choices": 2,
        "conditions": [{"depends_on": "q1", "operator": "equal", "choices": ["yes"]}],
    },
    {"kind": "ranking", "text": "Classez", "choices": ["Arbres", "Jeux"]},
    {
        "kind": "matrix",
        "text": "Et ceci ?",
        "choices": ["Mal", "Bien"],
        "rows": ["La place"],
        "conditions": [
            {"depends_on": "q2", "operator": "one_of", "choices": ["c2", "c1"]},
            {"depends_on": "q3", "operator": "answered"},
        ],
        "condition_mode": "any",
    },
    {"kind": "number", "text": "Combien ?", "unit": "km", "min_value": 0, "max_value": 90},
    {"kind": "date", "text": "Quand ?"},
    {"kind": "file", "text": "Une photo ?"},
    {"kind": "commune", "text": "Où ?"},
    {"kind": "long_text", "text": "Pourquoi ?"},
    {
        "kind": "short_text",
        "text": "Encore ?",
        "conditions": [{"depends_on": "q9", "operator": "contains", "text": "été"}],
    },
]


@pytest.fixture
def step(public_body: PublicBody) -> Step:
    return make_questions(QUESTIONS, public_body=public_body)


def address(step: Step, name: str = "paper") -> str:
    return reverse(f"questionnaire:{name}", args=[step.consultation.slug, step.pk])


def test_each_question_and_choice_has_a_code(step: Step) -> None:
    [part] = paper_form(step)["parts"]
    assert [question.code for question in part.questions] == [f"Q{n}" for n in range(1, 11)]
    second, fourth = part.questions[1], part.questions[3]
    assert [(box.code, box.label) for box in second.boxes] == [
        ("Q2a", "Des bancs"),
        ("Q2b", "De l'ombre"),
        ("Q2c", "Autre"),
    ]
    assert second.boxes[2].has_line
    assert [(row.code, row.label) for row in fourth.rows] == [("Q4.1", "La place")]
    assert part.questions[0].no_answer.code == "Q1c"


def test_paper_says_in_words_what_the_screen_does(step: Step) -> None:
    [part] = paper_form(step)["parts"]
    told = [question.how.replace("\xa0", " ") for question in part.questions]
    assert told[:3] == [
        "Cochez une seule case.",
        "Cochez de 1 à 2 cases.",
        "Numérotez les cases : 1 pour votre premier choix, puis 2, et ainsi de suite.",
    ]
    assert told[4] == "Un nombre de 0 à 90."
    only = [question.only_if.replace("\xa0", " ") for question in part.questions]
    assert only[1] == "Répondez seulement si vous avez répondu « Oui » à la question Q1."
    assert only[3] == (
        "Répondez seulement si vous avez coché « Des bancs » ou « De l'ombre » à la question Q2"
        " ou vous avez répondu à la question Q3."
    )
    assert only[9] == ("Répondez seulement si votre réponse à la question Q9 contient « été ».")


def test_the_page_tells_where_to_bring_it_and_that_it_is_free(client: Client, step: Step) -> None:
    make_open(step.consultation)
    page = client.get(address(step)).content.decode()
    for words in ("Mairie, salle 2", "gratuit", "À rendre avant le", "Numéro de feuille", "Q2c"):
        assert words in page
    assert address(step, "paper_pdf") in page


def test_the_pdf_is_a4_tagged_and_complete(client: Client, step: Step) -> None:
    make_open(step.consultation)
    response = client.get(address(step, "paper_pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    pdf = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"{step.title} – {step.consultation.title}"
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    for words in ("Q1", "Q2c", "Q4.1", "Mairie, salle 2", "Où rendre cette feuille"):
        assert words in text


def test_without_the_library_there_is_no_link_and_no_pdf(
    client: Client, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_open(step.consultation)
    for place in ("printing", "views.paper"):
        monkeypatch.setattr(
            f"consultations.components.questionnaire.{place}.pdf_maker", lambda: None
        )
    assert address(step, "paper_pdf") not in client.get(address(step)).content.decode()
    assert client.get(address(step, "paper_pdf")).status_code == 404


def test_a_printed_form_fetches_nothing() -> None:
    with pytest.raises(ValueError, match="refers to nothing"):
        printing._fetch_nothing("http://127.0.0.1:1/secret")


def test_words_of_authors_stay_words(client: Client) -> None:
    step = make_questions(
        [{"kind": "one_choice", "text": "<script>?", "choices": ["<img src=x>", "B"]}]
    )
    make_open(step.consultation)
    page = client.get(address(step)).content.decode()
    assert "<img src=x>" not in page
    assert "&lt;script&gt;?" in page


def test_a_draft_is_printed_by_its_officers_alone(
    client: Client, step: Step, officer: Account, outsider: Account, browsing_as: SignIn
) -> None:
    for name in ("paper", "paper_pdf"):
        assert client.get(address(step, name)).status_code == 404
        assert browsing_as(outsider).get(address(step, name)).status_code == 404
        assert browsing_as(officer).get(address(step, name)).status_code == 200
        client.logout()
