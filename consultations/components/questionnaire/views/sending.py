"""Checking the answers, proving an address where it is asked, and sending."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from consultations import identity
from consultations.actions import Submission, already_received
from consultations.components.questionnaire import actions
from consultations.components.questionnaire.forms import SendForm
from consultations.components.questionnaire.questions import Typed, kind_of
from consultations.components.questionnaire.views.asking import CHECK
from consultations.components.questionnaire.views.desk import SENT, Desk, see_other
from consultations.components.questionnaire.views.giving_back import late, raw_words
from consultations.components.questionnaire.views.opening import open_desk
from consultations.errors import AlreadyContributed, AlreadyReceived, Refused, TooLate
from consultations.models import Contribution, IdentityLevel
from consultations.receipts import receipt_path
from participation.base.clock import arrival
from participation.base.http import everyone, with_query, writes
from participation.ui import typography


@writes(everyone)
def check(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """All answers on one page, each with its « Modifier »; then they are sent, once."""
    desk = open_desk(request, slug, step_id)
    if request.method == "POST":
        return _send(desk)
    if desk.sheet is None:
        return redirect(desk.url("start"))
    if desk.timeliness is None:
        return late(desk)
    return _show(desk, SendForm())


def _show(desk: Desk, form: SendForm, *, is_refused: bool = False) -> HttpResponse:
    status = 422 if is_refused else 200
    needs_proof = identity.needs_proof(desk.request, desk.step)
    asks_proof = desk.step.consultation.identity_level >= IdentityLevel.EMAIL_CODE
    context = {
        **answers_to_read(desk),
        "form": form,
        "needs_proof": needs_proof,
        "is_proven": asks_proof and not needs_proof,
    }
    return render(desk.request, "questionnaire/check.html", context, status=status)


def answers_to_read(desk: Desk) -> dict[str, object]:
    last = desk.walk.pages[-1] if desk.walk.pages else None
    sheet = desk.sheet
    assert sheet is not None
    return {
        "desk": desk,
        "step": desk.step,
        "rows": _rows(desk),
        "errors": [
            {
                "text": f"{typography.tied(stop.asked.text)} {stop.error.messages[0]}",
                "target": f"ligne-{stop.asked.key}",
            }
            for stop in desk.walk.errors
            if stop.error is not None
        ],
        "key": sheet.contribution.idempotency_key,
        "revision": sheet.contribution.revision,
        "back_url": desk.url("question", last.key) if last else desk.check_url,
    }


def _rows(desk: Desk) -> list[dict[str, object]]:
    pages = {asked.key: page.key for page in desk.walk.pages for asked in page.questions}
    rows: list[dict[str, object]] = []
    for stop in desk.walk.stops:
        asked = stop.asked
        page_url = desk.url("question", pages[asked.key])
        if desk.sent is None:
            page_url = with_query(page_url, retour=CHECK)
        kept: Typed = desk.kept.get(asked.key, {})
        rows.append(
            {
                "key": asked.key,
                "label": typography.tied(asked.text),
                "value": raw_words(kept) if stop.error else kind_of(asked).line(asked, stop.said),
                "error": stop.error.messages[0] if stop.error else "",
                "url": f"{page_url}#q-{asked.key}",
            }
        )
    return rows


def _send(desk: Desk) -> HttpResponse:
    """Send once: a repeated form leads to the receipt of the first."""
    received = _received(desk)
    if received is not None:
        return _to_receipt(desk, received)
    if desk.sheet is None:
        return see_other(desk.url("start"))
    if desk.timeliness is None:
        return late(desk)
    form = SendForm(desk.request.POST)
    if not form.is_valid():
        return _show(desk, form, is_refused=True)
    if identity.needs_proof(desk.request, desk.step):
        return see_other(desk.url("identity"))
    try:
        contribution = actions.send(
            desk.sheet, _submission(desk, form), revision=_number(desk, "revision")
        )
    except Refused as refused:
        return _explain(desk, form, refused)
    return _to_receipt(desk, contribution)


def _explain(desk: Desk, form: SendForm, refused: Refused) -> HttpResponse:
    """Say why nothing was sent; the draft is as it was."""
    if isinstance(refused, AlreadyReceived):
        return _to_receipt(desk, refused.contribution)
    if isinstance(refused, AlreadyContributed):
        context = {"desk": desk, "step": desk.step, "message": refused.message}
        return render(desk.request, "questionnaire/already.html", context, status=409)
    if isinstance(refused, TooLate):
        return late(desk)
    fresh = open_desk(desk.request, desk.step.consultation.slug, desk.step.pk)
    if fresh.sheet is None:
        return see_other(desk.url("start"))
    if not isinstance(refused, actions.Incomplete):
        form.add_error(None, str(refused.message))
    return _show(fresh, form, is_refused=True)


def _received(desk: Desk) -> Contribution | None:
    try:
        return already_received(UUID(desk.request.POST.get("key", "")))
    except ValueError:
        return None


def _number(desk: Desk, name: str) -> int | None:
    typed = desk.request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def _submission(desk: Desk, form: SendForm) -> Submission:
    sheet = desk.sheet
    assert sheet is not None
    key = sheet.contribution.idempotency_key
    assert key is not None
    asks = desk.step.consultation.identity_level >= IdentityLevel.EMAIL_CODE
    return Submission(
        key=key,
        arrived_at=arrival(desk.request),
        opened_at=desk.opened_at,
        author=desk.request.user,
        identity=identity.verified_identity(desk.request, desk.step) if asks else "",
        contact=form.cleaned_data["contact"],
        language=get_language() or "fr",
    )


def _to_receipt(desk: Desk, contribution: Contribution) -> HttpResponse:
    """Lead to the receipt; the browser keeps its code, and no longer any secret."""
    response = see_other(receipt_path(contribution, is_new=True))
    identity.forget_identity(desk.request, desk.step)
    desk.set_cookie(response, f"{SENT}{contribution.tracking_code}", None)
    return response
