"""What a body may write, what it must give, and what no longer changes once published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consultations.actions import hide, withdraw
from consultations.errors import Frozen, Refused
from consultations.models import Channel, Consultation, Contribution, State
from consultations.outcomes import actions
from consultations.outcomes.errors import BadCodes, UnreadMore
from consultations.outcomes.models import Citation, Coverage, OfficialResponse, Position, Synthesis
from participation.base.clock import now
from participation.journal.models import Entry
from tests.consultations.outcomes.answering import RESPONSE, answer, closed_with, respond
from tests.consultations.sending import send
from tests.factories import make_consultation, make_open, make_open_step

pytestmark = pytest.mark.django_db


def test_a_synthesis_counts_what_was_received_by_channel() -> None:
    step = make_open_step()
    for channel in (Channel.ONLINE, Channel.PAPER, Channel.PAPER):
        send(step, channel=channel)
    actions.write_synthesis(step.consultation, text="Bref.", read={"paper": 1}, actor=None)
    rows = Coverage.objects.values_list("channel", "received", "read")
    assert list(rows) == [("online", 1, 0), ("paper", 2, 1)]


def test_nobody_reads_more_than_came_in() -> None:
    consultation, _sent = closed_with("un")
    with pytest.raises(UnreadMore):
        actions.write_synthesis(consultation, text="Bref.", read={"online": 2}, actor=None)
    with pytest.raises(UnreadMore):
        actions.write_synthesis(consultation, text="Bref.", read={"phone": 1}, actor=None)
    actions.write_synthesis(consultation, text="Bref.", read={"online": 1}, actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Coverage.objects.update(read=2)


def test_an_empty_synthesis_is_refused() -> None:
    consultation, _sent = closed_with("un")
    with pytest.raises(Refused):
        actions.write_synthesis(consultation, text=" \n", read={}, actor=None)
    with pytest.raises(Refused):
        actions.publish_synthesis(consultation, actor=None)


def test_a_synthesis_waits_for_the_closing_then_no_longer_changes() -> None:
    consultation = make_open(make_consultation())
    actions.write_synthesis(consultation, text="Trop tôt.", read={}, actor=None)
    with pytest.raises(Refused):
        actions.publish_synthesis(consultation, actor=None)
    consultation, _sent = closed_with("un")
    actions.write_synthesis(consultation, text="Une.", read={}, actor=None)
    actions.write_synthesis(consultation, text="Deux.", read={}, actor=None)
    actions.publish_synthesis(consultation, actor=None)
    assert consultation.state == State.SYNTHESIS_PUBLISHED
    with pytest.raises(Frozen):
        actions.write_synthesis(consultation, text="Trois.", read={}, actor=None)
    assert Synthesis.objects.get(consultation=consultation).text == "Deux."


@pytest.mark.parametrize(
    "missing", ["heading", "what_was_said", "what_is_decided", "reason", "position"]
)
def test_a_response_lacks_nothing(missing: str) -> None:
    consultation, _sent = closed_with()
    with pytest.raises(Refused):
        respond(consultation, **{missing: " "})
    assert not OfficialResponse.objects.exists()


def test_rejecting_without_a_reason_is_refused_by_the_database_too() -> None:
    consultation, _sent = closed_with()
    respond(consultation, position=Position.REJECTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialResponse.objects.update(reason="")


def test_what_is_out_of_remit_names_who_is_competent() -> None:
    consultation, _sent = closed_with()
    with pytest.raises(Refused):
        respond(consultation, position=Position.OUT_OF_REMIT)
    respond(consultation, position=Position.OUT_OF_REMIT, competent_body="Le Département")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialResponse.objects.update(competent_body="")


def test_responses_stand_in_the_order_they_were_written() -> None:
    consultation, _sent = closed_with()
    first, second = respond(consultation), respond(consultation, heading="Les bancs")
    assert list(OfficialResponse.objects.all()) == [first, second]
    actions.write_response(consultation, response=first, actor=None, rank=9)
    assert list(OfficialResponse.objects.all()) == [second, first]
    actions.remove_response(second, actor=None)
    assert list(OfficialResponse.objects.all()) == [first]


def test_codes_are_cited_as_people_type_them_and_once() -> None:
    consultation, (first, second) = closed_with("un", "deux")
    response = respond(consultation)
    code = str(first.tracking_code)
    typed = [f"{code[:4].lower()}-{code[4:]}", code, str(second.tracking_code)]
    actions.cite(response, typed, actor=None)
    actions.cite(response, [code], actor=None)
    assert [row.contribution for row in Citation.objects.all()] == [first, second]
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(response=response, contribution=first)


def _unknown(consultation: Consultation) -> str:
    return "ZZZZ2222"


def _elsewhere(consultation: Consultation) -> str:
    return str(send(make_open_step()).tracking_code)


def _withdrawn(consultation: Consultation) -> str:
    row = Contribution.objects.filter(consultation=consultation).latest("pk")
    Contribution.objects.filter(pk=row.pk).update(state="withdrawn")
    return str(row.tracking_code)


def _hidden(consultation: Consultation) -> str:
    row = Contribution.objects.filter(consultation=consultation).latest("pk")
    hide(row, actor=None, article="3", reason="Nomme un voisin.")
    return str(row.tracking_code)


@pytest.mark.parametrize("bad", [_unknown, _elsewhere, _withdrawn, _hidden])
def test_a_code_that_cannot_be_cited_is_named_and_nothing_is_kept(
    bad: Callable[[Consultation], str],
) -> None:
    consultation, (first, _second) = closed_with("un", "deux")
    response = respond(consultation)
    code = bad(consultation)
    with pytest.raises(BadCodes) as refusal:
        actions.cite(response, [str(first.tracking_code), code], actor=None)
    assert [f"{code[:4]} {code[4:]}" in each for each in refusal.value.sentences] == [True]
    assert not Citation.objects.exists()


def test_a_code_of_another_consultation_is_answered_like_an_unknown_one() -> None:
    consultation, _sent = closed_with()
    response = respond(consultation)
    told = []
    for code in (_unknown(consultation), _elsewhere(consultation)):
        with pytest.raises(BadCodes) as refusal:
            actions.cite(response, [code], actor=None)
        told.append(refusal.value.sentences[0][9:])
    assert told[0] == told[1]


def test_publishing_needs_a_response_and_the_closing() -> None:
    consultation, _sent = closed_with("un")
    with pytest.raises(Refused):
        actions.publish_answer(consultation, actor=None)
    still_open = make_open(make_consultation())
    respond(still_open)
    with pytest.raises(Refused):
        actions.publish_answer(still_open, actor=None)


def test_the_answer_goes_out_with_the_synthesis_it_promised() -> None:
    consultation, _sent = closed_with("un")
    respond(consultation)
    with pytest.raises(Refused):
        actions.publish_answer(consultation, actor=None)
    actions.write_synthesis(consultation, text="Bref.", read={}, actor=None)
    actions.publish_answer(consultation, actor=None)
    assert consultation.state == State.RESPONDED
    assert Synthesis.objects.get().is_published
    told = ["SynthesisPublished", "AnswerPublished"]
    events = Entry.objects.filter(event__in=told).order_by("pk").values_list("event", flat=True)
    assert list(events) == told


def test_information_promises_no_synthesis() -> None:
    consultation = make_consultation(rung="information")
    Consultation.objects.filter(pk=consultation.pk).update(state=State.CLOSED)
    consultation.refresh_from_db()
    respond(consultation)
    actions.publish_answer(consultation, actor=None)
    assert consultation.state == State.RESPONDED


CHANGES: dict[str, Callable[[OfficialResponse], Any]] = {
    "one more": lambda row: respond(row.consultation),
    "other words": lambda row: actions.write_response(
        row.consultation, response=row, actor=None, **RESPONSE
    ),
    "one less": lambda row: actions.remove_response(row, actor=None),
    "cite": lambda row: actions.cite(row, [], actor=None),
    "cite no more": lambda row: actions.remove_citation(row.citations.get(), actor=None),
    "publish again": lambda row: actions.publish_answer(row.consultation, actor=None),
    "other synthesis": lambda row: actions.write_synthesis(
        row.consultation, text="Autre.", read={}, actor=None
    ),
    "synthesis again": lambda row: actions.publish_synthesis(row.consultation, actor=None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_published_answer_no_longer_changes(change: Callable[[OfficialResponse], Any]) -> None:
    consultation, (sent,) = closed_with("un")
    response = answer(consultation, sent)
    before = list(OfficialResponse.objects.values())
    with pytest.raises(Frozen):
        change(response)
    assert list(OfficialResponse.objects.values()) == before
    assert Citation.objects.count() == 1


def test_a_published_answer_is_corrected_beside_it() -> None:
    consultation, _sent = closed_with("un")
    response = respond(consultation)
    with pytest.raises(Refused):
        actions.add_erratum(response, text="Treize tilleuls.", actor=None)
    response.delete()
    response = answer(consultation)
    response.refresh_from_db()
    with pytest.raises(Refused):
        actions.add_erratum(response, text=" ", actor=None)
    erratum = actions.add_erratum(response, text="Treize tilleuls, et non douze.", actor=None)
    assert list(response.errata.all()) == [erratum]
    assert Entry.objects.get(event="ErratumPublished").payload["erratum_id"] == erratum.pk


def test_the_journal_tells_ids_and_no_words() -> None:
    consultation, (sent,) = closed_with("un")
    answer(consultation, sent)
    lines = Entry.objects.filter(consultation_id=consultation.pk).order_by("pk")
    told = str(list(lines.values_list("payload", flat=True)))
    assert "tilleuls" not in told
    assert Entry.objects.filter(event="ContributionsCited").count() == 1


def test_lateness_is_that_of_the_publication() -> None:
    consultation, _sent = closed_with("un")
    respond(consultation)
    actions.write_synthesis(consultation, text="Bref.", read={}, actor=None)
    assert consultation.response_due_on is not None
    later = now() + timedelta(days=95)
    actions.publish_answer(consultation, actor=None, at=later)
    assert (consultation.responded_at, consultation.days_late) == (later, 5)


def test_saving_a_form_keeps_exactly_what_it_cites() -> None:
    consultation, (first, second, third) = closed_with("un", "deux", "trois")
    response = actions.save_response(
        consultation, response=None, cited=[first, second], actor=None, **RESPONSE
    )
    actions.save_response(consultation, response=response, cited=[second, third], actor=None)
    assert {row.contribution for row in response.citations.all()} == {second, third}


def test_what_was_cited_cannot_be_taken_back_after_the_closing() -> None:
    consultation, (sent,) = closed_with("un")
    answer(consultation, sent)
    with pytest.raises(Refused):
        withdraw(Contribution.objects.get(pk=sent.pk), actor=None, arrived_at=now())
