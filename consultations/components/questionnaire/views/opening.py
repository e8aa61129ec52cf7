"""Finding where a person answers: by the account, the cookie of a draft, or a receipt's link."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from consultations.components.questionnaire.models import AnswerSheet
from consultations.components.questionnaire.queries import current_version, questionnaire_steps
from consultations.components.questionnaire.views.desk import SENT, Desk
from consultations.models import Contribution
from consultations.receipts import holds_secret
from participation.base.codes import digest


def open_desk(
    request: HttpRequest, slug: str, step_id: int, code: str = "", secret: str = ""
) -> Desk:
    """Find the person's draft, if they have one; anyone may sit down without.

    With the two halves of a receipt's link, find what was sent instead, to be corrected.
    """
    if code:
        return _open_correction(request, slug, step_id, code, secret)
    step = get_object_or_404(questionnaire_steps(request.user, slug), pk=step_id)
    version = current_version(step)
    if version is None:
        raise Http404
    version.questionnaire = step.questionnaire
    desk = Desk(request, step, version)
    value = request.COOKIES.get(desk.cookie, "")
    desk.draft_secret = "" if value.startswith(SENT) else value[:100]
    desk.sheet = _draft_sheet(desk)
    return desk


def _draft_sheet(desk: Desk) -> AnswerSheet | None:
    drafts = AnswerSheet.objects.filter(
        contribution__step=desk.step, contribution__state=Contribution.State.DRAFT
    ).select_related("contribution")
    sheet = None
    if desk.draft_secret:
        mark = digest(desk.draft_secret, purpose="draft")
        sheet = drafts.filter(contribution__draft_digest=mark).first()
    if sheet is None and desk.owner is not None:
        sheet = drafts.filter(contribution__author=desk.owner).first()
    if sheet is not None:
        sheet.contribution.step, sheet.contribution.consultation = desk.step, desk.step.consultation
    return sheet


def _open_correction(request: HttpRequest, slug: str, step_id: int, code: str, secret: str) -> Desk:
    """Find what was sent by the link of its receipt, or 404."""
    step = get_object_or_404(questionnaire_steps(request.user, slug), pk=step_id)
    rows = AnswerSheet.objects.filter(
        contribution__in=Contribution.objects.counted().filter(step=step, tracking_code=code)
    )
    sheet = get_object_or_404(rows.select_related("contribution", "version"))
    sent = sheet.contribution
    if not holds_secret(sent, secret):
        raise Http404
    sent.step, sent.consultation = step, step.consultation
    sheet.version.questionnaire = step.questionnaire
    return Desk(request, step, sheet.version, sheet, sent=sent, sent_secret=secret)
