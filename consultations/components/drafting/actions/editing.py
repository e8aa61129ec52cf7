"""What authors of a consultation prepare: who decides with them, and the first text."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.drafting.events import SharedTextImported
from consultations.components.drafting.models import Article, Party, SharedText, Version, Wording
from consultations.errors import Frozen
from consultations.events import StepEdited
from consultations.models import Step
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.councils.models import Council


class Piece(NamedTuple):
    """One article of a text that is brought in."""

    title: str
    body: str


def locked(text: SharedText) -> SharedText:
    """Give the text as it is now; whoever writes there waits until this transaction ends."""
    rows = SharedText.objects.select_related("step__consultation__public_body", "council")
    for_update(SharedText.objects.all()).get(pk=text.pk)
    return rows.get(pk=text.pk)


@transaction.atomic
def create_text(step: Step, *, like: SharedText | None = None) -> SharedText:
    """Give a new step its text: empty, or the latest words of another one."""
    if like is None:
        return SharedText.objects.create(step=step)
    text = SharedText.objects.create(step=step, council=like.council)
    wordings = Wording.objects.filter(version__shared_text=like, version__number=like.latest)
    pieces = [Piece(row.title, row.body) for row in wordings.order_by("article__number")]
    if pieces:
        _write_first(text, pieces)
    return text


@transaction.atomic
def edit_text(text: SharedText, *, council: Council | None, actor: Any) -> SharedText:
    """Say which council decides with the body, until the consultation opens."""
    step = text.step
    if step.consultation.is_frozen and text.council_id != (council.pk if council else None):
        raise Frozen(_("La démarche est ouverte : ses règles restent celles promises."))
    text.council = council
    text.save(update_fields=["council"])
    record(StepEdited(consultation_id=step.consultation_id, step_id=step.pk), actor=actor)
    return text


@transaction.atomic
def import_text(text: SharedText, pieces: Sequence[Piece], *, actor: Any) -> SharedText:
    """Bring the first version in, in the place of what was there; until the opening."""
    step = text.step
    if step.consultation.is_frozen:
        raise Frozen(_("La démarche est ouverte : le texte change article par article."))
    Version.objects.filter(shared_text=text).delete()
    Article.objects.filter(shared_text=text).delete()
    _write_first(text, pieces)
    event = SharedTextImported(consultation_id=step.consultation_id, step_id=step.pk)
    record(event, actor=actor)
    return text


def _write_first(text: SharedText, pieces: Sequence[Piece]) -> None:
    version = Version.objects.create(shared_text=text, number=1, party=Party.BODY, written_at=now())
    for number, piece in enumerate(pieces, start=1):
        article = Article.objects.create(shared_text=text, number=number)
        Wording.objects.create(version=version, article=article, title=piece.title, body=piece.body)
    text.latest = 1
    text.save(update_fields=["latest"])
