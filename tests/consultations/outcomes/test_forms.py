"""The forms in which a body answers: filled with what is written, and clear about what is not."""

from typing import Any

import pytest

from consultations.models import Consultation
from consultations.outcomes.forms import CodesField, SynthesisForm, response_formset
from consultations.outcomes.models import Coverage, OfficialResponse, Position
from tests.consultations.outcomes.answering import RESPONSE, answer, closed_with, respond

pytestmark = pytest.mark.django_db


def sent_forms(*forms: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = {
        "responses-TOTAL_FORMS": len(forms),
        "responses-INITIAL_FORMS": initial,
    }
    for number, form in enumerate(forms):
        for name, value in form.items():
            data[f"responses-{number}-{name}"] = value
    return data


def save(consultation: Consultation, *forms: dict[str, Any], initial: int = 0) -> Any:
    formset = response_formset(consultation, sent_forms(*forms, initial=initial))
    assert formset.is_valid(), formset.errors
    assert formset.save(actor=None)
    return formset


def test_the_synthesis_proposes_that_all_was_read_and_keeps_what_is_typed() -> None:
    consultation, _sent = closed_with("un", "deux")
    blank = SynthesisForm(consultation)
    assert blank["read_online"].value() == 2
    form = SynthesisForm(consultation, {"synthesis-text": "Bref.", "synthesis-read_online": "1"})
    assert form.is_valid()
    form.save(actor=None)
    assert Coverage.objects.get().read == 1
    assert SynthesisForm(consultation)["read_online"].value() == 1


@pytest.mark.parametrize("read", ["3", "-1", "", "beaucoup"])
def test_a_number_read_that_cannot_be_is_refused(read: str) -> None:
    consultation, _sent = closed_with("un", "deux")
    data = {"synthesis-text": "Bref.", "synthesis-read_online": read}
    form = SynthesisForm(consultation, data)
    assert not form.is_valid()
    assert list(form.errors) == ["read_online"]


def test_a_synthesis_already_published_is_refused_in_the_form() -> None:
    consultation, _sent = closed_with("un")
    answer(consultation)
    data = {"synthesis-text": "Autre.", "synthesis-read_online": "1"}
    form = SynthesisForm(consultation, data)
    assert form.is_valid()
    assert form.save(actor=None) is None
    assert "ne change plus" in str(form.non_field_errors())


def test_responses_are_written_in_the_order_given_with_what_they_cite() -> None:
    consultation, (first, second) = closed_with("un", "deux")
    codes = f"{str(first.tracking_code)[:4]} {str(first.tracking_code)[4:]}, {second.tracking_code}"
    save(
        consultation,
        {**RESPONSE, "ORDER": "2", "heading": "Les bancs"},
        {**RESPONSE, "ORDER": "1", "codes": codes},
    )
    written = list(OfficialResponse.objects.all())
    assert [row.heading for row in written] == ["Les arbres", "Les bancs"]
    assert {row.contribution for row in written[0].citations.all()} == {first, second}


def test_what_is_written_comes_back_in_the_form_and_may_be_removed() -> None:
    consultation, (sent,) = closed_with("un")
    save(consultation, {**RESPONSE, "codes": str(sent.tracking_code)})
    form = response_formset(consultation).forms[0]
    assert form["heading"].value() == "Les arbres"
    code = str(sent.tracking_code)
    assert form["codes"].value() == f"{code[:4]} {code[4:]}"
    row = {**RESPONSE, "response_id": form["response_id"].value()}
    save(consultation, {**row, "heading": "Les tilleuls"}, initial=1)
    assert OfficialResponse.objects.get().heading == "Les tilleuls"
    assert not OfficialResponse.objects.get().citations.exists()
    save(consultation, {**row, "DELETE": "on"}, initial=1)
    assert not OfficialResponse.objects.exists()


def test_each_bad_code_is_named() -> None:
    consultation, (sent,) = closed_with("un")
    codes = f"{sent.tracking_code} ZZZZ2222 YYYY3333"
    formset = response_formset(consultation, sent_forms({**RESPONSE, "codes": codes}))
    assert not formset.is_valid()
    told = formset.forms[0].errors["codes"]
    assert [each[:9] for each in told] == ["ZZZZ 2222", "YYYY 3333"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reason": " "}, "reason"),
        ({"position": Position.OUT_OF_REMIT}, "competent_body"),
        ({"position": "perhaps"}, "position"),
    ],
)
def test_a_response_that_lacks_something_says_what(fields: dict[str, str], wrong: str) -> None:
    consultation, _sent = closed_with()
    formset = response_formset(consultation, sent_forms({**RESPONSE, **fields}))
    assert not formset.is_valid()
    assert list(formset.forms[0].errors) == [wrong]


def test_a_refusal_keeps_nothing_of_the_whole_page() -> None:
    consultation, _sent = closed_with("un")
    respond(consultation)
    formset = response_formset(consultation, sent_forms({**RESPONSE, "heading": "Autre"}))
    assert formset.is_valid()
    consultation.responses.all().delete()
    answer(consultation)
    assert not formset.save(actor=None)
    assert "erratum" in str(formset.forms[0].non_field_errors())


def test_another_bodys_response_is_never_touched() -> None:
    elsewhere, _sent = closed_with()
    theirs = respond(elsewhere)
    consultation, _sent = closed_with()
    save(consultation, {**RESPONSE, "heading": "À nous", "response_id": theirs.pk})
    theirs.refresh_from_db()
    assert theirs.heading == "Les arbres"
    assert OfficialResponse.objects.get(consultation=consultation).heading == "À nous"


def test_codes_are_cut_as_people_write_them() -> None:
    field = CodesField()
    assert field.split("K7QD 2MHX, k7qd-2mhy;K7QD2MHZ\nABCD") == [
        "K7QD2MHX",
        "k7qd2mhy",
        "K7QD2MHZ",
        "ABCD",
    ]
