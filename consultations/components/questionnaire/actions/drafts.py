"""Keeping what is typed before it is sent: saved, adopted, warned about, forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.components.questionnaire.events import DraftExpiring
from consultations.components.questionnaire.models import AnswerFile, AnswerSheet, Version
from consultations.components.questionnaire.questions import Typed, mark_of
from consultations.errors import EditedElsewhere, Refused
from consultations.models import Anonymity, Contribution, Step
from participation.base.clock import now
from participation.base.codes import digest
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.uploads import CleanFile

KEPT_FOR = timedelta(days=60)  # after the last change
KEPT_AFTER_CLOSING = timedelta(days=30)  # so that a late text can still be copied
WARNED_BEFORE = timedelta(days=7)
MOST_TYPED = 1_000_000  # signs in one draft


@dataclass(frozen=True)
class Writing:
    """One save of one open page: what was typed, and what the page had been shown.

    `token` names the open page; `seen` holds, for each question, the mark of what was kept when
    the page was shown; `is_chosen` says that the person saw both versions and chose this one.
    """

    typed: Mapping[str, Typed]
    token: str = ""
    seen: Mapping[str, str] | None = None
    opened_at: datetime | None = None
    is_chosen: bool = False


@transaction.atomic
def save_page(
    step: Step, version: Version, writing: Writing, *, author: Any = None, draft_secret: str = ""
) -> AnswerSheet:
    """Keep what was typed on a page, valid or not, in the person's draft (made at need).

    Raises EditedElsewhere when another device changed these answers since the page was shown,
    Refused when the draft would grow beyond a million signs.
    """
    draft = heart.save_draft(step, author=author, draft_secret=draft_secret)
    if draft.idempotency_key is None:
        draft.idempotency_key = uuid4()
        draft.save(update_fields=["idempotency_key"])
    sheet, _is_new = AnswerSheet.objects.get_or_create(
        contribution=draft, defaults={"version": version, "opened_at": writing.opened_at or now()}
    )
    sheet.contribution = draft
    return _keep(sheet, version, writing)


@transaction.atomic
def save_correction(
    contribution: Contribution, version: Version, writing: Writing, *, kept: dict[str, Typed]
) -> AnswerSheet:
    """Keep a page of a correction beside what was sent, which stays as it is until confirmed.

    `kept` is where the correction starts from: the fields that say what was sent.
    """
    sheet = for_update(AnswerSheet.objects.filter(contribution=contribution)).get()
    if not sheet.typed:
        sheet.typed = kept
    return _keep(sheet, version, writing)


def _keep(sheet: AnswerSheet, version: Version, writing: Writing) -> AnswerSheet:
    if not writing.is_chosen and writing.seen is not None:
        _refuse_conflict(sheet, writing)
    sheet.typed = {**sheet.typed, **writing.typed}
    sheet.writers = {**sheet.writers, **dict.fromkeys(writing.typed, writing.token)}
    if sum(len(value) for value in _values(sheet.typed)) > MOST_TYPED:
        raise Refused(_("Votre brouillon est trop long. Raccourcissez cette réponse."))
    fields = ["typed", "writers"]
    if sheet.contribution.is_draft and sheet.version_id != version.pk:
        sheet.version, fields = version, [*fields, "version"]
    sheet.warned_at = None
    sheet.save(update_fields=[*fields, "warned_at"])
    return sheet


def _values(typed: Mapping[str, Typed]) -> list[str]:
    return [value for parts in typed.values() for values in parts.values() for value in values]


def _refuse_conflict(sheet: AnswerSheet, writing: Writing) -> None:
    """Notice that another page changed these answers; one's own autosave is no stranger."""
    for key, typed in writing.typed.items():
        kept = mark_of(sheet.typed.get(key, {}))
        was_shown = (writing.seen or {}).get(key, "")
        is_own = sheet.writers.get(key, "") == writing.token
        if kept not in (was_shown, mark_of(typed)) and not is_own:
            raise EditedElsewhere(
                _("Cette réponse a changé sur un autre appareil. Choisissez celle à garder.")
            )


@transaction.atomic
def keep_file(sheet: AnswerSheet, key: str, clean: CleanFile) -> AnswerFile:
    """Keep a cleaned file with a sheet, under a name of our own; it becomes the answer to `key`.

    The one it replaces goes, unless it was sent already and is being corrected.
    """
    forget_files(list(sheet.files.filter(key=key, answer=None)))
    file = AnswerFile(
        sheet=sheet,
        key=key,
        name=clean.name,
        size=clean.size,
        sha256=clean.sha256,
        content_type=clean.kind.content_type,
    )
    file.file.save(f"{uuid4().hex}{clean.kind.suffix}", clean.file, save=False)
    file.save()
    sheet.typed = {**sheet.typed, key: {"file": [str(file.pk)]}}
    sheet.save(update_fields=["typed"])
    return file


def forget_files(files: list[AnswerFile]) -> None:
    """Delete rows, and the files themselves once that is certain."""
    for file in files:
        storage, name = file.file.storage, file.file.name
        file.delete()
        if name:
            transaction.on_commit(partial(storage.delete, name))


@transaction.atomic
def adopt(step: Step, *, author: Any, draft_secret: str) -> bool:
    """Make the draft of this browser the draft of the account that just signed in.

    Not in an anonymous consultation, and not when the account has a draft of its own: two
    drafts are never mixed behind the person's back. Says whether it did.
    """
    if step.consultation.anonymity == Anonymity.ANONYMOUS:
        return False
    drafts = Contribution.objects.filter(step=step, state=Contribution.State.DRAFT)
    if drafts.filter(author=author).exists():
        return False
    mark = digest(draft_secret, purpose="draft")
    changed = drafts.filter(draft_digest=mark).order_by()
    return bool(changed.update(author=author, draft_digest=None))


def expires_at(draft: Contribution) -> datetime:
    """Say when a draft is deleted: 60 days after its last change, or 30 after the closing."""
    ends = draft.step.ends_at
    last = draft.updated_at + KEPT_FOR
    return min(last, ends + KEPT_AFTER_CLOSING) if ends else last


@transaction.atomic
def remember_email(sheet: AnswerSheet, email: str) -> None:
    """Keep the address that asked for the link, to warn before the draft expires."""
    sheet.reminder_email = email
    sheet.save(update_fields=["reminder_email"])


def expire_drafts() -> tuple[int, int]:
    """Warn of drafts that expire within a week, delete those that have; give both numbers.

    For the sweeper; a second run changes nothing.
    """
    soon = now() + WARNED_BEFORE
    is_near = Q(updated_at__lte=soon - KEPT_FOR)
    for closing in ("consultation__closes_at", "step__closes_at"):
        is_near |= Q(**{f"{closing}__lte": soon - KEPT_AFTER_CLOSING})
    drafts = Contribution.objects.filter(
        is_near, state=Contribution.State.DRAFT, sheet__isnull=False
    ).select_related("step__consultation", "sheet")
    warned = deleted = 0
    for draft in drafts.order_by("pk").iterator(chunk_size=500):
        if expires_at(draft) <= now():
            heart.delete_draft(draft)
            deleted += 1
        elif expires_at(draft) - WARNED_BEFORE <= now():
            warned += _warn(draft)
    return warned, deleted


@transaction.atomic
def _warn(draft: Contribution) -> bool:
    unwarned = AnswerSheet.objects.filter(contribution=draft, warned_at=None).order_by()
    if not unwarned.update(warned_at=now()):
        return False
    event = DraftExpiring(
        consultation_id=draft.consultation_id, step_id=draft.step_id, sheet_id=draft.sheet.pk
    )
    record(event, actor=None)
    return True
