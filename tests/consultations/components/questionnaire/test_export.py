"""What officers take away: whole, typed, without a word of what was hidden, and noted."""

import csv
import io
import json
import tracemalloc
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from consultations.components.questionnaire.exports import tables
from consultations.components.questionnaire.questions.names import letters
from consultations.models import Anonymity, Channel, Consultation, Contribution, Step
from participation.accounts.models import Account, PublicBody
from participation.journal.models import Entry
from tests.consultations.components.questionnaire.sheets import answer, make_questions
from tests.factories import make_open, make_territory
from tests.people import SignIn

pytestmark = pytest.mark.django_db

QUESTIONS: list[Any] = [
    {"kind": "short_text", "text": "=cmd|'/c calc'!A1"},
    {"kind": "one_choice", "text": "Comment ?", "choices": ["À pied", "Bus"], "has_other": True},
    {"kind": "several_choices", "text": "Quoi ?", "choices": ["Banc", "Ombre"], "has_other": True},
    {"kind": "ranking", "text": "Classez", "choices": ["A", "B"]},
    {"kind": "matrix", "text": "Et ?", "choices": ["Mal", "Bien"], "rows": ["Place", "Rue"]},
    {"kind": "number", "text": "Combien ?", "decimals": 1, "offers_no_answer": True},
    {"kind": "date", "text": "Quand ?"},
    {"kind": "commune", "text": "Où ?"},
    {"kind": "yes_no", "text": "Oui ?"},
]
ANSWERS: dict[str, Any] = {
    "q1": {"": ["=1+1"]},
    "q2": {"": ["__other"], "other": ["à cheval"]},
    "q3": {"": ["c2"]},
    "q4": {"c1": ["2"], "c2": ["1"]},
    "q5": {"r1": ["c2"]},
    "q6": {"": ["2,5"]},
    "q7": {"day": ["3"], "month": ["3"], "year": ["2027"]},
    "q8": {"": ["Sornay"]},
    "q9": {"": ["yes"]},
}


@pytest.fixture
def step(public_body: PublicBody) -> Step:
    make_territory("Sornay", code="71528")
    step = make_questions(QUESTIONS, public_body=public_body, zone="Indian/Reunion")
    make_open(step.consultation)
    return step


def rows_of(step: Step) -> list[dict[str, Any]]:
    table = tables(step)[0]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def address(step: Step) -> str:
    return reverse("consultations:export", args=[step.consultation.slug, step.pk])


def test_each_answer_stands_in_its_column(step: Step) -> None:
    received = datetime(2027, 3, 3, 22, 30, 12, tzinfo=UTC)
    sheet, _path = answer(step, ANSWERS, channel=Channel.PAPER, received_at=received)
    [row] = rows_of(step)
    shown = row.pop("reçue le (Indian/Reunion)")
    assert shown.isoformat() == "2027-03-04T02:30:12+04:00"
    assert row == {
        "code": sheet.contribution.tracking_code,
        "canal": "Papier",
        "délai": "Dans les délais",
        "état": "Reçue",
        "masquée : article": None,
        "territoire": None,
        "version": 1,
        "Q1 =cmd|'/c calc'!A1": "=1+1",
        "Q2 Comment ?": None,
        "Q2 Comment ? (autre, en clair)": "à cheval",
        "Q3a Banc": 0,
        "Q3b Ombre": 1,
        "Q3 Quoi ? (autre, en clair)": None,
        "Q4a A": 2,
        "Q4b B": 1,
        "Q5.1 Place": "Bien",
        "Q5.2 Rue": None,
        "Q6 Combien ?": row["Q6 Combien ?"],
        "Q6 Combien ? (ne sait pas)": 0,
        "Q7 Quand ?": datetime(2027, 3, 3).date(),
        "Q8 Où ?": "Sornay",
        "Q8 Où ? (code officiel)": "71528",
        "Q9 Oui ?": "Oui",
    }
    assert str(row["Q6 Combien ?"]) == "2.5"


def test_who_does_not_know_is_told_from_who_passed(step: Step) -> None:
    answer(step, {"q6": {"none": ["1"]}})
    answer(step, {"q9": {"": ["no"]}})
    column = [row["Q6 Combien ? (ne sait pas)"] for row in rows_of(step)]
    assert sorted(column, key=str) == [1, None]


def test_no_word_of_a_hidden_contribution_leaves(step: Step) -> None:
    answer(step, ANSWERS, state=Contribution.State.HIDDEN)
    [row] = rows_of(step)
    assert row["masquée : article"] == "Article 3"
    assert (row["état"], row["Q9 Oui ?"], row["Q3b Ombre"]) == ("Masquée", "Oui", 1)
    words = json.dumps(list(row.values()), default=str)
    assert "=1+1" not in words
    assert "à cheval" not in words
    assert "Injure" not in words


def test_drafts_and_withdrawn_contributions_stay(step: Step) -> None:
    answer(step, ANSWERS, state=Contribution.State.WITHDRAWN)
    answer(step, ANSWERS, state=Contribution.State.DRAFT)
    assert rows_of(step) == []


def test_no_address_and_no_secret_leaves(step: Step, resident: Account) -> None:
    answer(step, ANSWERS, author=resident, salt="le-sel", participant_key="la-cle" * 9)
    written = json.dumps([list(row.values()) for row in rows_of(step)], default=str)
    assert resident.email not in written
    assert resident.display_name not in written
    assert "le-sel" not in written
    assert "la-cle" not in written


def test_an_anonymous_row_tells_the_hour_alone(step: Step) -> None:
    Consultation.objects.filter(pk=step.consultation_id).update(anonymity=Anonymity.ANONYMOUS)
    received = datetime(2027, 3, 3, 22, 41, 12, tzinfo=UTC)
    answer(step, ANSWERS, is_anonymous=True, received_at=received)
    [row] = rows_of(step)
    assert row["reçue le (Indian/Reunion)"].strftime("%H:%M:%S") == "02:00:00"


def test_the_file_tells_what_each_code_means(step: Step) -> None:
    _answers, questions = tables(step)
    rows = [list(row) for row in questions.rows]
    assert rows[1][:4] == ["Q2", "q2", "Un seul choix", "Comment ?"]
    assert [row[0] for row in rows if row[1] == "q5"] == ["Q5", "Q5a", "Q5b", "Q5.1", "Q5.2"]
    assert (letters(0), letters(25), letters(26)) == ("a", "z", "aa")


@pytest.mark.parametrize("format", ["csv", "ods", "json"])
def test_officers_get_a_file_that_a_line_in_the_journal_tells(
    step: Step, officer: Account, browsing_as: SignIn, format: str
) -> None:
    answer(step, ANSWERS)
    response = browsing_as(officer).post(address(step), {"format": format, "table": "0"})
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"].endswith(f'.{format}"')
    assert response.headers["Cache-Control"] == "private, no-store"
    assert len(content) > 200
    entry = Entry.objects.get(event="ExportMade")
    assert entry.actor == officer
    assert entry.payload == {
        "consultation_id": step.consultation_id,
        "step_id": step.pk,
        "format": format,
        "column_count": 24,
    }


def test_csv_neutralises_headers_and_cells(
    step: Step, officer: Account, browsing_as: SignIn
) -> None:
    answer(step, ANSWERS)
    response = browsing_as(officer).post(address(step), {"format": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, row = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert head[8] == "Q1 =cmd|'/c calc'!A1"
    assert row[8] == "'=1+1"
    assert row[18] == "2,5"


def test_looking_at_the_page_writes_nothing(
    step: Step, officer: Account, browsing_as: SignIn
) -> None:
    page = browsing_as(officer).get(address(step))
    assert page.status_code == 200
    assert not Entry.objects.filter(event="ExportMade").exists()


def test_an_unknown_format_is_not_found(step: Step, officer: Account, browsing_as: SignIn) -> None:
    assert browsing_as(officer).post(address(step), {"format": "exe"}).status_code == 404


def test_nobody_else_knows_that_there_is_an_export(
    client: Client,
    step: Step,
    resident: Account,
    councillor: Account,
    moderator: Account,
    outsider: Account,
    browsing_as: SignIn,
) -> None:
    answer(step, ANSWERS)
    for send in (client.get, client.post):
        assert send(address(step), {"format": "csv"}).status_code == 404
    for person in (resident, councillor, moderator, outsider):
        assert browsing_as(person).get(address(step)).status_code == 404
        assert browsing_as(person).post(address(step), {"format": "csv"}).status_code == 404
    assert not Entry.objects.filter(event="ExportMade").exists()


def test_a_step_is_not_reached_through_another_consultation(
    step: Step, officer: Account, outsider: Account, browsing_as: SignIn
) -> None:
    theirs = make_questions(QUESTIONS)
    crossed = reverse("consultations:export", args=[step.consultation.slug, theirs.pk])
    assert browsing_as(officer).get(crossed).status_code == 404


def test_queries_and_memory_do_not_follow_the_rows(
    step: Step, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: Any
) -> None:
    monkeypatch.setattr("consultations.components.questionnaire.exports.AT_ONCE", 50)

    def peak(count: int) -> int:
        for _number in range(count):
            answer(step, ANSWERS)
        rows = tables(step)[0].rows
        tracemalloc.start()
        written = sum(1 for _row in rows)
        _now, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert written == Contribution.objects.count()
        return highest

    small = peak(60)
    rows = tables(step)[0].rows
    with django_assert_num_queries(5):  # the sheets, then twice answers and choices
        assert len(list(rows)) == 60
    assert peak(240) < small + 400_000
