"""Receiving what residents give: once, with a receipt, and never later than promised."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.deadlines import judge
from consultations.errors import AlreadyContributed, AlreadyReceived, TooLate
from consultations.models import Anonymity, Channel, Contribution, OutcomeContact, Step
from consultations.receipts import fingerprint
from participation.base.codes import keyed_digest, readable_code, secret
from participation.base.databases import for_update
from participation.base.events import record


@dataclass(frozen=True)
class Submission:
    """What comes with a contribution, besides its words.

    `key` is the idempotency key of the form; `identity` what stands for the verified person (see
    `identity.verified_identity`), or nothing; `opened_at` when they first saw the form; `contact`
    an address to tell the outcome to.
    """

    key: UUID
    arrived_at: datetime
    opened_at: datetime | None = None
    author: Any = None
    identity: str = ""
    contact: str = ""
    channel: str = Channel.ONLINE
    assisted_by: Any = None
    council_id: int | None = None  # in whose name a coordinator writes
    territory_id: int | None = None
    language: str = "fr"


def already_received(key: UUID) -> Contribution | None:
    """Give the contribution a repeated form already made, so that its receipt shows again."""
    return Contribution.objects.counted().filter(idempotency_key=key).first()


@transaction.atomic
def receive(
    step: Step, submission: Submission, *, draft: Contribution | None = None
) -> Contribution:
    """Turn a draft (or nothing yet) into a received contribution, with its code.

    The caller writes the component's own row in the same transaction and then calls `seal`.
    Raises AlreadyReceived for a repeated form (show its receipt: nothing is wrong), TooLate after
    the deadline, AlreadyContributed for a second contribution where one person has one.
    """
    _refuse_repeated(submission.key, draft)
    timeliness = judge(step, arrived_at=submission.arrived_at, opened_at=submission.opened_at)
    if timeliness is None:
        raise TooLate(
            _("Cette étape est close. Votre texte n’est pas perdu : copiez-le ou imprimez-le.")
        )
    contribution = draft or Contribution()
    contribution.consultation, contribution.step = step.consultation, step
    contribution.timeliness = timeliness
    _fill(contribution, submission)
    try:
        with transaction.atomic():
            contribution.save()
    except IntegrityError as error:
        _refuse_repeated(submission.key, None)
        raise AlreadyContributed(
            _("Vous avez déjà participé à cette étape. Vous pouvez corriger votre réponse.")
        ) from error
    remember_contact(contribution, submission.contact)
    return contribution


def _refuse_repeated(key: UUID, draft: Contribution | None) -> None:
    """Stop the second of two equal forms, the draft being locked so that only one goes on."""
    if draft is not None:
        row = for_update(Contribution.objects.filter(pk=draft.pk)).first()
        if row is not None and not row.is_draft:
            raise AlreadyReceived(row)
    received = already_received(key)
    if received is not None:
        raise AlreadyReceived(received)


def _fill(contribution: Contribution, submission: Submission) -> None:
    """Write the envelope; an anonymous one keeps no author and no exact time."""
    consultation = contribution.consultation
    is_anonymous = consultation.anonymity == Anonymity.ANONYMOUS
    contribution.is_anonymous = is_anonymous
    arrived = rounded_if_anonymous(contribution, submission.arrived_at)
    if is_anonymous:
        contribution.created_at = arrived
    is_known = submission.author is not None and submission.author.is_authenticated
    contribution.author = submission.author if is_known and not is_anonymous else None
    contribution.assisted_by = None if is_anonymous else submission.assisted_by
    contribution.council_id = None if is_anonymous else submission.council_id
    contribution.channel = submission.channel
    contribution.territory_id = submission.territory_id
    contribution.language = submission.language
    contribution.state = Contribution.State.RECEIVED
    contribution.received_at = contribution.updated_at = arrived
    contribution.idempotency_key = submission.key
    contribution.draft_digest = None
    contribution.participant_key = _participant_key(contribution, submission)
    contribution.tracking_code = contribution.tracking_code or _free_code()
    contribution.salt = secret()


def rounded_if_anonymous(contribution: Contribution, instant: datetime) -> datetime:
    """Keep only the hour of what is anonymous: the minute could be matched with a visit."""
    if not contribution.is_anonymous:
        return instant
    return instant.replace(minute=0, second=0, microsecond=0)


def _participant_key(contribution: Contribution, submission: Submission) -> str | None:
    """Hash what was verified about the person with the consultation's own secret."""
    if not submission.identity or not contribution.component.once_per_person:
        return None
    return keyed_digest(submission.identity, contribution.consultation.participant_secret)


def _free_code() -> str:
    code = readable_code()
    while Contribution.objects.filter(tracking_code=code).exists():  # 32^8 codes: hardly ever
        code = readable_code()
    return code


def remember_contact(contribution: Contribution, email: str) -> None:
    """Keep the address of who wants to know the outcome; apart, when all is anonymous."""
    if not email:
        return
    OutcomeContact.objects.get_or_create(
        consultation=contribution.consultation,
        email=email.strip().lower(),
        defaults={"contribution": None if contribution.is_anonymous else contribution},
    )


@transaction.atomic
def seal(contribution: Contribution, *, actor: Any) -> Contribution:
    """Compute the hash once the words are written, and record the arrival."""
    write_hash(contribution)
    event = events.ContributionReceived(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return contribution


def write_hash(contribution: Contribution) -> None:
    payload = contribution.component.payload(contribution)
    contribution.sha256 = fingerprint(contribution, payload)
    contribution.save(update_fields=["sha256"])
