"""Serving a file that was given with an answer, to who may open it and in a form that is safe."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from consultations.components.questionnaire.models import AnswerFile
from consultations.components.questionnaire.rules import may_open_file
from consultations.components.questionnaire.views.desk import Desk, open_correction, open_desk
from participation.base.http import everyone, reads


@reads(everyone)
def file(request: HttpRequest, slug: str, step_id: int, file_id: int) -> HttpResponseBase:
    return _serve(open_desk(request, slug, step_id), file_id)


@reads(everyone)
def correction_file(
    request: HttpRequest, slug: str, step_id: int, *, code: str, secret: str, file_id: int
) -> HttpResponseBase:
    return _serve(open_correction(request, slug, step_id, code, secret), file_id)


def _serve(desk: Desk, file_id: int) -> HttpResponseBase:
    rows = AnswerFile.objects.filter(sheet__contribution__step=desk.step)
    row = get_object_or_404(rows.select_related("sheet__contribution__consultation"), pk=file_id)
    is_own = desk.sheet is not None and desk.sheet.pk == row.sheet_id
    if not is_own and not may_open_file(desk.request.user, row):
        raise Http404
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=True, filename=row.name, content_type=row.content_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
