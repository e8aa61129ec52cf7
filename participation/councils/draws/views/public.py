"""What everyone may read of a draw, and what they need to replay it."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from participation.base.http import everyone, reads
from participation.councils.draws import lot
from participation.councils.draws.models import Draw
from participation.councils.draws.queries import attempts, published, strata


def _public(slug: str, draw_id: int) -> Draw:
    rows = Draw.objects.all().public().filter(council__slug=slug)
    found: Draw = get_object_or_404(
        rows.select_related("council", "college", "replaces"), pk=draw_id
    )
    return found


@reads(everyone)
def public(request: HttpRequest, slug: str, draw_id: int) -> HttpResponse:
    """The rule, the lists, the commitment, the result and the answers, without a name."""
    draw = _public(slug, draw_id)
    context = {
        "draw": draw,
        "council": draw.council,
        "sources": draw.source_lists.all(),
        "strata": strata(draw),
        "attempts": attempts(draw),
    }
    return render(request, "draws/public.html", context)


@reads(everyone)
def public_file(request: HttpRequest, slug: str, draw_id: int) -> HttpResponse:
    """Everything needed to replay the draw, as one file."""
    draw = _public(slug, draw_id)
    response = HttpResponse(
        lot.canonical(published(draw)), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="tirage-{draw.pk}.json"'
    return response


@reads(everyone)
def method(request: HttpRequest) -> HttpResponseBase:
    """The method itself: one Python file that replays a draw with nothing else."""
    path = Path(lot.__file__)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename="lot.py", content_type="text/x-python"
    )
