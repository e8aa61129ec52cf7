"""Filing a good practice, having it read again, publishing it, giving credit for it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.uploads import CleanFile
from participation.councils.errors import Refused
from participation.councils.library import events
from participation.councils.library.choices import PracticeState
from participation.councils.library.models import GoodPractice, Guide, Reuse, UsefulLink
from participation.councils.models import Council


@transaction.atomic
def write_practice(
    council: Council,
    *,
    actor: Any,
    original: GoodPractice | None = None,
    photo: CleanFile | None = None,
    **fields: Any,
) -> GoodPractice:
    """File a good practice as a draft of its council.

    `original` is the published practice of another council that it follows; it is credited.
    `fields` are those of the model. Raises Refused for a photo without agreement, or an original
    that cannot be followed.
    """
    practice = GoodPractice(council=council, author=actor, **fields)
    _keep_photo(practice, photo)
    practice.save()
    _record(events.PracticeWritten, practice, actor)
    if original is not None:
        _credit(practice, original, actor)
    return practice


@transaction.atomic
def edit_practice(
    practice: GoodPractice,
    *,
    actor: Any,
    photo: CleanFile | None = None,
    drops_photo: bool = False,
    **fields: Any,
) -> GoodPractice:
    """Write a draft anew; one that was withdrawn becomes a draft again.

    Raises Refused when it is proposed or published, or for a photo without agreement.
    """
    practice = _locked(practice)
    if not practice.is_editable:
        raise Refused(_("Cette fiche est en relecture ou publiée. Retirez-la pour la modifier."))
    for name, value in fields.items():
        setattr(practice, name, value)
    if photo or drops_photo:
        _let_go_of_photo(practice)
    _keep_photo(practice, photo)
    practice.state, practice.changed_at = PracticeState.DRAFT, now()
    practice.save()
    _record(events.PracticeEdited, practice, actor)
    return practice


@transaction.atomic
def propose_practice(practice: GoodPractice, *, actor: Any) -> GoodPractice:
    """Ask for it to be read again and published."""
    return _move(
        practice, [PracticeState.DRAFT], PracticeState.PROPOSED, events.PracticeProposed, actor
    )


@transaction.atomic
def publish_practice(practice: GoodPractice, *, actor: Any) -> GoodPractice:
    """Let everyone read it."""
    return _move(
        practice, [PracticeState.PROPOSED], PracticeState.PUBLISHED, events.PracticePublished, actor
    )


@transaction.atomic
def send_back_practice(practice: GoodPractice, *, reason: str, actor: Any) -> GoodPractice:
    """Give it back to its council, with what to change."""
    proposed = [PracticeState.PROPOSED]
    event = events.PracticeSentBack
    return _move(practice, proposed, PracticeState.DRAFT, event, actor, answer=reason)


@transaction.atomic
def withdraw_practice(practice: GoodPractice, *, reason: str, actor: Any) -> GoodPractice:
    """Take it off every public page; its council keeps it, and may write it anew."""
    shown = [PracticeState.PROPOSED, PracticeState.PUBLISHED]
    event = events.PracticeWithdrawn
    return _move(practice, shown, PracticeState.WITHDRAWN, event, actor, answer=reason)


@transaction.atomic
def credit_original(practice: GoodPractice, original: GoodPractice, *, actor: Any) -> Reuse:
    """Give an original the credit that was left out. Raises Refused when it cannot be one."""
    return _credit(_locked(practice), original, actor)


@transaction.atomic
def forget_author(account: Account) -> None:
    """Let go of who typed; what was filed stays, and so do links, without their keeper."""
    GoodPractice.objects.filter(author=account).update(author=None)
    Guide.objects.filter(author=account).update(author=None)
    UsefulLink.objects.filter(owner=account).update(owner=None)


def _locked(practice: GoodPractice) -> GoodPractice:
    rows = GoodPractice.objects.filter(pk=practice.pk).select_related("council")
    found: GoodPractice = for_update(rows).get()
    return found


def _record(kind: Any, practice: GoodPractice, actor: Any, **ids: int) -> None:
    record(kind(practice_id=practice.pk, council_id=practice.council_id, **ids), actor=actor)


def _move(
    practice: GoodPractice,
    sources: list[PracticeState],
    target: PracticeState,
    kind: Any,
    actor: Any,
    answer: str = "",
) -> GoodPractice:
    """Change the state; done twice, it is done once."""
    practice = _locked(practice)
    if practice.state == target:
        return practice
    if practice.state not in sources:
        raise Refused(_("Cette fiche a changé entre-temps. Rechargez la page pour voir son état."))
    practice.state, practice.answer, practice.changed_at = target, answer, now()
    practice.published_at = now() if target == PracticeState.PUBLISHED else None
    practice.save(update_fields=["state", "answer", "changed_at", "published_at"])
    _record(kind, practice, actor)
    return practice


def _credit(version: GoodPractice, original: GoodPractice, actor: Any) -> Reuse:
    if not original.is_published or original.council_id == version.council_id:
        raise Refused(_("Choisissez la fiche publiée d’un autre conseil."))
    credit, is_new = Reuse.objects.get_or_create(version=version, defaults={"original": original})
    if credit.original_id != original.pk:
        credit.original = original
        credit.save(update_fields=["original"])
        is_new = True
    if is_new:
        _record(events.PracticeCredited, version, actor, original_id=original.pk)
    return credit


def _keep_photo(practice: GoodPractice, photo: CleanFile | None) -> None:
    if photo is not None:
        practice.photo.save(photo.name, photo.file, save=False)
        practice.photo_type = photo.kind.content_type
    if practice.photo and not practice.photo_agreed:
        raise Refused(_("Une photo demande l’accord des personnes que l’on y voit."))


def _let_go_of_photo(practice: GoodPractice) -> None:
    if practice.photo:
        name, storage = str(practice.photo.name), practice.photo.storage
        transaction.on_commit(lambda: storage.delete(name))
        practice.photo, practice.photo_type = "", ""
