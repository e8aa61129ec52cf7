"""Each kind reads what people type, tells it back, hashes it, and gives the fields again."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from consultations.components.questionnaire.questions import (
    KINDS,
    Asked,
    GivenFile,
    Option,
    QuestionKind,
    Said,
    Surroundings,
    Typed,
)
from consultations.components.questionnaire.questions.files import ADMITTED
from participation.base.uploads import cleaned
from tests.factories import make_territory

OPTIONS = (Option("c1", "À pied"), Option("c2", "À vélo"), Option("c3", "En car"))
ROWS = (Option("r1", "La halle"), Option("r2", "Le parvis"))
FILE = GivenFile(7, "place.jpg", 678_000, "ab" * 32, "image/jpeg")


def asked(kind: str, **fields: Any) -> Asked:
    fields.setdefault("options", OPTIONS)
    return Asked("q1", kind, "Question ?", rows=ROWS, **fields)


def test_every_kind_has_a_class() -> None:
    assert set(KINDS) == set(QuestionKind.values)


READ: list[tuple[str, dict[str, Any], Typed, str, Any]] = [
    ("short_text", {}, {"": ["  rue\tdes Lilas "]}, "rue des Lilas", "rue des Lilas"),
    ("long_text", {}, {"": ["Un.\r\n\r\nDeux.\x00"]}, "Un.\n\nDeux.", "Un.\n\nDeux."),
    ("one_choice", {}, {"": ["c2"]}, "À vélo", ["c2"]),
    ("one_choice", {}, {"": ["inconnu"]}, "", []),
    (
        "one_choice",
        {"has_other": True},
        {"": ["__other"], "other": ["En trottinette"]},
        "Autre : En trottinette",
        {"chosen": [], "other": "En trottinette"},
    ),
    ("several_choices", {}, {"": ["c3", "c1"]}, "À pied\nEn car", ["c1", "c3"]),
    ("scale", {}, {"": ["c1"]}, "À pied", ["c1"]),
    ("yes_no", {"options": (Option("yes", "Oui"),)}, {"": ["yes"]}, "Oui", ["yes"]),
    ("ranking", {}, {"c1": ["2"], "c2": ["1"]}, "1. À vélo\n2. À pied", ["c2", "c1"]),
    (
        "matrix",
        {},
        {"r2": ["c3"], "r1": ["c1"]},
        "La halle : À pied\nLe parvis : En car",
        {"r1": "c1", "r2": "c3"},
    ),
    ("number", {"decimals": 1, "unit": "km"}, {"": ["1 234,5 km"]}, "1 234,5 km", "1234.5"),
    ("number", {}, {"": ["−12"]}, "-12", "-12"),
    (
        "date",
        {},
        {"day": ["03"], "month": ["12"], "year": ["2020"]},
        "3 décembre 2020",
        "2020-12-03",
    ),
]


def flat(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("kind", "fields", "typed", "line", "payload"), READ)
def test_what_is_typed_is_read_told_hashed_and_given_again(
    kind: str, fields: dict[str, Any], typed: Typed, line: str, payload: Any
) -> None:
    question = asked(kind, **fields)
    said = KINDS[kind].clean(question, typed)
    assert flat(KINDS[kind].line(question, said)) == line
    assert KINDS[kind].payload(question, said) == payload
    again = KINDS[kind].clean(question, KINDS[kind].write(question, said))
    assert again == said


REFUSED: list[tuple[str, dict[str, Any], Typed, str]] = [
    ("short_text", {"max_length": 3}, {"": ["trop"]}, "too_long"),
    ("long_text", {}, {"": ["a" * 25_000]}, "too_long"),
    ("one_choice", {"has_other": True}, {"": ["__other"]}, "other"),
    ("one_choice", {}, {"": ["c1", "c2"]}, "several"),
    ("several_choices", {"min_choices": 2}, {"": ["c1"]}, "too_few"),
    ("several_choices", {"max_choices": 1}, {"": ["c1", "c2"]}, "too_many"),
    ("several_choices", {"offers_no_answer": True}, {"": ["c1", "__none"]}, "none_and_some"),
    ("ranking", {}, {"c1": ["1"], "c2": ["1"]}, "same_rank"),
    ("ranking", {}, {"c1": ["1"], "c2": ["3"]}, "gap"),
    ("ranking", {}, {"c1": ["un"]}, "rank"),
    ("ranking", {"min_choices": 2}, {"c1": ["1"]}, "number"),
    ("matrix", {"is_required": True}, {"r1": ["c1"]}, "row"),
    ("number", {}, {"": ["trois"]}, "not_a_number"),
    ("number", {}, {"": ["NaN"]}, "not_a_number"),
    ("number", {}, {"": ["3,5"]}, "decimals"),
    ("number", {"decimals": 1}, {"": ["3,55"]}, "decimals"),
    ("number", {"min_value": Decimal(5)}, {"": ["4"]}, "bounds"),
    ("number", {"max_value": Decimal(5)}, {"": ["6"]}, "bounds"),
    ("number", {}, {"": ["999999999999999"]}, "bounds"),
    ("date", {}, {"day": ["3"], "month": ["12"]}, "incomplete"),
    ("date", {}, {"day": ["31"], "month": ["2"], "year": ["2027"]}, "date"),
    ("date", {}, {"day": ["3"], "month": ["2"], "year": ["27"]}, "year"),
]


@pytest.mark.parametrize(("kind", "fields", "typed", "code"), REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    kind: str, fields: dict[str, Any], typed: Typed, code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        KINDS[kind].clean(asked(kind, **fields), typed)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize("kind", sorted(set(KINDS)))
def test_an_empty_answer_is_empty_and_refused_only_when_it_is_due(kind: str) -> None:
    assert KINDS[kind].clean(asked(kind), {}) == Said()
    assert KINDS[kind].line(asked(kind), Said()) == ""
    with pytest.raises(ValidationError):
        KINDS[kind].clean(asked(kind, is_required=True), {})


@pytest.mark.parametrize("kind", sorted(set(KINDS)))
def test_not_to_know_is_an_answer_of_its_own(kind: str) -> None:
    typed: Typed = {"": ["__none"]} if KINDS[kind].none_is_choice else {"none": ["1"]}
    question = asked(kind, offers_no_answer=True, is_required=True)
    said = KINDS[kind].clean(question, typed)
    assert said == Said(is_no_answer=True)
    assert not said.is_answered
    assert KINDS[kind].payload(question, said) == {"no_answer": True}
    assert KINDS[kind].clean(asked(kind), {"none": ["1"]}) == Said()


@pytest.mark.parametrize("kind", ["one_choice", "scale", "yes_no"])
def test_one_choice_that_is_optional_may_be_taken_back(kind: str) -> None:
    def apart(**fields: Any) -> Any:
        return KINDS[kind].context(asked(kind, **fields), {"": ["c1"]}, seed="")["apart_box"]

    assert apart() == {"value": "", "label": "Sans réponse", "checked": False}
    assert apart(is_required=True) is None
    assert apart(offers_no_answer=True)["value"] == "__none"


def test_several_choices_are_taken_back_by_their_own_boxes() -> None:
    context = KINDS["several_choices"].context(asked("several_choices"), {}, seed="")
    assert context["apart_box"] is None


@pytest.mark.parametrize(("is_required", "number"), [(True, 3), (False, 4)])
def test_a_row_of_an_optional_table_may_be_taken_back(is_required: bool, number: int) -> None:
    question = asked("matrix", is_required=is_required)
    shown = KINDS["matrix"].context(question, {"r1": ["c2"]}, seed="")
    assert len(shown["columns"]) == number
    checked = [
        [cell["value"] for cell in line["cells"] if cell["checked"]] for line in shown["lines"]
    ]
    assert checked == [["c2"], []]


def test_choices_in_random_order_stay_put_for_one_draft_and_differ_between_drafts() -> None:
    many = tuple(Option(f"c{number}", str(number)) for number in range(12))
    question = asked("several_choices", options=many, is_shuffled=True)
    assert question.in_order("a") == question.in_order("a")
    assert len({tuple(question.in_order(str(seed))) for seed in range(8)}) > 1
    assert sorted(question.in_order("a"), key=many.index) == list(many)


@pytest.mark.django_db
def test_a_place_is_found_by_name_and_asked_for_when_several_bear_it() -> None:
    alone = make_territory("Échandelys")
    first, second = make_territory("Saint-Ybars"), make_territory("Saint-Ybars-sur-Sorne")
    kind, question = KINDS["commune"], asked("commune")
    assert kind.clean(question, {"": ["echandelys"]}).territory_id == alone.pk
    with pytest.raises(ValidationError):
        kind.clean(question, {"": ["Saint-Ybars"]})
    chosen: Typed = {"": ["Saint-Ybars"], "pick": [str(second.pk)], "for": ["Saint-Ybars"]}
    assert kind.clean(question, chosen).territory_id == second.pk
    stale: Typed = {**chosen, "": ["Échandelys"]}
    assert kind.clean(question, stale).territory_id == alone.pk
    kept: Typed = {"": ["Saint-Ybars"], "pick": ["keep"], "for": ["Saint-Ybars"]}
    assert kind.clean(question, kept) == Said(text="Saint-Ybars")
    assert kind.clean(question, {"": ["Ailleurs"]}) == Said(text="Ailleurs")
    said = kind.clean(question, {"": ["Échandelys"]})
    assert kind.payload(question, said)["territory"] == f"commune:{alone.code}:2026"
    assert kind.clean(question, kind.write(question, said)) == said
    assert first.pk != second.pk


def test_a_file_is_one_of_this_sheet_or_nothing() -> None:
    kind, question = KINDS["file"], asked("file")
    around = Surroundings({7: FILE})
    said = kind.clean(question, {"file": ["7"]}, around)
    assert said.file == FILE
    assert flat(kind.line(question, said)) == "place.jpg (678 ko)"
    assert kind.payload(question, said)["sha256"] == FILE.sha256
    assert kind.write(question, said) == {"file": ["7"]}
    assert kind.clean(question, {"file": ["8"]}, around) == Said()


def test_people_are_told_which_pdf_keeps_their_name() -> None:
    content = b"%PDF-1.7 /Author (Colette)"  # nobody can read it, nor take anything out of it
    kept = cleaned(SimpleUploadedFile("plan.pdf", content), ADMITTED)
    assert kept.file.read() == content
    assert "Un PDF signé ou protégé garde votre nom." in KINDS["file"].rule(asked("file"))


def test_a_document_of_another_kind_is_no_answer() -> None:
    with pytest.raises(ValidationError):
        cleaned(SimpleUploadedFile("notes.txt", b"Des mots."), ADMITTED)


def test_the_date_of_a_said_is_plain() -> None:
    assert Said(date=date(2027, 3, 1)).words == "2027-03-01"
