"""Addresses that refuse letters for good: counted, suspended, told to who administers."""

import re
from email import message_from_bytes, policy
from email.message import Message

from django.db import transaction
from django.db.models import F

from participation.base.clock import now
from participation.base.events import record
from participation.notifications import events
from participation.notifications.models import Letter, Mailbox

OUR_LETTER = re.compile(r"<letter-(\d+)@")


def is_disabled(address: str) -> bool:
    """Say whether letters to this address are suspended."""
    rows = Mailbox.objects.filter(email=address.strip().lower())
    return rows.exclude(disabled_at=None).exists()


@transaction.atomic
def note_hard_failure(address: str, error: str) -> Mailbox:
    """Count one refusal; the third suspends the address, once, and who administers is told."""
    email = address.strip().lower()
    Mailbox.objects.get_or_create(email=email)
    rows = Mailbox.objects.filter(email=email).order_by()
    rows.update(hard_failures=F("hard_failures") + 1, last_error=error[:300], last_at=now())
    reached = rows.filter(hard_failures__gte=Mailbox.MOST_FAILURES, disabled_at=None)
    is_over = bool(reached.update(disabled_at=now()))
    mailbox = Mailbox.objects.get(email=email)
    if is_over:
        record(events.MailboxDisabled(mailbox_id=mailbox.pk), actor=None)
    return mailbox


@transaction.atomic
def try_mailbox_again(address: str) -> None:
    """Forget the refusals of an address: its owner, or who administers, says that it works."""
    Mailbox.objects.filter(email=address.strip().lower()).delete()


@transaction.atomic
def take_bounce(report: bytes) -> Mailbox | None:
    """Read a delivery report (RFC 3464) about one of our letters; None when it tells no failure.

    Only a permanent failure counts (`Action: failed`, status 5.y.z), and only of a letter that we
    did write: a forged report can therefore not suspend an address that we never wrote to.
    """
    message = message_from_bytes(report, policy=policy.default)
    said = _failure(message)
    found = OUR_LETTER.search(_original_headers(message))
    letter = Letter.objects.filter(pk=int(found[1])).first() if found else None
    if letter is None or not said or letter.state == Letter.State.FAILED:
        return None
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, error=said[:300])
    return note_hard_failure(letter.recipient, said)


def _failure(message: Message) -> str:
    """Give what the report says of a permanent failure, or nothing."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():  # one block of headers for each recipient
            if isinstance(block, Message) and str(block.get("Action", "")).lower() == "failed":
                status = str(block.get("Status", ""))
                if status.startswith("5"):
                    return f"{status} {block.get('Diagnostic-Code', '')}".strip()
    return ""


def _original_headers(message: Message) -> str:
    """Give the headers of the letter that came back."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            return str(part.get_payload())
        if kind == "message/rfc822":
            inside = part.get_payload()
            first = inside[0] if isinstance(inside, list) else inside
            return str(first.get("Message-ID", "")) if isinstance(first, Message) else ""
    return ""
