"""What the minutes say, and when everybody may read them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.components.assembly import events
from consultations.components.assembly.actions.telling import held, keep, tell
from consultations.components.assembly.models import Assembly, Item, Turn
from consultations.errors import EditedElsewhere, Refused
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.text import plain


@transaction.atomic
def write_notes(item: Item, *, text: str, revision: int, writer: str) -> Item:
    """Keep what is typed on one point; saved every few seconds, so without a line in the journal.

    `writer` names the page on which one types. Raises EditedElsewhere when another page has
    written since this `revision`: nothing is overwritten.
    """
    row: Item = for_update(Item.objects.select_related("assembly")).get(pk=item.pk)
    if row.assembly.is_published:
        raise Refused(_("La transcription est publiée : les notes ne changent plus."))
    text = plain(text)
    if row.notes == text:
        return row
    if row.notes_revision != revision and row.notes_writer != writer:
        raise EditedElsewhere(_("Quelqu’un d’autre a écrit sur ce point entre-temps."))
    row.notes, row.notes_writer, row.noted_at = text, writer, now()
    row.notes_revision += 1
    row.save(update_fields=["notes", "notes_writer", "notes_revision", "noted_at"])
    return row


@transaction.atomic
def publish_transcript(assembly: Assembly, *, intro: str, actor: Any) -> Assembly:
    """Let everybody read what was said. The names of those who spoke are erased: groups remain.

    Raises Refused while the meeting goes on, or a second time.
    """
    row = held(assembly)
    if not row.is_closed:
        raise Refused(_("Terminez la réunion avant de publier sa transcription."))
    if row.is_published:
        raise Refused(_("Cette transcription est déjà publiée."))
    row.transcript_intro, row.published_at = plain(intro), now()
    row.save(update_fields=["transcript_intro", "published_at"])
    Turn.objects.filter(assembly=row, started_at=None).delete()
    Turn.objects.filter(assembly=row).update(speaker="")
    tell(row, "now", "queue")
    keep(events.TranscriptPublished, row, actor)
    return row
