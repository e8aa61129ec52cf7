"""Serving a file that was given with an answer, to who may open it and in a form that is safe."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from consultations.components.questionnaire.models import AnswerFile
from consultations.components.questionnaire.rules import may_open_file
from consultations.components.questionnaire.views.opening import open_desk
from participation.base.downloads import attachment
from participation.base.http import everyone, reads


@reads(everyone)
def file(
    request: HttpRequest, slug: str, step_id: int, file_id: int, code: str = "", secret: str = ""
) -> HttpResponseBase:
    """Give a file to its author, known by draft, account or receipt, and to the body's officers."""
    desk = open_desk(request, slug, step_id, code, secret)
    rows = AnswerFile.objects.filter(sheet__contribution__step=desk.step)
    row = get_object_or_404(rows.select_related("sheet__contribution__consultation"), pk=file_id)
    is_own = desk.sheet is not None and desk.sheet.pk == row.sheet_id
    if not is_own and not may_open_file(desk.request.user, row):
        raise Http404
    return attachment(row.file, name=row.name, content_type=row.content_type)
