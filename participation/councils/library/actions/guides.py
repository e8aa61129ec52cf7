"""Filing a document of method, its versions, having it read again, publishing it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.uploads import CleanFile
from participation.councils.errors import Refused
from participation.councils.library import events
from participation.councils.library.choices import GuideState
from participation.councils.library.models import Guide, GuideVersion
from participation.councils.models import Council


@dataclass(frozen=True)
class Content:
    """What a version says: a file, with its number of pages if it is known, or a text."""

    text: str = ""
    upload: CleanFile | None = None
    pages: int | None = None


@transaction.atomic
def write_guide(*, actor: Any, content: Content, council: Council | None, **fields: Any) -> Guide:
    """File a document of method with its first version: a draft of its council.

    Without a council it is the administrators', and everyone reads it at once. `fields` are those
    of the model.
    """
    guide = Guide(council=council, author=actor, **fields)
    guide.save()
    _keep(guide, content, note="")
    _record(events.GuideWritten, guide, actor)
    return guide if council else _publish(guide, actor)


@transaction.atomic
def edit_guide(guide: Guide, *, actor: Any, **fields: Any) -> Guide:
    """Write its description anew; one that a council withdrew becomes a draft again.

    Raises Refused when a council has it proposed or published.
    """
    guide = _locked(guide)
    if not guide.is_editable:
        raise Refused(_("Ce document est en relecture ou publié. Retirez-le pour le modifier."))
    for name, value in fields.items():
        setattr(guide, name, value)
    guide.changed_at = now()
    if guide.council_id:
        guide.state = GuideState.DRAFT
    guide.save()
    _record(events.GuideEdited, guide, actor)
    return guide if guide.council_id else _publish(guide, actor)


@transaction.atomic
def add_guide_version(
    guide: Guide, *, actor: Any, content: Content, note: str = ""
) -> GuideVersion:
    """Keep the next version; it takes the place of one that nobody but its council has read.

    The new version of a published document is proposed at once, and the former one stays for
    everyone until it is accepted; the administrators' own is published. Raises Refused while the
    document, or its last version, is being read again, and when it is withdrawn.
    """
    guide = _locked(guide)
    if guide.state == GuideState.WITHDRAWN:
        raise Refused(_("Ce document est retiré. Modifiez-le d’abord."))
    if _is_asked(guide):
        raise Refused(_("Une version est déjà en relecture. Attendez la réponse."))
    version = _keep(guide, content, note=note)
    guide.changed_at, guide.answer = now(), ""
    guide.save(update_fields=["changed_at", "answer"])
    event = events.GuideVersionAdded(guide_id=guide.pk, version_id=version.pk)
    record(event, actor=actor)
    if guide.is_published and guide.council_id:
        _ask_again(guide, actor)
    elif guide.is_published:
        _publish(guide, actor)
    return version


@transaction.atomic
def propose_guide(guide: Guide, *, actor: Any) -> Guide:
    """Ask for it to be read again and published. Raises Refused unless it is a draft."""
    guide = _locked(guide)
    if guide.is_proposed:
        return guide
    if guide.state != GuideState.DRAFT:
        raise Refused(_stale())
    guide.state, guide.answer, guide.changed_at = GuideState.PROPOSED, "", now()
    guide.save(update_fields=["state", "answer", "changed_at"])
    _ask_again(guide, actor)
    return guide


@transaction.atomic
def publish_guide(guide: Guide, *, actor: Any) -> Guide:
    """Let everyone read it, with the version that waits; done twice, it is done once."""
    guide = _locked(guide)
    if guide.is_published and not _waiting(guide):
        return guide
    _refuse_unless_asked(guide)
    return _publish(guide, actor)


@transaction.atomic
def send_back_guide(guide: Guide, *, reason: str, actor: Any) -> Guide:
    """Give it, or its new version, back to its council, with what to change."""
    guide = _locked(guide)
    _refuse_unless_asked(guide)
    guide.versions.filter(published_at=None).update(proposed_at=None)
    if guide.is_proposed:
        guide.state = GuideState.DRAFT
    guide.answer, guide.changed_at = reason, now()
    guide.save(update_fields=["state", "answer", "changed_at"])
    _record(events.GuideSentBack, guide, actor)
    return guide


@transaction.atomic
def withdraw_guide(guide: Guide, *, reason: str, actor: Any) -> Guide:
    """Take it off every public page, with all its versions; it may be written anew."""
    guide = _locked(guide)
    if guide.state == GuideState.WITHDRAWN:
        return guide
    if guide.state == GuideState.DRAFT:
        raise Refused(_stale())
    guide.versions.filter(published_at=None).update(proposed_at=None)
    guide.state, guide.answer, guide.published_at = GuideState.WITHDRAWN, reason, None
    guide.changed_at = now()
    guide.save(update_fields=["state", "answer", "published_at", "changed_at"])
    _record(events.GuideWithdrawn, guide, actor)
    return guide


def _locked(guide: Guide) -> Guide:
    found: Guide = for_update(Guide.objects.filter(pk=guide.pk)).get()
    return found


def _record(kind: Any, guide: Guide, actor: Any) -> None:
    record(kind(guide_id=guide.pk), actor=actor)


def _stale() -> str:
    return _("Ce document a changé entre-temps. Rechargez la page pour voir son état.")


def _waiting(guide: Guide) -> GuideVersion | None:
    found: GuideVersion | None = guide.versions.filter(published_at=None).first()
    return found


def _refuse_unless_asked(guide: Guide) -> None:
    if not _is_asked(guide):
        raise Refused(_stale())


def _is_asked(guide: Guide) -> bool:
    """Say whether its council asks for it, or for a version of it, to be read again."""
    version = _waiting(guide)
    is_new = version is not None and version.proposed_at is not None
    return guide.is_proposed or (guide.is_published and is_new)


def _ask_again(guide: Guide, actor: Any) -> None:
    guide.versions.filter(published_at=None).update(proposed_at=now())
    _record(events.GuideProposed, guide, actor)


def _publish(guide: Guide, actor: Any) -> Guide:
    instant = now()
    guide.versions.filter(published_at=None).update(published_at=instant)
    guide.state, guide.answer, guide.changed_at = GuideState.PUBLISHED, "", instant
    guide.published_at = instant
    guide.save(update_fields=["state", "answer", "published_at", "changed_at"])
    _record(events.GuidePublished, guide, actor)
    return guide


def _keep(guide: Guide, content: Content, *, note: str) -> GuideVersion:
    version = _waiting(guide)
    if version is None:
        highest = guide.versions.aggregate(number=Max("number"))["number"] or 0
        version = GuideVersion(guide=guide, number=highest + 1)
    _let_go_of_file(version)
    version.text, version.pages, version.note = content.text, content.pages, note
    version.added_at, version.proposed_at = now(), None
    upload = content.upload
    version.name = upload.name if upload else ""
    version.size = upload.size if upload else 0
    version.sha256 = upload.sha256 if upload else ""
    version.content_type = upload.kind.content_type if upload else ""
    if upload:
        version.file.save(upload.name, upload.file, save=False)
    version.save()
    return version


def _let_go_of_file(version: GuideVersion) -> None:
    if version.file:
        name, storage = str(version.file.name), version.file.storage
        transaction.on_commit(lambda: storage.delete(name))
        version.file = ""
