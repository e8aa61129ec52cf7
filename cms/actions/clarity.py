"""Taking in what a reader says of a page."""

from django.db import transaction
from wagtail.models import Page

from cms.events import PageFoundClear, PageFoundUnclear
from cms.models import ClarityNote
from consultations.models import Consultation
from participation.base.clock import now
from participation.base.events import record


@transaction.atomic
def note_clarity(of: Page | Consultation, *, is_clear: bool, words: str) -> ClarityNote:
    """Keep what somebody says of a page; the journal names nobody."""
    told = {"consultation": of} if isinstance(of, Consultation) else {"page_id": of.pk}
    note = ClarityNote.objects.create(is_clear=is_clear, words=words, given_on=now().date(), **told)
    kind = PageFoundClear if is_clear else PageFoundUnclear
    record(kind(note_id=note.pk), actor=None)
    return note
