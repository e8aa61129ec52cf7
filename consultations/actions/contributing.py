"""Receiving what residents give: once, with a receipt, and never later than promised."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations import events
from consultations.deadlines import judge
from consultations.errors import (
    AlreadyContributed,
    AlreadyReceived,
    EditedElsewhere,
    Refused,
    TooLate,
)
from consultations.models import (
    Anonymity,
    Channel,
    Contribution,
    ImportBatch,
    OutcomeContact,
    Step,
)
from consultations.receipts import fingerprint
from participation.base.clock import now
from participation.base.codes import digest, keyed_digest, readable_code, secret
from participation.base.databases import for_update
from participation.base.events import record


@dataclass(frozen=True)
class Submission:
    """What comes with a contribution, besides its words.

    `key` is the idempotency key of the form; `identity` what was verified about the person
    (an e-mail address in clear, never stored), or nothing; `opened_at` when they first saw the
    form; `contact` an address to tell the outcome to.
    """

    key: UUID
    arrived_at: datetime
    opened_at: datetime | None = None
    author: Any = None
    identity: str = ""
    contact: str = ""
    channel: str = Channel.ONLINE
    assisted_by: Any = None
    territory_id: int | None = None
    language: str = "fr"


def already_received(key: UUID) -> Contribution | None:
    """Give the contribution a repeated form already made, so that its receipt shows again."""
    return Contribution.objects.counted().filter(idempotency_key=key).first()


@transaction.atomic
def save_draft(
    step: Step,
    *,
    author: Any = None,
    draft_secret: str = "",
    revision: int | None = None,
) -> Contribution:
    """Find or make the draft of a person (by account, or by the secret in their browser).

    Raises EditedElsewhere when `revision` is not the draft's own: it changed on another device.
    In an anonymous consultation the account is not written down, so the secret is needed.
    """
    drafts = Contribution.objects.filter(step=step, state=Contribution.State.DRAFT)
    is_anonymous = step.consultation.anonymity == Anonymity.ANONYMOUS
    owner = None if is_anonymous or author is None or not author.is_authenticated else author
    mark = digest(draft_secret, purpose="draft") if draft_secret else None
    found = drafts.filter(author=owner) if owner else drafts.filter(draft_digest=mark)
    draft: Contribution | None = for_update(found).first() if (owner or mark) else None
    if draft is None:
        return Contribution.objects.create(
            consultation=step.consultation,
            step=step,
            author=owner,
            draft_digest=None if owner else mark,
            is_anonymous=is_anonymous,
            revision=1,
        )
    if revision is not None and revision != draft.revision:
        raise EditedElsewhere(
            _("Ce brouillon a changé sur un autre appareil. Choisissez la version à garder.")
        )
    Contribution.objects.filter(pk=draft.pk).update(revision=F("revision") + 1, updated_at=now())
    draft.refresh_from_db()
    return draft


@transaction.atomic
def delete_draft(draft: Contribution) -> None:
    """Forget a draft and all that was typed in it."""
    if not draft.is_draft:
        raise Refused(_("Cette contribution est déjà envoyée. Vous pouvez la retirer."))
    draft.component.erase(draft)
    draft.delete()


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
            _("Cette étape est close. Votre texte n'est pas perdu : copiez-le ou imprimez-le.")
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
    _remember_contact(contribution, submission.contact)
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
    arrived = submission.arrived_at
    if is_anonymous:
        arrived = arrived.replace(minute=0, second=0, microsecond=0)
        contribution.created_at = arrived
    is_known = submission.author is not None and submission.author.is_authenticated
    contribution.is_anonymous = is_anonymous
    contribution.author = submission.author if is_known and not is_anonymous else None
    contribution.assisted_by = None if is_anonymous else submission.assisted_by
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


def _remember_contact(contribution: Contribution, email: str) -> None:
    """Keep the address of who wants to know the outcome; apart, when all is anonymous."""
    if not email:
        return
    OutcomeContact.objects.get_or_create(
        consultation=contribution.consultation,
        email=email.strip().lower(),
        defaults={"contribution": None if contribution.is_anonymous else contribution},
    )


@transaction.atomic
def follow(contribution: Contribution, *, email: str, actor: Any) -> None:
    """Keep an address to tell the outcome to, left after the contribution was sent.

    Nothing is written in the journal of an anonymous one: the line would join the two.
    """
    if not contribution.is_counted:
        raise Refused(_("Cette contribution a été retirée."))
    if contribution.consultation.is_answered:
        raise Refused(_("La réponse est déjà publiée. Lisez-la sur la page de la démarche."))
    _remember_contact(contribution, email)
    if not contribution.is_anonymous:
        event = events.ContributionFollowed(
            consultation_id=contribution.consultation_id, contribution_id=contribution.pk
        )
        record(event, actor=actor)


@transaction.atomic
def stop_following(contact_id: int) -> None:
    """Forget an address at once; a second time changes nothing."""
    OutcomeContact.objects.filter(pk=contact_id).delete()


@transaction.atomic
def seal(contribution: Contribution, *, actor: Any) -> Contribution:
    """Compute the hash once the words are written, and record the arrival."""
    _seal(contribution)
    event = events.ContributionReceived(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return contribution


def _seal(contribution: Contribution) -> None:
    payload = contribution.component.payload(contribution)
    contribution.sha256 = fingerprint(contribution, payload)
    contribution.save(update_fields=["sha256"])


@transaction.atomic
def correct(contribution: Contribution, *, actor: Any, arrived_at: datetime) -> Contribution:
    """Seal again after its author changed the words, while the step is open.

    The caller changes the component's rows in the same transaction, before or after.
    """
    _demand_open(contribution, arrived_at)
    contribution.updated_at = arrived_at
    contribution.revision += 1
    contribution.salt = contribution.salt or secret()
    contribution.save(update_fields=["updated_at", "revision"])
    _seal(contribution)
    event = events.ContributionCorrected(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return contribution


@transaction.atomic
def withdraw(contribution: Contribution, *, actor: Any, arrived_at: datetime) -> Contribution:
    """Take a contribution back while the step is open: its words are erased at once."""
    _demand_open(contribution, arrived_at)
    contribution.component.erase(contribution)
    contribution.state = Contribution.State.WITHDRAWN
    contribution.updated_at = arrived_at
    contribution.sha256 = ""
    contribution.save(update_fields=["state", "updated_at", "sha256"])
    contribution.contacts.all().delete()
    event = events.ContributionWithdrawn(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=None if contribution.is_anonymous else actor)
    return contribution


def _demand_open(contribution: Contribution, arrived_at: datetime) -> None:
    if not contribution.is_counted:
        raise Refused(_("Cette contribution a été retirée."))
    if not contribution.step.is_open_at(arrived_at):
        raise TooLate(_("La démarche est close : votre contribution ne peut plus changer."))


@transaction.atomic
def publish(contribution: Contribution, *, actor: Any) -> Contribution:
    """Show the words of one contribution to everybody."""
    if contribution.state != Contribution.State.RECEIVED:
        raise Refused(_("Seule une contribution reçue se publie."))
    contribution.state = Contribution.State.PUBLISHED
    contribution.save(update_fields=["state"])
    event = events.ContributionPublished(
        consultation_id=contribution.consultation_id, contribution_id=contribution.pk
    )
    record(event, actor=actor)
    return contribution


@dataclass(frozen=True)
class ImportedRow:
    """The envelope of one row of a file; the component writes its own beside it."""

    source_id: str
    received_at: datetime
    channel: str = Channel.IMPORTED
    is_published: bool = True
    is_hidden: bool = False
    territory_id: int | None = None

    @property
    def state(self) -> str:
        if self.is_hidden:
            return Contribution.State.HIDDEN
        return Contribution.State.PUBLISHED if self.is_published else Contribution.State.RECEIVED


@transaction.atomic
def import_batch(
    step: Step, *, sha256: str, name: str, rows: list[ImportedRow], actor: Any
) -> tuple[ImportBatch, list[Contribution]]:
    """Take in the envelopes of a whole file; the caller adds the words and calls `seal_batch`.

    Raises IntegrityError when the same file was taken in before (unique batch hash).
    """
    batch = ImportBatch.objects.create(
        consultation=step.consultation, sha256=sha256, name=name, row_count=len(rows)
    )
    is_anonymous = step.consultation.anonymity == Anonymity.ANONYMOUS
    contributions = [
        Contribution(
            consultation=step.consultation,
            step=step,
            state=row.state,
            state_before=Contribution.State.PUBLISHED if row.is_hidden else "",
            hidden_article=_("Reprise") if row.is_hidden else "",
            hidden_reason=_("Masquée sur la plateforme d’origine.") if row.is_hidden else "",
            channel=row.channel,
            is_anonymous=is_anonymous,
            territory_id=row.territory_id,
            created_at=row.received_at,
            updated_at=row.received_at,
            received_at=row.received_at,
            tracking_code=code,
            salt=secret(),
            idempotency_key=uuid4(),
            batch=batch,
            source_id=row.source_id,
        )
        for row, code in zip(rows, _free_codes(len(rows)), strict=True)
    ]
    Contribution.objects.bulk_create(contributions, batch_size=1000)
    record(
        events.ContributionsImported(
            consultation_id=step.consultation_id, batch_id=batch.pk, row_count=len(rows)
        ),
        actor=actor,
    )
    return batch, contributions


def _free_codes(number: int) -> list[str]:
    """Draw codes that are neither taken nor drawn twice."""
    codes: set[str] = set()
    while len(codes) < number:
        drawn = {readable_code() for _ in range(number - len(codes))} - codes
        chunk = list(drawn)
        for start in range(0, len(chunk), 500):
            some = chunk[start : start + 500]
            taken = Contribution.objects.filter(tracking_code__in=some)
            codes |= set(some) - set(taken.values_list("tracking_code", flat=True))
    return sorted(codes)


@transaction.atomic
def seal_batch(contributions: list[Contribution], payloads: list[Any]) -> None:
    """Compute the hashes of imported contributions, given their payloads in the same order."""
    for contribution, payload in zip(contributions, payloads, strict=True):
        contribution.sha256 = fingerprint(contribution, payload)
    Contribution.objects.bulk_update(contributions, ["sha256"], batch_size=500)
