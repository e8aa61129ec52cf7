"""What a member may ask of those who animate, and what they may ask of a member."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.errors import Refused
from participation.councils.threads import events
from participation.councils.threads.actions.keeping import show_again
from participation.councils.threads.actions.rewriting import locked
from participation.councils.threads.models import Appeal, Measure, Message, Report, Thread
from participation.live.bus import ask_again


@transaction.atomic
def report(message: Message, *, reason: str, actor: Any) -> Report:
    """Ask those who animate to look at a message; once for each person and message."""
    row, is_new = Report.objects.get_or_create(
        message=message, account=actor, defaults={"reason": one_line(reason)}
    )
    if is_new:
        record(_about(message, events.MessageReported), actor=actor)
    return row


@transaction.atomic
def settle_reports(message: Message, *, actor: Any) -> None:
    """Say that the reports of a message were read, and that it stays."""
    if message.reports.filter(settled_at=None).update(settled_at=now()):
        record(_about(message, events.ThreadReportsSettled), actor=actor)


@transaction.atomic
def appeal(message: Message, *, text: str, actor: Any) -> Appeal:
    """Ask that somebody else looks at a hidden message again; once for each time it is hidden."""
    message = locked(message)
    if message.hidden_at is None or message.author_id != actor.pk:
        raise Refused(_("Ce message n’est plus masqué. Il n’y a rien à demander."))
    row, is_new = Appeal.objects.get_or_create(
        message=message, hidden_at=message.hidden_at, defaults={"text": one_line(text)}
    )
    if is_new:
        record(_about(message, events.AppealMade, appeal_id=row.pk), actor=actor)
    return row


@transaction.atomic
def decide_appeal(row: Appeal, *, is_granted: bool, answer: str, actor: Any) -> Appeal:
    """Show the message again, or keep it hidden; never by its author nor by who hid it.

    Raises Refused for those two. A second decision changes nothing.
    """
    row = for_update(Appeal.objects.select_related("message__thread__council")).get(pk=row.pk)
    if row.decided_at is not None:
        return row
    message = row.message
    if actor.pk in (message.author_id, message.hidden_by_id):
        raise Refused(_("Une autre personne doit décider de ce recours."))
    row.decided_at, row.decided_by = now(), actor
    row.is_granted, row.answer = is_granted, one_line(answer)
    row.save(update_fields=["decided_at", "decided_by", "is_granted", "answer"])
    if is_granted and message.hidden_at == row.hidden_at:
        show_again(message, actor=actor)
    record(_about(message, events.AppealDecided, appeal_id=row.pk), actor=actor)
    return row


@transaction.atomic
def warn(thread: Thread, *, account: Any, reason: str, actor: Any) -> Measure:
    """Remind one member of what was agreed; nobody else reads it."""
    row: Measure = thread.measures.create(account=account, reason=one_line(reason), by=actor)
    record(_of(row, events.MemberWarned), actor=actor)
    return row


@transaction.atomic
def set_aside(
    thread: Thread, *, account: Any, reason: str, lasts: timedelta, actor: Any
) -> Measure:
    """Keep one member from writing in a discussion for a time; reading stays theirs.

    Their sockets end at once: they come back as those of somebody who reads.
    """
    row: Measure = thread.measures.create(
        account=account, reason=one_line(reason), until=now() + lasts, by=actor
    )
    record(_of(row, events.MemberSetAside), actor=actor)
    transaction.on_commit(ask_again, robust=True)
    return row


@transaction.atomic
def take_back(row: Measure, *, actor: Any) -> Measure:
    """Let somebody who was set aside write again before the time."""
    if row.is_running:
        row.until = now()
        row.save(update_fields=["until"])
        record(_of(row, events.MemberTakenBack), actor=actor)
    return row


@transaction.atomic
def see_measures(thread: Thread, *, account: Any) -> None:
    """Note that a member has read what was said to them. Nothing is recorded: it is theirs."""
    thread.measures.filter(account=account, seen_at=None).update(seen_at=now())


def _about(message: Message, kind: Any, **ids: int) -> Any:
    thread = message.thread
    return kind(council_id=thread.council_id, thread_id=thread.pk, message_id=message.pk, **ids)


def _of(row: Measure, kind: Any) -> Any:
    thread = row.thread
    return kind(council_id=thread.council_id, thread_id=thread.pk, measure_id=row.pk)
