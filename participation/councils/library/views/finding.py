"""What several pages of documents of method look for."""

from typing import Any

from django.shortcuts import get_object_or_404

from participation.councils.library.models import Guide
from participation.councils.space import Space


def any_guide(guide_id: int, person: Any) -> Guide:
    """Give a document that this person may read; raises Http404."""
    rows = Guide.objects.all().visible_to(person).select_related("council", "simplifies")
    found: Guide = get_object_or_404(rows, pk=guide_id)
    return found


def kept_guide(guide_id: int, person: Any) -> Guide:
    """Give a document without a council that this person keeps; raises Http404."""
    found: Guide = get_object_or_404(Guide.objects.all().kept_by(person), pk=guide_id)
    return found


def own_guide(space: Space, guide_id: int) -> Guide:
    """Give a document of this space’s council; raises Http404."""
    found: Guide = get_object_or_404(Guide, pk=guide_id, council=space.council)
    return found
