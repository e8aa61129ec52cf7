"""A meeting is run: questions, the queue, turns, polls; what the database refuses to do twice."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from consultations.actions import publish
from consultations.components.assembly import actions
from consultations.components.assembly.models import (
    Assembly,
    Moment,
    Poll,
    Question,
    Support,
    Turn,
    Vote,
)
from consultations.components.assembly.queries import queue_of, shares, transcript
from consultations.errors import (
    AlreadyContributed,
    EditedElsewhere,
    Frozen,
    NotReady,
    Refused,
    TooLate,
)
from consultations.models import Contribution
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry
from tests.consultations.components.assembly.making import ask, make_meeting, make_open_meeting
from tests.factories import make_consultation, make_open, make_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly() -> Assembly:
    return make_open_meeting()


def kinds(assembly: Assembly) -> list[str]:
    return list(Moment.objects.filter(assembly=assembly).values_list("kind", flat=True))


# The room ---------------------------------------------------------------------------------


def test_a_meeting_without_a_date_or_a_place_does_not_open() -> None:
    consultation = make_consultation(rung="information")
    step = make_step(consultation, "assembly")
    assert len(step.component.missing(step)) == 2
    with pytest.raises(NotReady):
        make_open(consultation)
    plan = actions.Plan(starts_at=now(), place="Salle des fêtes", points=[actions.Point("Tout")])
    actions.edit_assembly(step.assembly, plan, actor=None)
    make_open(consultation)


def test_the_agenda_that_was_dealt_with_stays(assembly: Assembly) -> None:
    first, second = assembly.items.all()
    assert assembly.item == first
    plan = actions.Plan(
        starts_at=assembly.starts_at,
        place="Ailleurs",
        points=[actions.Point("Questions diverses"), actions.Point(first.title, 20)],
    )
    edited = actions.edit_assembly(assembly, plan, actor=None)
    assert [item.title for item in edited.items.all()] == ["Questions diverses", first.title]
    assert edited.items.get(pk=first.pk).minutes == 20
    assert not edited.items.filter(pk=second.pk).exists()
    with pytest.raises(Frozen):
        actions.edit_assembly(assembly, actions.Plan(points=[actions.Point("Rien")]), actor=None)
    with pytest.raises(Frozen):
        actions.edit_assembly(
            assembly, actions.Plan(points=plan.points, publication="after_reading"), actor=None
        )


def test_a_room_opens_pauses_goes_on_and_ends(assembly: Assembly, officer: Account) -> None:
    turn = actions.ask_to_speak(assembly, group="Habitants", actor=officer)
    actions.begin_turn(turn, actor=officer)
    actions.pause_room(assembly, actor=officer)
    turn.refresh_from_db()
    assert turn.ended_at is not None
    with pytest.raises(TooLate, match="pause"):
        ask(assembly)
    assert not Contribution.objects.exists()
    actions.open_room(assembly, actor=officer)
    ask(assembly)
    question = actions.take(Question.objects.get(), actor=officer)
    ended = actions.close_room(assembly, actor=officer)
    question.refresh_from_db()
    assert (ended.state, question.state) == ("closed", "answered")
    with pytest.raises(TooLate, match="terminée"):
        ask(assembly, "Trop tard ?")
    assert kinds(assembly) == [
        *("opened", "item", "spoke", "paused", "resumed"),
        *("taken", "answered", "closed"),
    ]
    actions.open_room(assembly, actor=officer)
    ended = actions.close_room(assembly, actor=officer)
    actions.publish_transcript(ended, intro="", actor=officer)
    with pytest.raises(Refused):
        actions.open_room(ended, actor=officer)


# Questions --------------------------------------------------------------------------------


def test_one_question_is_taken_at_a_time(assembly: Assembly, officer: Account) -> None:
    first, second = ask(assembly, "Les arbres ?"), ask(assembly, "Les bancs ?")
    actions.take(first, actor=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=second.pk).update(state="taken")
    actions.take(second, actor=officer)
    first.refresh_from_db()
    assert (first.state, first.ended_at is not None) == ("answered", True)
    actions.answer(second, note="  Ils restent.  ", actor=officer)
    assert Question.objects.get(pk=second.pk).answer == "Ils restent."
    actions.reopen_question(second, actor=officer)
    assert Question.objects.get(pk=second.pk).state == "waiting"


def test_a_question_is_set_aside_with_a_reason_alone(assembly: Assembly, officer: Account) -> None:
    question = ask(assembly)
    with pytest.raises(Refused):
        actions.set_aside(question, reason=" ", actor=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(state="set_aside")
    actions.set_aside(question, reason="Sans lien avec la place.", actor=officer)
    assert Question.objects.get(pk=question.pk).reason == "Sans lien avec la place."


def test_alike_questions_stand_under_one(assembly: Assembly, officer: Account) -> None:
    lead, second, third = (ask(assembly, text) for text in ("Arbres ?", "Ombre ?", "Platanes ?"))
    actions.group(third, lead=second, actor=officer)
    actions.group(second, lead=lead, actor=officer)
    (waiting,) = queue_of(assembly).waiting
    assert {one.pk for one in waiting.those_alike} == {second.pk, third.pk}  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        actions.group(lead, lead=second, actor=officer)
    actions.group(second, lead=None, actor=officer)
    assert len(queue_of(assembly).waiting) == 2


def test_support_is_once_for_each_person_and_leaves_no_trace(assembly: Assembly) -> None:
    question, other = ask(assembly, "Les arbres ?"), ask(assembly, "Les bancs ?")
    lines = Entry.objects.count()
    for _again in range(2):
        actions.support(other, voter="a" * 64)
    actions.support(other, voter="b" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(question=other, voter_key="a" * 64)
    assert [one.pk for one in queue_of(assembly).waiting] == [other.pk, question.pk]
    actions.withdraw_support(other, voter="a" * 64)
    assert other.supports.count() == 1
    assert Entry.objects.count() == lines


def test_a_question_read_first_is_shown_after_those_shown_before() -> None:
    assembly = make_open_meeting(publication="after_reading")
    first, second = ask(assembly, "Première ?"), ask(assembly, "Seconde ?")
    assert list(assembly.questions.on_the_page()) == []
    with pytest.raises(Refused):
        actions.take(first, actor=None)
    actions.show_question(second, actor=None)
    publish(first.contribution, actor=None)
    actions.tell_changed(first.contribution_id)
    shown = assembly.questions.on_the_page().order_by("number")
    assert [one.pk for one in shown] == [second.pk, first.pk]


# Turns ------------------------------------------------------------------------------------


def test_the_server_adds_up_the_seconds_of_each_group(assembly: Assembly) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        for group, seconds in (("Habitants", 90), ("Commerçants", 30), ("Habitants", 120)):
            turn = actions.ask_to_speak(assembly, group=group, speaker="Awa", actor=None)
            actions.begin_turn(turn, actor=None)
            clock.shift(timedelta(seconds=seconds))
            actions.end_turn(turn, actor=None)
    found = [(share.group, share.seconds, share.turns) for share in shares(assembly)]
    assert found == [("Habitants", 210, 2), ("Commerçants", 30, 1)]
    assert [share.percent for share in shares(assembly)] == ["88\u00a0%", "12\u00a0%"]


def test_one_person_speaks_at_a_time(assembly: Assembly) -> None:
    first = actions.ask_to_speak(assembly, group="Habitants", actor=None)
    second = actions.ask_to_speak(assembly, group="Commerçants", actor=None)
    with pytest.raises(Refused):
        actions.ask_to_speak(assembly, group="Martiens", actor=None)
    actions.begin_turn(first, actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(pk=second.pk).update(started_at=now())
    actions.begin_turn(second, actor=None)
    first.refresh_from_db()
    assert first.ended_at is not None
    actions.drop_turn(second, actor=None)
    assert Turn.objects.filter(pk=second.pk).exists()


# Polls ------------------------------------------------------------------------------------


@pytest.fixture
def poll(assembly: Assembly) -> Poll:
    made = actions.prepare_poll(
        assembly, text="Et l’eau ?", choices=["Oui", "Non"], is_multiple=False, actor=None
    )
    return actions.open_poll(made, actor=None)


def test_a_vote_is_counted_once_and_then_forgotten(assembly: Assembly, poll: Poll) -> None:
    yes, no = poll.choices.all()
    lines = Entry.objects.count()
    for voter, choice in (("a", yes), ("b", yes), ("c", no)):
        actions.vote(poll, choices=[choice], voter=voter)
    with pytest.raises(AlreadyContributed):
        actions.vote(poll, choices=[no], voter="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(poll=poll, voter_key="a")
    with pytest.raises(Refused):
        actions.vote(poll, choices=[yes, no], voter="d")
    assert Entry.objects.count() == lines
    with pytest.raises(Refused):
        actions.show_result(poll, actor=None)
    closed = actions.close_poll(poll, actor=None)
    assert (closed.rows, closed.voter_count) == ([("Oui", 2), ("Non", 1)], 3)
    assert not Vote.objects.exists()
    with pytest.raises(Refused):
        actions.vote(poll, choices=[yes], voter="e")
    assert actions.show_result(closed, actor=None).is_shown
    with pytest.raises(Refused):
        actions.remove_poll(closed, actor=None)


def test_one_poll_is_open_at_a_time(assembly: Assembly, poll: Poll) -> None:
    other = actions.prepare_poll(
        assembly, text="Et la terre ?", choices=["Oui", "Non"], is_multiple=True, actor=None
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=other.pk).update(state="open")
    actions.open_poll(other, actor=None)
    poll.refresh_from_db()
    assert poll.state == "closed"
    actions.vote(other, choices=list(other.choices.all()), voter="a")
    assert actions.close_poll(other, actor=None).rows == [("Oui", 1), ("Non", 1)]


# The minutes ------------------------------------------------------------------------------


def test_notes_of_two_people_do_not_overwrite_each_other(assembly: Assembly) -> None:
    item = assembly.items.all()[0]
    for text in ("La maire ouvre.", "La maire ouvre la séance."):  # one page saves on and on
        actions.write_notes(item, text=text, revision=0, writer="page-1")
    with pytest.raises(EditedElsewhere):
        actions.write_notes(item, text="Rien.", revision=1, writer="page-2")
    kept = actions.write_notes(item, text="Séance ouverte.", revision=2, writer="page-2")
    assert (kept.notes, kept.notes_revision) == ("Séance ouverte.", 3)
    with pytest.raises(EditedElsewhere):
        actions.write_notes(item, text="Encore.", revision=0, writer="page-1")


def test_a_transcript_names_nobody_and_follows_what_is_hidden_later(
    assembly: Assembly, moderator: Account
) -> None:
    turn = actions.ask_to_speak(assembly, group="Habitants", speaker="Awa Diop", actor=None)
    actions.begin_turn(turn, actor=None)
    asked, left = ask(assembly, "Les arbres ?"), ask(assembly, "Le parking ?")
    actions.take(asked, actor=None)
    with pytest.raises(Refused):
        actions.publish_transcript(assembly, intro="", actor=None)
    actions.close_room(assembly, actor=None)
    ended = actions.publish_transcript(assembly, intro=" 40 personnes. ", actor=None)
    assert not Turn.objects.exclude(speaker="").exists()
    sections = {section.title: section.questions for section in transcript(ended)}
    assert sections["Le plan de la place"] == [asked]
    assert sections["Questions restées sans réponse"] == [left]
    Contribution.objects.filter(pk=asked.contribution_id).update(state="withdrawn")
    assert not any(asked in section.questions for section in transcript(ended))
    with pytest.raises(Refused):
        actions.answer(left, note="Après coup.", actor=None)


def test_copying_keeps_the_agenda_and_no_date(assembly: Assembly) -> None:
    target = make_meeting(make_consultation()).step
    target.assembly.delete()
    assembly.step.component.copy(assembly.step, target, actor=None)
    target.refresh_from_db()
    copied = Assembly.objects.get(step=target)
    assert [item.title for item in copied.items.all()] == ["Le plan de la place", "Le calendrier"]
    assert (copied.starts_at, copied.state, copied.place) == (None, "planned", assembly.place)
    assert copied.code != assembly.code
