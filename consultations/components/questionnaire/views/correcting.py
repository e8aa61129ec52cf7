"""Correcting what was sent, from the link of its receipt, until the step closes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.views.desk import Desk, see_other
from consultations.components.questionnaire.views.opening import open_desk
from consultations.components.questionnaire.views.sending import answers_to_read
from consultations.errors import Refused
from consultations.receipts import receipt_path
from participation.base.clock import arrival
from participation.base.http import everyone, writes


@writes(everyone)
def correction(
    request: HttpRequest, slug: str, step_id: int, code: str, secret: str
) -> HttpResponse:
    """What was sent, to be changed question by question, then confirmed as a whole."""
    desk = open_desk(request, slug, step_id, code, secret)
    if request.method != "POST" or desk.sent is None:
        return _show_correction(desk)
    if request.POST.get("suite") == "annuler":
        actions.drop_correction(desk.sent)
        return see_other(receipt_path(desk.sent))
    try:
        contribution = actions.confirm_correction(
            desk.sent, actor=request.user, arrived_at=arrival(request)
        )
    except Refused as refused:
        return _show_correction(desk, message=str(refused.message))
    return see_other(receipt_path(contribution))


def _show_correction(desk: Desk, message: str = "") -> HttpResponse:
    assert desk.sent is not None
    is_open = desk.timeliness is not None
    context = {
        **answers_to_read(desk),
        "is_open": is_open,
        "message": message or ("" if is_open else _("La démarche est close.")),
        "receipt_url": receipt_path(desk.sent),
    }
    status = 422 if message else 200
    return render(desk.request, "questionnaire/correction.html", context, status=status)
