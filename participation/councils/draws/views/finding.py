"""What several pages of draws look for."""

from django.shortcuts import get_object_or_404

from participation.councils.draws.models import Draw
from participation.councils.space import Space


def draw_of(space: Space, draw_id: int) -> Draw:
    """Give a draw of this space; raises Http404."""
    rows = Draw.objects.filter(council=space.council).visible_to(space.person)
    found: Draw = get_object_or_404(rows.select_related("college"), pk=draw_id)
    found.council = space.council
    return found
